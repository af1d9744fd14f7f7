/** Answers to mails: each step of one is a row before it is taken, so that no mail is answered twice. */
import type { Transaction } from 'kysely';
import type { AnswerStep } from '../model/mailbox.ts';
import type { Spelling } from './engine.ts';
import { layTable, words } from './first-tables.ts';
import { storable } from './storable.ts';
import type { Tables } from './tables.ts';

/** A step of the ledger's tables. */
export function mailAnswerTable(spelling: Spelling): readonly string[] {
  const columns = [
    'step integer not null check (step > 0)',
    ...words(spelling.text, 'mail state at address code said'),
    `check (state in ('final-dot', 'sent', 'failed', 'uncertain'))`,
  ];
  return layTable({ name: 'mail_answer', columns, keys: [['mail', 'step']] }, spelling);
}

export async function answerSteps(
  trx: Transaction<Tables>,
  mail: string,
): Promise<readonly AnswerStep[]> {
  return trx
    .selectFrom('mail_answer')
    .selectAll()
    .where('mail', '=', mail)
    .orderBy('step')
    .execute();
}

/** @returns whether it was added: not when another has taken that step. */
export async function appendAnswerStep(
  trx: Transaction<Tables>,
  step: AnswerStep,
): Promise<boolean> {
  const held = await answerSteps(trx, step.mail);
  if (held.length + 1 !== step.step) return false;
  const said = storable(step.said);
  await trx
    .insertInto('mail_answer')
    .values({ ...step, said })
    .execute();
  return true;
}
