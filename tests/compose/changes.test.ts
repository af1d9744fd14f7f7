/** What changed since the month before: told only where both months know it. */
import { describe, expect, it } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { compose } from '../../src/compose/bulletin.ts';
import type { Day } from '../../src/model/day.ts';
import { decimal } from '../../src/model/decimal.ts';
import { anIndicator, aPlan, aTarget, aUnit, unitId } from '../build/plan.ts';
import { aMoment, aSnapshot } from '../build/snapshot.ts';
import { bodyText } from './printed.ts';

const NAMES = ['甲区', '乙区', '丙区', '丁区', '戊区', '己区'];
const PLAN = aPlan({
  units: NAMES.map((name) => aUnit(name, name)),
  indicators: [anIndicator('RC01', { name: '引进人才' }), anIndicator('RC02', { name: '培训' })],
  targets: ['RC01', 'RC02'].map((code) =>
    aTarget(code, {
      city: decimal('720'),
      units: new Map(NAMES.map((name) => [unitId(name), decimal('120')])),
    }),
  ),
  tasks: [],
});

type Month = readonly [string, readonly (readonly [number, number] | null)[]];

/** The sentence about what changed, of each unit's two 累计 by month; nothing where there is none. */
function told(period: string, ...months: readonly Month[]): string {
  const builder = aSnapshot(period);
  for (const [month, reports] of months) {
    reports.forEach((cells, i) => {
      if (cells !== null) {
        builder.put(NAMES[i] ?? '', month, { RC01: String(cells[0]), RC02: String(cells[1]) });
      }
    });
  }
  const board = aggregate(builder.build(), PLAN, aMoment('2007-06-08T09:00'));
  const day = '2007-06-08' as Day;
  const text = bodyText(compose(board, PLAN, { issuedOn: day, printedOn: day, number: null }));
  return /与[^\n。]*份相比，[^\n]*。/.exec(text)?.[0] ?? '';
}

const same = (a: number, b: number): Month[1] => NAMES.map(() => [a, b]);

describe('what changed since the month before', () => {
  it('is which indicators fell behind and which caught up', () => {
    // In April 40 of 120 are due, in May 50.
    const words = told('2007-05', ['2007-04', same(40, 30)], ['2007-05', same(45, 52)]);
    expect(words).toBe(
      '与4月份相比，新转为滞后的指标有引进人才；由滞后转为达到或超过序时进度的有培训。',
    );
  });

  it('is who rose and fell by two places or more, the farthest first', () => {
    const april: Month = [
      '2007-04',
      [
        [50, 50],
        [48, 48],
        [46, 46],
        [44, 44],
        [42, 42],
      ],
    ];
    const may: Month = [
      '2007-05',
      [
        [50, 50],
        [52, 52],
        [54, 54],
        [56, 56],
        [64, 64],
      ],
    ];
    expect(told('2007-05', april, may)).toBe(
      '与4月份相比，综合得分位次上升较多的是戊区（升4位）、丁区（升2位）；下降较多的是甲区（降4位）、乙区（降2位）。',
    );
  });

  it('names none of too many that moved alike', () => {
    const [april, may]: [Month, Month] = [
      ['2007-04', [50, 49, 48, 47, 46, 45].map((n) => [n, n])],
      ['2007-05', [55, 54, 60, 59, 58, 57].map((n) => [n, n])],
    ];
    const words = told('2007-05', april, may);
    expect(words).toBe('与4月份相比，下降较多的是甲区（降4位）、乙区（降4位）。');
  });

  it.each([
    [
      'January, which begins the year',
      '2007-01',
      [
        ['2006-12', same(120, 120)],
        ['2007-01', same(1, 1)],
      ],
    ],
    [
      'a month after which nobody reported',
      '2007-05',
      [
        ['2007-03', same(30, 30)],
        ['2007-05', same(1, 1)],
      ],
    ],
    [
      'a month in which nothing turned',
      '2007-05',
      [
        ['2007-04', same(41, 41)],
        ['2007-05', same(51, 51)],
      ],
    ],
  ] as const)('is not told of %s', (_, period, months) => {
    expect(told(period, ...months)).toBe('');
  });
});
