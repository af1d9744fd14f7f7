/** The mailbox (IMAP): what lies in it is handed out, and put into folders of its own once it was dealt with. */
import { buffer } from 'node:stream/consumers';
import { ImapFlow, type FetchMessageObject } from 'imapflow';
import { MAIL_FOLDERS, mailboxDown } from '../model/catalogue/mailbox.ts';
import { errorCode } from '../model/error-code.ts';
import type { Bounce, Mail, Mailbox, MailboxPlan } from '../model/mailbox.ts';
import { Refusal } from '../model/refusal.ts';
import { withoutSecrets } from '../model/secret.ts';
import { sha256Of } from '../model/sha256.ts';
import { bounceInText, bounceOf } from './bounce.ts';
import { isPacked, leavesOf, rawName, workbookParts } from './mail-parts.ts';
import {
  answersOurs,
  headerOf,
  isAutomatic,
  isByItself,
  isVouched,
  type Header,
} from './mail-sender.ts';
import { MOST_BYTES } from './taken-bytes.ts';

/** Milliseconds: until connected, until greeted, and of silence at any later point. */
const PATIENCE = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };

/** Milliseconds for one thing asked: a server that says a letter now and then is never silent. */
const WHOLE_MS = 300_000;

/** So much of a report's text is looked at. */
const MOST_TEXT = 64 * 1024;

/** What of a header is asked for. */
const FIELDS = [
  'from',
  'auto-submitted',
  'authentication-results',
  'in-reply-to',
  'list-id',
  'precedence',
  'references',
  'return-path',
  'x-auto-response-suppress',
  'x-autoreply',
  'x-autorespond',
];

/** @property certificates reads the PEM of those to be trusted instead of the usual ones; null for these. */
export type MailboxOpening = Readonly<{
  password: string;
  certificates: () => readonly string[] | null;
  /** Milliseconds for one thing asked. */
  whole?: number;
}>;

type Open = Readonly<{ client: ImapFlow; plan: MailboxPlan; box: string }>;

/** @throws Refusal `outsideDown` when it cannot be reached or opened. */
export async function openMailbox(
  plan: MailboxPlan,
  { password, certificates, whole = WHOLE_MS }: MailboxOpening,
): Promise<Mailbox> {
  const client = await reached(plan.host, password, () =>
    Promise.resolve(clientOf(plan, password, certificates())),
  );
  const asked = <T>(work: () => Promise<T>): Promise<T> =>
    reached(plan.host, password, () => within(whole, work(), client));
  return asked(async () => {
    try {
      await client.connect();
      const { uidValidity } = await client.mailboxOpen(plan.folder);
      for (const name of Object.values(MAIL_FOLDERS)) await client.mailboxCreate(name);
      const box = `mail/${plan.host}/${plan.user}/${String(uidValidity)}`;
      return mailboxOn({ client, plan, box }, asked);
    } catch (error) {
      client.close();
      throw error;
    }
  });
}

function clientOf(
  { host, port, security, user }: MailboxPlan,
  pass: string,
  certificates: readonly string[] | null,
): ImapFlow {
  const client = new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    // Without it a server, or who stands before it, could talk us out of encryption.
    ...(security === 'starttls' ? { doSTARTTLS: true } : {}),
    auth: { user, pass },
    tls: certificates === null ? {} : { ca: [...certificates] },
    // 163 and its kin let nobody in who does not say what he is.
    clientInfo: { name: 'tongbao' },
    logger: false,
    disableAutoIdle: true,
    ...PATIENCE,
  });
  // It may fail while nobody waits; whoever asks next is told.
  client.on('error', () => undefined);
  return client;
}

/** Ends the connection where the work takes longer. */
async function within<T>(whole: number, work: Promise<T>, client: ImapFlow): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    client.close();
    reject(Object.assign(new Error('it took too long'), { code: 'ETIMEDOUT' }));
  }, whole);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

type Asked = <T>(work: () => Promise<T>) => Promise<T>;

function mailboxOn(open: Open, asked: Asked): Mailbox {
  const { client } = open;
  return {
    async *mails() {
      const uids = await asked(async () => {
        const found = await client.search({ all: true }, { uid: true });
        // A refusal is not an empty mailbox.
        if (!Array.isArray(found))
          throw Object.assign(new Error('not searched'), { code: 'SEARCH' });
        return found;
      });
      for (const uid of uids.toSorted((a, b) => a - b)) {
        const mail = await asked(() => mailOf(uid, open));
        if (mail !== null) yield mail;
      }
    },
    taken: ({ uid }, { part }) =>
      asked(async () => {
        const bytes = await bytesOf(client, uid, part);
        return { bytes, sha256: sha256Of(bytes) };
      }),
    move: ({ uid }, place) =>
      asked(async () => {
        const moved = await client.messageMove(String(uid), MAIL_FOLDERS[place], { uid: true });
        return moved !== false;
      }),
    asideCount: () =>
      asked(async () => {
        const status = await client.status(MAIL_FOLDERS.aside, { messages: true });
        return status === false ? 0 : (status.messages ?? 0);
      }),
    async close() {
      // A server that no longer answers needs no farewell.
      await client.logout().catch(() => undefined);
      client.close();
    },
  };
}

