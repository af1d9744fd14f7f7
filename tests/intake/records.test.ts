/** Records of an .xls that say one thing and hold another: a reader would make up cells, leave some out, or never end. */
import { describe, expect, it } from 'vitest';
import { readGrid } from '../../src/intake/workbook.ts';
import { compoundFile } from '../build/compound.ts';

function record(kind: number, ...body: readonly (number | Buffer)[]): Buffer {
  const parts = body.map((part) => (typeof part === 'number' ? word(part) : part));
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([word(kind), word(length), ...parts]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function count(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

const [BOF, EOF, SHEET, TEXTS, CONTINUED] = [0x0809, 0x000a, 0x0085, 0x00fc, 0x003c];
const [TEXT_CELL, BLANK, BLANKS, NUMBER] = [0x00fd, 0x0201, 0x00be, 0x0203];

/**
 * A workbook with these records before its one sheet, and those in it.
 *
 * @param said the sort of sheet (a chart is 0x20), how far from its beginning the workbook says that it begins, and how often.
 */
function book(texts: Buffer, cells: Buffer, { sort = 0x10, off = 0, times = 1 } = {}): Buffer {
  const begin = (kind: number): Buffer => record(BOF, 0x0600, kind, 0, 0, 0, 0, 0, 0);
  const named = (place: number): Buffer => {
    const one = record(SHEET, count(place + off), 0, Buffer.from([1, 0]), Buffer.from('S'));
    return Buffer.concat(Array.from({ length: times }, () => one));
  };
  const head = Buffer.concat([begin(5), texts, named(0), record(EOF)]);
  const globals = Buffer.concat([begin(5), texts, named(head.length), record(EOF)]);
  const stream = Buffer.concat([globals, begin(sort), cells, record(EOF)]);
  return compoundFile('workbook', { '/Workbook': stream });
}

function answer(bytes: Buffer): readonly string[] | string {
  const grid = readGrid(bytes);
  return typeof grid === 'string'
    ? grid
    : grid.sheets.flatMap(({ cells }) => cells.map(({ text }) => text));
}

/** A shared text of narrow letters ([MS-XLS] 2.5.293). */
function narrow(letters: string): Buffer {
  return Buffer.concat([word(letters.length), Buffer.from([0]), Buffer.from(letters)]);
}

const NONE = Buffer.alloc(0);
/** Row, column, look, then the number of the text. */
const FIRST = record(TEXT_CELL, 0, 0, 0, count(0));
const SECOND = record(TEXT_CELL, 0, 1, 0, count(1));

describe('cells of an .xls', () => {
  const seven = Buffer.alloc(8);
  seven.writeDoubleLE(7);
  const number = record(NUMBER, 0, 3, 0, seven);
  const blank = (...more: readonly Buffer[]): Buffer => record(BLANK, 0, 2, 0, ...more);

  it.each<readonly [string, Buffer, readonly string[] | string]>([
    ['of their own size', Buffer.concat([blank(), number]), ['7']],
    ['a few bytes longer', Buffer.concat([blank(word(0)), number]), ['7']],
    ['so long that others are within', blank(number), 'F_DAMAGED'],
    ['shorter than what they hold', record(NUMBER, 0, 3, 0, seven.subarray(0, 6)), 'F_DAMAGED'],
    ['of the earliest version', record(0x0004, 0, 0, 0, Buffer.from('\0\x01a')), 'F_DAMAGED'],
    ['a text of the earliest version that holds nothing', record(0x0007), 'F_DAMAGED'],
  ])('%s', (_, cells, expected) => {
    expect(answer(book(NONE, cells))).toEqual(expected);
  });
});

describe('two cells of an .xls at one place', () => {
  const number = (row: number, column: number, value: number): Buffer => {
    const double = Buffer.alloc(8);
    double.writeDoubleLE(value);
    return record(NUMBER, row, column, 0, double);
  };
  const look = (row: number, column: number): Buffer => record(BLANK, row, column, 0);
  /** Columns 0 to 2. */
  const looks = (row: number): Buffer => record(BLANKS, row, 0, 0, 0, 0, 2);

  it.each<readonly [string, readonly Buffer[], readonly string[] | string]>([
    ['hold two things', [number(0, 0, 7), number(0, 0, 8)], 'F_DAMAGED'],
    ['of which the second holds nothing', [number(0, 0, 7), look(0, 0)], 'F_DAMAGED'],
    ['of which none holds anything', [look(0, 0), looks(0), number(0, 3, 7)], ['7']],
    [
      'are a row of looks and what fills it',
      [looks(0), number(0, 0, 7), number(0, 2, 8), looks(1), number(1, 1, 9)],
      ['7', '8', '9'],
    ],
    [
      'are looks, and what came there from further on',
      [looks(0), number(0, 1, 7), number(0, 0, 8)],
      'F_DAMAGED',
    ],
    [
      'are looks, and what came there from another row',
      [looks(0), number(1, 0, 7), number(0, 2, 8)],
      'F_DAMAGED',
    ],
  ])('%s', (_, cells, expected) => {
    expect(answer(book(NONE, Buffer.concat(cells)))).toEqual(expected);
  });

  it('are two things that a chart draws, and none is read', () => {
    const drawn = Buffer.concat([number(0, 0, 7), number(0, 0, 8)]);
    expect(answer(book(NONE, drawn, { sort: 0x20 }))).toEqual([]);
  });
});

describe('a sheet of an .xls', () => {
  const cells = record(NUMBER, 0, 3, 0, Buffer.alloc(8));

  it.each([
    ['begins where the workbook says', {}, ['0']],
    ['begins elsewhere, which is not taken for an empty one', { off: 20 }, 'F_DAMAGED'],
    ['begins where another does, which is not taken for one', { times: 2 }, 'F_DAMAGED'],
  ])('%s', (_, lies, expected) => {
    expect(answer(book(NONE, cells, lies))).toEqual(expected);
  });
});

describe('texts of an .xls', () => {
  const cells = Buffer.concat([FIRST, SECOND]);
  const table = (unique: number, ...texts: readonly Buffer[]): Buffer =>
    record(TEXTS, count(2), count(unique), ...texts);
  const wide = Buffer.concat([word(2), Buffer.from([1]), Buffer.from('甲乙', 'utf16le')]);
  const rich = Buffer.concat([word(1), Buffer.from([8]), word(1), Buffer.from('r'), count(0)]);
  const spoken = Buffer.concat([word(1), Buffer.from([4]), count(3), Buffer.from('sabc')]);

  it.each<readonly [string, Buffer, readonly string[] | string]>([
    ['as many as it says', table(2, narrow('ab'), narrow('c')), ['ab', 'c']],
    ['of wide letters', table(2, wide, narrow('c')), ['甲乙', 'c']],
    ['with looks of their own', table(2, rich, narrow('c')), ['r', 'c']],
    ['with how they are spoken', table(2, spoken, narrow('c')), ['s', 'c']],
    ['fewer than it says', table(9, narrow('ab'), narrow('c')), ['ab', 'c']],
    ['that go on in the next record', split('ab', 'cd', 0), ['abcd', 'c']],
    ['that go on in wide letters', split('ab', 'cd', 1), ['abcd', 'c']],
    ['that end within', table(2, narrow('ab'), narrow('c').subarray(0, 3)), 'F_DAMAGED'],
    ['with one byte behind them', table(3, narrow('ab'), narrow('c'), NUL), 'F_DAMAGED'],
    ['with a table that is too short', record(TEXTS, 2), 'F_DAMAGED'],
  ])('%s', (_, texts, expected) => {
    expect(answer(book(texts, cells))).toEqual(expected);
  });

  it.each([0, 1])('beside sheets that are counted in %i bytes', (length) => {
    const named = record(0x0017, Buffer.alloc(length));
    expect(answer(book(Buffer.concat([named, table(0)]), NONE))).toBe('F_DAMAGED');
  });

  it('that are encrypted are not taken for damaged', () => {
    const locked = record(0x002f, 1, 1, 1, Buffer.alloc(48));
    const bytes = book(Buffer.concat([locked, table(2, Buffer.alloc(7, 0xff))]), cells);
    expect(answer(bytes)).toBe('F_ENCRYPTED');
  });
});

const NUL = Buffer.from([0]);

/** Two texts of which the first goes on in a second record, whose letters may be wide. */
function split(begun: string, ended: string, wide: 0 | 1): Buffer {
  const head = Buffer.concat([word(begun.length + ended.length), NUL, Buffer.from(begun)]);
  const rest = Buffer.from(ended, wide === 1 ? 'utf16le' : 'latin1');
  return Buffer.concat([
    record(TEXTS, count(2), count(2), head),
    record(CONTINUED, Buffer.from([wide]), rest, narrow('c')),
  ]);
}
