/** Serves the preview on this machine alone, until it is ended. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Period } from '../../model/period.ts';
import { errorCode } from '../../model/error-code.ts';
import { Refusal } from '../../model/refusal.ts';
import type { World } from '../../model/world.ts';
import { previewApp } from './app.ts';
import { Workshop } from './workshop.ts';

const HOST = '127.0.0.1';

export type Serving = Readonly<{
  address: string;
  /** Rejects when the program itself is at fault. */
  broken: Promise<never>;
  close(): Promise<void>;
}>;

type Asked = Readonly<{ home: string; period: Period | null; port: number }>;

/** @throws Refusal `outsideDown` when the port is taken or not allowed. */
export async function servePreview({ home, period, port }: Asked, world: World): Promise<Serving> {
  const workshop = new Workshop(home, period, world);
  const ending = new AbortController();
  const ended = ending.signal;
  const app = previewApp({ workshop, period, port: () => portOf(server), ended, log: world.log });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  await listen(server, port);
  return {
    address: `http://${HOST}:${String(portOf(server))}/`,
    broken: workshop.broken,
    async close() {
      ending.abort();
      server.close();
      server.closeAllConnections();
      await workshop.close();
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  try {
    server.listen(port, HOST);
    await once(server, 'listening');
  } catch (cause) {
    if (!['EADDRINUSE', 'EACCES'].includes(errorCode(cause))) throw cause;
    const message = `端口 ${String(port)} 已被别的程序占用，或不许使用。`;
    const hint = '请用 --port 换一个，如 --port 8090；写 --port 0 由系统选一个空闲的。';
    throw new Refusal('outsideDown', 'port-taken', { message, hint, cause });
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
