/** The form that is laid down online is the workbook's: the same cells, open and locked alike, and read back to the same figures. */
import exceljs from 'exceljs';
import { beforeEach, describe, expect, it } from 'vitest';
import { collectAll } from '../src/line/collecting.ts';
import { forms as blankForms } from '../src/line/issuing.ts';
import { cellRef, type Cell, type CellGrid, type Sheet } from '../src/model/cell-grid.ts';
import { serialOfDay, type Day } from '../src/model/day.ts';
import { isDueLine, SUBMIT } from '../src/model/form.ts';
import type { Plan } from '../src/model/plan.ts';
import type { World } from '../src/model/world.ts';
import { openPlan } from '../src/outside.ts';
import type { Typing } from './build/filling.ts';
import { month } from './build/form.ts';
import { atGoogle, laid, states, writingPlan } from './build/google/at-google.ts';
import { boxOf, cellAt, openOf, pageOf, typeInto } from './build/google/laid.ts';
import { aGooglePlan } from './build/google/way.ts';
import { aPlan } from './build/plan.ts';
import { sharedReader } from './build/reader.ts';
import { COMPLETE, workbookOf } from './build/sending.ts';
import { emptySpreadsheet } from './build/google/sheets.ts';
import { aWorld } from './build/world.ts';

const MAY = month('2007-05');
const SHEET = 'sheet-weicheng';
const plan = writingPlan([{ unit: 'weicheng', spreadsheet: SHEET, folder: '' }]);

const here = atGoogle();
beforeEach(() => {
  here().fake.sheets.set(SHEET, emptySpreadsheet(SHEET, '空表'));
});

async function gridOf(bytes: Uint8Array): Promise<CellGrid> {
  return (await sharedReader.read(bytes, 'r.xlsx')).value!;
}

/** The workbook of a unit, as `forms` writes it. */
async function blankFor(unit: string, of: Plan): Promise<Uint8Array> {
  for await (const { sheet, bytes } of blankForms(MAY, of, here().world)) {
    if (sheet.unit.id === unit) return bytes;
  }
  throw new RangeError(unit);
}

/** Formulas by their place alone: the fake counts none, and two of them are told otherwise online. */
function seen({ row, column, kind, text, formula }: Cell): unknown {
  return formula === undefined ? { row, column, kind, text } : { row, column, formula: true };
}

/** All but the line that says until when, part of which has to make room for the box. */
function comparable({ name, hidden, cells, merges = [] }: Sheet) {
  const due = cells.find(({ text }) => isDueLine(text))?.row;
  return {
    name,
    hidden,
    cells: cells.filter(({ row }) => row !== due).map(seen),
    merges: merges
      .filter(({ row }) => row !== due)
      .toSorted((a, b) => a.row - b.row || a.column - b.column),
  };
}

