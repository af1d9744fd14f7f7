/** The words of the plan's files: what may be written, how values are spelt, and what is called what. */
import type {
  Attachment,
  Indicator,
  IndicatorKind,
  NumeralStyle,
  ReportedBy,
  Rule,
  RuleSeverity,
} from '../plan.ts';
import type { PlanFileName } from '../plan-file.ts';
import type { Unscorable } from '../scoring.ts';

type Choice<Value> = Readonly<Record<string, Value>>;

export const REPORTED_BY_CHOICES = {
  县市区: 'county',
  市直: 'city',
} as const satisfies Choice<ReportedBy>;

export const KIND_CHOICES = {
  时期数: 'flow',
  时点数: 'stock',
  比率: 'ratio',
  位次: 'rank',
} as const satisfies Choice<IndicatorKind>;

export const ASKS_CHOICES = {
  本年累计: 'cumulative',
  本月数: 'period',
} as const satisfies Choice<Indicator['asks']>;

export const DIRECTION_CHOICES = {
  越高越好: 'higher',
  越低越好: 'lower',
} as const satisfies Choice<Indicator['direction']>;

export const STYLE_CHOICES = {
  数字: 'plain',
  万: 'wan',
  汉字: 'hanzi',
} as const satisfies Choice<NumeralStyle>;

export const YES_NO_CHOICES = { 是: true, 否: false } as const satisfies Choice<boolean>;

export const RELATION_CHOICES = {
  '≤': '≤',
  '≥': '≥',
  '=': '=',
  '<=': '≤',
  '>=': '≥',
} as const satisfies Choice<Rule['relation']>;

export const SEVERITY_CHOICES = {
  强制: '强制',
  核实: '核实',
  提示: '提示',
} as const satisfies Choice<RuleSeverity>;

export const ATTACHMENT_CHOICES = {
  '汇总表.xlsx': '汇总表.xlsx',
  '汇总表.json': '汇总表.json',
  '汇总表.csv': '汇总表.csv',
} as const satisfies Choice<Attachment>;

/** The word for a value of a choice: `flow` gives 时期数. */
export function wordOf<Value>(choices: Choice<Value>, value: Value): string {
  return Object.entries(choices).find(([, meant]) => meant === value)?.[0] ?? String(value);
}

/** The schedule every plan has: each month a twelfth. */
export const EVEN_SCHEDULE = '按月均摊';

/** What may stand in a stretch before. */
export const FORMER_EXAMPLES = {
  office: 'signer: 部长',
  calendar: 'due: 次月3日17:00，遇节假日顺延',
} as const;

/** A paragraph of 下步要求: any text; what looks like a condition at its head must be one of the two that are known. */
export const REQUIREMENT_SPELLING =
  /^(?:[（(]有(?:目标|任务)时[）)]\s*(?=\S)|(?![（(]有[^（）()]{1,6}时?[）)]))(?=[^]*[^\s“”‘’])/;

/** Whether it is printed only where the period has targets, or tasks; and the paragraph itself. */
export function requirementOf(
  written: string,
): Readonly<{ when: '目标' | '任务' | null; words: string }> {
  const [head = '', when] = /^[（(]有(目标|任务)时[）)]\s*/.exec(written) ?? [];
  const words = written.slice(head.length);
  return { when: when === '目标' || when === '任务' ? when : null, words };
}

