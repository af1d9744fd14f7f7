/** Answers of Google's in the shapes that they have to come in, and lists turned page by page. */
import type * as z from 'zod';
import { DamagedAnswer } from './faults.ts';

/** @throws DamagedAnswer for whatever is of another shape, a text that was cut off among it. */
export function shaped<T>(shape: z.ZodType<T>, data: unknown): T {
  const parsed = shape.safeParse(data);
  if (!parsed.success) throw new DamagedAnswer();
  return parsed.data;
}

type Turned = Readonly<{ pageToken?: string }>;

/** All pages of a list; one may hold nothing and not be the last. */
export async function* pages<Page extends Readonly<{ nextPageToken?: string | undefined }>>(
  read: (turned: Turned) => Promise<Page>,
): AsyncGenerator<Page> {
  let turned: Turned | null = {};
  while (turned !== null) {
    const page: Page = await read(turned);
    yield page;
    const { nextPageToken: pageToken } = page;
    turned = pageToken === undefined ? null : { pageToken };
  }
}
