/** Deliveries (送达): one signed document, or one reminder, to one recipient through one channel, and what became of it. */
import type { Moment } from './day.ts';
import type { MailboxPlan } from './mailbox.ts';
import type { Period } from './period.ts';
import { sha256Of } from './sha256.ts';

export type ChannelKind = 'folder' | 'smtp' | 'wecom' | 'dingtalk' | 'feishu' | 'drive';

/** 密级 or 内部; empty for what may go everywhere. */
export type Classification = '' | '内部' | '秘密' | '机密' | '绝密';

type ChannelBase = Readonly<{
  id: string;
  name: string;
  /** What else than unmarked documents it may carry. */
  allows: readonly Classification[];
}>;

/** @property folder below the home, or from the root. */
type FolderPlan = ChannelBase & Readonly<{ kind: 'folder'; folder: string }>;

/**
 * @property user empty for a server that asks for no password.
 * @property ca a file of PEM certificates to trust besides the well-known ones; empty for none.
 * @property pause seconds between two mails.
 */
export type MailPlan = ChannelBase &
  Readonly<{
    kind: 'smtp';
    host: string;
    port: number;
    security: 'tls' | 'starttls';
    user: string;
    sender: string;
    senderName: string;
    ca: string;
    pause: number;
  }>;

/** @property base the address that its paths begin with, without the key: `https://qyapi.weixin.qq.com`. */
export type RobotPlan = ChannelBase &
  Readonly<{ kind: 'wecom' | 'dingtalk' | 'feishu'; base: string; pause: number }>;

/** @property driveFolder the id that Google knows the folder by; whoever may look into it sees all that lies there. */
export type DrivePlan = ChannelBase & Readonly<{ kind: 'drive'; driveFolder: string }>;

/** A channel that is opened with its own secrets, if it has any. */
type OwnChannelPlan = FolderPlan | MailPlan | RobotPlan;

/** A channel as the plan says it, without its secrets. */
export type ChannelPlan = OwnChannelPlan | DrivePlan;

/** Who gets the bulletin besides the units. `mail` for channels of mail alone. */
type FurtherRecipient = Readonly<{
  name: string;
  channels: readonly string[];
  mail?: string;
}>;

/** Whom the plan delivers to, and through what. */
export type DeliveryPlan = Readonly<{
  channels: readonly ChannelPlan[];
  /** Ids of the channels that every unit gets the bulletin and its own slip through. */
  units: readonly string[];
  recipients: readonly FurtherRecipient[];
  /** What is done with a delivery of which nobody knows whether it arrived. */
  uncertain: 'hold' | 'resend';
  classification: Classification;
  /** Periods that are marked otherwise. */
  classified: readonly Readonly<{ period: Period; classification: Classification }>[];
  /** Where reports come in by mail; absent where none do. */
  mailbox?: MailboxPlan;
}>;

/** What a recipient's channel is asked to take, as it was frozen when the document was given out. */
export type NewDelivery = Readonly<{
  period: Period;
  channel: string;
  /** `unit:ID`, or `other:NAME`: once a document and channel. */
  recipient: string;
  name: string;
  /** A mail address, or the name of a folder; empty for a group. */
  address: string;
  subject: string;
  text: string;
  /** The frozen files, the bulletin first; none of a reminder that is a mail. */
  files: readonly DeliveredFile[];
  classification: Classification;
}>;

export type DeliveredFile = Readonly<{ name: string; sha256: string }>;

export const DELIVERY_STATES = [
  'pending',
  'claimed',
  'final-dot',
  'sent',
  'failed',
  'uncertain',
  'bounced',
  'superseded',
] as const;

/** `final-dot`: what completes it may have gone out, so that only an answer tells whether it arrived. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/**
 * @property until of `pending` not before, of `claimed` and `final-dot` the end of the lease; null where there is none.
 * @property worker the run that did it.
 * @property code why: a word of ours (`queued`, `retry`, `channel`, `policy`, `by-hand` of `pending`), or the peer's own code.
 * @property said the peer's own words, as one line without secrets; empty for none.
 */
export type DeliveryEvent = Readonly<{
  state: DeliveryState;
  at: Moment;
  until: Moment | null;
  worker: string;
  code: string;
  said: string;
}>;

/**
 * Of an edition or of a reminder: the number of one of the two, the other null. `events`: all that happened to it, the first
 * that it was enqueued.
 */
export type Delivery = NewDelivery &
  Readonly<{
    id: number;
    edition: number | null;
    reminder: number | null;
    events: readonly DeliveryEvent[];
  }>;

/** A turn at one delivery: `step` is its number of events, so that whoever lost the turn can add none. */
export type Claim = Readonly<{ delivery: Delivery; step: number }>;

/** The event that gives a delivery its state. @throws Error for a delivery without events, which none is. */
export function lastEvent({ events, id }: Delivery): DeliveryEvent {
  const last = events.at(-1);
  if (last === undefined) throw new Error(`delivery ${String(id)} has no event`);
  return last;
}

