/** Folders that files are put into: each appears there whole or not at all. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { at, errorCode } from '../model/error-code.ts';
import type { Outbox } from '../model/world.ts';

/** A folder that is made when something is put into it. */
export type Folder = Readonly<{
  /** Takes the place of a file of that name, which may lie in a folder of this one; answers the path. */
  put(fileName: string, bytes: Uint8Array): Promise<string>;
  /** The same where no other file of that name is; null where there is one, which is left as it is. */
  putNew(fileName: string, bytes: Uint8Array): Promise<string | null>;
  /** Whether a file of that name holds these very bytes. */
  holds(fileName: string, bytes: Uint8Array): Promise<boolean>;
}>;

export function folderAt(folder: string): Folder {
  const put: Folder['put'] = async (fileName, bytes) => {
    const path = join(folder, fileName);
    await mkdir(dirname(path), { recursive: true });
    await writeWhole(path, bytes);
    return path;
  };
  return {
    put,
    async putNew(fileName, bytes) {
      const path = join(folder, fileName);
      await mkdir(folder, { recursive: true });
      if (await writeNew(path, bytes)) return path;
      return (await bytesAt(path))?.equals(bytes) === true ? path : null;
    },
    async holds(fileName, bytes) {
      return (await bytesAt(join(folder, fileName)))?.equals(bytes) === true;
    },
  };
}

/** An outbox that writes under `folder`/<period>/. */
export function folderOutbox(folder: string): Outbox {
  return {
    pathOf: (period, fileName) => join(folder, period, fileName),
    put: (period, fileName, bytes) => folderAt(join(folder, period)).put(fileName, bytes),
    read: (period, fileName) => bytesAt(join(folder, period, fileName)),
    names: () => namesIn(folder),
    remove: (period, fileName) => rm(join(folder, period, fileName), { force: true }),
  };
}

async function bytesAt(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Writes beside the target, syncs and renames, so that a reader never meets half a file. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const beside = await writeBeside(path, bytes);
  try {
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/**
 * The same, but never in the place of a file that is there or comes in the meantime. Where the folder knows no links (a
 * share), only of one that is there.
 *
 * @returns whether it was written.
 */
async function writeNew(path: string, bytes: Uint8Array): Promise<boolean> {
  if ((await bytesAt(path)) !== null) return false;
  const beside = await writeBeside(path, bytes);
  try {
    await link(beside, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    if (!LINKLESS.includes(errorCode(error))) throw error;
    await rename(beside, path);
    return true;
  } finally {
    await rm(beside, { force: true });
  }
}

/** How file systems say that they know no links. */
const LINKLESS: readonly string[] = ['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'];

async function writeBeside(path: string, bytes: Uint8Array): Promise<string> {
  const beside = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(beside, 'wx', 0o644);
    try {
      await at(path, file.writeFile(bytes));
      await file.sync();
    } finally {
      await file.close();
    }
    return beside;
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** A file that is not whole yet, or never became so. */
const ON_ITS_WAY = /^\.|\.[0-9a-f-]{36}\.part$/;

async function namesIn(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: unknown) => {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    },
  );
  return found
    .filter((entry) => entry.isFile() && !ON_ITS_WAY.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .sort();
}
