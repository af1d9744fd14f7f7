/** Completeness and timeliness (报送率、及时率): every report owed in the period, and when it came. */
import type { Moment } from '../model/day.ts';
import { decimal, fraction, type Decimal } from '../model/decimal.ts';
import { monthsOf, type Month, type Period } from '../model/period.ts';
import type { OrgUnit } from '../model/plan.ts';
import type { Figure, ReportingBoard, ReportStatus, UnitReport } from '../model/scoreboard.ts';
import type { ArrivalMark } from '../model/snapshot.ts';
import type { Outcome } from '../model/submission.ts';
import { lateness, workingCalendar, type WorkingCalendar } from '../model/working-calendar.ts';
import { absentFigure, CITY, figureId, lineage, present } from './figure.ts';
import type { Facts } from './facts.ts';

/**
 * Months first, units in official order within each. Reports not yet due are owed all the same; of the months before
 * anything was ever reported nobody owes one.
 */
export function reportingBoard(facts: Facts, period: Period, asOf: Moment): ReportingBoard {
  const calendar = workingCalendar(facts.plan.calendar);
  const { begins } = facts.snapshot;
  const months = monthsOf(period).filter((month) => begins === null || month >= begins);
  const reports = months.flatMap((month) =>
    facts.units(month).map((unit) => unitReport({ facts, calendar, asOf }, unit, month)),
  );
  const actual = reports.filter((report) => report.arrivedAt !== null).length;
  const actualOnTime = reports.filter((report) => report.status === 'on-time').length;
  return {
    reports,
    expected: reports.length,
    actual,
    actualOnTime,
    reportingRate: rateFigure('reporting', actual, reports.length),
    reportingRateOnTime: rateFigure('reportingOnTime', actualOnTime, reports.length),
  };
}

type Asking = Readonly<{ facts: Facts; calendar: WorkingCalendar; asOf: Moment }>;

function unitReport({ facts, calendar, asOf }: Asking, unit: OrgUnit, month: Month): UnitReport {
  const marks = facts.snapshot.arrivals.filter(
    (mark) => mark.unit === unit.id && mark.period === month,
  );
  const { at: due, usual, extension } = calendar.dueOf(unit.id, month);
  const arrivedAt = facts.submission(unit.id, month)?.firstArrivedAt ?? null;
  const returned = countOf(marks, 'returned');
  const status = statusOf(arrivedAt, { due, asOf, returned });
  const late = lateness(calendar, due, arrivedAt ?? asOf);
  return {
    unit: unit.id,
    name: unit.name,
    period: month,
    status,
    due,
    extension:
      extension === null ? null : { usual, reason: extension.reason, approver: extension.approver },
    arrivedAt,
    lagDays: late?.days ?? 0,
    lagWorkingDays: late?.workingDays ?? 0,
    returned,
    corrections: Math.max(0, countOf(marks, 'accepted') - 1),
    repeats: countOf(marks, 'seen-before'),
  };
}

/** Judged by the first accepted arrival: a later correction makes nobody late. */
function statusOf(
  arrivedAt: Moment | null,
  { due, asOf, returned }: Readonly<{ due: Moment; asOf: Moment; returned: number }>,
): ReportStatus {
  if (arrivedAt !== null) return arrivedAt <= due ? 'on-time' : 'late';
  if (returned > 0) return 'returned';
  return asOf <= due ? 'not-due' : 'missing';
}

function countOf(marks: readonly ArrivalMark[], outcome: Outcome): number {
  return marks.filter((mark) => mark.outcome === outcome).length;
}

function rateFigure(subject: string, part: number, all: number): Figure {
  const id = figureId(subject, CITY, 'rate');
  const value = fraction(count(part), count(all));
  const from = lineage('reporting-rate');
  return value === null ? absentFigure(id, 'not-owed', from) : present(id, value, from);
}

function count(size: number): Decimal {
  return decimal(String(size));
}
