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
