/** Workbooks as LibreOffice counts their formulas, where it is installed. */
import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const soffice = process.env['SOFFICE'] ?? '/usr/bin/soffice';

export const hasOffice = await access(soffice).then(
  () => true,
  () => false,
);

export const OFFICE_TIMEOUT = 300_000;

/** The same workbooks in the same order, opened, counted and saved as .xlsx. */
export async function countedByOffice(
  workbooks: readonly Uint8Array[],
): Promise<readonly Uint8Array[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tongbao-office-'));
  try {
    await mkdir(join(folder, 'in'));
    const names = workbooks.map((_, at) => `${String(at).padStart(3, '0')}.xlsx`);
    for (const [at, bytes] of workbooks.entries()) {
      await writeFile(join(folder, 'in', names[at]!), bytes);
    }
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const args = [profile, '--headless', '--convert-to', 'xlsx', '--outdir', join(folder, 'out')];
    // More than some 240 at once it leaves out without a word.
    for (let at = 0; at < names.length; at += 100) {
      const some = names.slice(at, at + 100).map((name) => join(folder, 'in', name));
      await promisify(execFile)(soffice, [...args, ...some], { timeout: OFFICE_TIMEOUT });
    }
    const counted = (await readdir(join(folder, 'out'))).sort();
    return await Promise.all(counted.map((name) => readFile(join(folder, 'out', name))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
