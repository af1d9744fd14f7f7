/** What the administrator may put into other words (场合), what is known then, and which words claim what. */
import { decimal, fraction, whole, ZERO, type Decimal, type Fraction } from '../decimal.ts';
import { parseConditions, type Condition, type Phrase, type Quantities } from '../phrase.ts';

/** Words that may only be said where the condition holds, and how that is told. */
type Claim = Readonly<{ words: RegExp; when: readonly Condition[]; told: string }>;

/** The values that an occasion's conditions draw a line at, by quantity. */
type Limits = ReadonlyMap<string, readonly Decimal[]>;

export type OccasionEntry = Readonly<{
  says: string;
  /** What conditions may ask for, with its unit. */
  quantities: Readonly<Record<string, string>>;
  /** What may stand in braces, with an example. */
  figures: Readonly<Record<string, string>>;
  claims: readonly Claim[];
  /** Enough cases to try every phrase in: each side of every limit, and the limit itself. */
  cases: (limits: Limits) => readonly Quantities[];
}>;

function claim(words: RegExp, told: string): Claim {
  const when = parseConditions(told);
  if (when === null) throw new RangeError(told);
  return { words, when, told };
}

/** Words of a difference, whichever way it goes. */
function sides(quantity: string): readonly Claim[] {
  return [
    claim(/(?<![不未没])(?:高于|超|快于|领先|好于)/, `${quantity} > 0`),
    claim(/不低于|不落后|不滞后/, `${quantity} ≥ 0`),
    claim(/(?<![不未没])(?:低于|滞后|落后|慢于|欠)/, `${quantity} < 0`),
    claim(/[不未没](?:高于|超)/, `${quantity} ≤ 0`),
    claim(/持平|一致|同步|相当/, `${quantity} = 0`),
  ];
}

function growth(quantity: string): readonly Claim[] {
  return [
    claim(/(?<![不未没负])(?:增长|上升|增加|提高|提升)/, `${quantity} > 0`),
    claim(/(?<![不未没])(?:下降|减少|降低|回落|下滑|负增长)/, `${quantity} < 0`),
    claim(/翻番|成倍/, `${quantity} ≥ 100`),
    claim(/持平/, `${quantity} = 0`),
  ];
}

const SMALL = decimal('0.01');
const FAR = decimal('100000');

/** Both sides of each limit, the limit, and what lies far out, of one quantity that may be anything in between. */
function around(limits: Limits, quantity: string, least: Decimal): readonly Fraction[] {
  const lines = [ZERO, ...(limits.get(quantity) ?? [])];
  return [least, FAR, ...lines.flatMap((line) => [line.minus(SMALL), line, line.plus(SMALL)])]
    .filter((value) => value.gte(least))
    .map(whole);
}

function anything(quantity: string, but: Decimal | null = null): OccasionEntry['cases'] {
  return (limits) =>
    around(limits, quantity, decimal('-100000'))
      .filter(({ n }) => but === null || !n.eq(but))
      .map((value) => ({ [quantity]: value }));
}

function wholes(limits: Limits, quantity: string, usual: readonly number[]): readonly number[] {
  const lines = (limits.get(quantity) ?? []).map((line) => Math.round(Number(line.toFixed())));
  const all = [...usual, ...lines.flatMap((line) => [line - 1, line, line + 1])];
  return [...new Set(all)].filter((value) => value >= 0 && value <= 200);
}

function number(value: number): Fraction {
  return whole(decimal(String(value)));
}

/** So many indicators behind, ahead and on schedule, in every mixture of a few sizes. */
const mixtures: OccasionEntry['cases'] = (limits) =>
  wholes(limits, '可计算项数', [1, 2, 3, 4, 7, 12, 20]).flatMap((all) =>
    all === 0
      ? []
      : wholes(
          limits,
          '滞后项数',
          Array.from({ length: all + 1 }, (_, n) => n),
        )
          .filter((behind) => behind <= all)
          .flatMap((behind) =>
            [...new Set([0, Math.floor((all - behind) / 2), all - behind])].map((ahead) => ({
              可计算项数: number(all),
              滞后项数: number(behind),
              超序时项数: number(ahead),
              达序时项数: number(all - behind - ahead),
              滞后占比: fraction(decimal(String(behind * 100)), decimal(String(all))) ?? number(0),
            })),
          ),
  );

const restOfYear: OccasionEntry['cases'] = (limits) =>
  Array.from({ length: 11 }, (_, n) => number(n + 1)).flatMap((left) => [
    { 剩余月数: left },
    ...around(limits, '倍数', ZERO).map((times) => ({ 剩余月数: left, 倍数: times })),
  ]);

export const OCCASION_NAMES = [
  '总评',
  '完成率',
  '序时差距',
  '月均还需',
  '增减',
  '比率增减',
] as const;
export type Occasion = (typeof OCCASION_NAMES)[number];

