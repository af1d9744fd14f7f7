/** Extensions (延期) against the units and the calendar, and reminders' steps that stand twice. */
import { EXTENSION_WORDS } from '../../model/catalogue/calendar-words.ts';
import { NAMED_WORDS } from '../../model/catalogue/plan-words.ts';
import { chineseMoment } from '../../model/day.ts';
import type { Finding } from '../../model/finding.ts';
import { chinesePeriod } from '../../model/period.ts';
import { isValidIn, type Extension } from '../../model/plan.ts';
import { workingCalendar, type WorkingCalendar } from '../../model/working-calendar.ts';
import { findingAt, whereIs, type Entries, type Located } from './entries.ts';

/** Every extension that can move nothing, or reaches beyond the issue moment. */
export function extensionFindings(entries: Entries): readonly Finding[] {
  const calendar = calendarIn(entries);
  return entries.extensions.flatMap((entry) => [
    ...unitFinding(entry, entries),
    ...twiceFinding(entry, entries),
    ...(calendar === null ? [] : momentFinding(entry, calendar)),
  ]);
}

/** Null where the calendar's own rules cannot be read. */
function calendarIn({ calendar, extensions }: Entries): WorkingCalendar | null {
  const { due, issue, formerly = [], restDays = [], workDays = [] } = calendar?.value ?? {};
  if (due === undefined || issue === undefined) return null;
  const values = extensions.map(({ value }) => value);
  return workingCalendar({
    ...{ due, issue, formerly, restDays, workDays },
    extensions: values,
    reminders: [],
  });
}

function unitFinding(entry: Located<Extension>, { units }: Entries): readonly Finding[] {
  const { unit, period } = entry.value;
  const holders = units.map(({ value }) => value).filter(({ id }) => id === unit);
  const [first] = holders;
  if (first === undefined || holders.some((one) => isValidIn(one, period))) return [];
  const why = EXTENSION_WORDS.unit(first.name, chinesePeriod(period));
  return [findingAt(entry, ['period'], 'PLAN_EXTENSION_UNUSED', { details: { why } })];
}

function twiceFinding(entry: Located<Extension>, { extensions }: Entries): readonly Finding[] {
  const { unit, period } = entry.value;
  const before = extensions.find(({ value }) => value.unit === unit && value.period === period);
  if (before === undefined || before === entry) return [];
  const name = `${unit} ${period}`;
  const details = { what: NAMED_WORDS.extension, name, where: whereIs(before, entry.file) };
  return [findingAt(entry, ['unit'], 'PLAN_DUPLICATE_PLAIN', { details })];
}

function momentFinding(entry: Located<Extension>, calendar: WorkingCalendar): readonly Finding[] {
  const { unit, period } = entry.value;
  const { at, usual } = calendar.dueOf(unit, period);
  if (at <= usual) {
    const why = EXTENSION_WORDS.early(chineseMoment(usual));
    return [findingAt(entry, ['until'], 'PLAN_EXTENSION_UNUSED', { details: { why } })];
  }
  const issue = calendar.issue(period);
  if (at <= issue) return [];
  const details = { until: chineseMoment(at), issue: chineseMoment(issue) };
  return [findingAt(entry, ['until'], 'PLAN_EXTENSION_LATE', { details })];
}

/** Steps of the same day, whatever their hour. */
export function reminderFindings({ calendar }: Entries): readonly Finding[] {
  const steps = calendar?.value.reminders ?? [];
  return steps.flatMap((step, index) => {
    const before = steps.findIndex(({ name }) => name === step.name);
    if (calendar === null || before === index) return [];
    const where = whereIs({ ...calendar, path: ['reminders', before] }, calendar.file);
    const details = { step: step.name, where };
    return [findingAt(calendar, ['reminders', index], 'PLAN_REMINDER_TWICE', { details })];
  });
}
