/** What the clock can do, done: each job on a small ledger, and again after it was broken off. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOCK_JOBS, type ClockWorld } from '../src/clock/clock-jobs.ts';
import type { Work } from '../src/model/job.ts';
import type { Month } from '../src/model/period.ts';
import { lastEvent } from '../src/model/delivery.ts';
import { aMailbox, aRobotPlan } from './build/parcel.ts';
import { aDeliveryPlan } from './build/plan.ts';
import { release } from './build/released.ts';
import { COMPLETE, send, TRUE_PLAN as plan } from './build/sending.ts';
import { spoilOriginal } from './build/spoilt.ts';
import { aWorld, type TestWorld } from './build/world.ts';

const MAY = '2007-05' as Month;

let here: TestWorld;
let world: ClockWorld;

beforeEach(async () => {
  here = await aWorld('2007-06-04T09:05:00+08:00');
  world = { ...here.world, home: here.folder, environment: {}, run: 'run-1' };
  await send(here, 'weicheng', COMPLETE);
});

afterEach(async () => {
  await here.end();
});

function done(work: Work, period: Month | null = null): Promise<string> {
  return CLOCK_JOBS[work](period, plan, world);
}

describe('a job of the clock', () => {
  it('collects, then finds nothing more', async () => {
    expect(await done('collect')).toBe('收到1份：接收1，退回0，重复0');
    expect(await done('collect')).toBe('收件箱里没有新文件');
  });

  it('drafts the period that it is of, and no other', async () => {
    await done('collect');
    expect(await done('draft', MAY)).toMatch(/^1页 .*2007年5月.*（拟稿）\.pdf/);
    expect(await world.ledger.latestDraft(MAY)).not.toBeNull();
    await expect(done('draft')).rejects.toThrow();
  });

  it('reminds those who owe the month before or this one, each of a step once', async () => {
    await done('collect');
    expect(await done('remind')).toMatch(/^催报\d家/);
    const reminders = await world.ledger.reminders(MAY);
    expect(reminders.map(({ unit }) => unit)).not.toContain('weicheng');
    expect(reminders.length).toBeGreaterThan(0);
    expect(await done('remind')).toBe('没有要催的');
    expect(await world.ledger.reminders(MAY)).toEqual(reminders);
  });

  it('reminds nobody whose report lies in the inbox', async () => {
    await done('remind');
    expect((await world.ledger.receiptNumbered(1))?.unit).toBe('weicheng');
    const reminders = await world.ledger.reminders(MAY);
    expect(reminders.length).toBeGreaterThan(0);
    expect(reminders.map(({ unit }) => unit)).not.toContain('weicheng');
  });

  it.each(['collect', 'remind', 'draft', 'sign', 'release'] as const)(
    'calls nobody missing while the mailbox cannot be reached: %s',
    async (work) => {
      await done('collect');
      const mailbox = aMailbox({ port: 9 });
      await writeFile(join(here.folder, 'data/secrets.yaml'), 'mailbox:\n  password: x\n', {
        mode: 0o600,
      });
      const mailed = { ...plan, delivery: { ...plan.delivery, mailbox } };
      await expect(CLOCK_JOBS[work](MAY, mailed, world)).rejects.toMatchObject({
        kind: 'outsideDown',
        findings: [{ code: 'M_UNREACHED' }],
      });
      expect(await world.ledger.reminders(MAY)).toEqual([]);
      expect(await world.ledger.latestDraft(MAY)).toBeNull();
    },
  );

  it('sends what waits', async () => {
    expect(await done('deliver')).toBe('没有等候发送的通报和催报');
  });

  it('fails when a channel is down, in the words of what was found', async () => {
    const down = {
      ...plan,
      delivery: aDeliveryPlan({
        channels: [aRobotPlan('wecom', 'http://127.0.0.1:9')],
        recipients: [{ name: '工作群', channels: ['qun'] }],
      }),
    };
    await release(world.ledger, down);
    const sending = CLOCK_JOBS.deliver(null, down, world);
    await expect(sending).rejects.toMatchObject({
      kind: 'outsideDown',
      findings: [{ code: 'D_STOPPED' }],
    });
    await expect(sending).rejects.toThrow('工作群');
    expect((await world.ledger.deliveries()).map((one) => lastEvent(one).state)).toEqual([
      'pending',
    ]);
  });

  it('backs up into the home', async () => {
    await done('collect');
    const path = await done('backup');
    expect(path).toBe(join(here.folder, 'data/备份/通报备份-20070604-0905'));
    expect(await readdir(path)).toContain('ledger.sqlite');
    expect(await done('backup')).toBe(path);
  });

  it('removes old backups, of each month all but the first, and nothing else', async () => {
    await done('collect');
    const old = ['0301', '0302', '0331', '0401', '0430', '0503', '0504'];
    const names = old.map((day) => `通报备份-2007${day}-0200`);
    const others = ['通报备份-20070302-0200 复制', '说明.txt', '通报备份-20060101'];
    for (const name of [...names, ...others]) {
      await mkdir(join(here.folder, 'data/备份', name), { recursive: true });
    }
    expect(await done('backup')).toContain('删去3份');
    const kept = ['0301', '0401', '0503', '0504'].map((day) => `通报备份-2007${day}-0200`);
    expect((await readdir(join(here.folder, 'data/备份'))).toSorted()).toEqual(
      [...kept, ...others, '通报备份-20070604-0905'].toSorted(),
    );
  });

  it('fails when the ledger that it copied is unsound, and keeps the copy', async () => {
    await done('collect');
    await world.ledger.close();
    await spoilOriginal(join(here.folder, 'data/ledger.sqlite'));
    const copying = done('backup');
    await expect(copying).rejects.toMatchObject({ kind: 'dataRefused', code: 'job-findings' });
    await expect(copying).rejects.toThrow('留存的文件已经不是当初的那一份');
    expect(await readdir(join(here.folder, 'data/备份'))).toHaveLength(1);
  });
});
