/** What is due: decided from the timetable, the moment, and what the ledger holds; never from memory. */
import {
  addDays,
  dayOfMoment,
  epochOfMoment,
  momentAt,
  momentOfEpoch,
  type Moment,
} from './day.ts';
import type { Job } from './job.ts';
import type { Period } from './period.ts';
import { slotsBetween, type Slot } from './timetable.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** How an attempt at a slot ended. `lost`: its process was gone before it could say. */
export type SlotOutcome = 'done' | 'failed' | 'skipped' | 'lost';

/** A slot that was begun, and how its last attempt ended; null while it has not. */
export type HeldSlot = Readonly<{
  job: string;
  key: string;
  at: Moment;
  attempts: number;
  end: Readonly<{ at: Moment; outcome: SlotOutcome }> | null;
}>;

/** A plan that a clock went by, from when on, and the `standingName` of each of its jobs. */
export type ClockPlan = Readonly<{ plan: string; at: Moment; jobs: readonly string[] }>;

/** What the ledger says of the clock. */
export type Held = Readonly<{
  /** In the order in which they came. */
  plans: readonly ClockPlan[];
  slots: readonly HeldSlot[];
  /** Whether everybody who has to report for an ended period has. */
  isComplete: (period: Period) => boolean;
}>;

export type Timetable = Readonly<{ jobs: readonly Job[]; calendar: WorkingCalendar }>;

/** Why a slot is done now: at its moment or before, made up, gone on with, tried again; or left out for good. */
export type DueReason =
  'on-time' | 'early' | 'late' | 'resumed' | 'retried' | 'too-late' | 'before';

/** @property merged how many older slots of the job it stands for. */
export type DueSlot = Readonly<{ slot: Slot; reason: DueReason; merged: number }>;

/** From so many minutes on a slot is late, and told so. */
const LATE_MINUTES = 10;
/** A job that is not made up is left out from then on; a clock that jumps an hour leaves nothing out. */
const SKIP_MINUTES = 120;
/** Older slots are not looked for. */
const DAYS_BACK = 400;
/** Slots that may come early are looked for so far ahead. */
const DAYS_AHEAD = 100;
const MAX_ATTEMPTS = 100;
const FIRST_PAUSE_MINUTES = 5;
const LONGEST_PAUSE_MINUTES = 60;

/** What a job is known by while it stands in the timetable: one of fixed times is another when these change. */
export function standingName({ id, words, when }: Job): string {
  return when.kind === 'period' ? id : `${id} ${words}`;
}

/** So often within an hour one plan is not written down again by people. */
const CONTESTED_TIMES = 3;

/**
 * Whether clocks with different plans take turns at one ledger, each writing down its own anew: a job that only one of them
 * knows then stands too short a time ever to be due.
 */
export function areContested(plans: readonly ClockPlan[], now: Moment): boolean {
  const recent = plans.filter(({ at }) => Math.abs(minutesBetween(at, now)) <= 60);
  const times = Map.groupBy(recent, ({ plan }) => plan);
  return [...times.values()].some(({ length }) => length >= CONTESTED_TIMES);
}

/** Since when a job has stood in the timetable without a break; null for one that no clock has seen. */
function standsSince(job: Job, plans: readonly ClockPlan[]): Moment | null {
  const name = standingName(job);
  const lacking = plans.findLastIndex(({ jobs }) => !jobs.includes(name));
  return plans[lacking + 1]?.at ?? null;
}

/**
 * The slots that are to be done or left out now, in order of time, then of the timetable.
 *
 * A slot is begun once for its job and key, whatever the clock does; one that was broken off is gone on with, one that
 * failed is tried again after a pause.
 */
export function dueSlots(
  { jobs, calendar }: Timetable,
  now: Moment,
  held: Held,
): readonly DueSlot[] {
  const today = dayOfMoment(now);
  const from = momentAt(addDays(today, -DAYS_BACK), '00:00');
  const to = momentAt(addDays(today, DAYS_AHEAD), '00:00');
  const slots = slotsBetween(jobs, calendar, from, to);
  const due = new Map(
    jobs.flatMap((job) => {
      const own = slots.filter((slot) => slot.job === job);
      return dueOf(job, own, now, held).map((one) => [one.slot, one] as const);
    }),
  );
  return slots.flatMap((slot) => due.get(slot) ?? []);
}

function dueOf(job: Job, slots: readonly Slot[], now: Moment, held: Held): readonly DueSlot[] {
  const since = standsSince(job, held.plans);
  if (since === null) return [];
  const own = held.slots.filter((one) => one.job === job.id);
  const open = slots.filter((slot) => isOpen(slot, now, held));
  const merges = job.when.kind === 'daily' && job.missed !== 'replay';
  if (merges) return newestOf(open, since, now, own);
  return open.flatMap((slot) => dueAlone(slot, since, now, own) ?? []);
}

