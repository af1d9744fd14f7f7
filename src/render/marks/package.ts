/** A workbook as a package of parts (ECMA-376 Part 2): names, relationships, content types, in and out of a zip. */
import { unzipSync, zipSync } from 'fflate';
import { stopClocks } from '../workbook-bytes.ts';
import { escapeXml } from '../xml-escape.ts';
import {
  append,
  attribute,
  children,
  edited,
  parseXml,
  prefixed,
  Unpatchable,
  type XmlPart,
} from './xml.ts';

/** The parts by name, without the leading slash, in the order of the zip. */
export type Package = Map<string, Uint8Array>;

/** What one part says of another. `target` is a part's name; null for what lies outside the file. */
export type Relation = Readonly<{ id: string; type: string; target: string | null }>;

/** A filled form unpacks to some 100 KB, one with pictures to a few MB. */
const MAX_UNPACKED = 16 * 1024 * 1024;
/** Any time that a zip can name in every zone; it is taken out again. */
const IN_TIME = '1985-01-01T00:00:00Z';
const TYPES = '[Content_Types].xml';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** @throws Unpatchable when this is no zip with distinct, plainly named parts of a reasonable size. */
export function openPackage(bytes: Uint8Array): Package {
  const names = new Set<string>();
  let room = MAX_UNPACKED;
  const parts = unzipped(bytes, (name, size) => {
    room -= size;
    const plain = /^[\u0020-\u007e]+$/.test(name) && !/\\|__proto__/.test(name);
    if (room < 0 || !plain || names.has(name.toLowerCase())) throw new Unpatchable(name);
    names.add(name.toLowerCase());
  });
  return new Map(Object.entries(parts));
}

type Look = (name: string, size: number) => void;

function unzipped(bytes: Uint8Array, look: Look): Readonly<Record<string, Uint8Array>> {
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        look(name, originalSize);
        return true;
      },
    });
  } catch (error) {
    throw new Unpatchable(String(error), { cause: error });
  }
}

/** The same parts give the same bytes. */
export function closePackage(parts: Package): Uint8Array {
  const bytes = zipSync(Object.fromEntries(parts), { level: 6, mtime: IN_TIME });
  stopClocks(bytes);
  return bytes;
}

/** @throws Unpatchable when the part is missing, not UTF-8 or not well-formed. */
export function readPart(parts: Package, name: string): XmlPart {
  const bytes = parts.get(nameIn(parts, name) ?? '');
  if (bytes === undefined) throw new Unpatchable(`no part ${name}`);
  const source = decoded(bytes);
  const encoding = /^\ufeff?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)/.exec(source)?.[1];
  if (!/^utf-?8$/i.test(encoding ?? 'utf-8')) throw new Unpatchable(`encoding of ${name}`);
  return parseXml(source);
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new Unpatchable('not UTF-8', { cause: error });
  }
}

export function writePart(parts: Package, name: string, text: string): void {
  parts.set(nameIn(parts, name) ?? name, new TextEncoder().encode(text));
}

/** Part names are compared without regard to case. */
function nameIn(parts: Package, name: string): string | null {
  if (parts.has(name)) return name;
  return [...parts.keys()].find((other) => other.toLowerCase() === name.toLowerCase()) ?? null;
}

/** The first name of a numbered row that is not taken. */
export function freeName(parts: Package, named: (number: number) => string): string {
  for (let number = 1; ; number += 1) {
    if (nameIn(parts, named(number)) === null) return named(number);
  }
}

/** Where the relationships of a part are written; the package's own for an empty name. */
function relationsName(name: string): string {
  const at = name.lastIndexOf('/') + 1;
  return `${name.slice(0, at)}_rels/${name.slice(at)}.rels`;
}

export function relationsOf(parts: Package, name: string): readonly Relation[] {
  const at = nameIn(parts, relationsName(name));
  if (at === null) return [];
  return children(readPart(parts, at).root, 'Relationship').map((relation) => ({
    id: attribute(relation, 'Id') ?? '',
    type: attribute(relation, 'Type') ?? '',
    target:
      attribute(relation, 'TargetMode') === 'External'
        ? null
        : resolved(name, attribute(relation, 'Target') ?? ''),
  }));
}

/** `../comments1.xml` seen from `xl/worksheets/sheet1.xml` is `xl/comments1.xml`. */
function resolved(from: string, target: string): string {
  try {
    return decodeURIComponent(new URL(target, `http://package/${from}`).pathname.slice(1));
  } catch (error) {
    throw new Unpatchable(`target ${target}`, { cause: error });
  }
}

/** Adds a relationship to a part that is named from the package's root. @returns its id. */
export function relate(parts: Package, from: string, type: string, target: string): string {
  const taken = new Set(relationsOf(parts, from).map(({ id }) => id));
  let number = taken.size + 1;
  while (taken.has(`rId${String(number)}`)) number += 1;
  const id = `rId${String(number)}`;
  const at = nameIn(parts, relationsName(from)) ?? relationsName(from);
  if (!parts.has(at)) writePart(parts, at, emptyRelations());
  const part = readPart(parts, at);
  const seen = escapeXml(relative(from, target));
  const xml = `<Relationship Id="${id}" Type="${escapeXml(type)}" Target="${seen}"/>`;
  const edits = append(part.root, prefixed(xml, part.root.prefix));
  writePart(parts, at, edited(part.source, edits));
  return id;
}

/** `xl/comments1.xml` seen from `xl/worksheets/sheet1.xml` is `../comments1.xml`: not every program reads a whole path. */
function relative(from: string, target: string): string {
  const [folders, to] = [from.split('/').slice(0, -1), target.split('/')];
  const differs = folders.findIndex((folder, index) => folder !== to[index]);
  const common = differs < 0 ? folders.length : differs;
  return [...folders.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}

function emptyRelations(): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${RELATIONS}"></Relationships>`;
}

/** Forgets what a part is related to; the parts themselves stay. */
export function unrelate(parts: Package, name: string): void {
  const at = nameIn(parts, relationsName(name));
  if (at !== null) parts.delete(at);
}

/** Says what a part holds, unless that is said already. */
export function setType(parts: Package, name: string, type: string): void {
  const part = readPart(parts, TYPES);
  const own = children(part.root, 'Override').find(
    (entry) => attribute(entry, 'PartName')?.toLowerCase() === `/${name}`.toLowerCase(),
  );
  if (attribute(own ?? part.root, 'ContentType') === type) return;
  if (own !== undefined) throw new Unpatchable(`${name} is something else`);
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const common = children(part.root, 'Default').find(
    (entry) => attribute(entry, 'Extension')?.toLowerCase() === extension,
  );
  if (common !== undefined && attribute(common, 'ContentType') === type) return;
  const drawing = extension === 'vml' && common === undefined;
  const tag = drawing ? 'Default Extension="vml"' : `Override PartName="/${escapeXml(name)}"`;
  const xml = prefixed(`<${tag} ContentType="${escapeXml(type)}"/>`, part.root.prefix);
  writePart(parts, TYPES, edited(part.source, append(part.root, xml)));
}
