/** Chinese numerals: written as an office writes them, read back, and refused where doubtful. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText } from '../../src/model/decimal.ts';
import { chineseNumeral, parseChineseNumeral } from '../../src/model/numeral-chinese.ts';

function read(text: string): string | null {
  const value = parseChineseNumeral(text);
  return value === null ? null : decimalText(value);
}

describe('Chinese numerals', () => {
  it.each([
    [0n, '零'],
    [3n, '三'],
    [10n, '十'],
    [12n, '十二'],
    [20n, '二十'],
    [105n, '一百零五'],
    [110n, '一百一十'],
    [1050n, '一千零五十'],
    [10005n, '一万零五'],
    [10500n, '一万零五百'],
    [100000n, '十万'],
    [101000n, '十万一千'],
    [300050000n, '三亿零五万'],
    [100000001n, '一亿零一'],
    [300001000n, '三亿零一千'],
    [230045900001000n, '二百三十万零四百五十九亿零一千'],
    [1200000000000n, '一万二千亿'],
    [1000000000000n, '一万亿'],
  ])('writes %s as %s', (value, words) => {
    expect(chineseNumeral(value)).toBe(words);
  });

  it('reads back every whole number it writes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 16n - 1n }), (value) => {
        expect(read(chineseNumeral(value))).toBe(value.toString());
      }),
      { numRuns: 1000 },
    );
    for (let value = 0n; value < 11_000n; value += 1n) {
      expect(read(chineseNumeral(value))).toBe(value.toString());
    }
  });

  it.each([
    ['两千零六', '2006'],
    ['二〇〇六', '2006'],
    ['一万五百', '10500'],
    ['三亿五万', '300050000'],
    ['一十二', '12'],
    ['十万零一千', '101000'],
    ['十二点八万', '128000'],
    ['九十九点九九', '99.99'],
    ['零点五', '0.5'],
    ['壹佰贰拾叁', '123'],
  ])('reads %s as %s', (words, value) => {
    expect(read(words)).toBe(value);
  });

  it.each([
    '一百二',
    '七八',
    '三五',
    '百千',
    '亿万',
    '一十百',
    '廿三',
    '一点',
    '点五',
    '',
    '零五',
    '万',
  ])('refuses %s', (words) => {
    expect(read(words)).toBeNull();
  });

  it('refuses to write what has no numeral', () => {
    expect(() => chineseNumeral(-1n)).toThrow(RangeError);
    expect(() => chineseNumeral(10n ** 16n)).toThrow(RangeError);
  });
});
