/** Tasks, one by one: status, share done, day and words, and whether they fit together. */
import { cellFinding } from '../model/catalogue/cells.ts';
import { besideNoneWords, stageWords, TASK_PART_WORDS } from '../model/catalogue/words.ts';
import { decimal, decimalText, type Decimal } from '../model/decimal.ts';
import { chineseDay, dayOfMoment, type Day } from '../model/day.ts';
import type { Finding } from '../model/finding.ts';
import {
  COLUMN,
  NOT_APPLICABLE,
  TASK_STATUSES,
  type TaskItem,
  type TaskStatus,
} from '../model/form.ts';
import { ALL_DONE, TASK_PERCENT, taskStart } from '../model/form-spec.ts';
import { readDate } from '../model/numeral-date.ts';
import { readFigure } from '../model/numeral.ts';
import { foldTyped, typedText } from '../model/numeral-text.ts';
import { addMonths, chinesePeriod, lastDay, yearOf } from '../model/period.ts';
import type { CellState, TaskEntry } from '../model/submission.ts';
import {
  canRead,
  cellIn,
  cleanWords,
  findingAt,
  gapCode,
  originIn,
  placeIn,
  wordsFault,
} from './reading.ts';
import { reasonIn } from '../model/reason.ts';
import type { Judged, Reading, WorkbookCode } from './reading.ts';

type JudgedTask = Judged<TaskEntry>;

const [IDLE, , DONE] = TASK_STATUSES;

const STATUS_WORDS = [...TASK_STATUSES, NOT_APPLICABLE] as const;

/** Words that plainly mean one of the three; they are suggested, not taken. */
const MEANT: Readonly<Record<string, TaskStatus>> = {
  完成: '已完成',
  已办结: '已完成',
  办结: '已完成',
  全部完成: '已完成',
  进行中: '推进中',
  正在推进: '推进中',
  正在进行: '推进中',
  未开始: '未启动',
  未开展: '未启动',
  没有启动: '未启动',
};

/** Every task of the form, in its order. */
export function judgeTasks(reading: Reading): readonly JudgedTask[] {
  return reading.sheet.tasks.map((task) => judgeTask(reading, task));
}

/** `blank`: nothing was meant to stand there. */
type Part<T> = Readonly<{ value: T | null; blank?: boolean; findings: readonly Finding[] }>;

function judgeTask(reading: Reading, task: TaskItem): JudgedTask {
  const { item } = task;
  const status = statusOf(reading, task);
  const percent = percentOf(reading, task);
  const doneOn = doneOnOf(reading, task);
  const known = status.value === NOT_APPLICABLE ? null : status.value;
  const undated = doneOn.blank === true && canRead(reading, item, COLUMN.doneOn);
  const parts = { status: known, percent: percent.value, doneOn: doneOn.value, undated };
  const entry: TaskEntry = {
    kind: 'task',
    item,
    ...originIn(reading, item, COLUMN.status),
    state: stateOf(status.value),
    status: known,
    percent: known === null || percent.value === null ? null : decimalText(percent.value),
    doneOn: known === DONE ? doneOn.value : null,
    words: cleanWords(cellIn(reading, item, COLUMN.words)),
  };
  const findings = [
    ...status.findings,
    ...percent.findings,
    ...doneOn.findings,
    ...together(reading, task, parts),
    ...(status.value === NOT_APPLICABLE ? besideNone(reading, task, parts) : []),
    ...unexplained(reading, task, entry),
    ...backwards(reading, task, entry),
  ];
  const code = status.findings[0]?.code ?? gapCode(reading, item, COLUMN.status) ?? 'OK';
  return { item: task, entry, value: known, code, findings };
}

function stateOf(status: TaskStatus | typeof NOT_APPLICABLE | null): CellState {
  if (status === NOT_APPLICABLE) return 'not-applicable';
  return status === null ? 'blank' : 'reported';
}

