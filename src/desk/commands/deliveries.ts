/** `tongbao deliveries`: who got what, when, through what, with which result. */
import { EXIT } from '../../model/refusal.ts';
import { periodOption } from '../arguments.ts';
import { deliveryFields, deliveryLine } from '../delivery-lines.ts';
import { documentOf, type Command } from '../command.ts';

export const deliveriesCommand: Command = {
  name: 'deliveries',
  usage: 'deliveries [--period 2007-05]',
  summary: '通报和催报发给了谁、什么时候、通过什么渠道、结果怎样',
  alone: false,
  async answer({ given, plan, world }) {
    const period = given.options.has('period') ? periodOption(given) : undefined;
    const deliveries = await world.ledger.deliveries(period);
    const lines = deliveries.map((delivery) => deliveryLine(delivery, plan));
    return {
      document: documentOf('deliveries', { deliveries: deliveries.map(deliveryFields) }),
      text: lines.length === 0 ? '还没有要发送的通报和催报。' : lines.join('\n'),
      exit: EXIT.done,
    };
  },
};
