/** The plan of the simulated year, and a world in its folder that prints one month for real. */
import { createHash } from 'node:crypto';
import type { Moment } from '../../src/model/day.ts';
import type { Ledger, Printer, World } from '../../src/model/world.ts';
import { aJob } from './jobs.ts';
import { aDeliveryPlan, aPlan } from './plan.ts';
import { aPrinter } from './printing.ts';
import { openPrinter } from './paperless.ts';
import { worldIn } from './world.ts';

export const YEAR_PLAN = aPlan({
  version: createHash('sha256').update('{}').digest('hex'),
  jobs: [
    aJob('shoubao', '每个工作日8:30、17:05'),
    aJob('yuebao', '截止时间后10分钟', '月报'),
    aJob('cuibao', '每个工作日9:00', '', { does: 'remind' }),
    aJob('fasong', '每天11:00', '', { does: 'deliver' }),
  ],
  delivery: aDeliveryPlan({
    channels: [
      { id: 'jiaohuan', name: '交换文件夹', kind: 'folder', allows: [], folder: 'data/交换' },
    ],
    attachments: [],
    recipients: [
      { name: '市委办公室', channels: ['jiaohuan'] },
      { name: '市政府办公室', channels: ['jiaohuan'] },
    ],
  }),
});

/** The month whose pages are real. */
const REAL_MONTH = '2007年5月';

/** @param real whether one month is printed by a browser. */
export async function yearWorld(
  { folder, ledger, now }: Readonly<{ folder: string; ledger: Ledger; now: () => Moment }>,
  real: boolean,
): Promise<World> {
  const paperless = await openPrinter();
  let browser: Promise<Printer> | null = null;
  const printer: Printer = {
    async print(html, metadata) {
      if (!real || !metadata.title.includes(REAL_MONTH)) return paperless.print(html, metadata);
      browser ??= aPrinter();
      return (await browser).print(html, metadata);
    },
    close: async () => (await browser)?.close(),
  };
  return worldIn({ folder, ledger, now, printer });
}
