/** Targets, schedules, gaps and pace: by kind, by direction, by date. */
import { describe, expect, it } from 'vitest';
import { decimal, fraction, type Fraction } from '../../src/model/decimal.ts';
import type { Day } from '../../src/model/day.ts';
import type { Month } from '../../src/model/period.ts';
import type { Indicator, OrgUnitId, Target } from '../../src/model/plan.ts';
import { aPlan, aTarget, anIndicator, unitId } from '../build/plan.ts';
import { aSnapshot, type CellSpec, type SnapshotBuilder } from '../build/snapshot.ts';
import { boardOf, indicatorOf, line, shown, standingOf } from './board.ts';

const UNIT = 'weicheng';
const PROGRESS = ['target', 'completion', 'scheduled', 'gap'] as const;

function perUnit(of: Record<string, string>): ReadonlyMap<OrgUnitId, ReturnType<typeof decimal>> {
  return new Map(Object.entries(of).map(([unit, value]) => [unitId(unit), decimal(value)]));
}

function share(n: string, d: string): Fraction {
  return fraction(decimal(n), decimal(d))!;
}

/** One unit's March 2007 for one indicator X, the December before if given. */
function march(
  indicator: Partial<Indicator>,
  target: Partial<Target>,
  cells: Readonly<{ march: Record<string, CellSpec>; december?: Record<string, CellSpec> }>,
): (holder?: string) => string {
  const plan = aPlan({
    indicators: [anIndicator('X', indicator)],
    targets: [aTarget('X', target)],
  });
  const builder = aSnapshot('2007-03').put(UNIT, '2007-03', cells.march);
  if (cells.december) builder.put(UNIT, '2006-12', cells.december);
  const board = boardOf(plan, builder);
  return (holder = UNIT) => {
    const standing = standingOf(board, 'X', holder);
    return `${line(standing, ...PROGRESS)} ${standing.pace ?? '-'}`;
  };
}

const HUNDRED = { units: perUnit({ [UNIT]: '100' }) };

describe('a flow', () => {
  it.each([
    ['24', '100 · 0.240000 · 0.250000 · -0.010000 behind'],
    ['25', '100 · 0.250000 · 0.250000 · 0.000000 on'],
    ['26', '100 · 0.260000 · 0.250000 · 0.010000 ahead'],
    ['零报告', '100 · 0.000000 · 0.250000 · -0.250000 behind'],
    ['不适用', '100 · (not-applicable) · 0.250000 · (not-applicable) -'],
    ['未填', '100 · (blank) · 0.250000 · (blank) -'],
  ])('with 累计 %s', (value, expected) => {
    expect(march({}, HUNDRED, { march: { X: value } })()).toBe(expected);
  });

  it('turns the pace round where lower is better', () => {
    const lower = { direction: 'lower' } as const;
    expect(march(lower, HUNDRED, { march: { X: '24' } })()).toMatch(/-0.010000 ahead$/);
    expect(march(lower, HUNDRED, { march: { X: '25' } })()).toMatch(/0.000000 on$/);
    expect(march(lower, HUNDRED, { march: { X: '26' } })()).toMatch(/0.010000 behind$/);
  });

  it.each([
    [
      'a zero target has no completion',
      { units: perUnit({ [UNIT]: '0' }) },
      '0 · (zero-base) · 0.250000 · (zero-base) -',
    ],
    ['no target', {}, '(no-target) · (no-target) · (no-target) · (no-target) -'],
    [
      'a target of another year',
      { ...HUNDRED, year: 2006 },
      '(no-target) · (no-target) · (no-target) · (no-target) -',
    ],
  ])('%s', (_, target, expected) => {
    expect(march({}, target, { march: { X: '24' } })()).toBe(expected);
  });

  it('has no completion when it is known as a bound only', () => {
    const cells = { march: { X: { value: '24', bound: 'over' } } } as const;
    expect(march({ approximate: true }, HUNDRED, cells)()).toBe(
      '100 · (approximate) · 0.250000 · (approximate) -',
    );
  });

  it('follows a named schedule', () => {
    const shares = ['0', '10', '40', '50', '60', '70', '70', '80', '90', '90', '95', '100'];
    const plan = aPlan({
      indicators: [anIndicator('X')],
      targets: [aTarget('X', { ...HUNDRED, schedule: '前紧后松' })],
      schedules: [{ name: '前紧后松', shares: shares.map((of) => share(of, '100')) }],
    });
    const board = boardOf(plan, aSnapshot('2007-Q1').put(UNIT, '2007-03', { X: '30' }));
    expect(line(standingOf(board, 'X', UNIT), ...PROGRESS)).toBe(
      '100 · 0.300000 · 0.400000 · -0.100000',
    );
  });

  it.each([
    ['0.99', '24', 'behind'],
    ['1', '24', 'on'],
    ['1', '26', 'on'],
    ['1', '26.01', 'ahead'],
  ])('with a tolerance of %s points, %s is %s', (tolerance, value, pace) => {
    const base = aPlan();
    const plan = aPlan({
      indicators: [anIndicator('X')],
      targets: [aTarget('X', HUNDRED)],
      scoring: { ...base.scoring, tolerance: decimal(tolerance) },
    });
    const board = boardOf(plan, aSnapshot('2007-03').put(UNIT, '2007-03', { X: value }));
    expect(standingOf(board, 'X', UNIT).pace).toBe(pace);
  });
});

