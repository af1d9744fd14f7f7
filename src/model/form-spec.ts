/** What the cells of a form take: the one definition that the form's writer, its own check and the server's checks read. */
import { dayOf, type Day } from './day.ts';
import { decimal, fromScaled, STORED_LIMIT, type Decimal } from './decimal.ts';
import type { FigureItem } from './form.ts';
import type { FigureSpec } from './numeral.ts';
import { SERIAL_YEARS } from './numeral-date.ts';
import { firstDay, yearOf, type Month } from './period.ts';
import type { Task } from './plan.ts';
import { SHEET_LIMIT } from './proof.ts';

export function figureSpec({ indicator, unitOfMeasure }: FigureItem): FigureSpec {
  const { decimals, approximate } = indicator;
  return { decimals, unitOfMeasure, max: mostOf(decimals), approximate };
}

/** What the ledger can add exactly at so many decimals, and no more than a figure is ever taken. */
function mostOf(decimals: number): Decimal {
  const most = fromScaled(STORED_LIMIT, decimals);
  return most.lt(SHEET_LIMIT) ? most : SHEET_LIMIT;
}

/** All that is to be done of a task, in percent. */
export const ALL_DONE = decimal('100');

/** 完成比例. */
export const TASK_PERCENT: FigureSpec = {
  decimals: 2,
  unitOfMeasure: '%',
  max: ALL_DONE,
  approximate: false,
};

/** The first day on which a task may have been done without a question; null only beyond the calendar. */
export function taskStart(task: Task, period: Month): Day | null {
  return task.everyMonth ? firstDay(period) : dayOf(yearOf(task.from ?? period), 1, 1);
}

/** The first day that the server takes at all: one earlier than the year before the task was set cannot be. */
export function earliestDone(task: Task, period: Month): Day | null {
  const oldest = yearOf(period) - SERIAL_YEARS;
  const year = task.from === undefined ? oldest : Math.max(oldest, yearOf(task.from) - 1);
  return dayOf(year, 1, 1);
}
