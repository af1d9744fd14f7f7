/** Measures what Google costs: requests for each unit and each bulletin, start-up where it is not used, memory (Linux only). */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Month } from '../src/model/period.ts';
import { openPlan } from '../src/outside.ts';
import { openLedger } from '../src/record/open.ts';
import { aGoogle } from '../tests/build/google/fake.ts';
import { anOnlineSheet } from '../tests/build/google/online.ts';
import { putKey } from '../tests/build/google/way.ts';
import { aHome, fileFor } from '../tests/build/home.ts';
import { release } from '../tests/build/released.ts';
import { sharedReader } from '../tests/build/reader.ts';
import { usedNow } from './processes.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const TOLD = fileURLToPath(new URL('../tests/build/google/told-modules.ts', import.meta.url));
const ROUNDS = 15;
const SHEETS = [1, 16, 40];
const BULLETINS = 10;
const BULLETIN_BYTES = 500_000;
const MONTH = '2007-05' as Month;

/** Says at the end how much memory was held at most. */
const PEAK = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS+'\\n'))`;
/** As where Google's packages are not installed at all. */
const WITHOUT = `data:text/javascript,import{registerHooks}from'node:module';registerHooks({resolve(s,c,n){if(/^(googleapis|google-auth|gaxios|@google)/.test(s))throw new Error(s);return n(s,c)}})`;

const fake = await aGoogle();
const home = await aHome();

type Cost = Readonly<{ cpuMs: number; peakMb: number; modules: number }>;

async function running(command: string, imports: readonly string[] = []): Promise<Cost> {
  const before = usedNow().cpuMs;
  const env = {
    ...process.env,
    HTTPS_PROXY: fake.proxy,
    NODE_EXTRA_CA_CERTS: join(home, 'ca.pem'),
  };
  const flags = [PEAK, ...imports].flatMap((url) => ['--import', url]);
  const argv = ['--max-semi-space-size=8', ...flags, MAIN, command];
  const child = spawn(process.execPath, argv, {
    cwd: home,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, out] = await Promise.all([
    text(child.stderr),
    text(child.stdout),
    once(child, 'exit'),
  ]);
  if (child.exitCode !== 0) throw new Error(`${out}${said}`);
  const peakMb = Number(/^peak (\d+)$/m.exec(said)?.[1]) / 1024;
  return {
    cpuMs: usedNow().cpuMs - before,
    peakMb,
    modules: said.match(/^loaded /gm)?.length ?? 0,
  };
}

function median(costs: readonly Cost[]): Cost {
  const of = (key: keyof Cost): number =>
    costs.map((cost) => cost[key]).toSorted((a, b) => a - b)[Math.floor(costs.length / 2)] ?? 0;
  return { cpuMs: of('cpuMs'), peakMb: of('peakMb'), modules: of('modules') };
}

type Row = Readonly<{ name: string; cost: Cost; said: string }>;

/** By turns, so that whatever else the machine does meets both alike. */
async function unused(): Promise<readonly Row[]> {
  const [without, with_]: [Cost[], Cost[]] = [[], []];
  for (let n = 0; n < ROUNDS; n += 1) {
    without.push(await running('collect', [WITHOUT]));
    with_.push(await running('collect'));
  }
  const { modules } = await running('collect', [pathToFileURL(TOLD).href]);
  return [
    { name: 'not used, packages not installed (floor)', cost: median(without), said: '' },
    { name: 'not used', cost: median(with_), said: `${String(modules)} modules of Google’s` },
  ];
}

/** So many sheets that say the same: each is read, checked and recorded. */
async function used(sheets: number): Promise<Row> {
  const { value: plan } = await openPlan(home);
  const unit = plan?.units[0];
  if (unit === undefined) throw new Error('the plan is not sound');
  await fileFor(home, MONTH, 0);
  const path = join(home, `data/inbox/${unit.name}.xlsx`);
  const { value: grid } = await sharedReader.read(await readFile(path), 'r.xlsx');
  await rm(path);
  if (grid === null) throw new Error('the form is not read');
  const ids = Array.from(
    { length: sheets },
    (_, n) => `an-online-sheet-${String(sheets)}-${String(n)}`,
  );
  for (const id of ids) fake.sheets.set(id, anOnlineSheet(grid, { id }));
  const sources = ids.map((id) => `  - { unit: ${unit.id}, spreadsheet: ${id} }\n`).join('');
  await writeFile(
    join(home, 'config/google.yaml'),
    `account: { kind: 服务账号 }\nsources:\n${sources}`,
  );
  fake.asked.splice(0);
  const cost = await running('collect');
  const reads = fake.asked.filter((one) => one.startsWith('GET')).length;
  const others = fake.asked.length - reads;
  const said = `reads a sheet: ${(reads / sheets).toFixed(2)}, other requests: ${String(others)}`;
  return { name: `${String(sheets)} sheets collected`, cost, said };
}

/** One bulletin for so many recipients that read in one folder: as many files. */
async function laid(files: number): Promise<Row> {
  const folder = 'the-folder-of-bulletins';
  const mimeType = 'application/vnd.google-apps.folder';
  fake.files.push({ id: folder, name: '通报', folder: '', mimeType, driveId: 'the-office' });
  const recipients = Array.from(
    { length: files },
    (_, n) => `  - { name: 第${String(n)}处, channels: [yunpan] }\n`,
  ).join('');
  const channel = `  - { id: yunpan, name: 云盘, kind: Drive文件夹, driveFolder: ${folder} }\n`;
  await writeFile(join(home, 'config/google.yaml'), 'account: { kind: 服务账号, access: 读写 }\n');
  await writeFile(
    join(home, 'config/delivery.yaml'),
    `channels:\n${channel}recipients:\n${recipients}attachments: []\n`,
  );
  const { value: plan } = await openPlan(home);
  if (plan === null) throw new Error('the plan is not sound');
  const ledger = await openLedger({ file: join(home, 'data/ledger.sqlite') });
  await release(ledger, plan, { bytes: new Uint8Array(BULLETIN_BYTES) });
  await ledger.close();
  fake.asked.splice(0);
  const cost = await running('deliver');
  const requests = fake.asked.filter((one) => !one.includes('/token')).length;
  const said = `requests a file: ${(requests / files).toFixed(2)}`;
  return { name: `${String(files)} bulletins laid into a folder`, cost, said };
}

try {
  await writeFile(join(home, 'ca.pem'), fake.certificate);
  const rows = [...(await unused())];
  putKey(join(home, 'data'), 'service', fake.key);
  for (const sheets of SHEETS) rows.push(await used(sheets));
  rows.push(await laid(BULLETINS));
  const floor = rows[0]?.cost.cpuMs ?? Number.NaN;
  const lines = rows.map(({ name, cost, said }) =>
    [
      name.padEnd(42),
      `${cost.cpuMs.toFixed(0)} ms CPU`.padStart(12),
      `${(cost.cpuMs / floor).toFixed(2)} × floor`.padStart(14),
      `${cost.peakMb.toFixed(0)} MB`.padStart(8),
      said,
    ].join('  '),
  );
  process.stdout.write(`${lines.join('\n')}\n`);
} finally {
  await fake.close();
  await sharedReader.close();
  await rm(home, { recursive: true });
}
