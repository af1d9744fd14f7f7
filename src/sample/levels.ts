/** Levels at each month's end (时点数), the numerators and denominators of rates, and the place in the province. */
import { decimal, truncateFraction } from '../model/decimal.ts';
import type { Indicator, OrgUnit, Plan } from '../model/plan.ts';
import { sharesOf, type Series } from './flows.ts';
import { STOCK_TOTALS, seasonOf } from './published.ts';
import { vary, within } from './seed.ts';
import { runningSum, split } from './split.ts';
import { reporters, scaledTarget, scaledTotal, weightsOf } from './weights.ts';

/** January 2006 to May 2007, seventeen values a unit. */
export function stockSeries(plan: Plan, indicator: Indicator): Series {
  const units = reporters(plan, indicator);
  const total = scaledTotal(STOCK_TOTALS.get(indicator.code) ?? 0, indicator);
  const finals = split(total, weightsOf(plan, indicator, units, 14));
  return new Map(
    units.map((unit, i) => {
      const last = finals[i] ?? 0;
      const target = scaledTarget(plan, indicator, unit) ?? Math.floor((last * 103) / 100);
      const years = [
        ...climb(indicator.code, unit, last),
        ...rise(plan, indicator, unit, { last, target }),
      ];
      return [unit.id, years];
    }),
  );
}

/** 2006: from about two thirds to the published level. */
function climb(code: string, unit: OrgUnit, last: number): readonly number[] {
  const opening = Math.floor((last * within(`opening|${code}|${unit.id}`, 640, 780)) / 1000);
  const weights = seasonOf(code).map(
    (weight, m) => weight * vary(`${code}|${unit.id}|${String(m)}`, 200),
  );
  return runningSum(split(last - opening, weights)).map((added) => opening + added);
}

/** 2007: from last year's level towards the target by the schedule, each unit at its own speed. */
function rise(
  plan: Plan,
  indicator: Indicator,
  unit: OrgUnit,
  between: Readonly<{ last: number; target: number }>,
): readonly number[] {
  const room = Math.max(0, between.target - between.last);
  const speed = within(`speed|${indicator.code}|${unit.id}`, 780, 1230);
  let level = between.last;
  return sharesOf(plan, indicator.code).map((share) => {
    const grown = truncateFraction(
      { n: share.n.times(decimal(String(room * speed))), d: share.d.times(decimal('1000')) },
      0,
    );
    level = Math.max(level, between.last + Number(grown));
    return level;
  });
}

/** A rate's two reported numbers. */
type Rate = Readonly<{ numerator: number; denominator: number }>;

/** By unit id, January 2006 to May 2007. */
export type RateSeries = ReadonlyMap<string, readonly Rate[]>;

/** What a rate's base comes to over all units at the end of 2006, and how it moves. */
type Shape = Readonly<{
  base: number;
  /** The number short of the base for a unit, by its base then and the month 0 … 16. */
  short: (unit: string, base: number, month: number) => number;
  /** The base in thousandths of `base`, by month. */
  grown: (month: number) => number;
}>;

/** Twelve of 126 480 were not content by the end of the year: 99.99% and no more. */
const DISCONTENT = 12;

const SHAPES: ReadonlyMap<string, Shape> = new Map([
  [
    'JC02',
    {
      base: 6240,
      grown: (m) => (m < 12 ? 1000 - (11 - m) * 6 : 1000 + (m - 11) * 5),
      short: (unit, base, m) =>
        m < 12
          ? Math.floor((base * (11 - m) * within(`JC02|${unit}`, 3, 7)) / 1000)
          : Math.max(0, within(`JC02|${unit}|${String(m)}`, -6, 3)),
    },
  ],
  [
    'JC04',
    {
      base: 1760,
      grown: (m) => 1000 + Math.max(0, m - 11) * 2,
      short: (unit, base, m) =>
        Math.floor((base * Math.max(0, within(`JC04|${unit}`, 150, 235) - (m - 11) * 28)) / 1000),
    },
  ],
  [
    'ZS01',
    {
      base: 258,
      grown: (m) =>
        m < 12 ? Math.floor(((m + 1) * 1000) / 12) : Math.floor(((m - 11) * 1000) / 12),
      short: (unit, _base, m) =>
        m === 11 ? 0 : Math.max(0, within(`ZS01|${unit}|${String(m)}`, -4, 2)),
    },
  ],
  [
    'JD01',
    {
      base: 170,
      grown: (m) => Math.floor(((m < 12 ? m + 1 : m - 11) * 1000) / 12),
      short: (unit, base, m) =>
        Math.min(base - 1, Math.max(0, within(`JD01|${unit}|${String(m)}`, -2, 2))),
    },
  ],
]);

/** The rates of every unit; a rate the sample does not know has none, and is answered 不适用. */
export function rateSeries(plan: Plan, indicator: Indicator): RateSeries {
  if (indicator.code === 'XJ01') return satisfaction(plan, indicator);
  const shape = SHAPES.get(indicator.code);
  if (shape === undefined) return new Map();
  const units = reporters(plan, indicator);
  const bases = split(shape.base, weightsOf(plan, indicator, units, 110));
  const months = Array.from({ length: 17 }, (_, m) => m);
  return new Map(
    units.map((unit, i) => [unit.id, months.map((m) => rateAt(shape, unit.id, bases[i] ?? 0, m))]),
  );
}

function rateAt(shape: Shape, unit: string, base: number, month: number): Rate {
  const denominator = Math.max(1, Math.floor((base * shape.grown(month)) / 1000));
  const short = Math.min(denominator, Math.max(0, shape.short(unit, denominator, month)));
  return { numerator: denominator - short, denominator };
}

/** People asked and people content, both adding up over the months of 2006. */
function satisfaction(plan: Plan, indicator: Indicator): RateSeries {
  const units = reporters(plan, indicator);
  const asked = split(126_480, weightsOf(plan, indicator, units, 90));
  const discontent = split(
    DISCONTENT,
    units.map((unit) => within(`XJ01|${unit.id}`, 1, 100) ** 3),
  );
  return new Map(
    units.map((unit, i) => {
      const people = runningSum(split(asked[i] ?? 0, seasonOf('XJ01')));
      const weights = seasonOf('XJ01').map((_, m) => within(`XJ01|${unit.id}|${String(m)}`, 0, 9));
      const against = runningSum(split(discontent[i] ?? 0, weights));
      const rates = people.map((denominator, m) => ({
        numerator: denominator - (against[m] ?? 0),
        denominator,
      }));
      return [unit.id, rates];
    }),
  );
}

/** The place the province announced, January 2006 to May 2007. */
export const PLACES: readonly number[] = [3, 3, 3, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1];

/** The city's list of key enterprises was drawn up anew in September 2006. */
export const REDRAWN: ReadonlyMap<string, readonly number[]> = new Map([
  ['RS02', [27, 27, 27, 27, 27, 27, 27, 27, 30, 30, 30, 30, 30, 30, 30, 31, 31]],
]);
