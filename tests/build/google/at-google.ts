/** A world whose way to Google leads to a fake of its own, made anew before each test of a file; nothing may be asked of it that nobody publishes. */
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { formsOnline, type FormsLaid } from '../../../src/line/online-forms.ts';
import type { GooglePlan, GoogleSource } from '../../../src/model/google.ts';
import type { Month } from '../../../src/model/period.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { World } from '../../../src/model/world.ts';
import { aPlan } from '../plan.ts';
import { aWorld, type TestWorld } from '../world.ts';
import type { FakeGoogle } from './fake.ts';
import { sharedGoogle } from './shared.ts';
import { aGooglePlan, aPace, opener, putKey, type TestPace } from './way.ts';

export type OnlinePlan = Plan & Readonly<{ google: GooglePlan }>;

export type AtGoogle = Readonly<{
  fake: FakeGoogle;
  home: TestWorld;
  world: World;
  pace: TestPace;
}>;

/** To be called once at a file's top; the answer is good within its tests. */
export function atGoogle(): () => AtGoogle {
  const google = sharedGoogle();
  let here: AtGoogle;
  beforeEach(async () => {
    const fake = google();
    const home = await aWorld();
    const data = join(home.folder, 'data');
    putKey(data, 'service', fake.key);
    const pace = aPace(20_000);
    here = { fake, home, pace, world: { ...home.world, google: opener(data, pace) } };
  });
  afterEach(async () => {
    await here.home.end();
  });
  return () => here;
}

/** The small plan, whose account may write, with some places. */
export function writingPlan(
  sources: readonly GoogleSource[],
  over: Partial<Plan> = {},
): OnlinePlan {
  return { ...aPlan(over), google: aGooglePlan({ sources, writes: true }) };
}

export function laid({ world }: AtGoogle, plan: OnlinePlan, period: Month): Promise<FormsLaid> {
  return formsOnline(period, plan, world);
}

/** `weicheng created` for each unit. */
export function states({ forms }: FormsLaid): readonly string[] {
  return forms.map(({ unit, state }) => `${unit} ${state}`);
}

/** The changes that were asked for since it was last emptied. */
export function changes({ fake }: AtGoogle): readonly string[] {
  return fake.asked.filter((one) => !one.startsWith('GET') && !one.includes('oauth2'));
}
