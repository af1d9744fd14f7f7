/** Online sheets in: what units tick as submitted at Google, and the files that they put into their folders there. */
import {
  googleFinding,
  googleStateOf,
  isOfAccount,
  sheetFinding,
} from '../model/catalogue/google.ts';
import { namesWords } from '../model/catalogue/plan-words.ts';
import { STEP_WORDS } from '../model/catalogue/words.ts';
import type { Moment } from '../model/day.ts';
import type { Finding } from '../model/finding.ts';
import {
  DRIVE_CHANNEL,
  ONLINE_CHANNEL,
  type DriveFile,
  type DriveSheet,
  type GoogleSource,
  type OnlineSheet,
} from '../model/google.ts';
import { planWord } from '../model/identity.ts';
import type { OrgUnitId, Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { sha256Of } from '../model/sha256.ts';
import type { Arrival, Receipt } from '../model/submission.ts';
import type { World } from '../model/world.ts';
import { MOST_BYTES } from '../intake/taken-bytes.ts';
import { answerSheet } from './online-answering.ts';
import {
  lockAtDue,
  noteReturned,
  noteUnticked,
  owedBy,
  submittedBefore,
  type Owed,
} from './online-due.ts';
import { isPast } from './online-past.ts';
import { newRound, type Round } from './online-round.ts';
import { keysOf, standingOf, type Standing } from './online-snapshot.ts';
import { received, type Collected } from './receiving.ts';

/** After so many reads in a row for which Google could not be reached, the others are left for the next round. */
export const MOST_FAILURES = 2;

/** Takes what the plan's units have submitted at Google. What one of them cannot show keeps no other waiting. */
export async function collectOnline(
  plan: Plan,
  world: World,
  begun = world.now(),
): Promise<Collected> {
  const receipts: Receipt[] = [];
  const findings: Finding[] = [];
  // Who only lays bulletins into a folder collects nothing there.
  if (plan.google === null || plan.google.sources.length === 0) {
    return { receipts, isDown: false, findings };
  }
  try {
    const google = await world.google(plan.google);
    const round = { ...newRound({ google, plan, world, begun }), receipts, findings };
    const isDown = await takeSources(plan.google.sources, round);
    for (const work of round.later) if (!(await work())) break;
    return { receipts, isDown, findings: [...findings, ...untickedIn(round)] };
  } catch (error) {
    if (!(error instanceof Refusal) || !isOfAccount(error)) throw error;
    world.log('google-down', { code: error.code, why: error.message });
    const down = googleFinding('G_DOWN', { why: error.message, hint: error.hint });
    return { receipts, isDown: true, findings: [...findings, down] };
  }
}

function untickedIn({ unticked, untickedAtDue }: Round): readonly Finding[] {
  const told = (code: 'G_UNTICKED' | 'G_UNTICKED_DUE', names: ReadonlySet<string>) =>
    names.size === 0 ? [] : [googleFinding(code, { units: namesWords([...names]) })];
  return [...told('G_UNTICKED_DUE', untickedAtDue), ...told('G_UNTICKED', unticked)];
}

/** @returns whether any of it could not be read. @throws Refusal for what is the account's own fault. */
async function takeSources(sources: readonly GoogleSource[], round: Round): Promise<boolean> {
  let [isDown, failures] = [false, 0];
  for (const [index, source] of sources.entries()) {
    if (failures >= MOST_FAILURES) {
      const units = namesWords([
        ...new Set(sources.slice(index).map((one) => sourceName(one, round.plan))),
      ]);
      round.findings.push(googleFinding('G_REST', { units }));
      return true;
    }
    const outcomes: Outcome[] = [];
    for await (const outcome of takeSource(source, round)) {
      outcomes.push(outcome);
      // The rest of this place waits; whether Google is out of reach, the next one tells.
      if (outcomes.filter((one) => one === 'unreached').length >= MOST_FAILURES) break;
    }
    isDown ||= outcomes.some((one) => one !== 'read');
    failures = outcomes.every((one) => one === 'unreached') ? failures + 1 : 0;
  }
  return isDown;
}

/** `unreached`: Google as a whole may be, not only this sheet or file. */
type Outcome = 'read' | 'unread' | 'unreached';

/** A sheet, or all that lies in a folder, one after another. */
async function* takeSource(source: GoogleSource, round: Round): AsyncGenerator<Outcome> {
  const { google } = round;
  const { spreadsheet, folder } = source;
  if (folder === '') {
    yield await attempted(source, round, () => takeSheet(spreadsheet, source, round));
    return;
  }
  const takings: (() => Promise<void>)[] = [];
  yield await attempted(source, round, async () => {
    const { files, spreadsheets } = await google.folder(folder);
    takings.push(
      ...files.map((file) => () => takeFile(file, source, round)),
      ...spreadsheets.map((file) => () => takeListed(file, source, round)),
    );
  });
  for (const take of takings) yield await attempted(source, round, take);
}

async function attempted(
  source: GoogleSource,
  round: Round,
  work: () => Promise<void>,
): Promise<Outcome> {
  try {
    await work();
    return 'read';
  } catch (error) {
    const state = error instanceof Refusal ? googleStateOf(error) : null;
    if (!(error instanceof Refusal) || state === null || isOfAccount(error)) throw error;
    const { code, message: why, hint } = error;
    round.world.log('google-unread', { ...source, code, why });
    round.findings.push(
      googleFinding('G_UNREAD', { unit: sourceName(source, round.plan), why, hint }),
    );
    return state === 'network' || state === 'quota' ? 'unreached' : 'unread';
  }
}

/** One of a month gone by that nobody has touched since it was accepted is not read again. */
async function takeListed(file: DriveSheet, source: GoogleSource, round: Round): Promise<void> {
  if (!(await isPast(file, round))) await takeSheet(file.id, source, round);
}

/** Only what is ticked is its unit's word; a box is asked for before anything else is said of the sheet. */
async function takeSheet(id: string, source: GoogleSource, round: Round): Promise<void> {
  const at = round.world.now();
  const sheet = await round.google.sheet(id);
  const seen = round.world.now();
  const unit = sourceName(source, round.plan);
  if (sheet.submitted === null) {
    round.findings.push(googleFinding('G_NO_BOX', { unit, title: sheet.title }));
    return;
  }
  const owed = await owedBy(sheet, source, at, round);
  const standing = await standingOf(sheet, round.world.ledger);
  const key = sheet.submitted
    ? await taken(sheet, standing, { owed, source, seen }, round)
    : standing.isSame && standing.last?.key;
  if (!sheet.submitted) await noteUnticked(owed, unit, round);
  const receipt = key ? await round.world.ledger.receiptOf(key) : null;
  if (receipt !== null && sheet.submitted) await noteReturned(owed, receipt, round);
  const isDone = receipt === null || (await answerSheet(sheet, receipt, unit, round));
  // The deadline waits for nobody: all are read before the first is locked.
  if (isDone && owed !== null) round.later.push(() => lockAtDue(owed, round));
}

/** @property seen when the sheet had just been read. */
type Looking = Readonly<{ owed: Owed | null; source: GoogleSource; seen: Moment }>;

/**
 * Takes the sheet as it stands: the snapshot that came last, where nothing in it has changed since, or a new one behind it. What
 * was returned is looked at anew under another plan, what was accepted is not.
 *
 * @returns the arrival's key.
 */
async function taken(
  sheet: OnlineSheet,
  { last, isSame, kept }: Standing,
  { owed, source, seen }: Looking,
  round: Round,
): Promise<string> {
  const { plan, world } = round;
  const { after, bytes, sha256 } = kept;
  const before = last === null ? null : await world.ledger.standingReceiptOf(last.sha256);
  const isAccepted = last !== null && before?.outcome === 'accepted';
  const own = `${keysOf(sheet.spreadsheet)}${after}/${sha256}/${planWord(plan.version)}`;
  const key = isSame && isAccepted ? last.key : own;
  if (await isAnswered(key, world)) return key;
  const { remarks = [], ...submitted } = await submittedBefore(
    owed,
    { title: sheet.title, seen },
    round,
  );
  const changed = isAccepted && !isSame && before.period === owed?.month ? [before] : [];
  const arrival = {
    key,
    bytes,
    sha256,
    channel: ONLINE_CHANNEL,
    fileName: sheet.title,
    at: seen,
    sender: registered(source, round),
    ...submitted,
    remarks: [
      ...changed.map(({ number: receipt }) => sheetFinding('G_CHANGED', sheet.title, { receipt })),
      ...remarks,
    ],
  };
  await take(arrival, round);
  return key;
}

/** A file that was taken and answered is not fetched again. */
async function takeFile(file: DriveFile, source: GoogleSource, round: Round): Promise<void> {
  const { google, findings, world } = round;
  if (file.size > MOST_BYTES) {
    const unit = sourceName(source, round.plan);
    findings.push(googleFinding('G_BIG', { unit, file: file.name }));
    return;
  }
  const key = `drive/${file.id}/${file.version}`;
  if (await isAnswered(key, world)) return;
  const bytes = await google.bytes(file);
  const { name: fileName } = file;
  const taken = { key, bytes, sha256: sha256Of(bytes), channel: DRIVE_CHANNEL, fileName };
  await take({ ...taken, at: round.begun, sender: registered(source, round) }, round);
}

async function take(arrival: Arrival, { plan, world, receipts }: Round): Promise<void> {
  if (await isAnswered(arrival.key, world)) return;
  const answer = await received(arrival, plan, world);
  if (answer === null) return;
  receipts.push(answer.receipt);
  world.progress(STEP_WORDS.collect, receipts.length, null);
}

/** Whether it was recorded and its receipt lies there: a crash may have come between. */
async function isAnswered(key: string, { ledger, inbox }: World): Promise<boolean> {
  const receipt = await ledger.receiptOf(key);
  return receipt !== null && (await inbox.isSettled(receipt));
}

/** The place speaks for the unit that it is registered for, and for no other. */
function registered(source: GoogleSource, { plan }: Round): NonNullable<Arrival['sender']> {
  return { address: '', units: unitsOf(source, plan) };
}

function unitsOf({ unit }: GoogleSource, { units }: Plan): readonly OrgUnitId[] {
  return units.filter(({ id }) => id === unit).map(({ id }) => id);
}

/** What the unit of a place is called. */
export function sourceName({ unit }: Pick<GoogleSource, 'unit'>, { units }: Plan): string {
  return units.findLast(({ id }) => id === unit)?.name ?? unit;
}
