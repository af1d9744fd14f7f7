/** A copy of the ledger's file as it is at one moment, made while others write. */
import { closeSync, openSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { refusalOf } from './sqlite.ts';

/** All pages in one step: with others writing between steps it would begin anew each time. */
const RATE = 2 ** 31 - 1;

/** Readable by its owner alone, as the ledger is. @throws Refusal as the ledger's methods do; the copy is then worth nothing. */
export async function copyLedger(from: string, to: string): Promise<void> {
  const source = new DatabaseSync(from, { readOnly: true });
  try {
    closeSync(openSync(to, 'wx', 0o600));
    await backup(source, to, { rate: RATE });
  } catch (error) {
    throw refusalOf(error) ?? error;
  } finally {
    source.close();
  }
}
