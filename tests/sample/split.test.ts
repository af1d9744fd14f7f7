/** Splitting by weight: nothing is lost, nothing is made, and nobody is further than one from their share. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approximateWords } from '../../src/sample/approximate.ts';
import { vary, within } from '../../src/sample/seed.ts';
import { runningSum, split } from '../../src/sample/split.ts';

const weights = fc.array(fc.nat(2_000_000), { minLength: 1, maxLength: 20 });

describe('split', () => {
  it('adds up and stays within one of the exact share', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), weights, (total, shares) => {
        const parts = split(total, shares);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
        const whole = shares.reduce((sum, share) => sum + share, 0);
        if (whole === 0) return;
        parts.forEach((part, i) => {
          const off = BigInt(part) * BigInt(whole) - BigInt(total) * BigInt(shares[i]!);
          expect(off < BigInt(whole) && -off < BigInt(whole)).toBe(true);
        });
      }),
    );
  });

  it.each([
    [3, [0, 0, 1], [0, 0, 3]],
    [3, [0, 0], [3, 0]],
    [1, [1, 1, 1], [1, 0, 0]],
    [10, [1, 2, 3], [2, 3, 5]],
  ])('gives %i by %j as %j', (total, shares, parts) => {
    expect(split(total, shares)).toEqual(parts);
  });

  it('sums up as it goes', () => {
    expect(runningSum([1, 2, 3])).toEqual([1, 3, 6]);
  });
});

describe('the seed', () => {
  it('stays within its bounds and gives the same for the same key', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: -50, max: 50 }),
        fc.nat(100),
        (key, low, width) => {
          const one = within(key, low, low + width);
          expect(one >= low && one <= low + width).toBe(true);
          expect(within(key, low, low + width)).toBe(one);
        },
      ),
    );
    expect([vary('a', 100), vary('b', 100), vary('寿光', 100)]).toEqual([1068, 1008, 901]);
  });
});

describe('approximate words', () => {
  it.each([
    ['YC03', 'anqiu', 34_210, '3万多'],
    ['YC03', 'gaomi', 26_950, '2.6万多次'],
    ['YC03', 'gaomi', 30_400, '3万多次'],
    ['YC04', 'zhucheng', 826_000, '82万多'],
    ['YC03', 'anqiu', 9999, null],
    ['YC03', 'shouguang', 34_210, null],
  ])('%s of %s: %i is typed %s', (code, unit, amount, words) => {
    expect(approximateWords(code, unit, amount)).toBe(words);
  });
});
