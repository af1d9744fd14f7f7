/** Three units, three indicators, one month, every figure computed by hand. */
import { describe, expect, it } from 'vitest';
import { decimal } from '../../src/model/decimal.ts';
import type { Day } from '../../src/model/day.ts';
import { aPlan, aTarget, unitId } from '../build/plan.ts';
import { aSnapshot } from '../build/snapshot.ts';
import { boardOf, figuresOf, indicatorOf, line, shown, standingOf } from './board.ts';

function targets(
  of: Record<string, string>,
): ReadonlyMap<ReturnType<typeof unitId>, ReturnType<typeof decimal>> {
  return new Map(Object.entries(of).map(([unit, value]) => [unitId(unit), decimal(value)]));
}

const PLAN = aPlan({
  targets: [
    aTarget('RC01', { units: targets({ weicheng: '120', hanting: '60', shouguang: '200' }) }),
    aTarget('RC06', {
      city: decimal('200'),
      units: targets({ weicheng: '50', hanting: '40', shouguang: '100' }),
    }),
    aTarget('JC02', { city: decimal('95'), by: '2007-06-30' as Day }),
  ],
});

type Row = readonly [flow: string, stock: string, numerator: string, denominator: string];

function cells([flow, stock, numerator, denominator]: Row): Record<string, string> {
  return { RC01: flow, RC06: stock, 'JC02-1': numerator, 'JC02-2': denominator };
}

/** 寒亭 sent nothing in February, 寿光 nothing in May. */
const TABLE: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  '2006-05': {
    weicheng: ['20', '30', '8', '10'],
    hanting: ['10', '20', '5', '10'],
    shouguang: ['40', '60', '20', '20'],
  },
  '2006-12': {
    weicheng: ['100', '40', '8', '10'],
    hanting: ['50', '30', '5', '10'],
    shouguang: ['150', '80', '20', '20'],
  },
  '2007-01': {
    weicheng: ['10', '40', '8', '10'],
    hanting: ['5', '30', '5', '10'],
    shouguang: ['10', '80', '20', '20'],
  },
  '2007-02': {
    weicheng: ['20', '40', '8', '10'],
    shouguang: ['30', '80', '20', '20'],
  },
  '2007-03': {
    weicheng: ['30', '40', '8', '10'],
    hanting: ['15', '30', '5', '10'],
    shouguang: ['45', '80', '20', '20'],
  },
  '2007-04': {
    weicheng: ['40', '42', '9', '10'],
    hanting: ['20', '32', '6', '10'],
    shouguang: ['60', '82', '20', '20'],
  },
  '2007-05': {
    weicheng: ['50', '44', '10', '10'],
    hanting: ['27', '34', '7', '10'],
  },
};

function snapshotFor(period: string): ReturnType<typeof aSnapshot> {
  const builder = aSnapshot(period);
  for (const [month, rows] of Object.entries(TABLE)) {
    for (const [unit, row] of Object.entries(rows)) builder.put(unit, month, cells(row));
  }
  return builder;
}

const BOARD = boardOf(PLAN, snapshotFor('2007-05'));

describe('a flow in May', () => {
  it.each([
    ['weicheng', '10 · 50', '120 · 0.416667 · 0.416667 · 0.000000', 'on 2'],
    ['hanting', '7 · 27', '60 · 0.450000 · 0.416667 · 0.033333', 'ahead 1'],
    ['shouguang', '(no-form) · 60', '200 · (carried) · 0.416667 · (carried)', '- null'],
    ['group:qu', '17 · 77', '180 · 0.427778 · 0.416667 · 0.011111', 'ahead null'],
    ['group:shi', '(no-form) · 60', '200 · (carried) · 0.416667 · (carried)', '- null'],
    ['city', '17 · 137', '380 · 0.360526 · 0.416667 · -0.056140', '- null'],
  ])('%s: %s; target, completion, schedule, gap %s', (holder, amounts, progress, place) => {
    const standing = standingOf(BOARD, 'RC01', holder);
    expect(line(standing, 'period', 'cumulative')).toBe(amounts);
    expect(line(standing, 'target', 'completion', 'scheduled', 'gap')).toBe(progress);
    expect(`${standing.pace ?? '-'} ${String(standing.rank)}`).toBe(place);
  });

  it.each([
    ['weicheng', '10 · 0.000000', '20 · 1.500000'],
    ['hanting', '5 · 0.400000', '10 · 1.700000'],
    ['shouguang', '15 · (no-form)', '40 · (other-months)'],
    ['group:qu', '15 · 0.133333', '30 · 1.566667'],
    ['city', '30 · 0.133333', '70 · 1.566667'],
  ])('%s against April %s, against last year %s', (holder, before, lastYear) => {
    const standing = standingOf(BOARD, 'RC01', holder);
    expect(line(standing, 'previous', 'monthOnMonth')).toBe(before);
    expect(line(standing, 'yearBefore', 'yearOnYear')).toBe(lastYear);
  });

  it('says who is in the total and who is carried from where', () => {
    const { city, units } = indicatorOf(BOARD, 'RC01');
    expect(city.coverage.owing).toEqual(['weicheng', 'hanting', 'shouguang']);
    expect(city.coverage.having).toEqual(['weicheng', 'hanting']);
    expect(city.carried).toEqual([{ unit: 'shouguang', from: '2007-04', until: null }]);
    expect(units.map((unit) => unit.state)).toEqual(['reported', 'reported', 'no-form']);
  });

  it('names the missing February in 寒亭 March figure only', () => {
    const march = boardOf(PLAN, snapshotFor('2007-03'));
    const standing = standingOf(march, 'RC01', 'hanting');
    expect(line(standing, 'period', 'monthOnMonth')).toBe('10 · (no-base)');
    expect(standing.spans).toEqual(['2007-02']);
    expect(standingOf(march, 'RC01', 'city').spans).toEqual(['2007-02']);
    expect(standingOf(BOARD, 'RC01', 'hanting').spans).toEqual([]);
  });
});

