/** Hostile files of the other formats: records of an .xls, repeated rows of an .ods, text without end. */
import type { Case, Family } from './case.ts';
import { saved } from './disguises.ts';
import { FILLED, linkedXls, table } from './made.ts';

/** An .xls of one sheet with a record's bytes changed in place. */
function record(kind: number, change: (bytes: Buffer, body: number) => void): () => Buffer {
  return () => {
    const bytes = saved('biff8');
    for (let at = 512; at + 4 <= bytes.length; at += 1) {
      const length = bytes.readUInt16LE(at + 2);
      if (bytes.readUInt16LE(at) !== kind || length === 0 || length > 200) continue;
      change(bytes, at + 4);
      return bytes;
    }
    throw new Error(`no record ${String(kind)}`);
  };
}

/** A field of the compound file's header. */
function header(at: number, value: number): () => Buffer {
  return () => {
    const bytes = saved('biff8');
    bytes.writeUInt32LE(value, at);
    return bytes;
  };
}

/** Elements of number formats, each of whose digits a reader writes out. */
const LONG_FORMATS: readonly (readonly [string, string, string])[] = [
  ['number', 'min-integer-digits', '1e9'],
  ['number', 'decimal-places', '90000000'],
  ['number', 'min-decimal-places', '-1e9'],
  ['scientific-number', 'min-exponent-digits', '1e9'],
  ['fraction', 'min-denominator-digits', '1e9'],
  ['seconds', 'decimal-places', '1e9'],
];

const [NUMBER, TEXT, DIMENSIONS, BOF] = [0x0203, 0x0204, 0x0200, 0x0809];

export const RECORDS: Family = [
  ['a link over a whole .xls', linkedXls, 'F_OVERSIZED'],
  [
    'a formula that never ends',
    record(NUMBER, (bytes, at) => {
      bytes.writeUInt16LE(0x0006, at - 4);
    }),
    'F_DAMAGED',
  ],
  [
    'two cells at one place',
    record(NUMBER, (bytes, at) => {
      bytes.writeUInt16LE(0, at + 2);
    }),
    'F_DAMAGED',
  ],
  [
    'a text longer than its record',
    record(TEXT, (bytes, at) => {
      bytes.writeUInt16LE(0xffff, at + 6);
    }),
    2,
  ],
  [
    'an area of an .xls that is not there',
    record(DIMENSIONS, (bytes, at) => {
      bytes.fill(0xff, at, at + 12);
    }),
    2,
  ],
  [
    'a sheet of an earlier version',
    record(BOF, (bytes, at) => {
      bytes.writeUInt16LE(0x0500, at);
    }),
    'F_DAMAGED',
  ],
  ['a directory that follows itself', header(48, 0), 'F_DAMAGED'],
  ['more tables of sectors than there are bytes', header(44, 0x7fff_ffff), 2],
  ['sectors of no size', header(30, 0), 'F_DAMAGED'],
];

export const TABLES: Family = [
  [
    'rows repeated a thousand million times',
    () =>
      table(
        `<table:table-row table:number-rows-repeated='1e9'>${FILLED}</table:table-cell></table:table-row>`,
      ),
    'F_OVERSIZED',
  ],
  [
    'a cell repeated a thousand million times',
    () =>
      table(
        `<table:table-row><table:table-cell table:number-columns-repeated="1000000000" office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>`,
      ),
    'F_OVERSIZED',
  ],
  [
    'a row of a table far down',
    () =>
      table(
        `<table:table-row table:number-rows-repeated="2000000"><table:table-cell/></table:table-row><table:table-row>${FILLED}</table:table-cell></table:table-row>`,
      ),
    'F_OUTSIDE',
  ],
  [
    'a cell that spans everything',
    () =>
      table(
        `<table:table-row>${FILLED.replace(' office', ' table:number-columns-spanned="1000000000" table:number-rows-spanned="1000000000" office')}</table:table-cell></table:table-row>`,
      ),
    1,
  ],
  [
    'spaces without end',
    () =>
      table(
        `<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="2000000000"/></text:p></table:table-cell></table:table-row>`,
      ),
    'F_OVERSIZED',
  ],
  [
    'spaces that would just fit',
    () =>
      table(
        `<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="90000000"/></text:p></table:table-cell></table:table-row>`,
      ),
    'F_OVERSIZED',
  ],
  ...LONG_FORMATS.map(([element, attribute, times]): Case => {
    const format = `<number:${element} number:${attribute}="${times}"/>`;
    return [`a ${element} with ${times} ${attribute}`, () => table('', format), 'F_DAMAGED'];
  }),
];

export const TEXTS: Family = [
  ['five million empty cells', () => Buffer.from(','.repeat(5_000_000)), 0],
  ['two million and a half filled ones', () => Buffer.from('1,'.repeat(2_500_000)), 'F_OVERSIZED'],
  ['a quotation that never ends', () => Buffer.from(`a,"${'x'.repeat(4_000_000)}`), 2],
  ['two million quotation marks', () => Buffer.from('""'.repeat(2_000_000)), 1],
  ['a line of five million letters', () => Buffer.from('x'.repeat(5_000_000)), 1],
  ['zeros between the letters', () => Buffer.from('填报数,\0\0\0,7'), 'F_UNKNOWN'],
  ['a million lines', () => Buffer.from('\n'.repeat(5_000_000)), 'F_EMPTY'],
];
