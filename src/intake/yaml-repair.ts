/** Mends a plan's text in memory, fault by fault, so that one slip hides no other; the lines keep their numbers. */
import { LineCounter, parseDocument, visit, type Document, type YAMLError } from 'yaml';
import type { SyntaxFault, SyntaxFaultKind } from '../model/plan-file.ts';
import { columnBelow, mendsFor, usualColumn, type Mend } from './yaml-mends.ts';
import { isOfIndent, slipIn, withRelationsQuoted } from './yaml-slips.ts';

/** More faults than this and nobody reads on; each costs some readings of the text. */
const MAX_ROUNDS = 24;

/** What an error's code says by itself, whatever mends it. */
const KINDS: Readonly<Partial<Record<YAMLError['code'], SyntaxFaultKind>>> = {
  TAB_AS_INDENT: 'tab',
  BAD_SCALAR_START: 'reserved',
  BAD_DIRECTIVE: 'reserved',
  MULTIPLE_DOCS: 'documents',
  BAD_ALIAS: 'reference',
  ALIAS_PROPS: 'reference',
  MULTIPLE_ANCHORS: 'reference',
  MULTIPLE_TAGS: 'reference',
  TAG_RESOLVE_FAILED: 'reference',
  RESOURCE_EXHAUSTION: 'depth',
};

export type Repaired = Readonly<{
  /** What can be read of it; null when the text could not be mended. */
  document: Document.Parsed | null;
  lineOf: (offset: number) => number;
  faults: readonly SyntaxFault[];
  /** Whether lines had to be left out: what seems to be missing may stand there. */
  lost: boolean;
}>;

/** A text as parsed: its real errors, and the lines on which a key stands again. */
type Reading = Readonly<{
  document: Document.Parsed;
  lineOf: (offset: number) => number;
  errors: readonly YAMLError[];
  repeated: readonly number[];
}>;

/** The text while it is mended, with what was told so far. */
type Work = { lines: readonly string[]; faults: SyntaxFault[]; lost: boolean };

/** Mends what it can and tells every fault of spelling on its own line. Never throws at bad text. */
export function repaired(text: string): Repaired {
  const original = text.split('\n');
  const work: Work = { lines: withRelationsQuoted(text).split('\n'), faults: [], lost: false };
  const tab = tabWidth(work.lines);
  for (let round = 0; ; round += 1) {
    const now = reading(work.lines);
    if (mendSlips(work, now, { original, tab })) continue;
    if (now.errors.length === 0 && mendRunOn(work, now, original)) continue;
    const settled = now.errors.length === 0 && !mendEntries(work, now, original);
    if (settled || round === MAX_ROUNDS || now.errors.some(isHopeless)) {
      return outcome(work, now, original);
    }
    if (now.errors.length > 0) mendError(work, now, original);
  }
}

function outcome({ faults, lost }: Work, now: Reading, original: readonly string[]): Repaired {
  const [error] = now.errors;
  const last = error === undefined ? [] : [faultOf(error, now, original)];
  const twice = now.repeated.map((line): SyntaxFault => ({
    kind: 'duplicate-key',
    line,
    read: keyOn(original[line - 1] ?? ''),
  }));
  return {
    document: error === undefined ? now.document : null,
    lineOf: now.lineOf,
    faults: [...faults, ...twice, ...last].sort((a, b) => a.line - b.line),
    lost,
  };
}

function isHopeless({ code }: YAMLError): boolean {
  return code === 'RESOURCE_EXHAUSTION';
}

function reading(lines: readonly string[]): Reading {
  const counter = new LineCounter();
  const document = parseDocument(lines.join('\n'), {
    schema: 'failsafe',
    lineCounter: counter,
    prettyErrors: false,
    logLevel: 'error',
  });
  const lineOf = (offset: number): number => counter.linePos(offset).line;
  const isRepeated = ({ code }: YAMLError): boolean => code === 'DUPLICATE_KEY';
  return {
    document,
    lineOf,
    errors: document.errors.filter((error) => !isRepeated(error)),
    repeated: document.errors.filter(isRepeated).map(({ pos }) => lineOf(pos[0])),
  };
}

