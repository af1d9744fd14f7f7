/** What is left out before the library reads: nothing that says anything of a cell. */
import type { CellObject } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { lookedThrough } from '../../src/intake/hostile-part.ts';
import { readParts } from '../../src/intake/library.ts';
import { unzip } from '../../src/intake/zip.ts';
import { bytesOf, fullFilling, sheetFor } from '../build/form.ts';

const SHEET = 'xl/worksheets/sheet1.xml';
const STYLES = 'xl/styles.xml';

type Parts = ReadonlyMap<string, Buffer>;

function leanParts(parts: Parts): Parts {
  const lean = lookedThrough(parts);
  if (typeof lean === 'string') throw new Error(lean);
  return lean;
}

function leanOf(xml: string, name: string): string {
  return String(leanParts(new Map([[name, Buffer.from(xml)]])).get(name));
}

const RULE =
  '<dataValidation type="whole" prompt="只填数字" sqref="B1"><formula1>0</formula1></dataValidation>';
const FORMULA = 'A1+'.repeat(30);
const FONT = '<font><b/><sz val="11"/><color theme="1" tint="-0.1"/><name val="宋体"/></font>';
const SOLID =
  '<fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/><bgColor indexed="64"/></patternFill></fill>';
const THIN = '<left style="thin"><color rgb="FF808080"/></left><right></right><top/>';

describe('lean parts', () => {
  it.each([
    [
      'cells of mere looks',
      '<row r="1"><c r="A1" s="3"/><c r="B1"/><c r="C1" s="1"><v>7</v></c></row>',
      '<row r="1"><c r="C1" s="1"><v>7</v></c></row>',
    ],
    [
      'how a row looks',
      '<row r="12" ht="22" spans="1:12" x14ac:dyDescent="0.25"><c r="A12"><v>1</v></c></row><row r="13" ht="1"/>',
      '<row r="12"><c r="A12"><v>1</v></c></row><row r="13"/>',
    ],
    [
      'entry rules',
      `<sheetData/><dataValidations count="1">${RULE}<dataValidation sqref="B2"/></dataValidations><x/>`,
      '<sheetData/><x/>',
    ],
    [
      'long formulas',
      `<c r="A1"><f t="array">${FORMULA}B1</f></c><x:c r="B1"><x:f>${FORMULA}B1</x:f></x:c>`,
      '<c r="A1"><f t="array">0</f></c><x:c r="B1"><x:f>0</x:f></x:c>',
    ],
    [
      'all of these, each in its place',
      `<row r="1" ht="9"><c r="A1"/><c r="B1"><f>${FORMULA}B1</f><v>7</v></c><c r="C1" s="2"/></row>`,
      '<row r="1"><c r="B1"><f>0</f><v>7</v></c></row>',
    ],
  ])('leave out of a sheet %s', (_, xml, lean) => {
    expect(leanOf(xml, SHEET)).toBe(lean);
  });

  it.each([
    ['fonts', `<numFmts/><fonts count="1" x14ac:knownFonts="1">${FONT}</fonts>`, '<numFmts/>'],
    ['fills', `<fills><fill><patternFill/></fill>${SOLID}</fills><x/>`, '<x/>'],
    ['borders', `<borders count="1"><border diagonalUp="1">${THIN}</border></borders>`, ''],
    [
      'what cells look like, but for their numbers',
      '<xf numFmtId="0" fontId="1" xfId="0" applyFont="1"><alignment wrapText="1"/><protection locked="0"/></xf><xf numFmtId="164" fillId="2"/>',
      '<xf numFmtId="0"/><xf numFmtId="164"/>',
    ],
  ])('leave out of the styles %s', (_, xml, lean) => {
    expect(leanOf(xml, STYLES)).toBe(lean);
  });

  it.each([
    ['a cell behind which one does not say where it stands', '<c r="A1" s="3"/><c><v>7</v></c>'],
    ['the same with a prefix', '<c r="A1" s="3"/><x:c><v>7</v></x:c>'],
    ['the same with its place written second', '<c r="A1" s="3"/><c s="1" r="B1"><v>7</v></c>'],
    ['a cell that says what it holds', '<c r="A1" t="s"/>'],
    ['a row that says its number twice', '<row r="1" ht="9" r="2"/>'],
    [
      'cells between entry rules',
      `<dataValidations>${RULE}<c r="A1"><v>1</v></c></dataValidations>`,
    ],
    ['a short formula', '<f>SUM(A1:A9)</f>'],
    ['a formula with something in it', `<f>${FORMULA}<x/>B1</f>`],
  ])('keep in a sheet %s', (_, xml) => {
    expect(leanOf(xml, SHEET)).toBe(xml);
  });

  it.each([
    ['fonts with what nobody knows', `<fonts>${FONT}<font><blink/></font></fonts>`],
    ['fills of another kind', '<fills><fill><gradientFill><stop/></gradientFill></fill></fills>'],
    ['borders with what nobody knows', '<borders><border><across/></border></borders>'],
    ['looks with what nobody knows', '<xf numFmtId="0" fontId="1"><other/></xf>'],
    ['looks that begin otherwise', '<xf fontId="1" numFmtId="164"/>'],
  ])('keep in the styles %s', (_, xml) => {
    expect(leanOf(xml, STYLES)).toBe(xml);
  });

  it('leave other parts alone', () => {
    const xml = `<c r="A1" s="3"/><c:f>${FORMULA}B1</c:f>`;
    expect(leanOf(xml, 'xl/charts/chart1.xml')).toBe(xml);
  });

  it('show the library the same cells of a form', async () => {
    const sheet = sheetFor('hanting', '2007-05');
    const parts = unzip(Buffer.from(await bytesOf(sheet, fullFilling(sheet, {})))).parts;
    if (parts === null) throw new Error('the form is a zip');
    const lean = leanParts(parts);
    expect(lean.get(SHEET)?.length).toBeLessThan((parts.get(SHEET)?.length ?? 0) / 4);
    expect(lean.get(STYLES)?.length).toBeLessThan((parts.get(STYLES)?.length ?? 0) / 2);
    expect(cellsOf(lean)).toEqual(cellsOf(parts));
  });
});

/** Of each sheet, its cells that hold something: place, value and format, and whether there is a formula. */
function cellsOf(parts: Parts): unknown {
  const book = readParts(parts, { dense: true, cellNF: true, sheetStubs: true });
  return book.SheetNames.map((name) => {
    const rows: readonly (readonly CellObject[])[] = book.Sheets[name]?.['!data'] ?? [];
    return rows.flatMap((row, r) =>
      row.flatMap(({ t, v, z, f }, c) =>
        t === 'z' && f === undefined ? [] : [[r, c, t, v, z, f !== undefined]],
      ),
    );
  });
}
