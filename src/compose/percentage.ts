/** Shares, changes, gaps and scores as text: the only rounding of a percentage in the line. */
import type { PrintedFigure } from '../model/bulletin.ts';
import {
  compareFractions,
  ONE,
  roundFraction,
  whole,
  ZERO,
  type Fraction,
} from '../model/decimal.ts';
import type { IndicatorKind } from '../model/plan.ts';
import type { Figure, Standing } from '../model/scoreboard.ts';
import {
  absentFigure,
  absentText,
  magnitude,
  placesToTell,
  printed,
  trimmed,
  valuesOf,
} from './printing.ts';

const NOUGHT = whole(ZERO);
const UNITY = whole(ONE);

/** Shares of one as a percentage without its sign; told apart from 0, from 100 and from the limits. */
function percent(
  figure: Figure,
  limits: readonly Figure[],
): Readonly<{ fixed: string; value: string }> | null {
  if (figure.value === null) return null;
  const places = percentPlaces(figure.value, valuesOf(limits));
  return {
    fixed: roundFraction(figure.value, places, 2),
    value: roundFraction(figure.value, 6, 2),
  };
}

/** 99.99%, 100%: two decimals without trailing zeros, more where fewer would make it 100% or one of the limits. */
export function percentText(figure: Figure, limits: readonly Figure[] = []): PrintedFigure {
  const share = percent(figure, limits);
  if (share === null) return absentText(figure);
  return printed(figure, `${trimmed(share.fixed)}%`, share.value);
}

/** 99.99, 100.00: at least two decimals, for a column headed （%）. */
export function percentCell(figure: Figure, limits: readonly Figure[] = []): PrintedFigure {
  const share = percent(figure, limits);
  return share === null ? absentFigure(figure) : printed(figure, share.fixed, share.value);
}

/** The decimals that a percentage is printed with, told apart from 0, 100 and the limits. */
function percentPlaces(value: Fraction, limits: readonly Fraction[]): number {
  return placesToTell(value, [NOUGHT, UNITY, ...limits], 2);
}

/** Decimals of a difference: those that tell it from nothing, and no fewer than the two figures it is between have. */
function pointsPlaces(difference: Fraction, between: readonly Figure[]): number {
  const sides = valuesOf(between);
  return Math.max(
    placesToTell(difference, [NOUGHT], 2),
    ...sides.map((side) => percentPlaces(side, sides)),
  );
}

/**
 * A difference of percentages without its sign: 3.2个百分点. The words around it say which way.
 *
 * @param between the two percentages printed beside it: 99.997% is 49.997个百分点 above 50%.
 */
export function pointsText(figure: Figure, between: readonly Figure[] = []): PrintedFigure {
  if (figure.value === null) return absentText(figure);
  const size = { ...figure, value: magnitude(figure.value) };
  const places = pointsPlaces(size.value, between);
  const text = `${trimmed(roundFraction(size.value, places, 2))}个百分点`;
  return printed(figure, text, roundFraction(figure.value, 6, 2));
}

/** The size of a change rate without its sign: 12.3%. The words around it say which way. */
export function changeText(figure: Figure): PrintedFigure {
  if (figure.value === null) return absentText(figure);
  const size = percent({ ...figure, value: magnitude(figure.value) }, []);
  return printed(figure, `${trimmed(size?.fixed ?? '')}%`, roundFraction(figure.value, 6, 2));
}

/** A signed percentage or difference for a table column: +3.20, -1.05, 0.00. @param between as for `pointsText`. */
export function signedCell(figure: Figure, between: readonly Figure[] = []): PrintedFigure {
  if (figure.value === null) return absentFigure(figure);
  const places = pointsPlaces(figure.value, between);
  const text = roundFraction(figure.value, places, 2);
  const sign = compareFractions(figure.value, NOUGHT) > 0 ? '+' : '';
  return printed(figure, `${sign}${text}`, roundFraction(figure.value, 6, 2));
}

/** Points of a composite score (104.32); `others` are the scores it must not be mistaken for. */
export function scoreText(figure: Figure, others: readonly Figure[] = []): PrintedFigure {
  if (figure.value === null) return absentFigure(figure);
  const places = placesToTell(figure.value, [UNITY, ...valuesOf(others)], 2);
  const text = roundFraction(figure.value, places, 2);
  return printed(figure, text, roundFraction(figure.value, 6, 2));
}

/** How far a standing is from its schedule, or a ratio from its threshold, for a column: +49.997 beside 99.997. */
export function gapCell(kind: IndicatorKind, standing: Standing): PrintedFigure {
  return signedCell(standing.gap, gapSides(kind, standing));
}

/** The same in words without its sign: 49.997个百分点. */
export function gapText(kind: IndicatorKind, standing: Standing): PrintedFigure {
  return pointsText(standing.gap, gapSides(kind, standing));
}

/** The two percentages that a gap is the difference of. */
function gapSides(kind: IndicatorKind, standing: Standing): readonly Figure[] {
  return kind === 'ratio'
    ? [standing.period, standing.target]
    : [standing.completion, standing.scheduled];
}

/** A share of one in percent, as conditions ask for it. */
export function percentOf({ n, d }: Fraction): Fraction {
  return { n: n.times(100), d };
}

/** A share that the plan gives, as it is written there: 120%, 8.5%. */
export function percentWords(share: Fraction): string {
  return `${roundFraction(share, 2, 2).replace(/\.?0+$/, '')}%`;
}
