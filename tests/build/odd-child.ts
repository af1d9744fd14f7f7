/** A reading process that does what the bytes tell it: the misdeeds of which a file's reading could be made to consist. */
import { exec } from 'node:child_process';
import dgram from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net, { createConnection } from 'node:net';
import { Worker } from 'node:worker_threads';
import { packed } from '../../src/intake/packed-answer.ts';
import type { CellKind } from '../../src/model/cell-grid.ts';

const held: unknown[] = [];
let files = 0;

const DEEDS: Readonly<Record<string, () => string | Promise<string>>> = {
  loop() {
    for (;;) held[0] = held.length;
  },
  buffers() {
    for (;;) held.push(Buffer.alloc(8 * 1024 * 1024, 1));
  },
  heap() {
    for (;;) held.push(Array.from({ length: 100_000 }, (_, index) => ({ index })));
  },
  throw() {
    throw new Error('odd');
  },
  exit: () => process.exit(0),
  worn: () => (files > 1 ? process.exit(0) : 'sound'),
  pid: () => String(process.pid),
  environment: () =>
    Object.keys(process.env)
      .filter((name) => !name.startsWith('NODE_CHANNEL_'))
      .join(),
  rights: async () => {
    const outcomes = await Promise.all(Object.entries(TRIES).map(outcome));
    return outcomes.join(' ');
  },
};

/** What a process of ours that reads a stranger's file has no business with. */
const TRIES: Readonly<Record<string, () => unknown>> = {
  read: () => readFileSync('/etc/hostname'),
  write() {
    writeFileSync('odd', '');
  },
  spawn: () => exec('true'),
  thread: () => new Worker('', { eval: true }),
  code: () => Reflect.construct(Function, ['return 1']),
  connect: () => net.connect(8009, '127.0.0.1'),
  named: () => createConnection(8009, '127.0.0.1'),
  listen: () => net.createServer().listen(0),
  udp() {
    dgram.createSocket('udp4').send('x', 8009, '127.0.0.1');
  },
  name: () => lookup('localhost'),
  http: () => http.get('http://127.0.0.1:8009/'),
  fetch: () => fetch('http://127.0.0.1:8009/'),
};

async function outcome([name, work]: readonly [string, () => unknown]): Promise<string> {
  try {
    await work();
    return `${name}=done`;
  } catch (error) {
    const { cause = error } = error as { cause?: unknown };
    const { code, name: kind } = cause as { code?: string; name: string };
    return `${name}=${code ?? kind}`;
  }
}

async function answer(word: string): Promise<void> {
  const deed = DEEDS[word];
  const text = deed === undefined ? word : await deed();
  const kind = (word === 'nonsense' ? 7 : 'text') as CellKind;
  const cells = [{ row: 1, column: 1, kind, text }];
  const sheets = [{ name: 'odd', hidden: false, cells }];
  process.send?.(packed({ format: 'csv', sheets, keywords: '' }));
}

process.on('message', (bytes: Uint8Array) => {
  files += 1;
  void answer(Buffer.from(bytes).toString());
});
process.send?.('ready');
