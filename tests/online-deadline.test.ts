/** Online sheets at their deadline: what was submitted in time, what was not and is said to be so, and the lock. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClockWorld } from '../src/clock/clock-jobs.ts';
import { ClockClaim } from '../src/clock/clock-lease.ts';
import { step } from '../src/clock/clocking.ts';
import { statusCommand } from '../src/desk/commands/status.ts';
import type { Desk } from '../src/desk/command.ts';
import type { Collected } from '../src/line/receiving.ts';
import { standings } from '../src/line/pipeline.ts';
import type { Month } from '../src/model/period.ts';
import type { Extension, Plan } from '../src/model/plan.ts';
import { slotsBetween } from '../src/model/timetable.ts';
import { workingCalendar } from '../src/model/working-calendar.ts';
import { openPlan } from '../src/outside.ts';
import {
  fileIn,
  fillSheet,
  isTicked,
  textsIn,
  tick,
  type,
  type Doing,
} from './build/google/clerk.ts';
import { ERRORS } from './build/google/errors.ts';
import { anOnlineGround, planWith } from './build/google/ground.ts';
import { unitId } from './build/plan.ts';
import { COMPLETE, send } from './build/sending.ts';
import { moment } from './build/world.ts';

const here = anOnlineGround();

const ID = 'weicheng';
const READ = `GET/v4/spreadsheets/${ID}`;
const CHANGE = `POST/v4/spreadsheets/${ID}:batchUpdate`;
const FILE = `GET/drive/v3/files/${ID}`;
const LOCK = `PATCH/drive/v3/files/${ID}`;
const MAY = '2007-05' as Month;
const AT_DUE = '2007-06-04T17:00:00+08:00';

const readOnly = (): Plan => planWith({ writes: false });

function fill(doing: Doing & Readonly<{ submitted?: boolean }> = {}): Promise<void> {
  const { submitted = true, ...rest } = doing;
  return fillSheet(here.fake, COMPLETE, { of: ID, id: ID, submitted }, rest);
}

function codes({ findings }: Collected): readonly string[] {
  return findings.map(({ code }) => code);
}

async function report(plan = here.plan) {
  const { reporting } = await standings(MAY, plan, here.world);
  return reporting.reports.find(({ unit }) => unit === ID)!;
}

async function status(): Promise<string> {
  const given = { options: new Map([['period', '2007-05']]) };
  const desk = { given, plan: here.plan, world: here.world };
  return (await statusCommand.answer(desk as unknown as Desk)).text;
}

describe('a sheet that is seen after its deadline', () => {
  it('is not taken where Drive tells nothing for a reason of the account’s: nobody is late by it', async () => {
    here.plan = readOnly();
    await fill({ at: '2007-06-04T08:58:00Z' });
    here.at('2007-06-04T17:20:00+08:00');
    here.fake.mishaps.push({ path: `/files/${ID}`, mishap: ERRORS.disabled });
    const round = await here.go();
    expect(round).toMatchObject({ receipts: [], isDown: true });
    expect(codes(round)).toContain('G_DOWN');
    expect((await here.go()).receipts).toMatchObject([
      { outcome: 'accepted', submittedAt: '2007-06-04T16:58:00+08:00' },
    ]);
  });

  it('counts as of its last change, where that was in time, and the receipt says both moments', async () => {
    here.plan = readOnly();
    await fill({ at: '2007-06-04T08:58:00Z' });
    here.at('2007-06-04T17:20:00+08:00');
    const { receipts } = await here.go();
    expect(receipts).toMatchObject([
      {
        outcome: 'accepted',
        arrivedAt: '2007-06-04T17:20:00+08:00',
        submittedAt: '2007-06-04T16:58:00+08:00',
      },
    ]);
    expect(here.asked()).toEqual([READ, FILE]);
    const [text] = await here.home.receiptTexts();
    expect(text).toContain('截止以后（2007年6月4日17:20）才看到');
    expect(text).toContain('截止以前（2007年6月4日16:58）');
    expect(text).not.toContain('迟报1');
    expect(await report()).toMatchObject({ status: 'on-time' });
    await here.go();
    expect(here.asked()).toEqual([READ]);
  });

  it('is late where it was changed since', async () => {
    here.plan = readOnly();
    await fill({ at: '2007-06-04T09:05:00Z' });
    here.at('2007-06-04T17:20:00+08:00');
    const { receipts } = await here.go();
    expect(receipts[0]).not.toHaveProperty('submittedAt');
    expect((await here.home.receiptTexts())[0]).toContain('按迟报登记');
    expect(await report()).toMatchObject({ status: 'late' });
  });

  it.each([
    ['says nothing of that', { status: 200, body: { id: ID } }],
    ['may not be asked', ERRORS.driveNotShared],
  ])('is late where Drive %s', async (_, mishap) => {
    here.plan = readOnly();
    await fill();
    here.at('2007-06-04T17:20:00+08:00');
    here.fake.mishaps.push({ path: '/drive/v3/files/', mishap });
    expect((await here.go()).isDown).toBe(false);
    expect(await report()).toMatchObject({ status: 'late' });
  });

  it('waits for the next round where Drive cannot be reached', async () => {
    here.plan = readOnly();
    await fill();
    here.at('2007-06-04T17:20:00+08:00');
    const nine = Array.from({ length: 9 }, () => ERRORS.unavailable);
    here.fake.mishaps.push(...nine.map((mishap) => ({ path: '/drive/v3/files/', mishap })));
    const round = await here.go();
    expect([round.isDown, round.receipts]).toEqual([true, []]);
    await here.go();
    expect(await report()).toMatchObject({ status: 'on-time' });
  });

  it('is not held against its unit while Drive lags', async () => {
    here.plan = readOnly();
    here.fake.state.lag = 15 * 60_000;
    await fill({ at: '2007-06-04T08:59:00Z' });
    here.at('2007-06-04T17:05:00+08:00');
    await here.go();
    expect(await report()).toMatchObject({ status: 'on-time' });
  });

  it('is late where we saw it unticked at the deadline ourselves, whatever Drive says', async () => {
    here.plan = readOnly();
    here.fake.state.lag = 15 * 60_000;
    await fill({ submitted: false });
    here.at(AT_DUE);
    expect(codes(await here.go())).toEqual(['G_UNTICKED_DUE']);
    tick(here.fake, ID, true, '2007-06-04T09:05:00Z');
    here.at('2007-06-04T17:10:00+08:00');
    here.asked();
    expect((await here.go()).receipts).toMatchObject([{ outcome: 'accepted' }]);
    expect(here.asked()).toEqual([READ]);
    expect(await report()).toMatchObject({ status: 'late' });
  });

  it('is late where what it held at the deadline was returned', async () => {
    here.plan = readOnly();
    here.fake.state.lag = 15 * 60_000;
    const faulty = { ...COMPLETE, figures: { ...COMPLETE.figures, RC01: '很多' } };
    await fillSheet(here.fake, faulty, { of: ID, id: ID });
    const { findings } = (await here.go()).receipts[0]!;
    here.at(AT_DUE);
    await here.go();
    const { place } = findings.find(({ read }) => read === '很多')!;
    type(here.fake, [ID, place.cell!], 12, '2007-06-04T09:05:00Z');
    here.at('2007-06-04T17:10:00+08:00');
    expect((await here.go()).receipts).toMatchObject([{ outcome: 'accepted' }]);
    expect(await report()).toMatchObject({ status: 'late' });
  });

  it('that was accepted before is a correction, and Drive is not asked', async () => {
    here.plan = readOnly();
    await fill();
    await here.go();
    await fillSheet(
      here.fake,
      { ...COMPLETE, figures: { ...COMPLETE.figures, RC01: 13 } },
      { of: ID, id: ID },
      { at: '2007-06-05T01:00:00Z' },
    );
    here.at('2007-06-05T10:00:00+08:00');
    here.asked();
    const { receipts } = await here.go();
    expect(receipts).toMatchObject([{ outcome: 'accepted', supersedes: 1 }]);
    expect(receipts[0]!.findings.map(({ code }) => code)).toContain('G_CHANGED');
    expect(here.asked()).toEqual([READ]);
    expect(await report()).toMatchObject({ status: 'on-time', corrections: 1 });
    expect(await status()).toContain('更正1次');
  });
});

describe('a sheet that is not ticked', () => {
  it('is waited for before the deadline, and not reported behind it: told, and in the status', async () => {
    here.plan = readOnly();
    await fill({ submitted: false });
    here.at('2007-06-04T16:59:59+08:00');
    expect(codes(await here.go())).toEqual(['G_UNTICKED']);
    expect(await status()).not.toContain('没有勾选');
    here.at(AT_DUE);
    const round = await here.go();
    expect(codes(round)).toEqual(['G_UNTICKED_DUE']);
    expect(round.findings[0]!.message).toBe('截止时没有勾选“提交”，按未报：潍城区（2007年5月）');
    here.at('2007-06-04T17:10:00+08:00');
    expect(await status()).toMatch(/潍城区.*漏报.*截止时在线表没有勾选“提交”，按未报/);
    const acts = await here.world.ledger.actsBehind(0, 100);
    await here.go();
    expect(await here.world.ledger.actsBehind(0, 100)).toEqual(acts);
    tick(here.fake, ID, true, '2007-06-04T09:30:00Z');
    here.at('2007-06-04T17:40:00+08:00');
    await here.go();
    expect(await status()).toMatch(/潍城区.*迟报/);
    expect(await status()).not.toContain('没有勾选');
  });

  it('is held against nobody who has reported by another way', async () => {
    here.plan = readOnly();
    await fill({ submitted: false });
    await send(here.home, ID, COMPLETE);
    here.at(AT_DUE);
    expect(codes(await here.go())).toEqual(['G_UNTICKED']);
    expect(await status()).not.toContain('没有勾选');
  });

  it('is told for the month whose deadline came last where it does not say its month', async () => {
    here.plan = readOnly();
    await fill({ submitted: false });
    const book = here.fake.sheets.get(ID)!;
    delete book.developerMetadata;
    book.sheets = book.sheets!.slice(0, 1);
    book.sheets[0]!.data = [{ rowData: book.sheets[0]!.data![0]!.rowData!.slice(0, 3) }];
    here.at('2007-06-05T09:00:00+08:00');
    const { findings } = await here.go();
    expect(findings[0]!.message).toContain('潍城区（2007年5月）');
  });
});

describe('the lock', () => {
  const lockOf = () => fileIn(here.fake, ID).contentRestrictions?.[0];

  it('comes once, in the first round at the deadline, after the sheet was taken and answered', async () => {
    await fill();
    here.at('2007-06-04T16:50:00+08:00');
    await here.go();
    expect(here.asked()).toEqual([READ, 'GET/drive/v3/about', CHANGE]);
    here.at(AT_DUE);
    await here.go();
    expect(here.asked()).toEqual([READ, FILE, LOCK]);
    expect(lockOf()).toMatchObject({ readOnly: true });
    expect(lockOf()!.reason).toMatch(/2007年6月4日17:00截止.*“文件”菜单里解除锁定/);
    expect(lockOf()!.reason!.length).toBeLessThan(100);
    expect(fileIn(here.fake, ID).appProperties).toEqual({ tongbaoLocked: AT_DUE });
    here.at('2007-06-04T17:10:00+08:00');
    await here.go();
    expect(here.asked()).toEqual([READ]);
  });

  it('takes what was ticked in the last minute along, and answers it first', async () => {
    await fill({ at: '2007-06-04T08:59:00Z' });
    here.at('2007-06-04T17:00:05+08:00');
    expect((await here.go()).receipts).toMatchObject([{ outcome: 'accepted' }]);
    expect(textsIn(here.fake, ID, '回执')[0]).toContain('通报回执：1');
    expect(lockOf()).toMatchObject({ readOnly: true });
    expect(await report()).toMatchObject({ status: 'on-time' });
  });

  it('waits until all sheets were read, and is left for the next round where Drive is out of reach', async () => {
    const units = ['weicheng', 'hanting', 'shouguang'];
    const sources = units.map((unit) => ({ unit: unitId(unit), spreadsheet: unit, folder: '' }));
    here.plan = planWith({ sources });
    for (const unit of units) {
      await fillSheet(here.fake, COMPLETE, { of: unit, id: unit, submitted: false });
    }
    const nine = Array.from({ length: 9 }, () => ERRORS.unavailable);
    here.fake.mishaps.push(...nine.map((mishap) => ({ path: '/drive/v3/files/', mishap })));
    here.at(AT_DUE);
    const round = await here.go();
    expect(codes(round)).toEqual(['G_LOCK_REFUSED', 'G_UNTICKED_DUE']);
    expect(round.isDown).toBe(false);
    here.asked();
    await here.go();
    expect(here.asked()).toEqual([
      ...units.map((unit) => `GET/v4/spreadsheets/${unit}`),
      ...units.flatMap((unit) => [`GET/drive/v3/files/${unit}`, `PATCH/drive/v3/files/${unit}`]),
    ]);
  });

  it('that somebody opened by hand stays open, and what he reports is late', async () => {
    await fill({ submitted: false });
    here.at(AT_DUE);
    await here.go();
    expect(lockOf()).toMatchObject({ readOnly: true });
    Object.assign(fileIn(here.fake, ID), { contentRestrictions: [] });
    tick(here.fake, ID, true, '2007-06-05T01:00:00Z');
    here.at('2007-06-05T09:10:00+08:00');
    expect((await here.go()).receipts).toMatchObject([{ outcome: 'accepted' }]);
    expect(lockOf()).toBeUndefined();
    expect(isTicked(here.fake, ID)).toBe(true);
    expect(await report()).toMatchObject({ status: 'late' });
  });

  it('is not laid a second time after a crash before it was entered', async () => {
    await fill();
    here.at(AT_DUE);
    const { ledger } = here.world;
    const noteSheet = () => Promise.reject(new Error('crash'));
    const { world } = here;
    here.world = { ...world, ledger: { ...ledger, noteSheet } };
    await expect(here.go()).rejects.toThrow('crash');
    here.world = world;
    here.asked();
    await here.go();
    expect(here.asked()).toEqual([READ, FILE]);
    await here.go();
    expect(here.asked()).toEqual([READ]);
  });

  it('opens when the deadline is moved, and comes again at the new one', async () => {
    await fill({ submitted: false });
    here.at(AT_DUE);
    await here.go();
    here.at('2007-06-05T08:00:00+08:00');
    here.plan = withExtension(here.plan, '2007-06-06');
    here.asked();
    expect(codes(await here.go())).toEqual(['G_UNTICKED']);
    expect(here.asked()).toEqual([READ, FILE, LOCK]);
    expect(lockOf()).toMatchObject({ readOnly: false });
    await here.go();
    expect(here.asked()).toEqual([READ]);
    tick(here.fake, ID, true, '2007-06-06T01:00:00Z');
    here.at('2007-06-06T12:00:00+08:00');
    await here.go();
    expect(await report()).toMatchObject({ status: 'on-time' });
    here.at('2007-06-06T17:00:00+08:00');
    await here.go();
    expect(lockOf()).toMatchObject({ readOnly: true });
    expect(fileIn(here.fake, ID).appProperties).toEqual({
      tongbaoLocked: '2007-06-06T17:00:00+08:00',
    });
  });

  it('of somebody else is left as it is, also when the deadline is moved', async () => {
    await fill({ submitted: false });
    const theirs = { readOnly: true, reason: '定稿' };
    Object.assign(fileIn(here.fake, ID), { contentRestrictions: [theirs] });
    here.at(AT_DUE);
    await here.go();
    here.plan = withExtension(here.plan, '2007-06-06');
    await here.go();
    expect(lockOf()).toEqual(theirs);
    expect(here.asked().filter((one) => one === LOCK)).toEqual([]);
  });

  it('that is refused is told once, and all else goes on', async () => {
    await fill({ submitted: false });
    Object.assign(fileIn(here.fake, ID), { role: 'reader' });
    here.at(AT_DUE);
    const round = await here.go();
    expect(codes(round)).toEqual(['G_LOCK_REFUSED', 'G_UNTICKED_DUE']);
    expect(round.isDown).toBe(false);
    here.asked();
    expect(codes(await here.go())).toEqual(['G_UNTICKED_DUE']);
    expect(here.asked()).toEqual([READ]);
  });

  it('is not tried with 只读, nor of a form that is none of ours', async () => {
    here.plan = readOnly();
    await fill();
    here.at(AT_DUE);
    await here.go();
    expect(here.asked()).toEqual([READ]);
    here.plan = planWith({});
    await fillSheet(here.fake, COMPLETE, { of: 'hanting', id: ID });
    await here.go();
    expect(here.asked()).not.toContain(LOCK);
  });
});

describe('the clock', () => {
  it('looks exactly at the deadline and ten minutes behind it, before anything is drafted', async () => {
    const { value } = await openPlan(join(import.meta.dirname, '..'));
    const jobs = value!.jobs.filter(({ id }) => ['jiezhi-shoubao', 'yanhou-shoubao'].includes(id));
    here.plan = { ...readOnly(), jobs, version: 'c'.repeat(64) };
    await fill({ submitted: false });
    const world: ClockWorld = {
      ...here.world,
      run: 'run',
      home: here.home.folder,
      environment: {},
    };
    const claim = new ClockClaim('one', () => 0);
    const tickAt = async (time: string): Promise<readonly string[]> => {
      here.at(time);
      const came: string[] = [];
      for (;;) {
        const run = `${time} ${String(came.length)}`;
        const done = await step({ value: here.plan, findings: [] }, { ...world, run }, claim);
        if (done.came !== 'worked') return came;
        came.push(`${done.due.slot.job.id} ${done.due.slot.key} ${done.end.outcome}`);
      }
    };
    expect(await tickAt('2007-06-04T16:00:00+08:00')).toEqual([]);
    expect(await tickAt(AT_DUE)).toEqual(['jiezhi-shoubao 2007-05 done']);
    expect(here.asked()).toEqual([READ]);
    tick(here.fake, ID, true, '2007-06-04T09:04:00Z');
    expect(await tickAt('2007-06-04T17:05:00+08:00')).toEqual([]);
    expect(await tickAt('2007-06-04T17:10:00+08:00')).toEqual(['yanhou-shoubao 2007-05 done']);
    expect(here.asked()).toEqual([READ]);
    expect(await report()).toMatchObject({ status: 'late' });
    const drafts = value!.jobs.filter(({ id }) => ['yanhou-shoubao', 'yuebao'].includes(id));
    const calendar = workingCalendar(here.plan.calendar);
    const slots = slotsBetween(
      drafts,
      calendar,
      moment(AT_DUE),
      moment('2007-06-04T18:00:00+08:00'),
    );
    expect(slots.map(({ job }) => job.id)).toEqual(['yanhou-shoubao', 'yuebao']);
  });
});

describe('a folder with sheets of other months', () => {
  const folder = 'folder-weicheng';
  const LIST = 'GET/drive/v3/files';
  const APRIL = { period: '2007-04' as Month, folder, at: '2007-05-01T01:00:00Z' };

  it('locks each at its own deadline, and reads none again that is done with and unchanged', async () => {
    here.plan = planWith({ sources: [{ unit: unitId(ID), spreadsheet: '', folder }] });
    await fillSheet(here.fake, COMPLETE, { of: ID, id: 'april' }, APRIL);
    here.at('2007-05-01T10:00:00+08:00');
    expect((await here.go()).receipts).toMatchObject([{ outcome: 'accepted', period: '2007-04' }]);
    await fillSheet(here.fake, COMPLETE, { of: ID, id: ID }, { folder });
    here.at('2007-06-01T10:00:00+08:00');
    here.asked();
    expect((await here.go()).receipts).toMatchObject([{ outcome: 'accepted', period: '2007-05' }]);
    expect(here.asked()).toEqual([LIST, READ, 'GET/drive/v3/about', CHANGE]);
    await here.go();
    expect(here.asked()).toEqual([LIST, READ]);
    type(here.fake, ['april', 'A1'], '改过的标题', '2007-06-01T03:00:00Z');
    here.at('2007-06-01T12:00:00+08:00');
    expect((await here.go()).receipts).toMatchObject([{ period: '2007-04', supersedes: 1 }]);
  });

  it('tells a month gone by as locked by its own deadline', async () => {
    here.plan = planWith({ sources: [{ unit: unitId(ID), spreadsheet: '', folder }] });
    await fillSheet(here.fake, COMPLETE, { of: ID, id: 'april', submitted: false }, APRIL);
    await fillSheet(here.fake, COMPLETE, { of: ID, id: ID, submitted: false }, { folder });
    here.at('2007-06-01T10:00:00+08:00');
    const round = await here.go();
    expect(fileIn(here.fake, 'april').contentRestrictions).toMatchObject([{ readOnly: true }]);
    expect(fileIn(here.fake, ID).contentRestrictions).toBeUndefined();
    expect(round.findings.map(({ message }) => message).join('\n')).toContain(
      '按未报：潍城区（2007年4月）',
    );
  });
});

function withExtension(plan: Plan, day: string): Plan {
  const extension = {
    unit: unitId(ID),
    period: MAY,
    until: { day },
    reason: '停电',
    approver: '市委组织部办公室',
  } as unknown as Extension;
  return { ...plan, calendar: { ...plan.calendar, extensions: [extension] } };
}
