/** Stands before a mailbox's server and spoils single commands, as servers that are full, hung up or broken do. */
import { connect, createServer, type TLSSocket } from 'node:tls';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificate.ts';

/** `refuse`: answered with NO; `cut`: after so many bytes of the answer; `drip`: the answer letter by letter. */
export type Spoil = 'refuse' | 'drip' | Readonly<{ cut: number }>;

export type ImapProxy = Readonly<{ port: number; close(): void }>;

/** @param spoil what becomes of a line from the client; null to pass it on. */
export async function anImapProxy(
  { key, cert }: Certificate,
  server: number,
  spoil: (line: string) => Spoil | null,
): Promise<ImapProxy> {
  const sockets: TLSSocket[] = [];
  const proxy = createServer({ key, cert }, (client) => {
    const beyond = connect({ host: '127.0.0.1', port: server, ca: [cert] });
    let left = Infinity;
    let isDripping = false;
    for (const socket of [client, beyond]) {
      sockets.push(socket);
      socket.on('error', () => undefined);
    }
    beyond.on('data', (bytes: Buffer) => {
      if (isDripping) {
        let at = 0;
        const timer = setInterval(() => client.write(bytes.subarray(at, (at += 1))), 200);
        client.on('close', () => {
          clearInterval(timer);
        });
        return;
      }
      client.write(bytes.subarray(0, left));
      left -= bytes.length;
      if (left <= 0) client.destroy();
    });
    beyond.on('close', () => client.end());
    client.on('close', () => beyond.destroy());
    client.on('data', (bytes: Buffer) => {
      const line = bytes.toString('latin1');
      const how = spoil(line);
      if (how === 'refuse') {
        client.write(`${line.split(' ')[0]!} NO [OVERQUOTA] no room\r\n`);
        return;
      }
      if (how === 'drip') isDripping = true;
      else if (how !== null) left = how.cut;
      beyond.write(bytes);
    });
  });
  await new Promise<void>((resolve) => {
    proxy.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (proxy.address() as AddressInfo).port,
    close() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    },
  };
}
