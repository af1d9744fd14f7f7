/** The period before, out of the same snapshot: what a bulletin says has changed since then rests on nothing else (law 7). */
import { firstMonth, lastMonth, periodType, previousPeriod, yearOf } from '../model/period.ts';
import type { Before } from '../model/before.ts';
import type { Scoreboard } from '../model/scoreboard.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** Null where the period begins the year, in which paces and places begin anew, or nothing is held of the one before. */
export function snapshotBefore(snapshot: Snapshot): Snapshot | null {
  const { period, submissions } = snapshot;
  if (periodType(period) === 'year') return null;
  const before = previousPeriod(period);
  const held = submissions.filter((one) => one.period <= lastMonth(before));
  const isHeld = held.some((one) => one.period >= firstMonth(before));
  if (!isHeld || yearOf(before) !== yearOf(period)) return null;
  return { ...snapshot, period: before, submissions: held, arrivals: [] };
}

export function beforeOf(board: Omit<Scoreboard, 'before'>): Before {
  const all = board.sections.flatMap(({ indicators }) => indicators);
  const overall = board.scores.find(({ section }) => section === null)?.units ?? [];
  return {
    period: board.period,
    paces: Object.fromEntries(
      all.flatMap(({ indicator, city: { pace } }) =>
        pace === null ? [] : [[indicator.code, pace] as const],
      ),
    ),
    places: Object.fromEntries(
      overall.flatMap(({ unit, rank }) => (rank === null ? [] : [[unit, rank] as const])),
    ),
  };
}
