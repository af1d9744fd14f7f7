/** The timetable (日程): the slots that the rules of jobs come to between two moments. */
import {
  addDays,
  dayOfMoment,
  epochOfMoment,
  momentAt,
  momentOfEpoch,
  type Day,
  type Moment,
} from './day.ts';
import type { Anchor, Job, Shift } from './job.ts';
import {
  addMonths,
  lastDay,
  monthOf,
  parseMonth,
  yearIn,
  yearOf,
  type Month,
  type Period,
  type PeriodType,
} from './period.ts';
import type { Placed, WorkingCalendar } from './working-calendar.ts';

/** One time at which a job is to be done; at most once for each job and key. */
export type Slot = Readonly<{
  job: Job;
  /** The period, or the moment of a job that has none. */
  key: string;
  period: Period | null;
  at: Moment;
  /** The day that the rule names, where a day of rest moved it. */
  movedFrom: Day | null;
  /** From when on it may come early, once everybody has reported; null for one that never does. */
  early: Moment | null;
}>;

/** Months on both sides of a stretch of time in which a period's slot may lie beside the period's end. */
const MONTHS_AROUND = 4;

const PERIOD_TYPES: readonly string[] = ['month', 'quarter', 'half', 'year'];

function isType(of: PeriodType | Period): of is PeriodType {
  return PERIOD_TYPES.includes(of);
}

/** The slots of all jobs after `from` up to and including `to`, in order of time, then of the timetable. */
export function slotsBetween(
  jobs: readonly Job[],
  calendar: WorkingCalendar,
  from: Moment,
  to: Moment,
): readonly Slot[] {
  return jobs
    .flatMap((job) => slotsOf(job, calendar, from, to))
    .map((slot, place) => ({ slot, place }))
    .sort((a, b) => (a.slot.at === b.slot.at ? a.place - b.place : a.slot.at < b.slot.at ? -1 : 1))
    .map(({ slot }) => slot);
}

function slotsOf(job: Job, calendar: WorkingCalendar, from: Moment, to: Moment): readonly Slot[] {
  const isWithin = ({ at }: Slot): boolean => from < at && at <= to;
  return slotsAround(job, calendar, from, to).filter(isWithin);
}

function slotsAround(
  job: Job,
  calendar: WorkingCalendar,
  from: Moment,
  to: Moment,
): readonly Slot[] {
  const { when } = job;
  switch (when.kind) {
    case 'daily':
      return daysFrom(dayOfMoment(from), dayOfMoment(to))
        .filter((day) => !when.workingDays || calendar.isWorkingDay(day))
        .flatMap((day) => when.times.map((time) => plainSlot(job, momentAt(day, time))));
    case 'once':
      return [plainSlot(job, when.at)];
    case 'period':
      return periodsAround(job.of, from, to).map((period) => {
        const { at, nominal } = placedAt(when.anchor, period, calendar);
        const movedFrom = nominal === dayOfMoment(at) ? null : nominal;
        const ended = momentAt(addDays(lastDay(period), 1), '00:00');
        const early = when.whenComplete ? ended : null;
        return { job, key: period, period, at, movedFrom, early };
      });
  }
}

function plainSlot(job: Job, at: Moment): Slot {
  const period = job.of === null || isType(job.of) ? null : job.of;
  return { job, key: at, period, at, movedFrom: null, early: null };
}

function daysFrom(first: Day, last: Day): readonly Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The periods that end within some months of a stretch of time; a single one is always looked at. */
function periodsAround(of: Job['of'], from: Moment, to: Moment): readonly Period[] {
  if (of === null) return [];
  if (!isType(of)) return [of];
  const periods: Period[] = [];
  const last = addMonths(monthOfMoment(to), MONTHS_AROUND);
  for (
    let month = addMonths(monthOfMoment(from), -MONTHS_AROUND);
    month <= last;
    month = addMonths(month, 1)
  ) {
    const period = endingIn(month, of);
    if (period !== null) periods.push(period);
  }
  return periods;
}

function monthOfMoment(moment: Moment): Month {
  const month = parseMonth(moment.slice(0, 7));
  if (month === null) throw new RangeError(`no month: ${moment}`);
  return month;
}

/** The period of a length that ends with this month; null where none does. */
function endingIn(month: Month, type: PeriodType): Period | null {
  const at = monthOf(month);
  const year = String(yearOf(month));
  switch (type) {
    case 'month':
      return month;
    case 'quarter':
      return at % 3 === 0 ? (`${year}-Q${String(at / 3)}` as Period) : null;
    case 'half':
      return at % 6 === 0 ? (`${year}-H${String(at / 6)}` as Period) : null;
    case 'year':
      return at === 12 ? yearIn(yearOf(month)) : null;
  }
}

function placedAt(anchor: Anchor, period: Period, calendar: WorkingCalendar): Placed {
  if (anchor.kind === 'rule') return calendar.placed(anchor.rule, period);
  const base = calendar.placed(calendar.ruleOf(anchor.of, period), period);
  if (anchor.shift === null) return base;
  const at = shifted(base.at, anchor.shift, calendar);
  const isMoved = base.nominal !== dayOfMoment(base.at) && 'minutes' in anchor.shift;
  return { at, nominal: isMoved ? base.nominal : dayOfMoment(at) };
}

function shifted(at: Moment, shift: Shift, calendar: WorkingCalendar): Moment {
  if ('minutes' in shift) return momentOfEpoch(epochOfMoment(at) + shift.minutes * 60_000);
  const step = Math.sign(shift.workingDays);
  let day = dayOfMoment(at);
  for (let left = Math.abs(shift.workingDays); left > 0;) {
    day = addDays(day, step);
    if (calendar.isWorkingDay(day)) left -= 1;
  }
  return momentAt(day, shift.time);
}
