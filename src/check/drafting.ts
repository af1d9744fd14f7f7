/** Whether there is anything to draft a bulletin from. */
import {
  beforeLedger,
  dueNotReached,
  extensionsRunning,
  lastMonthMissing,
  noReports,
  outsidePlan,
} from '../model/catalogue/draft.ts';
import { reportedWords, THIN } from '../model/catalogue/signing.ts';
import type { Moment } from '../model/day.ts';
import type { Finding } from '../model/finding.ts';
import { unitsOwing } from '../model/form.ts';
import type { Completeness } from '../model/job.ts';
import { isMonth, lastMonth, monthsOf, type Month, type Period } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import type { Scoreboard } from '../model/scoreboard.ts';
import { workingCalendar } from '../model/working-calendar.ts';

/** @throws Refusal `usage` when no unit owes anything for the period. */
export function refuseOutsidePlan(period: Period, plan: Plan): void {
  if (monthsOf(period).some((month) => unitsOwing(plan, month).length > 0)) return;
  throw new Refusal('usage', 'period-outside-plan', outsidePlan(period));
}

/**
 * @param first the earliest month in the ledger; null when it is empty.
 * @throws Refusal `usage` when the ledger begins after the period.
 */
export function refuseBeforeLedger(period: Period, first: Month | null): void {
  if (first === null || first <= lastMonth(period)) return;
  throw new Refusal('usage', 'period-before-ledger', beforeLedger(period, first));
}

/** What an administrator has to know before a draft is shown to anybody. */
export function draftFindings(board: Scoreboard, plan: Plan, now: Moment): readonly Finding[] {
  const { period, reporting } = board;
  const due = workingCalendar(plan.calendar).due(period);
  return [
    ...(now < due ? [dueNotReached(period, due)] : stillExtended(board)),
    ...(reporting.actual === 0 ? [noReports(period)] : lastMonthLacks(board)),
  ];
}

/** Why figures drafted at that moment are too thin to be signed; null when they are not. Whoever is late is no reason. */
export function thinness(board: Scoreboard, plan: Plan, at: Moment): string | null {
  const { period, reporting } = board;
  if (reporting.actual === 0) return THIN.none;
  const due = workingCalendar(plan.calendar).due(period);
  const lacking = reporting.reports.filter(({ arrivedAt }) => arrivedAt === null);
  if (at >= due || lacking.length === 0) return null;
  return THIN.early(due, [...new Set(lacking.map(({ name }) => name))]);
}

/**
 * Who has reported all that is owed for the period, by the rule under which nobody looks at its bulletin.
 *
 * @property why null while the rule holds. Whoever has an extension that still runs has not reported.
 */
export function incompleteness(
  { reporting: { reports } }: Scoreboard,
  { least }: Completeness,
): Readonly<{ reported: string; why: string | null }> {
  const namesIn = (all: typeof reports): readonly string[] => [
    ...new Map(all.map(({ unit, name }) => [unit, name])).values(),
  ];
  const owing = namesIn(reports).length;
  const lacking = namesIn(reports.filter(({ arrivedAt }) => arrivedAt === null));
  const reported = reportedWords(owing, lacking);
  const whole = owing - lacking.length;
  return { reported, why: whole > 0 && whole >= (least ?? owing) ? null : reported };
}

function stillExtended({ reporting }: Scoreboard): readonly Finding[] {
  const running = reporting.reports.filter(
    ({ status, extension }) => status === 'not-due' && extension !== null,
  );
  const last = running
    .map(({ due }) => due)
    .toSorted()
    .at(-1);
  return last === undefined
    ? []
    : [
        extensionsRunning(
          running.map(({ name }) => name),
          last,
        ),
      ];
}

/** Of a longer period's last month: its levels are the period's, and a 累计 without it is an earlier month's. */
function lastMonthLacks({ period, reporting }: Scoreboard): readonly Finding[] {
  if (isMonth(period)) return [];
  const month = lastMonth(period);
  const owed = reporting.reports.filter((report) => report.period === month);
  const missing = owed.filter(({ arrivedAt }) => arrivedAt === null);
  if (missing.length === 0) return [];
  const names = missing.map(({ name }) => name);
  return [lastMonthMissing(month, names, missing.length === owed.length)];
}
