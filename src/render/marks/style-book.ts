/** The styles of a workbook, to which fonts, fills, borders and cell formats are added and from which nothing is taken. */
import { SONG } from '../font-names.ts';
import {
  append,
  attribute,
  canonical,
  child,
  edited,
  inner,
  insert,
  parseXml,
  prefixed,
  startTag,
  type Changes,
  type Edit,
  type XmlElement,
  type XmlPart,
} from './xml.ts';

/** CT_Stylesheet in its order (ECMA-376 Part 1 §18.8.39). */
const ORDER = ['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs'];

/** What a list must begin with: number 0 is what an undressed cell has, fill 1 is taken by the format itself. */
const SEEDS = {
  fonts: [`<font><sz val="11"/><name val="${SONG}"/></font>`],
  fills: [
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
  ],
  borders: ['<border><left/><right/><top/><bottom/><diagonal/></border>'],
  cellXfs: ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'],
} as const;

type ListName = keyof typeof SEEDS;

/** An element of a list, and what stands within it as it is written. */
type Entry = Readonly<{ element: XmlElement; within: string }>;

type List = {
  readonly element: XmlElement | null;
  readonly entries: Entry[];
  /** The first entry of each meaning. */
  readonly numbers: Map<string, number>;
  readonly added: string[];
};

export type StyleBook = Readonly<{ part: XmlPart; lists: Readonly<Record<ListName, List>> }>;

export function styleBook(part: XmlPart): StyleBook {
  return {
    part,
    lists: {
      fonts: listOf(part, 'fonts'),
      fills: listOf(part, 'fills'),
      borders: listOf(part, 'borders'),
      cellXfs: listOf(part, 'cellXfs'),
    },
  };
}

function listOf(part: XmlPart, name: ListName): List {
  const element = child(part.root, name);
  const list: List = { element, entries: [], numbers: new Map(), added: [] };
  for (const entry of element?.children ?? []) {
    enter(list, { element: entry, within: inner(part, entry) });
  }
  for (const seed of SEEDS[name].slice(list.entries.length)) add(list, part.root.prefix, seed);
  return list;
}

function enter(list: List, entry: Entry): number {
  const number = list.entries.push(entry) - 1;
  const key = meaning(entry.element);
  if (!list.numbers.has(key)) list.numbers.set(key, number);
  return number;
}

/** Whether a fill is said to be applied, and that there is none, changes nothing in what is shown. */
function meaning(element: XmlElement): string {
  const attributes = element.attributes.filter(
    ({ local, value }) => local !== 'applyFill' && !(local === 'fillId' && value === '0'),
  );
  return canonical({ ...element, attributes });
}

/** Adds a plainly written element. */
function add(list: List, prefix: string, xml: string): number {
  const part = parseXml(xml);
  const name = prefix === '' ? part.root.name : `${prefix}:${part.root.name}`;
  list.added.push(prefixed(xml, prefix));
  const within = prefixed(inner(part, part.root), prefix);
  return enter(list, { element: { ...part.root, name }, within });
}

/** The number of an entry, which is added when there is none like it. */
export function numberOf({ part, lists }: StyleBook, name: ListName, xml: string): number {
  const known = lists[name].numbers.get(meaning(parseXml(xml).root));
  return known ?? add(lists[name], part.root.prefix, xml);
}

/** The fill of a cell format. */
export function fillOf({ lists }: StyleBook, format: number): number {
  const entry = lists.cellXfs.entries[format];
  return Number(entry === undefined ? 0 : (attribute(entry.element, 'fillId') ?? 0));
}

/** A fill as it is written; null for one that is not there. */
export function fillAt({ lists }: StyleBook, number: number): XmlElement | null {
  return lists.fills.entries[number]?.element ?? null;
}

/** A cell format like another, but with this fill. */
export function withFill({ lists }: StyleBook, format: number, fill: number): number {
  const list = lists.cellXfs;
  const base = list.entries[format] ?? list.entries[0];
  if (base === undefined) throw new Error('no cell format');
  const changes: Changes = { fillId: fill, applyFill: 1 };
  const element = { ...base.element, attributes: changed(base.element, changes) };
  const known = list.numbers.get(meaning(element));
  if (known !== undefined) return known;
  const { within } = base;
  const tag = startTag(element, {}, within === '');
  list.added.push(within === '' ? tag : `${tag}${within}</${element.name}>`);
  return enter(list, { element, within });
}

function changed({ attributes }: XmlElement, changes: Changes): XmlElement['attributes'] {
  const kept = attributes.filter(({ name }) => !Object.hasOwn(changes, name));
  const set = Object.entries(changes).map(([name, value]) => {
    return { name, local: name, uri: '', value: String(value) };
  });
  return [...kept, ...set];
}

/** The styles as text, with all that was added. */
export function stylesText({ part, lists }: StyleBook): string {
  const edits = (Object.keys(SEEDS) as ListName[]).flatMap((name) => {
    const { element, added, entries } = lists[name];
    if (added.length === 0) return [];
    return element === null
      ? [insertList(part, name, added)]
      : append(element, added.join(''), { count: entries.length });
  });
  return edited(part.source, edits);
}

function insertList({ root }: XmlPart, name: ListName, added: readonly string[]): Edit {
  const tag = root.prefix === '' ? name : `${root.prefix}:${name}`;
  const xml = `<${tag} count="${String(added.length)}">${added.join('')}</${tag}>`;
  return insert(root, ORDER.slice(0, ORDER.indexOf(name)), xml);
}
