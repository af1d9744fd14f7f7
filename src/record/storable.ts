/** Text as both engines keep it. */

/**
 * The text with NUL and broken surrogates as U+FFFD: PostgreSQL refuses the one and UTF-8 has no place for the other,
 * and a clerk's file may hold both. The original bytes are kept beside it.
 */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
