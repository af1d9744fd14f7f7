/** What is needed per month is never told as more than all that is left. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neededCell, neededText } from '../../src/compose/needed.ts';
import { decimal, fraction } from '../../src/model/decimal.ts';
import type { Figure } from '../../src/model/scoreboard.ts';
import { anIndicator } from '../build/plan.ts';

function needed(left: number | string, months: number): Figure {
  const value = fraction(decimal(String(left)), decimal(String(months)));
  const lineage = { formula: 'needed-per-month', operands: [], sources: [] } as const;
  return { id: 'RC01/city/needed', value, bound: null, absent: null, lineage };
}

describe('what is needed per month', () => {
  it.each([
    [2, 9, 0, '不足1人'],
    [9, 9, 0, '1人'],
    [10, 9, 0, '2人'],
    [0, 9, 0, '0人'],
    ['0.02', 7, 2, '不足0.01人'],
    ['0.07', 7, 2, '0.01人'],
  ])('is, with %s left for %d months at %d decimals, %s', (left, months, decimals, text) => {
    const indicator = anIndicator('RC01', { decimals });
    expect(neededText(needed(left, months), indicator).text).toBe(text);
    expect(`${neededCell(needed(left, months), indicator).text}人`).toBe(text);
  });

  it('is enough, by less than one a month too much', () => {
    const indicator = anIndicator('RC01');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 1, max: 11 }),
        (left, months) => {
          const { text } = neededCell(needed(left, months), indicator);
          if (text === '不足1') expect(left > 0 && left < months).toBe(true);
          else {
            expect(Number(text) * months).toBeGreaterThanOrEqual(left);
            expect(Number(text) * months).toBeLessThan(left + months);
          }
        },
      ),
    );
  });

  it('keeps its exact value', () => {
    const { value, id } = neededText(needed(2, 9), anIndicator('RC01'));
    expect([id, value]).toEqual(['RC01/city/needed', '0.222222']);
  });
});
