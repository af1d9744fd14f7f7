/** How a figure is shared among the units: by their targets where the plan sets any, else by size. */
import { decimal, decimalText, roundFraction, whole } from '../model/decimal.ts';
import type { Indicator, OrgUnit, Plan, Target } from '../model/plan.ts';
import { validAt } from '../model/plan.ts';
import { monthIn } from '../model/period.ts';
import { sizeOf } from './published.ts';
import { vary } from './seed.ts';

/** The units that report an indicator through the sample's months. */
export function reporters(plan: Plan, indicator: Indicator): readonly OrgUnit[] {
  const units = validAt(plan.units, monthIn(2007, 5));
  return units.filter((unit) => unit.reports === indicator.by);
}

export function targetOf(plan: Plan, code: string): Target | undefined {
  return plan.targets.find((target) => target.indicator === code && target.year === 2007);
}

/** A unit's target of 2007 in stored units of the indicator's scale; null without one. */
export function scaledTarget(plan: Plan, indicator: Indicator, unit: OrgUnit): number | null {
  const value = targetOf(plan, indicator.code)?.units.get(unit.id);
  return value === undefined ? null : Number(roundFraction(whole(value), 0, indicator.decimals));
}

/** @returns the weight of each unit, whole numbers above zero; `spread` is in thousandths. */
export function weightsOf(
  plan: Plan,
  indicator: Indicator,
  units: readonly OrgUnit[],
  spread: number,
): readonly number[] {
  return units.map((unit) => {
    const target = indicator.kind === 'ratio' ? null : scaledTarget(plan, indicator, unit);
    return (target ?? sizeOf(unit.id)) * vary(`weight|${indicator.code}|${unit.id}`, spread);
  });
}

/** A published total in stored units: 4929 万元 at two decimals is 492900. */
export function scaledTotal(total: number, indicator: Indicator): number {
  return Number(decimalText(decimal(`1${'0'.repeat(indicator.decimals)}`).times(total)));
}
