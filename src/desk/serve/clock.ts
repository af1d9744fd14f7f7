/** The clock of a home: asks each minute what is due, does it, and knows what to show of it. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ClockClaim } from '../../clock/clock-lease.ts';
import type { ClockWorld } from '../../clock/clock-jobs.ts';
import { look, step, type PlanNow } from '../../clock/clocking.ts';
import { CLOCK_ACCOUNT } from '../../model/catalogue/duty-words.ts';
import { slotName } from '../../model/catalogue/clock-words.ts';
import { momentOfEpoch, type Moment } from '../../model/day.ts';
import { Refusal } from '../../model/refusal.ts';
import { openPlan, openWorld } from '../../outside.ts';
import { aloneIn } from '../alone.ts';
import { clockView, type ClockView } from './clock-view.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A clock that is this far from the time that passed was set, or the machine slept. */
const JUMP_MS = 120_000;
/** How soon it is looked again whether a holder of the lease still stirs. */
const AGAIN_MS = 12_000;

/** A fault of the clock itself: no slot could be asked for. */
export type TickFault = Readonly<{ at: Moment; cause: string; action: string }>;

/**
 * @property ticked milliseconds since the last tick, by a time that only runs forward; null before the first.
 * @property busy what is being done; empty for nothing.
 * @property waiting whether something is due that another process is at, or keeps the home from.
 */
export type ClockState = Readonly<{
  lastTick: Moment | null;
  ticked: number | null;
  ticks: number;
  tickFailures: number;
  fault: TickFault | null;
  busy: string;
  waiting: boolean;
  jumps: number;
  view: ClockView | null;
}>;

/** @property sandboxed as in `Outside`. */
export type ClockHome = Readonly<{ home: string; environment: Environment; sandboxed: boolean }>;

export class Clock {
  readonly #at: ClockHome;
  readonly #claim = new ClockClaim(`${hostname()} ${String(process.pid)} ${randomUUID()}`, () =>
    performance.now(),
  );
  #lastTick: Readonly<{ wall: number; forward: number }> | null = null;
  #ticks = 0;
  #tickFailures = 0;
  #jumps = 0;
  #fault: TickFault | null = null;
  #busy = '';
  #waiting = false;
  #view: ClockView | null = null;
  #working: Promise<void> | null = null;
  #again: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(at: ClockHome) {
    this.#at = at;
  }

  state(): ClockState {
    const last = this.#lastTick;
    return {
      lastTick: last === null ? null : momentOfEpoch(last.wall),
      ticked: last === null ? null : performance.now() - last.forward,
      ticks: this.#ticks,
      tickFailures: this.#tickFailures,
      fault: this.#fault,
      busy: this.#busy,
      waiting: this.#waiting,
      jumps: this.#jumps,
      view: this.#view,
    };
  }

  /** Does all that is due; while it is at it already, only notes that time goes on. Never rejects. */
  tick(): Promise<void> {
    this.#noteTime();
    if (this.#isClosed) return Promise.resolve();
    this.#working ??= this.#round().finally(() => {
      this.#working = null;
    });
    return this.#working;
  }

  /** Waits for what is being done. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#again);
    await this.#working;
  }

  #noteTime(): void {
    const now = { wall: Date.now(), forward: performance.now() };
    const last = this.#lastTick;
    if (last !== null) {
      const apart = now.wall - last.wall - (now.forward - last.forward);
      if (Math.abs(apart) > JUMP_MS) this.#jumps += 1;
    }
    this.#lastTick = now;
    this.#ticks += 1;
  }

  async #round(): Promise<void> {
    try {
      this.#waiting = false;
      while ((await this.#isDue()) && !this.#isClosed) {
        const { came } = await this.#step();
        if (came === 'worked') continue;
        if (came !== 'nothing') this.#wait();
        break;
      }
      this.#fault = null;
    } catch (error) {
      this.#failed(error);
    }
    this.#busy = '';
  }

  /** Looks whether there is anything to do, and takes in what is to be shown. */
  async #isDue(): Promise<boolean> {
    const plan = await openPlan(this.#at.home);
    return this.#inWorld(false, async (world) => {
      const looked = await look(plan, world);
      this.#view = await clockView(plan, looked, world);
      const [first] = looked.due;
      this.#busy = first === undefined ? '' : slotName(first.slot);
      return first !== undefined || looked.isNew;
    });
  }

  /** One slot, in a world of its own: plan and templates are read anew for each. */
  async #step(): ReturnType<typeof step> {
    const { home } = this.#at;
    return aloneIn(join(home, 'data'), async () => {
      const plan: PlanNow = await openPlan(home);
      return this.#inWorld(true, (world) => step(plan, world, this.#claim));
    });
  }

  async #inWorld<T>(writes: boolean, work: (world: ClockWorld) => Promise<T>): Promise<T> {
    const progress = (): void => undefined;
    const world = await openWorld({ ...this.#at, now: null, writes, progress });
    try {
      const { home, environment } = this.#at;
      return await work({ ...world, who: CLOCK_ACCOUNT, home, environment });
    } finally {
      await world.close();
    }
  }

  #wait(): void {
    this.#waiting = true;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => {
      void this.tick();
    }, AGAIN_MS);
  }

  #failed(error: unknown): void {
    if (error instanceof Refusal && error.kind === 'running') {
      this.#wait();
      return;
    }
    this.#tickFailures += 1;
    const at = momentOfEpoch(Date.now());
    this.#fault =
      error instanceof Refusal
        ? { at, cause: error.message, action: error.hint }
        : {
            at,
            cause: `程序出错：${String(error)}`,
            action: '请把这一行交给维护人员；已经登记的报表不受影响。',
          };
  }
}
