/** Measures one reader in a process of its own: CPU and memory of the process and of all that it starts (Linux only). */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Tally, type Content } from './tally.ts';

/** Clock ticks a second, the same on every Linux that Node runs on. */
const TICKS = 100;

/** What a reader's process prints as its last line. */
export type Measured = Content &
  Readonly<{
    cpuSeconds: number;
    /** Megabytes at their highest: of the process itself, and of the largest that it started. */
    peakMb: number;
    childPeakMb: number;
    /** Megabytes that both hold of the same files (the program `node` above all), and that the machine holds once. */
    sharedMb: number;
    note: string;
  }>;

/** What a reader works with. */
export type Course = Readonly<{
  /** The bytes of the workbooks, one after the other; memory of started processes is looked at in between. */
  workbooks(): AsyncGenerator<Buffer>;
  tally: Tally;
}>;

/**
 * Runs a reader over the workbooks named on the command line and prints what it took. What it loaded before is not
 * counted; processes that it starts are, from their first instruction: it must have ended them when it comes back.
 */
export async function measure(read: (course: Course) => Promise<string>): Promise<void> {
  const paths = process.argv.slice(2);
  const tally = new Tally();
  let [childPeakMb, childFilesMb] = [0, 0];
  async function* workbooks(): AsyncGenerator<Buffer> {
    for (const path of paths) {
      yield await readFile(path);
      const started = startedHere();
      childPeakMb = Math.max(childPeakMb, ...started.map((pid) => memoryOf(pid, 'VmHWM')));
      childFilesMb = Math.max(childFilesMb, ...started.map((pid) => memoryOf(pid, 'RssFile')));
    }
  }
  const before = cpuSeconds();
  const note = await read({ workbooks, tally });
  const measured: Measured = {
    ...tally.content(),
    cpuSeconds: cpuSeconds() - before,
    peakMb: memoryOf('self', 'VmHWM'),
    childPeakMb,
    sharedMb: Math.min(childFilesMb, memoryOf('self', 'RssFile')),
    note,
  };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}

/** User and system time of this process and of those it has waited for (proc(5): utime, stime, cutime, cstime). */
function cpuSeconds(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS;
}

function startedHere(): readonly string[] {
  const pids = readFileSync(`/proc/self/task/${String(process.pid)}/children`, 'utf8').trim();
  return pids === '' ? [] : pids.split(' ');
}

/** Megabytes at their highest, or of files at present; 0 for a process that is gone. */
function memoryOf(pid: string, what: 'VmHWM' | 'RssFile'): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
