/** Reminders (催报): which step of the ladder has come for whom, and what the ledger keeps of one that was given. */
import { dayOfMoment, momentAt, type Moment } from './day.ts';
import type { NewDelivery } from './delivery.ts';
import type { Month } from './period.ts';
import { validAt, type OrgUnitId, type Plan } from './plan.ts';
import type { ReportingBoard, UnitReport } from './scoreboard.ts';
import { workingCalendar, type WorkingCalendar } from './working-calendar.ts';

/** A unit that owes its report, as it was at the moment it was reminded. */
export type Owing = Readonly<{
  period: Month;
  unit: OrgUnitId;
  /** The step's name: 截止前1个工作日. */
  step: string;
  /** What the step was counted from; when that is moved, the ladder begins anew. */
  due: Moment;
  at: Moment;
  /** How many faults the form had that was returned last; null where none was. */
  faults: number | null;
}>;

/** @property sha256 that of the text. */
export type Reminder = Owing & Readonly<{ text: string; sha256: string }>;

/** A reminder that goes out: what the channels are asked to take of it. */
export type OutgoingReminder = Readonly<{
  reminder: Reminder;
  deliveries: readonly NewDelivery[];
}>;

/** A step with its moment. */
export type Rung = Readonly<{ step: string; at: Moment }>;

/** The plan's steps for a report due at a moment, in order of time. */
export function ladder(plan: Plan, calendar: WorkingCalendar, due: Moment): readonly Rung[] {
  return plan.calendar.reminders
    .map(({ name, workingDays, time }) => ({
      step: name,
      at: momentAt(calendar.workingDay(dayOfMoment(due), workingDays), time),
    }))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

/**
 * A unit's place on its ladder. @property now the last step that has come: one that was missed is not made up for.
 * @property next the first that has not.
 */
export type OnLadder = Readonly<{ report: UnitReport; now: Rung | null; next: Rung | null }>;

/** Every unit that owes its report, in official order; who has an accepted one, or owes none, is not among them. */
export function owing(reporting: ReportingBoard, plan: Plan, at: Moment): readonly OnLadder[] {
  const calendar = workingCalendar(plan.calendar);
  return reporting.reports
    .filter(({ arrivedAt }) => arrivedAt === null)
    .map((report) => {
      const rungs = ladder(plan, calendar, report.due);
      return {
        report,
        now: rungs.findLast((rung) => rung.at <= at) ?? null,
        next: rungs.find((rung) => rung.at > at) ?? null,
      };
    });
}

/** All moments at which somebody may have to be reminded of a month's report, each with its step, in order of time. */
export function reminderMoments(period: Month, plan: Plan): readonly Rung[] {
  const calendar = workingCalendar(plan.calendar);
  const dues = validAt(plan.units, period).map(({ id }) => calendar.dueOf(id, period).at);
  return [...new Set(dues)]
    .flatMap((due) => ladder(plan, calendar, due))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
