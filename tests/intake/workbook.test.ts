/** What comes in: true formats, what is refused and how it is called, and that nothing escapes as an exception. */
import { execFile } from 'node:child_process';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { utils, write } from '@e965/xlsx';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify } from '../../src/check/identity.ts';
import { checkSubmission } from '../../src/check/submission.ts';
import { csvCells } from '../../src/intake/csv.ts';
import {
  isDateFormat,
  isPercentFormat,
  plainNumber,
  showsOtherNumber,
} from '../../src/model/number-format.ts';
import { readGrid } from '../../src/intake/workbook.ts';
import { unzip } from '../../src/intake/zip.ts';
import { isFileCode } from '../../src/model/catalogue/workbook.ts';
import { readWorkbook } from '../build/reader.ts';
import { cellRef, type Cell, type CellGrid } from '../../src/model/cell-grid.ts';
import { bytesOf, fullFilling, gridOf, sheetFor } from '../build/form.ts';
import { aPlan } from '../build/plan.ts';
import { moment } from '../build/world.ts';
import { zipOf } from '../build/zip.ts';
import { SEAL } from '../build/seal.ts';

const sheet = sheetFor('hanting', '2007-05');
const filling = fullFilling(sheet, {
  RC01: { value: 9982 },
  JC01: { value: 128.5 },
  YC03: { value: '35万多' },
  T01: { status: '已完成', percent: 100, doneOn: '2007-05-30', words: '全部完成' },
});
const form = await bytesOf(sheet, filling);

async function codesOf(bytes: Uint8Array): Promise<readonly string[]> {
  const { value, findings } = await readWorkbook(bytes, '潍城.xls');
  expect(value === null).toBe(findings.some(({ severity }) => severity === 'error'));
  if (bytes.length <= 5 * 1024 * 1024) {
    expect(readGrid(Buffer.from(bytes))).toEqual(value ?? findings[0]?.code);
  }
  return findings.map(({ code }) => code);
}

const TYPES = { name: '[Content_Types].xml', data: '<Types/>' };

/** A compound file whose directory holds these names. */
function compoundOf(...names: readonly string[]): Buffer {
  const bytes = Buffer.alloc(4096);
  bytes.write('d0cf11e0a1b11ae1', 'hex');
  names.forEach((name, index) => {
    bytes.write(name, 1024 + index * 128, 'utf16le');
    bytes.writeUInt16LE((name.length + 1) * 2, 1024 + index * 128 + 64);
  });
  return bytes;
}

