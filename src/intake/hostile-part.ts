/** What no honest workbook holds, found before a library reads it: document types, far cells, and what a reader would walk for hours. */
import type { FileCode } from '../model/catalogue/workbook.ts';
import { attributesOf, walkTags, type Tag } from './xml-tags.ts';

/** The last row and column that a spreadsheet program knows (XFD). */
export const LAST_ROW = 1_048_576;
export const LAST_COLUMN = 16_384;

/** Tags, attributes and entities of all parts together; a filled form has some 10 000. */
const MAX_MARKS = 1_500_000;
/** Cells that all merges and links of a workbook may cover. */
const MAX_AREA = 200_000;
/** Cells that a workbook may hold, written out. */
const MAX_CELLS = 200_000;

/** How often some tags may stand in a workbook: readers meet them with loops within loops. */
const AT_MOST: ReadonlyMap<string, number> = new Map([
  ['c', MAX_CELLS],
  ['mergeCell', 5000],
  ['hyperlink', 5000],
  ['comment', 5000],
  ['threadedComment', 5000],
  ['person', 5000],
  ['sheet', 500],
  ['Relationship', 20_000],
  ['numFmt', 20_000],
  ['f', 10_000],
  ['font', 70_000],
  ['fill', 70_000],
  ['border', 70_000],
  ['xf', 140_000],
  ['si', MAX_CELLS],
]);
/** Array formulas: a reader asks each cell of each of them. */
const MAX_ARRAYS = 500;

const XML_NAME = /\.(?:xml|rels|vml)$/i;
const DOCTYPE = /<!(?:DOCTYPE|ENTITY)/i;
/** `<`, `=` and `&`. */
const MARKS: readonly number[] = [0x3c, 0x3d, 0x26];
const CELL = /^\$?([A-Z]{1,7})\$?(\d{1,15})$/;

type Count = {
  marks: number;
  area: number;
  cells: number;
  arrays: number;
  /** How often the current row of an OpenDocument table is repeated. */
  rows: number;
  readonly named: Map<string, number>;
  readonly parts: Set<string>;
};

/** Why these parts must not be read, or null. */
export function hostilePart(parts: ReadonlyMap<string, Buffer>): FileCode | null {
  const count: Count = {
    marks: 0,
    area: 0,
    cells: 0,
    arrays: 0,
    rows: 1,
    named: new Map(),
    parts: new Set(),
  };
  for (const part of parts.values()) {
    count.marks += marksIn(part);
    if (count.marks > MAX_MARKS) return 'F_OVERSIZED';
  }
  for (const [name, part] of parts) {
    if (!XML_NAME.test(name)) continue;
    const text = decodeXml(name, part);
    if (DOCTYPE.test(text)) return 'F_DAMAGED';
    const reason = walkTags(text, (tag) => judged(tag, count));
    if (reason !== null) return reason === 'malformed' ? 'F_DAMAGED' : reason;
  }
  return null;
}

/** Counted in the bytes, before they become text; in UTF-16 the same byte stands for the same letter. */
function marksIn(part: Buffer): number {
  return MARKS.reduce((sum, mark) => sum + timesIn(part, mark), 0);
}

function timesIn(part: Buffer, byte: number): number {
  let times = 0;
  for (let at = part.indexOf(byte); at >= 0; at = part.indexOf(byte, at + 1)) times += 1;
  return times;
}

/** XML may be UTF-16 with a byte order mark, or without one when every second byte is zero. */
export function isWideXml(name: string, part: Buffer): boolean {
  const wide = part[0] === 0xff || part[0] === 0xfe || part[0] === 0 || part[1] === 0;
  return wide && XML_NAME.test(name);
}

export function decodeXml(name: string, part: Buffer): string {
  if (!isWideXml(name, part)) return part.toString('utf8');
  const bigEndian = part[0] === 0xfe || part[0] === 0;
  const even = part.subarray(0, part.length - (part.length % 2));
  return (bigEndian ? Buffer.from(even).swap16() : even).toString('utf16le');
}

function judged(tag: Tag, count: Count): FileCode | null {
  if (tag.kind === 'close') return null;
  const limit = AT_MOST.get(tag.name);
  if (limit !== undefined) {
    const met = (count.named.get(tag.name) ?? 0) + 1;
    count.named.set(tag.name, met);
    if (met > limit) return 'F_OVERSIZED';
  }
  // The reader takes `table-row_x` for `table-row`.
  return LOOKED_AT.get(tag.name.replace(/_.*/, ''))?.(tag, count) ?? null;
}

type Look = (tag: Tag, count: Count) => FileCode | null;

