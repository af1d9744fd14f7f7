/** What was released or reminded of goes to its recipients: each delivery in turn, each step recorded before the next. */
import { aggregate } from '../aggregate/aggregate.ts';
import { DELIVER_STEP, deliveryCodeWords, deliveryFinding } from '../model/catalogue/delivery.ts';
import { isDriveCode } from '../model/catalogue/drive.ts';
import { epochOfMoment, momentOfEpoch, type Moment } from '../model/day.ts';
import {
  classificationOf,
  ClaimLost,
  lastEvent,
  NOTED,
  type ChannelPlan,
  type Claim,
  type Delivery,
  type DeliveryEvent,
  type Parcel,
  type Verdict,
} from '../model/delivery.ts';
import type { Finding } from '../model/finding.ts';
import type { Plan } from '../model/plan.ts';
import { owing } from '../model/reminder.ts';
import { sha256Of } from '../model/sha256.ts';
import type { World } from '../model/world.ts';
import { pacing } from '../line/pacing.ts';
import { openChannels, stopOf, type Open, type Stop } from './opening-channels.ts';

/** Longer than any attempt's own waiting; whoever has not answered by then is dead. */
const LEASE_MINUTES = 10;
/** When a channel that did not work is tried again. */
const CHANNEL_MINUTES = 15;
/** How long to wait after each refusal that is not final; after the last it is. */
const RETRY_MINUTES = [5, 15, 30, 60, 120, 240] as const;

/** `waiting`: how many are still to go out, by themselves, at a later time. `isDown`: whether a channel did not work. */
export type Delivered = Readonly<{
  done: readonly Delivery[];
  waiting: number;
  isDown: boolean;
  findings: readonly Finding[];
}>;

/** As much of the world as sending needs. */
export type SendingWorld = Pick<
  World,
  'now' | 'who' | 'ledger' | 'channel' | 'google' | 'progress' | 'log'
>;

/** Where attempts are made, and who makes them. */
type Round = Readonly<{ plan: Plan; world: SendingWorld; worker: string }>;

/**
 * Sends what waits, until nothing does that could be sent now. Deliveries whose process died are taken up again; of
 * those that may have gone out nobody knows, so they are held, or sent once more where the plan says so.
 *
 * @param worker names this run. @throws Refusal `notAllowed` when the channels' secrets lie open.
 */
export async function deliver(plan: Plan, world: SendingWorld, worker: string): Promise<Delivered> {
  const round: Round = { plan, world, worker };
  await world.ledger.lapseDeliveries({ at: world.now(), worker });
  if (plan.delivery.uncertain === 'resend') await resendUncertain(round);
  const stops = new Map<string, Stop>();
  const waiting = (await world.ledger.deliveries()).filter(isWaiting);
  const needed = new Set(waiting.map(({ channel }) => channel));
  const channels = await openChannels(plan, world, { needed, stops });
  const paced = pacing();
  const done: Delivery[] = [];
  for (;;) {
    const claim = await world.ledger.claimDelivery({
      channels: [...channels.keys()].filter((id) => !stops.has(id)),
      worker,
      at: world.now(),
      until: later(world.now(), LEASE_MINUTES),
    });
    if (claim === null) break;
    const channel = channels.get(claim.delivery.channel);
    if (channel === undefined) throw new Error(`no channel ${claim.delivery.channel} is open`);
    world.log('delivery', { delivery: claim.delivery.id, state: 'claimed' });
    await paced(channel);
    const ended = await attempt(claim, channel, round, stops);
    if (ended !== null) done.push(ended);
    world.progress(DELIVER_STEP, done.length, null);
  }
  return summary(done, round, stops);
}

/** Once each: a peer that never answers shall not be written to for ever. */
async function resendUncertain({ world, worker }: Round): Promise<void> {
  for (const delivery of await world.ledger.deliveries()) {
    const isFirst = delivery.events.every(({ code }) => code !== 'policy');
    if (lastEvent(delivery).state !== 'uncertain' || !isFirst) continue;
    const by = { at: world.now(), worker, who: world.who, code: 'policy' } as const;
    await world.ledger.resendDelivery(delivery.id, by);
  }
}

/** One attempt; null when another process has taken the delivery over meanwhile. */
async function attempt(
  claim: Claim,
  { plan: of, channel }: Open,
  round: Round,
  stops: Map<string, Stop>,
): Promise<Delivery | null> {
  const { world, worker } = round;
  const { id } = claim.delivery;
  let current = claim;
  const settle = async (said: Said): Promise<void> => {
    const at = world.now();
    const event = { until: null, said: '', ...said, at, worker };
    const next = await world.ledger.settleDelivery(current, event);
    if (next === null) throw new ClaimLost(`delivery ${String(id)} is another run's`);
    current = next;
    world.log('delivery', { delivery: id, state: event.state, code: event.code });
  };
  const finalDot = (): Promise<void> =>
    settle({ state: 'final-dot', code: '', until: later(world.now(), LEASE_MINUTES) });
  const noted = (said: string): Promise<void> =>
    settle({ state: 'claimed', code: NOTED, said, until: later(world.now(), LEASE_MINUTES) });
  const reached = (point: string): void => {
    world.log('delivery-step', { delivery: id, point });
  };
  try {
    const refused = await refusedNow(claim.delivery, of, round);
    if (refused !== null) {
      await settle(refused);
      return current.delivery;
    }
    const parcel = await parcelOf(claim.delivery, world);
    const verdict = await channel.send(parcel, { finalDot, noted, reached });
    if (verdict.state === 'stopped') stops.set(of.id, stopOf(verdict, of));
    await settle(eventOf(verdict, current.delivery, world.now()));
    return current.delivery;
  } catch (error) {
    if (!(error instanceof ClaimLost)) throw error;
    world.log('delivery-lost', { delivery: id });
    return null;
  }
}

