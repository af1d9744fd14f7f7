/** What no honest .xls holds: links over areas that the reader would walk cell by cell; cells, texts, formulas and files that end elsewhere than they say. */
import type { FileCode } from '../model/catalogue/workbook.ts';
import { Places } from './cell-places.ts';
import { hasWholeFormula } from './formula-tokens.ts';
import { openCompound } from './library.ts';
import { hasWholeTexts } from './shared-texts.ts';
import { beginWhereSaid } from './sheet-starts.ts';

/** Cells that all links of a workbook may cover. */
const MAX_AREA = 200_000;

/** Where the covered range stands in a record, by the record's number ([MS-XLS] HLink, HLinkTooltip). */
const RANGES: ReadonlyMap<number, number> = new Map([
  [0x01b8, 0],
  [0x0800, 2],
]);
const RANGE_SIZE = 8;
/** Each sheet lies between two of these, the first of which says how everything in between is written. */
const [BEGIN, END] = [0x0809, 0x000a];
const EXCEL_97 = 0x0600;
/** A sheet that is a chart ([MS-XLS] 2.4.21): it keeps copies of cells, one upon the other for each thing drawn, and none of them is read. */
const CHART = 0x0020;
/** What begins a sheet of earlier versions, and the cells and texts of the earliest, which no other holds but a reader would take. */
const OLD: ReadonlySet<number> = new Set([
  0x0002, 0x0003, 0x0004, 0x0005, 0x0007, 0x0009, 0x0209, 0x0409,
]);
/** All behind it is encrypted. */
const ENCRYPTED = 0x002f;

/** Cells, by whether their record holds one or a row of them; all begin with row and column ([MS-XLS] 2.4). */
const ONE_CELL: ReadonlySet<number> = new Set([
  0x0006, 0x00d6, 0x00fd, 0x0201, 0x0203, 0x0204, 0x0205, 0x027e,
]);
const MANY_CELLS: ReadonlySet<number> = new Set([0x00bd, 0x00be]);
/** Those of them that have a look and hold nothing. */
const LOOKS: ReadonlySet<number> = new Set([0x0201, 0x00be]);
/** Bytes of the records of a sheet that always have as many; some programs add a few. */
const SIZES: ReadonlyMap<number, number> = new Map([
  [0x00fd, 10],
  [0x0201, 6],
  [0x0203, 14],
  [0x0205, 8],
  [0x0208, 16],
  [0x027e, 10],
]);
/** The least of them with its head: what is longer by so much may have swallowed another cell. */
const SWALLOWED = 10;
/** The sheets that formulas name: a reader counts down from what its first two bytes say, and never comes to zero where they are missing. */
const [NAMED_SHEETS, NAMED_LEAST] = [0x0017, 2];
/** The table of all texts, and what continues a record that grew too long. */
const [TEXTS, CONTINUED] = [0x00fc, 0x003c];

/** What tells of the document ([MS-OLEPS]), and how many things it may tell: an honest one some twenty. */
const PROPERTIES = ['/!SummaryInformation', '/!DocumentSummaryInformation'] as const;
const MAX_PROPERTIES = 1000;
/** Where it says how many sets there are, and where each of the two begins. */
const [SETS, STARTS] = [24, [44, 64]];

/** Why this compound file must not be read, or null. Throws what the library throws at a damaged one. */
export function hostileRecords(bytes: Buffer): FileCode | null {
  const { stream: streamOf } = openCompound(bytes);
  const stream = streamOf('/Workbook');
  if (stream === null || PROPERTIES.some((name) => !isShort(streamOf(name)))) return 'F_DAMAGED';
  let [area, open] = [0, 0];
  let places: Places | null = null;
  let next = 0;
  for (let at = 0; at + 4 <= stream.length; at = next) {
    const record = stream.readUInt16LE(at);
    next = at + 4 + stream.readUInt16LE(at + 2);
    const body = stream.subarray(at + 4, next);
    if (record === ENCRYPTED) return 'F_ENCRYPTED';
    if (!isSound(record, body, () => continued(stream, at))) return 'F_DAMAGED';
    open = depthBehind(record, open);
    if (record === BEGIN && open === 1) places = placesIn(body);
    // Within a sheet, a chart of its own may hold cells too, which the reader leaves out.
    if (open === 1 && !takesFree(places, record, body)) return 'F_DAMAGED';
    area += coveredBy(stream, at + 4, record);
    if (area > MAX_AREA) return 'F_OVERSIZED';
  }
  return open === 0 ? misplaced(stream) : 'F_TRUNCATED';
}

