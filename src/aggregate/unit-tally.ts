/** One unit's own figures of one indicator in one period, read from its cells. */
import { denominatorItem, numeratorItem } from '../model/form.ts';
import { lastMonth, monthsOf, type Month, type Period } from '../model/period.ts';
import type { Indicator, OrgUnit } from '../model/plan.ts';
import type { Figure, StandingState } from '../model/scoreboard.ts';
import {
  absenceOf,
  absentFigure,
  amountFigure,
  figureId,
  lineage,
  quotientFigure,
} from './figure.ts';
import { owedMonths, type Facts, type Reading } from './facts.ts';
import { flowInPeriod, lackingInLevel, monthNumbers, seriesOf, type Series } from './series.ts';
import { foreignFigure, isOwn, type Tally } from './tally.ts';

type Asked = Readonly<{ facts: Facts; unit: OrgUnit; indicator: Indicator; period: Period }>;

/**
 * A unit that owed a flow earlier in the year and owes it no more: what it reported stays in the sums, and it misses
 * nothing. Null where nothing is held of it.
 */
export function formerTally(
  facts: Facts,
  unit: OrgUnit,
  indicator: Indicator,
  period: Period,
): Tally | null {
  if (indicator.kind !== 'flow') return null;
  const tally = flowTally({ facts, unit, indicator, period }, NOT_OWED);
  if (tally.cumulative.value === null) return null;
  const until = owedMonths(facts, unit.id, indicator, period).at(-1) ?? null;
  const after = monthsOf(period).filter((month) => month > (until ?? ''));
  return {
    ...tally,
    coverage: { owing: [], having: [] },
    carried: tally.carried.map((carried) => ({ ...carried, until })),
    offPeriod: [...tally.offPeriod, ...monthNumbers(after)],
  };
}

/** A unit that owes the indicator in the period's last month. */
export function unitTally(
  facts: Facts,
  unit: OrgUnit,
  indicator: Indicator,
  period: Period,
): Tally {
  const asked = { facts, unit, indicator, period };
  if (indicator.kind === 'ratio') return ratioTally(asked);
  if (indicator.kind !== 'flow') return levelTally(asked);
  return flowTally(asked, facts.reading(unit.id, lastMonth(period), indicator.code));
}

/** What the period's last month says of a flow. */
type Said = Pick<Reading, 'sources' | 'remark'> & Readonly<{ state: StandingState }>;

/** Of who owes it no more nothing is read, should there be a form all the same. */
const NOT_OWED: Said = { state: 'not-owed', sources: [], remark: '' };

function flowTally(asked: Asked, reading: Said): Tally {
  const { facts, unit, indicator, period } = asked;
  const id = figureId(indicator.code, unit.id, 'period');
  const series = seriesOf(facts, unit.id, indicator, period);
  const flow = flowInPeriod(series, period);
  const level = cumulativeOf(asked, series, reading);
  const base = { ...bare(asked, reading.state, reading.remark), ...level };
  if (flow === null) {
    const from = lineage('reported', [], reading.sources);
    return { ...base, period: absentFigure(id, absenceOf(reading.state), from) };
  }
  const operands = flow.derived === 'difference-from-last-month' ? [level.cumulative.id] : [];
  const from = lineage(flow.derived, operands, flow.sources);
  return {
    ...base,
    period:
      flow.amount === null
        ? absentFigure(id, 'approximate', from)
        : amountFigure(id, flow.amount, from),
    spans: flow.spans,
    offPeriod: monthNumbers([...flow.spans, ...flow.lacking]),
  };
}

/**
 * The latest accepted 累计 of the year. What was reported stays, also in a month whose form is missing or says that the
 * item does not apply any more: it is carried, and named by its month.
 */
function cumulativeOf(
  { unit, indicator, period }: Asked,
  series: Series,
  reading: Said,
): Pick<Tally, 'cumulative' | 'carried' | 'lacking' | 'offCumulative'> {
  const id = figureId(indicator.code, unit.id, 'cumulative');
  const step = series.steps.at(-1);
  if (step === undefined) {
    const from = lineage('reported', [], reading.sources);
    const cumulative = absentFigure(id, absenceOf(reading.state), from);
    return { cumulative, carried: [], lacking: [], offCumulative: [] };
  }
  const formula = step.asks === 'cumulative' ? 'reported' : 'sum-of-months';
  return {
    cumulative: amountFigure(id, step.level, lineage(formula, [], step.levelSources)),
    carried:
      step.month === lastMonth(period) ? [] : [{ unit: unit.id, from: step.month, until: null }],
    lacking: step.lacking,
    offCumulative: monthNumbers(lackingInLevel(step, period)),
  };
}

/** A stock's level or an external place: the value of the period's last month. */
function levelTally(asked: Asked): Tally {
  const { facts, unit, indicator, period } = asked;
  const reading = facts.reading(unit.id, lastMonth(period), indicator.code);
  const id = figureId(indicator.code, unit.id, 'period');
  return {
    ...bare(asked, reading.state, reading.remark),
    period: readFigure(id, reading),
  };
}

function ratioTally(asked: Asked): Tally {
  const { facts, unit, indicator, period } = asked;
  const month: Month = lastMonth(period);
  const n = facts.reading(unit.id, month, numeratorItem(indicator.code));
  const d = facts.reading(unit.id, month, denominatorItem(indicator.code));
  const state = stateOfBoth(n.state, d.state);
  const numerator = readFigure(figureId(indicator.code, unit.id, 'numerator'), n);
  const denominator = readFigure(figureId(indicator.code, unit.id, 'denominator'), d);
  const from = lineage(
    'ratio-of-sums',
    [numerator.id, denominator.id],
    [...n.sources, ...d.sources],
  );
  const id = figureId(indicator.code, unit.id, 'period');
  const remark = [...new Set([n.remark, d.remark])].filter((words) => words !== '').join('；');
  return {
    ...bare(asked, state, remark),
    numerator,
    denominator,
    period: isOwn(state)
      ? quotientFigure(id, [numerator, denominator], from)
      : absentFigure(id, absenceOf(state), from),
  };
}

/** What holds for every kind: the unit itself, its state, and no figure of its own yet. */
function bare(
  { facts, unit, indicator, period }: Asked,
  state: StandingState,
  remark: string,
): Omit<Tally, 'period'> {
  const { code } = indicator;
  return {
    holder: { type: 'unit', id: unit.id, name: unit.name },
    state,
    cumulative: foreignFigure(code, unit.id, 'cumulative'),
    numerator: foreignFigure(code, unit.id, 'numerator'),
    denominator: foreignFigure(code, unit.id, 'denominator'),
    coverage: {
      owing: state === 'not-applicable' ? [] : [unit.id],
      having: isOwn(state) ? [unit.id] : [],
    },
    carried: [],
    spans: [],
    lacking: [],
    submission: facts.submission(unit.id, lastMonth(period))?.id ?? null,
    remark,
    offPeriod: [],
    offCumulative: [],
    parts: [],
  };
}

function readFigure(id: string, reading: Reading): Figure {
  const from = lineage('reported', [], reading.sources);
  return reading.amount === null
    ? absentFigure(id, absenceOf(reading.state), from)
    : amountFigure(id, reading.amount, from);
}

/** Two cells make one ratio: the one that says less decides. */
function stateOfBoth(a: StandingState, b: StandingState): StandingState {
  const weakest = (['no-form', 'not-applicable', 'blank', 'reported'] as const).find(
    (state) => a === state || b === state,
  );
  return weakest ?? 'confirmed-zero';
}
