/** A server on a port of this machine. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { errorCode } from '../../model/error-code.ts';
import { Refusal } from '../../model/refusal.ts';

/** @property port the true one, whatever was asked for. */
export type Listening = Readonly<{ port(): number; close(): void }>;

/** Who is listened to: an address of this machine, and a port, 0 for any that is free. */
export type Place = Readonly<{ host: string; port: number }>;

/** @throws Refusal `outsideDown` when the port is taken or not allowed, or the address is none of this machine. */
export async function listening(
  appFor: (port: () => number) => Hono,
  { host, port }: Place,
): Promise<Listening> {
  const server = createAdaptorServer({ fetch: appFor(() => portOf(server)).fetch }) as Server;
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    throw refusalOf(cause, { host, port });
  }
  return {
    port: () => portOf(server),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function refusalOf(cause: unknown, { host, port }: Place): unknown {
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(errorCode(cause))) {
    const message = `本机没有“${host}”这个地址。`;
    const hint = '请用 --host 写本机的地址：127.0.0.1 只有本机能看，0.0.0.0 是全部地址。';
    return new Refusal('outsideDown', 'host-unknown', { message, hint, cause });
  }
  if (!['EADDRINUSE', 'EACCES'].includes(errorCode(cause))) return cause;
  const message = `端口 ${String(port)} 已被别的程序占用，或不许使用。`;
  const hint = '请用 --port 换一个，如 --port 8090；写 --port 0 由系统选一个空闲的。';
  return new Refusal('outsideDown', 'port-taken', { message, hint, cause });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
