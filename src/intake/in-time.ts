/** Work that is given up when it takes too long. */
import { runInNewContext } from 'node:vm';
import { errorCode } from '../model/error-code.ts';

/**
 * Runs synchronous work, whatever loop it is caught in, for so many milliseconds at most.
 *
 * @returns its value in a box, or null when it was given up; its own `finally` blocks did not run then.
 */
export function inTime<T>(milliseconds: number, work: () => T): Readonly<{ value: T }> | null {
  let done: { value: T } | null = null;
  const sandbox = {
    work: () => {
      done = { value: work() };
    },
  };
  try {
    runInNewContext('work()', sandbox, { timeout: milliseconds });
  } catch (error) {
    if (errorCode(error) === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null;
    throw error;
  }
  return done;
}
