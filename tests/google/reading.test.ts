/** Reading from Google, against the fake: what comes, what fails, and how patiently it is asked. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CellGrid } from '../../src/model/cell-grid.ts';
import type { Google } from '../../src/model/google.ts';
import { Refusal } from '../../src/model/refusal.ts';
import { ERRORS } from '../build/google/errors.ts';
import { aGoogle, type FakeGoogle, type Mishap } from '../build/google/fake.ts';
import { anOnlineSheet } from '../build/google/online.ts';
import { aGooglePlan, aPace, goBy, opened, putKey, type TestPace } from '../build/google/way.ts';
import { unitId } from '../build/plan.ts';

const GRID: CellGrid = {
  format: 'online',
  keywords: 'tb2.word',
  sheets: [
    {
      name: '报表',
      hidden: false,
      merges: [{ row: 1, column: 1, lastRow: 1, lastColumn: 3 }],
      notes: [{ row: 3, column: 2, text: '请看' }],
      cells: [
        { row: 1, column: 1, kind: 'text', text: '１２．８万' },
        { row: 3, column: 2, kind: 'number', text: '0.95', percentFormat: true },
        { row: 3, column: 4, kind: 'number', text: '56', shown: '56万' },
        { row: 3, column: 5, kind: 'date', text: '2007-05-31' },
        { row: 4, column: 1, kind: 'error', text: '#DIV/0!', formula: 'A1/0' },
        { row: 4, column: 2, kind: 'number', text: '12', formula: 'A1*2' },
        { row: 4, column: 3, kind: 'empty-formula', text: '', formula: 'B9' },
        { row: 4, column: 4, kind: 'boolean', text: 'FALSE' },
      ],
    },
    { name: '空', hidden: false, merges: [], cells: [] },
    {
      name: '_tongbao',
      hidden: true,
      merges: [],
      cells: [{ row: 1, column: 1, kind: 'text', text: 'tb2.word' }],
    },
  ],
};

let fake: FakeGoogle;
let data: string;
let pace: TestPace;
let google: Google;

beforeAll(async () => {
  fake = await aGoogle();
  goBy(fake);
  data = mkdtempSync(join(tmpdir(), 'tongbao-google-'));
});

afterAll(async () => {
  await fake.close();
  rmSync(data, { recursive: true });
});

beforeEach(async () => {
  putKey(data, 'service', fake.key);
  putKey(data, 'user', fake.login);
  fake.sheets.clear();
  fake.files.splice(0);
  fake.mishaps.splice(0);
  fake.asked.splice(0);
  fake.forget();
  Object.assign(fake.state, { quota: null, isRevoked: false, granted: null });
  fake.sheets.set('sheet-1', anOnlineSheet(GRID, { id: 'sheet-1' }));
  pace = aPace();
  const sources = [{ unit: unitId('weicheng'), spreadsheet: '', folder: 'folder-1' }];
  google = await opened(data, pace, aGooglePlan({ sources }));
});

/** What a read ends with. */
async function refused(read: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await read.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error(`no refusal: ${inspect(error)}`);
  return error;
}

function befall(path: string, ...mishaps: readonly Mishap[]): void {
  fake.mishaps.push(...mishaps.map((mishap) => ({ path, mishap })));
}

function reads(): number {
  return fake.asked.filter((one) => one.includes('/v4/spreadsheets/')).length;
}

describe('an online sheet', () => {
  it('comes in one read, every kind of cell told apart, without the box', async () => {
    const sheet = await google.sheet('sheet-1');
    expect(sheet.grid).toEqual(GRID);
    expect(sheet).toMatchObject({ spreadsheet: 'sheet-1', title: '五月报表', submitted: true });
    expect(fake.asked).toEqual([
      'POST oauth2.googleapis.com/token',
      'GET sheets.googleapis.com/v4/spreadsheets/sheet-1',
    ]);
    expect(fake.faults).toEqual([]);
  });

  it.each([
    [false, false],
    [null, null],
  ])('knows whether it is ticked: %s', async (submitted, read) => {
    fake.sheets.set('sheet-1', anOnlineSheet(GRID, { id: 'sheet-1', submitted }));
    expect((await google.sheet('sheet-1')).submitted).toBe(read);
  });

  it('may be empty, or hold rows and cells that nobody touched', async () => {
    const sheet = anOnlineSheet({ format: 'online', keywords: '', sheets: [] }, { id: 'sheet-1' });
    sheet.sheets = [
      { properties: { title: '甲' } },
      {
        properties: { title: '乙' },
        data: [{ rowData: [{}, { values: [{}, { note: ' 注 ' }] }] }],
      },
    ];
    fake.sheets.set('sheet-1', sheet);
    const { grid } = await google.sheet('sheet-1');
    expect(grid.sheets).toEqual([
      { name: '甲', hidden: false, cells: [], merges: [] },
      {
        name: '乙',
        hidden: false,
        cells: [],
        merges: [],
        notes: [{ row: 2, column: 2, text: '注' }],
      },
    ]);
  });

  it('is read by a person’s login too', async () => {
    google = await opened(data, pace, aGooglePlan({ kind: 'user' }));
    expect((await google.sheet('sheet-1')).grid).toEqual(GRID);
  });
});

