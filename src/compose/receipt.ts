/** The receipt in plain words: one page that says what became of a file and what to do next. */
import type { Marked } from '../model/annotation.ts';
import { BASELINE, BASELINE_TITLE } from '../model/baseline.ts';
import { oneLine, quoted } from '../model/catalogue/catalogue.ts';
import { cellRuns } from '../model/catalogue/rows.ts';
import { OUTCOME_WORDS, SEVERITY_WORDS } from '../model/catalogue/words.ts';
import { chineseMoment, dayOfMoment } from '../model/day.ts';
import { cellsOf, type Finding, type Severity } from '../model/finding.ts';
import { addMonths, chinesePeriod, isMonth, parseMonth } from '../model/period.ts';
import { unitNameIn, type Plan } from '../model/plan.ts';
import type { Outcome, Receipt } from '../model/submission.ts';
import { lateness, workingCalendar } from '../model/working-calendar.ts';
import { baselineLines } from './receipt-baseline.ts';
import { changeLines, countLines, figureLines } from './receipt-figures.ts';

/** Faults that are told one by one; more of them are counted, so that the receipt stays a page or two. */
const TOLD = 30;
/** From this many blank cells on, they are named in one list. */
const MANY_BLANKS = 4;
const BLANKS = ['E_BLANK', 'T_BLANK', 'X_BLANK'];

const VERDICTS: Readonly<Record<Outcome, string>> = {
  accepted: `已${OUTCOME_WORDS.accepted}`,
  returned: `${OUTCOME_WORDS.returned}，请修改后重新报送`,
  'seen-before': `${OUTCOME_WORDS['seen-before']}，以前收到过完全相同的文件`,
};

const HEADINGS: Readonly<Record<Severity, string>> = {
  error: SEVERITY_WORDS.error,
  warning: `${SEVERITY_WORDS.warning}（不影响接收）`,
  note: `${SEVERITY_WORDS.note}（不用改）`,
};

/** How a returned form shows its faults itself: marked in a copy of the file, or where it is, online. */
export type ShownIn = Marked['of'] | 'online';

const MARKED: Readonly<Record<ShownIn, string>> = {
  online:
    '在线表里会写明：有问题的格加批注，“回执”页逐条列出；“提交”的勾会去掉，改好后再勾一次“提交”。',
  own: '随回执附有批注版（与本回执同名，以“-批注版.xlsx”结尾）：有问题的格已标颜色、加批注，“问题清单”逐条列出。可以就在批注版上改好，直接报送。',
  copy: '随回执附有批注版（与本回执同名，以“-批注版.xlsx”结尾）：原文件不能直接批注，已把认得出的内容填进本单位报表，有问题的格已标颜色、加批注，“问题清单”逐条列出。请先核对，再在批注版上改好报送。',
};

/** What went before a correction or a repetition, where it is at hand. */
export type Before = Readonly<{
  /** The receipt of the form that a correction takes the place of. */
  replaced: Receipt | null;
  /** The receipt that the same bytes got first. */
  first: Receipt | null;
  /** The receipt of what now counts for the unit and the month; it may be the first. */
  standing: Receipt | null;
}>;

const NOTHING_BEFORE: Before = { replaced: null, first: null, standing: null };

/**
 * The text for the clerk, lines separated by "\n".
 *
 * @param marked where a returned one's faults are marked, if they are.
 */
export function receiptText(
  receipt: Receipt,
  plan: Plan,
  before = NOTHING_BEFORE,
  marked: ShownIn | null = null,
): string {
  return [
    verdictLine(receipt),
    '',
    ...factLines(receipt, plan),
    '',
    ...nextSteps(receipt, plan, before),
    ...(marked === null ? [] : [MARKED[marked]]),
    ...monthLines(receipt),
    ...(['error', 'warning', 'note'] as const).flatMap((severity) =>
      section(receipt, severity, marked),
    ),
    ...(receipt.outcome === 'accepted' ? figureLines(receipt, plan) : []),
    '',
  ].join('\n');
}

