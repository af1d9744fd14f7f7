/** Places among units (位次): exact, and shared by those that are equal: 1-1-3. */
import { compareFractions, decimal, whole, type Fraction } from '../model/decimal.ts';
import type { Indicator } from '../model/plan.ts';
import type { Figure, Standing } from '../model/scoreboard.ts';
import { isOwn } from './tally.ts';

/** What a place is decided by; null for who is not ranked. */
export type Contender<Id> = Readonly<{ id: Id; by: Fraction | null }>;

/** The place of each contender that has a value, from 1; equals share it and the next place is skipped. */
export function placesOf<Id>(
  contenders: readonly Contender<Id>[],
  direction: Indicator['direction'],
): ReadonlyMap<Id, number> {
  const sign = direction === 'higher' ? -1 : 1;
  const ranked = contenders
    .flatMap(({ id, by }) => (by === null ? [] : [{ id, by }]))
    .sort((a, b) => sign * compareFractions(a.by, b.by));
  const places = new Map<Id, number>();
  let shared = 1;
  ranked.forEach(({ id, by }, at) => {
    const above = ranked[at - 1];
    if (above === undefined || compareFractions(above.by, by) !== 0) shared = at + 1;
    places.set(id, shared);
  });
  return places;
}

type Rankable = Pick<
  Standing,
  'holder' | 'state' | 'target' | 'completion' | 'period' | 'cumulative' | 'lacking'
>;

/**
 * An amount without targets of which there is less than one for each unit that has a figure, or none in most of them:
 * nobody leads or trails.
 */
export function isTooFew(
  indicator: Indicator,
  city: Rankable,
  units: readonly Rankable[],
): boolean {
  const isAmount = indicator.kind === 'flow' || indicator.kind === 'stock';
  if (!isAmount || [city, ...units].some(({ target }) => target.value !== null)) return false;
  const figures = units.flatMap((unit) => valueOf(indicator, unit).value ?? []);
  const total = valueOf(indicator, city).value;
  const count = whole(decimal(String(figures.length)));
  const few = total !== null && compareFractions(total, count) < 0;
  return few || figures.filter(({ n }) => n.eq(0)).length * 2 > figures.length;
}

/**
 * The places of an indicator's units by holder id: by completion as soon as one of them has a target, else by value.
 * A city-only indicator and an external place rank nobody; nor is ranked who has no exact figure of its own, or a
 * 累计 that is known to lack months.
 */
export function ranksOf(
  indicator: Indicator,
  units: readonly Rankable[],
): ReadonlyMap<string, number> {
  if (indicator.by === 'city' || indicator.kind === 'rank') return new Map();
  const byTarget = indicator.kind !== 'ratio' && units.some((unit) => unit.target.value !== null);
  const contenders = units.map((unit) => ({
    id: unit.holder.id,
    by: isRanked(unit) ? exact(byTarget ? unit.completion : valueOf(indicator, unit)) : null,
  }));
  return placesOf(contenders, indicator.direction);
}

function isRanked({ state, lacking }: Rankable): boolean {
  return isOwn(state) && lacking.length === 0;
}

function valueOf(indicator: Indicator, unit: Rankable): Figure {
  return indicator.kind === 'flow' ? unit.cumulative : unit.period;
}

function exact(figure: Figure): Fraction | null {
  return figure.bound === null ? figure.value : null;
}
