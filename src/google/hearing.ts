/** What Google's clock says, as it comes along with every answer, a refusal too. */

export type Hearing = Readonly<{
  /** @param headers of an answer; whatever else it is tells nothing. */
  heard(headers: unknown): void;
  /** Milliseconds by which this machine's clock was ahead of Google's when it was heard last; null before. */
  ahead(): number | null;
}>;

/** @param epoch milliseconds now, by this machine's clock. */
export function hearing(epoch: () => number): Hearing {
  let found: number | null = null;
  return {
    heard(headers) {
      const said = headerIn(headers, 'date');
      const at = said === null ? Number.NaN : Date.parse(said);
      // Told in whole seconds, on its way for some part of one.
      if (!Number.isNaN(at)) found = epoch() - (at + 500);
    },
    ahead: () => found,
  };
}

export function headerIn(headers: unknown, name: string): string | null {
  const value = hasGet(headers) ? headers.get(name) : null;
  return typeof value === 'string' ? value : null;
}

/** The library's headers are not the host's own. */
function hasGet(headers: unknown): headers is Readonly<{ get(name: string): unknown }> {
  return (
    typeof headers === 'object' &&
    headers !== null &&
    'get' in headers &&
    typeof headers.get === 'function'
  );
}
