/** One indicator in words: the report's own form of its figure, then how far it is, how it stands and how it moved. */
import type { Run } from '../model/bulletin.ts';
import { chineseDay } from '../model/day.ts';
import {
  lastDay,
  lastMonth,
  monthIn,
  monthOf,
  periodType,
  previousPeriod,
  yearOf,
} from '../model/period.ts';
import { targetIn, type Indicator, type OrgUnitId } from '../model/plan.ts';
import type { Figure, IndicatorBoard, Standing } from '../model/scoreboard.ts';
import { changeWords } from './change.ts';
import { absentFrom, havingCount, isIncomplete, missingOf } from './coverage.ts';
import { isZero, mainFigure, namesOf, shortName, signOf, type Matter } from './matter.ts';
import {
  beginsTheYear,
  byEndWords,
  endOfWords,
  join,
  ownWords,
  plainText,
  say,
  yearToDateWords,
} from './saying.ts';
import { neededWords } from './needed.ts';
import { gapText, percentOf, percentText } from './percentage.ts';
import { phrased } from './phrasing.ts';
import { countOf, siblingId, valueText } from './wording.ts';
import { totalLacks } from './unit-months.ts';
import { isUnjudged, unjudgedWords, unpacedWords } from './verdict-words.ts';

/** Units without which a total is that are named in each clause; more are named once, in the overview. */
const NAMED = 3;

/** An indicator with the parts (其中) that are said in the same breath. */
export type Group = Readonly<{ whole: IndicatorBoard; parts: readonly IndicatorBoard[] }>;

/** Wholes with their parts, in the plan's order; a part whose whole is not there stands by itself. */
export function groupsOf(indicators: readonly IndicatorBoard[]): readonly Group[] {
  const codes = new Set(indicators.map((entry) => entry.indicator.code));
  const isPart = ({ indicator }: IndicatorBoard): boolean =>
    indicator.partOf !== undefined && codes.has(indicator.partOf);
  return indicators
    .filter((entry) => !isPart(entry))
    .map((whole) => ({
      whole,
      parts: indicators.filter((entry) => entry.indicator.partOf === whole.indicator.code),
    }));
}

/**
 * 全市共引进高层次人才579人，其中博士（后）31人、硕士417人: the figure in the indicator's own words.
 *
 * @param withOwn false leaves out the period's own number (5月份49人).
 * @param before the one told before it in the same sentence: that both lack the same many units is said once.
 */
export function groupWords(
  matter: Matter,
  group: Group,
  withOwn: boolean,
  before: Group | null = null,
): readonly Run[] {
  const { whole, parts } = group;
  const lacking = absentWords(matter, whole);
  const told = before === null ? null : absentWords(matter, before.whole);
  const isTold =
    absentFrom(whole.city).length > NAMED && plainText(told ?? []) === plainText(lacking ?? []);
  const asides = [isTold ? null : lacking, withOwn ? ownPeriodWords(matter, whole) : null];
  const said = asides.filter((aside) => aside !== null);
  const words = standingWords(matter, whole);
  const main = said.length === 0 ? words : say`${words}（${join(said, '；')}）`;
  if (parts.length === 0) return main;
  const each = parts.map((part) => {
    const own = absentWords(matter, part);
    const isSaid = own === null || plainText(own) === plainText(lacking ?? []);
    return isSaid ? standingWords(matter, part) : say`${standingWords(matter, part)}（${own}）`;
  });
  return say`${main}，其中${join(each, '、')}`;
}

/** 累计不含坊子区、1—9月: the units of which nothing came this year, many of them counted, and the months a flow's total lacks. */
function absentWords(matter: Matter, entry: IndicatorBoard): readonly Run[] | null {
  const { indicator, city } = entry;
  if (indicator.kind !== 'flow' || city.cumulative.value === null) return null;
  const absent = isIncomplete(entry, city) ? absentFrom(city) : [];
  const months = totalLacks(matter, entry);
  const lacks = [...(absent.length === 0 ? [] : [unitsWords(matter, city, absent)]), months];
  const said = lacks.filter((words) => words.length > 0);
  return said.length === 0 ? null : say`累计不含${join(said, '和')}`;
}

