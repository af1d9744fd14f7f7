/** Tables of standings: one row a unit, 11/12 beside every total. */
import type { PrintedFigure, Run, Table, TableCell } from '../model/bulletin.ts';
import { chineseNumeral } from '../model/numeral-chinese.ts';
import type { Holder, IndicatorBoard, Standing } from '../model/scoreboard.ts';
import { overNames, spokenColumns, type Column } from './column.ts';
import { coverageCell } from './coverage.ts';
import type { Matter } from './matter.ts';
import { say } from './saying.ts';
import { notesOf, numberedNotes } from './table-notes.ts';
import { absenceCell } from './absence-words.ts';

export function cell(
  text: string | PrintedFigure | readonly Run[],
  align: TableCell['align'],
): TableCell {
  return { runs: say`${text}`, align };
}

/** Relative to a column's usual 3. */
const UNIT_WIDTH = 3;

/** `explainsGroups`: the bulletin's first table says what the groups' rows are. */
export type TableTitle = Readonly<{ caption: string; remark: string; explainsGroups: boolean }>;

/** A row for the city, for each group of several units, then for each unit that owes any of the indicators. */
export function unitTable(matter: Matter, title: TableTitle, asked: readonly Column[]): Table {
  const { caption, remark, explainsGroups } = title;
  const columns = spokenColumns(asked);
  const entries = [...new Set(columns.map(({ entry }) => entry))];
  const owing = new Set(entries.flatMap(({ units }) => units.map((unit) => unit.holder.id)));
  const units = matter.board.units.filter((unit) => owing.has(unit.id));
  const groups = groupRowsOf(entries);
  return {
    type: 'table',
    caption,
    remark,
    ...headsOf(columns),
    widths: [UNIT_WIDTH, ...columns.map(({ width }) => width)],
    rows: [
      { emphasis: true, cells: sumCells('全市', columns, ({ city }) => city) },
      ...groups.map(({ id, name }) => ({
        emphasis: false,
        cells: sumCells(name, columns, ({ groups }) =>
          groups.find(({ holder }) => holder.id === id),
        ),
      })),
      ...units.map((unit) => ({
        emphasis: false,
        cells: [cell(unit.name, 'left'), ...columns.map((col) => unitCell(col, unit.id))],
      })),
    ],
    notes: numberedNotes([
      ...(explainsGroups ? groupNotes(groups) : []),
      say`括号内为已报和应报的单位数`,
      ...notesOf(matter, columns, groups),
    ]),
  };
}

/** One row of heads, or two where several columns stand under one name. */
function headsOf(columns: readonly Column[]): Pick<Table, 'head' | 'over'> {
  const names = overNames(columns);
  const heads = names.flatMap(({ text, columns: some }) =>
    some.map(({ head, over }) => (text === '' ? (over?.alone ?? head) : head)),
  );
  const head = ['单位', ...heads];
  if (names.every(({ text }) => text === '')) return { head };
  const over = names.map(({ text, columns: some }) => ({ text, columns: some.length }));
  return { head, over: [{ text: '', columns: 1 }, ...over] };
}

function groupNotes(groups: readonly Holder[]): readonly (readonly Run[])[] {
  if (groups.length === 0) return [];
  const names = groups.map(({ name }) => `“${name}”`).join('');
  const rows = groups.length > 1 ? `${chineseNumeral(BigInt(groups.length))}行` : '一行';
  return [say`${names}${rows}为分组小计数`];
}

/** Groups of several units in any of them: groups of one would only say it twice. */
export function groupRowsOf(entries: readonly IndicatorBoard[]): readonly Holder[] {
  const groups = entries.flatMap((entry) => entry.groups);
  const several = groups.filter(({ coverage }) => coverage.owing.length > 1);
  return [...new Map(several.map(({ holder }) => [holder.id, holder])).values()];
}

type SumOf = (entry: IndicatorBoard) => Standing | undefined;

/** 全市（11/12） when all columns' totals hold as many units; otherwise each figure says it by itself. */
function sumCells(name: string, columns: readonly Column[], sumOf: SumOf): readonly TableCell[] {
  const sums = columns.flatMap(({ entry }) => sumOf(entry) ?? []);
  const [first] = sums;
  const shared = new Set(sums.map((sum) => coverageCell(sum).text)).size === 1;
  const label = first !== undefined && shared ? say`${name}（${coverageCell(first)}）` : name;
  return [
    cell(label, 'left'),
    ...columns.map((col) => {
      const sum = sumOf(col.entry);
      if (sum === undefined) return cell(absenceCell('not-owed'), 'right');
      const figure = col.print(sum);
      const alone = !shared && col.essential;
      return cell(alone ? say`${figure}（${coverageCell(sum)}）` : figure, 'right');
    }),
  ];
}

function unitCell(col: Column, unit: string): TableCell {
  const standing = col.entry.units.find(({ holder }) => holder.id === unit);
  return standing === undefined
    ? cell(absenceCell('not-owed'), 'right')
    : cell(col.print(standing), 'right');
}
