/** Reading the plan's folder: what is missing, unreadable or too much is said, and a folder that is not there refused. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkPlan } from '../../src/check/plan.ts';
import { readPlanFiles } from '../../src/intake/plan-files.ts';
import { Refusal } from '../../src/model/refusal.ts';
import { CONFIG } from './plan-texts.ts';

let home = '';
let folder = '';

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'plan-'));
  folder = join(home, 'config');
  await cp(CONFIG, folder, { recursive: true });
});

afterEach(async () => {
  await rm(home, { recursive: true });
});

async function codes(): Promise<readonly string[]> {
  const { findings } = checkPlan(await readPlanFiles(folder));
  return findings.map(({ code, place }) => `${place.file} ${code}`);
}

describe('the plan’s folder', () => {
  it('is sound as shipped', async () => {
    expect(await codes()).toEqual([]);
  });

  it('may not lack a file', async () => {
    await rm(join(folder, 'forms.yaml'));
    expect(await codes()).toEqual(['config/forms.yaml PLAN_FILE_MISSING']);
  });

  it('is told when a file has another name', async () => {
    await cp(join(folder, 'tasks.yaml'), join(folder, 'task.yml'));
    expect(await codes()).toEqual(['config/task.yml PLAN_FILE_UNKNOWN']);
    expect(checkPlan(await readPlanFiles(folder)).value).not.toBeNull();
  });

  it('knows a file saved as GBK', async () => {
    const gbk = Buffer.from([0x23, 0x20, 0xce, 0xab, 0xb7, 0xbb, 0x0a]); // # 潍坊
    await writeFile(
      join(folder, 'delivery.yaml'),
      Buffer.concat([gbk, Buffer.from('attachments: []\nmore: 1\n')]),
    );
    expect(await codes()).toEqual([
      'config/delivery.yaml PLAN_FILE_NOT_UTF8',
      'config/delivery.yaml PLAN_KEY_UNKNOWN',
    ]);
  });

  it('refuses to read what is too large for a plan', async () => {
    await writeFile(join(folder, 'delivery.yaml'), '# 很长\n'.repeat(200_000));
    expect(await codes()).toEqual(['config/delivery.yaml PLAN_FILE_TOO_LARGE']);
  });

  it('is refused when it is not there', async () => {
    await rm(folder, { recursive: true });
    const refused = await readPlanFiles(folder).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ kind: 'usage', code: 'PLAN_NO_FOLDER' });
  });

  it('is refused when something in it cannot be read', async () => {
    await rm(join(folder, 'rules.yaml'));
    await cp(join(folder, 'schema'), join(folder, 'rules.yaml'), { recursive: true });
    await expect(readPlanFiles(folder)).rejects.toMatchObject({ code: 'PLAN_UNREADABLE' });
  });
});
