/** Deliveries as lines for people. */
import { oneLine } from '../model/catalogue/catalogue.ts';
import { DELIVERY_STATE_WORDS, deliveryCodeWords } from '../model/catalogue/delivery.ts';
import { chineseMoment } from '../model/day.ts';
import { lastEvent, NOTED, type Delivery } from '../model/delivery.ts';
import type { Plan } from '../model/plan.ts';

/** 3　已送达　寿光市　政务邮箱　2007年6月8日09:00　《…》　250 OK. */
export function deliveryLine(delivery: Delivery, { delivery: { channels } }: Plan): string {
  const { id, name, channel, subject } = delivery;
  const { state, at, until, code, ...last } = lastEvent(delivery);
  // What a channel noted is for itself.
  const said = code === NOTED ? '' : last.said;
  const ours = state === 'pending' || said === '' ? deliveryCodeWords(code) : '';
  const why = [ours, said].filter((part) => part !== '').join(' ');
  return [
    String(id),
    DELIVERY_STATE_WORDS[state],
    oneLine(name),
    channels.find((one) => one.id === channel)?.name ?? channel,
    chineseMoment(at),
    oneLine(subject),
    ...(why === '' ? [] : [oneLine(why)]),
    ...(state === 'pending' && until !== null ? [`${chineseMoment(until)}以后再发`] : []),
  ].join('　');
}

/** What programs are told: all but the words of the mail. */
export function deliveryFields(delivery: Delivery): Readonly<Record<string, unknown>> {
  const { id, edition, reminder, period, channel, recipient, name, address, files, events } =
    delivery;
  const { state } = lastEvent(delivery);
  const of = { edition, reminder, period, channel, recipient, name, address };
  return { id, ...of, state, files, events };
}
