/** The contract of the command line: what it prints where, and with which exit code. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aloneIn } from '../../src/desk/alone.ts';
import { LONG } from '../build/long.ts';

const ROOT = join(import.meta.dirname, '../..');
const CONFIG = join(ROOT, 'tests/golden/three-units/config');

type Ran = Readonly<{ code: number; stdout: string; stderr: string }>;

let home = '';

function tongbao(...argv: readonly string[]): Promise<Ran> {
  const args = [join(ROOT, 'src/main.ts'), ...argv];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: home }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code);
      resolve({ code, stdout, stderr });
    });
  });
}

function document(ran: Ran): Record<string, unknown> {
  return JSON.parse(ran.stdout) as Record<string, unknown>;
}

/** Paths below the folder of a home, sorted; none where there is no such folder. */
async function filesUnder(of: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(of, folder), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(join(of, folder), join(entry.parentPath, entry.name)))
    .sort();
}

/** A home with the golden folder's plan and the shipped templates. */
async function aHome(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tongbao-cli-'));
  await cp(CONFIG, join(folder, 'config'), { recursive: true });
  await cp(join(ROOT, 'templates'), join(folder, 'templates'), { recursive: true });
  return folder;
}

beforeAll(async () => {
  home = await aHome();
});

afterAll(async () => {
  await rm(home, { recursive: true, force: true });
});

