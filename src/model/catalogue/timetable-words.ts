/** The words of the timetable: when a job is done as an office writes it, and the faults of what was written. */
import { momentAt, parseDay, type Moment } from '../day.ts';
import type {
  Anchor,
  Completeness,
  Job,
  Missed,
  Shift,
  TimeRule,
  Unattended,
  Work,
} from '../job.ts';
import { parsePeriod, type PeriodType } from '../period.ts';
import { clockTime, parseDueRule } from './due-words.ts';
import { error } from './plan-entry.ts';
import { wordOf } from './plan-words.ts';

export const WORK_CHOICES = {
  收报: 'collect',
  催报: 'remind',
  拟稿: 'draft',
  签发: 'sign',
  印发: 'release',
  发送: 'deliver',
  备份: 'backup',
} as const satisfies Readonly<Record<string, Work>>;

export function workWord(does: Work): string {
  return wordOf(WORK_CHOICES, does);
}

/** What may be done without anybody looking at it. */
export const UNATTENDED_CHOICES = {
  核稿: 'review',
  签发: 'sign',
  印发: 'release',
} as const satisfies Readonly<Record<string, Unattended['allows'][number]>>;

export const ALL_REPORTED = '全部单位已报';

const AT_LEAST = /^至少([1-9]\d{0,2})(?:家|个单位)已报$/;

/** 全部单位已报, 至少11家已报; null for what is neither. */
export function parseCompleteness(written: string): Completeness | null {
  const words = written.normalize('NFKC').replace(/\s+/g, '');
  if (words === ALL_REPORTED) return { words, least: null };
  const least = AT_LEAST.exec(words)?.[1];
  return least === undefined ? null : { words, least: Number(least) };
}

export const MISSED_CHOICES = {
  补做一次: 'once',
  跳过: 'skip',
  逐期补做: 'replay',
} as const satisfies Readonly<Record<string, Missed>>;

const PERIOD_TYPE_CHOICES: ReadonlyMap<string, PeriodType> = new Map([
  ['月报', 'month'],
  ['季报', 'quarter'],
  ['半年报', 'half'],
  ['年报', 'year'],
]);

/** 月报; null for a single period. */
export function periodTypeWord(of: NonNullable<Job['of']>): string | null {
  return [...PERIOD_TYPE_CHOICES].find(([, type]) => type === of)?.[0] ?? null;
}

/** 月报, or 2007-05 for a single one; null for what is neither. */
export function parseJobPeriod(words: string): Job['of'] {
  return PERIOD_TYPE_CHOICES.get(words) ?? parsePeriod(words);
}

const TIME = String.raw`\d{1,2}(?::\d{2}|[时点](?:\d{1,2}分)?)`;
const DAILY = new RegExp(`^(每天|每日|每个?工作日)(${TIME}(?:[、,;和及]${TIME})*)$`);
const COMPLETE = /^收齐(?:了|后)?(?:即|就)?(?:做|拟|办|拟稿)?[,;]?最迟(?:在|到)?(?<latest>.+)$/;
const ANCHOR = new RegExp(
  `^(?:报送)?(?<of>截止|印发)(?:时间|时)?(?:(?<side>前|后)(?:(?<count>\\d{1,3})个?(?<unit>小时|分钟|分)|第?(?<days>\\d{1,2})个工作日(?:的)?(?<time>${TIME})))?$`,
);
const ONCE = new RegExp(
  `^(?<year>\\d{4})(?:年|-)(?<month>\\d{1,2})(?:月|-)(?<day>\\d{1,2})[日号]?(?<time>${TIME})$`,
);

const OF_CALENDAR: Readonly<Record<string, 'due' | 'issue'>> = { 截止: 'due', 印发: 'issue' };

/** Further away than this a slot would be another period's. */
const MAX_HOURS = 240;
const MAX_WORKING_DAYS = 20;

