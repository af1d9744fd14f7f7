/** 附件2: what each indicator counts, the formulas in words, and the rules of schedule and score. */
import { BASELINE_TITLE } from '../model/baseline.ts';
import type { Annex, Table, TableCell } from '../model/bulletin.ts';
import { chineseMoment } from '../model/day.ts';
import { FORMULA_WORDS } from '../model/catalogue/formulas.ts';
import { compareFractions, decimal, decimalText, fraction } from '../model/decimal.ts';
import { targetIn, type Indicator, type IndicatorKind, type Schedule } from '../model/plan.ts';
import type { Figure, FormulaName, IndicatorBoard, Standing } from '../model/scoreboard.ts';
import { isScored } from '../model/scoring.ts';
import { allIndicators, hasTarget, type Matter } from './matter.ts';
import { percentWords } from './percentage.ts';
import { heading } from './saying.ts';
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
  'rank-change': '位次变化',
  'distance-to-best': '与最好单位的差距',
  'needed-per-month': '还需月均',
  'cost-of-score': '失分',
};

/** What needs no formula: its name says it. */
const PLAIN: ReadonlySet<FormulaName> = new Set(['reported', 'target-of-plan', 'count']);

/** A title that a formula's own words begin with. */
const TITLED = /^(序时进度：|综合得分＝)/;

const COMPARABLE =
  '各期所含单位不一致时，全市的环比、同比只按本期和基期都已报送且所含月份相同的单位计算';

const COUNTED =
  '正文所说的指标项数不含其中项；可计算进度的指标不含比率，比率另行与目标比较；变化小于所印位数的按持平计';

const UNJUDGED =
  '累计为以前月份的单位和全由这类累计相加的合计、累计缺应报月份的单位和含有它的合计、缺应报单位的合计，不计算完成率和差距，不评进度；合计中部分单位沿用以前月份累计的，照算完成率和差距并注明，因所含的数只会偏少，只在超序时、达序时的时候评进度，低于序时进度的暂不评（以低为好的指标相反）；比率按已报单位计算';

export function methodsAnnex(matter: Matter): Annex {
  return {
    label: '附件2',
    title: METHODS_TITLE,
    orientation: 'portrait',
    blocks: [
      heading(2, 1, '指标口径'),
      scopeTable(matter),
      heading(2, 2, '计算公式和规则'),
      formulaTable(matter),
    ],
  };
}

function scopeTable(matter: Matter): Table {
  return {
    type: 'table',
    caption: '指标口径',
    remark: '',
    head: ['指标（计量单位）', '类型', '填报', '权重', '口径'],
    widths: [6, 2, 2, 2, 12],
    rows: allIndicators(matter.board).map((entry) => ({
      emphasis: false,
      cells: scopeCells(entry),
    })),
    notes: [],
  };
}

function scopeCells(entry: IndicatorBoard): readonly TableCell[] {
  const { indicator } = entry;
  return [
    cell(`${indicator.name}（${indicator.unitOfMeasure}）`, 'left'),
    cell(KIND[indicator.kind], 'center'),
    cell(indicator.by === 'county' ? '县市区' : '市直', 'center'),
    cell(isScored(entry) ? String(indicator.weight) : '不计分', 'center'),
    cell(scopeWords(indicator), 'left'),
  ];
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
    caption: '计算公式和规则',
    remark: '',
    head: ['项目', '算法'],
    widths: [2, 9],
    rows: [
      ...lines,
      ['指标项数', COUNTED],
      ['可比口径', COMPARABLE],
      ...ruleLines(matter),
      ...baselineLines(matter),
      basisLine(matter),
    ].map((line) => ({
      emphasis: false,
      cells: line.map((words) => cell(words, 'left')),
    })),
    notes: [],
  };
}

/** Which figures no unit reported month by month: whoever signs is to know. */
function baselineLines({ board }: Matter): readonly (readonly string[])[] {
  const named = board.baselines.map(
    ({ year, receipt }) => `${String(year)}年的${BASELINE_TITLE}（回执第${String(receipt)}号）`,
  );
  if (named.length === 0) return [];
  return [['以前的数', `开始逐月报送以前各月的数取自${named.join('、')}，不计入报送率`]];
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

/** How a pace and a score are judged: nothing where nothing has a target. */
function ruleLines(matter: Matter): readonly (readonly string[])[] {
  if (!matter.hasTargets) return [];
  const { scoring, targetsNote } = matter.plan;
  const cap = percentWords(scoring.cap);
  const tolerance = decimalText(scoring.tolerance);
  const within = tolerance === '0' ? '相等' : `相差不超过${tolerance}个百分点`;
  return [
    ...schedulesUsed(matter)
      .filter((schedule) => !isEven(schedule))
      .map((schedule) => [`份额“${schedule.name}”`, sharesWords(schedule)]),
    [
      '进度判定',
      `完成率与序时进度（比率为实际比率与目标比率）${within}的为达序时进度，更优的为超序时进度，更差的为滞后`,
    ],
    ['不作评价的', UNJUDGED],
    [
      '计分范围',
      `只计县市区填报、已下达目标的时期数和时点数；其中项、比率、位次和以低为好的指标不计分。单项完成率超过${cap}的按${cap}计。应报未报和累计缺月份的单位不计综合得分、不排位次`,
    ],
    ...(targetsNote === '' ? [] : [['目标', targetsNote]]),
  ];
}

/** By month: the formula says so already. */
function isEven({ shares }: Schedule): boolean {
  return shares.every((share, i) => {
    const even = fraction(decimal(String(i + 1)), decimal('12'));
    return even !== null && compareFractions(share, even) === 0;
  });
}

/** What the figures rest on, by which anybody can have them again. */
function basisLine({ board }: Matter): readonly string[] {
  const until = chineseMoment(board.asOf);
  const names = [board.snapshot, board.plan].map((hash) => hash.slice(0, 12));
  return [
    '取数依据',
    `本通报数据截至${until}，取自收报台账的取数快照（编号${names[0] ?? ''}），按方案（编号${names[1] ?? ''}）计算`,
  ];
}

function schedulesUsed(matter: Matter): readonly Schedule[] {
  const names = new Set(
    allIndicators(matter.board)
      .filter((entry) => hasTarget(entry) && entry.indicator.kind !== 'ratio')
      .map(({ indicator }) => targetIn(matter.plan, indicator.code, matter.board.period)?.schedule),
  );
  return matter.plan.schedules.filter(({ name }) => names.has(name));
}

function sharesWords({ shares }: Schedule): string {
  return shares.map((share, i) => `${String(i + 1)}月底${percentWords(share)}`).join('、');
}
