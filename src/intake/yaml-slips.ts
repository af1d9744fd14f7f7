/** Slips of the hand in a plan's lines that mean one thing only: blanks and signs of the Chinese input method, a colon without its space. */
import type { SyntaxFault, SyntaxFaultKind } from '../model/plan-file.ts';

/** A line as it was probably meant. */
export type Slip = Readonly<{ kind: SyntaxFaultKind; line: string }>;

/** Bullets, then a key of the plan or a month (`3月`), then its colon. */
const KEY =
  /^(?<lead>\s*(?:- +)*)(?<key>[a-z][\w-]*|\d{1,2}月)[^\S\n]*(?<colon>[:：])(?<rest>.*)$/u;
/** An ASCII colon may lead on to an address; behind a list's dash words of a sentence may stand before it. */
const NO_KEY = '//';
const BULLET = /^(?<indent>\s*)[－–—](?![－–—])\s*(?=\S)/u;
const GLUED = /^\s*-[a-z][\w-]*\s*[:：]/;
const BRACES = /^(?<lead>\s*(?:- +)*[\w-]+: +)(?<value>\{\w+\}.*)$/u;
const BARE_RELATION = /^(\s*(?:- +)*relation: +)([<>]=)(\s*(?:#.*)?)$/;

/** What a tab stands for is tried: two blanks or more. */
type Widths = Readonly<{ tab: number }>;

/** The line mended, with what was wrong with it; null when no slip is plain. */
export function slipIn(line: string, widths: Widths): Slip | null {
  return indentSlip(line, widths) ?? signSlip(line) ?? colonSlip(line) ?? bracesSlip(line);
}

/** `relation: >=` is what people write, though YAML has another meaning for `>`. */
export function withRelationsQuoted(text: string): string {
  return text.replaceAll(new RegExp(BARE_RELATION, 'gm'), "$1'$2'$3");
}

/** Quotes a value so that nothing in it has a meaning. */
export function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** Whether a fault of the blanks before a line is told already: mending them further is no second fault. */
export function isOfIndent({ kind }: Pick<SyntaxFault, 'kind'>): boolean {
  return kind === 'tab' || kind === 'blank' || kind === 'indent';
}

function indentSlip(line: string, { tab }: Widths): Slip | null {
  const indent = /^\s*/u.exec(line)?.[0] ?? '';
  if (/^ *$/.test(indent) || indent.length === line.length) return null;
  const blanks = Array.from(indent, (blank) => {
    if (blank === '\t') return ' '.repeat(tab);
    return blank === '\u3000' ? '  ' : ' ';
  });
  const kind = indent.includes('\t') ? 'tab' : 'blank';
  return { kind, line: blanks.join('') + line.slice(indent.length) };
}

function signSlip(line: string): Slip | null {
  if (/^\s*＃/u.test(line)) return { kind: 'sign', line: line.replace('＃', '#') };
  if (GLUED.test(line)) return { kind: 'dash', line: line.replace('-', '- ') };
  const bullet = BULLET.exec(line);
  if (bullet === null) return null;
  const indent = bullet.groups?.['indent'] ?? '';
  return { kind: 'sign', line: `${indent}- ${line.slice(bullet[0].length)}` };
}

function colonSlip(line: string): Slip | null {
  const parts = KEY.exec(line)?.groups;
  if (parts === undefined) return null;
  const rest = parts['rest'] ?? '';
  const sound = parts['colon'] === ':' && (rest === '' || /^[ \t]/.test(rest));
  if (sound || rest.startsWith(NO_KEY)) return null;
  const value = rest.trim();
  const key = `${parts['lead'] ?? ''}${parts['key'] ?? ''}:`;
  return { kind: 'colon', line: value === '' ? key : `${key} ${value}` };
}

function bracesSlip(line: string): Slip | null {
  const parts = BRACES.exec(line)?.groups;
  if (parts === undefined) return null;
  return { kind: 'braces', line: `${parts['lead'] ?? ''}${quoted((parts['value'] ?? '').trim())}` };
}
