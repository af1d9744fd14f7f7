/** Composite scores (综合得分): weighted completions, capped, per section and over all. */
import {
  addFractions,
  compareFractions,
  decimal,
  divideFractions,
  multiplyFractions,
  whole,
  ZERO,
  type Fraction,
} from '../model/decimal.ts';
import type { OrgUnit, Plan, Section } from '../model/plan.ts';
import { isScored } from '../model/scoring.ts';
import type {
  Absence,
  Figure,
  IndicatorBoard,
  ScoreBoard,
  SectionBoard,
  Standing,
} from '../model/scoreboard.ts';
import { absentFigure, figureId, lineage, present } from './figure.ts';
import { placesOf } from './ranking.ts';

/** The sections' scores in the plan's order, then the overall one. */
export function scoresOf(
  plan: Plan,
  sections: readonly SectionBoard[],
  units: readonly OrgUnit[],
): readonly ScoreBoard[] {
  const each = sections.map((board) => scoreBoard(plan, board.section, board.indicators, units));
  const all = sections.flatMap((board) => board.indicators);
  return [...each, scoreBoard(plan, null, all, units)];
}

function scoreBoard(
  plan: Plan,
  section: Section | null,
  boards: readonly IndicatorBoard[],
  units: readonly OrgUnit[],
): ScoreBoard {
  const scored = boards.filter(isScored);
  if (scored.length === 0) return { section, units: [] };
  const subject = `score:${section?.id ?? 'all'}`;
  const scores = units.map((unit) => ({
    unit: unit.id,
    score: scoreFigure(figureId(subject, unit.id, 'score'), plan, parts(unit)),
  }));
  const places = placesOf(
    scores.map(({ unit, score }) => ({ id: unit, by: score.value })),
    'higher',
  );
  return {
    section,
    units: scores.map((entry) => ({ ...entry, rank: places.get(entry.unit) ?? null })),
  };

  function parts(unit: OrgUnit): readonly Part[] {
    return partsOf(scored, unit.id);
  }
}

/** A unit's standing in an indicator that is scored, and the weight it is scored with. */
export type Part = Readonly<{ weight: number; standing: Standing }>;

/** A unit's standings in all of the indicators that are scored. */
export function partsOf(boards: readonly IndicatorBoard[], unit: string): readonly Part[] {
  return boards.filter(isScored).flatMap((board) => {
    const standing = board.units.find((candidate) => candidate.holder.id === unit);
    return standing === undefined ? [] : [{ weight: board.indicator.weight, standing }];
  });
}

/** Whether a standing counts in a score that is not taken away: see `scoreFigure`. */
export function isCounted({ completion, state }: Standing): boolean {
  return completion.value !== null && state !== 'not-applicable';
}

/**
 * Σ weight × min(completion, cap) / Σ weight as a share of one. A figure the unit owes and left out, or a 累计 that is
 * known to lack months, takes the whole score away: it is neither a zero nor a weight saved. Without a target, with a
 * bound only, or where the item does not apply (any more), nothing is counted and the weight falls away.
 */
function scoreFigure(id: string, plan: Plan, parts: readonly Part[]): Figure {
  const lacking = parts.find(({ standing }) => isLacking(standing));
  const counted = parts.flatMap(({ weight, standing }) => {
    const { id, value: reached } = standing.completion;
    if (reached === null || !isCounted(standing)) return [];
    return [{ id, share: whole(decimal(String(weight))), reached }];
  });
  const from = lineage(
    'weighted-score',
    counted.map((part) => part.id),
  );
  if (lacking !== undefined) return absentFigure(id, absenceOfScore(lacking.standing), from);
  const points = counted.map((part) => multiplyFractions(part.share, capped(part.reached, plan)));
  const weights = counted.map((part) => part.share);
  const zero = whole(ZERO);
  const score = divideFractions(
    points.reduce(addFractions, zero),
    weights.reduce(addFractions, zero),
  );
  return score === null ? absentFigure(id, 'no-target', from) : present(id, score, from);
}

/** A completion as far as it counts. */
export function capped(completion: Fraction, plan: Plan): Fraction {
  const { cap } = plan.scoring;
  return compareFractions(completion, cap) > 0 ? cap : completion;
}

/** Owes a figure towards a target and gave none of its own in the period's last month, or not the whole of it. */
function isLacking({ state, target, completion }: Standing): boolean {
  if (target.value === null || state === 'not-applicable') return false;
  return state === 'no-form' || state === 'blank' || completion.absent === 'lacks-month';
}

function absenceOfScore({ state }: Standing): Absence {
  return state === 'blank' || state === 'no-form' ? state : 'lacks-month';
}
