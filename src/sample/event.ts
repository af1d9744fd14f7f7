/** One file of the sample: what it is called, when it comes and what is in it. */
import type { Moment } from '../model/day.ts';
import type { Filling } from '../model/filling.ts';
import type { FormSheet } from '../model/form.ts';
import { chinesePeriod, type Month } from '../model/period.ts';
import type { OrgUnitId } from '../model/plan.ts';

/** One file that reaches the inbox. */
type Coming = Readonly<{
  /** Unique within the sample. */
  key: string;
  /** By the simulated clock. */
  at: Moment;
  fileName: string;
  /** What is out of the ordinary about it, one Chinese sentence without its full stop. */
  story?: string;
}>;

/** A workbook filled and sent. */
export type Filled = Coming & Readonly<{ unit: OrgUnitId; period: Month; filling: Filling }>;

/** The same bytes as an earlier event's, sent again. */
export type Resent = Coming & Readonly<{ resends: string }>;

export type SampleEvent = Filled | Resent;

export function keyOf(unit: string, period: string): string {
  return `${unit}-${period}`;
}

/** 寿光市-2007年5月-潍组月报1表.xlsx, as the product itself names its forms. */
export function fileNameOf({ unit, form }: FormSheet, period: Month): string {
  return `${unit.name}-${chinesePeriod(period)}-${form.number}.xlsx`;
}
