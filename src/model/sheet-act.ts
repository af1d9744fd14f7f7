/** What the log of acts remembers of an online sheet and one deadline of its unit and month. */
import type { Moment } from './day.ts';
import type { Month } from './period.ts';
import type { OrgUnitId } from './plan.ts';

/**
 * `sheet-unticked`, `sheet-returned`: so it stood when it was looked at once the deadline had come, so that nothing it holds later
 * came in time. `sheet-locked`: by us, or by somebody before us; `sheet-lock-refused`: we may not.
 */
export const SHEET_ACTS = [
  'sheet-unticked',
  'sheet-returned',
  'sheet-locked',
  'sheet-lock-refused',
  'sheet-unlocked',
] as const;

/** @property due the deadline that it is about: an extension is another. */
export type SheetAct = Readonly<{
  what: (typeof SHEET_ACTS)[number];
  month: Month;
  unit: OrgUnitId;
  due: Moment;
  spreadsheet: string;
}>;