function unexplained(
  reading: Reading,
  { item, name }: TaskItem,
  { state, words }: TaskEntry,
): readonly Finding[] {
  if (state !== 'not-applicable' || reasonIn(words) !== '') return [];
  const said = { item, name, title: COLUMN.status, details: { task: item } };
  return [findingAt(reading, 'N_NA', said)];
}

/** A task that was farther on in its unit's latest earlier report. */
function backwards(
  reading: Reading,
  { item, name, task }: TaskItem,
  entry: TaskEntry,
): readonly Finding[] {
  const { status, words } = entry;
  if (entry.state === 'blank' || status === DONE || task.everyMonth) return [];
  const { sheet, context } = reading;
  const last = context.history
    .filter(({ period }) => period < sheet.period)
    .toSorted((a, b) => (a.period < b.period ? -1 : 1))
    .findLast(({ entries }) => entries.some((one) => one.item === item));
  const before = last?.entries.find((one) => one.item === item);
  if (last === undefined || before?.kind !== 'task' || before.status === null) return [];
  const details = {
    month: chinesePeriod(last.period),
    before: stageWords(before),
    now: stageWords(entry),
  };
  const said = { item, name, title: COLUMN.status, details };
  if (before.status === DONE) {
    return [findingAt(reading, reasonIn(words) === '' ? 'T_UNDONE' : 'T_UNDONE_REASON', said)];
  }
  return isBehind(entry, before) ? [findingAt(reading, 'T_BACK', said)] : [];
}

function isBehind(now: TaskEntry, before: TaskEntry): boolean {
  if (now.status === null) return false;
  const steps = TASK_STATUSES.indexOf(now.status) - TASK_STATUSES.indexOf(before.status ?? IDLE);
  if (steps !== 0 || now.percent === null || before.percent === null) return steps < 0;
  return decimal(now.percent).lt(decimal(before.percent));
}

function statusOf(
  reading: Reading,
  { item, name }: TaskItem,
): Part<TaskStatus | typeof NOT_APPLICABLE> {
  const title = COLUMN.status;
  const cell = cellIn(reading, item, title);
  const fault = wordsFault(cell);
  if (fault !== null) {
    return { value: null, findings: [findingAt(reading, fault, { item, name, title })] };
  }
  const typed = foldTyped(cell?.text ?? '').replace(/[\s。.]/g, '');
  const known = STATUS_WORDS.find((word) => word === typed) ?? null;
  if (known !== null || !canRead(reading, item, title)) return { value: known, findings: [] };
  const suggestion = MEANT[typed];
  const said = {
    item,
    name,
    title,
    details: { read: typedText(cell) },
    ...(suggestion === undefined ? {} : { suggestion }),
  };
  return {
    value: null,
    findings: [findingAt(reading, typed === '' ? 'T_BLANK' : 'T_STATUS', said)],
  };
}

function percentOf(reading: Reading, { item, name }: TaskItem): Part<Decimal> {
  const cell = cellIn(reading, item, COLUMN.percent);
  const { value, code, details, suggestion } = readFigure(cell, TASK_PERCENT);
  if (code === 'OK' || code === 'E_BLANK') return { value, findings: [] };
  const finding = cellFinding(code, {
    place: placeIn(reading, item, COLUMN.percent),
    item: `${name}（${TASK_PART_WORDS.percent}）`,
    read: typedText(cell),
    details: { ...details, remark: COLUMN.words },
    ...(suggestion === undefined ? {} : { suggestion }),
  });
  return { value, findings: [finding] };
}

function doneOnOf(reading: Reading, { item, name }: TaskItem): Part<Day> {
  const cell = cellIn(reading, item, COLUMN.doneOn);
  const { value, code, details, suggestion } = readDate(cell, yearOf(reading.sheet.period));
  if (code === 'OK' || code === 'E_BLANK') {
    return { value, blank: code === 'E_BLANK', findings: [] };
  }
  const finding = cellFinding(code, {
    place: placeIn(reading, item, COLUMN.doneOn),
    item: `${name}（${TASK_PART_WORDS.doneOn}）`,
    read: typedText(cell),
    details,
    ...(suggestion === undefined ? {} : { suggestion }),
  });
  return { value, findings: [finding] };
}

