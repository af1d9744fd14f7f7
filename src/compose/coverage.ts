/** Which units a total holds, in words and as 11/12: absent is not zero. */
import type { PrintedFigure, Run } from '../model/bulletin.ts';
import type { Month } from '../model/period.ts';
import type { OrgUnitId } from '../model/plan.ts';
import type { Carried, IndicatorBoard, Standing } from '../model/scoreboard.ts';
import { allIndicators, namesOf, shortName, type Matter } from './matter.ts';
import { join, monthWords, say } from './saying.ts';
import { countOf, siblingId } from './wording.ts';

function countId(standing: Standing): string {
  return siblingId(standing.period.id, 'count');
}

/** Units that owe it and whose own figure of the period is not in it. */
export function missingOf(standing: Standing): readonly OrgUnitId[] {
  const having = new Set(standing.coverage.having);
  return standing.coverage.owing.filter((unit) => !having.has(unit));
}

/** 11/12: units whose own figure is in the sum, out of those that owe it. */
export function coverageCell(standing: Standing): PrintedFigure {
  const { having, owing } = standing.coverage;
  const text = `${String(having.length)}/${String(owing.length)}`;
  return countOf(countId(standing), having.length, [standing.period.id], text);
}

/** How many units' own figures are in the sum. */
export function havingCount(standing: Standing): PrintedFigure {
  return countOf(countId(standing), standing.coverage.having.length, [standing.period.id]);
}

/**
 * 11个县市区已报，缺坊子区（累计中坊子区取4月数）; null when the total holds every unit that owes it and no earlier 累计.
 */
export function coverageWords(matter: Matter, entry: IndicatorBoard): readonly Run[] | null {
  const { city } = entry;
  const missing = missingOf(city);
  const carried = carriedWords(matter, city.carried);
  if (missing.length === 0) return carried === null ? null : say`${carried}`;
  const noun = matter.nounOf(city.coverage.owing);
  const having = havingCount(city);
  const lacking = namesOf(matter, missing).join('、');
  const tail = carried === null ? '' : `（${carried}）`;
  if (city.coverage.having.length === 0) return say`${lacking}未填报${tail}`;
  return say`${having}个${noun}已报，缺${lacking}${tail}`;
}

/** 累计中坊子区取4月数; of several indicators, a unit may have several months. Null when nobody's is carried. */
function carriedWords(matter: Matter, carried: readonly Carried[]): string | null {
  if (carried.length === 0) return null;
  const byUnit = Map.groupBy(carried, ({ unit }) => unit);
  const byMonths = Map.groupBy(byUnit, ([, entries]) =>
    [...new Set(entries.map(({ from }) => from))].sort().join(),
  );
  const clauses = [...byMonths.keys()].sort().map((months) => {
    const units = (byMonths.get(months) ?? []).map(([unit]) => unit);
    const words = (months.split(',') as Month[]).map((month) =>
      monthWords(month, matter.board.period),
    );
    return `${namesOf(matter, units).join('、')}取${words.join('、')}数`;
  });
  return `累计中${clauses.join('，')}`;
}

/** Whether the overview says that all changes are taken over the units that both periods hold. */
export function saysScope(matter: Matter): boolean {
  return missingThroughout(matter).length > 0;
}

/** Units whose own figure of the period is in no total that they owe: the overview names them once for all. */
function missingThroughout(matter: Matter): readonly OrgUnitId[] {
  const cities = allIndicators(matter.board).map(({ city }) => city);
  const had = new Set(cities.flatMap(({ coverage }) => coverage.having));
  const lacking = new Set(cities.flatMap(missingOf));
  return [...lacking].filter((unit) => !had.has(unit));
}

/** Who is missing throughout, whose earlier 累计 is in the totals, and over which units changes are taken; empty if none. */
export function missingWords(matter: Matter): readonly Run[] {
  const cities = allIndicators(matter.board).map(({ city }) => city);
  const lacking = missingThroughout(matter);
  if (lacking.length === 0) return [];
  const carried = cities.flatMap((city) =>
    city.carried.filter(({ unit }) => lacking.includes(unit)),
  );
  const from = carriedWords(matter, carried);
  const clauses = [
    `${namesOf(matter, lacking).join('、')}本期未报`,
    ...(from === null ? [] : [`全市${from}`]),
    '本期数和期末数不含缺报单位',
    '各项同比、环比按可比口径计算',
  ];
  return say`${clauses.join('，')}。`;
}

