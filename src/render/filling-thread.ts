/** One thread that fills templates: bounds of time and memory, and an end that always comes. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** `files` only where they are others than before. */
export type Question = Readonly<{ files: ReadonlyMap<string, string> | null; data: unknown }>;
/** Without text and reason it is too long. */
export type Answer = Readonly<{ text: string | null; reason: string | null }>;

/** How a filling ended: with an answer, or why the thread had to go. */
type Filling =
  | Readonly<{ answer: Answer; fault: null }>
  | Readonly<{ answer: null; fault: 'time' | 'died'; cause: unknown }>;

/** A thread that is ready to fill. It holds the process only while it fills. */
export type FillingThread = Readonly<{
  /** Fills once, never two at a time. After any fault it must be ended. */
  fill(question: Question): Promise<Filling>;
  end(): Promise<void>;
}>;

/** A bulletin is filled in some 10 ms; a busy machine takes longer. */
const FILLING_MS = 5000;
/** What templates make are letters, which lie in the heap: its bound is the whole bound. */
const LIMITS = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

const ENTRY = new URL('filling-worker.ts', import.meta.url);

/** @param patience milliseconds for one filling. */
export async function startFilling(patience = FILLING_MS): Promise<FillingThread> {
  const worker = new Worker(ENTRY, { env: {}, resourceLimits: LIMITS, stdout: true, stderr: true });
  await once(worker, 'online');
  worker.unref();
  return {
    async fill(question) {
      worker.ref();
      const filling = await fillIn(worker, question, patience);
      worker.unref();
      return filling;
    },
    async end() {
      await worker.terminate();
    },
  };
}

function fillIn(worker: Worker, question: Question, patience: number): Promise<Filling> {
  return new Promise((resolve) => {
    const settle = (filling: Filling): void => {
      clearTimeout(clock);
      worker.off('message', hear).off('error', die).off('exit', die);
      resolve(filling);
    };
    const hear = (answer: Answer): void => {
      settle({ answer, fault: null });
    };
    const die = (cause: unknown): void => {
      settle({ answer: null, fault: 'died', cause });
    };
    const clock = setTimeout(() => {
      settle({ answer: null, fault: 'time', cause: null });
    }, patience);
    worker.on('message', hear).on('error', die).on('exit', die);
    worker.postMessage(question);
  });
}
