/** Workbooks as packages of parts: taken apart, changed part by part, held to the rules of the format. */
import { unzipSync, zipSync } from 'fflate';
import { read, type CellObject } from '@e965/xlsx';
import { parseXml, type XmlElement } from '../../src/render/marks/xml.ts';

/** The parts as text, by name; folders are left out. */
export function partsOf(bytes: Uint8Array): ReadonlyMap<string, string> {
  const parts = Object.entries(unzipSync(bytes)).filter(([name]) => !name.endsWith('/'));
  return new Map(parts.map(([name, part]) => [name, new TextDecoder().decode(part)]));
}

/** The workbook with its parts changed; a part that becomes null is left out. */
export function repacked(
  bytes: Uint8Array,
  change: (text: string, name: string) => string | Uint8Array | null,
  more: Readonly<Record<string, string>> = {},
): Uint8Array {
  const encoder = new TextEncoder();
  const parts = [...partsOf(bytes)].flatMap(([name, text]) => {
    const changed = change(text, name);
    if (changed === null) return [];
    return [[name, typeof changed === 'string' ? encoder.encode(changed) : changed] as const];
  });
  const added = Object.entries(more).map(([name, text]) => [name, encoder.encode(text)] as const);
  return zipSync(Object.fromEntries([...parts, ...added]));
}

/** What a cell shows besides its value, as SheetJS sees it. */
export type Seen = Readonly<{ fill: string | null; notes: readonly string[] }>;

/** Looks at the cells of one sheet. */
export function seenOn(bytes: Uint8Array, sheet: string): (ref: string) => Seen {
  const workbook = read(bytes, { type: 'buffer', cellStyles: true, sheetStubs: true });
  return (ref) => {
    const cell = workbook.Sheets[sheet]?.[ref] as CellObject | undefined;
    const style = cell?.s as { patternType?: string; fgColor?: { rgb?: string } } | undefined;
    const fill = style?.patternType === 'solid' ? (style.fgColor?.rgb ?? null) : null;
    return { fill, notes: (cell?.c ?? []).map(({ t }) => t) };
  };
}

export function seen(bytes: Uint8Array, sheet: string, ref: string): Seen {
  return seenOn(bytes, sheet)(ref);
}

const WORKSHEET = (
  'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios ' +
  'autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting ' +
  'dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks ' +
  'customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture ' +
  'oleObjects controls webPublishItems tableParts extLst'
).split(' ');
const STYLES =
  'numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst'.split(
    ' ',
  );

/** Every breach of the rules of the format that a spreadsheet program would call damage; empty is right. */
export function breaches(bytes: Uint8Array): readonly string[] {
  const parts = partsOf(bytes);
  const roots = new Map(
    [...parts]
      .filter(([name]) => /\.(?:xml|rels|vml)$/.test(name))
      .map(([name, text]) => [name, parseXml(text).root] as const),
  );
  return [
    ...repeated([...parts.keys()].map((name) => name.toLowerCase())),
    ...typeBreaches(roots.get('[Content_Types].xml')!, parts),
    ...[...roots].flatMap(([name, root]) => [
      ...(name.endsWith('.rels') ? relationBreaches(name, root, parts) : []),
      ...(root.local === 'worksheet' ? sheetBreaches(name, root) : []),
      ...(root.local === 'styleSheet' ? styleBreaches(root) : []),
      ...(root.local === 'comments' ? commentBreaches(root) : []),
      ...(name.endsWith('.vml') ? repeated(root.children.map((shape) => of(shape, 'id'))) : []),
    ]),
    ...formatBreaches([...roots.values()]),
  ];
}

function of(element: XmlElement, name: string): string {
  return element.attributes.find((entry) => entry.local === name)?.value ?? '';
}

function within(element: XmlElement, local: string): readonly XmlElement[] {
  return element.children.filter((entry) => entry.local === local);
}

function deep(element: XmlElement, local: string): readonly XmlElement[] {
  return element.children.flatMap((entry) => [
    ...(entry.local === local ? [entry] : []),
    ...deep(entry, local),
  ]);
}

function repeated(names: readonly string[]): readonly string[] {
  const named = names.filter((name) => name !== '');
  return named
    .filter((name, index) => named.indexOf(name) !== index)
    .map((name) => `twice ${name}`);
}

