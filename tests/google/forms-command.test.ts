/** `forms --to google` as it is typed: the whole program in a process of its own, with Google through a proxy. */
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlan } from '../../src/outside.ts';
import { aGoogle, type FakeGoogle } from '../build/google/fake.ts';
import { ranThere } from '../build/google/running.ts';
import { emptySpreadsheet } from '../build/google/sheets.ts';
import { putKey } from '../build/google/way.ts';
import { aHome, type Ran } from '../build/home.ts';

const SHEET = 'sheet-of-the-first-unit';

let fake: FakeGoogle;
let home: string;

beforeAll(async () => {
  fake = await aGoogle();
  home = await aHome();
  await writeFile(join(home, 'ca.pem'), fake.certificate);
  putKey(join(home, 'data'), 'service', fake.key);
});

afterAll(async () => {
  expect(fake.faults).toEqual([]);
  await fake.close();
  await rm(home, { recursive: true });
});

function forms(...argv: readonly string[]): Promise<Ran> {
  return ranThere(fake, home, ['forms', '--period', '2007-05', ...argv]);
}

async function configure(access: string, unit: string): Promise<void> {
  await writeFile(
    join(home, 'config/google.yaml'),
    `# yaml-language-server: $schema=./schema/google.schema.json\naccount: { kind: 服务账号, access: ${access} }\nsources:\n  - { unit: ${unit}, spreadsheet: ${SHEET} }\n`,
  );
}

describe('forms --to google', () => {
  it('is refused with what to write, and nothing is laid down, where there is nothing to write to', async () => {
    const without = await forms('--to', 'google');
    expect([without.code, without.stderr]).toEqual([
      64,
      expect.stringContaining('config/google.yaml'),
    ]);
    await configure('只读', 'weicheng');
    const reading = await forms('--to', 'google');
    expect([reading.code, reading.stderr]).toEqual([64, expect.stringContaining('access: 读写')]);
    expect((await forms('--to', '别处')).code).toBe(64);
    expect((await forms('--to', 'google', '--out', 'x')).code).toBe(64);
    expect(fake.asked).toEqual([]);
    expect((await readdir(join(home, 'data'))).filter((name) => name.startsWith('ledger'))).toEqual(
      [],
    );
  });

  it('answers unit by unit with the sheet’s address, then that nothing has changed', async () => {
    const { value: plan } = await openPlan(home);
    const unit = plan!.units[0]!;
    await configure('读写', unit.id);
    fake.sheets.set(SHEET, emptySpreadsheet(SHEET, '空表'));
    const ran = await forms('--to', 'google');
    expect(ran.code, ran.stderr).toBe(0);
    const url = `https://docs.google.com/spreadsheets/d/${SHEET}`;
    expect(ran.stdout).toContain(`${unit.name}　新建　${url}`);
    expect(ran.stderr).toContain('没有登记在线表');
    const again = await forms('--to', 'google', '--json');
    expect(again.code, again.stderr).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({
      schema: 'tongbao.forms/1',
      period: '2007-05',
      to: 'google',
      forms: [
        { unit: unit.id, name: unit.name, state: 'unchanged', spreadsheet: SHEET, why: '', url },
      ],
      findings: [{ code: 'G_NO_PLACE', severity: 'note' }],
    });
    const [log = ''] = await readdir(join(home, 'data/logs'));
    const lines = await readFile(join(home, 'data/logs', log), 'utf8');
    expect(lines).toContain('"event":"form-online"');
    expect(lines + ran.stdout + ran.stderr).not.toContain('PRIVATE KEY');
    expect(fake.faults).toEqual([]);
  });

  it('says what it left for a person, with 65, and what it could not reach, with 69', async () => {
    const own = fake.sheets.get(SHEET)!;
    fake.sheets.set(SHEET, emptySpreadsheet(SHEET, '空表'));
    const page = fake.sheets.get(SHEET)!.sheets![0]!;
    page.data = [
      {
        rowData: [
          {
            values: [
              {
                userEnteredValue: { stringValue: '笔记' },
                effectiveValue: { stringValue: '笔记' },
              },
            ],
          },
        ],
      },
    ];
    const left = await forms('--to', 'google');
    expect([left.code, left.stdout]).toEqual([
      65,
      expect.stringContaining('没有写（在线表里有别的内容'),
    ]);
    fake.sheets.set(SHEET, own);
    own.properties!.locale = 'en_US';
    fake.mishaps.push({ path: ':batchUpdate', mishap: { status: 503, body: {} } });
    const unreached = await forms('--to', 'google');
    expect([unreached.code, unreached.stdout]).toEqual([
      69,
      expect.stringContaining('没有写（连不上 Google'),
    ]);
  });
});
