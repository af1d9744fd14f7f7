/** `serve` by the real command line: does what was missed, is killed in the middle and goes on, says what is at fault. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { dayOfMoment, momentOfEpoch } from '../../src/model/day.ts';
import { standingName } from '../../src/model/due-slots.ts';
import type { Month, Period } from '../../src/model/period.ts';
import type { Ledger } from '../../src/model/world.ts';
import { openPlan } from '../../src/outside.ts';
import { openLedger } from '../../src/record/open.ts';
import { aHome, begin, report, run } from '../build/home.ts';
import { LONG } from '../build/long.ts';

const MINUTES = 60_000;
const MAY = '2007-05' as Period;

/** An hour ago, to the minute: late enough to be told so, at whatever hour the test runs. */
const missed = momentOfEpoch(Date.now() - 60 * MINUTES);
const time = missed.slice(11, 16);
const TIMETABLE = `jobs:
  - id: shoubao
    does: 收报
    when: 每天${time}
  - id: nigao
    does: 拟稿
    when: ${dayOfMoment(missed)} ${time}
    period: 2007-05
`;

type Begun = Readonly<{
  job: string;
  reason: string;
  merged: number;
  end: { outcome: string } | null;
}>;
type Health = Readonly<{
  status: string;
  busy: string;
  waiting: boolean;
  recent: readonly Begun[];
  failed: readonly Readonly<{ job: string; end: Readonly<{ kind: string; cause: string }> }>[];
}>;

type Served = Readonly<{ child: ChildProcess; address: string }>;

const children: ChildProcess[] = [];

async function serve(home: string, ...argv: readonly string[]): Promise<Served> {
  process.env['TONGBAO_NO_SANDBOX'] = '1';
  const child = begin(home, 'serve', '--port', '0', ...argv);
  children.push(child);
  let said = '';
  child.stdout!.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const address = await until(() => Promise.resolve(/http:\S+/.exec(said)?.[0]));
  return { child, address };
}

async function until<T>(ask: () => Promise<T | undefined | false>, ms = MINUTES): Promise<T> {
  const end = performance.now() + ms;
  while (performance.now() < end) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('not in time');
}

async function health(address: string): Promise<Health> {
  return (await (await fetch(`${address}healthz`)).json()) as Health;
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  const exit = once(child, 'exit');
  child.kill(signal);
  return (await exit)[0];
}

function ledgerOf(home: string): Promise<Ledger> {
  return openLedger({ file: join(home, 'data/ledger.sqlite') });
}

/** The home's clock has gone by its plan for three days, and was off. */
async function offForDays(home: string): Promise<void> {
  await writeFile(join(home, 'config/schedule.yaml'), TIMETABLE);
  const { value: plan } = await openPlan(home);
  const ledger = await ledgerOf(home);
  const at = momentOfEpoch(Date.now() - 3 * 24 * 60 * MINUTES);
  const { version, source, jobs } = plan!;
  await ledger.keep({ kind: 'plan', sha256: version, text: source }, at);
  await ledger.clock.notice({ plan: version, at, jobs: jobs.map(standingName) });
  await ledger.close();
}

let home = '';

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) await ended(child, 'SIGKILL');
  }
  await rm(home, { recursive: true, force: true });
});

