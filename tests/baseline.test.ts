/** The first year: a baseline's figures are checked like a form's, kept in the ledger, compared with, and asked after to the cell. */
import exceljs from 'exceljs';
import { afterEach, describe, expect, it } from 'vitest';
import { baselineForm, formBytes, knownAt } from '../src/line/issuing.ts';
import { BASELINE, baselineItem, parseBaselineItem } from '../src/model/baseline.ts';
import { decimal, decimalText } from '../src/model/decimal.ts';
import { formSheetOf } from '../src/model/form.ts';
import { monthIn, yearIn, type Month } from '../src/model/period.ts';
import type { Standing } from '../src/model/scoreboard.ts';
import type { Receipt } from '../src/model/submission.ts';
import { collect, draft, standings } from '../src/line/pipeline.ts';
import { aFilling, type Typing } from './build/filling.ts';
import { aPlan, aTarget, unitId } from './build/plan.ts';
import { NO_PREFILLS } from './build/prefills.ts';
import { SEAL } from './build/seal.ts';
import { aWorld, type TestWorld } from './build/world.ts';

const plan = aPlan({
  targets: [
    aTarget('RC06', { units: new Map([[unitId('weicheng'), decimal('50')]]) }),
    aTarget('RC01', { units: new Map([[unitId('weicheng'), decimal('100')]]) }),
  ],
});
const YEAR = yearIn(2006);
const MAY = '2007-05' as Month;

let open: TestWorld | null = null;

afterEach(async () => {
  await open?.end();
  open = null;
});

/** By unit's name, then by code, what is typed into which month; `备注` for the remark. */
type Typed = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, string | number>>>>>
>;

async function here(): Promise<TestWorld> {
  open = await aWorld();
  return open;
}

/** The blank workbook, opened to be changed. */
async function opened(to: TestWorld, year = YEAR): Promise<exceljs.Workbook> {
  const { bytes } = await baselineForm(year, plan, to.world);
  const book = new exceljs.Workbook();
  await book.xlsx.load(bytes.slice().buffer);
  return book;
}

async function saved(book: exceljs.Workbook): Promise<Uint8Array> {
  return new Uint8Array(await book.xlsx.writeBuffer());
}

async function filled(to: TestWorld, typed: Typed, year = YEAR): Promise<Uint8Array> {
  const book = await opened(to, year);
  for (const [unit, rows] of Object.entries(typed)) {
    const page = book.getWorksheet(unit);
    if (page === undefined) throw new RangeError(unit);
    for (const [code, months] of Object.entries(rows)) {
      for (const [month, value] of Object.entries(months)) {
        page.getCell(rowOf(page, code), columnOf(page, month)).value = value;
      }
    }
  }
  return saved(book);
}

function rowOf(page: exceljs.Worksheet, code: string): number {
  for (let row = 1; row <= page.rowCount; row += 1) {
    if (page.getCell(row, 1).value === code) return row;
  }
  throw new RangeError(code);
}

function columnOf(page: exceljs.Worksheet, month: string): number {
  const row = rowOf(page, '代码');
  for (let column = 1; column <= page.columnCount; column += 1) {
    if (page.getCell(row, column).text.startsWith(month)) return column;
  }
  throw new RangeError(month);
}

let files = 0;

async function received(to: TestWorld, bytes: Uint8Array): Promise<Receipt> {
  files += 1;
  await to.drop(`基数${String(files)}.xlsx`, bytes);
  const [receipt] = await collect(plan, to.world);
  if (receipt === undefined) throw new Error('nothing came');
  return receipt;
}