describe('the command line', () => {
  it('says what it can do', async () => {
    const { code, stdout } = await tongbao('help');
    expect(code).toBe(0);
    for (const name of [
      'forms',
      'collect',
      'status',
      'draft',
      'export',
      'run',
      'plan check',
      'template check',
    ]) {
      expect(stdout).toContain(`npx tongbao ${name}`);
    }
  });

  it('ends quietly when nobody reads on', async () => {
    const args = [join(ROOT, 'src/main.ts'), 'help', '--json'];
    const child = spawn(process.execPath, args, { cwd: home });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    expect([code, stderr]).toEqual([0, '']);
  });

  it.each([
    ['status', '--period', '2007-05'],
    ['export', '--period', '2007-05'],
    ['explain', '--period', '2007-05', '--figure', 'RC01/city/cumulative'],
    ['plan', 'check'],
    ['check', join(ROOT, 'README.md')],
  ])('leaves no ledger, log or lock where it only looks: %s', async (...argv) => {
    const { code } = await tongbao(...argv);
    expect([0, 65]).toContain(code);
    expect(await filesUnder(home, 'data')).toEqual(
      argv[0] === 'export' ? ['out/2007-05/汇总表.json'] : [],
    );
    await rm(join(home, 'data'), { recursive: true, force: true });
  });

  it('says that an export holds nothing of the period, and makes none of one the plan does not know', async () => {
    const empty = await tongbao('export', '--period', '2007-05');
    expect(empty.code).toBe(0);
    expect(empty.stderr).toContain('[核实] 2007年5月还没有接收任何单位的报表');
    const file = join(home, 'config', 'forms.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, `${text}    from: 2007-01\n`);
    const never = await tongbao('export', '--period', '2006-12');
    await writeFile(file, text);
    expect([never.code, never.stdout]).toEqual([64, '']);
    expect(never.stderr).toContain('没有单位应报2006年12月的报表');
    await rm(join(home, 'data'), { recursive: true, force: true });
  });

  it.runIf(LONG)(
    'checks the templates and tries them, on what is hardest where the ledger has nothing',
    async () => {
      const { code, stdout } = await tongbao('template', 'check');
      expect(code).toBe(0);
      expect(stdout).toContain('模板没有错误；用最不利的假想数据试排，共 ');
      const tried = document(await tongbao('template', 'check', '--json'));
      expect(tried).toMatchObject({ schema: 'tongbao.template-check/1', outcome: 'accepted' });
      expect(tried['tried']).toMatchObject({ period: null });
      const made = await filesUnder(home, 'data');
      expect(made.filter((file) => !file.startsWith('logs/'))).toEqual([]);
      await rm(join(home, 'data'), { recursive: true, force: true });
    },
  );

  it('lists all faults of the templates, in a check and before any work that needs them', async () => {
    const file = join(home, 'templates', 'partials', 'title.hbs');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('{{mark}}', '{{marc}}<script></script>'));
    const checked = await tongbao('template', 'check');
    const inJson = document(await tongbao('template', 'check', '--json'));
    const drafted = await tongbao('draft', '--period', '2007-05', '--json');
    const ran = await tongbao('run', '--period', '2007-05');
    await writeFile(file, text);
    expect([checked.code, drafted.code, ran.code]).toEqual([65, 65, 65]);
    expect(checked.stdout).toContain('模板有 2 处错误，改好之前不能拟稿：');
    expect(checked.stdout).toMatch(/templates\/partials\/title\.hbs 第3行 第\d+列　没有“marc”/);
    expect(checked.stdout).toContain('是否应为：mark');
    expect(inJson).toMatchObject({ outcome: 'refused', tried: null });
    const codes = (of: Record<string, unknown>): readonly string[] =>
      (of['findings'] as readonly { code: string }[]).map((finding) => finding.code);
    expect(codes(inJson)).toEqual(['TPL_FIELD', 'TPL_ELEMENT']);
    expect(document(drafted)).toMatchObject({ code: 'templates-refused' });
    expect(codes(document(drafted))).toEqual(codes(inJson));
    expect(ran.stderr).toContain('不得使用 <script>');
    expect(await filesUnder(home, 'data/out')).toEqual([]);
    await rm(join(home, 'data'), { recursive: true, force: true });
  });

  it.each([
    ['an option of another command', ['status', '--period', '2007-05', '--out', 'x']],
    ['an unknown command', ['report']],
    ['an unknown option', ['status', '--perod', '2007-05']],
    ['no period', ['status']],
    ['an option given twice', ['status', '--period', '2007-05', '--period', '2007-04']],
    ['a period that is none', ['status', '--period', '2007-13']],
    ['a form for a quarter', ['forms', '--period', '2007-Q1', '--out', 'x']],
    ['an export in no known format', ['export', '--period', '2007-05', '--format', 'pdf']],
    ['a file that is not there', ['check', 'nowhere.xlsx']],
    ['a figure that is not there', ['explain', '--period', '2007-05', '--figure', 'XX99']],
  ])('answers %s with 64 and what to do', async (_, argv) => {
    const { code, stdout, stderr } = await tongbao(...argv);
    expect(code).toBe(64);
    expect(stdout).toBe('');
    expect(stderr).toContain('怎么办：');
    const refused = await tongbao(...argv, '--json');
    expect(refused.code).toBe(64);
    const { schema, code: named, message, hint, findings } = document(refused);
    expect(schema).toBe('tongbao.refusal/1');
    expect(named).toMatch(/^[a-z-]+$/);
    expect(stderr).toBe(`${String(message)}\n怎么办：${String(hint)}\n`);
    expect(findings).toEqual([]);
  });

  it.each([[['draft']], [['run', '--period', '1999-13']], [['forms', '--period', '2007-05']]])(
    'leaves no ledger behind where it was asked wrongly: %j',
    async (argv) => {
      expect((await tongbao(...argv)).code).toBe(64);
      expect(existsSync(join(home, 'data', 'ledger.sqlite'))).toBe(false);
    },
  );

  it('names the option that a command does not take, and the commands that do', async () => {
    const { stderr } = await tongbao('status', '--period', '2007-05', '--format', 'csv');
    expect(stderr).toContain('status 没有 --format');
    expect(stderr).toContain('export');
  });

  it('checks the plan, and runs nothing with a wrong one', async () => {
    const sound = document(await tongbao('plan', 'check', '--json'));
    expect(sound).toMatchObject({ schema: 'tongbao.plan/1', outcome: 'accepted', findings: [] });
    const file = join(home, 'config', 'tasks.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('section: jiceng', 'section: jicheng'));
    for (const argv of [['plan', 'check'], ['collect'], ['draft', '--period', '2007-05']]) {
      const { code, stdout } = await tongbao(...argv);
      expect(code).toBe(65);
      expect(stdout).toContain('tasks.yaml');
      expect(stdout).toContain('jicheng');
    }
    const refused = await tongbao('draft', '--period', '2007-05', '--json');
    expect(refused.code).toBe(65);
    expect(document(refused)).toMatchObject({
      schema: 'tongbao.refusal/1',
      code: 'plan-refused',
      findings: [{ severity: 'error', place: { file: 'config/tasks.yaml' } }],
    });
    await writeFile(file, text);
  });

  it('writes forms, returns blank ones, and keeps stdout for the result alone', async () => {
    const out = join(home, 'blank');
    const forms = document(await tongbao('forms', '--period', '2007-05', '--out', out, '--json'));
    expect(forms['schema']).toBe('tongbao.forms/1');
    const names = await readdir(out);
    expect(names).toHaveLength(3);
    const first = join(out, names[0]!);
    const repeated = await tongbao('forms', '--period', '2007-05', '--out', out);
    expect([repeated.code, (await readdir(out)).length]).toEqual([0, 3]);
    await writeFile(join(out, names[2]!), '已经填过的');
    const kept = await tongbao('forms', '--period', '2007-05', '--out', out);
    expect(kept.code).toBe(65);
    expect(kept.stdout).toMatch(/已生成 2 份[^]*有 1 份没有写[^]*没有覆盖/);
    expect(await readFile(join(out, names[2]!), 'utf8')).toBe('已经填过的');
    const checked = await tongbao('check', first, '--json');
    expect(checked.code).toBe(65);
    expect(document(checked)).toMatchObject({ schema: 'tongbao.check/1', outcome: 'returned' });
    await mkdir(join(home, 'data/inbox'), { recursive: true });
    await cp(first, join(home, 'data/inbox/交上来的.xlsx'));
    await writeFile(join(home, 'data/inbox/~$寿光.xlsx'), 'x');
    const collected = await tongbao('collect', '--json');
    expect(collected.code).toBe(0);
    const left = [{ fileName: '~$寿光.xlsx', reason: 'lock-file' }];
    expect(document(collected)).toMatchObject({ received: 1, returned: 1, left });
    const again = (await tongbao('collect')).stdout;
    expect(again).toMatch(/^收件箱里没有新文件。\n未收　~\$寿光\.xlsx　.*占用标记/);
    await rm(join(home, 'data/inbox/~$寿光.xlsx'));
    expect(await readdir(join(home, 'data/inbox/已处理'))).toEqual(['交上来的.xlsx']);
    const receipts = await readdir(join(home, 'data/receipts/2007-05'));
    expect(receipts).toHaveLength(1);
  });

  it('shows the month, and nothing is zero that is absent', async () => {
    const status = document(await tongbao('status', '--period', '2007-05', '--json'));
    expect(status).toMatchObject({ schema: 'tongbao.status/1', expected: 3, actual: 0 });
    const exported = await tongbao('export', '--period', '2007-05', '--json');
    expect(document(exported)['schema']).toBe('tongbao.export/1');
    expect(exported.stdout).toContain('"cumulativeValue":null');
  });

  it('keeps real ledgers from the sample and from another clock', async () => {
    const now = await tongbao(
      'status',
      '--period',
      '2007-05',
      '--now',
      '2007-06-08T09:00:00+08:00',
    );
    expect(now.code).toBe(77);
    expect((await tongbao('sample')).code).toBe(77);
    expect((await tongbao('sample', '--clear')).code).toBe(77);
    expect(await readdir(join(home, 'data'))).toContain('ledger.sqlite');
  });

  it('runs alone, and takes over the lock of a process that is gone', async () => {
    const lock = join(home, 'data', 'tongbao.lock');
    await writeFile(lock, String(process.pid));
    const refused = await tongbao('collect', '--json');
    expect(refused.code).toBe(73);
    expect(document(refused)).toMatchObject({
      schema: 'tongbao.refusal/1',
      code: 'already-running',
    });
    expect((await tongbao('status', '--period', '2007-05')).code).toBe(0);
    await rm(lock);
    await aloneIn(join(home, 'data'), async () => {
      expect((await tongbao('collect')).code).toBe(73);
      // After a restart of the machine the number is another process's.
      if (process.platform !== 'linux') return;
      await writeFile(lock, `${String(process.pid)} x another-start/1`);
      expect((await tongbao('collect')).code).toBe(0);
    });
    await writeFile(lock, '2147480000');
    expect((await tongbao('collect')).code).toBe(0);
    await expect(readFile(lock)).rejects.toThrow('ENOENT');
  });
});
