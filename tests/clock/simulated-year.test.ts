/** A year of the clock on a real ledger: random downtime, two processes, a clock that jumps, suspends, other time zones. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { momentOfEpoch } from '../../src/model/day.ts';
import { areContested } from '../../src/model/due-slots.ts';
import type { Job } from '../../src/model/job.ts';
import type { Plan } from '../../src/model/plan.ts';
import { slotsBetween } from '../../src/model/timetable.ts';
import { workingCalendar } from '../../src/model/working-calendar.ts';
import { openLedger } from '../../src/record/open.ts';
import { aJob } from '../build/jobs.ts';
import { aPlan } from '../build/plan.ts';
import { sha256 } from '../record/builders.ts';
import { diceFor } from '../soak/dice.ts';
import { anInstance, type Done, type Instance, type Time } from './year.ts';

const START = Date.parse('2007-01-01T00:00:00+08:00');
const END = Date.parse('2008-01-10T00:00:00+08:00');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const JOBS: readonly Job[] = [
  aJob('yuebao', '截止时间后10分钟', '月报'),
  aJob('jibao', '截止时间后20分钟', '季报'),
  aJob('nianbao', '印发时间', '年报'),
  aJob('shoubao', '每天8:00、17:10'),
];

function planOf(jobs: readonly Job[]): Plan {
  const source = JSON.stringify(jobs);
  return aPlan({ jobs, source, version: sha256(source) });
}

const PLAN = planOf(JOBS);

let folder = '';
let file = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongbao-year-'));
  file = join(folder, 'ledger.sqlite');
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** The periods' slots of the year in the order of their moments. */
const EXPECTED = slotsBetween(
  JOBS.filter(({ does }) => does === 'draft'),
  workingCalendar(PLAN.calendar),
  momentOfEpoch(START),
  momentOfEpoch(END),
);

/** What the drafts came to, in the order in which they were done. */
function drafted(done: readonly Done[]): readonly (string | null)[] {
  return done.filter(({ work }) => work === 'draft').map(({ period }) => period);
}

function expectEachOnceInOrder(done: readonly Done[]): void {
  expect(EXPECTED.filter(({ job }) => job.id === 'yuebao')).toHaveLength(13);
  expect(drafted(done)).toEqual(EXPECTED.map(({ period }) => period));
  for (const { period, work, at } of done) {
    if (work !== 'draft') continue;
    const slot = EXPECTED.find((one) => one.period === period);
    expect(at >= (slot?.at ?? '9')).toBe(true);
  }
}

