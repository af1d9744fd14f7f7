/** 附件2: what each indicator counts, the formulas in words, and the rules of schedule and score. */
import type { Annex, Block, Table } from '../model/bulletin.ts';
import { chineseMoment } from '../model/day.ts';
import { decimalText, roundFraction, type Fraction } from '../model/decimal.ts';
import { FORMULA_WORDS } from '../model/catalogue/formulas.ts';
import { yearOf } from '../model/period.ts';
import type { Indicator, IndicatorKind, Schedule } from '../model/plan.ts';
import type { Figure, FormulaName, Standing } from '../model/scoreboard.ts';
import { allIndicators, hasTarget, type Matter } from './matter.ts';
import { heading, paragraph } from './saying.ts';
import { cell } from './table.ts';

const METHODS_TITLE = '指标口径与计算公式';

const KIND: Readonly<Record<IndicatorKind, string>> = {
  flow: '时期数',
  stock: '时点数',
  ratio: '比率',
  rank: '位次',
};

/** In the order in which the annex prints them. */
const FORMULA: Readonly<Record<FormulaName, string>> = {
  reported: '单位数',
  'sum-of-units': '全市数',
  'difference-from-last-month': '本期数（由累计推算）',
  'sum-of-months': '本年累计（由各月推算）',
  'ratio-of-sums': '全市比率',
  'target-of-plan': '年度目标',
  completion: '完成率',
  'share-of-year': '时期数的序时进度',
  'scheduled-stock': '时点数的序时进度',
  'gap-in-points': '差距',
  'change-rate': '环比、同比',
  'change-in-points': '比率的环比、同比',
  'weighted-score': '综合得分',
  'reporting-rate': '报送率',
  count: '家数、项数、次数',
  rank: '位次',
};

/** What needs no formula: its name says it. */
const PLAIN: ReadonlySet<FormulaName> = new Set(['reported', 'target-of-plan', 'count']);

/** A title that a formula's own words begin with. */
const TITLED = /^(序时进度：|综合得分＝)/;

const COMPARABLE =
  '各期所含单位不一致时，全市的环比、同比只按本期和基期都已报送且所含月份相同的单位计算';

export function methodsAnnex(matter: Matter): Annex {
  const aimed = matter.hasTargets;
  return {
    label: '附件2',
    title: METHODS_TITLE,
    orientation: 'portrait',
    blocks: [
      heading(2, 1, '指标口径'),
      scopeTable(matter),
      heading(2, 2, '计算公式'),
      formulaTable(matter),
      ...(aimed ? [heading(2, 3, '目标、序时进度和计分'), ...progressBlocks(matter)] : []),
      heading(2, aimed ? 4 : 3, '取数依据'),
      paragraph(
        `本通报数据截至${chineseMoment(matter.board.asOf)}，取自收报台账的取数快照（编号${matter.board.snapshot.slice(0, 12)}），按方案（编号${matter.board.plan.slice(0, 12)}）计算。`,
      ),
    ],
  };
}

function scopeTable(matter: Matter): Table {
  const entries = allIndicators(matter.board).map(({ indicator }) => indicator);
  const scored = scoredCodes(matter);
  return {
    type: 'table',
    caption: '指标口径',
    remark: '',
    head: ['指标', '计量单位', '类型', '填报', '权重', '口径'],
    widths: [6, 2, 3, 3, 2, 9],
    rows: entries.map((indicator) => ({
      emphasis: false,
      cells: [
        cell(indicator.name, 'left'),
        cell(indicator.unitOfMeasure, 'center'),
        cell(KIND[indicator.kind], 'center'),
        cell(indicator.by === 'county' ? '县市区' : '市直', 'center'),
        cell(scored.has(indicator.code) ? String(indicator.weight) : '不计分', 'center'),
        cell(scopeWords(indicator), 'left'),
      ],
    })),
    notes: [],
  };
}

/** Codes of the indicators whose completions are in a score: `RC01/weicheng/completion` gives RC01. */
function scoredCodes(matter: Matter): ReadonlySet<string> {
  const operands = matter.board.scores.flatMap(({ units }) =>
    units.flatMap(({ score }) => score.lineage.operands),
  );
  return new Set(operands.map((id) => id.slice(0, id.indexOf('/'))));
}