type Parts = Readonly<{
  status: TaskStatus | null;
  percent: Decimal | null;
  doneOn: Day | null;
  /** Whether the day was left out, rather than not understood. */
  undated: boolean;
}>;

/** Whether status, share and day say the same. A day or share that could not be read has its own finding. */
function together(reading: Reading, task: TaskItem, parts: Parts): readonly Finding[] {
  if (parts.status === null) return [];
  return parts.status === DONE ? whenDone(reading, task, parts) : whenOpen(reading, task, parts);
}

function whenDone(
  reading: Reading,
  task: TaskItem,
  { percent, doneOn, undated }: Parts,
): readonly Finding[] {
  const say = sayer(reading, task);
  return [
    ...(undated ? [say('T_NO_DAY', COLUMN.doneOn)] : []),
    ...(doneOn === null ? [] : dayFaults(reading, task, doneOn)),
    ...(percent !== null && !percent.eq(ALL_DONE)
      ? [say('T_NOT_FULL', COLUMN.percent, { percent: decimalText(percent) })]
      : []),
  ];
}

/**
 * Whether the day can be: not after the arrival, and not before the task was set.
 *
 * A day between the month's end and a late arrival may well be right; one more than a month after it cannot be this
 * month's. What was done in the year before the task was set is asked about, earlier years are refused.
 */
function dayFaults(reading: Reading, item: TaskItem, doneOn: Day): readonly Finding[] {
  const { sheet, context } = reading;
  const { task } = item;
  const arrived = dayOfMoment(context.at);
  const start = taskStart(task, sheet.period);
  const details = {
    day: chineseDay(doneOn),
    arrived: chineseDay(arrived),
    period: chinesePeriod(sheet.period),
    start: start === null ? '' : chineseDay(start),
  };
  const say = sayer(reading, item);
  if (doneOn > arrived) return [say('T_DAY_AHEAD', COLUMN.doneOn, details)];
  if (doneOn > lastDay(addMonths(sheet.period, 1)))
    return [say('T_DAY_LATE', COLUMN.doneOn, details)];
  if (start === null || doneOn >= start) return [];
  const impossible = task.from !== undefined && yearIn(doneOn) < yearOf(task.from) - 1;
  return [say(impossible ? 'T_DAY_BEFORE' : 'T_DAY_PAST', COLUMN.doneOn, details)];
}

function yearIn(day: Day): number {
  return Number(day.slice(0, 4));
}

function whenOpen(
  reading: Reading,
  task: TaskItem,
  { status, percent, doneOn }: Parts,
): readonly Finding[] {
  const say = sayer(reading, task);
  const some = percent?.gt(0) === true;
  return [
    ...(status === '未启动' && some
      ? [say('T_IDLE', COLUMN.percent, { percent: decimalText(percent) })]
      : []),
    ...(status === '推进中' && percent?.eq(ALL_DONE) === true
      ? [say('T_FULL', COLUMN.percent)]
      : []),
    ...(doneOn === null ? [] : [say('T_EARLY_DAY', COLUMN.doneOn)]),
  ];
}

/** What was typed beside 不适用 is of no use; 0 is nothing. */
function besideNone(
  reading: Reading,
  task: TaskItem,
  { percent, doneOn }: Parts,
): readonly Finding[] {
  const some = percent?.gt(0) === true ? percent : null;
  if (some === null && doneOn === null) return [];
  const typed = besideNoneWords(
    some === null ? '' : decimalText(some),
    doneOn === null ? '' : chineseDay(doneOn),
  );
  const title = some === null ? COLUMN.doneOn : COLUMN.percent;
  return [sayer(reading, task)('T_NA_BESIDE', title, { typed })];
}

type Say = (
  code: WorkbookCode,
  title: string,
  details?: Readonly<Record<string, string>>,
) => Finding;

function sayer(reading: Reading, { item, name }: TaskItem): Say {
  return (code, title, details = {}) => findingAt(reading, code, { item, name, title, details });
}
