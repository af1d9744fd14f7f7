/** Whether the clock goes: what a supervisor asks. */
import type { SlotAttempt } from '../../model/clock-ledger.ts';
import { documentOf } from '../command.ts';
import type { ClockState } from './clock.ts';

/** A clock that has not ticked for so long stands still. */
const STILL_MS = 180_000;

/** `standing`: no tick for three minutes; `faulty`: the last one could not ask the ledger; `failing`: a slot failed. */
export type Health = 'ok' | 'failing' | 'faulty' | 'standing';

export function healthOf({ ticked, fault, view }: ClockState): Health {
  if (ticked === null || ticked > STILL_MS) return 'standing';
  if (fault !== null || view === null) return 'faulty';
  return view.failed.length > 0 ? 'failing' : 'ok';
}

/** Whether the clock does its work, though single slots may fail. */
export function isWell(health: Health): boolean {
  return health === 'ok' || health === 'failing';
}

export function healthDocument(state: ClockState): Readonly<Record<string, unknown>> {
  const { lastTick, ticks, fault, busy, waiting, view } = state;
  return documentOf('healthz', {
    status: healthOf(state),
    lastTick,
    ticks,
    fault,
    busy,
    waiting,
    next: view?.next.map(({ job, key, at }) => ({ job: job.id, key, at })) ?? [],
    recent: view?.recent.map(attemptFields) ?? [],
    failed: view?.failed.map(attemptFields) ?? [],
    findings: view?.findings ?? [],
  });
}

function attemptFields(attempt: SlotAttempt): Readonly<Record<string, unknown>> {
  const { slot, attempt: number, job, key, due, at, reason, merged, end } = attempt;
  return { slot, attempt: number, job, key, due, begun: at, reason, merged, end };
}
