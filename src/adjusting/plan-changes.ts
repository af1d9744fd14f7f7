/** Bulletins drafted under an earlier plan that would read otherwise under the plan of today. */
import { changedParts, type Side } from '../compose/plan-change.ts';
import { planChanged } from '../model/catalogue/draft.ts';
import type { Finding } from '../model/finding.ts';
import type { Period } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import type { DraftRow } from '../model/draft.ts';
import type { World } from '../model/world.ts';
import { told } from '../line/pipeline.ts';

/**
 * Holds the newest draft of each period against what the plan of today would make of the same ledger: a change that is
 * to begin with a month has to say so, else it rewrites the months before.
 *
 * @param only one period; all that were drafted where it is left out.
 */
export async function planChanges(
  plan: Plan,
  world: World,
  only?: Period,
): Promise<readonly Finding[]> {
  const drafts = await world.ledger.latestDrafts();
  const asked = drafts.filter(({ period }) => only === undefined || period === only);
  const changed: Readonly<{ period: Period; parts: readonly string[] }>[] = [];
  for (const draft of asked) {
    const parts = await partsChanged(draft, plan, world);
    if (parts.length > 0) changed.push({ period: draft.period, parts });
  }
  return changed.length === 0 ? [] : [planChanged(changed)];
}

async function partsChanged(
  { period, plan: version }: DraftRow,
  plan: Plan,
  world: World,
): Promise<readonly string[]> {
  if (version === plan.version) return [];
  const former = await world.planOf(version);
  if (former === null) return [];
  const side = async (of: Plan): Promise<Side> => {
    // Under one name: that the plan is another one is printed in each bulletin, and no change of what it says.
    const named = { ...of, version: plan.version };
    return { ...(await told(period, named, world)), plan: named };
  };
  return changedParts(await side(former), await side(plan));
}