describe('a form laid down online', () => {
  it.each([
    ['the small plan', 'weicheng', null],
    ['the office’s own plan', 'hanting', '.'],
  ])('has the cells of the workbook: %s', async (_, unit, folder) => {
    const own = folder === null ? aPlan() : (await openPlan(folder)).value!;
    const of = aGooglePlan({ sources: [{ unit, spreadsheet: SHEET, folder: '' }], writes: true });
    const { forms } = await laid(here(), { ...own, google: of }, MAY);
    expect(forms.map(({ state, why }) => [state, why])).toEqual([['created', '']]);
    const blank = await blankFor(unit, own);
    const file = await gridOf(blank);
    const online = await (await here().world.google(of)).sheet(SHEET);
    expect(online.grid.sheets.map(comparable)).toEqual(file.sheets.map(comparable));
    expect(online.grid.keywords).toBe(file.keywords);
    expect(online.submitted).toBe(false);
    const due = online.grid.sheets[0]!.cells.find(({ text }) => isDueLine(text))!;
    expect(due.text).toContain(SUBMIT);
  });

  it('leaves open what the workbook does and the box, and nothing else', async () => {
    await laid(here(), plan, MAY);
    const book = new exceljs.Workbook();
    await book.xlsx.load((await workbookOf('weicheng', {})).buffer as ArrayBuffer);
    const unlocked: string[] = [];
    book.worksheets[0]!.eachRow((row) => {
      row.eachCell({ includeEmpty: true }, (cell) => {
        const isOpen = cell.style.protection?.locked === false;
        if (isOpen) unlocked.push(cellRef(Number(cell.row), Number(cell.col)));
      });
    });
    const page = pageOf(here().fake, SHEET);
    expect(unlocked.length).toBeGreaterThan(30);
    expect([...openOf(page)].toSorted()).toEqual([...unlocked, boxOf(page)].toSorted());
    for (const { properties, protectedRanges } of here().fake.sheets.get(SHEET)!.sheets!.slice(1)) {
      expect([properties!.title, protectedRanges!.length]).toEqual([properties!.title, 1]);
      expect(protectedRanges![0]!.unprotectedRanges).toEqual([]);
    }
  });

  it('says what may be typed, in Chinese, by lists, limits and formulas that Google knows', async () => {
    await laid(here(), plan, MAY);
    const { locale, timeZone } = here().fake.sheets.get(SHEET)!.properties!;
    expect([locale, timeZone]).toEqual(['zh_CN', 'Asia/Shanghai']);
    const page = pageOf(here().fake, SHEET);
    const rules = [...openOf(page)].flatMap((ref) => {
      const { dataValidation: rule } = cellAt(page, ref);
      return rule === undefined ? [] : [{ ref, ...rule }];
    });
    expect(new Set(rules.map(({ condition }) => condition!.type))).toEqual(
      new Set(['BOOLEAN', 'CUSTOM_FORMULA', 'ONE_OF_LIST', 'NUMBER_BETWEEN', 'DATE_ON_OR_AFTER']),
    );
    for (const { inputMessage } of rules) expect(inputMessage).toMatch(/\p{Script=Han}{4}/u);
    expect(rules.every(({ inputMessage }) => !inputMessage!.includes('点“是”'))).toBe(true);
    const formulas = here()
      .fake.sheets.get(SHEET)!
      .sheets!.flatMap(({ data }) => data![0]!.rowData ?? [])
      .flatMap(({ values = [] }) =>
        values.map((cell) => cell.userEnteredValue?.formulaValue ?? ''),
      );
    const all = [
      ...formulas,
      ...rules.flatMap(({ condition }) => condition!.values ?? []).map((v) => v.userEnteredValue!),
    ];
    const names = all.flatMap((text) =>
      [...text.replace(/"[^"]*"/g, '').matchAll(/([A-Z][A-Z_.]*)\(/g)].map(([, name]) => name!),
    );
    expect([...new Set(names)].filter((name) => !KNOWN_AT_GOOGLE.includes(name))).toEqual([]);
    expect(page.conditionalFormats).toHaveLength(2);
  });

  it('filled in and ticked, is collected, accepted, and gives the workbook’s figures', async () => {
    const typing: Typing = {
      figures: { ...COMPLETE.figures, RC01: { value: '１２', remark: '含引进团队' } },
      tasks: { T01: { status: '已完成', percent: 100, doneOn: '2007-05-30', words: '全部完成。' } },
    };
    await laid(here(), plan, MAY);
    const page = pageOf(here().fake, SHEET);
    const filled = await gridOf(await workbookOf('weicheng', typing));
    const open = openOf(page);
    for (const { row, column, kind, text } of filled.sheets[0]!.cells) {
      const ref = cellRef(row, column);
      if (!open.has(ref) || ref === boxOf(page)) continue;
      const number = kind === 'date' ? serialOfDay(text as Day) : Number(text);
      typeInto(page, ref, kind === 'text' ? text : number);
    }
    expect((await collectAll(plan, here().world)).receipts).toEqual([]);
    typeInto(page, boxOf(page), true);
    const { receipts } = await collectAll(plan, here().world);
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['accepted']);
    const other = await aWorld();
    await other.drop('r.xlsx', await workbookOf('weicheng', typing));
    const [file] = (await collectAll({ ...plan, google: null }, other.world)).receipts;
    const plain = (findings: readonly { code: string; place: { cell?: string } }[]) =>
      findings.map(({ code, place }) => [code, place.cell]);
    expect(plain(receipts[0]!.findings)).toEqual(plain(file!.findings));
    const told = async (of: World) =>
      (await of.ledger.inMonth(MAY)).map(({ unit, entries }) => [
        unit,
        JSON.parse(
          JSON.stringify(entries, (key, value: unknown) => (key === 'file' ? undefined : value)),
        ) as unknown,
      ]);
    expect(await told(here().world)).toEqual(await told(other.world));
    await other.end();
    const again = await laid(here(), plan, MAY);
    expect(states(again)).toEqual(['weicheng unchanged']);
  });
});

/** Of Google's published list, as far as the form uses them; CELL("format") and INFO are not in it. */
const KNOWN_AT_GOOGLE = (
  'ABS AND COUNT DATE FIND IF INT ISBLANK ISDATE ISERROR ISLOGICAL ISNUMBER ISTEXT LEFT LEN MATCH MAX MID MOD N NOT ' +
  'OR RIGHT ROUND SUM SUMPRODUCT TEXT TODAY TO_TEXT TRIM VALUE'
).split(' ');
