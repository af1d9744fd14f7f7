/** The units' cumulative amounts (本年累计) month by month: 2006 to the published totals, 2007 on the way to its targets. */
import { decimal, multiplyFractions, truncateFraction, type Fraction } from '../model/decimal.ts';
import type { Indicator, OrgUnit, Plan } from '../model/plan.ts';
import { APPROXIMATORS } from './approximate.ts';
import {
  ANNOUNCED_IN,
  ASSUMED_2007,
  FLOW_TOTALS,
  PARTS,
  PART_PERMILLE,
  seasonOf,
  sizeOf,
} from './published.ts';
import { vary, within } from './seed.ts';
import { runningSum, split } from './split.ts';
import { reporters, scaledTarget, scaledTotal, targetOf, weightsOf } from './weights.ts';

/** By unit id: stored units at the end of January, February … */
export type Series = ReadonlyMap<string, readonly number[]>;

/** Units that stand exactly on schedule all through 2007, for ties and for 达序时. */
const ON_SCHEDULE: ReadonlySet<string> = new Set([
  'RS03|weicheng',
  'RS03|kuiwen',
  'PX03|qingzhou',
  'YC01|zhucheng',
  'ZS03|shouguang',
]);

/** 2006: the published total over units and months; a whole with parts is the sum of its parts and of the rest. */
export function flow2006(plan: Plan, indicator: Indicator): Series {
  const total = FLOW_TOTALS.get(indicator.code) ?? 0;
  const parts = (PARTS.get(indicator.code) ?? []).map((code) =>
    flow2006(plan, { ...indicator, code, kind: 'flow' }),
  );
  const named = (PARTS.get(indicator.code) ?? []).reduce(
    (sum, code) => sum + (FLOW_TOTALS.get(code) ?? 0),
    0,
  );
  const units = reporters(plan, indicator);
  const weights = weightsOf(plan, indicator, units, 130);
  const shares = boundedShares(
    indicator,
    units,
    split(scaledTotal(total - named, indicator), weights),
  );
  return new Map(
    units.map((unit, i) => {
      const own = monthly(indicator.code, unit.id, shares[i] ?? 0);
      const others = parts.map((part) => part.get(unit.id) ?? []);
      return [unit.id, own.map((value, m) => others.reduce((sum, o) => sum + (o[m] ?? 0), value))];
    }),
  );
}

/** Those who only know a bound report a round number; what they leave out goes to the first who counts. */
function boundedShares(
  indicator: Indicator,
  units: readonly OrgUnit[],
  shares: readonly number[],
): readonly number[] {
  const steps = units.map((unit) => APPROXIMATORS.get(`${indicator.code}|${unit.id}`)?.step ?? 1);
  const floored = shares.map((share, i) => share - (share % (steps[i] ?? 1)));
  const left = shares.reduce((sum, share, i) => sum + share - (floored[i] ?? 0), 0);
  const exact = steps.indexOf(1);
  return floored.map((share, i) => (i === exact ? share + left : share));
}

function monthly(code: string, unit: string, total: number): readonly number[] {
  const weights = seasonOf(code).map(
    (weight, m) => weight * vary(`${code}|${unit}|${String(m)}`, 220),
  );
  return runningSum(split(total, weights));
}

/** 2007: the year's target (or last year's amount and a little more) by its schedule, each unit at its own speed. */
export function flow2007(plan: Plan, indicator: Indicator, before: Series): Series {
  const whole = indicator.partOf ?? '';
  const permille = PART_PERMILLE.get(indicator.code);
  const wholeOf = plan.indicators.find((entry) => entry.code === whole);
  if (permille !== undefined && wholeOf !== undefined) {
    const series = flow2007(plan, wholeOf, flow2006(plan, wholeOf));
    return mapSeries(series, (value) => Math.floor((value * permille) / 1000));
  }
  const shares = sharesOf(plan, indicator.code);
  const units = reporters(plan, indicator);
  const assumed = split(
    scaledTotal(ASSUMED_2007.get(indicator.code) ?? 0, indicator),
    units.map((unit) => sizeOf(unit.id)),
  );
  return new Map(
    units.map((unit, i) => {
      const last = before.get(unit.id)?.at(-1) ?? 0;
      const year =
        scaledTarget(plan, indicator, unit) ??
        (last > 0 ? Math.floor((last * 105) / 100) : (assumed[i] ?? 0));
      const announced =
        ANNOUNCED_IN.has(indicator.code) && scaledTarget(plan, indicator, unit) === null;
      return [
        unit.id,
        announced ? shares.map(() => 0) : progress(indicator.code, unit.id, year, shares),
      ];
    }),
  );
}

function mapSeries(series: Series, change: (value: number) => number): Series {
  return new Map([...series].map(([unit, values]) => [unit, values.map(change)]));
}

/** The shares of January to May that the plan's schedule asks for; a twelfth a month without a target. */
export function sharesOf(plan: Plan, code: string): readonly Fraction[] {
  const name = targetOf(plan, code)?.schedule;
  const schedule = plan.schedules.find((entry) => entry.name === name);
  return [1, 2, 3, 4, 5].map(
    (month) => schedule?.shares[month - 1] ?? { n: decimal(String(month)), d: decimal('12') },
  );
}

/** Whole numbers that never fall, near target × share × the unit's own speed. */
function progress(
  code: string,
  unit: string,
  year: number,
  shares: readonly Fraction[],
): readonly number[] {
  const steady = ON_SCHEDULE.has(`${code}|${unit}`);
  const speed = steady
    ? 1000
    : within(`speed|${unit}`, 925, 1150) + within(`speed|${code}|${unit}`, -110, 110);
  let reached = 0;
  return shares.map((share, m) => {
    const wobble = steady ? 1000 : vary(`wobble|${code}|${unit}|${String(m)}`, 35);
    reached = Math.max(reached, timesFraction(year * speed, share, wobble));
    return reached;
  });
}

/** year × speed/1000 × share × wobble/1000, cut to a whole number. */
function timesFraction(amount: number, share: Fraction, wobble: number): number {
  const factor = { n: decimal(String(amount)), d: decimal('1000') };
  const wobbled = { n: decimal(String(wobble)), d: decimal('1000') };
  return Number(truncateFraction(multiplyFractions(multiplyFractions(factor, share), wobbled), 0));
}
