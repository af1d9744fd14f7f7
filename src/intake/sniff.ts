/** What a file truly is, by its content: names and extensions are not asked. */
import type { FileCode } from '../model/catalogue/workbook.ts';
import { SNAPSHOT_HEAD } from '../model/sheet-snapshot.ts';
import { lookedThrough } from './hostile-part.ts';
import { decodeText } from './text.ts';
import { withWideLetters } from './wide-letters.ts';
import { inUtf8 } from './xml-text.ts';
import { unzip } from './zip.ts';

/**
 * A format that can be read, or why the file is not opened. `parts` are those of a zip, which were looked through and
 * hold what tells of cells: nothing else of it may be read. `text` is the decoded text of a CSV file, or of an online sheet
 * as it is kept.
 */
export type Sniffed =
  | Readonly<{ format: 'xlsx' | 'ods'; parts: ReadonlyMap<string, Buffer>; refused: null }>
  | Readonly<{ format: 'xls'; refused: null }>
  | Readonly<{ format: 'csv'; text: string; refused: null }>
  | Readonly<{ format: 'online'; text: string; refused: null }>
  | Readonly<{ format: null; refused: FileCode }>;

const COMPOUND = 'd0cf11e0a1b11ae1';
const COMPOUND_BLOCK = 128;
const ROOT = Buffer.from('Root Entry\0', 'utf16le');
const WORKBOOK_CLASS = '2008020000000000c000000000000046';

/** First bytes in hex of what is not a spreadsheet. */
const MAGIC: readonly (readonly [FileCode, readonly string[]])[] = [
  ['F_PDF', ['25504446']],
  ['F_PICTURE', ['89504e47', 'ffd8ff', '47494638', '424d', '49492a00', '4d4d002a', '52494646']],
  ['F_ARCHIVE', ['52617221', '377abcaf271c', '1f8b', '425a68', 'fd377a585a00']],
  ['F_WORD', ['7b5c727466']],
  ['F_OLD', ['09000400', '09020600', '09040600']],
];

/** Parts by which the reader knows OpenDocument, UOF and Numbers. */
const OTHER_FORMATS: readonly string[] = [
  'meta-inf/manifest.xml',
  'objectdata.xml',
  'index/document.iwa',
  'index.zip',
];

/** Never throws. */
export function sniff(bytes: Buffer): Sniffed {
  if (bytes.every((byte) => byte === 0)) return refuse('F_EMPTY');
  const head = bytes.subarray(0, 16).toString('hex');
  if (head.startsWith('504b')) return sniffZip(bytes);
  if (head.startsWith(COMPOUND)) return sniffCompound(bytes);
  const other = MAGIC.find(([, starts]) => starts.some((start) => head.startsWith(start)));
  return other === undefined ? sniffText(bytes) : refuse(other[0]);
}

function refuse(refused: FileCode): Sniffed {
  return { format: null, refused };
}

function sniffZip(bytes: Buffer): Sniffed {
  const { parts, refused } = unzip(bytes);
  if (parts === null) return refuse(refused);
  // What is encrypted is no XML, and no damage either.
  if (isEncrypted(parts)) return refuse('F_ENCRYPTED');
  const names = [...parts.keys()].map((name) => name.toLowerCase());
  const mimetype = parts.get('mimetype')?.toString('latin1').trim();
  const format = mimetype === undefined ? officeIn(names) : openDocumentIn(mimetype, parts);
  // Before its parts are looked through: macros in an .ods have a document type, which would be damage.
  if (format !== 'xlsx' && format !== 'ods') return refuse(format);
  const lean = lookedThrough(inUtf8(parts));
  if (typeof lean === 'string') return refuse(lean);
  return { format, parts: withWideLetters(lean), refused: null };
}

