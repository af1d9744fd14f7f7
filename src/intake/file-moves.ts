/** Files written whole or not at all, and moved without ever covering another. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { at, errorCode } from '../model/error-code.ts';

/** Writes beside the target first, so that nobody ever reads half a file. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = join(dirname(path), `.${randomUUID()}.tmp`);
  try {
    const file = await open(draft, 'wx');
    try {
      await at(path, file.writeFile(content));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** A file where it lies, and the name it goes by: what lies there may be spelt in bytes that are no UTF-8. */
export type NamedFile = Readonly<{ path: Buffer; name: string }>;

/**
 * Moves a file into a folder under its name, or with `mark` behind the stem when that is taken. A move that was cut
 * off half way is finished. Does nothing when the file is gone, and leaves one that a program holds open where it is:
 * the next run meets its key again and finishes the move.
 */
export async function moveAside(file: NamedFile, folder: string, mark: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let turn = 0; ; turn += 1) {
    const again = turn < 2 ? '' : `-${String(turn)}`;
    const target = nameWith(file.name, turn === 0 ? '' : `（${mark}${again}）`);
    if (await moved(file.path, join(folder, target))) return;
  }
}

/** Most file systems take 255 bytes for a name. */
const NAME_BYTES = 255;

function nameWith(name: string, mark: string): string {
  const extension = extname(name).length > 10 ? '' : extname(name);
  const stem = Array.from(name.slice(0, name.length - extension.length));
  while (Buffer.byteLength(`${stem.join('')}${mark}${extension}`) > NAME_BYTES) stem.pop();
  return `${stem.join('')}${mark}${extension}`;
}

/** Gone, or held by a program. */
const NOT_NOW = ['ENOENT', 'EBUSY', 'EPERM', 'EACCES'];

/** How file systems say that they know no second names (Windows calls it EISDIR). */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EISDIR'];

/** A second name first, then the first one goes: at no moment is the file without a name, and none is covered. */
async function moved(path: Buffer, target: string): Promise<boolean> {
  try {
    await link(path, target);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true;
    if (NO_LINKS.includes(errorCode(error))) return renamed(path, target);
    if (errorCode(error) !== 'EEXIST') throw error;
    if (!(await isSameFile(path, target))) return false;
  }
  await unless(NOT_NOW, unlink(path));
  return true;
}

/** Where there are no second names: only one process collects at a time, so nothing comes to the target meanwhile. */
async function renamed(path: Buffer, target: string): Promise<boolean> {
  if (await exists(target)) return false;
  await unless(NOT_NOW, rename(path, target));
  return true;
}

async function unless(codes: readonly string[], work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!codes.includes(errorCode(error))) throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function isSameFile(path: Buffer, target: string): Promise<boolean> {
  const [a, b] = await Promise.all([stat(path, { bigint: true }), stat(target, { bigint: true })]);
  return a.ino === b.ino && a.dev === b.dev;
}
