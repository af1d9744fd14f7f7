/** Reminding (催报): who still owes a month's report is written to, each step of the ladder once. */
import { aggregate } from '../aggregate/aggregate.ts';
import { refuseBeforeLedger, refuseOutsidePlan } from '../check/drafting.ts';
import { reminderLetter, reminderText } from '../compose/reminder.ts';
import { PLACE_WORDS, STEP_WORDS } from '../model/catalogue/words.ts';
import type { Bulletin } from '../model/bulletin.ts';
import type { Moment } from '../model/day.ts';
import { REMINDER_FILES } from '../model/catalogue/calendar-words.ts';
import type { Finding } from '../model/finding.ts';
import type { Month } from '../model/period.ts';
import { isValidIn, type OrgUnit, type OrgUnitId, type Plan } from '../model/plan.ts';
import { reminderDeliveries } from '../compose/delivery.ts';
import {
  owing,
  type OnLadder,
  type OutgoingReminder,
  type Owing,
  type Reminder,
} from '../model/reminder.ts';
import { sha256Of } from '../model/sha256.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { World } from '../model/world.ts';
import { onPaper, printed } from './pipeline.ts';

/** What to keep to: one step of the ladder, one unit; without them all. */
export type Only = Readonly<{ step?: string; unit?: OrgUnitId }>;

/** A reminder as it stands in the ledger, with whom it is for. @property isNew whether it was given just now. */
export type Given = Readonly<{
  name: string;
  contact: OrgUnit['contact'] | null;
  reminder: Reminder;
  isNew: boolean;
}>;

/**
 * @property given the reminders of the step that has come for each unit that owes, in official order.
 * @property waiting who owes and is not to be reminded now, each with the step that comes next, if any.
 * @property files what was written, paths.
 */
export type Reminded = Readonly<{
  mark: string;
  given: readonly Given[];
  waiting: readonly OnLadder[];
  files: readonly string[];
  findings: readonly Finding[];
}>;

/**
 * Reminds every unit that owes the month's report of the step of its own ladder that has come last. A step is given
 * once for a due moment: again, nothing is recorded, and only files that are gone are written anew. Steps that were
 * missed are not made up for.
 *
 * @throws Refusal `usage` when no unit owes anything for the month.
 */
export async function remind(
  period: Month,
  only: Only,
  plan: Plan,
  world: World,
): Promise<Reminded> {
  refuseOutsidePlan(period, plan);
  refuseBeforeLedger(period, await world.ledger.firstMonth());
  const at = world.now();
  const snapshot = await world.ledger.snapshot(period, at);
  const { reporting } = aggregate(snapshot, plan, at);
  const all = owing(reporting, plan, at).filter(
    ({ report }) => only.unit === undefined || report.unit === only.unit,
  );
  const come = all.filter(
    ({ now }) => now !== null && (only.step === undefined || now.step === only.step),
  );
  const written = await appended(period, come, { plan, world, snapshot });
  const given = await standing(period, come, { plan, world, written });
  const { files, findings } = await filed(period, given, only, {
    plan,
    world,
    mark: snapshot.mark,
  });
  return {
    mark: snapshot.mark,
    given,
    waiting: all.filter((one) => !come.includes(one)),
    files,
    findings,
  };
}

type Appending = Readonly<{ plan: Plan; world: World; snapshot: Snapshot }>;

/** Records what was not given yet. */
async function appended(
  period: Month,
  come: readonly OnLadder[],
  { plan, world, snapshot }: Appending,
): Promise<readonly Reminder[]> {
  const reminders: OutgoingReminder[] = [];
  for (const { report, now } of come) {
    if (now === null) continue;
    const faults = await faultsOf(report.unit, snapshot, world);
    const { unit, due } = report;
    const owed: Owing = { period, unit, step: now.step, due, at: world.now(), faults };
    const text = reminderText(owed, plan, snapshot.mark);
    const sha256 = sha256Of(text);
    const reminder = { ...owed, text, sha256 };
    reminders.push({ reminder, deliveries: reminderDeliveries(reminder, plan) });
  }
  const written = await world.ledger.recordReminders(reminders, world.who);
  for (const { unit, step, due, sha256 } of written) {
    world.log('reminded', { period, unit, step, due, sha256 });
  }
  return written;
}

