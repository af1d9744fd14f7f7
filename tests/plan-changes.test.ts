/** What a changed plan would do to bulletins that were drafted before. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkPlan } from '../src/check/plan.ts';
import { planFilesIn } from '../src/intake/plan-yaml.ts';
import type { Period } from '../src/model/period.ts';
import type { Plan } from '../src/model/plan.ts';
import { openPlan } from '../src/outside.ts';
import { keepInputs } from '../src/line/pipeline.ts';
import { planChanges } from '../src/adjusting/plan-changes.ts';
import { aWorld, type TestWorld } from './build/world.ts';

let here: TestWorld;
let plan: Plan;

beforeAll(async () => {
  here = await aWorld('2007-06-09T09:00:00+08:00');
  const { value } = await openPlan(join(import.meta.dirname, '..'));
  if (value === null) throw new Error('the shipped plan is unsound');
  plan = value;
  await keepInputs(plan, here.world);
  for (const period of ['2007-04', '2007-05'] as unknown as readonly Period[]) {
    await here.world.ledger.recordDraft(
      {
        period,
        about: '',
        corrects: null,
        reason: null,
        at: here.world.now(),
        snapshot: 'b'.repeat(64),
        plan: plan.version,
        template: here.world.templates.sha256,
        pdf: 'c'.repeat(64),
        pages: 1,
        path: 'x.pdf',
      },
      'tester',
    );
  }
});

afterAll(() => here.end());

/** The shipped plan with some of its text changed. */
function changed(from: string, to: string): Plan {
  const text = plan.source.replace(from, to);
  expect(text).not.toBe(plan.source);
  const { value, findings } = checkPlan(planFilesIn(text));
  if (value === null) throw new Error(findings.map(({ message }) => message).join());
  return value;
}

async function toldOf(now: Plan, only?: Period): Promise<readonly string[]> {
  return (await planChanges(now, here.world, only)).map(({ message }) => message);
}

const RS01 = `  - indicator: RS01
    year: 2007
    city: 12
    units:
      shizhi: 12
`;

it('is nothing for the plan they were drafted by, nor for a mere comment', async () => {
  expect(await toldOf(plan)).toEqual([]);
  expect(await toldOf(changed('targets:\n', '# 核过\ntargets:\n'))).toEqual([]);
});

it('names the periods and the indicator whose target was changed for all the year', async () => {
  const now = changed(RS01, RS01.replaceAll('12', '24'));
  expect(await toldOf(now)).toEqual([
    '方案改过以后，已经拟稿的通报再拟会与原来不同：2007年4月（公开选拔县级领导干部）；2007年5月（公开选拔县级领导干部）。',
  ]);
  expect((await toldOf(now, '2007-05' as Period)).join()).not.toContain('2007年4月');
});

it('is nothing of the months before where the target is changed from a month on', async () => {
  const until = RS01.replace('year: 2007\n', 'year: 2007\n    to: 2007-04\n');
  const since = RS01.replaceAll('12', '24').replace(
    'year: 2007\n',
    'year: 2007\n    from: 2007-05\n',
  );
  const messages = await toldOf(changed(RS01, `${until}${since}`));
  expect(messages).toHaveLength(1);
  expect(messages[0]).toContain('2007年5月');
  expect(messages[0]).not.toContain('2007年4月');
});

it('tells of a deadline that was moved without a note of what it was', async () => {
  const messages = await toldOf(changed('\ndue: 次月3日17:00', '\ndue: 次月6日17:00'));
  expect(messages.join()).toContain('报送情况');
});
