/** Bulletins laid into a Drive folder, by the real delivering against the fake: each file once, whatever befalls it. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliver, type Delivered } from '../src/signature/delivering.ts';
import { lastEvent, type ChannelPlan, type DeliveryEvent } from '../src/model/delivery.ts';
import type { Plan } from '../src/model/plan.ts';
import type { Ledger, World } from '../src/model/world.ts';
import { ERRORS } from './build/google/errors.ts';
import type { FakeGoogle, Mishap } from './build/google/fake.ts';
import type { FakeFile } from './build/google/state.ts';
import { sharedGoogle } from './build/google/shared.ts';
import { aGooglePlan, aPace, opener, putKey } from './build/google/way.ts';
import { aDrivePlan } from './build/parcel.ts';
import { aDeliveryPlan, aPlan } from './build/plan.ts';
import { release } from './build/released.ts';
import { aWorld, type TestWorld } from './build/world.ts';
import { sha256 } from './record/builders.ts';

const NOON = '2007-06-08T12:00:00+08:00';
const LATER = '2007-06-08T12:15:00+08:00';
/** After everything that waits. */
const EVENING = '2007-06-08T20:00:00+08:00';
const FOLDER = 'bulletins';
const PDF = '%PDF-1.7 the bulletin';
const CREATE = '/upload/drive/v3/files';
const LIST = 'www.googleapis.com/drive/v3/files';

const google = sharedGoogle();
let fake: FakeGoogle;
let home: TestWorld;
let world: World;
let plan: Plan;

beforeEach(async () => {
  fake = google();
  home = await aWorld(NOON);
  const data = join(home.folder, 'data');
  putKey(data, 'service', fake.key);
  putKey(data, 'user', fake.login);
  world = { ...home.world, google: opener(data, aPace(5000)) };
  plan = planOf([aDrivePlan()]);
  share();
});
afterEach(async () => {
  await home.end();
});

/** The folder as our account sees it. */
function share(over: Partial<FakeFile> = {}): void {
  const at = fake.files.findIndex(({ id }) => id === FOLDER);
  const mimeType = 'application/vnd.google-apps.folder';
  const folder = { id: FOLDER, name: '通报', folder: '', mimeType, ...over };
  fake.files.splice(at < 0 ? 0 : at, at < 0 ? 0 : 1, folder);
}

/** The office reads the bulletin in these channels. */
function planOf(channels: readonly ChannelPlan[], over: Partial<Plan['delivery']> = {}): Plan {
  const recipients = [{ name: '各科室', channels: channels.map(({ id }) => id) }];
  const delivery = aDeliveryPlan({ channels, recipients, ...over });
  return aPlan({ google: aGooglePlan({ writes: true, sources: [] }), delivery });
}

function befall(path: string, ...mishaps: readonly Mishap[]): void {
  fake.mishaps.push(...mishaps.map((mishap) => ({ path, mishap })));
}

function go(at = NOON, ledger: Ledger = world.ledger): Promise<Delivered> {
  home.setNow(at);
  return deliver(plan, { ...world, ledger }, `run at ${at}`);
}

/** The only delivery’s last event. */
async function last(): Promise<DeliveryEvent> {
  return lastEvent((await world.ledger.deliveries())[0]!);
}

function laid(): readonly FakeFile[] {
  return fake.files.filter(({ folder }) => folder === FOLDER);
}

function texts(): readonly string[] {
  return laid().map(({ bytes }) => Buffer.from(bytes!).toString('utf8'));
}

function count(word: string): number {
  return fake.asked.filter((one) => one.includes(word)).length;
}

/** A ledger of a process that dies when it is to record an event. */
function dyingAt(state: DeliveryEvent['state']): Ledger {
  return {
    ...world.ledger,
    settleDelivery: (claim, event) =>
      event.state === state
        ? Promise.reject(new Error('killed'))
        : world.ledger.settleDelivery(claim, event),
  };
}

