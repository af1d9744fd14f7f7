/** Folders that files are put into: each appears there whole or not at all. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outbox } from '../model/world.ts';

/** A folder that is made when something is put into it. */
export type Folder = Readonly<{
  /** Takes the place of a file of that name; answers the path. */
  put(fileName: string, bytes: Uint8Array): Promise<string>;
}>;

export function folderAt(folder: string): Folder {
  return {
    async put(fileName, bytes) {
      await mkdir(folder, { recursive: true });
      const path = join(folder, fileName);
      await writeWhole(path, bytes);
      return path;
    },
  };
}

/** An outbox that writes under `folder`/<period>/. */
export function folderOutbox(folder: string): Outbox {
  return {
    pathOf: (period, fileName) => join(folder, period, fileName),
    put: (period, fileName, bytes) => folderAt(join(folder, period)).put(fileName, bytes),
  };
}

/** Writes beside the target, syncs and renames, so that a reader never meets half a file. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(beside, 'wx', 0o644);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
