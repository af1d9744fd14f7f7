/** A figure as plain decimal text, as exports and explanations give it: sums exact, quotients in percent with 6 decimals. */
import {
  compareFractions,
  decimal,
  decimalText,
  multiplyFractions,
  ONE,
  roundFraction,
  whole,
  type Fraction,
} from '../model/decimal.ts';
import type { IndicatorKind } from '../model/plan.ts';
import type { Figure, Measure } from '../model/scoreboard.ts';

/** Decimals of a quotient in percent. */
const PLACES = 6;
/** More decimals than any figure of a form may have. */
const MOST_PLACES = 12;
const HUNDRED = whole(decimal('100'));

/** How a figure is written: an exact amount, a given percentage (a threshold), or a quotient in percent. */
export type Nature = 'amount' | 'given-percent' | 'quotient';

const QUOTIENTS: readonly Measure[] = [
  'completion',
  'scheduled',
  'gap',
  'monthOnMonth',
  'yearOnYear',
  'score',
  'rate',
];
const SHARES: readonly Measure[] = ['period', 'previous', 'yearBefore'];

export function natureOf(kind: IndicatorKind, measure: Measure): Nature {
  if (QUOTIENTS.includes(measure)) return 'quotient';
  if (kind !== 'ratio') return 'amount';
  if (measure === 'target') return 'given-percent';
  return SHARES.includes(measure) ? 'quotient' : 'amount';
}

/** Plain decimal text: `128000`, `-12.5`, `99.990000` (percent); null for an absent figure. */
export function plainValue({ value }: Pick<Figure, 'value'>, nature: Nature): string | null {
  if (value === null) return null;
  if (nature === 'quotient') return roundFraction(value, PLACES, 2);
  return exactText(nature === 'amount' ? value : multiplyFractions(value, HUNDRED));
}

/** The shortest decimal text that equals the fraction; one that has none is rounded to 6 decimals. */
function exactText(value: Fraction): string {
  if (value.d.eq(ONE)) return decimalText(value.n);
  for (let places = 0; places <= MOST_PLACES; places += 1) {
    const text = roundFraction(value, places);
    if (compareFractions(whole(decimal(text)), value) === 0) return text;
  }
  return roundFraction(value, PLACES);
}
