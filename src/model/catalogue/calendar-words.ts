/** How extensions (延期) and the steps of the reminders (催报) are written in the calendar. */
import { parseDay } from '../day.ts';
import { fileWord } from '../file-name.ts';
import type { Extension, ReminderStep } from '../plan.ts';
import { clockTime } from './due-words.ts';

/** Each completes the sentence “应写成…”. */
export const CALENDAR_SPELLINGS = {
  until: '年-月-日，后面可以空一格写几点，如 2007-06-06、2007-06-06 17:00；时间用 24 小时制',
  reminder:
    '截止前几个工作日、截止当天 或 逾期几个工作日（1 到 30），后面可以写几点，如 截止前1个工作日14:30；不写就是 9:00',
} as const;

/** Why an extension moves nothing. */
export const EXTENSION_WORDS = {
  unit: (unit: string, month: string): string => `${unit}${month}不填报`,
  early: (due: string): string => `没有晚于这个月的截止时间${due}`,
} as const;

const CLOCK = String.raw`(?<hour>\d{1,2})(?::(?<minute>\d{2})|[时点](?:(?<spoken>\d{1,2})分)?)`;
const COUNT = String.raw`\d{1,2}|[一两二三四五六七八九十]`;
const UNTIL = new RegExp(String.raw`^(?<day>\d{4}-\d{2}-\d{2})(?:\s*${CLOCK})?前?$`);
const STEP = new RegExp(
  String.raw`^(?:截止前(?<before>${COUNT})个工作日|截止当[天日]|[逾超]期(?<after>${COUNT})个工作日)\s*(?:${CLOCK})?$`,
);
const COUNTS = '一二三四五六七八九十';
const MOST = 30;
const HOUR = '09:00';

/** @returns null when it is not understood, or the day or the hour is none. */
export function parseUntil(words: string): Extension['until'] | null {
  const parts = UNTIL.exec(words.normalize('NFKC').trim())?.groups;
  const day = parseDay(parts?.['day'] ?? '');
  if (parts === undefined || day === null) return null;
  if (parts['hour'] === undefined) return { day, time: null };
  const time = clockTime(parts['hour'], parts['minute'] ?? parts['spoken']);
  return time === null ? null : { day, time };
}

/** Reads `截止前5个工作日`, `截止当天`, `逾期1个工作日14:30`. @returns null when it is not understood. */
export function parseReminder(words: string): ReminderStep | null {
  const parts = STEP.exec(words.normalize('NFKC').trim())?.groups;
  if (parts === undefined) return null;
  const { before, after, hour, minute, spoken } = parts;
  const workingDays = countOf(after) - countOf(before);
  const isCounted = before !== undefined || after !== undefined;
  const time = hour === undefined ? HOUR : clockTime(hour, minute ?? spoken);
  if (time === null || isCounted === (workingDays === 0)) return null;
  if (Math.abs(workingDays) > MOST) return null;
  return { name: reminderName(workingDays), workingDays, time };
}

function countOf(text = '0'): number {
  const word = text === '两' ? '二' : text;
  return COUNTS.includes(word) ? COUNTS.indexOf(word) + 1 : Number(word);
}

function reminderName(workingDays: number): string {
  if (workingDays === 0) return '截止当天';
  const days = `${String(Math.abs(workingDays))}个工作日`;
  return workingDays < 0 ? `截止前${days}` : `逾期${days}`;
}

/** What a plan has that names no steps of its own. */
export const USUAL_REMINDERS: readonly ReminderStep[] = [-5, -1, 0, 1, 3].map((workingDays) => ({
  name: reminderName(workingDays),
  workingDays,
  time: HOUR,
}));

/** Names of what is written when units are reminded; `stamp` says when and of which step. */
export const REMINDER_FILES = {
  text: (stamp: string, unit: string): string => `${stamp} ${fileWord(unit)}.txt`,
  letter: (stamp: string, unit: string): string =>
    `${stamp} 催报通知${unit === '' ? '' : `（${fileWord(unit)}）`}.pdf`,
} as const;
