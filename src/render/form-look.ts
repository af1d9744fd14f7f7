/** How a fill-in form looks: columns, fonts, fills and borders. Fonts are by name only: every Chinese office has them. */
import type { Alignment, Borders, Cell, Fill, Worksheet } from 'exceljs';
import { HEI, SONG } from './font-names.ts';
import { rowHeight } from './row-height.ts';

/** Width in digits of each column A…L. Never exactly 9: exceljs drops that one. */
export const COLUMN_WIDTHS = [
  8.5, 30, 9.5, 10, 13.5, 24, 11.5, 11.5, 11.5, 11.5, 11.5, 32,
] as const;
export const LAST_COLUMN = COLUMN_WIDTHS.length;

/** Columns by what they hold in a row of figures, and in a row of tasks. */
export const AT = {
  code: 1,
  name: 2,
  unitOfMeasure: 3,
  asks: 4,
  value: 5,
  remark: 6,
  last: 7,
  lastCumulative: 8,
  yearBefore: 9,
  target: 10,
  scheduled: 11,
  deadline: 3,
  status: 4,
  percent: 5,
  doneOn: 6,
  lastTask: 7,
  words: 8,
  text: 3,
  check: 12,
  /** Hidden: what is wrong with the row, what is to be verified, its part of the 校验码, whether a reason lacks. */
  faults: 13,
  told: 14,
  proof: 15,
  reason: 16,
} as const;

export type Look =
  | 'title'
  | 'mark'
  | 'label'
  | 'fixed'
  | 'band'
  | 'head'
  | 'plain'
  | 'given'
  | 'check'
  | 'whole'
  | 'hint'
  | 'guide'
  | 'foot'
  | 'token'
  | 'open';

const EDGE = { style: 'thin', color: { argb: 'FF808080' } } as const;
const BOX: Partial<Borders> = { top: EDGE, left: EDGE, bottom: EDGE, right: EDGE };

function solid(argb: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

type Style = Readonly<{
  font: string;
  size: number;
  bold?: boolean;
  color?: string;
  fill?: string;
  boxed: boolean;
  align: 'left' | 'center' | 'right';
}>;

const STYLES: Readonly<Record<Look, Style>> = {
  title: { font: HEI, size: 18, boxed: false, align: 'center' },
  mark: { font: HEI, size: 14, color: 'FFC00000', boxed: false, align: 'center' },
  label: { font: HEI, size: 11, fill: 'FFF2F2F2', boxed: true, align: 'center' },
  fixed: { font: SONG, size: 11, bold: true, boxed: true, align: 'left' },
  band: { font: HEI, size: 11, fill: 'FFE2EAF4', boxed: true, align: 'left' },
  head: { font: HEI, size: 11, fill: 'FFCFDCEC', boxed: true, align: 'center' },
  plain: { font: SONG, size: 11, boxed: true, align: 'left' },
  given: { font: SONG, size: 10, color: 'FF404040', fill: 'FFF7F7F7', boxed: true, align: 'right' },
  check: { font: SONG, size: 10, boxed: true, align: 'left' },
  whole: { font: HEI, size: 12, boxed: true, align: 'left' },
  hint: { font: SONG, size: 10, color: 'FF595959', boxed: false, align: 'left' },
  guide: { font: SONG, size: 11, boxed: false, align: 'left' },
  foot: { font: SONG, size: 11, boxed: false, align: 'left' },
  token: { font: SONG, size: 7, color: 'FFA6A6A6', boxed: false, align: 'left' },
  open: { font: SONG, size: 11, fill: 'FFFFF8DC', boxed: true, align: 'left' },
};

/** Dresses a cell; only `open` cells can be typed into once the sheet is protected. */
export function dress(cell: Cell, look: Look, align?: Alignment['horizontal']): void {
  const { font, size, bold = false, color = 'FF000000', fill, boxed, align: own } = STYLES[look];
  cell.font = { name: font, size, bold, color: { argb: color }, charset: 134 };
  const horizontal = align ?? own;
  const indent = boxed && horizontal !== 'center' ? 1 : 0;
  cell.alignment = { vertical: 'middle', horizontal, indent, wrapText: true };
  cell.protection = { locked: look !== 'open' };
  if (fill !== undefined) cell.fill = solid(fill);
  if (boxed) cell.border = BOX;
}

/** Merges columns `from`…`to` of a row and dresses all of them, so that the border closes. */
export function span(
  page: Worksheet,
  row: number,
  [from, to]: readonly [number, number],
  look: Look,
): Cell {
  if (from < to) page.mergeCells(row, from, row, to);
  for (let column = from; column <= to; column += 1) dress(page.getCell(row, column), look);
  return page.getCell(row, from);
}

/** The height in points of a row whose cells wrap: pairs of a text and its column's width in digits. */
export function heightFor(cells: Parameters<typeof rowHeight>[0]): number {
  return rowHeight(cells, { line: 15, around: 7, sides: 2.2 });
}

/** The width in digits of columns `from`…`to` together. */
export function widthBetween(from: number, to: number): number {
  return COLUMN_WIDTHS.slice(from - 1, to).reduce((sum, width) => sum + width, 0);
}
