/** Places and composite scores: ties, who is left out, caps and weights. */
import { describe, expect, it } from 'vitest';
import { decimal, fraction, type Decimal } from '../../src/model/decimal.ts';
import type { Indicator, OrgUnitId, Plan } from '../../src/model/plan.ts';
import { aPlan, aTarget, aUnit, anIndicator, unitId } from '../build/plan.ts';
import { aSnapshot, type CellSpec } from '../build/snapshot.ts';
import { boardOf, indicatorOf, shown } from './board.ts';

const UNITS = ['a', 'b', 'c', 'd', 'e'];

function plan(indicators: readonly Indicator[], over: Partial<Plan> = {}): Plan {
  return aPlan({
    units: [
      ...UNITS.map((id) => aUnit(id, `${id}县`)),
      aUnit('shizhi', '市直', { reports: 'city' }),
    ],
    indicators,
    ...over,
  });
}

function each(values: readonly string[]): ReadonlyMap<OrgUnitId, Decimal> {
  return new Map(
    values.flatMap((value, at) => (value === '' ? [] : [[unitId(UNITS[at]!), decimal(value)]])),
  );
}

/** March 2007: one row of cells a unit; null for no form. */
function march(rows: readonly (Record<string, CellSpec> | null)[]): ReturnType<typeof aSnapshot> {
  const builder = aSnapshot('2007-03');
  rows.forEach((row, at) => {
    if (row !== null) builder.put(UNITS[at]!, '2007-03', row);
  });
  return builder;
}

function places(held: Plan, values: readonly (CellSpec | null)[]): (number | null)[] {
  const rows = values.map((value) => (value === null ? null : { X: value }));
  return indicatorOf(boardOf(held, march(rows)), 'X').units.map((unit) => unit.rank);
}

