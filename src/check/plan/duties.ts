/** What has to be done and when: tasks with their deadlines, forms for every unit, the calendar's days. */
import { namesWords, REPORTED_BY_CHOICES, wordOf } from '../../model/catalogue/plan-words.ts';
import type { Finding } from '../../model/finding.ts';
import { dataAt, listOf } from '../../model/plan-file.ts';
import type { DueRule, Form, ReportedBy, Task } from '../../model/plan.ts';
import { overlap } from './dates.ts';
import { findingAt, whereIs, type Entries, type Located } from './entries.ts';

/** Faults of tasks, forms and the calendar that no single value shows. */
export function dutyFindings(entries: Entries): readonly Finding[] {
  return [
    ...entries.tasks.flatMap(taskFindings),
    ...formOverlaps(entries.forms),
    ...lackingForms(entries),
    ...calendarFindings(entries.calendar),
  ];
}

function taskFindings(task: Located<Task>): readonly Finding[] {
  const { deadline, everyMonth, from, to } = task.value;
  if (deadline === undefined) return [];
  if (everyMonth) return [findingAt(task, ['deadline'], 'PLAN_TASK_MONTHLY')];
  const month = deadline.slice(0, 7);
  if ((from ?? month) <= month && month <= (to ?? month)) return [];
  return [findingAt(task, ['deadline'], 'PLAN_TASK_DEADLINE', { details: { deadline } })];
}

function formOverlaps(forms: readonly Located<Form>[]): readonly Finding[] {
  return forms.flatMap((form, index) => {
    const { by, id } = form.value;
    const before = forms
      .slice(0, index)
      .find(({ value }) => value.by === by && value.id !== id && overlap(value, form.value));
    if (before === undefined) return [];
    const details = { by: wordOf(REPORTED_BY_CHOICES, by), where: whereIs(before, form.file) };
    return [findingAt(form, ['by'], 'PLAN_FORMS_OVERLAP', { details })];
  });
}

/** Units of a kind that no form is for; nothing is said while some form or the list of forms cannot be read. */
function lackingForms({ units, forms, formsFile }: Entries): readonly Finding[] {
  const written = listOf(dataAt(formsFile?.data ?? null, ['forms']) ?? null);
  if (written?.length !== forms.length) return [];
  return (['county', 'city'] satisfies ReportedBy[]).flatMap((by) => {
    const owing = units.filter(({ value }) => value.reports === by);
    const [first] = owing;
    if (first === undefined || forms.some(({ value }) => value.by === by)) return [];
    const names = namesWords(owing.map(({ value }) => value.name));
    const details = { by: wordOf(REPORTED_BY_CHOICES, by), units: names };
    return [findingAt(first, ['reports'], 'PLAN_FORM_LACKING', { details })];
  });
}

function calendarFindings(calendar: Entries['calendar']): readonly Finding[] {
  if (calendar === null) return [];
  const { due, issue, restDays, workDays } = calendar.value;
  const days = [
    ...restDays.map((day, index) => ({ day, below: ['restDays', index] })),
    ...workDays.map((day, index) => ({ day, below: ['workDays', index] })),
  ];
  const repeated = days.flatMap(({ day, below }, index) => {
    const before = days.slice(0, index).find((other) => other.day === day);
    if (before === undefined) return [];
    const where = whereIs({ ...calendar, path: before.below }, calendar.file);
    return [findingAt(calendar, below, 'PLAN_DAY_TWICE', { details: { day, where } })];
  });
  const early = order(issue) < order(due);
  return [...repeated, ...(early ? [findingAt(calendar, ['issue'], 'PLAN_ISSUE_BEFORE_DUE')] : [])];
}

/** Compares as text like the moments that the rules give, rest days apart. */
function order({ monthsAfter, dayOfMonth, time }: DueRule): string {
  return `${String(monthsAfter)}-${String(dayOfMonth).padStart(2, '0')} ${time}`;
}
