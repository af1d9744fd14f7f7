/** SQLite by Node's own driver under the query layer: one local file, nothing to install, every commit synced. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import {
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely';
import { ledgerRefusal, type LedgerRefusalCode } from '../model/catalogue/ledger.ts';
import { Refusal } from '../model/refusal.ts';
import type { Engine, Spelling } from './engine.ts';
import type { Tables } from './tables.ts';

/** Below it a WAL file can be corrupted when two connections write and checkpoint at once (sqlite.org, 3.51.3 notes). */
const OLDEST_SQLITE = [3, 51, 3] as const;

/** How long a writer waits for its turn before it gives up. */
const PATIENCE_MS = 30_000;

const BUSY = 5;

const SPELLING: Spelling = {
  text: 'text',
  whole: 'integer',
  bytes: 'blob',
  // STRICT: without it 12.5 goes silently into an integer column.
  tableEnd: ' strict',
  guard: guardStatements,
  prelude: [],
};

/**
 * Opens the file, making it (0600) and its folder as needed; `:memory:` makes none.
 *
 * @throws Refusal `outsideDown` when the file cannot be opened or the SQLite is one that may corrupt it.
 */
export async function openSqlite(file: string): Promise<Engine> {
  const handle = await openFile(file).catch((error: unknown) => {
    throw openingRefusal(error);
  });
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => driverOf(handle),
      createIntrospector: (of) => new SqliteIntrospector(of),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  return {
    db,
    spelling: SPELLING,
    // BEGIN IMMEDIATE took the turn already.
    takeTurn: async () => Promise.resolve(),
    hasTables: async (trx) => {
      const query = sql<{
        n: number;
      }>`select count(*) as n from sqlite_master where name = 'migration'`;
      return (await query.execute(trx)).rows[0]?.n === 1;
    },
    soundness: async (trx) => {
      const found = await sql<{
        said: string;
      }>`select integrity_check as said from pragma_integrity_check where integrity_check <> 'ok'`.execute(
        trx,
      );
      const lost = await sql<{
        said: string;
      }>`select distinct "table" as said from pragma_foreign_key_check`.execute(trx);
      return [...found.rows, ...lost.rows].map(({ said }) => said);
    },
    refusal: refusalOf,
  };
}

/** Whatever goes wrong while a file is opened is the outside's doing. */
function openingRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return refusalOf(error) ?? ledgerRefusal('ledger-unreachable', error);
}

async function openFile(file: string): Promise<DatabaseSync> {
  const isKept = file !== ':memory:';
  if (isKept) {
    mkdirSync(dirname(file), { recursive: true });
    closeSync(openSync(file, 'a', 0o600));
  }
  const handle = new DatabaseSync(file, { timeout: PATIENCE_MS, defensive: true });
  try {
    const version = handle.prepare('select sqlite_version() as version').get()?.['version'];
    if (isTooOld(String(version))) throw ledgerRefusal('ledger-sqlite-old');
    handle.exec('pragma foreign_keys = on');
    handle.exec('pragma synchronous = full');
    await whenFree(handle, 'pragma journal_mode = wal');
    const mode = handle.prepare('pragma journal_mode').get()?.['journal_mode'];
    if (isKept && mode !== 'wal') throw ledgerRefusal('ledger-not-local');
    return handle;
  } catch (error) {
    handle.close();
    throw error;
  }
}

/** @param version `3.53.4`. */
export function isTooOld(version: string): boolean {
  const parts = version.split('.').map(Number);
  const at = OLDEST_SQLITE.findIndex((part, i) => (parts[i] ?? 0) !== part);
  return at >= 0 && (parts[at] ?? 0) < (OLDEST_SQLITE[at] ?? 0);
}

/**
 * Runs a statement that takes the write lock, waiting for another writer without holding up this process.
 *
 * SQLite's own wait blocks the thread: two ledgers in one process would wait for each other until both give up.
 */
