/** Jobs (日程里的事): which work is done when by itself, as the administrator decides it. */
import type { Moment } from './day.ts';
import type { DueRule } from './due-rule.ts';
import type { Period, PeriodType } from './period.ts';

/** What can be done by itself. */
export type Work = 'collect' | 'remind' | 'draft' | 'sign' | 'release' | 'deliver' | 'backup';

/** What becomes of a slot whose moment went by: made up once, left out, or made up as often as it was missed. */
export type Missed = 'once' | 'skip' | 'replay';

/** From a moment of the calendar: so many minutes, or so many working days at a time of day; negative is before it. */
export type Shift = Readonly<{ minutes: number }> | Readonly<{ workingDays: number; time: string }>;

/** The moment that a period's slot hangs on. */
export type Anchor =
  | Readonly<{ kind: 'calendar'; of: 'due' | 'issue'; shift: Shift | null }>
  | Readonly<{ kind: 'rule'; rule: DueRule }>;

export type TimeRule =
  /** `times` like `08:00`, in order. */
  | Readonly<{ kind: 'daily'; times: readonly string[]; workingDays: boolean }>
  | Readonly<{ kind: 'once'; at: Moment }>
  /** `whenComplete`: as soon as everybody has reported for the ended period, and then at the anchor at the latest. */
  | Readonly<{ kind: 'period'; anchor: Anchor; whenComplete: boolean }>;

export type Job = Readonly<{
  /** Part of every slot's key in the ledger. */
  id: string;
  does: Work;
  /** As written. */
  words: string;
  when: TimeRule;
  /** Of which periods: all of a length, or a single one; a job at times of the day is of none. */
  of: PeriodType | Period | null;
  missed: Missed;
}>;

/** How many units have to have reported all that they owe; `least` is null for all of them. */
export type Completeness = Readonly<{ words: string; least: number | null }>;

/** What the clock may do with a bulletin without anybody looking at it, under which rule, and who allowed that. */
export type Unattended = Readonly<{
  allows: readonly ('review' | 'sign' | 'release')[];
  completeness: Completeness;
  /** An office or a post, never a person. */
  approver: string;
  reason: string;
}>;
