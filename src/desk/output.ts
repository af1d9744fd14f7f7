/** What people and programs are told: results on stdout, progress on stderr. */
import cliProgress from 'cli-progress';
import { errorCode } from '../model/error-code.ts';
import type { Finding } from '../model/finding.ts';
import type { Progress } from '../model/world.ts';

/** One command's answer: the document for `--json`, the text for people, and the exit code. */
export type Answer = Readonly<{
  document: Readonly<Record<string, unknown>>;
  text: string;
  exit: number;
  /** What people are told on stderr beside the answer. */
  remarks?: readonly Finding[];
  /** What goes on once the answer is given, until somebody ends it. */
  lasts?: () => Promise<void>;
}>;

/**
 * A reader that has seen enough and closes the pipe (`| head -1`) is no fault: the command goes on to its end and its
 * exit code, and what is left is written to nobody.
 */
export function quietWhenClosed(stream: NodeJS.WriteStream): void {
  stream.on('error', (error) => {
    if (errorCode(error) !== 'EPIPE') throw error;
  });
}

/** A stream of the terminal, as far as we use it. */
type Terminal = Readonly<{ isTTY?: boolean; write(text: string): unknown }>;

/**
 * A bar where there is a terminal, else a plain line at the start, at each tenth and at the end of a step.
 *
 * `stop` must be called before anything else is written.
 */
export function progressOn(
  stderr: NodeJS.WriteStream,
): Readonly<{ progress: Progress; stop(): void }> {
  return stderr.isTTY ? barsOn(stderr) : linesOn(stderr);
}

function barsOn(stream: NodeJS.WriteStream): Readonly<{ progress: Progress; stop(): void }> {
  const format = '{step} {bar} {value}/{total}';
  const options = { format, stream, hideCursor: true, clearOnComplete: false, barsize: 30 };
  let bar: cliProgress.SingleBar | null = null;
  let current = '';
  const stop = (): void => {
    bar?.stop();
    bar = null;
    current = '';
  };
  return {
    progress(step, done, total) {
      if (step !== current) stop();
      if (bar === null) {
        bar = new cliProgress.SingleBar(options, cliProgress.Presets.shades_classic);
        bar.start(total ?? 0, done, { step });
        current = step;
      }
      bar.setTotal(total ?? done);
      bar.update(done, { step });
      if (total !== null && done >= total) stop();
    },
    stop,
  };
}

function linesOn(stream: Terminal): Readonly<{ progress: Progress; stop(): void }> {
  let step = '';
  let tenth = -1;
  return {
    progress(name, done, total) {
      const now = total === null || total === 0 ? 0 : Math.floor((done * 10) / total);
      if (name === step && now === tenth) return;
      step = name;
      tenth = now;
      stream.write(`${name} ${String(done)}${total === null ? '' : `/${String(total)}`}\n`);
    },
    stop() {
      step = '';
      tenth = -1;
    },
  };
}
