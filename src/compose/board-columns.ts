/** Columns of a section's sheet in the workbook annex, as the kinds of its indicators ask for them. */
import type { BookCell, BookColumn } from '../model/board-book.ts';
import { decimalText } from '../model/decimal.ts';
import type { Period } from '../model/period.ts';
import type { IndicatorKind } from '../model/plan.ts';
import type { Figure, IndicatorBoard, Standing } from '../model/scoreboard.ts';
import { figureCell, textCell } from './board-cell.ts';
import { paceWord } from './kind-words.ts';
import { thisWords } from './saying.ts';
import { gapCell, percentCell, signedCell } from './percentage.ts';
import { amountCell, rankOf, valueCell } from './wording.ts';

export const CUMULATIVE_HEAD = '本年累计';

/** A standing with the indicator it stands in. */
export type Entry = Readonly<{ board: IndicatorBoard; standing: Standing }>;

/** One column; `figure` is what a dash in it has its reason from. */
export type StandingColumn = Omit<BookColumn, 'width'> &
  Readonly<{
    cell(entry: Entry): BookCell;
    figure(standing: Standing): Figure | null;
    /** Kept even when no row has a value in it. */
    essential: boolean;
  }>;

type Shape = Pick<StandingColumn, 'cell'> &
  Partial<Pick<StandingColumn, 'figure' | 'essential' | 'align'>>;

function column(head: string, shape: Shape): StandingColumn {
  return { head, align: 'right', essential: false, figure: () => null, ...shape };
}

/** An indicator's amount with all its decimals, or a ratio in percent. */
function valueOf({ board, standing }: Entry, figure: Figure): BookCell {
  const { indicator } = board;
  const places = indicator.kind === 'ratio' ? 0 : indicator.decimals;
  return figureCell(valueCell(figure, indicator, [standing.target]), places);
}

function values(head: string, figure: (standing: Standing) => Figure): StandingColumn {
  return column(head, {
    figure,
    cell: (entry) => valueOf(entry, figure(entry.standing)),
  });
}

function changes(head: string, figure: (standing: Standing) => Figure): StandingColumn {
  return column(head, {
    figure,
    cell: ({ standing }) => figureCell(signedCell(figure(standing))),
  });
}

/** All columns that these kinds may need, in the order of the sheet; the caller leaves out those without a value. */
export function standingColumns(
  kinds: ReadonlySet<IndicatorKind>,
  period: Period,
): readonly StandingColumn[] {
  const points = kinds.has('ratio') && kinds.size === 1 ? '百分点' : '%';
  return [
    { ...values(periodHead(kinds, period), ({ period: own }) => own), essential: true },
    values(CUMULATIVE_HEAD, ({ cumulative }) => cumulative),
    parts('分子', ({ numerator }) => numerator),
    parts('分母', ({ denominator }) => denominator),
    values('年度目标', ({ target }) => target),
    ...progressColumns(),
    values('上期', ({ previous }) => previous),
    changes(`环比\n（${points}）`, ({ monthOnMonth }) => monthOnMonth),
    values('上年同期', ({ yearBefore }) => yearBefore),
    changes(`同比\n（${points}）`, ({ yearOnYear }) => yearOnYear),
  ];
}

/** 本月数, 期末数, 比率（%）, 全省位次: one for each kind that the section has. */
function periodHead(kinds: ReadonlySet<IndicatorKind>, period: Period): string {
  const heads = {
    flow: `${thisWords(period)}数`,
    stock: '期末数',
    ratio: '比率（%）',
    rank: '全省位次',
  } as const;
  return (['flow', 'stock', 'ratio', 'rank'] as const)
    .filter((kind) => kinds.has(kind))
    .map((kind) => heads[kind])
    .join('／\n');
}

function parts(head: string, figure: (standing: Standing) => Figure): StandingColumn {
  return column(head, {
    figure,
    cell: ({ board, standing }) => figureCell(amountCell(figure(standing), board.indicator)),
  });
}

function progressColumns(): readonly StandingColumn[] {
  return [
    column('完成率\n（%）', {
      figure: ({ completion }) => completion,
      cell: ({ standing }) => figureCell(percentCell(standing.completion, [standing.scheduled])),
    }),
    column('序时进度\n（%）', {
      figure: ({ scheduled }) => scheduled,
      cell: ({ standing }) => figureCell(percentCell(standing.scheduled, [standing.completion])),
    }),
    column('差距\n（百分点）', {
      figure: ({ gap }) => gap,
      cell: ({ board, standing }) => figureCell(gapCell(board.indicator.kind, standing)),
    }),
    column('进度', {
      align: 'center',
      cell: ({ board, standing }) => textCell(paceWord(standing, board.indicator.kind)),
    }),
    column('位次', {
      align: 'center',
      cell: ({ standing }) => figureCell(rankOf(standing, 'cell')),
    }),
  ];
}

/** Whether a cell says anything but that there is nothing. */
export function isSpoken(cell: BookCell): boolean {
  return cell.text !== '' && cell.text !== '—';
}

/** 引进高层次人才（时期数，计量单位：人）; a ratio says what is divided by what. */
export function bandText({ indicator }: IndicatorBoard): string {
  const { name, kind, numerator, denominator, unitOfMeasure } = indicator;
  const floor =
    indicator.floorTo === undefined ? '' : `，约数按${decimalText(indicator.floorTo)}取整`;
  if (kind === 'ratio' && numerator !== undefined && denominator !== undefined) {
    const sides = [numerator, denominator].map((part) => `${part.name}（${part.unitOfMeasure}）`);
    return `${name}（比率，%；＝${sides.join('÷')}）`;
  }
  if (kind === 'rank') return `${name}（位次）`;
  return `${name}（${kind === 'flow' ? '时期数' : '时点数'}，计量单位：${unitOfMeasure}${floor}）`;
}
