/** The sample's replay goes on where it was cut off, and takes nobody else's files. */
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { replay } from '../../src/desk/sample-replay.ts';
import { SAMPLE_MARK } from '../../src/model/identity.ts';
import { yearIn } from '../../src/model/period.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { World } from '../../src/model/world.ts';
import { openPlan } from '../../src/outside.ts';
import { sampleEvents, type SampleEvent } from '../../src/sample/sample.ts';
import { aWorld, type TestWorld } from '../build/world.ts';
import { LONG } from '../build/long.ts';

/** Some after every place where the replay is cut off; all that follows goes the same way. */
const EVENTS = 16;

let plan: Plan;
let events: readonly SampleEvent[];
let here: TestWorld;
let inbox: string;

beforeAll(async () => {
  const { value } = await openPlan(join(import.meta.dirname, '../golden/three-units'));
  if (value === null) throw new Error('the golden plan is not sound');
  plan = value;
  events = sampleEvents(plan).slice(0, EVENTS);
});

beforeEach(async () => {
  here = await aWorld();
  inbox = join(here.folder, 'data/inbox');
  await here.world.ledger.setMark(SAMPLE_MARK);
});

afterEach(async () => {
  await here.end();
});

function play(world: World = here.world): Promise<readonly string[]> {
  return replay(events, { plan, world, inbox });
}

/** The world as it is when the work is cut off at the event, before or after the ledger has it. */
function cutAt(index: number, when: 'recording' | 'settling'): World {
  const { world } = here;
  let count = 0;
  const cut = (): void => {
    if (count === index) throw new Error('cut off');
    count += 1;
  };
  if (when === 'recording') {
    const { ledger } = world;
    return {
      ...world,
      ledger: {
        ...ledger,
        record: (...given) => {
          cut();
          return ledger.record(...given);
        },
      },
    };
  }
  return {
    ...world,
    inbox: {
      ...world.inbox,
      settle: (...given) => {
        cut();
        return world.inbox.settle(...given);
      },
    },
  };
}

async function taken(): Promise<readonly string[]> {
  return (await readdir(join(inbox, '已处理'))).sort();
}

/** What an uninterrupted replay leaves: outcomes in order, and the files put away. */
async function left(): Promise<unknown> {
  const snapshot = await here.world.ledger.snapshot(yearIn(2006), events.at(-1)!.at);
  return { count: await here.world.ledger.arrivalCount(), snapshot, files: await taken() };
}

describe('the replay of the sample', () => {
  const everywhere = [0, 7].flatMap((at) => [
    [at, 'recording'] as const,
    [at, 'settling'] as const,
  ]);
  it.each(LONG ? everywhere : everywhere.slice(1, 3))(
    'cut off at event %i while %s goes on as if nothing had been',
    async (at, when) => {
      await play();
      const whole = await left();
      await here.end();
      here = await aWorld();
      inbox = join(here.folder, 'data/inbox');
      await here.world.ledger.setMark(SAMPLE_MARK);
      await expect(play(cutAt(at, when))).rejects.toThrow('cut off');
      await here.drop('自己的.xlsx', Buffer.from('不是示例'));
      await play();
      expect(await left()).toEqual(whole);
      expect(await here.world.ledger.arrivalCount()).toBe(events.length);
      expect(await readdir(inbox)).toEqual(expect.arrayContaining(['自己的.xlsx']));
      expect(await here.world.inbox.waiting()).toBe(1);
    },
  );

  it('covers nobody’s file of the same name', async () => {
    await expect(play(cutAt(3, 'settling'))).rejects.toThrow('cut off');
    const name = events[4]!.fileName;
    await writeFile(join(inbox, name), '自己的');
    await expect(play()).rejects.toMatchObject({ kind: 'notAllowed', code: 'sample-name-taken' });
    expect(await readdir(inbox)).toContain(name);
  });

  it('adds nothing once it is whole', async () => {
    await play();
    const whole = await left();
    await play();
    expect(await left()).toEqual(whole);
  });
});
