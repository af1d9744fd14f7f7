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
  Lineage,
  Measure,
  Source,
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
  /** Whether a January lies between `previous` and now: the parts of a ratio may be counted from it. */
  isNewYear: boolean;
  /** Ids of the units on this board: what a lineage may name. */
  onBoard: ReadonlySet<string>;
}>;

/** A flow's year-on-year looks at the 累计; everything else at the period's own figure. */
export function comparisonOf(compared: Compared): Comparison {
  const pick = compared.indicator.kind === 'flow' ? 'cumulative' : 'period';
  const before: Side = { tally: compared.previous, pick: 'period', measure: 'previous' };
  const lastYear: Side = { tally: compared.yearBefore, pick, measure: 'yearBefore' };
  const monthOnMonth = changeOf(compared, 'monthOnMonth', before);
  const yearOnYear = changeOf(compared, 'yearOnYear', lastYear);
  return {
    previous: baseFigure(compared, before),
    yearBefore: baseFigure(compared, lastYear),
    monthOnMonth: monthOnMonth.figure,
    yearOnYear: yearOnYear.figure,
    leftOut: { monthOnMonth: monthOnMonth.leftOut, yearOnYear: yearOnYear.leftOut },
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

type Change = Readonly<{ figure: Figure; leftOut: readonly LeftOut[] }>;

function changeOf(compared: Compared, measure: Measure, side: Side): Change {
  const { indicator, now } = compared;
  const id = figureId(indicator.code, now.holder.id, measure);
  const formula = indicator.kind === 'ratio' ? 'change-in-points' : 'change-rate';
  const pair = indicator.kind === 'rank' ? 'not-of-this-kind' : pairOf(compared, side);
  if (typeof pair === 'string') {
    return { figure: absentFigure(id, pair, lineage(formula)), leftOut: [] };
  }
  const from = lineage(formula, pair.operands, pair.sources);
  const figure = changeFigure(id, indicator, pair, from);
  return { figure, leftOut: figure.value === null ? [] : pair.leftOut };
}

function changeFigure(id: string, { kind }: Indicator, pair: Pair, from: Lineage): Figure {
  const change = subtractFractions(pair.now, pair.base);
  if (kind === 'ratio') return present(id, change, from);
  // A growth rate over less than nothing would have the wrong sign.
  if (compareFractions(pair.base, whole(ZERO)) < 0) return absentFigure(id, 'no-base', from);
  const rate = divideFractions(change, pair.base);
  return rate === null ? absentFigure(id, 'zero-base', from) : present(id, rate, from);
}

/** `sources`: the cells of those who have no figure on this board to be named as an operand. */
type Pair = Readonly<{
  now: Fraction;
  base: Fraction;
  operands: readonly string[];
  sources: readonly Source[];
  leftOut: readonly LeftOut[];
}>;

/** The two amounts that may be compared, or why they may not. */
function pairOf(compared: Compared, side: Side): Pair | Absence {
  const { now } = compared;
  const current = now[side.pick];
  if (current.value === null) return current.absent ?? 'blank';
  if (side.tally === null) return 'no-base';
  const base = side.tally[side.pick];
  if (base.value === null) return base.absent === 'approximate' ? 'approximate' : 'no-base';
  const unlike = unlikeness(compared, side, [current, base]);
  if (unlike !== null) return unlike;
  const plain: Pair = {
    now: current.value,
    base: base.value,
    operands: [current.id, figureId(compared.indicator.code, now.holder.id, side.measure)],
    sources: [],
    leftOut: [],
  };
  if (now.holder.type === 'unit') {
    return coversTheSame(now, side.tally, side) ? plain : 'other-months';
  }
  const { common, leftOut } = matched(compared.indicator, [now, side.tally], side);
  return leftOut.length === 0 ? plain : pairOver(compared, side, { common, leftOut });
}

/** A share of January's and one of the whole year before are no two moments of one course; bounds are no amounts. */
function unlikeness(
  { indicator, isNewYear }: Compared,
  { measure }: Side,
  figures: readonly Figure[],
): Absence | null {
  const startsAnew = indicator.kind === 'ratio' && isNewYear && measure === 'previous';
  if (startsAnew) return 'other-months';
  return figures.some(({ bound }) => bound !== null) ? 'approximate' : null;
}

/** One unit's tallies of the two periods. */
type Both = Readonly<{ part: Tally; base: Tally }>;

type Matched = Readonly<{ common: readonly Both[]; leftOut: readonly LeftOut[] }>;

/** The units that two totals, now and then, both hold with like months, and the others with the reason. */
function matched({ kind }: Indicator, [now, then]: readonly [Tally, Tally], side: Side): Matched {
  const byUnit = ({ parts }: Tally): ReadonlyMap<OrgUnitId, Tally> =>
    new Map(contributing(parts, kind, side.pick).map((part) => [unitIdOf(part), part]));
  const [current, earlier] = [byUnit(now), byUnit(then)];
  const common: Both[] = [];
  const leftOut: LeftOut[] = [];
  for (const unit of new Set([...current.keys(), ...earlier.keys()])) {
    const [part, base] = [current.get(unit), earlier.get(unit)];
    if (part === undefined) leftOut.push({ unit, why: 'none-now' });
    else if (base === undefined) leftOut.push({ unit, why: 'none-then' });
    else if (coversTheSame(part, base, side)) common.push({ part, base });
    else leftOut.push({ unit, why: 'other-months' });
  }
  return { common, leftOut };
}

/** A total over the units that both periods hold (可比口径). */
function pairOver(
  { indicator, onBoard }: Compared,
  { pick, measure }: Side,
  { common, leftOut }: Matched,
): Pair | Absence {
  if (common.length === 0) {
    return leftOut.some(({ why }) => why === 'other-months') ? 'other-months' : 'no-base';
  }
  const parts = common.map(({ part }) => part);
  const bases = common.map(({ base }) => base);
  const [now, base] = [amountOf(parts, indicator, pick), amountOf(bases, indicator, pick)];
  if (now === null || base === null) return 'no-base';
  const here = parts.filter(({ holder }) => onBoard.has(holder.id));
  const gone = [...parts, ...bases].filter(({ holder }) => !onBoard.has(holder.id));
  return {
    now,
    base,
    operands: here.flatMap((part) => [
      part[pick].id,
      figureId(indicator.code, part.holder.id, measure),
    ]),
    sources: gone.flatMap((tally) => tally[pick].lineage.sources),
    leftOut,
  };
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
