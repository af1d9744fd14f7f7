/** A page of a spreadsheet as it stands, or as it will stand once it was emptied, laid out to be held against a form. */
import type { Merge } from '../model/cell-grid.ts';
import type { CellThere, PageThere } from './form-answer.ts';
import { areaOf, isWhole, placeKey, placesIn } from './grid-area.ts';

export type PlacedCell = CellThere & Readonly<{ row: number; column: number }>;

type Size = Readonly<{ pixelSize?: number | undefined; hiddenByUser: boolean }>;

/** @property cells by place. @property lock of the whole page. @property open the places that it leaves open. */
export type PageState = Readonly<{
  sheetId: number;
  title: string;
  hidden: boolean;
  grid: PageThere['properties']['gridProperties'];
  cells: ReadonlyMap<string, PlacedCell>;
  merges: readonly Merge[];
  rows: readonly Size[];
  columns: readonly Size[];
  colours: PageThere['conditionalFormats'];
  lock: PageThere['protectedRanges'][number] | null;
  open: ReadonlySet<string>;
}>;

export function stateOf({ properties, data, ...page }: PageThere): PageState {
  const { sheetId, title, hidden, gridProperties: grid } = properties;
  const lock = page.protectedRanges.find(({ range }) => isWhole(range)) ?? null;
  const cells = data.flatMap(({ startRow, startColumn, rowData }) =>
    rowData.flatMap(({ values }, r) =>
      values.map((cell, c) => ({ ...cell, row: startRow + r + 1, column: startColumn + c + 1 })),
    ),
  );
  const [first] = data;
  return {
    sheetId,
    title,
    hidden,
    grid,
    cells: new Map(cells.map((cell) => [placeKey(cell), cell])),
    merges: page.merges.map((area) => areaOf(area, grid)),
    rows: first?.rowMetadata ?? [],
    columns: first?.columnMetadata ?? [],
    colours: page.conditionalFormats,
    lock,
    open: placesIn((lock?.unprotectedRanges ?? []).map((area) => areaOf(area, grid))),
  };
}

/** What is left of it after it was emptied: its sizes and its lock. */
export function emptied(page: PageState): PageState {
  return { ...page, cells: new Map(), merges: [], colours: [] };
}

/** One that is added; as Google makes it. */
export function added(sheetId: number, title: string, grid: PageState['grid']): PageState {
  const nothing = {
    cells: new Map<string, PlacedCell>(),
    merges: [],
    rows: [],
    columns: [],
    colours: [],
  };
  return { sheetId, title, hidden: false, grid, ...nothing, lock: null, open: new Set() };
}

export function textAt({ cells }: PageState, row: number, column: number): string {
  return cells.get(placeKey({ row, column }))?.userEnteredValue?.stringValue ?? '';
}

/** Whether something stands in a cell. */
export function isFilled({ userEnteredValue: value }: CellThere): boolean {
  return value !== undefined && Object.values(value).some((one) => one !== undefined && one !== '');
}

/** Whether something stands in any. */
export function holdsAny({ cells }: PageState): boolean {
  return [...cells.values()].some(isFilled);
}
