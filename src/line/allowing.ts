/** Who may do what: asked here before anything is done, and entered in the log of acts either way. */
import { CLOCK_ACCOUNT, dutyLacking, reviewedByOneself } from '../model/catalogue/duty-words.ts';
import { holdersOf, mayDo, type Duty, type Roles } from '../model/duty.ts';
import type { Review } from '../model/edition.ts';
import type { Plan } from '../model/plan.ts';
import type { Refusal } from '../model/refusal.ts';
import type { World } from '../model/world.ts';

type Asking = Pick<World, 'now' | 'who' | 'ledger' | 'log'>;

/**
 * Nothing is asked or entered where the plan says nothing of roles.
 *
 * @param act what is about to be done: a command's name, or `serve` and a job's work. The entry names the plan that was
 * asked, which is kept: a change of roles shows in the entries that follow.
 * @throws Refusal `notAllowed` when the account lacks one of the duties.
 */
export async function allow(
  act: string,
  duties: readonly Duty[],
  plan: Pick<Plan, 'roles' | 'version' | 'source'>,
  world: Asking,
): Promise<void> {
  const { roles, version, source } = plan;
  if (roles === null) return;
  const { ledger, who, now } = world;
  const at = now();
  await ledger.keep({ kind: 'plan', sha256: version, text: source }, at);
  const lacking = lackingOf(roles, duties, who);
  if (lacking !== null) throw await refused(act, { duty: lacking, plan: version }, roles, world);
  await ledger.act({
    at,
    who,
    what: 'allow',
    subject: subjectOf(act),
    detail: { duties, plan: version },
  });
}

/** The first of the duties that an account lacks; null for none. */
export function lackingOf(roles: Roles, duties: readonly Duty[], who: string): Duty | null {
  return duties.find((duty) => !mayDo(roles, who, duty)) ?? null;
}

type Lacking = Readonly<{ duty: Duty; plan: string | null }>;

/** Enters that an account was refused, and answers what it is told. @param lacking `plan` null where it has faults. */
export async function refused(
  act: string,
  { duty, plan }: Lacking,
  roles: Roles,
  { ledger, who, now, log }: Asking,
): Promise<Refusal> {
  const detail = { duty, plan, why: 'duty-lacking' };
  await ledger.act({ at: now(), who, what: 'refuse', subject: subjectOf(act), detail });
  log('refused', { act, who, duty });
  return dutyLacking(who, duty, holdersOf(roles ?? [], duty));
}

/**
 * 核稿 and 签发 are two accounts' where the plan tells roles apart. The clock's own signature rests on a permission of
 * its own (`Plan.unattended`).
 *
 * @throws Refusal `notAllowed` when whoever is to sign has reviewed it.
 */
export async function refuseOwnReview(
  document: string,
  review: Review,
  { roles, version }: Pick<Plan, 'roles' | 'version'>,
  { ledger, who, now }: Asking,
): Promise<void> {
  if (roles === null || review.who !== who || who === CLOCK_ACCOUNT) return;
  const detail = { duty: 'sign', plan: version, review: review.id, why: 'reviewed-by-oneself' };
  await ledger.act({ at: now(), who, what: 'refuse', subject: subjectOf('sign'), detail });
  const others = holdersOf(roles, 'sign').filter((account) => account !== who);
  throw reviewedByOneself(who, document, others);
}

function subjectOf(act: string): string {
  return `command:${act}`;
}
