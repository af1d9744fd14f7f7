/** What stands on a unit's sheet of a baseline where nothing is read. */
import { BASELINE_HINT, BASELINE_TITLE, monthTitle } from '../model/baseline.ts';
import { workbookFinding } from '../model/catalogue/workbook.ts';
import { cellRef, type Cell } from '../model/cell-grid.ts';
import type { Finding } from '../model/finding.ts';
import { COLUMN, HEAD, isTokenLine, PRINTED, printedName } from '../model/form.ts';
import { SAMPLE_MARK } from '../model/identity.ts';
import { chinesePeriod, monthsOf, yearIn } from '../model/period.ts';
import type { UnitSheet } from './baseline-reading.ts';
import { codeCells, titleKey } from './page.ts';
import { printedKey } from './rows.ts';
import { listed } from './unread.ts';

/** One finding for all such cells of the sheet. */
export function unreadOf(unitSheet: UnitSheet, fileName: string): readonly Finding[] {
  const { page, head } = unitSheet;
  const heads = new Set(Object.values(head).flatMap((one) => (one === null ? [] : [one.cell])));
  const isRead = readCells(unitSheet);
  const strays = page.sheet.cells.filter(
    (cell) =>
      cell.text.trim() !== '' && !isRead(cell) && !heads.has(cellRef(cell.row, cell.column)),
  );
  const [first] = strays;
  if (first === undefined) return [];
  const place = { file: fileName, sheet: page.sheet.name, cell: cellRef(first.row, first.column) };
  return [workbookFinding('R_UNREAD', { place, details: { cells: listed(strays) } })];
}

/** Tells cells that are read or printed from all others. */
function readCells({ sheet, page }: UnitSheet): (cell: Cell) => boolean {
  const items = sheet.sections.flatMap(({ figures }) => figures);
  const rows = new Set(items.flatMap(({ item }) => codeCells(page, item).map(({ row }) => row)));
  const titles = [...Object.values(PRINTED), ...Object.values(COLUMN), ...monthTitles(sheet.year)];
  const columns = new Set(titles.flatMap((title) => page.columns.get(titleKey(title)) ?? []));
  const titleRows = new Set(page.titles.get(COLUMN.code)?.map(({ row }) => row));
  const year = chinesePeriod(yearIn(sheet.year));
  const printed = new Set(
    [
      sheet.unit.name,
      year,
      `${year}${BASELINE_TITLE}`,
      BASELINE_HINT,
      SAMPLE_MARK,
      ...Object.values(HEAD),
      ...sheet.sections.map(({ section }) => section.name),
      ...items.map(printedName),
    ].map(printedKey),
  );
  return ({ row, column, text }) =>
    titleRows.has(row) ||
    (rows.has(row) && columns.has(column)) ||
    isTokenLine(text) ||
    printed.has(printedKey(text));
}

function monthTitles(year: number): readonly string[] {
  return monthsOf(yearIn(year)).map(monthTitle);
}
