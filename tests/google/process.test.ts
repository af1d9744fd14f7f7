/** The whole program in a process of its own: with Google through a proxy, nothing replaced; without it, nothing loaded. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlan } from '../../src/outside.ts';
import { openLedger } from '../../src/record/open.ts';
import { ERRORS } from '../build/google/errors.ts';
import { aGoogle, type FakeGoogle } from '../build/google/fake.ts';
import { anOnlineSheet } from '../build/google/online.ts';
import { ranThere } from '../build/google/running.ts';
import { putKey } from '../build/google/way.ts';
import { aHome, fileFor, run, type Ran } from '../build/home.ts';
import { sharedReader } from '../build/reader.ts';
import { release } from '../build/released.ts';
import type { Month } from '../../src/model/period.ts';
import { LONG } from '../build/long.ts';

const TOLD = fileURLToPath(new URL('../build/google/told-modules.ts', import.meta.url));
const SHEET = 'sheet-of-the-first-unit';

let fake: FakeGoogle;
let home: string;

beforeAll(async () => {
  fake = await aGoogle();
  home = await aHome();
  await writeFile(join(home, 'ca.pem'), fake.certificate);
});

afterAll(async () => {
  await fake.close();
  await rm(home, { recursive: true });
});

/** A command with the modules of Google's that it loads told on stderr. */
function told(...argv: readonly string[]): Promise<Ran> {
  return ranThere(fake, home, argv, ['--import', TOLD]);
}

function loaded({ stderr }: Ran): readonly string[] {
  return stderr.split('\n').filter((line) => line.startsWith('loaded '));
}

const FOLDER = '1AbCdEf-folder';

/** Lets the office read the bulletin in a Drive folder, under an account of a kind. */
async function drivePlan(kind: string): Promise<void> {
  const { value: plan } = await openPlan(home);
  await writeFile(
    join(home, 'config/google.yaml'),
    `account:\n  kind: ${kind}\n  access: 读写\nsources:\n  - { unit: ${plan!.units[0]!.id}, spreadsheet: ${SHEET} }\n`,
  );
  await writeFile(
    join(home, 'config/delivery.yaml'),
    [
      'channels:',
      `  - { id: yunpan, name: 云盘, kind: Drive文件夹, driveFolder: ${FOLDER} }`,
      'recipients:',
      '  - { name: 各科室, channels: [yunpan] }',
      'attachments: []',
      '',
    ].join('\n'),
  );
}

/** Has a bulletin given out, to be delivered by the plan. */
async function released(): Promise<void> {
  const { value: plan } = await openPlan(home);
  const ledger = await openLedger({ file: join(home, 'data/ledger.sqlite') });
  await release(ledger, plan!);
  await ledger.close();
}

/** Holds all that commands said, and all that they left in `data/`, to the keys and tokens that they used. */
async function saidNothingSecret(rans: readonly Ran[]): Promise<void> {
  const names = await readdir(join(home, 'data'), { recursive: true, withFileTypes: true });
  const files = names.filter((one) => one.isFile() && !/^google-.*\.json$/.test(one.name));
  const left = await Promise.all(
    files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')),
  );
  expect(files.map(({ name }) => name)).toContain('ledger.sqlite');
  expect(files.some(({ name }) => name.endsWith('.jsonl'))).toBe(true);
  const text = [...left, ...rans.flatMap(({ stdout, stderr }) => [stdout, stderr])].join('\n');
  const { private_key } = JSON.parse(fake.key) as { private_key: string };
  const secrets = [
    ...private_key.split('\n').filter((line) => line.length > 20),
    ...['ya29.', 'Bearer ', 'the-refresh-token', 'client-secret', 'assertion='],
  ];
  for (const secret of secrets) expect(text.includes(secret), secret.slice(0, 8)).toBe(false);
}

describe('without a Google source', () => {
  it.each([['collect'], ['deliver'], ['status', '--period', '2007-05'], ['help']])(
    'no module of Google’s is loaded: %s',
    async (...argv) => {
      const ran = await told(...argv);
      expect(ran.code).toBe(0);
      expect(loaded(ran)).toEqual([]);
    },
  );
});

