/** What whoever reviews a draft is told besides that it is reviewed. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readArguments } from '../../src/desk/arguments.ts';
import { reviewCommand } from '../../src/desk/commands/review.ts';
import type { Month } from '../../src/model/period.ts';
import { collect, draft } from '../../src/line/pipeline.ts';
import { COMPLETE, send, TRUE_PLAN as plan } from '../build/sending.ts';
import { aWorld, type TestWorld } from '../build/world.ts';

let here: TestWorld;

beforeEach(async () => {
  here = await aWorld('2007-06-07T10:00:00+08:00');
  await send(here, 'weicheng', COMPLETE);
  await collect(plan, here.world);
  await draft('2007-05' as Month, plan, here.world);
});

afterEach(() => here.end());

async function remarks(): Promise<readonly string[]> {
  const given = readArguments(['review', '--period', '2007-05'], here.folder);
  const world = { ...here.world, run: 'run' };
  const answer = await reviewCommand.answer({ given, plan, findings: [], world });
  return (answer.remarks ?? []).map(({ code, message }) => `${code} ${message}`);
}

it('names nothing where all that came is in the draft', async () => {
  expect(await remarks()).toEqual([]);
});

it('says how many files lie in the inbox that the draft cannot hold', async () => {
  await here.drop('补报.xlsx', new Uint8Array([1]));
  expect(await remarks()).toEqual([expect.stringMatching(/^S_WAITING 收件箱里还有1个文件没有收/)]);
});
