/** The scoreboard as the bulletin judges it: no verdict where there is nothing to compare with, no places for next to nothing. */
import { compareFractions, decimal, whole } from '../model/decimal.ts';
import type { Absence, Figure, IndicatorBoard, Scoreboard, Standing } from '../model/scoreboard.ts';
import { hasTarget, isAmount, isZero, mainFigure } from './matter.ts';

/**
 * The same scoreboard without the verdicts that the page may not give: on a unit whose 累计 is an earlier month's, on
 * a stock's sum that lacks a unit, for the target is that of all, and places where `isTooFew`. Figures keep their ids
 * and origins.
 */
export function judgedBoard(board: Scoreboard): Scoreboard {
  return {
    ...board,
    sections: board.sections.map((section) => ({
      ...section,
      indicators: section.indicators.map(judgedEntry),
    })),
  };
}

function judgedEntry(entry: IndicatorBoard): IndicatorBoard {
  const judge = (standing: Standing): Standing =>
    isIncompleteStock(entry, standing) ? unjudged(standing, 'not-of-this-kind') : standing;
  return {
    ...entry,
    city: judge(entry.city),
    groups: entry.groups.map(judge),
    units: entry.units.map((unit) => {
      const placed = isTooFew(entry) ? { ...unit, rank: null } : unit;
      return isCarried(unit) ? unjudged(placed, unit.period.absent ?? 'no-form') : placed;
    }),
  };
}

/** An amount without targets of which there is less than one for each unit, or none in most of them: nobody leads or trails. */
export function isTooFew(entry: IndicatorBoard): boolean {
  if (!isAmount(entry) || hasTarget(entry)) return false;
  const { indicator, city, units } = entry;
  const figures = units
    .map((unit) => mainFigure(indicator, unit))
    .filter(({ value }) => value !== null);
  const total = mainFigure(indicator, city).value;
  const count = whole(decimal(String(figures.length)));
  const few = total !== null && compareFractions(total, count) < 0;
  return few || figures.filter(isZero).length * 2 > figures.length;
}

/** A unit without a report of its own in the period, whose 累计 is an earlier month's. */
export function isCarried({ holder, carried }: Standing): boolean {
  return holder.type === 'unit' && carried.length > 0;
}

/** A city's or group's level that lacks units which owe it: less than the whole that the target is for. */
export function isIncompleteStock(
  { indicator }: Pick<IndicatorBoard, 'indicator'>,
  { holder, coverage }: Standing,
): boolean {
  const lacking = coverage.having.length < coverage.owing.length;
  return indicator.kind === 'stock' && holder.type !== 'unit' && lacking;
}

function unjudged(standing: Standing, absent: Absence): Standing {
  const without = (figure: Figure): Figure =>
    figure.value === null ? figure : { ...figure, value: null, bound: null, absent };
  const { completion, scheduled, gap } = standing;
  const schedule = absent === 'not-of-this-kind' ? without(scheduled) : scheduled;
  return {
    ...standing,
    completion: without(completion),
    scheduled: schedule,
    gap: without(gap),
    pace: null,
  };
}
