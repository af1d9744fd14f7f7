/** Who we are at Google, by the plan's kind of account. */
import { GoogleAuth, JWT, UserRefreshClient } from 'google-auth-library';
import { googleRefusal } from '../model/catalogue/google.ts';
import type { GooglePlan } from '../model/google.ts';
import { readKey, type UserToken } from './keys.ts';
import { scopesOf } from './scopes.ts';

/** A client that gets and renews its tokens by itself. */
export type Account = JWT | UserRefreshClient | GoogleAuth;

/**
 * An account without a token yet, which it gets with its first read.
 *
 * @param timeout milliseconds for each answer.
 * @throws Refusal for what is wrong with its file.
 */
export async function accountOf(plan: GooglePlan, data: string, timeout: number): Promise<Account> {
  const transporterOptions = { timeout };
  const scopes = [...scopesOf(plan)];
  switch (plan.kind) {
    case 'service': {
      const { client_email: email, private_key: key } = readKey(data, 'service');
      return new JWT({ email, key, scopes, transporterOptions });
    }
    case 'user':
      return personOf(readKey(data, 'user'), timeout);
    case 'default':
      return defaultAccount(scopes, transporterOptions);
  }
}

/** Whoever logged in. */
export function personOf(
  { client_id, client_secret, refresh_token }: Omit<UserToken, 'account'>,
  timeout: number,
): Account {
  return new UserRefreshClient({
    clientId: client_id,
    clientSecret: client_secret,
    refreshToken: refresh_token,
    transporterOptions: { timeout },
  });
}

/** What the machine is given (Application Default Credentials); the library's own words name its files. */
async function defaultAccount(
  scopes: string[],
  transporterOptions: Readonly<{ timeout: number }>,
): Promise<Account> {
  try {
    const account = new GoogleAuth({ scopes, clientOptions: { transporterOptions } });
    await account.getClient();
    return account;
  } catch {
    throw googleRefusal('auth', '');
  }
}
