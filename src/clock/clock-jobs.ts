/** What the clock can do: one function a name. */
import { join } from 'node:path';
import { backUp, type BackupPlace } from '../keeping/backing-up.ts';
import { removeOldBackups } from '../keeping/old-backups.ts';
import { deliver } from '../signature/delivering.ts';
import { releaseUnattended, signUnattended } from '../signature/unattended.ts';
import {
  backedUpWords,
  collectedWords,
  deliveredWords,
  draftedWords,
  findingsRefusal,
  remindedWords,
  signedWords,
} from '../model/catalogue/clock-words.ts';
import { PLACE_WORDS } from '../model/catalogue/words.ts';
import { dayOfMoment } from '../model/day.ts';
import { unitsOwing } from '../model/form.ts';
import type { Work } from '../model/job.ts';
import { addMonths, isMonth, type Month, type Period } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import type { World } from '../model/world.ts';
import { collectOrRefuse } from '../line/collecting.ts';
import { draft } from '../line/pipeline.ts';
import { remind } from '../line/reminding.ts';

/** A world in which each slot's work is a run of its own. */
export type ClockWorld = World & BackupPlace & Readonly<{ run: string }>;

/**
 * Does the work of a slot; done again after it was broken off, it must come to the same.
 *
 * @param period null for work that is of none.
 * @returns what came of it, one line for people. Throws what the pipeline throws.
 */
export type ClockJob = (period: Period | null, plan: Plan, world: ClockWorld) => Promise<string>;

export const CLOCK_JOBS: Readonly<Record<Work, ClockJob>> = {
  async collect(_period, plan, world) {
    const receipts = await collectOrRefuse(plan, world);
    return collectedWords(receipts.map(({ outcome }) => outcome));
  },
  async remind(period, plan, world) {
    await collectOrRefuse(plan, world);
    let given = 0;
    for (const month of await monthsToRemind(period, plan, world)) {
      const reminded = await remind(month, {}, plan, world);
      given += reminded.given.filter(({ isNew }) => isNew).length;
    }
    return remindedWords(given);
  },
  async draft(period, plan, world) {
    if (period === null) throw new Error('a draft is of a period');
    await collectOrRefuse(plan, world);
    const { row, findings } = await draft(period, plan, world);
    return draftedWords(row.path, row.pages, findings.length);
  },
  async sign(period, plan, world) {
    if (period === null) throw new Error('a signature is of a period');
    await collectOrRefuse(plan, world);
    const { documentNumber, printedOn } = await signUnattended(period, plan, world);
    return signedWords(documentNumber, printedOn);
  },
  async release(period, plan, world) {
    if (period === null) throw new Error('a release is of a period');
    await collectOrRefuse(plan, world);
    const { edition, path } = await releaseUnattended(period, plan, world);
    return `${edition.documentNumber} ${path}`;
  },
  async deliver(_period, plan, world) {
    const { done, waiting, isDown, findings } = await deliver(plan, world, world.run);
    if (isDown) throw findingsRefusal('outsideDown', findings);
    return deliveredWords(done.length, waiting, findings.length);
  },
  async backup(_period, _plan, world) {
    const out = join(world.home, 'data', PLACE_WORDS.backups);
    const { path, findings } = await backUp(world, out, world.now());
    if (findings.length > 0) throw findingsRefusal('dataRefused', findings);
    const removed = await removeOldBackups(out, dayOfMoment(world.now()));
    return backedUpWords(path, removed.length);
  },
};

/** The month asked for; else this one and the one before, whose ladders may stand at a step today. */
async function monthsToRemind(
  period: Period | null,
  plan: Plan,
  { ledger, now }: World,
): Promise<readonly Month[]> {
  const current = now().slice(0, 7) as Month;
  const months = period !== null && isMonth(period) ? [period] : [addMonths(current, -1), current];
  const first = await ledger.firstMonth();
  return months.filter(
    (month) => first !== null && first <= month && unitsOwing(plan, month).length > 0,
  );
}
