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
/** Signs that the Chinese input method gives where a closing one was meant. */
const WIDE_CLOSERS = /[”’"'】\]｝}」』]$/u;

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
    ...indents(lines, at),
    ...near.flatMap((index) => [...quotings(lines, index), ...dashes(lines, index)]),
    ...(after === null ? [] : [...indents(lines, after), ...quotings(lines, after)]),
    ...(before === null ? [] : indents(lines, before)),
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

/** The nearest line before or after that is neither empty nor a comment. */
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
  const bare = value.length > 1 ? value.replace(WIDE_CLOSERS, '') : value;
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

/** The line as far in as its neighbours are, or as what stands below them, the nearest first. */
function indents(lines: readonly string[], at: number): readonly Mend[] {
  const line = lines[at];
  if (line === undefined || !isSignificant(line)) return [];
  const columns = columnsAround(lines, at);
  const own = columnOf(line);
  return [...columns]
    .filter((column) => column !== own)
    .sort((a, b) => Math.abs(a - own) - Math.abs(b - own))
    .flatMap((column) => changed(lines, at, ' '.repeat(column) + line.trimStart(), 'indent'));
}

/** The columns of the neighbours, of all that the line may stand under, and of what may stand below the line before. */
function columnsAround(lines: readonly string[], at: number): ReadonlySet<number> {
  const columns = new Set<number>();
  const before = lines[significant(lines, at, -1) ?? -1];
  const after = lines[significant(lines, at, 1) ?? -1];
  for (const line of [before, after].filter((line) => line !== undefined)) {
    columns.add(columnOf(line)).add(contentColumn(line));
  }
  if (before !== undefined && /:\s*(?:#.*)?$/.test(before)) columns.add(contentColumn(before) + 2);
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
  const before = lines[significant(lines, at, -1) ?? -1] ?? '';
  if (!/^\s*- /.test(before) || columnOf(before) !== columnOf(line)) return [];
  if (/^\s*(?:- |[\w-]+:(?:\s|$))/.test(line)) return [];
  const text = line.trimStart().replace(/^\d{1,2}(?:[.、．]|[)）])\s*/u, '');
  return changed(lines, at, `${' '.repeat(columnOf(line))}- ${text}`, 'dash');
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