describe('serve', () => {
  it.runIf(LONG)(
    'does what was missed once, is killed while it drafts, and goes on with it',
    async () => {
      home = await aHome();
      await report(home, '2007-05' as Month);
      await offForDays(home);
      const first = await Promise.all([serve(home), serve(home)]);
      const ledger = await ledgerOf(home);
      const drafting = async (): Promise<boolean> =>
        (await ledger.clock.recent(1))[0]?.job === 'nigao';
      await until(drafting);
      for (const { child } of first) child.kill('SIGKILL');
      const broken = await ledger.clock.recent(9);
      expect(broken.map(({ job, reason, end }) => [job, reason, end?.outcome])).toEqual([
        ['nigao', 'late', undefined],
        ['shoubao', 'late', 'done'],
      ]);
      expect(broken[1]!.merged).toBeGreaterThan(0);
      expect(await ledger.latestDraft(MAY)).toBeNull();
      const again = await Promise.all([serve(home), serve(home)]);
      await until(async () => (await health(again[0].address)).waiting);
      const isDone = async (): Promise<boolean> => {
        const { recent } = await health(again[0].address);
        return recent[0]?.job === 'nigao' && recent[0].end?.outcome === 'done';
      };
      await until(isDone, 2 * MINUTES);
      const attempts = (await ledger.clock.recent(9)).filter(({ job }) => job === 'nigao');
      expect(attempts.map(({ reason, end }) => [reason, end?.outcome])).toEqual([
        ['resumed', 'done'],
        ['late', 'lost'],
      ]);
      const draft = await ledger.latestDraft(MAY);
      const pdf = createHash('sha256').update(await readFile(draft!.path));
      expect(pdf.digest('hex')).toBe(draft!.pdf);
      await ledger.close();
      const { code } = await run(home, 'collect');
      expect(code).toBe(0);
      const page = await (await fetch(again[0].address)).text();
      expect(page).toContain('2007年5月拟稿');
      expect(page).toContain('中断后接着做');
      const metrics = await (await fetch(`${again[0].address}metrics`)).text();
      expect(metrics).toContain('tongbao_slot_attempts_total{job="nigao",outcome="lost"} 1\n');
      expect(metrics).toMatch(/^tongbao_clock_last_tick_timestamp_seconds \d{10}$/m);
      expect(await ended(again[0].child, 'SIGTERM')).toBe(0);
    },
    4 * MINUTES,
  );

  it(
    'fails the slots of a plan at fault with its faults, tells whose they are, and harms nothing',
    async () => {
      home = await aHome();
      await offForDays(home);
      const units = join(home, 'config/units.yaml');
      await writeFile(units, `${await readFile(units, 'utf8')}\n多余: 1\n`);
      const { address } = await serve(home);
      const seen = await until(async () => {
        const now = await health(address);
        return now.failed.length === 2 && now;
      });
      expect(seen.status).toBe('failing');
      for (const { end } of seen.failed) {
        expect(end.kind).toBe('dataRefused');
        expect(end.cause).toContain('config/units.yaml');
      }
      const page = await (await fetch(address)).text();
      expect(page).toContain('方案和模板的管理员');
      expect(page).toContain('npx tongbao plan check');
      const ledger = await ledgerOf(home);
      expect(await ledger.latestDraft(MAY)).toBeNull();
      await ledger.close();
      const metrics = await (await fetch(`${address}metrics`)).text();
      expect(metrics).toContain('tongbao_slots_failed 2\n');
    },
    MINUTES,
  );

  it('shows nothing to a page of another name, and takes nothing', async () => {
    home = await aHome();
    const { address } = await serve(home);
    const asked = (init: RequestInit): Promise<number> =>
      fetch(address, init).then(({ status }) => status);
    expect(await asked({ method: 'POST' })).toBe(405);
    expect(await asked({ headers: { 'Sec-Fetch-Site': 'cross-site' } })).toBe(403);
    expect(await fetch(`${address}nothing`).then(({ status }) => status)).toBe(404);
  });

  it.each(['localhost', '::1'])('at %s is this machine’s alone too', async (host) => {
    home = await aHome();
    const { address } = await serve(home, '--host', host);
    expect(new URL(address).hostname).toBe(host === '::1' ? '[::1]' : host);
    expect(await fetch(address).then(({ status }) => status)).toBe(200);
    const foreign = await new Promise((resolve) => {
      get(address, { headers: { host: `evil.example:${new URL(address).port}` } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
    });
    expect(foreign).toBe(421);
  });

  it.each([
    [['--now', '2007-06-08T09:00:00+08:00'], '--now'],
    [['--port', '99999'], '99999'],
  ])('refuses %j', async (argv, told) => {
    home = await aHome();
    const { code, stderr } = await run(home, 'serve', ...argv);
    expect(code).toBe(64);
    expect(stderr).toContain(told);
  });

  it.runIf(process.getuid?.() === 0)('refuses root, unless a setting allows it', async () => {
    home = await aHome();
    delete process.env['TONGBAO_NO_SANDBOX'];
    const { code, stderr } = await run(home, 'serve', '--port', '0');
    expect(code).toBe(77);
    expect(stderr).toContain('TONGBAO_NO_SANDBOX=1');
  });
});
