/** Files written whole or not at all, and moved without ever covering another. */
import { randomUUID } from 'node:crypto';
import { copyFile, constants, link, mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

/** The code of a system error (`EEXIST`); empty for anything else. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

/** Writes beside the target first, so that nobody ever reads half a file. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = join(dirname(path), `.${randomUUID()}.tmp`);
  const file = await open(draft, 'wx');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

/**
 * Moves a file into a folder under its own name, or with `mark` behind the stem when that is taken. A move that was
 * cut off half way is finished. Does nothing when the file is gone.
 */
export async function moveAside(path: string, folder: string, mark: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const name = basename(path);
  const stem = name.slice(0, name.length - extname(name).length);
  for (let turn = 0; ; turn += 1) {
    const again = turn < 2 ? '' : `-${String(turn)}`;
    const target = turn === 0 ? name : `${stem}（${mark}${again}）${extname(name)}`;
    if (await moved(path, join(folder, target))) return;
  }
}

/** @returns false when another file stands at the target. */
async function moved(path: string, target: string): Promise<boolean> {
  try {
    await place(path, target);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true;
    if (errorCode(error) !== 'EEXIST') throw error;
    if (!(await isSameFile(path, target))) return false;
  }
  await removed(path);
  return true;
}

/** A file that a program holds open stays where it is; the next run meets its key again and finishes the move. */
async function removed(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!['ENOENT', 'EBUSY', 'EPERM', 'EACCES'].includes(errorCode(error))) throw error;
  }
}

/** A second name first, then the first one goes: at no moment is the file without a name. Some shares know no links. */
async function place(path: string, target: string): Promise<void> {
  try {
    await link(path, target);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EXDEV'].includes(errorCode(error))) throw error;
    await copyFile(path, target, constants.COPYFILE_EXCL);
  }
}

async function isSameFile(path: string, target: string): Promise<boolean> {
  const [a, b] = await Promise.all([stat(path, { bigint: true }), stat(target, { bigint: true })]);
  return a.ino === b.ino && a.dev === b.dev;
}
