/** What was met with and done at online sheets once their deadline had come, kept in the log of acts: each once for a deadline. */
import { sql, type Transaction } from 'kysely';
import type { Moment } from '../model/day.ts';
import { SHEET_ACTS, type SheetAct } from '../model/sheet-act.ts';
import type { Month } from '../model/period.ts';
import type { OrgUnitId } from '../model/plan.ts';
import { appendAct } from './acts.ts';
import type { Spelling } from './engine.ts';
import type { Tables } from './tables.ts';

/** A step of the ledger's tables: when an arrival was submitted, where that is known to be before it was seen. */
export function submittedMoments({ text }: Spelling): readonly string[] {
  return [`alter table arrival add column submitted_at ${text}`];
}

/** Those of a month's sheets, in the order in which they were entered. */
export async function sheetActs(
  trx: Transaction<Tables>,
  month: Month,
): Promise<readonly SheetAct[]> {
  const prefix = `sheet:${month}/`;
  const rows = await trx
    .selectFrom('act')
    .select(['what', 'subject'])
    .where('what', 'in', SHEET_ACTS)
    .where(sql`substr(subject, 1, ${sql.lit(prefix.length)})`, '=', prefix)
    .orderBy('seq')
    .execute();
  return rows.flatMap(({ what, subject }) => {
    const [, unit = '', due = '', spreadsheet = ''] = subject.split('/');
    const found = SHEET_ACTS.find((one) => one === what);
    const of = { unit: unit as OrgUnitId, due: due as Moment, month, spreadsheet };
    return found === undefined ? [] : [{ what: found, ...of }];
  });
}

/** Adds it only where it does not stand there yet. */
export async function noteSheet(
  trx: Transaction<Tables>,
  act: SheetAct,
  { who, at }: Readonly<{ who: string; at: Moment }>,
): Promise<void> {
  const { what, month, unit, due, spreadsheet } = act;
  const subject = `sheet:${month}/${unit}/${due}/${spreadsheet}`;
  const held = await trx
    .selectFrom('act')
    .select('seq')
    .where('subject', '=', subject)
    .where('what', '=', what)
    .executeTakeFirst();
  if (held === undefined) await appendAct(trx, { at, who, what, subject, detail: {} });
}
