/** A unit's own sheet (一县一单) in words: its place and why, where it leads and lags, and what the rest of the year has to bring. */
import type { Run } from '../model/bulletin.ts';
import { compareFractions, whole, ZERO, type Fraction } from '../model/decimal.ts';
import { lastMonth, monthOf } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import type { Figure, Pace } from '../model/scoreboard.ts';
import type { UnitBoard, UnitEntry } from '../model/unit-board.ts';
import { absenceReason } from './absence-words.ts';
import { isZero, listedName, mainFigure, signOf } from './matter.ts';
import { gapText, percentText, scoreText } from './percentage.ts';
import { noTargets, placeOf } from './ranking.ts';
import { join, monthsWords, say, thisWords } from './saying.ts';
import { neededCell } from './needed.ts';
import { costText, movedCell, placeBefore } from './slip-figures.ts';
import { asHeld, countOf, rankOf, siblingId, valueText } from './wording.ts';

/** Indicators that a paragraph names; the table has them all. */
const NAMED = 4;
const MONTHS = 12;

/** Whether all months of the year are told of: what is due is then the target itself. */
export function isYearEnd({ period }: UnitBoard): boolean {
  return monthOf(lastMonth(period)) === MONTHS;
}

/** Wholes only: a part (其中) is told with its whole by the table. */
function wholesOf({ entries }: UnitBoard): readonly UnitEntry[] {
  return entries.filter(({ indicator }) => indicator.partOf === undefined);
}

/** Whether the unit sent anything for the period's last month. */
export function hasReported({ period, reports }: UnitBoard): boolean {
  return reports.some((report) => report.period === lastMonth(period) && report.arrivedAt !== null);
}

/** The composite score, the place by it, how that moved, and the pace of all its indicators. */
export function standingWords(own: UnitBoard): readonly Run[] {
  const isAimed = own.entries.some(({ standing }) => standing.target.value !== null);
  if (!isAimed && own.entries.length > 0) return say`${noTargets()}`;
  return say`${scoreWords(own)}${paceCounts(own)}`;
}

function scoreWords(own: UnitBoard): readonly Run[] {
  const { score, scored, sharing, unit } = own;
  if (score === null || !hasReported(own)) return [];
  if (score.rank === null) return say`${unit.name}${unscoredWords(own)}，不计综合得分、不排位次。`;
  const place = { ...placeOf(score), text: `第${String(score.rank)}位` };
  const shared =
    sharing > 1
      ? say`（${countOf('score:all/' + unit.id + '/count:sharing', sharing, [place.id])}个单位并列）`
      : [];
  const among = countOf('score:all/' + unit.id + '/count:scored', scored, [place.id]);
  const head = say`${unit.name}综合得分${scoreText(score.score)}分，在计分的${among}个单位中居${place}${shared}`;
  return say`${head}${movementWords(own)}${bestWords(own)}。`;
}

/** ，上月第5位，上升2位. */
function movementWords({ score, scoreBefore, before }: UnitBoard): readonly Run[] {
  if (score === null || scoreBefore === null || before === null) return [];
  const moved = movedCell(placeOf(score).id, score.rank, scoreBefore);
  const by = Number(moved.value);
  const last = `上${thisWords(before).slice(1)}`;
  if (by === 0) return say`，与${last}持平`;
  const figure = { ...moved, text: `${by > 0 ? '上升' : '下降'}${String(Math.abs(by))}位` };
  return say`，${last}${placeBefore(scoreBefore)}，${figure}`;
}

/** ；与第1位青州市（52.31分）相差9.04分; nothing for who is first. */
function bestWords({ score, bestScore, toBestScore }: UnitBoard): readonly Run[] {
  if (score === null || score.rank === 1 || bestScore === null || toBestScore.value === null)
    return [];
  const points = scoreText(toBestScore);
  const distance = { ...points, text: `${points.text.replace('-', '')}分` };
  return say`；第1位${bestScore.names.join('、')}${scoreText(bestScore.figure)}分，相差${distance}`;
}

