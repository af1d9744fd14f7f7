/** Flows: 本月 and 累计 derived from one another, months missing, cells that say nothing, parts known as a bound. */
import { describe, expect, it } from 'vitest';
import type { Month } from '../../src/model/period.ts';
import { aPlan, aUnit, anIndicator } from '../build/plan.ts';
import { aSnapshot, type CellSpec } from '../build/snapshot.ts';
import { boardOf, figuresOf, indicatorOf, line, shown, standingOf } from './board.ts';

const UNIT = 'weicheng';

/** One unit's RC01 by month of 2007; null for no form. */
function months(
  period: string,
  values: readonly (CellSpec | null)[],
): ReturnType<typeof aSnapshot> {
  const builder = aSnapshot(period);
  values.forEach((value, at) => {
    const month = `2007-${String(at + 1).padStart(2, '0')}`;
    if (value !== null) builder.put(UNIT, month, { RC01: value });
  });
  return builder;
}

describe('an item that the form of a month did not hold', () => {
  const plan = aPlan({ indicators: [anIndicator('RC01'), anIndicator('RC02')] });
  const builder = aSnapshot('2007-03')
    .put(UNIT, '2007-02', { RC01: '5' })
    .put(UNIT, '2007-03', { RC01: '7', RC02: '3' })
    .put('hanting', '2007-03', { RC01: '9' });

  it('is not owed: a unit that was never asked misses nothing', () => {
    const { city, units } = indicatorOf(boardOf(plan, builder), 'RC02');
    expect(units.map(({ holder }) => holder.id)).toEqual([UNIT, 'shouguang']);
    expect(city.coverage).toEqual({ owing: [UNIT, 'shouguang'], having: [UNIT] });
    expect(units[0]?.spans).toEqual(['2007-01', '2007-02']);
  });

  it('is not owed by anybody where no form that came held it', () => {
    const early = aSnapshot('2007-03')
      .put(UNIT, '2007-03', { RC01: '7' })
      .put('hanting', '2007-03', { RC01: '9' });
    const { city, units } = indicatorOf(boardOf(plan, early), 'RC02');
    expect([units, city.coverage.owing, city.state]).toEqual([[], [], 'not-owed']);
  });

  it('is still missing where there was no form', () => {
    expect(shown(standingOf(boardOf(plan, builder), 'RC02', 'shouguang').period)).toBe('(no-form)');
  });
});

const CUMULATIVE = aPlan();
const BY_MONTH = aPlan({ indicators: [anIndicator('RC01', { asks: 'period' })] });