describe('places', () => {
  const over: CellSpec = { value: '99', bound: 'over' };
  const more: CellSpec = { value: '520000', bound: 'over', typed: '52万多' };
  it.each<[string, Partial<Indicator>, (CellSpec | null)[], (number | null)[]]>([
    ['share and skip', {}, ['3', '5', '5', '1', '0'], [3, 1, 1, 4, 5]],
    ['all alike', {}, ['2', '2', '2', '2', '2'], [1, 1, 1, 1, 1]],
    ['lower is better', { direction: 'lower' }, ['3', '5', '5', '1', '零报告'], [3, 4, 4, 2, 1]],
    [
      'no form, blank, not applicable, a bound',
      {},
      [null, '未填', '不适用', over, '1'],
      [null, null, null, null, 2],
    ],
    ['sure beside a bound', {}, [over, '99', '50', '1', '1'], [null, null, 3, 4, 4]],
    [
      'sure beside two bounds',
      {},
      [over, { value: '60', bound: 'under' }, '98', '60', '1'],
      [null, null, 2, 3, null],
    ],
    [
      'nowhere beside 约',
      {},
      [{ value: '60', bound: 'about' }, '98', '1', '2', '3'],
      [null, null, null, null, null],
    ],
    [
      'sure beside a bound where lower is better',
      { direction: 'lower' },
      [over, '99', '50', '100', '1'],
      [null, 3, 2, null, 1],
    ],
    [
      'below the next of the last digit that was typed',
      {},
      [more, '530000', '600000', '520001', '520000'],
      [null, 2, 1, null, null],
    ],
    [
      'better below it where lower is better',
      { direction: 'lower' },
      [more, '530000', '600000', '529999', '519999'],
      [null, 4, 5, null, 1],
    ],
    ['a stock', { kind: 'stock' }, ['3', '5', '4', '1', '0'], [3, 1, 2, 4, 5]],
    [
      'an external place ranks nobody',
      { kind: 'rank' },
      ['1', '2', '3', '4', '5'],
      [null, null, null, null, null],
    ],
  ])('%s', (_, indicator, values, expected) => {
    expect(places(plan([anIndicator('X', indicator)]), values)).toEqual(expected);
  });

  it('go by the sum of those ends where the months’ own numbers are added', () => {
    const held = plan([anIndicator('X', { asks: 'period' })]);
    const more = (value: string, typed: string): CellSpec => ({ value, bound: 'over', typed });
    const placesWith = (february: CellSpec): (number | null)[] => {
      const builder = aSnapshot('2007-02');
      const months = [
        [more('20', '20多'), '35', '30', '1', '0'],
        [february, '10', '4', '1', '0'],
      ];
      for (const [at, row] of months.entries()) {
        for (const [i, X] of row.entries())
          builder.put(UNITS[i]!, `2007-0${String(at + 1)}`, { X: X });
      }
      return indicatorOf(boardOf(held, builder), 'X').units.map(({ rank }) => rank);
    };
    expect(placesWith('5')).toEqual([null, 1, null, 4, 5]);
    expect(placesWith(more('10', '10多'))).toEqual([null, null, null, 4, 5]);
    expect(placesWith(more('5', '5多'))).toEqual([null, 1, null, 4, 5]);
    expect(placesWith(more('5', '超过5'))).toEqual([null, null, null, 4, 5]);
  });

  it('of ratios and completions take bounds as intervals too', () => {
    const targets = [aTarget('X', { units: each(['100', '100', '', '0', '3']) })];
    const held = plan([anIndicator('X')], { targets });
    const rows: CellSpec[] = [over, '40', over, over, '3'];
    expect(places(held, rows)).toEqual([null, 3, null, null, null]);
    const board = indicatorOf(boardOf(held, march(rows.map((X) => ({ X })))), 'X');
    const reasons = ['approximate', null, 'no-target', 'zero-base', 'approximate'];
    expect(board.units.map(({ rankAbsent }) => rankAbsent)).toEqual(reasons);
    expect(board.city.rankAbsent).toBe('not-of-this-kind');
    const ratio = plan([anIndicator('X', { kind: 'ratio' })]);
    const shares = ['1', { value: '2', bound: 'over' } as const, '3'].map((n) => ({
      'X-1': n,
      'X-2': '4',
    }));
    const ranksOf = (some: typeof shares): readonly (number | null)[] =>
      indicatorOf(boardOf(ratio, march(some)), 'X')
        .units.slice(0, 3)
        .map(({ rank }) => rank);
    expect(ranksOf(shares)).toEqual([3, null, null]);
    const [one, , three] = shares;
    const two = { 'X-1': { value: '2', bound: 'over', typed: '2多' } as const, 'X-2': '4' };
    expect(ranksOf([one!, two, three!])).toEqual([3, null, 1]);
    const aims = [aTarget('X', { units: each(['60', '60', '60', '60', '60']) })];
    const rivals: CellSpec[] = [
      { value: '20', bound: 'over', typed: '20余' },
      '30',
      '29',
      '20',
      '1',
    ];
    expect(places(plan([anIndicator('X')], { targets: aims }), rivals)).toEqual([
      null,
      1,
      null,
      null,
      5,
    ]);
  });

  it('go by completion where there are targets; who has none, or a zero one, has no place', () => {
    const targets = [aTarget('X', { units: each(['10', '100', '', '0', '3']) })];
    expect(places(plan([anIndicator('X')], { targets }), ['5', '40', '99', '7', '1'])).toEqual([
      1,
      2,
      null,
      null,
      3,
    ]);
  });

  it('compare quotients exactly, beyond any binary float', () => {
    const targets = [aTarget('X', { units: each(['3', '30000000000000003', '300', '7', '7']) })];
    const values = ['1', '10000000000000001', '100', '零报告', '零报告'];
    expect(places(plan([anIndicator('X')], { targets }), values)).toEqual([1, 1, 1, 4, 4]);
  });

  it('of ratios go by the ratio, with a threshold or without', () => {
    const targets = [aTarget('X', { units: each(['95', '95', '95', '95', '95']) })];
    const held = plan([anIndicator('X', { kind: 'ratio' })], { targets });
    const rows = [
      ['1', '3'],
      ['2', '6'],
      ['5', '5'],
      ['0', '1'],
      ['0', '0'],
    ].map(([n, d]) => ({
      'X-1': n!,
      'X-2': d!,
    }));
    expect(indicatorOf(boardOf(held, march(rows)), 'X').units.map((unit) => unit.rank)).toEqual([
      2,
      2,
      1,
      4,
      null,
    ]);
  });
});

