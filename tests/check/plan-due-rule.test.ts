/** Deadlines as an office writes them, and schedules drawn out to months. */
import { describe, expect, it } from 'vitest';
import { EVEN, scheduleOf } from '../../src/check/plan/schedules.ts';
import { parseDueRule } from '../../src/model/catalogue/due-words.ts';
import { compareFractions, decimal, decimalText } from '../../src/model/decimal.ts';

describe('a deadline in words', () => {
  it.each([
    ['次月3日17:00，遇节假日顺延', [1, 3, '17:00', '顺延']],
    ['次月8日9:00，遇节假日顺延', [1, 8, '09:00', '顺延']],
    ['次月3日17：00,遇节假日顺延', [1, 3, '17:00', '顺延']],
    ['次月３日１７时，节假日顺延', [1, 3, '17:00', '顺延']],
    ['下月5号9点30分，遇法定节假日提前', [1, 5, '09:30', '提前']],
    ['当月28日12:00，不变', [0, 28, '12:00', '不变']],
    ['本月25日17:00前，遇节假日不顺延', [0, 25, '17:00', '不变']],
  ])('%s', (words, [monthsAfter, dayOfMonth, time, onRestDay]) => {
    expect(parseDueRule(words)).toEqual({ words, monthsAfter, dayOfMonth, time, onRestDay });
  });

  it.each([
    '',
    '次月3日',
    '3日17:00',
    '次月31日17:00',
    '次月0日9:00',
    '次月3日25:00',
    '次月3日9:60',
    '次月3日17:00',
    '当月28日12:00前',
  ])('is not “%s”', (words) => {
    expect(parseDueRule(words)).toBeNull();
  });

  it.each(['后月3日9:00', '次月3日17:00，看情况', '每月3日9:00'])('is not “%s”', (words) => {
    expect(parseDueRule(words)).toBeNull();
  });
});

describe('a schedule', () => {
  const percents = (milestones: Readonly<Record<string, string>>): readonly string[] => {
    const entries = Object.entries(milestones).map(
      ([month, share]) => [month, decimal(share)] as const,
    );
    const { shares } = scheduleOf({ name: '一种', milestones: Object.fromEntries(entries) });
    return shares.map(({ n, d }) => decimalText(n.times(decimal('1200')).div(d)));
  };

  it('is even by default: 五月 is 5/12 exactly', () => {
    const may = { n: decimal('5'), d: decimal('12') };
    expect(compareFractions(EVEN.shares[4]!, may)).toBe(0);
    expect(EVEN.shares).toHaveLength(12);
  });

  it('goes straight from milestone to milestone', () => {
    expect(percents({ '3月': '30', '6月': '60', '9月': '85', '12月': '100' })).toEqual(
      [10, 20, 30, 40, 50, 60, 68.333333, 76.666666, 85, 90, 95, 100].map((percent, month) => {
        if (month === 6) return decimalText(decimal('205').times(decimal('4')));
        if (month === 7) return decimalText(decimal('230').times(decimal('4')));
        return String(percent * 12);
      }),
    );
  });

  it('takes milestones in any order, with or without 月, and exact thirds', () => {
    const { shares } = scheduleOf({
      name: '一种',
      milestones: { '12': decimal('100'), '9月': decimal('100') },
    });
    const third = { n: decimal('1'), d: decimal('3') };
    expect(compareFractions(shares[2]!, third)).toBe(0);
    expect(compareFractions(shares[10]!, { n: decimal('1'), d: decimal('1') })).toBe(0);
  });
});