describe('what is not a readable workbook', () => {
  const cases: readonly (readonly [string, Uint8Array | string, string])[] = [
    ['blank text', ' \r\n\t', 'F_EMPTY'],
    [
      'a web page that begins with an empty line',
      '\n<html><table><tr><td>1</td></tr></table></html>',
      'F_WEBPAGE',
    ],
    ['a Word document', zipOf([TYPES, { name: 'word/document.xml', data: '<w/>' }]), 'F_WORD'],
    ['an OFD', zipOf([{ name: 'OFD.xml', data: '<o/>' }]), 'F_PDF'],
    ['an old Word document', compoundOf('Root Entry', 'WordDocument'), 'F_WORD'],
    ['an encrypted .xlsx', compoundOf('Root Entry', 'EncryptedPackage'), 'F_ENCRYPTED'],
    ['an .xls with macros', compoundOf('Workbook', '_VBA_PROJECT_CUR'), 'F_MACRO'],
    ['some other compound file', compoundOf('Root Entry', 'Contents'), 'F_UNKNOWN'],
    ['a damaged .xls', compoundOf('Root Entry', 'Workbook'), 'F_DAMAGED'],
    ['a macro workbook', zipOf([TYPES, { name: 'xl/vbaProject.bin', data: 'x' }]), 'F_MACRO'],
    ['some bytes', Buffer.from('0102030405060708', 'hex'), 'F_UNKNOWN'],
    [
      'an .ods text',
      zipOf([{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.text' }]),
      'F_WORD',
    ],
    [
      'an .ods with a password',
      zipOf([
        { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' },
        {
          name: 'META-INF/manifest.xml',
          data: '<m:manifest><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>',
        },
        { name: 'content.xml', data: Buffer.from('8f3c9a1100ff7712e2', 'hex') },
      ]),
      'F_ENCRYPTED',
    ],
    [
      'an .ods with macros, which have a document type of their own',
      zipOf([
        { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' },
        { name: 'Basic/Standard/M.xml', data: '<!DOCTYPE m PUBLIC "-//x" "m.dtd"><m/>' },
      ]),
      'F_MACRO',
    ],
    ['6 MiB', Buffer.alloc(6 * 1024 * 1024, 1), 'F_TOO_BIG'],
  ];
  it.each(cases)('%s', async (_, bytes, code) => {
    expect(await codesOf(Buffer.from(bytes))).toEqual([code]);
  });

  it('is named with the file and what to do', async () => {
    const { findings } = await readWorkbook(Buffer.from('%PDF-1.7'), '寒亭区5月.xlsx');
    expect(findings[0]).toMatchObject({ severity: 'error', place: { file: '寒亭区5月.xlsx' } });
    expect(findings[0]!.hint).toContain('.xlsx');
  });
});

describe('damage', () => {
  it('never escapes as an exception', () => {
    fc.assert(
      fc.property(fc.nat(form.length - 1), fc.nat(255), (at, byte) => {
        const bytes = Uint8Array.from(form);
        bytes[at] = byte;
        const grid = readGrid(Buffer.from(bytes));
        expect(isFileCode(grid) || grid.format === 'xlsx').toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('never escapes from random bytes behind a true beginning', () => {
    const start = fc.constantFrom('504b0304', 'd0cf11e0a1b11ae1', '', '3c', 'efbbbf', 'fffe');
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 3000 }), (head, tail) => {
        const grid = readGrid(Buffer.concat([Buffer.from(head, 'hex'), tail]));
        expect(isFileCode(grid) || grid.format === 'csv').toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('cells', () => {
  async function cellsOf(
    fill: (page: exceljs.Worksheet, book: exceljs.Workbook) => void,
  ): Promise<ReadonlyMap<string, Cell>> {
    const book = new exceljs.Workbook();
    fill(book.addWorksheet('S'), book);
    const grid = await gridOf(new Uint8Array(await book.xlsx.writeBuffer()));
    return new Map(
      grid.sheets[0]!.cells.map((cell) => [`${'ABC'[cell.column - 1]!}${String(cell.row)}`, cell]),
    );
  }

  it('are read with their kind, and numbers at 15 digits', async () => {
    const cells = await cellsOf((page) => {
      page.getCell('A1').value = 0.1 + 0.2;
      page.getCell('A2').value = 1e21;
      page.getCell('A3').value = true;
      page.getCell('A4').value = { error: '#DIV/0!' };
      page.getCell('A5').value = { richText: [{ text: '五' }, { text: '十' }] };
      page.getCell('A6').value = 0.9999;
      page.getCell('A6').numFmt = '0.00%';
      page.getCell('A7').value = new Date(Date.UTC(2007, 4, 31));
      page.getCell('A7').numFmt = 'yyyy"年"m"月"d"日"';
      page.getCell('A8').value = 31;
      page.getCell('A8').numFmt = 'm/d';
      page.getCell('A9').value = '＝不是公式';
    });
    expect([...cells.values()].map(({ kind, text }) => [kind, text])).toEqual([
      ['number', '0.3'],
      ['number', '1000000000000000000000'],
      ['boolean', 'TRUE'],
      ['error', '#DIV/0!'],
      ['text', '五十'],
      ['number', '0.9999'],
      ['date', '2007-05-31'],
      ['date', '1900-01-31'],
      ['text', '＝不是公式'],
    ]);
    expect(cells.get('A6')?.percentFormat).toBe(true);
  });

  it('tell of a long formula that it is one, and keep all that stands beside it', async () => {
    const long = `SUM(${Array.from({ length: 40 }, (_, at) => `B${String(at + 1)}`).join(',')})`;
    const head = `IF(1>0,"自检：可以报送","${'长'.repeat(80)}")`;
    const cells = await cellsOf((page) => {
      page.getCell('A1').value = { formula: long, result: 42 };
      page.getCell('A2').value = { formula: long };
      page.getCell('A3').value = { formula: head, result: '自检：可以报送' };
      page.getCell('A4').value = '<f>一句话</f>';
    });
    expect(cells.get('A1')).toMatchObject({ kind: 'number', text: '42', formula: '0' });
    expect(cells.get('A2')).toMatchObject({ kind: 'empty-formula' });
    expect(cells.get('A3')).toMatchObject({ text: '自检：可以报送', formula: head });
    expect(cells.get('A4')).toMatchObject({ text: '<f>一句话</f>' });
  });

  it('show a formula with its stored result, or that it has none', async () => {
    const cells = await cellsOf((page) => {
      page.getCell('A1').value = { formula: 'SUM(B1:B2)', result: 42 };
      page.getCell('A2').value = { formula: 'B9' };
      page.getCell('A3').value = { formula: 'B9', result: 'x' };
    });
    expect(cells.get('A1')).toMatchObject({ kind: 'number', text: '42', formula: 'SUM(B1:B2)' });
    expect(cells.get('A2')).toMatchObject({ kind: 'empty-formula', text: '' });
    expect(cells.get('A3')).toMatchObject({ kind: 'text', text: 'x' });
  });

  it('know the days of a workbook that counts from 1904', async () => {
    const cells = await cellsOf((page, book) => {
      book.properties.date1904 = true;
      page.getCell('A1').value = 37771;
      page.getCell('A1').numFmt = 'yyyy-mm-dd';
    });
    expect(cells.get('A1')).toMatchObject({ kind: 'date', text: '2007-05-31' });
  });

  it.each([
    ['General', false],
    ['#,##0.00', false],
    ['_ * #,##0_ ;_ * -#,##0_ ;_ @_ ', false],
    ['[Red]0.00', false],
    ['0"days"', false],
    ['yyyy\\-mm\\-dd', true],
    ['[$-804]yyyy"年"m"月"', true],
    ['h:mm', true],
    ['0.00E+00', false],
  ] as const)('whose format is %s are days: %s', (format, expected) => {
    expect(isDateFormat(format)).toBe(expected);
  });

  it('are percentages only when the sign is not quoted', () => {
    expect(['0%', '0.00%', '0"%"', '0\\%'].map(isPercentFormat)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('spell every number plainly', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = plainNumber(value)!;
        expect(text).toMatch(/^-?\d+(?:\.\d+)?$/);
        expect(Number(text)).toBe(Number(value.toPrecision(15)) + 0);
      }),
    );
    expect(plainNumber(-0)).toBe('0');
    expect(plainNumber(NaN)).toBeNull();
  });
});

describe('CSV', () => {
  const texts = (text: string): readonly string[] =>
    csvCells(text).map(
      ({ row, column, text: typed }) => `${String(row)},${String(column)}=${typed}`,
    );

  it('knows quotes, line ends within them, empty cells and other separators', () => {
    expect(texts('a,"b,""c""\nd",\r\n,e')).toEqual(['1,1=a', '1,2=b,"c"\nd', '2,2=e']);
    expect(texts('a\tb\r\nc\td,e')).toEqual(['1,1=a', '1,2=b', '2,1=c', '2,2=d,e']);
    expect(texts('"never closed')).toEqual(['1,1=never closed']);
  });

  it('is decoded from UTF-8, GB18030 and UTF-16, and stays text', async () => {
    const gbk = Buffer.from('cccbb1a8caFd2c312c3030300d0a'.toLowerCase(), 'hex');
    expect((await gridOf(gbk)).sheets[0]!.cells[0]!.text).not.toBe('');
    for (const bytes of [
      Buffer.from('\ufeff单位,0012\n'),
      Buffer.from('单位,0012\n'),
      Buffer.from('b5a5cebb2c303031320a', 'hex'),
      Buffer.from('\ufeff单位,0012\n', 'utf16le'),
    ]) {
      const grid = await gridOf(bytes);
      expect(grid.format).toBe('csv');
      expect(grid.sheets[0]!.cells.map(({ kind, text }) => [kind, text])).toEqual([
        ['text', '单位'],
        ['text', '0012'],
      ]);
    }
  });

  it('ends, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => csvCells(text).length >= 0));
  });
});

/** LibreOffice's words for comma, quotation mark, UTF-8. */
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1';
const soffice = process.env['SOFFICE'] ?? '/usr/bin/soffice';
const found = await access(soffice).then(
  () => true,
  () => false,
);

describe.skipIf(!found)('re-saved by LibreOffice', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tongbao-soffice-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  let computed: ReadonlySet<string> = new Set();
  beforeAll(async () => {
    const { cells } = (await gridOf(form)).sheets[0]!;
    const formulas = cells.filter(({ formula }) => formula !== undefined);
    computed = new Set(formulas.map(({ row, column }) => cellRef(row, column)));
  });

  const grids = new Map<string, Promise<CellGrid>>();

  /** The form as it comes back in that format: converted once. */
  function saved(target: string): Promise<CellGrid> {
    const grid = grids.get(target) ?? converted(target);
    grids.set(target, grid);
    return grid;
  }

  async function converted(target: string): Promise<CellGrid> {
    const source = join(folder, 'form.xlsx');
    await writeFile(source, form);
    const out = join(folder, target.slice(0, 3));
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const args = [profile, '--headless', '--convert-to', target, '--outdir', out, source];
    await promisify(execFile)(soffice, args, { timeout: 60_000 });
    return gridOf(await readFile(join(out, `form.${target.split(':')[0]!}`)));
  }

  /** A figure without its grouping and its closing zeros. */
  function plain(text: string): string {
    return /^[\d,]+(?:\.\d+)?$/.test(text) ? String(Number(text.replaceAll(',', ''))) : text;
  }

  function isTyped({ row, column }: Cell): boolean {
    return !computed.has(cellRef(row, column));
  }

  /** The form's sheet as sorted lines; a CSV tells figures as shown and no more, and the .ods reader drops leading spaces. */
  function linesOf(grid: CellGrid, format: CellGrid['format']): readonly string[] {
    const { cells, merges = [] } = grid.sheets[0]!;
    const isText = format === 'csv';
    // What the form's own formulas come to is known only after a program has counted them.
    const lines = cells
      .filter(isTyped)
      .map(({ row, column, kind, text, formula, percentFormat }) => {
        const told = isText ? [plain(text)] : [kind, text.trim(), formula, percentFormat];
        return JSON.stringify([row, column, ...told]);
      });
    return [...lines, ...(isText ? [] : merges.map((merge) => JSON.stringify(merge)))].sort();
  }

  it.each([
    ['xlsx', 'xlsx'],
    ['xls', 'xls'],
    ['ods', 'ods'],
    [CSV, 'csv'],
  ] as const)('as %s its sheet has the same cells', { timeout: 90_000 }, async (target, format) => {
    expect(linesOf(await saved(target), format)).toEqual(linesOf(await gridOf(form), format));
  });

  it.each([
    ['xlsx', 'xlsx'],
    ['xls', 'xls'],
    ['ods', 'ods'],
    [CSV, 'csv'],
  ] as const)('as %s it says the same', { timeout: 90_000 }, async (target, format) => {
    const grid = await saved(target);
    expect(grid.format).toBe(format);
    const at = moment('2007-06-02T09:00:00+08:00');
    const context = { plan: aPlan(), seal: SEAL, history: [], at, fileName: 'x' };
    const after = checkSubmission(grid, identify(grid, context), context);
    const before = await gridOf(form);
    const expected = checkSubmission(before, identify(before, context), context);
    expect(after.findings.map(({ code }) => code)).toEqual(['N_APPROX']);
    const values = (entries: readonly object[] | undefined): readonly object[] | undefined =>
      entries?.map((entry) => ({ ...entry, typed: '', sheet: '' }));
    expect(values(after.submission?.entries)).toEqual(values(expected.submission?.entries));
  });
});

describe('notes on cells', () => {
  async function noted(...notes: readonly (readonly [string, string])[]): Promise<Buffer> {
    const book = new exceljs.Workbook();
    await book.xlsx.load(Buffer.from(form) as never);
    for (const [cell, words] of notes) book.worksheets[0]!.getCell(cell).note = words;
    return Buffer.from(await book.xlsx.writeBuffer());
  }

  async function findingsOf(bytes: Buffer): Promise<readonly string[]> {
    const { value } = await readWorkbook(bytes, 'x');
    const at = moment('2007-06-02T09:00:00+08:00');
    const context = { plan: aPlan(), seal: SEAL, history: [], at, fileName: 'x' };
    const judged = checkSubmission(value!, identify(value!, context), context);
    return judged.findings
      .filter(({ code }) => code === 'R_NOTE')
      .map(({ severity, message }) => `${severity} ${message}`);
  }

  it('are told with their cells and words, empty cells and masked numbers too', async () => {
    const bytes = await noted(['E8', '已与组织科核对，电话13805360001'], ['F60', '下月补报']);
    expect(await findingsOf(bytes)).toEqual([
      expect.stringMatching(
        /^warning 格上加了批注：E8格的“已与组织科核对，电话1[^0]*\*.*”、F60格的“下月补报”。批注不会登记/,
      ),
    ]);
  });

  it('of ours are none of theirs', async () => {
    expect(await findingsOf(await noted(['E8', '【通报批注】需要修改：…']))).toEqual([]);
    expect(await findingsOf(Buffer.from(form))).toEqual([]);
  });
});

describe('letters above U+FFFF that are written by number', () => {
  const letter = '\u{2c029}';
  const spellings = ['&#180265;', '&#x2C029;', '&#x0002c029;', '&#0180265;'];

  /** The parts of a zip with the letter spelt so in each XML. */
  function respelt(bytes: Buffer, spelling: string): Buffer {
    const { parts } = unzip(bytes);
    return zipOf(
      [...parts!].map(([name, part]) => ({
        name,
        data: name.endsWith('.xml') ? part.toString('utf8').replaceAll(letter, spelling) : part,
      })),
    );
  }

  async function written(spelling: string): Promise<Buffer> {
    const workbook = new exceljs.Workbook();
    workbook.keywords = `王${letter}`;
    const cell = workbook.addWorksheet(`王${letter}`).getCell('A1');
    cell.value = `王${letter}`;
    cell.note = `王${letter}`;
    return respelt(Buffer.from(await workbook.xlsx.writeBuffer()), spelling);
  }

  function openDocument(spelling: string): Buffer {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([[`王${letter}`]]), '1');
    return respelt(write(book, { type: 'buffer', bookType: 'ods' }) as Buffer, spelling);
  }

  it.each(spellings)(
    'stay themselves in cells, notes, names of sheets and keywords: %s',
    async (spelling) => {
      const bytes = await written(spelling);
      expect(bytes.includes(letter)).toBe(false);
      const grid = readGrid(bytes) as CellGrid;
      expect(grid.sheets[0]).toMatchObject({
        name: `王${letter}`,
        cells: [{ text: `王${letter}` }],
        notes: [{ text: `王${letter}` }],
      });
      expect(grid.keywords).toBe(`王${letter}`);
      const other = readGrid(openDocument(spelling)) as CellGrid;
      expect(other.sheets[0]?.cells).toMatchObject([{ text: `王${letter}` }]);
    },
  );

  it.each(['utf16le', 'be'])('stay themselves in a part that is UTF-16: %s', async (order) => {
    const { parts } = unzip(await written(spellings[0]!));
    const wide = (part: Buffer): Buffer => {
      const text = part.toString('utf8').replace('UTF-8', 'UTF-16');
      const little = Buffer.from(`\ufeff${text}`, 'utf16le');
      return order === 'be' ? little.swap16() : little;
    };
    const bytes = zipOf(
      [...parts!].map(([name, data]) => ({
        name,
        data: name.endsWith('sharedStrings.xml') ? wide(data) : data,
      })),
    );
    const grid = readGrid(bytes) as CellGrid;
    expect(grid.sheets[0]?.cells).toMatchObject([{ text: `王${letter}` }]);
  });

  it('leave other references and the file’s bytes alone', async () => {
    const narrow = readGrid(await written('&#29579;&#65;&lt;')) as CellGrid;
    expect(narrow.sheets[0]?.cells[0]?.text).toBe('王王A<');
    const beyond = readGrid(openDocument('&#1114112;')) as CellGrid;
    expect(beyond.sheets[0]?.cells[0]?.text).not.toContain(letter);
  });
});

describe('a format that shows another number', () => {
  it.each([
    '0,',
    '0.0,',
    '#,##0,,',
    '#,##0"万"',
    '0\\.0,"万"',
    ';;;',
    '0"00"',
    '0千',
    '[>=10000]0,"万";0',
  ])('is one: %s', (format) => {
    expect(showsOtherNumber(format)).toBe(true);
  });

  it.each([
    'General',
    '0',
    '#,##0',
    '#,##0.00',
    '0.00%',
    '0"人"',
    '#,##0_ ',
    '0"个百分点"',
    '0"千克"',
    '#,##0;[Red]-#,##0',
    '[$¥-804]#,##0.00',
    '@',
  ])('is none: %s', (format) => {
    expect(showsOtherNumber(format)).toBe(false);
  });

  it('is told with what is seen', async () => {
    const workbook = new exceljs.Workbook();
    const page = workbook.addWorksheet('1');
    const formats = ['#,##0"万"', '0,', ';;;', '#,##0', '[>=10000]0,"万";0', '0.0,'];
    formats.forEach((numFmt, at) => {
      const cell = page.getCell(1, at + 1);
      [cell.value, cell.numFmt] = [5600, numFmt];
    });
    const grid = readGrid(Buffer.from(await workbook.xlsx.writeBuffer())) as CellGrid;
    const shown = grid.sheets[0]!.cells.map((cell) => cell.shown ?? null);
    expect(shown).toEqual(['5,600万', '6', '', null, null, '5.6']);
  });
});