/** What earlier attempts noted, the oldest first. */
export function notesOf({ events }: Delivery): readonly string[] {
  return events.filter(({ code }) => code === NOTED).map(({ said }) => said);
}

/** Names the delivery to whoever receives it twice, and to whom it bounces, without saying what it is. */
export function mailId({
  edition,
  reminder,
  channel,
  recipient,
}: Pick<Delivery, 'edition' | 'reminder' | 'channel' | 'recipient'>): string {
  const document = edition === null ? `reminder ${String(reminder)}` : String(edition);
  const of = [document, channel, recipient].join('\n');
  return sha256Of(of).slice(0, 32);
}

/** What is sent: the delivery's files, in its order. `answers`: the Message-ID of the mail that this one answers by itself. */
export type Parcel = Readonly<{
  delivery: Delivery;
  files: readonly ParcelFile[];
  answers?: string;
}>;

export type ParcelFile = DeliveredFile & Readonly<{ bytes: Uint8Array }>;

/**
 * What a channel says of one attempt.
 *
 * `retry`: certainly not taken, and may be later (`minutes` at least, where the peer is known to want a pause; `once`
 * where a second refusal is final). `stopped`: certainly not taken, for a reason that is the channel's and would meet
 * every other recipient too.
 */
export type Verdict = Readonly<{ code: string; said: string }> &
  (
    | Readonly<{ state: 'sent' | 'failed' | 'uncertain' | 'stopped' }>
    | Readonly<{ state: 'retry'; minutes?: number; once?: boolean }>
  );

/** The code of an event in which a channel keeps a word for its next attempt at the same delivery. */
export const NOTED = 'noted';

/** What a channel tells while it works. */
export type Steps = Readonly<{
  /** To be awaited before what completes the delivery goes out. @throws ClaimLost when it may not go out any more. */
  finalDot(): Promise<void>;
  /** A named point of the way, for the log. */
  reached(point: string): void;
}>;

/** Steps of a channel that needs to know later what it was about to do. */
type NotingSteps = Steps &
  Readonly<{
    /** To be awaited before what the word speaks of is done; the turn lasts anew from then on. @throws ClaimLost as above. */
    noted(word: string): Promise<void>;
  }>;

/** Another process has taken the delivery over. */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost';
}

/** An opened channel. It never rejects for what the peer does or fails to do, only with a `ClaimLost`. */
export type Channel = Readonly<{
  /** Seconds that it wants between two attempts. */
  pause: number;
  send(parcel: Parcel, steps: Steps): Promise<Verdict>;
}>;

/** A channel whose sender keeps what it notes. Any `Channel` is one. */
export type NotingChannel = Readonly<{
  pause: number;
  send(parcel: Parcel, steps: NotingSteps): Promise<Verdict>;
}>;

/** Opens a channel with its secrets. @throws Refusal when a secret is lacking, or lies open to others. */
export type OpenChannel = (plan: OwnChannelPlan) => Promise<Channel>;

/** A mail address: plain letters, no quotes, no brackets, so that nothing can hide a second one. */
export const MAIL_ADDRESS =
  /^[A-Za-z0-9](?:[A-Za-z0-9._+=-]{0,62}[A-Za-z0-9_+=-])?@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$/;

/** The mark of a period's documents. */
export function classificationOf(
  { classification, classified }: DeliveryPlan,
  period: Period,
): Classification {
  return classified.find((one) => one.period === period)?.classification ?? classification;
}

/** Who asks for a turn at a delivery of one of these channels: now, and until when it is theirs if they die. */
export type Claimant = Readonly<{
  channels: readonly string[];
  worker: string;
  at: Moment;
  until: Moment;
}>;

/** What the ledger does for deliveries; `release` and `recordReminders` enqueue them. */
export type DeliveryLedger = Readonly<{
  /** Deliveries in the order in which they were enqueued, of one period where it is named. */
  deliveries(period?: Period): Promise<readonly Delivery[]>;
  /** The turn at the first delivery that waits, or whose turn has lapsed; null for none. */
  claimDelivery(claimant: Claimant): Promise<Claim | null>;
  /** Adds an event in a turn and answers the turn as it goes on; null, and nothing is added, when it is another's by now. */
  settleDelivery(claim: Claim, event: DeliveryEvent): Promise<Claim | null>;
  /** Calls uncertain what went out and was never answered, once its lease is over; answers how many. */
  lapseDeliveries(by: Pick<DeliveryEvent, 'at' | 'worker'>): Promise<number>;
  /** Calls uncertain all that still waits: a ledger put back does not know what went out since; answers how many. */
  doubtDeliveries(by: Pick<DeliveryEvent, 'at' | 'worker'>): Promise<number>;
  /**
   * Puts a delivery back among those that wait, and enters that in the log of acts; null when there is none of that number,
   * it is on its way, or it was superseded.
   */
  resendDelivery(id: number, by: Resending): Promise<Delivery | null>;
}>;

/** `policy`: the plan's; `by-hand`: somebody's. */
export type Resending = Readonly<{
  at: Moment;
  worker: string;
  who: string;
  code: 'policy' | 'by-hand';
}>;