describe('targets of totals', () => {
  const three = { weicheng: '100', hanting: '50', shouguang: '10' };
  const all = { X: '10' };
  function board(
    target: Partial<Target>,
    hanting: CellSpec = '10',
    over: Partial<Indicator> = {},
  ): ReturnType<typeof boardOf> {
    const plan = aPlan({ indicators: [anIndicator('X', over)], targets: [aTarget('X', target)] });
    return boardOf(
      plan,
      aSnapshot('2007-03')
        .put('weicheng', '2007-03', all)
        .put('hanting', '2007-03', { X: hanting })
        .put('shouguang', '2007-03', all),
    );
  }
  const of = (held: ReturnType<typeof boardOf>, holder: string): string =>
    shown(standingOf(held, 'X', holder).target);

  it('are the units’ sum unless the plan names the city’s own', () => {
    expect(of(board({ units: perUnit(three) }), 'city')).toBe('160');
    expect(of(board({ units: perUnit(three), city: decimal('200') }), 'city')).toBe('200');
    expect(of(board({ units: perUnit(three) }), 'group:qu')).toBe('150');
  });

  it('are absent when a unit has none, unless the item does not apply to it', () => {
    const without = { units: perUnit({ weicheng: '100', shouguang: '10' }) };
    expect(of(board(without), 'city')).toBe('(no-target)');
    expect(of(board(without), 'group:qu')).toBe('(no-target)');
    expect(of(board(without), 'group:shi')).toBe('10');
    expect(of(board(without, '不适用'), 'city')).toBe('110');
  });

  it('hold the target of a unit whose earlier 累计 is in the sum, and none without it', () => {
    const lapsed = (target: Partial<Target>): ReturnType<typeof boardOf> =>
      boardOf(
        aPlan({ indicators: [anIndicator('X')], targets: [aTarget('X', target)] }),
        aSnapshot('2007-03')
          .put('weicheng', '2007-02', all)
          .put('weicheng', '2007-03', { X: '不适用' })
          .put('hanting', '2007-03', all),
      );
    const whole = standingOf(lapsed({ units: perUnit(three) }), 'X', 'group:qu');
    expect(line(whole, 'cumulative', 'target', 'completion')).toBe('20 · 150 · 0.133333');
    const without = lapsed({ units: perUnit({ hanting: '50', shouguang: '10' }) });
    expect(of(without, 'group:qu')).toBe('(no-target)');
  });

  it('never add thresholds', () => {
    const ratio = { kind: 'ratio' } as const;
    const same = { units: perUnit({ weicheng: '95', hanting: '95', shouguang: '95' }) };
    expect(of(board(same, '1', ratio), 'city')).toBe('0.950000');
    const different = { units: perUnit({ weicheng: '95', hanting: '90', shouguang: '95' }) };
    expect(of(board(different, '1', ratio), 'group:qu')).toBe('(no-target)');
  });
});

