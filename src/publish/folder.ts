/** The out folder: a file appears there whole or not at all. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Period } from '../model/period.ts';
import type { Outbox } from '../model/world.ts';

/** An outbox that writes under `folder`/<period>/. */
export function folderOutbox(folder: string): Outbox {
  return {
    async put(period: Period, fileName: string, bytes: Uint8Array): Promise<string> {
      const target = join(folder, period);
      await mkdir(target, { recursive: true });
      const path = join(target, fileName);
      await writeWhole(path, bytes);
      return path;
    },
  };
}

/** Writes beside the target, syncs and renames, so that a reader never meets half a file. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
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
