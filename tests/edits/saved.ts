/** The form saved as something else, with and without a change before. */
import type { BookType } from '@e965/xlsx';
import { Book } from './book.ts';
import { inBytes, type Kind } from './edit.ts';
import { figure, reads, refused, SAME, type Meaning } from './meaning.ts';

const REFUSED: readonly (readonly [BookType, string | readonly string[]])[] = [
  ['xlsb', 'F_BINARY'],
  ['xlml', 'F_WEBPAGE'],
  ['html', 'F_WEBPAGE'],
  ['fods', 'F_WEBPAGE'],
  ['biff5', 'F_OLD'],
  ['biff2', 'F_OLD'],
  ['rtf', 'F_WORD'],
  ['sylk', ['I_NONE', 'I_NO_PAGE']],
  ['dif', ['I_NONE', 'R_COLUMN', 'R_UNTITLED']],
  ['prn', ['I_NONE', 'R_COLUMN', 'R_UNTITLED']],
  ['dbf', ['F_UNKNOWN', 'I_NONE']],
];

const READ: readonly BookType[] = ['xlsx', 'biff8', 'ods', 'xlsm'];

/** How programs write the form's sheet as text. */
const ENCODED: readonly ((book: Book) => Buffer)[] = [
  (book) => Buffer.from(book.text()),
  (book) => Buffer.from(`\ufeff${book.text()}`),
  (book) => Buffer.from(`\ufeff${book.text()}`, 'utf16le'),
  (book) => Buffer.from(`\ufeff${book.text()}`, 'utf16le').swap16(),
  (book) => Buffer.from(book.text({ FS: '\t' })),
  (book) => Buffer.from(book.text({ FS: ';' })),
  (book) => Buffer.from(book.text({ RS: '\r\n' })),
  (book) => Buffer.from(book.text({ RS: '\r' })),
  (book) => Buffer.from(book.text({ forceQuotes: true })),
  (book) => Buffer.from(book.text({ strip: true })),
];

const CHANGED: readonly (readonly [string, string, Meaning])[] = [
  [',137,', ',138,', reads('RC01', figure('138'))],
  [',137,', ',"1,370",', reads('RC01', figure('1370'))],
  [',137,', ',,', refused('E_BLANK', 'E8')],
  [',137,', ',"137', refused(['R_MISSING', 'E_TEXT', 'I_NONE'])],
  [',137,', ',=137,', refused('E_INJECT', 'E8')],
  [',137,', ',', refused(['E_TEXT', 'E_WORDS', 'R_SHIFTED', 'E_BLANK'], 'E8')],
  ['RC02,', '', refused('R_MISSING')],
  ['\nRC01', '\n\n\nRC01', SAME],
];

export const SAVED: readonly Kind[] = [
  inBytes('saved in a format that is not read', REFUSED.length, (form, _, variant) => {
    const [type, codes] = REFUSED[variant]!;
    return { bytes: new Book(form).save(type), means: refused(codes) };
  }),
  inBytes('saved, and saved again in another format', READ.length ** 2, (form, _, variant) => {
    const first = new Book(form).save(READ[Math.floor(variant / READ.length)]!);
    return { bytes: new Book(first).save(READ[variant % READ.length]!), means: SAME };
  }),
  inBytes('saved as text', ENCODED.length, (form, _, variant) => {
    return { bytes: ENCODED[variant]!(new Book(form)), means: SAME };
  }),
  inBytes('saved as text and changed there', CHANGED.length, (form, _, variant) => {
    const [from, to, means] = CHANGED[variant]!;
    return { bytes: Buffer.from(new Book(form).text().replace(from, to)), means };
  }),
];
