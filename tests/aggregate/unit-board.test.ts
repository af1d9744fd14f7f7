/** One unit's part of a scoreboard: what it lacks and what that costs, exactly; and nothing of others but the first one's figure. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { unitBoard } from '../../src/aggregate/unit-board.ts';
import {
  addFractions,
  compareFractions,
  decimal,
  fraction,
  multiplyFractions,
  subtractFractions,
  whole,
  ZERO,
  type Fraction,
} from '../../src/model/decimal.ts';
import type { Scoreboard } from '../../src/model/scoreboard.ts';
import { isScored } from '../../src/model/scoring.ts';
import type { Accepted } from '../../src/model/submission.ts';
import type { UnitBoard, UnitEntry } from '../../src/model/unit-board.ts';
import { aPlan, aTarget, unitId } from '../build/plan.ts';
import { aMoment, aSnapshot } from '../build/snapshot.ts';
import { submissions, UNITS } from '../build/submissions.ts';
import { shown } from './board.ts';

const PLAN = aPlan({
  targets: ['RC01', 'RC06', 'JC01', 'JC02'].map((code) =>
    aTarget(code, { units: new Map(UNITS.map((unit) => [unitId(unit), decimal('90')])) }),
  ),
});
const AS_OF = aMoment('2007-06-08T09:00');

function boardOf(held: readonly Accepted[], period: string): Scoreboard {
  return aggregate({ ...aSnapshot(period).build(), submissions: held }, PLAN, AS_OF);
}

function ownOf(board: Scoreboard, unit: string, before: Scoreboard | null = null): UnitBoard {
  return unitBoard({ board, before, plan: PLAN, unit: unitId(unit) });
}

function entryOf({ entries }: UnitBoard, code: string): UnitEntry {
  return entries.find(({ indicator }) => indicator.code === code)!;
}

/** 潍城区 with 30 and 40, 寒亭区 with 45 and 20 of the target 90 in May, 寿光市 with nothing. */
function twoUnits(month: string, of: readonly (readonly [string, string, string])[]): Scoreboard {
  const builder = aSnapshot(month);
  for (const [unit, people, money] of of) {
    builder.put(unit, month, { RC01: people, JC01: money, 'JC02-1': people, 'JC02-2': '50' });
  }
  return aggregate(builder.build(), PLAN, AS_OF);
}

/** Nothing of it has a target: amounts of units of different size are not held against each other. */
const BARE = aggregate(
  aSnapshot('2006-05')
    .put('weicheng', '2006-05', { RC01: '3' })
    .put('hanting', '2006-05', { RC01: '9' })
    .build(),
  PLAN,
  AS_OF,
);

const MAY = twoUnits('2007-05', [
  ['weicheng', '30', '40'],
  ['hanting', '45', '20'],
]);

describe('what one unit is told of itself', () => {
  const own = ownOf(MAY, 'weicheng');

  it('is what each month left has to bring', () => {
    expect(shown(entryOf(own, 'RC01').standing.needed)).toBe('8.571429');
    expect(shown(entryOf(own, 'JC01').standing.needed)).toBe('7.142857');
    expect(shown(entryOf(own, 'JC02').standing.needed)).toBe('(not-of-this-kind)');
    expect(shown(entryOf(ownOf(MAY, 'shouguang'), 'RC01').standing.needed)).toBe('(no-form)');
  });

  it('is how far the first unit is ahead, by what that is first by', () => {
    const { best, toBest } = entryOf(own, 'RC01');
    expect([best?.names, shown(best!.figure), shown(toBest)]).toEqual([
      ['寒亭区'],
      '0.500000',
      '-0.166667',
    ]);
    const ratio = entryOf(own, 'JC02');
    expect([shown(ratio.best!.figure), shown(ratio.toBest)]).toEqual(['0.900000', '-0.300000']);
    expect(entryOf(ownOf(BARE, 'weicheng'), 'RC01').best).toBeNull();
  });

  it('is what the distance from the schedule costs: weight times shortfall', () => {
    // RC01 and JC01 of ten each, 5/12 due: 30/90 lacks 1/12, of the half weight; 40/90 is ahead.
    expect(shown(entryOf(own, 'RC01').cost)).toBe('0.041667');
    expect(shown(entryOf(own, 'JC01').cost)).toBe('0.000000');
    expect([shown(own.cost), own.weights]).toEqual(['0.041667', 20]);
    expect(shown(ownOf(MAY, 'shouguang').cost)).toBe('(no-form)');
  });

  it('is how its places moved since the period before', () => {
    const april = twoUnits('2007-04', [
      ['weicheng', '40', '40'],
      ['hanting', '35', '20'],
    ]);
    const moved = ownOf(MAY, 'weicheng', april);
    expect([entryOf(moved, 'RC01').standing.rank, entryOf(moved, 'RC01').before]).toEqual([
      2,
      { rank: 1, id: '2007-04:RC01/weicheng/rank' },
    ]);
    expect(ownOf(MAY, 'shouguang', april).scoreBefore).toBeNull();
    expect(moved.scoreBefore).toEqual({ rank: 1, id: '2007-04:score:all/weicheng/rank' });
  });

  it('asks nothing more of a month once the target is reached, nor of December', () => {
    const done = twoUnits('2007-05', [['weicheng', '95', '90']]);
    expect(shown(entryOf(ownOf(done, 'weicheng'), 'RC01').standing.needed)).toBe('0');
    const december = twoUnits('2007-12', [['weicheng', '30', '40']]);
    expect(entryOf(ownOf(december, 'weicheng'), 'RC01').standing.needed.absent).toBe(
      'not-of-this-kind',
    );
  });

  it('knows no unit that is not on the board', () => {
    expect(() => ownOf(MAY, 'nobody')).toThrow(RangeError);
  });
});

