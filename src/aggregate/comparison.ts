/** A period beside the one before it and the same one last year (环比、同比), over what is truly comparable. */
import {
  compareFractions,
  divideFractions,
  subtractFractions,
  whole,
  ZERO,
  type Fraction,
} from '../model/decimal.ts';
import type { Indicator, OrgUnitId } from '../model/plan.ts';
import type {
  Absence,
  Figure,
  LeftOut,
  LeftOutReason,
  Measure,
  Standing,
} from '../model/scoreboard.ts';
import { absentFigure, figureId, lineage, present } from './figure.ts';
import { contributing, sumOfFigures, unitIdOf, type AddedMeasure, type Tally } from './tally.ts';

type Comparison = Pick<
  Standing,
  'previous' | 'yearBefore' | 'monthOnMonth' | 'yearOnYear' | 'leftOut'
>;

/** One holder now, and its tallies of the other periods where it had any. */
export type Compared = Readonly<{
  indicator: Indicator;
  now: Tally;
  previous: Tally | null;
  yearBefore: Tally | null;
  /** Ids of the units on this board: what a lineage may name. */
  onBoard: ReadonlySet<string>;
}>;

/** A flow's year-on-year looks at the 累计; everything else at the period's own figure. */
export function comparisonOf(compared: Compared): Comparison {
  const pick = compared.indicator.kind === 'flow' ? 'cumulative' : 'period';
  const before: Side = { tally: compared.previous, pick: 'period', measure: 'previous' };
  const lastYear: Side = { tally: compared.yearBefore, pick, measure: 'yearBefore' };
  return {
    previous: baseFigure(compared, before),
    yearBefore: baseFigure(compared, lastYear),
    monthOnMonth: changeFigure(compared, 'monthOnMonth', before),
    yearOnYear: changeFigure(compared, 'yearOnYear', lastYear),
    leftOut: {
      monthOnMonth: leftOutOf(compared, before),
      yearOnYear: leftOutOf(compared, lastYear),
    },
  };
}

/** The other period's side: its tally, the figure compared, and the measure it stands under on this board. */
type Side = Readonly<{
  tally: Tally | null;
  pick: 'period' | 'cumulative';
  measure: 'previous' | 'yearBefore';
}>;

/** The other period's figure as it stood, under this board's id. */
function baseFigure({ indicator, now, onBoard }: Compared, side: Side): Figure {
  const id = figureId(indicator.code, now.holder.id, side.measure);
  if (side.tally === null) return absentFigure(id, 'no-base', lineage('reported'));
  const figure = side.tally[side.pick];
  const { formula, sources } = figure.lineage;
  if (side.tally.holder.type === 'unit') {
    return { ...figure, id, lineage: lineage(formula, [], sources) };
  }
  const parts = contributing(side.tally.parts, indicator.kind, side.pick);
  const here = parts.filter((part) => onBoard.has(part.holder.id));
  const gone = parts.filter((part) => !onBoard.has(part.holder.id));
  const operands = here.map((part) => figureId(indicator.code, part.holder.id, side.measure));
  const cells = gone.flatMap((part) => part[side.pick].lineage.sources);
  return { ...figure, id, lineage: lineage(formula, operands, cells) };
}

function changeFigure(compared: Compared, measure: Measure, side: Side): Figure {
  const { indicator, now } = compared;
  const id = figureId(indicator.code, now.holder.id, measure);
  const formula = indicator.kind === 'ratio' ? 'change-in-points' : 'change-rate';
  const pair = indicator.kind === 'rank' ? 'not-of-this-kind' : pairOf(compared, side);
  if (typeof pair === 'string') return absentFigure(id, pair, lineage(formula));
  const from = lineage(formula, pair.operands);
  const change = subtractFractions(pair.now, pair.base);
  if (indicator.kind === 'ratio') return present(id, change, from);
  // A growth rate over less than nothing would have the wrong sign.
  if (compareFractions(pair.base, whole(ZERO)) < 0) return absentFigure(id, 'no-base', from);
  const rate = divideFractions(change, pair.base);
  return rate === null ? absentFigure(id, 'zero-base', from) : present(id, rate, from);
}

type Pair = Readonly<{ now: Fraction; base: Fraction; operands: readonly string[] }>;

