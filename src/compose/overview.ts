/** The opening of the bulletin: what a leader who reads one paragraph should know, then the city as a whole. */
import type { Block, Paragraph, PrintedFigure, Run } from '../model/bulletin.ts';
import { compareFractions, whole, ZERO, type Fraction } from '../model/decimal.ts';
import { chineseMoment } from '../model/day.ts';
import { chinesePeriod, lastMonth, monthOf } from '../model/period.ts';
import type { IndicatorBoard } from '../model/scoreboard.ts';
import { printsAlike } from './change.ts';
import { changesSince } from './changes.ts';
import { groupsOf, groupWords } from './clause.ts';
import { carryingOwn, formerSentence, missingWords } from './coverage.ts';
import { otherMonthsWords } from './left-out.ts';
import {
  allIndicators,
  isOfProgress,
  isRatioBehind,
  leadingIndicator,
  listedName,
  mainFigure,
  signOf,
  type Matter,
} from './matter.ts';
import { indicatorCount, paced, verdict } from './paced.ts';
import { endsWords, noTargets, overallScores } from './ranking.ts';
import { reportCount, reportMeasure } from './reporting.ts';
import { FIRST, join, LISTED, nameList, paragraph, say, yearToDateWords } from './saying.ts';
import { gapText, percentText } from './percentage.ts';
import { countOf } from './wording.ts';
import { trendOf } from './trend.ts';
import { lacksOnlyUnowed, totalLacks } from './unit-months.ts';
import { isUnjudged } from './verdict-words.ts';

/** The paragraph before the first heading. */
export function leadParagraph(matter: Matter): Paragraph {
  const measure = reportMeasure(matter);
  const period = chinesePeriod(matter.board.period);
  return paragraph(
    `现将${period}全市组织工作进展情况通报如下（数据截至${chineseMoment(matter.board.asOf)}）。`,
    say`本期应报${reportCount(matter, 'expected')}${measure}，实报${reportCount(matter, 'actual')}${measure}，其中按时${reportCount(matter, 'actualOnTime')}${measure}。`,
    paceCounts(matter),
    leaders(matter),
  );
}

/** 全市可计算进度的指标20项，其中超序时进度12项、达序时进度1项、滞后7项。 */
function paceCounts(matter: Matter): readonly Run[] {
  const [ahead, on, behind] = [
    paced(matter, 'ahead'),
    paced(matter, 'on'),
    paced(matter, 'behind'),
  ];
  const all = [...ahead, ...on, ...behind];
  if (all.length === 0) return [];
  const total = indicatorCount('paced', all);
  const sides = [
    { verb: '超序时进度', what: 'ahead', entries: ahead },
    { verb: '达序时进度', what: 'on', entries: on },
    { verb: '滞后', what: 'behind', entries: behind },
  ].filter(({ entries }) => entries.length > 0);
  const counts = sides.map(
    ({ verb, what, entries }) => say`${verb}${indicatorCount(what, entries)}项`,
  );
  return say`全市可计算进度的指标${total}项，其中${join(counts, '、')}。`;
}

function leaders(matter: Matter): readonly Run[] {
  const overall = overallScores(matter);
  return overall === null ? [] : say`综合得分${endsWords(matter, overall)}`;
}

/** 一、总体情况. @param section the name of the only one that is told of, if any. */
export function overviewBlocks(matter: Matter, section = ''): readonly Block[] {
  const said = [
    headlines(matter),
    matter.hasTargets ? say`${verdict(matter)}${paceNames(matter)}` : say`${noTargets(section)}`,
    changesSince(matter),
    comparisons(matter),
    remarks(matter),
  ];
  const trend = trendOf(matter);
  return [
    ...said.filter((runs) => runs.length > 0).map((runs) => paragraph(runs)),
    ...(trend === null ? [] : [trend]),
  ];
}

