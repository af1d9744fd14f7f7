/** A unit's reports of a flow through the year: the 累计 each of them stands for and what each adds to the one before. */
import { boundOfSum } from '../model/bound.ts';
import { ZERO, type Decimal } from '../model/decimal.ts';
import { firstMonth, monthOf, monthsToDate, type Month, type Period } from '../model/period.ts';
import type { Indicator, OrgUnitId } from '../model/plan.ts';
import type { Source } from '../model/scoreboard.ts';
import { boundOfDifference, type Amount } from './figure.ts';
import { owedMonths, unaskedMonths, type Facts } from './facts.ts';

/** One accepted report of a flow. */
export type Step = Readonly<{
  month: Month;
  /** Whether the form asked for the 累计 or the month's own number. */
  asks: Indicator['asks'];
  /** January to this month. */
  level: Amount;
  /** The cells `level` was made from. */
  levelSources: readonly Source[];
  /** What this report adds to the last one; null when both are known as bounds only. */
  increment: Amount | null;
  incrementSources: readonly Source[];
  /** Owed months that `level` lacks: a month's own number that never came. */
  lacking: readonly Month[];
  /** Months that `level` lacks because nobody asked for them. */
  unasked: readonly Month[];
}>;

export type Series = Readonly<{
  steps: readonly Step[];
  /** Every month up to the period's last in which the unit owed it. */
  owed: readonly Month[];
  /** Owed months without a report, blank ones included; not those in which it did not apply. */
  missing: readonly Month[];
  /** Months in which the unit reported, but was not asked for the item: it began later in the year. */
  unasked: readonly Month[];
}>;

/** A flow's amount in a period, with what it covers beside or short of the period's months. */
export type FlowAmount = Readonly<{
  /** Null when it is the difference of two figures that are known as bounds only. */
  amount: Amount | null;
  sources: readonly Source[];
  derived: 'reported' | 'difference-from-last-month' | 'sum-of-months';
  /** Months before the period, without a report of their own, that the amount also covers. */
  spans: readonly Month[];
  /** Owed months of the period that the amount lacks. */
  lacking: readonly Month[];
}>;

/** The reports of January to the period's last month, each month under the plan that was valid in it. */
export function seriesOf(
  facts: Facts,
  unit: OrgUnitId,
  indicator: Indicator,
  period: Period,
): Series {
  const steps: Step[] = [];
  const missing: Month[] = [];
  const owed = owedMonths(facts, unit, indicator, period);
  const unasked = unaskedMonths(facts, unit, indicator, period);
  for (const month of owed) {
    const { state, amount, sources } = facts.reading(unit, month, indicator.code);
    if (amount !== null) {
      const asks = facts.version(indicator, month)?.asks ?? indicator.asks;
      const last = steps.at(-1) ?? null;
      const between = (gap: Month): boolean => (last?.month ?? '') < gap && gap < month;
      const gaps = { missing: missing.filter(between), unasked: unasked.filter(between) };
      steps.push(nextStep({ month, asks, amount, sources }, last, gaps));
    } else if (state !== 'not-applicable') missing.push(month);
  }
  return { steps, owed, missing, unasked };
}

type Reported = Readonly<{
  month: Month;
  asks: Indicator['asks'];
  amount: Amount;
  sources: readonly Source[];
}>;

/** @param gaps months since the last report. */
function nextStep(
  report: Reported,
  last: Step | null,
  gaps: Pick<Series, 'missing' | 'unasked'>,
): Step {
  const { month, asks, amount, sources } = report;
  if (asks === 'cumulative') {
    const increment = last === null ? amount : difference(amount, last.level);
    return {
      month,
      asks,
      level: amount,
      levelSources: sources,
      increment,
      incrementSources: [...sources, ...(last?.levelSources ?? [])],
      lacking: [],
      unasked: [],
    };
  }
  return {
    month,
    asks,
    level: last === null ? amount : added(last.level, amount),
    levelSources: [...(last?.levelSources ?? []), ...sources],
    increment: amount,
    incrementSources: sources,
    lacking: [...(last?.lacking ?? []), ...gaps.missing],
    unasked: [...(last?.unasked ?? []), ...gaps.unasked],
  };
}

/**
 * The period's own amount: the 累计 at its end less the last accepted one before it began, or the sum of its months'
 * own numbers.
 *
 * @returns null when the last month that the unit owed has no report, or lies before the period.
 */
export function flowInPeriod(series: Series, period: Period): FlowAmount | null {
  const step = series.steps.at(-1);
  if (step === undefined || step.month !== series.owed.at(-1)) return null;
  if (step.month < firstMonth(period)) return null;
  return step.asks === 'cumulative'
    ? fromLevels(series, step, period)
    : fromMonths(series, step, period);
}

function fromLevels(series: Series, step: Step, period: Period): FlowAmount {
  const start = firstMonth(period);
  const base = series.steps.findLast((candidate) => candidate.month < start) ?? null;
  const silent = [...series.missing, ...series.unasked].sort();
  const since = silent.filter((month) => (base?.month ?? '') < month && month < start);
  const spans = [...(base?.lacking ?? []), ...(base?.unasked ?? []), ...since].sort();
  return {
    amount: base === null ? step.level : difference(step.level, base.level),
    sources: [...step.levelSources, ...(base?.levelSources ?? [])],
    derived: base === null && spans.length === 0 ? 'reported' : 'difference-from-last-month',
    spans,
    lacking: [],
  };
}

function fromMonths(series: Series, step: Step, period: Period): FlowAmount {
  const start = firstMonth(period);
  const inside = series.steps.filter((candidate) => candidate.month >= start);
  return {
    amount: total(inside.map((one) => one.increment)),
    sources: inside.flatMap((one) => one.incrementSources),
    derived: inside.length === 1 && step.month === start ? 'reported' : 'sum-of-months',
    spans: [],
    lacking: series.missing.filter((month) => month >= start),
  };
}

/** Months up to the period's last that the latest report's 累计 does not cover, for whatever reason. */
export function lackingInLevel(step: Step, period: Period): readonly Month[] {
  const later = monthsToDate(period).filter((month) => month > step.month);
  return [...[...step.lacking, ...step.unasked].sort(), ...later];
}

export function monthNumbers(months: readonly Month[]): readonly number[] {
  return months.map(monthOf);
}

function difference(a: Amount, b: Amount): Amount | null {
  const bound = boundOfDifference(a.bound, b.bound);
  return bound === 'unknown' ? null : { value: a.value.minus(b.value), bound };
}

function added(a: Amount, b: Amount): Amount {
  const sum = { value: a.value.plus(b.value), bound: boundOfSum([a.bound, b.bound]) };
  const [endOfA, endOfB] = [endOf(a), endOf(b)];
  return sum.bound !== 'over' || endOfA === undefined || endOfB === undefined
    ? sum
    : { ...sum, below: endOfA.plus(endOfB) };
}

function endOf({ value, bound, below }: Amount): Decimal | undefined {
  return bound === null ? value : below;
}

/** The sum of some amounts, unknown with one of them; zero for none. */
function total(amounts: readonly (Amount | null)[]): Amount | null {
  const start: Amount = { value: ZERO, bound: null };
  return amounts.reduce<Amount | null>(
    (sum, amount) => (sum === null || amount === null ? null : added(sum, amount)),
    start,
  );
}
