/** A workbook as read: cells and nothing else, the same whatever format it came in. */

export type CellKind = 'text' | 'number' | 'boolean' | 'error' | 'date' | 'empty-formula';

/**
 * One non-empty cell.
 *
 * `text` is what was read: the text itself; for a number its shortest plain decimal spelling at 15 significant
 * digits; for a date `2007-05-31`; for an error `#DIV/0!`; for a boolean `TRUE` or `FALSE`; empty for a formula
 * that carries no cached value (`empty-formula`).
 */
export type Cell = Readonly<{
  /** 1-based. */
  row: number;
  /** 1-based: A is 1. */
  column: number;
  kind: CellKind;
  text: string;
  /** The formula's text without "=", when the cell is one; a long one may be cut. */
  formula?: string;
  /** True when a number is formatted as a percentage: 0.9999 is shown as 99.99%. */
  percentFormat?: boolean;
  /** What people see in the cell, where a number's format shows another number than it holds: 56 as `56万`, or nothing. */
  shown?: string;
}>;

/** Cells merged into one, both corners included; the value stands in the first. 1-based. */
export type Merge = Readonly<{
  row: number;
  column: number;
  lastRow: number;
  lastColumn: number;
}>;

/** A note (批注) on a cell: what others wrote into it, without our own marks. 1-based. */
export type CellNote = Readonly<{ row: number; column: number; text: string }>;

export type Sheet = Readonly<{
  name: string;
  hidden: boolean;
  cells: readonly Cell[];
  /** Absent where the format has none. */
  merges?: readonly Merge[];
  /** Notes that hang on cells, empty ones too; absent where there are none. */
  notes?: readonly CellNote[];
}>;

export type CellGrid = Readonly<{
  format: 'xlsx' | 'xls' | 'ods' | 'csv' | 'online';
  sheets: readonly Sheet[];
  /** The document's keyword property, where the format has one. */
  keywords: string;
}>;

/** The last row and column that a spreadsheet program knows (XFD). */
export const LAST_ROW = 1_048_576;
export const LAST_COLUMN = 16_384;

/** `D7` for row 7, column 4. */
export function cellRef(row: number, column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${String(row)}`;
}

/** The column that letters name, A to Z: 1 for A, 27 for AA. */
export function columnOf(letters: string): number {
  let column = 0;
  for (let at = 0; at < letters.length; at += 1) column = column * 26 + letters.charCodeAt(at) - 64;
  return column;
}
