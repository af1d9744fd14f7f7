/** What the ledger asks of a database engine: a query layer, its spelling of the tables, and turns at writing. */
import type { Kysely, Transaction } from 'kysely';
import type { Refusal } from '../model/refusal.ts';
import type { Tables } from './tables.ts';

/** How an engine spells what the two do not share. */
export type Spelling = Readonly<{
  /** Text that compares by code point, whatever the server's locale. */
  text: string;
  /** 64-bit whole numbers. */
  whole: string;
  bytes: string;
  /** Ends a `create table`. */
  tableEnd: string;
  /** Statements that make a table refuse every change but an insert; `keys` are its unique columns. */
  guard: (table: string, keys: readonly (readonly string[])[]) => readonly string[];
  /** Statements that must stand before the first guard. */
  prelude: readonly string[];
}>;

export type Engine = Readonly<{
  db: Kysely<Tables>;
  spelling: Spelling;
  /** Makes a begun transaction the only one that writes until it ends. */
  takeTurn: (trx: Transaction<Tables>) => Promise<void>;
  /** Whether a ledger was laid down here before. */
  hasTables: (trx: Transaction<Tables>) => Promise<boolean>;
  /** What the engine's own check finds wrong with the file; none where it has no such check. */
  soundness: (trx: Transaction<Tables>) => Promise<readonly string[]>;
  /** The refusal an engine's error stands for; null for one that is a bug of ours. */
  refusal: (error: unknown) => Refusal | null;
}>;

/** Runs work in one transaction that writes alone: what it reads is still so when it commits. */
export async function writing<T>(
  engine: Engine,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return engine.db.transaction().execute(async (trx) => {
    await engine.takeTurn(trx);
    return work(trx);
  });
}

/** Runs several reads over one unchanging state. */
export async function reading<T>(
  engine: Engine,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  const transaction = engine.db.transaction().setAccessMode('read only');
  return transaction.setIsolationLevel('repeatable read').execute(work);
}
