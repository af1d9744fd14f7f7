/** Periods: spelling, the months they hold, their neighbours. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/model/day.ts';
import {
  addMonths,
  chinesePeriod,
  firstDay,
  firstMonth,
  isMonth,
  lastDay,
  lastMonth,
  monthIn,
  monthOf,
  monthsOf,
  monthsToDate,
  nextPeriod,
  parseMonth,
  parsePeriod,
  periodType,
  previousPeriod,
  shareOfYear,
  yearBefore,
  yearOf,
  type Period,
} from '../../src/model/period.ts';

const SIZE = { month: 1, quarter: 3, half: 6, year: 12 } as const;

const period: fc.Arbitrary<Period> = fc
  .tuple(
    fc.integer({ min: 1001, max: 2998 }),
    fc.oneof(
      fc.constant(''),
      fc.integer({ min: 1, max: 12 }).map((month) => `-${String(month).padStart(2, '0')}`),
      fc.integer({ min: 1, max: 4 }).map((quarter) => `-Q${String(quarter)}`),
      fc.integer({ min: 1, max: 2 }).map((half) => `-H${String(half)}`),
    ),
  )
  .map(([year, part]) => parsePeriod(`${String(year)}${part}`)!);

describe('spelling', () => {
  it.each([
    '2007-5',
    '2007-13',
    '2007-00',
    '2007-Q5',
    '2007-Q0',
    '2007-H3',
    '207',
    '2007-',
    '２００７',
    ' 2007',
    '2007-05-01',
    '2007-q1',
  ])('%j is no period', (text) => {
    expect(parsePeriod(text)).toBeNull();
  });

  it.each([
    ['2007-05', 'month', '2007年5月'],
    ['2007-12', 'month', '2007年12月'],
    ['2007-Q2', 'quarter', '2007年第二季度'],
    ['2007-Q4', 'quarter', '2007年第四季度'],
    ['2007-H1', 'half', '2007年上半年'],
    ['2007-H2', 'half', '2007年下半年'],
    ['2007', 'year', '2007年度'],
  ])('%s is a %s, %s', (text, type, words) => {
    const read = parsePeriod(text)!;
    expect(periodType(read)).toBe(type);
    expect(chinesePeriod(read)).toBe(words);
    expect(parseMonth(text) !== null).toBe(type === 'month');
  });
});

describe('neighbours', () => {
  it.each([
    ['2007-01', '2006-12', '2006-01'],
    ['2007-Q1', '2006-Q4', '2006-Q1'],
    ['2007-H1', '2006-H2', '2006-H1'],
    ['2007-H2', '2007-H1', '2006-H2'],
    ['2007', '2006', '2006'],
  ])('of %s are %s before and %s last year', (text, before, lastYear) => {
    expect(previousPeriod(parsePeriod(text)!)).toBe(before);
    expect(yearBefore(parsePeriod(text)!)).toBe(lastYear);
  });

  it('are of the same length, and there and back', () => {
    fc.assert(
      fc.property(period, (one) => {
        expect(nextPeriod(previousPeriod(one))).toBe(one);
        expect(periodType(previousPeriod(one))).toBe(periodType(one));
        expect(addMonths(lastMonth(previousPeriod(one)), 1)).toBe(firstMonth(one));
        expect(addDays(lastDay(previousPeriod(one)), 1)).toBe(firstDay(one));
      }),
    );
  });
});

describe('months', () => {
  it('of a period follow one another from its first to its last', () => {
    fc.assert(
      fc.property(period, (one) => {
        const months = monthsOf(one);
        expect(months).toHaveLength(SIZE[periodType(one)]);
        expect(months[0]).toBe(firstMonth(one));
        expect(months.at(-1)).toBe(lastMonth(one));
        months.forEach((month, at) => {
          expect(isMonth(month)).toBe(true);
          expect(addMonths(firstMonth(one), at)).toBe(month);
        });
      }),
    );
  });

  it('to date start in January and end with the period', () => {
    fc.assert(
      fc.property(period, (one) => {
        const months = monthsToDate(one);
        expect(months[0]).toBe(monthIn(yearOf(one), 1));
        expect(months.at(-1)).toBe(lastMonth(one));
        expect(shareOfYear(one).n.toNumber()).toBe(months.length);
      }),
    );
  });

  it('add up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1500, max: 2500 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: -3000, max: 3000 }),
        (year, month, by) => {
          const start = monthIn(year, month);
          const end = addMonths(start, by);
          expect(addMonths(end, -by)).toBe(start);
          expect((yearOf(end) - year) * 12 + monthOf(end) - month).toBe(by);
        },
      ),
    );
  });
});

describe('days', () => {
  it.each([
    ['2007-02', '2007-02-01', '2007-02-28'],
    ['2008-02', '2008-02-01', '2008-02-29'],
    ['2007-Q2', '2007-04-01', '2007-06-30'],
    ['2007-H2', '2007-07-01', '2007-12-31'],
    ['2007', '2007-01-01', '2007-12-31'],
  ])('of %s are %s to %s', (text, first, last) => {
    expect(firstDay(parsePeriod(text)!)).toBe(first);
    expect(lastDay(parsePeriod(text)!)).toBe(last);
  });
});
