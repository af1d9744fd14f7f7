/** Progress against schedule (序时进度): completion, what was due by now, the gap between them and its pace. */
import {
  addFractions,
  compareFractions,
  decimal,
  divideFractions,
  multiplyFractions,
  subtractFractions,
  whole,
  ZERO,
  type Fraction,
} from '../model/decimal.ts';
import { lastDay, lastMonth, monthOf, type Period } from '../model/period.ts';
import type { Indicator, Plan, Target } from '../model/plan.ts';
import type { Absence, Figure, Pace, Standing } from '../model/scoreboard.ts';
import { absentFigure, figureId, lineage, percentShare, present } from './figure.ts';
import { scheduledShare, targetFigure } from './target.ts';
import { contributing, sumOfFigures, type Tally } from './tally.ts';
import { holdsEarlier, withheld } from './verdict.ts';

export type Progress = Pick<
  Standing,
  'target' | 'completion' | 'scheduled' | 'gap' | 'needed' | 'pace' | 'paceAbsent'
>;

/** What a board's progress is judged by. `target` is null when the year has none. */
export type Judged = Readonly<{
  plan: Plan;
  indicator: Indicator;
  period: Period;
  target: Target | null;
}>;

/** @param opening the same holder's tally of last December; null when it had none. */
export function progressOf(judged: Judged, tally: Tally, opening: Tally | null): Progress {
  const target = targetFigure(judged.target, judged.indicator, tally);
  const completion = completionOf(judged, tally, target);
  const scheduled = scheduledOf(judged, { tally, target, opening });
  const gap =
    judged.indicator.kind === 'ratio'
      ? ratioGap(judged, tally, target)
      : pointsGap(judged, tally, [completion, scheduled]);
  const needed = neededOf(judged, tally, target);
  return { target, completion, scheduled, gap, needed, ...verdictOf(judged, tally, gap) };
}

function completionOf({ indicator }: Judged, tally: Tally, target: Figure): Figure {
  const id = figureId(indicator.code, tally.holder.id, 'completion');
  if (!isCounted(indicator)) return absentFigure(id, 'not-of-this-kind', lineage('completion'));
  const reached = indicator.kind === 'flow' ? tally.cumulative : tally.period;
  const from = lineage('completion', [reached.id, target.id]);
  const absent = uncounted(indicator, tally, { target, reached });
  return quotientOr(id, absent, [reached.value, target.value], from);
}

/** Of what counts up to a target within the year: the rest of it over the months that are left. */
function neededOf(judged: Judged, tally: Tally, target: Figure): Figure {
  const { indicator, period } = judged;
  const id = figureId(indicator.code, tally.holder.id, 'needed');
  const reached = indicator.kind === 'flow' ? tally.cumulative : tally.period;
  const from = lineage('needed-per-month', [reached.id, target.id]);
  const left = 12 - monthOf(lastMonth(period));
  if (!isCounted(indicator) || indicator.direction === 'lower' || left === 0) {
    return absentFigure(id, 'not-of-this-kind', from);
  }
  const absent = uncounted(indicator, tally, { target, reached });
  if (absent !== null || target.value === null || reached.value === null) {
    return absentFigure(id, absent ?? 'no-target', from);
  }
  const rest = subtractFractions(target.value, reached.value);
  if (compareFractions(rest, whole(ZERO)) <= 0) return present(id, whole(ZERO), from);
  return quotientOr(id, null, [rest, whole(decimal(String(left)))], from);
}

/** Why what was reached is not held against the target. */
function uncounted(
  indicator: Indicator,
  tally: Tally,
  { target, reached }: Readonly<{ target: Figure; reached: Figure }>,
): Absence | null {
  const bounded = reached.bound === null ? null : 'approximate';
  return target.absent ?? reached.absent ?? withheld(indicator, tally) ?? bounded;
}

type Due = Readonly<{ tally: Tally; target: Figure; opening: Tally | null }>;

function scheduledOf(judged: Judged, { tally, target, opening }: Due): Figure {
  const { indicator, plan, period } = judged;
  const id = figureId(indicator.code, tally.holder.id, 'scheduled');
  const formula = indicator.kind === 'stock' ? 'scheduled-stock' : 'share-of-year';
  if (!isCounted(indicator)) return absentFigure(id, 'not-of-this-kind', lineage(formula));
  if (judged.target === null || target.value === null) {
    return absentFigure(id, target.absent ?? 'no-target', lineage(formula));
  }
  const share = scheduledShare(plan, judged.target, period);
  if (indicator.kind === 'flow') return present(id, share, lineage(formula));
  // A level is due as much as the whole has to rise: nothing is due of a part of it.
  const why = withheld(indicator, tally);
  if (why !== null) return absentFigure(id, why, lineage(formula, [target.id]));
  const start = openingOf(opening);
  if (typeof start === 'string') return absentFigure(id, start, lineage(formula, [target.id]));
  const rise = multiplyFractions(subtractFractions(target.value, start.value), share);
  const from = lineage(formula, [target.id], start.sources);
  return quotientOr(id, null, [addFractions(start.value, rise), target.value], from);
}

