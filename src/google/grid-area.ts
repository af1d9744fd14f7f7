/** Areas of a sheet: ours count from 1 and name the last of it, Google's count from 0 and name the first behind it. */
import type { Merge } from '../model/cell-grid.ts';
import type { AreaThere } from './form-answer.ts';

/** An area as Google is told it. */
export type GridRange = Readonly<{
  sheetId: number;
  startRowIndex: number;
  endRowIndex: number;
  startColumnIndex: number;
  endColumnIndex: number;
}>;

export function rangeOf(sheetId: number, { row, column, lastRow, lastColumn }: Merge): GridRange {
  return {
    sheetId,
    startRowIndex: row - 1,
    endRowIndex: lastRow,
    startColumnIndex: column - 1,
    endColumnIndex: lastColumn,
  };
}

/** @param grid where an area without an end ends. */
export function areaOf(
  { startRowIndex, startColumnIndex, endRowIndex, endColumnIndex }: AreaThere,
  grid: Readonly<{ rowCount: number; columnCount: number }>,
): Merge {
  return {
    row: startRowIndex + 1,
    column: startColumnIndex + 1,
    lastRow: endRowIndex ?? grid.rowCount,
    lastColumn: endColumnIndex ?? grid.columnCount,
  };
}

/** Whether it is a whole sheet. */
export function isWhole(area: AreaThere): boolean {
  const { startRowIndex, startColumnIndex, endRowIndex, endColumnIndex } = area;
  return (
    startRowIndex + startColumnIndex === 0 &&
    endRowIndex === undefined &&
    endColumnIndex === undefined
  );
}

export function isSameArea(one: Merge, other: Merge): boolean {
  return (
    one.row === other.row &&
    one.column === other.column &&
    one.lastRow === other.lastRow &&
    one.lastColumn === other.lastColumn
  );
}

type Place = Readonly<{ row: number; column: number }>;

/** A cell's place as a key. */
export function placeKey({ row, column }: Place): string {
  return `${String(row)}/${String(column)}`;
}

export function isSameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((key) => other.has(key));
}

/** The keys of all cells of some areas. */
export function placesIn(areas: readonly Merge[]): ReadonlySet<string> {
  const places = new Set<string>();
  for (const { row, column, lastRow, lastColumn } of areas) {
    for (let r = row; r <= lastRow; r += 1) {
      for (let c = column; c <= lastColumn; c += 1) places.add(placeKey({ row: r, column: c }));
    }
  }
  return places;
}

/** Cells as few rectangles: those side by side in a row, and rows alike below each other. @param places row by row. */
export function rectangles(places: readonly Place[]): readonly Merge[] {
  const found: { row: number; column: number; lastRow: number; lastColumn: number }[] = [];
  for (const { row, column } of places) {
    const last = found.at(-1);
    if (last?.row === row && last.lastColumn === column - 1) last.lastColumn = column;
    else found.push({ row, column, lastRow: row, lastColumn: column });
  }
  return found.reduce<typeof found>((joined, run) => {
    const above = joined.find(
      ({ column, lastColumn, lastRow }) =>
        column === run.column && lastColumn === run.lastColumn && lastRow === run.row - 1,
    );
    if (above === undefined) joined.push({ ...run });
    else above.lastRow = run.row;
    return joined;
  }, []);
}

/** The places of merged areas behind the first of each, which alone shows what it holds. */
export function coveredBy(merges: readonly Merge[]): ReadonlySet<string> {
  const covered = new Set(placesIn(merges));
  for (const { row, column } of merges) covered.delete(placeKey({ row, column }));
  return covered;
}

/** The number of a tab that is to be added: the first that none has. */
export function freeTab(taken: ReadonlySet<number>): number {
  let id = 1;
  while (taken.has(id)) id += 1;
  return id;
}
