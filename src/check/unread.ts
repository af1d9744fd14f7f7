/** What stands in a workbook where nobody reads: rows without a code, cells beside the tables, further sheets. */
import { isAnswerOfOurs } from '../model/annotation.ts';
import { shortened } from '../model/catalogue/catalogue.ts';
import { isHeadLine } from '../model/catalogue/self-check.ts';
import { exampleOf, guideLines, guideTitle } from '../model/catalogue/sheet-words.ts';
import { cellsWithWords, sheetWords } from '../model/catalogue/rows.ts';
import { workbookFinding } from '../model/catalogue/workbook.ts';
import { cellRef, type Cell, type CellGrid, type Sheet } from '../model/cell-grid.ts';
import type { Finding } from '../model/finding.ts';
import {
  BANDS,
  COLUMN,
  FILLED_IN,
  GUIDE,
  GUIDE_SHEET,
  HEAD,
  HELP,
  IDENTITY_SHEET,
  PRINTED,
  SIGN_LINE,
  isDueLine,
  isTokenLine,
  itemsOf,
  printedName,
  printedNote,
  type FormItem,
  type FormSheet,
} from '../model/form.ts';
import { SAMPLE_MARK } from '../model/identity.ts';
import { typedText } from '../model/numeral-text.ts';
import { chinesePeriod } from '../model/period.ts';
import type { Head } from './head.ts';
import { helpingCells } from './helping.ts';
import { codeCells, codesFound, foreignCells, pagesOf, titleKey } from './page.ts';
import type { Reading } from './reading.ts';
import { TOLD_LETTERS, printedKey } from './rows.ts';

/** So many cells and sheets are named one by one. */
const TOLD_CELLS = 6;
const TOLD_SHEETS = 5;

/**
 * Everything that differs from the blank form and is read by nobody: gathered, so that it stays a line or two.
 *
 * @param told references of cells of which something is said already.
 */
export function unreadFindings(
  reading: Reading,
  head: Head,
  grid: CellGrid,
  told: ReadonlySet<string>,
): readonly Finding[] {
  const place = { file: reading.context.fileName, sheet: reading.page.sheet.name };
  const found = layoutOf(reading, head, grid);
  const strays = straysIn(reading, found).filter(
    ({ row, column }) => !told.has(cellRef(row, column)),
  );
  const rows = new Set(strays.filter((cell) => isUncoded(cell, found)).map(({ row }) => row));
  const uncoded = strays.filter(({ row }) => rows.has(row));
  const beside = strays.filter(({ row }) => !rows.has(row));
  return [
    ...tell('R_NO_CODE', uncoded, place),
    ...tell('R_UNREAD', beside, place),
    ...sheetFindings(reading, grid),
  ];
}

/** Cells of the form's sheet that nobody reads, row by row. */
export function strayCells(reading: Reading, head: Head, grid: CellGrid): readonly Cell[] {
  return straysIn(reading, layoutOf(reading, head, grid));
}

function straysIn({ page }: Reading, found: Layout): readonly Cell[] {
  return page.sheet.cells
    .filter((cell) => isStray(cell, found))
    .toSorted((a, b) => a.row - b.row || a.column - b.column);
}

/** Where the form prints and reads. */
type Layout = Readonly<{
  older: boolean;
  /** References of the cells that are read or held against the plan. */
  known: ReadonlySet<string>;
  /** What the form prints, as compared. */
  printed: ReadonlySet<string>;
  titleRows: ReadonlySet<number>;
  /** Rows of the form's own codes, and of codes that are not this month's. */
  coded: ReadonlySet<number>;
  foreign: ReadonlySet<number>;
  /** Columns that are filled in. */
  open: ReadonlySet<number>;
  firstRow: number;
  lastColumn: number;
}>;

function layoutOf({ sheet, page, older }: Reading, head: Head, grid: CellGrid): Layout {
  const items = itemsOf(sheet);
  const rows = items.map((item) => ({ item, cells: codeCells(page, item.item) }));
  const known = rows.flatMap(({ item, cells }) =>
    cells.flatMap(({ row, column }) => [
      cellRef(row, column),
      ...readTitles(item)
        .map((title) => page.columns.get(titleKey(title)))
        .filter((at) => at !== undefined)
        .map((at) => cellRef(row, at)),
    ]),
  );
  const titleRows = new Set(page.titles.get(COLUMN.code)?.map(({ row }) => row));
  const open = Object.values(FILLED_IN).flatMap((titles) =>
    titles.map((title) => page.columns.get(titleKey(title))).filter((at) => at !== undefined),
  );
  const codes = items.map(({ item }) => item);
  return {
    older,
    known: new Set([
      ...known,
      ...helpingCells(grid, page, items),
      ...Object.values(head).map((value) => value?.cell ?? ''),
    ]),
    printed: printedTexts(sheet),
    titleRows,
    coded: new Set(rows.flatMap(({ cells }) => cells.map(({ row }) => row))),
    foreign: new Set(foreignCells(page, codes).map(({ row }) => row)),
    open: new Set(open),
    firstRow: Math.min(...titleRows),
    lastColumn: Math.max(...TEXT_TITLES.map((title) => page.columns.get(titleKey(title)) ?? 0)),
  };
}