/** 未报送报表; 课件开发累计缺1—3月. */
function unscoredWords(own: UnitBoard): string {
  const absent = own.score?.score.absent ?? 'blank';
  if (absent === 'no-target') return '没有计分的指标';
  if (absent !== 'lacks-month') return absenceReason(absent);
  const lacking = own.entries.filter(
    ({ standing }) => standing.completion.absent === 'lacks-month',
  );
  const byMonths = Map.groupBy(lacking, ({ standing }) =>
    monthsWords(standing.lacking, own.period),
  );
  return [...byMonths]
    .map(
      ([months, some]) =>
        `${some.map(({ indicator }) => listedName(indicator)).join('、')}累计缺${months}`,
    )
    .join('，');
}

/** 可计算进度的指标15项，超序时进度9项、达序时进度1项、滞后5项。 */
function paceCounts(own: UnitBoard): readonly Run[] {
  const judged = wholesOf(own).filter(
    ({ indicator, standing }) => indicator.kind !== 'ratio' && standing.pace !== null,
  );
  if (judged.length === 0) return [];
  const verbs: Readonly<Record<Pace, string>> = isYearEnd(own)
    ? { ahead: '超额完成', on: '完成', behind: '未完成' }
    : { ahead: '超序时进度', on: '达序时进度', behind: '滞后' };
  const count = (what: string, some: readonly UnitEntry[]): ReturnType<typeof countOf> =>
    countOf(
      `pace/${own.unit.id}/count:${what}`,
      some.length,
      some.map(({ standing }) => standing.gap.id),
    );
  const sides = (['ahead', 'on', 'behind'] as const).flatMap((pace) => {
    const some = judged.filter(({ standing }) => standing.pace === pace);
    return some.length === 0 ? [] : [say`${verbs[pace]}${count(pace, some)}项`];
  });
  return say`可计算进度的指标${count('all', judged)}项，其中${join(sides, '、')}。`;
}

/** Where the unit is among the first that the plan names, and not one of many that share the place. */
export function leadingWords(own: UnitBoard, plan: Plan): readonly Run[] {
  const { named } = plan.scoring;
  const leading = wholesOf(own)
    .filter(
      ({ standing: { rank }, ranked, sharing }) =>
        rank !== null && rank <= named && ranked > named && sharing <= named,
    )
    .toSorted((a, b) => (a.standing.rank ?? 0) - (b.standing.rank ?? 0));
  const isRanked = own.entries.some(({ standing }) => standing.rank !== null);
  if (!isRanked) return [];
  if (leading.length === 0) return say`没有领先的指标。`;
  const first = named === 1 ? '居首位' : `居前${String(named)}位`;
  return say`${first}的有${listOf(own, 'leading', leading, leadWords)}。`;
}

function leadWords({ indicator, standing, rankedBy }: UnitEntry): readonly Run[] {
  const place = rankOf(standing, 'text');
  const figure =
    rankedBy === 'completion'
      ? say`完成${percentText(standing.completion, [standing.scheduled])}`
      : say`${valueText(mainFigure(indicator, standing), asHeld(indicator, standing), [standing.target])}`;
  const behind = standing.pace === 'behind' ? '，仍滞后' : '';
  return say`${listedName(indicator)}（${place}，${figure}${behind}）`;
}

/** Those behind, the most costly first, then the farthest. */
function laggingOf(own: UnitBoard): readonly UnitEntry[] {
  return wholesOf(own)
    .filter(({ standing }) => standing.pace === 'behind')
    .toSorted((a, b) => bySize(b.cost, a.cost) || bySize(b.standing.gap, a.standing.gap));
}

function bySize(a: Figure, b: Figure): number {
  return compareFractions(sizeOf(a), sizeOf(b));
}

function sizeOf({ value }: Figure): Fraction {
  return value === null ? whole(ZERO) : { n: value.n.abs(), d: value.d };
}

/** Amounts behind, as many as the counts above say, then the ratios that are short of their thresholds. */
export function laggingWords(own: UnitBoard): readonly Run[] {
  const lagging = laggingOf(own);
  const isJudged = own.entries.some(({ standing }) => standing.pace !== null);
  if (!isJudged) return [];
  if (lagging.length === 0) return say`没有${isYearEnd(own) ? '未完成年度目标' : '滞后'}的指标。`;
  const isRatio = ({ indicator }: UnitEntry): boolean => indicator.kind === 'ratio';
  const [ratios, amounts] = [lagging.filter(isRatio), lagging.filter((entry) => !isRatio(entry))];
  const clauses = [
    ...(amounts.length === 0 ? [] : [listed('lagging', amounts)]),
    ...(ratios.length === 0 ? [] : [say`比率未达目标的有${listed('short', ratios)}`]),
  ];
  return say`${join(clauses, '；')}。`;

  function listed(what: string, some: readonly UnitEntry[]): readonly Run[] {
    return listOf(own, what, some, (entry) => lagWords(own, entry));
  }
}

