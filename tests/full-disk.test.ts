/**
 * A disk that is full, at ten sizes of it: whoever waits for a command is told what to do, nothing is torn, nothing is given
 * out that rests on too little, and the same commands go on once there is room.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Month } from '../src/model/period.ts';
import { aHome, fileFor, runPaperless } from './build/home.ts';
import { LONG } from './build/long.ts';

const MAY = '2007-05' as Month;
const LINE = [
  ['collect'],
  ['draft', '--period', MAY],
  ['review', '--period', MAY],
  ['sign', '--period', MAY],
  ['release', MAY],
  ['backup'],
] as const;
const SIZES = LONG
  ? (['100k', '200k', '300k', '400k', '500k', '600k', '750k', '900k', '1200k', '3m'] as const)
  : (['300k'] as const);
const ROOMY = '60m';

let home = '';

function mount(...options: readonly string[]): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options.join(','), 'tmpfs', join(home, 'data')]);
}

/** Whether a small disk can be made here: wants the system's administrator, and a system that lets them. */
async function canMount(): Promise<boolean> {
  home = join(tmpdir(), `tongbao-mount-${String(process.pid)}`);
  await mkdir(join(home, 'data'), { recursive: true });
  try {
    mount('size=16k');
    execFileSync('umount', [join(home, 'data')]);
    return true;
  } catch {
    return false;
  } finally {
    await rm(home, { recursive: true });
  }
}

/** A home with three units' forms in its inbox, whose data/ lies on a disk of a size. */
async function homeOn(size: string): Promise<void> {
  home = await aHome();
  await mkdir(join(home, 'data'));
  mount(`size=${size}`);
  for (const at of [0, 1, 2]) await fileFor(home, MAY, at);
}

afterEach(async () => {
  execFileSync('umount', [join(home, 'data')]);
  await rm(home, { recursive: true });
});

/**
 * What the pages that were given out say, by name and hash. A home's own key is in its forms' hashes, and so in the
 * snapshot's, and the minute at which it was collected is printed.
 */
async function givenOut(): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(join(home, 'data'), { recursive: true });
  const files = names.filter((name) => /号\/.*\.pdf$/.test(name)).sort();
  const hash = async (name: string): Promise<string> => {
    const page = await readFile(join(home, 'data', name), 'utf8');
    const said = page
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll(/[0-9a-f]{6,}|\d+时\d+分|\d\d:\d\d/g, '');
    return createHash('sha256').update(said).digest('hex');
  };
  return new Map(await Promise.all(files.map(async (name) => [name, await hash(name)] as const)));
}

async function leftovers(): Promise<readonly string[]> {
  const names = await readdir(join(home, 'data'), { recursive: true });
  return names.filter((name) => /\.(part|tmp)$|tongbao\.lock/.test(name));
}

/**
 * Runs a command that the disk may fail. @returns whether it was done.
 *
 * @param behind whether it comes behind one that failed: it may be refused for what that one has not done.
 */
async function tried(argv: readonly string[], behind: boolean): Promise<boolean> {
  const { code, stderr } = await runPaperless(home, ...argv);
  if (code === 0) return true;
  if (behind && [64, 77].includes(code)) return false;
  expect([code, stderr]).toEqual([
    69,
    expect.stringMatching(/磁盘.*满[^]*怎么办：.*磁盘|磁盘已满，请/),
  ]);
  expect(stderr).toMatch(/data/);
  expect(stderr).not.toMatch(/^\s+at /m);
  return false;
}

/** What is given out from all three forms on a disk with room. */
let whole: ReadonlyMap<string, string> = new Map();

describe.skipIf(!(await canMount()))(
  'a full disk (a small tmpfs, where one can be mounted)',
  () => {
    beforeAll(async () => {
      if (!LONG) return;
      await homeOn(ROOMY);
      for (const argv of LINE) expect((await runPaperless(home, ...argv)).code).toBe(0);
      whole = await givenOut();
      expect(whole.size).toBe(4);
      execFileSync('umount', [join(home, 'data')]);
      await rm(home, { recursive: true });
    }, 120_000);

    it.each(SIZES)(
      'of %s',
      async (size) => {
        await homeOn(size);
        const line = LONG ? LINE : LINE.slice(0, 1);
        let at = 0;
        while (at < line.length && (await tried(line[at]!, false))) at += 1;
        expect(at).toBeLessThan(line.length);
        // Whoever goes on all the same gets nothing out.
        for (const argv of line.slice(at + 1)) {
          await tried(argv, true);
          for (const [name, hash] of await givenOut()) expect(whole.get(name), name).toBe(hash);
        }
        expect(await leftovers()).toEqual([]);
        mount('remount', `size=${ROOMY}`);
        for (const argv of line.slice(at)) {
          const { code, stderr } = await runPaperless(home, ...argv);
          expect(code, stderr).toBe(0);
        }
        const { code, stdout } = await runPaperless(home, 'verify', '--json');
        expect(code, stdout).toBe(0);
        const receipts = await readdir(join(home, 'data/receipts'), { recursive: true });
        expect(receipts.filter((name) => name.endsWith('.json'))).toHaveLength(3);
        expect(await givenOut()).toEqual(whole);
        expect(await leftovers()).toEqual([]);
      },
      120_000,
    );
  },
);
