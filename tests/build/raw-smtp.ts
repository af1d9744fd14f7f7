/** A mail server that breaks the rules of SMTP where its script says so; elsewhere it takes all that it is given. */
import type { Socket } from 'node:net';
import { createServer, type AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Certificate } from './certificate.ts';

/** What is answered at each point, instead of what is usual; `drip`: a letter now and then, and never an end. */
export type Odd = Readonly<
  Partial<Record<keyof typeof USUAL | 'greeting' | 'early' | 'dot', string>>
>;

const USUAL = {
  EHLO: '250-STARTTLS\r\n250-AUTH PLAIN LOGIN\r\n250 SIZE 50000000\r\n',
  STARTTLS: '220 go\r\n',
  AUTH: '235 ok\r\n',
  MAIL: '250 ok\r\n',
  RCPT: '250 ok\r\n',
  DATA: '354 go\r\n',
  QUIT: '221 bye\r\n',
} as const;

export type RawSmtp = Readonly<{
  port: number;
  /** Mails that came whole, whatever was answered. */
  whole: Buffer[];
  close(): void;
}>;

export async function aRawSmtp({ key, cert }: Certificate, odd: Odd): Promise<RawSmtp> {
  const whole: Buffer[] = [];
  const sockets: Socket[] = [];
  const say = (to: Socket, point: keyof Odd, usual: string): void => {
    const answer = odd[point] ?? usual;
    if (answer !== 'drip') {
      to.write(answer);
      return;
    }
    to.write(`${usual.slice(0, 3)}-`);
    const timer = setInterval(() => to.write('a'), 100);
    to.on('close', () => {
      clearInterval(timer);
    });
  };
  const talk = (to: Socket): void => {
    let held = Buffer.alloc(0);
    let isMail = false;
    sockets.push(to);
    to.on('error', () => undefined);
    to.on('data', (bytes: Buffer) => {
      held = Buffer.concat([held, bytes]);
      for (;;) {
        if (isMail && odd.early !== undefined) say(to, 'early', '');
        const end = held.indexOf(isMail ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const line = held.subarray(0, end);
        held = held.subarray(end + (isMail ? 5 : 2));
        if (isMail) {
          whole.push(line);
          say(to, 'dot', '250 queued\r\n');
        } else {
          const verb = line.toString('latin1').split(' ')[0] as keyof typeof USUAL;
          say(to, verb, USUAL[verb]);
          if (verb === 'STARTTLS') {
            to.removeAllListeners('data');
            talk(new TLSSocket(to, { isServer: true, key, cert }));
          }
        }
        isMail = !isMail && line.toString('latin1') === 'DATA';
      }
    });
  };
  const server = createServer((to) => {
    talk(to);
    say(to, 'greeting', '220 raw ESMTP\r\n');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    whole,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