describe('a stock in May', () => {
  it.each([
    ['weicheng', '44 · 50 · 0.880000 · 0.883333 · -0.003333', '42 · 0.047619 · 30 · 0.466667', 1],
    ['hanting', '34 · 40 · 0.850000 · 0.854167 · -0.004167', '32 · 0.062500 · 20 · 0.700000', 2],
    [
      'shouguang',
      '(no-form) · 100 · (no-form) · 0.883333 · (no-form)',
      '82 · (no-form) · 60 · (no-form)',
      null,
    ],
    [
      'city',
      '78 · 200 · (lacks-unit) · (lacks-unit) · (lacks-unit)',
      '156 · 0.054054 · 110 · 0.560000',
      null,
    ],
  ])('%s: %s; %s', (holder, progress, comparison, rank) => {
    const standing = standingOf(BOARD, 'RC06', holder);
    expect(line(standing, 'period', 'target', 'completion', 'scheduled', 'gap')).toBe(progress);
    expect(line(standing, 'previous', 'monthOnMonth', 'yearBefore', 'yearOnYear')).toBe(comparison);
    expect(standing.rank).toBe(rank);
    expect(shown(standing.cumulative)).toBe('(not-of-this-kind)');
  });
});

describe('a ratio in May', () => {
  it.each([
    ['weicheng', '10 · 10 · 1.000000', '0.900000 · 0.100000 · 0.800000 · 0.200000', 1],
    ['hanting', '7 · 10 · 0.700000', '0.600000 · 0.100000 · 0.500000 · 0.200000', 2],
    [
      'shouguang',
      '(no-form) · (no-form) · (no-form)',
      '1.000000 · (no-form) · 1.000000 · (no-form)',
      null,
    ],
    ['city', '17 · 20 · 0.850000', '0.875000 · 0.100000 · 0.825000 · 0.200000', null],
  ])('%s: %s; %s', (holder, ratio, comparison, rank) => {
    const standing = standingOf(BOARD, 'JC02', holder);
    expect(line(standing, 'numerator', 'denominator', 'period')).toBe(ratio);
    expect(line(standing, 'previous', 'monthOnMonth', 'yearBefore', 'yearOnYear')).toBe(comparison);
    expect(standing.rank).toBe(rank);
  });

  it('has a threshold, and no gap before its day', () => {
    const standing = standingOf(BOARD, 'JC02', 'city');
    expect(line(standing, 'target', 'completion', 'scheduled', 'gap')).toBe(
      '0.950000 · (not-of-this-kind) · (not-of-this-kind) · (not-due)',
    );
    expect(standing.pace).toBeNull();
  });
});

describe('the scores in May', () => {
  it('weigh flow and stock, leave out who sent nothing, and rank the rest', () => {
    const section = BOARD.scores.find((entry) => entry.section?.id === 'rencai');
    expect(section?.units.map(({ unit, score, rank }) => [unit, shown(score), rank])).toEqual([
      ['weicheng', '0.648333', 2],
      ['hanting', '0.650000', 1],
      ['shouguang', '(no-form)', null],
    ]);
    expect(BOARD.scores.at(-1)?.section).toBeNull();
    expect(BOARD.scores.find((entry) => entry.section?.id === 'jiceng')?.units).toEqual([]);
  });
});

describe('lineage', () => {
  const figures = figuresOf(BOARD);

  it('gives every figure an id of its own', () => {
    const ids = figures.map((figure) => figure.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names only operands that stand on the board, and every value comes down to cells', () => {
    const known = new Map(figures.map((figure) => [figure.id, figure]));
    const cellsOf = (id: string): number => {
      const figure = known.get(id);
      expect(figure, id).toBeDefined();
      const own = figure?.lineage.sources.length ?? 0;
      return (figure?.lineage.operands ?? []).reduce((all, one) => all + cellsOf(one), own);
    };
    const planned = ['target-of-plan', 'share-of-year', 'reporting-rate'];
    for (const { id, value, lineage } of figures) {
      const count = cellsOf(id);
      if (value === null || planned.includes(lineage.formula) || id.endsWith('/target')) continue;
      expect(count, id).toBeGreaterThan(0);
    }
  });

  it('goes from the city down to file, sheet and cell', () => {
    const city = standingOf(BOARD, 'RC01', 'city').cumulative;
    expect(city.lineage.operands).toEqual([
      'RC01/weicheng/cumulative',
      'RC01/hanting/cumulative',
      'RC01/shouguang/cumulative',
    ]);
    const [source] = standingOf(BOARD, 'RC01', 'shouguang').cumulative.lineage.sources;
    expect(source).toMatchObject({
      unit: 'shouguang',
      period: '2007-04',
      item: 'RC01',
      fileName: 'shouguang-2007-04.xlsx',
      sheet: '报表',
      cell: 'D7',
      typed: '60',
    });
  });
});