/** 引进高层次人才（完成30%，低于序时进度11.67个百分点，第9位）. */
function lagWords(own: UnitBoard, { indicator, standing }: UnitEntry): readonly Run[] {
  const side = signOf(standing.gap) > 0 ? '高于' : '低于';
  const aim = indicator.kind === 'ratio' ? '目标' : isYearEnd(own) ? '目标' : '序时进度';
  const figure =
    indicator.kind === 'ratio'
      ? say`${percentText(standing.period, [standing.target])}`
      : standing.completion.value === null
        ? []
        : say`完成${percentText(standing.completion, [standing.scheduled])}`;
  const distance = say`${side}${aim}${gapText(indicator.kind, standing)}`;
  const place = standing.rank === null ? [] : say`，${rankOf(standing, 'text')}`;
  return say`${listedName(indicator)}（${figure}${figure.length === 0 ? '' : '，'}${distance}${place}）`;
}

/** A、B、C、D等7项, the first few of many. */
function listOf(
  own: UnitBoard,
  what: string,
  entries: readonly UnitEntry[],
  wordsOf: (entry: UnitEntry) => readonly Run[],
): readonly Run[] {
  const named = join(entries.slice(0, NAMED).map(wordsOf), '、');
  if (entries.length <= NAMED) return named;
  const ids = entries.map(({ standing }) => siblingId(standing.period.id, 'rank'));
  return say`${named}等${countOf(`pace/${own.unit.id}/count:${what}`, entries.length, ids)}项`;
}

/** What the distance from the schedule takes from the score: weight × shortfall, the most costly first. */
export function costWords(own: UnitBoard): readonly Run[] {
  const costly = own.entries
    .filter(({ cost }) => cost.value !== null && !isZero(cost))
    .toSorted((a, b) => bySize(b.cost, a.cost));
  if (own.cost.value === null || costly.length === 0) return [];
  const each = costly.slice(0, NAMED).map((entry) => {
    const weight = String(entry.indicator.weight);
    return say`${listedName(entry.indicator)}（权重${weight}）${costText(entry)}`;
  });
  const which = costly.length > NAMED ? '，其中' : '：';
  const weights = String(own.weights);
  const aim = isYearEnd(own) ? '完成年度目标' : '达到序时进度';
  return say`与${aim}相比共少得${costText(own)}${which}${join(each, '、')}。各项权重合计${weights}。`;
}

/** What each of the months left has to bring, for those behind; and what is reached already. */
export function restWords(own: UnitBoard): readonly Run[] {
  if (isYearEnd(own)) return [];
  const lagging = laggingOf(own).filter(
    ({ standing: { needed } }) => needed.value !== null && !isZero(needed),
  );
  const reached = wholesOf(own).filter(({ standing }) => isZero(standing.needed));
  const left = String(MONTHS - monthOf(lastMonth(own.period)));
  const needs = lagging.slice(0, NAMED).map((entry) => {
    const amount = neededCell(entry.standing.needed, entry.indicator);
    const net = entry.indicator.kind === 'stock' ? '净增' : '';
    const figure = { ...amount, text: `${amount.text}${entry.indicator.unitOfMeasure}` };
    return say`${listedName(entry.indicator)}还需月均${net}${figure}`;
  });
  const need =
    needs.length === 0
      ? []
      : say`要完成年度目标，今后${left}个月${join(needs, '、')}；其余各项见表。`;
  const names = listOf(own, 'reached', reached, ({ indicator }) => say`${listedName(indicator)}`);
  const done = reached.length === 0 ? [] : say`${names}已完成年度目标。`;
  return say`${need}${done}`;
}

/** Those behind, for what is asked of the unit. */
export function laggingNames(own: UnitBoard): readonly string[] {
  return laggingOf(own).map(({ indicator }) => listedName(indicator));
}
