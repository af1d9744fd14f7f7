/** Reads one template into its pieces; where it does not parse, tells why and goes on with the next that a mend allows. */
import Handlebars from 'handlebars';
import { templateFinding } from '../../model/catalogue/template.ts';
import type { Finding } from '../../model/finding.ts';
import { Lines, type Spot } from './lines.ts';
import type { Program } from './syntax.ts';

/** `isMended`: what stands between its tags is no longer told of. */
export type Parsed = Readonly<{
  program: Program | null;
  findings: readonly Finding[];
  isMended: boolean;
}>;

/** A finding about the text, and the text without what it tells of. */
type Mend = Readonly<{ finding: Finding; text: string }>;

/** Faults of spelling that are looked for in one file. */
const MENDS = 20;
/** The library's parser takes a time that grows with the square of this. */
const MAX_OPEN = 50;
const TAG = /\{\{~?(?:([#^])\s{0,60}([^\s{}~]{0,60})|\/\s{0,60}([^\s{}~]{0,60}))[^{}]{0,200}\}\}/g;
const COMMENT = /\{\{~?!--.{0,5000}?--~?\}\}/gs;

/** Places are those of the file as it stands. */
export function parseTemplate(file: string, text: string): Parsed {
  const findings: Finding[] = [];
  let current = text;
  for (let mends = 0; mends <= MENDS; mends += 1) {
    const deep = tooDeep(file, current);
    if (deep !== null) return { program: null, findings: [...findings, deep], isMended: true };
    try {
      const program = Handlebars.parseWithoutProcessing(current) as unknown as Program;
      return { program, findings, isMended: mends > 0 };
    } catch (error) {
      const { finding, text: mended } = mendOf(file, current, error);
      findings.push(finding);
      if (mended === current) break;
      current = mended;
    }
  }
  return { program: null, findings, isMended: true };
}

type Tag = Readonly<{ at: number; read: string; opens: boolean; name: string }>;

/** The blocks' beginnings and ends; `{{^}}` alone is an else. */
function tagsOf(text: string): readonly Tag[] {
  const bare = text.replace(COMMENT, (comment) => comment.replaceAll(/[^\n]/g, ' '));
  return [...bare.matchAll(TAG)].flatMap(({ index, 0: read, 1: sign, 2: open, 3: close }) => {
    if (sign === '^' && open === '') return [];
    return [{ at: index, read, opens: sign !== undefined, name: open ?? close ?? '' }];
  });
}

function tooDeep(file: string, text: string): Finding | null {
  let depth = 0;
  for (const { at, opens } of tagsOf(text)) {
    depth += opens ? 1 : -1;
    if (depth <= MAX_OPEN) continue;
    const place = { file, ...new Lines(text).at(at) };
    return templateFinding('TPL_DEEP', { place, details: { limit: MAX_OPEN } });
  }
  return null;
}

function mendOf(file: string, text: string, error: unknown): Mend {
  const said = error instanceof Error ? error.message : '';
  if (/^\S+ doesn't match /.test(said) || said.includes("got 'EOF'")) {
    const mend = mendBlocks(file, text);
    if (mend !== null) return mend;
  }
  const place = spotSaid(error) ?? spotDrawn(said, text);
  const code = said.startsWith('Invalid path') ? 'TPL_PATH' : 'TPL_SYNTAX';
  const read = lineAt(text, place.line).trim();
  const finding = templateFinding(code, { place: { file, ...place }, read });
  return { finding, text: withoutNames(text, place) };
}

/** Gives the first block that ends amiss, or never, its own end. */
function mendBlocks(file: string, text: string): Mend | null {
  const open: Tag[] = [];
  const lines = new Lines(text);
  for (const tag of tagsOf(text)) {
    const last = open.at(-1);
    if (tag.opens) {
      open.push(tag);
    } else if (last === undefined) {
      return null;
    } else if (tag.name === last.name) {
      open.pop();
    } else {
      const { line, column } = lines.at(last.at);
      const place = { file, line, column: column + 3 };
      const details = { open: last.name };
      const finding = templateFinding('TPL_BLOCK_END', { place, read: tag.read, details });
      return {
        finding,
        text: `${text.slice(0, tag.at)}{{/${last.name}}}${text.slice(tag.at + tag.read.length)}`,
      };
    }
  }
  const last = open.at(-1);
  if (last === undefined) return null;
  const place = { file, ...lines.at(last.at) };
  const finding = templateFinding('TPL_BLOCK_OPEN', { place, read: last.read });
  return { finding, text: `${text}{{/${last.name}}}` };
}

/** The same text, as long as before, without the braces around a place. */
function withoutNames(text: string, { line, column }: Spot): string {
  const at =
    text
      .split('\n')
      .slice(0, line - 1)
      .reduce((sum, each) => sum + each.length + 1, 0) +
    column -
    1;
  const from = text.lastIndexOf('{{', at);
  if (from < 0) return text;
  const close = text.indexOf('}}', from);
  const end = Math.max(close < 0 ? text.length : close + 2, at);
  return `${text.slice(0, from)}${text.slice(from, end).replaceAll(/[^\n]/g, ' ')}${text.slice(end)}`;
}

/** Where the library says so itself. */
function spotSaid(error: unknown): Spot | null {
  if (typeof error !== 'object' || error === null) return null;
  const line = 'lineNumber' in error ? error.lineNumber : undefined;
  const column = 'column' in error ? error.column : undefined;
  if (typeof line !== 'number' || typeof column !== 'number') return null;
  return { line, column: column + 1 };
}

/** Otherwise it draws what stands before the fault, lines run together and cut short, and an arrow below the fault. */
function spotDrawn(said: string, text: string): Spot {
  const [head = '', drawn = '', arrow = ''] = said.split('\n');
  const line = Number(/on line (\d+)/.exec(head)?.[1] ?? '1');
  const own = lineAt(text, line);
  let before = drawn.slice(0, arrow.indexOf('^')).replace(/^\.\.\./, '');
  while (!own.includes(before)) before = before.slice(1);
  return { line, column: own.indexOf(before) + before.length + 1 };
}

function lineAt(text: string, line: number): string {
  return text.split('\n')[line - 1] ?? '';
}
