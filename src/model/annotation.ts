/** What is written into a workbook that goes back (批注版): marks on its cells and a list of all that is to be said. */
import type { Sheet } from './cell-grid.ts';
import type { Severity } from './finding.ts';

/** How every note of ours begins: by this it is known again when the file comes back. */
export const NOTE_MARK = '【通报批注】';

/** How one ends where a cell has a single note, online: who replies writes behind it. */
export const NOTE_END = '（批注完，要说明的写在下面）';

/** What people wrote into a note, before ours or behind it. */
export function othersWords(note: string): string {
  const [before = '', ...ours] = note.split(NOTE_MARK);
  const behind = ours.map((part) => part.split(NOTE_END).slice(1).join('\n'));
  return [before, ...behind]
    .map((words) => words.trim())
    .filter((words) => words !== '')
    .join('\n');
}

/** Who is named as the author of our notes. */
export const NOTE_AUTHOR = '通报';

/** The name of the list's sheet, and the words in its hidden first row: a sheet of theirs may have the same name. */
export const LIST_NAME = '问题清单';
export const LIST_SIGN = '通报批注：原底色';
export const LIST_SIGN_COLUMN = 10;

/** Whether a sheet is a list of ours, under whatever number its name has: nothing of theirs stands on it. */
function isFindingList({ name, cells }: Sheet): boolean {
  return (
    name.startsWith(LIST_NAME) &&
    cells.some(
      ({ row, column, text }) => row === 1 && column === LIST_SIGN_COLUMN && text === LIST_SIGN,
    )
  );
}

/** The name of a receipt's sheet in an online sheet, and the words by which it is known whatever its name: in its first row. */
export const RECEIPT_NAME = '回执';
export const RECEIPT_SIGN = '通报回执：';
export const RECEIPT_SIGN_COLUMN = 8;

/** The number of the receipt that stands on a sheet of ours; null for every other sheet. */
export function shownReceipt({ cells }: Sheet): number | null {
  const sign = cells.find(
    ({ row, column, text }) =>
      row === 1 && column === RECEIPT_SIGN_COLUMN && text.startsWith(RECEIPT_SIGN),
  );
  const number = sign?.text.slice(RECEIPT_SIGN.length) ?? '';
  return /^\d{1,9}$/.test(number) ? Number(number) : null;
}

/** Whether a sheet was put there by us and is no part of a form: a list of findings, or a receipt. */
export function isAnswerOfOurs(sheet: Sheet): boolean {
  return isFindingList(sheet) || shownReceipt(sheet) !== null;
}

/** A cell that is coloured, and the note it gets; at most one mark a cell. */
export type Mark = Readonly<{ sheet: string; cell: string; severity: Severity; note: string }>;

/** One row of the list. `link` is the cell it leads to; null when it is about no single cell. */
export type ListRow = Readonly<{
  severity: Severity;
  texts: Readonly<Record<keyof typeof LIST_COLUMNS, string>>;
  link: Readonly<{ sheet: string; cell: string }> | null;
}>;

/** The columns of the list, in order. */
export const LIST_COLUMNS = {
  number: '序号',
  level: '级别',
  sheet: '工作表',
  cell: '单元格',
  item: '事项',
  read: '填的是',
  message: '问题',
  advice: '怎样改',
} as const;

/** The list as a sheet of its own. `lines` stand below the title, above the columns. */
export type FindingList = Readonly<{
  lines: readonly string[];
  rows: readonly ListRow[];
}>;

export type Annotation = Readonly<{ marks: readonly Mark[]; list: FindingList }>;

/** A workbook that goes back marked: the unit's own, or a copy of our form with its values. */
export type Marked = Readonly<{ of: 'own' | 'copy'; bytes: Uint8Array }>;
