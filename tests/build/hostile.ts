/** Small workbooks made to hold a reader up: each well packed, most of them well formed. */
import { utils, write } from '@e965/xlsx';
import { zipOf } from './zip.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function override(part: string, kind: string): string {
  return `<Override PartName="${part}" ContentType="${KIND}.${kind}+xml"/>`;
}

function relationship(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
}

function relationships(...of: readonly string[]): string {
  return `<Relationships xmlns="${PACKAGE}/relationships">${of.join('')}</Relationships>`;
}

export function sheetOf(data: string, after = '', before = ''): string {
  return `<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">${before}<sheetData>${data}</sheetData>${after}</worksheet>`;
}

const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml':
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
    override('/xl/workbook.xml', 'sheet.main') +
    override('/xl/styles.xml', 'styles') +
    override('/xl/sharedStrings.xml', 'sharedStrings') +
    '</Types>',
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': relationships(
    relationship('rId1', 'worksheet', 'worksheets/sheet1.xml'),
  ),
  'xl/worksheets/sheet1.xml': sheetOf('<row r="1"><c r="A1"><v>7</v></c></row>'),
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>`,
  'xl/sharedStrings.xml': `<sst xmlns="${MAIN}"><si><t>x</t></si></sst>`,
};

/** A plain workbook (A1 is 7) with some parts replaced or added. */
export function bookWith(parts: Readonly<Record<string, string>> = {}): Buffer {
  return zipOf(Object.entries({ ...PARTS, ...parts }).map(([name, data]) => ({ name, data })));
}

function sheetBook(data: string, after = '', before = ''): Buffer {
  return bookWith({ 'xl/worksheets/sheet1.xml': sheetOf(data, after, before) });
}

/** A1 is 7, with this behind the cells. */
function after(text: string): Buffer {
  return sheetBook('<row r="1"><c r="A1"><v>7</v></c></row>', text);
}

function many(times: number, of: (index: number) => string): string {
  return Array.from({ length: times }, (_, index) => of(index)).join('');
}

function commented(comments: string, extra: Readonly<Record<string, string>> = {}): Buffer {
  return bookWith({
    'xl/worksheets/_rels/sheet1.xml.rels': relationships(
      relationship('rId1', 'comments', '../comments1.xml'),
    ),
    'xl/comments1.xml': `<comments xmlns="${MAIN}"><authors><author>x</author></authors><commentList>${comments}</commentList></comments>`,
    ...extra,
  });
}

function comment(ref: string): string {
  return `<comment ref="${ref}" authorId="0"><text><t>x</t></text></comment>`;
}

function table(rows: string): Buffer {
  const [office, of] = ['xmlns:office="o" xmlns:table="t" xmlns:text="x"', 'office:'];
  return zipOf([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' },
    { name: 'META-INF/manifest.xml', data: '<manifest:manifest xmlns:manifest="m"/>' },
    { name: 'styles.xml', data: '<office:document-styles xmlns:office="o"/>' },
    {
      name: 'content.xml',
      data: `<${of}document-content ${office}><${of}body><${of}spreadsheet><table:table table:name="S">${rows}</table:table></${of}spreadsheet></${of}body></${of}document-content>`,
    },
  ]);
}

const FILLED = '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p>';

/** An .xls whose one link covers every cell there is. */
function linkedXls(): Buffer {
  const page = utils.aoa_to_sheet([[7]]);
  page['A1'].l = { Target: 'https://example.org/' };
  const book = utils.book_new(page, 'S');
  const bytes: Buffer = write(book, { type: 'buffer', bookType: 'biff8' });
  for (let at = 0; at + 30 < bytes.length; at += 1) {
    const link = bytes.readUInt16LE(at) === 0x01b8 && bytes.readUInt32LE(at + 12) === 0x79eac9d0;
    if (link) bytes.set([0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff], at + 4);
  }
  return bytes;
}

/** What each is called, its bytes, and the finding it is refused with; null where it is read. */
export const HOSTILE: readonly (readonly [string, () => Buffer, string | null])[] = [
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
          `${'<c r="A2"><f t="shared" si="0"/></c>'.repeat(100_000)}</row>`,
      ),
    'F_OVERSIZED',
  ],
  [
    'one long text in a hundred thousand cells',
    () =>
      bookWith({
        'xl/sharedStrings.xml': `<sst xmlns="${MAIN}"><si><t>${'x'.repeat(1_000_000)}</t></si></sst>`,
        'xl/worksheets/sheet1.xml': sheetOf(
          `<row r="1">${'<c t="s"><v>0</v></c>'.repeat(10_000)}</row>`.repeat(10),
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
        'xl/workbook.xml': PARTS['xl/workbook.xml']!.replace(
          '</sheets>',
          `</sheets><definedNames>${many(100_000, (i) => `<definedName name="n${String(i)}">S!$A$1:$XFD$1048576</definedName>`)}</definedNames>`,
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
        'xl/workbook.xml': PARTS['xl/workbook.xml']!.replace(
          /<sheet .*\/>/,
          many(1000, (i) => `<sheet name="S${String(i)}" sheetId="${String(i)}" r:id="rId1"/>`),
        ),
      }),
    'F_DAMAGED',
  ],
  [
    'ten thousand array formulas',
    () =>
      sheetBook(
        `<row r="1">${many(10_000, () => '<c r="A1"><f t="array" ref="A1:B2">1</f><v>1</v></c>')}</row>`,
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
