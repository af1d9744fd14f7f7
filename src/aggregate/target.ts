/** The year's targets of one indicator: the plan's own, and the sums where it names none. */
import { compareFractions, whole, type Decimal, type Fraction } from '../model/decimal.ts';
import { lastMonth, monthOf, shareOfYear, type Period } from '../model/period.ts';
import type { Indicator, OrgUnitId, Plan, Target } from '../model/plan.ts';
import type { Figure } from '../model/scoreboard.ts';
import { absentFigure, figureId, lineage, percentShare, present } from './figure.ts';
import { isFormer, sumOfFigures, unitIdOf, type Tally } from './tally.ts';

/** The share of the year's target due by the period's end; even by month where the plan names no such schedule. */
export function scheduledShare(plan: Plan, target: Target, period: Period): Fraction {
  const schedule = plan.schedules.find((candidate) => candidate.name === target.schedule);
  return schedule?.shares[monthOf(lastMonth(period)) - 1] ?? shareOfYear(period);
}

/** What one holder is to reach: in the indicator's unit of measure; for a ratio a share of one. */
export function targetFigure(target: Target | null, indicator: Indicator, tally: Tally): Figure {
  const id = figureId(indicator.code, tally.holder.id, 'target');
  const own = target === null ? null : ownTarget(target, tally);
  if (own !== null) return present(id, asShare(own, indicator), lineage('target-of-plan'));
  if (target === null || tally.holder.type === 'unit') {
    return absentFigure(id, 'no-target', lineage('target-of-plan'));
  }
  return summedTarget(id, target, indicator, tally);
}

function ownTarget(target: Target, { holder }: Tally): Decimal | null {
  if (holder.type === 'city') return target.city ?? null;
  return target.units.get(holder.id as OrgUnitId) ?? null;
}

/**
 * Σ of the units' targets when every one has one; a unit the item does not apply to needs none, unless what it
 * reported before is in the sum.
 */
function summedTarget(id: string, target: Target, indicator: Indicator, tally: Tally): Figure {
  const held = tally.parts.filter((part) => counts(part) || target.units.has(unitIdOf(part)));
  const figures = held.map((part) => targetFigure(target, indicator, part));
  const values = figures.flatMap((figure) => (figure.value === null ? [] : [figure.value]));
  const first = values[0];
  if (first === undefined || values.length < figures.length) {
    return absentFigure(id, 'no-target', lineage('target-of-plan'));
  }
  const operands = held
    .filter((part) => !isFormer(part))
    .map((part) => figureId(indicator.code, part.holder.id, 'target'));
  if (indicator.kind === 'flow' || indicator.kind === 'stock') {
    return present(id, sumOfFigures(figures).value, lineage('sum-of-units', operands));
  }
  // Thresholds do not add up: the total has one only when all its units share it.
  return values.every((value) => compareFractions(value, first) === 0)
    ? present(id, first, lineage('target-of-plan', operands))
    : absentFigure(id, 'no-target', lineage('target-of-plan'));
}

function counts({ state, carried }: Tally): boolean {
  return state !== 'not-applicable' || carried.length > 0;
}

function asShare(target: Decimal, indicator: Indicator): Fraction {
  return indicator.kind === 'ratio' ? percentShare(target) : whole(target);
}
