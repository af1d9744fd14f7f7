/** Replays the sample's months through the real inbox, with the clock at each arrival's own moment. */
import { mkdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { epochOfMoment } from '../model/day.ts';
import { formSheetOf } from '../model/form.ts';
import { SAMPLE_MARK } from '../model/identity.ts';
import type { Plan } from '../model/plan.ts';
import type { World } from '../model/world.ts';
import { collect, formBytes } from '../pipeline.ts';
import { writeWhole } from '../publish/folder.ts';
import type { SampleEvent } from '../sample/sample.ts';

export type Replay = Readonly<{ plan: Plan; world: World; inbox: string }>;

/**
 * Sends each event's file through the inbox. Each event is one arrival and they come in order, so the ledger's count
 * of arrivals says where an interrupted replay stopped.
 *
 * @returns what happened out of the ordinary, in words.
 */
export async function replay(
  events: readonly SampleEvent[],
  { plan, world, inbox }: Replay,
): Promise<readonly string[]> {
  const done = await world.ledger.arrivalCount();
  await mkdir(inbox, { recursive: true });
  const quiet = { ...world, progress: (): void => undefined };
  for (const [index, event] of events.entries()) {
    if (index < done) continue;
    const path = join(inbox, event.fileName);
    await writeWhole(path, await bytesOf(event, events, plan));
    const seconds = epochOfMoment(event.at) / 1000;
    await utimes(path, seconds, seconds);
    await collect(plan, { ...quiet, now: () => event.at });
    world.progress('收报（示例）', index + 1, events.length);
  }
  return events.flatMap((event) => (event.story === undefined ? [] : [event.story]));
}

/** The workbook of an event, filled before it is written; a re-send has the bytes of the event it repeats. */
async function bytesOf(
  event: SampleEvent,
  events: readonly SampleEvent[],
  plan: Plan,
): Promise<Uint8Array> {
  const origin = 'resends' in event ? events.find(({ key }) => key === event.resends) : event;
  if (origin === undefined || 'resends' in origin) {
    throw new Error(`the sample event ${event.key} repeats none that was filled`);
  }
  const unit = plan.units.find(({ id }) => id === origin.unit);
  const sheet = unit === undefined ? null : formSheetOf(plan, unit, origin.period);
  if (sheet === null) throw new Error(`the sample event ${event.key} names no form of the plan`);
  return formBytes(sheet, plan, { mark: SAMPLE_MARK, filling: origin.filling });
}
