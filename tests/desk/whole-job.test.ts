/** The whole job by the real command line: the sample, a month of an office's own, and what goes wrong on the way. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formSheetOf } from '../../src/model/form.ts';
import type { Month } from '../../src/model/period.ts';
import type { OrgUnitId, Plan } from '../../src/model/plan.ts';
import type { Period } from '../../src/model/period.ts';
import { openPlan } from '../../src/outside.ts';
import { walkPrinted } from '../build/printed-ids.ts';
import { formBytes } from '../../src/line/issuing.ts';
import { aFilling } from '../build/filling.ts';
import { formKey } from '../../src/record/form-key.ts';
import { NO_PREFILLS } from '../build/prefills.ts';
import { LONG } from '../build/long.ts';

const ROOT = join(import.meta.dirname, '../..');
const CONFIG = join(ROOT, 'tests/golden/three-units/config');
const MINUTES = 120_000;

type Ran = Readonly<{ code: number; stdout: string; stderr: string }>;

const homes: string[] = [];

async function aHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'tongbao-job-'));
  homes.push(home);
  await cp(CONFIG, join(home, 'config'), { recursive: true });
  await cp(join(ROOT, 'templates'), join(home, 'templates'), { recursive: true });
  return home;
}

function tongbao(home: string, ...argv: readonly string[]): Promise<Ran> {
  const args = [join(ROOT, 'src/main.ts'), ...argv];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: home }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

function document(ran: Ran): Record<string, unknown> {
  return JSON.parse(ran.stdout) as Record<string, unknown>;
}

async function hashOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

afterAll(async () => {
  for (const home of homes) await rm(home, { recursive: true, force: true });
});

describe('the sample', () => {
  let home = '';
  let first: Ran;

  beforeAll(async () => {
    home = await aHome();
    first = await tongbao(home, 'sample');
  }, MINUTES);

  it('ends with the paths of the two bulletins', async () => {
    expect(first.code).toBe(0);
    const [monthly = '', yearly = ''] = first.stdout.trimEnd().split('\n').slice(-2);
    for (const [line, word] of [
      [monthly, '月报 '],
      [yearly, '年报 '],
    ] as const) {
      expect(line.startsWith(word)).toBe(true);
      const bytes = await readFile(line.slice(word.length));
      expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    }
  });

  it(
    'adds nothing the second time and gives the same bytes',
    async () => {
      const paths = first.stdout
        .trimEnd()
        .split('\n')
        .slice(-2)
        .map((line) => line.slice(3));
      const before = await Promise.all(paths.map(hashOf));
      const taken = await readdir(join(home, 'data/inbox/已处理'));
      const second = await tongbao(home, 'sample');
      expect(second.stdout).toBe(first.stdout);
      expect(await Promise.all(paths.map(hashOf))).toEqual(before);
      expect(await readdir(join(home, 'data/inbox/已处理'))).toEqual(taken);
    },
    MINUTES,
  );

  it.each(['2007-05', '2006'])('explains every figure that is printed of %s', async (period) => {
    const { printed, unexplained } = await walkPrinted(home, period as Period);
    expect(printed).toBeGreaterThan(50);
    expect(unexplained).toEqual([]);
  });

  it.runIf(LONG)(
    'drafts a section and each unit’s one page beside the bulletin, and explains what they print',
    async () => {
      const may = ['--period', '2007-05'];
      const bulletin = first.stdout.trimEnd().split('\n').at(-2)!.slice(3);
      const before = await hashOf(bulletin);
      const section = document(
        await tongbao(home, 'draft', ...may, '--section', '人才工作', '--json'),
      );
      expect(section).toMatchObject({
        schema: 'tongbao.draft/1',
        period: '2007-05',
        attachments: [],
      });
      expect(section['pdf']).toBe(
        join(bulletin, '../关于2007年5月人才工作进展情况的通报（拟稿）.pdf'),
      );
      const { slips } = document(await tongbao(home, 'draft', ...may, '--units', '--json')) as {
        slips: readonly { name: string; pages: number; pdf: string; sha256: string }[];
      };
      expect(slips.map(({ name, pages }) => [name, pages])).toEqual([
        ['潍城区', 1],
        ['寿光市', 1],
        ['高新开发区', 1],
      ]);
      for (const { name, pdf, sha256 } of slips) {
        expect(pdf).toBe(join(bulletin, `../一县一单/${name}.pdf`));
        expect(await hashOf(pdf)).toBe(sha256);
      }
      const again = await tongbao(home, 'draft', ...may, '--unit', 'shouguang', '--json');
      expect(document(again)['slips']).toEqual([slips[1]]);
      expect(await hashOf(bulletin)).toBe(before);
      const unit = { unit: 'shouguang' as OrgUnitId };
      for (const about of [{ section: { id: 'rencai', name: '人才工作' } }, unit]) {
        const { printed, unexplained } = await walkPrinted(home, '2007-05' as Period, about);
        expect(printed).toBeGreaterThan(20);
        expect(unexplained).toEqual([]);
      }
      const need = ['--unit', '寿光市', '--figure', 'RC01/shouguang/needed'];
      const explained = await tongbao(home, 'explain', ...may, ...need);
      expect(explained.stdout).toContain('算法：（年度目标－本年累计或期末数）÷本年剩余月数');
    },
  );

  it.each([
    [['--section', '没有的部分'], 'usage-section', '可以写名称或代号：人才工作（rencai）'],
    [['--unit', '没有的县'], 'usage-unit', '潍城区（weicheng）、寿光市（shouguang）'],
    [['--unit', '寿光市', '--units'], 'usage-about', '请只留一个'],
  ])('refuses %s and names what there is', async (options, code, hint) => {
    const ran = await tongbao(home, 'draft', '--period', '2007-05', ...options, '--json');
    expect([ran.code, document(ran)['code']]).toEqual([64, code]);
    expect(document(ran)['hint']).toContain(hint);
  });

  it('lists what can be explained, and the figures like a name that is no id', async () => {
    const listed = await tongbao(home, 'explain', '--period', '2007-05');
    expect(listed.code).toBe(0);
    const [head, ...figures] = listed.stdout.trimEnd().split('\n');
    expect(head).toBe(`2007年5月可查的数共 ${String(figures.length)} 个，编号、名称和数值如下：`);
    const asked = ['explain', '--period', '2007-05', '--figure'];
    const like = await tongbao(home, ...asked, '潍城区人才累计');
    expect(like.code).toBe(64);
    expect(like.stderr).toMatch(
      /^有 \d+ 个数与“潍城区人才累计”相近，要查的是哪一个？\n怎么办：请写编号/,
    );
    expect(like.stderr).toContain('RC01/weicheng/cumulative　潍城区“');
    const alias = await tongbao(home, ...asked, 'RC01/weicheng/cumulativeValue');
    expect(alias.stdout).toContain('［RC01/weicheng/cumulative］');
    const named = await tongbao(home, ...asked, '寿光市引进人才本年累计');
    expect([named.code, named.stdout.split('\n')[0]]).toEqual([
      0,
      expect.stringContaining('［RC01/shouguang/cumulative］'),
    ]);
  });

  it('hands out the very bytes that a figure rests on', async () => {
    const out = join(home, 'originals');
    const figure = ['--period', '2007-05', '--figure', 'RC01/city/cumulative'];
    const explained = document(
      await tongbao(home, 'explain', ...figure, '--out', out, '--json'),
    ) as unknown as {
      operands: readonly { sources: readonly { sha256: string }[] }[];
      originals: readonly string[];
    };
    const named = explained.operands.flatMap(({ sources }) => sources.map(({ sha256 }) => sha256));
    expect(named.length).toBeGreaterThan(1);
    const handed = await Promise.all(explained.originals.map(hashOf));
    expect([...handed].sort()).toEqual([...new Set(named)].sort());
  });

  it('prints the JSON that it writes, and answers the scoreboard to --json whatever file is exported', async () => {
    const plain = await tongbao(home, 'export', '--period', '2007-05', '--json');
    const json = await tongbao(home, 'export', '--period', '2007-05', '--format', 'json');
    const file = join(home, 'data/out/2007-05/汇总表.json');
    expect(json.stdout.trimEnd()).toBe((await readFile(file, 'utf8')).trimEnd());
    expect(document(json)).toEqual(document(plain));
    for (const format of ['xlsx', 'csv']) {
      const asked = ['export', '--period', '2007-05', '--format', format];
      expect((await tongbao(home, ...asked, '--json')).stdout).toBe(plain.stdout);
      const { stdout } = await tongbao(home, ...asked);
      expect(stdout.trimEnd()).toBe(`已导出：${join(home, `data/out/2007-05/汇总表.${format}`)}`);
    }
  });

  it('refuses a period before its ledger begins', async () => {
    for (const argv of [
      ['draft', '--period', '2005-12'],
      ['run', '--period', '2005'],
    ]) {
      const ran = await tongbao(home, ...argv, '--json');
      expect(ran.code).toBe(64);
      expect(document(ran)).toMatchObject({ code: 'period-before-ledger' });
      expect(ran.stderr).toContain('台账从2006年1月开始');
    }
    expect(await readdir(join(home, 'data/out'))).not.toContain('2005-12');
  });

  it(
    'says so when nobody has reported, and when the due moment has not come',
    async () => {
      const early = ['draft', '--period', '2007-06', '--now', '2007-06-20T09:00:00+08:00'];
      const ran = await tongbao(home, ...early, '--json');
      expect(ran.code).toBe(0);
      const { findings } = document(ran) as unknown as { findings: readonly { code: string }[] };
      expect(findings.map(({ code }) => code)).toEqual(['D_NOT_DUE', 'D_NO_REPORTS']);
      expect(ran.stderr).toMatch(/\[核实\] 2007年6月的报送截止时间是2007年7月\d+日/);
      expect(ran.stderr).toMatch(/\[核实\] 2007年6月还没有接收任何单位的报表/);
    },
    MINUTES,
  );

  it('is emptied by itself, and nothing else is', async () => {
    await writeFile(join(home, 'data/inbox/自己的.txt'), '留着');
    expect((await tongbao(home, 'sample', '--clear')).code).toBe(0);
    expect((await readdir(join(home, 'data'))).sort()).toEqual(['form-key', 'inbox', 'logs']);
    expect(await readdir(join(home, 'data/inbox'))).toEqual(['自己的.txt']);
  });
});

describe('a month of an office’s own', () => {
  let home = '';
  let plan: Plan;

  /** A complete form of the golden plan's for May 2007. */
  async function workbook(unit: string): Promise<Uint8Array> {
    const of = plan.units.find(({ id }) => id === unit)!;
    const sheet = formSheetOf(plan, of, '2007-05' as Month)!;
    const figures = sheet.sections.flatMap((entry) => entry.figures.map(({ item }) => item));
    const tasks = sheet.tasks.map(({ item }) => [
      item,
      { status: '推进中', words: '按计划推进。' },
    ]);
    const texts = sheet.texts.map(({ item }) => [item, '各项工作按计划推进。']);
    const filling = aFilling({
      figures: Object.fromEntries(figures.map((item) => [item, 1])),
      tasks: Object.fromEntries(tasks) as Record<string, { status: '推进中'; words: string }>,
      texts: Object.fromEntries(texts) as Record<string, string>,
    });
    const seal = { mark: '', key: formKey(join(home, 'data/form-key'), true) };
    return formBytes(sheet, plan, { seal, filling, prefills: NO_PREFILLS });
  }

  beforeAll(async () => {
    home = await aHome();
    const { value } = await openPlan(home);
    if (value === null) throw new Error('the golden plan is not sound');
    plan = value;
  });

  it(
    'is run from the inbox to the PDF',
    async () => {
      await mkdir(join(home, 'data/inbox'), { recursive: true });
      const [one, two] = plan.units;
      await writeFile(join(home, 'data/inbox/一.xlsx'), await workbook(one!.id));
      await writeFile(join(home, 'data/inbox/二.xlsx'), '不是表格');
      const ran = await tongbao(home, 'run', '--period', '2007-05', '--json');
      expect(ran.code).toBe(0);
      const answer = document(ran);
      expect(answer).toMatchObject({
        schema: 'tongbao.run/1',
        received: 2,
        accepted: 1,
        returned: 1,
        period: '2007-05',
        findings: [],
      });
      expect(answer['missing']).toContain(two!.name);
      expect(answer['sha256']).toBe(await hashOf(String(answer['pdf'])));
      for (const path of answer['attachments'] as readonly string[]) await readFile(path);
      expect(ran.stderr).toContain('收报 2/2');
      expect(ran.stderr).toContain('拟稿 3/3');
      const [log] = await readdir(join(home, 'data/logs'));
      const events = await readFile(join(home, 'data/logs', log!), 'utf8');
      expect(events).toContain(`"run":"${String(answer['run'])}"`);
      const ledger = new DatabaseSync(join(home, 'data/ledger.sqlite'), { readOnly: true });
      expect(ledger.prepare('select outcome from run_end').all()).toEqual([{ outcome: 'exit 0' }]);
      ledger.close();
    },
    MINUTES,
  );

  it('is told in words, too', async () => {
    const { code, stdout } = await tongbao(home, 'run', '--period', '2007-05');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^运行编号 .+\n收到 0 份/);
    expect(stdout).toMatch(/通报 \d+ 页 .+\.pdf/);
  }, 120_000);

  it('stops where the ledger was lost, and warns who only looks', async () => {
    const data = join(home, 'data');
    for (const name of await readdir(data)) {
      if (name.startsWith('ledger.sqlite')) await rm(join(data, name));
    }
    for (const argv of [['collect'], ['draft', '--period', '2007-05'], ['sample']]) {
      const ran = await tongbao(home, ...argv, '--json');
      expect(ran.code).toBe(77);
      expect(document(ran)).toMatchObject({ code: 'ledger-lost' });
    }
    const looked = await tongbao(home, 'status', '--period', '2007-05', '--json');
    expect(looked.code).toBe(0);
    expect(looked.stderr).toContain('[核实] 台账里没有来件');
    expect(await readdir(data)).not.toContain('ledger.sqlite');
    await rm(join(data, 'receipts'), { recursive: true });
    await rm(join(data, 'inbox/已处理'), { recursive: true });
    expect((await tongbao(home, 'collect')).code).toBe(0);
  });

  it('tells the administrator what of the accepted is to be verified', async () => {
    for (const { id } of plan.units.filter(({ reports }) => reports === 'county').slice(0, 2)) {
      await writeFile(join(home, 'data/inbox', `${id}.xlsx`), await workbook(id));
    }
    const rules = join(home, 'config/rules.yaml');
    await writeFile(rules, `${await readFile(rules, 'utf8')}\noutliers:\n  same: 1\n`);
    const { code, stdout } = await tongbao(home, 'collect');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^接收　[^\n]+\n接收　[^\n]+\n　　　核实　所有的数都与“[^\n]+完全相同/);
  }, 120_000);
});

