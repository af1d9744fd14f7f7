/** `tongbao schedule`: the next twelve times at which something is done by itself, and why then. */
import {
  holidaysUnknown,
  slotMoment,
  slotName,
  slotReasons,
  weekdayWord,
} from '../../model/catalogue/clock-words.ts';
import { dayOfMoment } from '../../model/day.ts';
import { nextSlots } from '../../model/due-slots.ts';
import type { Slot } from '../../model/timetable.ts';
import { workingCalendar, type WorkingCalendar } from '../../model/working-calendar.ts';
import { EXIT } from '../../model/refusal.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';

const SHOWN = 12;

export const scheduleCommand: Command = {
  name: 'schedule',
  usage: 'schedule',
  summary: '日程：接下来十二次自动做的事，各在什么时候、为什么',
  alone: false,
  answer,
};

function answer({ plan, world }: Desk): Promise<Answer> {
  const calendar = workingCalendar(plan.calendar);
  const { jobs } = plan;
  const now = world.now();
  const slots = nextSlots({ jobs, calendar }, now, SHOWN);
  const later = jobs
    .filter((job) => slots.every((slot) => slot.job !== job))
    .flatMap((job) => nextSlots({ jobs: [job], calendar }, now, 1));
  const findings = holidaysUnknown([...slots, ...later], plan.calendar.restDays);
  return Promise.resolve({
    document: documentOf('schedule', {
      now,
      slots: slots.map(fieldsOf),
      later: later.map(fieldsOf),
      findings,
    }),
    text: textOf(jobs.length, slots, later, calendar),
    exit: EXIT.done,
    remarks: findings,
  });
}

function fieldsOf(slot: Slot): Readonly<Record<string, unknown>> {
  const { job, period, at, movedFrom, early } = slot;
  const { id, does, words, missed } = job;
  return {
    at,
    weekday: weekdayWord(dayOfMoment(at)),
    job: id,
    does,
    period,
    when: words,
    movedFrom,
    whenComplete: early !== null,
    missed,
  };
}

/** @param later the next slot of each job that is not among the first. */
function textOf(
  jobs: number,
  slots: readonly Slot[],
  later: readonly Slot[],
  calendar: WorkingCalendar,
): string {
  if (jobs === 0) return '日程里没有自动做的事；要做的写进 config/schedule.yaml。';
  if (slots.length === 0) return '日程里的事都已过时间，接下来没有要做的。';
  const line = (slot: Slot): string =>
    [
      slotMoment(slot),
      slotName(slot),
      `（${slot.job.id}：${slot.job.words}）`,
      slotReasons(slot, calendar).join('；'),
    ]
      .filter((part) => part !== '')
      .join('　');
  const rest = later.length === 0 ? [] : ['再往后：', ...later.map(line)];
  return [...slots.map(line), ...rest].join('\n');
}
