/** What Google's grid lets nobody do, and what it does by itself. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';

type Sheet = sheets_v4.Schema$Sheet;
type Range = sheets_v4.Schema$GridRange;

/** A merge goes neither across the edge of what is frozen nor through another merge. @throws Error as Google words it. */
export function holdMerge({ properties, merges = [] }: Sheet, range: Range): void {
  const { frozenRowCount, frozenColumnCount } = properties?.gridProperties ?? {};
  const isAcross = (edge: number | null | undefined, from = 0, to = Infinity): boolean =>
    from < (edge ?? 0) && (edge ?? 0) < to;
  if (isAcross(frozenColumnCount, range.startColumnIndex ?? 0, range.endColumnIndex ?? Infinity))
    throw new Error("You can't merge frozen and non-frozen columns");
  if (isAcross(frozenRowCount, range.startRowIndex ?? 0, range.endRowIndex ?? Infinity))
    throw new Error("You can't merge frozen and non-frozen rows");
  if (merges.some((one) => overlaps(one, range) && !holds(range, one)))
    throw new Error('You must select all cells in a merged range to merge or unmerge them.');
}

/** @throws Error for a range that cuts a merge. */
export function holdUnmerge({ merges = [] }: Sheet, range: Range): void {
  if (merges.some((one) => overlaps(one, range) && !holds(range, one)))
    throw new Error('You must select all cells in a merged range to merge or unmerge them.');
}

/** The rows and columns behind the grid's end are gone with what stood there; what is frozen leaves some that are not. */
export function holdGrid(sheet: Sheet): void {
  const grid = sheet.properties?.gridProperties as Readonly<Record<string, number>>;
  const { rowCount: rows = Infinity, columnCount: columns = Infinity } = grid;
  const { frozenRowCount = 0, frozenColumnCount = 0 } = grid;
  if (frozenRowCount >= rows || frozenColumnCount >= columns)
    throw new Error("You can't freeze all visible rows or columns on the sheet.");
  for (const merge of sheet.merges ?? []) holdMerge({ ...sheet, merges: [] }, merge);
  for (const data of sheet.data ?? []) cut(data, rows, columns);
}

function cut(
  { rowData, rowMetadata, columnMetadata }: sheets_v4.Schema$GridData,
  rows: number,
  columns: number,
): void {
  rowData?.splice(rows);
  for (const { values } of rowData ?? []) values?.splice(columns);
  rowMetadata?.splice(rows);
  columnMetadata?.splice(columns);
}

/** Only the first cell of a merge keeps what stands in it. */
export function mergedInto({ data = [] }: Sheet, range: Range): void {
  const { startRowIndex: top = 0, startColumnIndex: left = 0 } = range as Record<string, number>;
  const rows = (data[0]?.rowData ?? []).slice(top, range.endRowIndex!);
  const cells = rows.flatMap(({ values = [] }, r) =>
    values.slice(left, range.endColumnIndex!).filter((_, c) => r > 0 || c > 0),
  );
  for (const cell of cells) {
    delete cell.userEnteredValue;
    delete cell.effectiveValue;
    delete cell.formattedValue;
  }
}

/** A colour's shares are kept as single floats, and nought is left out. */
export function asKept(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asKept);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => {
      if (key === 'red' || key === 'green' || key === 'blue')
        return one === 0 ? [] : [[key, Math.fround(one as number)]];
      return [[key, asKept(one)]];
    }),
  );
}

export function overlaps(one: Range, other: Range): boolean {
  const apart =
    (one.endRowIndex ?? Infinity) <= (other.startRowIndex ?? 0) ||
    (one.startRowIndex ?? 0) >= (other.endRowIndex ?? Infinity) ||
    (one.endColumnIndex ?? Infinity) <= (other.startColumnIndex ?? 0) ||
    (one.startColumnIndex ?? 0) >= (other.endColumnIndex ?? Infinity);
  return !apart;
}

/** Whether the whole of one lies in the other. */
function holds(outer: Range, inner: Range): boolean {
  return (
    (outer.startRowIndex ?? 0) <= (inner.startRowIndex ?? 0) &&
    (outer.endRowIndex ?? Infinity) >= (inner.endRowIndex ?? Infinity) &&
    (outer.startColumnIndex ?? 0) <= (inner.startColumnIndex ?? 0) &&
    (outer.endColumnIndex ?? Infinity) >= (inner.endColumnIndex ?? Infinity)
  );
}
