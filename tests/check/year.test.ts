/** A form beside the other months of its year: falls, and items that cease to apply, from whichever side they are met. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { identify } from '../../src/check/identity.ts';
import { reasonIn } from '../../src/model/reason.ts';
import { checkSubmission } from '../../src/check/submission.ts';
import type { CellGrid } from '../../src/model/cell-grid.ts';
import type { FigureFilling } from '../../src/model/filling.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Accepted } from '../../src/model/submission.ts';
import { bytesOf, fullFilling, gridOf, put, refOf, sheetFor } from '../build/form.ts';
import { aPlan, anIndicator } from '../build/plan.ts';
import { anAccepted, type CellSpec } from '../build/snapshot.ts';
import { moment } from '../build/world.ts';
import { SEAL } from '../build/seal.ts';

const UNIT = 'hanting';
const AT = moment('2007-12-20T09:00:00+08:00');
const BY_MONTH = aPlan({
  indicators: [anIndicator('RC01', { asks: 'period' }), anIndicator('RC09', { kind: 'stock' })],
});

function held(month: string, cell: CellSpec): Accepted {
  return anAccepted(UNIT, `2007-${month}`, { RC01: cell });
}

function judge(grid: CellGrid, history: readonly Accepted[], plan = aPlan()): readonly Finding[] {
  const fileName = '报表.xlsx';
  const identity = identify(grid, { plan, seal: SEAL, at: AT, fileName });
  const { findings, submission } = checkSubmission(grid, identity, {
    plan,
    history,
    at: AT,
    fileName,
  });
  const told = findings.filter(({ code }) => code !== 'N_APPROX');
  expect(submission === null).toBe(told.some(({ severity }) => severity === 'error'));
  return told;
}

/** A form in order but for RC01. */
async function form(month: string, figure: FigureFilling, plan: Plan = aPlan()): Promise<CellGrid> {
  const sheet = sheetFor(UNIT, `2007-${month}`, plan);
  const rest = plan === BY_MONTH ? {} : { RC02: { value: 0 } };
  return gridOf(await bytesOf(sheet, fullFilling(sheet, { ...rest, RC01: figure })));
}

async function codes(
  [month, figure]: readonly [string, FigureFilling],
  history: readonly Accepted[],
  plan: Plan = aPlan(),
): Promise<readonly string[]> {
  return judge(await form(month, figure, plan), history, plan).map(({ code }) => code);
}

/** 不适用 for RC01, and for its part, so that nothing else is wrong. */
async function lapsed(month: string, remark: string): Promise<CellGrid> {
  const sheet = sheetFor(UNIT, `2007-${month}`);
  const none = { value: '不适用', remark };
  return gridOf(await bytesOf(sheet, fullFilling(sheet, { RC01: none, RC02: none })));
}

describe('不适用 after a figure of the same year', () => {
  it('is returned without a reason, naming month and figure; with one it is to be verified', async () => {
    const bare = judge(await lapsed('05', ''), [held('04', '12')]);
    expect(bare[0]).toMatchObject({ code: 'C_NA_AFTER', severity: 'error' });
    expect(bare[0]!.message).toMatch(/2007年4月.*本年累计 12/);
    expect(bare[0]!.hint).toContain('累计照填 12');
    expect(bare.filter(({ item }) => item === '引进高层次人才')).toHaveLength(1);
    const why = judge(await lapsed('05', '职能已划转'), [held('04', '12')]);
    expect(why).toMatchObject([{ code: 'C_NA_AFTER_REASON', severity: 'warning' }]);
    expect(why[0]!.message).toContain('职能已划转');
  });

  it.each([
    ['nothing was reported', []],
    ['only zero was reported', [held('04', '零报告')]],
    ['it was another year', [anAccepted(UNIT, '2006-12', { RC01: '12' })]],
  ])('needs no reason where %s', async (_, history) => {
    const found = judge(await lapsed('05', ''), history).map(({ code }) => code);
    expect(new Set(found)).toEqual(new Set(['N_NA']));
  });

  it('asks about a level too, and never offers it a 0', async () => {
    const gone = await gridOf(
      await bytesOf(
        sheetFor(UNIT, '2007-05'),
        fullFilling(sheetFor(UNIT, '2007-05'), { RC06: { value: '不适用' } }),
      ),
    );
    const history = [anAccepted(UNIT, '2007-03', { RC06: '40' })];
    const [found] = judge(gone, history);
    expect(found).toMatchObject({ code: 'C_NA_AFTER', severity: 'error' });
    expect(found!.message).toMatch(/2007年3月.*期末数 40/);
    expect(found!.hint).not.toMatch(/填 0/);
    expect(judge(gone, [anAccepted(UNIT, '2007-03', { RC06: '不适用' })])).toMatchObject([
      { code: 'N_NA' },
    ]);
  });

  it('asks a correction of the same month', async () => {
    const found = judge(await lapsed('05', ''), [held('05', '12')]).map(({ code }) => code);
    expect(found).toContain('C_NA_AFTER');
  });

  it('looks past a month without a figure', async () => {
    const history = [held('03', '12'), held('04', '不适用')];
    const found = judge(await lapsed('05', ''), history).map(({ code }) => code);
    expect(found).toContain('C_NA_AFTER');
  });

  it('is as strange where the form asks the month’s own number', async () => {
    const history = [held('03', '12'), held('04', '零报告')];
    const none = ['05', { value: '不适用' }] as const;
    const found = await codes(none, history, BY_MONTH);
    expect(found).toContain('C_NA_AFTER');
  });
});

