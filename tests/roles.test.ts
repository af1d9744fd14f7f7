/** Who may do what: asked before a command and before the clock's work, refused in words, and entered in the log of acts. */
import { rm, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOCK_JOBS } from '../src/clock/clock-jobs.ts';
import { ClockClaim } from '../src/clock/clock-lease.ts';
import { step } from '../src/clock/clocking.ts';
import { allow } from '../src/line/allowing.ts';
import { collect, draft } from '../src/line/pipeline.ts';
import type { Act } from '../src/model/act.ts';
import { accountName, CLOCK_ACCOUNT } from '../src/model/catalogue/duty-words.ts';
import type { Roles } from '../src/model/duty.ts';
import type { Month } from '../src/model/period.ts';
import type { Plan } from '../src/model/plan.ts';
import type { World } from '../src/model/world.ts';
import { openLedger } from '../src/record/open.ts';
import { review, sign } from '../src/signature/signing.ts';
import { aHome, run } from './build/home.ts';
import { aJob } from './build/jobs.ts';
import { aPlan } from './build/plan.ts';
import { COMPLETE, send } from './build/sending.ts';
import { aWorld, type TestWorld } from './build/world.ts';

const MAY = '2007-05' as Month;
const WHOLE = { period: MAY, section: null };
const ROLES: Roles = [
  { account: 'hegao', may: ['collect', 'draft', 'review', 'sign'] },
  { account: 'qianfa', may: ['sign'] },
];

/** What the acts of a kind say. */
function saidBy(acts: readonly Act[], what: string): readonly unknown[] {
  return acts
    .filter((act) => act.what === what)
    .map(({ who, subject, detail }) => ({ who, subject, ...(JSON.parse(detail) as object) }));
}

describe('an account', () => {
  let here: TestWorld;
  const plan: Plan = { ...aPlan(), roles: ROLES };
  const as = (who: string): World => ({ ...here.world, who });

  beforeEach(async () => {
    here = await aWorld('2007-06-07T10:00:00+08:00');
  });

  afterEach(() => here.end());

  async function acts(what: string): Promise<readonly unknown[]> {
    return saidBy(await here.world.ledger.actsBehind(0, 100), what);
  }

  it('does what it has the duty of, under a plan that is kept', async () => {
    await allow('run', ['collect', 'draft'], plan, as('hegao'));
    expect(await acts('allow')).toEqual([
      { who: 'hegao', subject: 'command:run', duties: ['collect', 'draft'], plan: plan.version },
    ]);
    expect(await here.world.ledger.kept(plan.version)).toBe(plan.source);
  });

  it('is refused what it lacks, told who may, and the refusal is entered', async () => {
    await expect(allow('run', ['sign', 'draft'], plan, as('qianfa'))).rejects.toMatchObject({
      kind: 'notAllowed',
      code: 'duty-lacking',
      message: expect.stringMatching(/“qianfa”.*“拟稿”.*hegao/) as string,
    });
    await expect(allow('sign', ['sign'], plan, as(''))).rejects.toThrow('hegao、qianfa');
    expect(await acts('refuse')).toEqual([
      {
        who: 'qianfa',
        subject: 'command:run',
        duty: 'draft',
        plan: plan.version,
        why: 'duty-lacking',
      },
      { who: '', subject: 'command:sign', duty: 'sign', plan: plan.version, why: 'duty-lacking' },
    ]);
    expect(await acts('allow')).toEqual([]);
  });

  it('is asked nothing where the plan says nothing of roles', async () => {
    await allow('sign', ['sign'], { ...plan, roles: null }, as('anybody'));
    expect(await here.world.ledger.actsBehind(0, 100)).toEqual([]);
  });

  it('does not sign what it reviewed; another does', async () => {
    await send(here, 'weicheng', COMPLETE);
    await collect(plan, here.world);
    await draft(MAY, plan, here.world);
    await review(WHOLE, plan, as('hegao'));
    await expect(sign(WHOLE, null, plan, as('hegao'))).rejects.toMatchObject({
      kind: 'notAllowed',
      code: 'reviewed-by-oneself',
      hint: expect.stringContaining('qianfa') as string,
    });
    expect(await here.world.ledger.editions()).toEqual([]);
    expect(await acts('refuse')).toMatchObject([{ who: 'hegao', why: 'reviewed-by-oneself' }]);
    expect(await sign(WHOLE, null, plan, as('qianfa'))).toMatchObject({ who: 'qianfa' });
  });

  it('of the clock does no work that it lacks the duty of', async () => {
    const jobs = [aJob('shoubao', '每天10:00')];
    const tick = (roles: Roles): ReturnType<typeof step> => {
      const world = {
        ...as(CLOCK_ACCOUNT),
        home: here.folder,
        environment: {},
        run: here.world.now(),
      };
      const claim = new ClockClaim('one', () => 0);
      return step({ value: { ...plan, jobs, roles }, findings: [] }, world, claim, CLOCK_JOBS);
    };
    here.setNow('2007-06-07T09:00:00+08:00');
    await tick(ROLES);
    here.setNow('2007-06-07T10:00:00+08:00');
    expect(await tick(ROLES)).toMatchObject({
      end: {
        outcome: 'failed',
        kind: 'notAllowed',
        cause: expect.stringContaining('收报') as string,
      },
    });
    here.setNow('2007-06-07T10:06:00+08:00');
    const able: Roles = [...ROLES, { account: CLOCK_ACCOUNT, may: ['collect'] }];
    expect(await tick(able)).toMatchObject({ end: { outcome: 'done' } });
    expect(await acts('allow')).toMatchObject([
      { who: CLOCK_ACCOUNT, subject: 'command:serve collect' },
    ]);
  });

  it('of a person is never taken for the clock', () => {
    expect(accountName(CLOCK_ACCOUNT)).not.toBe(CLOCK_ACCOUNT);
    expect(accountName('hegao')).toBe('hegao');
  });
});

describe('the command line', () => {
  it('refuses with 77, whether or not the command opens the ledger, and enters it', async () => {
    const home = await aHome();
    const { username } = userInfo();
    const accounts = `accounts:
  - account: ${username}
    may: [收报, 拟稿, 核稿]
  - account: qianfa
    may: [签发, 印发, 模板, 管理]
`;
    try {
      await writeFile(join(home, 'config/roles.yaml'), accounts);
      const collected = await run(home, 'collect');
      expect(collected).toMatchObject({ code: 0 });
      const signing = await run(home, 'sign', '--period', '2007-05');
      expect(signing.code).toBe(77);
      expect(signing.stderr.trim().split('\n')).toEqual([
        expect.stringContaining(`账号“${username}”`),
        expect.stringMatching(/^怎么办：/),
      ]);
      expect(await run(home, 'backup')).toMatchObject({ code: 77 });
      const ledger = await openLedger({ file: join(home, 'data/ledger.sqlite') });
      const acts = await ledger.actsBehind(0, 100);
      await ledger.close();
      expect(acts.map(({ what, subject, who }) => `${what} ${subject} ${who}`)).toEqual([
        `allow command:collect ${username}`,
        `refuse command:sign ${username}`,
        `refuse command:backup ${username}`,
      ]);
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  });
});