function officeIn(names: readonly string[]): 'xlsx' | FileCode {
  if (names.includes('ofd.xml')) return 'F_PDF';
  if (!names.includes('[content_types].xml')) return isPart(names) ? 'F_DAMAGED' : 'F_ARCHIVE';
  if (names.some((name) => name.endsWith('vbaproject.bin'))) return 'F_MACRO';
  if (names.some((name) => name.endsWith('workbook.bin'))) return 'F_BINARY';
  // The reader would take it for another format than the one it was looked through as.
  if (names.some((name) => OTHER_FORMATS.includes(name))) return 'F_DAMAGED';
  const other = names.some((name) => name.startsWith('word/') || name.startsWith('ppt/'));
  return other ? 'F_WORD' : 'xlsx';
}

/** What is left of a workbook that lost the part which says what it is. */
function isPart(names: readonly string[]): boolean {
  return names.some((name) => name.startsWith('xl/') || name === 'content.xml');
}

/** An OpenDocument file whose list of parts says with which key each is encrypted. */
function isEncrypted(parts: ReadonlyMap<string, Buffer>): boolean {
  return parts.get('META-INF/manifest.xml')?.includes('encryption-data') === true;
}

function openDocumentIn(mimetype: string, parts: ReadonlyMap<string, Buffer>): 'ods' | FileCode {
  if (!mimetype.startsWith('application/vnd.oasis.opendocument.spreadsheet')) {
    return mimetype.includes('opendocument') ? 'F_WORD' : 'F_ARCHIVE';
  }
  // The reader would take it for the other format.
  if ([...parts.keys()].some((name) => /^\[content_types\]/i.test(name))) return 'F_DAMAGED';
  const macros = [...parts.keys()].some((name) => /^Basic\/.+\/.+\.xml$/.test(name));
  return macros ? 'F_MACRO' : 'ods';
}

/** A compound file (.xls, .et, .doc, encrypted .xlsx) is known by the names in its directory. */
function sniffCompound(bytes: Buffer): Sniffed {
  const names = namesIn(bytes);
  const has = (...wanted: readonly string[]): boolean => wanted.some((name) => names.has(name));
  if (has('encryptedpackage', 'encryptioninfo')) return refuse('F_ENCRYPTED');
  // A workbook may hold documents, and a document workbooks.
  const isDocument = has('worddocument', 'powerpoint document', 'wpsdocument');
  if (isDocument && !isBook(bytes)) return refuse('F_WORD');
  if (has('book') && !has('workbook')) return refuse('F_OLD');
  if (!has('workbook')) return refuse(isCutOff(bytes) ? 'F_TRUNCATED' : 'F_UNKNOWN');
  return has('_vba_project_cur') ? refuse('F_MACRO') : { format: 'xls', refused: null };
}

/** In lower case; the entries of its directory lie on 128-byte blocks. */
function namesIn(bytes: Buffer): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = 512; at + COMPOUND_BLOCK <= bytes.length; at += COMPOUND_BLOCK) {
    const size = bytes.readUInt16LE(at + 64);
    if (size < 4 || size > 64 || size % 2 !== 0) continue;
    names.add(bytes.toString('utf16le', at, at + size - 2).toLowerCase());
  }
  return names;
}

/** Whether the root of its directory says that it is a workbook ([MS-CFB] 2.6.1, [MS-XLS] 2.1.1). */
function isBook(bytes: Buffer): boolean {
  const root = bytes.indexOf(ROOT);
  return root >= 0 && bytes.toString('hex', root + 80, root + 96) === WORKBOOK_CLASS;
}

/** Whether its directory, which many programs write last, lies behind its end ([MS-CFB] 2.2). */
function isCutOff(bytes: Buffer): boolean {
  if (bytes.length < 1536) return true;
  const sector = 2 ** bytes.readUInt16LE(30);
  return (bytes.readUInt32LE(48) + 1) * sector >= bytes.length;
}

function sniffText(bytes: Buffer): Sniffed {
  const text = decodeText(bytes);
  if (text === null) return refuse('F_UNKNOWN');
  if (text.trim() === '') return refuse('F_EMPTY');
  if (text.startsWith(SNAPSHOT_HEAD)) return { format: 'online', text, refused: null };
  return text.trimStart().startsWith('<')
    ? refuse('F_WEBPAGE')
    : { format: 'csv', text, refused: null };
}