type Opening = Readonly<{ value: Fraction; sources: Figure['lineage']['sources'] }>;

/** Last December's level as it stood; a total has one only when every unit that owed it then reported it. */
function openingOf(opening: Tally | null): Opening | Absence {
  if (opening === null) return 'no-opening';
  const members = opening.holder.type === 'unit' ? [opening] : opening.parts;
  const figures = contributing(members, 'stock', 'period').map((part) => part.period);
  if (figures.length === 0 || opening.coverage.having.length < opening.coverage.owing.length) {
    return 'no-opening';
  }
  const { value, bound } = sumOfFigures(figures);
  if (bound !== null) return 'approximate';
  return { value, sources: figures.flatMap((figure) => figure.lineage.sources) };
}

function pointsGap({ indicator }: Judged, tally: Tally, of: readonly [Figure, Figure]): Figure {
  const [completion, scheduled] = of;
  const id = figureId(indicator.code, tally.holder.id, 'gap');
  const from = lineage('gap-in-points', [completion.id, scheduled.id]);
  if (completion.value === null || scheduled.value === null) {
    return absentFigure(id, completion.absent ?? scheduled.absent ?? 'no-target', from);
  }
  return present(id, subtractFractions(completion.value, scheduled.value), from);
}

/** A ratio against its threshold, once the day has come by which it is to be reached. */
function ratioGap(judged: Judged, tally: Tally, threshold: Figure): Figure {
  const { indicator, period, target } = judged;
  const id = figureId(indicator.code, tally.holder.id, 'gap');
  const from = lineage('gap-in-points', [tally.period.id, threshold.id]);
  const reached = tally.period;
  if (threshold.value === null) return absentFigure(id, threshold.absent ?? 'no-target', from);
  if (target?.by !== undefined && lastDay(period) < target.by) {
    return absentFigure(id, 'not-due', from);
  }
  if (reached.value === null) return absentFigure(id, reached.absent ?? 'blank', from);
  if (reached.bound !== null) return absentFigure(id, 'approximate', from);
  return present(id, subtractFractions(reached.value, threshold.value), from);
}

/**
 * A total with an earlier 累计 in it is less than what was done by now: only what more could not change is said of it.
 */
function verdictOf(
  judged: Judged,
  tally: Tally,
  gap: Figure,
): Pick<Standing, 'pace' | 'paceAbsent'> {
  const pace = paceOf(judged, gap);
  if (pace === null) return { pace, paceAbsent: gap.absent };
  const stands = (pace === 'behind') === (judged.indicator.direction === 'lower');
  return stands || !holdsEarlier(tally)
    ? { pace, paceAbsent: null }
    : { pace: null, paceAbsent: 'holds-earlier' };
}

/** On schedule within the tolerance; else ahead on the better side of it, which for lower-is-better lies below. */
function paceOf({ plan, indicator }: Judged, gap: Figure): Pace | null {
  if (gap.value === null) return null;
  const size = compareFractions(gap.value, whole(ZERO)) < 0 ? -1 : 1;
  const distance = { n: gap.value.n.times(size), d: gap.value.d };
  if (compareFractions(distance, percentShare(plan.scoring.tolerance)) <= 0) return 'on';
  return size > 0 === (indicator.direction === 'higher') ? 'ahead' : 'behind';
}

/** Kinds that a target counts up to; a ratio has a threshold instead and a place has neither. */
function isCounted(indicator: Indicator): boolean {
  return indicator.kind === 'flow' || indicator.kind === 'stock';
}

function quotientOr(
  id: string,
  absent: Absence | null,
  [n, d]: readonly [Fraction | null, Fraction | null],
  from: Figure['lineage'],
): Figure {
  if (absent !== null || n === null || d === null) {
    return absentFigure(id, absent ?? 'no-target', from);
  }
  const value = divideFractions(n, d);
  return value === null ? absentFigure(id, 'zero-base', from) : present(id, value, from);
}
