/** Receipts written back into the online sheets that they answer, where we may write. */
import { onlineAnswer } from '../compose/online-answer.ts';
import {
  googleFinding,
  googleStateOf,
  isOfAccount,
  isPassing,
  whyUnwritten,
} from '../model/catalogue/google.ts';
import { hasError } from '../model/finding.ts';
import type { OnlineSheet } from '../model/google.ts';
import { Refusal } from '../model/refusal.ts';
import type { Receipt } from '../model/submission.ts';
import type { Round } from './online-round.ts';
import { beforeOf } from './receiving.ts';

/**
 * Has the sheet show the receipt of what it holds. One that shows it already is left as it is; one whose receipt could not be
 * written, for whatever reason, gets it in a later round.
 *
 * @returns whether there is nothing that a later round would do better.
 */
export async function answerSheet(
  sheet: OnlineSheet,
  receipt: Receipt,
  unit: string,
  round: Round,
): Promise<boolean> {
  const { google, plan, world, findings, known } = round;
  const isOver = hasError(receipt.findings) && sheet.submitted === true;
  if (!known.mayWrite || (sheet.answered === receipt.number && !isOver)) return true;
  const { number } = receipt;
  try {
    const answer = onlineAnswer(receipt, plan, await beforeOf(receipt, world));
    await google.answer(sheet, answer);
    const { spreadsheet } = sheet;
    world.log('online-answered', { receipt: number, notes: answer.notes.length, spreadsheet });
    return true;
  } catch (error) {
    const state = error instanceof Refusal ? googleStateOf(error) : null;
    if (!(error instanceof Refusal) || state === null) throw error;
    world.log('online-unanswered', { receipt: number, code: error.code });
    // The other sheets would be refused for the same reason.
    if (isOfAccount(error)) known.mayWrite = false;
    const why = whyUnwritten(error);
    findings.push(googleFinding('G_UNANSWERED', { unit, receipt: number, why }));
    return !isPassing(error);
  }
}
