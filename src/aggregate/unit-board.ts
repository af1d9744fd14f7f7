/** Takes one unit's part out of a scoreboard (一县一单), with what only that unit is to know: what it lacks, and what it costs. */
import {
  addFractions,
  compareFractions,
  decimal,
  divideFractions,
  multiplyFractions,
  subtractFractions,
  whole,
  ZERO,
  type Fraction,
} from '../model/decimal.ts';
import type { Period } from '../model/period.ts';
import type { OrgUnitId, Plan } from '../model/plan.ts';
import type {
  Figure,
  IndicatorBoard,
  Scoreboard,
  SectionBoard,
  Standing,
  UnitScore,
} from '../model/scoreboard.ts';
import type { Best, PlaceBefore, UnitBoard, UnitEntry } from '../model/unit-board.ts';
import { absentFigure, figureId, lineage, present } from './figure.ts';
import { capped, isCounted, partsOf, type Part } from './score.ts';

type Asked = Readonly<{
  board: Scoreboard;
  /** The same as of the period before; null where places are not to be held against it. */
  before: Scoreboard | null;
  plan: Plan;
  unit: OrgUnitId;
}>;

/** @throws RangeError for a unit that is not on the board: that is a bug. */
export function unitBoard(asked: Asked): UnitBoard {
  const { board, before, unit } = asked;
  const holder = board.units.find(({ id }) => id === unit);
  if (holder === undefined) throw new RangeError(`no unit ${unit} on the board`);
  const scores = overallScores(board);
  const score = scores.find((one) => one.unit === unit) ?? null;
  const bestScore = bestOf(board, scores, (one) => one.score);
  const entries = board.sections.flatMap((section) => entriesOf(asked, section));
  return {
    period: board.period,
    mark: board.mark,
    asOf: board.asOf,
    begins: board.begins,
    unit: holder,
    entries,
    score,
    scored: scores.filter(({ rank }) => rank !== null).length,
    sharing: scores.filter(({ rank }) => rank !== null && rank === score?.rank).length,
    bestScore,
    toBestScore: distance(
      figureId('score:all', unit, 'toBest'),
      score?.score ?? null,
      bestScore?.figure ?? null,
    ),
    scoreBefore: before === null ? null : scoreBefore(before, unit),
    weights: weightsOf(countedOf(asked)),
    cost: wholeCost(figureId('score:all', unit, 'cost'), score, entries),
    before: before?.period ?? null,
    tasks: board.tasks.flatMap(({ task, timing, units }) => {
      const standing = units.find((one) => one.unit === unit);
      return standing === undefined ? [] : [{ task, timing, standing }];
    }),
    reports: board.reporting.reports.filter((report) => report.unit === unit),
  };
}

function overallScores({ scores }: Scoreboard): readonly UnitScore[] {
  return scores.find(({ section }) => section === null)?.units ?? [];
}

function scoreBefore(before: Scoreboard, unit: OrgUnitId): PlaceBefore | null {
  const score = overallScores(before).find((one) => one.unit === unit);
  return placeBefore(before.period, score?.rank, figureId('score:all', unit, 'rank'));
}

/** `2007-04:RC01/shouguang/rank`: the place of another period than the board's. */
function placeBefore(
  period: Period,
  rank: number | null | undefined,
  id: string,
): PlaceBefore | null {
  return rank === null || rank === undefined ? null : { rank, id: `${period}:${id}` };
}

function entriesOf(asked: Asked, { section, indicators }: SectionBoard): readonly UnitEntry[] {
  const { board, before, unit } = asked;
  return indicators.flatMap((entry): readonly UnitEntry[] => {
    const { indicator, rankedBy, units } = entry;
    const standing = units.find(({ holder }) => holder.id === unit);
    if (standing === undefined) return [];
    const best = units.length > 1 ? bestStanding(board, entry) : null;
    const own = indicator.kind === 'ratio' ? standing.period : standing.completion;
    return [
      {
        section,
        indicator,
        rankedBy,
        standing,
        ranked: units.filter(({ rank }) => rank !== null).length,
        sharing: units.filter(({ rank }) => rank !== null && rank === standing.rank).length,
        best,
        toBest: distance(figureId(indicator.code, unit, 'toBest'), own, best?.figure ?? null),
        cost: cost(asked, entry, standing),
        before: before === null ? null : rankBefore(before, entry, unit),
      },
    ];
  });
}

