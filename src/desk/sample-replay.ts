/** Replays the sample's months through the real inbox, with the clock at each arrival's own moment. */
import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { epochOfMoment, momentAt } from '../model/day.ts';
import { formSheetOf, type FormSheet } from '../model/form.ts';
import type { Seal } from '../model/identity.ts';
import { addMonths, firstDay, type Month } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import type { Prefills } from '../model/prefill.ts';
import { Refusal } from '../model/refusal.ts';
import type { Arrival } from '../model/submission.ts';
import type { Inbox, World } from '../model/world.ts';
import { openFolder } from '../outside.ts';
import { formBytes, knownAt } from '../line/issuing.ts';
import { collect } from '../line/pipeline.ts';
import type { SampleEvent } from '../sample/sample.ts';

export type Replay = Readonly<{ plan: Plan; world: World; inbox: string }>;

/**
 * Sends each event's file through the inbox. An event's arrival is known in the ledger by the event's own key, so an
 * interrupted replay goes on with the first that is not there; other files in the inbox stay where they are.
 *
 * @returns what happened out of the ordinary, in words.
 */
export async function replay(
  events: readonly SampleEvent[],
  replay: Replay,
): Promise<readonly string[]> {
  const { plan, world } = replay;
  const done = await countRecorded(events, world);
  const seal = await world.seal();
  const known = knownBy(replay);
  for (const [index, event] of events.entries()) {
    if (index < done - 1) continue;
    const bytes = await bytesOf(event, events, { plan, seal, known });
    // The last one recorded may have been cut off before its file was put away.
    if (index >= done) await send(event, bytes, replay.inbox);
    else if (!(await isWaiting(event, bytes, replay.inbox))) continue;
    await take(event, replay);
    replay.world.progress('收报（示例）', index + 1, events.length);
  }
  return events.flatMap((event) => (event.story === undefined ? [] : [event.story]));
}

async function countRecorded(events: readonly SampleEvent[], { ledger }: World): Promise<number> {
  for (const [index, event] of events.entries()) {
    if ((await ledger.receiptOf(arrivalKey(event))) === null) return index;
  }
  return events.length;
}

function arrivalKey({ key }: SampleEvent): string {
  return `sample/${key}`;
}

/** Puts the event's file into the inbox, at the event's own time. */
async function send(event: SampleEvent, bytes: Uint8Array, inbox: string): Promise<void> {
  const path = await openFolder(inbox).putNew(event.fileName, bytes);
  if (path === null) {
    const message = `收件箱里有一份“${event.fileName}”，与示例的文件重名，不能覆盖。`;
    const hint = '请先把它移到别处，再运行示例。';
    throw new Refusal('notAllowed', 'sample-name-taken', { message, hint });
  }
  const seconds = secondsOf(event);
  await utimes(path, seconds, seconds);
}

async function isWaiting(event: SampleEvent, bytes: Uint8Array, inbox: string): Promise<boolean> {
  if (!(await openFolder(inbox).holds(event.fileName, bytes))) return false;
  return (await stat(join(inbox, event.fileName))).mtimeMs === secondsOf(event) * 1000;
}

function secondsOf({ at }: SampleEvent): number {
  return epochOfMoment(at) / 1000;
}

/** Collects the event's file and nothing else, with the clock at its moment. */
async function take(event: SampleEvent, { plan, world }: Replay): Promise<void> {
  const inbox = onlyOf(world.inbox, event);
  await collect(plan, { ...world, inbox, now: () => event.at, progress: () => undefined });
}

/** The inbox with the event's file alone, known by the event's key; put away by its own. */
function onlyOf(inbox: Inbox, event: SampleEvent): Inbox {
  const own = new Map<string, Arrival>();
  const itself = (arrival: Arrival): Arrival => own.get(arrival.key) ?? arrival;
  return {
    ...inbox,
    async *arrivals(at) {
      for await (const arrival of inbox.arrivals(at)) {
        if (arrival.fileName !== event.fileName) continue;
        own.set(arrivalKey(event), arrival);
        yield { ...arrival, key: arrivalKey(event) };
      }
    },
    waiting: () => Promise.resolve(1),
    isFresh: (arrival) => inbox.isFresh(itself(arrival)),
    settle: (arrival, ...answer) => inbox.settle(itself(arrival), ...answer),
  };
}

type Making = Readonly<{
  plan: Plan;
  seal: Seal;
  /** What a month's forms tell, as it was known when the month ended: the same whenever they are made. */
  known: (sheet: FormSheet) => Promise<Prefills>;
}>;

function knownBy({ plan, world }: Replay): Making['known'] {
  const made = new Map<Month, ReturnType<typeof knownAt>>();
  return async (sheet) => {
    const { period } = sheet;
    const at = momentAt(firstDay(addMonths(period, 1)), '00:00');
    const known = made.get(period) ?? knownAt(period, plan, world, at);
    made.set(period, known);
    return (await known)(sheet);
  };
}

/** The workbook of an event, filled before it is written; a re-send has the bytes of the event it repeats. */
async function bytesOf(
  event: SampleEvent,
  events: readonly SampleEvent[],
  { plan, seal, known }: Making,
): Promise<Uint8Array> {
  const origin = 'resends' in event ? events.find(({ key }) => key === event.resends) : event;
  if (origin === undefined || 'resends' in origin) {
    throw new Error(`the sample event ${event.key} repeats none that was filled`);
  }
  const unit = plan.units.find(({ id }) => id === origin.unit);
  const sheet = unit === undefined ? null : formSheetOf(plan, unit, origin.period);
  if (sheet === null) throw new Error(`the sample event ${event.key} names no form of the plan`);
  const prefills = await known(sheet);
  return formBytes(sheet, plan, { seal, filling: origin.filling, prefills });
}