function misplaced(stream: Buffer): FileCode | null {
  return beginWhereSaid(stream) ? null : 'F_DAMAGED';
}

/** Whether a record is one of this version and of its own size, its formula and its texts whole. */
function isSound(record: number, body: Buffer, bodies: () => readonly Buffer[]): boolean {
  if (OLD.has(record)) return false;
  if (record === BEGIN) return body.length >= 2 && body.readUInt16LE(0) === EXCEL_97;
  if (record === TEXTS) return hasWholeTexts(bodies());
  if (record === NAMED_SHEETS) return body.length >= NAMED_LEAST;
  const size = SIZES.get(record) ?? body.length;
  const isOwn = body.length >= size && body.length < size + SWALLOWED;
  return isOwn && hasWholeFormula(record, body);
}

/** The body of the record that begins there, and of those that continue it. */
function continued(stream: Buffer, from: number): readonly Buffer[] {
  const bodies: Buffer[] = [];
  let [at, record] = [from, CONTINUED];
  while (record === CONTINUED && at + 4 <= stream.length) {
    const next = at + 4 + stream.readUInt16LE(at + 2);
    bodies.push(stream.subarray(at + 4, next));
    at = next;
    record = at + 2 <= stream.length ? stream.readUInt16LE(at) : 0;
  }
  return bodies;
}

/** Whether what a document tells of itself is no longer than it may be; a reader would go on for as long as it says. */
function isShort(properties: Buffer | null): boolean {
  if (properties === null || properties.length < SETS + 4) return true;
  const starts = STARTS.slice(0, properties.readUInt32LE(SETS));
  return starts.every((place) => {
    if (place + 4 > properties.length) return false;
    const count = properties.readUInt32LE(place) + 4;
    return count + 4 <= properties.length && properties.readUInt32LE(count) <= MAX_PROPERTIES;
  });
}

function depthBehind(record: number, open: number): number {
  if (record === BEGIN) return open + 1;
  return record === END ? Math.max(0, open - 1) : open;
}

/** Of the sheet that begins with this body; null for one whose cells are none. */
function placesIn(body: Buffer): Places | null {
  return body.length >= 4 && body.readUInt16LE(2) === CHART ? null : new Places();
}

/** Whether each cell of a record stands where none stood before. */
function takesFree(places: Places | null, record: number, body: Buffer): boolean {
  if (places === null) return true;
  const isLook = LOOKS.has(record);
  return cellsIn(record, body).every(([row, column]) =>
    isLook ? places.look(row, column) : places.take(row, column),
  );
}

/** The places of the cells in a record; none in one that is too short for them. */
function cellsIn(record: number, body: Buffer): readonly (readonly [number, number])[] {
  const isRow = MANY_CELLS.has(record);
  if (body.length < 6 || (!isRow && !ONE_CELL.has(record))) return [];
  const [row, first] = [body.readUInt16LE(0), body.readUInt16LE(2)];
  const last = isRow ? body.readUInt16LE(body.length - 2) : first;
  const count = Math.max(0, Math.min(last - first + 1, body.length));
  return Array.from({ length: count }, (_, index) => [row, first + index] as const);
}

/** By its first and last row, first and last column; 0 for a record that covers nothing. */
function coveredBy(stream: Buffer, body: number, record: number): number {
  const at = body + (RANGES.get(record) ?? Infinity);
  if (at + RANGE_SIZE > stream.length) return 0;
  const top = stream.readUInt16LE(at);
  const bottom = stream.readUInt16LE(at + 2);
  const left = stream.readUInt16LE(at + 4);
  const right = stream.readUInt16LE(at + 6);
  return Math.max(0, bottom - top + 1) * Math.max(0, right - left + 1);
}
