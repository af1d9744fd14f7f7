/** Writes the workbook annex (汇总表.xlsx): nothing is decided here but how it looks on screen and on A4. */
import exceljs from 'exceljs';
import type { Cell, Workbook, Worksheet } from 'exceljs';
import type { BoardBook, BookCell, BookColumn, BookRow, BookSheet } from '../model/board-book.ts';
import { MAKER, NOTE_LEAD } from '../model/catalogue/sheet-words.ts';
import { cellRef } from '../model/cell-grid.ts';
import { HEI, SONG, TITLE_SONG } from './font-names.ts';
import { rowHeight } from './row-height.ts';
import { setPaper } from './sheet-paper.ts';
import { tabName } from './tab-name.ts';
import { workbookBytes } from './workbook-bytes.ts';

/** Points of a line of text. */
const LINE = 14;
/** Digits of a cell's width that its text cannot use. */
const MARGIN = 1.5;
const EDGE = { style: 'thin', color: { argb: 'FF808080' } } as const;
const BOX = { top: EDGE, left: EDGE, bottom: EDGE, right: EDGE };

type Look = BookRow['look'] | 'title' | 'mark' | 'line' | 'head' | 'note';

type Style = Readonly<{
  font: string;
  size: number;
  bold?: boolean;
  color?: string;
  fill?: string;
}>;

/** Fonts by name only: every Chinese office has them. */
const STYLES: Readonly<Record<Look, Style>> = {
  title: { font: TITLE_SONG, size: 18 },
  mark: { font: HEI, size: 12, color: 'FFC00000' },
  line: { font: SONG, size: 10.5 },
  head: { font: HEI, size: 10.5, fill: 'FFCFDCEC' },
  band: { font: HEI, size: 10.5, fill: 'FFE2EAF4' },
  total: { font: SONG, size: 10.5, bold: true, fill: 'FFF7F3E3' },
  subtotal: { font: SONG, size: 10.5, bold: true },
  plain: { font: SONG, size: 10.5 },
  note: { font: SONG, size: 9.5, color: 'FF595959' },
};

const BOXED: readonly Look[] = ['head', 'band', 'total', 'subtotal', 'plain'];

/** The same book gives the same bytes. */
export async function boardWorkbook(book: BoardBook): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  describe(workbook, book);
  const taken = new Set<string>();
  for (const sheet of book.sheets) {
    const page = workbook.addWorksheet(tabName(sheet.name, taken));
    writeSheet({ page, sheet, width: sheet.columns.length }, book.mark);
  }
  return workbookBytes(workbook);
}

function describe(workbook: Workbook, { title, mark, dated }: BoardBook): void {
  const day = new Date(`${dated}T00:00:00Z`);
  workbook.creator = MAKER;
  workbook.lastModifiedBy = MAKER;
  workbook.created = day;
  workbook.modified = day;
  workbook.title = mark === '' ? title : `${title} ${mark}`;
}

type Writing = Readonly<{ page: Worksheet; sheet: BookSheet; width: number }>;

function writeSheet(writing: Writing, mark: string): void {
  const { page, sheet, width } = writing;
  sheet.columns.forEach((column, index) => {
    page.getColumn(index + 1).width = column.width;
  });
  let row = writeTop(writing, mark);
  const head = row;
  writeHead(writing, row);
  for (const line of sheet.rows) writeRow(writing, (row += 1), line);
  sheet.notes.forEach((note, index) => {
    const number = sheet.notes.length > 1 ? `${String(index + 1)}. ` : '';
    const text = `${index === 0 ? NOTE_LEAD.first : NOTE_LEAD.next}${number}${note}`;
    row += 1;
    spanned(writing, { row, from: 1, to: width }, 'note', text);
    page.getRow(row).height = heightFor([[text, totalWidth(sheet.columns)]]);
  });
  page.views = [{ state: 'frozen', xSplit: 1, ySplit: head, showGridLines: false }];
  const area = `A1:${cellRef(row, width)}`;
  setPaper(page, { area, titles: head, left: sheet.title, middle: '' });
}

