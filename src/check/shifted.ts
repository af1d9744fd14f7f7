/** Figures typed one column over: their cells stand empty, and another column of the same rows holds their numbers. */
import { workbookFinding } from '../model/catalogue/workbook.ts';
import { cellRef, type Cell } from '../model/cell-grid.ts';
import type { Finding } from '../model/finding.ts';
import { figureSpec } from '../model/form-spec.ts';
import { COLUMN } from '../model/form.ts';
import { readFigure } from '../model/numeral.ts';
import type { JudgedFigure } from './figures.ts';
import { codeCells, titleKey } from './page.ts';
import { cellIn, placeIn, type Reading } from './reading.ts';

/** So many numbers, and at least half of the empty figures, make a column that was meant. */
const LEAST = 3;

/** What is said instead of each empty cell, and the cells that it is said of. */
export type Shifted = Readonly<{
  finding: Finding;
  /** The empty cells, and those that hold their numbers. */
  cells: ReadonlySet<string>;
  strays: ReadonlySet<string>;
}>;

/** @param strays cells that nobody reads. Null where the empty figures were typed nowhere else. */
export function shiftedFigures(
  reading: Reading,
  figures: readonly JudgedFigure[],
  strays: readonly Cell[],
): Shifted | null {
  const empty = figures.filter(({ entry, code }) => entry.typed === '' && code === 'E_BLANK');
  const moved = empty.flatMap((figure) => numbersBeside(reading, figure, strays));
  const columns = [...Map.groupBy(moved, ({ column }) => column)];
  const [most] = columns.toSorted(([, a], [, b]) => b.length - a.length);
  if (most === undefined) return null;
  const [column, own] = most;
  if (own.length < LEAST || own.length * 2 < empty.length) return null;
  const to = reading.page.columns.get(titleKey(COLUMN.value)) ?? 0;
  const [first] = own;
  const place = {
    file: reading.context.fileName,
    sheet: reading.page.sheet.name,
    ...(first === undefined ? {} : { cell: first.ref }),
  };
  const details = {
    empty: empty.length,
    count: own.length,
    from: columnLetters(column),
    to: columnLetters(to),
  };
  return {
    finding: workbookFinding('R_SHIFTED', { place, details }),
    cells: new Set(own.map(({ meant }) => meant)),
    strays: new Set(own.map(({ ref }) => ref)),
  };
}

type Moved = Readonly<{ column: number; ref: string; meant: string }>;

/** Cells in a figure's row that would do as its number. */
function numbersBeside(
  reading: Reading,
  { item: figure }: JudgedFigure,
  strays: readonly Cell[],
): readonly Moved[] {
  const row = codeCells(reading.page, figure.item)[0]?.row;
  const remark = cellIn(reading, figure.item, COLUMN.remark);
  const beside = [...strays.filter((cell) => cell.row === row), ...(remark ? [remark] : [])];
  const meant = placeIn(reading, figure.item, COLUMN.value).cell ?? '';
  return beside
    .filter((cell) => readFigure(cell, figureSpec(figure)).value !== null)
    .map((cell) => ({ column: cell.column, ref: cellRef(cell.row, cell.column), meant }));
}

function columnLetters(column: number): string {
  return cellRef(1, column).replace('1', '');
}
