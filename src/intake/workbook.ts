/** Bytes to cells: one reader for every format that a spreadsheet program saves, whose exceptions end here as codes; run in a child process. */
import {
  SSF,
  type CellObject,
  type ParsingOptions,
  type Range,
  type WorkBook,
  type WorkSheet,
} from '@e965/xlsx';
import { othersWords } from '../model/annotation.ts';
import {
  LAST_COLUMN,
  LAST_ROW,
  type Cell,
  type CellGrid,
  type CellNote,
  type Merge,
  type Sheet,
} from '../model/cell-grid.ts';
import type { FileCode } from '../model/catalogue/workbook.ts';
import { dayOfSerial } from '../model/day.ts';
import {
  isDateFormat,
  isPercentFormat,
  plainNumber,
  showsOtherNumber,
} from '../model/number-format.ts';
import { snapshotContent } from '../model/sheet-snapshot.ts';
import { isAnswer } from './answer.ts';
import { csvCells } from './csv.ts';
import { hostileRecords } from './hostile-records.ts';
import { readParts, readRecords } from './library.ts';
import { sniff } from './sniff.ts';
import { withoutProperties } from './without-properties.ts';

const MAX_CELLS = 200_000;
/** Letters in all cells together: a shared text of a megabyte may stand in each of them. */
const MAX_LETTERS = 5 * 1024 * 1024;

/** No number of ours is shown nearly as long. */
const LONGEST_SHOWN = 60;

const OPTIONS: ParsingOptions = {
  type: 'buffer',
  dense: true,
  cellFormula: true,
  cellNF: true,
  cellText: false,
  cellHTML: false,
  cellDates: false,
  nodim: true,
  WTF: true,
};

/** An error in whatever language: Excel writes into an .ods that it is the number 0, and says no more than that in what it shows. */
const SHOWN_ERROR = /^(?:#\p{L}|Err:\d)/u;

/** The library's numbers for errors ([MS-XLS] 2.5.10). */
const ERRORS: ReadonlyMap<unknown, string> = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
  [0x2b, '#GETTING_DATA'],
]);

/**
 * The cells of a file whatever its name says, or why it is not read. Never throws; says nothing of how long that takes.
 *
 * What the library makes of a damaged file need not be cells at all.
 */
export function readGrid(bytes: Buffer): CellGrid | FileCode {
  try {
    const grid = gridIn(bytes);
    return isAnswer(grid) ? grid : 'F_DAMAGED';
  } catch {
    return 'F_DAMAGED';
  }
}

function gridIn(bytes: Buffer): CellGrid | FileCode {
  const sniffed = sniff(bytes);
  if (sniffed.refused !== null) return sniffed.refused;
  if (sniffed.format === 'csv') {
    const cells = csvCells(sniffed.text, MAX_CELLS + 1);
    return bounded({
      format: 'csv',
      sheets: [{ name: 'CSV', hidden: false, cells }],
      keywords: '',
    });
  }
  if (sniffed.format === 'online') return onlineGrid(sniffed.text);
  const { format } = sniffed;
  const workbook =
    sniffed.format === 'xls' ? parseRecords(bytes) : parseParts(sniffed.parts, sniffed.format);
  if (typeof workbook === 'string') return workbook;
  return bounded({ format, sheets: sheetsOf(workbook), keywords: workbook.Props?.Keywords ?? '' });
}

function onlineGrid(text: string): CellGrid | FileCode {
  const grid = snapshotContent(text);
  const isWhole = isAnswer(grid) && typeof grid !== 'string' && grid.sheets.every(isInOrder);
  return isWhole ? bounded(grid) : 'F_DAMAGED';
}

/** Row by row, and no two cells at one place. */
function isInOrder({ cells }: Sheet): boolean {
  return cells.every(({ row, column }, index) => {
    const before = cells[index - 1];
    if (before === undefined) return true;
    return before.row === row ? before.column < column : before.row < row;
  });
}

/** What was read, where it is no more and no further out than a spreadsheet of ours can be. */
function bounded(grid: CellGrid): CellGrid | FileCode {
  let [count, letters, far] = [0, 0, false];
  for (const { cells, notes = [] } of grid.sheets) {
    count += cells.length;
    for (const { row, column, text, formula = '' } of cells) {
      letters += text.length + formula.length;
      far ||= row > LAST_ROW || column > LAST_COLUMN;
    }
    for (const { text } of notes) letters += text.length;
  }
  if (count > MAX_CELLS || letters > MAX_LETTERS) return 'F_OVERSIZED';
  return far ? 'F_OUTSIDE' : grid;
}

function parseParts(
  parts: ReadonlyMap<string, Buffer>,
  format: 'xlsx' | 'ods',
): WorkBook | FileCode {
  // Stubs show .xlsx formulas that carry no result; the other formats always carry one. What an .ods shows stands in it.
  const [sheetStubs, cellText] = [format === 'xlsx', format === 'ods'];
  return parsed(() => readParts(parts, { ...OPTIONS, sheetStubs, cellText }));
}

function parseRecords(bytes: Buffer): WorkBook | FileCode {
  return parsed(() => hostileRecords(bytes) ?? readXls(bytes));
}

function parsed(work: () => WorkBook | FileCode): WorkBook | FileCode {
  try {
    return work();
  } catch (error) {
    return /password-protected/i.test(String(error)) ? 'F_ENCRYPTED' : 'F_DAMAGED';
  }
}

