/** What no honest workbook holds, found before a library reads it: document types, far cells, and what a reader would walk for hours. What is left out for the library is found on the same walk. */
import type { FileCode } from '../model/catalogue/workbook.ts';
import { areaOf, placed } from './cell-area.ts';
import { LeanParts } from './lean-parts.ts';
import { SheetWalk } from './sheet-walk.ts';
import { attributesOf, walkTags, type Tag } from './xml-tags.ts';
import { isXml } from './xml-text.ts';

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
/** Digits that a format of OpenDocument may write, and blanks that its texts may: a reader writes each out. */
const MAX_DIGITS = 100;
const MAX_BLANKS = 1_000_000;
/** Array formulas: a reader asks each cell of each of them. */
const MAX_ARRAYS = 500;

const DOCTYPE = /<!(?:DOCTYPE|ENTITY)/i;
const DECLARED = '<!';
const [LESS, EQUALS, AMPERSAND] = [0x3c, 0x3d, 0x26];
type Count = {
  area: number;
  cells: number;
  arrays: number;
  blanks: number;
  /** How often the current row of an OpenDocument table is repeated. */
  rows: number;
  readonly sheet: SheetWalk;
  readonly lean: LeanParts;
  /** How many more of these tags may come. */
  readonly left: Map<string, number>;
  readonly parts: Set<string>;
};

/** Parts by name. */
type Parts = ReadonlyMap<string, Buffer>;

/** The parts, whose XML is UTF-8, without what tells of no cell, or why they must not be read. */
export function lookedThrough(parts: Parts): Parts | FileCode {
  const count: Count = {
    area: 0,
    cells: 0,
    arrays: 0,
    blanks: 0,
    rows: 1,
    sheet: new SheetWalk(),
    lean: new LeanParts(),
    left: new Map(AT_MOST),
    parts: new Set(),
  };
  if (marksIn([...parts.values()]) > MAX_MARKS) return 'F_OVERSIZED';
  const lean = new Map(parts);
  for (const [name, part] of parts) {
    if (!isXml(name)) continue;
    const text = part.toString('latin1');
    if (text.includes(DECLARED) && DOCTYPE.test(text)) return 'F_DAMAGED';
    count.sheet.begin(text);
    count.lean.begin(name, text);
    const reason = walkTags(text, (tag) => judged(tag, count)) ?? count.sheet.end();
    if (reason !== null) return reason === 'malformed' ? 'F_DAMAGED' : reason;
    const left = count.lean.left();
    if (left !== null) lean.set(name, Buffer.from(left, 'latin1'));
  }
  return lean;
}

/** Counted in the bytes, before they become text; fewer bytes than there may be marks need no counting. */
function marksIn(parts: readonly Buffer[]): number {
  let marks = 0;
  if (parts.reduce((sum, { length }) => sum + length, 0) <= MAX_MARKS) return marks;
  for (const part of parts) {
    for (const byte of part) {
      if (byte === LESS || byte === EQUALS || byte === AMPERSAND) marks += 1;
    }
  }
  return marks;
}

function judged(tag: Tag, count: Count): FileCode | null {
  if (tag.kind === 'close') return null;
  const left = count.left.get(tag.name);
  if (left === 0) return 'F_OVERSIZED';
  if (left !== undefined) count.left.set(tag.name, left - 1);
  // The reader takes `table-row_x` for `table-row`.
  const line = tag.name.indexOf('_');
  const name = line < 0 ? tag.name : tag.name.slice(0, line);
  return LOOKED_AT.get(name)?.(tag, count) ?? null;
}

type Look = (tag: Tag, count: Count) => FileCode | null;

/** What is looked at more closely, by the name of the tag. */
const LOOKED_AT: ReadonlyMap<string, Look> = new Map<string, Look>([
  ['sheetData', (_, { sheet }) => sheet.sheetData()],
  ['row', (tag, { sheet, lean }) => sheet.row(tag) ?? lean.row(tag)],
  ['c', (tag, { sheet, lean }) => sheet.cell(tag) ?? lean.cell(tag)],
  ['v', (tag, { sheet }) => sheet.value(tag)],
  ['sst', (tag, { sheet }) => sheet.sharedTexts(tag)],
  ['si', sharedText],
  ['is', (_, { sheet }) => sheet.inlineText()],
  ['t', (tag, { sheet }) => sheet.plainText(tag)],
  ['r', run],
  ['comment', (tag) => placed(attributesOf(tag).get('ref'))],
  ['threadedComment', (tag) => placed(attributesOf(tag).get('ref'))],
  ['sheet', namedSheet],
  ['mergeCell', covered],
  ['hyperlink', covered],
  ['f', (tag, count) => arrayFormula(tag, count) ?? count.lean.formula(tag)],
  ['numFmt', (tag, { lean }) => lean.format(tag)],
  ['xf', (tag, { lean }) => lean.look(tag)],
  ['revisionPtr', untold],
  ['dataValidations', untold],
  ['fonts', untold],
  ['fills', untold],
  ['borders', untold],
  ['Relationship', relationship],
  ['Override', override],
  ['table-row', repeatedRow],
  ['table-cell', repeatedCell],
  ['number', digits],
  ['scientific-number', digits],
  ['fraction', digits],
  ['seconds', digits],
  ['s', blanks],
]);

function untold(tag: Tag, { lean }: Count): null {
  return lean.element(tag);
}

function sharedText(tag: Tag, { sheet, lean }: Count): FileCode | null {
  return sheet.sharedText(tag) ?? (tag.kind === 'empty' ? lean.nothing(tag) : null);
}

function run(tag: Tag, { sheet, lean }: Count): FileCode | null {
  const plain = sheet.run();
  return plain === null ? null : lean.run(plain, tag);
}

function namedSheet(tag: Tag, count: Count): FileCode | null {
  const id = attributesOf(tag).get('id') ?? '';
  return id === '' ? count.lean.sheet(tag) : once(`sheet ${id}`, count);
}

function covered(tag: Tag, count: Count): FileCode | null {
  const area = areaOf(attributesOf(tag).get('ref') ?? '');
  if (typeof area !== 'number') return area;
  count.area += area;
  return count.area > MAX_AREA ? 'F_OVERSIZED' : null;
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

function digits(tag: Tag): FileCode | null {
  const tooMany = [...attributesOf(tag)].some(
    ([name, count]) => /-(?:digits|places)$/.test(name) && Math.abs(Number(count)) > MAX_DIGITS,
  );
  return tooMany ? 'F_DAMAGED' : null;
}

function blanks(tag: Tag, count: Count): FileCode | null {
  const times = Number(attributesOf(tag).get('c') ?? 1);
  count.blanks += Number.isFinite(times) ? times : 0;
  return count.blanks > MAX_BLANKS ? 'F_OVERSIZED' : null;
}

function repeated(tag: Tag, attribute: string): number {
  if (!tag.inside.includes(attribute)) return 1;
  const times = Number(attributesOf(tag).get(attribute));
  return Number.isFinite(times) ? Math.max(1, times) : MAX_CELLS;
}
