/** What the library would misread in silence is refused or mended; its neighbours are read as they are. */
import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { readGrid } from '../../src/intake/workbook.ts';
import { compoundFile, workbookStream } from '../build/compound.ts';
import { bookWith, MAIN, sheetBook } from '../hostile/made.ts';
import { zipOf } from '../build/zip.ts';

/** The texts of all cells, or why there are none. */
function answer(bytes: Buffer): readonly string[] | string {
  const grid = readGrid(bytes);
  return typeof grid === 'string'
    ? grid
    : grid.sheets.flatMap(({ cells }) => cells.map(({ text }) => text));
}

/** A1 and B1 are the first and the second of these shared texts. */
function shared(...texts: readonly string[]): Buffer {
  return counted('', ...texts);
}

/** The same with what is said of how many there are. */
function counted(said: string, ...texts: readonly string[]): Buffer {
  return bookWith({
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row></sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}"${said}>${texts.join('')}</sst>`,
  });
}

function inline(words: string): Buffer {
  return sheetBook(`<row r="1"><c r="A1" t="inlineStr"><is>${words}</is></c></row>`);
}

function run(words: string): string {
  return `<r><rPr><b/></rPr><t>${words}</t></r>`;
}

describe('texts of an .xlsx', () => {
  const [first, second] = ['<si><t>甲</t></si>', '<si><t>乙</t></si>'];
  const cases: readonly (readonly [string, Buffer, readonly string[] | string])[] = [
    ['that share one element each', shared(first, second), ['甲', '乙']],
    ['of which one is empty', shared('<si><t></t></si>', second), ['乙']],
    ['of which one is nothing', shared('<si></si>', second), ['乙']],
    ['of which one does not close', shared('<si/>', second), ['乙']],
    ['of which one in a namespace does not close', shared('<x:si />', second), ['乙']],
    ['of which one has attributes', shared('<si x="1"><t>甲</t></si>', second), 'F_DAMAGED'],
    ['in runs', shared(`<si>${run('甲')}${run('丙')}</si>`, second), ['甲丙', '乙']],
    [
      'in runs behind a plain one',
      shared(`<si><t>甲</t>${run('丙')}</si>`, second),
      ['甲丙', '乙'],
    ],
    [
      'in runs behind a plain one in a namespace',
      shared('<x:si><x:t>甲</x:t> <x:r><x:t>丙</x:t></x:r></x:si>', second),
      ['甲丙', '乙'],
    ],
    [
      'in runs behind a plain one and how it is spoken',
      shared(`<si><t>甲</t><rPh sb="0" eb="1"><t>jia</t></rPh>${run('丙')}</si>`, second),
      'F_DAMAGED',
    ],
    ['in an empty run behind a plain one', shared('<si><t>甲</t><r/></si>', second), 'F_DAMAGED'],
    [
      'that are told how to be spoken',
      shared(`<si><t>甲</t><rPh sb="0" eb="1"><t>jia</t></rPh></si>`, second),
      ['甲', '乙'],
    ],
    [
      'that are as many as is said',
      counted(' count="7" uniqueCount="2"', first, second),
      ['甲', '乙'],
    ],
    [
      'that are one for each cell',
      counted(' count="2" uniqueCount="1"', first, first),
      ['甲', '甲'],
    ],
    [
      'that are fewer than a number said twice',
      counted(' count="3" uniqueCount="3"', first, second),
      ['甲', '乙'],
    ],
    [
      'that are more than is said',
      counted(' count="7" uniqueCount="2"', first, first, second),
      'F_DAMAGED',
    ],
    [
      'that are more than a number said twice',
      counted(' count="2" uniqueCount="2"', first, first, second),
      'F_DAMAGED',
    ],
    [
      'that are fewer than is said',
      counted(' count="7" uniqueCount="3"', first, second),
      'F_DAMAGED',
    ],
    ['that are fewer than is said alone', counted(' uniqueCount="3"', first, second), 'F_DAMAGED'],
    ['within the cell', inline(`${run('甲')}${run('丙')}`), ['甲丙']],
    [
      'within the cell behind a plain one',
      inline(`<t>甲</t>\n${run('丙')}${run('丁')}`),
      ['甲丙丁'],
    ],
    ['told by their numbers', inline('<t>&#x7532;&#20057;</t>'), ['甲乙']],
    ['of rare letters', inline('<t>𠮷</t>'), ['𠮷']],
    ['of rare letters told by their hexadecimal numbers', inline('<t>&#x20BB7;</t>'), ['𠮷']],
    ['of rare letters told by their numbers', inline('<t>&#134071;</t>'), ['𠮷']],
    ['of the last letter that fits', inline('<t>&#65533;&#xfffd;</t>'), ['\ufffd\ufffd']],
  ];
  it.each(cases)('%s', (_, bytes, expected) => {
    expect(answer(bytes)).toEqual(expected);
  });
});

