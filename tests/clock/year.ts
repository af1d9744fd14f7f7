/** A simulated year of the clock on a real ledger: time that is set by hand, jobs that only note that they were done. */
import { ClockClaim } from '../../src/clock/clock-lease.ts';
import type { ClockWorld } from '../../src/clock/clock-jobs.ts';
import { step, type Step } from '../../src/clock/clocking.ts';
import type { ClockJob } from '../../src/clock/clock-jobs.ts';
import { momentOfEpoch } from '../../src/model/day.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Ledger } from '../../src/model/world.ts';
import { openLedger } from '../../src/record/open.ts';

/** Work that was done: whose, of what, and when by the clock on the wall. */
export type Done = Readonly<{ by: string; work: string; period: string | null; at: string }>;

/** One process of the clock. */
export type Instance = Readonly<{
  /** Does what is due, one slot after the other, until there is nothing or somebody else is at it. */
  tick(): Promise<readonly Step[]>;
  close(): Promise<void>;
}>;

/** The time that all instances of a simulation see: the wall's may be set, the other only runs forward. */
export type Time = { wall: number; forward: number };

type Asked = Readonly<{
  name: string;
  file: string;
  plan: () => Plan | null;
  time: Time;
  /** Called in the middle of each work. */
  during?: (done: Done) => Promise<void>;
}>;

/** An instance with a ledger of its own on the file. The world it has is the ledger, the time, and no more. */
export async function anInstance({ name, file, plan, time, during }: Asked): Promise<Instance> {
  const ledger: Ledger = await openLedger({ file });
  const claim = new ClockClaim(name, () => time.forward);
  let runs = 0;
  const now = (): ReturnType<typeof momentOfEpoch> => momentOfEpoch(time.wall);
  const noted =
    (work: string): ClockJob =>
    async (period) => {
      await during?.({ by: name, work, period, at: now() });
      return '';
    };
  const jobs = {
    collect: noted('collect'),
    remind: noted('remind'),
    draft: noted('draft'),
    sign: noted('sign'),
    release: noted('release'),
    deliver: noted('deliver'),
    backup: noted('backup'),
  };
  // The steps of these jobs ask for nothing else of the world.
  const base = { ledger, now, log: () => undefined, planOf: () => Promise.resolve(plan()) };
  const worldOf = (): ClockWorld =>
    ({ ...base, run: `${name}-${String((runs += 1))}-${String(time.forward)}` }) as never;
  return {
    async tick() {
      const steps: Step[] = [];
      for (;;) {
        const one = await step({ value: plan(), findings: [] }, worldOf(), claim, jobs);
        steps.push(one);
        if (one.came !== 'worked') return steps;
      }
    },
    close: () => ledger.close(),
  };
}
