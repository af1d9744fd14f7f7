/** Accepted submissions as they are read back: the latest of each unit for each month. */
import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';
import { BASELINE, parseBaselineItem } from '../model/baseline.ts';
import type { Moment } from '../model/day.ts';
import { isMonth, yearIn, yearOf, type Month, type Period } from '../model/period.ts';
import type { OrgUnitId } from '../model/plan.ts';
import type { Accepted, Entry } from '../model/submission.ts';
import { asText, ENTRY_COLUMNS, entryOf } from './entries.ts';
import type { Tables } from './tables.ts';

/** Which months, of whom (absent: everyone), as known at which moment (absent: now). Both months are included. */
export type Wanted = Readonly<{ from: Month; to: Month; unit?: OrgUnitId; asOf?: Moment }>;

/** Rows of `submission` themselves: whose, for which periods, by which form or any but that. */
type Asked = Readonly<{
  from: Period;
  to: Period;
  unit?: OrgUnitId;
  asOf?: Moment;
  baseline: boolean;
}>;

type Row = Selectable<Tables['submission']> &
  Pick<Selectable<Tables['arrival']>, 'at' | 'sha256' | 'file_name'> &
  Readonly<{ first: Moment }>;

/** A row with all that it reports. */
type Held = Readonly<{ row: Row; entries: readonly Entry[] }>;

/**
 * What stands for each unit and month, in order of month and then of unit id: its form, or where none came what the
 * year's baseline says of it.
 */
export async function latestSubmissions(
  trx: Transaction<Tables>,
  wanted: Wanted,
): Promise<readonly Accepted[]> {
  const forms = (await heldRows(trx, { ...wanted, baseline: false })).map(formOf);
  const reported = new Set(forms.map(placeOf));
  const baselines = await heldRows(trx, {
    ...asOfWanted(wanted),
    from: yearIn(yearOf(wanted.from)),
    to: yearIn(yearOf(wanted.to)),
    baseline: true,
  });
  const before = baselines
    .flatMap(monthsIn)
    .filter(({ unit, period }) => isWanted(wanted, unit, period))
    .filter((one) => !reported.has(placeOf(one)));
  return [...forms, ...before].sort(
    (a, b) => compare(a.period, b.period) || compare(a.unit, b.unit),
  );
}

/** The submission that now stands under a unit and a period, a year's baseline included; null for none. */
export async function standingSubmission(
  trx: Transaction<Tables>,
  unit: OrgUnitId,
  period: Period,
): Promise<Readonly<{ id: number; entries: readonly Entry[] }> | null> {
  const asked = { from: period, to: period, unit, baseline: !isMonth(period) };
  const [held] = await heldRows(trx, asked);
  return held === undefined ? null : { id: held.row.id, entries: held.entries };
}

function asOfWanted({ asOf }: Wanted): Pick<Asked, 'asOf'> {
  return asOf === undefined ? {} : { asOf };
}

function isWanted(wanted: Wanted, unit: OrgUnitId, month: Month): boolean {
  const isTheirs = wanted.unit === undefined || wanted.unit === unit;
  return isTheirs && wanted.from <= month && month <= wanted.to;
}

function placeOf({ unit, period }: Accepted): string {
  return `${unit} ${period}`;
}

async function heldRows(trx: Transaction<Tables>, asked: Asked): Promise<readonly Held[]> {
  const rows = await trx
    .with('latest', () => latestOf(trx, asked))
    .selectFrom('latest')
    .innerJoin('submission', 'submission.id', 'latest.id')
    .innerJoin('arrival', 'arrival.id', 'submission.arrival')
    .selectAll('submission')
    .select(['arrival.at', 'arrival.sha256', 'arrival.file_name', 'latest.first'])
    .execute();
  if (rows.length === 0) return [];
  const entries = await trx
    .with('latest', () => latestOf(trx, asked))
    .selectFrom('latest')
    .innerJoin('entry', 'entry.submission', 'latest.id')
    .select([...ENTRY_COLUMNS, asText('entry.value').as('value')])
    .select(asText('entry.percent').as('percent'))
    .orderBy('entry.submission')
    .orderBy('entry.position')
    .execute();
  const bySubmission = Map.groupBy(entries, (entry) => entry.submission);
  return rows.map((row) => ({ row, entries: bySubmission.get(row.id)?.map(entryOf) ?? [] }));
}

/** The earliest or the latest month that any accepted form is for, or null; a baseline counts for none. */
export async function monthHeld(db: Kysely<Tables>, end: 'first' | 'last'): Promise<Month | null> {
  const row = await db
    .selectFrom('submission')
    .where('form', '<>', BASELINE)
    .select((eb) =>
      end === 'first'
        ? eb.fn.min<Month | null>('period').as('month')
        : eb.fn.max<Month | null>('period').as('month'),
    )
    .executeTakeFirst();
  return row?.month ?? null;
}

/** The latest accepted submission of each unit and period by its number, and when the first of them was submitted. */
function latestOf(db: Kysely<Tables>, { from, to, unit, asOf, baseline }: Asked) {
  const all = db
    .selectFrom('submission')
    .innerJoin('arrival', 'arrival.id', 'submission.arrival')
    .where('submission.form', baseline ? '=' : '<>', BASELINE)
    .where('submission.period', '>=', from)
    .where('submission.period', '<=', to)
    .groupBy(['submission.unit', 'submission.period'])
    .select((eb) => [
      eb.fn.max<number>('submission.id').as('id'),
      sql<Moment>`min(coalesce(arrival.submitted_at, arrival.at))`.as('first'),
    ]);
  const known = asOf === undefined ? all : all.where('arrival.at', '<=', asOf);
  return unit === undefined ? known : known.where('submission.unit', '=', unit);
}

/** @param held a form, whose period is a month. */
function formOf({ row, entries }: Held): Accepted {
  return acceptedOf(row, { unit: row.unit, period: row.period as Month }, entries);
}

/** A baseline's figures by unit and month, each as the form of that month would have held them. */
function monthsIn({ row, entries }: Held): readonly Accepted[] {
  const parsed = entries.flatMap((entry) => {
    const of = parseBaselineItem(entry.item);
    return of === null ? [] : [{ of, entry: { ...entry, item: of.item } }];
  });
  const places = Map.groupBy(parsed, ({ of: { unit, month } }) => `${unit}/${month}`);
  return [...places.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const { unit, month: period } = first.of;
    return [
      acceptedOf(
        row,
        { unit, period },
        all.map(({ entry }) => entry),
      ),
    ];
  });
}

function acceptedOf(
  row: Row,
  of: Pick<Accepted, 'unit' | 'period'>,
  entries: readonly Entry[],
): Accepted {
  return {
    ...of,
    id: row.id,
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
