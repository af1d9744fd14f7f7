/** Which units a total holds, in words and as 11/12: absent is not zero. */
import type { PrintedFigure, Run } from '../model/bulletin.ts';
import type { OrgUnitId } from '../model/plan.ts';
import type { Carried, IndicatorBoard, Standing } from '../model/scoreboard.ts';
import { namesOf, shortName, type Matter } from './matter.ts';
import { join, monthWords, say } from './saying.ts';
import { countOf, siblingId } from './wording.ts';

function countId(standing: Standing): string {
  return siblingId(standing.period.id, 'count');
}

function missingOf(standing: Standing): readonly OrgUnitId[] {
  const having = new Set(standing.coverage.having);
  return standing.coverage.owing.filter((unit) => !having.has(unit));
}

/** 11/12: units whose own figure is in the sum, out of those that owe it. */
export function coverageCell(standing: Standing): PrintedFigure {
  const { having, owing } = standing.coverage;
  const text = `${String(having.length)}/${String(owing.length)}`;
  return countOf(countId(standing), having.length, [standing.period.id], text);
}

/** 11个县市区已报，缺坊子区（累计取其4月数）; null when the total holds every unit that owes it. */
export function coverageWords(matter: Matter, entry: IndicatorBoard): readonly Run[] | null {
  const { city } = entry;
  const missing = missingOf(city);
  if (missing.length === 0) return null;
  const noun = matter.nounOf(city.coverage.owing);
  const having = countOf(countId(city), city.coverage.having.length, [city.period.id]);
  const carried = carriedWords(matter, city.carried);
  const lacking = namesOf(matter, missing).join('、');
  const tail = carried === null ? '' : `（${carried}）`;
  if (city.coverage.having.length === 0) return say`${lacking}未填报${tail}`;
  return say`${having}个${noun}已报，缺${lacking}${tail}`;
}

/** 累计中坊子区取4月数; null when nobody's is carried. */
function carriedWords(matter: Matter, carried: readonly Carried[]): string | null {
  if (carried.length === 0) return null;
  const months = [...new Set(carried.map((entry) => entry.from))].sort();
  const clauses = months.map((month) => {
    const units = carried.filter((entry) => entry.from === month).map((entry) => entry.unit);
    const names = namesOf(matter, units).join('、');
    return `${names}取${monthWords(month, matter.board.period)}数`;
  });
  return `累计中${clauses.join('，')}`;
}

/** Which totals lack the same units: the indicators, what is lacking, and whether these are all that lack or hold anything. */
export type CoverageGroup = Readonly<{
  entries: readonly IndicatorBoard[];
  words: readonly Run[];
  /** True when no other indicator of those asked about has another coverage. */
  all: boolean;
}>;

/** Smallest groups first; none for totals that hold every unit. City departments' own indicators are groups apart. */
export function coverageGroups(
  matter: Matter,
  entries: readonly IndicatorBoard[],
): readonly CoverageGroup[] {
  const keys = new Set(entries.map(coverageKey));
  const groups = [...keys].flatMap((key): readonly CoverageGroup[] => {
    const some = entries.filter((entry) => coverageKey(entry) === key);
    const speaker = some.find(({ city }) => city.carried.length > 0) ?? some[0];
    const words = speaker === undefined ? null : coverageWords(matter, speaker);
    return words === null ? [] : [{ entries: some, words, all: keys.size === 1 }];
  });
  return groups.toSorted((a, b) => a.entries.length - b.entries.length);
}

function coverageKey({ city }: IndicatorBoard): string {
  return `${city.coverage.owing.join()} ${city.coverage.having.join()}`;
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