/** Which indicators are ahead and on schedule by name, and how far each of the others lags. */
function paceNames(matter: Matter): readonly Run[] {
  const front = (['ahead', 'on'] as const).flatMap((pace) => {
    const entries = paced(matter, pace);
    if (entries.length === 0) return [];
    const names = entries.map(({ indicator }) => listedName(indicator));
    const verb = pace === 'ahead' ? '超序时进度' : '达序时进度';
    return [say`${verb}的有${nameList(names, indicatorCount(pace, entries), '项')}`];
  });
  const back = laggards(matter);
  const span = yearToDateWords(matter.board.period);
  const paces = paceCounts(matter).length === 0 ? [] : [...front, back];
  const words = paces.length === 0 ? [] : say`${span}，${join(paces, '；')}。`;
  return say`${words}${besides(matter)}`;
}

/** 另有2项比率未达目标，3项比率达到目标，1项未到目标期限，2项因缺报不作比较: what is not counted as ahead, on or behind. */
function besides(matter: Matter): readonly Run[] {
  const all = allIndicators(matter.board).filter(({ indicator }) => indicator.partOf === undefined);
  const sides = [
    {
      words: '项比率未达目标',
      what: 'ratioBehind',
      entries: all.filter(({ indicator, city }) => isRatioBehind(indicator, city)),
    },
    {
      words: '项比率达到目标',
      what: 'ratioReached',
      entries: all.filter(
        ({ indicator, city }) =>
          indicator.kind === 'ratio' && city.pace !== null && !isRatioBehind(indicator, city),
      ),
    },
    {
      words: '项无年初数，不计算序时差距',
      what: 'noOpening',
      entries: all.filter(({ city }) => city.gap.absent === 'no-opening'),
    },
    {
      words: '项未到目标期限，暂不计进度',
      what: 'notDue',
      entries: all.filter(({ city }) => city.gap.absent === 'not-due'),
    },
    {
      words: '项因缺报不作比较',
      what: 'lacking',
      entries: all.filter(({ city }) => isUnjudged(city) && !lacksOnlyUnowed(matter, city)),
    },
  ]
    .filter(({ entries }) => entries.length > 0)
    .map(({ words, what, entries }) => say`${indicatorCount(what, entries)}${words}`);
  const clauses = [...sides, ...begunLate(matter, all), ...unpaced(all)];
  return clauses.length === 0 ? [] : say`另有${join(clauses, '，')}。`;
}

/** 1项累计不含1—9月，不作比较: nobody owed those months, so nobody is said to have failed to report. */
function begunLate(matter: Matter, all: readonly IndicatorBoard[]): readonly (readonly Run[])[] {
  const entries = all.filter(({ city }) => lacksOnlyUnowed(matter, city));
  return [...Map.groupBy(entries, (entry) => totalLacks(matter, entry))].map(
    ([months, some], i) =>
      say`${indicatorCount(`begunLate${i === 0 ? '' : String(i + 1)}`, some)}项累计不含${months}，不作比较`,
  );
}

/** 新建站点、干部考察员含有单位以前月份的数，暂不评进度: by name, for the pages tell completion and gap of them. */
function unpaced(all: readonly IndicatorBoard[]): readonly (readonly Run[])[] {
  const entries = all.filter(({ city }) => city.paceAbsent === 'holds-earlier');
  if (entries.length === 0) return [];
  const names = entries.map(({ indicator }) => listedName(indicator));
  const total = indicatorCount('unpaced', entries);
  return [say`${nameList(names, total, '项')}含有单位以前月份的数，暂不评进度`];
}

/** What holds for all sections, said once: who is missing, and what the targets are. */
function remarks(matter: Matter): readonly Run[] {
  const { targetsNote } = matter.plan;
  const note = targetsNote !== '' && matter.hasTargets ? `${targetsNote}。` : '';
  return say`${missingWords(matter)}${formerSentence(matter)}${otherMonthsWords(matter)}${carriedWords(matter)}${note}`;
}

/** Whose completion stands above with an earlier month's figure in it; the sections name units and months. */
function carriedWords(matter: Matter): readonly Run[] {
  const entries = carryingOwn(matter).filter(isOfProgress);
  if (entries.length === 0) return [];
  const names = entries.map(({ indicator }) => listedName(indicator));
  const total = indicatorCount('carrying', entries);
  return say`${nameList(names, total, '项')}的全市累计含有单位以前月份的数，见各部分说明。`;
}

