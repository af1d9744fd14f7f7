/** What a baseline is read with. */
import type { BaselineSheet } from '../model/baseline.ts';
import type { Moment } from '../model/day.ts';
import type { Seal } from '../model/identity.ts';
import type { Month } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import type { History } from '../model/submission.ts';
import type { Head } from './head.ts';
import type { Page } from './page.ts';

/** What a baseline's judgement rests on beside the workbook. */
export type BaselineContext = Readonly<{
  plan: Plan;
  seal: Seal;
  at: Moment;
  fileName: string;
  /** The ledger's first month of report, from which on figures come from the units; null before any came. */
  begins: Month | null;
  /** The forms that were accepted for months of the same year. */
  accepted: History;
}>;

/** A unit's sheet as it was found. */
export type UnitSheet = Readonly<{ sheet: BaselineSheet; page: Page; head: Head }>;