/** Which totals lack the same units: the indicators, what is lacking, and whether these are all that lack or hold anything. */
export type CoverageGroup = Readonly<{
  entries: readonly IndicatorBoard[];
  words: readonly Run[];
  /** True when no other indicator of those asked about has another coverage. */
  all: boolean;
}>;

/**
 * Smallest groups first; none for totals that lack nobody but those who are missing throughout.
 * City departments' own indicators are groups apart.
 */
export function coverageGroups(
  matter: Matter,
  entries: readonly IndicatorBoard[],
): readonly CoverageGroup[] {
  const throughout = new Set(missingThroughout(matter));
  const keys = new Set(entries.map(coverageKey));
  const groups = [...keys].flatMap((key): readonly CoverageGroup[] => {
    const some = entries.filter((entry) => coverageKey(entry) === key);
    if (some.every(({ city }) => lackingOf(city).every((unit) => throughout.has(unit)))) return [];
    const speaker = some.find(({ city }) => city.carried.length > 0) ?? some[0];
    const words = speaker === undefined ? null : coverageWords(matter, speaker);
    return words === null ? [] : [{ entries: some, words, all: keys.size === 1 }];
  });
  return groups.toSorted((a, b) => a.entries.length - b.entries.length);
}

/** Units that are missing in a total, or in it by an earlier 累计. */
function lackingOf(city: Standing): readonly OrgUnitId[] {
  return [...missingOf(city), ...city.carried.map(({ unit }) => unit)];
}

/** The missing are carried where they reported before; who is carried and not missing says that it does not apply. */
function coverageKey({ city }: IndicatorBoard): string {
  const missing = new Set(missingOf(city));
  const lapsed = city.carried.filter(({ unit }) => !missing.has(unit));
  const { owing, having } = city.coverage;
  return JSON.stringify([owing, having, lapsed]);
}

/** 累计中坊子区取4月数, of those totals that `coverageGroups` has nothing to say of; null when they carry nobody. */
export function carriedElsewhere(
  matter: Matter,
  entries: readonly IndicatorBoard[],
): string | null {
  const told = new Set(coverageGroups(matter, entries).flatMap((group) => group.entries));
  const untold = entries.filter((entry) => !told.has(entry));
  return carriedWords(
    matter,
    untold.flatMap(({ city }) => city.carried),
  );
}

/** Indicators with a unit in their 累计 that reported earlier in the year and is not missing throughout. */
export function carryingOwn(matter: Matter): readonly IndicatorBoard[] {
  const throughout = new Set(missingThroughout(matter));
  return allIndicators(matter.board).filter(({ city }) =>
    city.carried.some(({ unit }) => !throughout.has(unit)),
  );
}

/** 以上数据11个县市区已报，缺坊子区；… one clause for all indicators whose totals lack the same units. */
export function coverageSentences(
  matter: Matter,
  entries: readonly IndicatorBoard[],
): readonly Run[] {
  const clauses = (['county', 'city'] as const).flatMap((by) => {
    const asked = entries.filter(({ indicator }) => indicator.by === by);
    const groups = coverageGroups(matter, asked);
    const spoken = groups.reduce((total, group) => total + group.entries.length, 0);
    return groups.map((group, i) => {
      const rest = i > 0 && i === groups.length - 1 && spoken === asked.length;
      const names = group.entries.map(({ indicator }) => `“${shortName(indicator)}”`).join('');
      return say`${group.all ? ALL[by] : rest ? '其余各项' : names}${group.words}`;
    });
  });
  return clauses.length === 0 ? [] : say`${join(clauses, '；')}。`;
}

const ALL = { county: '以上县市区填报的数据，', city: '以上市直填报的数据，' } as const;
