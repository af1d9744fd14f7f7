/** Cells of foreign workbooks as exceljs sees them: a process of its own, for it may never come back. */
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import exceljs, { type Cell, type CellValue, type Workbook } from 'exceljs';
import type { Grid, WireCell } from './foreign-grid.ts';

const DAY_MS = 86_400_000;
/** 1899-12-30, from which serial numbers of days are counted. */
const EPOCH_MS = -25_569 * DAY_MS;

type Value = Readonly<{ kind: WireCell[3]; text: string }>;

async function cellsIn(path: string): Promise<readonly WireCell[]> {
  const book = new exceljs.Workbook();
  const bytes = await readFile(path);
  if (path.endsWith('.csv')) await readCsv(book, decoded(bytes));
  else await book.xlsx.load(bytes as never);
  const cells: WireCell[] = [];
  for (const sheet of book.worksheets) {
    const name = path.endsWith('.csv') ? 'CSV' : sheet.name;
    sheet.eachRow((row, rowNumber) => {
      row.eachCell((cell, column) => {
        const value = read(cell);
        if (value !== null) cells.push([name, rowNumber, column, value.kind, value.text]);
      });
    });
  }
  return cells;
}

/** By its mark, else UTF-8, else GB18030. */
function decoded(bytes: Buffer): string {
  const marks: readonly (readonly [number, string])[] = [
    [0xfffe, 'utf-16le'],
    [0xfeff, 'utf-16be'],
  ];
  const wide = marks.find(([mark]) => bytes.length > 1 && bytes.readUInt16BE(0) === mark)?.[1];
  try {
    return new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

async function readCsv(book: Workbook, text: string): Promise<void> {
  const head = text.split('\n', 1)[0] ?? '';
  const delimiter = [',', '\t', ';'].sort(
    (one, other) => head.split(other).length - head.split(one).length,
  )[0]!;
  await book.csv.read(Readable.from([text]), {
    map: (value: unknown) => value,
    parserOptions: { delimiter, ignoreEmpty: false },
  });
}

/** The value of a formula leaves out 0 and FALSE, its result does not. */
function read({ type, value, result }: Cell): Value | null {
  if (type === exceljs.ValueType.Merge) return null;
  return valueOf(type === exceljs.ValueType.Formula ? result : value);
}

function valueOf(value: CellValue): Value | null {
  if (value === null || value === undefined || value === '') return null;
  if (value instanceof Date) return dateOf(value);
  if (typeof value === 'object') return valueWithin(value);
  if (typeof value === 'string') return { kind: 'text', text: value };
  return typeof value === 'number'
    ? { kind: 'number', text: String(value) }
    : { kind: 'boolean', text: value ? 'TRUE' : 'FALSE' };
}

function valueWithin(value: Exclude<CellValue & object, Date>): Value | null {
  if ('error' in value) return { kind: 'error', text: value.error };
  if ('richText' in value) return valueOf(value.richText.map(({ text }) => text).join(''));
  if ('hyperlink' in value) return valueOf(value.text);
  return 'result' in value ? valueOf(value.result) : null;
}

/** Days 1 to 59 stand before Excel's day that never was. */
function dateOf(date: Date): Value {
  const serial = (date.getTime() - EPOCH_MS) / DAY_MS;
  if (!(serial >= 1)) return { kind: 'number', text: String(serial) };
  const day = new Date(date.getTime() + (serial < 60 ? DAY_MS : 0));
  return { kind: 'date', text: day.toISOString().slice(0, 10) };
}

process.on('message', (path: string) => {
  void cellsIn(path).then(
    (cells) => process.send?.({ cells } satisfies Grid),
    (error: unknown) => process.send?.({ fault: String(error).slice(0, 120) } satisfies Grid),
  );
});
