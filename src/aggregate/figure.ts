/** How a figure is made: its id, its value or the reason it has none, and where it comes from. */
import type { Bound } from '../model/bound.ts';
import { decimal, divideFractions, whole, type Decimal, type Fraction } from '../model/decimal.ts';
import type {
  Absence,
  Figure,
  FigureId,
  FormulaName,
  Lineage,
  Measure,
  Source,
  StandingState,
} from '../model/scoreboard.ts';

/** An amount with the bound it may carry. `below`: what one that is more than its value is less than, where that is known. */
export type Amount = Readonly<{ value: Decimal; bound: Bound | null; below?: Decimal }>;

const HUNDRED = decimal('100');

/** Id of the city among holders. */
export const CITY = 'city';

/** `RC01/city/cumulative`. */
export function figureId(subject: string, holder: string, measure: Measure): FigureId {
  return `${subject}/${holder}/${measure}`;
}

export function lineage(
  formula: FormulaName,
  operands: readonly FigureId[] = [],
  sources: readonly Source[] = [],
): Lineage {
  return { formula, operands, sources };
}

export function present(
  id: FigureId,
  value: Fraction,
  from: Lineage,
  bound: Bound | null = null,
): Figure {
  return { id, value, bound, absent: null, lineage: from };
}

export function amountFigure(id: FigureId, amount: Amount, from: Lineage): Figure {
  const figure = present(id, whole(amount.value), from, amount.bound);
  return amount.below === undefined ? figure : { ...figure, below: whole(amount.below) };
}

/** A figure that is not there. Its lineage names the formula that would have made it, and the empty cell if there is one. */
export function absentFigure(id: FigureId, absent: Absence, from: Lineage): Figure {
  return { id, value: null, bound: null, absent, lineage: from };
}

/**
 * The bound of an amount that something is taken from, or that is divided by a positive one: more than 30 less exactly
 * 10 is more than 20, exactly 30 less more than 10 is less than 20. Of two bounds nothing is known: 30多 less 10多 may
 * be anything around 20, so there is no figure, not a vague one.
 */
export function boundOfDifference(
  from: Bound | null,
  taken: Bound | null,
): Bound | null | 'unknown' {
  if (taken === null) return from;
  if (from !== null) return 'unknown';
  return ({ over: 'under', under: 'over', about: 'about' } as const)[taken];
}

/** One figure divided by another, each of which may be absent or known as a bound only. */
export function quotientFigure(
  id: FigureId,
  [n, d]: readonly [Figure, Figure],
  from: Lineage,
): Figure {
  if (n.value === null || d.value === null) {
    return absentFigure(id, n.absent ?? d.absent ?? 'blank', from);
  }
  const value = divideFractions(n.value, d.value);
  if (value === null) return absentFigure(id, 'zero-base', from);
  const bound = boundOfDifference(n.bound, d.bound);
  if (bound === 'unknown') return absentFigure(id, 'approximate', from);
  const below = n.below === undefined ? null : divideFractions(n.below, d.value);
  const figure = present(id, value, from, bound);
  return below === null ? figure : { ...figure, below };
}

/** Why a holder in this state has no figure. @throws RangeError for a state that says there is one: that is a bug. */
export function absenceOf(state: StandingState): Absence {
  if (state === 'reported' || state === 'confirmed-zero') {
    throw new RangeError(`a figure is ${state} and absent`);
  }
  return state;
}

/** A percent, or percentage points, as a share of one. */
export function percentShare(percent: Decimal): Fraction {
  return { n: percent, d: HUNDRED };
}
