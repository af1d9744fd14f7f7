/** When the sample's files come in: on working days from the month's end to the due moment, and after it. */
import {
  addDays,
  dayOfMoment,
  epochOfMoment,
  momentAt,
  momentOfEpoch,
  type Day,
  type Moment,
} from '../model/day.ts';
import { lastDay, type Month } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import { workingCalendar, type WorkingCalendar } from '../model/working-calendar.ts';
import { pick, within } from './seed.ts';

/** The moments of one month's reporting. */
export type Timing = Readonly<{
  /** The first day on which reports come in: nothing in them can be of a later one. */
  from: Day;
  /** When a unit's report comes in, never after it is due. */
  onTime: (unit: string) => Moment;
  /** The morning of the first day on which reports come in. */
  early: (unit: string) => Moment;
  /** Some working days after the due day. */
  late: (unit: string, workingDays: number) => Moment;
}>;

export function timingOf(plan: Plan, month: Month): Timing {
  const calendar = workingCalendar(plan.calendar);
  const due = calendar.due(month);
  const days = reportingDays(lastDay(month), dayOfMoment(due), calendar);
  return {
    from: days[0] ?? dayOfMoment(due),
    onTime(unit) {
      // The last day is the busiest.
      const key = `${unit}|${month}`;
      const day = within(`last|${key}`, 1, 2) === 1 ? days.at(-1) : pick(days, `day|${key}`);
      const at = inOfficeHours(day ?? dayOfMoment(due), key);
      return at < due ? at : minutesAfter(due, -within(`before|${key}`, 5, 90));
    },
    early: (unit) =>
      minutesAfter(momentAt(days[0] ?? dayOfMoment(due), '08:40'), within(unit, 0, 40)),
    late(unit, workingDays) {
      let day = dayOfMoment(due);
      while (calendar.workingDaysBetween(dayOfMoment(due), day) < workingDays)
        day = addDays(day, 1);
      return minutesAfter(momentAt(day, '09:10'), within(`${unit}|${month}`, 0, 60));
    },
  };
}

/** Working days after the month's end up to the due day; the due day at least. */
function reportingDays(end: Day, due: Day, calendar: WorkingCalendar): readonly Day[] {
  const days: Day[] = [];
  for (let day = addDays(end, 1); day <= due; day = addDays(day, 1)) {
    if (calendar.isWorkingDay(day)) days.push(day);
  }
  return days.length === 0 ? [due] : days;
}

/** Between 9:30 and 16:50, to the second, so that hardly two come at once. */
function inOfficeHours(day: Day, key: string): Moment {
  const opening = epochOfMoment(momentAt(day, '09:30'));
  return momentOfEpoch(opening + within(`second|${key}`, 0, 440 * 60) * 1000);
}

export function minutesAfter(moment: Moment, minutes: number): Moment {
  return momentOfEpoch(epochOfMoment(moment) + minutes * 60_000);
}