/** Title, 示例数据 where it is one, then 报告期 at the left and 计量单位 at the right. */
function writeTop(writing: Writing, mark: string): number {
  const { page, sheet, width } = writing;
  spanned(writing, { row: 1, from: 1, to: width }, 'title', sheet.title);
  page.getRow(1).height = 32;
  let row = 2;
  if (mark !== '') {
    spanned(writing, { row, from: 1, to: width }, 'mark', mark);
    page.getRow(row).height = 20;
    row += 1;
  }
  const half = Math.max(1, Math.floor(width / 2));
  const sides = { left: { row, from: 1, to: half }, right: { row, from: half + 1, to: width } };
  spanned(writing, sides.left, 'line', sheet.left);
  if (half < width) {
    spanned(writing, sides.right, 'line', sheet.right).alignment = {
      horizontal: 'right',
      vertical: 'middle',
    };
  }
  page.getRow(row).height = 20;
  return row + 1;
}

type Stretch = Readonly<{ row: number; from: number; to: number }>;

function spanned({ page }: Writing, { row, from, to }: Stretch, look: Look, text: string): Cell {
  if (from < to) page.mergeCells(row, from, row, to);
  for (let column = from; column <= to; column += 1) dress(page.getCell(row, column), look);
  const cell = page.getCell(row, from);
  cell.value = text;
  return cell;
}

function writeHead({ page, sheet }: Writing, row: number): void {
  sheet.columns.forEach(({ head }, index) => {
    const cell = page.getCell(row, index + 1);
    dress(cell, 'head');
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    cell.value = head;
  });
  page.getRow(row).height = heightFor(sheet.columns.map(({ head, width }) => [head, width]));
}

function writeRow(writing: Writing, row: number, { look, cells }: BookRow): void {
  const { page, sheet, width } = writing;
  if (look === 'band') {
    const text = cells[0]?.text ?? '';
    spanned(writing, { row, from: 1, to: width }, 'band', text);
    page.getRow(row).height = heightFor([[text, totalWidth(sheet.columns)]]);
    return;
  }
  sheet.columns.forEach((column, index) => {
    const cell = page.getCell(row, index + 1);
    dress(cell, look);
    const indent = column.align === 'left' ? 1 : 0;
    cell.alignment = { horizontal: column.align, vertical: 'middle', indent, wrapText: true };
    put(cell, cells[index]);
  });
  const texts = cells.map((cell, index) => [cell.text, sheet.columns[index]?.width ?? 10] as const);
  page.getRow(row).height = heightFor(texts);
}

/** A text is written as text whatever it begins with: nothing in this workbook is a formula. */
function put(cell: Cell, content: BookCell | undefined): void {
  if (content === undefined) return;
  if (content.number === null) {
    cell.value = content.text;
    return;
  }
  const { value, places, signed } = content.number;
  const format = places === 0 ? '0' : `0.${'0'.repeat(places)}`;
  cell.value = Number(value);
  cell.numFmt = signed ? `+${format};-${format};${format}` : format;
}

function dress(cell: Cell, look: Look): void {
  const { font, size, bold = false, color = 'FF000000', fill } = STYLES[look];
  cell.font = { name: font, size, bold, color: { argb: color }, charset: 134 };
  const horizontal = look === 'title' || look === 'mark' ? 'center' : 'left';
  cell.alignment = { horizontal, vertical: 'middle', wrapText: true };
  if (fill !== undefined) {
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: fill } };
  }
  if (BOXED.includes(look)) cell.border = BOX;
}

function heightFor(cells: Parameters<typeof rowHeight>[0]): number {
  return rowHeight(cells, { line: LINE, around: 5, sides: MARGIN });
}

function totalWidth(columns: readonly BookColumn[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
}
