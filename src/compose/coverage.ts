/** Which units a total holds, in words and as 11/12: absent is not zero. */
import type { PrintedFigure, Run } from '../model/bulletin.ts';
import { lastMonth, periodType, type Month } from '../model/period.ts';
import type { OrgUnitId } from '../model/plan.ts';
import type { Carried, IndicatorBoard, Standing } from '../model/scoreboard.ts';
import { allIndicators, isMonthly, mainFigure, namesOf, shortName, type Matter } from './matter.ts';
import { beginsTheYear, join, monthWords, say, yearToDateWords } from './saying.ts';
import { countOf, siblingId } from './wording.ts';

function countId(standing: Standing): string {
  return siblingId(standing.period.id, 'count');
}

/** Units that owe it and whose own figure of the period is not in it. */
export function missingOf(standing: Standing): readonly OrgUnitId[] {
  const having = new Set(standing.coverage.having);
  return standing.coverage.owing.filter((unit) => !having.has(unit));
}

/** Units that owe it and of which the total holds nothing, no earlier 累计 either. */
export function absentFrom(standing: Standing): readonly OrgUnitId[] {
  const carried = new Set(standing.carried.map(({ unit }) => unit));
  return missingOf(standing).filter((unit) => !carried.has(unit));
}

/** A unit without a report of its own in the period, whose 累计 is an earlier month's. */
export function isCarried({ holder, carried }: Standing): boolean {
  return holder.type === 'unit' && carried.length > 0;
}

/** An amount of the city or a group that is there, but without units which owe it. */
export function isIncomplete({ indicator }: IndicatorBoard, standing: Standing): boolean {
  const isSum = standing.holder.type !== 'unit' && indicator.kind !== 'rank';
  return isSum && mainFigure(indicator, standing).value !== null && absentFrom(standing).length > 0;
}

/** 11/12: units whose own figure is in the sum, out of those that owe it. */
export function coverageCell(standing: Standing): PrintedFigure {
  const { having, owing } = standing.coverage;
  const text = `${String(having.length)}/${String(owing.length)}`;
  return countOf(countId(standing), having.length, [standing.period.id], text);
}

/** 已报11/12: what the total holds of the others is told beside or below. */
export function coverageLabel(standing: Standing): readonly Run[] {
  return say`已报${coverageCell(standing)}`;
}

/** How many units' own figures are in the sum. */
export function havingCount(standing: Standing): PrintedFigure {
  return countOf(countId(standing), standing.coverage.having.length, [standing.period.id]);
}

/**
 * 11个县市区已报，缺坊子区（累计中坊子区取4月数）, or （累计不含坊子区） where it has none of this year; null when the
 * total holds every unit that owes it and no earlier 累计. @param alike others whose totals hold the same units.
 */
export function coverageWords(
  matter: Matter,
  { city, ...entry }: IndicatorBoard,
  alike: readonly IndicatorBoard[] = [{ city, ...entry }],
): readonly Run[] | null {
  const missing = missingOf(city);
  const sums = alike.flatMap((each) => each.city.carried);
  const cumulative = [carriedWords(matter, sums), absentWords(matter, alike)];
  const held = cumulative.filter((words) => words !== null).join('，');
  if (missing.length === 0) return held === '' ? null : say`${held}`;
  const noun = matter.nounOf(city.coverage.owing);
  const having = havingCount(city);
  const lacking = namesOf(matter, missing).join('、');
  const tail = held === '' ? '' : `（${held}）`;
  if (city.coverage.having.length === 0) return say`${lacking}未填报${tail}`;
  const month = lastMonthWords(matter);
  return say`${having}个${noun}已报${month === '' ? '' : `${month}数`}，缺${lacking}${tail}`;
}

/** 12月, of a longer period: who is missing in its last month is missing in its totals. Empty for a month. */
function lastMonthWords(matter: Matter): string {
  const { period } = matter.board;
  return isMonthly(matter) ? '' : monthWords(lastMonth(period), period);
}

/** A total as it is told where the overview has named once for all who owes it no more. */
function withoutFormer(entry: IndicatorBoard): IndicatorBoard {
  const carried = entry.city.carried.filter(({ until }) => until === null);
  return { ...entry, city: { ...entry.city, carried } };
}

/** 全市累计含4月后不再报送的昌乐县1—4月数: said once in the overview; empty when nobody has stopped. */
export function formerSentence(matter: Matter): readonly Run[] {
  const carried = allIndicators(matter.board).flatMap(({ city }) => city.carried);
  const words = formerWords(matter, carried);
  return words.length === 0 ? [] : say`全市${words.join('，')}。`;
}

/** 累计中坊子区取4月数, 累计含4月后不再报送的昌乐县1—4月数; null when nobody's is carried. */
function carriedWords(matter: Matter, carried: readonly Carried[]): string | null {
  const words = [
    ...owingWords(
      matter,
      carried.filter(({ until }) => until === null),
    ),
    ...formerWords(matter, carried),
  ];
  return words.length === 0 ? null : words.join('，');
}

/** Of units that owe it no more, what they reported while they did. */
function formerWords(matter: Matter, carried: readonly Carried[]): readonly string[] {
  const gone = carried.flatMap(({ unit, from, until }) =>
    until === null ? [] : [{ unit, from, until }],
  );
  const clauses = gone.map(({ unit, from, until }) => {
    const name = namesOf(matter, [unit]).join('');
    return `累计含${monthWords(until, matter.board.period)}后不再报送的${name}${yearToDateWords(from)}数`;
  });
  return [...new Set(clauses)];
}