describe('a form that asks 累计', () => {
  it.each<[string, string, (CellSpec | null)[], string]>([
    ['January is its own 累计', '2007-01', ['10'], '10 · 10'],
    ['the difference', '2007-03', ['10', '20', '35'], '15 · 35'],
    ['a month between', '2007-03', ['10', null, '35'], '25 · 35 +2007-02'],
    ['two months between', '2007-04', ['10', null, '未填', '35'], '25 · 35 +2007-02 +2007-03'],
    ['a first report in March', '2007-03', [null, null, '35'], '35 · 35 +2007-01 +2007-02'],
    ['a month between that did not apply', '2007-03', ['10', '不适用', '35'], '25 · 35'],
    ['a fall', '2007-02', ['10', '8'], '-2 · 8'],
    ['a confirmed zero', '2007-01', ['零报告'], '0 · 0'],
    ['zero after something', '2007-02', ['10', '零报告'], '-10 · 0'],
    ['the quarter', '2007-Q1', ['10', '20', '35'], '35 · 35'],
    ['the second quarter', '2007-Q2', ['1', '2', '3', '5', '8', '13'], '10 · 13'],
    [
      'the second quarter, a month inside it missing',
      '2007-Q2',
      ['1', '2', '3', null, '8', '13'],
      '10 · 13',
    ],
    [
      'the second quarter, March missing',
      '2007-Q2',
      ['1', '2', null, '5', '8', '13'],
      '11 · 13 +2007-03',
    ],
    ['the second quarter, June missing', '2007-Q2', ['1', '2', '3', '5', '8'], '(no-form) · 8'],
    ['the half-year', '2007-H1', ['1', '2', '3', '5', '8', '13'], '13 · 13'],
    ['nothing at all', '2007-02', [null, null], '(no-form) · (no-form)'],
    ['blank', '2007-01', ['未填'], '(blank) · (blank)'],
    ['blank after a report', '2007-02', ['10', '未填'], '(blank) · 10'],
    ['does not apply', '2007-02', ['不适用', '不适用'], '(not-applicable) · (not-applicable)'],
    ['does not apply any more', '2007-02', ['10', '不适用'], '(not-applicable) · 10'],
    ['applies again', '2007-04', ['10', '不适用', '不适用', '35'], '25 · 35'],
  ])('%s', (_, period, values, expected) => {
    const standing = standingOf(boardOf(CUMULATIVE, months(period, values)), 'RC01', UNIT);
    const spans = standing.spans.map((month) => ` +${month}`).join('');
    expect(`${line(standing, 'period', 'cumulative')}${spans}`).toBe(expected);
  });

  it('derives April again when March is corrected', () => {
    const before = months('2007-04', ['10', '20', '35', '50']);
    const after = months('2007-04', ['10', '20', '30', '50']);
    expect(shown(standingOf(boardOf(CUMULATIVE, before), 'RC01', UNIT).period)).toBe('15');
    expect(shown(standingOf(boardOf(CUMULATIVE, after), 'RC01', UNIT).period)).toBe('20');
  });

  it('calls its first number of the year reported only where it holds no other month', () => {
    const formulaOf = (period: string, values: readonly (CellSpec | null)[]): string =>
      standingOf(boardOf(CUMULATIVE, months(period, values)), 'RC01', UNIT).period.lineage.formula;
    expect(formulaOf('2007-01', ['10'])).toBe('reported');
    expect(formulaOf('2007-04', [null, null, null, '10'])).toBe('difference-from-last-month');
    expect(formulaOf('2007-02', ['不适用', '10'])).toBe('reported');
  });

  it('starts anew each January', () => {
    const builder = months('2007-01', ['10']).put(UNIT, '2006-12', { RC01: '900' });
    expect(line(standingOf(boardOf(CUMULATIVE, builder), 'RC01', UNIT), 'period')).toBe('10');
  });
});

