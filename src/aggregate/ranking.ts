/** Places among units (位次): exact, and shared by those that are equal: 1-1-3. */
import type { Bound } from '../model/bound.ts';
import {
  compareFractions,
  decimal,
  divideFractions,
  whole,
  type Fraction,
} from '../model/decimal.ts';
import type { Indicator } from '../model/plan.ts';
import type { Absence, Figure, IndicatorBoard, Standing } from '../model/scoreboard.ts';
import { absenceOf } from './figure.ts';
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

/** What is known of a unit whose amount is no exact one: only where it lies, and with `about` not even that. */
type Vague = Readonly<{ value: Fraction | null; bound: Bound; below: Fraction | null }>;

/** Whether a vague amount is surely better than an exact one, surely not, or may be either. */
function isBetter(
  { value, bound, below }: Vague,
  than: Fraction,
  direction: Indicator['direction'],
): boolean | 'unknown' {
  if (value === null || bound === 'about') return 'unknown';
  if (below !== null && compareFractions(below, than) <= 0) return direction === 'lower';
  const isBeyond = compareFractions(value, than) === (direction === 'higher' ? 1 : -1);
  const isAtLeast = (bound === 'over') === (direction === 'higher');
  if (isAtLeast) return isBeyond || 'unknown';
  return isBeyond ? 'unknown' : false;
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

type Place = Pick<Standing, 'rank' | 'rankAbsent'>;

/** Of totals, and where nobody is ranked. */
export const NO_PLACE: Place = { rank: null, rankAbsent: 'not-of-this-kind' };

export function rankedBy(
  { kind }: Indicator,
  units: readonly Rankable[],
): IndicatorBoard['rankedBy'] {
  const byTarget = kind !== 'ratio' && units.some((unit) => unit.target.value !== null);
  return byTarget ? 'completion' : 'value';
}

/**
 * The places of an indicator's units by holder id, by what `rankedBy` says.
 * A city-only indicator and an external place rank nobody; nor is ranked who has no exact figure of its own, or a
 * 累计 that is known to lack months. Who is known as a bound only takes part all the same: a unit of which it is not
 * sure on which side of it that one stands has no place.
 */
export function ranksOf(
  indicator: Indicator,
  units: readonly Rankable[],
): ReadonlyMap<string, Place> {
  if (indicator.by === 'city' || indicator.kind === 'rank') return new Map();
  const byTarget = rankedBy(indicator, units) === 'completion';
  const known = units.map((unit) => ({ unit, ...knownOf(indicator, unit, byTarget) }));
  const places = placesOf(
    known.map(({ unit, by }) => ({ id: unit.holder.id, by })),
    indicator.direction,
  );
  const vague = known.flatMap((one) => one.vague ?? []);
  return new Map(known.map(({ unit, by, absent }) => [unit.holder.id, placeOf(unit, by, absent)]));

  function placeOf({ holder }: Rankable, by: Fraction | null, absent: Absence | null): Place {
    const rank = places.get(holder.id);
    if (by === null || rank === undefined) return { rank: null, rankAbsent: absent ?? 'blank' };
    const better = vague.map((one) => isBetter(one, by, indicator.direction));
    if (better.includes('unknown')) return { rank: null, rankAbsent: 'approximate' };
    return { rank: rank + better.filter((is) => is === true).length, rankAbsent: null };
  }
}

/** `by`: what a place goes by; without it `absent`, and `vague` where the figure is there but not exact. */
type Known = Readonly<{ by: Fraction | null; vague: Vague | null; absent: Absence | null }>;

function knownOf(indicator: Indicator, unit: Rankable, byTarget: boolean): Known {
  const absent = unrankable(unit, byTarget);
  if (absent !== null) return { by: null, vague: null, absent };
  const figure = valueOf(indicator, unit);
  if (figure.value !== null && figure.bound === null) {
    const by = byTarget ? unit.completion : figure;
    return { by: by.value, vague: null, absent: by.absent };
  }
  if (figure.absent !== null && figure.absent !== 'approximate') {
    return { by: null, vague: null, absent: figure.absent };
  }
  return { by: null, vague: vagueOf(figure, byTarget ? unit.target : null), absent: 'approximate' };
}

/** Why a unit has no place, whatever its figure is. */
function unrankable({ state, lacking, target }: Rankable, byTarget: boolean): Absence | null {
  if (!isOwn(state)) return absenceOf(state);
  if (lacking.length > 0) return 'lacks-month';
  if (!byTarget) return null;
  return target.value?.n.eq(0) === true ? 'zero-base' : target.absent;
}

function vagueOf({ value, bound, below }: Figure, target: Figure | null): Vague {
  const aim = target?.value ?? null;
  const share = (of: Fraction | null): Fraction | null =>
    of === null || aim === null ? of : divideFractions(of, aim);
  return { value: share(value), bound: bound ?? 'about', below: share(below ?? null) };
}

function valueOf(indicator: Indicator, unit: Rankable): Figure {
  return indicator.kind === 'flow' ? unit.cumulative : unit.period;
}
