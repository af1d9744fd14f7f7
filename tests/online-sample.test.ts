/**
 * The sample year's May, read from online sheets instead of workbooks: the same figures, states, places and page. Whole with
 * `TONGBAO_TEST_LONG=1`, else three units of one year.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replay } from '../src/desk/sample-replay.ts';
import { collectOnline } from '../src/line/online.ts';
import { draft, standings } from '../src/line/pipeline.ts';
import { SAMPLE_MARK } from '../src/model/identity.ts';
import { parsePeriod } from '../src/model/period.ts';
import type { Plan } from '../src/model/plan.ts';
import type { World } from '../src/model/world.ts';
import { openPlan } from '../src/outside.ts';
import { sampleEvents, type SampleEvent } from '../src/sample/sample.ts';
import { aGoogle, type FakeGoogle } from './build/google/fake.ts';
import { anOnlineSheet } from './build/google/online.ts';
import { aGooglePlan, aPace, goBy, opener, putKey } from './build/google/way.ts';
import { LONG } from './build/long.ts';
import { sharedReader } from './build/reader.ts';
import { aWorld, type TestWorld } from './build/world.ts';

const MAY = parsePeriod('2007-05')!;
const AFTER = '2007-06-20T09:00:00+08:00';

let fake: FakeGoogle;
let plan: Plan;
let files: TestWorld;
let sheets: TestWorld;

/** How many of May's came as a sheet, and how many as a file that no sheet can be. */
const came = { sheet: 0, file: 0 };

beforeAll(async () => {
  fake = await aGoogle();
  goBy(fake);
  const { value } = await openPlan(join(import.meta.dirname, LONG ? '..' : 'golden/three-units'));
  if (value === null) throw new Error('the plan is not sound');
  plan = value;
  const events = sampleEvents(plan).filter(({ at }) => LONG || at >= '2007-02');
  const before = events.filter(({ at }) => at < '2007-06-01');
  [files, sheets] = [await aWorld(), await aWorld()];
  for (const { world, folder } of [files, sheets]) {
    await world.ledger.setMark(SAMPLE_MARK);
    const these = world === files.world ? events : before;
    await replay(these, { plan, world, inbox: join(folder, 'data/inbox') });
  }
  putKey(join(sheets.folder, 'data'), 'service', fake.key);
  const world = { ...sheets.world, google: opener(join(sheets.folder, 'data'), aPace()) };
  for (const event of events.slice(before.length)) await online(event, world);
  files.setNow(AFTER);
  sheets.setNow(AFTER);
}, 600_000);

afterAll(async () => {
  await fake.close();
  await files.end();
  await sheets.end();
});

/** The event as its unit's online sheet; as a file in the unit's folder where it is none that could be one. */
async function online(event: SampleEvent, world: World): Promise<void> {
  const receipt = await files.world.ledger.receiptOf(`sample/${event.key}`);
  const bytes = (await files.world.ledger.original(receipt!.sha256))!;
  const { value: grid } = await sharedReader.read(bytes, event.fileName);
  const unit = receipt!.unit ?? plan.units[0]!.id;
  const [spreadsheet, folder] = grid === null ? ['', `folder-${event.key}`] : [`sheet-${unit}`, ''];
  if (grid === null) {
    came.file += 1;
    fake.files.push({ id: event.key, name: event.fileName, folder, bytes });
  } else {
    came.sheet += 1;
    fake.sheets.set(spreadsheet, anOnlineSheet(grid, { id: spreadsheet, title: event.fileName }));
    fake.files.splice(0);
    const modifiedTime = new Date(event.at).toISOString();
    fake.files.push({ id: spreadsheet, name: event.fileName, folder: '', modifiedTime });
  }
  sheets.setNow(event.at);
  const google = aGooglePlan({ sources: [{ unit, spreadsheet, folder }] });
  const { isDown, findings } = await collectOnline({ ...plan, google }, world);
  expect([isDown, findings]).toEqual([false, []]);
}

/** What only tells which bytes it came from, or when those of a repetition were counted. */
const BYTES = new Set(['sha256', 'snapshot', 'fileName', 'file', 'receipt', 'submission', 'id']);

function withoutBytes(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, one: unknown) => {
      if (BYTES.has(key)) return undefined;
      return one instanceof Map ? [...one] : one;
    }),
  );
}

describe('the sample’s May from online sheets', () => {
  it('came as such', () => {
    expect(came.sheet).toBeGreaterThanOrEqual(LONG ? 13 : 3);
    expect(fake.faults).toEqual([]);
  });

  it('has the same figures, states and places', async () => {
    const [a, b] = [
      await standings(MAY, plan, files.world),
      await standings(MAY, plan, sheets.world),
    ];
    expect(withoutBytes(b)).toEqual(withoutBytes(a));
  });

  it('has the same page', async () => {
    await draft(MAY, plan, files.world);
    await draft(MAY, plan, sheets.world);
    const [a, b] = [files, sheets].map(({ pages }) => withoutSnapshot([...pages.values()].at(-1)!));
    expect(b).toBe(a);
    expect(a!.length).toBeGreaterThan(5000);
  });
});

/** The page names the snapshot by a hash over the arrivals. */
function withoutSnapshot(page: string): string {
  const parts = page.split(/（编号[0-9a-f]{12}），按方案/);
  expect(parts).toHaveLength(2);
  return parts.join('');
}