function unitsWords(matter: Matter, city: Standing, absent: readonly OrgUnitId[]): readonly Run[] {
  if (absent.length <= NAMED) return say`${namesOf(matter, absent).join('、')}`;
  const count = countOf(siblingId(city.period.id, 'count:absent'), absent.length, [city.period.id]);
  return say`没有报过的${count}个${matter.nounOf(absent)}`;
}

function standingWords(matter: Matter, entry: IndicatorBoard): readonly Run[] {
  const { indicator, city } = entry;
  const figure = mainFigure(indicator, city);
  const text = valueText(figure, indicator, [city.target]);
  if (isNothing(entry)) return say`${shortName(indicator)}尚无新增`;
  const isEmpty = figure.value === null || (isZero(figure) && indicator.kind !== 'ratio');
  if (isEmpty) return say`${shortName(indicator)}${text}`;
  if (indicator.kind === 'stock' && isIncomplete(entry, city)) return levelWords(matter, entry);
  const template = indicator.says.replace(/^其中[：:，,]?/, '');
  const at = template.indexOf('{figure}');
  if (at < 0) return say`${template}（${text}）`;
  return say`${template.slice(0, at)}${text}${template.slice(at + '{figure}'.length)}`;
}

/** Nothing of a flow in the year so far. */
export function isNothing({
  indicator,
  city,
}: Pick<IndicatorBoard, 'indicator' | 'city'>): boolean {
  return indicator.kind === 'flow' && isZero(city.cumulative);
}

/** 联网乡村站点已报的11个县市区期末数合计8184个（缺坊子区）. */
function levelWords(matter: Matter, { indicator, city }: IndicatorBoard): readonly Run[] {
  const { having } = city.coverage;
  const lacking = namesOf(matter, absentFrom(city)).join('、');
  const amount = valueText(city.period, indicator, [city.target]);
  const units = say`已报的${havingCount(city)}个${matter.nounOf(having)}`;
  return say`${shortName(indicator)}${units}期末数合计${amount}（缺${lacking}）`;
}

/** What is said after the figure: completion, distance from schedule, change on last year; of a level or ratio also 环比. */
export function afterWords(matter: Matter, entry: IndicatorBoard): readonly (readonly Run[])[] {
  const { indicator, city } = entry;
  if (mainFigure(indicator, city).value === null || isNothingYet(entry)) return [];
  const said = [
    ...targetWords(matter, indicator, city),
    changeWords(matter, '同比', {
      indicator,
      change: city.yearOnYear,
      now: mainFigure(indicator, city),
      before: city.yearBefore,
    }),
    indicator.kind === 'flow' ? null : monthOnMonthWords(matter, entry),
  ];
  return said.flatMap((words) => (words === null || words.length === 0 ? [] : [words]));
}

/** Nothing so far, nothing aimed at and nothing a year ago: the figure says it all. */
function isNothingYet({ indicator, city }: IndicatorBoard): boolean {
  const wasNothing = city.yearBefore.value === null || isZero(city.yearBefore);
  return (
    indicator.kind === 'flow' &&
    isZero(city.cumulative) &&
    isZero(city.period) &&
    city.target.value === null &&
    wasNothing
  );
}

function targetWords(
  matter: Matter,
  indicator: Indicator,
  city: Standing,
): readonly (readonly Run[] | null)[] {
  if (city.target.value === null) return [];
  if (indicator.kind === 'ratio') return [thresholdWords(matter, indicator, city)];
  if (isUnjudged(city)) {
    const why = city.completion.absent === 'carried' ? `${unjudgedWords(city)}，` : '';
    return [say`${why}不与全市目标比较`];
  }
  if (city.completion.absent === 'approximate') return [say`系约数，不计算完成率`];
  if (city.completion.value === null) return [];
  const completion = percentText(city.completion, [city.scheduled]);
  // Of a flow that has not begun it is said already that there is none.
  const done = isNothing({ indicator, city })
    ? null
    : phrased(matter, '完成率', {
        quantities: { 完成率: percentOf(city.completion.value) },
        figures: { 完成率: completion },
      });
  return [done, gapWords(matter, indicator, city), neededWords(matter, indicator, city)];
}

