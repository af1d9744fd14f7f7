/** What the clock can do: one function a name. */
import { collectedWords, draftedWords } from './model/catalogue/clock-words.ts';
import type { Work } from './model/job.ts';
import type { Period } from './model/period.ts';
import type { Plan } from './model/plan.ts';
import type { World } from './model/world.ts';
import { collect, draft } from './pipeline.ts';

/**
 * Does the work of a slot; done again after it was broken off, it must come to the same.
 *
 * @param period null for work that is of none.
 * @returns what came of it, one line for people. Throws what the pipeline throws.
 */
export type ClockJob = (period: Period | null, plan: Plan, world: World) => Promise<string>;

export const CLOCK_JOBS: Readonly<Record<Work, ClockJob>> = {
  async collect(_period, plan, world) {
    const receipts = await collect(plan, world);
    return collectedWords(receipts.map(({ outcome }) => outcome));
  },
  async draft(period, plan, world) {
    if (period === null) throw new Error('a draft is of a period');
    const { row, findings } = await draft(period, plan, world);
    return draftedWords(row.path, row.pages, findings.length);
  },
};
