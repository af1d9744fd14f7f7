/** The boxes in which notes are shown: shapes of a VML drawing (ECMA-376 Part 4 §19), one for each note. */
import { cellRef, LAST_COLUMN, LAST_ROW } from '../../model/cell-grid.ts';
import { isTrue, placeOf, rowsOf } from './sheet-cells.ts';
import { escapeXml } from '../xml-escape.ts';
import {
  append,
  attribute,
  child,
  children,
  edited,
  parseXml,
  setAttributes,
  type Edit,
  type XmlElement,
  type XmlPart,
} from './xml.ts';

const V = 'urn:schemas-microsoft-com:vml';
const O = 'urn:schemas-microsoft-com:office:office';
const X = 'urn:schemas-microsoft-com:office:excel';
const BOX_TYPE = '_x0000_t202';
/** Shapes are numbered in blocks of this many; the drawing says which blocks it uses. */
const BLOCK = 1024;

/** A drawing without shapes. */
export function emptyBoxes(): XmlPart {
  return parseXml(
    `<xml xmlns:v="${V}" xmlns:o="${O}" xmlns:x="${X}"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>`,
  );
}

/** The drawing without the boxes of some cells and with those of others. `sheet` says how wide and high cells are. */
export function changeBoxes(
  part: XmlPart,
  change: Readonly<{ removed: readonly string[]; added: readonly string[] }>,
  boxes: Readonly<{ sheet: XmlPart; notes: ReadonlyMap<string, string> }>,
): string {
  const { root } = part;
  const gone = new Set(change.removed);
  const shapes = root.children.filter(({ local, uri }) => local === 'shape' && uri === V);
  const removed = shapes.filter((shape) => gone.has(cellOf(shape) ?? ''));
  const kept = shapes.filter((shape) => !removed.includes(shape));
  const first = Math.max(BLOCK, ...kept.map(numberOf)) + 1;
  const grid = gridOf(boxes.sheet);
  const added = change.added.map((ref, index) =>
    box(ref, { number: first + index, anchor: anchorOf(ref, boxes.notes.get(ref) ?? '', grid) }),
  );
  const type = root.children.some((entry) => attribute(entry, 'id') === BOX_TYPE) ? '' : TYPE;
  const xml = added.length === 0 ? '' : [type, ...added].join('');
  const edits = [
    ...blockEdits(root, first + added.length - 1),
    ...removed.map(({ start, end }) => ({ from: start, to: end, text: '' })),
    ...(xml === '' ? [] : append(root, bound(root, xml))),
  ];
  return edited(part.source, edits);
}

/** The cell whose note a shape shows, or null for a button, a picture, a list. */
function cellOf(shape: XmlElement): string | null {
  const data = shape.children.find(({ local, uri }) => local === 'ClientData' && uri === X);
  if (data === undefined || attribute(data, 'ObjectType') !== 'Note') return null;
  const [row, column] = ['Row', 'Column'].map((name) => Number(child(data, name)?.text.trim()));
  return row === undefined || column === undefined ? null : cellRef(row + 1, column + 1);
}

function numberOf(shape: XmlElement): number {
  return Number(/^_x0000_s(\d{1,7})$/.exec(attribute(shape, 'id') ?? '')?.[1] ?? 0);
}

/** Says that the block of the last shape is used. */
function blockEdits(root: XmlElement, last: number): readonly Edit[] {
  const layout = root.children.find(({ local, uri }) => local === 'shapelayout' && uri === O);
  const map = layout?.children.find(({ local, uri }) => local === 'idmap' && uri === O);
  if (map === undefined) return [];
  const blocks = (attribute(map, 'data') ?? '1').split(',');
  const block = String(Math.floor(last / BLOCK));
  return blocks.includes(block) ? [] : [setAttributes(map, { data: [...blocks, block].join() })];
}

