/** The clock's lease: one process at a time works on slots; one that lost it writes nothing more. */
import type { Transaction } from 'kysely';
import { ledgerRefusal } from '../model/catalogue/ledger.ts';
import type { LeaseRow } from '../model/clock-ledger.ts';
import type { Tables } from './tables.ts';

const CLOCK = 'clock';

export async function leaseOf(trx: Transaction<Tables>): Promise<LeaseRow> {
  return trx
    .selectFrom('lease')
    .select(['token', 'holder', 'beat'])
    .where('name', '=', CLOCK)
    .executeTakeFirstOrThrow();
}

/** Takes a lease that is free, or whose holder has not stirred since it was seen. @returns what is there then. */
export async function takeLease(
  trx: Transaction<Tables>,
  holder: string,
  dead: LeaseRow | null,
): Promise<LeaseRow> {
  const found = await leaseOf(trx);
  const isDead = dead?.token === found.token && dead.beat === found.beat;
  if (found.holder !== '' && !isDead) return found;
  const taken = { token: found.token + 1, holder, beat: 0 };
  await trx.updateTable('lease').set(taken).where('name', '=', CLOCK).execute();
  return taken;
}

/** @throws Refusal `tryAgain` when the lease is no longer that of this token. */
export async function holdToLease(trx: Transaction<Tables>, token: number): Promise<void> {
  const found = await leaseOf(trx);
  if (found.token !== token || found.holder === '') throw ledgerRefusal('lease-lost');
}

export async function stir(trx: Transaction<Tables>): Promise<void> {
  await trx
    .updateTable('lease')
    .set((eb) => ({ beat: eb('beat', '+', 1) }))
    .where('name', '=', CLOCK)
    .execute();
}

export async function freeLease(trx: Transaction<Tables>): Promise<void> {
  await trx.updateTable('lease').set({ holder: '' }).where('name', '=', CLOCK).execute();
}
