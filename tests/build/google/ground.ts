/** A world in which units report in online sheets, for a test file of its own. */
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { collectAll } from '../../../src/line/collecting.ts';
import type { Collected } from '../../../src/line/receiving.ts';
import type { GooglePlan } from '../../../src/model/google.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { World } from '../../../src/model/world.ts';
import { aPlan, unitId } from '../plan.ts';
import { aWorld, moment, type TestWorld } from '../world.ts';
import type { FakeGoogle } from './fake.ts';
import { sharedGoogle } from './shared.ts';
import { aGooglePlan, aPace, opener, putKey } from './way.ts';

/**
 * Each test begins with no sheet, at nine in the morning of the first of June, and ends with nothing said against what
 * Google publishes. Who reports where, and what may be written, is `plan`, which a test may replace.
 */
export type Ground = {
  fake: FakeGoogle;
  home: TestWorld;
  world: World;
  plan: Plan;
  /** Every entry of the log. */
  log: Readonly<Record<string, unknown>>[];
  at(time: string): void;
  go(): Promise<Collected>;
  /** `METHOD path` of what was asked since the last time, tokens left out. */
  asked(): readonly string[];
};

export function planWith(over: Partial<GooglePlan>, rest: Partial<Plan> = {}): Plan {
  const sources = [{ unit: unitId('weicheng'), spreadsheet: 'weicheng', folder: '' }];
  return aPlan({ google: aGooglePlan({ sources, writes: true, ...over }), ...rest });
}

export function anOnlineGround(): Ground {
  const ground = {} as Ground;
  const google = sharedGoogle();
  beforeEach(async () => {
    const fake = google();
    const home = await aWorld();
    const data = join(home.folder, 'data');
    putKey(data, 'service', fake.key);
    const log: Record<string, unknown>[] = [];
    const world: World = {
      ...home.world,
      google: opener(data, aPace(500)),
      log: (event, fields) => log.push({ event, ...fields }),
    };
    fake.state.epoch = () => Date.parse(home.world.now());
    Object.assign(ground, { fake, home, world, log, plan: planWith({}) });
    ground.at = (time) => {
      home.setNow(moment(time));
    };
    ground.go = () => collectAll(ground.plan, ground.world);
    ground.asked = () =>
      fake.asked
        .splice(0)
        .map((one) => one.replace(/ [a-z0-9.]+\.com/, ''))
        .filter((one) => !one.includes('/token'));
  });
  afterEach(async () => {
    await ground.home.end();
  });
  return ground;
}
