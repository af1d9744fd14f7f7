/** The clock in Prometheus' text format (version 0.0.4). */
import { epochOfMoment } from '../../model/day.ts';
import type { ClockState } from './clock.ts';

type Sample = Readonly<{ labels?: Readonly<Record<string, string>>; value: number }>;

/** The dead-man alarm is the time since the last tick: alert when it is more than three minutes. */
export function metricsText(state: ClockState): string {
  const { view } = state;
  const attempts = (view?.counts ?? []).map(({ job, outcome, count }) => ({
    labels: { job, outcome },
    value: count,
  }));
  const seconds = (moment: string | undefined | null): readonly Sample[] =>
    moment == null ? [] : [{ value: epochOfMoment(moment as never) / 1000 }];
  return [
    metric('clock_last_tick_timestamp_seconds', 'gauge', 'When the clock last ticked.', [
      ...seconds(state.lastTick),
    ]),
    metric('clock_ticks_total', 'counter', 'Ticks since the start.', [{ value: state.ticks }]),
    metric(
      'clock_tick_failures_total',
      'counter',
      'Ticks at which the ledger could not be asked.',
      [{ value: state.tickFailures }],
    ),
    metric('clock_jumps_total', 'counter', 'Times the clock was set or the machine slept.', [
      { value: state.jumps },
    ]),
    metric('clock_busy', 'gauge', 'Whether a slot is being worked on.', [
      { value: state.busy === '' ? 0 : 1 },
    ]),
    metric('slot_attempts_total', 'counter', 'Attempts at slots, by job and outcome.', attempts),
    metric('slots_failed', 'gauge', 'Slots whose last attempt failed.', [
      { value: view?.failed.length ?? 0 },
    ]),
    metric('clock_next_slot_timestamp_seconds', 'gauge', 'When the next slot is due.', [
      ...seconds(view?.next[0]?.at),
    ]),
  ].join('');
}

function metric(
  name: string,
  type: 'gauge' | 'counter',
  help: string,
  samples: readonly Sample[],
): string {
  const lines = samples.map(({ labels = {}, value }) => {
    const named = Object.entries(labels).map(([key, text]) => `${key}="${text}"`);
    return `tongbao_${name}${named.length === 0 ? '' : `{${named.join(',')}}`} ${String(value)}\n`;
  });
  return `# HELP tongbao_${name} ${help}\n# TYPE tongbao_${name} ${type}\n${lines.join('')}`;
}
