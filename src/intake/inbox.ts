/** The inbox folder: what lies in it is handed out once, answered beside it, and put away. */
import type { BigIntStats } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { OUTCOME_WORDS, PLACE_WORDS } from '../model/catalogue/words.ts';
import type { Moment } from '../model/day.ts';
import { errorCode } from '../model/error-code.ts';
import type { Arrival, Receipt } from '../model/submission.ts';
import type { Inbox } from '../model/world.ts';
import { moveAside, writeWhole } from './file-moves.ts';
import { LATER, leftIn, statOf, waitingIn, type Waiting } from './inbox-entries.ts';
import { takenBytes, type Taken } from './taken-bytes.ts';

const CHANNEL = 'folder';

/** A file that changed this lately may still be growing: it is looked at again after the pause. */
const FRESH_MS = 10_000;
const PAUSE_MS = 300;

/**
 * The inbox of a data folder: `inbox/` for what comes in, `inbox/已处理/` for what was taken, `receipts/` for the
 * answers. Folders that do not exist are empty, and made when something is written.
 */
export function folderInbox(dataFolder: string): Inbox {
  const inbox = join(dataFolder, 'inbox');
  return {
    arrivals: (at) => arrivals(inbox, at),
    waiting: async () => (await waitingIn(inbox)).length,
    left: () => leftIn(inbox),
    async isFresh(arrival) {
      if (arrival.channel !== CHANNEL) return false;
      const file = await fileOf(inbox, arrival);
      return file === null || isFresh(file.stats);
    },
    async isSettled(receipt) {
      return (await statOf(Buffer.from(`${answerPath(dataFolder, receipt)}.txt`))) !== null;
    },
    async settle(arrival, receipt, text, marked) {
      const answer = answerPath(dataFolder, receipt);
      if (marked !== undefined) await writeWhole(`${answer}-${PLACE_WORDS.marked}.xlsx`, marked);
      await writeReceipt(answer, receipt, text);
      const file = await fileOf(inbox, arrival);
      if (file === null) return;
      await moveAside(
        file,
        join(inbox, PLACE_WORDS.done),
        `${PLACE_WORDS.receipt}${numbered(receipt)}`,
      );
    },
  };
}

async function* arrivals(inbox: string, at: Moment): AsyncGenerator<Arrival> {
  const files = await settled(await waitingIn(inbox));
  for (const file of [...files].sort(oldestFirst)) {
    const taken = await takenFrom(file);
    if (taken === null) continue;
    const key = `${keyOf(file.stats)}${taken.sha256}`;
    yield { key, ...taken, channel: CHANNEL, fileName: file.name, at };
  }
}

/** The same file met again has the same key, a copy of it another: the file's own number and time are in it. */
function keyOf({ ino, mtimeNs }: BigIntStats): string {
  return `${CHANNEL}/${String(ino)}/${String(mtimeNs)}/`;
}

/**
 * The file that an arrival was read from; null when it is gone or has changed, or when another came under its name
 * since: that one waits for its own turn.
 */
async function fileOf(inbox: string, arrival: Arrival): Promise<Waiting | null> {
  if (arrival.channel !== CHANNEL) return null;
  const path = Buffer.from(join(inbox, arrival.fileName));
  const stats = await statOf(path);
  const isIt = (found: BigIntStats): boolean =>
    arrival.key.startsWith(keyOf(found)) &&
    found.size === BigInt(arrival.size ?? arrival.bytes.length);
  if (stats !== null && isIt(stats)) return { path, name: arrival.fileName, stats };
  // A name that is no UTF-8 is found by looking at all of them.
  const named = (await waitingIn(inbox)).filter(({ name }) => name === arrival.fileName);
  return named.find((file) => isIt(file.stats)) ?? null;
}

function oldestFirst(a: Waiting, b: Waiting): number {
  if (a.stats.mtimeNs !== b.stats.mtimeNs) return a.stats.mtimeNs < b.stats.mtimeNs ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}

/** Leaves out what is still being written. */
async function settled(files: readonly Waiting[]): Promise<readonly Waiting[]> {
  if (files.some(({ stats }) => isFresh(stats))) await wait(PAUSE_MS);
  const looked = await Promise.all(
    files.map(async (file) => ({ file, now: await statOf(file.path) })),
  );
  return looked.filter(({ file, now }) => isSame(file.stats, now)).map(({ file }) => file);
}

function isFresh({ mtimeMs }: BigIntStats): boolean {
  return Math.abs(Date.now() - Number(mtimeMs)) < FRESH_MS;
}

function isSame(before: BigIntStats, after: BigIntStats | null): boolean {
  return (
    before.ino === after?.ino && before.size === after.size && before.mtimeNs === after.mtimeNs
  );
}

/** @returns null when the file cannot be read now, or changed while it was read. */
async function takenFrom({ path, stats }: Waiting): Promise<Taken | null> {
  try {
    const taken = await takenBytes(path, stats.size);
    return isSame(stats, await statOf(path)) ? taken : null;
  } catch (error) {
    if (LATER.includes(errorCode(error))) return null;
    throw error;
  }
}

function numbered({ number }: Receipt): string {
  return String(number).padStart(4, '0');
}

/** Where a receipt's files stand, without their endings; the text is the last of them that is written. */
function answerPath(dataFolder: string, receipt: Receipt): string {
  const stem = Array.from(receipt.fileName.replace(/\.[^.]*$/, '')).slice(0, 40);
  const name = `${numbered(receipt)}-${OUTCOME_WORDS[receipt.outcome]}-${safe(stem.join(''))}`;
  const unit = safe(receipt.unit ?? PLACE_WORDS.unknown);
  return join(dataFolder, 'receipts', receipt.period ?? PLACE_WORDS.unknown, unit, name);
}

/** As text that every Windows editor opens (with a byte order mark and its line ends), and as JSON. */
async function writeReceipt(path: string, receipt: Receipt, text: string): Promise<void> {
  const document = { schema: 'tongbao.receipt/1', ...receipt };
  await writeWhole(`${path}.json`, `${JSON.stringify(document, null, 2)}\n`);
  const lines = text.replace(/\r?\n/g, '\r\n');
  await writeWhole(`${path}.txt`, `\ufeff${lines}`);
}

/** A name that every file system takes. */
function safe(name: string): string {
  return name.replace(/[<>:"/\\|?*\u0000-\u001f]/g, '_').replace(/^\.+|[. ]+$/g, '_');
}
