/** One at a time: commands that change the ledger hold a lock file while they run. */
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../model/refusal.ts';

const LOCK = 'tongbao.lock';

/**
 * Runs the work while holding the folder's lock; a lock whose process is gone is taken over.
 *
 * @throws Refusal `running` when another process holds it.
 */
export async function aloneIn<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, LOCK);
  await take(path);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<void> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = await open(path, 'wx', 0o600);
      await file.writeFile(String(process.pid));
      await file.close();
      return;
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
      const holder = Number(await readFile(path, 'utf8').catch(() => ''));
      if (Number.isInteger(holder) && holder > 0 && isAlive(holder)) break;
      await rm(path, { force: true });
    }
  }
  const hint = '请等它结束后再运行；如确定没有别的通报程序在运行，请稍后重试。';
  throw new Refusal('running', 'already-running', { message: '另一个通报程序正在运行。', hint });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
