/** Columns of a table: one measure of one indicator each, and how it is printed. */
import type { PrintedFigure } from '../model/bulletin.ts';
import type { Figure, IndicatorBoard, Standing } from '../model/scoreboard.ts';
import { isCarried } from './coverage.ts';
import { gapCell, percentCell, signedCell } from './percentage.ts';
import { amountCell, asHeld, rankOf, valueCell } from './wording.ts';

/** A column for one measure of one indicator. */
export type Column = Readonly<{
  entry: IndicatorBoard;
  head: string;
  /** The name above it and its neighbours of the same name; with no neighbour left, its head is `alone` instead. */
  over?: Readonly<{ name: string; alone: string }>;
  width: number;
  /** Kept even when no row has a value in it. */
  essential: boolean;
  /** The figure printed, or that a place is given for. */
  figureOf(standing: Standing): Figure;
  /** True for a column of places. */
  ranks: boolean;
  print(standing: Standing): PrintedFigure;
}>;

type ColumnShape = Pick<Column, 'figureOf' | 'print'> &
  Partial<Pick<Column, 'essential' | 'width' | 'ranks'>>;

function column(entry: IndicatorBoard, head: string, shape: ColumnShape): Column {
  return { entry, head, essential: false, ranks: false, width: 3, ...shape };
}

/** A column of amounts, or of shares for a ratio. */
export function valueColumn(
  entry: IndicatorBoard,
  head: string,
  figureOf: (standing: Standing) => Figure,
): Column {
  const { indicator } = entry;
  return column(entry, head, {
    essential: true,
    figureOf,
    print: (standing) => {
      const figure = figureOf(standing);
      const printed = valueCell(figure, asHeld(indicator, standing), [standing.target]);
      return figure === standing.cumulative ? marked(printed, standing) : printed;
    },
  });
}

/** 84*: a 累计 that is an earlier month's; the note below the table says which. */
function marked(printed: PrintedFigure, standing: Standing): PrintedFigure {
  if (printed.value === null || !isCarried(standing)) return printed;
  return { ...printed, text: `${printed.text}*` };
}

/** A column of the target: an amount, or a share for a ratio. */
export function targetColumn(entry: IndicatorBoard, head: string): Column {
  return column(entry, head, {
    figureOf: ({ target }) => target,
    print: ({ target }) => valueCell(target, entry.indicator),
  });
}

/** A ratio's numerator or denominator. */
export function partColumn(entry: IndicatorBoard, which: 'numerator' | 'denominator'): Column {
  const part = entry.indicator[which];
  const head = part === undefined ? '' : `${part.name}（${part.unitOfMeasure}）`;
  return column(entry, head, {
    figureOf: (standing) => standing[which],
    print: (standing) => amountCell(standing[which], entry.indicator),
  });
}

export function completionColumn(entry: IndicatorBoard, head: string): Column {
  return column(entry, head, {
    figureOf: ({ completion }) => completion,
    print: (standing) => percentCell(standing.completion, [standing.scheduled]),
  });
}

export function scheduledColumn(entry: IndicatorBoard, head: string): Column {
  return column(entry, head, {
    figureOf: ({ scheduled }) => scheduled,
    print: ({ completion, scheduled }) => percentCell(scheduled, [completion]),
  });
}

/** How far each holder is from its schedule or threshold. */
export function gapColumn(entry: IndicatorBoard, head: string): Column {
  return column(entry, head, {
    figureOf: ({ gap }) => gap,
    print: (standing) => gapCell(entry.indicator.kind, standing),
  });
}

/** A column of changes, with their signs. */
export function signedColumn(
  entry: IndicatorBoard,
  head: string,
  figureOf: (standing: Standing) => Figure,
): Column {
  return column(entry, head, {
    figureOf,
    print: (standing) => signedCell(figureOf(standing)),
  });
}

export function rankColumn(entry: IndicatorBoard, head: string): Column {
  return column(entry, head, {
    width: 2,
    ranks: true,
    figureOf: ({ completion }) => completion,
    print: (standing) => rankOf(standing, 'cell'),
  });
}

/** The columns under a common name; each keeps its own head should it be left alone. */
export function under(name: string, columns: readonly Column[]): readonly Column[] {
  return columns.map((each) => ({ ...each, over: { name, alone: each.head } }));
}

/** Neighbouring columns by the name above them: '' for one that has none, or no neighbour under it. */
export function overNames(
  columns: readonly Column[],
): readonly Readonly<{ text: string; columns: readonly Column[] }>[] {
  const runs: { text: string; columns: Column[] }[] = [];
  for (const each of columns) {
    const name = each.over?.name ?? '';
    const last = runs.at(-1);
    if (last !== undefined && last.text !== '' && last.text === name) last.columns.push(each);
    else runs.push({ text: name, columns: [each] });
  }
  return runs.map((run) => (run.columns.length > 1 ? run : { ...run, text: '' }));
}

/** The essential columns, those in which a row has a value, and places that are not all the same. */
export function spokenColumns(columns: readonly Column[]): readonly Column[] {
  return columns.filter((candidate) => candidate.essential || speaks(candidate));
}

function speaks({ entry, ranks, print }: Column): boolean {
  if (!ranks) return [entry.city, ...entry.units].some((one) => print(one).value !== null);
  const places = entry.units.flatMap(({ rank }) => rank ?? []);
  return new Set(places).size > 1;
}