/** The width that leaves the fewest errors where lines begin with tabs. */
function tabWidth(lines: readonly string[]): number {
  if (!lines.some((line) => /^\s*\t/.test(line))) return 2;
  const errorsWith = (tab: number): number => reading(mendedLines(lines, tab)).errors.length;
  return [2, 4].sort((a, b) => errorsWith(a) - errorsWith(b))[0] ?? 2;
}

function mendedLines(lines: readonly string[], tab: number): readonly string[] {
  return lines.map((line) => slipIn(line, { tab })?.line ?? line);
}

/** Mends the plain slips of all lines that are no text of several lines. @returns whether there was one. */
function mendSlips(
  work: Work,
  now: Reading,
  { original, tab }: Readonly<{ original: readonly string[]; tab: number }>,
): boolean {
  const within = linesWithinTexts(now);
  const lines = work.lines.map((line, index) => {
    const slip = within.has(index + 1) ? null : slipIn(line, { tab });
    if (slip === null) return line;
    const meant = isOfIndent(slip) ? whereUsual(work.lines, index, slip.line) : slip.line;
    tell(work, { kind: slip.kind, line: index + 1, read: read(original, index), meant });
    return meant;
  });
  const changed = lines.some((line, index) => line !== work.lines[index]);
  work.lines = lines;
  return changed;
}

/** A tab may stand for any number of blanks: most likely for as many as other lines with that key have. */
function whereUsual(lines: readonly string[], at: number, line: string): string {
  const column = usualColumn(lines.with(at, line), at);
  return column === null ? line : ' '.repeat(column) + line.trimStart();
}

/** Lines after the first of quoted and block texts: there nothing is a slip. */
function linesWithinTexts({ document, lineOf }: Reading): ReadonlySet<number> {
  const within = new Set<number>();
  visit(document, {
    Scalar(_, { range, type }) {
      if (range === null || range === undefined || type === 'PLAIN') return;
      for (let line = lineOf(range[0]) + 1; line <= lineOf(range[1] - 1); line += 1) {
        within.add(line);
      }
    },
  });
  return within;
}

/** Mends the first error by the change after which least is wrong; leaves the lines out when none helps. */
function mendError(work: Work, now: Reading, original: readonly string[]): void {
  const [error] = now.errors;
  if (error === undefined) return;
  const at = Math.min(now.lineOf(error.pos[0]), work.lines.length) - 1;
  const mends = mendsFor(work.lines, at);
  const keeping = mends.filter(({ lost }) => !lost);
  const best = bestOf(keeping, now) ?? certainOf(keeping) ?? bestOf(mends, now) ?? mends.at(-1);
  if (best === undefined) return;
  work.lines = best.lines;
  work.lost ||= best.lost;
  if (best.lost) work.faults = work.faults.filter((fault) => fault.line !== best.at + 1);
  const meant = best.lost ? undefined : best.lines[best.at];
  const kind = best.kind ?? KINDS[error.code] ?? 'syntax';
  const line = best.at + 1;
  tell(work, {
    kind,
    line,
    read: read(original, best.at),
    ...(meant === undefined ? {} : { meant }),
  });
}

/** An entry too far in is no error to a parser, which reads it as more of the text before it. */
function mendRunOn(work: Work, now: Reading, original: readonly string[]): boolean {
  const moved = entriesRunTogether(work.lines, now);
  const lines = [...work.lines];
  for (const [at, column] of moved) {
    const meant = ' '.repeat(column) + (lines[at] ?? '').trimStart();
    lines[at] = meant;
    tell(work, { kind: 'indent', line: at + 1, read: read(original, at), meant });
  }
  work.lines = lines;
  return moved.length > 0;
}

