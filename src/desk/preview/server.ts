/** Serves the preview on this machine alone, until it is ended. */
import type { Period } from '../../model/period.ts';
import type { World } from '../../model/world.ts';
import { listening } from '../web/listening.ts';
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
  const server = await listening(
    (own) => previewApp({ workshop, period, port: own, ended, log: world.log }),
    { host: HOST, port },
  );
  return {
    address: `http://${HOST}:${String(server.port())}/`,
    broken: workshop.broken,
    async close() {
      ending.abort();
      server.close();
      await workshop.close();
    },
  };
}