describe('any snapshot', () => {
  const period = fc.constantFrom('2007-02', '2007-05', '2007-Q1', '2006-H2', '2006');
  const unit = fc.constantFrom(...UNITS);

  it('reaches each target by what it asks for each month', () => {
    fc.assert(
      fc.property(submissions, period, unit, (held, of, id) => {
        const board = boardOf(held, of);
        for (const { standing, indicator } of ownOf(board, id).entries) {
          const { needed } = standing;
          if (needed.value === null) continue;
          const months = 12 - Number(of === '2007-Q1' ? '3' : of.slice(5));
          const reached = indicator.kind === 'flow' ? standing.cumulative : standing.period;
          const added = multiplyFractions(needed.value, whole(decimal(String(months))));
          const end = addFractions(reached.value!, added);
          const order = compareFractions(end, standing.target.value!);
          expect(order === 0 || (order > 0 && needed.value.n.eq(0))).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has costs that make up the score, were every indicator on schedule', () => {
    fc.assert(
      fc.property(submissions, period, unit, (held, of, id) => {
        const board = boardOf(held, of);
        const own = ownOf(board, id);
        const { score } = own;
        expect(own.cost.value === null).toBe(score?.score.value == null);
        if (score?.score.value == null || own.cost.value === null) return;
        const costs = own.entries.flatMap(({ cost }) => cost.value ?? []);
        const zero = whole(ZERO);
        expect(compareFractions(costs.reduce(addFractions, zero), own.cost.value)).toBe(0);
        // As if all that is behind had come as far as its schedule.
        const scored = board.sections.flatMap(({ indicators }) => indicators).filter(isScored);
        const parts = own.entries.filter(
          (entry) =>
            scored.some(({ indicator }) => indicator.code === entry.indicator.code) &&
            entry.standing.completion.value !== null,
        );
        const lifted = parts.map(({ standing, indicator, cost }) => {
          const reached = least(standing.completion.value!, PLAN.scoring.cap);
          const due = least(standing.scheduled.value ?? reached, PLAN.scoring.cap);
          const to = cost.value === null || compareFractions(due, reached) < 0 ? reached : due;
          return multiplyFractions(to, whole(decimal(String(indicator.weight))));
        });
        const sum = lifted.reduce(addFractions, zero);
        const weights = fraction(decimal('1'), decimal(String(own.weights)))!;
        const ideal = multiplyFractions(sum, weights);
        const gained = subtractFractions(ideal, own.cost.value);
        expect(compareFractions(gained, score.score.value)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('hands over no standing, score or report but the own one, and of the first only a figure without its cells', () => {
    fc.assert(
      fc.property(submissions, period, unit, (held, of, id) => {
        const board = boardOf(held, of);
        const own = ownOf(board, id, boardOf(held, '2006-11'));
        for (const { standing, best } of own.entries) {
          expect(standing.holder.id).toBe(id);
          expect(best?.figure.lineage.sources ?? []).toEqual([]);
        }
        const names = board.units.filter((one) => one.id !== id).map((one) => `${one.id}-20`);
        // A unit's file is named by its id and month: no other unit's file is known here.
        for (const name of names) expect(JSON.stringify(own)).not.toContain(name);
      }),
      { numRuns: 40 },
    );
  });
});

function least(a: Fraction, b: Fraction): Fraction {
  return compareFractions(a, b) < 0 ? a : b;
}