/** How many errors the form had that came back last; null where none did. */
async function faultsOf(
  unit: OrgUnitId,
  { arrivals, period }: Snapshot,
  { ledger }: World,
): Promise<number | null> {
  const last = arrivals.findLast(
    (mark) => mark.unit === unit && mark.period === period && mark.outcome === 'returned',
  );
  const receipt = last === undefined ? null : await ledger.receiptNumbered(last.receipt);
  if (receipt === null) return null;
  return receipt.findings.filter(({ severity }) => severity === 'error').length;
}

type Standing = Readonly<{ plan: Plan; world: World; written: readonly Reminder[] }>;

/** The ledger's own, whoever gave them. */
async function standing(
  period: Month,
  come: readonly OnLadder[],
  { plan, world, written }: Standing,
): Promise<readonly Given[]> {
  const held = await world.ledger.reminders(period);
  return come.flatMap(({ report, now }): readonly Given[] => {
    const reminder = held.find(
      ({ unit, step, due }) => unit === report.unit && step === now?.step && due === report.due,
    );
    if (reminder === undefined) return [];
    const unit = plan.units.find(
      ({ id, ...dated }) => id === report.unit && isValidIn(dated, period),
    );
    const isNew = written.some((one) => one.unit === report.unit);
    return [{ name: report.name, contact: unit?.contact ?? null, reminder, isNew }];
  });
}

type Filing = Readonly<{ plan: Plan; world: World; mark: string }>;

/** The texts, one file for each unit, and a letter for each step and minute; files that are there stay as they are. */
async function filed(
  period: Month,
  given: readonly Given[],
  only: Only,
  { plan, world, mark }: Filing,
): Promise<Pick<Reminded, 'files' | 'findings'>> {
  const files: string[] = [];
  const findings: Finding[] = [];
  const put = async (
    name: string,
    bytes: () => Promise<Uint8Array>,
    anew: boolean,
  ): Promise<void> => {
    const file = `${PLACE_WORDS.reminders}/${name}`;
    if (!anew && (await world.outbox.read(period, file)) !== null) return;
    files.push(await world.outbox.put(period, file, await bytes()));
  };
  for (const { name, reminder, isNew } of given) {
    const text = new TextEncoder().encode(`\ufeff${reminder.text}\r\n`);
    const file = REMINDER_FILES.text(stampOf(reminder), name);
    await put(file, () => Promise.resolve(text), isNew);
  }
  const letters = lettersOf(given, only);
  for (const [index, { reminders, fileName, isNew }] of letters.entries()) {
    const [first] = reminders;
    const letter = reminderLetter(period, reminders, plan, mark);
    const bytes = async (): Promise<Uint8Array> => {
      const pdf = await printed(letter, first.at, world);
      findings.push(...onPaper(pdf, fileName));
      return pdf.bytes;
    };
    await put(fileName, bytes, isNew);
    world.progress(STEP_WORDS.remind, index + 1, letters.length);
  }
  return { files, findings };
}

/** The letter of the reminders of a month that were given last, whoever has reported since; null where none were. */
export async function lastLetter(
  period: Month,
  plan: Plan,
  { ledger, now }: World,
): Promise<Bulletin | null> {
  const given = await ledger.reminders(period);
  const last = given.map(stampOf).toSorted().at(-1);
  const [first, ...others] = given.filter((reminder) => stampOf(reminder) === last);
  if (first === undefined) return null;
  const { mark } = await ledger.snapshot(period, now());
  return reminderLetter(period, [first, ...others], plan, mark);
}

type Letter = Readonly<{
  reminders: readonly [Reminder, ...Reminder[]];
  fileName: string;
  isNew: boolean;
}>;

/** One letter for all that were reminded together and still owe; of a unit asked for, its alone. */
function lettersOf(given: readonly Given[], only: Only): readonly Letter[] {
  const together = Map.groupBy(given, ({ reminder }) => stampOf(reminder));
  return [...together].flatMap(([stamp, [first, ...others]]): readonly Letter[] => {
    if (first === undefined) return [];
    const fileName = REMINDER_FILES.letter(stamp, only.unit === undefined ? '' : first.name);
    const isNew = [first, ...others].some((one) => one.isNew);
    const rest = others.map(({ reminder }) => reminder);
    return [{ reminders: [first.reminder, ...rest], fileName, isNew }];
  });
}

/** What was given together: 2007-06-04 0900 截止当天, so that files stand in order of time. */
function stampOf({ at, step }: Readonly<{ at: Moment; step: string }>): string {
  return `${at.slice(0, 10)} ${at.slice(11, 13)}${at.slice(14, 16)} ${step}`;
}
