/** The fill-in sheet of a workbook as found: rows by item code, columns by their titles, wherever they stand. */
import { isAnswerOfOurs } from '../model/annotation.ts';
import { cellRef, type Cell, type CellGrid, type Merge, type Sheet } from '../model/cell-grid.ts';
import { COLUMN, IDENTITY_SHEET } from '../model/form.ts';
import { foldTyped } from '../model/numeral-text.ts';

export type Page = Readonly<{
  sheet: Sheet;
  /** Every code in a 代码 column, with all the cells it stands in, from the top. */
  codes: ReadonlyMap<string, readonly Cell[]>;
  /** Column number by title, of all rows that have a 代码 title; the first where it stands twice. */
  columns: ReadonlyMap<string, number>;
  /** All cells of those rows by title. */
  titles: ReadonlyMap<string, readonly Cell[]>;
  at(row: number, column: number): Cell | null;
  /** The cells of a row, as they were found. */
  row(row: number): readonly Cell[];
  /** The cell that this empty one is merged into, where something stands there; null for a cell of its own. */
  mergedInto(row: number, column: number): Cell | null;
}>;

/** No title of ours is nearly as long; a sheet full of long texts is not searched for one. */
const LONGEST_TITLE = 60;

/** A title as it is compared: 备注（累计减少须写明原因） is 备注, spaces and line ends do not count. */
export function titleKey(title: string): string {
  if (title.length > LONGEST_TITLE) return '';
  const folded = foldTyped(title);
  if (!/[\s(:]/.test(folded)) return folded;
  return folded.replace(/\s/g, '').replace(/\(.*$/, '').replace(/:$/, '');
}

function codeKey(code: string): string {
  return foldTyped(code).replace(/\s/g, '').toUpperCase();
}

function pageOf(sheet: Sheet): Page {
  const byRef = new Map(sheet.cells.map((cell) => [cellRef(cell.row, cell.column), cell]));
  const byRow = Map.groupBy(sheet.cells, ({ row }) => row);
  const heads = sheet.cells.filter((cell) => titleKey(cell.text) === COLUMN.code);
  const headRows = new Set(heads.map((cell) => cell.row));
  const codeColumns = new Set(heads.map((cell) => cell.column));
  const codes = new Map<string, Cell[]>();
  const titles = new Map<string, Cell[]>();
  for (const cell of sheet.cells) {
    if (headRows.has(cell.row)) add(titles, titleKey(cell.text), cell);
    else if (codeColumns.has(cell.column)) add(codes, codeKey(cell.text), cell);
  }
  const columns = new Map([...titles].map(([key, cells]) => [key, cells[0]?.column ?? 0]));
  const at = (row: number, column: number): Cell | null => byRef.get(cellRef(row, column)) ?? null;
  const mergedInto = (row: number, column: number): Cell | null => {
    // Programs that insert rows may leave a merge behind: what has a value of its own is read.
    if (at(row, column) !== null) return null;
    const merge = sheet.merges?.find((one) => covers(one, row, column));
    const alone = merge === undefined || (merge.row === row && merge.column === column);
    return alone ? null : at(merge.row, merge.column);
  };
  const row = (wanted: number): readonly Cell[] => byRow.get(wanted) ?? [];
  return { sheet, codes, columns, titles, at, row, mergedInto };
}

function add(map: Map<string, Cell[]>, key: string, cell: Cell): void {
  const cells = map.get(key);
  if (cells === undefined) map.set(key, [cell]);
  else cells.push(cell);
}

function covers(merge: Merge, row: number, column: number): boolean {
  const { row: top, column: left, lastRow, lastColumn } = merge;
  return top <= row && row <= lastRow && left <= column && column <= lastColumn;
}

/** The sheets that may be filled in, those with codes first: only those that are seen, or only hidden ones. */
export function pagesOf(grid: CellGrid, hidden = false): readonly Page[] {
  return grid.sheets
    .filter(
      (sheet) => sheet.hidden === hidden && sheet.name !== IDENTITY_SHEET && !isAnswerOfOurs(sheet),
    )
    .map(pageOf)
    .sort((a, b) => b.codes.size - a.codes.size);
}

/** The sheet that holds most of the codes; null when none holds any. */
export function pageFor(grid: CellGrid, codes: readonly string[]): Page | null {
  const found = pagesOf(grid).map((page) => ({ page, count: codesFound(page, codes) }));
  const most = Math.max(0, ...found.map(({ count }) => count));
  return found.find(({ count }) => count === most && count > 0)?.page ?? null;
}

/** How many of the codes stand on the page. */
export function codesFound(page: Page, codes: readonly string[]): number {
  return codes.filter((code) => page.codes.has(codeKey(code))).length;
}

/** The cells in which an item's code stands. */
export function codeCells(page: Page, code: string): readonly Cell[] {
  return page.codes.get(codeKey(code)) ?? [];
}

/** Cells with codes that look like ours and are not among these. */
export function foreignCells(page: Page, own: readonly string[]): readonly Cell[] {
  const known = new Set(own);
  return [...page.codes]
    .filter(([code]) => !known.has(code) && /^[A-Z]{1,4}\d{2,3}(?:-[12])?$/.test(code))
    .flatMap(([, cells]) => cells);
}
