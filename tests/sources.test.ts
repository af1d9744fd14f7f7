/** A source of reports that cannot be reached: who may have reported there is 取数失败, and nobody signs that he is missing. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectAll } from '../src/line/collecting.ts';
import { askedFigures, draft } from '../src/line/pipeline.ts';
import { unreadReports } from '../src/line/sources.ts';
import type { Month } from '../src/model/period.ts';
import type { Plan } from '../src/model/plan.ts';
import { review, sign } from '../src/signature/signing.ts';
import { aMailbox } from './build/parcel.ts';
import { COMPLETE, send, TRUE_PLAN } from './build/sending.ts';
import { aWorld, type TestWorld } from './build/world.ts';

const plan = TRUE_PLAN;
/** Nobody listens there. */
const mailed: Plan = {
  ...plan,
  delivery: { ...plan.delivery, mailbox: aMailbox({ port: 9 }) },
};
const MAY = '2007-05' as Month;
const WHOLE = { period: MAY, section: null };
const DOWN_SINCE = '2007-06-04T17:10:00+08:00';

let here: TestWorld;

beforeEach(async () => {
  here = await aWorld(DOWN_SINCE);
  const secrets = join(here.folder, 'data/secrets.yaml');
  await writeFile(secrets, 'mailbox:\n  password: x\n', { mode: 0o600 });
  await send(here, 'weicheng', COMPLETE);
});

afterEach(() => here.end());

async function unread(): Promise<readonly string[]> {
  const { scoreboard } = await askedFigures(MAY, mailed, here.world);
  const found = await unreadReports(scoreboard, mailed, here.world);
  return found.map(({ report, down }) => `${report.name} ${down.source} ${down.since}`);
}

async function codesOfDraft(): Promise<readonly string[]> {
  return (await draft(MAY, mailed, here.world)).findings.map(({ code }) => code);
}

describe('a mailbox that cannot be reached', () => {
  it('is held against nobody: no review, no signature, until it was read', async () => {
    expect((await collectAll(mailed, here.world)).isDown).toBe(true);
    here.setNow('2007-06-08T09:00:00+08:00');
    expect(await unread()).toEqual([
      `寒亭区 mailbox ${DOWN_SINCE}`,
      `寿光市 mailbox ${DOWN_SINCE}`,
      `市直 mailbox ${DOWN_SINCE}`,
    ]);
    expect(await codesOfDraft()).toContain('D_SOURCE_DOWN');
    await expect(review(WHOLE, mailed, here.world)).rejects.toMatchObject({
      code: 'source-down',
      message: expect.stringMatching(/邮箱从2007年6月4日17:10起取数失败，寒亭区、寿光市/) as string,
    });
    expect((await collectAll(plan, here.world)).isDown).toBe(false);
    expect(await unread()).toEqual([]);
    expect(await codesOfDraft()).not.toContain('D_SOURCE_DOWN');
    await review(WHOLE, mailed, here.world);
  });

  it('stops a signature too, when it goes down after the review', async () => {
    await collectAll(plan, here.world);
    here.setNow('2007-06-08T09:00:00+08:00');
    await draft(MAY, mailed, here.world);
    await review(WHOLE, mailed, here.world);
    await collectAll(mailed, here.world);
    await expect(sign(WHOLE, null, mailed, here.world)).rejects.toMatchObject({
      code: 'source-down',
    });
  });

  it('that goes down long after the reports were due had been read since', async () => {
    here.setNow('2007-06-20T09:00:00+08:00');
    await collectAll(mailed, here.world);
    expect(await unread()).toEqual([]);
  });

  it('is entered in the log once when it goes down and once when it is back', async () => {
    for (const one of [plan, mailed, mailed, plan, plan]) await collectAll(one, here.world);
    const acts = await here.world.ledger.actsBehind(0, 100);
    const ofSource = acts.filter(({ subject }) => subject === 'source:mailbox');
    expect(ofSource.map(({ what }) => what)).toEqual(['source-down', 'source-up']);
    expect(await here.world.ledger.unsound()).toEqual([]);
  });
});
