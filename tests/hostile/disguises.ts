/** Files that are two things at once, say what they are not, or end before their end. */
import { utils, write, type BookType } from '@e965/xlsx';
import { zipOf } from '../build/zip.ts';
import type { Family } from './case.ts';
import { bookWith, relationship, relationships, sheetOf, table } from './made.ts';

/** One cell, as a program saves it. */
export function saved(bookType: BookType): Buffer {
  const book = utils.book_new(utils.aoa_to_sheet([['单位', 7]]), 'S');
  return Buffer.from(write(book, { type: 'buffer', bookType }) as Uint8Array);
}

function behind(start: string, rest: Buffer): Buffer {
  return Buffer.concat([Buffer.from(start, 'latin1'), rest]);
}

function cut(bookType: BookType, part: number): Buffer {
  const bytes = saved(bookType);
  return bytes.subarray(0, Math.floor(bytes.length * part));
}

const LAUGHS = Array.from({ length: 9 }, (_, at) => {
  const before = at === 0 ? 'ha' : `&e${String(at - 1)};`.repeat(10);
  return `<!ENTITY e${String(at)} "${before}">`;
}).join('');

export const DTDS: Family = [
  [
    'a billion laughs',
    () =>
      bookWith({
        'xl/sharedStrings.xml': `<!DOCTYPE s [${LAUGHS}]><sst><si><t>&e8;</t></si></sst>`,
      }),
    'F_DAMAGED',
  ],
  [
    'an entity that is a file',
    () =>
      bookWith({
        'xl/worksheets/sheet1.xml': `<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/passwd">]>${sheetOf('<row><c t="str"><v>&f;</v></c></row>')}`,
      }),
    'F_DAMAGED',
  ],
  [
    'a document type from the network',
    () =>
      bookWith({ 'xl/workbook.xml': '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/w.dtd"><workbook/>' }),
    'F_DAMAGED',
  ],
  [
    'a document type in small letters',
    () => bookWith({ 'docProps/core.xml': '<!doctype c [<!entity % p "x"> %p;]><c/>' }),
    'F_DAMAGED',
  ],
  [
    'a document type among relationships',
    () =>
      bookWith({
        'xl/_rels/workbook.xml.rels': `<!DOCTYPE r>${relationships(relationship('rId1', 'worksheet', 'worksheets/sheet1.xml'))}`,
      }),
    'F_DAMAGED',
  ],
  [
    'a document type in UTF-16',
    () =>
      zipOf([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'xl/a.xml', data: Buffer.from('\ufeff<!DOCTYPE a><a/>', 'utf16le') },
      ]),
    'F_DAMAGED',
  ],
  ['a document type in an .ods', () => table('<!DOCTYPE t><table:table-row/>'), 'F_DAMAGED'],
];

export const POLYGLOTS: Family = [
  ['a PDF that is a workbook', () => behind('%PDF-1.7\n', bookWith()), 'F_PDF'],
  ['a picture that is a workbook', () => behind('GIF89a', bookWith()), 'F_PICTURE'],
  ['a web page that is a workbook', () => behind('<html></html>', bookWith()), 'F_UNKNOWN'],
  ['a script that is a workbook', () => behind('#!/bin/sh\nexit\n', bookWith()), 'F_UNKNOWN'],
  ['a program that is a workbook', () => behind('MZ\x90\0', bookWith()), 'F_UNKNOWN'],
  ['an .xls that is a workbook', () => Buffer.concat([saved('biff8'), bookWith()]), 2],
  [
    'a workbook that is a PDF',
    () => Buffer.concat([bookWith(), Buffer.from('\n%PDF-1.7\n%%EOF')]),
    1,
  ],
  ['a workbook that is another', () => Buffer.concat([bookWith(), saved('xlsx')]), 'F_DAMAGED'],
  ['text that begins like a zip', () => Buffer.from('PK,1\n填报数,7\n'), 'F_TRUNCATED'],
  [
    'an .ods that is an .xlsx',
    () => bookWith({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }),
    'F_DAMAGED',
  ],
];

export const TRUNCATIONS: Family = [
  ['an .xlsx without its last bytes', () => cut('xlsx', 0.999), 'F_TRUNCATED'],
  ['half an .xlsx', () => cut('xlsx', 0.5), 'F_TRUNCATED'],
  ['the beginning of an .xlsx', () => cut('xlsx', 0.02), 'F_TRUNCATED'],
  ['half an .xls', () => cut('biff8', 0.5), 'F_UNKNOWN'],
  ['the beginning of an .xls', () => cut('biff8', 0.1), 'F_TRUNCATED'],
  ['half an .ods', () => cut('ods', 0.5), 'F_TRUNCATED'],
  ['two letters', () => Buffer.from('PK'), 'F_TRUNCATED'],
  ['half a letter', () => Buffer.from('e5', 'hex'), 'F_UNKNOWN'],
];
