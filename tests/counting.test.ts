/** A unit of measure that changes within the year: what was counted before is neither told nor held against the new form. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify } from '../src/check/identity.ts';
import { checkSubmission } from '../src/check/submission.ts';
import { formBytes, knownAt } from '../src/line/issuing.ts';
import { check } from '../src/line/judging.ts';
import type { CellGrid } from '../src/model/cell-grid.ts';
import { formSheetOf, type FormSheet } from '../src/model/form.ts';
import type { Month } from '../src/model/period.ts';
import type { Indicator, Plan } from '../src/model/plan.ts';
import type { Prefills } from '../src/model/prefill.ts';
import { collect } from '../src/line/pipeline.ts';
import { aFilling } from './build/filling.ts';
import { gridOf } from './build/form.ts';
import { countedByOffice, hasOffice, OFFICE_TIMEOUT } from './build/office.ts';
import { anIndicator, aPlan, aRule } from './build/plan.ts';
import { NO_PREFILLS } from './build/prefills.ts';
import { SEAL } from './build/seal.ts';
import { aWorld, moment, type TestWorld } from './build/world.ts';

const APRIL = '2007-04' as Month;
const MAY = '2007-05' as Month;
const FLOW = anIndicator('RC01', { name: '引进人才' });
const STOCK = anIndicator('RC06', { name: '拔尖人才', kind: 'stock' });
const RATIO = anIndicator('JC02', {
  kind: 'ratio',
  unitOfMeasure: '%',
  numerator: { name: '已组建的企业数', unitOfMeasure: '家' },
  denominator: { name: '企业数', unitOfMeasure: '家' },
});

function planWith(indicators: readonly Indicator[]): Plan {
  const rules = [aRule(['RC06'], '≥', ['RC06 上月 × 0.5'], { id: 'R01' })];
  return aPlan({ indicators, rules, tasks: [], texts: [] });
}

/** From May on 人 are counted in 万人; the ratio's denominator in 千家. */
const changed = planWith([
  { ...FLOW, to: APRIL },
  { ...FLOW, from: MAY, unitOfMeasure: '万人', decimals: 1 },
  { ...STOCK, to: APRIL },
  { ...STOCK, from: MAY, unitOfMeasure: '万人', decimals: 1 },
  { ...RATIO, to: APRIL },
  {
    ...RATIO,
    from: MAY,
    denominator: { name: '企业数', unitOfMeasure: '千家' },
  },
]);
const unchanged = planWith([{ ...FLOW, decimals: 1 }, { ...STOCK, decimals: 1 }, RATIO]);

/** The months that are held, and what is known when the form of May or June goes out. */
async function told(
  plan: Plan,
  here: TestWorld,
  month: Month,
): Promise<Readonly<{ sheet: FormSheet; prefills: Prefills }>> {
  const unit = plan.units.find(({ id }) => id === 'weicheng')!;
  const sheet = formSheetOf(plan, unit, month)!;
  const known = await knownAt(month, plan, here.world, here.world.now());
  return { sheet, prefills: known(sheet) };
}

async function send(
  plan: Plan,
  here: TestWorld,
  month: string,
  figures: Readonly<Record<string, number>>,
): Promise<void> {
  const unit = plan.units.find(({ id }) => id === 'weicheng')!;
  const sheet = formSheetOf(plan, unit, month as Month)!;
  const filling = aFilling({ figures });
  const bytes = await formBytes(sheet, plan, { seal: SEAL, filling, prefills: NO_PREFILLS });
  await here.drop(`${month}.xlsx`, bytes);
  expect(await collect(plan, here.world)).toMatchObject([{ outcome: 'accepted' }]);
}

const HELD = { RC01: 12_000, RC06: 30_000, 'JC02-1': 80, 'JC02-2': 4000 };
const NOW = { RC01: 1.3, RC06: 3.1, 'JC02-1': 90, 'JC02-2': 4 };
const WORLDS = [
  ['changed', changed],
  ['unchanged', unchanged],
] as const;

