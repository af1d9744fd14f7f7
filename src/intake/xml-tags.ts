/** The tags of an XML part, one after the other, as long as they are well formed. */

export type Tag = Readonly<{
  /** Without its namespace. */
  name: string;
  kind: 'open' | 'close' | 'empty';
  /** What stands between the name and the end of the tag. */
  inside: string;
  /** Where its `<` stands. */
  start: number;
  /** Where what stands behind it begins. */
  end: number;
}>;

/** An honest part nests some twenty deep. */
const MAX_DEPTH = 64;

/** What VML, which is half HTML, leaves open. */
const VOID = /^(?:br|hr|img)$/i;

const [LESS, GREATER, DOUBLE, SINGLE] = [0x3c, 0x3e, 0x22, 0x27];
const [BANG, QUESTION, SLASH] = [0x21, 0x3f, 0x2f];

const SPACE = 0x20;
const NAME = /[^\s<>/"'=]+/y;
const ATTRIBUTE = /([^\s="'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Hands each tag to `visit` until it answers with a reason to stop.
 *
 * What stands in comments and CDATA counts as tags too: a reader that looks for tags by their spelling finds it there.
 *
 * @returns that reason; `malformed` when tags do not close each other; null when the text came to its end.
 */
export function walkTags<T extends string>(
  text: string,
  visit: (tag: Tag) => T | null,
): T | 'malformed' | null {
  const open: string[] = [];
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const mark = text.charCodeAt(at + 1);
    if (mark === BANG || mark === QUESTION) {
      at += 2;
      continue;
    }
    const end = endOfTag(text, at + 1);
    const tag = end < 0 ? null : tagIn(text, at + 1, end);
    if (tag === null || !nests(open, tag)) return 'malformed';
    const reason = visit(tag);
    if (reason !== null) return reason;
    at = end;
  }
  return open.length === 0 ? null : 'malformed';
}

/** What stands behind a tag of the text, up to the next one. */
export function behind(text: string, { end }: Tag): string {
  const to = text.indexOf('<', end);
  return text.slice(end, to < 0 ? undefined : to);
}

/** Where the `>` stands that no quotes hold; -1 when another tag or the end of the text comes first. */
function endOfTag(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LESS) return -1;
    if (quote !== 0) quote = code === quote ? 0 : quote;
    else if (code === GREATER) return at;
    else if (code === DOUBLE || code === SINGLE) quote = code;
  }
  return -1;
}

/** What stands between the `<` and the `>` of a tag; cut out in two pieces only, since a workbook has thousands of them. */
function tagIn(text: string, from: number, end: number): Tag | null {
  const closing = text.charCodeAt(from) === SLASH;
  const empty = text.charCodeAt(end - 1) === SLASH;
  if (closing && empty) return null;
  const start = closing ? from + 1 : from;
  const behindName = endOfName(text, start);
  if (behindName < 0) return null;
  const full = text.slice(start, behindName);
  const inside = text.slice(behindName, empty ? end - 1 : end);
  const name = full.slice(full.lastIndexOf(':') + 1);
  const kind = closing ? 'close' : empty ? 'empty' : 'open';
  return { name, kind, inside, start: from - 1, end: end + 1 };
}

/** Where a name ends, letter by letter as long as they are plain ones; -1 where there is none. */
function endOfName(text: string, start: number): number {
  let at = start;
  while (isPlain(text.charCodeAt(at))) at += 1;
  const next = text.charCodeAt(at);
  if (at > start && (next === SPACE || next === GREATER || next === SLASH)) return at;
  NAME.lastIndex = start;
  return NAME.test(text) ? NAME.lastIndex : -1;
}

/** A letter of the English alphabet. */
function isPlain(code: number): boolean {
  const small = code | SPACE;
  return small >= 0x61 && small <= 0x7a;
}

/** Keeps the pile of open tags. */
function nests(open: string[], { name, kind }: Tag): boolean {
  if (kind === 'empty' || (name.length <= 3 && VOID.test(name))) return true;
  if (kind === 'close') return open.pop() === name;
  open.push(name);
  return open.length <= MAX_DEPTH;
}

/** A tag's attributes by name, without namespace. */
export function attributesOf({ inside }: Tag): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, full = '', double, single] of inside.matchAll(ATTRIBUTE)) {
    found.set(full.slice(full.lastIndexOf(':') + 1), double ?? single ?? '');
  }
  return found;
}
