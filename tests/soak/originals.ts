/** The filled form that mutants are made of, in every format that is read, and where in its bytes each item stands. */
import { CFB, read, write, type BookType } from '@e965/xlsx';
import { unzipSync } from 'fflate';
import { itemsOf } from '../../src/model/form.ts';
import { FILLING, SHEET } from '../build/distinct-form.ts';
import { bytesOf } from '../build/form.ts';
import { readGrid } from '../../src/intake/workbook.ts';
import { isFileCode } from '../../src/model/catalogue/workbook.ts';
import { csvExtents, odsExtents, xlsExtents, xlsxExtents } from './extents.ts';

/** A run of bytes of a part (of the whole file where there are none) that says something of an item. */
export type Extent = Readonly<{ item: string; part: string; from: number; to: number }>;

export type Original = Readonly<{
  name: string;
  bytes: Buffer;
  /** The parts of a zip, or of an .xls its stream of records; empty for text. */
  parts: ReadonlyMap<string, Buffer>;
  extents: readonly Extent[];
}>;

/** The part of an .xls in which its cells stand. */
export const STREAM = 'Workbook';

/** The form as it goes out, and as other programs save it. */
export async function originals(): Promise<readonly Original[]> {
  const own = Buffer.from(await bytesOf(SHEET, FILLING));
  const book = read(own, { type: 'buffer', cellNF: true, cellFormula: true, sheetStubs: true });
  const saved = (bookType: BookType): Buffer =>
    Buffer.from(write(book, { type: 'buffer', bookType, bookSST: true }) as Uint8Array);
  const csv = saved('csv');
  return [
    zipped('xlsx', own, xlsxExtents),
    zipped('xlsx, saved again', saved('xlsx'), xlsxExtents),
    zipped('ods', saved('ods'), odsExtents),
    records('xls', saved('biff8')),
    { name: 'csv', bytes: csv, parts: new Map(), extents: csvExtents(csv, CODES) },
  ];
}

const CODES = itemsOf(SHEET).map(({ item }) => item);

type Parts = ReadonlyMap<string, Buffer>;

function zipped(
  name: string,
  bytes: Buffer,
  extents: (parts: Parts, codes: readonly string[]) => readonly Extent[],
): Original {
  const parts = new Map(
    Object.entries(unzipSync(bytes)).map(([part, data]) => [part, Buffer.from(data)]),
  );
  return { name, bytes, parts, extents: extents(parts, CODES) };
}

type Containers = Readonly<{
  read: (bytes: Buffer, options: object) => unknown;
  find: (container: unknown, name: string) => Readonly<{ content: Uint8Array }>;
}>;

function records(name: string, bytes: Buffer): Original {
  const library = CFB as unknown as Containers;
  const stream = Buffer.from(library.find(library.read(bytes, { type: 'buffer' }), STREAM).content);
  const extents = xlsExtents(stream, STREAM, rowsIn(bytes));
  return { name, bytes, parts: new Map([[STREAM, stream]]), extents };
}

/** The row of each code, from 1. */
function rowsIn(bytes: Buffer): ReadonlyMap<string, number> {
  const grid = readGrid(bytes);
  const cells = isFileCode(grid) ? [] : (grid.sheets[0]?.cells ?? []);
  return new Map(
    cells.filter(({ text }) => CODES.includes(text)).map(({ text, row }) => [text, row]),
  );
}