function codes({ findings }: Receipt): readonly string[] {
  return findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

async function report(to: TestWorld, typing: Typing): Promise<Receipt> {
  const unit = plan.units.find(({ id }) => id === 'weicheng');
  const sheet = unit === undefined ? null : formSheetOf(plan, unit, MAY);
  if (sheet === null) throw new RangeError('weicheng');
  const issued = { seal: SEAL, filling: aFilling(typing), prefills: NO_PREFILLS };
  return received(to, await formBytes(sheet, plan, issued));
}

const MAY_FORM: Typing = {
  figures: { RC01: 12, RC02: 3, RC06: 44, JC01: 12.5, 'JC02-1': 8, 'JC02-2': 10, YC03: '3万多次' },
  tasks: { T01: { status: '推进中', percent: 60, words: '主体完工。' } },
};

const LAST_YEAR: Typed = {
  潍城区: {
    RC01: { '4月': 7, '5月': 10, '12月': 30 },
    RC06: { '12月': 38 },
    'JC02-1': { '5月': 6 },
    'JC02-2': { '5月': 10 },
  },
};

async function weicheng(to: TestWorld, code: string): Promise<Standing> {
  const board = await standings(MAY, plan, to.world);
  const all = board.sections.flatMap(({ indicators }) => indicators);
  const found = all.find(({ indicator }) => indicator.code === code);
  const unit = found?.units.find(({ holder }) => holder.id === 'weicheng');
  if (unit === undefined) throw new RangeError(code);
  return unit;
}

function text(of: Standing[keyof Standing]): string | null {
  const { value } = of as Standing['cumulative'];
  return value === null ? null : decimalText(value.n.div(value.d).round(4));
}

describe('a baseline', () => {
  it('names unit, month and item in the ledger, and is read back', () => {
    const of = { unit: unitId('weicheng'), month: MAY, item: 'JC02-1' };
    expect(parseBaselineItem(baselineItem(of))).toEqual(of);
    expect(parseBaselineItem('RC01')).toBeNull();
  });

  it('gives last year’s figures and the opening, and counts for no report', async () => {
    const to = await here();
    const receipt = await received(to, await filled(to, LAST_YEAR));
    expect([receipt.outcome, receipt.form, receipt.period]).toEqual(['accepted', BASELINE, '2006']);
    expect(await to.world.ledger.firstMonth()).toBeNull();
    expect((await report(to, MAY_FORM)).outcome).toBe('accepted');
    expect(await to.world.ledger.firstMonth()).toBe(MAY);

    const talents = await weicheng(to, 'RC01');
    expect(text(talents.yearBefore)).toBe('10');
    expect(text(talents.yearOnYear)).toBe('0.2');
    // 38 at the year's beginning, 50 to reach: 38 + 12 × 5/12 of 50 was due.
    expect(text((await weicheng(to, 'RC06')).scheduled)).toBe('0.86');
    expect(text((await weicheng(to, 'JC02')).yearOnYear)).toBe('0.2');
    // Nobody knows last year's May of this one.
    expect((await weicheng(to, 'JC01')).yearOnYear.absent).not.toBeNull();

    const board = await standings(MAY, plan, to.world);
    expect(board.reporting.reports.map(({ period }) => period)).toEqual(Array(4).fill(MAY));
    expect(board.reporting.actual).toBe(1);
  });

  it('leads to its cell', async () => {
    const to = await here();
    const bytes = await filled(to, LAST_YEAR);
    const { number, sha256 } = await received(to, bytes);
    await report(to, MAY_FORM);
    const { sources } = (await weicheng(to, 'RC01')).yearBefore.lineage;
    expect(sources).toMatchObject([
      { submission: number, sha256, sheet: '潍城区', period: '2006-05', item: 'RC01', typed: '10' },
    ]);
    expect(await to.world.ledger.original(sha256)).toEqual(bytes);
  });

  it('is named in the annex of the bulletin', async () => {
    const to = await here();
    const { number } = await received(to, await filled(to, LAST_YEAR));
    await report(to, MAY_FORM);
    await draft(MAY, plan, to.world);
    const [html = ''] = [...to.pages.values()];
    expect(html).toContain(`取自2006年的基数表（回执第${String(number)}号）`);
  });

  it('stands beside the items of the first form', async () => {
    const to = await here();
    await received(to, await filled(to, LAST_YEAR));
    const unit = plan.units.find(({ id }) => id === 'weicheng')!;
    const sheet = formSheetOf(plan, unit, MAY)!;
    const known = await knownAt(MAY, plan, to.world, to.world.now());
    expect(known(sheet).figures.get('RC01')).toMatchObject({ yearBefore: '10', last: null });
  });

  it('tells the months of the year before the first report', async () => {
    const to = await here();
    const year = yearIn(2007);
    const typed = { 潍城区: { RC01: { '3月': 5, '4月': 8 } } };
    expect((await received(to, await filled(to, typed, year))).outcome).toBe('accepted');
    await report(to, MAY_FORM);
    const talents = await weicheng(to, 'RC01');
    expect(text(talents.period)).toBe('4');
    expect(text(talents.previous)).toBe('3');
    // A 累计 may not fall below what the baseline says either.
    const less = await report(to, { ...MAY_FORM, figures: { ...MAY_FORM.figures, RC01: 6 } });
    expect(codes(less)).toContain('C_FALL');
  });

  it('is corrected by another, and told what changed', async () => {
    const to = await here();
    const first = await received(to, await filled(to, LAST_YEAR));
    const changed = { 潍城区: { ...LAST_YEAR['潍城区'], RC01: { '5月': 11 } } };
    const second = await received(to, await filled(to, changed));
    expect(second.supersedes).toBe(first.number);
    const told = (await to.receiptTexts()).at(-1) ?? '';
    expect(told).toContain('潍城区2006年5月　引进高层次人才　由 10 改为 11');
    expect(told).toContain('潍城区2006年12月　引进高层次人才　由 30 改为 没有数');
    await report(to, MAY_FORM);
    expect(text((await weicheng(to, 'RC01')).yearBefore)).toBe('11');
  });

  it('says the same when the same comes again', async () => {
    const to = await here();
    const bytes = await filled(to, LAST_YEAR);
    await received(to, bytes);
    expect((await received(to, bytes)).outcome).toBe('seen-before');
  });

  it.each<readonly [string, Typed, string]>([
    ['blank', {}, 'B_NOTHING'],
    ['a text for a number', { 潍城区: { RC01: { '5月': '见附件' } } }, 'E_TEXT'],
    ['其中 over its whole', { 潍城区: { RC01: { '5月': 3 }, RC02: { '5月': 4 } } }, 'C_PART'],
    ['a fall without a reason', { 潍城区: { RC01: { '4月': 9, '5月': 7 } } }, 'C_FALL'],
    ['half a ratio', { 潍城区: { 'JC02-1': { '5月': 6 } } }, 'E_BLANK'],
    [
      'a numerator over its denominator',
      { 潍城区: { 'JC02-1': { '5月': 11 }, 'JC02-2': { '5月': 10 } } },
      'C_RATIO',
    ],
  ])('is returned when it holds %s', async (_, typed, code) => {
    const to = await here();
    const receipt = await received(to, await filled(to, typed));
    expect(receipt.outcome).toBe('returned');
    expect(codes(receipt)).toContain(code);
    expect(await to.world.ledger.firstMonth()).toBeNull();
  });

  it('takes a fall whose reason stands in the remark', async () => {
    const to = await here();
    const typed = { 潍城区: { RC01: { '4月': 9, '5月': 7, 备注: '5月核减重复统计2人' } } };
    expect((await received(to, await filled(to, typed))).outcome).toBe('accepted');
  });

  it('holds no month that the units report themselves, nor one that is not over', async () => {
    const to = await here();
    await report(to, MAY_FORM);
    const typed = { 潍城区: { RC01: { '5月': 10 } }, 寒亭区: { RC01: { '6月': 10 } } };
    const receipt = await received(to, await filled(to, typed, yearIn(2007)));
    expect(codes(receipt)).toEqual(['B_REPORTED', 'B_REPORTED']);
    await open?.end();
    const empty = await here();
    const early = await received(
      empty,
      await filled(empty, { 潍城区: { RC01: { '6月': 1 } } }, yearIn(2007)),
    );
    expect(codes(early)).toEqual(['B_OPEN']);
  });

  it('drops nothing that was typed beside its cells without a word', async () => {
    const to = await here();
    const book = await opened(to);
    const page = book.getWorksheet('潍城区')!;
    page.getCell(rowOf(page, 'RC01'), columnOf(page, '5月')).value = 10;
    page.getCell('T9').value = '全区共引进10人';
    const receipt = await received(to, await saved(book));
    expect(receipt.outcome).toBe('accepted');
    expect(receipt.findings.filter(({ code }) => code === 'R_UNREAD')).toMatchObject([
      { place: { sheet: '潍城区', cell: 'T9' } },
    ]);
  });

  it('knows a unit by the head of its sheet alone', async () => {
    const to = await here();
    const book = await opened(to);
    const page = book.getWorksheet('潍城区')!;
    page.name = '甲';
    page.getCell(rowOf(page, 'RC01'), columnOf(page, '5月')).value = 10;
    const other = book.getWorksheet('寒亭区')!;
    for (const at of ['B2', 'B3']) {
      if (other.getCell(at).value === '寒亭区') other.getCell(at).value = '历下区';
    }
    const receipt = await received(to, await saved(book));
    expect(codes(receipt)).toEqual(['B_UNIT']);
    expect(receipt.cells.map(({ item }) => item)).toEqual(['weicheng/2006-05/RC01']);
  });

  it('says whose sheet is gone, and what was typed over', async () => {
    const to = await here();
    const book = await opened(to);
    const page = book.getWorksheet('潍城区')!;
    page.getCell(rowOf(page, 'RC01'), columnOf(page, '5月')).value = 10;
    book.removeWorksheet('寒亭区');
    const lacking = await received(to, await saved(book));
    expect(lacking.outcome).toBe('accepted');
    expect(lacking.findings.map(({ code }) => code)).toContain('B_NO_SHEET');
    page.getCell(rowOf(page, 'RC06'), 1).value = 'RC66';
    page.getCell(rowOf(page, '代码'), columnOf(page, '4月')).value = '四月';
    book.getWorksheet('寿光市')!.state = 'hidden';
    const spoiled = await received(to, await saved(book));
    expect([...codes(spoiled)].sort()).toEqual(['B_HIDDEN', 'B_MONTH', 'R_MISSING']);
  });

  it('is held under the months that it names, and only those', async () => {
    const to = await here();
    await received(to, await filled(to, LAST_YEAR));
    const held = await to.world.ledger.history(unitId('weicheng'), monthIn(2006, 12));
    expect(held.map(({ period, form }) => [period, form])).toEqual([
      ['2006-04', BASELINE],
      ['2006-05', BASELINE],
      ['2006-12', BASELINE],
    ]);
  });
});
