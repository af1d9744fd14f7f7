/** The channels that something waits for, opened before anything is claimed for them; and what stops one. */
import { stoppedHint } from '../model/catalogue/delivery.ts';
import { isOfAccount } from '../model/catalogue/google.ts';
import type { ChannelPlan, NotingChannel, Verdict } from '../model/delivery.ts';
import { errorCode } from '../model/error-code.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import type { World } from '../model/world.ts';

export type Open = Readonly<{ plan: ChannelPlan; channel: NotingChannel }>;

/** A channel that did not work, and what it said. */
export type Stop = Readonly<{ code: string; why: string; hint: string }>;

/**
 * @param needed ids of channels. @param stops takes those that cannot be opened.
 * @throws what is not one channel's alone: secrets that lie open.
 */
export async function openChannels(
  plan: Plan,
  world: Pick<World, 'channel' | 'google'>,
  { needed, stops }: Readonly<{ needed: ReadonlySet<string>; stops: Map<string, Stop> }>,
): Promise<ReadonlyMap<string, Open>> {
  const open = new Map<string, Open>();
  for (const of of plan.delivery.channels.filter(({ id }) => needed.has(id))) {
    try {
      open.set(of.id, { plan: of, channel: await opened(of, plan, world) });
    } catch (error) {
      stops.set(of.id, openingStop(error, of));
    }
  }
  return open;
}

async function opened(
  of: ChannelPlan,
  { google }: Plan,
  world: Pick<World, 'channel' | 'google'>,
): Promise<NotingChannel> {
  if (of.kind !== 'drive') return world.channel(of);
  if (google === null) throw new Error(`the plan has no account for channel ${of.id}`);
  return (await world.google(google)).channel(of);
}

/** @throws the error itself when it is not this channel's alone. */
function openingStop(error: unknown, { kind }: ChannelPlan): Stop {
  if (error instanceof Refusal && (error.code === 'secret-lacking' || isOfAccount(error))) {
    return { code: error.code, why: error.message, hint: error.hint };
  }
  const code = errorCode(error);
  if (error instanceof Refusal || code === '') throw error;
  return { code, why: code, hint: stoppedHint(kind, code) };
}

/** What an attempt says of its channel. */
export function stopOf({ code, said }: Verdict, { kind }: ChannelPlan): Stop {
  return { code, why: said === '' ? code : said, hint: stoppedHint(kind, code) };
}
