/** One file judged, recording nothing: read, known by what it says of itself, held to the plan and the ledger. */
import type { BaselineContext } from '../check/baseline-reading.ts';
import { checkBaseline } from '../check/baseline.ts';
import { baselineMark } from '../check/carriers.ts';
import { identify, type Identity } from '../check/identity.ts';
import { checkSubmission } from '../check/submission.ts';
import { countLines } from '../compose/receipt-figures.ts';
import { BASELINE } from '../model/baseline.ts';
import { formSheetOf, type FormSheet } from '../model/form.ts';
import { planWord, type IdentityMark } from '../model/identity.ts';
import { monthIn, monthsOf, parsePeriod, yearOf } from '../model/period.ts';
import { isValidIn, type Plan } from '../model/plan.ts';
import type { Arrival, Judgement } from '../model/submission.ts';
import type { World } from '../model/world.ts';

/** What a file's judgement may rest on: the bytes, their name, the moment they are looked at, and who vouches for them. */
export type Looked = Pick<Arrival, 'bytes' | 'size' | 'fileName' | 'at' | 'sender'>;

/** Judges one file without recording anything. */
export async function check(looked: Looked, plan: Plan, world: World): Promise<Judgement> {
  const read = await world.reader.read(looked.bytes, looked.fileName, looked.size);
  if (read.value === null) {
    const unread = { unit: null, period: null, form: null, submission: null, cells: [] };
    return { ...unread, findings: read.findings, planVersion: plan.version };
  }
  const { at, fileName } = looked;
  const seal = await world.seal();
  const mark = baselineMark(read.value, seal);
  if (mark !== null) {
    const known = await baselineContext(mark, world);
    const judged = checkBaseline(read.value, mark, { plan, seal, at, fileName, ...known });
    return { ...judged, planVersion: plan.version };
  }
  const vouched = looked.sender?.units ?? [];
  const identity = identify(read.value, { plan, seal, at, fileName, vouched });
  const { unit, period } = identity;
  // The months after it too: a form that comes late is held to those that came before it.
  const year = period && monthIn(yearOf(period), 12);
  const history = unit && year ? await world.ledger.history(unit, year) : [];
  const others = period ? await world.ledger.inMonth(period) : [];
  const former = await formerForm(identity, plan, world);
  const context = { plan, history, others, former, at, fileName };
  const judged = checkSubmission(read.value, identity, context);
  const findings = [...judged.findings, ...read.findings];
  return { ...judged, findings, planVersion: plan.version };
}

/** What the receipt of an accepted form would say of how it was filled in, with its 校验码; nothing of any other file. */
export function filledWords(judgement: Judgement, plan: Plan): readonly string[] {
  const isForm = judgement.submission !== null && judgement.form !== BASELINE;
  return isForm ? countLines(judgement, plan) : [];
}

/** The form as it went out, where that was under another plan; null for today's, and where that plan is not kept. */
async function formerForm(
  { sheet, planVersion }: Identity,
  plan: Plan,
  world: World,
): Promise<FormSheet | null> {
  if (sheet === null || planVersion === '' || planVersion === planWord(plan.version)) return null;
  const then = await world.planOf(planVersion);
  const { unit, period } = sheet;
  const owner = then?.units.find(({ id, ...dated }) => id === unit.id && isValidIn(dated, period));
  return then === null || owner === undefined ? null : formSheetOf(then, owner, period);
}

/** What the ledger knows that a baseline of the year may not speak against. */
async function baselineContext(
  { period }: IdentityMark,
  { ledger }: World,
): Promise<Pick<BaselineContext, 'begins' | 'accepted'>> {
  const year = parsePeriod(period);
  const months = year === null ? [] : monthsOf(year);
  const held = await Promise.all(months.map((month) => ledger.inMonth(month)));
  const accepted = held.flat().filter(({ form }) => form !== BASELINE);
  return { begins: await ledger.firstMonth(), accepted };
}
