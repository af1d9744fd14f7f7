/** Locks a sheet against slips of the hand. It keeps no secret: everything is checked again when the file comes in. */
import { createHash } from 'node:crypto';
import type { Worksheet, WorksheetProtection } from 'exceljs';

/** Missing from exceljs's own types; its `protect` takes its salt from chance. */
type LockableSheet = Worksheet & { sheetProtection: object | null };

/** Excel's own 100 000 turns take a third of a second a sheet and guard nothing here. */
const SPIN_COUNT = 1000;
/** Known to the administrator from the handbook. */
const PASSWORD = 'tongbao';

const ALLOWED: Partial<WorksheetProtection> = {
  selectLockedCells: true,
  selectUnlockedCells: true,
  formatColumns: true,
  formatRows: true,
};

/**
 * Protects the sheet. The salt comes from `seed` instead of chance, so that the same form has the same bytes.
 *
 * The hash is that of ECMA-376 Part 1 §18.3.1.85: SHA-512 of salt and password in UTF-16LE, then turned
 * `spinCount` times with the turn's number behind it.
 */
export function lockSheet(page: Worksheet, seed: string): void {
  const salt = createHash('sha256').update(seed).digest().subarray(0, 16);
  let hash = sha512(salt, Buffer.from(PASSWORD, 'utf16le'));
  for (let turn = 0; turn < SPIN_COUNT; turn += 1) {
    const number = Buffer.alloc(4);
    number.writeUInt32LE(turn);
    hash = sha512(hash, number);
  }
  (page as LockableSheet).sheetProtection = {
    sheet: true,
    ...ALLOWED,
    algorithmName: 'SHA-512',
    saltValue: salt.toString('base64'),
    hashValue: hash.toString('base64'),
    spinCount: SPIN_COUNT,
  };
}

function sha512(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha512');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
