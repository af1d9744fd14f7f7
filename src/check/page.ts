/** The fill-in sheet of a workbook as found: rows by item code, columns by their titles, wherever they stand. */
import { cellRef, type Cell, type CellGrid, type Sheet } from '../model/cell-grid.ts';
import { COLUMN, IDENTITY_SHEET } from '../model/form.ts';
import { foldTyped } from '../model/numeral-text.ts';

export type Page = Readonly<{
  sheet: Sheet;
  /** Every code in a 代码 column, with all the cells it stands in, from the top. */
  codes: ReadonlyMap<string, readonly Cell[]>;
  /** Column number by title, of all rows that have a 代码 title. */
  columns: ReadonlyMap<string, number>;
  at(row: number, column: number): Cell | null;
}>;

/** No title of ours is nearly as long; a sheet full of long texts is not searched for one. */
const LONGEST_TITLE = 60;

/** A title as it is compared: 备注（累计减少须写明原因） is 备注, spaces and line ends do not count. */
export function titleKey(title: string): string {
  if (title.length > LONGEST_TITLE) return '';
  return foldTyped(title).replace(/\s/g, '').replace(/\(.*$/, '').replace(/:$/, '');
}

function codeKey(code: string): string {
  return foldTyped(code).replace(/\s/g, '').toUpperCase();
}

function pageOf(sheet: Sheet): Page {
  const byRef = new Map(sheet.cells.map((cell) => [cellRef(cell.row, cell.column), cell]));
  const heads = sheet.cells.filter((cell) => titleKey(cell.text) === COLUMN.code);
  const headRows = new Set(heads.map((cell) => cell.row));
  const codeColumns = new Set(heads.map((cell) => cell.column));
  const codes = new Map<string, Cell[]>();
  const columns = new Map<string, number>();
  for (const cell of sheet.cells) {
    if (headRows.has(cell.row)) {
      const key = titleKey(cell.text);
      if (!columns.has(key)) columns.set(key, cell.column);
    } else if (codeColumns.has(cell.column)) {
      const key = codeKey(cell.text);
      const cells = codes.get(key);
      if (cells === undefined) codes.set(key, [cell]);
      else cells.push(cell);
    }
  }
  return { sheet, codes, columns, at: (row, column) => byRef.get(cellRef(row, column)) ?? null };
}

/** The visible sheets that may be filled in, those with codes first. */
export function pagesOf(grid: CellGrid): readonly Page[] {
  return grid.sheets
    .filter((sheet) => !sheet.hidden && sheet.name !== IDENTITY_SHEET)
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
