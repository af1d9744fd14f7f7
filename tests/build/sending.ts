/** Filled forms of the small plan, on their way into a test's inbox. */
import { createHash } from 'node:crypto';
import { formSheetOf } from '../../src/model/form.ts';
import type { Month } from '../../src/model/period.ts';
import { formBytes } from '../../src/line/issuing.ts';
import { aFilling, type Typing } from './filling.ts';
import { aDeliveryPlan, aPlan } from './plan.ts';
import { NO_PREFILLS } from './prefills.ts';
import { SEAL } from './seal.ts';
import type { TestWorld } from './world.ts';

const { source } = aPlan();
/** The small plan under its true hash, as `verify` wants it. */
export const TRUE_PLAN = aPlan({ version: createHash('sha256').update(source).digest('hex') });
/** The same, whose units get the bulletin in a shared folder. */
export const SHARING_PLAN = {
  ...TRUE_PLAN,
  delivery: aDeliveryPlan({
    channels: [{ id: 'gongxiang', name: '共享', kind: 'folder', folder: '共享', allows: [] }],
    units: ['gongxiang'],
  }),
} as const;
const plan = aPlan();
const MAY = '2007-05' as Month;

/** All that the plan asks of a unit. */
export const COMPLETE: Typing = {
  figures: { RC01: 12, RC02: 3, RC06: 40, JC01: 12.5, 'JC02-1': 8, 'JC02-2': 10, YC03: '3万多次' },
  tasks: { T01: { status: '推进中', percent: 60, words: '主体完工。' } },
};

/** The form of a unit and a month of `aPlan()`, filled. */
export function workbookOf(unit: string, typing: Typing, period: Month = MAY): Promise<Uint8Array> {
  const sheet = formSheetOf(
    plan,
    plan.units.find(({ id }) => id === unit)!,
    period,
  )!;
  return formBytes(sheet, plan, { seal: SEAL, filling: aFilling(typing), prefills: NO_PREFILLS });
}

/** Puts it into the inbox, under a name of its own. */
export async function send(
  to: TestWorld,
  unit: string,
  typing: Typing,
  period: Month = MAY,
): Promise<void> {
  await to.drop(
    `${unit}-${period}-${String(Math.random()).slice(2)}.xlsx`,
    await workbookOf(unit, typing, period),
  );
}