async function whenFree(handle: DatabaseSync, statement: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  for (let wait = 1; ; wait = Math.min(wait * 2, 20)) {
    if (tryAtOnce(handle, statement, performance.now() > end)) return;
    await pause(wait);
  }
}

/** @returns false when another writer has the lock and it is not the last try. */
function tryAtOnce(handle: DatabaseSync, statement: string, isLastTry: boolean): boolean {
  handle.exec('pragma busy_timeout = 0');
  try {
    handle.exec(statement);
    return true;
  } catch (error) {
    if (primaryCode(error) !== BUSY || isLastTry) throw error;
    return false;
  } finally {
    handle.exec(`pragma busy_timeout = ${String(PATIENCE_MS)}`);
  }
}

function driverOf(handle: DatabaseSync): Driver {
  const connection = connectionOf(handle);
  return {
    init: async () => Promise.resolve(),
    acquireConnection: async () => Promise.resolve(connection),
    async beginTransaction(_connection, { accessMode }) {
      // A plain BEGIN that reads and then writes fails at once when another process wrote in between; no wait helps.
      if (accessMode === 'read only') handle.exec('begin');
      else await whenFree(handle, 'begin immediate');
    },
    async commitTransaction() {
      handle.exec('commit');
      await Promise.resolve();
    },
    async rollbackTransaction() {
      // A full disk has already rolled back by itself; a second rollback would hide the true error.
      if (handle.isTransaction) handle.exec('rollback');
      await Promise.resolve();
    },
    releaseConnection: async () => Promise.resolve(),
    async destroy() {
      handle.close();
      await Promise.resolve();
    },
  };
}

function connectionOf(handle: DatabaseSync): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const statement = handle.prepare(query.sql);
      const parameters = query.parameters.map(bindable);
      // Node's driver does not say whether a statement answers rows, but one that does has columns.
      if (statement.columns().length > 0) {
        return Promise.resolve({ rows: statement.all(...parameters) as R[] });
      }
      const { changes } = statement.run(...parameters);
      return Promise.resolve({ numAffectedRows: BigInt(changes), rows: [] });
    },
    streamQuery() {
      throw new Error('the ledger reads whole answers; nothing is streamed');
    },
  };
}

function bindable(value: unknown): SQLInputValue {
  if (value === null || value instanceof Uint8Array) return value;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
    return value;
  }
  throw new TypeError(`no column of the ledger takes a ${typeof value}`);
}

/** An `insert or replace` deletes without firing delete triggers, so an insert over an existing key is refused too. */
function guardStatements(table: string, keys: readonly (readonly string[])[]): readonly string[] {
  const refuse = (act: string): string =>
    `select raise(abort, 'ledger is append-only: ${act} of ${table} refused')`;
  const taken = keys
    .map((columns) => columns.map((column) => `${column} = new.${column}`).join(' and '))
    .map((same) => `exists (select 1 from ${table} where ${same})`)
    .join(' or ');
  return [
    `create trigger ${table}_no_update before update on ${table} begin ${refuse('update')}; end`,
    `create trigger ${table}_no_delete before delete on ${table} begin ${refuse('delete')}; end`,
    `create trigger ${table}_no_replace before insert on ${table} when ${taken} begin ${refuse('replace')}; end`,
  ];
}

/** SQLite's primary result code, or null for any other error. */
function primaryCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : null;
}

const REFUSALS: ReadonlyMap<number, LedgerRefusalCode> = new Map([
  [BUSY, 'ledger-busy'],
  [6, 'ledger-busy'],
  [8, 'ledger-unreachable'],
  [10, 'ledger-full'],
  [11, 'ledger-damaged'],
  [13, 'ledger-full'],
  [14, 'ledger-unreachable'],
  [26, 'ledger-damaged'],
]);

/** What an error of the engine means to people; null for a bug of ours. */
export function refusalOf(error: unknown): Refusal | null {
  const code = REFUSALS.get(primaryCode(error) ?? -1);
  return code === undefined ? null : ledgerRefusal(code, error);
}
