/** The clock's part of the ledger, and the fence that holds all of its writing to the lease. */
import type { Transaction } from 'kysely';
import type { ClockLedger } from '../model/clock-ledger.ts';
import { freeLease, holdToLease, leaseOf, stir, takeLease } from './lease.ts';
import {
  appendClockPlan,
  appendEnd,
  appendStart,
  clockPlans,
  failedAttempts,
  heldSlots,
  outcomeCounts,
  recentAttempts,
} from './slots.ts';
import type { Tables } from './tables.ts';

type Turn = <T>(work: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;

/** `write` is held to the lease from its taking to its giving back; without one it writes as ever. */
export type FencedClock = Readonly<{ write: Turn; clock: ClockLedger }>;

/** @param turn writes in a transaction that is alone at writing; @param read reads one unchanging state. */
export function fencedClock(turn: Turn, read: Turn): FencedClock {
  let token: number | null = null;
  const write: Turn = (work) =>
    turn(async (trx) => {
      if (token !== null) await holdToLease(trx, token);
      return work(trx);
    });
  const clock: ClockLedger = {
    plans: () => read(clockPlans),
    notice: (plan) => write((trx) => appendClockPlan(trx, plan)),
    slots: () => read(heldSlots),
    recent: (count) => read((trx) => recentAttempts(trx, count)),
    failed: () => read(failedAttempts),
    counts: () => read(outcomeCounts),
    begin: (beginning, lost) =>
      write((trx) => {
        if (token === null) throw new Error('a slot is begun under the lease only');
        return appendStart(trx, { ...beginning, token }, lost);
      }),
    end: (attempt, end) => write((trx) => appendEnd(trx, attempt, end)),
    async takeLease(holder, dead) {
      const found = await turn((trx) => takeLease(trx, holder, dead));
      if (found.holder === holder) token = found.token;
      return found;
    },
    beat: () => write(stir),
    async giveBack() {
      const own = token;
      token = null;
      await turn(async (trx) => {
        if ((await leaseOf(trx)).token === own) await freeLease(trx);
      });
    },
  };
  return { write, clock };
}
