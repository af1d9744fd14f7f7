/** What holds for every plan and every snapshot: order, sums, places, and a year's speed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { placesOf } from '../../src/aggregate/ranking.ts';
import { compareFractions, decimal, decimalText, fraction, sum } from '../../src/model/decimal.ts';
import { monthIn, monthsOf, parsePeriod, type Month } from '../../src/model/period.ts';
import type { Figure } from '../../src/model/scoreboard.ts';
import { aUnit, unitId } from '../build/plan.ts';
import { anAccepted, aSnapshot } from '../build/snapshot.ts';
import { AS_OF, boardWith, period, PLAN } from '../build/random-board.ts';
import { ITEMS, submissions, UNITS } from '../build/submissions.ts';
import { figuresOf, indicatorOf, shown, standingOf } from './board.ts';

function amount(figure: Figure): string {
  return figure.value === null ? '0' : decimalText(figure.value.n);
}

describe('any snapshot', () => {
  it('gives the same board whatever the order of its submissions', () => {
    fc.assert(
      fc.property(submissions, period, fc.integer(), (held, of, seed) => {
        const shuffled = held.toSorted(
          (a, b) => ((a.id * 7919 + seed) % 101) - ((b.id * 7919 + seed) % 101),
        );
        const plain = (board: unknown): string => JSON.stringify(board);
        expect(plain(boardWith(shuffled, of))).toBe(plain(boardWith(held, of)));
      }),
      { numRuns: 40 },
    );
  });

  it('gives each figure exactly one of a value and a reason, ids once, and operands on the board', () => {
    fc.assert(
      fc.property(submissions, period, (held, of) => {
        const figures = figuresOf(boardWith(held, of));
        const ids = new Set(figures.map((figure) => figure.id));
        expect(ids.size).toBe(figures.length);
        for (const { value, absent, lineage } of figures) {
          expect((value === null) !== (absent === null)).toBe(true);
          expect(lineage.operands.every((operand) => ids.has(operand))).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('makes the city the sum of its groups, and each total the sum of those it names', () => {
    fc.assert(
      fc.property(submissions, period, (held, of) => {
        const board = boardWith(held, of);
        for (const code of ['RC01', 'RC06', 'JC01', 'YC03']) {
          const { city, groups, units } = indicatorOf(board, code);
          for (const measure of ['period', 'cumulative'] as const) {
            if (city[measure].absent === 'approximate') {
              expect(groups.some((group) => group[measure].absent === 'approximate')).toBe(true);
              continue;
            }
            const total = decimal(amount(city[measure]));
            const parts = groups.map((group) => decimal(amount(group[measure])));
            expect(decimalText(sum(parts))).toBe(decimalText(total));
          }
          if (city.period.absent === 'approximate') continue;
          const having = units.filter((unit) =>
            city.coverage.having.includes(unitId(unit.holder.id)),
          );
          const named = sum(having.map((unit) => decimal(amount(unit.period))));
          expect(decimalText(named)).toBe(amount(city.period));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('keeps every 累计 when a unit says that nothing applies any more', () => {
    const month = monthIn(2007, 5);
    fc.assert(
      fc.property(submissions, fc.constantFrom(...UNITS), (forms, unit) => {
        const held = forms.filter((one) => one.unit !== unitId(unit) || one.period !== month);
        const cells = Object.fromEntries(ITEMS.map((item) => [item, '不适用']));
        const silent = anAccepted(unit, month, cells, { id: 99 });
        const [before, after] = [boardWith(held, month), boardWith([...held, silent], month)];
        for (const code of ['RC01', 'RC02', 'JC01', 'YC03']) {
          for (const holder of ['city', unit]) {
            const [was, is] = [standingOf(before, code, holder), standingOf(after, code, holder)];
            expect(amount(is.cumulative)).toBe(amount(was.cumulative));
            expect(is.carried).toEqual(was.carried);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('makes the roll-up of one unit the unit itself', () => {
    const alone = { ...PLAN, units: [aUnit('weicheng', '潍城区')] };
    fc.assert(
      fc.property(submissions, period, (held, of) => {
        const board = aggregate({ ...aSnapshot(of).build(), submissions: held }, alone, AS_OF);
        for (const code of ['RC01', 'RC06', 'JC02', 'YC03']) {
          const [city, unit] = [
            standingOf(board, code, 'city'),
            standingOf(board, code, 'weicheng'),
          ];
          for (const measure of [
            'period',
            'cumulative',
            'target',
            'completion',
            'gap',
            'yearOnYear',
          ] as const) {
            expect(shown(city[measure]), `${code} ${measure}`).toBe(shown(unit[measure]));
          }
          expect(city.state).toBe(unit.state);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('ranks nobody without an exact figure of its own', () => {
    fc.assert(
      fc.property(submissions, period, (held, of) => {
        for (const { units } of boardWith(held, of).sections.flatMap((one) => one.indicators)) {
          for (const { state, rank } of units) {
            if (rank !== null) expect(['reported', 'confirmed-zero']).toContain(state);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('a complete year', () => {
  it.each(['2006-Q1', '2006-Q3', '2006-H2', '2006'])('%s is the sum of its months', (of) => {
    const values = fc.array(fc.bigInt({ min: 0n, max: 10n ** 14n }), {
      minLength: 12,
      maxLength: 12,
    });
    fc.assert(
      fc.property(values, (increments) => {
        let level = 0n;
        const held = increments.map((increment, at) => {
          level += increment;
          const month = monthIn(2006, at + 1);
          return anAccepted('weicheng', month, { RC01: String(level) }, { id: at + 1 });
        });
        const long = boardWith(held, of);
        const months = monthsOf(parsePeriod(of)!).map((month: Month) =>
          decimal(amount(standingOf(boardWith(held, month), 'RC01', 'weicheng').period)),
        );
        expect(amount(standingOf(long, 'RC01', 'weicheng').period)).toBe(decimalText(sum(months)));
      }),
      { numRuns: 8 },
    );
  });
});

describe('places', () => {
  const values = fc.array(
    fc.option(
      fc
        .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 }))
        .map(([n, d]) => fraction(decimal(String(n)), decimal(String(d)))),
    ),
  );

  it('are a weak order: 1 + the number of those that are better', () => {
    fc.assert(
      fc.property(
        values,
        fc.constantFrom('higher' as const, 'lower' as const),
        (all, direction) => {
          const places = placesOf(
            all.map((by, id) => ({ id, by })),
            direction,
          );
          all.forEach((mine, id) => {
            const better = all.filter((other) => {
              if (mine === null || other === null) return false;
              const order = compareFractions(other, mine);
              return direction === 'higher' ? order > 0 : order < 0;
            });
            expect(places.get(id)).toBe(mine === null ? undefined : better.length + 1);
          });
        },
      ),
    );
  });
});
