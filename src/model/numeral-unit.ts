/** Units of measure (计量单位): their synonyms, their power of ten, and which may stand for which. */

/** `万人次` is 人次 at scale 4. */
export type UnitOfMeasure = Readonly<{ base: string; scale: number }>;

/** Words for one and the same thing. 人 and 人次 are different things and never mix. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['人', '名', '位', '个人'],
  ['人次', '人·次'],
  ['次', '回'],
  ['场', '场次'],
  ['元', '圆', '元整', '圆整', '元人民币'],
  ['%', '百分比'],
  ['百分点', '个百分点'],
  ['天', '日'],
  ['月', '个月'],
  ['平方米', '平米', '㎡'],
  ['公里', '千米'],
  ['公斤', '千克'],
];

/** What is counted piece by piece: these may stand behind a count whose own unit is not named. */
const COUNTERS = [
  ...[
    '人',
    '名',
    '位',
    '个人',
    '人次',
    '次',
    '回',
    '场',
    '场次',
    '期',
    '个',
    '家',
    '户',
    '件',
    '篇',
  ],
  ...['处', '项', '所', '座', '支', '册', '条', '份', '台', '套', '批', '班', '本', '门', '起'],
];

const MONEY = ['元', '圆', '元整', '圆整', '元人民币', '美元', '港元', '欧元'];
const MEASURES = ['%', '‰', '百分比', '百分点', '个百分点'];
const TIMES = ['年', '个月', '月', '天', '日', '小时', '分钟', '岁'];
const SIZES = ['亩', '平方米', '平米', '㎡', '公里', '千米', '米', '公斤', '千克', '吨'];

/** Longest first, so that 人次 is not read as 人. */
const KNOWN: readonly string[] = [...COUNTERS, ...MONEY, ...MEASURES, ...TIMES, ...SIZES].sort(
  (a, b) => b.length - a.length,
);

const TENS: Readonly<Record<string, number>> = {
  十: 1,
  百: 2,
  千: 3,
  万: 4,
  萬: 4,
  亿: 8,
  億: 8,
};

/** Words that multiply, as a scanner's pattern; 千克 and 千米 are units. */
export const MULTIPLIER = /^(?:万亿|[十百千]?[万亿萬億]|[百千](?![克米]))/;

/** The power of ten of 千万, 万, 亿, 百; 0 for none. */
export function powerOf(multiplier: string): number {
  return Array.from(multiplier).reduce((power, letter) => power + (TENS[letter] ?? 0), 0);
}

export function parseUnitOfMeasure(text: string): UnitOfMeasure {
  if (KNOWN.includes(text)) return { base: text, scale: 0 };
  const multiplier = MULTIPLIER.exec(text)?.[0] ?? '';
  const base = text.slice(multiplier.length);
  return base === '' ? { base: text, scale: 0 } : { base, scale: powerOf(multiplier) };
}

/** The unit of measure that a text begins with, the item's own one first; empty for none that is known. */
export function leadingBase(text: string, own: string): string {
  const known = KNOWN.find((base) => text.startsWith(base)) ?? '';
  return own.length > known.length && text.startsWith(own) ? own : known;
}

/** Whether what was typed counts the same thing as the item. An item without a unit takes any counter. */
export function isSameBase(typed: string, own: string): boolean {
  if (typed === own) return true;
  if (own === '') return COUNTERS.includes(typed);
  return SYNONYMS.some((words) => words.includes(typed) && words.includes(own));
}