function factLines(receipt: Receipt, plan: Plan): readonly string[] {
  const { fileName, unit, period, form, arrivedAt } = receipt;
  const title = plan.forms.find((entry) => entry.id === form);
  return [
    `文件　　：${oneLine(fileName)}`,
    `单位　　：${unitNameIn(plan, unit, period) ?? '没有认出'}`,
    `报告期　：${period === null ? '没有认出' : chinesePeriod(period)}`,
    ...(title === undefined ? [] : [`报表　　：${title.title}（${title.number}）`]),
    ...(form === BASELINE ? [`报表　　：${BASELINE_TITLE}`] : []),
    `收到时间：${chineseMoment(arrivedAt)}`,
  ];
}

/** 回执第12号　退回，请修改后重新报送. */
export function verdictLine({ number, outcome }: Receipt): string {
  return `回执第${String(number)}号　${VERDICTS[outcome]}`;
}

/** What the clerk has to do, in a sentence or two. */
export function nextSteps(receipt: Receipt, plan: Plan, before: Before): readonly string[] {
  switch (receipt.outcome) {
    case 'accepted':
      return [
        ...acceptedLines(receipt, before),
        ...lateLines(receipt, plan),
        ...(receipt.form === BASELINE
          ? baselineLines(receipt, before.replaced, plan)
          : formLines(receipt, before.replaced, plan)),
      ];
    case 'returned':
      return returnedLines(receipt);
    case 'seen-before':
      return repeatedLines(receipt, before);
  }
}

function formLines(receipt: Receipt, replaced: Receipt | null, plan: Plan): readonly string[] {
  return [
    ...countLines(receipt, plan),
    ...(replaced === null ? [] : changeLines(receipt, replaced, plan)),
  ];
}

function acceptedLines(
  { supersedes, unchanged, findings }: Receipt,
  { replaced }: Before,
): readonly string[] {
  const asked = findings.some(({ severity }) => severity === 'warning');
  const rest = asked ? '请看一看下面“请核实”的几处，没有差错就不用再做什么。' : '不用再做什么。';
  if (supersedes === null) return [`报表已经登记，${rest}`];
  const which = replaced === null ? '上次接收的同月报表' : receiptWords(replaced);
  return unchanged
    ? [`本次报的各项内容与${which}完全相同（无变化），${rest}`]
    : [`本次报送已作为更正登记，代替${which}；那一份仍留底备查。`, ...(asked ? [rest] : [])];
}

/** Only of the first that was accepted: a later correction makes nobody late. */
function lateLines(
  { unit, period, arrivedAt, submittedAt = arrivedAt, supersedes }: Receipt,
  plan: Plan,
): readonly string[] {
  if (unit === null || period === null || !isMonth(period) || supersedes !== null) return [];
  const calendar = workingCalendar(plan.calendar);
  const due = calendar.dueOf(unit, period);
  const late = lateness(calendar, due.at, submittedAt);
  if (late === null) return [];
  const extended = due.extension === null ? '' : '（已批准延期）';
  return [
    `应于${chineseMoment(due.at)}前报送${extended}，这份迟报${String(late.workingDays)}个工作日，已按迟报登记。`,
  ];
}

function returnedLines({ findings, period }: Receipt): readonly string[] {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return [
    `有${String(errors)}处需要修改，本次没有登记。请按下面所列修改后，用原来的办法再报一次。`,
    ...(period === null
      ? []
      : [`如果${chinesePeriod(period)}的报表先前已经接收过，在重新报送以前仍以那一份为准。`]),
  ];
}

function repeatedLines(
  { repeats, findings }: Receipt,
  { first, standing }: Before,
): readonly string[] {
  const when = first === null ? '' : `（${chineseMoment(first.arrivedAt)}收到）`;
  const which = `与回执第${String(repeats ?? 0)}号${when}的文件完全相同，本次没有重复登记。`;
  const returned =
    first === null
      ? findings.some(({ severity }) => severity === 'error')
      : first.outcome === 'returned';
  const other = standing === null || standing.number === first?.number ? null : standing;
  if (returned) {
    return [
      which,
      '那一次是退回的，内容没有变，请按下面所列修改后再报一次。',
      ...(other === null ? [] : [`在重新报送以前，仍以${receiptWords(other)}为准。`]),
    ];
  }
  if (other === null) return [which, '那一次已经接收，不用再做什么。'];
  return [
    which,
    `那一次接收的报表后来已由${receiptWords(other)}代替，现在仍以第${String(other.number)}号为准，没有改回。`,
    '本意就是以后报的为准的，不用再做什么。',
    '要改回这一份的，请打开它，在备注里写明原因，保存后再报一次，即按更正登记（一处不改的文件按重复处理）。',
  ];
}

