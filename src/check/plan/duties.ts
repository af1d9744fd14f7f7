/** What has to be done and when: tasks with their deadlines, forms for every unit, the calendar's days. */
import {
  FORMER_EXAMPLES,
  namesWords,
  REPORTED_BY_CHOICES,
  wordOf,
} from '../../model/catalogue/plan-words.ts';
import type { DueRule } from '../../model/due-rule.ts';
import type { Finding } from '../../model/finding.ts';
import type { Month } from '../../model/period.ts';
import { dataAt, listOf, type KeyPath } from '../../model/plan-file.ts';
import {
  asItWas,
  type Form,
  type ReportedBy,
  type ReportingRules,
  type Task,
} from '../../model/plan.ts';
import { overlap } from './dates.ts';
import { findingAt, whereIs, type Entries, type Located, type Loose } from './entries.ts';

/** Faults of tasks, forms and the calendar that no single value shows. */
export function dutyFindings(entries: Entries): readonly Finding[] {
  return [
    ...entries.tasks.flatMap(taskFindings),
    ...formOverlaps(entries.forms),
    ...lackingForms(entries),
    ...calendarFindings(entries.calendar),
    ...formerFindings(entries.calendar, FORMER_EXAMPLES.calendar),
    ...formerFindings(entries.office, FORMER_EXAMPLES.office),
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
  if (written?.length !== forms.length || formsFile?.lost === true) return [];
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
  const { restDays = [], workDays = [] } = calendar.value;
  const days = [
    ...restDays.map((day, index) => ({ day, below: ['restDays', index] })),
    ...workDays.map((day, index) => ({ day, below: ['workDays', index] })),
  ];
  const repeated = days.flatMap(({ day, below }, index) => {
    const before = days.slice(0, index).find((other) => other.day === day);
    if (before === undefined) return [];
    const where = whereIs({ ...calendar, path: before.below }, calendar.file);
    const code = before.below[0] === below[0] ? 'PLAN_DAY_TWICE' : 'PLAN_DAY_BOTH';
    return [findingAt(calendar, below, code, { details: { day, where } })];
  });
  return [...repeated, ...earlyIssues(calendar)];
}

/** Today's rules, and those of every stretch before, with what was different in it. */
function earlyIssues(calendar: NonNullable<Entries['calendar']>): readonly Finding[] {
  const { due, issue, formerly = [] } = calendar.value;
  if (due === undefined || issue === undefined) return [];
  const now = { due, issue, formerly };
  const stretches: readonly (readonly [KeyPath, ReportingRules])[] = [
    [[], now],
    ...formerly.map((former, index) => {
      const below: KeyPath = ['formerly', index];
      return [below, asItWas<ReportingRules>(now, former.to)] as const;
    }),
  ];
  return stretches
    .filter(([, { due, issue }]) => order(issue) < order(due))
    .map(([below]) => {
      const key = dataAt(calendar.file.data, [...below, 'issue']) === undefined ? 'due' : 'issue';
      return findingAt(calendar, [...below, key], 'PLAN_ISSUE_BEFORE_DUE');
    });
}

/** Stretches before that end in the same month, or say nothing but when they end. */
function formerFindings(
  entry: Loose<Readonly<{ formerly: readonly Readonly<{ to: Month }>[] }>> | null,
  example: string,
): readonly Finding[] {
  const formerly = entry?.value.formerly ?? [];
  return formerly.flatMap((former, index) => {
    if (entry === null) return [];
    const below: KeyPath = ['formerly', index];
    const before = formerly.findIndex(({ to }) => to === former.to);
    const where = whereIs({ ...entry, path: ['formerly', before] }, entry.file);
    const details = { to: former.to, where };
    return [
      ...(before < index
        ? [findingAt(entry, [...below, 'to'], 'PLAN_FORMERLY_TWICE', { details })]
        : []),
      ...(Object.keys(former).length === 1
        ? [findingAt(entry, below, 'PLAN_FORMERLY_EMPTY', { details: { example } })]
        : []),
    ];
  });
}

/** Compares as text like the moments that the rules give, rest days apart. */
function order({ monthsAfter, dayOfMonth, time }: DueRule): string {
  return `${String(monthsAfter)}-${String(dayOfMonth).padStart(2, '0')} ${time}`;
}
