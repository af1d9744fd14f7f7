/** The workbooks that are read: distinct filled forms of the shipped config, made once and kept in a temporary folder. */
import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPlan } from '../src/check/plan.ts';
import { readPlanFiles } from '../src/intake/plan-files.ts';
import { formBytes, knownAt } from '../src/line/issuing.ts';
import { lastDay, addMonths, firstDay, monthIn, type Month } from '../src/model/period.ts';
import { formSheetOf, unitsOwing, type FormSheet } from '../src/model/form.ts';
import type { FigureFilling, Filling } from '../src/model/filling.ts';
import { momentAt, type Moment } from '../src/model/day.ts';
import type { Plan } from '../src/model/plan.ts';
import { amountsOf } from '../src/sample/figures.ts';
import { fillingOf } from '../src/sample/form-filling.ts';
import { SEAL } from '../tests/build/seal.ts';
import { aWorld } from '../tests/build/world.ts';

const ROOT = join(import.meta.dirname, '..');
/** The months that the sample knows amounts for. */
const [FIRST, LAST] = [monthIn(2006, 1), monthIn(2007, 5)];
/** What a workbook's bytes come from. */
const MAKERS = ['config', 'src/model', 'src/render', 'src/sample', 'bench/workbooks.ts'];

/** Paths of so many workbooks, in the order in which they are to arrive. Those that are not there yet are made. */
export async function workbooks(count: number): Promise<readonly string[]> {
  const folder = join(tmpdir(), `tongbao-bench-${await hashOfMakers()}`);
  await mkdir(folder, { recursive: true });
  const paths = Array.from({ length: count }, (_, index) =>
    join(folder, `${String(index + 1).padStart(5, '0')}.xlsx`),
  );
  const missing = await Promise.all(paths.map(async (path) => !(await isThere(path))));
  if (missing.includes(true)) await make(paths, missing);
  return paths;
}

async function make(paths: readonly string[], missing: readonly boolean[]): Promise<void> {
  const { value: plan } = checkPlan(await readPlanFiles(join(ROOT, 'config')));
  if (plan === null) throw new Error('the plan in config/ has faults');
  const amounts = amountsOf(plan);
  const sheets = sheetsOf(plan);
  const { world, end } = await aWorld();
  const known = new Map<Month, ReturnType<typeof knownAt>>();
  for (const [index, path] of paths.entries()) {
    const sheet = sheets[index % sheets.length];
    if (missing[index] !== true || sheet === undefined) continue;
    const { period } = sheet;
    const filling = fillingOf(plan, amounts, sheet, lastDay(period));
    const told = known.get(period) ?? knownAt(period, plan, world, monthEnd(period));
    known.set(period, told);
    const bytes = await formBytes(sheet, plan, {
      seal: SEAL,
      filling: times(Math.floor(index / sheets.length) + 1, filling),
      prefills: (await told)(sheet),
    });
    await writeFile(`${path}.part`, bytes);
    await rename(`${path}.part`, path);
  }
  await end();
}

function monthEnd(period: Month): Moment {
  return momentAt(firstDay(addMonths(period, 1)), '00:00');
}

/** Latest month first: when a round of larger figures takes the place of a smaller one, no month falls below the one before. */
function sheetsOf(plan: Plan): readonly FormSheet[] {
  const months: Month[] = [];
  for (let month = LAST; month >= FIRST; month = addMonths(month, -1)) months.push(month);
  return months.flatMap((month) =>
    unitsOwing(plan, month).flatMap((unit) => formSheetOf(plan, unit, month) ?? []),
  );
}

/** Every whole amount so many times as large, which keeps sums, parts and shares as they are. A place stays a place. */
function times(factor: number, filling: Filling): Filling {
  const figures = [...filling.figures].map(
    ([item, figure]) => [item, larger(factor, figure)] as const,
  );
  return { ...filling, filler: `${filling.filler}${String(factor)}`, figures: new Map(figures) };
}

function larger(factor: number, figure: FigureFilling): FigureFilling {
  return typeof figure.value === 'number' && Number.isInteger(figure.value)
    ? { ...figure, value: figure.value * factor }
    : figure;
}

async function hashOfMakers(): Promise<string> {
  const hash = createHash('sha256');
  for (const maker of MAKERS) {
    for (const path of await filesUnder(join(ROOT, maker))) hash.update(await readFile(path));
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesUnder(path: string): Promise<readonly string[]> {
  if (path.endsWith('.ts')) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
