/** Receipts as rows, and the questions asked of them. */
import { sql, type Kysely, type Selectable } from 'kysely';
import type { Finding } from '../model/finding.ts';
import type { ArrivalName, JudgedCell, Receipt } from '../model/submission.ts';
import type { Tables } from './tables.ts';

/** A receipt, and the version of the plan it was judged by. */
export type JudgedReceipt = Readonly<{ receipt: Receipt; planVersion: string | null }>;

type Row = Selectable<Tables['receipt']> &
  Pick<Selectable<Tables['arrival']>, 'at' | 'sha256' | 'file_name' | 'submitted_at'> &
  Readonly<{ seq: number | null; hash: string | null }>;

/** How a receipt is named in the log of acts. */
export function receiptSubject(number: number): string {
  return `receipt:${String(number)}`;
}

export async function receiptOfKey(db: Kysely<Tables>, key: string): Promise<Receipt | null> {
  const row = await receiptRows(db).where('arrival.key', '=', key).executeTakeFirst();
  return row === undefined ? null : judgedReceipt(row).receipt;
}

/** The newest arrival whose key begins so; letters that a pattern would read are letters here. */
export async function lastArrivalUnder(
  db: Kysely<Tables>,
  prefix: string,
): Promise<ArrivalName | null> {
  const row = await db
    .selectFrom('arrival')
    .select(['key', 'sha256', 'at'])
    .where(sql`substr(key, 1, ${sql.lit(prefix.length)})`, '=', prefix)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

export async function receiptNumbered(db: Kysely<Tables>, number: number): Promise<Receipt | null> {
  const row = await receiptRows(db).where('receipt.number', '=', number).executeTakeFirst();
  return row === undefined ? null : judgedReceipt(row).receipt;
}

/** The judgement that stands for these bytes: the newest receipt for them that is not seen-before. */
export async function standingReceipt(
  db: Kysely<Tables>,
  sha256: string,
): Promise<JudgedReceipt | null> {
  const row = await receiptRows(db)
    .where('arrival.sha256', '=', sha256)
    .where('receipt.outcome', '<>', 'seen-before')
    .orderBy('receipt.number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : judgedReceipt(row);
}

function receiptRows(db: Kysely<Tables>) {
  return db
    .selectFrom('receipt')
    .innerJoin('arrival', 'arrival.id', 'receipt.arrival')
    .leftJoin('act', (join) => join.on('act.subject', '=', sql`'receipt:' || receipt.number`))
    .selectAll('receipt')
    .select(['arrival.at', 'arrival.sha256', 'arrival.file_name', 'arrival.submitted_at'])
    .select(['act.seq', 'act.hash']);
}

function judgedReceipt(row: Row): JudgedReceipt {
  const receipt: Receipt = {
    number: row.number,
    outcome: row.outcome,
    arrivedAt: row.at,
    ...(row.submitted_at === null ? {} : { submittedAt: row.submitted_at }),
    fileName: row.file_name,
    sha256: row.sha256,
    unit: row.unit,
    period: row.period,
    form: row.form,
    findings: JSON.parse(row.findings) as readonly Finding[],
    cells: JSON.parse(row.cells) as readonly JudgedCell[],
    supersedes: row.supersedes,
    unchanged: row.unchanged === 1,
    repeats: row.repeats,
    chain: row.seq === null || row.hash === null ? null : { seq: row.seq, hash: row.hash },
  };
  return { receipt, planVersion: row.plan_version };
}