function disorder(root: XmlElement, order: readonly string[]): readonly string[] {
  const places = root.children.map(({ local }) => order.indexOf(local));
  return places.every((place, index) => place >= (places[index - 1] ?? 0))
    ? []
    : [`order ${root.children.map(({ local }) => local).join(' ')}`];
}

function typeBreaches(types: XmlElement, parts: ReadonlyMap<string, string>): readonly string[] {
  const overrides = within(types, 'Override').map((entry) => of(entry, 'PartName'));
  const defaults = within(types, 'Default').map((entry) => of(entry, 'Extension').toLowerCase());
  const untyped = [...parts.keys()].filter(
    (name) =>
      name !== '[Content_Types].xml' &&
      !overrides.includes(`/${name}`) &&
      !defaults.includes(name.slice(name.lastIndexOf('.') + 1).toLowerCase()),
  );
  return [
    ...repeated(overrides),
    ...repeated(defaults),
    ...overrides.filter((name) => !parts.has(name.slice(1))).map((name) => `no part ${name}`),
    ...untyped.map((name) => `no type ${name}`),
  ];
}

function relationBreaches(
  name: string,
  root: XmlElement,
  parts: ReadonlyMap<string, string>,
): readonly string[] {
  const from = name.replace(/_rels\/([^/]*)\.rels$/, '$1');
  const relations = within(root, 'Relationship');
  const lost = relations
    .filter((relation) => of(relation, 'TargetMode') !== 'External')
    .map((relation) => new URL(of(relation, 'Target'), `http://x/${from}`).pathname.slice(1))
    .filter((target) => !parts.has(target));
  return [...repeated(relations.map((relation) => of(relation, 'Id'))), ...lost];
}

/** Rows and cells in ascending order, each once; one drawing of each kind. */
function sheetBreaches(name: string, root: XmlElement): readonly string[] {
  const rows = deep(root, 'row').map((row) => Number(of(row, 'r') || Number.NaN));
  const refs = deep(root, 'c').map((cell) => of(cell, 'r'));
  const unordered = rows.some((row, index) => index > 0 && row <= rows[index - 1]!);
  return [
    ...disorder(root, WORKSHEET),
    ...repeated(refs),
    ...repeated(
      root.children.map(({ local }) => local).filter((local) => local !== 'conditionalFormatting'),
    ),
    ...(unordered ? [`rows of ${name}`] : []),
  ];
}

function styleBreaches(root: XmlElement): readonly string[] {
  const lists = ['fonts', 'fills', 'borders', 'cellXfs'].flatMap((local) => within(root, local));
  const size = (local: string): number => within(root, local)[0]?.children.length ?? 0;
  const formats = within(root, 'cellXfs').flatMap(({ children }) => children);
  const wild = formats.filter(
    (format) =>
      Number(of(format, 'fillId')) >= size('fills') ||
      Number(of(format, 'fontId')) >= Math.max(1, size('fonts')) ||
      Number(of(format, 'borderId')) >= Math.max(1, size('borders')),
  );
  return [
    ...disorder(root, STYLES),
    ...repeated(root.children.map(({ local }) => local)),
    ...lists
      .filter(
        (list) => of(list, 'count') !== '' && Number(of(list, 'count')) !== list.children.length,
      )
      .map(({ local }) => `count of ${local}`),
    ...wild.map(() => 'format of nothing'),
  ];
}

function commentBreaches(root: XmlElement): readonly string[] {
  const authors = deep(root, 'author').length;
  const comments = deep(root, 'comment');
  const inList = within(root, 'commentList').flatMap((list) => within(list, 'comment'));
  return [
    ...repeated(comments.map((comment) => of(comment, 'ref'))),
    ...(comments.length === inList.length ? [] : ['comment outside the list']),
    ...comments
      .filter((comment) => Number(of(comment, 'authorId')) >= authors)
      .map(() => 'comment of nobody'),
  ];
}

/** Every cell's format is there. */
function formatBreaches(roots: readonly XmlElement[]): readonly string[] {
  const styles = roots.find(({ local }) => local === 'styleSheet');
  const count = styles === undefined ? 1 : (within(styles, 'cellXfs')[0]?.children.length ?? 1);
  const sheets = roots.filter(({ local }) => local === 'worksheet');
  return sheets
    .flatMap((sheet) => deep(sheet, 'c'))
    .filter((cell) => Number(of(cell, 's') || 0) >= count)
    .map((cell) => `format of ${of(cell, 'r')}`);
}
