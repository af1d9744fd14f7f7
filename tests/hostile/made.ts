/** Small workbooks made to hold a reader up: each well packed, most of them well formed. */
import { utils, write, type CellObject } from '@e965/xlsx';
import { zipOf } from '../build/zip.ts';

export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function override(part: string, kind: string): string {
  return `<Override PartName="${part}" ContentType="${KIND}.${kind}+xml"/>`;
}

export function relationship(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
}

export function relationships(...of: readonly string[]): string {
  return `<Relationships xmlns="${PACKAGE}/relationships">${of.join('')}</Relationships>`;
}

/** A worksheet with these rows. */
export function sheetOf(data: string, after = '', before = ''): string {
  return `<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">${before}<sheetData>${data}</sheetData>${after}</worksheet>`;
}

export const SHEET = '<sheet name="S" sheetId="1" r:id="rId1"/>';

const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml':
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
    override('/xl/workbook.xml', 'sheet.main') +
    override('/xl/styles.xml', 'styles') +
    override('/xl/sharedStrings.xml', 'sharedStrings') +
    '</Types>',
  'xl/workbook.xml': workbookPart(SHEET),
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

export function sheetBook(data: string, after = '', before = ''): Buffer {
  return bookWith({ 'xl/worksheets/sheet1.xml': sheetOf(data, after, before) });
}

/** A1 is 7, with this behind the cells. */
export function after(text: string): Buffer {
  return sheetBook('<row r="1"><c r="A1"><v>7</v></c></row>', text);
}

export function many(times: number, of: (index: number) => string): string {
  return Array.from({ length: times }, (_, index) => of(index)).join('');
}

export function commented(comments: string, extra: Readonly<Record<string, string>> = {}): Buffer {
  return bookWith({
    'xl/worksheets/_rels/sheet1.xml.rels': relationships(
      relationship('rId1', 'comments', '../comments1.xml'),
    ),
    'xl/comments1.xml': `<comments xmlns="${MAIN}"><authors><author>x</author></authors><commentList>${comments}</commentList></comments>`,
    ...extra,
  });
}

export function comment(ref: string): string {
  return `<comment ref="${ref}" authorId="0"><text><t>x</t></text></comment>`;
}

/** An .ods of one table with these rows, and one number format. */
export function table(rows: string, format = ''): Buffer {
  const [office, of] = ['xmlns:office="o" xmlns:table="t" xmlns:text="x"', 'office:'];
  const style = `<number:number-style style:name="N1">${format}</number:number-style>`;
  return zipOf([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' },
    { name: 'META-INF/manifest.xml', data: '<manifest:manifest xmlns:manifest="m"/>' },
    {
      name: 'styles.xml',
      data: `<${of}document-styles ${office}><${of}styles>${style}</${of}styles></${of}document-styles>`,
    },
    {
      name: 'content.xml',
      data: `<${of}document-content ${office}><${of}body><${of}spreadsheet><table:table table:name="S">${rows}</table:table></${of}spreadsheet></${of}body></${of}document-content>`,
    },
  ]);
}

export const FILLED =
  '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p>';

/** An .xls whose one link covers every cell there is. */
export function linkedXls(): Buffer {
  const cell: CellObject = { t: 'n', v: 7, l: { Target: 'https://example.org/' } };
  const book = utils.book_new({ '!ref': 'A1', A1: cell }, 'S');
  const bytes = Buffer.from(write(book, { type: 'buffer', bookType: 'biff8' }) as Uint8Array);
  for (let at = 0; at + 30 < bytes.length; at += 1) {
    const link = bytes.readUInt16LE(at) === 0x01b8 && bytes.readUInt32LE(at + 12) === 0x79eac9d0;
    if (link) bytes.set([0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff], at + 4);
  }
  return bytes;
}

/** The workbook's own part, with this in place of its one sheet. */
export function workbookPart(sheets: string, behind = ''): string {
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets}</sheets>${behind}</workbook>`;
}
