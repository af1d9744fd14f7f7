/** Reporting periods (报告期): month, quarter, half-year and year, as ISO-like text. */
import { addDays, type Day } from './day.ts';
import { decimal, type Fraction } from './decimal.ts';

/** `2007-05`, `2007-Q2`, `2007-H1` or `2007`. */
export type Period = string & { readonly brand: 'Period' };

/** A period that is one month, `2007-05`. Compares as text. */
export type Month = Period & { readonly length: 7 };

export type PeriodType = 'month' | 'quarter' | 'half' | 'year';

const SPELLING =
  /^(?<year>[12]\d{3})(?:-(?:(?<month>0[1-9]|1[0-2])|Q(?<quarter>[1-4])|H(?<half>[12])))?$/;
const MONTHS_IN: Readonly<Record<PeriodType, number>> = { month: 1, quarter: 3, half: 6, year: 12 };

/** @returns null when the text is not a period. */
export function parsePeriod(text: string): Period | null {
  return SPELLING.test(text) ? (text as Period) : null;
}

export function parseMonth(text: string): Month | null {
  const period = parsePeriod(text);
  return period !== null && isMonth(period) ? period : null;
}

export function periodType(period: Period): PeriodType {
  if (period.length === 4) return 'year';
  if (period[5] === 'Q') return 'quarter';
  return period[5] === 'H' ? 'half' : 'month';
}

export function isMonth(period: Period): period is Month {
  return periodType(period) === 'month';
}

export function yearOf(period: Period): number {
  return Number(period.slice(0, 4));
}

/** 1…12. */
export function monthOf(month: Month): number {
  return Number(month.slice(5, 7));
}

export function monthIn(year: number, month: number): Month {
  return `${String(year)}-${String(month).padStart(2, '0')}` as Month;
}

export function yearIn(year: number): Period {
  return String(year) as Period;
}

/** The months of the period, first to last. */
export function monthsOf(period: Period): readonly Month[] {
  const count = MONTHS_IN[periodType(period)];
  const first = firstMonthNumber(period);
  return Array.from({ length: count }, (_, i) => monthIn(yearOf(period), first + i));
}

function firstMonthNumber(period: Period): number {
  const type = periodType(period);
  if (type === 'year') return 1;
  if (type === 'month') return Number(period.slice(5, 7));
  return (Number(period[6]) - 1) * MONTHS_IN[type] + 1;
}

export function firstMonth(period: Period): Month {
  return monthIn(yearOf(period), firstMonthNumber(period));
}

export function lastMonth(period: Period): Month {
  return monthIn(yearOf(period), firstMonthNumber(period) + MONTHS_IN[periodType(period)] - 1);
}

/** The months of the period's year from January to its last month. */
export function monthsToDate(period: Period): readonly Month[] {
  const last = monthOf(lastMonth(period));
  return Array.from({ length: last }, (_, i) => monthIn(yearOf(period), i + 1));
}

export function addMonths(month: Month, months: number): Month {
  const index = yearOf(month) * 12 + monthOf(month) - 1 + months;
  return monthIn(Math.floor(index / 12), (index % 12) + 1);
}

/** The period of the same length just before (上期). */
export function previousPeriod(period: Period): Period {
  return shifted(period, -1);
}

/** The period of the same length just after. */
export function nextPeriod(period: Period): Period {
  return shifted(period, 1);
}

function shifted(period: Period, by: number): Period {
  const type = periodType(period);
  const first = addMonths(firstMonth(period), by * MONTHS_IN[type]);
  const year = String(yearOf(first));
  if (type === 'year') return year as Period;
  if (type === 'month') return first;
  const index = (monthOf(first) - 1) / MONTHS_IN[type] + 1;
  return `${year}-${type === 'quarter' ? 'Q' : 'H'}${String(index)}` as Period;
}

/** The same period a year before (上年同期). */
export function yearBefore(period: Period): Period {
  return `${String(yearOf(period) - 1)}${period.slice(4)}` as Period;
}

export function firstDay(period: Period): Day {
  return firstOf(firstMonth(period));
}

export function lastDay(period: Period): Day {
  return addDays(firstOf(addMonths(lastMonth(period), 1)), -1);
}

function firstOf(month: Month): Day {
  return `${month}-01` as Day;
}

/** The share of the year that has passed when the period ends, m/12: every month weighs the same. */
export function shareOfYear(period: Period): Fraction {
  return { n: decimal(String(monthOf(lastMonth(period)))), d: decimal('12') };
}

/** 2007年5月, 2007年第二季度, 2007年上半年, 2007年度. */
export function chinesePeriod(period: Period): string {
  const year = `${String(yearOf(period))}年`;
  const type = periodType(period);
  if (type === 'year') return `${year}度`;
  if (type === 'month') return `${year}${String(Number(period.slice(5)))}月`;
  const index = Number(period[6]) - 1;
  return type === 'quarter'
    ? `${year}第${'一二三四'[index] ?? ''}季度`
    : `${year}${'上下'[index] ?? ''}半年`;
}
