/** The inbox on shares that know no second names, lock open files, or keep some from being read. */
import { constants } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { folderInbox } from '../../src/intake/inbox.ts';
import type { Arrival } from '../../src/model/submission.ts';
import { receiptOf } from '../build/receipt.ts';
import { moment } from '../build/world.ts';

/** What the share answers, by the name of the call. */
const faults = vi.hoisted(() => new Map<string, string>());

vi.mock('node:fs/promises', async (original) => {
  const real: Readonly<Record<string, (...given: unknown[]) => Promise<unknown>>> =
    await original();
  const faulty = Object.entries(real).map(([name, call]) => [
    name,
    (...given: unknown[]): Promise<unknown> => {
      const code = faults.get(name);
      if (code === undefined) return call(...given);
      return Promise.reject(Object.assign(new Error(code), { code }));
    },
  ]);
  return { ...(Object.fromEntries(faulty) as Readonly<Record<string, unknown>>), constants };
});

let data = '';
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'tongbao-share-'));
  await mkdir(join(data, 'inbox'));
});
afterEach(async () => {
  faults.clear();
  await rm(data, { recursive: true, force: true });
});

async function taken(): Promise<readonly Arrival[]> {
  const arrivals: Arrival[] = [];
  const at = moment('2007-06-02T09:00:00+08:00');
  for await (const arrival of folderInbox(data).arrivals(at)) arrivals.push(arrival);
  return arrivals;
}

async function drop(name: string, text: string): Promise<void> {
  await writeFile(join(data, 'inbox', name), text);
  await utimes(join(data, 'inbox', name), 1, 1);
}

async function collectOnce(): Promise<void> {
  for (const arrival of await taken()) {
    await folderInbox(data).settle(arrival, receiptOf(arrival), 'x');
  }
}

describe('a share without second names', () => {
  it.each(['EPERM', 'ENOTSUP', 'ENOSYS', 'EISDIR'])('(%s) has its files put away', async (code) => {
    faults.set('link', code);
    await drop('寒亭区.xlsx', 'one');
    await collectOnce();
    await drop('寒亭区.xlsx', 'two');
    await collectOnce();
    expect((await readdir(join(data, 'inbox/已处理'))).sort()).toEqual([
      '寒亭区.xlsx',
      '寒亭区（回执0007）.xlsx',
    ]);
    expect(await readdir(join(data, 'inbox'))).toEqual(['已处理']);
  });

  it('leaves a file that a program holds open where it is, and makes no copies of it', async () => {
    faults.set('link', 'EPERM');
    faults.set('rename', 'EBUSY');
    await drop('寒亭区.xlsx', 'one');
    const [arrival] = await taken();
    const { moveAside } = await import('../../src/intake/file-moves.ts');
    const file = { path: Buffer.from(join(data, 'inbox/寒亭区.xlsx')), name: arrival!.fileName };
    for (let round = 0; round < 3; round += 1) {
      await moveAside(file, join(data, 'inbox/已处理'), '回执0007');
    }
    expect(await readdir(join(data, 'inbox/已处理'))).toEqual([]);
    expect(await folderInbox(data).left()).toEqual([{ fileName: '寒亭区.xlsx', reason: 'later' }]);
    faults.clear();
    await collectOnce();
    expect(await readdir(join(data, 'inbox/已处理'))).toEqual(['寒亭区.xlsx']);
  });

  it('has one second name however often the first cannot be taken away', async () => {
    faults.set('unlink', 'EBUSY');
    await drop('寒亭区.xlsx', 'one');
    for (let round = 0; round < 3; round += 1) await collectOnce();
    expect(await readdir(join(data, 'inbox/已处理'))).toEqual(['寒亭区.xlsx']);
    faults.clear();
    await collectOnce();
    expect((await readdir(join(data, 'inbox'))).sort()).toEqual(['已处理']);
  });
});

describe('a file that may not be read', () => {
  it('is left, and said to be', async () => {
    await drop('寒亭区.xlsx', 'one');
    await chmod(join(data, 'inbox/寒亭区.xlsx'), 0);
    faults.set('readFile', 'EACCES');
    faults.set('access', 'EACCES');
    expect(await taken()).toEqual([]);
    expect(await folderInbox(data).left()).toEqual([
      { fileName: '寒亭区.xlsx', reason: 'unreadable' },
    ]);
  });
});

describe('a receipt that cannot be written', () => {
  it('leaves no half of itself behind', async () => {
    await drop('寒亭区.xlsx', 'one');
    faults.set('rename', 'ENOSPC');
    await expect(collectOnce()).rejects.toThrow('ENOSPC');
    const written = await readdir(join(data, 'receipts'), { recursive: true });
    expect(written.filter((name) => /\.(?:tmp|json|txt)$/.test(name))).toEqual([]);
  });
});