/**
 * Index and true column of each entry that is not where its list is. When the others stand where a list should, it is
 * the first one that is out of line.
 */
function entriesRunTogether(
  lines: readonly string[],
  { document, lineOf }: Reading,
): readonly (readonly [at: number, column: number])[] {
  const moved: (readonly [number, number])[] = [];
  const columnAt = (at: number): number => /^\s*(?=- )/.exec(lines[at] ?? '')?.[0].length ?? -1;
  visit(document, {
    Scalar(_, { range, type }) {
      if (range === null || range === undefined || type !== 'PLAIN') return;
      const [first, last] = [lineOf(range[0]) - 1, lineOf(Math.max(range[0], range[1] - 1)) - 1];
      const more: number[] = [];
      for (let at = first + 1; at <= last; at += 1) if (columnAt(at) >= 0) more.push(at);
      const own = columnAt(first);
      const next = columnAt(more[0] ?? -1);
      if (own < 0 || next < 0) return;
      if (next === columnBelow(lines, first)) moved.push([first, next]);
      else moved.push(...more.map((at) => [at, own] as const));
    },
  });
  return moved;
}

/** Several keys that stand twice in a row are a second entry without its dash. */
function mendEntries(work: Work, now: Reading, original: readonly string[]): boolean {
  const [first, second] = now.repeated;
  if (first === undefined || second === undefined) return false;
  const mends = mendsFor(work.lines, first - 1).filter(({ kind }) => kind === 'dash');
  const best = bestOf(mends, now);
  if (best === undefined || reading(best.lines).repeated.length >= now.repeated.length - 1) {
    return false;
  }
  work.lines = best.lines;
  const meant = best.lines[best.at] ?? '';
  tell(work, { kind: 'dash', line: first, read: read(original, best.at), meant });
  return true;
}

/** Where other faults hide what a mend would bring: a bracket or quote that its own line does not close. */
function certainOf(mends: readonly Mend[]): Mend | undefined {
  return mends.find(({ kind }) => kind === 'unclosed');
}

/** The mend that leaves the fewest errors, then the fewest keys that stand twice, then the evenest blanks; none that does not help. */
function bestOf(mends: readonly Mend[], now: Reading): Mend | undefined {
  const present = scoreOf(now);
  const scored = mends
    .map((mend) => ({ mend, score: scoreOf(reading(mend.lines)) }))
    .filter(({ score }) => score < present)
    .sort((a, b) => a.score - b.score || unevenIn(a.mend) - unevenIn(b.mend));
  return scored[0]?.mend;
}

/** Of two neighbours that do not stand alike, the one with an odd number of blanks is out of line. */
function unevenIn({ lines }: Mend): number {
  return lines.filter((line) => /^(?: {2})* \S/.test(line)).length;
}

function scoreOf({ errors, repeated }: Reading): number {
  return errors.length * 1e6 + repeated.length;
}

/** One fault a line and kind; the blanks before a line are told once, whatever was wrong with them. */
function tell(work: Work, fault: SyntaxFault): void {
  const same = work.faults.findIndex(
    (other) =>
      other.line === fault.line &&
      (other.kind === fault.kind || (isOfIndent(other) && isOfIndent(fault))),
  );
  const before = work.faults[same];
  if (before === undefined) work.faults.push(fault);
  else
    work.faults[same] = { ...before, ...(fault.meant === undefined ? {} : { meant: fault.meant }) };
}

function faultOf(error: YAMLError, now: Reading, original: readonly string[]): SyntaxFault {
  const line = now.lineOf(error.pos[0]);
  return { kind: KINDS[error.code] ?? 'syntax', line, read: read(original, line - 1) };
}

function read(original: readonly string[], index: number): string {
  return (original[index] ?? '').trim();
}

/** `- name: x` and `name: x` give name. */
function keyOn(line: string): string {
  return line
    .trim()
    .replace(/^(?:-\s+)+/, '')
    .replace(/\s*:.*$/, '');
}