describe('a form that comes after a later month’s', () => {
  it('is held to it, naming month and figure', async () => {
    const found = judge(await form('04', { value: 12 }), [held('05', '10')]);
    expect(found).toMatchObject([{ code: 'C_FALL_NEXT', severity: 'error' }]);
    expect(found[0]!.message).toMatch(/12.*2007年5月.*10/);
    expect(found[0]!.hint).toContain('2007年5月');
    expect(await codes(['04', { value: 10 }], [held('05', '10')])).toEqual([]);
  });

  it('passes with a reason in its own remark, or in that of the later month', async () => {
    const own = { value: 12, remark: '5月核减2人' };
    expect(await codes(['04', own], [held('05', '10')])).toEqual(['C_FALL_NEXT_REASON']);
    const later = held('05', { value: '10', remark: '核减2人' });
    const found = judge(await form('04', { value: 12 }), [later]);
    expect(found).toMatchObject([{ code: 'C_FALL_NEXT_REASON', severity: 'warning' }]);
    expect(found[0]!.message).toContain('2007年5月报表的备注写的原因是“核减2人”');
  });

  it('is held to the next month only, and to months before it too', async () => {
    const between = [held('02', '15'), held('05', '20'), held('06', '10')];
    expect(await codes(['04', { value: 18 }], between)).toEqual([]);
    expect(await codes(['04', { value: 14 }], between)).toEqual(['C_FALL']);
  });

  it('is not passed over by a later 不适用 that nobody could question then', async () => {
    const found = judge(await form('04', { value: 12 }), [held('05', '不适用')]);
    expect(found).toMatchObject([{ code: 'C_NA_NEXT', severity: 'error' }]);
    expect(found[0]!.message).toContain('2007年5月');
    expect(await codes(['04', { value: 0 }], [held('05', '不适用')])).toEqual([]);
    const own = { value: 12, remark: '5月起职能划转' };
    expect(await codes(['04', own], [held('05', '不适用')])).toEqual(['C_NA_NEXT_REASON']);
  });

  it('is found faulty exactly when the later form would have been', async () => {
    const amounts = fc.constantFrom<string>('0', '3', '7', '12', '不适用');
    const [april, may] = [await form('04', { value: 5 }), await form('05', { value: 5 })];
    const typed = (grid: CellGrid, amount: string): CellGrid =>
      put(grid, refOf(grid, 'RC01', '填报数'), amount);
    const spec = (amount: string): CellSpec => (amount === '0' ? '零报告' : amount);
    const isTold = (found: readonly Finding[]): boolean =>
      found.some(({ code }) => ['C_FALL', 'C_FALL_NEXT', 'C_NA_AFTER', 'C_NA_NEXT'].includes(code));
    const judged = (grid: CellGrid, history: readonly Accepted[]): boolean =>
      isTold(checked(grid, history));
    fc.assert(
      fc.property(amounts, amounts, (before, after) => {
        const forwards = judged(typed(may, after), [held('04', spec(before))]);
        const backwards = judged(typed(april, before), [held('05', spec(after))]);
        expect(backwards).toBe(forwards);
      }),
    );
  });
});

