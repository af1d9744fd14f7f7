/** What one holder has in one indicator for one period, before it is judged against a target or another period. */
import { boundOfSum } from '../model/bound.ts';
import { addFractions, whole, ZERO, type Fraction } from '../model/decimal.ts';
import type { Period } from '../model/period.ts';
import type { Indicator, OrgUnitId } from '../model/plan.ts';
import type { Figure, Standing, StandingState } from '../model/scoreboard.ts';
import { absentFigure, figureId, lineage } from './figure.ts';

/**
 * The reported side of a standing.
 *
 * `offPeriod` and `offCumulative` name what makes a flow cover other months than it should, as months of the year:
 * owed months it lacks, and months before the period that it also holds. Two figures compare only when these agree.
 */
export type Tally = Reported &
  Readonly<{
    offPeriod: readonly number[];
    offCumulative: readonly number[];
    /** Of a total: its units, in official order. Empty for a unit. */
    parts: readonly Tally[];
  }>;

type Reported = Pick<
  Standing,
  | 'holder'
  | 'state'
  | 'period'
  | 'cumulative'
  | 'numerator'
  | 'denominator'
  | 'coverage'
  | 'carried'
  | 'spans'
  | 'lacking'
  | 'submission'
  | 'remark'
>;

/** What of a tally stands on the scoreboard. */
export function reportedSide(tally: Tally): Reported {
  const { holder, state, period, cumulative, numerator, denominator } = tally;
  const { coverage, carried, spans, lacking, submission, remark } = tally;
  const figures = { period, cumulative, numerator, denominator };
  return { holder, state, ...figures, coverage, carried, spans, lacking, submission, remark };
}

/** A figure of a tally that is added over units. */
export type AddedMeasure = 'period' | 'cumulative' | 'numerator' | 'denominator';

export type TallyBoard = Readonly<{
  indicator: Indicator;
  period: Period;
  city: Tally;
  groups: readonly Tally[];
  units: readonly Tally[];
}>;

/** A figure that this kind of indicator does not have. */
export function foreignFigure(code: string, holder: string, measure: AddedMeasure): Figure {
  return absentFigure(figureId(code, holder, measure), 'not-of-this-kind', lineage('reported'));
}

/** Whether the state says that the unit gave a figure of its own. */
export function isOwn(state: StandingState): boolean {
  return state === 'reported' || state === 'confirmed-zero';
}

/** Whether it is of a unit that owed the item earlier in the year and owes it no more: it is in sums, not on the board. */
export function isFormer({ state }: Tally): boolean {
  return state === 'not-owed';
}

/** The parts whose figure is in a total; a ratio's numbers count only together. */
export function contributing(
  parts: readonly Tally[],
  kind: Indicator['kind'],
  measure: AddedMeasure,
): readonly Tally[] {
  return parts.filter((part) =>
    kind === 'ratio' ? isOwn(part.state) : part[measure].value !== null,
  );
}

/** The exact sum of some figures, absent ones left out; zero for none. */
export function sumOfFigures(figures: readonly Figure[]): Pick<Figure, 'bound'> & {
  value: Fraction;
} {
  const values = figures.flatMap((figure) => (figure.value === null ? [] : [figure.value]));
  return {
    value: values.reduce(addFractions, whole(ZERO)),
    bound: boundOfSum(figures.map((figure) => figure.bound)),
  };
}

/** The unit that a unit's tally is of. */
export function unitIdOf(tally: Tally): OrgUnitId {
  return tally.holder.id as OrgUnitId;
}
