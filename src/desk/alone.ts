/** One at a time: commands that change the ledger hold a lock file while they run. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { at, errorCode } from '../model/error-code.ts';
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
  const mine = `${String(process.pid)} ${randomUUID()} ${await birthOf(process.pid)}`;
  if (!(await placed(path, mine)) && !((await clearedStale(path)) && (await placed(path, mine)))) {
    const hint = `请等它结束后再运行；如确定没有别的通报程序在运行，请删除文件“${path}”后重试。`;
    throw new Refusal('running', 'already-running', { message: '另一个通报程序正在运行。', hint });
  }
  try {
    return await work();
  } finally {
    if ((await holderOf(path)) === mine) await rm(path, { force: true });
  }
}

/** Writes the holder first and links it into place, so that a lock is never seen without its holder. */
async function placed(path: string, holder: string): Promise<boolean> {
  const beside = `${path}.${randomUUID()}`;
  try {
    await at(path, writeFile(beside, holder, { mode: 0o600 }));
    await link(beside, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(beside, { force: true });
  }
}

/** Moves a dead process's lock aside: of two that try, only one moves it, and a fresh lock moved by mistake is put back. */
async function clearedStale(path: string): Promise<boolean> {
  const stale = await holderOf(path);
  if (stale === null || (await isAlive(stale))) return stale === null;
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true;
    throw error;
  }
  const moved = await holderOf(aside);
  if (moved !== stale && moved !== null) await placed(path, moved);
  await rm(aside, { force: true });
  return moved === stale;
}

async function holderOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** @param holder as it stands in the lock. After a restart of the machine its number may be another process's. */
async function isAlive(holder: string): Promise<boolean> {
  const [number, , birth = ''] = holder.split(' ');
  const pid = Number(number);
  if (!Number.isInteger(pid) || pid <= 0 || !isTaken(pid)) return false;
  return birth === '' || ['', birth].includes(await birthOf(pid));
}

function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Which start of the machine a process belongs to, and when in it it began; empty where the system does not tell. */
async function birthOf(pid: number): Promise<string> {
  const told = [BOOT, `/proc/${String(pid)}/stat`].map((path) => readFile(path, 'utf8'));
  const [boot, stat] = await Promise.all(told).catch(() => []);
  if (boot === undefined || stat === undefined) return '';
  // The 22nd field of proc_pid_stat(5); the second, the name, may hold spaces.
  const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return `${boot.trim()}/${began}`;
}

const BOOT = '/proc/sys/kernel/random/boot_id';
