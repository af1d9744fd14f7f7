/** What programs other than Excel write, and the library makes nothing or something else of: their workbooks are read all the same. */
import { describe, expect, it } from 'vitest';
import { readGrid } from '../../src/intake/workbook.ts';
import { unzip } from '../../src/intake/zip.ts';
import { zipOf } from '../build/zip.ts';
import {
  after,
  bookWith,
  MAIN,
  relationship,
  relationships,
  SHEET,
  sheetOf,
  table,
  workbookPart,
} from '../hostile/made.ts';

/** Each sheet's name and the texts of its cells, or why there are none. */
function answer(bytes: Buffer): readonly (readonly string[])[] | string {
  const grid = readGrid(bytes);
  if (typeof grid === 'string') return grid;
  return grid.sheets.map(({ name, cells }) => [name, ...cells.map(({ text }) => text)]);
}

const PLAIN = [['S', '7']];

/** The plain workbook with a part of that content type. */
function typed(name: string, type: string, data: string): Buffer {
  const { parts } = unzip(after(''));
  const types = String(parts?.get('[Content_Types].xml'));
  const override = `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-${type}+xml"/>`;
  return bookWith({
    '[Content_Types].xml': types.replace('</Types>', `${override}</Types>`),
    [name]: data,
  });
}

describe('a workbook', () => {
  it('that tells of itself what the library does not know', () => {
    const data = `<Properties xmlns="p" xmlns:vt="v"><property pid="2" name="作者"><lpwstr xmlns="v">甲</lpwstr></property></Properties>`;
    const bytes = typed('docProps/custom.xml', 'officedocument.custom-properties', data);
    expect(answer(bytes)).toEqual(PLAIN);
  });

  it('with data of cubes', () => {
    const data = `<metadata xmlns="${MAIN}"><metadataStrings count="1"><s v="c"/></metadataStrings></metadata>`;
    const bytes = typed('xl/metadata.xml', 'officedocument.spreadsheetml.sheetMetadata', data);
    expect(answer(bytes)).toEqual(PLAIN);
  });

  it('with a picture of nothing', () => {
    expect(answer(bookWith({ 'docProps/thumbnail.wmf': '' }))).toEqual(PLAIN);
  });

  it.each(['utf16le', 'be'])('all of whose parts are UTF-16: %s', (order) => {
    const { parts } = unzip(after(''));
    const wide = [...(parts ?? [])].map(([name, part]) => {
      const little = Buffer.from(`\ufeff${String(part)}`, 'utf16le');
      return { name, data: order === 'be' ? little.swap16() : little };
    });
    expect(answer(zipOf(wide))).toEqual(PLAIN);
  });

  it('with modules of old macros among its sheets', () => {
    const module = (name: string, sheetId: number): string =>
      `<sheet name="${name}" sheetId="${String(sheetId)}" state="veryHidden" r:id=""/>`;
    const bytes = bookWith({
      'xl/workbook.xml': workbookPart(
        `${module('M1', 3)}<sheet name="后" sheetId="2" r:id="rId2"/>${module('M2', 4)}${SHEET}`,
      ),
      'xl/_rels/workbook.xml.rels': relationships(
        relationship('rId1', 'worksheet', 'worksheets/sheet1.xml'),
        relationship('rId2', 'worksheet', 'worksheets/sheet2.xml'),
      ),
      'xl/worksheets/sheet2.xml': sheetOf('<row r="1"><c r="A1"><v>8</v></c></row>'),
    });
    expect(answer(bytes)).toEqual([['后', '8'], ...PLAIN]);
  });
});

describe('a number in an .ods', () => {
  const cell = (shown: string, value = '0', type = 'float'): string =>
    `<table:table-cell table:formula="of:=1/0" office:value-type="${type}" office:value="${value}"><text:p>${shown}</text:p></table:table-cell>`;
  const kinds = (...cells: readonly string[]): unknown => {
    const grid = readGrid(table(`<table:table-row>${cells.join('')}</table:table-row>`));
    return typeof grid === 'string'
      ? grid
      : grid.sheets[0]?.cells.map(({ kind, text }) => [kind, text]);
  };

  it('that shows an error is that error, which Excel writes as 0', () => {
    const errors = ['#DIV/0!', '#REF!', '#N/A', '#WERT!', '#名称?', 'Err:502'];
    expect(kinds(...errors.map((error) => cell(error)))).toEqual(
      errors.map((error) => ['error', error]),
    );
    expect(kinds(cell('#DIV/0!', '0', 'percentage'))).toEqual([['error', '#DIV/0!']]);
  });

  it('that shows anything else is its value', () => {
    expect(kinds(cell('#######', '7'), cell('#1', '1'), cell('—', '0'), cell('', '9'))).toEqual([
      ['number', '7'],
      ['number', '1'],
      ['number', '0'],
      ['number', '9'],
    ]);
  });
});
