/** The keys of an entry of `formerly`: what was so until a month. */
import * as z from 'zod';
import type { KEY_WORDS } from '../../model/catalogue/plan-keys.ts';
import * as s from './scalars.ts';

type FormerKeys<S extends z.ZodRawShape> = Readonly<{ to: typeof s.month }> &
  Readonly<{ [Key in keyof S]: z.ZodExactOptional<S[Key]> }>;

/** The month, and the same keys as the file's, of which each may be left out. */
export function formerKeys<S extends z.ZodRawShape>(
  shape: S,
  words: (typeof KEY_WORDS)['office' | 'calendar'],
): FormerKeys<S> {
  const keys = Object.entries(shape).map(([key, value]) => [key, z.exactOptional(value)] as const);
  return { to: s.month.describe(words.to), ...Object.fromEntries(keys) } as FormerKeys<S>;
}
