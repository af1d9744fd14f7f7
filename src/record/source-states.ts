/** Which sources cannot be reached, told by the log of acts: one act when a source goes down, one when it is back. */
import type { Transaction } from 'kysely';
import type { Moment } from '../model/day.ts';
import { SOURCES, type SourceDown, type SourceName } from '../model/source.ts';
import { appendAct } from './acts.ts';
import type { Tables } from './tables.ts';

const DOWN = 'source-down';
const UP = 'source-up';

export async function sourcesDown(trx: Transaction<Tables>): Promise<readonly SourceDown[]> {
  const found: SourceDown[] = [];
  for (const source of SOURCES) {
    const last = await trx
      .selectFrom('act')
      .select(['what', 'at'])
      .where('subject', '=', subjectOf(source))
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (last?.what === DOWN) found.push({ source, since: last.at });
  }
  return found;
}

/** Whether the source's state is another than the log tells. */
export async function isNews(
  trx: Transaction<Tables>,
  { source, isDown }: Readonly<{ source: SourceName; isDown: boolean }>,
): Promise<boolean> {
  return (await sourcesDown(trx)).some((one) => one.source === source) !== isDown;
}

/** Adds an act only where that is news. */
export async function noteSource(
  trx: Transaction<Tables>,
  { source, isDown }: Readonly<{ source: SourceName; isDown: boolean }>,
  { who, at }: Readonly<{ who: string; at: Moment }>,
): Promise<void> {
  if (!(await isNews(trx, { source, isDown }))) return;
  const what = isDown ? DOWN : UP;
  await appendAct(trx, { at, who, what, subject: subjectOf(source), detail: {} });
}

function subjectOf(source: SourceName): string {
  return `source:${source}`;
}