/** Some programs for the Mac tell of a workbook in a code page that the library does not know. */
function readXls(bytes: Buffer): WorkBook {
  try {
    return readRecords(bytes, OPTIONS);
  } catch {
    return readRecords(withoutProperties(bytes), OPTIONS);
  }
}

function sheetsOf(workbook: WorkBook): readonly Sheet[] {
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true;
  return workbook.SheetNames.map((name, index) => {
    const sheet = Object.hasOwn(workbook.Sheets, name) ? workbook.Sheets[name] : undefined;
    const { cells, notes } = contentOf(rowsOf(sheet), date1904);
    return {
      name,
      hidden: (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
      cells,
      merges: (sheet?.['!merges'] ?? []).map(mergeOf),
      ...(notes.length === 0 ? {} : { notes }),
    };
  });
}

/** A chart that is a sheet of its own keeps copies of the cells that it draws: they are no cells. */
function rowsOf(sheet: WorkSheet | undefined): readonly (readonly CellObject[])[] {
  return sheet?.['!type'] === 'chart' ? [] : (sheet?.['!data'] ?? []);
}

function mergeOf({ s, e }: Range): Merge {
  return { row: s.r + 1, column: s.c + 1, lastRow: e.r + 1, lastColumn: e.c + 1 };
}

type Content = Readonly<{ cells: readonly Cell[]; notes: readonly CellNote[] }>;

/** Rows and cells that hold nothing are holes, which are stepped over: a lone cell may stand far out. */
function contentOf(rows: readonly (readonly CellObject[])[], date1904: boolean): Content {
  const cells: Cell[] = [];
  const notes: CellNote[] = [];
  for (const r of Object.keys(rows).map(Number)) {
    const row = r + 1;
    const objects = rows[r] ?? [];
    for (const c of Object.keys(objects).map(Number)) {
      const object = objects[c];
      if (object === undefined) continue;
      const column = c + 1;
      const read = cellOf(object, date1904);
      const formula = typeof object.f === 'string' ? { formula: object.f } : {};
      if (read !== null) cells.push({ row, column, ...read, ...formula });
      const text = noteOf(object);
      if (text !== '') notes.push({ row, column, text });
    }
  }
  return { cells, notes };
}

/** The note on a cell, without what we wrote into it ourselves; what an .xls keeps behind a note's text is cut off at its first NUL. */
function noteOf({ c: parts }: CellObject): string {
  return parts === undefined ? '' : othersWords(parts.map(wordsOf).join('\n'));
}

function wordsOf({ t }: Readonly<{ t?: unknown }>): string {
  return typeof t === 'string' ? t.replace(/\0[^]*$/, '') : '';
}

type Read = Pick<Cell, 'kind' | 'text' | 'percentFormat' | 'shown'>;

/** @returns null for a cell that holds nothing; one whose kind an .ods does not say is such a cell. */
function cellOf(object: Partial<CellObject>, date1904: boolean): Read | null {
  return isTyped(object) ? (shownError(object) ?? typedCell(object, date1904)) : null;
}

function isTyped(object: Partial<CellObject>): object is CellObject {
  return object.t !== undefined;
}

function shownError({ t, w = '' }: CellObject): Read | null {
  return t === 'n' && SHOWN_ERROR.test(w) ? { kind: 'error', text: w } : null;
}

function typedCell({ t, v, f, z }: CellObject, date1904: boolean): Read | null {
  switch (t) {
    case 's':
      return textOf(v);
    case 'n':
      return numberOf(Number(v), String(z ?? 'General'), date1904);
    case 'b':
      return { kind: 'boolean', text: v === true ? 'TRUE' : 'FALSE' };
    case 'e':
      return { kind: 'error', text: ERRORS.get(v) ?? '#N/A' };
    case 'd':
      return v instanceof Date ? { kind: 'date', text: v.toISOString().slice(0, 10) } : null;
    case 'z':
      return f === undefined ? null : { kind: 'empty-formula', text: '' };
  }
}

function textOf(value: CellObject['v']): Read | null {
  const text = String(value ?? '');
  return text === '' ? null : { kind: 'text', text };
}

/** A time of day (0.5 shown as 12:00) is no day and stays a number. */
function numberOf(value: number, format: string, date1904: boolean): Read {
  const text = plainNumber(value);
  if (text === null) return { kind: 'error', text: '#NUM!' };
  const day = isDateFormat(format) ? dayOf(value, date1904) : null;
  if (day !== null) return { kind: 'date', text: day };
  return {
    kind: 'number',
    text,
    ...(isPercentFormat(format) ? { percentFormat: true } : {}),
    ...(showsOtherNumber(format) ? shownAs(value, text, format) : {}),
  };
}

/** What is seen, where it is another number; nothing where the library cannot tell. */
function shownAs(value: number, text: string, format: string): Pick<Read, 'shown'> {
  const library: unknown = SSF;
  if (!isFormatter(library)) return {};
  try {
    const shown = library.format(format, value).slice(0, LONGEST_SHOWN);
    return shown.replaceAll(',', '').trim() === text ? {} : { shown };
  } catch {
    return {};
  }
}

type Formatter = Readonly<{ format: (format: string, value: number) => string }>;

/** The library tells no types of it. */
function isFormatter(library: unknown): library is Formatter {
  return typeof library === 'object' && library !== null && 'format' in library;
}

/** Days 1 to 59 are those of January and February 1900, before Excel's day that never was. */
function dayOf(serial: number, date1904: boolean): string | null {
  if (serial < 1) return null;
  const early = !date1904 && serial < 60;
  return early
    ? new Date(Date.UTC(1899, 11, 31) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10)
    : dayOfSerial(serial, date1904);
}
