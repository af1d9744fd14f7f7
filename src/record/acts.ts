/** The log of acts (操作记录): who did what, each entry chained to the one before by its hash. */
import type { Transaction } from 'kysely';
import type { Act, ChainHead, Doing } from '../model/act.ts';
import { sha256Of } from '../model/sha256.ts';
import { hashOfRows } from './rows-said.ts';
import { storable } from './storable.ts';
import type { Tables } from './tables.ts';

/** What the first entry stands behind. */
const START: ChainHead = { seq: 0, hash: '0'.repeat(64) };

/** SHA-256 of all that an entry says, the hash of the one before included. */
export function hashOfAct({
  seq,
  at,
  who,
  what,
  subject,
  detail,
  before,
}: Omit<Act, 'hash'>): string {
  const said = JSON.stringify([seq, at, who, what, subject, detail, before]);
  return sha256Of(said);
}

/** The newest entry; the start's where there is none. */
export async function headOfActs(trx: Transaction<Tables>): Promise<ChainHead> {
  const query = trx.selectFrom('act').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1);
  return (await query.executeTakeFirst()) ?? START;
}

/**
 * Inside a transaction that writes alone, after the rows that the act lays down: on both engines nobody else can take the
 * same place in the chain.
 */
export async function appendAct(trx: Transaction<Tables>, doing: Doing): Promise<ChainHead> {
  const { seq: last, hash: before } = await headOfActs(trx);
  const rows = await hashOfRows(trx, doing.what, doing.subject);
  const entry = {
    seq: last + 1,
    at: doing.at,
    who: storable(doing.who),
    what: doing.what,
    subject: storable(doing.subject),
    detail: storable(JSON.stringify(rows === null ? doing.detail : { ...doing.detail, rows })),
    before,
  };
  const hash = hashOfAct(entry);
  await trx
    .insertInto('act')
    .values({ ...entry, hash })
    .execute();
  return { seq: entry.seq, hash };
}

/** The entries behind one, in order, not more than so many. */
export function actsBehind(
  trx: Transaction<Tables>,
  seq: number,
  most: number,
): Promise<readonly Act[]> {
  return trx
    .selectFrom('act')
    .selectAll()
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(most)
    .execute();
}