/** The periods of which a slot may come before its moment, if everybody has reported: they are asked for no others. */
export function earlyPeriods(
  { jobs, calendar }: Timetable,
  now: Moment,
  held: Held,
): readonly Period[] {
  const to = momentAt(addDays(dayOfMoment(now), DAYS_AHEAD), '00:00');
  const open = slotsBetween(jobs, calendar, now, to).filter(
    ({ job, key, early }) =>
      early !== null &&
      early <= now &&
      !held.slots.some((one) => one.job === job.id && one.key === key),
  );
  return [...new Set(open.flatMap(({ period }) => period ?? []))];
}

/** Whether its moment has come, or everybody has reported before it. */
function isOpen({ at, early, period }: Slot, now: Moment, held: Held): boolean {
  if (at <= now) return true;
  return early !== null && period !== null && early <= now && held.isComplete(period);
}

/** Of slots that stand for each other the newest alone; one that was begun stands for all before it. */
function newestOf(
  open: readonly Slot[],
  since: Moment,
  now: Moment,
  own: readonly HeldSlot[],
): readonly DueSlot[] {
  const begun = open.findLastIndex((slot) => heldOf(slot, own) !== undefined);
  const missed = open.slice(begun + 1).filter(({ at }) => at > since);
  const newest = missed.at(-1) ?? open[begun];
  if (newest === undefined) return [];
  const due = dueAlone(newest, since, now, own);
  return due === null ? [] : [{ ...due, merged: Math.max(0, missed.length - 1) }];
}

function dueAlone(
  slot: Slot,
  since: Moment,
  now: Moment,
  own: readonly HeldSlot[],
): DueSlot | null {
  const begun = heldOf(slot, own);
  const reason = begun === undefined ? reasonOfNew(slot, since, now) : reasonOfBegun(begun, now);
  return reason === null ? null : { slot, reason, merged: 0 };
}

function heldOf({ key }: Slot, own: readonly HeldSlot[]): HeldSlot | undefined {
  return own.find((one) => one.key === key);
}

function reasonOfNew(slot: Slot, since: Moment, now: Moment): DueReason | null {
  const { at, job } = slot;
  // What was past already when it was written down is nobody's omission; a single one is at least told of.
  if (at <= since) return job.when.kind === 'once' ? 'before' : null;
  if (at > now) return 'early';
  if (job.missed === 'skip' && after(at, SKIP_MINUTES) < now) return 'too-late';
  return after(at, LATE_MINUTES) < now ? 'late' : 'on-time';
}

function reasonOfBegun({ end, attempts }: HeldSlot, now: Moment): DueReason | null {
  if (end === null || end.outcome === 'lost') return attempts < MAX_ATTEMPTS ? 'resumed' : null;
  if (end.outcome !== 'failed' || attempts >= MAX_ATTEMPTS) return null;
  return triedAgainAt(attempts, end.at) <= now ? 'retried' : null;
}

/** When a slot that failed is tried again: after 5 minutes, 10, 20, 40, then every hour. */
export function triedAgainAt(attempts: number, failedAt: Moment): Moment {
  const minutes = FIRST_PAUSE_MINUTES * 2 ** Math.min(attempts - 1, 10);
  return after(failedAt, Math.min(minutes, LONGEST_PAUSE_MINUTES));
}

/** Whether a slot that failed is given up. */
export function isGivenUp(attempts: number): boolean {
  return attempts >= MAX_ATTEMPTS;
}

/** A slot whose last attempt failed. @property end when it did. */
type Failure = Readonly<{ job: string; key: string; due: Moment; end: { at: Moment } | null }>;

/** A failure is shown for so long; what nobody mended until then was given up or done by hand. */
const SHOWN_DAYS = 31;

/**
 * The failures that somebody has still to mend: of jobs in the timetable, not older than a month, and not followed by a
 * later time of the day of the same job that was done.
 */
export function openFailures<T extends Failure>(
  failed: readonly T[],
  jobs: readonly Job[],
  slots: readonly HeldSlot[],
  now: Moment,
): readonly T[] {
  return failed.filter(({ job, key, due, end }) => {
    if (end === null || minutesBetween(end.at, now) > SHOWN_DAYS * 1440) return false;
    const known = jobs.find(({ id }) => id === job);
    if (known?.when.kind !== 'daily') return known !== undefined;
    return !slots.some(
      (one) => one.job === job && one.key !== key && one.at > due && one.end?.outcome === 'done',
    );
  });
}

function after(moment: Moment, minutes: number): Moment {
  return momentOfEpoch(epochOfMoment(moment) + minutes * 60_000);
}

/** How many minutes lie between, negative when `b` is earlier. */
export function minutesBetween(a: Moment, b: Moment): number {
  return Math.round((epochOfMoment(b) - epochOfMoment(a)) / 60_000);
}

/** The next slots after a moment, at most so many; of jobs that come rarely those within three years. */
export function nextSlots(
  { jobs, calendar }: Timetable,
  now: Moment,
  count: number,
): readonly Slot[] {
  const ahead = (days: number): readonly Slot[] => {
    const to = momentAt(addDays(dayOfMoment(now), days), '23:59');
    return slotsBetween(jobs, calendar, now, to);
  };
  for (const days of [40, 130, 400]) {
    const slots = ahead(days);
    if (slots.length >= count) return slots.slice(0, count);
  }
  return ahead(1100).slice(0, count);
}
