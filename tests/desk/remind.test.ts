/** Reminding by the real command line: texts and a real PDF, once; what `status` says of it; what is refused. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Month } from '../../src/model/period.ts';
import { aHome, fileFor, report, run, type Ran } from '../build/home.ts';

const MINUTES = 120_000;
const STEP = '逾期3个工作日';

let home = '';

function json(ran: Ran): Record<string, unknown> {
  return JSON.parse(ran.stdout) as Record<string, unknown>;
}

beforeAll(async () => {
  home = await aHome();
  await report(home, '2007-05' as Month);
}, MINUTES);

afterAll(async () => {
  await rm(home, { recursive: true, force: true });
});

describe('the command remind', () => {
  it(
    'writes to who still owes, says so, and the second time writes nothing',
    async () => {
      const first = await run(home, 'remind', '--period', '2007-05', '--json');
      expect(first.code).toBe(0);
      const document = json(first);
      expect(document).toMatchObject({
        schema: 'tongbao.remind/1',
        period: '2007-05',
        reminders: [
          { unit: 'shouguang', name: '寿光市', step: STEP, faults: null, new: true },
          { unit: 'kaifaqu', name: '高新开发区', step: STEP, contact: { phone: '0536-0000003' } },
        ],
        waiting: [],
      });
      const files = document['files'] as readonly string[];
      expect(files).toHaveLength(3);
      const pdf = await readFile(files.find((path) => path.endsWith('.pdf'))!);
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      const again = await run(home, 'remind', '--period', '2007-05');
      expect(again.stdout).toMatch(
        /^2007年5月催报：这次催0个单位\n寿光市　逾期3个工作日　.*已经催过/,
      );
      expect(await readdir(join(home, 'data/out/2007-05/催报'))).toHaveLength(3);
    },
    MINUTES,
  );

  it('is told by status of whoever is missing', async () => {
    const { stdout } = await run(home, 'status', '--period', '2007-05');
    expect(stdout).toMatch(/寿光市　.*漏报　.*催过（逾期3个工作日）/);
    expect(stdout).toMatch(/高新开发区　.*（已延期）.*催过（逾期3个工作日）/);
    expect(stdout.split('\n').find((line) => line.startsWith('潍城区'))).not.toContain('催过');
    const { reports } = json(await run(home, 'status', '--period', '2007-05', '--json')) as {
      reports: readonly unknown[];
    };
    expect(reports).toMatchObject([
      { unit: 'weicheng', reminded: null },
      { unit: 'shouguang', reminded: { step: STEP } },
      { unit: 'kaifaqu', reminded: { step: STEP } },
    ]);
  });

  it.each([
    [
      'a step that the plan does not have',
      ['--step', '逾期9个工作日'],
      '截止前5个工作日、截止前1个工作日',
    ],
    ['a step that nobody understands', ['--step', '马上'], '没有“马上”这一步'],
    ['a unit that owes nothing', ['--unit', '诸城市'], '没有“诸城市”这个要报的单位'],
    ['an option of another command', ['--units'], '没有 --units'],
  ])('refuses %s', async (_, options, words) => {
    const { code, stderr } = await run(home, 'remind', '--period', '2007-05', ...options);
    expect(code).toBe(64);
    expect(stderr).toContain(words);
  });

  it.each(['2007-Q2', '2001-05'])('refuses the period %s', async (period) => {
    expect((await run(home, 'remind', '--period', period)).code).toBe(64);
  });

  it('takes in first what lies in the inbox: who has sent it is not reminded', async () => {
    await fileFor(home, '2007-05' as Month, 1);
    const { code, stdout } = await run(home, 'remind', '--period', '2007-05');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^先收了 1 份报表/);
    expect(stdout).not.toContain('寿光市');
    expect(stdout).toContain('高新开发区');
  });
});
