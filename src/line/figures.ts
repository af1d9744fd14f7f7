/** The figures of a period as documents show them, out of the ledger as it stands at the world's moment. */
import { aggregate } from '../aggregate/aggregate.ts';
import { snapshotBefore } from '../aggregate/before.ts';
import type { Moment } from '../model/day.ts';
import type { Period } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import type { Scoreboard } from '../model/scoreboard.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { workingCalendar } from '../model/working-calendar.ts';
import type { World } from '../model/world.ts';

/**
 * The figures of a period as a document shows them.
 *
 * Once the issue moment has come they are told as of that moment, so that the same snapshot, plan and template give the
 * same bytes on whatever later day (law 7); before, as of now, so that nobody is called missing too early. A correction
 * that comes after the issue moment is in the figures all the same: the board's `asOf` then says so.
 */
export async function figures(period: Period, plan: Plan, world: World): Promise<Scoreboard> {
  return aggregate(await heldFor(period, world), plan, spokenAt(period, plan, world));
}

/** The period before, out of the same snapshot; null where the period begins the year, or nothing was reported before it. */
export async function figuresBefore(
  period: Period,
  plan: Plan,
  world: World,
): Promise<Scoreboard | null> {
  const before = snapshotBefore(await heldFor(period, world));
  return before === null ? null : aggregate(before, plan, spokenAt(period, plan, world));
}

function heldFor(period: Period, { ledger, now }: World): Promise<Snapshot> {
  return ledger.snapshot(period, now());
}

function spokenAt(period: Period, plan: Plan, world: World): Moment {
  const issue = issueMoment(period, plan);
  const now = world.now();
  return now < issue ? now : issue;
}

/** When the calendar has the period's bulletin issued. */
export function issueMoment(period: Period, plan: Plan): Moment {
  return workingCalendar(plan.calendar).issue(period);
}

/** The same world at another moment. */
export function asOf(world: World, at: Moment): World {
  return { ...world, now: () => at };
}
