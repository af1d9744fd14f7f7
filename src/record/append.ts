/** Appends an arrival and all that follows from it: bytes, submission, receipt. */
import type { Insertable, Transaction } from 'kysely';
import type { Finding } from '../model/finding.ts';
import { sha256Of } from '../model/sha256.ts';
import type { Arrival, Judgement, Receipt, Submission } from '../model/submission.ts';
import { appendEntries, saysTheSame } from './entries.ts';
import { appendAct } from './acts.ts';
import { receiptOfKey, receiptSubject, standingReceipt, type JudgedReceipt } from './receipts.ts';
import { standingSubmission } from './submissions.ts';
import { storable } from './storable.ts';
import type { Tables } from './tables.ts';

/** What a receipt says beyond its number and its arrival. */
type Answer = Omit<Insertable<Tables['receipt']>, 'number' | 'arrival'>;

/**
 * Records one arrival inside a transaction that writes alone, so that "the last number plus one" is free.
 *
 * @param run the run it came in; null outside of one.
 * @throws Error when the arrival's hash is not that of its bytes.
 */
export async function appendArrival(
  trx: Transaction<Tables>,
  arrival: Arrival,
  judgement: Judgement,
  run: string | null,
): Promise<Receipt> {
  const known = await receiptOfKey(trx, arrival.key);
  if (known !== null) return known;
  const standing = await standingReceipt(trx, arrival.sha256);
  const number = await nextNumber(trx);
  await appendBytes(trx, arrival, number, run);
  const answer =
    standing !== null && stillStands(standing, judgement)
      ? repeating(standing)
      : await answering(trx, judgement, number);
  await trx
    .insertInto('receipt')
    .values({ number, arrival: number, ...answer })
    .execute();
  await appendAct(trx, {
    at: arrival.at,
    who: arrival.channel,
    what: 'receive',
    subject: receiptSubject(number),
    detail: {
      sha256: arrival.sha256,
      outcome: answer.outcome,
      unit: answer.unit,
      period: answer.period,
      kept: arrival.size === undefined,
    },
  });
  const receipt = await receiptOfKey(trx, arrival.key);
  if (receipt === null) throw new Error(`receipt ${String(number)} is not in the ledger`);
  return receipt;
}

/** Receipts and arrivals are counted together: each arrival has exactly one receipt. */
async function nextNumber(trx: Transaction<Tables>): Promise<number> {
  const last = await trx
    .selectFrom('receipt')
    .select((eb) => eb.fn.max<number | null>('number').as('number'))
    .executeTakeFirst();
  return (last?.number ?? 0) + 1;
}

async function appendBytes(
  trx: Transaction<Tables>,
  arrival: Arrival,
  id: number,
  run: string | null,
): Promise<void> {
  const { key, sha256, channel, at, submittedAt: submitted_at = null } = arrival;
  const bytes = arrival.size === undefined ? arrival.bytes : null;
  if (bytes !== null && sha256Of(bytes) !== sha256) {
    throw new Error(`arrival ${key} does not have the hash it claims`);
  }
  const held = await trx
    .selectFrom('blob')
    .select('sha256')
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  if (held === undefined) await trx.insertInto('blob').values({ sha256, bytes, at }).execute();
  const file_name = storable(arrival.fileName);
  await trx
    .insertInto('arrival')
    .values({ id, key, sha256, channel, file_name, at, run, submitted_at })
    .execute();
}

/**
 * Whether the same bytes need no new answer. Accepted bytes never do. Returned ones do when the plan they were judged
 * by has changed, when they would now be accepted, or when something else is to be said of them: the fault may have
 * lain in the plan, or in another month that has been corrected since, and an old list would send the clerk astray.
 */
function stillStands({ receipt, planVersion }: JudgedReceipt, judgement: Judgement): boolean {
  if (receipt.outcome === 'accepted') return true;
  const samePlan = judgement.planVersion === undefined || judgement.planVersion === planVersion;
  if (!samePlan || judgement.submission !== null) return false;
  return saidIn(receipt.findings) === saidIn(judgement.findings);
}

/** What findings say, wherever the file lay and whatever it was named: the ledger and a fresh check spell it alike. */
function saidIn(findings: readonly Finding[]): string {
  return JSON.stringify(
    findings.map(({ code, severity, place: { sheet, cell }, item, read, message, hint }) => [
      code,
      severity,
      sheet,
      cell,
      item,
      read,
      message,
      hint,
    ]),
  );
}

function repeating({ receipt, planVersion }: JudgedReceipt): Answer {
  return {
    outcome: 'seen-before',
    unit: receipt.unit,
    period: receipt.period,
    form: receipt.form,
    findings: JSON.stringify(receipt.findings),
    cells: JSON.stringify(receipt.cells),
    supersedes: null,
    unchanged: 0,
    repeats: receipt.number,
    plan_version: planVersion,
  };
}

async function answering(
  trx: Transaction<Tables>,
  judgement: Judgement,
  arrival: number,
): Promise<Answer> {
  const { submission } = judgement;
  const appended = submission === null ? null : await appendSubmission(trx, submission, arrival);
  return {
    outcome: appended === null ? 'returned' : 'accepted',
    unit: judgement.unit,
    period: judgement.period,
    form: judgement.form,
    findings: JSON.stringify(judgement.findings),
    cells: JSON.stringify(judgement.cells),
    supersedes: appended?.supersedes ?? null,
    unchanged: appended?.unchanged === true ? 1 : 0,
    repeats: null,
    plan_version: judgement.planVersion ?? null,
  };
}

type Appended = Readonly<{ supersedes: number | null; unchanged: boolean }>;

async function appendSubmission(
  trx: Transaction<Tables>,
  submission: Submission,
  arrival: number,
): Promise<Appended> {
  const { unit, period, form, planVersion, filler, reviewer, phone, entries } = submission;
  const before = await standingSubmission(trx, unit, period);
  const unchanged = before !== null && saysTheSame(before.entries, entries);
  const supersedes = before?.id ?? null;
  await trx
    .insertInto('submission')
    .values({
      // Numbered like its receipt, so that people meet one number for one form.
      id: arrival,
      arrival,
      unit,
      period,
      form,
      plan_version: storable(planVersion),
      filler: storable(filler),
      reviewer: storable(reviewer),
      phone: storable(phone),
      supersedes,
      unchanged: unchanged ? 1 : 0,
    })
    .execute();
  await appendEntries(trx, arrival, entries);
  return { supersedes, unchanged };
}
