/** Small files made to hold a reader up: each is refused or read, and soon. */
import { describe, expect, it } from 'vitest';
import { readGrid } from '../../src/intake/workbook.ts';
import { readWorkbook } from '../build/reader.ts';
import {
  after,
  bookWith,
  comment,
  commented,
  FILLED,
  linkedXls,
  MAIN,
  many,
  relationship,
  relationships,
  SHEET,
  sheetBook,
  sheetOf,
  table,
  workbookPart,
} from '../build/hostile.ts';

/** What each is called, its bytes, and the finding it is refused with; null where it is read. */
const HOSTILE: readonly (readonly [string, () => Buffer, string | null])[] = [
  [
    'a row far beyond the last',
    () => sheetBook('<row r="4294967294"><c><v>7</v></c></row>'),
    'F_OUTSIDE',
  ],
  [
    'a cell far beyond the last row',
    () => sheetBook('<row r="1"><c r="A4294967294"><v>7</v></c></row>'),
    'F_OUTSIDE',
  ],
  [
    'a cell beyond the last column',
    () => sheetBook('<row r="1"><c r="XFE1"><v>7</v></c></row>'),
    'F_OUTSIDE',
  ],
  [
    'cells without names behind the last row',
    () => sheetBook('<row r="1048576"><c><v>7</v></c></row><row><c><v>7</v></c></row>'),
    'F_OUTSIDE',
  ],
  [
    'a hundred thousand lone cells in the last column',
    () =>
      sheetBook(
        many(
          100_000,
          (i) => `<row r="${String(i + 1)}"><c r="XFD${String(i + 1)}"><v>7</v></c></row>`,
        ),
      ),
    null,
  ],
  [
    'twelve million cell formats',
    () =>
      bookWith({
        'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><cellXfs>${'<xf/>'.repeat(12_000_000)}</cellXfs></styleSheet>`,
      }),
    'F_OVERSIZED',
  ],
  [
    'five million shared texts',
    () =>
      bookWith({
        'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${'<si/>'.repeat(5_000_000)}</sst>`,
      }),
    'F_OVERSIZED',
  ],
  [
    'a shared text of a quarter of a million runs',
    () =>
      bookWith({
        'xl/sharedStrings.xml': `<sst xmlns="${MAIN}"><si>${'<r><t>x</t></r>'.repeat(240_000)}</si></sst>`,
      }),
    null,
  ],
  [
    'five million entities',
    () =>
      bookWith({
        'xl/sharedStrings.xml': `<sst xmlns="${MAIN}"><si><t>${'&amp;'.repeat(5_000_000)}</t></si></sst>`,
      }),
    'F_OVERSIZED',
  ],
  [
    'a tag of four million attributes',
    () => sheetBook(`<row r="1"><c r="A1" ${'a="1" '.repeat(4_000_000)}><v>7</v></c></row>`),
    'F_OVERSIZED',
  ],
  [
    'a long formula shared by a hundred thousand cells',
    () =>
      sheetBook(
        `<row r="1"><c r="A1"><f t="shared" si="0" ref="A1:A9">${'A1+'.repeat(2000)}1</f></c>` +
          `${'<c><f t="shared" si="0"/></c>'.repeat(100_000)}</row>`,
      ),
    'F_OVERSIZED',
  ],
  [
    'one long text in a hundred thousand cells',
    () =>
      bookWith({
        'xl/sharedStrings.xml': `<sst xmlns="${MAIN}"><si><t>${'x'.repeat(1_000_000)}</t></si></sst>`,
        'xl/worksheets/sheet1.xml': sheetOf(
          `<row>${'<c t="s"><v>0</v></c>'.repeat(10_000)}</row>`.repeat(10),
        ),
      }),
    'F_OVERSIZED',
  ],
  [
    'columns without end',
    () =>
      sheetBook(
        '<row r="1"><c r="A1"><v>7</v></c></row>',
        '',
        '<cols><col min="1" max="2147483647"/></cols>',
      ),
    null,
  ],
  [
    'an area that is not there',
    () =>
      sheetBook('<row r="1"><c r="A1"><v>7</v></c></row>', '', '<dimension ref="A1:XFD1048576"/>'),
    null,
  ],
  [
    'a merge over the whole sheet',
    () => after('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    'F_OVERSIZED',
  ],
  [
    'a link over the whole sheet',
    () => after(`<hyperlinks><hyperlink ref='A1:XFD1048576'/></hyperlinks>`),
    'F_OVERSIZED',
  ],
  [
    'many links over large areas',
    () => after(`<hyperlinks>${'<hyperlink ref="A1:CV500"/>'.repeat(4000)}</hyperlinks>`),
    'F_OVERSIZED',
  ],
  [
    'a million links',
    () => after(`<hyperlinks>${'<hyperlink ref="A1"/>'.repeat(1_000_000)}</hyperlinks>`),
    'F_OVERSIZED',
  ],
  [
    'validations over millions of cells',
    () =>
      after(
        `<dataValidations>${'<dataValidation sqref="A1:XFD1048576"/>'.repeat(50_000)}</dataValidations>`,
      ),
    null,
  ],
  [
    'a hundred thousand names over the whole sheet',
    () =>
      bookWith({
        'xl/workbook.xml': workbookPart(
          SHEET,
          `<definedNames>${many(100_000, (i) => `<definedName name="n${String(i)}">S!$A$1:$XFD$1048576</definedName>`)}</definedNames>`,
        ),
      }),
    null,
  ],
  ['a comment on a far cell', () => commented(comment('A4294967294')), 'F_OUTSIDE'],
  [
    'a hundred thousand comments on one cell',
    () => commented(comment('A1').repeat(100_000)),
    'F_OVERSIZED',
  ],
  [
    'comments shared by many sheets',
    () =>
      commented(comment('A1'), {
        'xl/worksheets/_rels/sheet2.xml.rels': relationships(
          relationship('rId1', 'comments', '../comments1.xml'),
        ),
      }),
    'F_DAMAGED',
  ],
  [
    'one sheet named a thousand times',
    () =>
      bookWith({
        'xl/workbook.xml': workbookPart(
          many(1000, (i) => `<sheet name="S${String(i)}" sheetId="${String(i)}" r:id="rId1"/>`),
        ),
      }),
    'F_DAMAGED',
  ],
  [
    'ten thousand array formulas',
    () =>
      sheetBook(
        `<row r="1">${many(10_000, () => '<c><f t="array" ref="A1:B2">1</f><v>1</v></c>')}</row>`,
      ),
    'F_OVERSIZED',
  ],
  [
    'a quarter of a million cells',
    () => sheetBook(`<row r="1">${'<c><v>7</v></c>'.repeat(249_000)}</row>`),
    'F_OVERSIZED',
  ],
  ['tags that nothing closes', () => sheetBook('<row r="1">'.repeat(300_000)), 'F_DAMAGED'],
  [
    'markup within a comment',
    () => sheetBook(`<!-- ${'<row><c><f>'.repeat(100_000)} -->`),
    'F_DAMAGED',
  ],
  ['a tag that never ends', () => sheetBook(`<row r="${'1'.repeat(20_000_000)}`), 'F_DAMAGED'],
  [
    'a sheet that hides in a picture',
    () =>
      bookWith({
        'xl/_rels/workbook.xml.rels': relationships(relationship('rId1', 'worksheet', 'a.png')),
        'xl/a.png': sheetOf(''),
      }),
    'F_DAMAGED',
  ],
  [
    'another format under the cover of .xlsx',
    () => bookWith({ 'META-INF/manifest.xml': '<m/>', 'content.xml': '<x/>' }),
    'F_DAMAGED',
  ],
  [
    'rows repeated a thousand million times',
    () =>
      table(
        `<table:table-row table:number-rows-repeated='1e9'>${FILLED}</table:table-cell></table:table-row>`,
      ),
    'F_OVERSIZED',
  ],
  [
    'a row far down in an .ods',
    () =>
      table(
        `<table:table-row table:number-rows-repeated="2000000"><table:table-cell/></table:table-row><table:table-row>${FILLED}</table:table-cell></table:table-row>`,
      ),
    'F_OUTSIDE',
  ],
  ['a link over a whole .xls', linkedXls, 'F_OVERSIZED'],
];

/** Far more than any of them needs: a quiet machine takes under two seconds for the slowest. */
const SOON_MS = 5000;

describe('a hostile file', () => {
  it.each(HOSTILE)('is answered soon: %s', { timeout: 60_000 }, async (_, made, code) => {
    const bytes = made();
    expect(bytes.length).toBeLessThan(5 * 1024 * 1024);
    const started = performance.now();
    const { value, findings } = await readWorkbook(bytes, '寒亭区.xlsx');
    expect(performance.now() - started).toBeLessThan(SOON_MS);
    expect(findings.map((finding) => finding.code)).toEqual(code === null ? [] : [code]);
    expect(value === null).toBe(code !== null);
    expect(readGrid(bytes)).toEqual(value ?? code);
  });

  it('differs from a plain one, which is read', async () => {
    const { value } = await readWorkbook(bookWith(), '寒亭区.xlsx');
    expect(value?.sheets[0]?.cells).toEqual([{ row: 1, column: 1, kind: 'number', text: '7' }]);
  });
});
