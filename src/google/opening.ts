/** The far country: online sheets and folders at Google, read and changed with patience and no faster than Google lets us. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Google, OpenGoogle } from '../model/google.ts';
import type { Account } from './accounts.ts';
import { answering } from './answering.ts';
import { caller, type Call } from './calling.ts';
import { limiter, type Pace } from './limiter.ts';
import { locking } from './locking.ts';
import { reading } from './reading.ts';
import type { Clients } from './way.ts';

/** This machine's own clock and chance. */
const HOST_PACE: Pace = {
  wait,
  epoch: () => Date.now(),
  chance: () => Math.random(),
  patience: 30_000,
};

/** @param data the folder that holds the keys. The libraries are loaded when an account is opened. */
export function googleAt(data: string, pace = HOST_PACE): OpenGoogle {
  return async (plan) => {
    const { accountOf } = await import('./accounts.ts');
    return googleAs(() => accountOf(plan, data, pace.patience), pace);
  };
}

/** @param account one without a token; asked anew where a token is worth nothing any more. */
export async function googleAs(account: () => Promise<Account>, pace = HOST_PACE): Promise<Google> {
  let auth = await account();
  const renew = async (): Promise<void> => {
    auth = await account();
  };
  // Google counts changes apart from reads.
  const calls = (of: 'read' | 'change'): Call =>
    caller({ of, pace, limiter: limiter(pace), renew });
  const way = {
    read: calls('read'),
    change: calls('change'),
    account: () => auth,
    ...(await clients()),
  };
  const read = reading(way);
  return { ...read, ...answering(way, read.mail), ...locking(way) };
}

/** Only what is needed of the library: the whole of it takes seconds and a hundred megabytes. */
async function clients(): Promise<Clients> {
  const [{ sheets_v4: sheets }, { drive_v3: drive }] = await Promise.all([
    import('googleapis/build/src/apis/sheets/v4.js'),
    import('googleapis/build/src/apis/drive/v3.js'),
  ]);
  return { sheets: new sheets.Sheets({}), drive: new drive.Drive({}) };
}
