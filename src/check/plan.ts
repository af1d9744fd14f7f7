/** The plan's own check: the administrator's files take the same road as a county's sheet. */
import { planFinding } from '../model/catalogue/plan.ts';
import { hasError, type Checked, type Finding } from '../model/finding.ts';
import { mayLack, PLAN_FILE_NAMES, type PlanFile, type PlanFileName } from '../model/plan-file.ts';
import type { Plan } from '../model/plan.ts';
import { planOf } from './plan/assemble.ts';
import { folded, withoutAbsences } from './plan/consequences.ts';
import { dateFindings } from './plan/dates.ts';
import { deliveryFindings } from './plan/delivery.ts';
import { googleFindings } from './plan/google.ts';
import { mailboxFindings } from './plan/mailbox.ts';
import { dutyFindings } from './plan/duties.ts';
import { entriesOf } from './plan/entries.ts';
import { extensionFindings, reminderFindings } from './plan/extensions.ts';
import { holidayFindings } from './plan/holidays.ts';
import { indicatorFindings } from './plan/indicators.ts';
import { nameFindings } from './plan/names.ts';
import { paragraphFindings } from './plan/paragraphs.ts';
import { phraseFindings } from './plan/phrases.ts';
import { referenceFindings } from './plan/references.ts';
import { roleFindings } from './plan/roles.ts';
import { ruleFindings } from './plan/rules.ts';
import { scheduleFindings } from './plan/schedules.ts';
import { spellingFindings } from './plan/spelling.ts';
import { structureFindings } from './plan/structure.ts';
import { targetFindings } from './plan/targets.ts';
import { jobFindings } from './plan/timetable.ts';
import { waiverFindings } from './plan/waivers.ts';

/**
 * Checks the files of a plan, each alone and all together, and tells every fault of every file at once, in the
 * order of the files and their lines. What cannot be read hides nothing that can: an entry with a fault of its own
 * still counts as declared. Never throws at bad data.
 *
 * @returns the plan, frozen in what it says by `version`; null exactly when some finding is an error.
 */
export function checkPlan(files: readonly PlanFile[]): Checked<Plan> {
  const named = new Map(
    files.flatMap((file): [PlanFileName, PlanFile][] =>
      file.name === null ? [] : [[file.name, file]],
    ),
  );
  const nameOf = new Map(files.map(({ path, name }) => [path, name]));
  const entries = entriesOf(named);
  const own = [
    ...files.flatMap(spellingFindings),
    ...absentFindings(named),
    ...[...named].flatMap(([name, file]) => (file.readable ? structureFindings(file, name) : [])),
  ];
  const faulty = new Set(own.map(({ place }) => nameOf.get(place.file)));
  const all = inOrder(files, [
    ...own,
    ...nameFindings(entries),
    ...dateFindings(entries),
    ...referenceFindings(entries, faulty),
    ...indicatorFindings(entries.indicators),
    ...scheduleFindings(entries.schedules),
    ...targetFindings(entries),
    ...ruleFindings(entries),
    ...waiverFindings(entries),
    ...extensionFindings(entries),
    ...reminderFindings(entries),
    ...dutyFindings(entries),
    ...holidayFindings(entries),
    ...phraseFindings(entries),
    ...paragraphFindings(entries),
    ...deliveryFindings(entries),
    ...mailboxFindings(entries),
    ...jobFindings(entries),
    ...roleFindings(entries),
    ...googleFindings(entries),
  ]);
  const findings = folded(withoutAbsences(files, all));
  return { value: hasError(findings) ? null : planOf(named), findings };
}

/** Files that were not even handed over; the reader gives all that a plan needs, a missing one with its own fault. */
function absentFindings(named: ReadonlyMap<PlanFileName, PlanFile>): readonly Finding[] {
  return PLAN_FILE_NAMES.filter((name) => !named.has(name) && !mayLack(name)).map((name) =>
    planFinding('PLAN_FILE_MISSING', {
      place: { file: `${name}.yaml`, line: 1 },
      details: { file: `${name}.yaml` },
    }),
  );
}

/** By file as given, then by line; findings of one line stay in the order in which they were found. */
function inOrder(files: readonly PlanFile[], findings: readonly Finding[]): readonly Finding[] {
  const order = files.map((file) => file.path);
  const place = ({ place: { file, line } }: Finding): number =>
    order.indexOf(file) * 1e7 + (line ?? 0);
  return [...findings].sort((a, b) => place(a) - place(b));
}