describe('a form that asks the month’s own number', () => {
  it.each<[string, string, (CellSpec | null)[], string]>([
    ['sums the year', '2007-03', ['10', '20', '35'], '35 · 65'],
    ['covers what is there', '2007-03', ['10', null, '35'], '35 · 45'],
    ['carries what was there', '2007-03', ['10', '20', null], '(no-form) · 30'],
    ['sums the quarter', '2007-Q2', ['1', '2', '3', '5', '8', '13'], '26 · 32'],
    ['sums what the quarter has', '2007-Q2', ['1', '2', '3', '5', null, '13'], '18 · 24'],
  ])('%s', (_, period, values, expected) => {
    const standing = standingOf(boardOf(BY_MONTH, months(period, values)), 'RC01', UNIT);
    expect(line(standing, 'period', 'cumulative')).toBe(expected);
    expect(standing.spans).toEqual([]);
  });

  it.each<[string, (CellSpec | null)[], readonly string[]]>([
    ['2007-03', ['10', null, '35'], ['2007-02']],
    ['2007-04', [null, null, null, '35'], ['2007-01', '2007-02', '2007-03']],
    ['2007-03', ['10', '不适用', '35'], []],
    ['2007-03', ['10', '20', null], []],
  ])('names the months that the 累计 lacks: %s %j', (period, values, lacking) => {
    const standing = standingOf(boardOf(BY_MONTH, months(period, values)), 'RC01', UNIT);
    expect(standing.lacking).toEqual(lacking);
    expect(standingOf(boardOf(CUMULATIVE, months(period, values)), 'RC01', UNIT).lacking).toEqual(
      [],
    );
  });

  it('does not compare a year-to-date that lacks a month with a whole one', () => {
    const builder = months('2007-03', ['10', null, '35']);
    for (const month of ['2006-01', '2006-02', '2006-03']) builder.put(UNIT, month, { RC01: '10' });
    const standing = standingOf(boardOf(BY_MONTH, builder), 'RC01', UNIT);
    expect(line(standing, 'yearBefore', 'yearOnYear')).toBe('30 · (other-months)');
  });

  it('remembers every month it lacks, and lacks the same in a fair comparison', () => {
    const builder = months('2007-05', ['10', null, '35', null, '1']);
    for (const month of ['2006-01', '2006-02', '2006-03', '2006-05']) {
      builder.put(UNIT, month, { RC01: '10' });
    }
    const one = standingOf(boardOf(BY_MONTH, builder), 'RC01', UNIT);
    expect(line(one, 'cumulative', 'yearBefore', 'yearOnYear')).toBe('46 · 40 · (other-months)');
    const fair = months('2007-05', ['10', '10', '35', null, '1']);
    for (const { unit, period } of builder.build().submissions) {
      if (period.startsWith('2006')) fair.put(unit, period, { RC01: '10' });
    }
    const other = standingOf(boardOf(BY_MONTH, fair), 'RC01', UNIT);
    expect(line(other, 'yearOnYear')).toBe('0.400000');
  });

  it('does not compare a quarter that lacks a month', () => {
    const whole = standingOf(
      boardOf(BY_MONTH, months('2007-Q2', ['1', '1', '1', '2', '2', '2'])),
      'RC01',
      UNIT,
    );
    expect(line(whole, 'monthOnMonth')).toBe('1.000000');
    const lacking = standingOf(
      boardOf(BY_MONTH, months('2007-Q2', ['1', '1', '1', '2', null, '2'])),
      'RC01',
      UNIT,
    );
    expect(line(lacking, 'previous', 'monthOnMonth')).toBe('3 · (other-months)');
  });

  it('says which lacking months a 累计 covers once the form asks it', () => {
    const plan = aPlan({
      indicators: [
        anIndicator('RC01', { to: '2007-03' as Month, asks: 'period' }),
        anIndicator('RC01', { from: '2007-04' as Month }),
      ],
    });
    const builder = months('2007-04', ['10', null, '5', '30']);
    const standing = standingOf(boardOf(plan, builder), 'RC01', UNIT);
    expect(line(standing, 'period', 'cumulative')).toBe('15 · 30');
    expect(standing.spans).toEqual(['2007-02']);
  });

  it('goes on from the 累计 when the form changed what it asks', () => {
    const to = '2007-02' as Month;
    const from = '2007-03' as Month;
    const plan = aPlan({
      indicators: [anIndicator('RC01', { to }), anIndicator('RC01', { from, asks: 'period' })],
    });
    const board = boardOf(plan, months('2007-Q1', ['10', '25', '5']));
    expect(line(standingOf(board, 'RC01', UNIT), 'period', 'cumulative')).toBe('30 · 30');
  });
});

