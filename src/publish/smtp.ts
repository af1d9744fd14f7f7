/** Mail by SMTP: one connection and one mail a recipient; before the last byte goes out, that it may is recorded. */
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import {
  MAIL_ADDRESS,
  type Channel,
  type MailPlan,
  type Parcel,
  type Steps,
  type Verdict,
} from '../model/delivery.ts';
import { mailOf, type Mail } from './mail.ts';
import { smtpVerdict, type Phase } from './smtp-verdict.ts';

/**
 * Milliseconds: until connected, until greeted, of silence at any later point, and for all of it: a server that says a
 * letter now and then is never silent. The whole is less than the lease of a turn.
 */
type Patience = Readonly<{ connect: number; greeting: number; silence: number; whole: number }>;

const PATIENCE: Patience = { connect: 15_000, greeting: 15_000, silence: 60_000, whole: 480_000 };

/**
 * @property password null for a server that asks for none.
 * @property certificates PEM, to be trusted instead of the usual ones; null for those.
 */
export type MailOpening = Readonly<{
  password: string | null;
  certificates: readonly string[] | null;
  patience?: Patience;
}>;

export function openMail(plan: MailPlan, opening: MailOpening): Channel {
  return {
    pause: plan.pause,
    async send(parcel, steps) {
      if (!MAIL_ADDRESS.test(parcel.delivery.address)) {
        return { state: 'failed', code: 'address', said: '' };
      }
      return attempt(plan, opening, { parcel, steps });
    },
  };
}

type Attempt = Readonly<{ parcel: Parcel; steps: Steps }>;

async function attempt(
  plan: MailPlan,
  opening: MailOpening,
  { parcel, steps }: Attempt,
): Promise<Verdict> {
  const mail = await mailOf(plan, parcel);
  const connection = new SMTPConnection(optionsOf(plan, opening));
  const lost = failureOf(connection, (opening.patience ?? PATIENCE).whole);
  let phase: Phase = 'opening';
  const hasEnded = (): boolean => phase === 'dotted';
  // A fault of ours, as that the turn is lost, is no verdict on the mail.
  let own: unknown = null;
  const dot = async (): Promise<void> => {
    try {
      await steps.finalDot();
    } catch (error) {
      own = error instanceof Error ? error : new Error(String(error));
      throw own;
    }
    phase = 'dotted';
    steps.reached('dotted');
  };
  try {
    await Promise.race([lost, ready(connection, plan, opening.password)]);
    steps.reached('ready');
    phase = 'sending';
    const message = gated(mail.bytes, {
      dot,
      first: () => {
        steps.reached('data');
      },
    });
    const said = await Promise.race([
      lost,
      sent(connection, envelopeOf(plan, parcel, mail), message),
    ]);
    // Some answer came, but not to the whole mail: the server counts otherwise than we do.
    if (!hasEnded()) return { state: 'uncertain', code: said.slice(0, 3), said };
    steps.reached('answered');
    connection.quit();
    return { state: 'sent', code: said.slice(0, 3), said };
  } catch (error) {
    if (own instanceof Error) throw own;
    return smtpVerdict(error, phase);
  } finally {
    connection.close();
  }
}

function optionsOf(
  { host, port, security }: MailPlan,
  { certificates, patience = PATIENCE }: MailOpening,
): ConstructorParameters<typeof SMTPConnection>[0] {
  return {
    host,
    port,
    secure: security === 'tls',
    // Without it a server, or who stands before it, could talk us out of encryption.
    requireTLS: security === 'starttls',
    connectionTimeout: patience.connect,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.silence,
    tls: certificates === null ? {} : { ca: [...certificates] },
  };
}

/** Rejects when the connection fails at whatever time, or the whole of it takes too long; never resolves. */
function failureOf(connection: SMTPConnection, whole: number): Promise<never> {
  const failure = new Promise<never>((_, reject) => {
    connection.on('error', reject);
    connection.on('end', () => {
      reject(Object.assign(new Error('connection ended'), { code: 'ECONNECTION' }));
    });
    setTimeout(() => {
      reject(Object.assign(new Error('it took too long'), { code: 'ETIMEDOUT' }));
    }, whole).unref();
  });
  // It may fail while nobody waits: after the answer, as it closes.
  failure.catch(() => undefined);
  return failure;
}

/** Connected, encrypted as the plan wants it, and logged in. */
async function ready(
  connection: SMTPConnection,
  { user }: MailPlan,
  password: string | null,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    connection.connect((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
  if (password === null) return;
  await new Promise<void>((resolve, reject) => {
    connection.login({ user, pass: password }, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

type Envelope = Parameters<SMTPConnection['send']>[0];

/** The address is given by itself, never read out of a text that may hold a second one. */
function envelopeOf(
  { sender: from }: MailPlan,
  { delivery }: Parcel,
  { id, bytes }: Mail,
): Envelope {
  const to = delivery.address;
  const notify = ['FAILURE', 'DELAY'];
  const dsn = { id, return: 'HDRS', notify, recipient: to };
  return { from, to: [to], size: bytes.length, dsn };
}

/** The server's answer to the whole mail. */
function sent(connection: SMTPConnection, envelope: Envelope, message: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    connection.send(envelope, message, (error, result) => {
      if (error) reject(error);
      else resolve(result.response);
    });
  });
}

/** So much at a time: little more than this is ahead of what the server has taken when `dot` is called. */
const PIECE = 16 * 1024;

/** The bytes piece by piece; it ends, and so lets the final dot go out, only when `dot` has resolved. */
function gated(
  bytes: Buffer,
  { dot, first }: Readonly<{ dot: () => Promise<void>; first: () => void }>,
): Readable {
  async function* pieces(): AsyncGenerator<Buffer> {
    first();
    for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
    await dot();
  }
  return Readable.from(pieces(), { objectMode: false, highWaterMark: PIECE });
}
