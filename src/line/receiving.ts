/** One arrival on its way through the house: judged, recorded, marked where it goes back, and answered. */
import { receiptText, type Before } from '../compose/receipt.ts';
import { otherPlace } from '../model/catalogue/google.ts';
import { otherSender } from '../model/catalogue/mailbox.ts';
import { hasError, type Finding } from '../model/finding.ts';
import { isMonth } from '../model/period.ts';
import type { Marked } from '../model/annotation.ts';
import { ONLINE_CHANNEL } from '../model/google.ts';
import type { Plan } from '../model/plan.ts';
import type { Arrival, Judgement, Receipt } from '../model/submission.ts';
import type { World } from '../model/world.ts';
import { formBytes, knownAt } from './issuing.ts';
import { check } from './judging.ts';
import { markedWorkbook } from './marking.ts';

/** What an arrival is answered: its receipt, that as text, and the workbook with its faults marked where it goes back. */
export type Answered = Readonly<{ receipt: Receipt; text: string; marked?: Uint8Array }>;

/** `isDown`: whether a source could not be reached, so that what it holds is still to come. */
export type Collected = Readonly<{
  receipts: readonly Receipt[];
  isDown: boolean;
  findings: readonly Finding[];
}>;

/** @returns null for what looks as if it were still being copied: the next round takes it. */
export async function received(
  arrival: Arrival,
  plan: Plan,
  world: World,
): Promise<Answered | null> {
  const receipt = await answered(arrival, plan, world);
  if (receipt === null) return null;
  const before = await beforeOf(receipt, world);
  const back = await marked(arrival, receipt, plan, world);
  const text = receiptText(
    receipt,
    plan,
    before,
    shownIn(arrival, receipt, plan) ?? back?.of ?? null,
  );
  await world.inbox.settle(arrival, receipt, text, back?.bytes);
  world.log('received', { ...summaryOf(receipt) });
  return { receipt, text, ...(back === null ? {} : { marked: back.bytes }) };
}

/** Where we may write, an online sheet shows its faults itself. */
function shownIn({ channel }: Arrival, { findings }: Receipt, { google }: Plan): 'online' | null {
  return channel === ONLINE_CHANNEL && google?.writes === true && hasError(findings)
    ? 'online'
    : null;
}

/** An online sheet is corrected where it is: a workbook beside it would be a second place to fill in. */
async function marked(
  arrival: Arrival,
  receipt: Receipt,
  plan: Plan,
  world: World,
): Promise<Marked | null> {
  if (arrival.channel === ONLINE_CHANNEL) return null;
  return markedWorkbook(arrival, receipt, plan, {
    world,
    line: {
      write: async (sheet, filling) => {
        const known = await knownAt(sheet.period, plan, world, world.now());
        const prefills = known(sheet);
        return formBytes(sheet, plan, { seal: await world.seal(), filling, prefills });
      },
      check: (bytes) => check({ ...arrival, bytes }, plan, world),
    },
  });
}

/** What is said of a file of which only a part is there. */
const HALF: readonly string[] = ['F_EMPTY', 'F_TRUNCATED', 'F_DAMAGED'];

/** The arrival's one receipt; null for what looks as if it were still being copied: the next round takes it. */
async function answered(arrival: Arrival, plan: Plan, world: World): Promise<Receipt | null> {
  const before = await world.ledger.receiptOf(arrival.key);
  if (before !== null) return before;
  const judgement = remarked(heldToSender(await check(arrival, plan, world), arrival), arrival);
  const half = judgement.findings.some(({ code }) => HALF.includes(code));
  if (half && (await world.inbox.isFresh(arrival))) return null;
  return world.ledger.record(arrival, judgement);
}

/**
 * What a correction takes the place of; what a repetition repeats, and what counts for its unit and month now: that may
 * have come in between.
 */
export async function beforeOf(receipt: Receipt, { ledger }: World): Promise<Before> {
  const { supersedes, repeats, sha256, unit, period } = receipt;
  const replaced = supersedes === null ? null : await ledger.receiptNumbered(supersedes);
  if (repeats === null) return { first: null, standing: null, replaced };
  const first = await ledger.standingReceiptOf(sha256);
  const history = unit && period && isMonth(period) ? await ledger.history(unit, period) : [];
  const accepted = history.find((one) => one.period === period);
  const standing = accepted === undefined ? null : await ledger.standingReceiptOf(accepted.sha256);
  return { first, standing, replaced };
}

function summaryOf(receipt: Receipt): Readonly<Record<string, unknown>> {
  const { number, outcome, unit, period, fileName, sha256 } = receipt;
  const codes = receipt.findings.map((finding) => finding.code);
  return { receipt: number, outcome, unit, period, fileName, sha256, findings: codes };
}

/** What is to be said of the way it came stands behind what is said of the form. */
function remarked(judgement: Judgement, { remarks = [] }: Arrival): Judgement {
  return { ...judgement, findings: [...judgement.findings, ...remarks] };
}

/**
 * A form that another unit's address sent, or that lies in another unit's place, is not taken as its own unit's word, and
 * that unit is not told of it.
 */
function heldToSender(judgement: Judgement, { sender, fileName }: Arrival): Judgement {
  const { unit, findings } = judgement;
  const mayBe = sender === undefined || sender.units === null || unit === null;
  if (mayBe || sender.units.includes(unit)) return judgement;
  const { address } = sender;
  const other = address === '' ? otherPlace(fileName) : otherSender(fileName, address);
  const told = [other, ...findings];
  return { ...judgement, unit: null, submission: null, cells: [], findings: told };
}
