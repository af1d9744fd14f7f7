/** Keeps a library that speaks to the terminal silent while it works: what it says is about a stranger's file. */

/** Runs the work with `console.error` turned off. The work must be synchronous. */
export function quietly<T>(work: () => T): T {
  const host = globalThis.console;
  const spoken = Object.getOwnPropertyDescriptor(host, 'error') ?? {};
  host.error = () => undefined;
  try {
    return work();
  } finally {
    Object.defineProperty(host, 'error', spoken);
  }
}