/** Reads when a job is done; null for what is not understood. */
export function parseTimeRule(written: string): TimeRule | null {
  const words = written.normalize('NFKC').replace(/\s+/g, '');
  const daily = DAILY.exec(words);
  if (daily !== null) return dailyRule(daily[1] ?? '', daily[2] ?? '');
  const at = onceAt(words);
  if (at !== null) return { kind: 'once', at };
  const latest = COMPLETE.exec(words)?.groups?.['latest'];
  const anchor = anchorOf(latest ?? words);
  return anchor === null ? null : { kind: 'period', anchor, whenComplete: latest !== undefined };
}

function dailyRule(days: string, written: string): TimeRule | null {
  const times = written.split(/[、,;和及]/).map(timeOf);
  const known = times.filter((time) => time !== null);
  if (known.length < times.length) return null;
  const inOrder = [...new Set(known)].sort();
  return { kind: 'daily', times: inOrder, workingDays: days.endsWith('工作日') };
}

function onceAt(words: string): Moment | null {
  const parts = ONCE.exec(words)?.groups;
  if (parts === undefined) return null;
  const two = (part: string | undefined): string => (part ?? '').padStart(2, '0');
  const day = parseDay(`${parts['year'] ?? ''}-${two(parts['month'])}-${two(parts['day'])}`);
  const time = timeOf(parts['time'] ?? '');
  return day === null || time === null ? null : momentAt(day, time);
}

function anchorOf(words: string): Anchor | null {
  const parts = ANCHOR.exec(words)?.groups;
  if (parts === undefined) {
    const rule = parseDueRule(words.replace(/^每月/, '当月'));
    return rule === null ? null : { kind: 'rule', rule };
  }
  const of = OF_CALENDAR[parts['of'] ?? ''] ?? 'due';
  if (parts['side'] === undefined) return { kind: 'calendar', of, shift: null };
  const shift = shiftOf(parts, parts['side'] === '前' ? -1 : 1);
  return shift === null ? null : { kind: 'calendar', of, shift };
}

function shiftOf(
  { count, unit, days, time }: Readonly<Partial<Record<string, string>>>,
  sign: 1 | -1,
): Shift | null {
  if (days === undefined) {
    const minutes = Number(count) * (unit === '小时' ? 60 : 1);
    return minutes >= 1 && minutes <= MAX_HOURS * 60 ? { minutes: sign * minutes } : null;
  }
  const workingDays = Number(days);
  const at = timeOf(time ?? '');
  const isNear = workingDays >= 1 && workingDays <= MAX_WORKING_DAYS;
  return at === null || !isNear ? null : { workingDays: sign * workingDays, time: at };
}

/** `08:00` of 8:00, 8点 or 8时30分. */
function timeOf(words: string): string | null {
  const [hour, minute] = words.match(/\d+/g) ?? [];
  return clockTime(hour, minute);
}

/** By code; part of `planFinding`. */
export const PLAN_JOBS = {
  PLAN_JOB_NO_PERIOD: error(
    '每天定时做的事不分报告期，不能写 period',
    '删去 period 这一行；要按报告期做的，when 写 截止时间 这样的时间',
  ),
  PLAN_JOB_WHICH: error(
    '{work}要写明是哪一期，{when}看不出来',
    'when 写 截止时间、次月8日9:00，遇节假日顺延 这样的时间；只做一次的，另写 period: 2007-05 这样的一期',
  ),
  PLAN_JOB_TYPE: error(
    '只做一次的事不能写“{period}”',
    '写具体的一期，如 period: 2007-05；与报告期无关的删去这一行',
  ),
  PLAN_JOB_COMPLETE: error(
    '“收齐即做”只能用于拟稿',
    '收报改写为 每天8:00、12:00、17:10 或 截止时间；签发、印发改写为 印发时间前1小时、印发时间',
  ),
  PLAN_JOB_UNATTENDED: error(
    '{work}要由人来做：方案没有准许系统自己{work}',
    '删去这一件；确实准许的，在本文件另写 unattended：allows 里写上{work}，写明 completeness、approver 和 reason',
  ),
  PLAN_UNATTENDED_LEAST: error(
    '“{rule}”做不到：方案里只有 {count} 个单位',
    '写不超过 {count} 的数，或 全部单位已报',
  ),
};