describe('a bulletin', () => {
  it('is laid into the folder with what goes with it, byte by byte, once', async () => {
    const annex = 'sheet of weicheng';
    const files = [{ unit: null, fileName: '通报/汇总表.xlsx', sha256: sha256(annex) }];
    await release(world.ledger, plan, { over: { files } });
    const { done, waiting, isDown, findings } = await go();
    expect([done.length, waiting, isDown, findings]).toEqual([1, 0, false, []]);
    expect(texts()).toEqual([PDF, annex]);
    expect(laid().map(({ name }) => name)).toEqual(['通报.pdf', '汇总表.xlsx']);
    expect(await last()).toMatchObject({ state: 'sent', said: '' });
    expect(fake.asked).toEqual([
      'POST oauth2.googleapis.com/token',
      ...[0, 1].flatMap(() => [
        `GET ${LIST}`,
        `GET ${LIST}/generateIds`,
        `POST www.googleapis.com${CREATE}`,
      ]),
    ]);
    expect((await go(EVENING)).done).toEqual([]);
    expect(laid()).toHaveLength(2);
  });

  it('says which delivery’s it is in what Drive takes of it', async () => {
    await release(world.ledger, plan);
    await go();
    const [[key, value] = ['', '']] = Object.entries(laid()[0]!.appProperties!);
    expect(key).toBe('tongbaoDelivery');
    expect(value).toMatch(/^[0-9a-f]{32}-[0-9a-f]{32}$/);
    expect(value).toContain(sha256(PDF).slice(0, 32));
    expect(laid()[0]!.mimeType).toBeUndefined();
  });

  it('leaves another’s file of the same name where it is', async () => {
    const bytes = new TextEncoder().encode(PDF);
    fake.files.push({ id: 'theirs', name: '通报.pdf', folder: FOLDER, bytes });
    await release(world.ledger, plan);
    await go();
    expect(laid().map(({ name }) => name)).toEqual(['通报.pdf', '通报.pdf']);
  });

  it('that is corrected lies beside the one that takes its place', async () => {
    await release(world.ledger, plan);
    await go();
    const over = { number: 2, total: 2, documentNumber: '潍组通报〔2007〕2号' };
    await release(world.ledger, plan, { over, bytes: new TextEncoder().encode('%PDF-1.7 new') });
    await go(EVENING);
    expect(texts()).toEqual([PDF, '%PDF-1.7 new']);
  });

  it('that is marked goes only where the channel may carry the mark', async () => {
    plan = planOf([aDrivePlan()], { classification: '内部' });
    await release(world.ledger, plan);
    await go();
    expect([laid().length, fake.asked.length]).toEqual([0, 0]);
    expect(await last()).toMatchObject({ state: 'failed', code: 'classification' });
  });
});

describe('a sender that dies', () => {
  it.each(['before it was laid', 'after it was laid'])('%s lays it once', async (when) => {
    await release(world.ledger, plan);
    const state = when.startsWith('before') ? 'claimed' : 'sent';
    await expect(go(NOON, dyingAt(state))).rejects.toThrow('killed');
    expect(laid()).toHaveLength(state === 'sent' ? 1 : 0);
    // Its turn lasts.
    expect((await go('2007-06-08T12:09:00+08:00')).done).toEqual([]);
    expect((await go(LATER)).waiting).toBe(0);
    expect(texts()).toEqual([PDF]);
    expect(await last()).toMatchObject({ state: 'sent' });
  });

  it('lays it once also while the folder does not list yet what was made', async () => {
    await release(world.ledger, plan);
    fake.state.unlisted = true;
    await expect(go(NOON, dyingAt('sent'))).rejects.toThrow('killed');
    await go(LATER);
    expect(texts()).toEqual([PDF]);
    expect(count(CREATE)).toBe(1);
    expect(await last()).toMatchObject({ state: 'sent' });
  });
});

