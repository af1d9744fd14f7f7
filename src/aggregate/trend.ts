/** How far the city had come by the end of each month of the year, against the target that holds now. */
import { monthsToDate, type Month } from '../model/period.ts';
import type { Figure, FigureId, Lineage, MonthProgress, Source } from '../model/scoreboard.ts';
import { lineage } from './figure.ts';
import { progressOf, type Judged } from './progress.ts';
import type { Tally, TallyBoard } from './tally.ts';

/**
 * Months of which somebody's report is held, in order; none without a target.
 *
 * @param boardIn the tallies of a month of the year; null where nobody's report is held.
 * @param opening the city's tally of last December; null when it had none.
 */
export function monthsOf(
  judged: Judged,
  boardIn: (month: Month) => TallyBoard | null,
  opening: Tally | null,
): readonly MonthProgress[] {
  if (judged.target === null) return [];
  return monthsToDate(judged.period).flatMap((month) => {
    const board = boardIn(month);
    if (board === null) return [];
    const due = { ...judged, period: month };
    const { completion, scheduled, gap, target } = progressOf(due, board.city, opening);
    const named = (figure: Figure, from: Lineage): Figure => ({
      ...figure,
      id: idIn(figure, month),
      lineage: from,
    });
    return [
      {
        month,
        // The month's own 累计 is no figure of the board: the cells that it was made from stand in its place.
        completion: named(
          completion,
          lineage('completion', [target.id], cellsOf(judged, board.city)),
        ),
        scheduled: named(scheduled, scheduled.lineage),
        gap: named(
          gap,
          lineage('gap-in-points', [idIn(completion, month), idIn(scheduled, month)]),
        ),
      },
    ];
  });
}

function cellsOf({ indicator }: Judged, { parts }: Tally): readonly Source[] {
  return parts.flatMap((part) => {
    const reached = indicator.kind === 'flow' ? part.cumulative : part.period;
    return reached.value === null ? [] : reached.lineage.sources;
  });
}

/** `RC01/city/completion@2007-03`. */
function idIn({ id }: Figure, month: Month): FigureId {
  return `${id}@${month}`;
}