/** Says what an error of the connection means to the people who run Tongbao; the error itself may hold what was sent. */
async function reached<T>(host: string, password: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const isLogin = error instanceof Error && 'authenticationFailed' in error;
    const said = withoutSecrets(error instanceof Error ? error.message : String(error), [password]);
    const code = isLogin ? 'EAUTH' : errorCode(error);
    throw mailboxDown({ host, code, said });
  }
}

/** Null when it is gone meanwhile. */
async function mailOf(uid: number, { client, plan, box }: Open): Promise<Mail | null> {
  const asked = { uid: true, envelope: true, bodyStructure: true, headers: FIELDS } as const;
  const found = await client.fetchOne(String(uid), asked, { uid: true });
  if (found === false || found.bodyStructure === undefined) return null;
  const header = headerOf(found.headers ?? new Uint8Array());
  const sender = senderOf(found);
  const { messageId = '', subject = '' } = found.envelope ?? {};
  const parts = await namedParts(found, client);
  return {
    key: `${box}/${String(uid)}`,
    uid,
    sender,
    isVouched: sender !== null && isVouched(header, sender, plan),
    isAutomatic: isAutomatic(header) || (parts.length === 0 && isByItself(subject)),
    answersOurs: answersOurs(header),
    messageId,
    subject,
    bounce: await bounceIn(found, { client, sender, header }),
    parts,
    isPacked: leavesOf(found.bodyStructure).some(isPacked),
  };
}

/** The one address that a mail says it is from; null for none or several. */
function senderOf({ envelope }: FetchMessageObject): string | null {
  const [first, ...others] = envelope?.from ?? [];
  return others.length > 0 || !first?.address ? null : first.address.toLowerCase();
}

async function namedParts(
  { uid, bodyStructure }: FetchMessageObject,
  client: ImapFlow,
): Promise<Mail['parts']> {
  const parts = bodyStructure === undefined ? [] : workbookParts(bodyStructure);
  if (parts.length === 0) return parts;
  const isWhole = bodyStructure?.childNodes === undefined;
  const keys = parts.map(({ part }) => (isWhole ? 'header' : `${part}.mime`));
  const found = await client.fetchOne(String(uid), { uid: true, bodyParts: keys }, { uid: true });
  const held = found === false ? undefined : found.bodyParts;
  return parts.map((part, i) => {
    const raw = held?.get(keys[i] ?? '');
    return { ...part, fileName: (raw && rawName(raw)) ?? part.fileName };
  });
}

const POSTMASTER = /^(?:mailer-daemon|postmaster|mail-daemon)@/;

async function bounceIn(
  { uid, bodyStructure: root }: FetchMessageObject,
  { client, sender, header }: Readonly<{ client: ImapFlow; sender: string | null; header: Header }>,
): Promise<Bounce | 'other' | null> {
  if (root === undefined) return null;
  const leaves = leavesOf(root);
  const text = async (types: RegExp): Promise<string> => {
    const part = partOf(root, types);
    return part === null
      ? ''
      : Buffer.from(await bytesOf(client, uid, part, MOST_TEXT)).toString('utf8');
  };
  if (root.type === 'multipart/report') {
    const status = await text(/^message\/(?:global-)?delivery-status$/);
    const original = await text(/^(?:text\/rfc822-headers|message\/rfc822)$/);
    return bounceOf(status, original) ?? 'other';
  }
  const isSystems = header.get('return-path')?.[0] === '<>' || POSTMASTER.test(sender ?? '');
  if (!isSystems || !leaves.some(({ type }) => type.startsWith('text/'))) return null;
  return bounceInText(`${await text(/^text\//)}\n${await text(/^message\/rfc822$/)}`) ?? 'other';
}

/** The number of the first part of a type, forwarded mails as such. */
function partOf(
  node: NonNullable<FetchMessageObject['bodyStructure']>,
  types: RegExp,
): string | null {
  if (types.test(node.type)) return node.part ?? '1';
  for (const child of node.childNodes ?? []) {
    const found = partOf(child, types);
    if (found !== null) return found;
  }
  return null;
}

/** A part's bytes, decoded. @throws Error when the mail is gone. */
async function bytesOf(
  client: ImapFlow,
  uid: number,
  part: string,
  most = MOST_BYTES,
): Promise<Uint8Array> {
  const found = await client.download(String(uid), part, { uid: true, maxBytes: most });
  if (found.content === undefined) throw Object.assign(new Error('gone'), { code: 'GONE' });
  return buffer(found.content);
}