describe('with a Google source', () => {
  it('a sheet is collected through the proxy, and of the library only what is needed is loaded', async () => {
    const { value: plan } = await openPlan(home);
    await fileFor(home, '2007-05' as Month, 0);
    const unit = plan!.units[0]!;
    const path = join(home, `data/inbox/${unit.name}.xlsx`);
    const grid = (await sharedReader.read(await readFile(path), 'r.xlsx')).value!;
    await rm(path);
    fake.sheets.set(SHEET, anOnlineSheet(grid, { id: SHEET, title: '在线表' }));
    await writeFile(
      join(home, 'config/google.yaml'),
      `# yaml-language-server: $schema=./schema/google.schema.json\naccount: { kind: 服务账号 }\nsources:\n  - { unit: ${unit.id}, spreadsheet: ${SHEET} }\n`,
    );
    putKey(join(home, 'data'), 'service', fake.key);
    const ran = await told('collect', '--json');
    expect(ran.code, ran.stderr).toBe(0);
    const { receipts } = JSON.parse(ran.stdout) as { receipts: readonly unknown[] };
    expect(receipts).toMatchObject([{ outcome: 'accepted', unit: unit.id, fileName: '在线表' }]);
    expect(fake.asked).toEqual([
      'POST oauth2.googleapis.com/token',
      `GET sheets.googleapis.com/v4/spreadsheets/${SHEET}`,
    ]);
    const apis = loaded(ran).filter((line) => line.includes('/node_modules/googleapis/'));
    expect(apis.map((line) => line.replace(/.*\/build\/src\//, '')).sort()).toEqual([
      'apis/drive/v3.js',
      'apis/sheets/v4.js',
    ]);
    expect(loaded(await told('deliver'))).toEqual([]);
    const { stdout } = await run(home, 'status', '--period', '2007-05');
    expect(stdout).toContain(unit.name);
  });

  it('the doctor says place by place what can be read, and takes nothing', async () => {
    const config = join(home, 'config/google.yaml');
    const text = await readFile(config, 'utf8');
    const unit = /unit: (\w+)/.exec(text)?.[1] ?? '';
    const more = ['sheet-not-shared', 'folder-of-it'].map(
      (id, index) => `  - { unit: ${unit}, ${index === 0 ? 'spreadsheet' : 'folder'}: ${id} }\n`,
    );
    await writeFile(config, text + more.join(''));
    fake.sheets.set('sheet-not-shared', null);
    fake.files.push({ id: 'f1', name: 'a.xlsx', folder: 'folder-of-it', bytes: new Uint8Array(3) });
    const ran = await told('doctor', '--google', '--json');
    expect(ran.code).toBe(69);
    const found = JSON.parse(ran.stdout) as Readonly<Record<string, unknown>>;
    expect(found).toMatchObject({
      schema: 'tongbao.doctor/1',
      account: fake.mail,
      places: [
        { place: SHEET, state: 'submitted', count: null },
        { place: 'sheet-not-shared', state: 'unread' },
        { place: 'folder-of-it', state: 'folder', count: 1 },
      ],
      findings: [{ code: 'G_UNREAD' }],
    });
    await writeFile(config, text);
    const good = await told('doctor', '--google');
    expect(good.code, good.stderr).toBe(0);
    expect(good.stdout).toContain('可以读取，已勾选“提交”');
    expect((await told('doctor')).code).toBe(64);
    expect((await told('google', 'login')).code).toBe(64);
    expect(fake.faults).toEqual([]);
  });

  it('a bulletin is laid into a Drive folder, and the doctor looks at that too', async () => {
    await drivePlan('服务账号');
    await released();
    const mimeType = 'application/vnd.google-apps.folder';
    fake.files.push({ id: FOLDER, name: '通报', folder: '', mimeType, driveId: 'the-office' });
    fake.mishaps.push({ path: '/upload/', mishap: ERRORS.locked });
    const refused = await told('deliver', '--json');
    expect(refused.code, refused.stderr).toBe(69);
    expect(JSON.parse(refused.stdout)).toMatchObject({ findings: [{ code: 'D_STOPPED' }] });
    const doctor = await told('doctor', '--google');
    expect(doctor.code, doctor.stderr).toBe(0);
    expect(doctor.stdout).toMatch(
      /✓　云盘　1AbCdEf-folder　可以读取，有 0 个文件；可以修改、共享、放文件/,
    );
    expect(doctor.stdout).toMatch(/可以读取，已勾选“提交”；.+2007年5月的表；可以修改、共享/);
    await saidNothingSecret([refused, doctor]);
    expect(fake.faults).toEqual([]);
  });

  it.runIf(LONG)('no secret of a person’s login is left behind either', async () => {
    await drivePlan('个人登录\n  mail: person@example.com');
    putKey(join(home, 'data'), 'user', fake.login);
    const rans = [await told('doctor', '--google', '--json'), await told('collect')];
    // What the login was not allowed is refused at the upload.
    rans.push(await told('deliveries', 'resend', '1'), await told('deliver'));
    fake.state.isRevoked = true;
    rans.push(await told('doctor', '--google'), await told('collect', '--json'));
    fake.state.isRevoked = false;
    expect(rans.map(({ code }) => code)).toEqual([69, 0, 0, 69, 69, 69]);
    await saidNothingSecret(rans);
  });

  it('whose key is damaged is refused as such, with 69 and no secret', async () => {
    await drivePlan('服务账号');
    await writeFile(join(home, 'data/google-key.json'), fake.key.slice(0, -5));
    const ran = await told('collect');
    expect(ran.code).toBe(69);
    expect(ran.stderr).toContain('google-key.json');
    expect(ran.stderr + ran.stdout).not.toContain('PRIVATE KEY');
  });
});
