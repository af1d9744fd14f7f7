/** Days in the formats that a Chinese Excel knows by number alone, which a clerk gets by typing 5月31日 or 5-31. */
import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { readGrid } from '../../src/intake/workbook.ts';
import { compoundFile, workbookStream } from '../build/compound.ts';
import { bookWith, MAIN } from '../hostile/made.ts';

const DAY = { kind: 'date', text: '2007-05-31' };
const NUMBER = { kind: 'number', text: '39233' };

/** The one cell of a workbook that holds one. */
function cellOf(bytes: Buffer): unknown {
  const grid = readGrid(bytes);
  if (typeof grid === 'string') return grid;
  const [cell] = grid.sheets.flatMap(({ cells }) => cells);
  return { kind: cell?.kind, text: cell?.text };
}

function xlsx(format: number, defined = ''): Buffer {
  return bookWith({
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" s="1"><v>39233</v></c></row></sheetData></worksheet>`,
    'xl/styles.xml':
      `<styleSheet xmlns="${MAIN}">${defined}<cellXfs><xf numFmtId="0"/>` +
      `<xf numFmtId="${String(format)}" fontId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  });
}

/** A look's record ([MS-XLS] 2.4.353) begins with its kind and size; its format's number stands behind that of its font. */
const LOOK = Buffer.from('e0001400', 'hex');
/** The format that is changed, by its number. */
const EVERYWHERE = 14;

function xls(format: number): Buffer {
  const sheet = utils.aoa_to_sheet([[39_233]]);
  sheet['A1'] = { t: 'n', v: 39_233, z: 'm/d/yy' };
  const book = utils.book_new(sheet, 'S');
  const saved = Buffer.from(write(book, { type: 'buffer', bookType: 'biff8' }) as Uint8Array);
  const stream = Buffer.from(workbookStream(saved));
  let changed = 0;
  for (let at = stream.indexOf(LOOK); at >= 0; at = stream.indexOf(LOOK, at + 1)) {
    if (stream.readUInt16LE(at + 6) !== EVERYWHERE) continue;
    stream.writeUInt16LE(format, at + 6);
    changed += 1;
  }
  if (changed !== 1) throw new Error(`${String(changed)} looks show a day`);
  return compoundFile('workbook', { '/Workbook': stream });
}

describe('the format of a day', () => {
  it.each([27, 31, 36, 50, 57, 58])('%i of a Chinese Excel, which nothing defines', (format) => {
    expect(cellOf(xlsx(format))).toEqual(DAY);
    expect(cellOf(xls(format))).toEqual(DAY);
  });

  it.each([5, 37, 44, 59])('is not %i, which shows a number', (format) => {
    expect(cellOf(xlsx(format))).toEqual(NUMBER);
    expect(cellOf(xls(format))).toEqual(NUMBER);
  });

  it('is not one of these numbers that the workbook itself defines otherwise', () => {
    const numFmts = '<numFmts count="1"><numFmt numFmtId="58" formatCode="0.0"/></numFmts>';
    expect(cellOf(xlsx(58, numFmts))).toEqual(NUMBER);
  });

  it('leaves the bytes of an .xls as they are', () => {
    const bytes = xls(58);
    const before = Buffer.from(bytes);
    readGrid(bytes);
    expect(bytes.equals(before)).toBe(true);
  });
});
