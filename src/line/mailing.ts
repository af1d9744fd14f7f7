/** Mail in: reports taken out of the mailbox and answered once each, bounces read back into the deliveries. */
import {
  ASIDE_WORDS,
  MAIL_FOLDERS,
  MAIL_WORDS,
  mailFinding,
  MOST_PARTS,
} from '../model/catalogue/mailbox.ts';
import { STEP_WORDS } from '../model/catalogue/words.ts';
import { lastEvent, mailId, type Delivery } from '../model/delivery.ts';
import type { Moment } from '../model/day.ts';
import type { Finding } from '../model/finding.ts';
import type { Bounce, Mail, Mailbox, MailboxPlan, MailPart, MailPlace } from '../model/mailbox.ts';
import type { OrgUnitId, Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import type { Receipt } from '../model/submission.ts';
import type { World } from '../model/world.ts';
import { MOST_BYTES } from '../intake/taken-bytes.ts';
import { answering, type Answer, type Answering } from './mail-answering.ts';
import { received, type Answered, type Collected } from './receiving.ts';

/** Takes what lies in the mailbox, where the plan has one. */
export async function collectMails(
  plan: Plan,
  world: World,
  begun = world.now(),
): Promise<Collected> {
  const { mailbox } = plan.delivery;
  const receipts: Receipt[] = [];
  const findings: Finding[] = [];
  if (mailbox === undefined) return { receipts, isDown: false, findings };
  try {
    const open = await world.mailbox(mailbox);
    try {
      await takeMails({ open, mailbox, plan, world, begun, receipts, findings });
    } finally {
      await open.close();
    }
    return { receipts, isDown: false, findings };
  } catch (error) {
    if (!(error instanceof Refusal) || !isOfMailbox(error)) throw error;
    world.log('mailbox-down', { why: error.message });
    const { message: why, hint } = error;
    const down = mailFinding('M_UNREACHED', { why, hint });
    return { receipts, isDown: true, findings: [...findings, down] };
  }
}

function isOfMailbox({ code }: Refusal): boolean {
  return ['mailbox-down', 'secret-lacking', 'secrets-open', 'secrets-form'].includes(code);
}

/** @property begun when the whole round of collecting began: a mail that lies there then came no later. */
type Round = Readonly<{
  open: Mailbox;
  mailbox: MailboxPlan;
  plan: Plan;
  world: World;
  begun: Moment;
  receipts: Receipt[];
  findings: Finding[];
}>;

async function takeMails(round: Round): Promise<void> {
  const { open, plan, world, mailbox, findings } = round;
  const answer = await answering(mailbox, plan, world);
  for await (const mail of open.mails()) await takeMail(mail, answer, round);
  const count = await open.asideCount();
  if (count > 0) findings.push(mailFinding('M_ASIDE_LEFT', { count }));
}

async function takeMail(mail: Mail, answer: Answering, round: Round): Promise<void> {
  const { world, findings, plan } = round;
  if (mail.bounce !== null) {
    if (mail.bounce !== 'other') await noteBounce(mail.bounce, round);
    await moved(mail, 'done', round);
    return;
  }
  const why = reasonAside(mail, round);
  if (why !== null) {
    world.log('mail-aside', { mail: mail.key, sender: mail.sender, why });
    await moved(mail, 'aside', round);
    const { subject, sender } = mail;
    findings.push(mailFinding('M_ASIDE', { sender: sender ?? '', subject, why: ASIDE_WORDS[why] }));
    return;
  }
  const answered: Answered[] = [];
  for (const part of isTooMany(mail) ? [] : mail.parts.filter(isSmall)) {
    const one = await received(await arrivalOf(mail, part, round), plan, world);
    if (one === null) continue;
    answered.push(one);
    round.receipts.push(one.receipt);
    world.progress(STEP_WORDS.collect, round.receipts.length, null);
  }
  const reply = replyOf(mail, answered);
  const told = await answer(mail, reply);
  if (told === 'later') return;
  if (told !== null) findings.push(told);
  await moved(mail, reply.isGood ? 'done' : 'returned', round);
}

/** One that stays where it lies is met again, and keeps no other waiting. */
async function moved(
  mail: Mail,
  place: MailPlace,
  { open, world, findings }: Round,
): Promise<void> {
  if (await open.move(mail, place)) return;
  world.log('mail-unmoved', { mail: mail.key, place });
  const { subject, sender } = mail;
  const folder = MAIL_FOLDERS[place];
  findings.push(mailFinding('M_UNMOVED', { sender: sender ?? '', subject, folder }));
}

function isTooMany({ parts }: Mail): boolean {
  return parts.length > MOST_PARTS;
}

function isSmall({ size }: MailPart): boolean {
  return size <= MOST_BYTES;
}

/** The mail's key and the part's number name the arrival: met again after a crash, it is the same. */
async function arrivalOf(mail: Mail, part: MailPart, { open, plan, mailbox, begun }: Round) {
  const address = mail.sender ?? '';
  return {
    key: `${mail.key}/${part.part}`,
    ...(await open.taken(mail, part)),
    channel: 'mail',
    fileName: part.fileName,
    at: begun,
    sender: { address, units: mayWrite(address, mailbox) ? null : unitsOf(address, plan) },
  };
}

function mayWrite(address: string, { senders }: MailboxPlan): boolean {
  return senders.some((sender) => sender.toLowerCase() === address);
}

function unitsOf(address: string, { units }: Plan): readonly OrgUnitId[] {
  return units.filter(({ contact }) => contact.mail?.toLowerCase() === address).map(({ id }) => id);
}

/** Why a person has to look at it first; null where its sender may report, and is who he says. */
function reasonAside(mail: Mail, { mailbox, plan }: Round): keyof typeof ASIDE_WORDS | null {
  const { sender, isVouched } = mail;
  if (sender === null) return 'sender';
  if (!mayWrite(sender, mailbox) && unitsOf(sender, plan).length === 0) return 'unknown';
  if (!isVouched) return 'forged';
  const isWords = mail.answersOurs && mail.parts.length === 0 && !mail.isPacked;
  return isWords && !mail.isAutomatic ? 'reply' : null;
}

/** What goes back: the receipts, and what to do about that which could not be taken at all. */
function replyOf(mail: Mail, answered: readonly Answered[]): Answer {
  const large = isTooMany(mail) ? [] : mail.parts.filter((part) => !isSmall(part));
  const advice = [
    ...(isTooMany(mail) ? [MAIL_WORDS.tooMany(mail.parts.length)] : []),
    ...large.map(({ fileName }) => MAIL_WORDS.tooLarge(fileName)),
    ...(mail.isPacked ? [MAIL_WORDS.packed] : []),
  ];
  const isEmpty = answered.length + advice.length === 0;
  return {
    texts: [
      ...answered.map(({ text }) => text),
      ...advice,
      ...(isEmpty ? [MAIL_WORDS.noAttachment] : []),
    ],
    marked: answered.flatMap(({ receipt: { number }, marked }) =>
      marked === undefined ? [] : [{ number, bytes: marked }],
    ),
    isGood:
      answered.length > 0 &&
      advice.length === 0 &&
      answered.every(({ receipt }) => receipt.outcome !== 'returned'),
  };
}

/** Only what was really sent to that recipient can bounce, whoever wrote the report. */
async function noteBounce(bounce: Bounce, { world, findings }: Round): Promise<void> {
  const found = (await world.ledger.deliveries()).find((one) => isOf(bounce, one));
  world.log('bounce', { id: bounce.id, delivery: found?.id ?? null });
  if (found === undefined) return;
  const said = bounce.said.replace(/\s+/g, ' ');
  const event = { state: 'bounced', code: bounce.code, said, until: null } as const;
  const turn = { delivery: found, step: found.events.length };
  const settled = await world.ledger.settleDelivery(turn, {
    ...event,
    at: world.now(),
    worker: 'mailbox',
  });
  if (settled === null) return;
  const why = said === '' ? bounce.code : said;
  findings.push(mailFinding('M_BOUNCED', { id: found.id, who: found.name, why }));
}

function isOf({ id, recipients }: Bounce, delivery: Delivery): boolean {
  return (
    ['sent', 'uncertain'].includes(lastEvent(delivery).state) &&
    mailId(delivery) === id &&
    recipients.includes(delivery.address.toLowerCase())
  );
}
