/** The mark of a sample ledger (示例数据): set once, before anything real could have come in. */
import type { Transaction } from 'kysely';
import { ledgerRefusal } from '../model/catalogue/ledger.ts';
import type { Tables } from './tables.ts';

/** The ledger's mark; empty for none. */
export async function markOf(trx: Transaction<Tables>): Promise<string> {
  const row = await trx.selectFrom('ledger_mark').select('mark').executeTakeFirst();
  return row?.mark ?? '';
}

/**
 * Marks an empty ledger for good; setting the mark it has changes nothing.
 *
 * @throws Refusal `notAllowed` when it holds arrivals, or has another mark.
 */
export async function setMark(trx: Transaction<Tables>, mark: string): Promise<void> {
  const held = await markOf(trx);
  if (held === mark) return;
  const arrival = await trx.selectFrom('arrival').select('id').limit(1).executeTakeFirst();
  if (held !== '' || arrival !== undefined) throw ledgerRefusal('ledger-not-empty');
  await trx.insertInto('ledger_mark').values({ id: 1, mark }).execute();
}
