/** The Chinese working calendar (法定节假日与调休): which days are worked, and the moments an office's rules fall on. */
import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import {
  addDays,
  dayOf,
  dayOfMoment,
  daysBetween,
  momentAt,
  weekday,
  type Day,
  type Moment,
} from './day.ts';
import {
  addMonths,
  lastDay,
  lastMonth,
  monthOf,
  yearOf,
  type Month,
  type Period,
} from './period.ts';
import {
  asItWas,
  type Calendar,
  type Extension,
  type OrgUnitId,
  type ReportingRules,
} from './plan.ts';
import type { DueRule } from './due-rule.ts';

/** A moment by a rule, and the day that the rule names, before a day of rest moves it. */
export type Placed = Readonly<{ at: Moment; nominal: Day }>;

export type WorkingCalendar = Readonly<{
  isWorkingDay(day: Day): boolean;
  /** Working days after `a` up to and including `b`; negative when `b` is earlier. */
  workingDaysBetween(a: Day, b: Day): number;
  /** The working day so many after a day, before it where negative; the day itself for 0, worked or not. */
  workingDay(from: Day, count: number): Day;
  /** When a period's reports are due, by the rule of that time, counted from the period's last month. */
  due(period: Period): Moment;
  /** When one unit's report of a month is due: the only place that asks for its extension. */
  dueOf(unit: OrgUnitId, month: Month): UnitDue;
  /** When a period's bulletin is issued, likewise. */
  issue(period: Period): Moment;
  /** The rule by which a period's reports are due, or its bulletin is issued. */
  ruleOf(of: keyof ReportingRules, period: Period): DueRule;
  /** Where a rule puts a period's moment. */
  placed(rule: DueRule, period: Period): Placed;
}>;

/** @property usual when it is due of all others. */
type UnitDue = Readonly<{ at: Moment; usual: Moment; extension: Extension | null }>;

/** How late something is. */
export type Lateness = Readonly<{
  /** Calendar days from the due day, at least 1. */
  days: number;
  /** The same counted in working days. */
  workingDays: number;
}>;

/** How late a moment is against a due moment; null when it is in time. */
export function lateness(calendar: WorkingCalendar, due: Moment, at: Moment): Lateness | null {
  if (at <= due) return null;
  const [from, to] = [dayOfMoment(due), dayOfMoment(at)];
  return {
    days: Math.max(1, daysBetween(from, to)),
    workingDays: Math.max(1, calendar.workingDaysBetween(from, to)),
  };
}

/** The State Council's yearly notices, 2004 to 2026, as the package chinese-days keeps them. */
const HOLIDAYS: ReadonlySet<string> = new Set(Object.keys(published.holidays));
const MAKE_UP_DAYS: ReadonlySet<string> = new Set(Object.keys(published.workdays));

/** A year is known when its National Day is: New Year's days of a coming year may be listed with the old one's. */
const PUBLISHED_YEARS: readonly number[] = [...HOLIDAYS]
  .filter((day) => day.endsWith('-10-01'))
  .map((day) => Number(day.slice(0, 4)));

/**
 * Whether a year's public holidays are known. A year beyond the package's data counts as known once the administrator
 * names any rest day in it.
 */
export function areHolidaysKnown(year: number, restDays: readonly Day[]): boolean {
  return PUBLISHED_YEARS.includes(year) || restDays.some((day) => day.startsWith(String(year)));
}

/**
 * The built-in calendar with the administrator's own days laid over it. A day named as both rest and work is work.
 */
export function workingCalendar(calendar: Calendar): WorkingCalendar {
  const rest = new Set<string>(calendar.restDays);
  const work = new Set<string>(calendar.workDays);

  function isWorkingDay(day: Day): boolean {
    if (work.has(day)) return true;
    if (rest.has(day) || HOLIDAYS.has(day)) return false;
    return MAKE_UP_DAYS.has(day) || (weekday(day) !== 0 && weekday(day) !== 6);
  }

  function workingDaysBetween(a: Day, b: Day): number {
    if (b < a) return -workingDaysBetween(b, a) || 0;
    let count = 0;
    for (let day = a; day < b;) {
      day = addDays(day, 1);
      if (isWorkingDay(day)) count += 1;
    }
    return count;
  }

  function workingDay(from: Day, count: number): Day {
    const step = Math.sign(count);
    let day = from;
    for (let left = Math.abs(count); left > 0;) {
      day = addDays(day, step);
      if (isWorkingDay(day)) left -= 1;
    }
    return day;
  }

  function placed(rule: DueRule, period: Period): Placed {
    const nominal = nominalDay(rule, period);
    let day = nominal;
    if (rule.onRestDay !== '不变') {
      const step = rule.onRestDay === '顺延' ? 1 : -1;
      while (!isWorkingDay(day)) day = addDays(day, step);
    }
    return { at: momentAt(day, rule.time), nominal };
  }

  const ruleOf = (of: keyof ReportingRules, period: Period): DueRule =>
    asItWas<ReportingRules>(calendar, period)[of];

  const due = (period: Period): Moment => placed(ruleOf('due', period), period).at;

  return {
    isWorkingDay,
    workingDaysBetween,
    workingDay,
    due,
    dueOf: (unit, month) => unitDue(calendar, unit, { month, usual: due(month) }),
    issue: (period) => placed(ruleOf('issue', period), period).at,
    ruleOf,
    placed,
  };
}

function unitDue(
  { extensions }: Calendar,
  unit: OrgUnitId,
  { month, usual }: Readonly<{ month: Month; usual: Moment }>,
): UnitDue {
  const extension = extensions.find((one) => one.unit === unit && one.period === month) ?? null;
  if (extension === null) return { at: usual, usual, extension };
  const { day, time } = extension.until;
  return { at: momentAt(day, time ?? usual.slice(11, 16)), usual, extension };
}

/** The day as the rule names it; the 31st of a shorter month is that month's last day. */
function nominalDay(rule: DueRule, period: Period): Day {
  const month = addMonths(lastMonth(period), rule.monthsAfter);
  return dayOf(yearOf(month), monthOf(month), rule.dayOfMonth) ?? lastDay(month);
}
