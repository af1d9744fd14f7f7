/** XML read with the place of every element, so that a part is changed at a few places and stays what it was elsewhere. */
import { SaxesParser, type SaxesAttributeNS } from 'saxes';
import { escapeXml } from '../xml-escape.ts';

/** A workbook that cannot be changed safely: damaged, odd, or with a claim that it does not keep. */
export class Unpatchable extends Error {}

type XmlAttribute = Readonly<{ name: string; local: string; uri: string; value: string }>;

/** An element with the offsets of its start tag and of its end tag in the source. */
export type XmlElement = Readonly<{
  /** As written, with its prefix. */
  name: string;
  local: string;
  prefix: string;
  uri: string;
  attributes: readonly XmlAttribute[];
  children: readonly XmlElement[];
  /** The text directly within, entities resolved. */
  text: string;
  /** Offset of "<". */
  start: number;
  /** Offset behind the start tag. */
  innerStart: number;
  /** Offset of "</"; for `<a/>` as `innerStart`. */
  innerEnd: number;
  end: number;
}>;

export type XmlPart = Readonly<{ source: string; root: XmlElement }>;

/** One replacement: what stands from `from` to before `to` gives way to `text`. */
export type Edit = Readonly<{ from: number; to: number; text: string }>;

type Growing = { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & {
  children: XmlElement[];
};

/** A filled form has some thousand elements in six levels; the tree of many more would fill the memory. */
const MAX_ELEMENTS = 200_000;
const MAX_DEPTH = 64;

/**
 * Parses a whole document, strictly and with namespaces.
 *
 * @throws Unpatchable for anything that is not well-formed, for a document type, and for more than a workbook needs.
 */
export function parseXml(source: string): XmlPart {
  const parser = new SaxesParser<{ xmlns: true }>({ xmlns: true });
  const open: Growing[] = [];
  const roots: XmlElement[] = [];
  let start = 0;
  let count = 0;
  parser.on('error', (error) => {
    throw new Unpatchable(error.message);
  });
  parser.on('doctype', () => {
    throw new Unpatchable('document type');
  });
  // Called behind the name: no "<" can stand between it and the tag's own.
  parser.on('opentagstart', () => {
    start = source.lastIndexOf('<', parser.position - 1);
    count += 1;
    if (count > MAX_ELEMENTS || open.length >= MAX_DEPTH) throw new Unpatchable('too much');
  });
  parser.on('opentag', ({ name, local, prefix, uri, attributes }) => {
    const at = parser.position;
    const places = { start, innerStart: at, innerEnd: at, end: at };
    const listed = Object.values(attributes).map(attributeOf);
    const element: Growing = {
      ...{ name, local, prefix, uri, attributes: listed, children: [], text: '' },
      ...places,
    };
    (open.at(-1)?.children ?? roots).push(element);
    open.push(element);
  });
  parser.on('closetag', ({ isSelfClosing }) => {
    const element = open.pop();
    if (element === undefined || isSelfClosing) return;
    element.end = parser.position;
    element.innerEnd = source.lastIndexOf('</', parser.position - 1);
  });
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(source).close();
  const [root] = roots;
  if (root === undefined) throw new Unpatchable('no root element');
  return { source, root };
}

function attributeOf({ name, local, uri, value }: SaxesAttributeNS): XmlAttribute {
  return { name, local, uri, value };
}

/** An attribute without a namespace, or in the one given; null when it is not there. */
export function attribute({ attributes }: XmlElement, local: string, uri = ''): string | null {
  return attributes.find((entry) => entry.local === local && entry.uri === uri)?.value ?? null;
}

/** The first child of that name in the element's own namespace. */
export function child(element: XmlElement, local: string): XmlElement | null {
  return children(element, local)[0] ?? null;
}

export function children(element: XmlElement, local: string): readonly XmlElement[] {
  return element.children.filter((entry) => entry.local === local && entry.uri === element.uri);
}

/** The element as it is written. */
export function outer({ source }: XmlPart, { start, end }: XmlElement): string {
  return source.slice(start, end);
}

/** What is written within the element. */
export function inner({ source }: XmlPart, { innerStart, innerEnd }: XmlElement): string {
  return source.slice(innerStart, innerEnd);
}

/** The source with all edits made. Edits do not overlap; of several at one place, the first given comes first. */
export function edited(source: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to, text } of [...edits].sort((a, b) => a.from - b.from)) {
    if (from < at) throw new Error('edits overlap');
    pieces.push(source.slice(at, from), text);
    at = to;
  }
  return [...pieces, source.slice(at)].join('');
}

/** Attributes to set, by the name as written. */
export type Changes = Readonly<Record<string, string | number>>;

/** The start tag with some attributes changed or added. */
export function startTag(element: XmlElement, changes: Changes, selfClosing: boolean): string {
  const values = new Map(element.attributes.map(({ name, value }) => [name, value]));
  for (const [name, value] of Object.entries(changes)) values.set(name, String(value));
  const listed = [...values].map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  return `<${element.name}${listed.join('')}${selfClosing ? '/' : ''}>`;
}

/** Sets attributes; what stands within stays. */
export function setAttributes(element: XmlElement, changes: Changes): Edit {
  const { start, innerStart, end } = element;
  return { from: start, to: innerStart, text: startTag(element, changes, innerStart === end) };
}

/** Appends to the end of an element, and may set attributes of it; `<a/>` is opened. */
export function append(element: XmlElement, xml: string, changes: Changes = {}): readonly Edit[] {
  const { name, start, innerStart, innerEnd, end } = element;
  if (innerStart === end) {
    const whole = `${startTag(element, changes, false)}${xml}</${name}>`;
    return [{ from: start, to: end, text: whole }];
  }
  const tag = Object.keys(changes).length === 0 ? [] : [setAttributes(element, changes)];
  return [...tag, { from: innerEnd, to: innerEnd, text: xml }];
}

/** Puts a child where the schema's order wants it: behind the last of those that come before it. */
export function insert(parent: XmlElement, earlier: readonly string[], xml: string): Edit {
  if (parent.innerStart === parent.end) throw new Unpatchable(`empty ${parent.local}`);
  const before = parent.children.filter(({ local }) => earlier.includes(local)).at(-1);
  const at = before?.end ?? parent.innerStart;
  return { from: at, to: at, text: xml };
}

/** A spelling that is the same for elements that mean the same: prefixes, order of attributes and blanks do not count. */
export function canonical({ local, attributes, children: within, text }: XmlElement): string {
  const listed = attributes
    .filter(({ name }) => name !== 'xmlns' && !name.startsWith('xmlns:'))
    .map(({ uri, local: own, value }) => JSON.stringify([uri, own, value]))
    .sort();
  const words = within.length > 0 ? '' : text.trim();
  return `${local}[${listed.join()}](${words}${within.map(canonical).join()})`;
}

/** Gives plainly written elements of ours the prefix of the document they go into. */
export function prefixed(xml: string, prefix: string): string {
  return prefix === '' ? xml : xml.replace(/<(\/?)(?=[a-zA-Z])/g, `<$1${prefix}:`);
}

/** Text of a cell or a note: there `_x0041_` would be read as a letter's number (ECMA-376 Part 1 §22.9.2.19). */
export function escapeCellText(text: string): string {
  return escapeXml(text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));
}
