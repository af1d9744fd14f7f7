/** PostgreSQL under the query layer: for an office with a database server; loaded only when an address is given. */
import { Kysely, PostgresDialect, sql } from 'kysely';
import { ledgerRefusal, type LedgerRefusalCode } from '../model/catalogue/ledger.ts';
import { errorCode } from '../model/error-code.ts';
import type { Refusal } from '../model/refusal.ts';
import type { Engine, Spelling } from './engine.ts';
import type { Tables } from './tables.ts';

const SPELLING: Spelling = {
  text: 'text collate "C"',
  whole: 'bigint',
  bytes: 'bytea',
  tableEnd: '',
  guard: guardStatements,
  prelude: [
    `create function refuse_change() returns trigger language plpgsql as $$
     begin raise exception 'ledger is append-only: % of % refused', lower(tg_op), tg_table_name; end $$`,
  ],
};

/** @param url `postgres://user:password@host:port/database`; its schema is the connection's search path. */
export async function openPostgres(url: string): Promise<Engine> {
  if (!URL.canParse(url)) throw ledgerRefusal('ledger-unreachable');
  const { Pool } = await import('pg');
  const pool = new Pool({
    connectionString: url,
    application_name: 'tongbao',
    max: 4,
    connectionTimeoutMillis: 10_000,
    lock_timeout: 30_000,
  });
  // Without a listener the loss of an idle connection ends the process; the pool has dropped it, the next query opens another.
  pool.on('error', () => undefined);
  return {
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    spelling: SPELLING,
    // Numbers are given as "the last one plus one": two writers at once would give the same one twice.
    takeTurn: async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('tongbao.ledger.' || current_schema(), 0))`.execute(
        trx,
      );
    },
    hasTables: async (trx) => {
      const query = sql<{ n: number }>`
        select count(*)::integer as n from pg_tables
        where schemaname = current_schema() and tablename = 'migration'`;
      return (await query.execute(trx)).rows[0]?.n === 1;
    },
    // A server checks its own files.
    soundness: () => Promise.resolve([]),
    refusal: refusalOf,
  };
}

/** ALWAYS: the trigger also fires in a session that plays replica. */
function guardStatements(table: string): readonly string[] {
  return [
    `create trigger ${table}_append_only before update or delete or truncate on ${table}
     for each statement execute function refuse_change()`,
    `alter table ${table} enable always trigger ${table}_append_only`,
  ];
}

/** SQLSTATE classes and Node's network codes, by their beginning. */
const REFUSALS: readonly (readonly [RegExp, LedgerRefusalCode])[] = [
  [/^(55P03|40001|40P01)$/, 'ledger-busy'],
  [/^(53100|58030)$/, 'ledger-full'],
  [/^XX00[12]$/, 'ledger-damaged'],
  [/^(08|28|3D|53|57P|ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|EPIPE)/, 'ledger-unreachable'],
];

/** The driver's own words for a lost connection; it gives these errors no code. */
const LOST = /^(Connection terminated|timeout exceeded when trying to connect)/;

function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof Error)) return null;
  const found = REFUSALS.find(([pattern]) => pattern.test(errorCode(error)));
  if (found !== undefined) return ledgerRefusal(found[1], error);
  return LOST.test(error.message) ? ledgerRefusal('ledger-unreachable', error) : null;
}
