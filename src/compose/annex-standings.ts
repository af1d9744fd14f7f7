/** 附件1: every indicator by every unit, section by section, across a landscape page. */
import type { Annex, Run, Table, TableCell } from '../model/bulletin.ts';
import type { IndicatorBoard, SectionBoard, Standing } from '../model/scoreboard.ts';
import {
  completionColumn,
  partColumn,
  rankColumn,
  scheduledColumn,
  gapColumn,
  signedColumn,
  spokenColumns,
  targetColumn,
  valueColumn,
  type Column,
} from './column.ts';
import { coverageLabel } from './coverage.ts';
import { mainFigure, nameWithUnit, type Matter } from './matter.ts';
import { reportingTable } from './reporting.ts';
import { beginsTheYear, say, thisWords } from './saying.ts';
import { cell } from './table.ts';
import { leftOutNotes } from './left-out.ts';
import { notesOf, numberedNotes } from './table-notes.ts';
import { undatedTable } from './task-section.ts';
import { absenceCell } from './absence-words.ts';

const STANDINGS_TITLE = '各单位主要指标完成情况表';

/** Units beside the city that fit across a landscape page. */
const UNITS = 13;

export function standingsAnnex(matter: Matter): Annex {
  const others = [cityTable(matter), undatedTable(matter), reportingTable(matter)];
  return {
    label: '附件1',
    title: STANDINGS_TITLE,
    orientation: 'landscape',
    blocks: [...countyTables(matter), ...others.filter((table) => table !== null)],
  };
}

/** One table of all sections, in as many parts as the units need. */
function countyTables(matter: Matter): readonly Table[] {
  const sections = matter.board.sections
    .map(({ section, indicators }) => ({
      section,
      indicators: indicators.filter(({ indicator }) => indicator.by === 'county'),
    }))
    .filter(({ indicators }) => indicators.length > 0);
  if (sections.length === 0) return [];
  const owing = new Set(
    sections.flatMap(({ indicators }) =>
      indicators.flatMap(({ units }) => units.map(({ holder }) => holder.id)),
    ),
  );
  const units = matter.board.units.filter(({ id }) => owing.has(id));
  const pages = Math.max(1, Math.ceil(units.length / UNITS));
  return Array.from({ length: pages }, (_, page) => {
    const some = units.slice(page * UNITS, (page + 1) * UNITS);
    const part = pages > 1 ? `（${String(page + 1)}）` : '';
    return unitsAcross(matter, { caption: `主要指标完成情况${part}`, sections, units: some });
  });
}

type Across = Readonly<{
  caption: string;
  sections: readonly SectionBoard[];
  units: readonly Readonly<{ id: string; name: string }>[];
}>;

/** A row for each measure of each indicator, under a row that names the section. */
function unitsAcross(matter: Matter, { caption, sections, units }: Across): Table {
  const measures = sections
    .flatMap(({ indicators }) => indicators)
    .map((entry) => ({ entry, columns: measuresOf(matter, entry) }));
  const rowsOf = ({ entry, columns }: (typeof measures)[number]): Table['rows'] =>
    columns.map((column, i) => ({
      emphasis: false,
      cells: [
        nameCell(entry, i),
        cell(column.head, 'left'),
        cell(column.print(entry.city), 'right'),
        ...units.map(({ id }) => unitCell(entry, id, (unit) => cell(column.print(unit), 'right'))),
      ],
    }));
  const columns = measures.flatMap((measure) => measure.columns);
  return {
    type: 'table',
    caption,
    remark: '',
    head: ['指标', '项目', '全市', ...units.map(({ name }) => name)],
    widths: [4, 2, 1, ...units.map(() => 1)],
    rows: sections.flatMap(({ section, indicators }) => [
      { emphasis: false, cells: [cell(section.name, 'left')] },
      ...measures.filter(({ entry }) => indicators.includes(entry)).flatMap(rowsOf),
    ]),
    notes: numberedNotes([
      ...stateNotes(measures),
      ...notesOf(matter, columns),
      ...leftOutNotes(
        matter,
        measures.map(({ entry }) => entry),
      ),
    ]),
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
  return cell(say`${nameWithUnit(entry.indicator)}，${coverageLabel(entry.city)}`, 'left');
}

/** 缺报, 未填 and 不适用 stand in the cells themselves; a zero there was reported as one. */
function stateNotes(
  measures: readonly Readonly<{ entry: IndicatorBoard }>[],
): readonly (readonly Run[])[] {
  const zeros = measures.some(({ entry }) =>
    entry.units.some(({ state }) => state === 'confirmed-zero'),
  );
  return zeros ? [say`单位填报的“0”为零报告，未报、未填和不适用的分别印“缺报”“未填”“不适用”`] : [];
}

function measuresOf(matter: Matter, entry: IndicatorBoard): readonly Column[] {
  const { indicator } = entry;
  const { period } = matter.board;
  const rank = rankColumn(entry, '位次');
  const gap = gapColumn(entry, '差距');
  const change = signedColumn(
    entry,
    indicator.kind === 'ratio' ? '同比（百分点）' : '同比（%）',
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

/** Indicators that only the city's own departments report: a row each, without columns that no row has a value in. */
function cityTable(matter: Matter): Table | null {
  const rows = matter.board.sections
    .flatMap(({ indicators }) => indicators)
    .filter(({ indicator }) => indicator.by === 'city')
    .map((entry) => ({ entry, columns: cityColumns(matter, entry) }));
  const [first] = rows;
  if (first === undefined) return null;
  const spoken = first.columns.map((_, i) =>
    rows.some(({ entry, columns }) => columns[i]?.print(entry.city).value !== null),
  );
  const kept = (columns: readonly Column[]): readonly Column[] =>
    columns.filter((_, i) => spoken[i] === true);
  const heads = kept(first.columns).map(({ head }) => head);
  return {
    type: 'table',
    caption: '市直填报的指标',
    remark: '',
    head: ['指标', ...heads],
    widths: [8, ...heads.map(() => 4)],
    rows: rows.map(({ entry, columns }) => ({
      emphasis: false,
      cells: [
        cell(nameWithUnit(entry.indicator), 'left'),
        ...kept(columns).map(({ print }) => cell(print(entry.city), 'right')),
      ],
    })),
    notes: numberedNotes(
      notesOf(
        matter,
        rows.flatMap(({ columns }) => kept(columns)),
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
    gapColumn(entry, '差距（百分点）'),
    signedColumn(
      entry,
      indicator.kind === 'ratio' ? '同比（百分点）' : '同比（%）',
      (standing) => standing.yearOnYear,
    ),
  ];
}
