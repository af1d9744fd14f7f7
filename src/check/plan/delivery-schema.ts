/** The shape of delivery.yaml. */
import * as z from 'zod';
import {
  CHANNEL_CHOICES,
  CLASSIFICATION_CHOICES,
  SECURITY_CHOICES,
  UNCERTAIN_CHOICES,
  TRUST_CHOICES,
} from '../../model/catalogue/delivery.ts';
import { KEY_WORDS } from '../../model/catalogue/plan-keys.ts';
import { DELIVERY_SPELLING } from '../../model/catalogue/plan-delivery.ts';
import {
  ATTACHMENT_CHOICES,
  FILE_WORDS,
  SPELLING_WORDS,
} from '../../model/catalogue/plan-words.ts';
import * as s from './scalars.ts';

const W = DELIVERY_SPELLING;

const C = KEY_WORDS.channel;
const D = KEY_WORDS.delivery;
const M = KEY_WORDS.mailbox;

/** A server by name or number, without port or path. */
const host = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/, W.host);
const port = s.integer(
  /^(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])$/,
  W.port,
);
const pause = s.integer(/^(?:\d|[1-5]\d|60)$/, W.pause);
/** The beginning of an address: no question mark, behind which a key could stand, and no slash at its end. */
const base = z.string().regex(/^https?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:\/[\w.-]+)*$/, W.base);

/** All keys of all kinds; which of them a kind has is told in `delivery.ts`. */
export const channelEntry = z.strictObject({
  id: s.id.describe(C.id),
  name: s.text.describe(C.name),
  kind: s.choice(CHANNEL_CHOICES).describe(C.kind),
  allows: z.array(s.choice(CLASSIFICATION_CHOICES)).default([]).describe(C.allows),
  folder: s.text.describe(C.folder).exactOptional(),
  driveFolder: s.googleId.describe(C.driveFolder).exactOptional(),
  host: host.describe(C.host).exactOptional(),
  port: port.describe(C.port).exactOptional(),
  security: s.choice(SECURITY_CHOICES).describe(C.security).exactOptional(),
  user: s.text.describe(C.user).exactOptional(),
  sender: s.mail.describe(C.sender).exactOptional(),
  senderName: s.text.describe(C.senderName).exactOptional(),
  ca: s.text.describe(C.ca).exactOptional(),
  base: base.describe(C.base).exactOptional(),
  pause: pause.describe(C.pause).exactOptional(),
});

export const recipientEntry = z.strictObject({
  name: s.text.describe(D.recipientName),
  channels: z.array(s.id).min(1, SPELLING_WORDS.some).describe(D.recipientChannels),
  mail: s.mail.describe(D.recipientMail).exactOptional(),
});

export const classifiedEntry = z.strictObject({
  period: s.period.describe(D.period),
  classification: s.choice(CLASSIFICATION_CHOICES).describe(D.periodClassification),
});

/** A server's own name for itself, or one like it. */
const authserv = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,251}$/, W.authserv);

const mailboxEntry = z.strictObject({
  host: host.describe(M.host),
  port: port.describe(M.port).exactOptional(),
  security: s.choice(SECURITY_CHOICES).describe(M.security).exactOptional(),
  user: s.text.describe(M.user),
  folder: s.text.describe(M.folder).exactOptional(),
  ca: s.text.describe(M.ca).exactOptional(),
  answers: s.id.describe(M.answers).exactOptional(),
  trust: s.choice(TRUST_CHOICES).describe(M.trust),
  authserv: authserv.describe(M.authserv).exactOptional(),
  senders: z.array(s.mail).default([]).describe(M.senders),
});

export const deliveryFile = z
  .strictObject({
    attachments: z.array(s.choice(ATTACHMENT_CHOICES)).describe(D.attachments),
    channels: z.array(channelEntry).default([]).describe(D.channels),
    units: z.array(s.id).default([]).describe(D.units),
    recipients: z.array(recipientEntry).default([]).describe(D.recipients),
    uncertain: s.choice(UNCERTAIN_CHOICES).default('hold').describe(D.uncertain),
    classification: s.choice(CLASSIFICATION_CHOICES).default('').describe(D.classification),
    classified: z.array(classifiedEntry).default([]).describe(D.classified),
    mailbox: mailboxEntry.describe(D.mailbox).exactOptional(),
  })
  .describe(FILE_WORDS.delivery);

/** The mailbox as written. */
export type MailboxEntry = z.output<typeof mailboxEntry>;

/** A channel as written. */
export type ChannelEntry = z.output<typeof channelEntry>;
