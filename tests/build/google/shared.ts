/** One fake Google for a test file: made anew before each test, and nothing may have been asked of it that nobody publishes. */
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { aGoogle, type FakeGoogle } from './fake.ts';
import { goBy } from './way.ts';

/** To be called once at a file's top, before its own hooks; the answer is good within its tests. */
export function sharedGoogle(): () => FakeGoogle {
  let fake: FakeGoogle;
  beforeAll(async () => {
    fake = await aGoogle();
    goBy(fake);
  });
  afterAll(() => fake.close());
  beforeEach(() => {
    fake.empty();
  });
  afterEach(() => {
    expect(fake.faults).toEqual([]);
  });
  return () => fake;
}
