/** What the ledger keeps of the clock: slots, written before their work starts, how they ended, and who is at them. */
import type { Moment } from './day.ts';
import type { ClockPlan, DueReason, HeldSlot, SlotOutcome } from './due-slots.ts';
import type { RefusalKind } from './refusal.ts';

/** Who holds the clock's lease; `holder` is empty while nobody does. `beat` grows as long as the holder lives. */
export type LeaseRow = Readonly<{ token: number; holder: string; beat: number }>;

/** A slot that is about to be worked on. @property due its moment. */
export type Beginning = Readonly<{
  job: string;
  key: string;
  due: Moment;
  merged: number;
  reason: DueReason;
  run: string;
  at: Moment;
}>;

/** One attempt at a slot: the slot's number in the order of beginning, and the attempt's, from 1. */
export type Attempt = Readonly<{ slot: number; attempt: number }>;

/** What kind of fault kept a slot from being done; `office` where a bulletin waits for people; empty for none. */
export type FaultKind = RefusalKind | 'office' | 'bug' | '';

/** @property cause what was done, or why it was not; @property action what is to be done now. Both for people. */
export type SlotEnd = Readonly<{
  at: Moment;
  outcome: SlotOutcome;
  kind: FaultKind;
  cause: string;
  action: string;
}>;

/** An attempt as it is shown. @property end null while it lasts. */
export type SlotAttempt = Omit<Beginning, 'run'> & Attempt & Readonly<{ end: SlotEnd | null }>;

export type ClockLedger = Readonly<{
  plans(): Promise<readonly ClockPlan[]>;
  /** Notes that the clock goes by a kept plan from now on. */
  notice(plan: ClockPlan): Promise<void>;
  slots(): Promise<readonly HeldSlot[]>;
  /** The newest attempts, the last one first. */
  recent(count: number): Promise<readonly SlotAttempt[]>;
  /** The last attempt of every slot of which it failed. */
  failed(): Promise<readonly SlotAttempt[]>;
  /** How many attempts ended how, by job. */
  counts(): Promise<readonly Readonly<{ job: string; outcome: SlotOutcome; count: number }>[]>;
  /**
   * Writes the slot's row, where it has none, and the attempt's, before the work starts. An attempt of before that has
   * no end is ended as lost.
   *
   * @param lost what is said of such a one.
   */
  begin(beginning: Beginning, lost: Pick<SlotEnd, 'cause' | 'action'>): Promise<Attempt>;
  end(attempt: Attempt, end: SlotEnd): Promise<void>;
  /**
   * Takes the lease where nobody holds it, or its holder is the one given as dead and has not stirred since.
   *
   * From then on this ledger writes only as long as the lease is its own.
   *
   * @returns what is there: the lease is taken exactly when `holder` is the one asked for.
   */
  takeLease(holder: string, dead: LeaseRow | null): Promise<LeaseRow>;
  /** Shows that the holder lives. @throws Refusal `tryAgain` when the lease is another's. */
  beat(): Promise<void>;
  /** Gives the lease back, if it still is this ledger's. */
  giveBack(): Promise<void>;
}>;
