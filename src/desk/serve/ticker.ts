/** Ticks once a minute, whatever is done to the machine's clock. */
import { schedule, type ScheduledTask } from 'node-cron';

const EACH_MINUTE = '* * * * *';
/** node-cron waits for its next minute by the wall: where the clock was put back, that is an hour away. */
const SILENT_MS = 90_000;
const WATCH_MS = 15_000;

/** @returns what ends it. */
export function eachMinute(tick: () => void): () => void {
  let last = performance.now();
  const begin = (): ScheduledTask =>
    schedule(
      EACH_MINUTE,
      () => {
        last = performance.now();
        tick();
      },
      { timezone: 'Asia/Shanghai', suppressMissedWarning: true },
    );
  let task = begin();
  const watch = setInterval(() => {
    if (performance.now() - last < SILENT_MS) return;
    void task.destroy();
    task = begin();
    last = performance.now();
    tick();
  }, WATCH_MS);
  return () => {
    clearInterval(watch);
    void task.destroy();
  };
}
