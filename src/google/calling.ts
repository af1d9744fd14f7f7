/** One request to Google, with patience: what may be better in a moment is asked again, all else is told at once. */
import { googleRefusal } from '../model/catalogue/google.ts';
import type { GoogleState } from '../model/google.ts';
import { Refusal } from '../model/refusal.ts';
import { faultOf, type Fault } from './faults.ts';
import type { Hearing } from './hearing.ts';
import type { Limiter, Pace } from './limiter.ts';

/** Enough of both to see a minute’s quota renewed, however chance falls. */
const MOST_ATTEMPTS = 9;
const MOST_MS = 180_000;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 32_000;

/** Faults after which a request is done again. A change of which nobody knows whether it was made is not: the next round looks. */
const PASSING = {
  read: ['quota', 'network', 'answer'],
  change: ['quota'],
  /** Of what rests on a read just before: it is read anew first. */
  once: [],
} as const satisfies Readonly<Record<string, readonly GoogleState[]>>;

/** Does a request until it succeeds. @throws Refusal with the state of its last fault. */
export type Call = <T>(request: () => Promise<T>) => Promise<T>;

/** @property renew forgets the token in hand, once for each request that is refused for it; @property hearing is told of every refusal. */
export type Calling = Readonly<{
  of: keyof typeof PASSING;
  pace: Pace;
  limiter: Limiter;
  renew(): Promise<void>;
  hearing: Hearing;
}>;

export function caller({ of, pace, limiter, renew, hearing }: Calling): Call {
  const passing: readonly GoogleState[] = PASSING[of];
  return async (request) => {
    const begun = pace.epoch();
    let isRenewed = false;
    for (let attempt = 1; ; attempt += 1) {
      await limiter();
      try {
        return await request();
      } catch (error) {
        if (error instanceof Refusal) throw error;
        const fault = faultOf(error, pace.epoch());
        hearing.heard(fault.headers);
        if (isStale(fault) && !isRenewed) {
          isRenewed = true;
          await renew();
          continue;
        }
        const pause = pauseAfter(fault, attempt, pace);
        const isOver = attempt >= MOST_ATTEMPTS || pace.epoch() + pause - begun > MOST_MS;
        if (!passing.includes(fault.state) || isOver) throw googleRefusal(fault.state, fault.told);
        await pace.wait(pause);
      }
    }
  };
}

/** A token that was taken back before its time; a grant that is dead says so by another status. */
function isStale({ state, told }: Fault): boolean {
  return state === 'auth' && told.startsWith('401');
}

/** Doubling, and never quite the same for two who were refused together; never sooner than Google asks. */
function pauseAfter({ after }: Fault, attempt: number, { chance }: Pace): number {
  const doubled = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
  return Math.max(after ?? 0, doubled * (0.5 + chance() / 2));
}
