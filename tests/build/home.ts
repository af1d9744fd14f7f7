/** A folder that Tongbao runs in, with the golden plan, the shipped templates and a month reported; and its command line. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formBytes } from '../../src/line/issuing.ts';
import { formSheetOf } from '../../src/model/form.ts';
import type { Month } from '../../src/model/period.ts';
import { openPlan } from '../../src/outside.ts';
import { formKey } from '../../src/record/form-key.ts';
import { aFilling } from './filling.ts';
import { NO_PREFILLS } from './prefills.ts';

const ROOT = join(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'src/main.ts');

export type Ran = Readonly<{ code: number; stdout: string; stderr: string }>;

export async function aHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'tongbao-home-'));
  await cp(join(ROOT, 'tests/golden/three-units/config'), join(home, 'config'), {
    recursive: true,
  });
  await cp(join(ROOT, 'templates'), join(home, 'templates'), { recursive: true });
  return home;
}

export function run(home: string, ...argv: readonly string[]): Promise<Ran> {
  return ran(home, [MAIN, ...argv]);
}

/** The same without a browser: the page's text is the paper. */
export function runPaperless(home: string, ...argv: readonly string[]): Promise<Ran> {
  return ran(home, [
    '--import',
    fileURLToPath(new URL('no-paper.ts', import.meta.url)),
    MAIN,
    ...argv,
  ]);
}

function ran(home: string, argv: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, argv, { cwd: home }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

/** A command that goes on until it is ended. */
export function begin(home: string, ...argv: readonly string[]): ChildProcess {
  return spawn(process.execPath, [MAIN, ...argv], { cwd: home });
}

/** Has the first unit report a month. */
export async function report(home: string, month: Month): Promise<void> {
  await fileFor(home, month, 0);
  const { code, stderr } = await run(home, 'collect');
  if (code !== 0) throw new Error(stderr);
}

/** Puts the filled form of a unit, by its place in the plan, into the inbox. */
export async function fileFor(home: string, month: Month, at: number): Promise<void> {
  const { value: plan } = await openPlan(home);
  if (plan === null) throw new Error('the plan is not sound');
  const unit = plan.units[at]!;
  const sheet = formSheetOf(plan, unit, month)!;
  const figures = sheet.sections.flatMap((section) => section.figures.map(({ item }) => [item, 1]));
  const tasks = sheet.tasks.map(({ item }) => [item, { status: '推进中', words: '按计划推进。' }]);
  const texts = sheet.texts.map(({ item }) => [item, '各项工作按计划推进。']);
  const filling = aFilling({
    figures: Object.fromEntries(figures) as Record<string, number>,
    tasks: Object.fromEntries(tasks) as Record<string, { status: '推进中'; words: string }>,
    texts: Object.fromEntries(texts) as Record<string, string>,
  });
  const seal = { mark: '', key: formKey(join(home, 'data/form-key'), true) };
  await mkdir(join(home, 'data/inbox'), { recursive: true });
  const bytes = await formBytes(sheet, plan, { seal, filling, prefills: NO_PREFILLS });
  await writeFile(join(home, `data/inbox/${unit.name}.xlsx`), bytes);
}
