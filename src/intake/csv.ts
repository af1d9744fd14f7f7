/** Comma-separated text to cells (RFC 4180), with the separator that its first line uses most. Every cell is text. */
import type { Cell } from '../model/cell-grid.ts';

const SEPARATORS = [',', '\t', ';'] as const;

function separatorOf(text: string): string {
  const head = text.slice(0, 20_000);
  const counts = SEPARATORS.map((separator) => head.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** All non-empty cells, or the first ones up to a number. An open quotation mark runs to the end. */
export function csvCells(text: string, most = Infinity): readonly Cell[] {
  const separator = separatorOf(text);
  const cells: Cell[] = [];
  let [row, column, at] = [1, 1, 0];
  while (at < text.length && cells.length < most) {
    const field = readField(text, at, separator);
    if (field.text !== '') cells.push({ row, column, kind: 'text', text: field.text });
    at = field.end;
    if (text[at] === separator) {
      column += 1;
      at += 1;
    } else {
      row += 1;
      column = 1;
      at += text.startsWith('\r\n', at) ? 2 : 1;
    }
  }
  return cells;
}

type Field = Readonly<{ text: string; end: number }>;

/** `end` is where the separator or line end stands. */
function readField(text: string, from: number, separator: string): Field {
  if (text[from] !== '"') return readBare(text, from, separator);
  let content = '';
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { text: content + text.slice(at), end: text.length };
    content += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      const rest = readBare(text, quote + 1, separator);
      return { text: content + rest.text, end: rest.end };
    }
    content += '"';
    at = quote + 2;
  }
}

function readBare(text: string, from: number, separator: string): Field {
  let end = from;
  while (end < text.length && !isEnd(text.charAt(end), separator)) end += 1;
  return { text: text.slice(from, end), end };
}

function isEnd(letter: string, separator: string): boolean {
  return letter === separator || letter === '\n' || letter === '\r';
}
