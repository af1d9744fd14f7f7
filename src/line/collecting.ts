/** All that has come in, from wherever reports come: the inbox folder, the mailbox, online sheets. */
import type { Plan } from '../model/plan.ts';
import type { World } from '../model/world.ts';
import { collectMails } from './mailing.ts';
import { collectOnline } from './online.ts';
import { collect } from './pipeline.ts';
import type { Collected } from './receiving.ts';

/** A source that cannot be reached keeps nobody else waiting. */
export async function collectAll(plan: Plan, world: World): Promise<Collected> {
  const files = await collect(plan, world);
  const others = [await collectMails(plan, world), await collectOnline(plan, world)];
  return {
    receipts: [...files, ...others.flatMap(({ receipts }) => receipts)],
    isDown: others.some(({ isDown }) => isDown),
    findings: others.flatMap(({ findings }) => findings),
  };
}
