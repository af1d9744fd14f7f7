/** The form as one definition: which items a unit reports in a month; the workbook's writer and the checker both read it. */
import {
  validAt,
  type Form,
  type Indicator,
  type OrgUnit,
  type Plan,
  type Section,
  type Task,
  type TextItem,
} from './plan.ts';
import type { Month } from './period.ts';

/** One number a unit fills in (填报项). A ratio has two: `CODE-1` the numerator, `CODE-2` the denominator. */
export type FigureItem = Readonly<{
  kind: 'figure';
  item: string;
  indicator: Indicator;
  role: 'value' | 'numerator' | 'denominator';
  name: string;
  unitOfMeasure: string;
  /** 本年累计, 本月数, 期末数, 位次. */
  asks: string;
}>;

export type TaskItem = Readonly<{ kind: 'task'; item: string; task: Task; name: string }>;
export type TextFormItem = Readonly<{ kind: 'text'; item: string; text: TextItem; name: string }>;
export type FormItem = FigureItem | TaskItem | TextFormItem;

export type FormSheet = Readonly<{
  form: Form;
  unit: OrgUnit;
  period: Month;
  planVersion: string;
  sections: readonly Readonly<{ section: Section; figures: readonly FigureItem[] }>[];
  tasks: readonly TaskItem[];
  texts: readonly TextFormItem[];
}>;

/** Column titles the reader finds its way by; the writer prints the same. */
export const COLUMN = {
  code: '代码',
  value: '填报数',
  remark: '备注（累计减少须写明原因）',
  status: '进展状态',
  percent: '完成比例（%）',
  doneOn: '完成日期',
  words: '进展情况',
  text: '内容',
} as const;

/** Titles of the columns that are printed and not filled in: the reader holds them against the plan. */
export const PRINTED = {
  figure: '指标',
  task: '任务',
  text: '事项',
  unitOfMeasure: '计量单位',
  asks: '口径',
  note: '填报说明',
  deadline: '完成时限',
} as const;

/** Titles of the columns that help: what is known already, and the form's own check. Nothing in them is read. */
export const HELP = {
  last: '上月数',
  lastCumulative: '上月累计',
  yearBefore: '上年同期',
  target: '全年目标',
  scheduled: '序时应达',
  lastTask: '上月进展',
  check: '自检',
  faults: '错处',
  told: '核对',
  proof: '校验',
  reason: '原因',
} as const;

/** Of them, the columns that nobody sees. */
export const HIDDEN_HELP = ['faults', 'told', 'proof', 'reason'] as const;

/** What is told beside a figure, in the order of its columns. */
export const KNOWN = ['last', 'lastCumulative', 'yearBefore', 'target', 'scheduled'] as const;

/** By the kind of the row, the columns that tell what is known. */
export const KNOWN_TITLES: Readonly<Record<FormItem['kind'], readonly string[]>> = {
  figure: KNOWN.map((key) => HELP[key]),
  task: [HELP.lastTask],
  text: [],
};

/** The sheet that explains the form; nothing on it is read. */
export const GUIDE_SHEET = '填表说明';

/** The columns that are filled in, by the kind of the row; the first holds what the row is about. */
export const FILLED_IN: Readonly<Record<FormItem['kind'], readonly string[]>> = {
  figure: [COLUMN.value, COLUMN.remark],
  task: [COLUMN.status, COLUMN.percent, COLUMN.doneOn, COLUMN.words],
  text: [COLUMN.text],
};

/** Lines that stand across the whole sheet. */
export const BANDS = { tasks: '重点任务', texts: '文字材料' } as const;

/** Titles on the sheet 填表说明; not the form's own, lest it be taken for one. */
export const GUIDE = { code: '指标代码', example: '举例' } as const;

/** Below the tables, for what is written by hand on the print. */
export const SIGN_LINE =
  '单位负责人（签字）：　　　　　　　　填报单位（盖章）：　　　　　　　　填报日期：　　　年　　月　　日';

/** Above the tables: until when, and where to type. */
export function dueLine(due: string): string {
  return `请于${due}前报送。只填浅黄色的格，其他格不用动。`;
}

/** Whether a text is that line, whatever its day. */
export function isDueLine(text: string): boolean {
  return /^请于.{1,40}前报送/.test(text);
}

/** Labels of the visible head; the value stands in the next non-empty cell to the right. */
export const HEAD = {
  number: '表号',
  unit: '填报单位',
  period: '报告期',
  filler: '填表人',
  reviewer: '审核人',
  phone: '联系电话',
  proof: '校验码',
} as const;

/** Beside it an online sheet has a box, ticked by whoever reports. */
export const SUBMIT = '提交';

