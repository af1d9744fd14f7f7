/** The far country: online sheets and folders at Google, read and changed with patience and no faster than Google lets us. */
import { setTimeout as wait } from 'node:timers/promises';
import { parseMoment } from '../model/day.ts';
import type { Google, GoogleLogin, GooglePlan, OpenGoogle } from '../model/google.ts';
import type { Account } from './accounts.ts';
import { answering } from './answering.ts';
import { caller, type Call } from './calling.ts';
import { driveChannel } from './drive-channel.ts';
import { hearing } from './hearing.ts';
import { readKey } from './keys.ts';
import { laying } from './laying.ts';
import { limiter, type Pace } from './limiter.ts';
import { locking } from './locking.ts';
import { placing } from './placing.ts';
import { reading } from './reading.ts';
import { lackingScopes, scopesOf } from './scopes.ts';
import { uploading } from './uploading.ts';
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
    return googleAs(() => accountOf(plan, data, pace.patience), pace, loginOf(plan, data));
  };
}

/** When a person logged in, and whether he allowed what the plan asks for by now; null for another kind of account. */
function loginOf(plan: GooglePlan, data: string): GoogleLogin | null {
  if (plan.kind !== 'user') return null;
  const { created_at, scope } = readKey(data, 'user');
  return { at: parseMoment(created_at), lacks: lackingScopes(scopesOf(plan), scope).length > 0 };
}

/** @param account one without a token; asked anew where a token is worth nothing any more. */
export async function googleAs(
  account: () => Promise<Account>,
  pace = HOST_PACE,
  login: GoogleLogin | null = null,
): Promise<Google> {
  let auth = await account();
  const renew = async (): Promise<void> => {
    auth = await account();
  };
  const heard = hearing(pace.epoch);
  // Google counts changes apart from reads.
  const calls = (of: 'read' | 'change' | 'once'): Call =>
    caller({ of, pace, limiter: limiter(pace), renew, hearing: heard });
  const way = {
    read: calls('read'),
    change: calls('change'),
    once: calls('once'),
    account: () => auth,
    patience: pace.patience,
    hearing: heard,
    ...(await clients()),
  };
  const reads = reading(way);
  let mail: Promise<string> | null = null;
  const ourMail = (): Promise<string> => (mail ??= reads.mail());
  return {
    ...reads,
    ...placing(way),
    ...laying(way, ourMail),
    ...answering(way, ourMail),
    ...locking(way),
    channel: (plan) => driveChannel(plan, uploading(way)),
    login,
    ahead: heard.ahead,
  };
}

/** Only what is needed of the library: the whole of it takes seconds and a hundred megabytes. */
async function clients(): Promise<Clients> {
  const [{ sheets_v4: sheets }, { drive_v3: drive }] = await Promise.all([
    import('googleapis/build/src/apis/sheets/v4.js'),
    import('googleapis/build/src/apis/drive/v3.js'),
  ]);
  return { sheets: new sheets.Sheets({}), drive: new drive.Drive({}) };
}
