/** Online sheets in: what units tick as submitted at Google, and the files that they put into their folders there. */
import { googleFinding, googleStateOf, isOfAccount } from '../model/catalogue/google.ts';
import { namesWords } from '../model/catalogue/plan-words.ts';
import { STEP_WORDS } from '../model/catalogue/words.ts';
import type { Finding } from '../model/finding.ts';
import {
  DRIVE_CHANNEL,
  ONLINE_CHANNEL,
  type DriveFile,
  type Google,
  type GoogleSource,
  type OnlineSheet,
} from '../model/google.ts';
import { planWord } from '../model/identity.ts';
import type { OrgUnitId, Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { sha256Of } from '../model/sha256.ts';
import { snapshotText } from '../model/sheet-snapshot.ts';
import type { Arrival, Receipt } from '../model/submission.ts';
import type { World } from '../model/world.ts';
import { MOST_BYTES } from '../intake/taken-bytes.ts';
import { received, type Collected } from './receiving.ts';

/** After so many reads in a row for which Google could not be reached, the others are left for the next round. */
export const MOST_FAILURES = 2;

type Round = Readonly<{
  google: Google;
  plan: Plan;
  world: World;
  receipts: Receipt[];
  findings: Finding[];
  /** Names of units whose sheet is not ticked. */
  unticked: Set<string>;
}>;

/** Takes what the plan's units have submitted at Google. What one of them cannot show keeps no other waiting. */
export async function collectOnline(plan: Plan, world: World): Promise<Collected> {
  const receipts: Receipt[] = [];
  const findings: Finding[] = [];
  // Who only lays bulletins into a folder collects nothing there.
  if (plan.google === null || plan.google.sources.length === 0) {
    return { receipts, isDown: false, findings };
  }
  try {
    const google = await world.google(plan.google);
    const unticked = new Set<string>();
    const round = { google, plan, world, receipts, findings, unticked };
    const isDown = await takeSources(plan.google.sources, round);
    if (unticked.size > 0) {
      findings.push(googleFinding('G_UNTICKED', { units: namesWords([...unticked]) }));
    }
    return { receipts, isDown, findings };
  } catch (error) {
    if (!(error instanceof Refusal) || !isOfAccount(error)) throw error;
    world.log('google-down', { code: error.code, why: error.message });
    const down = googleFinding('G_DOWN', { why: error.message, hint: error.hint });
    return { receipts, isDown: true, findings: [...findings, down] };
  }
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
    for await (const state of takeSource(source, round)) {
      isDown ||= state !== 'read';
      failures = state === 'unreached' ? failures + 1 : 0;
    }
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
      ...spreadsheets.map((id) => () => takeSheet(id, source, round)),
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

/** Only what is ticked is its unit's word; a box is asked for before anything else is said of the sheet. */
async function takeSheet(id: string, source: GoogleSource, round: Round): Promise<void> {
  const sheet = await round.google.sheet(id);
  const unit = sourceName(source, round.plan);
  if (sheet.submitted === null) {
    round.findings.push(googleFinding('G_NO_BOX', { unit, title: sheet.title }));
  } else if (!sheet.submitted) {
    round.unticked.add(unit);
  } else {
    await take(await sheetArrival(sheet, source, round), round);
  }
}

/**
 * The sheet as it stands: the snapshot that came last, where nothing in it has changed since, or a new one behind it. What was
 * returned is looked at anew under another plan, what was accepted is not.
 */
async function sheetArrival(
  sheet: OnlineSheet,
  source: GoogleSource,
  round: Round,
): Promise<Arrival> {
  const { ledger } = round.world;
  const prefix = `google/${sheet.spreadsheet}/`;
  const last = await ledger.lastArrivalUnder(prefix);
  const again = last === null ? null : snapshot(sheet, afterIn(last.key));
  const isSame = again !== null && again.sha256 === last?.sha256;
  const { after, bytes, sha256 } = isSame ? again : snapshot(sheet, last?.sha256 ?? null);
  const accepted = isSame && (await ledger.standingReceiptOf(sha256))?.outcome === 'accepted';
  const key = `${prefix}${after ?? NOTHING}/${sha256}/${planWord(round.plan.version)}`;
  return {
    key: accepted ? last.key : key,
    bytes,
    sha256,
    channel: ONLINE_CHANNEL,
    fileName: sheet.title,
    ...registered(source, round),
  };
}

/** Whether a sheet was accepted as it stands: nothing in it has changed since. */
export async function isAcceptedAsItStands(
  sheet: OnlineSheet,
  { ledger }: Pick<World, 'ledger'>,
): Promise<boolean> {
  const last = await ledger.lastArrivalUnder(`google/${sheet.spreadsheet}/`);
  if (last === null) return false;
  const isSame = snapshot(sheet, afterIn(last.key)).sha256 === last.sha256;
  return isSame && (await ledger.standingReceiptOf(last.sha256))?.outcome === 'accepted';
}

/** In a key: that a snapshot follows none. */
const NOTHING = 'first';

function afterIn(key: string): string | null {
  const after = key.split('/')[2] ?? NOTHING;
  return after === NOTHING ? null : after;
}

type Kept = Pick<Arrival, 'bytes' | 'sha256'> & Readonly<{ after: string | null }>;

function snapshot({ grid, spreadsheet }: OnlineSheet, after: string | null): Kept {
  const bytes = new TextEncoder().encode(snapshotText(grid, { spreadsheet, after }));
  return { after, bytes, sha256: sha256Of(bytes) };
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
  await take({ ...taken, ...registered(source, round) }, round);
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
function registered(source: GoogleSource, { plan, world }: Round): Pick<Arrival, 'at' | 'sender'> {
  return { at: world.now(), sender: { address: '', units: unitsOf(source, plan) } };
}

function unitsOf({ unit }: GoogleSource, { units }: Plan): readonly OrgUnitId[] {
  return units.filter(({ id }) => id === unit).map(({ id }) => id);
}

/** What the unit of a place is called. */
export function sourceName({ unit }: Pick<GoogleSource, 'unit'>, { units }: Plan): string {
  return units.findLast(({ id }) => id === unit)?.name ?? unit;
}