describe('a year of the clock', () => {
  it.each([1, 2, 3])('does each bulletin once, in order, none early (dice %i)', async (seed) => {
    const dice = diceFor(`year ${String(seed)}`);
    const time: Time = { wall: START, forward: 0 };
    const done: Done[] = [];
    const during = (one: Done): Promise<void> => Promise.resolve(void done.push(one));
    const start = (name: string): Promise<Instance> =>
      anInstance({ name, file, plan: () => PLAN, time, during });
    let running = await Promise.all([start('one-0'), start('two-0')]);
    let offset = 0;
    let generation = 0;
    const tickAll = (): Promise<unknown> => Promise.all(running.map((one) => one.tick()));
    await tickAll();
    while (time.wall - offset < END) {
      // Mostly some hours; sometimes the machine is off or sleeps for days or weeks.
      const hours = dice.below(10) === 0 ? dice.below(24 * 45) : 1 + dice.below(12);
      time.wall += hours * HOUR;
      // A machine that sleeps does not feel the time that passes.
      time.forward += dice.below(2) === 0 ? hours * HOUR : MINUTE;
      if (dice.below(8) === 0) {
        const jump = [HOUR, -HOUR, 0][dice.below(3)]! - offset;
        time.wall += jump;
        offset += jump;
      }
      if (dice.below(6) === 0) {
        generation += 1;
        await Promise.all(running.map((one) => one.close()));
        running = await Promise.all([
          start(`one-${String(generation)}`),
          start(`two-${String(generation)}`),
        ]);
      }
      await tickAll();
    }
    await Promise.all(running.map((one) => one.close()));
    expectEachOnceInOrder(done);
    const ledger = await openLedger({ file });
    const slots = await ledger.clock.slots();
    expect(slots.every(({ end, attempts }) => end?.outcome === 'done' && attempts === 1)).toBe(
      true,
    );
    expect(slots.filter(({ job }) => job !== 'shoubao')).toHaveLength(EXPECTED.length);
    const late = await ledger.clock.recent(10_000);
    expect(late.some(({ reason }) => reason === 'late')).toBe(true);
    expect(late.some(({ merged }) => merged > 0)).toBe(true);
    await ledger.close();
  });

  it('goes on with what a dead process began, and never lets two at one slot', async () => {
    const time: Time = { wall: START, forward: 0 };
    const done: Done[] = [];
    const stuck = Promise.withResolvers<undefined>();
    const plan = (): Plan => planOf([JOBS[0]!]);
    const dead = await anInstance({ name: 'dead', file, plan, time, during: () => stuck.promise });
    const during = (one: Done): Promise<void> => Promise.resolve(void done.push(one));
    const heir = await anInstance({ name: 'heir', file, plan, time, during });
    const came = async (): Promise<string> => (await heir.tick()).map((one) => one.came).join(' ');
    await dead.tick();
    time.wall = Date.parse('2007-02-05T17:10:00+08:00');
    const hanging = dead.tick();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await came()).toBe('waiting');
    // The wall says that hours have passed: nobody is dead for that.
    time.wall += 3 * HOUR;
    expect(await came()).toBe('waiting');
    time.forward += 29_000;
    expect(await came()).toBe('waiting');
    time.forward += 1_000;
    expect(await came()).toBe('worked worked nothing');
    expect(drafted(done)).toEqual(['2006-12', '2007-01']);
    stuck.resolve(undefined);
    expect((await hanging).map((one) => one.came)).toEqual(['lost']);
    const ledger = await openLedger({ file });
    const attempts = (await ledger.clock.recent(9)).map(({ key, reason, end }) => [
      key,
      reason,
      end?.outcome,
    ]);
    expect(attempts).toEqual([
      ['2007-01', 'late', 'done'],
      ['2006-12', 'resumed', 'done'],
      ['2006-12', 'late', 'lost'],
    ]);
    await ledger.close();
    await Promise.all([dead.close(), heir.close()]);
  });

  it('goes by the last sound plan while the one in the folder has faults, and tells of these', async () => {
    const time: Time = { wall: START, forward: 0 };
    let plan: Plan | null = PLAN;
    const done: Done[] = [];
    const during = (one: Done): Promise<void> => Promise.resolve(void done.push(one));
    const kept = await anInstance({ name: 'kept', file, plan: () => PLAN, time, during });
    await kept.tick();
    await kept.close();
    const one = await anInstance({ name: 'one', file, plan: () => plan, time, during });
    plan = null;
    time.wall = Date.parse('2007-01-04T17:10:00+08:00');
    // The ledger's own reading of the plan is tried in tests/desk/serve.test.ts; here there is none to go by.
    expect((await one.tick()).map(({ came }) => came)).toEqual(['nothing']);
    plan = PLAN;
    await one.tick();
    expect(drafted(done)).toEqual(['2006-12']);
    await one.close();
  });
});

describe('two clocks of different plans on one ledger', () => {
  it('are told of, since what only one of them knows is left undone', async () => {
    const time: Time = { wall: Date.parse('2007-01-04T17:00:00+08:00'), forward: 0 };
    const done: Done[] = [];
    const during = (one: Done): Promise<void> => Promise.resolve(void done.push(one));
    const clocks = await Promise.all(
      [PLAN, planOf(JOBS.slice(1))].map((plan, n) =>
        anInstance({ name: `clock-${String(n)}`, file, plan: () => plan, time, during }),
      ),
    );
    const ledger = await openLedger({ file });
    const contested = async (): Promise<boolean> =>
      areContested(await ledger.clock.plans(), momentOfEpoch(time.wall));
    await clocks[0]!.tick();
    expect(await contested()).toBe(false);
    for (let minute = 0; minute < 15; minute += 1) {
      time.wall += MINUTE;
      for (const clock of clocks) await clock.tick();
    }
    expect(drafted(done)).not.toContain('2006-12');
    expect(await contested()).toBe(true);
    time.wall += 2 * HOUR;
    expect(await contested()).toBe(false);
    await ledger.close();
    await Promise.all(clocks.map((clock) => clock.close()));
  });
});

describe('the server’s time zone', () => {
  it('changes no slot', async () => {
    const script = fileURLToPath(new URL('./slots-child.ts', import.meta.url));
    const run = promisify(execFile);
    const zones = ['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Shanghai'];
    const said = await Promise.all(
      zones.map(async (TZ) => {
        const { stdout } = await run(process.execPath, [script], { env: { ...process.env, TZ } });
        const [zone = '', ...slots] = stdout.trim().split('\n');
        return { zone, slots };
      }),
    );
    expect(new Set(said.map(({ zone }) => zone)).size).toBe(4);
    const [first] = said;
    expect(first!.slots.length).toBeGreaterThan(700);
    for (const { slots } of said) expect(slots).toEqual(first!.slots);
  });
});
