/** Deadlines as an office writes them. */
import type { DueRule } from '../due-rule.ts';

/** Months as an office says them, and how many lie between. */
const DUE_MONTHS: Readonly<Record<string, number>> = { 当月: 0, 本月: 0, 次月: 1, 下月: 1 };
const DUE_REST: Readonly<Record<string, DueRule['onRestDay']>> = {
  顺延: '顺延',
  提前: '提前',
  不变: '不变',
  不顺延: '不变',
};
const DUE_SPELLING =
  /^(?<month>当月|本月|次月|下月)(?<day>\d{1,2})[日号](?<hour>\d{1,2})(?::(?<minute>\d{2})|[时点](?:(?<spoken>\d{1,2})分)?)(?:前)?[,、;\s]*(?:遇|逢)?(?:法定)?(?:节假日|休息日|放假)?(?<rest>顺延|提前|不变|不顺延)$/;

/**
 * Reads a moment as an office writes it: `次月3日17:00，遇节假日顺延`, `下月8号9点`.
 *
 * @returns null when it is not understood, when it does not say what a day of rest does to it, or the day is one that
 * some month lacks (29…31).
 */
export function parseDueRule(words: string): DueRule | null {
  const parts = DUE_SPELLING.exec(words.normalize('NFKC').trim())?.groups;
  if (parts === undefined) return null;
  const dayOfMonth = Number(parts['day']);
  const time = clockTime(parts['hour'], parts['minute'] ?? parts['spoken']);
  const onRestDay = DUE_REST[parts['rest'] ?? ''];
  if (dayOfMonth < 1 || dayOfMonth > 28 || time === null || onRestDay === undefined) return null;
  return {
    words,
    monthsAfter: DUE_MONTHS[parts['month'] ?? ''] ?? 0,
    dayOfMonth,
    time,
    onRestDay,
  };
}

/** Whether nothing but 遇节假日顺延 is left out: nobody is to be late by a guess. */
export function lacksRest(words: string): boolean {
  return parseDueRule(words) === null && parseDueRule(`${words}，顺延`) !== null;
}

/** `09:00`; null for an hour or a minute that no clock shows. */
export function clockTime(hour: string | undefined, minute = '0'): string | null {
  if (Number(hour) > 23 || Number(minute) > 59) return null;
  return `${String(Number(hour)).padStart(2, '0')}:${minute.padStart(2, '0')}`;
}