describe('an upload without an answer', () => {
  it.each<[string, Mishap, number]>([
    ['that never came to an end', 'hang', 2],
    ['that was done', 'cut', 1],
    ['whose answer came as half of it', 'short', 1],
    ['of a service that is down', ERRORS.unavailable, 2],
  ])('%s is found or made by the next attempt', async (_, mishap, made) => {
    await release(world.ledger, plan);
    fake.state.unlisted = true;
    if (mishap === 'hang')
      world = { ...world, google: opener(join(home.folder, 'data'), aPace(500)) };
    befall(CREATE, mishap);
    const { waiting, isDown } = await go();
    expect([waiting, isDown]).toEqual([1, false]);
    expect(await last()).toMatchObject({ state: 'pending', code: 'retry' });
    world = { ...world, google: opener(join(home.folder, 'data'), aPace(5000)) };
    await go('2007-06-08T12:04:59+08:00');
    expect(count(CREATE)).toBe(1);
    await go(LATER);
    expect(count(CREATE)).toBe(made);
    expect(texts()).toEqual([PDF]);
    expect(await last()).toMatchObject({ state: 'sent' });
  });

  it('that comes to its end behind the next look makes no second one', async () => {
    await release(world.ledger, plan);
    befall(CREATE, ERRORS.idInUse);
    await go();
    expect(await last()).toMatchObject({ state: 'pending', code: 'retry' });
    await go(LATER);
    expect(texts()).toEqual([PDF]);
  });
});

describe('a quota', () => {
  it('is waited for', async () => {
    await release(world.ledger, plan);
    befall(CREATE, ERRORS.driveQuota, ERRORS.quota);
    expect((await go()).waiting).toBe(0);
    expect([count(CREATE), texts()]).toEqual([3, [PDF]]);
  });

  it('that lasts is tried later', async () => {
    await release(world.ledger, plan);
    befall(CREATE, { ...ERRORS.quota, headers: { 'Retry-After': '3600' } });
    const { waiting, isDown } = await go();
    expect([waiting, isDown, (await last()).code]).toEqual([1, false, 'retry']);
    await go(LATER);
    expect(texts()).toEqual([PDF]);
  });
});

describe('a folder that takes nothing stops its channel and no other', () => {
  const share_ = (): ChannelPlan => ({
    id: 'jiaohuan',
    name: '交换',
    kind: 'folder',
    folder: join(home.folder, '交换'),
    allows: [],
  });

  const faults: readonly (readonly [string, () => void, string, string])[] = [
    [
      'not shared with us',
      () => {
        share({ role: 'reader' });
      },
      '没有权限',
      '编辑者',
    ],
    ['not there', () => fake.files.splice(0), '找不到', 'driveFolder'],
    ['without room', () => (fake.state.hasRoom = false), '放不下', '共享云端硬盘'],
    ['whose account is refused', () => (fake.state.isRevoked = true), '需重新授权', 'google login'],
    [
      'of an interface not enabled',
      () => {
        befall(LIST, ERRORS.disabled);
      },
      '没有开通',
      'Google Drive API',
    ],
    [
      'that nobody reaches',
      () => {
        befall(LIST, ...Array<Mishap>(9).fill(ERRORS.unavailable));
      },
      '连不上',
      '稍后会自动再试',
    ],
    [
      'whose key is lacking',
      () => {
        rmSync(join(home.folder, 'data/google-key.json'));
      },
      'google-key.json',
      'JSON',
    ],
  ];

  it.each(faults)('%s', async (_, fault, why, hint) => {
    plan = planOf([aDrivePlan(), share_()]);
    await release(world.ledger, plan);
    fault();
    const { done, waiting, isDown, findings } = await go();
    expect([waiting, isDown, laid()]).toEqual([1, true, []]);
    expect(done.map(({ channel, events }) => [channel, events.at(-1)!.state])).toContainEqual([
      'jiaohuan',
      'sent',
    ]);
    expect(findings.map(({ code }) => code)).toEqual(['D_STOPPED']);
    expect(findings[0]!.message).toContain(why);
    expect(findings[0]!.hint).toContain(hint);
    fake.mishaps.splice(0);
    Object.assign(fake.state, { isRevoked: false, hasRoom: true });
    putKey(join(home.folder, 'data'), 'service', fake.key);
    share({ role: 'writer' });
    expect((await go(LATER)).waiting).toBe(0);
    expect(texts()).toEqual([PDF]);
  });

  it('is taken by a service account where it lies in a shared drive', async () => {
    fake.state.hasRoom = false;
    share({ driveId: 'the-office' });
    await release(world.ledger, plan);
    expect((await go()).waiting).toBe(0);
    expect(texts()).toEqual([PDF]);
  });

  it('is told of where a person’s login allows reading only', async () => {
    plan = { ...plan, google: aGooglePlan({ kind: 'user', writes: true, sources: [] }) };
    await release(world.ledger, plan);
    const { findings } = await go();
    expect(findings.map(({ code }) => code)).toEqual(['D_STOPPED']);
    expect(findings[0]!.hint).toContain('读写');
    expect(await last()).toMatchObject({ state: 'pending', code: 'channel' });
  });

  it('gives a file up that Google refuses twice', async () => {
    await release(world.ledger, plan);
    befall(CREATE, ERRORS.invalid('?'), ERRORS.invalid('?'));
    await go();
    const { findings, waiting } = await go(LATER);
    expect([waiting, findings.map(({ code }) => code)]).toEqual([0, ['D_FAILED']]);
  });
});

