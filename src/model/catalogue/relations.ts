/** What is said of figures that do not keep a 审核关系 of the plan, and of those that are strange beside others. */
import { quoted, shortened, type CatalogueEntry, type Details } from './catalogue.ts';
import { entry, named, said } from './entry.ts';

const REASON_LETTERS = 60;

/** A figure that a rule looks at and that stands elsewhere: in an earlier month, on another unit's form. */
export type Beside = Readonly<{
  name: string;
  /** Empty for the same month. */
  month: string;
  /** Empty for the unit's own or all units'. */
  unit: string;
  isTotal: boolean;
  amount: string;
}>;

/** （其中2007年4月引进高层次人才 120）; empty for none. */
export function besideWords(all: readonly Beside[]): string {
  if (all.length === 0) return '';
  const words = all.map(
    ({ name, month, unit, isTotal, amount }) =>
      `${unit}${month}${quoted(name)}${isTotal ? '各单位合计' : ''} ${amount}`,
  );
  return `（其中${words.join('、')}）`;
}

function broken(d: Details): string {
  const equation = `${said(d, 'left')} ${said(d, 'relation')} ${said(d, 'right')}`;
  return `${said(d, 'says')}：${equation} 不成立${said(d, 'beside')}`;
}

function because(d: Details): string {
  return `备注写的原因是${quoted(shortened(said(d, 'reason'), REASON_LETTERS))}`;
}

/** A strange figure that has a remark has been explained; one that has none is to be. */
function explained(d: Details): string {
  return said(d, 'reason') === '' ? '' : `，${because(d)}`;
}

function verify(d: Details): string {
  return said(d, 'reason') === ''
    ? '请核对：误填的请改正后再报一次；属实的不用改，请下次在备注里写明原因。'
    : '原因属实就不用改。';
}

/** 10 is one digit too many, 10000 a 万 taken for one; empty for no guess. */
function slipWords(times: string): string {
  const slips: Readonly<Record<string, string>> = {
    10: '，疑似多写或漏写了一个0',
    100: '，疑似多写或漏写了两个0',
    10000: '，疑似万与个混填',
  };
  return slips[times] ?? '，相差很大';
}

/** By code; part of `workbookFinding`. */
export const RELATIONS = {
  C_RULE: entry('error', broken, (d) =>
    said(d, 'beside') === ''
      ? '请核对这几项的数。'
      : '请核对这几项的数；本表没有错、是别的月份或别的单位报错的，请与市里联系，先更正那张表。',
  ),
  C_RULE_WHY: entry(
    'error',
    broken,
    '请核对这几项的数：误填的请改正；属实的，请在其中一项的备注里写明原因后再报送（只写“无”不算）。',
  ),
  C_RULE_REASON: entry('warning', (d) => `${broken(d)}，${because(d)}`, '原因属实就不用改。'),
  C_RULE_TRIAL: entry(
    'note',
    (d) => `试运行的审核关系：${broken(d)}`,
    '试运行期间不影响接收；误填的请改正后再报一次，觉得这条审核关系不合适的请告诉市里。',
  ),
  C_RULE_WAIVED: entry(
    'note',
    (d) =>
      `${broken(d)}，已按豁免接收：${said(d, 'why')}（${said(d, 'approver')}批准，到${said(d, 'until')}为止）`,
    '豁免期间不用改；到期后仍不符的会按审核关系处理。',
  ),
  C_LEAP: entry(
    'warning',
    (d) =>
      `${said(d, 'asks')} ${said(d, 'now')}，${said(d, 'month')}是 ${said(d, 'other')}，大约是它的${said(d, 'share')}${slipWords(said(d, 'slip'))}${explained(d)}`,
    verify,
  ),
  C_SPREAD: entry(
    'warning',
    (d) =>
      `${said(d, 'what')} ${said(d, 'now')}，本单位前${said(d, 'count')}个月的中位数是 ${said(d, 'middle')}，相差很大${explained(d)}`,
    verify,
  ),
  C_SAME_MONTH: entry(
    'warning',
    (d) => `所有的数都与${said(d, 'month')}报表完全相同（${said(d, 'count')}项不为 0）`,
    '请核对是不是报了上月的表；本月确实没有变化的不用改。',
  ),
  C_SAME_UNIT: entry(
    'warning',
    (d) =>
      `所有的数都与${named(d, 'unit')}${said(d, 'month')}报表完全相同（${said(d, 'count')}项不为 0）`,
    '请核对是不是填了别的单位的数；确实是本单位数的不用改。',
  ),
} satisfies Readonly<Record<string, CatalogueEntry>>;

/** 8.4 倍, 23 分之一, 1.1亿倍: two digits of it. */
export function shareWords(times: number, isMore: boolean): string {
  const rough = Number(times.toPrecision(2));
  const [scale, unit] = [[1e8, '亿'] as const, [1e4, '万'] as const].find(
    ([least]) => rough >= least,
  ) ?? [1, ' '];
  const number = String(Number((rough / scale).toPrecision(2)));
  const words = scale === 1 ? String(rough) : number;
  return ` ${words}${unit}${isMore ? '倍' : '分之一'}`;
}

/** What a series is of: the figure as it is typed, or its change from the month before. */
export const SERIES_WORDS = {
  asTyped: '本月所报',
  added: '本月新增',
  changed: '比上月变化',
} as const;
