/** A process's claim to the clock's lease: taken for the time of one slot, kept by a heartbeat. */
import type { LeaseRow } from '../model/clock-ledger.ts';
import type { Ledger, World } from '../model/world.ts';

/** How often a holder stirs, in milliseconds. */
const BEAT_MS = 5_000;
/** A holder that has not stirred for so long, by the clock of whoever waits, is dead. */
const DEAD_MS = 30_000;

/**
 * No clock of the wall is asked and none of two machines compared: who waits sees whether the holder stirs, by a time
 * that only ever runs forward. So neither a clock that jumps nor one that is wrong lets two at one slot.
 */
export class ClockClaim {
  readonly #holder: string;
  readonly #elapsed: () => number;
  #seen: Readonly<{ row: LeaseRow; since: number }> | null = null;

  /** @param holder of this process alone. @param elapsed milliseconds that only ever grow. */
  constructor(holder: string, elapsed: () => number) {
    this.#holder = holder;
    this.#elapsed = elapsed;
  }

  /** Whether the lease is this claim's now. */
  async take({ clock }: Ledger): Promise<boolean> {
    const row = await clock.takeLease(this.#holder, this.#dead());
    if (row.holder === this.#holder) {
      this.#seen = null;
      return true;
    }
    const isSame = this.#seen?.row.token === row.token && this.#seen.row.beat === row.beat;
    if (!isSame) this.#seen = { row, since: this.#elapsed() };
    return false;
  }

  #dead(): LeaseRow | null {
    if (this.#seen === null || this.#elapsed() - this.#seen.since < DEAD_MS) return null;
    return this.#seen.row;
  }
}

/** Stirs while the work goes on; a heartbeat that fails is logged, and the ledger refuses what the work writes then. */
export async function beating<T>(world: World, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => {
    world.ledger.clock.beat().catch((error: unknown) => {
      world.log('heartbeat-failed', { error: String(error) });
    });
  }, BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
