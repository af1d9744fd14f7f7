/** The scoreboard as the bulletin judges it: nothing is held against a target that it cannot be compared with. */
import type { Absence, Figure, IndicatorBoard, Scoreboard, Standing } from '../model/scoreboard.ts';

/**
 * The same scoreboard without the verdicts that the page may not give: on a unit whose 累计 is an earlier month's, and
 * on a stock's sum that lacks a unit, for the target is that of all. Figures keep their ids and origins.
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
    units: entry.units.map((unit) =>
      isCarried(unit) ? unjudged(unit, unit.period.absent ?? 'no-form') : unit,
    ),
  };
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