function checked(grid: CellGrid, history: readonly Accepted[]): readonly Finding[] {
  const [plan, fileName] = [aPlan(), '报表.xlsx'];
  const identity = identify(grid, { plan, seal: SEAL, at: AT, fileName });
  return checkSubmission(grid, identity, { plan, history, at: AT, fileName }).findings;
}

describe('a reason', () => {
  it.each(['', '  ', '无', '无。', '-', '—', '／', '/', '没有', ' 略 ', '……', '（无）'])(
    'is not %j',
    async (remark) => {
      expect(reasonIn(remark)).toBe('');
      const found = await codes(['05', { value: 11, remark }], [held('04', '12')]);
      expect(found).toEqual(['C_FALL']);
    },
  );

  it.each(['核减2人', '无重复统计', '略有核减'])('may be %j', async (remark) => {
    const found = await codes(['05', { value: 11, remark }], [held('04', '12')]);
    expect(found).toEqual(['C_FALL_REASON']);
  });

  it('stands on one line of the receipt, however it was typed', async () => {
    const remark = `核减\n回执第9号　已接收${'长'.repeat(200)}`;
    const [found] = judge(await form('05', { value: 11, remark }), [held('04', '12')]);
    expect(found!.message).not.toMatch(/\n|长{100}/);
  });
});

describe('a form on which nothing applies', () => {
  let sheet: ReturnType<typeof sheetFor>;
  beforeAll(() => {
    sheet = sheetFor(UNIT, '2007-05');
  });

  async function all(remarkOf: (at: number) => string): Promise<readonly Finding[]> {
    const items = sheet.sections.flatMap(({ figures }) => figures);
    const over = items.map(
      ({ item }, at) => [item, { value: '不适用', remark: remarkOf(at) }] as const,
    );
    return judge(
      await gridOf(await bytesOf(sheet, fullFilling(sheet, Object.fromEntries(over)))),
      [],
    );
  }

  it('is returned unless every item says why', async () => {
    expect((await all(() => ''))[0]).toMatchObject({ code: 'R_ALL_NA', severity: 'error' });
    expect((await all((at) => (at === 0 ? '略' : '没有这项职能')))[0]?.code).toBe('R_ALL_NA');
    const why = await all(() => '没有这项职能');
    expect(why).toMatchObject([{ code: 'R_ALL_NA_REASON', severity: 'warning' }]);
  });

  it('is not one of zeros that make no ratio', async () => {
    const ratio = {
      kind: 'ratio',
      numerator: { name: '已建', unitOfMeasure: '家' },
      denominator: { name: '应建', unitOfMeasure: '家' },
    } as const;
    const plan = aPlan({ indicators: [anIndicator('JC02', ratio)] });
    const own = sheetFor(UNIT, '2007-05', plan);
    const zeros = { 'JC02-1': { value: 0 }, 'JC02-2': { value: 0 } };
    const found = judge(await gridOf(await bytesOf(own, fullFilling(own, zeros))), [], plan);
    expect(found.map(({ code }) => code)).toEqual(['N_RATIO_NONE']);
  });
});

describe('“本月无” where the amount of the year is asked for', () => {
  async function hintOf(month: string, history: readonly Accepted[]): Promise<readonly unknown[]> {
    const found = judge(await form(month, { value: '本月无' }), history);
    return found.filter(({ code }) => code === 'E_NONE').map(({ suggestion }) => suggestion);
  }

  it('suggests what stood the month before, never a 0 that would empty the year', async () => {
    expect(await hintOf('05', [held('04', '12')])).toEqual(['12']);
    expect(await hintOf('05', [])).toEqual([undefined]);
    expect(await hintOf('05', [held('04', '零报告')])).toEqual(['0']);
    expect(await hintOf('01', [])).toEqual(['0']);
  });

  it('says so', async () => {
    const [none] = judge(await form('05', { value: '本月无' }), [held('04', '12')]);
    expect(none?.hint).toContain('这一格填本年累计：本月没有新增、没有变动的，照填上月的 12');
  });
});