describe('a folder', () => {
  it('gives files that could be workbooks and online sheets, page after page', async () => {
    const bytes = new TextEncoder().encode('workbook');
    const folder = 'folder-1';
    fake.files.push(
      { id: 'f1', name: '五月.xlsx', folder, bytes },
      { id: 'f2', name: '~$五月.xlsx', folder, bytes },
      { id: 'f3', name: '里面', folder, mimeType: 'application/vnd.google-apps.folder' },
      { id: 'f4', name: '在线', folder, mimeType: 'application/vnd.google-apps.spreadsheet' },
      { id: 'f5', name: '别处', folder, mimeType: 'application/vnd.google-apps.shortcut' },
      { id: 'f6', name: '五月.et', folder, bytes, mimeType: 'application/octet-stream' },
      { id: 'f7', name: '不是的.xlsx', folder: 'folder-2', bytes },
    );
    const found = await google.folder(folder);
    expect(found.files.map(({ id, size }) => [id, size])).toEqual([
      ['f1', 8],
      ['f6', 8],
    ]);
    expect(found.spreadsheets.map(({ id }) => id)).toEqual(['f4']);
    expect(await google.bytes(found.files[0]!)).toEqual(bytes);
    expect(fake.asked.filter((one) => one.endsWith('/drive/v3/files'))).toHaveLength(3);
    expect(fake.faults).toEqual([]);
  });

  it('takes no half of a file', async () => {
    const bytes = new TextEncoder().encode('workbook');
    fake.files.push({ id: 'f1', name: '五月.xlsx', folder: 'folder-1', bytes });
    const whole = (await google.folder('folder-1')).files[0]!;
    expect((await refused(google.bytes({ ...whole, size: 9 }))).code).toBe('google-answer');
  });
});

describe('what fails for good is told at once', () => {
  it.each([
    ['not shared', ERRORS.notShared, 'google-shared'],
    ['not there', ERRORS.sheetNotFound, 'google-gone'],
    ['an interface not enabled', ERRORS.disabled, 'google-disabled'],
    ['a right not granted', ERRORS.scope, 'google-scope'],
    ['a request that is none', ERRORS.invalid('?'), 'google-refused'],
  ])('%s', async (_, mishap, code) => {
    befall('/v4/', mishap);
    const refusal = await refused(google.sheet('sheet-1'));
    expect(refusal).toMatchObject({ kind: 'outsideDown', code });
    expect(reads()).toBe(1);
    expect(pace.waited).toEqual([]);
    expect(refusal.hint).not.toBe('');
  });

  it('a grant that was taken back', async () => {
    fake.state.isRevoked = true;
    const refusal = await refused(google.sheet('sheet-1'));
    expect(refusal.code).toBe('google-auth');
    expect(refusal.message).toContain('需重新授权');
    expect(fake.asked).toEqual(['POST oauth2.googleapis.com/token']);
  });

  it('a login with too few rights', async () => {
    fake.state.granted = 'https://www.googleapis.com/auth/drive.metadata.readonly';
    google = await opened(data, pace, aGooglePlan({ kind: 'user' }));
    expect((await refused(google.sheet('sheet-1'))).code).toBe('google-scope');
  });
});

