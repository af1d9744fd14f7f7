/** Reminders (催报) that were given: each step once for each due moment of a unit's report. */
import type { Transaction } from 'kysely';
import { firstMonth, isMonth, lastMonth, type Period } from '../model/period.ts';
import type { OutgoingReminder, Reminder } from '../model/reminder.ts';
import { appendAct } from './acts.ts';
import { appendDeliveries, supersedeReminders } from './deliveries.ts';
import { appendFrozen } from './editions.ts';
import type { Spelling } from './engine.ts';
import { layTable } from './first-tables.ts';
import type { Tables } from './tables.ts';

/** A step of the ledger's tables. */
export function reminderTable(spelling: Spelling): readonly string[] {
  const { text } = spelling;
  const words = ['period', 'unit', 'step', 'due', 'at', 'text', 'sha256'];
  const columns = [
    'id integer not null',
    ...words.map((name) => `${name} ${text} not null`),
    'faults integer',
    `run ${text} references run (id)`,
  ];
  return layTable(
    { name: 'reminder', columns, keys: [['id'], ['period', 'unit', 'step', 'due']] },
    spelling,
  );
}

/** Appends those that were not given yet. @param run null outside of a run. @returns what was appended. */
export async function appendReminders(
  trx: Transaction<Tables>,
  reminders: readonly OutgoingReminder[],
  { who, run }: Readonly<{ who: string; run: string | null }>,
): Promise<readonly Reminder[]> {
  const last = await trx
    .selectFrom('reminder')
    .select((eb) => eb.fn.max<number | null>('id').as('id'))
    .executeTakeFirst();
  const appended: Reminder[] = [];
  for (const { reminder, deliveries } of reminders) {
    if (await isGiven(trx, reminder)) continue;
    appended.push(reminder);
    const id = (last?.id ?? 0) + appended.length;
    await trx
      .insertInto('reminder')
      .values({ ...reminder, id, run })
      .execute();
    const { at, period, unit, step, due, sha256 } = reminder;
    const by = { at, worker: run ?? '' };
    await supersedeReminders(trx, reminder, by);
    if (deliveries.some(({ files }) => files.length > 0)) {
      const frozen = new Map([[sha256, new TextEncoder().encode(reminder.text)]]);
      await appendFrozen(trx, sha256, { frozen, at });
    }
    await appendDeliveries(trx, { reminder: id }, deliveries, by);
    const detail = { period, unit, step, due, sha256 };
    await appendAct(trx, { at, who, what: 'remind', subject: `reminder:${String(id)}`, detail });
  }
  return appended;
}

async function isGiven(
  trx: Transaction<Tables>,
  { period, unit, step, due }: Reminder,
): Promise<boolean> {
  const query = trx
    .selectFrom('reminder')
    .select('id')
    .where('period', '=', period)
    .where('unit', '=', unit)
    .where('step', '=', step)
    .where('due', '=', due);
  return (await query.executeTakeFirst()) !== undefined;
}

/** Those for a period's months, in the order in which they were given. */
export async function remindersOf(
  trx: Transaction<Tables>,
  period: Period,
): Promise<readonly Reminder[]> {
  const rows = await trx
    .selectFrom('reminder')
    .select(['period', 'unit', 'step', 'due', 'at', 'faults', 'text', 'sha256'])
    .where('period', '>=', firstMonth(period))
    .where('period', '<=', lastMonth(period))
    .orderBy('id')
    .execute();
  return rows.flatMap(({ period: month, ...row }) =>
    isMonth(month) ? [{ period: month, ...row }] : [],
  );
}