function gapWords(matter: Matter, indicator: Indicator, city: Standing): readonly Run[] | null {
  const { gap } = city;
  const points = gapText(indicator.kind, city);
  if (gap.absent === 'no-opening') return say`无年初数，不计算序时差距`;
  if (gap.value === null) return null;
  const sign = signOf(gap);
  const yearIsOver = monthOf(lastMonth(matter.board.period)) === 12;
  const aim = yearIsOver ? '目标' : '序时进度';
  const unpaced = unpacedWords(matter, city);
  const remark = unpaced ?? (indicator.direction === 'lower' ? '该项以低为好' : '');
  const aside = remark === '' ? '' : `（${remark}）`;
  if (unpaced !== null) {
    return sign === 0 ? say`与${aim}持平${aside}` : say`与${aim}相差${points}${aside}`;
  }
  // Of a target that is reached to the digit the completion says so already.
  if (sign === 0 && yearIsOver) return null;
  const said = phrased(matter, '序时差距', {
    quantities: { 差距: percentOf(gap.value) },
    figures: { 对象: aim, 差距: points },
  });
  return sign === 0 ? said : say`${said}${aside}`;
}

function thresholdWords(
  matter: Matter,
  indicator: Indicator,
  city: Standing,
): readonly Run[] | null {
  const { target, gap, period } = city;
  const aim = percentText(target, [period]);
  if (gap.absent === 'not-due') {
    const side = indicator.direction === 'lower' ? '以下' : aim.text === '100%' ? '' : '以上';
    return say`${dueWords(matter, indicator)}目标为${aim}${side}，未到期限`;
  }
  if (gap.value === null) return null;
  const sign = signOf(gap);
  if (sign === 0) return say`达到${aim}的目标`;
  return say`${sign > 0 ? '高于' : '低于'}${aim}的目标${gapText(indicator.kind, city)}`;
}

/** 6月底, 9月15日: when a threshold is to be reached. */
function dueWords({ board, plan }: Matter, { code }: Indicator): string {
  const by = targetIn(plan, code, board.period)?.by;
  if (by === undefined) return '';
  const month = monthIn(Number(by.slice(0, 4)), Number(by.slice(5, 7)));
  if (by === lastDay(month)) return endOfWords(month, board.period);
  return chineseDay(by).replace(`${String(yearOf(board.period))}年`, '');
}

/** 5月份812名，环比增长3.2%; null where the period's own number is the 累计, unknown, or of no interest. */
function ownPeriodWords(matter: Matter, entry: IndicatorBoard): readonly Run[] | null {
  const { indicator, city } = entry;
  const { period, cumulative } = city;
  if (indicator.kind !== 'flow' || beginsTheYear(matter.board.period)) return null;
  if (cumulative.value === null || isNothing(entry) || period.absent === 'approximate') return null;
  // With a month between that nobody reported on its own, the amount is more than this period's: not to be told as it.
  if (entry.units.some(({ spans }) => spans.length > 0)) return null;
  const own = ownWords(matter.board.period);
  if (period.value === null) return say`${own}${valueText(period, indicator)}`;
  if (isZero(period)) return say`${missingOf(city).length > 0 ? '已报单位' : ''}${own}无新增`;
  if (signOf(period) < 0) return say`${own}核减${valueText(sizeOf(period), indicator)}`;
  const moved = monthOnMonthWords(matter, entry);
  const amount = say`${own}${valueText(period, indicator)}`;
  return moved === null ? amount : say`${amount}，${moved}`;
}

function monthOnMonthWords(
  matter: Matter,
  { indicator, city }: IndicatorBoard,
): readonly Run[] | null {
  const { monthOnMonth, period, previous } = city;
  const own = matter.board.period;
  if (periodType(own) === 'year') return null;
  const since = `比${endOfWords(lastMonth(previousPeriod(own)), own)}`;
  return changeWords(matter, indicator.kind === 'flow' ? '环比' : since, {
    indicator,
    change: monthOnMonth,
    now: period,
    before: previous,
  });
}

function sizeOf(figure: Figure): Figure {
  return figure.value === null
    ? figure
    : { ...figure, value: { n: figure.value.n.abs(), d: figure.value.d } };
}

/** 1—5月， before the first amount that covers the year so far, 截至5月底， before the first level; the year needs neither. */
export function timeWords(matter: Matter, indicator: Indicator, words: readonly Run[]): string {
  const { period } = matter.board;
  const opening = words[0]?.words ?? '';
  if (indicator.kind === 'flow') {
    const span = yearToDateWords(period);
    if (span === '全年') return opening.startsWith('共') ? span : '';
    return `${span}，`;
  }
  return periodType(period) === 'year' ? '' : `${byEndWords(period)}，`;
}
