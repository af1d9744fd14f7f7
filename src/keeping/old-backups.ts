/** Backups that are old enough to go: a folder that grows every night would fill the disk in the end. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PLACE_WORDS } from '../model/catalogue/words.ts';
import { addDays, parseDay, type Day } from '../model/day.ts';

/** So long every one is kept; of each month before, the first. */
const DAYS = 31;

const NAME = new RegExp(`^${PLACE_WORDS.backup}-(\\d{4})(\\d{2})(\\d{2})-\\d{4}$`);

/** Removes them from a folder and answers their names; what is named otherwise stays. */
export async function removeOldBackups(folder: string, today: Day): Promise<readonly string[]> {
  const old = oldBackups(await readdir(folder), today);
  for (const name of old) await rm(join(folder, name), { recursive: true });
  return old;
}

function oldBackups(names: readonly string[], today: Day): readonly string[] {
  const backups = names
    .toSorted()
    .map((name) => ({ name, day: dayOf(name) }))
    .filter(({ day }) => day !== null && day < addDays(today, -DAYS));
  const months = Map.groupBy(backups, ({ day }) => day?.slice(0, 7));
  return [...months.values()].flatMap((ofMonth) => ofMonth.slice(1).map(({ name }) => name));
}

function dayOf(name: string): Day | null {
  const [, year, month, day] = NAME.exec(name) ?? [];
  return parseDay([year, month, day].join('-'));
}
