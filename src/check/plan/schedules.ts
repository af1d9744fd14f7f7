/** Schedules: milestones in percent, checked and drawn out to the twelve months by straight lines, exactly. */
import { EVEN_SCHEDULE } from '../../model/catalogue/plan-words.ts';
import { decimal, decimalText, ZERO, type Decimal, type Fraction } from '../../model/decimal.ts';
import type { Finding } from '../../model/finding.ts';
import type { Schedule } from '../../model/plan.ts';
import { findingAt, type Located } from './entries.ts';
import type { ScheduleEntry } from './schema.ts';

const HUNDRED = decimal('100');
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

/** Percent of the year's target due by the end of a month; `key` is the month as written. */
type Milestone = Readonly<{ month: number; percent: Decimal; key: string }>;

/** Each month a twelfth. */
export const EVEN: Schedule = {
  name: EVEN_SCHEDULE,
  shares: MONTHS.map((month) => ({ n: decimal(String(month)), d: decimal('12') })),
};

function milestonesOf({ milestones }: ScheduleEntry): readonly Milestone[] {
  return Object.entries(milestones)
    .map(([key, percent]) => ({ month: Number.parseInt(key, 10), percent, key }))
    .sort((a, b) => a.month - b.month);
}

/** Shares that fall, exceed the whole, stand twice, or do not end at the whole. */
export function scheduleFindings(schedules: readonly Located<ScheduleEntry>[]): readonly Finding[] {
  return schedules.flatMap((entry) => {
    const all = milestonesOf(entry.value);
    const last = all.at(-1);
    const end = last?.month === 12 ? ['milestones', last.key] : ['milestones'];
    const ends = end.length === 2 && last?.percent.gte(HUNDRED) === true;
    return [
      ...all.flatMap((milestone, index) => milestoneFinding(entry, milestone, all[index - 1])),
      ...(ends ? [] : [findingAt(entry, end, 'PLAN_SCHEDULE_END')]),
    ];
  });
}

function milestoneFinding(
  entry: Located<ScheduleEntry>,
  { month, percent, key }: Milestone,
  before: Milestone | undefined,
): readonly Finding[] {
  const below = ['milestones', key];
  if (percent.gt(HUNDRED)) return [findingAt(entry, below, 'PLAN_SCHEDULE_ABOVE')];
  if (before === undefined) return [];
  if (before.month === month) {
    return [findingAt(entry, below, 'PLAN_SCHEDULE_MONTH', { details: { month } })];
  }
  if (percent.gte(before.percent)) return [];
  const details = {
    month,
    share: decimalText(percent),
    before: before.month,
    shareBefore: decimalText(before.percent),
  };
  return [findingAt(entry, below, 'PLAN_SCHEDULE_FALLS', { details })];
}

/** The schedule of sound milestones: straight lines between them, from nothing at the year's beginning. */
export function scheduleOf(entry: ScheduleEntry): Schedule {
  const milestones = [{ month: 0, percent: ZERO }, ...milestonesOf(entry)];
  const shares = MONTHS.map((month): Fraction => {
    const next = milestones.findIndex((milestone) => milestone.month >= month);
    const [a, b] = [milestones[next - 1], milestones[next]];
    if (a === undefined || b === undefined) return { n: decimal('1'), d: decimal('1') };
    const length = decimal(String(b.month - a.month));
    const passed = decimal(String(month - a.month));
    const n = a.percent.times(length).plus(b.percent.minus(a.percent).times(passed));
    return { n, d: length.times(HUNDRED) };
  });
  return { name: entry.name, shares };
}
