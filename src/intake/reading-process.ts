/** One process that reads files and nothing else: few rights, bounds of time and memory, and an end that always comes. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { readerRefusal } from '../model/catalogue/reader.ts';
import type { FileCode } from '../model/catalogue/workbook.ts';
import type { CellGrid } from '../model/cell-grid.ts';
import { unpacked } from './packed-answer.ts';

/** A form is read in some 10 ms; what takes this long on the processor was made to. */
const WORKING_MS = 2000;
/** The same by the clock, where the system does not tell how long a process had the processor. */
const READING_MS = 5000;
/** Where it does: what waits this long for its turn on a busy machine is given up. */
const WAITING_MS = 60_000;
/** Linux tells it in hundredths of a second, whatever its own clock is. */
const TICK_MS = 10;
/** A start takes some 200 ms; on a machine that is busy, or whose disk sleeps, much longer. */
const STARTING_MS = 60_000;
/** A form takes some 100 MB; the heap's own limit leaves buffers out, so the whole is looked at too. */
const MAX_MEMORY_KB = 512 * 1024;
const MAX_HEAP_MB = 256;
const LOOK_MS = 25;

/** How a reading ended: with an answer, or why the process had to go. */
type Reading =
  | Readonly<{ answer: CellGrid | FileCode; fault: null }>
  | Readonly<{ answer: null; fault: 'time' | 'memory' | 'died' | 'nonsense'; said: string }>;

/** A process that is ready to read. It holds its parent only while it reads. */
export type ReadingProcess = Readonly<{
  /** Whether it can read yet another file. */
  isAlive(): boolean;
  /** Reads one file, never two at a time. After any fault it must be ended. */
  read(bytes: Uint8Array): Promise<Reading>;
  /** Kills it and waits until it is gone. */
  end(): Promise<void>;
}>;

/** May read the program and the library, speak to its parent, and nothing else. */
function rights(): readonly string[] {
  const source = dirname(import.meta.dirname);
  const library = dirname(createRequire(import.meta.url).resolve('@e965/xlsx'));
  const readable = [source, join(dirname(source), 'package.json'), library];
  return [
    '--permission',
    ...readable.map((path) => `--allow-fs-read=${path}`),
    '--disallow-code-generation-from-strings',
    // It reads one file at a time; helping threads cost more than they save, and room for young objects is memory kept.
    '--single-threaded',
    '--max-semi-space-size=16',
    `--max-old-space-size=${String(MAX_HEAP_MB)}`,
    `--import=${new URL('no-network.ts', import.meta.url).href}`,
  ];
}

/** @throws Refusal `outsideDown` when no process starts: that is no file's fault. */
export async function startReading(entry: string): Promise<ReadingProcess> {
  const child = fork(entry, {
    execArgv: [...rights()],
    env: {},
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  // The error of a process that cannot be started or spoken to also ends it.
  child.on('error', () => child.kill('SIGKILL'));
  const said = lastWords(child);
  await started(child);
  hold(child, false);
  return {
    isAlive: () => child.connected && isRunning(child),
    async read(bytes) {
      hold(child, true);
      const reading = await readIn(child, bytes, said);
      hold(child, false);
      return reading;
    },
    end: () => ended(child),
  };
}

async function started(child: ChildProcess): Promise<void> {
  const asked = new AbortController();
  const timer = setTimeout(() => child.kill('SIGKILL'), STARTING_MS);
  const { signal } = asked;
  const word: unknown = await Promise.race([
    once(child, 'message', { signal }).then(([message]: unknown[]) => message),
    once(child, 'exit', { signal }),
  ]).catch((error: unknown) => error);
  clearTimeout(timer);
  asked.abort();
  if (word === 'ready') return;
  await ended(child);
  throw readerRefusal(word);
}

/** As much of what it says last is kept for the log. */
const LAST_WORDS = 2000;

/** What it has said on its way out, with how it ended. */
function lastWords(child: ChildProcess): () => string {
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    words = `${words}${chunk}`.slice(-LAST_WORDS);
  });
  return () => {
    const end = child.signalCode ?? child.exitCode;
    return `${words}${end === null ? '' : `(${String(end)})`}`;
  };
}

function readIn(child: ChildProcess, bytes: Uint8Array, said: () => string): Promise<Reading> {
  return new Promise((resolve) => {
    const settle = (reading: Reading): void => {
      clearTimeout(clock);
      clearInterval(look);
      child.off('message', hear).off('exit', die);
      resolve(reading);
    };
    const fail = (fault: NonNullable<Reading['fault']>): void => {
      settle({ answer: null, fault, said: said() });
    };
    const hear = (message: unknown): void => {
      const answer = unpacked(message);
      if (answer === null) fail('nonsense');
      else settle({ answer, fault: null });
    };
    const die = (): void => {
      fail('died');
    };
    const began = workOf(child);
    const patience = told(child, 'stat') === '' ? READING_MS : WAITING_MS;
    const clock = setTimeout(() => {
      fail('time');
    }, patience);
    const look = setInterval(() => {
      if (memoryOf(child) > MAX_MEMORY_KB) fail('memory');
      else if (workOf(child) - began > WORKING_MS) fail('time');
    }, LOOK_MS);
    child.on('message', hear).on('exit', die);
    child.send(bytes, (error) => {
      if (error !== null) die();
    });
  });
}

/** Kilobytes that it holds; 0 where the system does not tell. */
function memoryOf(child: ChildProcess): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(told(child, 'status'))?.[1] ?? 0);
}

/** Milliseconds that it has had the processor, for itself and for the system's work (proc(5)); 0 where the system does not tell. */
function workOf(child: ChildProcess): number {
  const [, user = 0, system = 0] = /\) \S(?: \S+){10} (\d+) (\d+)/.exec(told(child, 'stat')) ?? [];
  return (Number(user) + Number(system)) * TICK_MS;
}

/** What the system tells of it under that name; empty where it tells nothing. */
function told({ pid }: ChildProcess, name: 'status' | 'stat'): string {
  try {
    return readFileSync(`/proc/${String(pid)}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

/** Whether this process waits for the child before it ends by itself. */
function hold(child: ChildProcess, on: boolean): void {
  const said = child.stderr as Socket | null;
  for (const handle of [child, child.channel, said]) {
    if (on) handle?.ref();
    else handle?.unref();
  }
}

function isRunning({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid !== undefined && exitCode === null && signalCode === null;
}

async function ended(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  hold(child, true);
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
