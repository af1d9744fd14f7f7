/** Bytes to cells: one reader for every format that a spreadsheet program saves, whose exceptions end here as findings. */
import { read, type CellObject, type ParsingOptions, type Range, type WorkBook } from '@e965/xlsx';
import type { Cell, CellGrid, Merge, Sheet } from '../model/cell-grid.ts';
import { workbookFinding, type FileCode } from '../model/catalogue/workbook.ts';
import { dayOfSerial } from '../model/day.ts';
import type { Checked } from '../model/finding.ts';
import { csvCells } from './csv.ts';
import { isDateFormat, isPercentFormat, plainNumber } from './number-format.ts';
import { quietly } from './quietly.ts';
import { sniff } from './sniff.ts';

/** A filled form has some 20 KB. */
const MAX_BYTES = 5 * 1024 * 1024;
const MAX_CELLS = 200_000;
const MEGABYTE = 1024 * 1024;

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
 * Reads a workbook whatever its name says. Never rejects at bad bytes: what cannot be read is a finding.
 *
 * A promise, so that the reading may move into a process that can be killed.
 */
export function readWorkbook(bytes: Uint8Array, fileName: string): Promise<Checked<CellGrid>> {
  const grid = readGrid(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (typeof grid !== 'string') return Promise.resolve({ value: grid, findings: [] });
  const details = {
    size: (bytes.length / MEGABYTE).toFixed(1),
    limit: String(MAX_BYTES / MEGABYTE),
  };
  const finding = workbookFinding(grid, { place: { file: fileName }, details });
  return Promise.resolve({ value: null, findings: [finding] });
}

function readGrid(bytes: Buffer): CellGrid | FileCode {
  if (bytes.length > MAX_BYTES) return 'F_TOO_BIG';
  const sniffed = sniff(bytes);
  if (sniffed.refused !== null) return sniffed.refused;
  if (sniffed.format === 'csv') {
    const cells = csvCells(sniffed.text);
    if (cells.length > MAX_CELLS) return 'F_OVERSIZED';
    return { format: 'csv', sheets: [{ name: 'CSV', hidden: false, cells }], keywords: '' };
  }
  const { format } = sniffed;
  const workbook = parse(bytes, format);
  if (typeof workbook === 'string') return workbook;
  const sheets = sheetsOf(workbook);
  const count = sheets.reduce((sum, { cells }) => sum + cells.length, 0);
  if (count > MAX_CELLS) return 'F_OVERSIZED';
  return { format, sheets, keywords: workbook.Props?.Keywords ?? '' };
}

function parse(bytes: Buffer, format: 'xlsx' | 'xls' | 'ods'): WorkBook | FileCode {
  try {
    // Stubs show .xlsx formulas that carry no result; the other formats always carry one.
    return quietly(() => read(bytes, { ...OPTIONS, sheetStubs: format === 'xlsx' }));
  } catch (error) {
    return /password-protected/i.test(String(error)) ? 'F_ENCRYPTED' : 'F_DAMAGED';
  }
}

function sheetsOf(workbook: WorkBook): readonly Sheet[] {
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true;
  return workbook.SheetNames.map((name, index) => {
    const sheet = Object.hasOwn(workbook.Sheets, name) ? workbook.Sheets[name] : undefined;
    return {
      name,
      hidden: (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
      cells: cellsOf(sheet?.['!data'] ?? [], date1904),
      merges: (sheet?.['!merges'] ?? []).map(mergeOf),
    };
  });
}

function mergeOf({ s, e }: Range): Merge {
  return { row: s.r + 1, column: s.c + 1, lastRow: e.r + 1, lastColumn: e.c + 1 };
}

/** Rows and cells that hold nothing are holes. */
function cellsOf(rows: readonly (readonly CellObject[])[], date1904: boolean): readonly Cell[] {
  const cells: Cell[] = [];
  rows.forEach((row, r) => {
    row.forEach((object, c) => {
      const read = cellOf(object, date1904);
      if (read === null) return;
      const formula = typeof object.f === 'string' ? { formula: object.f } : {};
      cells.push({ row: r + 1, column: c + 1, ...read, ...formula });
    });
  });
  return cells;
}

type Read = Pick<Cell, 'kind' | 'text' | 'percentFormat'>;

/** @returns null for a cell that holds nothing. */
function cellOf({ t, v, f, z }: CellObject, date1904: boolean): Read | null {
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
  return { kind: 'number', text, ...(isPercentFormat(format) ? { percentFormat: true } : {}) };
}

/** Days 1 to 59 are those of January and February 1900, before Excel's day that never was. */
function dayOf(serial: number, date1904: boolean): string | null {
  if (serial < 1) return null;
  const early = !date1904 && serial < 60;
  return early
    ? new Date(Date.UTC(1899, 11, 31) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10)
    : dayOfSerial(serial, date1904);
}