/** Of several indicators, a unit may have several months. */
function owingWords(matter: Matter, carried: readonly Carried[]): readonly string[] {
  if (carried.length === 0) return [];
  const byUnit = Map.groupBy(carried, ({ unit }) => unit);
  const byMonths = Map.groupBy(byUnit, ([, entries]) =>
    [...new Set(entries.map(({ from }) => from))].sort().join(),
  );
  const clauses = [...byMonths.keys()].sort().map((months) => {
    const units = (byMonths.get(months) ?? []).map(([unit]) => unit);
    const words = (months.split(',') as Month[]).map((month) =>
      monthWords(month, matter.board.period),
    );
    return `${allOrNames(matter, units)}取${words.join('、')}数`;
  });
  return [`累计中${clauses.join('，')}`];
}

/** 累计不含坊子区; with its name where it is one of several. Null where every flow holds something of each unit. */
function absentWords(matter: Matter, entries: readonly IndicatorBoard[]): string | null {
  const flows = entries.filter(({ indicator }) => indicator.kind === 'flow');
  const lacking = flows.filter((entry) => isIncomplete(entry, entry.city));
  if (lacking.length === 0) return null;
  const byUnits = Map.groupBy(lacking, ({ city }) => namesOf(matter, absentFrom(city)).join('、'));
  const clauses = [...byUnits].map(([units, some]) => {
    const names = some.map(({ indicator }) => `“${shortName(indicator)}”`).join('');
    return `${some.length === entries.length ? '' : names}累计不含${units}`;
  });
  return clauses.join('，');
}

/** Units whose own figure of the period is in no total that they owe: the overview names them once for all. */
function missingThroughout(matter: Matter): readonly OrgUnitId[] {
  const cities = allIndicators(matter.board).map(({ city }) => city);
  const had = new Set(cities.flatMap(({ coverage }) => coverage.having));
  const lacking = new Set(cities.flatMap(missingOf));
  return [...lacking].filter((unit) => !had.has(unit));
}

/** 各单位, where it is said of all of them. */
export function allOrNames(matter: Matter, units: readonly OrgUnitId[]): string {
  const { length } = matter.board.units;
  return units.length === length && length > 1 ? '各单位' : namesOf(matter, units).join('、');
}

/** 缺报单位 where nobody who is missing is in the totals by an earlier 累计, else their names. */
function unknownWords(matter: Matter, unknown: readonly OrgUnitId[], known: number): string {
  return known === 0 && unknown.length > 1 ? '缺报单位' : namesOf(matter, unknown).join('、');
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
  const known = new Set(carried.map(({ unit }) => unit));
  const gone = allIndicators(matter.board)
    .filter((entry) => entry.indicator.kind === 'flow' && isIncomplete(entry, entry.city))
    .flatMap(({ city }) => absentFrom(city));
  const unknown = lacking.filter((unit) => gone.includes(unit) && !known.has(unit));
  const clauses = [
    `${allOrNames(matter, lacking)}${lastMonthWords(matter) || '本期'}未报`,
    ...(from === null ? [] : [`全市${from}`]),
    ...(unknown.length === 0 ? [] : [`全市累计不含${unknownWords(matter, unknown, known.size)}`]),
    ...comparedWords(matter),
  ];
  return say`${clauses.join('，')}。`;
}

/** 本期数和期末数不含缺报单位，各项同比、环比按可比口径计算: of those that the period prints. */
function comparedWords({ board }: Matter): readonly string[] {
  const all = allIndicators(board);
  const hasOwn = !beginsTheYear(board.period);
  const printsOwn = hasOwn && all.some(({ indicator }) => indicator.kind === 'flow');
  const printsLevels = all.some(({ indicator }) => indicator.kind === 'stock');
  const isYear = periodType(board.period) === 'year';
  const amounts = [...(printsOwn ? ['本期数'] : []), ...(printsLevels ? ['期末数'] : [])];
  const since = all.some(
    ({ indicator, city }) =>
      city.monthOnMonth.value !== null && (indicator.kind === 'flow' ? hasOwn : !isYear),
  );
  const changes = [
    ...(all.some(({ city }) => city.yearOnYear.value !== null) ? ['同比'] : []),
    ...(since ? ['环比'] : []),
  ];
  return [
    ...(amounts.length === 0 ? [] : [`${amounts.join('和')}不含缺报单位`]),
    ...(changes.length === 0 ? [] : [`各项${changes.join('、')}按可比口径计算`]),
  ];
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
    const told = some.map(withoutFormer);
    if (told.every(({ city }) => lackingOf(city).every((unit) => throughout.has(unit)))) return [];
    const speaker = told.find(({ city }) => city.carried.length > 0) ?? told[0];
    const words = speaker === undefined ? null : coverageWords(matter, speaker, told);
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
  const lapsed = city.carried.filter(({ unit, until }) => until === null && !missing.has(unit));
  const { owing, having } = city.coverage;
  return JSON.stringify([owing, having, lapsed]);
}

/** 累计中坊子区取4月数, of those totals that `coverageGroups` has nothing to say of; null when they carry nobody. */
export function carriedElsewhere(
  matter: Matter,
  entries: readonly IndicatorBoard[],
): string | null {
  const told = new Set(coverageGroups(matter, entries).flatMap((group) => group.entries));
  const untold = entries.filter((entry) => !told.has(entry)).map(withoutFormer);
  return carriedWords(
    matter,
    untold.flatMap(({ city }) => city.carried),
  );
}

/** Indicators with a unit in their 累计 that reported earlier in the year and is not missing throughout. */
export function carryingOwn(matter: Matter): readonly IndicatorBoard[] {
  const throughout = new Set(missingThroughout(matter));
  return allIndicators(matter.board).filter(({ city }) =>
    city.carried.some(({ unit, until }) => until === null && !throughout.has(unit)),
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
