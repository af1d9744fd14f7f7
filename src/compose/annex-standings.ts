/** 附件1: every indicator by every unit, section by section, across a landscape page. */
import type { Annex, Table, TableCell } from '../model/bulletin.ts';
import type { IndicatorBoard, SectionBoard, Standing, StandingState } from '../model/scoreboard.ts';
import {
  completionColumn,
  partColumn,
  rankColumn,
  scheduledColumn,
  signedColumn,
  spokenColumns,
  targetColumn,
  valueColumn,
  type Column,
} from './column.ts';
import { coverageCell } from './coverage.ts';
import { mainFigure, nameWithUnit, type Matter } from './matter.ts';
import { beginsTheYear, say, thisWords } from './saying.ts';
import { cell } from './table.ts';
import { notesOf, numberedNotes } from './table-notes.ts';
import { absenceCell } from './wording.ts';

const STANDINGS_TITLE = '各单位主要指标完成情况表';

/** Units beside the city that fit across a landscape page. */
const UNITS = 13;

const STATE: Readonly<Record<StandingState, string>> = {
  reported: '已报',
  'confirmed-zero': '零报告',
  'not-applicable': '不适用',
  blank: '未填',
  'no-form': '缺报',
  'not-owed': '—',
};

export function standingsAnnex(matter: Matter): Annex {
  const sections = matter.board.sections.flatMap((section) => sectionTables(matter, section));
  const cityOnly = cityTable(matter);
  return {
    label: '附件1',
    title: STANDINGS_TITLE,
    orientation: 'landscape',
    blocks: [...sections, ...(cityOnly === null ? [] : [cityOnly])],
  };
}

function sectionTables(matter: Matter, { section, indicators }: SectionBoard): readonly Table[] {
  const shown = indicators.filter(({ indicator }) => indicator.by === 'county');
  if (shown.length === 0) return [];
  const owing = new Set(shown.flatMap(({ units }) => units.map(({ holder }) => holder.id)));
  const units = matter.board.units.filter(({ id }) => owing.has(id));
  const pages = Math.max(1, Math.ceil(units.length / UNITS));
  return Array.from({ length: pages }, (_, page) => {
    const some = units.slice(page * UNITS, (page + 1) * UNITS);
    const part = pages > 1 ? `（${String(page + 1)}）` : '';
    return unitsAcross(matter, { caption: `${section.name}${part}`, entries: shown, units: some });
  });
}

type Across = Readonly<{
  caption: string;
  entries: readonly IndicatorBoard[];
  units: readonly Readonly<{ id: string; name: string }>[];
}>;

function unitsAcross(matter: Matter, { caption, entries, units }: Across): Table {
  const measures = entries.map((entry) => ({ entry, columns: measuresOf(matter, entry) }));
  return {
    type: 'table',
    caption,
    remark: '',
    head: ['指标', '项目', '全市', ...units.map(({ name }) => name)],
    widths: [8, 5, 4, ...units.map(() => 3)],
    rows: measures.flatMap(({ entry, columns }) => [
      ...columns.map((column, i) => ({
        emphasis: false,
        cells: [
          nameCell(entry, i),
          cell(column.head, 'left'),
          cell(column.print(entry.city), 'right'),
          ...units.map(({ id }) =>
            unitCell(entry, id, (unit) => cell(column.print(unit), 'right')),
          ),
        ],
      })),
      ...stateRows(entry, units),
    ]),
    notes: numberedNotes(
      notesOf(
        matter,
        measures.flatMap(({ columns }) => columns),
      ),
    ),
  };
}

function unitCell(
  entry: IndicatorBoard,
  unit: string,
  print: (standing: Standing) => TableCell,
): TableCell {
  const standing = entry.units.find(({ holder }) => holder.id === unit);
  return standing === undefined ? cell(absenceCell('not-owed'), 'right') : print(standing);
}

