/** What is left out before the library reads: nothing that says anything of a cell. */
import { read, type CellObject } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { withLeanSheets } from '../../src/intake/lean-sheets.ts';
import { stored, unzip } from '../../src/intake/zip.ts';
import { bytesOf, fullFilling, sheetFor } from '../build/form.ts';

const NAME = 'xl/worksheets/sheet1.xml';

function leanOf(xml: string, name = NAME): string {
  const lean = withLeanSheets(new Map([[name, Buffer.from(xml)]]));
  return String(lean.get(name));
}

const RULE =
  '<dataValidation type="whole" prompt="只填数字" sqref="B1"><formula1>0</formula1></dataValidation>';

describe('lean sheets', () => {
  it.each([
    [
      'cells of mere looks',
      '<row r="1"><c r="A1" s="3"/><c r="B1"/><c r="C1" s="1"><v>7</v></c></row>',
      '<row r="1"><c r="C1" s="1"><v>7</v></c></row>',
    ],
    [
      'entry rules',
      `<sheetData/><dataValidations count="1">${RULE}<dataValidation sqref="B2"/></dataValidations><x/>`,
      '<sheetData/><x/>',
    ],
    ['long formulas', `<f t="array">${'A1+'.repeat(30)}B1</f>`, '<f t="array">0</f>'],
  ])('leave out %s', (_, xml, lean) => {
    expect(leanOf(xml)).toBe(lean);
  });

  it.each([
    ['a cell behind which one does not say where it stands', '<c r="A1" s="3"/><c><v>7</v></c>'],
    ['the same with a prefix', '<c r="A1" s="3"/><x:c><v>7</v></x:c>'],
    ['the same with its place written second', '<c r="A1" s="3"/><c s="1" r="B1"><v>7</v></c>'],
    ['a cell that says what it holds', '<c r="A1" t="b"/>'],
    [
      'cells between entry rules',
      `<dataValidations>${RULE}<c r="A1"><v>1</v></c></dataValidations>`,
    ],
    ['rules that nobody closes', `<dataValidations>${RULE}<sheetData>`],
    ['a short formula', '<f>SUM(A1:A9)</f>'],
  ])('keep %s', (_, xml) => {
    expect(leanOf(xml)).toBe(xml);
  });

  it('leaves other parts alone', () => {
    expect(leanOf('<c r="A1" s="3"/>', 'xl/styles.xml')).toBe('<c r="A1" s="3"/>');
  });

  it('shows the library the same cells of a form', async () => {
    const sheet = sheetFor('hanting', '2007-05');
    const parts = unzip(Buffer.from(await bytesOf(sheet, fullFilling(sheet, {})))).parts;
    if (parts === null) throw new Error('the form is a zip');
    expect(cellsOf(withLeanSheets(parts))).toEqual(cellsOf(parts));
  });
});

/** Of each sheet, its cells that hold something: place, value and format, and whether there is a formula. */
function cellsOf(parts: ReadonlyMap<string, Buffer>): unknown {
  const book = read(stored(parts), { dense: true, cellNF: true, sheetStubs: true });
  return book.SheetNames.map((name) => {
    const rows: readonly (readonly CellObject[])[] = book.Sheets[name]?.['!data'] ?? [];
    return rows.flatMap((row, r) =>
      row.flatMap(({ t, v, z, f }, c) =>
        t === 'z' && f === undefined ? [] : [[r, c, t, v, z, f !== undefined]],
      ),
    );
  });
}
