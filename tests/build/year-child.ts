/** One process of the clock in the simulated year: told the time, it does what is due. Arguments: name, folder, server, real. */
import type { ClockWorld } from '../../src/clock/clock-jobs.ts';
import { ClockClaim } from '../../src/clock/clock-lease.ts';
import { step } from '../../src/clock/clocking.ts';
import { momentOfEpoch } from '../../src/model/day.ts';
import { openLedger } from '../../src/record/open.ts';
import { ledgerAt } from './kill-stages.ts';
import { YEAR_PLAN, yearWorld } from './year-plan.ts';

/** The wall's time, and one that only runs forward. */
export type Told = Readonly<{ wall: number; forward: number }>;

const [name = '', folder = '', url = '', real = ''] = process.argv.slice(2);
let told: Told = { wall: 0, forward: 0 };
let runs = 0;
const ledger = await openLedger(ledgerAt({ folder, url }));
const now = (): ReturnType<typeof momentOfEpoch> => momentOfEpoch(told.wall);
const base = await yearWorld({ folder, ledger, now }, real === 'real');
const claim = new ClockClaim(name, () => told.forward);
const environment = url === '' ? {} : { TONGBAO_LEDGER_URL: url };

async function tick(): Promise<readonly string[]> {
  const came: string[] = [];
  for (;;) {
    runs += 1;
    const world: ClockWorld = {
      ...base,
      home: folder,
      environment,
      run: `${name}-${String(runs)}`,
    };
    const one = await step({ value: YEAR_PLAN, findings: [] }, world, claim);
    came.push(one.came === 'worked' ? `${one.due.slot.job.id} ${one.end.outcome}` : one.came);
    if (one.came !== 'worked') return came;
  }
}

process.on('message', (given: Told) => {
  told = given;
  void tick().then((came) => process.send?.(came));
});
process.on('disconnect', () => process.exit(0));
process.send?.([]);
