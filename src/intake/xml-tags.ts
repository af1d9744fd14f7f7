/** The tags of an XML part, one after the other, as long as they are well formed. */

export type Tag = Readonly<{
  /** Without its namespace. */
  name: string;
  kind: 'open' | 'close' | 'empty';
  /** What stands between the name and the end of the tag. */
  inside: string;
  /** What stands behind it, up to the next tag. */
  behind: () => string;
}>;

/** An honest part nests some twenty deep. */
const MAX_DEPTH = 64;

/** What VML, which is half HTML, leaves open. */
const VOID = /^(?:br|hr|img)$/i;

const [LESS, GREATER, DOUBLE, SINGLE] = [0x3c, 0x3e, 0x22, 0x27];

const NAME = /^([^\s<>/"'=]+)([^]*)$/;
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
    const mark = text[at + 1];
    if (mark === '!' || mark === '?') {
      at += 2;
      continue;
    }
    const end = endOfTag(text, at + 1);
    const tag = end < 0 ? null : tagOf(text.slice(at + 1, end));
    if (tag === null || !nests(open, tag)) return 'malformed';
    const reason = visit({ ...tag, behind: () => textFrom(text, end + 1) });
    if (reason !== null) return reason;
    at = end;
  }
  return open.length === 0 ? null : 'malformed';
}

function textFrom(text: string, from: number): string {
  const to = text.indexOf('<', from);
  return text.slice(from, to < 0 ? undefined : to);
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

function tagOf(body: string): Omit<Tag, 'behind'> | null {
  const closing = body.startsWith('/');
  const empty = body.endsWith('/');
  const [, full = '', inside = ''] =
    NAME.exec(body.slice(closing ? 1 : 0, empty ? -1 : undefined)) ?? [];
  if (full === '' || (closing && empty)) return null;
  const name = full.slice(full.lastIndexOf(':') + 1);
  return { name, kind: closing ? 'close' : empty ? 'empty' : 'open', inside };
}

/** Keeps the pile of open tags. */
function nests(open: string[], { name, kind }: Omit<Tag, 'behind'>): boolean {
  if (kind === 'empty' || VOID.test(name)) return true;
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
