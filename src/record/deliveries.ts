/** Deliveries: enqueued once, taken in turns, every step of them a row that stays. */
import type { Transaction } from 'kysely';
import type { Moment } from '../model/day.ts';
import {
  lastEvent,
  type Claim,
  type Claimant,
  type DeliveredFile,
  type Delivery,
  type DeliveryEvent,
  type DeliveryState,
  type NewDelivery,
  type Resending,
} from '../model/delivery.ts';
import type { Period } from '../model/period.ts';
import type { Reminder } from '../model/reminder.ts';
import { appendAct } from './acts.ts';
import { storable } from './storable.ts';
import type { Tables } from './tables.ts';

type Trx = Transaction<Tables>;

/** What most events say nothing of. */
const ASIDE = { until: null, said: '' } as const;

type By = Readonly<{ at: Moment; worker: string }>;

/** What is delivered: the number of an edition or of a reminder. */
type Of = Readonly<{ edition: number } | { reminder: number }>;

/** Enqueues the deliveries of a document in the transaction that gives it out. */
export async function appendDeliveries(
  trx: Trx,
  of: Of,
  deliveries: readonly NewDelivery[],
  by: By,
): Promise<void> {
  for (const { files, ...rest } of deliveries) {
    const last = await trx
      .selectFrom('delivery')
      .select((eb) => eb.fn.max<number | null>('id').as('id'))
      .executeTakeFirst();
    const id = (last?.id ?? 0) + 1;
    await trx
      .insertInto('delivery')
      .values({ edition: null, reminder: null, ...of, ...rest, id, files: JSON.stringify(files) })
      .execute();
    await appendEvent(trx, { id, step: 1 }, { ...ASIDE, ...by, state: 'pending', code: 'queued' });
  }
}

/** Which deliveries are read: of a period, of a number, in a state; all where nothing is named. */
type Asked = Readonly<{ period?: Period; id?: number; states?: readonly DeliveryState[] }>;

/** Deliveries with their events, in the order in which they were enqueued. */
export async function deliveriesHeld(trx: Trx, asked: Asked = {}): Promise<readonly Delivery[]> {
  const rows = await chosen(trx, asked).selectAll('delivery').orderBy('delivery.id').execute();
  const events = await trx
    .selectFrom('delivery_event')
    .selectAll()
    .where('delivery', 'in', chosen(trx, asked).select('delivery.id'))
    .orderBy('step')
    .execute();
  const byDelivery = Map.groupBy(events, ({ delivery }) => delivery);
  return rows.map((row) => ({
    ...row,
    files: JSON.parse(row.files) as readonly DeliveredFile[],
    events: (byDelivery.get(row.id) ?? []).map(
      ({ state, at, until, worker, code, said }): DeliveryEvent => ({
        state,
        at,
        until,
        worker,
        code,
        said,
      }),
    ),
  }));
}

/** Each with its last event, which gives the state. */
function chosen(trx: Trx, { period, id, states }: Asked) {
  const newest = trx
    .selectFrom('delivery_event')
    .groupBy('delivery')
    .select((eb) => ['delivery', eb.fn.max<number>('step').as('step')]);
  let query = trx
    .selectFrom('delivery')
    .innerJoin(newest.as('newest'), 'newest.delivery', 'delivery.id')
    .innerJoin('delivery_event', (join) =>
      join
        .onRef('delivery_event.delivery', '=', 'delivery.id')
        .onRef('delivery_event.step', '=', 'newest.step'),
    );
  if (period !== undefined) query = query.where('delivery.period', '=', period);
  if (id !== undefined) query = query.where('delivery.id', '=', id);
  if (states !== undefined) query = query.where('delivery_event.state', 'in', states);
  return query;
}

/** The turn at the first delivery of these channels that waits, or whose turn a dead process held; null for none. */
export async function claimNext(
  trx: Trx,
  { channels, worker, at, until }: Claimant,
): Promise<Claim | null> {
  const open = await deliveriesHeld(trx, { states: ['pending', 'claimed'] });
  const found = open.find(
    (delivery) => channels.includes(delivery.channel) && isFree(lastEvent(delivery), at),
  );
  if (found === undefined) return null;
  return added(trx, found, { state: 'claimed', at, until, worker, code: '', said: '' });
}

function isFree({ state, until }: DeliveryEvent, now: Moment): boolean {
  if (state === 'pending') return until === null || until <= now;
  return state === 'claimed' && until !== null && until <= now;
}

/** Adds an event in a turn; null, and nothing is added, when the turn is another's by now. */
export async function settleClaim(
  trx: Trx,
  { delivery, step }: Claim,
  event: DeliveryEvent,
): Promise<Claim | null> {
  const held = await trx
    .selectFrom('delivery_event')
    .select((eb) => eb.fn.max<number>('step').as('step'))
    .where('delivery', '=', delivery.id)
    .executeTakeFirstOrThrow();
  return held.step === step ? added(trx, delivery, event) : null;
}

