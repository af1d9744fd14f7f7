/** What the ledger held at a moment (取数快照): all that a bulletin may be made from. */
import type { Moment } from './day.ts';
import type { Month, Period } from './period.ts';
import type { OrgUnitId } from './plan.ts';
import type { Accepted, Outcome } from './submission.ts';

/** An arrival attributed to a unit and a month, for the reporting matrix. */
export type ArrivalMark = Readonly<{
  unit: OrgUnitId;
  period: Month;
  outcome: Outcome;
  at: Moment;
  receipt: number;
}>;

export type Snapshot = Readonly<{
  period: Period;
  /** 示例数据 for a sample ledger; empty for a real one. Printed under every title. */
  mark: string;
  /** The first month of the whole ledger; null while it holds no accepted submission. */
  begins: Month | null;
  /** The latest accepted submission of each unit for each month from January of the year before to the period's end. */
  submissions: readonly Accepted[];
  /** Every arrival for the period's own months, in order of receipt. */
  arrivals: readonly ArrivalMark[];
  /** SHA-256 of the content above: the same content has the same name, whenever it was taken. */
  sha256: string;
}>;
