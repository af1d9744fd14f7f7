/** What is strange without being wrong: leaps, months unlike the others, forms equal to another. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { identify } from '../../src/check/identity.ts';
import { checkSubmission } from '../../src/check/submission.ts';
import type { CellGrid } from '../../src/model/cell-grid.ts';
import type { Finding } from '../../src/model/finding.ts';
import { addMonths, type Month } from '../../src/model/period.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Accepted } from '../../src/model/submission.ts';
import { bytesOf, fullFilling, gridOf, put, refOf, sheetFor } from '../build/form.ts';
import { anIndicator, aPlan } from '../build/plan.ts';
import { anAccepted, type CellSpec } from '../build/snapshot.ts';
import { moment } from '../build/world.ts';
import { SEAL } from '../build/seal.ts';

const AT = moment('2007-12-20T09:00:00+08:00');
const STRANGE = ['C_LEAP', 'C_SPREAD', 'C_SAME_MONTH', 'C_SAME_UNIT'];

type Known = Readonly<{ history?: readonly Accepted[]; others?: readonly Accepted[] }>;

function judge(grid: CellGrid, known: Known, plan: Plan = aPlan()): readonly Finding[] {
  const fileName = '报表.xlsx';
  const context = { plan, history: [], ...known, seal: SEAL, at: AT, fileName };
  const { findings } = checkSubmission(grid, identify(grid, context), context);
  const strange = findings.filter(({ code }) => STRANGE.includes(code));
  expect(strange.every(({ severity }) => severity === 'warning')).toBe(true);
  return strange;
}

function codes(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ code }) => code);
}

const BY_MONTH = aPlan({ indicators: [anIndicator('RC01', { asks: 'period' })] });
const grids = new Map<string, CellGrid>();
beforeAll(async () => {
  for (const month of ['2007-01', '2007-05', '2007-12']) {
    const sheet = sheetFor('hanting', month);
    grids.set(month, await gridOf(await bytesOf(sheet, fullFilling(sheet))));
  }
  const sheet = sheetFor('hanting', '2007-12', BY_MONTH);
  grids.set('by month', await gridOf(await bytesOf(sheet, fullFilling(sheet))));
});

function typed(of: string, item: string, value: string, remark = ''): CellGrid {
  const grid = grids.get(of)!;
  const filled = put(grid, refOf(grid, item, '填报数'), value);
  return remark === '' ? filled : put(filled, refOf(grid, item, '备注'), remark);
}

/** Accepted months of 寒亭区 with one item, the last of them the month before. */
function before(month: string, item: string, values: readonly CellSpec[]): Known {
  const history = values.map((value, index) =>
    anAccepted('hanting', addMonths(month as Month, index - values.length), { [item]: value }),
  );
  return { history };
}

describe('a leap from last month', () => {
  const cases: readonly (readonly [string, string, RegExp | null])[] = [
    ['100', '1000', / 10 倍，疑似多写或漏写了一个0$/],
    ['100', '800', / 8 倍，疑似多写或漏写了一个0$/],
    ['100', '3000', / 30 倍，相差很大$/],
    ['2300', '100', / 23 分之一，相差很大$/],
    ['1', '110000000', / 1.1亿倍，相差很大$/],
    ['100', '799', null],
    ['100', '12000', / 120 倍，疑似多写或漏写了两个0$/],
    ['12.8', '128000', / 1万倍，疑似万与个混填$/],
    ['128000', '12.8', / 1万分之一，疑似万与个混填$/],
    ['1000', '100', / 10 分之一/],
    ['0', '5000', null],
    ['5000', '0', null],
    ['2', '19', null],
    ['100', '110', null],
  ];

  it.each(cases)('of a stock: %s, then %s', (last, now, words) => {
    const indicators = [anIndicator('RC06', { name: '市级拔尖人才', kind: 'stock', decimals: 1 })];
    const plan = aPlan({ indicators });
    const found = judge(typed('2007-05', 'RC06', now), before('2007-05', 'RC06', [last]), plan);
    expect(codes(found)).toEqual(words === null ? [] : ['C_LEAP']);
    if (words !== null) expect(found[0]!.message).toMatch(words);
  });

  it('tells the remark where there is one', () => {
    const known = before('2007-05', 'RC06', ['100']);
    const bare = judge(typed('2007-05', 'RC06', '1000'), known);
    expect(bare[0]).toMatchObject({ item: '市级拔尖人才', read: '1000' });
    expect(bare[0]!.hint).toContain('备注');
    const found = judge(typed('2007-05', 'RC06', '1000', '行业并入本区'), known);
    expect(found[0]!.message).toContain('备注写的原因是“行业并入本区”');
    expect(found[0]!.hint).toBe('原因属实就不用改。');
  });

  it('is not seen between a December’s 累计 and a January’s, but between their stocks', () => {
    const flow = before('2007-01', 'RC01', ['900']);
    expect(judge(typed('2007-01', 'RC01', '30'), flow)).toEqual([]);
    const parts = before('2007-01', 'JC02-2', ['900']);
    expect(judge(typed('2007-01', 'JC02-2', '30'), parts)).toEqual([]);
    const stock = before('2007-01', 'RC06', ['900']);
    expect(codes(judge(typed('2007-01', 'RC06', '30'), stock))).toEqual(['C_LEAP']);
  });
});

