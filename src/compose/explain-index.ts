/** Every figure of a scoreboard by its id, with its name in words and how a person reads it. */
import { decimal, whole } from '../model/decimal.ts';
import { chinesePeriod } from '../model/period.ts';
import type { Indicator } from '../model/plan.ts';
import type {
  Figure,
  FigureId,
  IndicatorBoard,
  Measure,
  MonthProgress,
  Scoreboard,
  ScoreBoard,
  Standing,
  TaskBoard,
} from '../model/scoreboard.ts';
import { coverageCell } from './coverage.ts';
import { allIndicators, mainFigure } from './matter.ts';
import { natureOf, plainValue } from './plain-value.ts';
import { neededText } from './needed.ts';
import { thisWords } from './saying.ts';
import { absenceCell, absenceReason } from './absence-words.ts';
import { taskPercent } from './task-section.ts';
import { gapCell, percentText, scoreText, signedCell } from './percentage.ts';
import { amountCell, rankOf, siblingId } from './wording.ts';

/** A figure with its name (寿光市“引进高层次人才”本年累计), its text (84人) and its plain decimal value. */
export type NamedFigure = Readonly<{
  figure: Pick<Figure, 'id' | 'lineage'> & Partial<Pick<Figure, 'absent'>>;
  name: string;
  text: string;
  value: string | null;
}>;

const MEASURES = [
  'period',
  'cumulative',
  'numerator',
  'denominator',
  'target',
  'completion',
  'scheduled',
  'gap',
  'needed',
  'previous',
  'yearBefore',
  'monthOnMonth',
  'yearOnYear',
] as const satisfies readonly (Measure & keyof Standing)[];
type StandingMeasure = (typeof MEASURES)[number];

type Entry = readonly [FigureId, () => NamedFigure];

/** Figures of standings, places, coverage, scores and reporting rates by id; each is put into words when it is asked for. */
export function namedFigures(board: Scoreboard): ReadonlyMap<FigureId, () => NamedFigure> {
  const { reportingRate, reportingRateOnTime } = board.reporting;
  return new Map([
    ...allIndicators(board).flatMap((entry) => ofIndicator(board, entry)),
    ...board.scores.flatMap((scored) => ofScores(board, scored)),
    ...board.tasks.flatMap((task) => ofTask(board, task)),
    rateOf('报送率', reportingRate),
    rateOf('及时率', reportingRateOnTime),
  ]);
}

function ofIndicator(board: Scoreboard, entry: IndicatorBoard): readonly Entry[] {
  const { indicator, rankedBy } = entry;
  const ranked = (standing: Standing): Figure =>
    rankedBy === 'completion' ? standing.completion : mainFigure(indicator, standing);
  return [entry.city, ...entry.groups, ...entry.units]
    .flatMap((standing): readonly Entry[] => [
      ...MEASURES.map((measure): Entry => [
        standing[measure].id,
        () => ofMeasure(board, indicator, standing, measure),
      ]),
      [siblingId(standing.period.id, 'rank'), () => placeOf(indicator, standing, ranked(standing))],
      [siblingId(standing.period.id, 'count'), () => coverageOf(indicator, standing)],
    ])
    .concat(entry.months.flatMap((month) => ofMonth(entry, month)));
}

/** The city by the end of an earlier month, which the trend draws. */
function ofMonth({ indicator, city }: IndicatorBoard, months: MonthProgress): readonly Entry[] {
  const { month, completion, scheduled, gap } = months;
  const named = (figure: Figure, words: string, text: () => string): Entry => [
    figure.id,
    () => ({
      figure,
      name: nameOf(indicator, city, `${chinesePeriod(month)}底${words}`),
      text: absentText(figure) ?? text(),
      value: plainValue(figure, 'quotient'),
    }),
  ];
  return [
    named(completion, '完成率', () => percentText(completion, [scheduled]).text),
    named(scheduled, '序时进度', () => percentText(scheduled, [completion]).text),
    named(
      gap,
      '与序时进度的差距',
      () => `${signedCell(gap, [completion, scheduled]).text}个百分点`,
    ),
  ];
}

function ofMeasure(
  board: Scoreboard,
  indicator: Indicator,
  standing: Standing,
  measure: StandingMeasure,
): NamedFigure {
  const figure = standing[measure];
  const words = measureWords(board, indicator)[measure];
  return {
    figure,
    name: nameOf(indicator, standing, words),
    text: absentText(figure) ?? presentText(standing, indicator, measure),
    value: plainValue(figure, natureOf(indicator.kind, measure)),
  };
}

function nameOf(indicator: Indicator, { holder }: Standing, words: string): string {
  return `${holder.name}“${indicator.name}”${words}`;
}

