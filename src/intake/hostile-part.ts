/** What no honest workbook holds, found before a library reads it: document types, and areas that a reader would walk for hours. */
import type { FileCode } from '../model/catalogue/workbook.ts';

const MAX_CELLS = 200_000;
const MAX_MERGES = 5000;
/** Cells that one merge or one link may cover. */
const MAX_AREA = 100_000;

const DOCTYPE = /<!(?:DOCTYPE|ENTITY)/i;
const AREA =
  /<(?:\w+:)?(mergeCell|hyperlink)\s[^<>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g;
const CELL = /<(?:\w+:)?c[\s/>]/g;
const ROW_OR_CELL = /<(?:\w+:)?table-(row|cell)\b[^<>]*>/g;

/** Why these parts must not be read, or null. */
export function hostilePart(parts: ReadonlyMap<string, Buffer>): FileCode | null {
  for (const [name, part] of parts) {
    if (!/\.(?:xml|rels|vml)$/i.test(name)) continue;
    const text = decodeXml(part);
    if (DOCTYPE.test(text)) return 'F_DAMAGED';
    if (isSheet(name) && isOversized(text)) return 'F_OVERSIZED';
  }
  return null;
}

function isSheet(name: string): boolean {
  return /(?:worksheets?\/[^/]+|^content)\.xml$/i.test(name);
}

/** XML may be UTF-16 with a byte order mark, or without one when every second byte is zero. */
function decodeXml(part: Buffer): string {
  const wide = part[0] === 0xff || part[0] === 0xfe || part[0] === 0 || part[1] === 0;
  if (!wide) return part.toString('utf8');
  const bigEndian = part[0] === 0xfe || part[0] === 0;
  const even = part.subarray(0, part.length - (part.length % 2));
  return (bigEndian ? Buffer.from(even).swap16() : even).toString('utf16le');
}

function isOversized(text: string): boolean {
  return count(text, CELL) > MAX_CELLS || filledCells(text) > MAX_CELLS || hasHugeArea(text);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function hasHugeArea(text: string): boolean {
  let merges = 0;
  for (const [, tag, left = '', top, right = '', bottom] of text.matchAll(AREA)) {
    if (tag === 'mergeCell') merges += 1;
    const columns = Math.abs(columnOf(right) - columnOf(left)) + 1;
    const rows = Math.abs(Number(bottom) - Number(top)) + 1;
    if (columns * rows > MAX_AREA || merges > MAX_MERGES) return true;
  }
  return false;
}

function columnOf(letters: string): number {
  return Array.from(letters).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}

/** OpenDocument repeats rows and cells by a number, and a reader writes the filled ones out. */
function filledCells(text: string): number {
  let [cells, rows] = [0, 1];
  for (const [tag, name] of text.matchAll(ROW_OR_CELL)) {
    if (name === 'row') rows = repeated(tag);
    else if (!tag.endsWith('/>')) cells += rows * repeated(tag);
  }
  return cells;
}

function repeated(tag: string): number {
  return Number(/number-(?:columns|rows)-repeated="(\d+)"/.exec(tag)?.[1] ?? 1);
}