/** What is not to go out: a document that is marked too high for the channel, a reminder of what has come meanwhile. */
async function refusedNow(
  delivery: Delivery,
  { allows }: ChannelPlan,
  { plan, world }: Round,
): Promise<Said | null> {
  const { classification, reminder, period } = delivery;
  // The mark it was given out with, and the one that it has by now: a higher one was found out since.
  const now = reminder === null ? classificationOf(plan.delivery, period) : '';
  if ([classification, now].some((mark) => mark !== '' && !allows.includes(mark))) {
    return { state: 'failed', code: 'classification' };
  }
  if (reminder === null || (await owesStill(delivery, plan, world))) return null;
  return { state: 'superseded', code: 'reported' };
}

async function owesStill(
  { period, recipient }: Delivery,
  plan: Plan,
  { ledger, now }: SendingWorld,
): Promise<boolean> {
  const at = now();
  const { reporting } = aggregate(await ledger.snapshot(period, at), plan, at);
  return owing(reporting, plan, at).some(({ report }) => recipient === `unit:${report.unit}`);
}

type Said = Pick<DeliveryEvent, 'state' | 'code'> & Partial<Pick<DeliveryEvent, 'until' | 'said'>>;

/** The frozen bytes, held to their hashes once more. @throws Error when the ledger does not hold them. */
async function parcelOf(delivery: Delivery, { ledger }: SendingWorld): Promise<Parcel> {
  const files = [];
  for (const file of delivery.files) {
    const bytes = await ledger.original(file.sha256);
    const hash = sha256Of(bytes ?? '');
    if (bytes === null || hash !== file.sha256) {
      throw new Error(`the ledger does not hold the bytes ${file.sha256}`);
    }
    files.push({ ...file, bytes });
  }
  return { delivery, files };
}

/** What a verdict makes of the delivery. */
function eventOf(verdict: Verdict, delivery: Delivery, now: Moment): Said {
  const { code, said } = verdict;
  const told = isDriveCode(code)
    ? said
    : `${code} ${said.startsWith(code) ? said.slice(code.length) : said}`.trim();
  switch (verdict.state) {
    case 'sent':
    case 'failed':
    case 'uncertain':
      return { state: verdict.state, code, said };
    case 'stopped':
      return { state: 'pending', code: 'channel', said: told, until: later(now, CHANNEL_MINUTES) };
    case 'retry': {
      const minutes = RETRY_MINUTES[retriesOf(delivery)];
      if (minutes === undefined) return { state: 'failed', code: 'attempts', said: told };
      if (verdict.once === true && retriesOf(delivery) > 0) return { state: 'failed', code, said };
      const until = later(now, Math.max(minutes, verdict.minutes ?? 0));
      return { state: 'pending', code: 'retry', said: told, until };
    }
  }
}

/** Since it was enqueued, or sent anew. */
function retriesOf({ events }: Delivery): number {
  const anew = events.findLastIndex(({ code }) => ['queued', 'policy', 'by-hand'].includes(code));
  return events.slice(anew + 1).filter(({ code }) => code === 'retry').length;
}

function isWaiting(delivery: Delivery): boolean {
  return ['pending', 'claimed', 'final-dot'].includes(lastEvent(delivery).state);
}

async function summary(
  done: readonly Delivery[],
  { plan, world }: Round,
  stops: ReadonlyMap<string, Stop>,
): Promise<Delivered> {
  const all = await world.ledger.deliveries();
  const waiting = all.filter(isWaiting);
  const { channels } = plan.delivery;
  const lost = Map.groupBy(
    waiting.filter(({ channel }) => channels.every(({ id }) => id !== channel)),
    ({ channel }) => channel,
  );
  return {
    done,
    waiting: waiting.length,
    isDown: stops.size > 0,
    findings: [
      ...[...stops].map(([id, { why, hint }]) => {
        const channel = channels.find((one) => one.id === id)?.name ?? id;
        return deliveryFinding('D_STOPPED', { channel, why, hint });
      }),
      ...done
        .filter((delivery) => lastEvent(delivery).state === 'failed')
        .map(({ id, name, ...rest }) => {
          const { code, said } = lastEvent({ id, name, ...rest });
          const why = said === '' ? deliveryCodeWords(code) : said;
          return deliveryFinding('D_FAILED', { id, who: name, why });
        }),
      ...all
        .filter((delivery) => lastEvent(delivery).state === 'uncertain')
        .map(({ id, name }) => deliveryFinding('D_UNCERTAIN', { id, who: name })),
      ...[...lost].map(([channel, { length: count }]) =>
        deliveryFinding('D_NO_CHANNEL', { channel, count }),
      ),
    ],
  };
}

function later(moment: Moment, minutes: number): Moment {
  return momentOfEpoch(epochOfMoment(moment) + minutes * 60_000);
}
