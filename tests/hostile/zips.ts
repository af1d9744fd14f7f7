/** Zips whose entries, sizes, sums and names are not what they say. */
import { zipOf, type Packed } from '../build/zip.ts';
import type { Family } from './case.ts';
import { bookWith, sheetBook } from './made.ts';

/** The same bytes with a field of the end record or of the first entry in the directory changed. */
function spoiled(mark: '504b0506' | '504b0102' | '504b0304', at: number, hex: string): Buffer {
  const bytes = Buffer.from(bookWith());
  bytes.write(hex, bytes.indexOf(Buffer.from(mark, 'hex')) + at, 'hex');
  return bytes;
}

/** A part more than the one that says what the others are. */
function part(name: string, data: string | Buffer, size?: number): Buffer {
  return zipOf([
    { name: '[Content_Types].xml', data: '<Types/>' },
    { name, data, ...(size && { size }) },
  ]);
}

/** Bytes of a part unpacked; its zip has a thousandth of them. */
const MEGABYTE = 1024 * 1024;

function parts(count: number, data: Buffer): Buffer {
  return zipOf([
    { name: '[Content_Types].xml', data: '<Types/>' },
    ...Array.from({ length: count }, (_, at): Packed => ({ name: `xl/${String(at)}.bin`, data })),
  ]);
}

export const BOMBS: Family = [
  ['a part of 70 MB', () => part('a', Buffer.alloc(70 * MEGABYTE)), 'F_OVERSIZED'],
  [
    'a part of 70 MB that says ten bytes',
    () => part('a', Buffer.alloc(70 * MEGABYTE), 10),
    'F_OVERSIZED',
  ],
  [
    'a picture of 500 MB that says one',
    () => part('xl/media/a.png', Buffer.alloc(500 * MEGABYTE), MEGABYTE),
    'F_OVERSIZED',
  ],
  [
    'four hundred parts of a tenth of a megabyte',
    () => parts(400, Buffer.alloc(MEGABYTE / 10)),
    'F_OVERSIZED',
  ],
  ['more parts than a workbook has', () => parts(501, Buffer.alloc(0)), 'F_OVERSIZED'],
  ['one packed part under five hundred names', overlapping, 'F_OVERSIZED'],
  ['a sheet of 19 MB of blanks', () => sheetBook(' '.repeat(19 * MEGABYTE)), 0],
  [
    'a text of 19 MB',
    () => sheetBook(`<row r="1"><c r="A1" t="str"><v>${'x'.repeat(19 * MEGABYTE)}</v></c></row>`),
    'F_OVERSIZED',
  ],
];

/** Each name in the directory points to the same bytes: nothing in it lies but the whole. */
function overlapping(): Buffer {
  const data = Buffer.alloc(MEGABYTE);
  const sound = zipOf([{ name: 'xl/000.bin', data }]);
  const at = sound.indexOf(Buffer.from('504b0102', 'hex'));
  const entry = sound.subarray(at, sound.length - 22);
  const entries = Array.from({ length: 499 }, (_, number) => {
    const named = Buffer.from(entry);
    named.write(String(number).padStart(3, '0'), entry.indexOf('000.bin'));
    return named;
  });
  const end = Buffer.from(sound.subarray(-22));
  end.writeUInt16LE(499, 8);
  end.writeUInt16LE(499, 10);
  return Buffer.concat([sound.subarray(0, at), ...entries, end]);
}

/** A name that the local header spells otherwise than the directory: some readers go by the one, some by the other. */
function twoNamed(): Buffer {
  const bytes = bookWith();
  bytes.write('xl/worksheets/sheet9.xml', bytes.indexOf('xl/worksheets/sheet1.xml'));
  return bytes;
}

export const ENTRIES: Family = [
  ['a wrong checksum', () => spoiled('504b0102', 16, '00000000'), 'F_DAMAGED'],
  ['an unknown packing', () => spoiled('504b0102', 10, '0c00'), 'F_DAMAGED'],
  ['an encrypted entry', () => spoiled('504b0102', 8, '0100'), 'F_ENCRYPTED'],
  ['a small size that lies', () => part('a', 'x'.repeat(40_000_000), 1), 'F_OVERSIZED'],
  ['a large size that lies', () => spoiled('504b0102', 24, 'ffffff7f'), 'F_OVERSIZED'],
  ['more packed bytes than there are', () => spoiled('504b0102', 20, '00000010'), 'F_TRUNCATED'],
  ['an entry that is not where it should be', () => spoiled('504b0102', 42, '07'), 'F_DAMAGED'],
  ['a local header that is none', () => spoiled('504b0304', 0, '00000000'), 'F_UNKNOWN'],
  ['a directory that is not where it should be', () => spoiled('504b0506', 16, '07'), 'F_DAMAGED'],
  ['zip64 by its count', () => spoiled('504b0506', 10, 'ffff'), 'F_OVERSIZED'],
  ['zip64 by its offset', () => spoiled('504b0506', 16, 'ffffffff'), 'F_OVERSIZED'],
  ['zip64 by a size', () => spoiled('504b0102', 20, 'ffffffffffffffff'), 'F_OVERSIZED'],
  ['a name that leads out', () => part('../../etc/x.xml', '<x/>'), 'F_DAMAGED'],
  ['a name that leads out backwards', () => part('xl\\..\\..\\x.xml', '<x/>'), 'F_DAMAGED'],
  ['a name from the root', () => part('/etc/x.xml', '<x/>'), 'F_DAMAGED'],
  ['a name with a drive', () => part('C:x.xml', '<x/>'), 'F_DAMAGED'],
  ['a doubled name', () => part('[CONTENT_TYPES].xml', '<x/>'), 'F_DAMAGED'],
  [
    'a name doubled by its slashes',
    () =>
      zipOf([
        { name: 'a/b', data: '' },
        { name: 'a\\b', data: '' },
      ]),
    'F_DAMAGED',
  ],
  ['a document type', () => part('xl/a.xml', '<!DOCTYPE x><x/>'), 'F_DAMAGED'],
  ['an entity', () => part('xl/a.xml', '<x/><!ENTITY a "b">'), 'F_DAMAGED'],
  ['a workbook in a zip', () => zipOf([{ name: '寒亭.xlsx', data: bookWith() }]), 'F_ARCHIVE'],
  [
    'a zip in a zip',
    () => zipOf([{ name: 'a.zip', data: zipOf([{ name: 'b', data: 'x' }]) }]),
    'F_ARCHIVE',
  ],
  ['a name with a NUL', () => part('xl/a\0.xml', '<x/>'), 'F_DAMAGED'],
  ['a part that is named in two ways', twoNamed, 'F_DAMAGED'],
  [
    'nothing but an end',
    () => Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(30), zipOf([])]),
    'F_ARCHIVE',
  ],
];
