/** The parts of a workbook by what they are: its sheets by name, its styles, its shared strings; and a sheet more. */
import {
  freeName,
  openPackage,
  readPart,
  relate,
  relationsOf,
  setType,
  writePart,
  type Package,
} from './package.ts';
import { escapeXml } from '../xml-escape.ts';
import {
  append,
  attribute,
  child,
  children,
  edited,
  prefixed,
  Unpatchable,
  type XmlElement,
} from './xml.ts';

/** The namespaces of the two kinds of the format: ECMA-376 Part 4 ("Transitional") and Part 1 ("Strict"). */
const KINDS = [
  {
    main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
    relations: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  },
  {
    main: 'http://purl.oclc.org/ooxml/spreadsheetml/main',
    relations: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
  },
] as const;

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const TYPES = {
  worksheet: `${SPREADSHEET}.worksheet+xml`,
  styles: `${SPREADSHEET}.styles+xml`,
  comments: `${SPREADSHEET}.comments+xml`,
  vmlDrawing: 'application/vnd.openxmlformats-officedocument.vmlDrawing',
} as const;

export type SheetAt = Readonly<{ name: string; path: string }>;

export type WorkbookParts = Readonly<{
  parts: Package;
  path: string;
  kind: (typeof KINDS)[number];
  /** Worksheets only, in the order of their tabs. */
  sheets: readonly SheetAt[];
}>;

/** @throws Unpatchable when this is not a workbook in XML. */
export function openWorkbook(bytes: Uint8Array): WorkbookParts {
  const parts = openPackage(bytes);
  const types = KINDS.map(({ relations }) => `${relations}/officeDocument`);
  const path = relationsOf(parts, '').find(({ type }) => types.includes(type))?.target;
  if (!path) throw new Unpatchable('no workbook');
  const { root } = readPart(parts, path);
  const kind = KINDS.find(({ main }) => main === root.uri);
  if (kind === undefined || root.local !== 'workbook') throw new Unpatchable('no workbook');
  const related = relationsOf(parts, path).filter(
    ({ type }) => type === `${kind.relations}/worksheet`,
  );
  const sheets = children(child(root, 'sheets') ?? root, 'sheet').flatMap((sheet) => {
    const id = attribute(sheet, 'id', kind.relations);
    const target = related.find((relation) => relation.id === id)?.target;
    return target ? [{ name: attribute(sheet, 'name') ?? '', path: target }] : [];
  });
  return { parts, path, kind, sheets };
}

/** The part of a kind that another is related to, or null. */
export function relatedPart(
  { parts, kind }: WorkbookParts,
  from: string,
  type: string,
): string | null {
  const wanted = `${kind.relations}/${type}`;
  return relationsOf(parts, from).find((relation) => relation.type === wanted)?.target ?? null;
}

/** Adds a part of the workbook and relates it. `named` gives its name below the workbook's folder. */
export function addPart(
  { parts, path, kind }: WorkbookParts,
  from: string,
  type: keyof typeof TYPES,
  { named, text }: Readonly<{ named: (number: number) => string; text: string }>,
): Readonly<{ name: string; id: string }> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const name = freeName(parts, (number) => `${folder}${named(number)}`);
  writePart(parts, name, text);
  setType(parts, name, TYPES[type]);
  return { name, id: relate(parts, from, `${kind.relations}/${type}`, name) };
}

/** An attribute that names a relationship, with a prefix that the document knows or is told. */
export function relationAttribute(root: XmlElement, { kind }: WorkbookParts, id: string): string {
  const known = root.attributes.find(
    ({ name, value }) => name.startsWith('xmlns:') && value === kind.relations,
  );
  return known === undefined
    ? ` xmlns:r="${kind.relations}" r:id="${id}"`
    : ` ${known.local}:id="${id}"`;
}

/** Adds a worksheet behind all others. @returns its path. */
export function addSheet(workbook: WorkbookParts, name: string, text: string): string {
  const { parts, path } = workbook;
  const added = addPart(workbook, path, 'worksheet', {
    named: (number) => `worksheets/sheet${String(number)}.xml`,
    text,
  });
  const part = readPart(parts, path);
  const { root } = part;
  const sheets = child(root, 'sheets');
  if (sheets === null) throw new Unpatchable('no sheets');
  const ids = children(sheets, 'sheet').map((sheet) => Number(attribute(sheet, 'sheetId') ?? 0));
  const id = String(Math.max(0, ...ids) + 1);
  const relation = relationAttribute(root, workbook, added.id);
  const xml = `<sheet name="${escapeXml(name)}" sheetId="${id}"${relation}/>`;
  writePart(parts, path, edited(part.source, append(sheets, prefixed(xml, root.prefix))));
  return added.name;
}

/** The name, or the name with a number behind it when a sheet has it already; names differ by more than case. */
export function freeSheetName({ parts, path }: WorkbookParts, name: string): string {
  const sheets = child(readPart(parts, path).root, 'sheets');
  const taken = new Set(
    (sheets?.children ?? []).map((sheet) => (attribute(sheet, 'name') ?? '').toLowerCase()),
  );
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) {
    free = `${name}（${String(number)}）`;
  }
  return free;
}
