/** What a shared ledger remembers of the key that its forms are signed with: its fingerprint, never the key. */
import type { Transaction } from 'kysely';
import type { Spelling } from './engine.ts';
import { layTable } from './first-tables.ts';
import type { Tables } from './tables.ts';

/** The second step of the ledger's tables. */
export function formKeyTable(spelling: Spelling): readonly string[] {
  const columns = ['id integer not null', `fingerprint ${spelling.text} not null`];
  return layTable({ name: 'form_key', columns, keys: [['id']] }, spelling);
}

/** The newest counts: a key that was lost for good is followed by another. Null for none. */
export async function fingerprintHeld(trx: Transaction<Tables>): Promise<string | null> {
  const query = trx.selectFrom('form_key').select('fingerprint').orderBy('id', 'desc').limit(1);
  return (await query.executeTakeFirst())?.fingerprint ?? null;
}

/** The one that is held; the one given, kept from now on, where none was. */
export async function keepFingerprint(
  trx: Transaction<Tables>,
  fingerprint: string,
): Promise<string> {
  const held = await fingerprintHeld(trx);
  if (held === null) await trx.insertInto('form_key').values({ id: 1, fingerprint }).execute();
  return held ?? fingerprint;
}
