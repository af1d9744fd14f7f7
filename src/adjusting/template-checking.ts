/** Whether the templates are sound: their check, and a trial on what the ledger has and on what is hardest to set. */
import { bareBulletin, worstBulletin } from '../compose/worst-case.ts';
import { untriedTemplate } from '../model/catalogue/template.ts';
import { hasError, type Finding } from '../model/finding.ts';
import type { Period } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import type { World } from '../model/world.ts';
import { printed, told } from '../line/pipeline.ts';

/** `tried` is null where something is wrong; its period is null where the ledger had none to print. */
export type TemplateCheck = Readonly<{
  findings: readonly Finding[];
  tried: Readonly<{ period: Period | null; pages: number }> | null;
}>;

/** Checks all files, then sets the hardest and the barest bulletin, and prints one that the ledger has, else the hardest. */
export async function checkTemplates(plan: Plan, world: World): Promise<TemplateCheck> {
  const { lintTemplates } = await import('../render/template-lint.ts');
  const findings = lintTemplates(world.templates);
  if (hasError(findings)) return { findings, tried: null };
  try {
    const worst = worstBulletin();
    for (const bulletin of [worst, bareBulletin()]) {
      await world.typesetter.set(bulletin, world.templates);
    }
    const period = await periodToTry(world);
    const bulletin = period === null ? worst : (await told(period, plan, world)).bulletin;
    const { pages } = await printed(bulletin, world.now(), world);
    return { findings, tried: { period, pages } };
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'dataRefused') throw error;
    return { findings: [...findings, untriedTemplate(error)], tried: null };
  }
}

/** The period drafted last, else the ledger's first month. */
async function periodToTry({ ledger }: World): Promise<Period | null> {
  const drafts = await ledger.latestDrafts();
  const last = drafts.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1);
  return last?.period ?? (await ledger.firstMonth());
}
