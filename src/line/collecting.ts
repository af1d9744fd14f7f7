/** All that has come in, from wherever reports come: the inbox folder, the mailbox, online sheets. */
import { findingsRefusal } from '../model/catalogue/clock-words.ts';
import type { Plan } from '../model/plan.ts';
import type { SourceName } from '../model/source.ts';
import type { Receipt } from '../model/submission.ts';
import type { World } from '../model/world.ts';
import { collectMails } from './mailing.ts';
import { collectOnline } from './online.ts';
import { collect } from './pipeline.ts';
import type { Collected } from './receiving.ts';

/** A source that cannot be reached keeps nobody else waiting; that it cannot is entered in the log of acts. */
export async function collectAll(plan: Plan, world: World): Promise<Collected> {
  const begun = world.now();
  const files = await collect(plan, world);
  const others = [
    await noted('mailbox', await collectMails(plan, world, begun), world),
    await noted('google', await collectOnline(plan, world, begun), world),
  ];
  return {
    receipts: [...files, ...others.flatMap(({ receipts }) => receipts)],
    isDown: others.some(({ isDown }) => isDown),
    findings: others.flatMap(({ findings }) => findings),
  };
}

async function noted(source: SourceName, collected: Collected, world: World): Promise<Collected> {
  const { ledger, who, now } = world;
  await ledger.noteSource({ source, isDown: collected.isDown }, { who, at: now() });
  return collected;
}

/**
 * Takes in all that has come: also before anybody is reminded or called missing, and before a rule of completeness is asked.
 *
 * @throws Refusal `outsideDown` when a source could not be reached (取数失败): what lies there may have come in time.
 */
export async function collectOrRefuse(plan: Plan, world: World): Promise<readonly Receipt[]> {
  const { receipts, isDown, findings } = await collectAll(plan, world);
  if (isDown) throw findingsRefusal('outsideDown', findings);
  return receipts;
}
