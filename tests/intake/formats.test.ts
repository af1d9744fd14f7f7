/** Each format by its content, under a name that lies. */
import { utils, write, type BookType } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { readGrid } from '../../src/intake/workbook.ts';
import { readWorkbook } from '../build/reader.ts';
import { compoundFile, workbookStream } from '../build/compound.ts';

/** The format it is read as, or the finding it is refused with. */
async function answer(bytes: Uint8Array): Promise<string> {
  const { value, findings } = await readWorkbook(bytes, '寒亭区5月.xls');
  const said = findings.map(({ code }) => code).join();
  // The process that reads says what the reader says here.
  expect(readGrid(Buffer.from(bytes))).toEqual(value ?? said);
  return value?.format ?? said;
}

function saved(bookType: BookType): Buffer {
  const book = utils.book_new(utils.aoa_to_sheet([['单位', 7]]), 'S');
  return Buffer.from(write(book, { type: 'buffer', bookType }) as Uint8Array);
}

describe('a workbook saved as', () => {
  const cases: readonly (readonly [BookType, string])[] = [
    ['xlsx', 'xlsx'],
    ['biff8', 'xls'],
    ['biff5', 'F_OLD'],
    ['ods', 'ods'],
    ['csv', 'csv'],
    ['txt', 'csv'],
    ['xlsb', 'F_BINARY'],
    ['xlml', 'F_WEBPAGE'],
    ['html', 'F_WEBPAGE'],
    ['fods', 'F_WEBPAGE'],
    ['biff2', 'F_OLD'],
    ['dbf', 'F_UNKNOWN'],
  ];
  it.each(cases)('%s is answered with %s, whatever its name says', async (type, expected) => {
    expect(await answer(saved(type))).toBe(expected);
  });

  it.each(['xlsx', 'biff8', 'ods', 'csv'] as const)('%s says the same', async (type) => {
    const { value } = await readWorkbook(saved(type), 'x');
    expect(value?.sheets[0]?.cells.map(({ text }) => text)).toEqual(['单位', '7']);
  });

  it.each(['xlsx', 'biff8', 'ods'] as const)('%s and cut off half way is refused', async (type) => {
    const bytes = saved(type);
    for (const part of [0.1, 0.5, 0.9]) {
      const code = await answer(bytes.subarray(0, Math.floor(bytes.length * part)));
      expect(code).toMatch(/^F_(?:TRUNCATED|DAMAGED|UNKNOWN)$/);
    }
  });
});

describe('a compound file', () => {
  const cells = workbookStream(saved('biff8'));
  const words = Buffer.alloc(600, 'x');

  it('that is a workbook is read, whatever documents lie in it', async () => {
    const file = compoundFile('workbook', {
      '/MBD1/Workbook': words,
      '/MBD2/WordDocument': words,
      '/Workbook': cells,
    });
    expect(await answer(file)).toBe('xls');
    const { value } = await readWorkbook(file, 'x');
    expect(value?.sheets[0]?.cells.map(({ text }) => text)).toEqual(['单位', '7']);
  });

  it('that is a document is none of ours, whatever workbooks lie in it', async () => {
    const file = compoundFile('document', {
      '/WordDocument': words,
      '/ObjectPool/Workbook': cells,
    });
    expect(await answer(file)).toBe('F_WORD');
  });
});

describe('what is no spreadsheet', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['a web page', '3c21444f43545950452068746d6c3e3c68746d6c3e', 'F_WEBPAGE'],
    ['a web page behind a mark', 'efbbbf3c68746d6c3e', 'F_WEBPAGE'],
    ['a PDF', '255044462d312e37', 'F_PDF'],
    ['a RAR', '526172211a070100', 'F_ARCHIVE'],
    ['an old RAR', '526172211a0700', 'F_ARCHIVE'],
    ['a 7z', '377abcaf271c', 'F_ARCHIVE'],
    ['a gzip', '1f8b0800', 'F_ARCHIVE'],
    ['a PNG', '89504e470d0a1a0a', 'F_PICTURE'],
    ['a JPEG', 'ffd8ffe1', 'F_PICTURE'],
    ['a GIF', '474946383961', 'F_PICTURE'],
    ['a TIFF', '49492a00', 'F_PICTURE'],
    ['rich text', '7b5c72746631', 'F_WORD'],
    ['a sheet of Excel 3', '090206000000100000000000', 'F_OLD'],
    ['a sheet of Excel 4', '090406000000100000000000', 'F_OLD'],
    ['nothing', '', 'F_EMPTY'],
    ['zeros, as a share makes room for a file', '00'.repeat(4096), 'F_EMPTY'],
  ];
  it.each(cases)('%s gets its own answer', async (_, hex, code) => {
    expect(await answer(Buffer.from(hex, 'hex'))).toBe(code);
  });
});
