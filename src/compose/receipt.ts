/** The receipt in plain words: one page that says what became of a file and what to do next. */
import { oneLine } from '../model/catalogue/catalogue.ts';
import { OUTCOME_WORDS } from '../model/catalogue/words.ts';
import { chineseMoment, dayOfMoment } from '../model/day.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { addMonths, chinesePeriod, parseMonth } from '../model/period.ts';
import { isValidIn, type Plan } from '../model/plan.ts';
import type { Outcome, Receipt } from '../model/submission.ts';

/** Faults that are told one by one; more of them are counted, so that the receipt stays a page or two. */
const TOLD = 30;
/** From this many blank cells on, they are named in one list. */
const MANY_BLANKS = 4;
const BLANKS = ['E_BLANK', 'T_BLANK', 'X_BLANK'];
/** Says of a whole form what its single gaps say again: not counted. */
const SUMMARY = 'R_NOTHING';

const VERDICTS: Readonly<Record<Outcome, string>> = {
  accepted: `已${OUTCOME_WORDS.accepted}`,
  returned: `${OUTCOME_WORDS.returned}，请修改后重新报送`,
  'seen-before': `${OUTCOME_WORDS['seen-before']}，以前收到过完全相同的文件`,
};

const HEADINGS: Readonly<Record<Severity, string>> = {
  error: '需要修改',
  warning: '请核实（不影响接收）',
  note: '说明（不用改）',
};

/**
 * The text for the clerk, lines separated by "\n".
 *
 * @param first the receipt that stands for the same bytes, for a repetition, where it is at hand.
 */
export function receiptText(receipt: Receipt, plan: Plan, first: Receipt | null = null): string {
  return [
    `回执第${String(receipt.number)}号　${VERDICTS[receipt.outcome]}`,
    '',
    ...factLines(receipt, plan),
    '',
    ...nextSteps(receipt, first),
    ...monthLines(receipt),
    ...(['error', 'warning', 'note'] as const).flatMap((severity) => section(receipt, severity)),
    '',
  ].join('\n');
}

function factLines(receipt: Receipt, plan: Plan): readonly string[] {
  const { fileName, unit, period, form, arrivedAt } = receipt;
  const name = plan.units.find(
    (entry) => entry.id === unit && (period === null || isValidIn(entry, period)),
  )?.name;
  const title = plan.forms.find((entry) => entry.id === form);
  return [
    `文件　　：${oneLine(fileName)}`,
    `单位　　：${name ?? '没有认出'}`,
    `报告期　：${period === null ? '没有认出' : chinesePeriod(period)}`,
    ...(title === undefined ? [] : [`报表　　：${title.title}（${title.number}）`]),
    `收到时间：${chineseMoment(arrivedAt)}`,
  ];
}

/** What the clerk has to do, in a sentence or two. */
function nextSteps(receipt: Receipt, first: Receipt | null): readonly string[] {
  switch (receipt.outcome) {
    case 'accepted':
      return acceptedLines(receipt);
    case 'returned':
      return returnedLines(receipt);
    case 'seen-before':
      return repeatedLines(receipt, first);
  }
}

function acceptedLines({ supersedes, unchanged }: Receipt): readonly string[] {
  if (supersedes === null) return ['报表已经登记，不用再做什么。'];
  return unchanged
    ? ['本次报的各项内容与上次接收的完全相同（无变化），不用再做什么。']
    : ['本次报送已作为更正登记，代替上次接收的同月报表；上次的仍留底备查。'];
}

function returnedLines({ findings, period }: Receipt): readonly string[] {
  const errors = countOf(findings.filter(({ severity }) => severity === 'error'));
  return [
    `有${String(errors)}处需要修改，本次没有登记。请按下面所列修改后，用原来的办法再报一次。`,
    ...(period === null
      ? []
      : [`如果${chinesePeriod(period)}的报表先前已经接收过，在重新报送以前仍以那一份为准。`]),
  ];
}

function repeatedLines({ repeats, findings }: Receipt, first: Receipt | null): readonly string[] {
  const when = first === null ? '' : `，${chineseMoment(first.arrivedAt)}收到`;
  const which = `与回执第${String(repeats ?? 0)}号的文件完全相同${when}，本次没有重复登记。`;
  const returned =
    first === null
      ? findings.some(({ severity }) => severity === 'error')
      : first.outcome === 'returned';
  return returned
    ? [which, '那一次是退回的，内容没有变，请按下面所列修改后再报一次。']
    : [which, '那一次已经接收，不用再做什么。'];
}

/** A form is judged as its own month's, whenever it comes; said when a clerk may have meant another month. */
function monthLines({ period, arrivedAt }: Receipt): readonly string[] {
  const month = parseMonth(dayOfMoment(arrivedAt).slice(0, 7));
  if (period === null || month === null) return [];
  const usual = addMonths(month, -1);
  if (period >= usual) return [];
  return [
    `请留意：这是${chinesePeriod(period)}的报表，已按${chinesePeriod(period)}处理，没有当作${chinesePeriod(usual)}的。本意是报${chinesePeriod(usual)}的，请改报那个月的报表。`,
  ];
}

function countOf(findings: readonly Finding[]): number {
  return findings.filter(({ code }) => code !== SUMMARY).length;
}

function section(receipt: Receipt, severity: Severity): readonly string[] {
  const findings = receipt.findings.filter((finding) => finding.severity === severity);
  if (findings.length === 0) return [];
  const blanks = findings.filter(({ code }) => BLANKS.includes(code));
  const gathered = blanks.length >= MANY_BLANKS;
  const told = gathered ? findings.filter((finding) => !blanks.includes(finding)) : findings;
  const lines = told.slice(0, TOLD).flatMap((finding, index) => findingLines(finding, index + 1));
  const more = told.length - TOLD;
  return [
    '',
    `【${HEADINGS[severity]}】${String(countOf(findings))}处`,
    ...lines,
    ...(more > 0 ? [`……另有${String(more)}处，见同名的 .json 回执。`] : []),
    ...(gathered ? blankLines(blanks) : []),
  ];
}

function findingLines(finding: Finding, number: number): readonly string[] {
  const { place, item, read, message, hint, suggestion } = finding;
  const where = [
    place.sheet === undefined ? '' : `“${place.sheet}”表`,
    place.cell === undefined ? '' : `${place.cell}格`,
    item === undefined ? '' : `“${item}”`,
  ].filter((part) => part !== '');
  const typed = read === undefined || read.trim() === '' || message.includes(read) ? '' : read;
  return [
    `${String(number)}. ${where.join('　')}`.trimEnd(),
    ...(typed === '' ? [] : [`   填的是：${typed.replace(/\s+/g, ' ')}`]),
    `   情况：${message}${/[。？！]$/.test(message) ? '' : '。'}`,
    `   怎么办：${hint}${suggestion === undefined || hint.includes(suggestion) ? '' : `是不是 ${suggestion}？`}`,
  ];
}

/** Cells of one kind that are all just empty: one list instead of a page of repetitions. */
function blankLines(blanks: readonly Finding[]): readonly string[] {
  const [first] = blanks;
  if (first === undefined) return [];
  return [
    `没有填的格（${String(blanks.length)}处）：`,
    ...blanks.map(({ place, item }) => `   ${place.cell ?? ''}　${item ?? ''}`),
    '   怎么办：有数填数，没有发生的填 0，不适用的填“不适用”；重点任务请选进展状态，文字写几句话。',
  ];
}
