/** A month from the inbox to a restored backup, stage by stage: each is one command at its own moment. */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { backUp, restore } from '../../src/keeping/backing-up.ts';
import { collect, draft } from '../../src/line/pipeline.ts';
import { remind } from '../../src/line/reminding.ts';
import type { Month } from '../../src/model/period.ts';
import type { Ledger, World } from '../../src/model/world.ts';
import { openLedger, type LedgerPlace } from '../../src/record/open.ts';
import { deliver } from '../../src/signature/delivering.ts';
import { release } from '../../src/signature/releasing.ts';
import { review, sign } from '../../src/signature/signing.ts';
import { aDeliveryPlan, aPlan } from './plan.ts';
import { COMPLETE, workbookOf } from './sending.ts';
import { dropInto, moment, worldIn } from './world.ts';

const MAY = '2007-05' as Month;
const WHOLE = { period: MAY, section: null };
/** Where the backup of the stages lies. */
export const BACKUP = 'data/备份/通报备份-20070609-0200';

const KILL_PLAN = aPlan({
  version: createHash('sha256').update('{}').digest('hex'),
  delivery: aDeliveryPlan({
    channels: [
      { id: 'jiaohuan', name: '交换文件夹', kind: 'folder', allows: [], folder: 'data/交换' },
    ],
    attachments: ['汇总表.csv'],
    recipients: [{ name: '市委办公室', channels: ['jiaohuan'] }],
  }),
});

/**
 * @property now the moment at which the command runs.
 * @property server whether it is there for a ledger on a server too.
 */
type Stage = Readonly<{
  name: string;
  now: string;
  server: boolean;
  run(folder: string, world: () => Promise<World>): Promise<unknown>;
}>;

export const STAGES: readonly Stage[] = [
  aStage('collect', '2007-06-04T16:00:00+08:00', (world) => collect(KILL_PLAN, world)),
  aStage('remind', '2007-06-05T10:00:00+08:00', (world) => remind(MAY, {}, KILL_PLAN, world)),
  aStage('draft', '2007-06-07T10:00:00+08:00', (world) => draft(MAY, KILL_PLAN, world)),
  aStage('review', '2007-06-07T11:00:00+08:00', (world) => review(WHOLE, KILL_PLAN, world)),
  aStage('sign', '2007-06-07T15:00:00+08:00', (world) => sign(WHOLE, null, KILL_PLAN, world)),
  aStage('release', '2007-06-08T09:00:00+08:00', async (world) => {
    const edition = (await world.ledger.editions()).at(-1);
    if (edition === undefined) throw new Error('nothing is signed');
    await release(edition, KILL_PLAN, world);
  }),
  aStage('deliver', '2007-06-08T10:00:00+08:00', (world) => deliver(KILL_PLAN, world, 'worker')),
  {
    name: 'backup',
    now: '2007-06-09T02:00:00+08:00',
    server: false,
    run: (home) =>
      backUp(
        { home, environment: {} },
        join(home, 'data/备份'),
        moment('2007-06-09T02:00:00+08:00'),
      ),
  },
  {
    name: 'restore',
    now: '2007-06-10T08:00:00+08:00',
    server: false,
    run: (home) =>
      restore({ home, environment: {} }, join(home, BACKUP), {
        who: '管理员',
        at: moment('2007-06-10T08:00:00+08:00'),
      }),
  },
];

function aStage(name: string, now: string, work: (world: World) => Promise<unknown>): Stage {
  return { name, now, server: true, run: async (_folder, world) => work(await world()) };
}

/** A folder, and the address of a server where its ledger is there. */
export type Home = Readonly<{ folder: string; url: string }>;

export function ledgerAt({ folder, url }: Home): LedgerPlace {
  return url === '' ? { file: join(folder, 'data/ledger.sqlite') } : { url };
}

/** Runs a stage's command as its own process would; @param now where it is not the stage's own moment. */
export async function runStage(name: string, { folder, url }: Home, now?: string): Promise<void> {
  const stage = STAGES.find((one) => one.name === name);
  if (stage === undefined) throw new RangeError(name);
  let ledger: Ledger | null = null;
  await stage.run(folder, async () => {
    ledger = await openLedger(ledgerAt({ folder, url }));
    return worldIn({ folder, ledger, now: () => moment(now ?? stage.now) });
  });
  await (ledger as Ledger | null)?.close();
}

/** A home in which two of three units have sent their month, one of them twice, and one a file that is none. */
export async function fillHome(folder: string): Promise<void> {
  await mkdir(join(folder, 'data/inbox'), { recursive: true });
  await mkdir(join(folder, 'config'));
  await writeFile(join(folder, 'config/office.yaml'), 'issuer: 甲\n');
  await writeFile(join(folder, 'data/form-key'), 'k'.repeat(64), { mode: 0o600 });
  const form = await workbookOf('weicheng', COMPLETE);
  const spoilt = { ...COMPLETE, figures: { ...COMPLETE.figures, RC01: '很多' } };
  await dropInto(folder, '1-潍城区.xlsx', form);
  await dropInto(folder, '2-潍城区.xlsx', form);
  await dropInto(folder, '3-寿光市.xlsx', await workbookOf('shouguang', spoilt));
}