/** The two amounts that may be compared, or why they may not. */
function pairOf(compared: Compared, side: Side): Pair | Absence {
  const { now } = compared;
  const current = now[side.pick];
  if (current.value === null) return current.absent ?? 'blank';
  if (side.tally === null) return 'no-base';
  const base = side.tally[side.pick];
  if (base.value === null) return base.absent === 'approximate' ? 'approximate' : 'no-base';
  if (current.bound !== null || base.bound !== null) return 'approximate';
  const plain: Pair = {
    now: current.value,
    base: base.value,
    operands: [current.id, figureId(compared.indicator.code, now.holder.id, side.measure)],
  };
  if (now.holder.type === 'unit') {
    return coversTheSame(now, side.tally, side) ? plain : 'other-months';
  }
  return totalsPair(compared, side.tally, { side, plain });
}

/** Totals compare whole when both hold the same units, otherwise over the units that both hold (可比口径). */
function totalsPair(
  { indicator, now, onBoard }: Compared,
  before: Tally,
  { side, plain }: Readonly<{ side: Side; plain: Pair }>,
): Pair | Absence {
  const pairs = pairedParts(indicator, [now, before], side);
  const common = pairs.flatMap(({ part, base, why }) =>
    part === null || base === null || why !== null ? [] : [{ part, base }],
  );
  if (common.length === pairs.length) return plain;
  const sumNow = amountOf(
    common.map((one) => one.part),
    indicator,
    side.pick,
  );
  const sumBase = amountOf(
    common.map((one) => one.base),
    indicator,
    side.pick,
  );
  if (common.length === 0) {
    return pairs.some(({ why }) => why === 'other-months') ? 'other-months' : 'no-base';
  }
  if (sumNow === null || sumBase === null) return 'no-base';
  const named = common.filter(({ part }) => onBoard.has(part.holder.id));
  const operands = named.flatMap(({ part }) => [
    part[side.pick].id,
    figureId(indicator.code, part.holder.id, side.measure),
  ]);
  return { now: sumNow, base: sumBase, operands };
}

/** A unit that one of two totals holds, and why the two cannot be compared in it; null where they can. */
type PairedPart = Readonly<{
  unit: OrgUnitId;
  part: Tally | null;
  base: Tally | null;
  why: LeftOutReason | null;
}>;

/** @param totals now, and then. */
function pairedParts(
  { kind }: Indicator,
  [now, then]: readonly [Tally, Tally],
  side: Side,
): readonly PairedPart[] {
  const current = new Map(
    contributing(now.parts, kind, side.pick).map((part) => [unitIdOf(part), part]),
  );
  const earlier = new Map(
    contributing(then.parts, kind, side.pick).map((part) => [unitIdOf(part), part]),
  );
  return [...new Set([...current.keys(), ...earlier.keys()])].map((unit) => {
    const [part, base] = [current.get(unit) ?? null, earlier.get(unit) ?? null];
    if (part === null) return { unit, part, base, why: 'none-now' };
    if (base === null) return { unit, part, base, why: 'none-then' };
    return { unit, part, base, why: coversTheSame(part, base, side) ? null : 'other-months' };
  });
}

/** The units that a total's change leaves out, where there is a change. */
function leftOutOf(compared: Compared, side: Side): readonly LeftOut[] {
  const { indicator, now } = compared;
  if (now.holder.type === 'unit' || side.tally === null || indicator.kind === 'rank') return [];
  if (typeof pairOf(compared, side) === 'string') return [];
  return pairedParts(indicator, [now, side.tally], side).flatMap(({ unit, why }) =>
    why === null ? [] : [{ unit, why }],
  );
}

/** Σ of the units, for a ratio Σ/Σ; null when that has no base. */
function amountOf(
  parts: readonly Tally[],
  indicator: Indicator,
  pick: 'period' | 'cumulative',
): Fraction | null {
  const add = (measure: AddedMeasure): Fraction =>
    sumOfFigures(parts.map((part) => part[measure])).value;
  return indicator.kind === 'ratio'
    ? divideFractions(add('numerator'), add('denominator'))
    : add(pick);
}

/**
 * Whether two figures of one unit cover like months: a 累计 carried from April does not compare with last year's May,
 * nor a month's number that also holds the month before with one that does not.
 */
function coversTheSame(now: Tally, base: Tally, side: Side): boolean {
  if (side.pick === 'cumulative') return sameMonths(now.offCumulative, base.offCumulative);
  return now.offPeriod.length === 0 && base.offPeriod.length === 0;
}

function sameMonths(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((month, at) => month === b[at]);
}