describe('a stock', () => {
  const stock = { kind: 'stock' } as const;

  it('starts from last December', () => {
    const cells = { march: { X: '50' }, december: { X: '40' } };
    expect(march(stock, HUNDRED, cells)()).toBe('100 · 0.500000 · 0.550000 · -0.050000 behind');
  });

  it.each<[string, Record<string, CellSpec> | undefined]>([
    ['no December', undefined],
    ['a blank December', { X: '未填' }],
  ])('has no schedule with %s', (_, december) => {
    const cells = { march: { X: '50' }, ...(december === undefined ? {} : { december }) };
    expect(march(stock, HUNDRED, cells)()).toBe('100 · 0.500000 · (no-opening) · (no-opening) -');
  });

  it('has no schedule from an opening known as a bound', () => {
    const cells = { march: { X: '50' }, december: { X: { value: '40', bound: 'over' } } } as const;
    expect(march(stock, HUNDRED, cells)()).toBe('100 · 0.500000 · (approximate) · (approximate) -');
  });

  it('gives the city no opening while one unit’s is unknown', () => {
    const plan = aPlan({
      indicators: [anIndicator('X', stock)],
      targets: [aTarget('X', { city: decimal('300') })],
    });
    const builder = aSnapshot('2007-03').put(UNIT, '2006-12', { X: '40' });
    for (const unit of [UNIT, 'hanting', 'shouguang']) builder.put(unit, '2007-03', { X: '50' });
    const city = standingOf(boardOf(plan, builder), 'X', 'city');
    expect(line(city, ...PROGRESS)).toBe('300 · 0.500000 · (no-opening) · (no-opening)');
  });

  it('holds no sum that lacks a unit against the target, nor what is due of the whole', () => {
    const cells = { march: { X: '50' }, december: { X: '40' } };
    const city = march(stock, { city: decimal('300') }, cells)('city');
    expect(city).toBe('300 · (lacks-unit) · (lacks-unit) · (lacks-unit) -');
  });

  it('is compared over the quarter by its last month', () => {
    const plan = aPlan({ indicators: [anIndicator('X', stock)] });
    const builder = aSnapshot('2007-Q2')
      .put(UNIT, '2007-03', { X: '50' })
      .put(UNIT, '2007-04', { X: '70' })
      .put(UNIT, '2007-06', { X: '60' });
    const standing = standingOf(boardOf(plan, builder), 'X', UNIT);
    expect(line(standing, 'period', 'previous', 'monthOnMonth')).toBe('60 · 50 · 0.200000');
  });
});

describe('a ratio', () => {
  const ratio = { kind: 'ratio' } as const;
  const threshold = (by?: string): Partial<Target> => ({
    units: perUnit({ [UNIT]: '95' }),
    ...(by === undefined ? {} : { by: by as Day }),
  });

  it.each([
    ['before its day', '2007-04-01', '96', '(not-due) -'],
    ['on its day', '2007-03-31', '96', '0.010000 ahead'],
    ['after its day, short', '2007-01-31', '94', '-0.010000 behind'],
    ['without a day', undefined, '95', '0.000000 on'],
  ])('%s', (_, by, numerator, expected) => {
    const cells = { march: { 'X-1': numerator, 'X-2': '100' } };
    expect(march(ratio, threshold(by), cells)()).toBe(
      `0.950000 · (not-of-this-kind) · (not-of-this-kind) · ${expected}`,
    );
  });

  it('keeps 99.999% apart from 100%', () => {
    const whole = { units: perUnit({ [UNIT]: '100' }) };
    const cells = { march: { 'X-1': '99999999', 'X-2': '100000000' } };
    expect(march(ratio, whole, cells)()).toMatch(/behind$/);
  });

  it.each<[string, Record<string, CellSpec>, string]>([
    ['nothing to divide by', { 'X-1': '零报告', 'X-2': '零报告' }, '0 · 0 · (zero-base)'],
    ['half filled in', { 'X-1': '5', 'X-2': '未填' }, '5 · (blank) · (blank)'],
    ['nothing done yet', { 'X-1': '零报告', 'X-2': '4' }, '0 · 4 · 0.000000'],
  ])('%s', (_, cells, expected) => {
    const plan = aPlan({ indicators: [anIndicator('X', ratio)] });
    const builder = aSnapshot('2007-03')
      .put(UNIT, '2007-03', cells)
      .put('hanting', '2007-03', { 'X-1': '1', 'X-2': '2' });
    const board = boardOf(plan, builder);
    expect(line(standingOf(board, 'X', UNIT), 'numerator', 'denominator', 'period')).toBe(expected);
    const whole = expected.startsWith('0 · 4') ? '1 · 6' : '1 · 2';
    expect(line(standingOf(board, 'X', 'city'), 'numerator', 'denominator')).toBe(whole);
  });
});