/** How a value is to be spelt; each completes the sentence “应写成…”. */
export const SPELLING_WORDS = {
  requirement:
    '要写一段话；只在有目标（有任务）的报告期才印的，开头写“（有目标时）”或“（有任务时）”',
  text: '文字，不能空着',
  textOrEmpty: '文字；没有就写一对英文引号 ""',
  id: '小写字母、数字和短横线，以字母开头，如 shouguang',
  code: '大写字母加数字，如 RC01、T05',
  ruleTerm:
    '指标代码，如 RC01；比率的分子写 JC04-1，分母写 JC04-2；后面可以空一格写 上月、上年同期 或 合计，再写 × 1.2；也可以只写一个数；几项之间用英文逗号',
  times: '1 到 9999 的数，如 8、3.5',
  ownMonths: '3 到 12 的整数',
  sameFigures: '1 到 99 的整数',
  gb2260: '六位数字，如 "370702"',
  phone: '电话号码，如 0536-0000001',
  month: '年-月，月份两位，如 2007-05',
  period: '报告期：2007-05（月）、2007-Q2（季度）、2007-H1（半年）、2007（年）',
  conditions:
    '名称、比较符号和数，如 差距 > 0；比较符号用 >、>=、=、!=、<=、<，几个条件之间写“且”；总能用的不写 when',
  position: '1 到 99 的整数',
  day: '年-月-日，如 2007-05-31，而且确有这一天',
  year: '四位年份，如 2007',
  decimals: '0 到 6 的整数',
  weight: '0 到 100 的整数',
  count: '0 到 366 的整数',
  maxLength: '1 到 5000 的整数',
  amount: '不带单位和逗号的数字，如 128000、12.5',
  target: '不带单位和逗号的数字，如 9982、12.5；比率可以写 95%',
  percent: '百分数，带百分号，如 95%、99.5%',
  milestone: '月份，1月 到 12月',
  says: '一句话，其中写一次 {figure}（英文花括号），不用其他花括号',
  numberPattern:
    '机关代字〔{year}〕{number}号，如 潍组通报〔{year}〕{number}号：年份用六角括号〔〕，不写“第”字，花括号用英文的',
  title: '含一次 {period}（英文花括号）的标题，不用其他花括号',
  thematicTitle: '含一次 {period} 和一次 {section}（英文花括号）的标题，不用其他花括号',
  addressees: '单位名称，末尾不写冒号',
  upTo99999: '1 到 99999 的整数',
  due: '当月或次月几日几点，如 次月3日17:00，遇节假日顺延；时间用 24 小时制，日子在 1 到 28 之间',
  dueRest: '次月3日17:00，遇节假日顺延 这样，末尾写明遇节假日顺延、提前还是不变',
  jobWhen:
    '每天8:00、17:10，或 每个工作日8:00；截止时间、截止时间后2小时、印发时间前第1个工作日9:00；次月8日9:00，遇节假日顺延；收齐即做，最迟截止时间；只做一次的写 2007年6月20日9:00',
  jobPeriod: '月报、季报、半年报 或 年报；只做一期的写那一期，如 2007-05、2007-Q2、2007-H1、2007',
  completeness: '全部单位已报，或 至少11家已报',
  some: '至少一条',
  someUnits: '至少一个单位，每个单位以“- id:”开头',
} as const;

/** What a value has to be, where it is something else altogether. */
export const SHAPE_WORDS = {
  scalar: '一个值（文字或数字）',
  list: '列表，每条以“- ”开头，或写在英文方括号里，如 [RC02, RC03]',
  mapping: '下面一层“名称: 内容”',
} as const;

/** What to do where a key has nothing behind it and there is nothing to write. */
export const EMPTY_WORDS = {
  required: '列表没有条目的写 []，文字没有内容的写 ""',
  optional: '不需要这一项就把整行删去',
} as const;

/** What a reference or a duplicate is about. */
export const NAMED_WORDS = {
  unit: '单位',
  unitName: '单位名称',
  gb2260: '行政区划代码',
  group: '分组',
  parent: '上级单位',
  section: '所属部分',
  indicator: '指标',
  code: '代码',
  whole: '所属总数',
  schedule: '序时进度',
  target: '年度目标',
  form: '报表',
  rule: '审核关系编号',
  waiver: '豁免',
  extension: '延期',
  unitOfMeasure: '计量单位',
  kind: '类型',
  reporter: '填报单位类别',
  decimals: '小数位数',
  asks: '填报方式',
  numerator: '分子',
  denominator: '分母',
  attachment: '附件',
  job: '日程代号',
} as const;

