/** The key that forms are signed with: made once, its owner's alone, never quietly replaced. */
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintOf, formKey, holdToLedger } from '../../src/record/form-key.ts';
import { openLedger } from '../../src/record/open.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongbao-key-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('formKey', () => {
  it('is made at first use and the same from then on, for its owner alone', async () => {
    const file = join(folder, 'data/form-key');
    const key = formKey(file, true);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect([formKey(file, true), formKey(file, false)]).toEqual([key, key]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'data'))).toEqual(['form-key']);
  });

  it('is left nowhere by who only reads', async () => {
    expect(formKey(join(folder, 'form-key'), false)).not.toBe(
      formKey(join(folder, 'form-key'), false),
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not replaced where the file holds something else', async () => {
    const file = join(folder, 'form-key');
    await writeFile(file, 'abc');
    expect(() => formKey(file, true)).toThrow('data/form-key');
  });
});

describe('a ledger that several machines share', () => {
  const [first, second] = ['a'.repeat(64), 'b'.repeat(64)] as const;

  it('refuses the machine with another key, whether it writes or reads', async () => {
    const ledger = await openLedger({ file: join(folder, 'ledger.sqlite') });
    await holdToLedger(second, ledger, false);
    expect(await ledger.formKey(null)).toBeNull();
    await holdToLedger(first, ledger, true);
    await holdToLedger(first, ledger, false);
    for (const writes of [true, false]) {
      await expect(holdToLedger(second, ledger, writes)).rejects.toMatchObject({
        kind: 'notAllowed',
        hint: expect.stringContaining('复制到本机的 data 文件夹') as string,
      });
    }
    expect(await ledger.formKey(null)).toBe(fingerprintOf(first));
    await ledger.close();
  });

  it('is told nothing that gives the key away', () => {
    expect(fingerprintOf(first)).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprintOf(first)).not.toBe(fingerprintOf(second));
  });
});
