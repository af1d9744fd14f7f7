/** The key that forms are signed with: made at first use, readable by its owner alone. */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ledgerRefusal } from '../model/catalogue/ledger.ts';
import { errorCode } from '../model/error-code.ts';
import { sha256Of } from '../model/sha256.ts';
import type { Ledger } from '../model/world.ts';

/**
 * Reads the key; makes and keeps one where there is none.
 *
 * @param keep false for who only reads: a key that nobody has signed with is left nowhere.
 * @throws Refusal `notAllowed` when the file is there and holds no key.
 */
export function formKey(file: string, keep: boolean): string {
  const found = readKey(file);
  if (found !== null) return found;
  const made = randomBytes(32).toString('hex');
  return keep ? kept(file, made) : made;
}

/**
 * Holds the key to the one that a ledger's other machines sign with: one machine's forms would come back from the next.
 *
 * @param keep false for who only reads: the ledger remembers no key of theirs.
 * @throws Refusal `notAllowed` when the ledger remembers another key.
 */
export async function holdToLedger(
  key: string,
  ledger: Pick<Ledger, 'formKey'>,
  keep: boolean,
): Promise<void> {
  const own = fingerprintOf(key);
  const held = await ledger.formKey(keep ? own : null);
  if (held !== null && held !== own) throw ledgerRefusal('form-key-other');
}

/** Tells one key from another and gives none away. */
export function fingerprintOf(key: string): string {
  return sha256Of(key).slice(0, 16);
}

/** Under its name only when it is whole; of two processes that make one, the first one's stays. */
function kept(file: string, made: string): string {
  mkdirSync(dirname(file), { recursive: true });
  const half = `${file}.${made.slice(0, 8)}`;
  writeFileSync(half, `${made}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(half, file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(half, { force: true });
  }
  return readKey(file) ?? made;
}

function readKey(file: string): string | null {
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (!/^[0-9a-f]{64}$/.test(text)) throw ledgerRefusal('form-key');
    return text;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