describe('what may be better in a moment is asked again', () => {
  it.each<[string, Mishap]>([
    ['a quota', ERRORS.quota],
    ['a quota told Drive’s way', ERRORS.driveQuota],
    ['a service that is down', ERRORS.unavailable],
    ['a connection cut half way', 'cut'],
    ['half of the JSON', 'short'],
  ])('%s', async (_, mishap) => {
    befall('/v4/', mishap, mishap);
    expect((await google.sheet('sheet-1')).grid).toEqual(GRID);
    expect(pace.waited).toEqual([750, 1500]);
  });

  it('a socket that hangs is given up', async () => {
    google = await opened(data, aPace(300));
    befall('/v4/', 'hang');
    const begun = performance.now();
    expect((await google.sheet('sheet-1')).grid).toEqual(GRID);
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it('a page of a folder that came in half', async () => {
    fake.files.push({ id: 'f1', name: 'a.xlsx', folder: 'folder-1', bytes: new Uint8Array(3) });
    befall('/drive/v3/files', 'short');
    expect((await google.folder('folder-1')).files).toMatchObject([{ id: 'f1' }]);
    befall('/drive/v3/files', ...Array<Mishap>(10).fill('short'));
    expect((await refused(google.folder('folder-1'))).code).toBe('google-answer');
  });

  it('not sooner than Google asks', async () => {
    befall('/v4/', { ...ERRORS.quota, headers: { 'Retry-After': '20' } });
    befall('/v4/', {
      ...ERRORS.quota,
      headers: { 'Retry-After': new Date(pace.epoch() + 50_000).toUTCString() },
    });
    await google.sheet('sheet-1');
    expect(pace.waited).toEqual([20_000, 30_000]);
  });

  it('not for ever', async () => {
    befall('/v4/', ...Array<Mishap>(10).fill(ERRORS.unavailable));
    expect((await refused(google.sheet('sheet-1'))).code).toBe('google-network');
    expect(reads()).toBe(9);
    expect(pace.waited.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(180_000);
  });

  it('not where Google asks for longer than we have', async () => {
    befall('/v4/', { ...ERRORS.quota, headers: { 'Retry-After': '3600' } });
    expect((await refused(google.sheet('sheet-1'))).code).toBe('google-quota');
    expect(pace.waited).toEqual([]);
  });
});

describe('a token', () => {
  it('that was taken back before its time is renewed once', async () => {
    await google.sheet('sheet-1');
    fake.forget();
    await google.sheet('sheet-1');
    expect(fake.asked.filter((one) => one.endsWith('/token'))).toHaveLength(2);
    expect(reads()).toBe(3);
  });

  it('that nothing renews is told', async () => {
    befall('/v4/', ERRORS.unauthenticated, ERRORS.unauthenticated);
    expect((await refused(google.sheet('sheet-1'))).code).toBe('google-auth');
    expect(reads()).toBe(2);
  });

  it('is not renewed for what is not shared', async () => {
    fake.sheets.set('sheet-1', null);
    await refused(google.sheet('sheet-1'));
    expect(fake.asked.filter((one) => one.endsWith('/token'))).toHaveLength(1);
  });
});

describe('ninety units against sixty reads a minute', () => {
  it('are all read, without one refusal', async () => {
    fake.state.quota = { most: 60, ms: 60_000 };
    fake.state.epoch = pace.epoch;
    for (let unit = 0; unit < 90; unit += 1) await google.sheet('sheet-1');
    expect(reads()).toBe(90);
    fake.state.epoch = () => Date.now();
  });

  it('are all read while somebody else uses up half of them', async () => {
    fake.state.quota = { most: 30, ms: 60_000 };
    fake.state.epoch = pace.epoch;
    for (let unit = 0; unit < 90; unit += 1) await google.sheet('sheet-1');
    expect(reads()).toBeGreaterThan(90);
    fake.state.epoch = () => Date.now();
  });
});

describe('a key', () => {
  it.skipIf(process.platform === 'win32')('that others may read is refused', async () => {
    chmodSync(putKey(data, 'service', fake.key), 0o644);
    const refusal = await refused(opened(data, pace));
    expect(refusal).toMatchObject({ kind: 'notAllowed', code: 'google-key-open' });
  });

  it.each([
    ['no JSON', 'not json'],
    ['of another kind', '{"type":"authorized_user"}'],
    ['without a key', '{"type":"service_account","client_email":"a@b","private_key":"-----"}'],
  ])('%s is refused, and what it holds is not told', async (_, text) => {
    putKey(data, 'service', text);
    const refusal = await refused(opened(data, pace));
    expect(refusal.code).toBe('google-key-form');
    expect(inspect(refusal, { depth: 8 })).not.toContain('-----');
  });

  it('that is not there is asked for', async () => {
    rmSync(join(data, 'google-key.json'));
    expect((await refused(opened(data, pace))).code).toBe('google-key-lacking');
  });

  it('of the machine’s own is used where it is named', async () => {
    const path = join(data, 'machine.json');
    writeFileSync(path, fake.key, { mode: 0o600 });
    process.env['GOOGLE_APPLICATION_CREDENTIALS'] = path;
    google = await opened(data, pace, aGooglePlan({ kind: 'default' }));
    expect((await google.sheet('sheet-1')).grid).toEqual(GRID);
    writeFileSync(path, 'not json');
    const none = await refused(opened(data, pace, aGooglePlan({ kind: 'default' })));
    expect(none.code).toBe('google-auth');
    delete process.env['GOOGLE_APPLICATION_CREDENTIALS'];
  });

  it.each<[string, (of: Google) => Promise<unknown>]>([
    ['a sheet', (of) => of.sheet('sheet-1')],
    ['a folder', (of) => of.folder('folder-1')],
    ['rights', (of) => of.rights('folder-1')],
    ['the account', (of) => of.mail()],
  ])('is in no error of %s', async (_, read) => {
    befall('/v', ...Array<Mishap>(10).fill(ERRORS.unavailable));
    const told = inspect(await refused(read(google)), { depth: 10, showHidden: true });
    expect(told).not.toMatch(/ya29|Bearer|PRIVATE KEY/);
  });
});

describe('the way there', () => {
  it('is the proxy’s, and to nobody else', async () => {
    await google.sheet('sheet-1');
    expect(await google.mail()).toBe(fake.mail);
    expect([...new Set(fake.hosts)].sort()).toEqual([
      'oauth2.googleapis.com:443',
      'sheets.googleapis.com:443',
      'www.googleapis.com:443',
    ]);
    expect(fake.faults).toEqual([]);
  });
});
