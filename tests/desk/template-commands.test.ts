/** Versions of the templates by the real command line: listed, compared, put back; and what is refused. */
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Month } from '../../src/model/period.ts';
import { aHome, report, run, type Ran } from '../build/home.ts';
import { LONG } from '../build/long.ts';

const MINUTES = 120_000;

type Listed = Readonly<{ sha256: string; present: boolean; drafts: readonly unknown[] }>;

let home = '';
let first = '';

function json(ran: Ran): Record<string, unknown> {
  return JSON.parse(ran.stdout) as Record<string, unknown>;
}

async function versions(): Promise<readonly Listed[]> {
  return json(await run(home, 'template', 'list', '--json'))['versions'] as readonly Listed[];
}

async function edit(name: string, change: (text: string) => string): Promise<void> {
  const path = join(home, 'templates', name);
  await writeFile(path, change(await readFile(path, 'utf8')));
}

beforeAll(async () => {
  home = await aHome();
  await report(home, '2007-05' as Month);
  expect((await run(home, 'draft', '--period', '2007-05')).code).toBe(0);
  first = (await versions())[0]!.sha256;
}, MINUTES);

afterAll(async () => {
  await rm(home, { recursive: true, force: true });
});

describe.runIf(LONG)('the commands for versions', () => {
  it('list what is kept, with the drafts that used it', async () => {
    const { code, stdout } = await run(home, 'template', 'list');
    expect(code).toBe(0);
    expect(stdout).toContain(`${first.slice(0, 12)}　现在　`);
    expect(stdout).toContain('拟稿：2007年5月');
    expect(await versions()).toMatchObject([
      { sha256: first, present: true, drafts: [{ period: '2007-05' }] },
    ]);
  });

  it(
    'compare as text and as pages, and say where nothing differs',
    async () => {
      await edit('page.css', (text) => text.replace('--red: #e60012', '--red: #0012e6'));
      const short = first.slice(0, 5);
      const told = await run(home, 'template', 'diff', short, '现在');
      expect(told.code).toBe(0);
      expect(told.stdout).toContain('-  --red: #e60012;\n+  --red: #0012e6;');
      expect(told.stdout).toContain('有 1 页不同');
      const found = json(await run(home, 'template', 'diff', short, '现在', '--json'));
      expect(found).toMatchObject({
        schema: 'tongbao.template-diff/1',
        before: first,
        files: [{ file: 'page.css', change: 'changed' }],
        pages: { period: '2007-05', kind: 'whole', changed: [{ before: 1, after: 1 }] },
        findings: [],
      });
      const { html } = found['pages'] as { html: string };
      const page = await readFile(html, 'utf8');
      expect(page.match(/<image /g)).toHaveLength(2);
      expect(page).not.toMatch(/https?:|<script/);
      expect(told.stdout).toContain(html);
      const slip = ['template', 'diff', short, '现在', '--unit', '寿光市'];
      const unit = json(await run(home, ...slip, '--json'));
      expect(unit['pages']).toMatchObject({ kind: 'unit', changed: [{ before: 1, after: 1 }] });
      const letter = await run(home, ...slip, '--letter');
      expect([letter.code, letter.stderr]).toEqual([64, expect.stringContaining('不能同时写')]);
      const same = await run(home, 'template', 'diff', '现在', '现在');
      expect([same.code, same.stdout]).toEqual([0, expect.stringContaining('完全相同')]);
    },
    MINUTES,
  );

  it('put a version back, having kept what lay there', async () => {
    const restored = json(await run(home, 'template', 'restore', first.slice(0, 8), '--json'));
    const before = String(restored['before']);
    expect(restored).toMatchObject({ schema: 'tongbao.template-restore/1', after: first });
    const kept = await versions();
    expect(kept.map(({ sha256, present }) => [sha256, present])).toEqual([
      [before, false],
      [first, true],
    ]);
    const again = await run(home, 'template', 'restore', before.slice(0, 8));
    expect(again.stdout).toContain(`npx tongbao template restore ${first.slice(0, 12)}`);
    expect(await readFile(join(home, 'templates/page.css'), 'utf8')).toContain('#0012e6');
    const twice = await run(home, 'template', 'restore', before);
    expect([twice.code, twice.stdout]).toEqual([0, expect.stringContaining('没有改动')]);
  });

  it('put a version back where a file without which nothing prints is gone; forms are taken all the same', async () => {
    await edit('partials/title.hbs', (text) => `${text}{{nowhere}}`);
    for (const name of ['bulletin.hbs', 'page.css']) await rm(join(home, 'templates', name));
    const drafted = await run(home, 'draft', '--period', '2007-05', '--json');
    expect(drafted.code).toBe(65);
    const { findings } = json(drafted) as {
      findings: { code: string; place: { file: string } }[];
    };
    expect(findings.map(({ code, place }) => `${code} ${place.file}`)).toEqual(
      expect.arrayContaining([
        'TPL_FILE_MISSING templates/bulletin.hbs',
        'TPL_FILE_MISSING templates/page.css',
      ]),
    );
    expect((await run(home, 'collect')).code).toBe(0);
    expect((await run(home, 'template', 'restore', first)).code).toBe(0);
    const again = await versions();
    expect(again.find(({ present }) => present)?.sha256).toBe(first);
    expect((await run(home, 'draft', '--period', '2007-05')).code).toBe(0);
    await edit('page.css', (text) => text.replace('--red: #e60012', '--red: #0012e6'));
  });

  it('put nothing back where a font is another', async () => {
    const font = join(home, 'templates/fonts/FandolKai-Regular.woff2');
    const bytes = await readFile(font);
    await writeFile(font, bytes.subarray(1));
    const ran = await run(home, 'template', 'restore', first, '--json');
    expect(ran.code).toBe(65);
    expect(json(ran)).toMatchObject({ code: 'template-fonts-differ' });
    expect(await readFile(join(home, 'templates/page.css'), 'utf8')).toContain('#0012e6');
    await writeFile(font, bytes);
  });

  it.each([
    [['template'], 'usage-command'],
    [['template', 'lost'], 'usage-command'],
    [['template', 'list', 'x'], 'usage-command'],
    [['template', 'restore'], 'usage-version'],
    [['template', 'restore', 'a', 'b'], 'usage-command'],
    [['template', 'restore', 'ffffffffffff'], 'template-unknown'],
    [['template', 'restore', '../x'], 'template-unknown'],
    [['template', 'diff', '现在'], 'usage-version'],
    [['template', 'diff', '现在', '0000000000'], 'template-unknown'],
    [['template', 'diff', '现在', '现在', '--period', '2007-13'], 'usage-period'],
    [['template', 'list', '--period', '2007-05'], 'usage-foreign-option'],
    [['preview', '--port', '70000'], 'usage-port'],
    [['preview', '--period', '1999'], 'period-before-ledger'],
  ])('refuse %j with 64', async (argv, code) => {
    const ran = await run(home, ...argv, '--json');
    expect(ran.code).toBe(64);
    expect(json(ran)).toMatchObject({ schema: 'tongbao.refusal/1', code });
  });

  it('leave no ledger where they only look', async () => {
    const fresh = await aHome();
    expect((await run(fresh, 'template', 'list')).code).toBe(0);
    expect((await run(fresh, 'template', 'diff', '现在', '现在')).code).toBe(0);
    expect(existsSync(join(fresh, 'data'))).toBe(false);
    await rm(fresh, { recursive: true });
  });
});