describe('a flow that is asked only from June', () => {
  const from = '2007-06' as Month;

  it('holds the months before in the first month’s own number, and says so', () => {
    const plan = aPlan({ indicators: [anIndicator('RC01', { from })] });
    const june = months('2007-06', [null, null, null, null, null, '60']);
    const standing = standingOf(boardOf(plan, june), 'RC01', UNIT);
    expect(line(standing, 'period', 'cumulative')).toBe('60 · 60');
    expect(standing.spans).toEqual(['2007-01', '2007-02', '2007-03', '2007-04', '2007-05']);
    const july = months('2007-07', [null, null, null, null, null, '60', '70']);
    expect(standingOf(boardOf(plan, july), 'RC01', UNIT).spans).toEqual([]);
  });

  it('holds nothing of them for a unit that was not there, and in the half-year they are its own', () => {
    const indicators = [anIndicator('RC01', { from })];
    const units = [aUnit(UNIT, '潍城区', { from })];
    const june = months('2007-06', [null, null, null, null, null, '60']);
    const own = standingOf(boardOf(aPlan({ indicators, units }), june), 'RC01', UNIT);
    expect(own.spans).toEqual([]);
    const half = months('2007-H1', [null, null, null, null, null, '60']);
    expect(standingOf(boardOf(aPlan({ indicators }), half), 'RC01', UNIT).spans).toEqual([]);
  });

  it('does not compare with a year that was asked from January', () => {
    const plan = aPlan({ indicators: [anIndicator('RC01', { from, asks: 'period' })] });
    const builder = months('2008-06', []);
    for (const month of ['2007-06', '2008-01', '2008-06']) builder.put(UNIT, month, { RC01: '5' });
    const standing = standingOf(boardOf(plan, builder, '2008-07-08T09:00'), 'RC01', UNIT);
    expect(line(standing, 'yearBefore', 'yearOnYear')).toBe('5 · (other-months)');
  });
});

describe('a unit that is closed after April', () => {
  const to = '2007-04' as Month;
  const plan = aPlan({
    units: [
      aUnit('weicheng', '潍城区'),
      aUnit('hanting', '寒亭区', { to }),
      aUnit('shouguang', '寿光市', { group: 'shi' }),
    ],
  });
  const reports = (period: string): ReturnType<typeof aSnapshot> => {
    const builder = aSnapshot(period);
    for (const unit of ['weicheng', 'hanting', 'shouguang']) {
      [1, 2, 3, 4, 5, 6].forEach((month) => {
        const isClosed = unit === 'hanting' && month > 4;
        const value = String(month * 10);
        if (!isClosed) builder.put(unit, `2007-0${String(month)}`, { RC01: value });
      });
    }
    return builder;
  };

  it('stays in the 累计 of its group and the city, misses nothing, and is not on the board', () => {
    const board = boardOf(plan, reports('2007-05'));
    const city = standingOf(board, 'RC01', 'city');
    expect(line(city, 'period', 'cumulative')).toBe('20 · 140');
    expect(city.coverage.owing).toEqual(['weicheng', 'shouguang']);
    expect(city.carried).toEqual([{ unit: 'hanting', from: '2007-04', until: '2007-04' }]);
    expect(line(standingOf(board, 'RC01', 'group:qu'), 'cumulative')).toBe('90');
    expect(indicatorOf(board, 'RC01').units.map(({ holder }) => holder.id)).not.toContain(
      'hanting',
    );
    const ids = new Set(figuresOf(board).map(({ id }) => id));
    expect(figuresOf(board).flatMap(({ lineage }) => lineage.operands)).toSatisfy(
      (operands: string[]) => operands.every((operand) => ids.has(operand)),
    );
    expect(city.cumulative.lineage.sources.map(({ unit }) => unit)).toEqual(['hanting']);
  });

  it('is in the amount of the quarter it reported in, and left out of the change', () => {
    const city = standingOf(boardOf(plan, reports('2007-Q2')), 'RC01', 'city');
    // 30 + 30 of the others, 10 of April; the first quarter was 3 × 30.
    expect(line(city, 'period', 'previous', 'monthOnMonth')).toBe('70 · 90 · 0.000000');
    expect(city.leftOut.monthOnMonth).toEqual([{ unit: 'hanting', why: 'other-months' }]);
  });

  it('is left out of the change of May, where only April holds it', () => {
    const city = standingOf(boardOf(plan, reports('2007-05')), 'RC01', 'city');
    expect(line(city, 'period', 'previous', 'monthOnMonth')).toBe('20 · 30 · 0.000000');
    expect(city.leftOut.monthOnMonth).toEqual([{ unit: 'hanting', why: 'none-now' }]);
  });

  it('is closed even where a later form of it lies in the ledger', () => {
    const late = reports('2007-05').put('hanting', '2007-05', { RC01: '900' });
    const city = standingOf(boardOf(plan, late), 'RC01', 'city');
    expect(line(city, 'period', 'cumulative')).toBe('20 · 140');
  });

  it('leaves nothing of a level', () => {
    const stock = { ...plan, indicators: [anIndicator('RC01', { kind: 'stock' })] };
    const city = standingOf(boardOf(stock, reports('2007-05')), 'RC01', 'city');
    expect(line(city, 'period')).toBe('100');
    expect(city.carried).toEqual([]);
  });
});

