/** One mail: the same delivery gives the same bytes and the same Message-ID whenever it is sent. */
import MailComposer from 'nodemailer/lib/mail-composer';
import { epochOfMoment } from '../model/day.ts';
import { mailId, type MailPlan, type Parcel } from '../model/delivery.ts';

/** A foreign mail's name for itself, which goes into our own header, where it is one (RFC 5322) and no longer than a line. */
const MESSAGE_ID = /^<[!-;=?-~]{1,250}>$/;

/** `id` is the envelope's (ENVID): what a bounce names. */
export type Mail = Readonly<{ id: string; bytes: Buffer }>;

export async function mailOf(plan: MailPlan, { delivery, files, answers }: Parcel): Promise<Mail> {
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
    headers: { 'Auto-Submitted': answers === undefined ? 'auto-generated' : 'auto-replied' },
    ...(MESSAGE_ID.test(answers ?? '') ? { inReplyTo: answers, references: answers } : {}),
    attachments: files.map(({ name, bytes }) => ({ filename: name, content: Buffer.from(bytes) })),
    baseBoundary: id,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { id, bytes: await composer.compile().build() };
}
