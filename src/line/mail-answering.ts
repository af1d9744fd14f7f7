/** The one answer that a mail gets: that it may go out is a row first, so that none goes out twice. */
import { MAIL_WORDS, mailFinding, markedName } from '../model/catalogue/mailbox.ts';
import { oneLine } from '../model/catalogue/catalogue.ts';
import {
  ClaimLost,
  MAIL_ADDRESS,
  type Channel,
  type Parcel,
  type Verdict,
} from '../model/delivery.ts';
import type { Finding } from '../model/finding.ts';
import type { AnswerState, Mail, MailboxPlan } from '../model/mailbox.ts';
import type { Period } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { sha256Of } from '../model/sha256.ts';
import type { World } from '../model/world.ts';
import { pacing } from './pacing.ts';

/** @property isGood whether nothing has to be done again. */
export type Answer = Readonly<{
  texts: readonly string[];
  marked: readonly Readonly<{ number: number; bytes: Uint8Array }>[];
  isGood: boolean;
}>;

/** @returns what is to be told of it; `later` when it could not go out yet; null for nothing. */
export type Answering = (mail: Mail, answer: Answer) => Promise<Finding | 'later' | null>;

/** Opens the channel that answers go by. One that cannot be opened leaves the mails where they are. */
export async function answering(
  mailbox: MailboxPlan,
  plan: Plan,
  world: World,
): Promise<Answering> {
  const of = plan.delivery.channels.find(({ id }) => id === mailbox.answers);
  if (of?.kind !== 'smtp') return () => Promise.resolve(null);
  const own = [of.sender, mailbox.user].map((address) => address.toLowerCase());
  const paced = pacing();
  let channel = await opened(() => world.channel(of));
  return async (mail, answer) => {
    const address = mail.sender ?? '';
    if (mail.isAutomatic || own.includes(address) || !MAIL_ADDRESS.test(address)) return null;
    const steps = await world.ledger.answerSteps(mail.key);
    const last = steps.at(-1)?.state;
    if (last === 'final-dot') await step('uncertain', 'no-answer', '');
    if (last !== undefined) return null;
    if (channel === null) return 'later';
    await paced({ plan: of, channel });
    return sent(channel, parcelOf(mail, answer, of.id, world));

    async function step(state: AnswerState, code: string, said: string): Promise<void> {
      const held = await world.ledger.answerSteps(mail.key);
      const next = { mail: mail.key, step: held.length + 1, at: world.now() };
      const isOurs = await world.ledger.appendAnswerStep({ ...next, state, address, code, said });
      if (!isOurs) throw new ClaimLost(`the answer to ${mail.key} is another's`);
      world.log('mail-answer', { mail: mail.key, state, code });
    }

    async function sent(by: Channel, parcel: Parcel): Promise<Finding | 'later' | null> {
      const finalDot = (): Promise<void> => step('final-dot', '', '');
      const verdict = await unlessAnothers(by.send(parcel, { finalDot, reached: () => undefined }));
      if (verdict === null) return 'later';
      const { code, said } = verdict;
      // It would meet the answers to all other mails too: they wait for the next round.
      if (verdict.state === 'stopped') channel = null;
      if (verdict.state === 'retry' || verdict.state === 'stopped') {
        world.log('mail-answer', { mail: mail.key, state: verdict.state, code });
        if ((await world.ledger.answerSteps(mail.key)).length === 0) return 'later';
        await step('failed', code, said);
        return unanswered();
      }
      await step(verdict.state, code, said);
      return verdict.state === 'sent' ? null : unanswered();

      function unanswered(): Finding {
        return mailFinding('M_UNANSWERED', { sender: address, why: said === '' ? code : said });
      }
    }
  };
}

/** Null where another process is answering the same mail. */
async function unlessAnothers(sending: Promise<Verdict>): Promise<Verdict | null> {
  try {
    return await sending;
  } catch (error) {
    if (error instanceof ClaimLost) return null;
    throw error;
  }
}

/** Null where its secrets are at fault: `deliver` tells that. */
async function opened(open: () => Promise<Channel>): Promise<Channel | null> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** As a delivery of no edition: the channel needs to know no other kind. */
function parcelOf(
  { key, sender, subject, messageId }: Mail,
  { texts, marked }: Answer,
  channel: string,
  { now }: World,
): Parcel {
  const address = sender ?? '';
  const files = marked.map(({ number, bytes }) => ({
    name: markedName(number),
    sha256: sha256Of(bytes),
    bytes,
  }));
  const at = now();
  return {
    files,
    answers: messageId,
    delivery: {
      id: 0,
      edition: 0,
      reminder: null,
      period: '' as Period,
      channel,
      recipient: key,
      name: '',
      address,
      subject: MAIL_WORDS.subject(oneLine(subject)),
      text: [...texts, MAIL_WORDS.foot].join('\n\n'),
      files,
      classification: '',
      events: [{ state: 'pending', at, until: null, worker: '', code: '', said: '' }],
    },
  };
}
