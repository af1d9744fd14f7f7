/** The way out, as an office has it: a proxy (CONNECT) that leads Google's names to the fake and nobody anywhere else. */
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** @property asked every host that somebody wanted to reach, Google or not. */
export type Proxy = Readonly<{ url: string; asked: readonly string[]; close(): Promise<void> }>;

const OURS = /^(?:[a-z0-9-]+\.)*(?:googleapis|google)\.com:443$/;

/** @param port of the fake, on this machine. */
export async function aProxy(port: number): Promise<Proxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => {
    response.writeHead(405).end();
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.on('connect', (request, client: Socket) => {
    const host = request.url ?? '';
    asked.push(host);
    if (!OURS.test(host)) {
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client);
      client.pipe(upstream);
    });
    sockets.add(upstream);
    for (const [one, other] of [[client, upstream] as const, [upstream, client] as const]) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}
