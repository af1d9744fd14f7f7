/** So many reads and no more: Google counts sixty a minute for each account and project. */

/**
 * @property wait ends after so many milliseconds; @property epoch milliseconds now; @property patience milliseconds until an
 * answer is given up: the library itself would wait for ever.
 */
export type Pace = Readonly<{
  wait(ms: number): Promise<void>;
  epoch(): number;
  /** A number from 0 up to 1. */
  chance(): number;
  patience: number;
}>;

/** So many at once, then so many a second: whatever minute is looked at holds no more than both together. */
const BURST = 10;
const PER_SECOND = 0.8;

/** Ends when the next read may begin. To be awaited one after another. */
export type Limiter = () => Promise<void>;

export function limiter({ wait, epoch }: Pace): Limiter {
  let held = BURST;
  let at = epoch();
  return async () => {
    refill();
    if (held < 1) await wait(Math.ceil(((1 - held) / PER_SECOND) * 1000));
    refill();
    held = Math.max(0, held - 1);
  };

  function refill(): void {
    const now = epoch();
    held = Math.min(BURST, held + (Math.max(0, now - at) / 1000) * PER_SECOND);
    at = now;
  }
}
