/** The words of the clock: what is done by itself, when and why then, and how it ended. */
import { chineseDay, chineseMoment, dayOfMoment, weekday, type Day } from '../day.ts';
import type { DueReason, SlotOutcome } from '../due-slots.ts';
import type { Work } from '../job.ts';
import { chinesePeriod } from '../period.ts';
import type { Slot } from '../timetable.ts';
import { areHolidaysKnown, type WorkingCalendar } from '../working-calendar.ts';
import type { Finding } from '../finding.ts';
import { wordOf } from './plan-words.ts';
import { WORK_CHOICES } from './timetable-words.ts';

const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];

export function weekdayWord(day: Day): string {
  return WEEKDAYS[weekday(day)] ?? '';
}

export function workWord(does: Work): string {
  return wordOf(WORK_CHOICES, does);
}

/** 2007年5月拟稿; 收报. */
export function slotName({ job, period }: Pick<Slot, 'job' | 'period'>): string {
  return `${period === null ? '' : chinesePeriod(period)}${workWord(job.does)}`;
}

/** Why a slot lies where it does, one reason each. */
export function slotReasons(slot: Slot, calendar: WorkingCalendar): readonly string[] {
  const day = dayOfMoment(slot.at);
  const { movedFrom } = slot;
  const isWeekend = weekday(day) === 0 || weekday(day) === 6;
  return [
    ...(movedFrom === null
      ? []
      : [
          `原定${chineseDay(movedFrom)}（${weekdayWord(movedFrom)}）是休息日，${movedFrom < day ? '顺延' : '提前'}`,
        ]),
    ...(isWeekend && calendar.isWorkingDay(day) ? ['调休上班'] : []),
    ...(slot.early === null ? [] : ['收齐即做，这是最迟时间']),
  ];
}

/** 2007年6月4日（星期一）17:00. */
export function slotMoment({ at }: Slot): string {
  const day = dayOfMoment(at);
  return `${chineseDay(day)}（${weekdayWord(day)}）${chineseMoment(at).slice(chineseDay(day).length)}`;
}

export const REASON_WORDS: Readonly<Record<DueReason, string>> = {
  'on-time': '按时',
  early: '收齐提前做',
  late: '补做',
  resumed: '中断后接着做',
  retried: '再试',
  'too-late': '过时不补',
  before: '写进日程时已过时间',
};

export const SLOT_OUTCOME_WORDS: Readonly<Record<SlotOutcome, string>> = {
  done: '完成',
  failed: '没有做成',
  skipped: '没有做',
  lost: '中断',
};

/** What is told of years of which only the weekends are known. */
export function holidaysUnknown(
  slots: readonly Slot[],
  restDays: readonly Day[],
): readonly Finding[] {
  const years = [...new Set(slots.map(({ at }) => Number(at.slice(0, 4))))];
  return years
    .filter((year) => !areHolidaysKnown(year, restDays))
    .map((year) => ({
      code: 'C_HOLIDAYS_UNKNOWN',
      severity: 'warning',
      place: { file: 'config/calendar.yaml', key: 'restDays' },
      message: `系统没有 ${String(year)} 年的放假安排，这一年的时间只避开了周末`,
      hint: `国务院办公厅公布后，把 ${String(year)} 年的放假日写进 restDays、调休上班日写进 workDays`,
    }));
}
