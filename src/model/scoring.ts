/** What the composite score (综合得分) is made from: asked by the arithmetic, by the words about it and by the plan's check. */
import type { Indicator } from './plan.ts';
import type { IndicatorBoard } from './scoreboard.ts';

/** What keeps an indicator out of every score, whatever its weight. */
export type Unscorable = 'rank' | 'ratio' | 'city' | 'part' | 'lower' | 'approximate';

/**
 * Why an indicator can have no part in a score; null where it can. Lower-is-better stays out, for a larger completion is
 * not an achievement there; a part (其中) is counted with its whole; the city's own figures are nobody's among the units;
 * what may be given as a bound has no target.
 */
export function unscorable({
  kind,
  by,
  partOf,
  direction,
  approximate,
}: Indicator): Unscorable | null {
  if (kind === 'ratio' || kind === 'rank') return kind;
  if (by === 'city') return 'city';
  if (partOf !== undefined) return 'part';
  if (direction === 'lower') return 'lower';
  return approximate ? 'approximate' : null;
}

/** Whether the indicator counts in the period's scores: it can, has a weight, and some unit has a target in it. */
export function isScored({ indicator, units }: IndicatorBoard): boolean {
  return (
    unscorable(indicator) === null &&
    indicator.weight > 0 &&
    units.some((unit) => unit.target.value !== null)
  );
}
