/** Golden folders: each folder under tests/golden is a plan, arrivals and all that must come of them. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkPlan } from '../src/check/plan.ts';
import { exportJson } from '../src/compose/export-json.ts';
import { readPlanFiles } from '../src/intake/plan-files.ts';
import type { TaskFilling } from '../src/model/filling.ts';
import { formSheetOf } from '../src/model/form.ts';
import type { Month, Period } from '../src/model/period.ts';
import type { Plan } from '../src/model/plan.ts';
import { formBytes } from '../src/line/issuing.ts';
import { draftSlips, draftThematic, sectionsIn } from '../src/line/kinds.ts';
import type { OrgUnitId } from '../src/model/plan.ts';
import { remind } from '../src/line/reminding.ts';
import { askedFigures, collect, draft } from '../src/line/pipeline.ts';
import { aFilling } from './build/filling.ts';
import { aWorld, type TestWorld } from './build/world.ts';
import { SEAL } from './build/seal.ts';
import { NO_PREFILLS } from './build/prefills.ts';

type Arrivals = Readonly<{
  period: Period;
  /** When the bulletin is drafted. */
  drafted: string;
  /** When units that owe are reminded, in order. */
  reminded: readonly string[];
  arrivals: readonly Readonly<{
    at: string;
    unit: string;
    period: Month;
    file: string;
    values: Readonly<Record<string, string | number>>;
    tasks: Readonly<Record<string, TaskFilling>>;
  }>[];
}>;

const GOLDEN = join(import.meta.dirname, 'golden');

async function planOf(folder: string): Promise<Plan> {
  const { value, findings } = checkPlan(await readPlanFiles(join(folder, 'config')));
  if (value === null) throw new Error(JSON.stringify(findings, null, 1));
  return value;
}

/** @returns what was said to whom, and each letter. */
async function replay(plan: Plan, given: Arrivals, here: TestWorld): Promise<string> {
  const said: string[] = [];
  const left = [...given.reminded];
  const remindUntil = async (at: string): Promise<void> => {
    for (let next = left[0]; next !== undefined && next < at; next = left[0]) {
      here.setNow(left.shift()!);
      const { given: texts } = await remind(given.period as Month, {}, plan, here.world);
      const letter = [...here.pages].find(([title]) => title.includes('催报'))?.[1] ?? '';
      said.push([next, ...texts.map(({ reminder }) => reminder.text), wordsOf(letter)].join('\n'));
    }
  };
  for (const arrival of given.arrivals) {
    await remindUntil(arrival.at);
    here.setNow(arrival.at);
    const sheet = formSheetOf(
      plan,
      plan.units.find(({ id }) => id === arrival.unit)!,
      arrival.period,
    )!;
    const filling = aFilling({ figures: arrival.values, tasks: arrival.tasks });
    await here.drop(
      arrival.file,
      await formBytes(sheet, plan, { seal: SEAL, filling, prefills: NO_PREFILLS }),
    );
    await collect(plan, here.world);
  }
  await remindUntil(given.drafted);
  return said.join('\n————————\n');
}

/** The page's words without its marks, a block a line; hashes of bytes and plans are left out elsewhere. */
function wordsOf(html: string): string {
  return html
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<svg[\s\S]*?<\/svg>/g, '')
    .replace(/<\/(p|h\d|tr|figcaption|div|li|section)>/g, '\n')
    .replace(/<\/t[dh]>/g, '｜')
    .replace(/<[^>]+>/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}

function withoutHashes(text: string): string {
  return text.replace(/\b[0-9a-f]{64}\b/g, '(sha256)');
}

describe.each(readdirSync(GOLDEN))('golden folder %s', (name) => {
  it('gives the expected receipts, scoreboard and pages', async () => {
    const folder = join(GOLDEN, name);
    const expected = (file: string): string => join(folder, 'expected', file);
    const plan = await planOf(folder);
    const given = parse(readFileSync(join(folder, 'arrivals.yaml'), 'utf8')) as Arrivals;
    const here = await aWorld();
    try {
      const said = await replay(plan, given, here);
      await expect(said).toMatchFileSnapshot(expected('reminders.txt'));
      here.setNow(given.drafted);
      const { scoreboard } = await draft(given.period, plan, here.world);
      const receipts = (await here.receiptTexts()).join('\n————————\n');
      const board = JSON.stringify(exportJson(scoreboard, plan), null, 2);
      const page = [...here.pages].find(([title]) => title.includes('通报'))?.[1];
      await expect(withoutHashes(receipts)).toMatchFileSnapshot(expected('receipts.txt'));
      await expect(withoutHashes(board)).toMatchFileSnapshot(expected('scoreboard.json'));
      await expect(wordsOf(page!)).toMatchFileSnapshot(expected('bulletin.txt'));
      const asked = await askedFigures(given.period, plan, here.world);
      const section = sectionsIn(asked.scoreboard, plan).find(({ name: of }) => of === '人才工作')!;
      await draftThematic(asked, { section, why: null }, plan, here.world);
      const thematic = [...here.pages.values()].at(-1);
      await expect(wordsOf(thematic!)).toMatchFileSnapshot(expected('thematic.txt'));
      const units = asked.scoreboard.units.map(({ id }) => id as OrgUnitId);
      await draftSlips(asked, units, plan, here.world);
      const slips = [...here.pages.values()].slice(-units.length).map(wordsOf);
      await expect(slips.join('\n————————\n')).toMatchFileSnapshot(expected('slips.txt'));
    } finally {
      await here.end();
    }
  });
});