/** Our shapes are written with v:, o: and x:; what the drawing does not bind so is bound at each of them. */
function bound({ attributes }: XmlElement, xml: string): string {
  const missing = Object.entries({ v: V, o: O, x: X }).filter(([prefix, uri]) =>
    attributes.every(({ name, value }) => name !== `xmlns:${prefix}` || value !== uri),
  );
  const names = missing.map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`).join('');
  return xml.replaceAll(/<v:(?:shape|shapetype)(?= )/g, (tag) => `${tag}${names}`);
}

const TYPE = `<v:shapetype id="${BOX_TYPE}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`;

function box(
  ref: string,
  { number, anchor }: Readonly<{ number: number; anchor: string }>,
): string {
  const place = placeOf(ref);
  if (place === null) throw new Error(`no cell ${ref}`);
  const style =
    'position:absolute;margin-left:60pt;margin-top:2pt;width:225pt;height:120pt;z-index:1;visibility:hidden';
  return [
    `<v:shape id="_x0000_s${String(number)}" type="#${BOX_TYPE}" style="${style}" fillcolor="#ffffe1" o:insetmode="auto">`,
    '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>',
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>',
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>',
    `<x:Anchor>${escapeXml(anchor)}</x:Anchor><x:AutoFill>False</x:AutoFill>`,
    `<x:Row>${String(place.row - 1)}</x:Row><x:Column>${String(place.column - 1)}</x:Column>`,
    '</x:ClientData></v:shape>',
  ].join('');
}

/** Widths and heights in pixels by number, from 1. */
type Grid = Readonly<{ width: (column: number) => number; height: (row: number) => number }>;

const BOX_WIDTH = 320;
/** Letters of ten points: so many of full width stand in a line of the box, which is so high. */
const LETTERS = 22;
const LINE = 18;
const PIXELS_A_DIGIT = 7;
const PIXELS_A_POINT = 96 / 72;
const USUAL = { width: 9.14, height: 15 };
/** A box over more columns or rows than this stands among hidden ones; it ends there. */
const SPAN = 200;

function gridOf(sheet: XmlPart): Grid {
  const { root } = sheet;
  const format = child(root, 'sheetFormatPr');
  const columns = children(child(root, 'cols') ?? root, 'col');
  const rows = new Map(rowsOf(sheet).map(({ row, element }) => [row, element]));
  const usual = {
    width: sizeOf(format, 'defaultColWidth', USUAL.width),
    height: sizeOf(format, 'defaultRowHeight', USUAL.height),
  };
  const columnAt = (column: number): XmlElement | null =>
    columns.find(
      (entry) =>
        Number(attribute(entry, 'min')) <= column && column <= Number(attribute(entry, 'max')),
    ) ?? null;
  return {
    width: (column) => sizeOf(columnAt(column), 'width', usual.width) * PIXELS_A_DIGIT,
    height: (row) => sizeOf(rows.get(row) ?? null, 'ht', usual.height) * PIXELS_A_POINT,
  };
}

function sizeOf(element: XmlElement | null, name: string, usual: number): number {
  if (element === null) return usual;
  if (isTrue(attribute(element, 'hidden'))) return 0;
  const size = Number(attribute(element, name) ?? usual);
  return Number.isFinite(size) ? size : usual;
}

/** Left, top, right and bottom of the box: columns and rows from 0, each with pixels into it. */
function anchorOf(ref: string, note: string, { width, height }: Grid): string {
  const place = placeOf(ref);
  if (place === null) throw new Error(`no cell ${ref}`);
  const lines = note
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(Array.from(line).length / LETTERS)), 0);
  const left = Math.min(place.column + 1, LAST_COLUMN);
  const top = Math.max(1, place.row - 1);
  const right = reach(width, { from: left, last: LAST_COLUMN, length: BOX_WIDTH + 15 });
  const bottom = reach(height, { from: top, last: LAST_ROW, length: lines * LINE + 24 });
  return [left - 1, 15, top - 1, 4, right.number - 1, right.rest, bottom.number - 1, bottom.rest]
    .map((number) => String(Math.round(number)))
    .join(', ');
}

/** Where one is after so many pixels. */
function reach(
  size: (number: number) => number,
  { from, last, length }: Readonly<{ from: number; last: number; length: number }>,
): Readonly<{ number: number; rest: number }> {
  let [number, rest] = [from, length];
  while (number < Math.min(last, from + SPAN) && rest > size(number)) {
    rest -= size(number);
    number += 1;
  }
  return { number, rest: Math.min(rest, size(number)) };
}
