/** A person's login in the browser, once: held to the account and the rights that the plan names before it is kept. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { loginRefusal } from '../model/catalogue/google.ts';
import type { Moment } from '../model/day.ts';
import { GOOGLE_FILES, type GooglePlan } from '../model/google.ts';
import { readKey, writeToken } from './keys.ts';
import { googleAs } from './opening.ts';
import { lackingScopes, scopesOf } from './scopes.ts';

const CHILD = fileURLToPath(new URL('login-child.ts', import.meta.url));

/** Milliseconds in which somebody has to have logged in. */
const PATIENCE_MS = 180_000;
const ANSWER_MS = 30_000;

const said = z.union([
  z.object({
    granted: z.object({ refresh_token: z.string().optional(), scope: z.string().default('') }),
  }),
  z.object({ failed: z.string() }),
]);

/** @property environment of the process: what tells whether there is a browser at all. */
export type Login = Readonly<{
  data: string;
  at: Moment;
  environment: Readonly<Record<string, string | undefined>>;
  patience?: number;
}>;

/**
 * Logs in and keeps the login beside the ledger.
 *
 * @returns the account's address.
 * @throws Refusal when there is no browser, nobody came, it was refused, or it is another account or has fewer rights than wanted.
 */
export async function logIn(plan: GooglePlan, login: Login): Promise<string> {
  const { data, at, environment, patience = PATIENCE_MS } = login;
  // The library runs a key's file as a program: it is handed only one that was looked through.
  const { installed: client } = readKey(data, 'client');
  if (isHeadless(environment)) throw loginRefusal('headless');
  const wanted = scopesOf(plan);
  const { refresh_token, scope } = await granted(join(data, GOOGLE_FILES.client), wanted, patience);
  if (refresh_token === undefined) throw loginRefusal('once');
  if (lackingScopes(wanted, scope).length > 0) throw loginRefusal('scope');
  const token = {
    type: 'authorized_user' as const,
    client_id: client.client_id,
    client_secret: client.client_secret,
    refresh_token,
    scope,
    created_at: at,
  };
  const { personOf } = await import('./accounts.ts');
  const google = await googleAs(() => Promise.resolve(personOf(token, ANSWER_MS)));
  const account = await google.mail();
  if (account.toLowerCase() !== plan.mail.toLowerCase()) throw loginRefusal('other', account);
  await writeToken(data, { ...token, account });
  return account;
}

function isHeadless(environment: Login['environment']): boolean {
  const screens = ['DISPLAY', 'WAYLAND_DISPLAY', 'BROWSER'];
  return process.platform === 'linux' && screens.every((name) => !environment[name]);
}

type Granted = Readonly<{ refresh_token?: string | undefined; scope: string }>;

function granted(key: string, scopes: readonly string[], patience: number): Promise<Granted> {
  const child = fork(CHILD, [key, ...scopes], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  return new Promise<Granted>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(loginRefusal('late'));
    }, patience);
    child.once('message', (message) => {
      const parsed = said.safeParse(message);
      if (parsed.success && 'granted' in parsed.data) resolve(parsed.data.granted);
      else reject(loginRefusal('refused'));
    });
    child.once('error', reject);
    child.once('exit', () => {
      clearTimeout(timer);
      reject(loginRefusal('refused'));
    });
  }).finally(() => child.kill('SIGKILL'));
}
