/** A whole form filled in as a careful clerk would, before anything goes wrong. */
import type { Day } from '../model/day.ts';
import type { FigureFilling, Filling, TaskFilling } from '../model/filling.ts';
import type { FormSheet } from '../model/form.ts';
import { lastDay } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import { workingCalendar } from '../model/working-calendar.ts';
import { figureFilling, type Amounts } from './figures.ts';
import { taskFilling } from './tasks.ts';
import { textFilling } from './texts.ts';

/** Fills every item of the form; names are roles. @param sent nothing in it happened after this day. */
export function fillingOf(plan: Plan, amounts: Amounts, sheet: FormSheet, sent: Day): Filling {
  const { unit, period } = sheet;
  const order = plan.units.findIndex(({ id }) => id === unit.id);
  const calendar = workingCalendar(plan.calendar);
  const end = lastDay(period);
  const until = sent < end ? sent : end;
  const figures = sheet.sections
    .flatMap((section) => section.figures)
    .map((item): [string, FigureFilling] => [
      item.item,
      figureFilling(amounts, unit, period, item),
    ]);
  const tasks = sheet.tasks.map(({ item, task }): [string, TaskFilling] => [
    item,
    taskFilling(task, unit, { month: period, until }, calendar),
  ]);
  const texts = sheet.texts.flatMap(({ item, text }): [string, string][] => {
    const words = textFilling(text, unit, period, order);
    return words === null ? [] : [[item, words]];
  });
  return {
    filler: '示例填表人',
    reviewer: '示例审核人',
    phone: unit.contact.phone,
    figures: new Map(figures),
    tasks: new Map(tasks),
    texts: new Map(texts),
  };
}
