/** `doctor --google` from within: what it says of each place, of the account, and of this machine's clock. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examineOnline, type Examination } from '../src/line/online-examining.ts';
import type { GooglePlan, GoogleSource } from '../src/model/google.ts';
import type { Plan } from '../src/model/plan.ts';
import type { World } from '../src/model/world.ts';
import { ERRORS } from './build/google/errors.ts';
import type { FakeGoogle } from './build/google/fake.ts';
import { anOnlineSheet } from './build/google/online.ts';
import type { FakeFile } from './build/google/state.ts';
import { sharedGoogle } from './build/google/shared.ts';
import { aGooglePlan, aPace, opener, putKey } from './build/google/way.ts';
import { aDrivePlan } from './build/parcel.ts';
import { aDeliveryPlan, aPlan } from './build/plan.ts';
import { sharedReader } from './build/reader.ts';
import { COMPLETE, workbookOf } from './build/sending.ts';
import { aWorld, type TestWorld } from './build/world.ts';

const NOON = '2007-06-08T12:00:00+08:00';
const MINUTE = 60_000;
const WEICHENG: GoogleSource = { unit: 'weicheng', spreadsheet: 'sheet-1', folder: '' };
const ALL = 'https://www.googleapis.com/auth/drive';
const READ =
  'https://www.googleapis.com/auth/spreadsheets.readonly https://www.googleapis.com/auth/drive.metadata.readonly';

const google = sharedGoogle();
let fake: FakeGoogle;
let home: TestWorld;
let world: World;

beforeEach(async () => {
  fake = google();
  home = await aWorld(NOON);
  putKey(join(home.folder, 'data'), 'service', fake.key);
  // The true clock, which is what is held to Google's.
  const pace = { ...aPace(5000), epoch: () => Date.now() };
  world = { ...home.world, google: opener(join(home.folder, 'data'), pace) };
  await fill('weicheng');
});
afterEach(async () => {
  await home.end();
});

/** Has the registered sheet hold a unit’s form. */
async function fill(unit: string, submitted: boolean | null = true): Promise<void> {
  const { value: grid } = await sharedReader.read(await workbookOf(unit, COMPLETE), 'r.xlsx');
  fake.sheets.set('sheet-1', anOnlineSheet(grid!, { id: 'sheet-1', submitted }));
}

function planOf(over: Partial<GooglePlan> = {}, channels: Plan['delivery']['channels'] = []): Plan {
  const google = aGooglePlan({ sources: [WEICHENG], ...over });
  return aPlan({ google, delivery: aDeliveryPlan({ channels }) });
}

function examined(over: Partial<GooglePlan> = {}): Promise<Examination> {
  return examineOnline(planOf(over), world);
}

function codes({ findings }: Examination): readonly string[] {
  return findings.map(({ code }) => code);
}

