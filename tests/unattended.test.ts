/** The clock signs and gives out by itself: only where the plan allows it and its rule holds, on the day, once. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOCK_JOBS, type ClockWorld } from '../src/clock/clock-jobs.ts';
import { ClockClaim } from '../src/clock/clock-lease.ts';
import { step, type Step } from '../src/clock/clocking.ts';
import { collect, draft } from '../src/line/pipeline.ts';
import { CLOCK_ACCOUNT } from '../src/model/catalogue/duty-words.ts';
import { parseCompleteness } from '../src/model/catalogue/timetable-words.ts';
import type { Edition } from '../src/model/edition.ts';
import type { Unattended } from '../src/model/job.ts';
import type { Month } from '../src/model/period.ts';
import type { Plan } from '../src/model/plan.ts';
import { Refusal } from '../src/model/refusal.ts';
import type { World } from '../src/model/world.ts';
import { openLedger } from '../src/record/open.ts';
import { review, sign } from '../src/signature/signing.ts';
import { aJob } from './build/jobs.ts';
import { aDeliveryPlan } from './build/plan.ts';
import { COMPLETE, send, TRUE_PLAN } from './build/sending.ts';
import { aWorld, type TestWorld } from './build/world.ts';

const MAY = '2007-05' as Month;
const WHOLE = { period: MAY, section: null };
const SIGNS = aJob('qianfa', '印发时间前1小时', '月报', { does: 'sign' });
const RELEASES = aJob('yinfa', '印发时间', '月报', { does: 'release' });

function planOf(over: Partial<Unattended> = {}, jobs = [SIGNS, RELEASES]): Plan {
  return {
    ...TRUE_PLAN,
    units: TRUE_PLAN.units.slice(0, 2),
    jobs,
    delivery: aDeliveryPlan({
      channels: [{ id: 'jiaohuan', name: '交换', kind: 'folder', allows: [], folder: 'jiaohuan' }],
      units: ['jiaohuan'],
    }),
    unattended: {
      allows: ['review', 'sign', 'release'],
      completeness: { words: '全部单位已报', least: null },
      approver: '部务会议',
      reason: '春节值班',
      ...over,
    },
  };
}

let here: TestWorld;
let runs = 0;

beforeEach(async () => {
  here = await aWorld('2007-06-01T09:00:00+08:00');
});

afterEach(() => here.end());

function clockWorld(over: Partial<World> = {}): ClockWorld {
  const run = `run-${String((runs += 1))}`;
  return { ...here.world, who: CLOCK_ACCOUNT, home: here.folder, environment: {}, run, ...over };
}

/** All that is due at a moment, as one line each: job, outcome, whose it is, and what is said of it. */
async function tick(
  at: string,
  plan: Plan,
  {
    over = {},
    jobs = CLOCK_JOBS,
    name = 'one',
  }: Readonly<{
    over?: Partial<World>;
    jobs?: typeof CLOCK_JOBS;
    name?: string;
  }> = {},
): Promise<readonly string[]> {
  here.setNow(`${at}:00+08:00`);
  const claim = new ClockClaim(name, () => 0);
  const told: string[] = [];
  for (;;) {
    const one: Step = await step({ value: plan, findings: [] }, clockWorld(over), claim, jobs);
    if (one.came !== 'worked') return one.came === 'nothing' ? told : [...told, one.came];
    const { due, end } = one;
    told.push(`${due.slot.job.id} ${end.outcome} ${end.kind} ${end.cause}`);
  }
}

async function reported(plan: Plan, ...units: readonly string[]): Promise<void> {
  for (const unit of units) await send(here, unit, COMPLETE);
  await collect(plan, here.world);
}

function editions(): Promise<readonly Edition[]> {
  return here.world.ledger.editions();
}

async function acts(): Promise<readonly string[]> {
  return (await here.world.ledger.actsBehind(0, 100)).map(({ what, who }) => `${what} ${who}`);
}

