/**
 * A year in seconds, on a real ledger: two processes of the clock that are off, killed and begun anew at random, under four
 * time zones, with a clock that is set forth and back; and somebody who reviews, signs and gives out.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verify } from '../src/keeping/verifying.ts';
import { issueMoment } from '../src/line/figures.ts';
import { draft } from '../src/line/pipeline.ts';
import { dayOfMoment, momentOfEpoch } from '../src/model/day.ts';
import { lastEdition, type Edition } from '../src/model/edition.ts';
import { addMonths, type Month } from '../src/model/period.ts';
import type { World } from '../src/model/world.ts';
import { openLedger } from '../src/record/open.ts';
import { release } from '../src/signature/releasing.ts';
import { review, sign } from '../src/signature/signing.ts';
import { LONG } from './build/long.ts';
import { COMPLETE, workbookOf } from './build/sending.ts';
import { dropInto } from './build/world.ts';
import type { Told } from './build/year-child.ts';
import { YEAR_PLAN as plan, yearWorld } from './build/year-plan.ts';
import { diceFor, type Dice } from './soak/dice.ts';

const CHILD = fileURLToPath(new URL('build/year-child.ts', import.meta.url));
const ZONES = ['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Shanghai'] as const;
const HOUR = 3_600_000;
const UNITS = ['weicheng', 'hanting'] as const;

type Span = Readonly<{ from: string; until: string; first: Month; months: number }>;
const YEAR: Span = {
  from: '2007-01-20',
  until: '2008-01-18',
  first: '2007-01' as Month,
  months: 12,
};

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongbao-year-'));
  await mkdir(join(folder, 'data/inbox'), { recursive: true });
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A process of the clock; null while it is off. */
class Clock {
  readonly #real: boolean;
  readonly #place: string;
  #child: ChildProcess | null = null;
  #begun = 0;

  constructor(place: string, real: boolean) {
    this.#place = place;
    this.#real = real;
  }

