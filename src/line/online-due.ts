/** What the deadline means for an online sheet: whose and which month's it is, whether it was submitted by then, and its lock. */
import { formMarks } from '../check/carriers.ts';
import {
  googleFinding,
  googleStateOf,
  isOfAccount,
  isPassing,
  LOCK_MARK,
  lockReason,
  sheetFinding,
  whyUnwritten,
} from '../model/catalogue/google.ts';
import { chineseMoment, epochOfMoment, type Moment } from '../model/day.ts';
import { unitsOwing } from '../model/form.ts';
import type { GoogleSource, OnlineSheet } from '../model/google.ts';
import { addMonths, chinesePeriod, parseMonth, type Month } from '../model/period.ts';
import type { OrgUnit, Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import type { SheetAct } from '../model/sheet-act.ts';
import type { Arrival, Receipt } from '../model/submission.ts';
import { workingCalendar } from '../model/working-calendar.ts';
import { actsOf, enter, hasReported, type Round } from './online-round.ts';

/** So long after a deadline its sheet is looked at for it. */
const LOOKED_DAYS = 31;
const DAY_MS = 86_400_000;

/**
 * A unit's sheet of a month, looked at.
 *
 * @property at when the look began; @property due the unit's own deadline.
 * @property isSigned whether the sheet itself says so; else the month is the one whose deadline came last.
 */
export type Owed = Readonly<{
  spreadsheet: string;
  unit: OrgUnit;
  month: Month;
  due: Moment;
  at: Moment;
  isSigned: boolean;
}>;

/** Null where it is nobody's who has to report then, or another unit's than its place's. */
export async function owedBy(
  { grid, spreadsheet }: OnlineSheet,
  source: GoogleSource,
  at: Moment,
  { plan, world }: Round,
): Promise<Owed | null> {
  const [mark = null] = formMarks(grid, await world.seal());
  if (mark !== null && mark.unit !== source.unit) return null;
  const month = mark === null ? lastDueOf(source, at, plan) : parseMonth(mark.period);
  const first = await world.ledger.firstMonth();
  if (month === null || (first !== null && month < first)) return null;
  const unit = unitsOwing(plan, month).find(({ id }) => id === source.unit);
  if (unit === undefined) return null;
  const { at: due } = workingCalendar(plan.calendar).dueOf(unit.id, month);
  return { spreadsheet, unit, month, due, at, isSigned: mark !== null };
}

function lastDueOf({ unit }: GoogleSource, at: Moment, plan: Plan): Month | null {
  const current = parseMonth(at.slice(0, 7));
  if (current === null) return null;
  const calendar = workingCalendar(plan.calendar);
  const owner = plan.units.find(({ id }) => id === unit);
  const isDue = (month: Month): boolean =>
    owner !== undefined && calendar.dueOf(owner.id, month).at <= at;
  return [current, addMonths(current, -1)].find(isDue) ?? current;
}

/** Whether a moment is the deadline or behind it, and not so long behind that nobody waits for it any more. */
function isDue({ due, at }: Pick<Owed, 'due' | 'at'>): boolean {
  return due <= at && epochOfMoment(at) - epochOfMoment(due) <= LOOKED_DAYS * DAY_MS;
}

/** Says that a sheet is not ticked: before the deadline that it is waited for, then that it counts as not reported. */
export async function noteUnticked(owed: Owed | null, name: string, round: Round): Promise<void> {
  if (owed === null || !isDue(owed) || (await hasReported(owed.unit.id, owed.month, round))) {
    round.unticked.add(name);
    return;
  }
  await noted('sheet-unticked', owed, round);
  round.untickedAtDue.add(`${name}（${chinesePeriod(owed.month)}）`);
}

/** That what it held at the deadline was returned: what comes in its place did not come in time. */
export async function noteReturned(
  owed: Owed | null,
  { outcome }: Pick<Receipt, 'outcome'>,
  round: Round,
): Promise<void> {
  if (owed === null || !isDue(owed) || outcome === 'accepted') return;
  if (await hasReported(owed.unit.id, owed.month, round)) return;
  await noted('sheet-returned', owed, round);
}

async function noted(what: SheetAct['what'], owed: Owed, round: Round): Promise<void> {
  const { spreadsheet, unit, month, due } = owed;
  const held = await actsOf(spreadsheet, month, round);
  if (held.some((act) => act.what === what && act.due === due)) return;
  await enter({ what, spreadsheet, unit: unit.id, month, due }, round);
}

/**
 * When a sheet that is new behind its deadline was submitted: when Drive says it was last changed, where that was in time and no
 * look of ours has found it otherwise since. Asked of Drive now and not before the sheet was read, so that no later change is in it.
 */
export async function submittedBefore(
  owed: Owed | null,
  { title, seen }: Readonly<{ title: string; seen: Moment }>,
  round: Round,
): Promise<Pick<Arrival, 'submittedAt' | 'remarks'>> {
  if (owed === null || seen === owed.due || !isDue({ due: owed.due, at: seen })) return {};
  const { spreadsheet, unit, month, due } = owed;
  const held = await actsOf(spreadsheet, month, round);
  const wasOpen = held.some(
    ({ what, due: of }) => of === due && (what === 'sheet-unticked' || what === 'sheet-returned'),
  );
  if (wasOpen || (await hasReported(unit.id, month, round))) return {};
  const modified = await modifiedOf(spreadsheet, round);
  if (modified === null || modified > due) return {};
  const details = { seen: chineseMoment(seen), modified: chineseMoment(modified) };
  return { submittedAt: modified, remarks: [sheetFinding('G_SEEN_LATE', title, details)] };
}

/** Where Drive may not be asked of one sheet, nobody knows better than we have seen. @throws Refusal for what may be better in the next round, and for the account's own fault. */
async function modifiedOf(spreadsheet: string, { google }: Round): Promise<Moment | null> {
  try {
    return (await google.driveSheet(spreadsheet)).modified;
  } catch (error) {
    const isRefused = error instanceof Refusal && googleStateOf(error) !== null;
    if (!isRefused || isPassing(error) || isOfAccount(error)) throw error;
    return null;
  }
}

/**
 * Locks a sheet once for each deadline, and opens again what we locked for one that has been moved since.
 *
 * @returns false where Google cannot be reached, so that others need not be tried.
 */
export async function lockAtDue(owed: Owed, round: Round): Promise<boolean> {
  if (!owed.isSigned || !round.known.mayWrite) return true;
  const { spreadsheet, month, due, at } = owed;
  const held = await actsOf(spreadsheet, month, round);
  const isNoted = held.some(
    (act) => act.due === due && (act.what === 'sheet-locked' || act.what === 'sheet-lock-refused'),
  );
  if (isDue(owed) && !isNoted) return lock(owed, round);
  const earlier = held.findLast((act) => act.due !== due && act.what === 'sheet-locked');
  const isOpen = held.some((act) => act.due === earlier?.due && act.what === 'sheet-unlocked');
  return at >= due || earlier === undefined || isOpen || unlock(owed, earlier.due, round);
}

async function lock(owed: Owed, round: Round): Promise<boolean> {
  const { spreadsheet, due } = owed;
  const { google } = round;
  const why = await refusedBy(async () => {
    const { lockedFor, lock: locked } = await google.driveSheet(spreadsheet);
    // Whoever opened it again by hand may report late; who locked it himself knows why.
    if (lockedFor !== due && locked === null) {
      await google.lock(spreadsheet, lockReason(chineseMoment(due)), due);
    }
    await noted('sheet-locked', owed, round);
  });
  const isForGood = why !== null && !isPassing(why) && !isOfAccount(why);
  if (isForGood) await noted('sheet-lock-refused', owed, round);
  return why === null || told('G_LOCK_REFUSED', why, owed, round);
}

async function unlock(owed: Owed, lockedFor: Moment, round: Round): Promise<boolean> {
  const { spreadsheet } = owed;
  const { google } = round;
  const why = await refusedBy(async () => {
    const file = await google.driveSheet(spreadsheet);
    // The deadline is not to be seen by another account than the one that locked it; the act tells of it.
    if (['', lockedFor].includes(file.lockedFor) && file.lock?.startsWith(LOCK_MARK) === true) {
      await google.unlock(spreadsheet);
    }
    await noted('sheet-unlocked', { ...owed, due: lockedFor }, round);
  });
  return why === null || told('G_UNLOCK_REFUSED', why, owed, round);
}

/** What Google refused of it; null where nothing. */
async function refusedBy(work: () => Promise<void>): Promise<Refusal | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof Refusal) || googleStateOf(error) === null) throw error;
    return error;
  }
}

function told(
  code: 'G_LOCK_REFUSED' | 'G_UNLOCK_REFUSED',
  why: Refusal,
  { unit }: Owed,
  { findings, known }: Round,
): boolean {
  findings.push(googleFinding(code, { unit: unit.name, why: whyUnwritten(why) }));
  // The other sheets would be refused for the same reason.
  if (isOfAccount(why)) known.mayWrite = false;
  return !isPassing(why);
}
