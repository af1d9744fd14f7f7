/** The code that a system or a library gives its error. */

/** `EEXIST`, `ERR_BUFFER_TOO_LARGE`; empty for what has none. Asks no class: an error may come from another realm. */
export function errorCode(error: unknown): string {
  const coded = typeof error === 'object' && error !== null && 'code' in error;
  return coded && typeof error.code === 'string' ? error.code : '';
}

/** Waits for what is done to a file; a fault of the system that does not say where it was is told with this path. */
export async function at<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw placed(path, error);
  }
}

/** The same error, with the path where it names none. */
export function placed(path: string, error: unknown): unknown {
  const isNameless = error instanceof Error && errorCode(error) !== '' && !('path' in error);
  return isNameless ? Object.assign(error, { path }) : error;
}
