/** Accepted submissions as they are read back: the latest of each unit for each month. */
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Moment } from '../model/day.ts';
import type { Month } from '../model/period.ts';
import type { OrgUnitId } from '../model/plan.ts';
import type { Accepted, Entry } from '../model/submission.ts';
import { asText, ENTRY_COLUMNS, entryOf } from './entries.ts';
import type { Tables } from './tables.ts';

/** Which months, of whom (absent: everyone), as known at which moment (absent: now). Both months are included. */
export type Wanted = Readonly<{ from: Month; to: Month; unit?: OrgUnitId; asOf?: Moment }>;

type Row = Selectable<Tables['submission']> &
  Pick<Selectable<Tables['arrival']>, 'at' | 'sha256' | 'file_name'> &
  Readonly<{ first: Moment }>;

/** In order of month and then of unit id. */
export async function latestSubmissions(
  trx: Transaction<Tables>,
  wanted: Wanted,
): Promise<readonly Accepted[]> {
  const rows = await trx
    .with('latest', () => latestOf(trx, wanted))
    .selectFrom('latest')
    .innerJoin('submission', 'submission.id', 'latest.id')
    .innerJoin('arrival', 'arrival.id', 'submission.arrival')
    .selectAll('submission')
    .select(['arrival.at', 'arrival.sha256', 'arrival.file_name', 'latest.first'])
    .execute();
  const entries = await trx
    .with('latest', () => latestOf(trx, wanted))
    .selectFrom('latest')
    .innerJoin('entry', 'entry.submission', 'latest.id')
    .select([...ENTRY_COLUMNS, asText('entry.value').as('value')])
    .select(asText('entry.percent').as('percent'))
    .orderBy('entry.submission')
    .orderBy('entry.position')
    .execute();
  const bySubmission = Map.groupBy(entries, (entry) => entry.submission);
  return rows
    .map((row) => acceptedOf(row, bySubmission.get(row.id)?.map(entryOf) ?? []))
    .sort((a, b) => compare(a.period, b.period) || compare(a.unit, b.unit));
}

/** The submission that now stands for a unit and a month, or null. */
export async function latestSubmission(
  trx: Transaction<Tables>,
  unit: OrgUnitId,
  month: Month,
): Promise<Accepted | null> {
  return (await latestSubmissions(trx, { from: month, to: month, unit }))[0] ?? null;
}

/** The earliest month that any accepted submission is for, or null. */
export async function firstMonthHeld(db: Kysely<Tables>): Promise<Month | null> {
  const row = await db
    .selectFrom('submission')
    .select((eb) => eb.fn.min<Month | null>('period').as('month'))
    .executeTakeFirst();
  return row?.month ?? null;
}

/** The latest accepted submission of each unit and month by its number, and when the first of them came. */
function latestOf(db: Kysely<Tables>, { from, to, unit, asOf }: Wanted) {
  const all = db
    .selectFrom('submission')
    .innerJoin('arrival', 'arrival.id', 'submission.arrival')
    .where('submission.period', '>=', from)
    .where('submission.period', '<=', to)
    .groupBy(['submission.unit', 'submission.period'])
    .select((eb) => [
      eb.fn.max<number>('submission.id').as('id'),
      eb.fn.min<Moment>('arrival.at').as('first'),
    ]);
  const known = asOf === undefined ? all : all.where('arrival.at', '<=', asOf);
  return unit === undefined ? known : known.where('submission.unit', '=', unit);
}

function acceptedOf(row: Row, entries: readonly Entry[]): Accepted {
  return {
    id: row.id,
    unit: row.unit,
    period: row.period,
    form: row.form,
    planVersion: row.plan_version,
    filler: row.filler,
    reviewer: row.reviewer,
    phone: row.phone,
    entries,
    arrivedAt: row.at,
    sha256: row.sha256,
    fileName: row.file_name,
    firstArrivedAt: row.first,
  };
}

/** By code point, the same on every machine. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
