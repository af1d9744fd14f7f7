/** The ledger's methods for what is given out: the release, and the deliveries that follow from it. */
import type { Transaction } from 'kysely';
import type { Ledger } from '../model/world.ts';
import {
  appendDeliveries,
  claimNext,
  deliveriesHeld,
  doubtAll,
  lapseDots,
  resend,
  settleClaim,
  supersedeBefore,
} from './deliveries.ts';
import { appendRelease } from './editions.ts';
import type { Tables } from './tables.ts';

type Run = <T>(work: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;

type Methods = Pick<
  Ledger,
  | 'release'
  | 'deliveries'
  | 'claimDelivery'
  | 'settleDelivery'
  | 'lapseDeliveries'
  | 'doubtDeliveries'
  | 'resendDelivery'
>;

/**
 * @param write runs work in a transaction that writes alone; @param read over one unchanging state.
 * @param run the run in which it is done; empty outside of one.
 */
export function deliveryLedger(write: Run, read: Run, run: () => string): Methods {
  return {
    release: (id, by, deliveries = []) =>
      write(async (trx) => {
        if (await isUnreleased(trx, id)) {
          const worker = run();
          await supersedeBefore(trx, id, { at: by.at, worker });
          await appendDeliveries(trx, { edition: id }, deliveries, { at: by.at, worker });
        }
        return appendRelease(trx, id, by);
      }),
    deliveries: (period) =>
      read((trx) => deliveriesHeld(trx, period === undefined ? {} : { period })),
    claimDelivery: (claimant) => write((trx) => claimNext(trx, claimant)),
    settleDelivery: (claim, event) => write((trx) => settleClaim(trx, claim, event)),
    lapseDeliveries: (by) => write((trx) => lapseDots(trx, by)),
    doubtDeliveries: (by) => write((trx) => doubtAll(trx, by)),
    resendDelivery: (id, by) => write((trx) => resend(trx, id, by)),
  };
}

async function isUnreleased(trx: Transaction<Tables>, edition: number): Promise<boolean> {
  const query = trx.selectFrom('edition_release').select('edition').where('edition', '=', edition);
  return (await query.executeTakeFirst()) === undefined;
}
