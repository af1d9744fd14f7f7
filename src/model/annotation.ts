/** What is written into a workbook that goes back (批注版): marks on its cells and a list of all that is to be said. */
import type { Severity } from './finding.ts';

/** How every note of ours begins: by this it is known again when the file comes back. */
export const NOTE_MARK = '【通报批注】';

/** A cell that is coloured, and the note it gets; at most one mark a cell. */
export type Mark = Readonly<{ sheet: string; cell: string; severity: Severity; note: string }>;

/** One row of the list. `link` is the cell it leads to; null when it is about no single cell. */
export type ListRow = Readonly<{
  severity: Severity;
  texts: readonly string[];
  link: Readonly<{ sheet: string; cell: string }> | null;
}>;

/** The columns of the list, in order; the reader of the list finds the cell's address in 单元格. */
export const LIST_COLUMNS = [
  '序号',
  '级别',
  '工作表',
  '单元格',
  '事项',
  '填的是',
  '问题',
  '怎样改',
] as const;

/** The list as a sheet of its own. `lines` stand below the title, above the columns. */
export type FindingList = Readonly<{
  name: string;
  lines: readonly string[];
  rows: readonly ListRow[];
}>;

export type Annotation = Readonly<{ marks: readonly Mark[]; list: FindingList }>;

/** A workbook that goes back marked: the unit's own, or a copy of our form with its values. */
export type Marked = Readonly<{ of: 'own' | 'copy'; bytes: Uint8Array }>;
