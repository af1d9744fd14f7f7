/** Exact decimals and fractions, held against whole-number arithmetic. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundOfSum, type Bound } from '../../src/model/bound.ts';
import {
  addFractions,
  compareFractions,
  decimal,
  decimalText,
  divideFractions,
  fraction,
  fromScaled,
  multiplyFractions,
  roundFraction,
  subtractFractions,
  sum,
  toScaled,
  truncateFraction,
  whole,
  ZERO,
  type Fraction,
} from '../../src/model/decimal.ts';

const STORED = 10n ** 15n;
const stored = fc.bigInt({ min: -STORED, max: STORED });
const scale = fc.integer({ min: 0, max: 6 });
const big = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });

const quotient: fc.Arbitrary<Fraction> = fc
  .tuple(big, big)
  .filter(([, d]) => d !== 0n)
  .map(([n, d]) => fraction(decimal(String(n)), decimal(String(d)))!);

describe('plain text', () => {
  it.each([
    ['12.80', '12.8'],
    ['-0', '0'],
    ['0.00', '0'],
    ['007', '7'],
    ['0.0000000001', '0.0000000001'],
    ['100000000000000000000000000', '100000000000000000000000000'],
    ['-12.5', '-12.5'],
  ])('%s is written %s', (typed, text) => {
    expect(decimalText(decimal(typed))).toBe(text);
  });

  it.each(['', '1e5', '１２', '1,000', '.5', '5.', '+1', ' 1', 'NaN', '0x1', '--1'])(
    'never reads %j',
    (typed) => {
      expect(() => decimal(typed)).toThrow(RangeError);
    },
  );
});

describe('stored figures', () => {
  it('come back as they went in', () => {
    fc.assert(
      fc.property(stored, scale, (figure, at) => {
        expect(toScaled(fromScaled(figure, at), at)).toBe(figure);
      }),
    );
  });

  it('add up the same stored or read', () => {
    fc.assert(
      fc.property(fc.array(stored), scale, (figures, at) => {
        const total = figures.reduce((a, b) => a + b, 0n);
        const read = sum(figures.map((figure) => fromScaled(figure, at)));
        expect(decimalText(read)).toBe(decimalText(fromScaled(total, at)));
      }),
    );
  });

  it.each([
    ['12.8', 2, 1280n],
    ['-12.8', 1, -128n],
    ['12.85', 1, null],
    ['1000000000000000', 0, 10n ** 15n],
    ['1000000000000001', 0, null],
    ['-1000000000000001', 0, null],
    ['10000000000000.01', 2, null],
    ['-0', 0, 0n],
  ])('%s at scale %i is %s', (text, at, expected) => {
    expect(toScaled(decimal(text), at)).toBe(expected);
  });
});

describe('fractions', () => {
  it('know no quotient over zero', () => {
    expect(fraction(decimal('1'), ZERO)).toBeNull();
    expect(divideFractions(whole(decimal('1')), whole(ZERO))).toBeNull();
  });

  it('keep a positive denominator', () => {
    fc.assert(fc.property(quotient, (one) => one.d.gt(0)));
  });

  it('add and subtract back, multiply and divide back', () => {
    fc.assert(
      fc.property(quotient, quotient, (a, b) => {
        expect(compareFractions(subtractFractions(addFractions(a, b), b), a)).toBe(0);
        const back = b.n.eq(0) ? a : divideFractions(multiplyFractions(a, b), b)!;
        expect(compareFractions(back, a)).toBe(0);
      }),
    );
  });

  it('compare as cross products of whole numbers do', () => {
    fc.assert(
      fc.property(big, big, big, big, (an, ad, bn, bd) => {
        fc.pre(ad > 0n && bd > 0n);
        const [a, b] = [
          fraction(decimal(String(an)), decimal(String(ad)))!,
          fraction(decimal(String(bn)), decimal(String(bd)))!,
        ];
        const left = an * bd;
        const right = bn * ad;
        expect(compareFractions(a, b)).toBe(left < right ? -1 : left > right ? 1 : 0);
      }),
    );
  });
});

/** n/d × 10^places rounded half away from zero, or cut, in whole numbers. */
function expected(n: bigint, d: bigint, places: number, how: 'round' | 'cut'): string {
  const negative = n < 0n !== d < 0n;
  const [top, bottom] = [(n < 0n ? -n : n) * 10n ** BigInt(places), d < 0n ? -d : d];
  const units = how === 'round' ? (2n * top + bottom) / (2n * bottom) : top / bottom;
  const digits = units.toString().padStart(places + 1, '0');
  const point = digits.length - places;
  const text = places === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return negative && units !== 0n ? `-${text}` : text;
}

describe('rounding', () => {
  it.each([
    ['1', '200', 2, '0.01'],
    ['-1', '200', 2, '-0.01'],
    ['-1', '2000', 2, '0.00'],
    ['2', '3', 6, '0.666667'],
    ['5', '2', 0, '3'],
    ['-5', '2', 0, '-3'],
    ['99999', '100000', 2, '1.00'],
  ])('%s/%s at %i places is %s', (n, d, places, text) => {
    expect(roundFraction(fraction(decimal(n), decimal(d))!, places)).toBe(text);
  });

  it('shifts to percent before it rounds', () => {
    const share = fraction(decimal('1'), decimal('3'))!;
    expect(roundFraction(share, 6, 2)).toBe('33.333333');
    expect(truncateFraction(fraction(decimal('2'), decimal('3'))!, 1, 2)).toBe('66.6');
  });

  it('equals whole-number arithmetic, once, half away from zero', () => {
    fc.assert(
      fc.property(big, big, fc.integer({ min: 0, max: 12 }), (n, d, places) => {
        fc.pre(d !== 0n);
        const value = fraction(decimal(String(n)), decimal(String(d)))!;
        expect(roundFraction(value, places)).toBe(expected(n, d, places, 'round'));
        expect(truncateFraction(value, places)).toBe(expected(n, d, places, 'cut'));
      }),
    );
  });
});

describe('bounds of sums', () => {
  const bound = fc.constantFrom<Bound | null>('over', 'about', 'under', null);
  it.each<[(Bound | null)[], Bound | null]>([
    [[], null],
    [[null, null], null],
    [[null, 'over'], 'over'],
    [['under', 'under'], 'under'],
    [['over', 'under'], 'about'],
    [['about', 'over'], 'about'],
  ])('%j is %s', (parts, expectedBound) => {
    expect(boundOfSum(parts)).toBe(expectedBound);
  });

  it('does not depend on order', () => {
    fc.assert(
      fc.property(fc.array(bound), (parts) => {
        expect(boundOfSum(parts.toReversed())).toBe(boundOfSum(parts));
      }),
    );
  });
});
