/** Fits a table to its room: the columns' widths by what stands in them, and how high it will be. */
import type { Table } from '../model/bulletin.ts';

/** 小五, as page.css sets tables, in millimetres: nothing smaller is put before a leader. */
const LETTER = (9 * 25.4) / 72;
/** As page.css sets them: space and border beside a cell's text and above it, lines, caption, remark and notes. */
const CELL_EDGES_MM = 2.1;
const ROW_EDGES_MM = 0.55;
const LINE = 1.2 * LETTER;
const CAPTION_MM = 8;
/** Letters of a head or of words that may share one line at the least, and of words kept on one line. */
const HEAD_LETTERS = 3;
const WHOLE_LETTERS = 5;
const SHORT_LETTERS = 7;
const LONG_LETTERS = 36;
/** Space beside a narrow table's columns beyond what their texts need. */
const EASE_MM = 3;
/** Digits and Latin letters of 宋体 are a little wider than half a letter; percent signs nearly a whole one. */
const HALF = 0.57;
const PERCENT = 0.9;

type Fit = Readonly<{
  /** Of the columns, in millimetres. */
  widths: readonly number[];
  /** Of the whole block, in millimetres: an estimate on the high side. */
  height: number;
}>;

/** The table in a room of so many millimetres: no figure breaks unless all of them together are too wide. */
export function fitTable(table: Table, room: number): Fit {
  const whole = needsOf(table, wholeHead);
  const needs = sum(whole) <= room ? whole : needsOf(table, partedHead);
  const widths = shared(room, [needs, wantsOf(table), table.widths]);
  return { widths, height: heightOf(table, widths) };
}

/** First what each column needs, then what it wants, then by the widths that the table asks for. */
function shared(
  room: number,
  [needs, wants, asked]: readonly [readonly number[], readonly number[], readonly number[]],
): readonly number[] {
  const [least, most] = [sum(needs), sum(wants)];
  if (room <= least) return needs.map((need) => (need / least) * room);
  const part = most <= room ? 1 : (room - least) / (most - least);
  const spare = Math.max(0, room - most) / sum(asked);
  return needs.map(
    (need, i) => need + ((wants[i] ?? need) - need) * part + spare * (asked[i] ?? 0),
  );
}

/** How wide the table stands at ease; a narrow one leaves room beside it. */
export function easyWidth(table: Table): number {
  return sum(needsOf(table, partedHead).map((need) => need + EASE_MM));
}

function needsOf({ head, rows }: Table, headLetters: (name: string) => number): readonly number[] {
  return head.map((name, i) => {
    const longest = rows
      .filter(({ cells }) => cells.length === head.length)
      .map(({ cells }) => cells[i])
      .map((cell) => (cell === undefined ? 0 : leastLetters(textOf(cell.runs), cell.align)));
    const least = Math.max(headLetters(name), ...longest);
    return least * LETTER + CELL_EDGES_MM;
  });
}

/** A head may end a line before its bracket; long words in it may break. */
function wholeHead(name: string): number {
  const pieces = name.split(/(?=（)/).map(lettersOf);
  return Math.max(...pieces.map((piece) => (piece <= WHOLE_LETTERS ? piece : WHOLE_LETTERS - 1)));
}

function partedHead(name: string): number {
  return Math.min(HEAD_LETTERS, lettersOf(name));
}

/** Words on one line, up to a fair length, and heads on two. */
function wantsOf({ head, rows }: Table): readonly number[] {
  return head.map((name, i) => {
    const words = rows
      .filter(({ cells }) => cells.length === head.length)
      .map(({ cells }) => lettersOf(textOf(cells[i]?.runs ?? [])));
    const most = Math.min(LONG_LETTERS, Math.max(...words));
    const letters = Math.max(
      most,
      Math.min(HEAD_LETTERS * 2, lettersOf(name)),
      lettersOf(name) / 2,
    );
    return letters * LETTER + CELL_EDGES_MM;
  });
}

/** A figure stays on one line, but that a line may end before a bracket; long words may break anywhere. */
function leastLetters(text: string, align: string): number {
  const letters = lettersOf(text);
  if (align === 'left') return Math.min(letters, SHORT_LETTERS);
  return Math.max(...text.split(/(?=（)/).map(lettersOf));
}

function heightOf(table: Table, widths: readonly number[]): number {
  const linesIn = (text: string, width: number): number =>
    Math.max(1, Math.ceil((lettersOf(text) * LETTER) / (width - CELL_EDGES_MM)));
  const rowOf = (texts: readonly string[]): number =>
    Math.max(1, ...texts.map((text, i) => linesIn(text, widths[i] ?? 0))) * LINE + ROW_EDGES_MM;
  const rows = table.rows.map(({ cells }, at) => {
    const spans = table.rows[at + 1]?.cells[0]?.runs.every(({ words }) => words === '') ?? false;
    const texts = cells.map(({ runs }, i) => (i === 0 && spans ? '' : textOf(runs)));
    return cells.length < widths.length ? LINE + ROW_EDGES_MM : rowOf(texts);
  });
  const over = table.over === undefined ? 0 : LINE + ROW_EDGES_MM;
  const notes = table.notes.map((runs) => linesIn(textOf(runs), sum(widths)) * LINE + 1);
  return sum([CAPTION_MM, over, rowOf(table.head), ...rows, ...notes]);
}

function textOf(runs: Table['notes'][number]): string {
  return runs.map(({ words, figure }) => figure?.text ?? words ?? '').join('');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** Width in full letters. */
function lettersOf(text: string): number {
  return Array.from(text).reduce((total, letter) => total + widthOf(letter), 0);
}

function widthOf(letter: string): number {
  if (letter === '%') return PERCENT;
  return /[\u0020-\u007E]/.test(letter) ? HALF : 1;
}
