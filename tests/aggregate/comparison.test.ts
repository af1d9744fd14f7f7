/** 环比 and 同比: bases that are zero, missing, approximate, or of other units. */
import { describe, expect, it } from 'vitest';
import type { Month } from '../../src/model/period.ts';
import { aPlan, aUnit, anIndicator } from '../build/plan.ts';
import { aSnapshot, type CellSpec } from '../build/snapshot.ts';
import { boardOf, line, shown, standingOf } from './board.ts';

const UNIT = 'weicheng';
const PLAN = aPlan({ indicators: [anIndicator('S', { kind: 'stock' })] });

function stocks(before: CellSpec | null, now: CellSpec): string {
  const builder = aSnapshot('2007-03').put(UNIT, '2007-03', { S: now });
  if (before !== null) builder.put(UNIT, '2007-02', { S: before });
  return line(standingOf(boardOf(PLAN, builder), 'S', UNIT), 'previous', 'monthOnMonth');
}

describe('a change', () => {
  it.each<[CellSpec | null, CellSpec, string]>([
    ['40', '50', '40 · 0.250000'],
    ['30', '20', '30 · -0.333333'],
    ['零报告', '5', '0 · (zero-base)'],
    ['-4', '5', '-4 · (no-base)'],
    [null, '5', '(no-base) · (no-base)'],
    ['未填', '5', '(blank) · (no-base)'],
    [{ value: '4', bound: 'over' }, '5', '4 over · (approximate)'],
    ['4', { value: '5', bound: 'about' }, '4 · (approximate)'],
    ['4', '不适用', '4 · (not-applicable)'],
  ])('from %j to %j', (before, now, expected) => {
    expect(stocks(before, now)).toBe(expected);
  });

  it('says that others reported where this unit did not', () => {
    const builder = aSnapshot('2007-03')
      .put(UNIT, '2007-03', { S: '5' })
      .put('hanting', '2007-02', { S: '5' });
    const board = boardOf(PLAN, builder);
    expect(line(standingOf(board, 'S', UNIT), 'previous', 'monthOnMonth')).toBe(
      '(no-form) · (no-base)',
    );
    expect(line(standingOf(board, 'S', 'city'), 'period', 'previous', 'monthOnMonth')).toBe(
      '5 · 5 · (no-base)',
    );
  });

  it('has no base in another unit of measure', () => {
    const plan = aPlan({
      indicators: [
        anIndicator('S', { kind: 'stock', unitOfMeasure: '人次', to: '2007-02' as Month }),
        anIndicator('S', { kind: 'stock', unitOfMeasure: '人', from: '2007-03' as Month }),
      ],
    });
    const builder = aSnapshot('2007-03')
      .put(UNIT, '2007-02', { S: '40' })
      .put(UNIT, '2007-03', { S: '50' });
    expect(line(standingOf(boardOf(plan, builder), 'S', UNIT), 'previous')).toBe('(no-base)');
  });

  it('crosses the year, and the half of it', () => {
    const flow = aPlan();
    const builder = aSnapshot('2007-H1')
      .put(UNIT, '2006-06', { RC01: '10' })
      .put(UNIT, '2006-12', { RC01: '30' })
      .put(UNIT, '2007-06', { RC01: '25' });
    const standing = standingOf(boardOf(flow, builder), 'RC01', UNIT);
    expect(line(standing, 'period', 'previous', 'monthOnMonth')).toContain('25 · 20 ·');
    expect(line(standing, 'yearBefore')).toBe('10');
  });
});

describe('comparable units', () => {
  it('are those whose 累计 reaches the same month in both years', () => {
    const builder = aSnapshot('2007-02');
    const table = { weicheng: ['10', '20', '30', '50'], hanting: ['10', '20', '30', null] };
    const months = ['2006-01', '2006-02', '2007-01', '2007-02'];
    for (const [unit, values] of Object.entries(table)) {
      values.forEach((value, at) => {
        if (value !== null) builder.put(unit, months[at]!, { RC01: value });
      });
    }
    const city = standingOf(boardOf(aPlan(), builder), 'RC01', 'city');
    expect(line(city, 'cumulative', 'yearBefore', 'yearOnYear')).toBe('80 · 40 · 1.500000');
    expect(city.yearOnYear.lineage.operands).toEqual([
      'RC01/weicheng/cumulative',
      'RC01/weicheng/yearBefore',
    ]);
  });

  it('leave out the month that also holds the one before it', () => {
    const builder = aSnapshot('2007-04')
      .put(UNIT, '2007-01', { RC01: '10' })
      .put(UNIT, '2007-03', { RC01: '30' })
      .put(UNIT, '2007-04', { RC01: '40' });
    const standing = standingOf(boardOf(aPlan(), builder), 'RC01', UNIT);
    expect(line(standing, 'period', 'previous', 'monthOnMonth')).toBe('10 · 20 · (other-months)');
  });

  it('keep a unit that is gone in the old total, with its cells', () => {
    const plan = aPlan({
      units: [aUnit('weicheng', '潍城区'), aUnit('hanting', '寒亭区', { to: '2006-12' as Month })],
      indicators: [anIndicator('S', { kind: 'stock' })],
    });
    const builder = aSnapshot('2007-01')
      .put('weicheng', '2006-12', { S: '40' })
      .put('hanting', '2006-12', { S: '60' })
      .put('weicheng', '2007-01', { S: '50' });
    const city = standingOf(boardOf(plan, builder), 'S', 'city');
    expect(line(city, 'period', 'previous', 'monthOnMonth')).toBe('50 · 100 · 0.250000');
    expect(city.previous.lineage.operands).toEqual(['S/weicheng/previous']);
    expect(city.previous.lineage.sources.map((source) => source.unit)).toEqual(['hanting']);
  });

  it('add up a ratio’s parts before dividing', () => {
    const plan = aPlan();
    const builder = aSnapshot('2007-02');
    const cell = (n: string, d: string): Record<string, string> => ({ 'JC02-1': n, 'JC02-2': d });
    builder
      .put('weicheng', '2007-01', cell('1', '10'))
      .put('hanting', '2007-01', cell('1', '1'))
      .put('weicheng', '2007-02', cell('3', '10'))
      .put('hanting', '2007-02', cell('1', '1'));
    expect(shown(standingOf(boardOf(plan, builder), 'JC02', 'city').monthOnMonth)).toBe('0.181818');
  });

  it.each([
    ['2007-01', '(other-months)'],
    ['2007-Q1', '(other-months)'],
    ['2007-H1', '(other-months)'],
    ['2007-02', '0.200000'],
    ['2007', '0.100000'],
  ])('never set a ratio of %s against one of the year before its January', (period, change) => {
    const builder = aSnapshot(period);
    const put = (month: string, n: string): unknown =>
      builder.put('weicheng', month, { 'JC02-1': n, 'JC02-2': '10' });
    put('2006-12', '8');
    const months: readonly (readonly [string, string])[] =
      period === '2007'
        ? [['2007-12', '9']]
        : [
            ['2007-01', '1'],
            ['2007-02', '3'],
            ['2007-03', '4'],
            ['2007-06', '5'],
          ];
    for (const [month, n] of months) put(month, n);
    const board = boardOf(aPlan(), builder);
    for (const holder of ['weicheng', 'city']) {
      expect(shown(standingOf(board, 'JC02', holder).monthOnMonth)).toBe(change);
    }
  });
});