function measureWords(
  board: Scoreboard,
  { kind, numerator, denominator }: Indicator,
): Readonly<Record<StandingMeasure, string>> {
  const own = {
    flow: `${thisWords(board.period)}数`,
    stock: '期末数',
    ratio: '比率',
    rank: '位次',
  };
  return {
    period: own[kind],
    cumulative: '本年累计',
    numerator: `分子（${numerator?.name ?? ''}）`,
    denominator: `分母（${denominator?.name ?? ''}）`,
    target: '年度目标',
    completion: '完成率',
    scheduled: '序时进度',
    gap: kind === 'ratio' ? '与目标的差距' : '与序时进度的差距',
    needed: '还需月均',
    previous: '上期数',
    yearBefore: kind === 'flow' ? '上年同期累计' : '上年同期数',
    monthOnMonth: '环比',
    yearOnYear: '同比',
  };
}

/** 缺报（未报送报表）; null for a figure that is there. */
function absentText({ absent }: Figure): string | null {
  return absent === null ? null : `${absenceCell(absent)}（${absenceReason(absent)}）`;
}

function presentText(standing: Standing, indicator: Indicator, measure: StandingMeasure): string {
  const figure = standing[measure];
  const isRatio = indicator.kind === 'ratio';
  const change = isRatio ? '个百分点' : '%';
  const own = (): string =>
    isRatio
      ? percentText(figure).text
      : `${amountCell(figure, indicator).text}${indicator.unitOfMeasure}`;
  const part = (unitOfMeasure = ''): string =>
    `${amountCell(figure, indicator).text}${unitOfMeasure}`;
  const texts: Readonly<Record<StandingMeasure, () => string>> = {
    period: own,
    cumulative: own,
    target: own,
    needed: () => `${neededText(figure, indicator).text}（按月均摊）`,
    previous: own,
    yearBefore: own,
    numerator: () => part(indicator.numerator?.unitOfMeasure),
    denominator: () => part(indicator.denominator?.unitOfMeasure),
    completion: () => percentText(figure).text,
    scheduled: () => percentText(figure).text,
    gap: () => `${gapCell(indicator.kind, standing).text}个百分点`,
    monthOnMonth: () => `${signedCell(figure).text}${change}`,
    yearOnYear: () => `${signedCell(figure).text}${change}`,
  };
  return texts[measure]();
}

function placeOf(indicator: Indicator, standing: Standing, by: Figure): NamedFigure {
  const { id, text, value } = rankOf(standing, 'text');
  const figure = counted(id, value, 'rank', [by.id]);
  const shown = value === null ? '不排位次（未报、约数和合计不排）' : text;
  return { figure, name: nameOf(indicator, standing, '位次'), text: shown, value };
}

function coverageOf(indicator: Indicator, standing: Standing): NamedFigure {
  const { text, value } = coverageCell(standing);
  const figure = counted(siblingId(standing.period.id, 'count'), value, 'count', [
    standing.period.id,
  ]);
  const name = nameOf(indicator, standing, '已报单位数／应报单位数');
  return { figure, name, text, value };
}

function counted(
  id: FigureId,
  value: string | null,
  formula: 'rank' | 'count',
  operands: readonly FigureId[],
): Figure {
  return {
    id,
    value: value === null ? null : whole(decimal(value)),
    bound: null,
    absent: value === null ? 'not-of-this-kind' : null,
    lineage: { formula, operands, sources: [] },
  };
}

function ofScores(board: Scoreboard, { section, units }: ScoreBoard): readonly Entry[] {
  const of = section === null ? '综合得分' : `“${section.name}”得分`;
  return units.map(({ unit, score }) => [
    score.id,
    () => ({
      figure: score,
      name: `${unitName(board, unit)}${of}`,
      text: absentText(score) ?? `${scoreText(score).text}分`,
      value: plainValue(score, 'quotient'),
    }),
  ]);
}

function ofTask(board: Scoreboard, task: TaskBoard): readonly Entry[] {
  return task.units.flatMap((standing): readonly Entry[] => {
    const figure = taskPercent(task, standing);
    if (figure === null) return [];
    const name = `${unitName(board, standing.unit)}“${task.task.name}”完成比例（与状态填在同一行）`;
    const { text, value } = figure;
    return [[figure.id, () => ({ figure, name, text, value })]];
  });
}

/** A unit's name as the board knows it. */
function unitName({ units }: Scoreboard, unit: string): string {
  return units.find(({ id }) => id === unit)?.name ?? unit;
}

function rateOf(name: string, figure: Figure): Entry {
  const text = (): string => absentText(figure) ?? percentText(figure).text;
  const value = (): string | null => plainValue(figure, 'quotient');
  return [figure.id, () => ({ figure, name, text: text(), value: value() })];
}
