/** The inbox folder: what lies in it is handed out once, answered beside it, and put away. */
import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { OUTCOME_WORDS, PLACE_WORDS } from '../model/catalogue/words.ts';
import type { Moment } from '../model/day.ts';
import type { Arrival, Receipt } from '../model/submission.ts';
import type { Inbox } from '../model/world.ts';
import { errorCode, moveAside, writeWhole } from './file-moves.ts';

const CHANNEL = 'folder';

/** A file that changed this lately may still be growing: it is looked at again after the pause. */
const FRESH_MS = 10_000;
const PAUSE_MS = 300;

/** Lock files of Office and LibreOffice, hidden files, half-finished downloads, what Windows leaves in folders. */
const NOT_OURS = /^(?:~\$|\.)|\.(?:tmp|part|crdownload|download)$|^(?:desktop\.ini|thumbs\.db)$/i;

/** Gone, locked by a program, or not ours to read: the next run looks again. */
const LATER = ['ENOENT', 'EBUSY', 'EACCES', 'EPERM', 'EAGAIN'];

type Waiting = Readonly<{ name: string; path: string; stats: BigIntStats }>;

/**
 * The inbox of a data folder: `inbox/` for what comes in, `inbox/已处理/` for what was taken, `receipts/` for the
 * answers. Folders that do not exist are empty, and made when something is written.
 */
export function folderInbox(dataFolder: string): Inbox {
  const inbox = join(dataFolder, 'inbox');
  return {
    arrivals: (at) => arrivals(inbox, at),
    waiting: async () => (await listed(inbox)).length,
    async settle(arrival, receipt, text) {
      await writeReceipt(join(dataFolder, 'receipts'), receipt, text);
      const path = join(inbox, arrival.fileName);
      const left = await statOf(path);
      // Another file may have come under the same name since: that one waits for its own turn.
      if (left === null || !arrival.key.startsWith(keyOf(left))) return;
      await moveAside(
        path,
        join(inbox, PLACE_WORDS.done),
        `${PLACE_WORDS.receipt}${numbered(receipt)}`,
      );
    },
  };
}

async function* arrivals(inbox: string, at: Moment): AsyncGenerator<Arrival> {
  const files = await settled(await listed(inbox));
  for (const file of [...files].sort(oldestFirst)) {
    const bytes = await bytesOf(file);
    if (bytes === null) continue;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const key = `${keyOf(file.stats)}${sha256}`;
    yield { key, bytes, sha256, channel: CHANNEL, fileName: file.name, at };
  }
}

/** The same file met again has the same key, a copy of it another: the file's own number and time are in it. */
function keyOf({ ino, mtimeNs }: BigIntStats): string {
  return `${CHANNEL}/${String(ino)}/${String(mtimeNs)}/`;
}

function oldestFirst(a: Waiting, b: Waiting): number {
  if (a.stats.mtimeNs !== b.stats.mtimeNs) return a.stats.mtimeNs < b.stats.mtimeNs ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}

/** Plain files only: no folders, no links. */
async function listed(inbox: string): Promise<readonly Waiting[]> {
  const found = await entriesOf(inbox);
  const waiting = await Promise.all(
    found
      .filter((entry) => entry.isFile() && !NOT_OURS.test(entry.name))
      .map(async ({ name }) => {
        const path = join(inbox, name);
        const stats = await statOf(path);
        return stats === null ? [] : [{ name, path, stats }];
      }),
  );
  return waiting.flat();
}

async function entriesOf(folder: string): ReturnType<typeof readEntries> {
  try {
    return await readEntries(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function readEntries(folder: string) {
  return readdir(folder, { withFileTypes: true });
}

async function statOf(path: string): Promise<BigIntStats | null> {
  try {
    return await stat(path, { bigint: true });
  } catch (error) {
    if (LATER.includes(errorCode(error))) return null;
    throw error;
  }
}

/** Leaves out what is still being written. */
async function settled(files: readonly Waiting[]): Promise<readonly Waiting[]> {
  const now = Date.now();
  if (files.some(({ stats }) => Math.abs(now - Number(stats.mtimeMs)) < FRESH_MS)) {
    await wait(PAUSE_MS);
  }
  const looked = await Promise.all(
    files.map(async (file) => ({ file, now: await statOf(file.path) })),
  );
  return looked.filter(({ file, now: stats }) => isSame(file.stats, stats)).map(({ file }) => file);
}

function isSame(before: BigIntStats, after: BigIntStats | null): boolean {
  return (
    before.ino === after?.ino && before.size === after.size && before.mtimeNs === after.mtimeNs
  );
}

/** Of a longer file only this much is taken: enough for it to be refused as too big; the file itself stays in 已处理. */
const TAKEN_AT_MOST = 6 * 1024 * 1024;

/** @returns null when the file cannot be read now, or changed while it was read. */
async function bytesOf({ path, stats }: Waiting): Promise<Uint8Array | null> {
  try {
    const bytes = stats.size > TAKEN_AT_MOST ? await headOf(path) : await readFile(path);
    return isSame(stats, await statOf(path)) ? bytes : null;
  } catch (error) {
    if (LATER.includes(errorCode(error))) return null;
    throw error;
  }
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(TAKEN_AT_MOST), 0, TAKEN_AT_MOST, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function numbered({ number }: Receipt): string {
  return String(number).padStart(4, '0');
}

/** As text that every Windows editor opens (with a byte order mark and its line ends), and as JSON. */
async function writeReceipt(folder: string, receipt: Receipt, text: string): Promise<void> {
  const stem = Array.from(receipt.fileName.replace(/\.[^.]*$/, '')).slice(0, 40);
  const name = `${numbered(receipt)}-${OUTCOME_WORDS[receipt.outcome]}-${safe(stem.join(''))}`;
  const place = join(
    folder,
    receipt.period ?? PLACE_WORDS.unknown,
    safe(receipt.unit ?? PLACE_WORDS.unknown),
  );
  const document = { schema: 'tongbao.receipt/1', ...receipt };
  await writeWhole(join(place, `${name}.json`), `${JSON.stringify(document, null, 2)}\n`);
  const lines = text.replace(/\r?\n/g, '\r\n');
  await writeWhole(join(place, `${name}.txt`), `\ufeff${lines}`);
}

/** A name that every file system takes. */
function safe(name: string): string {
  return name.replace(/[<>:"/\\|?*\u0000-\u001f]/g, '_').replace(/^\.+|[. ]+$/g, '_');
}
