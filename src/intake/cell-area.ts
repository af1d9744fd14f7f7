/** References to cells, and what they cover. */
import type { FileCode } from '../model/catalogue/workbook.ts';
import { columnOf, LAST_COLUMN, LAST_ROW } from '../model/cell-grid.ts';

/** A1 or $A$1: letters and digits. */
export const CELL = /^\$?([A-Z]{1,7})\$?(\d{1,15})$/;

/** A cell stands where a spreadsheet has one. */
export function placed(ref: string | undefined): FileCode | null {
  const area = ref === undefined ? 1 : areaOf(ref);
  return typeof area === 'number' ? null : area;
}

/** How many cells `A1` or `A1:B2` covers, or what is wrong with it. */
export function areaOf(ref: string): number | FileCode {
  const ends = ref.split(':').map((end) => CELL.exec(end));
  const [first, last = first] = ends;
  if (!first || !last || ends.length > 2) return 'F_DAMAGED';
  const columns = [first, last].map(([, letters = '']) => columnOf(letters));
  const rows = [first, last].map(([, , digits]) => Number(digits));
  const outside = Math.max(...rows) > LAST_ROW || Math.max(...columns) > LAST_COLUMN;
  return outside ? 'F_OUTSIDE' : span(columns) * span(rows);
}

function span([from = 0, to = 0]: readonly number[]): number {
  return Math.abs(to - from) + 1;
}