/** Why a target cannot be, or why a unit can have none. */
export const REASON_WORDS = {
  rank: '位次由上级公布',
  approximate: '允许填约数的指标不排位、不考核',
  reporter: (unit: string, indicator: string): string => `单位属于${unit}，指标由${indicator}填报`,
  notThatYear: (year: number): string => `这个单位${String(year)}年不在有效时间内`,
} as const;

/** Why a waiver can never let anybody off. */
export const WAIVER_WORDS = {
  dates: (rule: string, dates: string): string => `审核关系 ${rule} 的有效时间是${dates}`,
  unit: (unit: string): string => `${unit}这段时间不填报`,
  reporter: (rule: string, unit: string, by: string): string =>
    `审核关系 ${rule} 只比${by}所报的数，${unit}不报`,
} as const;

/** What is never scored, whatever its weight. */
export const UNSCORABLE_WORDS: Readonly<Record<Unscorable, string>> = {
  rank: '位次',
  ratio: '比率',
  city: '市直填报的指标',
  part: '“其中”项',
  lower: '越低越好的指标',
  approximate: '允许填约数的指标',
};

/** 2007-01 至 2007-12, 不限. */
export function datesWords(from: string | undefined, to: string | undefined): string {
  if (from === undefined && to === undefined) return '不限';
  return `${from ?? ''}至${to ?? ''}`;
}

/** 第 12 行, with the file's name when it is another one. */
export function whereWords(line: number, otherFile: string | null): string {
  return `${otherFile === null ? '' : `${otherFile} `}第 ${String(line)} 行`;
}

/** What a line begins with: 4 个空格，再写 name: 潍城区. */
export function indentWords(blanks: number, line: string): string {
  const text = line.length > 20 ? `${line.slice(0, 20)}…` : line;
  return blanks === 0
    ? `行首不留空格，直接写 ${text}`
    : `行首 ${String(blanks)} 个空格，再写 ${text}`;
}

/** 第 3、7 行: at most ten of them. */
export function linesWords(lines: readonly number[]): string {
  const shown = lines.slice(0, 10).map(String).join('、');
  return `第 ${shown} ${lines.length > 10 ? '等行' : '行'}`;
}

/** Joins names for a sentence: at most forty of them. */
export function namesWords(names: readonly string[]): string {
  const shown = names.slice(0, 40).join('、');
  if (names.length === 0) return '（没有）';
  return names.length > 40 ? `${shown}等` : shown;
}

/** `3月` or `3`: the month, 1…12. */
export const MILESTONE_SPELLING = /^(?:[1-9]|1[0-2])月?$/;
/** An addressee line that does not end in the colon that the page adds. */
export const ADDRESSEES_SPELLING = /\S*[^：:\s]$/;

/** What each file is. */
export const FILE_WORDS: Readonly<Record<PlanFileName, string>> = {
  office: '本单位：通报由谁发、发给谁、题目怎么写',
  units: '填报单位：哪些单位填报、属于哪一组、按什么顺序排列',
  indicators: '指标：要各单位报什么数、什么文字，通报里怎么说',
  tasks: '重点任务',
  targets: '年度目标、序时进度和计分办法',
  forms: '报表',
  rules: '审核关系、豁免和异常数的界限',
  calendar: '日历：什么时候报、什么时候催、什么时候印发，哪些天放假',
  delivery: '印发：生成哪些文件，印发后通过哪些渠道发给谁',
  phrases: '说法：同样的数在什么情况下怎么说',
  paragraphs: '手写段落：给某一期通报添上或换掉的自然段',
  schedule: '日程：哪件事什么时候由系统自动做',
  roles: '职责：哪个账号能做什么',
  google: '在线表：哪些单位用 Google 在线表或文件夹报送',
};
