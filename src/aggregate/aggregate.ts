/** What the ledger held, made into where everyone stands (汇总表). */
import { BASELINE } from '../model/baseline.ts';
import type { Moment } from '../model/day.ts';
import {
  lastMonth,
  periodType,
  previousPeriod,
  yearBefore,
  yearOf,
  type Period,
} from '../model/period.ts';
import { targetIn, validAt, type Indicator, type Plan } from '../model/plan.ts';
import type { IndicatorBoard, Scoreboard, SectionBoard, Standing } from '../model/scoreboard.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { beforeOf, snapshotBefore } from './before.ts';
import { comparisonOf } from './comparison.ts';
import { decemberBefore, factsOf, type Facts } from './facts.ts';
import { progressOf } from './progress.ts';
import { isTooFew, NO_PLACE, rankedBy, ranksOf } from './ranking.ts';
import { reportingBoard } from './reporting-rate.ts';
import { tallyBoard } from './roll-up.ts';
import { scoresOf } from './score.ts';
import { reportedSide, type Tally, type TallyBoard } from './tally.ts';
import { taskBoards, textBoards } from './tasks.ts';
import { monthsOf } from './trend.ts';

/**
 * The whole scoreboard of the snapshot's period, by the named formulas of `model/catalogue/formulas.ts`.
 *
 * Pure: the same snapshot, plan and moment give the same scoreboard, whatever the order of the submissions.
 *
 * @param asOf when the question is asked; decides between missing and not yet due, and how late the missing are. The
 *   board speaks as of then, or as of the latest report or return that the snapshot holds, should that be later.
 */
export function aggregate(snapshot: Snapshot, plan: Plan, asOf: Moment): Scoreboard {
  const earlier = snapshotBefore(snapshot);
  const before = earlier === null ? null : beforeOf(boardAt(earlier, plan, asOf));
  return { ...boardAt(snapshot, plan, asOf), before };
}

function boardAt(snapshot: Snapshot, plan: Plan, asOf: Moment): Omit<Scoreboard, 'before'> {
  const facts = factsOf(snapshot, plan);
  const { period } = snapshot;
  const indicators = validAt(plan.indicators, period);
  const sections: readonly SectionBoard[] = plan.sections
    .map((section) => ({
      section,
      indicators: indicators
        .filter((indicator) => indicator.section === section.id)
        .map((indicator) => indicatorBoard(facts, indicator, period)),
    }))
    .filter((board) => board.indicators.length > 0);
  const month = lastMonth(period);
  return {
    period,
    mark: snapshot.mark,
    begins: snapshot.begins,
    baselines: baselinesIn(snapshot),
    snapshot: snapshot.sha256,
    asOf: latest([asOf, ...heldMoments(snapshot)]),
    plan: plan.version,
    units: facts.units(month).map(({ id, name }) => ({ type: 'unit', id, name })),
    sections,
    scores: scoresOf(plan, sections, facts.units(month, 'county')),
    tasks: taskBoards(facts, period, asOf),
    texts: textBoards(facts, period),
    reporting: reportingBoard(facts, period, asOf),
  };
}

function baselinesIn({ submissions }: Snapshot): Scoreboard['baselines'] {
  const years = new Map(
    submissions
      .filter(({ form }) => form === BASELINE)
      .map(({ period, id }) => [yearOf(period), id]),
  );
  return [...years].map(([year, receipt]) => ({ year, receipt }));
}

/** When whatever counts in the figures came in; the same bytes again count for nothing. */
function heldMoments({ submissions, arrivals }: Snapshot): readonly Moment[] {
  const counted = arrivals.filter(({ outcome }) => outcome !== 'seen-before');
  return [...submissions.map(({ arrivedAt }) => arrivedAt), ...counted.map(({ at }) => at)];
}

function latest(moments: readonly [Moment, ...Moment[]]): Moment {
  return moments.reduce((a, b) => (b > a ? b : a));
}

function indicatorBoard(facts: Facts, indicator: Indicator, period: Period): IndicatorBoard {
  const now = tallyBoard(facts, indicator, period);
  const previous = boardOf(facts, indicator, previousPeriod(period));
  const isNewYear =
    periodType(period) !== 'year' && yearOf(previousPeriod(period)) < yearOf(period);
  const lastYear = boardOf(facts, indicator, yearBefore(period));
  const opening =
    indicator.kind === 'stock' ? boardOf(facts, indicator, decemberBefore(period)) : null;
  const target = targetIn(facts.plan, indicator.code, period);
  const judged = { plan: facts.plan, indicator, period, target };
  const onBoard = new Set(now.units.map((unit) => unit.holder.id));

  function standing(tally: Tally): Standing {
    const other = (board: TallyBoard | null): Tally | null => tallyOf(board, tally.holder.id);
    return {
      ...reportedSide(tally),
      ...progressOf(judged, tally, other(opening)),
      ...comparisonOf({
        indicator,
        now: tally,
        previous: other(previous),
        yearBefore: other(lastYear),
        isNewYear,
        onBoard,
      }),
      ...NO_PLACE,
    };
  }

  const units = now.units.map(standing);
  const city = standing(now.city);
  const tooFew = isTooFew(indicator, city, units);
  const ranks: ReturnType<typeof ranksOf> = tooFew ? new Map() : ranksOf(indicator, units);
  const isCounted = indicator.kind === 'flow' || indicator.kind === 'stock';
  return {
    indicator,
    city,
    months: isCounted
      ? monthsOf(judged, (month) => boardOf(facts, indicator, month), opening?.city ?? null)
      : [],
    groups: now.groups.map(standing),
    units: units.map((unit) => ({ ...unit, ...(ranks.get(unit.holder.id) ?? NO_PLACE) })),
    rankedBy: rankedBy(indicator, units),
    isTooFew: tooFew,
  };
}

/** The same indicator in another period; null where it was not yet, or nobody's report is held. */
function boardOf(facts: Facts, indicator: Indicator, period: Period): TallyBoard | null {
  const month = lastMonth(period);
  const version = facts.version(indicator, period);
  const isHeld = facts.units(month).some((unit) => facts.isHeld(unit.id, month));
  return version !== null && isHeld ? tallyBoard(facts, version, period) : null;
}

function tallyOf(board: TallyBoard | null, holder: string): Tally | null {
  if (board === null) return null;
  if (board.city.holder.id === holder) return board.city;
  return [...board.groups, ...board.units].find((tally) => tally.holder.id === holder) ?? null;
}