describe('a month unlike the unit’s own', () => {
  const steady = ['30', '62', '90', '121', '150', '179', '210', '242', '270', '299', '331'];

  it('is told of a 累计 by what the month added', () => {
    const known = before('2007-12', 'RC01', steady);
    expect(judge(typed('2007-12', 'RC01', '360'), known)).toEqual([]);
    const found = judge(typed('2007-12', 'RC01', '900'), known);
    expect(codes(found)).toEqual(['C_SPREAD']);
    expect(found[0]!.message).toBe('本月新增 569，本单位前11个月的中位数是 30，相差很大');
  });

  it('needs six months', () => {
    const far = typed('2007-12', 'RC01', '900');
    expect(judge(far, before('2007-12', 'RC01', steady.slice(-6)))).toEqual([]);
    expect(judge(far, before('2007-12', 'RC01', steady.slice(-7)))).toHaveLength(1);
  });

  it('is told of a month’s own number as it is typed, over two years', () => {
    const months = ['31', '29', '30', '33', '28', '30', '32', '30'];
    const known = before('2007-12', 'RC01', months);
    expect(judge(typed('by month', 'RC01', '40'), known, BY_MONTH)).toEqual([]);
    const found = judge(typed('by month', 'RC01', '120'), known, BY_MONTH);
    expect(codes(found)).toEqual(['C_SPREAD']);
    expect(found[0]!.message).toContain('本月所报 120');
  });

  it('is not told of a stock that changes by less than a tenth of itself', () => {
    const stock = ['700', '723', '746', '769', '792', '815', '838'];
    const known = before('2007-12', 'RC06', stock);
    expect(judge(typed('2007-12', 'RC06', '839'), known)).toEqual([]);
    expect(codes(judge(typed('2007-12', 'RC06', '1400'), known))).toEqual(['C_SPREAD']);
  });

  it('is never told of a unit that goes on as it did', () => {
    const step = fc.integer({ min: 20, max: 40 });
    fc.assert(
      fc.property(fc.array(step, { minLength: 12, maxLength: 12 }), (steps) => {
        const sums = steps.map((_, index) => steps.slice(0, index + 1).reduce((a, b) => a + b));
        const known = before('2007-12', 'RC01', sums.slice(0, 11).map(String));
        expect(judge(typed('2007-12', 'RC01', String(sums[11])), known)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a form equal to another', () => {
  const same = { RC01: '10', RC02: '3', RC06: '10', JC01: '10', 'JC02-1': '3', 'JC02-2': '10' };
  const last = (cells: Readonly<Record<string, string>>): Accepted =>
    anAccepted('hanting', '2007-04', cells);
  const may = (): CellGrid => grids.get('2007-05')!;

  it('is told of last month’s, whatever the sort of zero', () => {
    const found = judge(may(), { history: [last(same)] });
    expect(codes(found)).toEqual(['C_SAME_MONTH']);
    expect(found[0]!.message).toContain('2007年4月');
    expect(judge(may(), { history: [last({ ...same, RC06: '11' })] })).toEqual([]);
    const earlier = anAccepted('hanting', '2007-03', same);
    expect(judge(may(), { history: [earlier] })).toEqual([]);
  });

  it('is told of another unit’s of the same month, not of its own', () => {
    const found = judge(may(), { others: [anAccepted('weicheng', '2007-05', same)] });
    expect(codes(found)).toEqual(['C_SAME_UNIT']);
    expect(found[0]!.message).toContain('“潍城区”2007年5月');
    expect(judge(may(), { others: [anAccepted('hanting', '2007-05', same)] })).toEqual([]);
    const other = anAccepted('weicheng', '2007-05', { ...same, JC01: '10.5' });
    expect(judge(may(), { others: [other] })).toEqual([]);
  });

  it('is told alone, not once more of each figure that did not go on', () => {
    const steady = [360, 400, 440, 480, 40, 80, 120].map((sum, at) =>
      anAccepted('hanting', addMonths('2006-09' as Month, at), { RC01: String(sum) }),
    );
    const april = anAccepted('hanting', '2007-04', { ...same, RC01: '160' });
    const known = { history: [...steady, april] };
    const again = put(may(), refOf(may(), 'RC01', '填报数'), '160');
    expect(codes(judge(again, known))).toEqual(['C_SAME_MONTH']);
    // With another figure changed it is the one that stands still that is strange.
    const other = put(again, refOf(again, 'JC01', '填报数'), '10.5');
    expect(codes(judge(other, known))).toEqual(['C_SPREAD']);
  });

  it('takes more than a few figures', () => {
    const { RC01, RC02, RC06, JC01 } = same;
    expect(judge(may(), { history: [last({ RC01, RC02, RC06, JC01 })] })).toEqual([]);
  });
});
