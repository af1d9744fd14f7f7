/** The months of the year of one indicator: each as that month stood, against the target that holds now. */
import { describe, expect, it } from 'vitest';
import { decimal } from '../../src/model/decimal.ts';
import type { Month } from '../../src/model/period.ts';
import type { Indicator, Target } from '../../src/model/plan.ts';
import { aPlan, aTarget, anIndicator } from '../build/plan.ts';
import { aSnapshot, type CellSpec } from '../build/snapshot.ts';
import { boardOf, indicatorOf, shown } from './board.ts';

/** What weicheng and hanting report of X, month by month. */
type Told = Readonly<
  Record<string, readonly [weicheng: CellSpec | null, hanting: CellSpec | null]>
>;

function monthsOf(
  told: Told,
  of: Readonly<{
    indicator?: Partial<Indicator>;
    target?: Partial<Target> | null;
    period?: string;
  }> = {},
): readonly string[] {
  const { indicator = {}, target = { city: decimal('120') }, period = '2007-03' } = of;
  const all = aPlan();
  const plan = aPlan({
    units: all.units.filter(({ id }) => ['weicheng', 'hanting'].includes(id)),
    indicators: [anIndicator('X', indicator)],
    targets: target === null ? [] : [aTarget('X', target)],
  });
  const builder = aSnapshot(period);
  for (const [month, cells] of Object.entries(told)) {
    cells.forEach((cell, i) => {
      if (cell !== null) builder.put(['weicheng', 'hanting'][i]!, month, { X: cell });
    });
  }
  return indicatorOf(boardOf(plan, builder), 'X').months.map(
    ({ month, completion, scheduled, gap }) =>
      [month, ...[completion, scheduled, gap].map(shown)].join(' '),
  );
}

const FULL: Told = { '2007-01': ['4', '5'], '2007-02': ['10', '12'], '2007-03': ['16', '20'] };

describe('the months of the year', () => {
  it('of a flow are its 累计 in the target, beside what was due', () => {
    expect(monthsOf(FULL)).toEqual([
      '2007-01 0.075000 0.083333 -0.008333',
      '2007-02 0.183333 0.166667 0.016667',
      '2007-03 0.300000 0.250000 0.050000',
    ]);
  });

  it('end with the period, of whatever length', () => {
    expect(monthsOf(FULL, { period: '2007-02' })).toHaveLength(2);
    expect(monthsOf(FULL, { period: '2007-Q1' })).toEqual(monthsOf(FULL));
  });

  it('say nothing of a month that lacks a unit, and take an earlier 累计 as that month did', () => {
    const late: Told = { '2007-01': ['4', null], '2007-02': ['10', '12'], '2007-03': ['16', null] };
    expect(monthsOf(late)).toEqual([
      '2007-01 (lacks-unit) 0.083333 (lacks-unit)',
      '2007-02 0.183333 0.166667 0.016667',
      '2007-03 0.233333 0.250000 -0.016667',
    ]);
  });

  it('leave out a month of which nothing came', () => {
    const { '2007-01': january, '2007-03': march } = FULL;
    expect(
      monthsOf({ '2007-01': january!, '2007-03': march! }).map((one) => one.slice(0, 7)),
    ).toEqual(['2007-01', '2007-03']);
  });

  it('of a level rise from last December', () => {
    const level: Told = { '2006-12': ['30', '30'], ...FULL, '2007-03': ['40', '45'] };
    expect(monthsOf(level, { indicator: { kind: 'stock' } }).at(-1)).toBe(
      '2007-03 0.708333 0.625000 0.083333',
    );
  });

  it.each([
    ['without a target', {}, null],
    ['of a ratio', { kind: 'ratio' }, { city: decimal('90') }],
  ] as const)('are none %s', (_, indicator, target) => {
    expect(monthsOf(FULL, { indicator, target })).toEqual([]);
  });
});

it('each month’s figure names the cells and figures that it was made from', () => {
  const plan = aPlan({
    indicators: [anIndicator('X', {})],
    targets: [aTarget('X', { city: decimal('120') })],
  });
  const builder = aSnapshot('2007-02');
  for (const month of ['2007-01', '2007-02'] as Month[]) {
    for (const { id } of plan.units.filter(({ reports }) => reports === 'county'))
      builder.put(id, month, { X: '5' });
  }
  const [january] = indicatorOf(boardOf(plan, builder), 'X').months;
  expect(january!.completion.id).toBe('X/city/completion@2007-01');
  expect(january!.completion.lineage.operands).toEqual(['X/city/target']);
  const cells = january!.completion.lineage.sources.map(({ period, typed }) => [period, typed]);
  expect(cells.length).toBeGreaterThan(1);
  expect(new Set(cells.map(String))).toEqual(new Set(['2007-01,5']));
  expect(january!.gap.lineage.operands).toEqual([
    'X/city/completion@2007-01',
    'X/city/scheduled@2007-01',
  ]);
});