describe('unattended signing and release', () => {
  it('signs, gives out on the day and enqueues, each once, and says by whose leave', async () => {
    const plan = planOf();
    await tick('2007-06-01T09:00', plan);
    await reported(plan, 'weicheng', 'hanting');
    expect(await tick('2007-06-08T08:00', plan)).toEqual([
      'qianfa done  潍组通报〔2007〕1号，2007年6月8日印发',
    ]);
    expect((await editions())[0]).toMatchObject({ printedOn: '2007-06-08', released: null });
    const [given] = await tick('2007-06-08T09:00', plan);
    expect(given).toMatch(/^yinfa done {2}潍组通报〔2007〕1号 .*\.pdf$/);
    expect(await editions()).toMatchObject([
      { number: 1, signature: 1, who: CLOCK_ACCOUNT, released: { who: CLOCK_ACCOUNT } },
    ]);
    expect(await here.world.ledger.deliveries()).toHaveLength(2);
    expect((await acts()).slice(-6)).toEqual([
      `draft ${CLOCK_ACCOUNT}`,
      `review ${CLOCK_ACCOUNT}`,
      `unattended ${CLOCK_ACCOUNT}`,
      `sign ${CLOCK_ACCOUNT}`,
      `unattended ${CLOCK_ACCOUNT}`,
      `release ${CLOCK_ACCOUNT}`,
    ]);
    const [permit] = (await here.world.ledger.actsBehind(0, 100)).filter(
      ({ what }) => what === 'unattended',
    );
    expect(JSON.parse(permit!.detail)).toEqual({
      does: 'sign',
      plan: plan.version,
      approver: '部务会议',
      reason: '春节值班',
      rule: '全部单位已报',
      reported: '应报2家，报齐2家',
    });
    expect(await tick('2007-06-08T12:00', plan)).toEqual([]);
    expect(await here.world.ledger.unsound()).toEqual([]);
  });

  it('does nothing while a unit lacks, tells whom it waits for, and goes on the same day', async () => {
    const plan = planOf();
    await tick('2007-06-01T09:00', plan);
    await reported(plan, 'weicheng');
    const told = await tick('2007-06-08T09:00', plan);
    expect(told[0]).toBe(
      'qianfa failed office 2007年5月通报没有自动往下办：规则是“全部单位已报”，应报2家，报齐1家，还缺寒亭区。',
    );
    expect(told[1]).toMatch(/^yinfa failed office 没有已经签发的/);
    expect(await editions()).toEqual([]);
    await reported(plan, 'hanting');
    expect((await tick('2007-06-08T11:00', plan)).map((line) => line.slice(0, 12))).toEqual([
      'qianfa done ',
      'yinfa done  ',
    ]);
    expect(await editions()).toMatchObject([{ number: 1, printedOn: '2007-06-08' }]);
  });

  it('holds to a rule of fewer units', async () => {
    const plan = planOf({ completeness: parseCompleteness('至少1家已报')! });
    await tick('2007-06-01T09:00', plan);
    await reported(plan, 'weicheng');
    expect((await tick('2007-06-08T09:00', plan)).join()).not.toContain('failed');
  });

  it('never signs what is thin, whatever the rule', async () => {
    const early = aJob('qianfa', '截止时间前1小时', '月报', { does: 'sign' });
    const plan = planOf({ completeness: parseCompleteness('至少1家已报')! }, [early]);
    await tick('2007-06-01T09:00', plan);
    await reported(plan, 'weicheng');
    const [told] = await tick('2007-06-04T16:00', plan);
    expect(told).toMatch(/^qianfa failed office .*拟稿时还没有到报送截止时间/);
    expect(await editions()).toEqual([]);
  });

  it('signs only what somebody reviewed where it may not review', async () => {
    const plan = planOf({ allows: ['sign', 'release'] });
    await tick('2007-06-01T09:00', plan);
    await reported(plan, 'weicheng');
    here.setNow('2007-06-07T09:00:00+08:00');
    await draft(MAY, plan, here.world);
    here.setNow('2007-06-07T10:00:00+08:00');
    await reported(plan, 'hanting');
    expect((await tick('2007-06-08T08:00', plan))[0]).toContain(
      '所依据的内容变了：报表（寒亭区2007年5月）',
    );
    await draft(MAY, plan, here.world);
    expect((await tick('2007-06-08T08:06', plan))[0]).toContain('还没有核稿');
    await review(WHOLE, plan, here.world);
    expect((await tick('2007-06-08T09:00', plan)).map((line) => line.slice(0, 12))).toEqual([
      'qianfa done ',
      'yinfa done  ',
    ]);
    expect(await acts()).not.toContain(`review ${CLOCK_ACCOUNT}`);
  });

  it('leaves alone what people signed for another day, and gives it out then', async () => {
    const plan = planOf();
    await tick('2007-06-01T09:00', plan);
    await reported(plan, 'weicheng', 'hanting');
    here.setNow('2007-06-07T09:00:00+08:00');
    await draft(MAY, plan, here.world);
    await review(WHOLE, plan, here.world);
    await sign(WHOLE, '2007-06-11' as Edition['printedOn'], plan, here.world);
    expect(await tick('2007-06-08T09:00', plan)).toEqual([
      'qianfa done  潍组通报〔2007〕1号，2007年6月11日印发',
      expect.stringMatching(/^yinfa failed office .*印发日期是2007年6月11日/),
    ]);
    expect((await tick('2007-06-11T09:00', plan))[0]).toMatch(/^yinfa done/);
    expect(await editions()).toMatchObject([{ signature: 1, who: 'tester' }]);
  });

  it.each([
    ['the hour', '2007-06-08T15:00', '2007-06-08', 1],
    ['the issue day', '2007-06-11T08:30', '2007-06-11', 2],
  ])('after the machine was off over %s, it is given out as printed', async (_, at, day, nth) => {
    const plan = planOf();
    await tick('2007-06-01T09:00', plan);
    await reported(plan, 'weicheng', 'hanting');
    await tick('2007-06-08T08:00', plan);
    expect((await tick(at, plan)).map((line) => line.slice(0, 10))).toEqual(['yinfa done']);
    const last = (await editions()).at(-1)!;
    expect(last).toMatchObject({ number: 1, signature: nth, printedOn: day });
    expect(last.released?.at).toBe(`${at}:00+08:00`);
  });

  it('after the issue day needs a new signature, and gives none without leave or rule', async () => {
    const plan = planOf({ allows: ['release'] }, [RELEASES]);
    await tick('2007-06-01T09:00', plan);
    await reported(plan, 'weicheng', 'hanting');
    here.setNow('2007-06-08T08:00:00+08:00');
    await draft(MAY, plan, here.world);
    await review(WHOLE, plan, here.world);
    await sign(WHOLE, null, plan, here.world);
    expect((await tick('2007-06-11T09:00', plan))[0]).toMatch(
      /^yinfa failed office .*印发日期是2007年6月8日/,
    );
    const needsMore = planOf({ completeness: parseCompleteness('至少3家已报')! }, [RELEASES]);
    expect((await tick('2007-06-11T09:06', needsMore))[0]).toContain('至少3家已报');
    expect(await editions()).toMatchObject([{ released: null }]);
  });

  it('signs anew, under the same number, what no longer says what is reported', async () => {
    const plan = planOf();
    await tick('2007-06-01T09:00', plan);
    await reported(plan, 'weicheng', 'hanting');
    await tick('2007-06-08T08:00', plan);
    here.setNow('2007-06-08T08:30:00+08:00');
    await send(here, 'weicheng', { ...COMPLETE, figures: { ...COMPLETE.figures, RC01: 13 } });
    await collect(plan, here.world);
    const only = planOf({ allows: ['release'] });
    expect((await tick('2007-06-08T09:00', only))[0]).toContain(
      '签发以后又有变动，没有自动印发：报表（潍城区2007年5月）',
    );
    expect((await tick('2007-06-08T09:06', plan))[0]).toMatch(/^yinfa done/);
    expect(await editions()).toMatchObject([
      { number: 1, signature: 1, released: null },
      { number: 1, signature: 2 },
    ]);
  });

  it('does nothing without the plan’s leave', async () => {
    const plan: Plan = { ...planOf(), unattended: null };
    await tick('2007-06-01T09:00', plan);
    await reported(plan, 'weicheng', 'hanting');
    expect((await tick('2007-06-08T08:00', plan))[0]).toContain('没有准许系统自己签发');
    expect(await editions()).toEqual([]);
  });

  it('is one document’s with two processes at it', async () => {
    const plan = planOf();
    await tick('2007-06-01T09:00', plan);
    await reported(plan, 'weicheng', 'hanting');
    const ledger = await openLedger({ file: join(here.folder, 'data/ledger.sqlite') });
    try {
      const both = (at: string): Promise<readonly (readonly string[])[]> =>
        Promise.all([tick(at, plan), tick(at, plan, { over: { ledger }, name: 'two' })]);
      await both('2007-06-08T08:00');
      await both('2007-06-08T09:00');
    } finally {
      await ledger.close();
    }
    await tick('2007-06-08T09:01', plan);
    expect(await editions()).toMatchObject([{ number: 1, signature: 1 }]);
    expect((await editions())[0]?.released).not.toBeNull();
    expect(await here.world.ledger.deliveries()).toHaveLength(2);
    expect((await acts()).filter((act) => /^(?:sign|release) /.test(act))).toHaveLength(2);
  });

  it('goes on after it died behind the signature, and behind the release', async () => {
    const plan = planOf();
    await tick('2007-06-01T09:00', plan);
    await reported(plan, 'weicheng', 'hanting');
    const died = new Refusal('tryAgain', 'lease-lost', { message: '', hint: '' });
    const dying: typeof CLOCK_JOBS = {
      ...CLOCK_JOBS,
      sign: async (...asked) => {
        await CLOCK_JOBS.sign(...asked);
        throw died;
      },
      release: async (...asked) => {
        await CLOCK_JOBS.release(...asked);
        throw died;
      },
    };
    expect(await tick('2007-06-08T08:00', plan, { jobs: dying })).toEqual(['lost']);
    const signed = await editions();
    expect((await tick('2007-06-08T08:01', plan))[0]).toMatch(/^qianfa done/);
    expect(await editions()).toEqual(signed);
    expect(await tick('2007-06-08T09:00', plan, { jobs: dying })).toEqual(['lost']);
    const released = await editions();
    const out = join(here.folder, 'data/out/2007-05/潍组通报〔2007〕1号');
    await rm(out, { recursive: true });
    expect((await tick('2007-06-08T09:01', plan))[0]).toMatch(/^yinfa done/);
    expect(await editions()).toEqual(released);
    expect(await readdir(out)).toContain('清单.json');
    expect(await here.world.ledger.deliveries()).toHaveLength(2);
  });
});