function bestStanding(
  board: Scoreboard,
  { indicator, rankedBy, units }: IndicatorBoard,
): Best | null {
  if (indicator.kind === 'ratio') return bestOf(board, units, ({ period }) => period);
  return rankedBy === 'completion' ? bestOf(board, units, ({ completion }) => completion) : null;
}

type Placed = Readonly<{ rank: number | null }> & (UnitScore | Standing);

/** Only what is printed of them goes along: their names and the figure, without the cells it was read from. */
function bestOf<T extends Placed>(
  board: Scoreboard,
  all: readonly T[],
  figureOf: (one: T) => Figure,
): Best | null {
  const first = all.filter(({ rank }) => rank === 1);
  const figures = first.map(figureOf).filter(({ value }) => value !== null);
  const [figure] = figures;
  if (figure === undefined) return null;
  const ids = new Set<string>(first.map((one) => ('unit' in one ? one.unit : one.holder.id)));
  const names = board.units.filter(({ id }) => ids.has(id)).map(({ name }) => name);
  return { names, figure: { ...figure, lineage: { ...figure.lineage, sources: [] } } };
}

function distance(id: string, own: Figure | null, best: Figure | null): Figure {
  const operands = [own, best].flatMap((figure) => figure?.id ?? []);
  const from = lineage('distance-to-best', operands);
  if (own === null || best === null) return absentFigure(id, 'not-of-this-kind', from);
  if (own.value === null || best.value === null) {
    return absentFigure(id, own.absent ?? best.absent ?? 'blank', from);
  }
  return present(id, subtractFractions(own.value, best.value), from);
}

function rankBefore(
  before: Scoreboard,
  { indicator }: IndicatorBoard,
  unit: OrgUnitId,
): PlaceBefore | null {
  const entry = before.sections
    .flatMap(({ indicators }) => indicators)
    .find((one) => one.indicator.code === indicator.code);
  const standing = entry?.units.find(({ holder }) => holder.id === unit);
  return placeBefore(before.period, standing?.rank, figureId(indicator.code, unit, 'rank'));
}

/** What counts in the unit's composite score. */
function countedOf({ board, unit }: Asked): readonly Part[] {
  const all = board.sections.flatMap(({ indicators }) => indicators);
  return partsOf(all, unit).filter(({ standing }) => isCounted(standing));
}

function weightsOf(parts: readonly Part[]): number {
  return parts.reduce((total, { weight }) => total + weight, 0);
}

/** Where the unit has no score at all, nothing costs it any. */
function cost(asked: Asked, entry: IndicatorBoard, standing: Standing): Figure {
  const { board, plan, unit } = asked;
  const { completion, scheduled } = standing;
  const id = figureId(entry.indicator.code, unit, 'cost');
  const from = lineage('cost-of-score', [completion.id, scheduled.id]);
  const counted = countedOf(asked);
  const part = counted.find((one) => one.standing === standing);
  const overall = overallScores(board).find((one) => one.unit === unit);
  const why = overall === undefined ? 'not-of-this-kind' : overall.score.absent;
  if (part === undefined || why !== null) {
    return absentFigure(id, why ?? 'not-of-this-kind', from);
  }
  if (completion.value === null || scheduled.value === null) {
    return absentFigure(id, scheduled.absent ?? 'no-target', from);
  }
  const short = subtractFractions(capped(scheduled.value, plan), capped(completion.value, plan));
  const weighed = multiplyFractions(atLeastZero(short), ofWeight(part.weight));
  const points = divideFractions(weighed, ofWeight(weightsOf(counted)));
  return points === null ? absentFigure(id, 'zero-base', from) : present(id, points, from);
}

function ofWeight(weight: number): Fraction {
  return whole(decimal(String(weight)));
}

function wholeCost(id: string, score: UnitScore | null, entries: readonly UnitEntry[]): Figure {
  const costs = entries.map((entry) => entry.cost).filter(({ value }) => value !== null);
  const operands = costs.map((each) => each.id);
  const from = lineage('cost-of-score', operands);
  const why = score === null ? 'not-of-this-kind' : score.score.absent;
  if (why !== null) return absentFigure(id, why, from);
  const values = costs.flatMap(({ value }) => value ?? []);
  return present(id, values.reduce(addFractions, whole(ZERO)), from);
}

function atLeastZero(value: Fraction): Fraction {
  return compareFractions(value, whole(ZERO)) < 0 ? whole(ZERO) : value;
}