describe.each(WORLDS)('a unit of measure that is %s in May', (name, plan) => {
  let here: TestWorld;
  let bytes: Uint8Array;
  let prefills: Prefills;
  let grid: CellGrid;
  beforeAll(async () => {
    here = await aWorld('2007-05-03T09:00:00+08:00');
    await send(plan, here, '2007-04', HELD);
    here.setNow('2007-06-02T09:00:00+08:00');
    const known = await told(plan, here, MAY);
    prefills = known.prefills;
    const filling = aFilling({ figures: NOW });
    bytes = await formBytes(known.sheet, plan, { seal: SEAL, filling, prefills });
    grid = await gridOf(bytes);
  });
  afterAll(() => here.end());

  const isChanged = name === 'changed';

  it('is what the form tells of the month before', () => {
    const beside = ['RC01', 'RC06', 'JC02-1', 'JC02-2'].map((item) => {
      const { last, lastCumulative } = prefills.figures.get(item)!;
      return [item, last, lastCumulative];
    });
    const people = isChanged ? '按“人”计，不作比较' : null;
    const firms = isChanged ? '按“家”计，不作比较' : '4000';
    expect(beside).toEqual([
      ['RC01', people ?? '12000', people ?? '12000'],
      ['RC06', people ?? '30000', null],
      ['JC02-1', '80', null],
      ['JC02-2', firms, null],
    ]);
    const row = grid.sheets[0]!.cells.find(({ text }) => text === 'RC01')!.row;
    const cells = grid.sheets[0]!.cells.filter((cell) => cell.row === row);
    expect(cells.filter(({ column }) => column === 7 || column === 8)).toMatchObject([
      { text: people ?? '12000' },
      { text: people ?? '12000' },
    ]);
  });

  it('decides whether the two months are compared', async () => {
    const at = moment('2007-06-02T09:00:00+08:00');
    const { findings, submission } = await check(
      { bytes, fileName: '5月.xlsx', at },
      plan,
      here.world,
    );
    const codes = findings.map(({ code, item }) => [code, item ?? '']).sort();
    expect(codes).toEqual(
      isChanged
        ? []
        : [
            ['C_FALL', '引进人才'],
            ['C_LEAP', '企业数'],
            ['C_RULE', '拔尖人才'],
          ],
    );
    expect(submission !== null).toBe(isChanged);
  });

  it('decides what is said of 不适用 after a figure', async () => {
    const { sheet } = await told(plan, here, MAY);
    const filling = aFilling({ figures: { ...NOW, RC01: '不适用' } });
    const form = await formBytes(sheet, plan, { seal: SEAL, filling, prefills });
    const at = moment('2007-06-02T09:00:00+08:00');
    const { findings } = await check({ bytes: form, fileName: '5月.xlsx', at }, plan, here.world);
    const codes = findings.map(({ code }) => code);
    expect(codes.includes('C_NA_AFTER')).toBe(!isChanged);
    expect(codes.includes('N_NA')).toBe(isChanged);
  });

  it.skipIf(!hasOffice)(
    'decides what the form itself checks',
    async () => {
      const [counted] = await countedByOffice([bytes]);
      const { cells } = (await gridOf(counted!)).sheets[0]!;
      const seen = ['RC01', 'RC06', 'JC02-1', 'JC02-2'].map((item) => {
        const { row } = cells.find(({ column, text }) => column === 1 && text === item)!;
        return cells.find((cell) => cell.row === row && cell.column === 12)!.text[0];
      });
      expect(seen).toEqual(isChanged ? ['✓', '✓', '✓', '✓'] : ['✗', '✗', '✓', '✓']);
    },
    OFFICE_TIMEOUT,
  );

  if (!isChanged) return;

  it('is compared again with the first month that is counted alike', async () => {
    await send(plan, here, '2007-05', NOW);
    here.setNow('2007-07-02T09:00:00+08:00');
    const june = await told(plan, here, '2007-06' as Month);
    expect(june.prefills.figures.get('RC01')).toMatchObject({ last: '1.3', lastCumulative: '1.3' });
    const filling = aFilling({ figures: { ...NOW, RC01: 1.2 } });
    const form = await formBytes(june.sheet, plan, { seal: SEAL, filling, ...june });
    const at = here.world.now();
    const { findings } = await check({ bytes: form, fileName: '6月.xlsx', at }, plan, here.world);
    expect(findings.map(({ code }) => code)).toContain('C_FALL');
  });

  it('is known for the form’s own words where the hidden sheet is lost', () => {
    const bare = { ...grid, sheets: grid.sheets.slice(0, 1) };
    const context = { plan, history: [], seal: SEAL, at: here.world.now(), fileName: '5月.xlsx' };
    const { findings } = checkSubmission(bare, identify(bare, context), context);
    expect(findings.map(({ code }) => code)).not.toContain('R_UNREAD');
  });
});