describe('scores', () => {
  const SECTIONS = [
    { id: 'one', name: '一' },
    { id: 'two', name: '二' },
    { id: 'none', name: '无目标' },
    { id: 'city', name: '市直' },
  ];
  const ALL = each(['100', '100', '100', '100', '100']);
  const INDICATORS = [
    anIndicator('P', { section: 'one', weight: 30 }),
    anIndicator('Q', { section: 'one', weight: 10 }),
    anIndicator('Q1', { section: 'one', weight: 10, partOf: 'Q' }),
    anIndicator('R', { section: 'two', weight: 20 }),
    anIndicator('Z', { section: 'two', weight: 0 }),
    anIndicator('L', { section: 'two', weight: 5, direction: 'lower' }),
    anIndicator('C', { section: 'city', by: 'city' }),
    anIndicator('N', { section: 'none', weight: 50 }),
  ];
  const CITY = new Map([...ALL, [unitId('shizhi'), decimal('100')]]);
  const TARGETS = ['P', 'Q', 'Q1', 'R', 'Z', 'L', 'C'].map((code) =>
    aTarget(code, { units: CITY }),
  );
  const PLAN = plan(INDICATORS, { sections: SECTIONS, targets: TARGETS });

  function row(p: CellSpec, q: CellSpec, r: CellSpec): Record<string, CellSpec> {
    return { P: p, Q: q, Q1: '1', R: r, Z: '1', L: '1', N: '1' };
  }

  function scores(held: Plan, rows: readonly (Record<string, CellSpec> | null)[]): string[][] {
    return boardOf(held, march(rows)).scores.map((board) => [
      board.section?.id ?? 'all',
      ...board.units.map(({ score, rank }) => `${shown(score)} ${String(rank)}`),
    ]);
  }

  it('weigh, cap, and leave out what has no target, no weight, or is a part', () => {
    const rows = [row('40', '80', '50'), row('200', '0', '50'), row('不适用', '75', '10'), null];
    expect(scores(PLAN, rows)).toEqual([
      ['one', '0.500000 3', '0.750000 1', '0.750000 1', '(no-form) null', '(no-form) null'],
      ['two', '0.500000 1', '0.500000 1', '0.100000 3', '(no-form) null', '(no-form) null'],
      ['none'],
      ['city'],
      ['all', '0.500000 2', '0.666667 1', '0.316667 3', '(no-form) null', '(no-form) null'],
    ]);
  });

  it('use the plan’s cap', () => {
    const scoring = { ...PLAN.scoring, cap: fraction(decimal('6'), decimal('5'))! };
    const [one] = scores({ ...PLAN, scoring }, [row('200', '0', '0')]);
    expect(one?.[1]).toBe('0.900000 1');
  });

  it('are absent, not low, where a figure was left blank; a bound only drops its weight', () => {
    const rows = [row('40', '未填', '50'), row('40', { value: '9', bound: 'over' }, '50')];
    const [one, two] = scores(PLAN, rows);
    expect(one?.slice(1, 3)).toEqual(['(blank) null', '0.400000 1']);
    expect(two?.slice(1, 3)).toEqual(['0.500000 1', '0.500000 1']);
  });

  it('leave out what does not apply any more, though its 累计 stays', () => {
    const rows = [row('不适用', '80', '50'), row('40', '80', '50')];
    const builder = march(rows).put('a', '2007-02', row('90', '80', '50'));
    const board = boardOf(PLAN, builder);
    const [a] = indicatorOf(board, 'P').units;
    expect([a?.rank, shown(a!.cumulative), shown(a!.completion)]).toEqual([
      null,
      '90',
      '(carried)',
    ]);
    expect(shown(board.scores[0]!.units[0]!.score)).toBe('0.800000');
  });

  it('say which completions they were made of', () => {
    const board = boardOf(PLAN, march([row('40', '80', '50')]));
    expect(board.scores[0]?.units[0]?.score).toMatchObject({
      id: 'score:one/a/score',
      lineage: { formula: 'weighted-score', operands: ['P/a/completion', 'Q/a/completion'] },
    });
    expect(board.scores.at(-1)?.units[0]?.score.id).toBe('score:all/a/score');
  });
});
