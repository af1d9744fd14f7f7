/** A figure beside the other months of its year: a 累计 that falls from month to month, an item that ceases to apply. */
import type { Details } from '../model/catalogue/catalogue.ts';
import { decimal, decimalText } from '../model/decimal.ts';
import type { Finding } from '../model/finding.ts';
import { COLUMN } from '../model/form.ts';
import { chinesePeriod } from '../model/period.ts';
import { asksCumulative } from '../model/plan.ts';
import type { FigureEntry } from '../model/submission.ts';
import type { JudgedFigure } from './figures.ts';
import { reasonIn } from '../model/reason.ts';
import { findingAt, type Reading, type WorkbookCode } from './reading.ts';
import { toldInYear, type Told } from './told.ts';

/**
 * Judged against the months before and after: a form of April that comes after May's is held to it as May's would
 * have been to April's. 核减 is real, and so is an item that ceases to apply: both pass when a remark says why.
 */
export function yearFindings(reading: Reading, figure: JudgedFigure): readonly Finding[] {
  const year = yearAround(reading, figure);
  if (figure.entry.state === 'not-applicable') return naFindings(reading, figure, year.some);
  // A level may fall, and may be asked of a unit one month and not the next.
  if (figure.item.indicator.kind !== 'flow') return [];
  return [
    ...fallFindings(reading, figure, year.last),
    ...nextFindings(reading, figure, year.next),
    ...lapsedFindings(reading, figure, year.lapsed),
  ];
}

type Year = Readonly<{
  /** The latest earlier month and the earliest later month with a figure that this one has to agree with. */
  last: Told | null;
  next: Told | null;
  /** The first month after this one, and before `next`, that says 不适用. */
  lapsed: Told | null;
  /** The latest amount up to this month, in what this form would take the place of too. */
  some: Told | null;
}>;

function yearAround(reading: Reading, { item: figure }: JudgedFigure): Year {
  const { sheet } = reading;
  const told = toldInYear(reading, figure.item);
  // A month's own 0 says nothing of the year's 累计, a 累计 of 0 does.
  const isLevel = asksCumulative(figure.indicator);
  const counts = ({ entry }: Told): boolean => (isLevel ? entry.value !== null : isSome(entry));
  const later = told.filter(({ month }) => month > sheet.period);
  const next = later.find(counts) ?? null;
  const between = later.filter(({ month }) => next === null || month < next.month);
  return {
    last: told.findLast((one) => one.month < sheet.period && counts(one)) ?? null,
    next,
    lapsed: between.find(({ entry }) => entry.state === 'not-applicable') ?? null,
    some: told.findLast((one) => one.month <= sheet.period && isSome(one.entry)) ?? null,
  };
}

function isSome({ value }: FigureEntry): boolean {
  return value !== null && !decimal(value).eq(0);
}

function isLess(entry: FigureEntry, than: FigureEntry): boolean {
  if (entry.value === null || than.value === null) return false;
  return decimal(entry.value).lt(decimal(than.value));
}

/** 不适用 without a reason is noted; after a figure in the same year it is a fall to nothing. */
function naFindings(reading: Reading, figure: JudgedFigure, some: Told | null): readonly Finding[] {
  const reason = reasonIn(figure.entry.remark);
  if (some === null) {
    return reason === '' ? [said(reading, figure, 'N_NA', {})] : [];
  }
  const code = reason === '' ? 'C_NA_AFTER' : 'C_NA_AFTER_REASON';
  return [said(reading, figure, code, { ...beside(some), reason })];
}

function fallFindings(
  reading: Reading,
  figure: JudgedFigure,
  last: Told | null,
): readonly Finding[] {
  if (!asksCumulative(figure.item.indicator) || last === null || !isLess(figure.entry, last.entry))
    return [];
  const reason = reasonIn(figure.entry.remark);
  const code = reason === '' ? 'C_FALL' : 'C_FALL_REASON';
  return [said(reading, figure, code, { ...beside(last), reason })];
}

function nextFindings(
  reading: Reading,
  figure: JudgedFigure,
  next: Told | null,
): readonly Finding[] {
  if (!asksCumulative(figure.item.indicator) || next === null || !isLess(next.entry, figure.entry))
    return [];
  const why = whyOf(figure, next);
  const code = why.reason === '' ? 'C_FALL_NEXT' : 'C_FALL_NEXT_REASON';
  return [said(reading, figure, code, { ...beside(next), ...why })];
}

function lapsedFindings(
  reading: Reading,
  figure: JudgedFigure,
  lapsed: Told | null,
): readonly Finding[] {
  if (lapsed === null || !isSome(figure.entry)) return [];
  const why = whyOf(figure, lapsed);
  const code = why.reason === '' ? 'C_NA_NEXT' : 'C_NA_NEXT_REASON';
  return [said(reading, figure, code, { ...beside(lapsed), ...why })];
}

/** The later form may have given the reason already, when an earlier 累计 was there to be compared with. */
function whyOf(
  { entry }: JudgedFigure,
  { month, entry: later }: Told,
): Readonly<{ reason: string; whose: string }> {
  const own = reasonIn(entry.remark);
  if (own !== '') return { reason: own, whose: '' };
  return { reason: reasonIn(later.remark), whose: chinesePeriod(month) };
}

function beside({ month, entry }: Told): Details {
  return { month: chinesePeriod(month), other: entry.value ?? '' };
}

function said(
  reading: Reading,
  { item: { item, name, asks }, entry }: JudgedFigure,
  code: WorkbookCode,
  more: Details,
): Finding {
  const now = entry.value === null ? '' : decimalText(decimal(entry.value));
  return findingAt(reading, code, {
    item,
    name,
    title: COLUMN.value,
    details: { asks, now, ...more },
  });
}