describe('a cell of an .xlsx', () => {
  const cell = (type: string): Buffer => sheetBook(`<row r="1"><c r="A1" t="${type}"/></row>`);

  it.each(['b', 'e'])('that says %s and no value is not made one', (type) => {
    expect(answer(cell(type))).toBe('F_DAMAGED');
  });

  it.each(['n', 's', 'str'])('that says %s and no value is empty', (type) => {
    expect(answer(cell(type))).toEqual([]);
  });
});

describe('a part behind a sheet', () => {
  const rows =
    '<row r="1"><c r="A1"><f>3+4</f><v>7</v></c></row><row r="2"><c r="A2"><v>8</v></c></row>';
  const sheet = `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`;

  it.each([
    [
      'xl/calcChain.xml',
      `<calcChain xmlns="${MAIN}"><c r="A1" i="1"/><c r="A1" i="2"/></calcChain>`,
    ],
    [
      'xl/charts/chart1.xml',
      '<c:chart xmlns:c="urn:c"><c:pt idx="0"><c:v>寿光市</c:v></c:pt></c:chart>',
    ],
  ])('%s is not taken for its cells', (name, part) => {
    const bytes = bookWith({ 'xl/worksheets/sheet1.xml': sheet, [name]: part });
    expect(answer(bytes)).toEqual(['7', '8']);
  });
});

describe('a zip without the part that says what it is', () => {
  it.each(['xl/workbook.xml', 'content.xml'])('that holds %s is a damaged workbook', (name) => {
    expect(answer(zipOf([{ name, data: '<x/>' }]))).toBe('F_DAMAGED');
  });
});

/** A property set ([MS-OLEPS] 2.21) whose one text is in the code page of the Mac, which the library does not know. */
function macProperties(): Buffer {
  const set = Buffer.alloc(400);
  set.writeUInt16LE(0xfffe, 0);
  set.writeUInt32LE(1, 24);
  Buffer.from('e0859ff2f94f6810ab9108002b27b3d9', 'hex').copy(set, 28);
  set.writeUInt32LE(48, 44);
  // Its size, how many properties, then each one's number and place: the code page, and the keywords.
  for (const [at, word] of [200, 2, 1, 24, 5, 32].entries()) set.writeUInt32LE(word, 48 + 4 * at);
  set.writeUInt32LE(2, 72);
  set.writeUInt16LE(10008, 76);
  set.writeUInt32LE(30, 80);
  set.writeUInt32LE(4, 84);
  set.write('abcd', 88);
  return set;
}

describe('an .xls', () => {
  const book = utils.book_new(utils.aoa_to_sheet([['单位', 7]]), 'S');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['图', 8]]), 'Chart1');
  const saved = Buffer.from(write(book, { type: 'buffer', bookType: 'biff8' }) as Uint8Array);
  const stream = Buffer.from(workbookStream(saved));

  it('whose second sheet is a chart has no cells there', () => {
    expect(answer(saved)).toEqual(['单位', '7', '图', '8']);
    const chart = Buffer.from(stream);
    // BOF of a sheet ([MS-XLS] 2.4.21): the last one becomes that of a chart.
    chart[chart.lastIndexOf(Buffer.from('0908100000061000', 'hex')) + 6] = 0x20;
    expect(answer(compoundFile('workbook', { '/Workbook': chart }))).toEqual(['单位', '7']);
  });

  it('is read though what it tells of itself is not', () => {
    const properties = { '/\u0005SummaryInformation': macProperties() };
    const file = compoundFile('workbook', { '/Workbook': stream, ...properties });
    expect(answer(file)).toEqual(['单位', '7', '图', '8']);
  });
});
