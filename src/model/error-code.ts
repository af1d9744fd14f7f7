/** The code that a system or a library gives its error. */

/** `EEXIST`, `ERR_BUFFER_TOO_LARGE`; empty for what has none. Asks no class: an error may come from another realm. */
export function errorCode(error: unknown): string {
  const coded = typeof error === 'object' && error !== null && 'code' in error;
  return coded && typeof error.code === 'string' ? error.code : '';
}
