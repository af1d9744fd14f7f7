/** What is there of a home: its files by hash, and what its ledger says. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verify } from '../../src/keeping/verifying.ts';
import { openLedger } from '../../src/record/open.ts';
import { ledgerAt, type Home } from './kill-stages.ts';
import { moment, worldIn } from './world.ts';

export type Files = ReadonlyMap<string, string>;

/** A file that says by its name that it is not whole, or lies in a folder that does. */
const UNFINISHED = /\.(part|tmp)(\/|$)/;
/** A ledger's own files are held by what it says; what was put aside, and a backup's list, are others' to look at. */
const OWN = /\.sqlite(-wal|-shm)?$|^data\/恢复以前|^data\/备份\/.*清单\.json$/;

/** The files that anybody takes for whole, by path. */
export async function filesIn(folder: string): Promise<Files> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((name) => !UNFINISHED.test(name) && !OWN.test(name))
    .sort();
  const hash = async (name: string): Promise<string> =>
    createHash('sha256')
      .update(await readFile(join(folder, name)))
      .digest('hex');
  return new Map(await Promise.all(names.map(async (name) => [name, await hash(name)] as const)));
}

/** @property head of the log of acts, in which every act that counts has its hash. */
export type Held = Readonly<{
  head: string;
  receipts: number;
  numbers: readonly string[];
  sent: readonly string[];
  faults: readonly string[];
}>;

export async function heldIn(home: Home): Promise<Held> {
  const ledger = await openLedger(ledgerAt(home));
  try {
    const now = (): ReturnType<typeof moment> => moment('2007-06-11T09:00:00+08:00');
    const { head, findings } = await verify(await worldIn({ folder: home.folder, ledger, now }));
    const deliveries = await ledger.deliveries();
    return {
      head: head.hash,
      receipts: await ledger.arrivalCount(),
      numbers: (await ledger.editions()).map(({ documentNumber }) => documentNumber),
      sent: deliveries.map(
        ({ recipient, events }) =>
          `${recipient} ${String(events.filter(({ state }) => state === 'sent').length)}`,
      ),
      faults: findings.map(({ message }) => message),
    };
  } finally {
    await ledger.close();
  }
}
