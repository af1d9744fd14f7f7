/** The period whose bulletin is shown to whoever changes templates. */
import type { Period } from '../model/period.ts';
import { askedFigures } from '../line/pipeline.ts';
import { periodOption } from './arguments.ts';
import type { Desk } from './command.ts';

/**
 * The one that was asked for; else the last month that the ledger holds reports of, null where it holds none.
 *
 * @throws Refusal `usage` for one that lies before all that the plan or the ledger knows.
 */
export async function shownPeriod({ given, plan, world }: Desk): Promise<Period | null> {
  if (!given.options.has('period')) return world.ledger.lastMonth();
  const period = periodOption(given);
  await askedFigures(period, plan, world);
  return period;
}
