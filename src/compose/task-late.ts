/** What is said of units that told in another month that a task is done, and of those who finished it after its deadline. */
import type { Run } from '../model/bulletin.ts';
import { chineseDay, type Day } from '../model/day.ts';
import { lastMonth, yearOf, type Period } from '../model/period.ts';
import type { TaskBoard, TaskStanding } from '../model/scoreboard.ts';
import { namesOf, type Matter } from './matter.ts';
import { monthWords, say } from './saying.ts';

/** 2月28日; with its year where that is not the period's. */
export function dayWords(day: Day, period: Period): string {
  return chineseDay(day).replace(`${String(yearOf(period))}年`, '');
}

/** 昌邑市2月28日、高密市3月2日完成，超过期限; empty where nobody finished late. */
export function finishedLate(matter: Matter, { units }: TaskBoard): string {
  const late = units.flatMap(({ unit, doneOn, isLate }) =>
    isLate && doneOn !== null
      ? [`${matter.nameOf(unit)}${dayWords(doneOn, matter.board.period)}`]
      : [],
  );
  return late.length === 0 ? '' : `${late.join('、')}完成，超过期限`;
}

/** 2月, where a task was finished by an earlier form and the last one is missing; null otherwise. */
export function earlierMonth({ board: { period } }: Matter, standing: TaskStanding): string | null {
  const { month, status } = standing;
  if (status === null || month === null || month === lastMonth(period)) return null;
  return monthWords(month, period);
}

/** Below a table of tasks: who told in an earlier month that one is done, and who finished late. */
export function taskNotes(
  matter: Matter,
  tasks: readonly TaskBoard[],
): readonly (readonly Run[])[] {
  const earlier = tasks.flatMap(({ units }) =>
    units.flatMap((standing) => {
      const month = earlierMonth(matter, standing);
      return month === null ? [] : [{ unit: standing.unit, month }];
    }),
  );
  const byMonth = [...Map.groupBy(earlier, ({ month }) => month)].map(([month, some]) => {
    const names = namesOf(matter, [...new Set(some.map(({ unit }) => unit))]);
    return say`${names.join('、')}已完成的为${month}情况`;
  });
  const late = tasks.flatMap((task) => {
    const words = finishedLate(matter, task);
    return words === '' ? [] : [say`${task.task.name}：${words}`];
  });
  return [...byMonth, ...late];
}