  async begin(zone: string): Promise<void> {
    this.#begun += 1;
    const argv = [`${this.#place}-${String(this.#begun)}`, folder, '', this.#real ? 'real' : ''];
    this.#child = fork(CHILD, argv, { env: { ...process.env, TZ: zone }, execArgv: [] });
    await once(this.#child, 'message');
  }

  get isOn(): boolean {
    return this.#child !== null;
  }

  /** Does what is due at this time. Killed meanwhile it answers all the same. */
  async tick(told: Told): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const over = new AbortController();
    const { signal } = over;
    const ends = (['message', 'exit'] as const).map((name) => once(child, name, { signal }));
    child.send(told);
    await Promise.race(ends);
    over.abort();
    await Promise.allSettled(ends);
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }
}

/** Forms of the months that have ended come into the inbox on the first days of the next. */
async function report(told: Told, { first, months }: Span, sent: Set<string>): Promise<void> {
  const day = dayOfMoment(momentOfEpoch(told.wall));
  for (let n = 0; n < months; n += 1) {
    const month = addMonths(first, n);
    if (day < `${addMonths(month, 1)}-01` || sent.has(month)) continue;
    sent.add(month);
    for (const unit of UNITS) {
      const figures = {
        ...COMPLETE.figures,
        RC01: 12 + 5 * n,
        JC01: 12 + n,
        YC03: `${String(n + 3)}万多次`,
      };
      const bytes = await workbookOf(unit, { ...COMPLETE, figures }, month);
      await dropInto(folder, `${unit}-${month}.xlsx`, bytes);
    }
  }
}

/** Somebody who looks at what was drafted, has it signed, and gives it out on its day, or when the office is open again. */
async function attend(world: World): Promise<void> {
  const { ledger } = world;
  for (const { period } of await ledger.latestDrafts()) {
    const held = lastEdition(await ledger.editions(), { period, about: '' });
    if (held?.released != null) continue;
    const today = dayOfMoment(world.now());
    const signed = held === null || held.printedOn < today ? await signedAnew(period, world) : held;
    if (signed.printedOn === today) await release(signed, plan, world);
  }
}

async function signedAnew(period: Edition['period'], world: World): Promise<Edition> {
  const document = { period, section: null };
  // What came since, or was moved by a clock that was set back, is drafted anew.
  await review(document, plan, world).catch(async () => {
    await draft(period, plan, world);
    await review(document, plan, world);
  });
  return sign(document, null, plan, world);
}

async function live(span: Span, dice: Dice, real: boolean): Promise<void> {
  const end = Date.parse(`${span.until}T00:00:00+08:00`);
  let told: Told = { wall: Date.parse(`${span.from}T07:00:00+08:00`), forward: 0 };
  let offset = 0;
  const sent = new Set<string>();
  const clocks = [new Clock('one', real), new Clock('two', real)] as const;
  const ledger = await openLedger({ file: join(folder, 'data/ledger.sqlite') });
  const world = await yearWorld({ folder, ledger, now: () => momentOfEpoch(told.wall) }, real);
  for (const clock of clocks) await clock.begin(dice.oneOf(ZONES));
  await Promise.all(clocks.map((clock) => clock.tick(told)));
  try {
    while (told.wall - offset < end) {
      const hours = dice.below(12) === 0 ? dice.below(24 * 9) : 4 + dice.below(18);
      let wall = told.wall + hours * HOUR;
      if (dice.below(8) === 0) {
        const jump = dice.oneOf([HOUR, -HOUR, 0]) - offset;
        wall += jump;
        offset += jump;
      }
      told = { wall, forward: told.forward + hours * HOUR };
      await report(told, span, sent);
      await hour(clocks, told, dice);
      await attend(world);
    }
    // Who was killed last is waited for, and what it had begun is done by the others.
    for (const late of [1, 2, 3]) {
      told = { wall: told.wall + late * HOUR, forward: told.forward + late * HOUR };
      for (const clock of clocks.filter(({ isOn }) => !isOn)) await clock.begin('UTC');
      await Promise.all(clocks.map((clock) => clock.tick(told)));
    }
  } finally {
    await Promise.all(clocks.map((clock) => clock.kill()));
    await world.printer.close();
    await ledger.close();
  }
}

/** Both look at once; now and then one is off, or killed in the middle. */
async function hour(clocks: readonly [Clock, Clock], told: Told, dice: Dice): Promise<void> {
  for (const clock of clocks) {
    if (!clock.isOn && dice.below(3) > 0) await clock.begin(dice.oneOf(ZONES));
  }
  const looking = Promise.all(clocks.map((clock) => clock.tick(told)));
  if (dice.below(10) === 0) {
    await pause(dice.below(200));
    await dice.oneOf(clocks).kill();
  }
  await looking;
}

async function expectEachOnce({ first, months }: Span, real: boolean): Promise<void> {
  const ledger = await openLedger({ file: join(folder, 'data/ledger.sqlite') });
  const periods = Array.from({ length: months }, (_, n) => addMonths(first, n));
  const slots = (await ledger.clock.slots()).filter(({ job }) => job === 'yuebao');
  const attempts = (await ledger.clock.recent(10_000)).filter(({ job }) => job === 'yuebao');
  const done = attempts.filter(({ end }) => end?.outcome === 'done').toReversed();
  expect(done.map(({ key }) => key)).toEqual(periods);
  expect(slots).toHaveLength(months);
  for (const { due, at } of done) expect(at >= due).toBe(true);
  const editions = await ledger.editions();
  const out = editions.filter(({ released }) => released !== null);
  expect(out.map(({ period }) => period)).toEqual(periods);
  for (const { period, printedOn, released } of out) {
    expect(dayOfMoment(released!.at)).toBe(printedOn);
    expect(printedOn >= dayOfMoment(issueMoment(period, plan))).toBe(true);
  }
  for (const [, year] of Map.groupBy(out, ({ issuedOn }) => issuedOn.slice(0, 4))) {
    expect(year.map(({ number }) => number)).toEqual(year.map((_, n) => n + 1));
  }
  const deliveries = await ledger.deliveries();
  expect(deliveries).toHaveLength(2 * months);
  for (const { events } of deliveries) {
    expect(events.filter(({ state }) => state === 'sent')).toHaveLength(1);
  }
  for (const { period, pdf } of out) {
    const bytes = await ledger.original(pdf);
    for (const name of ['市委办公室', '市政府办公室']) {
      const at = join(folder, 'data/交换', name, period);
      const files = (await readdir(at)).filter((file) => file.endsWith('.pdf'));
      expect(files).toHaveLength(1);
      expect(new Uint8Array(await readFile(join(at, files[0]!)))).toEqual(bytes);
    }
    const isReal = Buffer.from(bytes!.subarray(0, 5)).toString() === '%PDF-';
    expect(isReal).toBe(real && period === '2007-05');
  }
  expect(await ledger.arrivalCount()).toBe(UNITS.length * months);
  const now = (): ReturnType<typeof momentOfEpoch> =>
    momentOfEpoch(Date.parse('2008-02-01T00:00:00Z'));
  const { findings } = await verify(await yearWorld({ folder, ledger, now }, false));
  expect(findings).toEqual([]);
  await ledger.close();
}

// Weeks of waiting and dying: `npm test` has the clock's own tests (`tests/clock/`), `.ci/run` the two years.
describe.runIf(LONG)('a simulated year', () => {
  it.each([1, 2])(
    'gives out twelve bulletins, each once, in order, none early (dice %i)',
    async (seed) => {
      const real = seed === 1;
      await live(YEAR, diceFor(`lived year ${String(seed)}`), real);
      await expectEachOnce(YEAR, real);
    },
    600_000,
  );
});