describe('a sheet', () => {
  it('of an account that only reads is read, and nothing else is asked', async () => {
    const found = await examined();
    expect(found).toEqual({
      account: fake.mail,
      findings: [],
      places: [
        {
          ...{ name: '潍城区', place: 'sheet-1', state: 'submitted', count: null, rights: null },
          form: { unit: '潍城区', period: '2007-05' },
        },
      ],
    });
    expect(fake.asked.filter((one) => one.includes('/drive/v3/files'))).toEqual([]);
  });

  it.each([
    [true, 'submitted'],
    [false, 'open'],
    [null, 'no-box'],
  ])('says whether its box is ticked: %s', async (submitted, state) => {
    await fill('weicheng', submitted);
    expect((await examined()).places[0]!.state).toBe(state);
  });

  it('may be changed and shared, or only looked at, which is told', async () => {
    const [place] = (await examined({ writes: true })).places;
    expect(place!.rights).toEqual({ change: true, add: false, share: true, isShared: false });
    const found = fake.files.findIndex(({ id }) => id === 'sheet-1');
    fake.files.splice(found, 1, { ...fake.files[found]!, role: 'reader' });
    const read = await examined({ writes: true });
    expect(read.places[0]!.rights).toMatchObject({ change: false, share: false });
    expect(codes(read)).toEqual(['G_READ_ONLY']);
    expect(read.findings[0]!.message).toContain('潍城区');
    expect(codes(await examined())).toEqual([]);
  });

  it('that is another unit’s is told, with whose and for which month', async () => {
    await fill('hanting');
    const found = await examined();
    expect(found.places[0]!.form).toEqual({ unit: '寒亭区', period: '2007-05' });
    expect(codes(found)).toEqual(['G_OTHER_SHEET']);
    expect(found.findings[0]!.message).toBe('登记给“潍城区”的在线表，是“寒亭区”2007年5月的表');
  });

  it('that is nobody’s form is told', async () => {
    const grid = { format: 'online', keywords: '', sheets: [] } as const;
    const sheet = anOnlineSheet(grid, { id: 'sheet-1' });
    sheet.sheets = [{ properties: { title: '甲' } }];
    fake.sheets.set('sheet-1', sheet);
    const found = await examined();
    expect([found.places[0]!.form, codes(found)]).toEqual([null, ['G_NO_FORM']]);
  });

  it('that cannot be read keeps no other place unseen', async () => {
    fake.sheets.set('sheet-2', null);
    const other = { unit: 'hanting', spreadsheet: 'sheet-2', folder: '' };
    const { places, findings } = await examined({ sources: [other, WEICHENG], writes: true });
    expect(places.map(({ state }) => state)).toEqual(['unread', 'submitted']);
    expect(findings.map(({ code }) => code)).toEqual(['G_UNREAD']);
  });
});

describe('a unit’s folder', () => {
  it.each([
    ['of its own', {}, ['note G_FORMS_NO_ROOM']],
    ['in a shared drive', { driveId: 'the-office' }, []],
    ['that may only be looked at', { role: 'reader' }, ['warning G_READ_ONLY']],
  ] as const)('%s', async (_, over, told) => {
    const mimeType = 'application/vnd.google-apps.folder';
    fake.files.push({ id: 'folder-1', name: '潍城', folder: '', mimeType, ...over });
    const source = { unit: 'weicheng', spreadsheet: '', folder: 'folder-1' };
    const { places, findings } = await examined({ writes: true, sources: [source] });
    expect(places.map(({ state }) => state)).toEqual(['folder']);
    expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(told);
  });
});

describe('the folder that bulletins are laid into', () => {
  function look(folder: Partial<FakeFile>, over: Partial<GooglePlan> = {}): Promise<Examination> {
    const mimeType = 'application/vnd.google-apps.folder';
    fake.files.push({ id: 'bulletins', name: '通报', folder: '', mimeType, ...folder });
    const google = { writes: true, sources: [], ...over };
    return examineOnline(planOf(google, [aDrivePlan()]), world);
  }

  it('in a shared drive takes them', async () => {
    const { places, findings } = await look({ driveId: 'the-office' });
    expect(findings).toEqual([]);
    expect(places).toMatchObject([
      {
        ...{ name: '云盘', place: 'bulletins', state: 'folder', count: 0, form: null },
        rights: { add: true, isShared: true },
      },
    ]);
  });

  it('of somebody’s own takes none of a service account, and any of a person', async () => {
    const found = await look({});
    expect(codes(found)).toEqual(['G_FOLDER_NO_ROOM']);
    expect(found.findings[0]!.hint).toContain('共享云端硬盘');
    fake.state.granted = ALL;
    fake.state.account = 'person@example.com';
    putKey(join(home.folder, 'data'), 'user', loginAt('2007-06-07T12:00:00+08:00', ALL));
    fake.files.splice(0);
    expect(codes(await look({}, { kind: 'user' }))).toEqual([]);
  });

  it('that may only be looked at is told', async () => {
    expect(codes(await look({ role: 'reader', driveId: 'the-office' }))).toEqual([
      'G_FOLDER_READ_ONLY',
    ]);
  });

  it('that is not there is told with its channel', async () => {
    const { places, findings } = await examineOnline(
      planOf({ writes: true, sources: [] }, [aDrivePlan()]),
      world,
    );
    expect(places.map(({ state }) => state)).toEqual(['unread']);
    expect(findings.map(({ code, hint }) => [code, hint])).toEqual([
      ['G_FOLDER_DOWN', expect.stringContaining('driveFolder')],
    ]);
    expect(findings[0]!.message).toContain('云盘');
  });
});