/** What is looked at more closely, by the name of the tag. */
const LOOKED_AT: ReadonlyMap<string, Look> = new Map<string, Look>([
  ['row', (tag) => (Number(attributesOf(tag).get('r') ?? 1) > LAST_ROW ? 'F_OUTSIDE' : null)],
  ['c', (tag) => placed(attributesOf(tag).get('r'))],
  ['comment', (tag) => placed(attributesOf(tag).get('ref'))],
  ['threadedComment', (tag) => placed(attributesOf(tag).get('ref'))],
  ['sheet', (tag, count) => once(`sheet ${attributesOf(tag).get('id') ?? ''}`, count)],
  ['mergeCell', covered],
  ['hyperlink', covered],
  ['f', arrayFormula],
  ['Relationship', relationship],
  ['Override', override],
  ['table-row', repeatedRow],
  ['table-cell', repeatedCell],
]);

/** A cell stands where a spreadsheet has one. */
function placed(ref: string | undefined): FileCode | null {
  const area = ref === undefined ? 1 : areaOf(ref);
  return typeof area === 'number' ? null : area;
}

function covered(tag: Tag, count: Count): FileCode | null {
  const area = areaOf(attributesOf(tag).get('ref') ?? '');
  if (typeof area !== 'number') return area;
  count.area += area;
  return count.area > MAX_AREA ? 'F_OVERSIZED' : null;
}

/** How many cells `A1` or `A1:B2` covers, or what is wrong with it. */
function areaOf(ref: string): number | FileCode {
  const ends = ref.split(':').map((end) => CELL.exec(end));
  const [first, last = first] = ends;
  if (!first || !last || ends.length > 2) return 'F_DAMAGED';
  const columns = [first, last].map(([, letters = '']) => columnOf(letters));
  const rows = [first, last].map(([, , digits]) => Number(digits));
  const outside = Math.max(...rows) > LAST_ROW || Math.max(...columns) > LAST_COLUMN;
  return outside ? 'F_OUTSIDE' : span(columns) * span(rows);
}

function span([from = 0, to = 0]: readonly number[]): number {
  return Math.abs(to - from) + 1;
}

function columnOf(letters: string): number {
  return Array.from(letters).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}

function arrayFormula(tag: Tag, count: Count): FileCode | null {
  if (!tag.inside.includes('array')) return null;
  count.arrays += 1;
  return count.arrays > MAX_ARRAYS ? 'F_OVERSIZED' : null;
}

/** A part that is read as text is an .xml, and no two sheets share one: the reader would read it for each. */
function relationship(tag: Tag, count: Count): FileCode | null {
  const attributes = attributesOf(tag);
  const type = attributes.get('Type')?.split('/').at(-1) ?? '';
  if (!/^(?:worksheet|chartsheet|dialogsheet|comments|threadedComment)$/.test(type)) return null;
  const target = attributes.get('Target')?.split(/[/\\]/).at(-1) ?? '';
  if (!/\.xml$/i.test(target)) return /\.bin$/i.test(target) ? 'F_BINARY' : 'F_DAMAGED';
  return once(`${type} ${target.toLowerCase()}`, count);
}

function once(what: string, { parts }: Count): FileCode | null {
  if (parts.has(what)) return 'F_DAMAGED';
  parts.add(what);
  return null;
}

function override(tag: Tag): FileCode | null {
  const attributes = attributesOf(tag);
  const type = attributes.get('ContentType') ?? '';
  if (type.includes('ms-excel.sheet.binary')) return 'F_BINARY';
  if (!/spreadsheetml|ms-excel/.test(type)) return null;
  const name = attributes.get('PartName') ?? '';
  return /\.(?:xml|bin)$/i.test(name) ? null : 'F_DAMAGED';
}

/** OpenDocument repeats rows and cells by a number, and a reader writes the filled ones out. */
function repeatedRow(tag: Tag, count: Count): null {
  count.rows = repeated(tag, 'number-rows-repeated');
  return null;
}

function repeatedCell(tag: Tag, count: Count): FileCode | null {
  if (tag.inside.includes('number-matrix')) count.arrays += 1;
  if (tag.kind === 'open') count.cells += count.rows * repeated(tag, 'number-columns-repeated');
  return count.cells > MAX_CELLS || count.arrays > MAX_ARRAYS ? 'F_OVERSIZED' : null;
}

function repeated(tag: Tag, attribute: string): number {
  if (!tag.inside.includes(attribute)) return 1;
  const times = Number(attributesOf(tag).get(attribute));
  return Number.isFinite(times) ? Math.max(1, times) : MAX_CELLS;
}
