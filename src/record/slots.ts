/** Slots of the clock: begun once for each job and key, with every attempt and how it ended. */
import type { Transaction } from 'kysely';
import type {
  Attempt,
  Beginning,
  ClockLedger,
  SlotAttempt,
  SlotEnd,
} from '../model/clock-ledger.ts';
import type { ClockPlan, HeldSlot } from '../model/due-slots.ts';
import type { Tables } from './tables.ts';

export async function clockPlans(trx: Transaction<Tables>): Promise<readonly ClockPlan[]> {
  const query = trx.selectFrom('clock_plan').select(['plan', 'jobs', 'at']).orderBy('id');
  return (await query.execute()).map(({ plan, jobs, at }) => ({
    plan,
    at,
    jobs: JSON.parse(jobs) as readonly string[],
  }));
}

export async function appendClockPlan(
  trx: Transaction<Tables>,
  { plan, jobs, at }: ClockPlan,
): Promise<void> {
  await trx
    .insertInto('clock_plan')
    .values({ id: await nextId(trx, 'clock_plan'), plan, jobs: JSON.stringify(jobs), at })
    .execute();
}

async function nextId(
  trx: Transaction<Tables>,
  table: 'clock_plan' | 'slot' | 'slot_start',
): Promise<number> {
  const last = await trx
    .selectFrom(table)
    .select((eb) => eb.fn.max<number | null>('id').as('id'))
    .executeTakeFirst();
  return (last?.id ?? 0) + 1;
}

export async function heldSlots(trx: Transaction<Tables>): Promise<readonly HeldSlot[]> {
  const rows = await lastAttempts(trx).execute();
  return rows.map((row) => {
    const { job, key, due, attempt } = row;
    const { end } = attemptOf(row);
    return { job, key, at: due, attempts: attempt, end };
  });
}

/** The last attempt of every slot, with its end where it has one. */
function lastAttempts(trx: Transaction<Tables>): ReturnType<typeof attempts> {
  return attempts(trx).where((eb) =>
    eb(
      'slot_start.attempt',
      '=',
      eb
        .selectFrom('slot_start as other')
        .select((of) => of.fn.max('other.attempt').as('attempt'))
        .whereRef('other.slot', '=', 'slot.id'),
    ),
  );
}

/** Every attempt; the query's own type is what its readers go by. */
function attempts(trx: Transaction<Tables>) {
  return trx
    .selectFrom('slot')
    .innerJoin('slot_start', 'slot_start.slot', 'slot.id')
    .leftJoin('slot_end', (join) =>
      join
        .onRef('slot_end.slot', '=', 'slot_start.slot')
        .onRef('slot_end.attempt', '=', 'slot_start.attempt'),
    )
    .select(['slot.id as slot', 'job', 'key', 'due', 'merged', 'reason'])
    .select(['slot_start.attempt as attempt', 'slot_start.at as at'])
    .select(['slot_end.at as ended', 'outcome', 'kind', 'cause', 'action']);
}

type AttemptRow = Awaited<ReturnType<ReturnType<typeof attempts>['execute']>>[number];

function attemptOf({ ended, outcome, kind, cause, action, ...row }: AttemptRow): SlotAttempt {
  if (ended === null || outcome === null) return { ...row, end: null };
  const end = { at: ended, outcome, kind: kind ?? '', cause: cause ?? '', action: action ?? '' };
  return { ...row, end };
}

export async function recentAttempts(
  trx: Transaction<Tables>,
  count: number,
): Promise<readonly SlotAttempt[]> {
  const newest = attempts(trx).orderBy('slot_start.id', 'desc').limit(count);
  return (await newest.execute()).map(attemptOf);
}

export async function failedAttempts(trx: Transaction<Tables>): Promise<readonly SlotAttempt[]> {
  const failed = lastAttempts(trx).where('outcome', '=', 'failed').orderBy('slot.id');
  return (await failed.execute()).map(attemptOf);
}

export async function outcomeCounts(
  trx: Transaction<Tables>,
): Promise<Awaited<ReturnType<ClockLedger['counts']>>> {
  const rows = await trx
    .selectFrom('slot_end')
    .innerJoin('slot', 'slot.id', 'slot_end.slot')
    .groupBy(['job', 'outcome'])
    .orderBy('job')
    .orderBy('outcome')
    .select(['job', 'outcome', (eb) => eb.fn.countAll<string | number>().as('count')])
    .execute();
  return rows.map(({ job, outcome, count }) => ({ job, outcome, count: Number(count) }));
}

export async function appendStart(
  trx: Transaction<Tables>,
  { job, key, due, ...start }: Beginning & Readonly<{ token: number }>,
  lost: Pick<SlotEnd, 'cause' | 'action'>,
): Promise<Attempt> {
  const slot = await slotNumber(trx, { job, key, due });
  const last = await attempts(trx)
    .where('slot.id', '=', slot)
    .orderBy('slot_start.attempt', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.outcome === 'done' || last?.outcome === 'skipped') {
    throw new Error(`slot ${job} ${key} is settled`);
  }
  if (last?.outcome === null) {
    const end = { at: start.at, outcome: 'lost', kind: '', ...lost } as const;
    await appendEnd(trx, { slot, attempt: last.attempt }, end);
  }
  const attempt = (last?.attempt ?? 0) + 1;
  await trx
    .insertInto('slot_start')
    .values({ id: await nextId(trx, 'slot_start'), slot, attempt, ...start })
    .execute();
  return { slot, attempt };
}

async function slotNumber(
  trx: Transaction<Tables>,
  slot: Pick<Beginning, 'job' | 'key' | 'due'>,
): Promise<number> {
  const found = await trx
    .selectFrom('slot')
    .select('id')
    .where('job', '=', slot.job)
    .where('key', '=', slot.key)
    .executeTakeFirst();
  if (found !== undefined) return found.id;
  const id = await nextId(trx, 'slot');
  await trx
    .insertInto('slot')
    .values({ id, ...slot })
    .execute();
  return id;
}

export async function appendEnd(
  trx: Transaction<Tables>,
  attempt: Attempt,
  end: SlotEnd,
): Promise<void> {
  await trx
    .insertInto('slot_end')
    .values({ ...attempt, ...end })
    .execute();
}
