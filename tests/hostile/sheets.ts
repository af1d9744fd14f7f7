/** Workbooks of few bytes, most of them well formed, that were made to hold a reader up. */
import type { Family } from './case.ts';
import {
  after,
  bookWith,
  comment,
  commented,
  MAIN,
  many,
  relationship,
  relationships,
  SHEET,
  sheetBook,
  sheetOf,
  workbookPart,
} from './made.ts';

/** What reaches far, is there a million times, or is met in loops within loops. */
export const SHEETS: Family = [
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
    'thirty thousand lone cells in the last column',
    () =>
      sheetBook(
        many(
          30_000,
          (i) => `<row r="${String(i + 1)}"><c r="XFD${String(i + 1)}"><v>7</v></c></row>`,
        ),
      ),
    30_000,
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
    1,
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
    'one long text in twenty thousand cells',
    () =>
      bookWith({
        'xl/sharedStrings.xml': `<sst xmlns="${MAIN}"><si><t>${'x'.repeat(1_000_000)}</t></si></sst>`,
        'xl/worksheets/sheet1.xml': sheetOf(
          `<row>${'<c t="s"><v>0</v></c>'.repeat(10_000)}</row>`.repeat(2),
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
    1,
  ],
  [
    'an area that is not there',
    () =>
      sheetBook('<row r="1"><c r="A1"><v>7</v></c></row>', '', '<dimension ref="A1:XFD1048576"/>'),
    1,
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
    1,
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
    1,
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
  ['a million tags that never end', () => after('<mergeCell '.repeat(1_000_000)), 'F_DAMAGED'],
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
];