it('a ratio’s remark written beside both its numbers stands once', () => {
  const plan = aPlan({ indicators: [anIndicator('X', { kind: 'ratio' })] });
  const remarkOf = (...remarks: readonly [string, string]): string => {
    const [one, other] = remarks.map((remark) => ({ value: '1', remark }));
    const builder = aSnapshot('2007-03').put(UNIT, '2007-03', { 'X-1': one!, 'X-2': other! });
    return standingOf(boardOf(plan, builder), 'X', UNIT).remark;
  };
  expect(remarkOf('没有企业', '没有企业')).toBe('没有企业');
  expect(remarkOf('没有企业', '已注销')).toBe('没有企业；已注销');
});

describe('a 累计 that is not the whole', () => {
  const plan = (asks: Indicator['asks']) =>
    aPlan({
      indicators: [anIndicator('X', { asks }), anIndicator('Y', { asks })],
      targets: [
        aTarget('X', {
          city: decimal('300'),
          units: perUnit({ weicheng: '100', hanting: '100', shouguang: '100' }),
        }),
      ],
    });
  const progress = (builder: SnapshotBuilder, holder: string, asks: Indicator['asks']): string => {
    const standing = standingOf(boardOf(plan(asks), builder), 'X', holder);
    return `${shown(standing.cumulative)} · ${line(standing, ...PROGRESS)} ${standing.pace ?? '-'}`;
  };
  const both = (month: string, value: CellSpec, builder = aSnapshot('2007-03')): SnapshotBuilder =>
    ['weicheng', 'hanting'].reduce(
      (all, unit) => all.put(unit, month, { X: value, Y: value }),
      builder,
    );

  it.each(['no form at all', 'a form without the figure'])('lacks a unit: %s', (how) => {
    const builder = both('2007-03', '50');
    if (how !== 'no form at all') builder.put('shouguang', '2007-03', { X: '未填', Y: '1' });
    const lacking = '300 · (lacks-unit) · 0.250000 · (lacks-unit) -';
    expect(progress(builder, 'city', 'cumulative')).toBe(`100 · ${lacking}`);
    expect(progress(builder, 'group:qu', 'cumulative')).toMatch(/0.500000 · 0.250000 .* ahead$/);
    expect(progress(builder, 'weicheng', 'cumulative')).toMatch(/ahead$/);
  });

  it('is the whole without a unit to which the item does not apply', () => {
    const builder = both('2007-03', '50').put('shouguang', '2007-03', { X: '不适用', Y: '1' });
    expect(progress(builder, 'city', 'cumulative')).toMatch(/^100 · 300 · 0.333333 .* ahead$/);
  });

  it('is judged with an earlier 累计 in it, but not when it is nothing else', () => {
    const builder = both('2007-03', '50').put('shouguang', '2007-02', { X: '10', Y: '10' });
    expect(progress(builder, 'city', 'cumulative')).toMatch(/^110 · 300 · 0.366667 .* ahead$/);
    const carried = '10 · 100 · (carried) · 0.250000 · (carried) -';
    expect(progress(builder, 'shouguang', 'cumulative')).toBe(carried);
    expect(progress(builder, 'group:shi', 'cumulative')).toBe(carried);
    const none = both('2007-02', '50').put('shouguang', '2007-02', { X: '10', Y: '10' });
    expect(progress(none, 'city', 'cumulative')).toMatch(/^110 · 300 · \(carried\)/);
  });

  it.each<[string, Indicator['direction'], string, string]>([
    ['is not behind for sure', 'higher', '20', 'null holds-earlier'],
    ['is on schedule at least', 'higher', '32.5', 'on null'],
    ['is ahead at least', 'higher', '50', 'ahead null'],
    ['is behind for sure where lower is better', 'lower', '50', 'behind null'],
    ['is not on schedule for sure where lower is better', 'lower', '32.5', 'null holds-earlier'],
    ['is not ahead for sure where lower is better', 'lower', '20', 'null holds-earlier'],
  ])('with an earlier 累计 in it %s', (_, direction, value, expected) => {
    const held = plan('cumulative');
    const indicators = held.indicators.map((one) => ({ ...one, direction, decimals: 1 }));
    const builder = both('2007-03', value).put('shouguang', '2007-02', { X: '10', Y: '10' });
    const city = standingOf(boardOf({ ...held, indicators }, builder), 'X', 'city');
    expect(`${String(city.pace)} ${String(city.paceAbsent)}`).toBe(expected);
    expect(city.gap.value).not.toBeNull();
  });

  it('is told with a unit in it that owes the item no more: that one brings nothing more', () => {
    const builder = both('2007-03', '20').put('shouguang', '2007-02', { X: '10', Y: '10' });
    builder.put('shouguang', '2007-03', { X: '不适用', Y: '不适用' });
    const city = standingOf(boardOf(plan('cumulative'), builder), 'X', 'city');
    expect([city.pace, city.paceAbsent]).toEqual(['behind', null]);
  });

  it('lacks a month of a unit, and so do the totals; it has no place and no score', () => {
    const builder = both('2007-03', '50', both('2007-02', '1', both('2007-01', '1')));
    builder.put('shouguang', '2007-01', { X: '60', Y: '60' });
    builder.put('shouguang', '2007-03', { X: '60', Y: '60' });
    const lacking = '(lacks-month) · 0.250000 · (lacks-month) -';
    expect(progress(builder, 'shouguang', 'period')).toBe(`120 · 100 · ${lacking}`);
    expect(progress(builder, 'city', 'period')).toBe(`224 · 300 · ${lacking}`);
    expect(progress(builder, 'group:qu', 'period')).toMatch(/ahead$/);
    const board = boardOf(plan('period'), builder);
    for (const code of ['X', 'Y']) {
      expect(indicatorOf(board, code).units.map(({ rank }) => rank)).toEqual([1, 1, null]);
    }
    const scores = board.scores.at(-1)!.units.map(({ score }) => shown(score));
    expect(scores).toEqual(['0.520000', '0.520000', '(lacks-month)']);
  });
});

