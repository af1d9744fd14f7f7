/** A person's login with the browser played by a script: what is kept, and what is refused before anything is. */
import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { logIn } from '../../src/google/logging-in.ts';
import type { Moment } from '../../src/model/day.ts';
import { Refusal } from '../../src/model/refusal.ts';
import { aGoogle, type FakeGoogle } from '../build/google/fake.ts';
import { aGooglePlan, goBy, putKey } from '../build/google/way.ts';

const AT = '2007-06-01T09:00:00+08:00' as Moment;
const CLIENT = {
  installed: {
    client_id: 'client',
    client_secret: 'client-secret',
    redirect_uris: ['http://localhost'],
  },
};

/** Follows the consent page's link as a browser would once somebody has agreed, or not. */
const BROWSER = `#!${process.execPath}
const asked = new URL(process.argv[2]);
require('node:fs').appendFileSync(process.env.BROWSER_LOG, asked.href + '\\n');
if (process.env.BROWSER_SAYS !== 'nothing') {
  const back = new URL(asked.searchParams.get('redirect_uri'));
  back.search = process.env.BROWSER_SAYS === 'no' ? 'error=access_denied' : 'code=the-code';
  fetch(back).catch(() => undefined);
}
`;

const plan = aGooglePlan({ kind: 'user', mail: 'person@example.com' });

let fake: FakeGoogle;
let data: string;
let log: string;

beforeAll(async () => {
  fake = await aGoogle();
  goBy(fake);
  data = await mkdtemp(join(tmpdir(), 'tongbao-login-'));
  log = join(data, 'asked');
  const browser = join(data, 'browser');
  await writeFile(browser, BROWSER);
  chmodSync(browser, 0o755);
  const certificate = join(data, 'ca.pem');
  await writeFile(certificate, fake.certificate);
  process.env['NODE_EXTRA_CA_CERTS'] = certificate;
  process.env['NO_PROXY'] = 'localhost,127.0.0.1';
  process.env['BROWSER'] = browser;
  process.env['BROWSER_LOG'] = log;
});

afterAll(async () => {
  await fake.close();
  rmSync(data, { recursive: true });
});

beforeEach(() => {
  putKey(data, 'client', JSON.stringify(CLIENT));
  rmSync(join(data, 'google-token.json'), { force: true });
  writeFileSync(log, '');
  process.env['BROWSER_SAYS'] = 'yes';
  Object.assign(fake.state, { account: 'person@example.com', granted: null, keepsRefresh: false });
});

const go = (patience?: number): Promise<string> =>
  logIn(plan, { data, at: AT, environment: process.env, ...(patience ? { patience } : {}) });

async function refused(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof Refusal ? error.code : `no refusal: ${String(error)}`;
}

const isKept = (): boolean => existsSync(join(data, 'google-token.json'));

describe.skipIf(process.platform !== 'linux')('a login', { timeout: 30_000 }, () => {
  it('is kept for its owner alone, with the account and the rights that were wanted', async () => {
    expect(await go()).toBe('person@example.com');
    const path = join(data, 'google-token.json');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      type: 'authorized_user',
      refresh_token: 'the-refresh-token',
      account: 'person@example.com',
      created_at: AT,
    });
    const asked = new URL(readFileSync(log, 'utf8').trim());
    expect(asked.searchParams.get('access_type')).toBe('offline');
    expect(asked.searchParams.get('scope')!.split(' ')).toEqual([
      'https://www.googleapis.com/auth/spreadsheets.readonly',
      'https://www.googleapis.com/auth/drive.metadata.readonly',
    ]);
    expect(fake.faults).toEqual([]);
  });

  it('of another account is not kept', async () => {
    Object.assign(fake.state, { account: 'other@example.com' });
    expect(await refused(go())).toBe('google-login-other');
    expect(isKept()).toBe(false);
  });

  it('with fewer rights is not kept', async () => {
    fake.state.granted = 'https://www.googleapis.com/auth/drive.metadata.readonly';
    expect(await refused(go())).toBe('google-login-scope');
    expect(isKept()).toBe(false);
  });

  it('that holds for an hour only is not kept', async () => {
    Object.assign(fake.state, { keepsRefresh: true });
    expect(await refused(go())).toBe('google-login-once');
    expect(isKept()).toBe(false);
  });

  it('that somebody refuses is told', async () => {
    process.env['BROWSER_SAYS'] = 'no';
    expect(await refused(go())).toBe('google-login-refused');
  });

  it('to which nobody comes ends', async () => {
    process.env['BROWSER_SAYS'] = 'nothing';
    expect(await refused(go(2500))).toBe('google-login-late');
  });

  it('is not begun where there is no browser', async () => {
    const environment = { PATH: process.env['PATH'] };
    expect(await refused(logIn(plan, { data, at: AT, environment }))).toBe('google-login-headless');
  });

  it.each([
    ['a program', `require('node:fs').writeFileSync('x', '')`],
    ['of a web application', JSON.stringify({ web: CLIENT.installed })],
    [
      'that sends the code elsewhere',
      JSON.stringify({
        installed: { ...CLIENT.installed, redirect_uris: ['http://evil.example'] },
      }),
    ],
  ])('is not begun with a client’s file that is %s', async (_, text) => {
    putKey(data, 'client', text);
    expect(await refused(go())).toBe('google-key-form');
    expect(readFileSync(log, 'utf8')).toBe('');
  });
});
