/** Takes a snapshot (取数快照): what the ledger held at a moment, named by the hash of its content. */
import type { Transaction } from 'kysely';
import type { Moment } from '../model/day.ts';
import {
  firstMonth,
  isMonth,
  lastMonth,
  monthIn,
  yearBefore,
  yearOf,
  type Period,
} from '../model/period.ts';
import { sha256Of } from '../model/sha256.ts';
import type { ArrivalMark, Snapshot } from '../model/snapshot.ts';
import { markOf } from './mark.ts';
import { latestSubmissions, monthHeld } from './submissions.ts';
import type { Tables } from './tables.ts';

/** Inside one transaction, so that all its parts are of one state. */
export async function takeSnapshot(
  trx: Transaction<Tables>,
  period: Period,
  asOf: Moment,
): Promise<Snapshot> {
  const from = monthIn(yearOf(yearBefore(period)), 1);
  const content = {
    period,
    mark: await markOf(trx),
    begins: await monthHeld(trx, 'first'),
    submissions: await latestSubmissions(trx, { from, to: lastMonth(period), asOf }),
    arrivals: await arrivalMarks(trx, period, asOf),
  };
  return { ...content, sha256: sha256Of(canonicalJson(content)) };
}

async function arrivalMarks(
  trx: Transaction<Tables>,
  period: Period,
  asOf: Moment,
): Promise<readonly ArrivalMark[]> {
  const rows = await trx
    .selectFrom('receipt')
    .innerJoin('arrival', 'arrival.id', 'receipt.arrival')
    .where('receipt.period', '>=', firstMonth(period))
    .where('receipt.period', '<=', lastMonth(period))
    .where('arrival.at', '<=', asOf)
    .select(['receipt.number', 'receipt.unit', 'receipt.period', 'receipt.outcome', 'arrival.at'])
    .orderBy('receipt.number')
    .execute();
  return rows.flatMap(({ number: receipt, unit, period: month, outcome, at }) =>
    unit === null || month === null || !isMonth(month)
      ? []
      : [{ unit, period: month, outcome, at, receipt }],
  );
}

/** JSON with every object's keys in order, so that equal content has equal text. */
function canonicalJson(content: unknown): string {
  return JSON.stringify(content, (_key, value: unknown) =>
    value === null || typeof value !== 'object' || Array.isArray(value)
      ? value
      : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
}
