/** Where a figure may not be held against a target: it holds less, or something else, than the target is for. */
import type { Indicator } from '../model/plan.ts';
import type { Absence } from '../model/scoreboard.ts';
import type { Tally } from './tally.ts';

/**
 * Why nothing is judged by a holder's reached amount; null where it may be. A 累计 that is nobody's of this period, one
 * known to lack months, and a sum that lacks a unit are figures, but no measure of what was done by now. A sum with an
 * earlier 累计 beside own ones lacks nobody: it is held against the target, see `holdsEarlier`. A ratio says itself what
 * it is of.
 */
export function withheld({ kind }: Indicator, tally: Tally): Absence | null {
  if (kind !== 'flow' && kind !== 'stock') return null;
  if (tally.carried.length > 0 && tally.coverage.having.length === 0) return 'carried';
  if (tally.holder.type !== 'unit' && lacksUnit(tally)) return 'lacks-unit';
  return tally.lacking.length > 0 ? 'lacks-month' : null;
}

/** Whether a total holds the earlier 累计 of a unit that still owes it: it is at least what it says, and may be more. */
export function holdsEarlier({ holder, coverage, carried }: Tally): boolean {
  const owing = new Set(coverage.owing);
  return holder.type !== 'unit' && carried.some(({ unit }) => owing.has(unit));
}

/** Whether a unit that owes the item is in the sum neither by its own figure nor by an earlier one. */
function lacksUnit({ coverage, carried }: Tally): boolean {
  const held = new Set([...coverage.having, ...carried.map(({ unit }) => unit)]);
  return coverage.owing.some((unit) => !held.has(unit));
}
