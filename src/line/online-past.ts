/** Which sheets in a folder are of a month gone by, so that not every one of a year has to be read in every round. */
import { epochOfMoment, type Moment } from '../model/day.ts';
import type { DriveSheet } from '../model/google.ts';
import { isMonth } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import type { Receipt } from '../model/submission.ts';
import { workingCalendar } from '../model/working-calendar.ts';
import type { Round } from './online-round.ts';
import { keysOf } from './online-snapshot.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Whether a sheet was accepted, a day has gone by since and since its deadline, and nobody has changed it after it was read:
 * its last change lies an hour before, or is what we wrote into it ourselves then. Drive may lag, but not by that much; all
 * rounds of that day have read it.
 */
export async function isPast(
  { id, modified, byUs }: DriveSheet,
  { plan, world }: Round,
): Promise<boolean> {
  const last = await world.ledger.lastArrivalUnder(keysOf(id));
  if (last === null || modified === null) return false;
  const due = dueOf(await world.ledger.receiptOf(last.key), plan);
  if (due === null) return false;
  const now = epochOfMoment(world.now());
  const isLongAgo = [due, last.at].every((at: Moment) => now - epochOfMoment(at) > DAY_MS);
  const behind = epochOfMoment(modified) - epochOfMoment(last.at);
  return isLongAgo && (byUs ? behind < HOUR_MS : behind < -HOUR_MS);
}

/** When what was accepted was due; null where nothing was. */
function dueOf(receipt: Receipt | null, { calendar }: Plan): Moment | null {
  const { outcome, unit = null, period = null } = receipt ?? {};
  if (outcome !== 'accepted' || unit === null || period === null || !isMonth(period)) return null;
  return workingCalendar(calendar).dueOf(unit, period).at;
}