/** The titles under which an item's row is read, or held against the plan. */
function readTitles({ kind }: FormItem): readonly string[] {
  const printed = kind === 'figure' ? [PRINTED.unitOfMeasure, PRINTED.asks] : [];
  return [PRINTED[kind], ...printed, ...FILLED_IN[kind]];
}

/** Under these an earlier plan's form may have had other texts. */
const TEXT_TITLES = [...Object.values(COLUMN), ...Object.values(PRINTED)];

const TITLES = new Set([...TEXT_TITLES, ...Object.values(HELP)].map(titleKey));

const LABELS: ReadonlySet<string> = new Set(Object.values(HEAD));

/** All that the blank form prints, in whatever cell. */
function printedTexts(sheet: FormSheet): ReadonlySet<string> {
  const { form, unit, period, sections } = sheet;
  const figures = sections.flatMap((section) => section.figures);
  const texts = [
    form.title,
    form.number,
    unit.name,
    chinesePeriod(period),
    SAMPLE_MARK,
    ...Object.values(BANDS),
    ...sections.map(({ section }) => section.name),
    ...itemsOf(sheet).flatMap((item) => [item.item, item.name, printedName(item)]),
    ...figures.flatMap((figure) => [printedNote(figure), figure.unitOfMeasure, figure.asks]),
    ...sheet.tasks.map(({ task }) => task.deadlineWords),
    SIGN_LINE,
    ...Object.values(GUIDE),
    ...Object.values(PRINTED),
    guideTitle(sheet),
    ...guideLines(sheet),
    ...figures.map(exampleOf),
  ];
  return new Set(texts.map(printedKey));
}

function isStray(cell: Cell, found: Layout): boolean {
  const { known, titleRows, foreign } = found;
  if (cell.text.trim() === '' || known.has(cellRef(cell.row, cell.column))) return false;
  if (foreign.has(cell.row)) return false;
  if (titleRows.has(cell.row) && TITLES.has(titleKey(cell.text))) return false;
  if (found.older && mayBePrinted(cell, found)) return false;
  if (LABELS.has(titleKey(cell.text))) return false;
  if (isDueLine(cell.text) || isTokenLine(cell.text)) return false;
  if (isHeadLine(cell.text, cell.formula)) return false;
  return !found.printed.has(printedKey(cell.text));
}

/** Where a form made from another plan may have a text of its own that this plan does not know. */
function mayBePrinted(cell: Cell, found: Layout): boolean {
  return cell.column <= found.lastColumn && !isUncoded(cell, found);
}

/** Typed where a value belongs, in a row that has no code of the form. */
function isUncoded({ row, column }: Cell, { firstRow, titleRows, coded, open }: Layout): boolean {
  return row > firstRow && open.has(column) && !coded.has(row) && !titleRows.has(row);
}

function tell(
  code: 'R_NO_CODE' | 'R_UNREAD',
  cells: readonly Cell[],
  place: Readonly<{ file: string; sheet: string }>,
): readonly Finding[] {
  const [first] = cells;
  if (first === undefined) return [];
  const at = { ...place, cell: cellRef(first.row, first.column) };
  return [workbookFinding(code, { place: at, details: { cells: listed(cells) } })];
}

/** The first cells with what they hold, and how many they are. */
export function listed(cells: readonly Cell[]): string {
  const named = cells.slice(0, TOLD_CELLS).map((cell) => ({
    cell: cellRef(cell.row, cell.column),
    words: shortened(typedText(cell).trim(), TOLD_LETTERS),
  }));
  return cellsWithWords(named, cells.length);
}

/** Sheets beside the one that is read. Those that would do as well have been refused already. */
function sheetFindings(
  { sheet, page, context, older }: Reading,
  grid: CellGrid,
): readonly Finding[] {
  const printed = printedTexts(sheet);
  const codes = itemsOf(sheet).map(({ item }) => item);
  const rivals = pagesOf(grid).filter((other) => codesFound(other, codes) * 2 > codes.length);
  const taken = new Set([page.sheet, ...rivals.map((other) => other.sheet)]);
  return grid.sheets
    .filter((other) => !taken.has(other) && !isSoftwares(other))
    .flatMap((other: Sheet) => {
      const guide = titleKey(other.name) === GUIDE_SHEET;
      if (guide && older) return [];
      const cells = other.cells.filter(
        ({ text }) => text.trim() !== '' && !(guide && printed.has(printedKey(text))),
      );
      if (cells.length === 0) return [];
      const name = shortened(other.name, TOLD_LETTERS);
      const details = { sheet: sheetWords(name, other.hidden), cells: listed(cells) };
      const place = { file: context.fileName, sheet: other.name };
      return [workbookFinding('R_SHEET', { place, details })];
    })
    .slice(0, TOLD_SHEETS);
}

/** Our own hidden sheet, our list of findings or receipt, and those that a spreadsheet program keeps for itself. */
function isSoftwares(sheet: Sheet): boolean {
  const { name } = sheet;
  return name === IDENTITY_SHEET || /^WpsReserved/i.test(name) || isAnswerOfOurs(sheet);
}
