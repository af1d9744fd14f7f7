/** `tongbao deliver`: sends what was released and waits. */
import { EXIT } from '../../model/refusal.ts';
import { deliver } from '../../signature/delivering.ts';
import { deliveryFields, deliveryLine } from '../delivery-lines.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';

export const deliverCommand: Command = {
  name: 'deliver',
  usage: 'deliver',
  summary: '把已印发的通报和催报按方案发给各单位和其他收件方；没有发成的留着，下次再发',
  alone: true,
  duties: ['release'],
  answer,
};

async function answer({ plan, world }: Desk): Promise<Answer> {
  const { done, waiting, isDown, findings } = await deliver(plan, world, world.run);
  const lines = done.map((delivery) => deliveryLine(delivery, plan));
  const rest = waiting === 0 ? [] : [`还有 ${String(waiting)} 件没有发完，稍后请再运行一次。`];
  const none = lines.length + rest.length === 0 ? ['没有等候发送的通报和催报。'] : [];
  const down = isDown ? EXIT.outsideDown : EXIT.tryAgain;
  return {
    document: documentOf('deliver', { done: done.map(deliveryFields), waiting, findings }),
    text: [...lines, ...rest, ...none].join('\n'),
    exit: waiting === 0 ? EXIT.done : down,
    remarks: findings,
  };
}
