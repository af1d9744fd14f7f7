/** What tests need to start a server of the system's own: a free port, an ordinary user, and to know when it listens. */
import { execFileSync } from 'node:child_process';
import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export type Ids = Readonly<{ uid: number; gid: number }>;

export function idsOf(user: string): Ids {
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, user], { encoding: 'utf8' }).trim());
  return { uid: id('-u'), gid: id('-g') };
}

export async function listening(port: number, hasEnded: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) {
    if (hasEnded()) throw new Error('the server ended');
    if (await answers(port)) return;
    await wait(50);
  }
  throw new Error('the server does not listen');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