/** Those behind, the farthest first. */
function laggards(matter: Matter): readonly Run[] {
  const behind = paced(matter, 'behind');
  if (behind.length === 0) return say`没有滞后的指标`;
  const farthest = [...behind].sort((a, b) => compareFractions(distance(b), distance(a)));
  if (behind.length <= LISTED) return say`滞后的有${join(farthest.map(laggingWords), '、')}`;
  const named = join(farthest.slice(0, FIRST).map(laggingWords), '、');
  return say`滞后的有${indicatorCount('behind', behind)}项，其中差距较大的是${named}`;
}

function distance({ city }: IndicatorBoard): Fraction {
  const { value } = city.gap;
  return value === null ? whole(ZERO) : { n: value.n.abs(), d: value.d };
}

function laggingWords({ indicator, city }: IndicatorBoard): readonly Run[] {
  const name = listedName(indicator);
  const side = signOf(city.gap) > 0 ? '高' : '差';
  const distance = gapText(indicator.kind, city);
  if (city.completion.value === null) return say`${name}（${side}${distance}）`;
  const completion = percentText(city.completion, [city.scheduled]);
  return say`${name}（完成${completion}，${side}${distance}）`;
}

/** Where nothing has a target: each section's leading figure in its own words. */
function headlines(matter: Matter): readonly Run[] {
  const groups = matter.board.sections.flatMap(({ indicators }) => {
    const lead = leadingIndicator(indicators);
    const group = groupsOf(indicators).find(({ whole }) => whole === lead);
    if (group === undefined || group.whole.city.coverage.owing.length === 0) return [];
    return [{ whole: group.whole, parts: [] }];
  });
  const said = groups.map((group, i) => groupWords(matter, group, false, groups[i - 1]));
  if (said.length === 0) return [];
  const yearIsOver = monthOf(lastMonth(matter.board.period)) === 12;
  const span = yearIsOver
    ? '全年主要情况是：'
    : `${yearToDateWords(matter.board.period)}主要情况是：`;
  return say`${span}${join(said, '；')}。`;
}

const NO_BASE = '上年同期没有可比的数据，本期不作同比比较。';
const OTHER_MONTHS = '本期数据与上年同期所含月份不同，本期不作同比比较。';

function hasOtherMonths({ board }: Matter): boolean {
  return allIndicators(board).some(({ city }) => city.yearOnYear.absent === 'other-months');
}

/** 与上年同期相比，可比的18项指标中，上升12项、下降5项、持平1项。 */
function comparisons(matter: Matter): readonly Run[] {
  const all = allIndicators(matter.board).filter(
    ({ indicator, city }) => indicator.partOf === undefined && city.yearOnYear.value !== null,
  );
  if (all.length === 0) return say`${hasOtherMonths(matter) ? OTHER_MONTHS : NO_BASE}`;
  const by = (sign: number): readonly IndicatorBoard[] =>
    all.filter((entry) => directionOf(entry) === sign);
  const sides = [
    { verb: '同比增长（提高）', what: 'up', entries: by(1) },
    { verb: '下降', what: 'down', entries: by(-1) },
    { verb: '持平', what: 'level', entries: by(0) },
  ].filter(({ entries }) => entries.length > 0);
  const counts = sides.map(
    ({ verb, what, entries }) => say`${verb}${changeCount(what, entries)}项`,
  );
  return say`与上年同期相比，可比的${changeCount('compared', all)}项指标中，${join(counts, '、')}。`;
}

/** 1 up, -1 down, 0 level: as the sections say it. */
function directionOf({ indicator, city }: IndicatorBoard): number {
  const [change, now] = [city.yearOnYear, mainFigure(indicator, city)];
  const isLevel = printsAlike({ indicator, change, now, before: city.yearBefore });
  return isLevel ? 0 : signOf(change);
}

function changeCount(what: string, entries: readonly IndicatorBoard[]): PrintedFigure {
  const operands = entries.map(({ city }) => city.yearOnYear.id);
  return countOf(`indicators/city/count:${what}`, entries.length, operands);
}