describe('what a total contains', () => {
  const said = (cell: CellSpec): ReturnType<typeof aSnapshot> =>
    aSnapshot('2007-01')
      .put('weicheng', '2007-01', { RC01: '10' })
      .put('hanting', '2007-01', { RC01: cell })
      .put('shouguang', '2007-01', { RC01: '5' });

  it.each([
    ['零报告', 'confirmed-zero', ['weicheng', 'hanting', 'shouguang'], 3],
    ['未填', 'blank', ['weicheng', 'shouguang'], 3],
    ['不适用', 'not-applicable', ['weicheng', 'shouguang'], 2],
  ])('%s is not the others', (cell, state, having, owing) => {
    const board = boardOf(CUMULATIVE, said(cell));
    const city = standingOf(board, 'RC01', 'city');
    expect(standingOf(board, 'RC01', 'hanting').state).toBe(state);
    expect(shown(city.period)).toBe('15');
    expect(city.coverage.having).toEqual(having);
    expect(city.coverage.owing).toHaveLength(owing);
  });

  it('is a sum even of one unit, and of no group without units', () => {
    const plan = aPlan({ units: [aUnit('weicheng', '潍城区')] });
    const { city, groups } = indicatorOf(boardOf(plan, months('2007-01', ['10'])), 'RC01');
    expect(city.period.lineage.formula).toBe('sum-of-units');
    expect(groups.map((group) => group.holder.id)).toEqual(['group:qu']);
  });

  it.each([[['10', '12']], [['12', '10']]])(
    'counts the later number of two: %j',
    ([first, second]) => {
      const ids = { '10': 5, '12': 9 } as const;
      const builder = aSnapshot('2007-01');
      for (const value of [first, second] as ('10' | '12')[]) {
        builder.put(UNIT, '2007-01', { RC01: value }, { id: ids[value] });
      }
      expect(shown(standingOf(boardOf(CUMULATIVE, builder), 'RC01', UNIT).period)).toBe('12');
    },
  );

  it('is absent, not zero, when nobody reported', () => {
    const board = boardOf(CUMULATIVE, aSnapshot('2007-01'));
    expect(line(standingOf(board, 'RC01', 'city'), 'period', 'cumulative')).toBe(
      '(no-form) · (no-form)',
    );
    expect(standingOf(board, 'RC01', 'city').state).toBe('no-form');
  });

  it('takes the bound of its parts', () => {
    const over: CellSpec = { value: '200000', bound: 'over' };
    const builder = aSnapshot('2007-01')
      .put('weicheng', '2007-01', { YC03: over })
      .put('hanting', '2007-01', { YC03: '150000' });
    const board = boardOf(CUMULATIVE, builder);
    expect(shown(standingOf(board, 'YC03', 'city').cumulative)).toBe('350000 over');
    builder.put('shouguang', '2007-01', { YC03: { value: '5', bound: 'under' } });
    expect(shown(standingOf(boardOf(CUMULATIVE, builder), 'YC03', 'city').cumulative)).toBe(
      '350005 about',
    );
  });

  it.each<[CellSpec, CellSpec, string]>([
    ['10', { value: '30', bound: 'over' }, '20 over'],
    [{ value: '10', bound: 'over' }, '30', '20 under'],
    [{ value: '10', bound: 'under' }, '30', '20 over'],
    [{ value: '10', bound: 'over' }, { value: '30', bound: 'over' }, '(approximate)'],
    [{ value: '10', bound: 'over' }, { value: '10', bound: 'over' }, '(approximate)'],
    [{ value: '10', bound: 'under' }, { value: '30', bound: 'over' }, '(approximate)'],
    [{ value: '10', bound: 'about' }, { value: '30', bound: 'about' }, '(approximate)'],
    ['10', { value: '30', bound: 'about' }, '20 about'],
    ['10', { value: '30', bound: 'under' }, '20 under'],
    [{ value: '10', bound: 'about' }, '30', '20 about'],
  ])('knows what a difference of bounds is worth: %j then %j', (first, second, expected) => {
    const standing = standingOf(
      boardOf(CUMULATIVE, months('2007-02', [first, second])),
      'RC01',
      UNIT,
    );
    expect(shown(standing.period)).toBe(expected);
  });

  it('has no own number where one of its units’ is unknown: it would be less than the whole', () => {
    const over = (value: string): CellSpec => ({ value, bound: 'over' });
    const builder = aSnapshot('2007-02')
      .put('weicheng', '2007-01', { YC03: over('10000') })
      .put('weicheng', '2007-02', { YC03: over('30000') })
      .put('hanting', '2007-01', { YC03: '100' })
      .put('hanting', '2007-02', { YC03: '300' });
    const board = boardOf(CUMULATIVE, builder);
    const city = standingOf(board, 'YC03', 'city');
    expect(line(city, 'period', 'cumulative', 'monthOnMonth')).toBe(
      '(approximate) · 30300 over · (approximate)',
    );
    expect(city.period.lineage.operands).toContain('YC03/weicheng/period');
    expect(line(standingOf(board, 'YC03', 'hanting'), 'period', 'cumulative')).toBe('200 · 300');
    builder
      .put('weicheng', '2007-03', { YC03: '35000' })
      .put('hanting', '2007-03', { YC03: '300' });
    const next = boardOf(
      CUMULATIVE,
      aSnapshot('2007-03', { submissions: builder.build().submissions }),
    );
    expect(line(standingOf(next, 'YC03', 'city'), 'previous', 'monthOnMonth')).toBe(
      '(approximate) · (approximate)',
    );
  });

  it('keeps what a unit reported before the item ceased to apply to it, and names the month', () => {
    const builder = aSnapshot('2007-03')
      .put('weicheng', '2007-02', { RC01: '12' })
      .put('weicheng', '2007-03', { RC01: '不适用' })
      .put('hanting', '2007-03', { RC01: '30' });
    const city = standingOf(boardOf(CUMULATIVE, builder), 'RC01', 'city');
    expect(line(city, 'period', 'cumulative')).toBe('30 · 42');
    expect(city).toMatchObject({
      state: 'reported',
      carried: [{ unit: 'weicheng', from: '2007-02' }],
      coverage: { owing: ['hanting', 'shouguang'], having: ['hanting'] },
    });
  });

  it('compares a 累计 that stopped with nothing but one that stopped with it', () => {
    const plan = aPlan({ units: [aUnit('weicheng', '潍城区')] });
    const builder = months('2007-03', ['10', '12', '不适用']);
    for (const [month, value] of [
      ['2006-02', '5'],
      ['2006-03', '6'],
    ] as const) {
      builder.put(UNIT, month, { RC01: value });
    }
    const standing = standingOf(boardOf(plan, builder), 'RC01', 'city');
    expect(line(standing, 'cumulative', 'yearBefore', 'yearOnYear')).toBe(
      '12 · 6 · (other-months)',
    );
  });

  it.each<[readonly (CellSpec | null)[], string]>([
    [['10', '零报告', null], 'reported'],
    [['零报告', '不适用', null], 'confirmed-zero'],
    [['未填', null, null], 'blank'],
    [['不适用', null, null], 'no-form'],
    [['不适用', '不适用', '未填'], 'blank'],
    [['不适用', '不适用', '不适用'], 'not-applicable'],
    [[null, null, null], 'no-form'],
  ])('is in the state that its units leave it in: %j', (cells, state) => {
    const builder = aSnapshot('2007-01');
    ['weicheng', 'hanting', 'shouguang'].forEach((unit, at) => {
      const cell = cells[at];
      if (cell) builder.put(unit, '2007-01', { RC01: cell });
    });
    const city = standingOf(boardOf(CUMULATIVE, builder), 'RC01', 'city');
    expect(city.state).toBe(state);
    if (city.period.value === null) expect(city.period.absent).toBe(state);
  });

  it('holds the units of the period: one founded in May is not missing in March', () => {
    const plan = aPlan({
      units: [aUnit('weicheng', '潍城区'), aUnit('gaoxin', '高新区', { from: '2007-05' as Month })],
    });
    const builder = months('2007-03', ['1', '2', '3']);
    const march = boardOf(plan, builder);
    expect(indicatorOf(march, 'RC01').units.map((unit) => unit.holder.name)).toEqual(['潍城区']);
    expect(march.reporting.expected).toBe(1);
    const may = boardOf(plan, aSnapshot('2007-05').put('gaoxin', '2007-05', { RC01: '4' }));
    expect(standingOf(may, 'RC01', 'city').coverage.owing).toEqual(['weicheng', 'gaoxin']);
    expect(standingOf(may, 'RC01', 'gaoxin').spans).toEqual([]);
    expect(line(standingOf(may, 'RC01', 'gaoxin'), 'period', 'previous', 'monthOnMonth')).toBe(
      '4 · (no-base) · (no-base)',
    );
  });

  it('is of the city’s own departments where only they report: no groups, no places', () => {
    const builder = aSnapshot('2007-02')
      .put('shizhi', '2007-01', { RS01: '2' })
      .put('shizhi', '2007-02', { RS01: '5' });
    const { city, groups, units } = indicatorOf(boardOf(CUMULATIVE, builder), 'RS01');
    expect(line(city, 'period', 'cumulative', 'monthOnMonth')).toBe('3 · 5 · 0.500000');
    expect(city.period.lineage).toMatchObject({
      formula: 'reported',
      operands: ['RS01/shizhi/period'],
    });
    expect(units.map((unit) => [unit.holder.id, unit.rank])).toEqual([['shizhi', null]]);
    expect(groups).toEqual([]);
  });

  it('passes an external place on and never adds it', () => {
    const plan = aPlan({ indicators: [anIndicator('ZS01', { kind: 'rank', by: 'city' })] });
    const builder = aSnapshot('2007-02')
      .put('shizhi', '2007-01', { ZS01: '3' })
      .put('shizhi', '2007-02', { ZS01: '1' });
    const city = standingOf(boardOf(plan, builder), 'ZS01', 'city');
    expect(line(city, 'period', 'previous', 'monthOnMonth', 'completion')).toBe(
      '1 · 3 · (not-of-this-kind) · (not-of-this-kind)',
    );
    const several = aPlan({ indicators: [anIndicator('ZS01', { kind: 'rank' })] });
    const county = aSnapshot('2007-01').put('weicheng', '2007-01', { ZS01: '3' });
    expect(shown(standingOf(boardOf(several, county), 'ZS01', 'city').period)).toBe(
      '(not-of-this-kind)',
    );
  });

  it('adds money exactly', () => {
    const builder = aSnapshot('2007-01')
      .put('weicheng', '2007-01', { JC01: '0.1' })
      .put('hanting', '2007-01', { JC01: '0.2' })
      .put('shouguang', '2007-01', { JC01: '99999999999.97' });
    expect(shown(standingOf(boardOf(CUMULATIVE, builder), 'JC01', 'city').period)).toBe(
      '100000000000.27',
    );
  });

  it('keeps the clerk’s reason and the submission’s number', () => {
    const builder = aSnapshot('2007-02')
      .put(UNIT, '2007-01', { RC01: '10' })
      .put(UNIT, '2007-02', { RC01: { value: '8', remark: '核减2人' } }, { id: 77 });
    const standing = standingOf(boardOf(CUMULATIVE, builder), 'RC01', UNIT);
    expect(standing).toMatchObject({ remark: '核减2人', submission: 77 });
  });
});
