/** Notes (批注) that a clerk hung on cells: nobody reads them, and they are told of. */
import { shortened } from '../model/catalogue/catalogue.ts';
import { cellsWithWords } from '../model/catalogue/rows.ts';
import { workbookFinding } from '../model/catalogue/workbook.ts';
import { cellRef, type Sheet } from '../model/cell-grid.ts';
import type { Finding } from '../model/finding.ts';
import { maskPersonal } from '../model/personal.ts';
import { TOLD_LETTERS } from './rows.ts';

/** So many notes are told one by one. */
const TOLD_NOTES = 6;

/** One finding for all notes of a sheet, row by row. */
export function noteFindings(sheet: Sheet, file: string): readonly Finding[] {
  const theirs = (sheet.notes ?? []).toSorted((a, b) => a.row - b.row || a.column - b.column);
  const [first] = theirs;
  if (first === undefined) return [];
  const named = theirs.slice(0, TOLD_NOTES).map(({ row, column, text }) => ({
    cell: cellRef(row, column),
    words: shortened(maskPersonal(text).replace(/\s+/g, ' '), TOLD_LETTERS),
  }));
  const place = {
    file,
    sheet: sheet.name,
    cell: cellRef(first.row, first.column),
  };
  return [
    workbookFinding('R_NOTE', { place, details: { cells: cellsWithWords(named, theirs.length) } }),
  ];
}
