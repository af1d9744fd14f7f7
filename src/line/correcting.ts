/** Corrections (更正): which document that was given out another takes the place of, and what stood in it. */
import { signingRefusal } from '../model/catalogue/signing.ts';
import type { Correction } from '../model/correction.ts';
import type { DraftRow } from '../model/draft.ts';
import { lastReleased, type Edition } from '../model/edition.ts';
import type { Plan } from '../model/plan.ts';
import type { World } from '../model/world.ts';
import { asOf, figures } from './figures.ts';

type Subject = Pick<DraftRow, 'period' | 'about'>;

/** @throws Refusal `usage` where nothing was given out yet: what is only signed is signed anew. */
export async function correctionOf(
  subject: Subject,
  reason: string,
  plan: Plan,
  world: World,
): Promise<Correction> {
  const edition = lastReleased(await world.ledger.editions(), subject);
  if (edition === null) throw signingRefusal('nothing-to-correct', { period: subject.period });
  return correcting(edition, reason, plan, world);
}

/** What a draft corrects; null for one that takes no other's place. */
export async function correctionHeld(
  draft: Pick<DraftRow, 'corrects' | 'reason'> | null,
  plan: Plan,
  world: World,
): Promise<Correction | null> {
  if (draft?.corrects == null) return null;
  const editions = await world.ledger.editions();
  const edition = editions.find(({ id }) => id === draft.corrects);
  return edition === undefined ? null : correcting(edition, draft.reason ?? '', plan, world);
}

/** Its figures by the very plan that it was made by; by today's, where that can no longer be read. */
async function correcting(
  { id: edition, documentNumber, title, period, printedOn, plan: version, at }: Edition,
  reason: string,
  plan: Plan,
  world: World,
): Promise<Correction> {
  const own = (await world.planOf(version)) ?? plan;
  const before = await figures(period, own, asOf(world, at));
  return { edition, documentNumber, title, releasedOn: printedOn, reason, before };
}