/** Says of what went out and was never answered that nobody knows, once the process that sent it is surely gone. */
export async function lapseDots(trx: Trx, by: By): Promise<number> {
  const dotted = await deliveriesHeld(trx, { states: ['final-dot'] });
  const lapsed = dotted.filter((delivery) => {
    const { until } = lastEvent(delivery);
    return until !== null && until <= by.at;
  });
  for (const delivery of lapsed) {
    await added(trx, delivery, { ...ASIDE, ...by, state: 'uncertain', code: 'no-answer' });
  }
  return lapsed.length;
}

/** Says of all that waits that nobody knows whether it went out meanwhile. */
export async function doubtAll(trx: Trx, by: By): Promise<number> {
  const waiting = await deliveriesHeld(trx, { states: ['pending', 'claimed', 'final-dot'] });
  for (const delivery of waiting) {
    await added(trx, delivery, { ...ASIDE, ...by, state: 'uncertain', code: 'restored' });
  }
  return waiting.length;
}

/** From which states a delivery may be sent anew; the others are on their way, or another document took their place. */
const RESENDABLE: readonly DeliveryState[] = ['pending', 'sent', 'failed', 'uncertain', 'bounced'];

/** Puts a delivery back among those that wait; null when there is none of that number, or it may not be sent anew. */
export async function resend(
  trx: Trx,
  id: number,
  { at, worker, who, code }: Resending,
): Promise<Delivery | null> {
  const [found] = await deliveriesHeld(trx, { id, states: RESENDABLE });
  if (found === undefined) return null;
  const { state } = lastEvent(found);
  const detail = { code, before: state, channel: found.channel, recipient: found.recipient };
  await appendAct(trx, { at, who, what: 'resend', subject: `delivery:${String(id)}`, detail });
  return (await added(trx, found, { ...ASIDE, at, worker, state: 'pending', code })).delivery;
}

/** What of earlier editions of the same has not gone out never does: this one takes their place. */
export async function supersedeBefore(trx: Trx, edition: number, by: By): Promise<void> {
  const same = await trx
    .selectFrom('edition as later')
    .innerJoin('edition as earlier', (join) =>
      join
        .onRef('earlier.period', '=', 'later.period')
        .onRef('earlier.about', '=', 'later.about')
        .onRef('earlier.id', '<', 'later.id'),
    )
    .where('later.id', '=', edition)
    .select('earlier.id')
    .execute();
  const earlier = new Set(same.map(({ id }) => id));
  if (earlier.size === 0) return;
  for (const delivery of await deliveriesHeld(trx, { states: ['pending', 'claimed'] })) {
    if (delivery.edition === null || !earlier.has(delivery.edition)) continue;
    await added(trx, delivery, { ...ASIDE, ...by, state: 'superseded', code: 'corrected' });
  }
}

/** A unit is told of the newest step alone: what of earlier ones for the month has not gone out never does. */
export async function supersedeReminders(
  trx: Trx,
  { period, unit }: Pick<Reminder, 'period' | 'unit'>,
  by: By,
): Promise<void> {
  const waiting = await deliveriesHeld(trx, { period, states: ['pending', 'claimed'] });
  for (const delivery of waiting) {
    if (delivery.reminder === null || delivery.recipient !== `unit:${unit}`) continue;
    await added(trx, delivery, { ...ASIDE, ...by, state: 'superseded', code: 'next-step' });
  }
}

/** The states that a delivery may end in: what led to one is entered in the log of acts with it. */
export const ENDS: readonly DeliveryState[] = [
  'sent',
  'failed',
  'uncertain',
  'bounced',
  'superseded',
];

async function added(trx: Trx, delivery: Delivery, event: DeliveryEvent): Promise<Claim> {
  const step = delivery.events.length + 1;
  const { id, channel, recipient } = delivery;
  const { at, state, code } = event;
  await appendEvent(trx, { id, step }, event);
  if (ENDS.includes(state)) {
    const subject = eventSubject({ id, step });
    const detail = { state, code, recipient };
    await appendAct(trx, { at, who: channel, what: 'deliver', subject, detail });
  }
  return { delivery: { ...delivery, events: [...delivery.events, event] }, step };
}

type EventAt = Readonly<{ id: number; step: number }>;

/** As the log of acts names an event. */
export function eventSubject({ id, step }: EventAt): string {
  return `delivery:${String(id)}/${String(step)}`;
}

async function appendEvent(trx: Trx, { id, step }: EventAt, event: DeliveryEvent): Promise<void> {
  const said = storable(event.said);
  await trx
    .insertInto('delivery_event')
    .values({ delivery: id, step, ...event, said })
    .execute();
}
