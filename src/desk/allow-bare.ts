/** Who may do what needs neither a sound plan nor an open ledger: asked of roles.yaml alone. */
import { rolesUnread } from '../model/catalogue/duty-words.ts';
import { lackingOf, refused } from '../line/allowing.ts';
import { account, openRoles, openWorld } from '../outside.ts';
import type { Duties } from './command.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Opens the ledger only to enter a refusal: what is allowed has to work with one that is damaged or lost.
 *
 * @throws Refusal `notAllowed` when the account lacks a duty; `dataRefused` when roles.yaml has faults.
 */
export async function allowBare(
  act: string,
  duties: Duties,
  home: string,
  environment: Environment,
): Promise<void> {
  const { value, findings } = await openRoles(home);
  if (value === null) throw rolesUnread(findings);
  const lacking = lackingOf(value.roles, duties, account());
  if (lacking === null) return;
  const world = await openWorld({
    ...{ home, environment, now: null, writes: false },
    progress: () => undefined,
  });
  try {
    throw await refused(act, { duty: lacking, plan: null }, value.roles, world);
  } finally {
    await world.close();
  }
}
