/** `tongbao deliveries resend`: one delivery is sent anew, because somebody says so. */
import { EXIT, Refusal } from '../../model/refusal.ts';
import type { Arguments } from '../arguments.ts';
import { deliveryFields, deliveryLine } from '../delivery-lines.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';

export const deliveriesResendCommand: Command = {
  name: 'deliveries',
  word: 'resend',
  words: 1,
  usage: 'deliveries resend 3',
  summary: '人工重发一件：号码见 deliveries；记入操作记录，下次 deliver 时发出',
  alone: true,
  duties: ['release'],
  asks({ given }) {
    numberIn(given);
  },
  answer,
};

/** @throws Refusal `usage` for what is no number. */
function numberIn({ words: [, text = ''] }: Arguments): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  const message = text === '' ? '没有写明重发哪一件。' : `“${text}”不是一件的号码。`;
  const hint = '号码在 npx tongbao deliveries 每一行的开头，如 npx tongbao deliveries resend 3。';
  throw new Refusal('usage', 'usage-delivery', { message, hint });
}

async function answer({ given, plan, world }: Desk): Promise<Answer> {
  const id = numberIn(given);
  const by = { at: world.now(), worker: world.run, who: world.who, code: 'by-hand' } as const;
  const delivery = await world.ledger.resendDelivery(id, by);
  if (delivery === null) {
    throw new Refusal('notAllowed', 'delivery-not-resendable', {
      message: `没有第 ${String(id)} 件，或者它正在发送、已经不再发送，不能重发。`,
      hint: '请用 npx tongbao deliveries 查看各件的情况；正在发送的，等十分钟再看。',
    });
  }
  return {
    document: documentOf('deliveries-resend', { delivery: deliveryFields(delivery) }),
    text: deliveryLine(delivery, plan),
    exit: EXIT.done,
  };
}
