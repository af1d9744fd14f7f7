/** What lies in the inbox folder: the files to take, whatever their names are spelt in, and why the rest is left. */
import { constants, type BigIntStats, type Dirent } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { PLACE_WORDS } from '../model/catalogue/words.ts';
import { errorCode } from '../model/error-code.ts';
import type { LeftLying, LeftReason } from '../model/world.ts';
import type { NamedFile } from './file-moves.ts';
import { decodeText } from './text.ts';

/** Gone, locked by a program, or not ours to read: the next run looks again. */
export const LATER: readonly string[] = ['ENOENT', 'EBUSY', 'EACCES', 'EPERM', 'EAGAIN'];

/** A file that waits to be taken. */
export type Waiting = NamedFile & Readonly<{ stats: BigIntStats }>;

type Entry = NamedFile & Readonly<{ kind: Dirent<Buffer> }>;

/** What the systems themselves leave in folders: nobody sent it. */
const SYSTEM = /^(?:desktop\.ini|thumbs\.db|\.ds_store)$/i;

/** By their names: lock files of Office and LibreOffice, hidden files, half-finished downloads. */
const NOT_OURS: readonly (readonly [RegExp, LeftReason])[] = [
  [/^(?:~\$|\.~lock\.)/, 'lock-file'],
  [/^\./, 'hidden'],
  [/\.(?:tmp|part|crdownload|download)$/i, 'half-sent'],
];

/** Plain files only: no folders, no links. */
export async function waitingIn(folder: string): Promise<readonly Waiting[]> {
  const entries = (await entriesIn(folder)).filter((entry) => reasonFor(entry) === null);
  const waiting = await Promise.all(
    entries.map(async ({ path, name }) => {
      const stats = await statOf(path);
      return stats === null ? [] : [{ path, name, stats }];
    }),
  );
  return waiting.flat();
}

/** What lies there after a round, and why it was not taken. */
export async function leftIn(folder: string): Promise<readonly LeftLying[]> {
  const left = await Promise.all(
    (await entriesIn(folder)).map(async (entry) => {
      const reason = reasonFor(entry) ?? (await reasonUnread(entry.path));
      return reason === null ? [] : [{ fileName: entry.name, reason }];
    }),
  );
  return left.flat().sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
}

/** Why this is nothing to take, by what it is and what it is called; null for a file to take. */
function reasonFor({ name, kind }: Entry): LeftReason | null {
  const named = NOT_OURS.find(([pattern]) => pattern.test(name));
  if (named !== undefined) return named[1];
  if (kind.isFile()) return null;
  if (kind.isDirectory()) return 'folder';
  return kind.isSymbolicLink() ? 'link' : 'special';
}

/** Null when it is gone. */
async function reasonUnread(path: Buffer): Promise<LeftReason | null> {
  try {
    await access(path, constants.R_OK);
    return 'later';
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    return ['EACCES', 'EPERM'].includes(errorCode(error)) ? 'unreadable' : 'later';
  }
}

/** All but the inbox's own folder and what the systems left. A folder that does not exist is empty. */
async function entriesIn(folder: string): Promise<readonly Entry[]> {
  const found = await readEntries(folder);
  return found
    .map((kind) => ({ kind, name: nameOf(kind.name), path: pathIn(folder, kind.name) }))
    .filter(
      ({ name, kind }) => !SYSTEM.test(name) && !(name === PLACE_WORDS.done && kind.isDirectory()),
    );
}

async function readEntries(folder: string): Promise<readonly Dirent<Buffer>[]> {
  try {
    return await readdir(folder, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** A path by the bytes of its name, since not every name is UTF-8. */
function pathIn(folder: string, name: Buffer): Buffer {
  return Buffer.concat([Buffer.from(folder + sep), name]);
}

/** For people to read; names written by an old Windows are GBK. */
function nameOf(name: Buffer): string {
  return decodeText(name) ?? name.toString('utf8');
}

/** Null for what is gone or not ours to look at. */
export async function statOf(path: Buffer): Promise<BigIntStats | null> {
  try {
    return await stat(path, { bigint: true });
  } catch (error) {
    if (LATER.includes(errorCode(error))) return null;
    throw error;
  }
}