export const OCCASIONS: Readonly<Record<Occasion, OccasionEntry>> = {
  总评: {
    says: '“总体情况”开头的一句，总说全市指标的进度；没有可计算进度的指标，或者缺报、含以前月份的数而暂不评的更多时不印',
    quantities: {
      可计算项数: '项',
      超序时项数: '项',
      达序时项数: '项',
      滞后项数: '项',
      滞后占比: '%',
    },
    figures: { 可计算项数: '20', 超序时项数: '12', 达序时项数: '1', 滞后项数: '7' },
    claims: [
      claim(/全部|[均都](?=达|超|完成)|没有滞后|无滞后|无一滞后/, '滞后项数 = 0'),
      claim(/个别/, '滞后项数 ≥ 1 且 滞后占比 ≤ 25'),
      claim(/(?<!没有|无)部分/, '滞后项数 ≥ 1'),
      claim(/较多|过半|半数以上|压力较大/, '滞后占比 ≥ 40'),
      claim(/顺利|良好/, '滞后占比 ≤ 25'),
    ],
    cases: mixtures,
  },
  完成率: {
    says: '全市数完成年度目标的多少；比率、约数和没有目标的不印',
    quantities: { 完成率: '%' },
    figures: { 完成率: '45.2%' },
    claims: [
      claim(/(?<![不未没])(?:已完成|完成了|提前完成|全面完成|如期完成)/, '完成率 ≥ 100'),
      claim(/(?<![不未没])超(?:额|过)/, '完成率 > 100'),
      claim(/[未没](?:有)?(?:完成|达)/, '完成率 < 100'),
    ],
    cases: (limits) => around(limits, '完成率', ZERO).map((value) => ({ 完成率: value })),
  },
  序时差距: {
    says: '全市数与序时进度（12月与年度目标）相差多少，紧接完成率',
    quantities: { 差距: '个百分点' },
    figures: { 对象: '序时进度', 差距: '3.2个百分点' },
    claims: sides('差距'),
    cases: anything('差距'),
  },
  月均还需: {
    says: '还没有完成年度目标的指标，剩下的月份平均每月要做多少；只印进度滞后的',
    quantities: { 剩余月数: '个月', 倍数: '倍' },
    figures: { 剩余月数: '7', 月均: '12名' },
    claims: [
      claim(/加快|加大|高于|超过/, '倍数 > 1'),
      claim(/[两二2]倍以上|翻番/, '倍数 ≥ 2'),
      claim(/[三3]倍以上/, '倍数 ≥ 3'),
      claim(/低于|少于|放缓/, '倍数 < 1'),
      claim(/持平|相当/, '倍数 = 1'),
    ],
    cases: restOfYear,
  },
  增减: {
    says: '数量比上年同期、上期增减多少；没有变化的由系统写“持平”',
    quantities: { 增幅: '%' },
    figures: { 比: '同比', 增幅: '12.3%' },
    claims: growth('增幅'),
    cases: anything('增幅', ZERO),
  },
  比率增减: {
    says: '比率比上年同期、上期变动多少；没有变化的由系统写“持平”',
    quantities: { 变动: '个百分点' },
    figures: { 比: '同比', 变动: '1.2个百分点' },
    claims: growth('变动').filter(({ told }) => !told.includes('100')),
    cases: anything('变动', ZERO),
  },
};

function phrase(occasion: Occasion, when: string, say: string): Phrase<Occasion> {
  const conditions = parseConditions(when);
  if (conditions === null) throw new RangeError(when);
  return { occasion, when: conditions, say };
}

/** What is said where the administrator says nothing else; `config/phrases.yaml` begins with the same. */
export const DEFAULT_PHRASES: readonly Phrase<Occasion>[] = [
  phrase(
    '总评',
    '可计算项数 = 1 且 滞后项数 = 0',
    '可计算进度的{可计算项数}项指标达到或超过序时进度，总体进展顺利。',
  ),
  phrase(
    '总评',
    '滞后项数 = 0',
    '可计算进度的{可计算项数}项指标均达到或超过序时进度，总体进展顺利。',
  ),
  phrase('总评', '滞后占比 ≤ 25', '总体进展较好，个别指标滞后。'),
  phrase('总评', '滞后占比 < 50', '总体有序推进，部分指标滞后，需加快进度。'),
  phrase('总评', '', '滞后的指标较多，完成年度任务压力较大。'),
  phrase('完成率', '', '完成年度目标的{完成率}'),
  phrase('序时差距', '差距 > 0', '高于{对象}{差距}'),
  phrase('序时差距', '差距 < 0', '低于{对象}{差距}'),
  phrase('序时差距', '', '与{对象}持平'),
  phrase('月均还需', '倍数 ≥ 2', '今后{剩余月数}个月还需月均{月均}，是已过月份月均数的两倍以上'),
  phrase('月均还需', '', '今后{剩余月数}个月还需月均{月均}'),
  phrase('增减', '增幅 > 0', '{比}增长{增幅}'),
  phrase('增减', '', '{比}下降{增幅}'),
  phrase('比率增减', '变动 > 0', '{比}提高{变动}'),
  phrase('比率增减', '', '{比}下降{变动}'),
];