describe('places for next to nothing', () => {
  it.each<[string, readonly string[], boolean]>([
    ['less than one for each', ['1', '1', '零报告'], true],
    ['none in most', ['9', '零报告', '零报告'], true],
    ['enough', ['1', '1', '1'], false],
  ])('%s', (_, values, isTooFew) => {
    const builder = aSnapshot('2007-03');
    ['weicheng', 'hanting', 'shouguang'].forEach((unit, i) =>
      builder.put(unit, '2007-03', { X: values[i]! }),
    );
    const indicators = [anIndicator('X')];
    const board = indicatorOf(boardOf(aPlan({ indicators }), builder), 'X');
    expect(board.isTooFew).toBe(isTooFew);
    expect(board.units.every(({ rank }) => rank === null)).toBe(isTooFew);
    const aimed = aPlan({ indicators, targets: [aTarget('X', { city: decimal('9') })] });
    expect(indicatorOf(boardOf(aimed, builder), 'X').isTooFew).toBe(false);
  });
});

it('is measured by the target that stood in the month', () => {
  const before = aTarget('RC01', { ...HUNDRED, to: '2007-02' as Month });
  const since = aTarget('RC01', {
    units: perUnit({ [UNIT]: '50' }),
    from: '2007-03' as Month,
  });
  const plan = aPlan({ indicators: [anIndicator('RC01')], targets: [before, since] });
  const completions = ['2007-02', '2007-03', '2007-Q1'].map((period) => {
    const builder = aSnapshot(period)
      .put(UNIT, '2007-02', { RC01: '25' })
      .put(UNIT, '2007-03', { RC01: '25' });
    return shown(standingOf(boardOf(plan, builder), 'RC01', UNIT).completion);
  });
  expect(completions).toEqual(['0.250000', '0.500000', '0.500000']);
});
