/** A real SMTP server on loopback that takes mail, and can be told to fail as servers do. */
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Certificate } from './certificate.ts';

/**
 * What goes wrong with a mail, in the order of the attempts; nothing where the script has ended.
 *
 * `550`, `451`, `qq`, `163`: the answer to the whole mail. `unknown`: of the recipient. `553`: of the sender.
 * `drop-before`, `drop-after`: the connection is cut before or after the mail is stored, without an answer. `hang`: stored and
 * never answered. `half`: cut while the mail is coming in.
 */
export type Fault =
  | 'none'
  | '550'
  | '451'
  | 'qq'
  | '163'
  | 'unknown'
  | '553'
  | 'drop-before'
  | 'drop-after'
  | 'hang'
  | 'half';

/** A mail that was stored. */
type Received = Readonly<{ to: string; from: string; raw: string }>;

export type SmtpPeer = Readonly<{
  port: number;
  received: Received[];
  /** Users that logged in. */
  logins: string[];
  close(): Promise<void>;
}>;

const ANSWERS: Readonly<Partial<Record<Fault, readonly [number, string]>>> = {
  '550': [550, '5.7.1 rejected'],
  '451': [451, '4.7.1 greylisted, try again later'],
  qq: [550, 'Ip frequency limited. http://service.mail.qq.com/'],
  '163': [554, 'DT:SPM 163 smtp13,abc'],
  unknown: [550, '5.1.1 no such user'],
  '553': [553, 'authentication is required, sender must equal login'],
};

export type PeerOptions = Readonly<{
  certificate: Certificate;
  /** From the start (465), or by STARTTLS. */
  secure?: boolean;
  password?: string;
  script?: readonly Fault[];
  /** Called when a mail's first bytes are in, and when all of it is, before it is answered. */
  onFirst?(): void;
  onWhole?(): void;
  more?: SMTPServerOptions;
}>;

function refusal(fault: Fault): Error | null {
  const answer = ANSWERS[fault];
  if (answer === undefined) return null;
  return Object.assign(new Error(answer[1]), { responseCode: answer[0] });
}

export async function anSmtpPeer(options: PeerOptions): Promise<SmtpPeer> {
  const { certificate, secure = false, password, script = [], more } = options;
  const received: Received[] = [];
  const logins: string[] = [];
  let attempts = 0;
  let fault: Fault = 'none';
  const cut = (): void => {
    for (const connection of server.connections) connection.close();
  };
  const server = new SMTPServer({
    ...certificate,
    secure,
    disableReverseLookup: true,
    authOptional: password === undefined,
    closeTimeout: 100,
    size: 50_000_000,
    onAuth(auth, _session, done) {
      if (auth.password !== password) {
        done(Object.assign(new Error('535 authorization code needed'), { responseCode: 535 }));
        return;
      }
      logins.push(auth.username ?? '');
      done(null, { user: auth.username });
    },
    onMailFrom(_address, _session, done) {
      fault = script[attempts] ?? 'none';
      attempts += 1;
      done(fault === '553' ? refusal(fault) : null);
    },
    onRcptTo(_address, _session, done) {
      done(fault === 'unknown' ? refusal(fault) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        if (chunks.length === 0) options.onFirst?.();
        if (fault === 'half') cut();
        chunks.push(chunk);
      });
      stream.on('end', () => {
        if (fault === 'half') return;
        options.onWhole?.();
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        const raw = Buffer.concat(chunks).toString('latin1');
        const refused = refusal(fault);
        const isStored = refused === null && fault !== 'drop-before';
        if (isStored) received.push(...rcptTo.map(({ address: to }) => ({ to, from, raw })));
        if (fault === 'drop-before' || fault === 'drop-after') cut();
        else if (fault !== 'hang') done(refused);
      });
    },
    ...more,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    received,
    logins,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}
