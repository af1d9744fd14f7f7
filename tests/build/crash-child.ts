/** Sends what waits and kills itself at a named point. Arguments: home, port (or `drive`), now, policy, point. */
import { join } from 'node:path';
import { deliver, type SendingWorld } from '../../src/signature/delivering.ts';
import { parseMoment } from '../../src/model/day.ts';
import type { DeliveryPlan } from '../../src/model/delivery.ts';
import { googleIn } from '../../src/outside.ts';
import { channelsAt } from '../../src/publish/channels.ts';
import { openLedger } from '../../src/record/open.ts';
import { crashPlan, driveCrashPlan } from './crash-plan.ts';

const [home = '', port = '', now = '', policy = 'hold', point = ''] = process.argv.slice(2);

let attempt = 0;

/** The second recipient is the one at whose mail the process dies: one went out before, one is to come. */
function at(name: string): void {
  if (name === 'claimed') attempt += 1;
  if (name === point && attempt === 2) process.kill(process.pid, 'SIGKILL');
}

const ledger = await openLedger({ file: join(home, 'ledger.sqlite') });
const world: SendingWorld = {
  now: () => parseMoment(now)!,
  who: 'tester',
  ledger: {
    ...ledger,
    async settleDelivery(claim, event) {
      at(`before ${event.state}`);
      const settled = await ledger.settleDelivery(claim, event);
      at(`after ${event.state}`);
      return settled;
    },
  },
  google: googleIn(home),
  channel: channelsAt({ home, secrets: join(home, 'secrets.yaml'), environment: {} }),
  progress: () => undefined,
  log(event, fields) {
    at(String(event === 'delivery' ? fields['state'] : fields['point']));
  },
};
const plan =
  port === 'drive'
    ? driveCrashPlan()
    : crashPlan(Number(port), policy as DeliveryPlan['uncertain']);
await deliver(plan, world, String(process.pid));
await ledger.close();
