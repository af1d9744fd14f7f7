/** The words of workbooks that are not read again: the form's prompts and refusals, every sheet's foot. */
import {
  GUIDE_SHEET,
  NOT_APPLICABLE,
  printedNote,
  SUBMIT,
  TASK_STATUSES,
  type FigureItem,
  type FormSheet,
} from '../form.ts';

/** Who made a workbook, in its properties. */
export const MAKER = '通报';

/** At the right of a printed sheet's foot, in the spreadsheet's own codes. */
export const PAGE_FOOT = '第 &P 页，共 &N 页';

/** A tab whose sheet has no name that a spreadsheet takes. */
export const NAMELESS_TAB = '表';

/** What stands before a sheet's first note, and as wide before the others. */
export const NOTE_LEAD = { first: '注：', next: '　　' } as const;

/** What a spreadsheet says when a cell is entered, and when it refuses what was typed. */
export type Prompt = Readonly<{
  promptTitle: string;
  prompt: string;
  errorTitle: string;
  error: string;
}>;

const ASKED: Readonly<Record<string, string>> = {
  本年累计: '填1月到本月的累计数。',
  本月数: '只填本月发生的数。',
  期末数: '填月末那一天的数。',
  截至期末: '填到月末为止的数。',
  位次: '填最近一次公布的名次。',
};

const NOT_COMPARED = '，不作比较';

/** Stands in place of a figure that was counted otherwise. @param then, now units of measure; the same where the kind changed. */
export function countedOtherwise(then: string, now: string): string {
  return `${then === now ? '口径不同' : `按“${then}”计`}${NOT_COMPARED}`;
}

export function saysCountedOtherwise(text: string): boolean {
  return text.endsWith(NOT_COMPARED);
}

/** How a form is filled in, before the form's own notes. */
const GUIDE_LINES = [
  '只填浅黄色的格，按Tab键依次走到下一格；灰色的格是系统填好的（上月数、上月累计、上年同期、全年目标、序时应达），供对照，不能改。',
  '每一行右边的“自检”随填随查：✓是这一行没有问题；✗是要改的地方；△可以报送，报送后由市里核对（如写了原因的）。表上方显示“可以报送”时就可以报送。写成“12.8万”“579人”“零报告”的，自检查不了，标✗；报送后系统认得，但最好改成数字。',
  '没有发生的填0，不适用的填“不适用”；以前报过数、现在不适用的，在备注里写明原因。不要空着。',
  '累计数确实要调减的，照实填，在备注里写明原因。',
  '“校验码”由各格的数算出，不用填；报送后回执上的校验码与这里一样，说明读到的数就是表上的数。',
  '可以另存为.xls、.et、.ods再报送，文件名随意；不要改代码，不要把内容复制到新建的表格里。',
] as const;

export function guideTitle({ form }: FormSheet): string {
  return `${form.title}${GUIDE_SHEET}`;
}

/** How a form is filled in, numbered; the plan's own notes come last. */
export function guideLines({ form }: FormSheet): readonly string[] {
  return [...GUIDE_LINES, ...form.notes].map((words, at) => `${String(at + 1)}. ${words}`);
}

/** What a number of so many decimals looks like. */
const EXAMPLES = ['128', '12.5', '128.56', '128.567'] as const;

/** The prompt has 255 letters at most; what the note says beyond them stands on the sheet 填表说明. */
const NOTE_LETTERS = 120;

/** What the figure means, its unit of measure, an example; the same words stand on the sheet 填表说明. */
export function figurePrompt(figure: FigureItem): Prompt {
  const { indicator, unitOfMeasure, asks, name } = figure;
  const { decimals, approximate } = indicator;
  const note = printedNote(figure);
  const meaning = note.length > NOTE_LETTERS ? `${note.slice(0, NOTE_LETTERS)}…` : note;
  const shape = decimals === 0 ? '整数' : `数，最多${String(decimals)}位小数`;
  const about = approximate ? '没有确数的可填约数，如“35万多”。' : '';
  return {
    promptTitle: Array.from(name).slice(0, 30).join(''),
    prompt: `${ASKED[asks] ?? ''}${meaning}单位：${unitOfMeasure}。例：${exampleOf(figure)}。没有发生填0，不适用填“${NOT_APPLICABLE}”。${about}`,
    errorTitle: '请核对',
    error: `这一格一般填不小于0的${shape}，只填数字，不带单位；不适用的填“${NOT_APPLICABLE}”。确实要这样填的，点“是”。`,
  };
}

/** A percentage stands before its sign. */
export function exampleOf({ indicator, unitOfMeasure }: FigureItem): string {
  if (unitOfMeasure === '%') return '99.5';
  return EXAMPLES[Math.min(indicator.decimals, 3)] ?? EXAMPLES[0];
}

/** Of the open cells in a form's head. */
export const HEAD_PROMPTS = {
  filler: headPrompt('填表人', '填写填这张表的人的姓名。'),
  reviewer: headPrompt('审核人', '填写审核这张表的人的姓名。'),
  phone: headPrompt(
    '联系电话',
    '填写能找到填表人的电话，带区号，如0536-0000001；只用来联系，不印到通报里。',
  ),
} as const;

function headPrompt(promptTitle: string, prompt: string): Prompt {
  return { promptTitle, prompt, errorTitle: '文字太长', error: '文字太长，请精简。' };
}

export const REMARK_PROMPT: Prompt = {
  promptTitle: '备注',
  prompt:
    '本年累计比上月少、以前有数现在不适用的，在这里写明原因，如“核减重复统计2人”；其他要说明的也写在这里。没有就不填。',
  errorTitle: '文字太长',
  error: '文字太长，请精简。',
};

export const WORDS_PROMPT: Prompt = {
  promptTitle: '进展情况',
  prompt: '用一两句话写做到哪一步，如“方案已印发，正在组织实施”；不适用的写明原因。',
  errorTitle: '文字太长',
  error: '文字太长，请精简。',
};

export const STATUS_PROMPT: Prompt = {
  promptTitle: '进展状态',
  prompt: `点右边的小箭头选择；不属于本单位的选“${NOT_APPLICABLE}”，并在进展情况里写明原因。`,
  errorTitle: '请选择',
  error: `请从${[...TASK_STATUSES, NOT_APPLICABLE].map((status) => `“${status}”`).join('')}中选一个。`,
};

export const PERCENT_PROMPT: Prompt = {
  promptTitle: '完成比例',
  prompt: '填0到100的数，完成一半填50；不到或刚到1%的、说不准的，可以不填。',
  errorTitle: '请填数',
  error: '这一格填0到100的数，完成一半填50；不到或刚到1%的，可以不填。',
};

export const DAY_PROMPT: Prompt = {
  promptTitle: '完成日期',
  prompt: '已完成的填哪天完成，如2007-5-31；没有完成的不填。',
  errorTitle: '请填日期',
  error: '这一格填日期，年月日写全，如2007-5-31。',
};

export function textPrompt(maxLength: number): Prompt {
  return {
    promptTitle: '文字',
    prompt: `不超过${String(maxLength)}字；换行按Alt+回车。`,
    errorTitle: '文字太长',
    error: `这一格不超过${String(maxLength)}字，请精简。`,
  };
}

/** Behind the line that says until when, where a sheet has the box 提交. */
export const SUBMIT_LINE = `填好以后勾选左边的“${SUBMIT}”，没有勾选的不算报送。`;

/** At the box itself. */
export const BOX_HELP = `填好以后勾选“${SUBMIT}”，没有勾选的不算报送。`;