/** 回执第5号（2007年6月2日10:00收到，文件“5月（改）.xlsx”）. */
function receiptWords({ number, arrivedAt, fileName }: Receipt): string {
  return `回执第${String(number)}号（${chineseMoment(arrivedAt)}收到，文件${quoted(fileName)}）`;
}

/** A form is judged as its own month's, whenever it comes; said when a clerk may have meant another month. */
function monthLines({ period, arrivedAt }: Receipt): readonly string[] {
  const month = parseMonth(dayOfMoment(arrivedAt).slice(0, 7));
  if (period === null || !isMonth(period) || month === null) return [];
  const usual = addMonths(month, -1);
  if (period >= usual) return [];
  return [
    `请留意：这是${chinesePeriod(period)}的报表，已按${chinesePeriod(period)}处理，没有当作${chinesePeriod(usual)}的。本意是报${chinesePeriod(usual)}的，请改报那个月的报表。`,
  ];
}

/** @param shown where the faults that are too many for the page may be listed. */
function section(receipt: Receipt, severity: Severity, shown: ShownIn | null): readonly string[] {
  const findings = receipt.findings.filter((finding) => finding.severity === severity);
  if (findings.length === 0) return [];
  const blanks = findings.filter(({ code }) => BLANKS.includes(code));
  const gathered = blanks.length >= MANY_BLANKS;
  const told = gathered ? findings.filter((finding) => !blanks.includes(finding)) : findings;
  const lines = told.slice(0, TOLD).flatMap((finding, index) => findingLines(finding, index + 1));
  const more = told.length - TOLD;
  const isMarked = shown === 'own' || shown === 'copy';
  const rest = isMarked ? '批注版的“问题清单”' : '同名的 .json 回执';
  return [
    '',
    `【${HEADINGS[severity]}】${String(findings.length)}处`,
    ...lines,
    ...(more > 0 ? [`……另有${String(more)}处，见${rest}。`] : []),
    ...(gathered ? blankLines(blanks) : []),
  ];
}

function findingLines(finding: Finding, number: number): readonly string[] {
  const { place, item, read } = finding;
  const where = [
    place.sheet === undefined ? '' : `“${place.sheet}”表`,
    place.cell === undefined ? '' : `${cellRuns(cellsOf(place))}格`,
    item === undefined ? '' : quoted(item),
  ].filter((part) => part !== '');
  const typed = namesTyped(finding) ? '' : (read ?? '').replace(/\s+/g, ' ').trim();
  return [
    `${String(number)}. ${where.length === 0 ? '整个文件' : where.join('　')}`,
    ...(typed === '' ? [] : [`   填的是：${typed}`]),
    `   情况：${faultOf(finding)}`,
    `   怎么办：${adviceOf(finding)}`,
  ];
}

/** Whether the message tells all that was typed, in one cell or in several. */
export function namesTyped({ read = '', message }: Finding): boolean {
  const all = read.replace(/…$/, '').split('、');
  return message.includes(read) || all.every((typed) => message.includes(typed));
}

/** What is wrong, as a sentence. */
export function faultOf({ message }: Finding): string {
  return `${message}${/[。？！]$/.test(message) ? '' : '。'}`;
}

/** What to do, with the value that was probably meant. */
export function adviceOf({ hint, suggestion }: Finding): string {
  const isNew = suggestion !== undefined && !names(hint, suggestion);
  return isNew ? `${hint}是不是 ${suggestion}？` : hint;
}

/** Whether the value stands in a text by itself: 15 does not name 5. */
function names(text: string, value: string): boolean {
  const parts = text.split(value);
  return parts.some(
    (part, at) => at > 0 && !/[\d.]$/.test(parts[at - 1] ?? '') && !/^[\d.%]/.test(part),
  );
}

/** Cells of one kind that are all just empty: one list instead of a page of repetitions. */
function blankLines(blanks: readonly Finding[]): readonly string[] {
  const [first] = blanks;
  if (first === undefined) return [];
  return [
    `没有填的格（${String(blanks.length)}处）：`,
    ...blanks.map(({ place, item }) => `   ${cellRuns(cellsOf(place))}　${item ?? ''}`),
    '   怎么办：有数填数，没有发生的填 0，不适用的填“不适用”；重点任务请选进展状态，文字写几句话。',
  ];
}
