/** The pause that a channel wants between two things sent through it. */
import { setTimeout as pause } from 'node:timers/promises';
import type { ChannelPlan, NotingChannel } from '../model/delivery.ts';

/** A channel of the plan, opened. */
export type Open = Readonly<{
  plan: Pick<ChannelPlan, 'id'>;
  channel: Pick<NotingChannel, 'pause'>;
}>;

/** Waits until a channel has had its pause since it was last used. */
export function pacing(): (open: Open) => Promise<void> {
  const used = new Map<string, number>();
  return async ({ plan: { id }, channel }) => {
    const due = (used.get(id) ?? -Infinity) + channel.pause * 1000;
    await pause(Math.max(0, due - performance.now()));
    used.set(id, performance.now());
  };
}
