/** A copy of the ledger's file as it is at one moment, made while others write. */
import { closeSync, openSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';

/** All pages in one step: with others writing between steps it would begin anew each time. */
const RATE = 2 ** 31 - 1;

/** Readable by its owner alone, as the ledger is. @throws what the engine says; the copy is then worth nothing. */
export async function copyLedger(from: string, to: string): Promise<void> {
  const source = new DatabaseSync(from, { readOnly: true });
  try {
    closeSync(openSync(to, 'wx', 0o600));
    await backup(source, to, { rate: RATE });
  } finally {
    source.close();
  }
}
