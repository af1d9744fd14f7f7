/** Reads one template into its pieces, or tells where it does not parse. */
import Handlebars from 'handlebars';
import { templateFinding } from '../../model/catalogue/template.ts';
import type { Finding } from '../../model/finding.ts';
import { Lines, type Spot } from './lines.ts';

/** Here lines count from 1 and columns from 0. */
type Placed = Readonly<{ loc: Readonly<{ start: Spot }> }>;

export type Path = Placed &
  Readonly<{
    type: 'PathExpression';
    data: boolean;
    depth: number;
    parts: readonly string[];
    original: string;
  }>;
type Literal = Placed &
  Readonly<{
    type: 'StringLiteral' | 'NumberLiteral' | 'BooleanLiteral' | 'UndefinedLiteral' | 'NullLiteral';
    original?: string | number | boolean;
  }>;
type Call = Readonly<{
  params: readonly Expression[];
  hash?: Readonly<{ pairs: readonly (Placed & Readonly<{ key: string; value: Expression }>)[] }>;
}>;
type Sub = Placed & Call & Readonly<{ type: 'SubExpression'; path: Path | Literal }>;
export type Expression = Path | Literal | Sub;

export type Program = Readonly<{ body: readonly Statement[]; blockParams?: readonly string[] }>;

export type Words = Placed & Readonly<{ type: 'ContentStatement'; value: string }>;
export type Mustache = Placed &
  Call &
  Readonly<{ type: 'MustacheStatement'; path: Path | Literal; escaped: boolean }>;
export type Block = Placed &
  Call &
  Readonly<{
    type: 'BlockStatement';
    path: Path | Literal;
    program?: Program;
    inverse?: Program;
  }>;
export type Partial = Placed &
  Call &
  Readonly<{ type: 'PartialStatement'; name: Path | Sub | Literal }>;
type PartialBlock = Placed & Readonly<{ type: 'PartialBlockStatement' }>;
type Decorator = Placed & Readonly<{ type: 'Decorator' | 'DecoratorBlock' }>;
type Comment = Placed & Readonly<{ type: 'CommentStatement' }>;

export type Statement = Words | Mustache | Block | Partial | PartialBlock | Decorator | Comment;

/** Text as it stands, no white space taken off, so that places are those of the file. */
export function parseTemplate(file: string, text: string): Program | Finding {
  try {
    return Handlebars.parseWithoutProcessing(text) as unknown as Program;
  } catch (error) {
    return faultOf(file, text, error);
  }
}

const MISMATCH = /^(\S+) doesn't match (\S+)/;

function faultOf(file: string, text: string, error: unknown): Finding {
  const said = error instanceof Error ? error.message : '';
  const place = { file, ...(spotSaid(error) ?? spotDrawn(said, text)) };
  const [, open, close] = MISMATCH.exec(said) ?? [];
  if (open !== undefined) {
    return templateFinding('TPL_BLOCK_END', {
      place,
      read: `{{/${close ?? ''}}}`,
      details: { open },
    });
  }
  if (said.startsWith('Invalid path')) {
    const read = /^Invalid path: (.*) - \d+:\d+$/.exec(said)?.[1] ?? '';
    return templateFinding('TPL_PATH', { place, read });
  }
  const unclosed = said.includes("got 'EOF'") ? lastUnclosed(text) : null;
  if (unclosed !== null) {
    const { read, at } = unclosed;
    return templateFinding('TPL_BLOCK_OPEN', { place: { file, ...new Lines(text).at(at) }, read });
  }
  return templateFinding('TPL_SYNTAX', { place, read: lineAt(text, place.line).trim() });
}

/** The innermost block that nothing ends. */
function lastUnclosed(text: string): Readonly<{ read: string; at: number }> | null {
  const open: { read: string; at: number }[] = [];
  const bare = text.replace(/\{\{!--.{0,5000}?--~?\}\}/gs, (comment) => ' '.repeat(comment.length));
  for (const found of bare.matchAll(/\{\{~?(?:#|(\/))[^}]{0,200}\}\}/g)) {
    if (found[1] === undefined) open.push({ read: found[0], at: found.index });
    else open.pop();
  }
  return open.at(-1) ?? null;
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
