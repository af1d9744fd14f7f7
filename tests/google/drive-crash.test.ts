/** kill −9 at every named point of laying bulletins into a Drive folder: each lies there, and none twice. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lastEvent } from '../../src/model/delivery.ts';
import { openLedger } from '../../src/record/open.ts';
import { driveCrashPlan } from '../build/crash-plan.ts';
import { aGoogle, type FakeGoogle } from '../build/google/fake.ts';
import { putKey } from '../build/google/way.ts';
import { release } from '../build/released.ts';
import { LONG } from '../build/long.ts';

const CHILD = fileURLToPath(new URL('../build/crash-child.ts', import.meta.url));
const NOW = '2007-06-08T12:00:00+08:00';
/** After the lease of whoever died. */
const LATER = '2007-06-08T12:11:00+08:00';

let fake: FakeGoogle;
let home: string;

beforeAll(async () => {
  fake = await aGoogle();
});
afterAll(() => fake.close());

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'tongbao-drive-'));
  await writeFile(join(home, 'ca.pem'), fake.certificate);
  putKey(home, 'service', fake.key);
  const mimeType = 'application/vnd.google-apps.folder';
  fake.files.splice(0, fake.files.length, { id: 'bulletins', name: '通报', folder: '', mimeType });
  const ledger = await openLedger({ file: join(home, 'ledger.sqlite') });
  await release(ledger, driveCrashPlan());
  await ledger.close();
});
afterEach(async () => {
  expect(fake.faults).toEqual([]);
  await rm(home, { recursive: true });
});

async function run(now: string, point = ''): Promise<string> {
  const env = {
    ...process.env,
    HTTPS_PROXY: fake.proxy,
    NODE_EXTRA_CA_CERTS: join(home, 'ca.pem'),
  };
  const child = spawn(process.execPath, [CHILD, home, 'drive', now, 'hold', point], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return signal ?? String(code);
}

describe('a sender that is killed', () => {
  it.each(LONG ? ['claimed', 'noted', 'laid', 'before sent', 'after sent'] : ['noted', 'laid'])(
    'at “%s” lays each of three once, whatever the folder lists by then',
    async (point) => {
      fake.state.unlisted = true;
      expect(await run(NOW, point)).toBe('SIGKILL');
      expect(await run(LATER)).toBe('0');
      const keys = fake.files.flatMap(({ appProperties = {} }) => Object.values(appProperties));
      expect([keys.length, new Set(keys).size]).toEqual([3, 3]);
      const ledger = await openLedger({ file: join(home, 'ledger.sqlite') });
      const states = (await ledger.deliveries()).map((delivery) => lastEvent(delivery).state);
      await ledger.close();
      expect(states).toEqual(['sent', 'sent', 'sent']);
    },
  );
});