/** The hidden sheet that says what a workbook is: the signed word, and its parts for whoever looks. */
export const IDENTITY_SHEET = '_tongbao';

/** Beside it the signed word stands, small, at the foot of the form, for who copies the cells into a new book. */
export const TOKEN_LABEL = '表样标识（请勿改动）：';

/** Whether a text is that line, whoever signed it. */
export function isTokenLine(text: string): boolean {
  return text.startsWith(TOKEN_LABEL);
}

export const TASK_STATUSES = ['未启动', '推进中', '已完成'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** What a clerk types where a figure does not apply. */
export const NOT_APPLICABLE = '不适用';

const ASKS: Readonly<Record<Indicator['kind'], string>> = {
  flow: '本年累计',
  stock: '期末数',
  ratio: '截至期末',
  rank: '位次',
};

/** The figures that a form asks for an indicator: one, or a ratio's two. */
export function figureItems(indicator: Indicator): readonly FigureItem[] {
  const asks = indicator.asks === 'period' ? '本月数' : ASKS[indicator.kind];
  if (indicator.kind !== 'ratio' || !indicator.numerator || !indicator.denominator) {
    const { code, name, unitOfMeasure } = indicator;
    return [{ kind: 'figure', item: code, indicator, role: 'value', name, unitOfMeasure, asks }];
  }
  return [
    { ...part(indicator.numerator), item: numeratorItem(indicator.code), role: 'numerator' },
    { ...part(indicator.denominator), item: denominatorItem(indicator.code), role: 'denominator' },
  ];

  function part(of: { name: string; unitOfMeasure: string }): Omit<FigureItem, 'item' | 'role'> {
    return { kind: 'figure', indicator, name: of.name, unitOfMeasure: of.unitOfMeasure, asks };
  }
}

const PARTS = { numerator: '分子', denominator: '分母' } as const;

/** What is printed in the name column of an item's row. */
export function printedName(of: FormItem): string {
  switch (of.kind) {
    case 'figure':
      return of.role === 'value' ? of.name : `${of.name}（${PARTS[of.role]}）`;
    case 'task':
      return of.name;
    case 'text': {
      const owed = of.text.required ? '必填' : '没有可不填';
      const head = `${of.name}（${owed}，${String(of.text.maxLength)}字以内）`;
      return [head, of.text.note].join('\n').trim();
    }
  }
}

/** A ratio's note stands beside its numerator; beside its denominator, which ratio it belongs to. */
export function printedNote({ role, indicator }: FigureItem): string {
  return role === 'denominator' ? `用于计算：${indicator.name}。` : indicator.note;
}

export function numeratorItem(code: string): string {
  return `${code}-1`;
}

export function denominatorItem(code: string): string {
  return `${code}-2`;
}

/** The indicator that an item belongs to: `JC04` of `JC04-1`. */
export function indicatorCodeOf(item: string): string {
  return item.replace(/-[12]$/, '');
}

/** The figures that a unit reports for a month, by section. */
export function figureSectionsOf(plan: Plan, unit: OrgUnit, period: Month): FormSheet['sections'] {
  const indicators = validAt(plan.indicators, period).filter((entry) => entry.by === unit.reports);
  return plan.sections
    .map((section) => ({
      section,
      figures: indicators.filter((entry) => entry.section === section.id).flatMap(figureItems),
    }))
    .filter((entry) => entry.figures.length > 0);
}

/** The form a unit fills in for a month, or null when the unit owes none. */
export function formSheetOf(plan: Plan, unit: OrgUnit, period: Month): FormSheet | null {
  const form = validAt(plan.forms, period).find((candidate) => candidate.by === unit.reports);
  if (form === undefined) return null;
  const sections = figureSectionsOf(plan, unit, period);
  const tasks = validAt(plan.tasks, period)
    .filter((task) => task.by === unit.reports)
    .map((task): TaskItem => ({ kind: 'task', item: task.code, task, name: task.name }));
  const texts = validAt(plan.texts, period).map((text): TextFormItem => ({
    kind: 'text',
    item: text.code,
    text,
    name: text.name,
  }));
  return { form, unit, period, planVersion: plan.version, sections, tasks, texts };
}

/** All items of a form in the order in which they are printed. */
export function itemsOf(sheet: FormSheet): readonly FormItem[] {
  return [...sheet.sections.flatMap((entry) => entry.figures), ...sheet.tasks, ...sheet.texts];
}

/** The units that have to report for a month, in official order. */
export function unitsOwing(plan: Plan, month: Month): readonly OrgUnit[] {
  return validAt(plan.units, month).filter((unit) => formSheetOf(plan, unit, month) !== null);
}
