/** Which document two versions of the templates are both printed for: every kind that templates serve. */
import { worstBulletin } from '../compose/worst-case.ts';
import { toldAbout, type About } from '../line/kinds.ts';
import { lastLetter } from '../line/reminding.ts';
import type { Bulletin } from '../model/bulletin.ts';
import { versionRefusal } from '../model/catalogue/version.ts';
import { chinesePeriod, isMonth, type Period } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import type { World } from '../model/world.ts';

/** A part of the period's bulletins, or the letter by which was reminded last (催报通知). */
export type AskedDocument = About | 'letter';

/**
 * @property kind `worst`: the hardest to set, where the ledger holds nothing.
 * @property period null exactly for that.
 */
export type ComparedDocument = Readonly<{
  kind: 'whole' | 'section' | 'unit' | 'letter' | 'worst';
  period: Period | null;
  bulletin: Bulletin;
}>;

/**
 * The document of a period as it would be now; a letter as it was.
 *
 * @param period null for the hardest bulletin to set.
 * @throws Refusal `usage` for a letter where nobody was reminded.
 */
export async function comparedDocument(
  period: Period | null,
  asked: AskedDocument,
  plan: Plan,
  world: World,
): Promise<ComparedDocument> {
  if (period === null) return { kind: 'worst', period, bulletin: worstBulletin() };
  if (asked === 'letter') {
    const letter = isMonth(period) ? await lastLetter(period, plan, world) : null;
    if (letter === null) throw versionRefusal('template-no-letter', [chinesePeriod(period)]);
    return { kind: 'letter', period, bulletin: letter };
  }
  const kind = asked === null ? 'whole' : 'section' in asked ? 'section' : 'unit';
  const { bulletin } = await toldAbout(period, asked, plan, world);
  return { kind, period, bulletin };
}
