/** What is composed: the scoreboard with the plan, and the questions that every part of the bulletin asks of them. */
import type { Decimal } from '../model/decimal.ts';
import { periodType } from '../model/period.ts';
import type { Indicator, OrgUnitId, Plan } from '../model/plan.ts';
import type { Figure, IndicatorBoard, Scoreboard, Standing } from '../model/scoreboard.ts';

export type Matter = Readonly<{
  board: Scoreboard;
  plan: Plan;
  /** The unit's name as the scoreboard knows it. */
  nameOf(unit: string): string;
  /** 县市区 when all of these are counties and districts, else 单位. */
  nounOf(units: readonly string[]): string;
  /** Whether anything in the period has a target at all. */
  hasTargets: boolean;
}>;

export function matterOf(board: Scoreboard, plan: Plan): Matter {
  const names = new Map([
    ...plan.units.map((unit) => [unit.id as string, unit.name] as const),
    ...board.units.map((unit) => [unit.id, unit.name] as const),
  ]);
  const counties = new Set(
    plan.units.filter((unit) => unit.reports === 'county').map((unit): string => unit.id),
  );
  return {
    board,
    plan,
    nameOf: (unit) => names.get(unit) ?? unit,
    nounOf: (units) => (units.every((unit) => counties.has(unit)) ? '县市区' : '单位'),
    hasTargets: allIndicators(board).some(hasTarget),
  };
}

export function allIndicators(board: Scoreboard): readonly IndicatorBoard[] {
  return board.sections.flatMap((section) => section.indicators);
}

/** Whether the city or any unit has a target in it. */
export function hasTarget(entry: IndicatorBoard): boolean {
  return [entry.city, ...entry.units].some((standing) => standing.target.value !== null);
}

/** The figure an indicator is known by: the 累计 of a flow, otherwise the period's own. */
export function mainFigure(indicator: Indicator, standing: Standing): Figure {
  return indicator.kind === 'flow' ? standing.cumulative : standing.period;
}

/** 其中：博士（后） without its 其中. */
export function shortName(indicator: Indicator): string {
  return indicator.short ?? fullName(indicator);
}

function fullName(indicator: Indicator): string {
  return indicator.name.replace(/^其中[：:，,]?/, '');
}

/** The short name as it stands in a list: in quotation marks when it holds the list's own comma. */
export function listedName(indicator: Indicator): string {
  const name = shortName(indicator);
  return name.includes('、') ? `“${name}”` : name;
}

/** 引进高层次人才（人）; a ratio's name needs no （%） when it ends in 率. */
export function nameWithUnit(indicator: Indicator): string {
  return `${fullName(indicator)}（${indicator.unitOfMeasure}）`;
}

/** A number of something: 时期数 or 时点数. */
export function isAmount({ indicator }: IndicatorBoard): boolean {
  return indicator.kind === 'flow' || indicator.kind === 'stock';
}

/**
 * The indicator a section is shown by, of those that all units report: the weightiest amount with a target, else a
 * ratio with one, else the weightiest of all. Null when there is none.
 */
export function leadingIndicator(indicators: readonly IndicatorBoard[]): IndicatorBoard | null {
  const shown = indicators.filter(
    ({ indicator }) => indicator.by === 'county' && indicator.kind !== 'rank',
  );
  const wholes = shown.filter(({ indicator }) => indicator.partOf === undefined);
  const aimed = wholes.filter(hasTarget);
  const from = [aimed.filter(isAmount), aimed, wholes.filter(isAmount), wholes, shown].find(
    (some) => some.length > 0,
  );
  return (from ?? []).reduce<IndicatorBoard | null>(
    (best, entry) =>
      best === null || entry.indicator.weight > best.indicator.weight ? entry : best,
    null,
  );
}

/**
 * Those ranked first and last, no more than `named` of each and nobody in both: equals at the edge that are too many are
 * left out together, but never those who share the first place. In order of rank.
 */
export function endsOf<T extends Readonly<{ rank: number | null }>>(
  entries: readonly T[],
  named: number,
): Readonly<{ best: readonly T[]; last: readonly T[] }> {
  const ranked = entries
    .flatMap((entry) => (entry.rank === null ? [] : [{ entry, rank: entry.rank }]))
    .sort((a, b) => a.rank - b.rank);
  const upTo = (rank: number): number => ranked.filter((one) => one.rank <= rank).length;
  const from = (rank: number): number => ranked.filter((one) => one.rank >= rank).length;
  const best = ranked.filter(({ rank }) => rank === 1 || (rank <= named && upTo(rank) <= named));
  const last = ranked.filter(({ rank }) => rank > named && from(rank) <= named);
  return { best: best.map(({ entry }) => entry), last: last.map(({ entry }) => entry) };
}

export function isMonthly(matter: Matter): boolean {
  return periodType(matter.board.period) === 'month';
}

/** Whether it counts as an indicator of progress through the year: ratios have a threshold, and a part is in its whole. */
export function isOfProgress({ indicator }: IndicatorBoard): boolean {
  return indicator.kind !== 'ratio' && indicator.partOf === undefined;
}

/** A ratio short of its threshold. */
export function isRatioBehind({ kind }: Indicator, { pace }: Standing): boolean {
  return kind === 'ratio' && pace === 'behind';
}

/** True when a figure is there and is zero. */
export function isZero(figure: Figure): boolean {
  return figure.value?.n.eq(0) ?? false;
}

/** Sign of a figure; 0 when it is absent. */
export function signOf(figure: Figure): number {
  const n: Decimal | undefined = figure.value?.n;
  return n === undefined || n.eq(0) ? 0 : n.gt(0) ? 1 : -1;
}

/** Names of units in official order. */
export function namesOf(matter: Matter, units: readonly OrgUnitId[]): readonly string[] {
  const asked = new Set<string>(units);
  const official = matter.board.units.filter((unit) => asked.has(unit.id)).map((unit) => unit.name);
  const known = new Set(matter.board.units.map((unit) => unit.id));
  return [...official, ...units.filter((unit) => !known.has(unit)).map(matter.nameOf)];
}