describe('the clock', () => {
  it.each([
    ['right', 0, []],
    ['off by less than a minute', 55_000, []],
    ['slow by three minutes', 3 * MINUTE, ['G_CLOCK 这台电脑的时间慢了3分钟']],
    ['slow by half an hour', 30 * MINUTE, ['G_CLOCK_REFUSED 这台电脑的时间慢了30分钟']],
  ])('%s', async (_, ahead, told) => {
    fake.state.ahead = ahead;
    const { findings, account } = await examined();
    expect(findings.map(({ code, message }) => `${code} ${message.split('（')[0]!}`)).toEqual(told);
    expect(account).toBe(fake.mail);
  });

  it.each([
    ['fast', -10 * MINUTE, '快了10分钟'],
    ['slow', 90 * MINUTE, '慢了90分钟'],
  ])('so %s that the account is refused is told with the refusal', async (_, ahead, words) => {
    fake.state.ahead = ahead;
    const found = await examined();
    expect([found.account, codes(found)]).toEqual([null, ['G_CLOCK_REFUSED', 'G_DOWN']]);
    expect(found.findings[0]!.message).toContain(words);
    expect(found.findings[0]!.message).toContain('invalid_grant');
    expect(fake.asked).toEqual(['POST oauth2.googleapis.com/token']);
  });

  it('is not blamed for an account that is refused for something else', async () => {
    fake.state.isRevoked = true;
    expect(codes(await examined())).toEqual(['G_DOWN']);
  });
});

function loginAt(created_at: string, scope = READ): string {
  return JSON.stringify({ ...(JSON.parse(fake.login) as object), created_at, scope });
}

describe('a person’s login', () => {
  async function of(login: string, over: Partial<GooglePlan> = {}): Promise<Examination> {
    putKey(join(home.folder, 'data'), 'user', login);
    return examined({ kind: 'user', ...over });
  }

  it.each([
    ['of four days', '2007-06-04T12:00:00+08:00', []],
    ['of five days', '2007-06-03T12:00:00+08:00', ['G_LOGIN_AGE']],
    ['of nearly seven days', '2007-06-01T12:30:00+08:00', ['G_LOGIN_AGE']],
    ['that was taken after seven days, which ends no more', '2007-06-01T12:00:00+08:00', []],
  ])('%s', async (_, at, told) => {
    const found = await of(loginAt(at));
    expect(codes(found)).toEqual(told);
    for (const { hint } of found.findings) expect(hint).toContain('google login');
  });

  it.each([
    ['after seven days, which is why', '2007-05-30T12:00:00+08:00', ['G_LOGIN_AGE', 'G_DOWN']],
    ['before', '2007-06-07T12:00:00+08:00', ['G_DOWN']],
  ])('that is refused %s', async (_, at, told) => {
    fake.state.isRevoked = true;
    expect(codes(await of(loginAt(at)))).toEqual(told);
  });

  it('that allowed less than the plan asks for by now is told', async () => {
    const found = await of(loginAt('2007-06-07T12:00:00+08:00'), { writes: true });
    expect(codes(found)).toEqual(['G_LOGIN_LACKS']);
    expect(codes(await of(loginAt('2007-06-07T12:00:00+08:00', ALL), { writes: true }))).toEqual(
      [],
    );
  });

  it('of another address is told', async () => {
    fake.state.account = 'other@example.com';
    const found = await of(loginAt('2007-06-07T12:00:00+08:00'), { mail: 'person@example.com' });
    expect(codes(found)).toEqual(['G_OTHER_ACCOUNT']);
  });
});

describe('Google as a whole', () => {
  it('whose interface is not enabled is told once', async () => {
    fake.mishaps.push({ path: '/v4/', mishap: ERRORS.disabled });
    expect(codes(await examined())).toEqual(['G_DOWN']);
  });

  it('that nobody reaches is no finding of any place', async () => {
    const down = { path: '/drive/v3/about', mishap: ERRORS.unavailable };
    fake.mishaps.push(...Array.from({ length: 9 }, () => down));
    await expect(examined()).rejects.toMatchObject({ code: 'google-network' });
  });
});