function scopeWords({ note, numerator, denominator, direction }: Indicator): string {
  const ratio =
    numerator === undefined || denominator === undefined
      ? ''
      : `${numerator.name}÷${denominator.name}。`;
  return `${ratio}${note}${direction === 'lower' ? '以低为好。' : ''}`;
}

function formulaTable(matter: Matter): Table {
  const used = usedFormulas(matter);
  const names = (Object.keys(FORMULA) as FormulaName[]).filter(
    (name) => used.has(name) && !PLAIN.has(name),
  );
  const lines = names.map((name) => [FORMULA[name], FORMULA_WORDS[name].replace(TITLED, '')]);
  return {
    type: 'table',
    caption: '计算公式',
    remark: '',
    head: ['项目', '算法'],
    widths: [2, 9],
    rows: [...lines, ['可比口径', COMPARABLE]].map((line) => ({
      emphasis: false,
      cells: line.map((words) => cell(words, 'left')),
    })),
    notes: [],
  };
}

/** The formulas by which any figure of the scoreboard, or any count of the bulletin, was made. */
function usedFormulas(matter: Matter): ReadonlySet<FormulaName> {
  const { scores, reporting } = matter.board;
  const standings = allIndicators(matter.board).flatMap(({ city, units }) => [city, ...units]);
  const figures = [
    ...standings.flatMap(figuresOf),
    ...scores.flatMap(({ units }) => units.map(({ score }) => score)),
    reporting.reportingRate,
    reporting.reportingRateOnTime,
  ].filter(({ value }) => value !== null);
  return new Set<FormulaName>(['rank', ...figures.map(({ lineage }) => lineage.formula)]);
}

function figuresOf(standing: Standing): readonly Figure[] {
  const { period, cumulative, numerator, denominator, target, completion } = standing;
  const { scheduled, gap, monthOnMonth, yearOnYear } = standing;
  return [
    ...[period, cumulative, numerator, denominator, target, completion],
    ...[scheduled, gap, monthOnMonth, yearOnYear],
  ];
}

function progressBlocks(matter: Matter): readonly Block[] {
  const { scoring, targetsNote } = matter.plan;
  const cap = percentWords(scoring.cap);
  const tolerance = decimalText(scoring.tolerance);
  const within =
    tolerance === '0'
      ? '完成率与序时进度（比率为实际比率与目标比率）相等的为达序时进度'
      : `完成率与序时进度（比率为实际比率与目标比率）相差不超过${tolerance}个百分点的为达序时进度`;
  return [
    ...scheduleTables(schedulesUsed(matter)),
    paragraph(`${within}，更优的为超序时进度，更差的为滞后。`),
    paragraph(
      `综合得分只计县市区填报、已下达目标的时期数和时点数；其中项、比率、位次和以低为好的指标不计分。各项按权重加权，单项完成率超过${cap}的按${cap}计。应报未报的单位不计分、不排位次。`,
    ),
    ...(targetsNote === '' ? [] : [paragraph(`${targetsNote}。`)]),
  ];
}

function percentWords(share: Fraction): string {
  return `${roundFraction(share, 2, 2).replace(/\.?0+$/, '')}%`;
}

function schedulesUsed(matter: Matter): readonly Schedule[] {
  const year = yearOf(matter.board.period);
  const shown = new Set(
    allIndicators(matter.board)
      .filter((entry) => hasTarget(entry) && entry.indicator.kind !== 'ratio')
      .map(({ indicator }) => indicator.code),
  );
  const names = new Set(
    matter.plan.targets
      .filter((target) => target.year === year && shown.has(target.indicator))
      .map(({ schedule }) => schedule),
  );
  return matter.plan.schedules.filter(({ name }) => names.has(name));
}

function scheduleTables(schedules: readonly Schedule[]): readonly Table[] {
  const [first] = schedules;
  if (first === undefined) return [];
  return [
    {
      type: 'table',
      caption: '各月底序时进度',
      remark: '单位：%',
      head: ['名称', ...first.shares.map((_, i) => `${String(i + 1)}月`)],
      widths: [2, ...first.shares.map(() => 1)],
      rows: schedules.map(({ name, shares }) => ({
        emphasis: false,
        cells: [
          cell(name, 'left'),
          ...shares.map((share) => cell(percentWords(share).replace('%', ''), 'right')),
        ],
      })),
      notes: [],
    },
  ];
}
