/** The mailbox that reports come into, as the plan says it, and the mails that lie there. */
import type { Moment } from './day.ts';

/**
 * @property folder where mails come in: `INBOX`.
 * @property ca a file of PEM certificates to trust besides the well-known ones; empty for none.
 * @property answers id of the channel of mail that answers go out by; empty where none are sent.
 * @property internal whether the server takes mail of the office's own network only, so that a sender's name is believed.
 * @property authserv the server whose `Authentication-Results` are believed; empty for none.
 * @property senders who may write besides the units' own addresses, for whichever unit.
 */
export type MailboxPlan = Readonly<{
  host: string;
  port: number;
  security: 'tls' | 'starttls';
  user: string;
  folder: string;
  ca: string;
  answers: string;
  internal: boolean;
  authserv: string;
  senders: readonly string[];
}>;

/** @property size bytes as far as the server tells; @property part its number in the mail (IMAP): `2`, `1.2`. */
export type MailPart = Readonly<{ part: string; fileName: string; size: number }>;

/** That a mail of ours did not arrive: `id` is its envelope's, or what its Message-ID begins with. */
export type Bounce = Readonly<{
  id: string;
  recipients: readonly string[];
  /** As `5.1.1`. */
  code: string;
  said: string;
}>;

/**
 * One mail.
 *
 * @property key names it for good: server, user, UIDVALIDITY, UID.
 * @property sender the one address it says it is from, in small letters; null for none or several.
 * @property isVouched whether the server vouches for that sender.
 * @property isAutomatic sent by a program or a list: never answered.
 * @property answersOurs whether it is written in answer to a mail of ours.
 * @property bounce what it says of a mail of ours; `other` for a report that says of none that it failed; null for all else.
 * @property parts what could be a workbook, in order.
 * @property isPacked whether its attachments lie in a winmail.dat.
 */
export type Mail = Readonly<{
  key: string;
  uid: number;
  sender: string | null;
  isVouched: boolean;
  isAutomatic: boolean;
  answersOurs: boolean;
  messageId: string;
  subject: string;
  bounce: Bounce | 'other' | null;
  parts: readonly MailPart[];
  isPacked: boolean;
}>;

/** Where a mail is put: what was taken, what its sender has to do again, what a person has to look at. */
export type MailPlace = 'done' | 'returned' | 'aside';

/** An opened mailbox. All of it throws Refusal `outsideDown` when the server fails it. */
export type Mailbox = Readonly<{
  /** The mails that lie there now, oldest first. */
  mails(): AsyncIterable<Mail>;
  /** A part's bytes, decoded. */
  taken(mail: Mail, part: MailPart): Promise<Readonly<{ bytes: Uint8Array; sha256: string }>>;
  /** False where the server would not: it is full, or the folder is gone. */
  move(mail: Mail, place: MailPlace): Promise<boolean>;
  /** How many mails a person has to look at. */
  asideCount(): Promise<number>;
  close(): Promise<void>;
}>;

/** @throws Refusal `outsideDown` when it cannot be reached, `notAllowed` when its password is lacking or lies open. */
export type OpenMailbox = (plan: MailboxPlan) => Promise<Mailbox>;

/** What has become of an answer; `final-dot` without more: nobody knows, and it is not sent again. */
export type AnswerState = 'final-dot' | 'sent' | 'failed' | 'uncertain';

/** @property mail the mail's key; @property code, `said` the peer's own. */
export type AnswerStep = Readonly<{
  mail: string;
  step: number;
  state: AnswerState;
  at: Moment;
  address: string;
  code: string;
  said: string;
}>;