/** The name of an indicator with how many units its totals hold; the rows below it leave the cell to it. */
function nameCell(entry: IndicatorBoard, row: number): TableCell {
  if (row > 0) return cell('', 'left');
  return cell(say`${nameWithUnit(entry.indicator)}，含${coverageCell(entry.city)}`, 'left');
}

/** Who reported, who reported zero, and who did not: a row wherever anybody's state is not plainly 已报. */
function stateRows(entry: IndicatorBoard, units: Across['units']): Table['rows'] {
  if (entry.units.every(({ state }) => state === 'reported')) return [];
  return [
    {
      emphasis: false,
      cells: [
        cell('', 'left'),
        cell('填报状态', 'left'),
        cell(coverageCell(entry.city), 'right'),
        ...units.map(({ id }) => unitCell(entry, id, ({ state }) => cell(STATE[state], 'right'))),
      ],
    },
  ];
}

function measuresOf(matter: Matter, entry: IndicatorBoard): readonly Column[] {
  const { indicator } = entry;
  const { period } = matter.board;
  const rank = rankColumn(entry, '位次');
  const gap = signedColumn(entry, '差距', (standing) => standing.gap);
  const change = signedColumn(
    entry,
    indicator.kind === 'ratio' ? '同比（点）' : '同比（%）',
    ({ yearOnYear }) => yearOnYear,
  );
  const main = valueColumn(entry, MAIN[indicator.kind], (standing) =>
    mainFigure(indicator, standing),
  );
  if (indicator.kind === 'ratio') {
    const parts = (['numerator', 'denominator'] as const).map((which) => partColumn(entry, which));
    return spokenColumns([...parts, main, targetColumn(entry, '目标（%）'), gap, rank, change]);
  }
  const own = valueColumn(entry, `${thisWords(period)}数`, (standing) => standing.period);
  const twice = indicator.kind === 'flow' && !beginsTheYear(period);
  return spokenColumns([
    ...(twice ? [own] : []),
    main,
    targetColumn(entry, '年度目标'),
    completionColumn(entry, '完成率（%）'),
    ...(indicator.kind === 'stock' ? [scheduledColumn(entry, '序时（%）')] : []),
    gap,
    rank,
    change,
  ]);
}

const MAIN = { flow: '本年累计', stock: '期末数', ratio: '比率（%）', rank: '位次' } as const;

/** Indicators that only the city's own departments report: a row each. */
function cityTable(matter: Matter): Table | null {
  const entries = matter.board.sections
    .flatMap(({ indicators }) => indicators)
    .filter(({ indicator }) => indicator.by === 'city');
  const [first] = entries;
  if (first === undefined) return null;
  return {
    type: 'table',
    caption: '市直填报的指标',
    remark: '',
    head: ['指标', ...cityColumns(matter, first).map(({ head }) => head)],
    widths: [8, ...cityColumns(matter, first).map(() => 4)],
    rows: entries.map((entry) => ({
      emphasis: false,
      cells: [
        cell(nameWithUnit(entry.indicator), 'left'),
        ...cityColumns(matter, entry).map(({ print }) => cell(print(entry.city), 'right')),
      ],
    })),
    notes: numberedNotes(
      notesOf(
        matter,
        entries.flatMap((entry) => cityColumns(matter, entry)),
      ),
    ),
  };
}

function cityColumns(matter: Matter, entry: IndicatorBoard): readonly Column[] {
  const { indicator } = entry;
  return [
    valueColumn(entry, `${thisWords(matter.board.period)}数（期末数）`, ({ period }) => period),
    valueColumn(entry, '本年累计', ({ cumulative }) => cumulative),
    targetColumn(entry, '年度目标'),
    completionColumn(entry, '完成率（%）'),
    signedColumn(entry, '差距（百分点）', ({ gap }) => gap),
    signedColumn(
      entry,
      indicator.kind === 'ratio' ? '同比（百分点）' : '同比（%）',
      (standing) => standing.yearOnYear,
    ),
  ];
}
