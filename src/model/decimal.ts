/** Exact decimals and exact fractions: every figure from the cell to the page is one of these. */
import BigFactory, { type Big } from 'big.js';

/** A constructor of our own, so that no setting made elsewhere in the process reaches our figures. */
const Exact = BigFactory();

/** An exact decimal number. Adding, subtracting and multiplying never round. */
export type Decimal = Big;

/** An exact quotient, kept as numerator and denominator until it is printed. The denominator is never zero. */
export type Fraction = Readonly<{ n: Decimal; d: Decimal }>;

export const ZERO: Decimal = new Exact(0);
export const ONE: Decimal = new Exact(1);

/** Magnitude bound of every stored figure at its own scale, so that SQL sums stay inside 64 bits. */
export const STORED_LIMIT = 10n ** 15n;

/** Plain decimal text: no exponent, no separators, no plus sign. */
export const PLAIN_DECIMAL = /^-?\d+(\.\d+)?$/;

/** Reads plain decimal text ("128000", "-12.80"). @throws RangeError on any other spelling: that is a bug, not bad data. */
export function decimal(text: string): Decimal {
  if (!PLAIN_DECIMAL.test(text))
    throw new RangeError(`not a plain decimal: ${JSON.stringify(text)}`);
  return new Exact(text);
}

/** The shortest plain spelling, without exponent or trailing zeros: 12.80 gives "12.8". */
export function decimalText(value: Decimal): string {
  return value.toFixed();
}

/** The sum; zero for an empty list (the caller decides whether an empty sum means anything). */
export function sum(values: readonly Decimal[]): Decimal {
  return values.reduce((total, value) => total.plus(value), ZERO);
}

/** The number whose last digit other than 0 is one more: 3000 gives 4000, 35.2 gives 35.3; null for zero. */
export function raisedInLastDigit(value: Decimal): Decimal | null {
  const { c: digits, e: exponent } = value;
  if (value.eq(0)) return null;
  return value.plus(new Exact(`1e${String(exponent - digits.length + 1)}`));
}

/**
 * The whole number stored for a figure at a scale: 12.8 at scale 2 gives 1280n.
 *
 * @returns null when the figure has more decimals than the scale or exceeds 10^15 stored units.
 */
export function toScaled(value: Decimal, scale: number): bigint | null {
  const shifted = value.times(new Exact(10).pow(scale));
  if (!shifted.eq(shifted.round(0, Exact.roundDown))) return null;
  const whole = BigInt(shifted.toFixed(0));
  return whole > STORED_LIMIT || whole < -STORED_LIMIT ? null : whole;
}

/** The figure a stored whole number stands for: 1280n at scale 2 gives 12.8. */
export function fromScaled(stored: bigint, scale: number): Decimal {
  return new Exact(stored.toString()).times(new Exact(`1e-${String(scale)}`));
}

/** @returns null when the denominator is zero: a rate without a base is not zero, it is absent. */
export function fraction(n: Decimal, d: Decimal): Fraction | null {
  if (d.eq(0)) return null;
  return d.lt(0) ? { n: n.times(-1), d: d.times(-1) } : { n, d };
}

/** A decimal as a fraction over one. */
export function whole(value: Decimal): Fraction {
  return { n: value, d: ONE };
}

export function addFractions(a: Fraction, b: Fraction): Fraction {
  return a.d.eq(b.d)
    ? { n: a.n.plus(b.n), d: a.d }
    : { n: a.n.times(b.d).plus(b.n.times(a.d)), d: a.d.times(b.d) };
}

export function subtractFractions(a: Fraction, b: Fraction): Fraction {
  return addFractions(a, { n: b.n.times(-1), d: b.d });
}

export function multiplyFractions(a: Fraction, b: Fraction): Fraction {
  return { n: a.n.times(b.n), d: a.d.times(b.d) };
}

/** @returns null when the divisor is zero. */
export function divideFractions(a: Fraction, b: Fraction): Fraction | null {
  return fraction(a.n.times(b.d), a.d.times(b.n));
}

/** Negative, zero or positive as `a` is below, equal to or above `b`, exactly. */
export function compareFractions(a: Fraction, b: Fraction): number {
  return a.n.times(b.d).cmp(b.n.times(a.d));
}

/**
 * The quotient as decimal text with exactly `places` decimals, rounded once, half away from zero (四舍五入).
 *
 * @param shift powers of ten to multiply by first: 2 gives percent.
 */
export function roundFraction(value: Fraction, places: number, shift = 0): string {
  const Rounder = BigFactory();
  Rounder.DP = places;
  Rounder.RM = Rounder.roundHalfUp;
  const n = new Rounder(value.n.toFixed()).times(new Rounder(10).pow(shift));
  const rounded = n.div(new Rounder(value.d.toFixed()));
  return (rounded.eq(0) ? rounded.abs() : rounded).toFixed(places);
}

/** The quotient cut off (towards zero) at `places` decimals. */
export function truncateFraction(value: Fraction, places: number, shift = 0): string {
  const Cutter = BigFactory();
  Cutter.DP = places;
  Cutter.RM = Cutter.roundDown;
  const cut = new Cutter(value.n.toFixed())
    .times(new Cutter(10).pow(shift))
    .div(new Cutter(value.d.toFixed()));
  return (cut.eq(0) ? cut.abs() : cut).toFixed(places);
}