describe('a delivery that is sent anew', () => {
  async function anew(): Promise<void> {
    const by = { at: world.now(), worker: 'w', who: '办事员', code: 'by-hand' } as const;
    await world.ledger.resendDelivery(1, by);
    await go(EVENING);
    expect(await last()).toMatchObject({ state: 'sent' });
  }

  beforeEach(async () => {
    await release(world.ledger, plan);
    await go();
  });

  it('is not laid a second time while it lies there', async () => {
    await anew();
    expect(count(CREATE)).toBe(1);
  });

  it('is laid anew where it was thrown away', async () => {
    Object.assign(laid()[0]!, { isTrashed: true });
    await anew();
    expect(laid().filter(({ isTrashed }) => isTrashed !== true)).toHaveLength(1);
    expect(count(CREATE)).toBe(2);
  });

  it('is laid anew where somebody changed it', async () => {
    laid()[0]!.bytes = new TextEncoder().encode('changed');
    await anew();
    expect(texts()).toEqual(['changed', PDF]);
  });
});

describe('a backup that was put back', () => {
  it('finds by its key what went out since', async () => {
    const held = await release(world.ledger, plan);
    await go();
    const other = await aWorld(NOON);
    await release(other.world.ledger, plan);
    expect(await other.world.ledger.deliveries()).toEqual(held);
    await deliver(plan, { ...other.world, google: world.google }, 'after');
    expect(lastEvent((await other.world.ledger.deliveries())[0]!)).toMatchObject({ state: 'sent' });
    expect([count(CREATE), texts()]).toEqual([1, [PDF]]);
    await other.end();
  });
});

describe('a secret', () => {
  it('is in nothing that an upload leaves behind', async () => {
    const told: unknown[] = [];
    world = { ...world, log: (...said) => told.push(said) };
    await release(world.ledger, plan);
    for (const mishap of [ERRORS.locked, ERRORS.invalid('?'), 'cut'] as const) {
      befall(CREATE, mishap);
      told.push((await go(EVENING)).findings);
    }
    told.push(await world.ledger.deliveries());
    const text = JSON.stringify(told);
    expect(text).toContain('403 contentRestricted');
    const key = JSON.parse(readFileSync(join(home.folder, 'data/google-key.json'), 'utf8')) as {
      private_key: string;
    };
    for (const line of key.private_key.split('\n').filter((one) => one.length > 20)) {
      expect(text).not.toContain(line);
    }
    expect(text).not.toMatch(/ya29|Bearer|assertion/);
  });
});
