/** The shipped plan's own forms: written, read, recognised and judged, for counties and for 市直, in both years. */
import { join } from 'node:path';
import { SAMPLE_SEAL } from '../build/seal.ts';
import { describe, expect, it } from 'vitest';
import { identify } from '../../src/check/identity.ts';
import { checkPlan } from '../../src/check/plan.ts';
import { checkSubmission } from '../../src/check/submission.ts';
import { readPlanFiles } from '../../src/intake/plan-files.ts';
import type { Filling } from '../../src/model/filling.ts';
import { itemsOf, type FormSheet } from '../../src/model/form.ts';
import type { Judgement } from '../../src/model/submission.ts';
import { bytesOf, fullFilling, gridOf, sheetFor } from '../build/form.ts';
import { moment } from '../build/world.ts';

const { value: plan } = checkPlan(await readPlanFiles(join(import.meta.dirname, '../../config')));
if (plan === null) throw new Error('the shipped plan has faults');

async function judge(sheet: FormSheet, filling: Filling | null): Promise<Judgement> {
  const grid = await gridOf(await bytesOf(sheet, filling, '示例数据'));
  const at = moment('2007-06-02T09:00:00+08:00');
  const context = { plan: plan!, seal: SAMPLE_SEAL, history: [], at, fileName: 'x.xlsx' };
  return checkSubmission(grid, identify(grid, context), context);
}

/** Every cell of `E8至E12、F14`. */
function cellsNamed(message: string): readonly string[] {
  return [...message.matchAll(/([A-Z]+)(\d+)(?:至[A-Z]+(\d+))?/g)].flatMap(
    ([, column = '', from = '', to = from]) =>
      Array.from(
        { length: Number(to) - Number(from) + 1 },
        (_, at) => `${column}${String(Number(from) + at)}`,
      ),
  );
}

describe('the shipped forms', () => {
  const cases = ['weicheng', 'shouguang', 'shizhi'].flatMap((unit) =>
    ['2006-12', '2007-05'].map((period) => [unit, period] as const),
  );

  it.each(cases)('of %s for %s are accepted when filled', async (unit, period) => {
    const sheet = sheetFor(unit, period, plan);
    const judgement = await judge(sheet, fullFilling(sheet));
    expect(judgement.findings).toEqual([]);
    expect(judgement.submission?.entries).toHaveLength(itemsOf(sheet).length);
  });

  it.each(cases)('of %s for %s are returned when blank, every gap named', async (unit, period) => {
    const sheet = sheetFor(unit, period, plan);
    const judgement = await judge(sheet, null);
    const owed = itemsOf(sheet).filter(({ kind }) => kind !== 'text');
    const errors = judgement.findings.filter(({ severity }) => severity === 'error');
    const named = new Set(errors.flatMap(({ message }) => cellsNamed(message)));
    expect(errors.map(({ code }) => code)).toEqual(['R_NOTHING']);
    expect(judgement.submission).toBeNull();
    expect(judgement.cells.every(({ value }) => value === null)).toBe(true);
    for (const { item } of owed) {
      expect(named).toContain(judgement.cells.find((cell) => cell.item === item)!.cell);
    }
  });
});
