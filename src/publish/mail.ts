/** One mail: the same delivery gives the same bytes and the same Message-ID whenever it is sent. */
import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { epochOfMoment } from '../model/day.ts';
import type { Delivery, MailPlan, Parcel } from '../model/delivery.ts';

/** `id` is the envelope's (ENVID): what a bounce names. */
export type Mail = Readonly<{ id: string; bytes: Buffer }>;

/** Names the delivery to whoever receives it twice, without saying what it is. */
function mailId({ edition, reminder, channel, recipient }: Delivery): string {
  const document = edition === null ? `reminder ${String(reminder)}` : String(edition);
  const of = [document, channel, recipient].join('\n');
  return createHash('sha256').update(of).digest('hex').slice(0, 32);
}

export async function mailOf(plan: MailPlan, { delivery, files }: Parcel): Promise<Mail> {
  const id = mailId(delivery);
  const domain = plan.sender.slice(plan.sender.indexOf('@') + 1);
  const enqueued = delivery.events[0]?.at;
  const composer = new MailComposer({
    from: { name: plan.senderName, address: plan.sender },
    to: { name: delivery.name, address: delivery.address },
    subject: delivery.subject,
    text: delivery.text,
    messageId: `<${id}.tongbao@${domain}>`,
    ...(enqueued === undefined ? {} : { date: new Date(epochOfMoment(enqueued)) }),
    // No rule of a mailbox answers what a program has sent.
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: files.map(({ name, bytes }) => ({ filename: name, content: Buffer.from(bytes) })),
    baseBoundary: id,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { id, bytes: await composer.compile().build() };
}
