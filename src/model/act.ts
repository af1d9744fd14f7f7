/** The log of who did what (操作记录). */
import type { Moment } from './day.ts';

/** One entry of the log of acts: each holds the hash of the one before. */
export type Act = Readonly<{
  seq: number;
  at: Moment;
  who: string;
  what: string;
  /** What it was done to: `receipt:12`, `edition:3`. */
  subject: string;
  /** JSON. */
  detail: string;
  before: string;
  hash: string;
}>;

/** What an act is before it stands in the log. */
export type Doing = Readonly<Pick<Act, 'at' | 'who' | 'what' | 'subject'>> &
  Readonly<{ detail: Readonly<Record<string, unknown>> }>;

/** The last entry of the log: whoever holds it can tell whether anything before it was changed. */
export type ChainHead = Readonly<Pick<Act, 'seq' | 'hash'>>;
