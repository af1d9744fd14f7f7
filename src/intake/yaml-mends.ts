/** The changes by which a person would mend a faulty line of YAML, likeliest first. */
import type { SyntaxFaultKind } from '../model/plan-file.ts';
import { quoted } from './yaml-slips.ts';

/** The lines after one change. `kind` is what was wrong, null where only the parser knows. */
export type Mend = Readonly<{
  lines: readonly string[];
  /** Index of the changed line. */
  at: number;
  kind: SyntaxFaultKind | null;
  /** Whether the line is left out, with what stands below it. */
  lost: boolean;
}>;

const VALUE =
  /^(?<lead>\s*(?:- +)*(?:[\w-]+|\d{1,2}月): +|\s*(?:- +)+)(?<value>\S.*?)(?<note>\s+#.*)?$/u;
const CLOSERS: Readonly<Record<string, string>> = { '"': '"', "'": "'", '[': ']', '{': '}' };
const OPEN_KEY = /:\s*(?:#.*)?$/;
/** Signs that the Chinese input method gives where a closing one was meant. */
const WIDE_CLOSERS: Readonly<Record<string, RegExp>> = {
  '"': /[”’'」』]$/u,
  "'": /[”’"」』]$/u,
  '[': /[】｝}」』]$/u,
  '{': /[】｝\]」』]$/u,
};

/** Changes of the faulty line, of the line before it and of the one after; last of all, leaving lines out. */
export function mendsFor(lines: readonly string[], told: number): readonly Mend[] {
  // A parser may tell of the empty line before the faulty one.
  const at = isSignificant(lines[told]) ? told : (significant(lines, told, 1) ?? told);
  const before = significant(lines, at, -1);
  const after = significant(lines, at, 1);
  const opener = openerBefore(lines, at);
  const near = [...new Set([at, before, opener])].filter((index) => index !== null);
  const around = [at, before, after].filter((index) => index !== null);
  return [
    ...near.flatMap((index) => [...closings(lines, index), ...emptyLists(lines, index)]),
    ...around.flatMap((index) => [...bullets(lines, index), ...colons(lines, index)]),
    ...around.flatMap((index) => indents(lines, index, true)),
    ...indents(lines, at),
    ...(before === null ? [] : indents(lines, before)),
    ...near.flatMap((index) => [...quotings(lines, index), ...dashes(lines, index)]),
    ...(after === null ? [] : [...indents(lines, after), ...quotings(lines, after)]),
    ...near.slice(1).map((index) => without(lines, index)),
    without(lines, at),
  ];
}

function changed(
  lines: readonly string[],
  at: number,
  line: string,
  kind: SyntaxFaultKind | null,
): readonly Mend[] {
  if (line === lines[at]) return [];
  return [{ lines: lines.with(at, line), at, kind, lost: false }];
}

/** Index of the nearest line before or after that is neither empty nor a comment. */
function significant(lines: readonly string[], from: number, step: 1 | -1): number | null {
  for (let at = from + step; at >= 0 && at < lines.length; at += step) {
    if (isSignificant(lines[at])) return at;
  }
  return null;
}

function isSignificant(line: string | undefined): boolean {
  return line !== undefined && /^\s*[^\s#]/.test(line);
}

/** The nearest line at or before, whose value opens a quote or a bracket and does not close it. */
function openerBefore(lines: readonly string[], from: number): number | null {
  for (let at = from; at >= 0; at -= 1) {
    if (closings(lines, at).length > 0) return at;
  }
  return null;
}

function closings(lines: readonly string[], at: number): readonly Mend[] {
  const { lead, value, note } = partsOf(lines[at]);
  const closer = CLOSERS[value.charAt(0)];
  if (closer === undefined || (value.length > 1 && value.endsWith(closer))) return [];
  const wide = WIDE_CLOSERS[value.charAt(0)];
  const bare = wide === undefined ? value : value.replace(wide, '');
  return changed(lines, at, `${lead}${bare}${closer}${note}`, 'unclosed');
}

function partsOf(line: string | undefined): Readonly<Record<'lead' | 'value' | 'note', string>> {
  const groups = VALUE.exec(line ?? '')?.groups;
  return {
    lead: groups?.['lead'] ?? '',
    value: groups?.['value'] ?? '',
    note: groups?.['note'] ?? '',
  };
}

function quotings(lines: readonly string[], at: number): readonly Mend[] {
  const { lead, value, note } = partsOf(lines[at]);
  if (value === '') return [];
  return changed(lines, at, `${lead}${quoted(value)}${note}`, kindOfValue(value));
}

function kindOfValue(value: string): SyntaxFaultKind | null {
  if (value.startsWith('{')) return 'braces';
  if (/^[*&!]/.test(value)) return 'reference';
  if (/^[@`%|>,?\]}'"]/.test(value)) return 'reserved';
  return /:(?:\s|$)/.test(value) ? 'colon' : null;
}

/**
 * The line as far in as its neighbours are, or as what stands below them, the nearest first; or only where its key
 * stands in the rest of the file.
 */
function indents(lines: readonly string[], at: number, usualOnly = false): readonly Mend[] {
  const line = lines[at];
  if (line === undefined || !isSignificant(line)) return [];
  const own = columnOf(line);
  const usual = usualColumn(lines, at);
  const columns = usualOnly ? [usual ?? own] : [...columnsAround(lines, at)];
  return columns
    .filter((column) => column !== own)
    .sort((a, b) => Math.abs(a - own) - Math.abs(b - own))
    .flatMap((column) => changed(lines, at, ' '.repeat(column) + line.trimStart(), 'indent'));
}

/** The column of most other lines with the same key after the same one, else with the same key, else below the key before. */
export function usualColumn(lines: readonly string[], at: number): number | null {
  const key = keyOf(lines[at]);
  if (key === null) return listColumn(lines, at);
  const before = keyBefore(lines, at);
  const others = lines.flatMap((line, index) =>
    index !== at && keyOf(line) === key && /^ *\S/.test(line) ? [index] : [],
  );
  const alike = others.filter((index) => keyBefore(lines, index) === before);
  const columns = Map.groupBy(alike.length > 0 ? alike : others, (index) =>
    columnOf(lines[index] ?? ''),
  );
  const [most] = [...columns].sort(([, a], [, b]) => b.length - a.length);
  return most?.[0] ?? columnBelow(lines, at);
}

/** Where the list of texts in which this line is one stands below its key. */
function listColumn(lines: readonly string[], at: number): number | null {
  let first: number | null = at;
  while (first !== null && /^\s*- /.test(lines[first] ?? '')) {
    const below = columnBelow(lines, first);
    if (below !== null) return below;
    first = significant(lines, first, -1);
  }
  return null;
}

function keyBefore(lines: readonly string[], at: number): string | null {
  return keyOf(lines[significant(lines, at, -1) ?? -1]);
}

/** `name:` of a line, with its dash; one month is like another. */
function keyOf(line: string | undefined): string | null {
  const key = /^\s*((?:- +)?(?:[\w-]+|\d{1,2}月):)/.exec(line ?? '')?.[1];
  return key?.replace(/\d+(?=月)/, '') ?? null;
}

/** The columns of the neighbours, of all that the line may stand under, and of what may stand below the line before. */
function columnsAround(lines: readonly string[], at: number): ReadonlySet<number> {
  const columns = new Set<number>();
  const before = lines[significant(lines, at, -1) ?? -1];
  const after = lines[significant(lines, at, 1) ?? -1];
  for (const line of [before, after].filter((line) => line !== undefined)) {
    columns.add(columnOf(line)).add(contentColumn(line));
  }
  const below = columnBelow(lines, at);
  if (below !== null) columns.add(below);
  if (before !== undefined && !/^\s*(?:- |[\w-]+:)/.test(lines[at] ?? '')) {
    columns.add(contentColumn(before) + 2);
  }
  let least = Infinity;
  for (const line of lines.slice(0, at).filter(isSignificant).reverse()) {
    if (columnOf(line) < least) columns.add(columnOf(line));
    least = Math.min(least, columnOf(line));
  }
  return columns;
}

/** Where a list or a mapping stands below the key before it; null when the line before is no such key. */
export function columnBelow(lines: readonly string[], at: number): number | null {
  const before = lines[significant(lines, at, -1) ?? -1];
  return before !== undefined && OPEN_KEY.test(before) ? contentColumn(before) + 2 : null;
}

function columnOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Where the key stands behind its dashes. */
function contentColumn(line: string): number {
  return /^\s*(?:- +)*/.exec(line)?.[0].length ?? 0;
}

/** `restDays: []` above entries: the brackets say that there are none. */
function emptyLists(lines: readonly string[], at: number): readonly Mend[] {
  const line = lines[at] ?? '';
  return changed(lines, at, line.replace(/(:)\s*\[\s*\]\s*(?:#.*)?$/, '$1'), 'entries');
}

/** A Chinese colon behind a name that is no key of the plan. */
function colons(lines: readonly string[], at: number): readonly Mend[] {
  const line = lines[at] ?? '';
  return changed(lines, at, line.replace(/^(\s*(?:- +)*[^\s：:#'"]{1,12})：\s*/u, '$1: '), 'colon');
}

/** A dash without its space; or text, numbered or not, right below a dash. */
function bullets(lines: readonly string[], at: number): readonly Mend[] {
  const line = lines[at] ?? '';
  const glued = /^(\s*)-(?=[^\s-])/.exec(line);
  if (glued !== null) return changed(lines, at, line.replace('-', '- '), 'dash');
  if (/^\s*- /.test(line)) return firstBullet(lines, at);
  const before = lines[significant(lines, at, -1) ?? -1] ?? '';
  if (!/^\s*- /.test(before) || columnOf(before) !== columnOf(line)) return [];
  if (/^\s*(?:- |[\w-]+:(?:\s|$))/.test(line)) return [];
  const text = line.trimStart().replace(/^\d{1,2}(?:[.、．]|[)）])\s*/u, '');
  return changed(lines, at, `${' '.repeat(columnOf(line))}- ${text}`, 'dash');
}

/** The first entry of the list in which this line is another one, when it has no dash. */
function firstBullet(lines: readonly string[], at: number): readonly Mend[] {
  const column = columnOf(lines[at] ?? '');
  let first: number | null = null;
  for (let above = significant(lines, at, -1); above !== null;) {
    const line = lines[above] ?? '';
    if (columnOf(line) < column || (columnOf(line) === column && OPEN_KEY.test(line))) break;
    first = above;
    above = significant(lines, above, -1);
  }
  const text = first === null ? '' : (lines[first] ?? '').trimStart();
  if (first === null || text.startsWith('- ')) return [];
  return changed(lines, first, `${' '.repeat(column)}- ${text}`, 'dash');
}

/** No dash where an entry begins; a line that parts documents is no entry. */
function dashes(lines: readonly string[], at: number): readonly Mend[] {
  const line = lines[at] ?? '';
  if (/^(?:---|\.\.\.)/.test(line)) return changed(lines, at, `# ${line}`, 'documents');
  if (!/^\s*[\w-]+:(?:\s|$)/.test(line)) return [];
  const column = columnOf(line);
  const outer = Math.max(0, column - 2);
  return [outer, column].flatMap((dash) =>
    changed(lines, at, `${' '.repeat(dash)}- ${line.trimStart()}`, 'dash'),
  );
}

/** The line and all that stands below it turned into comments; the lines keep their numbers. */
function without(lines: readonly string[], at: number): Mend {
  const column = columnOf(lines[at] ?? '');
  let end = at + 1;
  while (end < lines.length && (!isSignificant(lines[end]) || columnOf(lines[end] ?? '') > column))
    end += 1;
  const left = lines.map((line, index) => (index < at || index >= end ? line : '#'));
  return { lines: left, at, kind: null, lost: true };
}
