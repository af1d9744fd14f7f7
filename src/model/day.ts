/** Calendar days and moments as text: no clock is read here, and no host time zone is asked. */

/** A calendar day, `2007-05-31`. Compares as text. */
export type Day = string & { readonly brand: 'Day' };

/** A moment in the office's zone, `2007-06-03T17:00:00+08:00`, always that width. Compares as text. */
export type Moment = string & { readonly brand: 'Moment' };

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\+08:00$/;
const MS_PER_DAY = 86_400_000;

/** 2199-12-31 as an Excel serial. */
const LAST_SERIAL = 109_574;

function utc(day: Day): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)));
}

function dayAt(ms: number): Day {
  return new Date(ms).toISOString().slice(0, 10) as Day;
}

/** @returns null when the text is not a day that exists (2007-02-30). */
export function parseDay(text: string): Day | null {
  if (!DAY.test(text)) return null;
  const day = text as Day;
  return dayAt(utc(day)) === text ? day : null;
}

export function dayOf(year: number, month: number, dayOfMonth: number): Day | null {
  const pad = (part: number, width: number): string => String(part).padStart(width, '0');
  return parseDay(`${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`);
}

export function addDays(day: Day, days: number): Day {
  return dayAt(utc(day) + days * MS_PER_DAY);
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: Day, b: Day): number {
  return Math.round((utc(b) - utc(a)) / MS_PER_DAY);
}

/** 0 Sunday … 6 Saturday. */
export function weekday(day: Day): number {
  return new Date(utc(day)).getUTCDay();
}

/** The day of Excel's 1900 date serial (39233 is 2007-05-31); null outside 1900-03-01…2199. */
export function dayOfSerial(serial: number, date1904 = false): Day | null {
  const days = Math.floor(serial) + (date1904 ? 1462 : 0);
  if (!Number.isFinite(days) || days < 61 || days > LAST_SERIAL) return null;
  return dayAt(Date.UTC(1899, 11, 30) + days * MS_PER_DAY);
}

/** Excel's 1900 date serial of a day. */
export function serialOfDay(day: Day): number {
  return Math.round((utc(day) - Date.UTC(1899, 11, 30)) / MS_PER_DAY);
}

/** @returns null when the text is no moment of ours. */
export function parseMoment(text: string): Moment | null {
  return MOMENT.test(text) && parseDay(text.slice(0, 10)) !== null ? (text as Moment) : null;
}

/** @param time `17:00` or `17:00:00`. */
export function momentAt(day: Day, time: string): Moment {
  return `${day}T${time.length === 5 ? `${time}:00` : time}+08:00` as Moment;
}

/** The moment of an epoch in milliseconds, in Asia/Shanghai (UTC+8 all year since 1992), whatever the host's zone. */
export function momentOfEpoch(ms: number): Moment {
  return `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00` as Moment;
}

/** Milliseconds since 1970 of a moment. */
export function epochOfMoment(moment: Moment): number {
  return Date.parse(moment);
}

export function dayOfMoment(moment: Moment): Day {
  return moment.slice(0, 10) as Day;
}

/** 2007年6月8日: GB/T 9704-2012 §7.3.5.4, no zero padding. */
export function chineseDay(day: Day): string {
  return `${String(Number(day.slice(0, 4)))}年${String(Number(day.slice(5, 7)))}月${String(Number(day.slice(8, 10)))}日`;
}

/** 2007年6月3日17:00. */
export function chineseMoment(moment: Moment): string {
  return `${chineseDay(dayOfMoment(moment))}${moment.slice(11, 16)}`;
}