describe('what goes wrong outside', () => {
  it.each([
    ['a ledger that is none', '这不是台账'.repeat(1000), 69, 'ledger-damaged'],
    ['a folder where the ledger belongs', null, 69, 'ledger-unreachable'],
  ])('answers %s with its code', async (_, content, code, named) => {
    const home = await aHome();
    await mkdir(join(home, 'data'), { recursive: true });
    const file = join(home, 'data/ledger.sqlite');
    await (content === null ? mkdir(file) : writeFile(file, content));
    const ran = await tongbao(home, 'status', '--period', '2007-05', '--json');
    expect(ran.code).toBe(code);
    expect(document(ran)).toMatchObject({ schema: 'tongbao.refusal/1', code: named });
  });

  it('answers a file where a folder belongs with 69', async () => {
    const home = await aHome();
    await writeFile(join(home, 'data'), '');
    const ran = await tongbao(home, 'collect', '--json');
    expect(ran.code).toBe(69);
    expect(document(ran)).toMatchObject({ schema: 'tongbao.refusal/1' });
    expect(ran.stderr).toContain('怎么办：');
  });

  it('answers a bug with 70, its stack on stderr, and closes', async () => {
    const home = await aHome();
    await mkdir(join(home, 'data'), { recursive: true });
    const ledger = new DatabaseSync(join(home, 'data/ledger.sqlite'));
    ledger.exec(
      'create table migration (version integer) strict; insert into migration values (1)',
    );
    ledger.close();
    const ran = await tongbao(home, 'status', '--period', '2007-05', '--json');
    expect(ran.code).toBe(70);
    expect(document(ran)).toMatchObject({ schema: 'tongbao.refusal/1', code: 'bug' });
    expect(ran.stderr).toContain('程序出错，已停止');
    expect(ran.stderr).toContain('no such table');
  });

  it(
    'lets one of two run at a time',
    async () => {
      const home = await aHome();
      const argv = ['draft', '--period', '2007-05'];
      const codes = (await Promise.all([tongbao(home, ...argv), tongbao(home, ...argv)])).map(
        ({ code }) => code,
      );
      expect([...codes].sort((a, b) => a - b)).toEqual([0, 73]);
      expect(await readdir(join(home, 'data'))).not.toContain('tongbao.lock');
    },
    MINUTES,
  );
});
