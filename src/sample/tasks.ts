/** How far each unit has come with each task of 2007, and what it says of it. */
import { addDays, daysBetween, type Day } from '../model/day.ts';
import type { TaskFilling } from '../model/filling.ts';
import type { TaskStatus } from '../model/form.ts';
import { firstDay, type Month } from '../model/period.ts';
import type { OrgUnit, Task } from '../model/plan.ts';
import type { WorkingCalendar } from '../model/working-calendar.ts';
import { pick, within } from './seed.ts';

/** Who does not keep a deadline, and how many days past it they finish. */
const LATE: ReadonlyMap<string, number> = new Map([
  ['2007-02-17|changyi', 11],
  ['2007-05-31|linqu', 24],
  ['2007-05-31|anqiu', 18],
]);

const NOT_BEGUN = ['尚未启动，已列入年度工作计划', '按市里统一部署，尚未启动'];
const UNDER_WAY = [
  '已制定工作方案并召开部署会议，正在分步实施',
  '各乡镇（街道）正在按方案推进，组织部门每半月调度一次',
  '已完成调查摸底，正在组织实施',
  '已成立工作小组，分片包靠督导推进',
];
const CITY_UNDER_WAY = [
  '已形成初步方案，正在征求意见',
  '已明确责任科室和完成时限，正在组织实施',
  '正在调研论证，分步推进',
];
const NEARLY = ['主体工作已完成，正在扫尾和检查验收', '大部分已完成，剩余部分正在逐项落实'];
const OVERDUE = ['未能按期完成，已倒排工期，正在抓紧扫尾', '个别乡镇进度偏慢，已专项督办'];
const DONE = ['已按要求全面完成', '已完成，资料已归档', '已完成并通过检查验收'];
const DONE_LATE = ['已完成，比规定期限略有推迟'];
const MONTHLY = ['本月“五个一”已落实', '本月“五个一”各项要求均已完成'];

/** When a unit begins and ends a task. */
type Span = Readonly<{ begins: Day; ends: Day }>;

/** The month that is reported, and the day up to which: its last, or the day of sending where that is earlier. */
export type Reported = Readonly<{ month: Month; until: Day }>;

/** What the unit writes for the task at the end of the month. */
export function taskFilling(
  task: Task,
  unit: OrgUnit,
  { month, until }: Reported,
  calendar: WorkingCalendar,
): TaskFilling {
  const key = `${task.code}|${unit.id}`;
  if (task.everyMonth) return monthlyFilling(`${key}|${month}`, { month, until }, calendar);
  const { begins, ends } = spanOf(task, unit, calendar);
  if (until < begins) return filled('未启动', 0, pick(NOT_BEGUN, `${key}|${month}`));
  if (until < ends) return underWay(task, `${key}|${month}`, { begins, ends }, until);
  const kept = task.deadline === undefined || ends <= task.deadline;
  return filled('已完成', 100, pick(kept ? DONE : DONE_LATE, key), ends);
}

function filled(status: TaskStatus, percent: number, words: string, doneOn?: Day): TaskFilling {
  return { status, percent, words, ...(doneOn === undefined ? {} : { doneOn }) };
}

function underWay(task: Task, key: string, span: Span, until: Day): TaskFilling {
  const passed = daysBetween(span.begins, until);
  const percent = 5 + Math.floor((passed * 18) / daysBetween(span.begins, span.ends)) * 5;
  const overdue = task.deadline !== undefined && task.deadline <= until;
  const begun = task.by === 'city' ? CITY_UNDER_WAY : UNDER_WAY;
  const words = overdue ? OVERDUE : percent >= 80 ? NEARLY : begun;
  return filled('推进中', percent, pick(words, key));
}

/** Most months are done by the last week; now and then a unit is still at it when the form is filled in. */
function monthlyFilling(
  key: string,
  { month, until }: Reported,
  calendar: WorkingCalendar,
): TaskFilling {
  if (within(`monthly|${key}`, 1, 14) === 1) {
    return filled('推进中', 80, '本月还有一项正在补做');
  }
  const day = workedBefore(addDays(until, -within(`day|${key}`, 0, 5)), calendar);
  return filled('已完成', 100, pick(MONTHLY, key), day < firstDay(month) ? until : day);
}

/** A dated task takes about five months and ends before its date; an undated one some time from March to November. */
function spanOf(task: Task, unit: OrgUnit, calendar: WorkingCalendar): Span {
  const key = `span|${task.code}|${unit.id}`;
  const ends = workedBefore(endOf(task, unit, key), calendar);
  const begins = addDays(ends, -within(`${key}|length`, 110, 165));
  return { begins, ends };
}

function endOf(task: Task, unit: OrgUnit, key: string): Day {
  if (task.deadline === undefined) {
    return addDays('2007-03-20' as Day, within(key, 0, 235));
  }
  const late = LATE.get(`${task.deadline}|${unit.id}`);
  return addDays(task.deadline, late ?? -within(key, 1, 24));
}

/** The day itself, or the last working day before it. */
function workedBefore(day: Day, calendar: WorkingCalendar): Day {
  let worked = day;
  while (!calendar.isWorkingDay(worked)) worked = addDays(worked, -1);
  return worked;
}
