/** The real reading process as tests look at it: what each file costs it, and whether it lives on. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startReading } from '../../src/intake/reading-process.ts';
import type { FileCode } from '../../src/model/catalogue/workbook.ts';
import type { CellGrid } from '../../src/model/cell-grid.ts';

const ENTRY = fileURLToPath(new URL('../../src/intake/reader-child.ts', import.meta.url));
const TICKS_PER_SECOND = 100;

/** What a piece of work took of a process: time on the processor, and the most memory it held at once. */
export type Cost = Readonly<{ cpuMs: number; peakMb: number }>;

/** What one file may take: time on the processor, which waiting for it does not count in, and memory with the process's own. */
export const MOST: Cost = { cpuMs: 2000, peakMb: 300 };

/** `answer` is null when the process had to go, as `fault` says, with its last words; `cost` is null where the system does not tell. */
type Measured = Readonly<{
  answer: CellGrid | FileCode | null;
  fault: string | null;
  said: string;
  cost: Cost | null;
}>;

export type MeasuredReader = Readonly<{
  read(bytes: Uint8Array): Promise<Measured>;
  isAlive(): boolean;
  end(): Promise<void>;
}>;

/** One process for many files, kept after a refusal too. Start no two at the same time. */
export async function startMeasured(): Promise<MeasuredReader> {
  const before = new Set(children());
  const reading = await startReading(ENTRY);
  const pid = children().find((child) => !before.has(child)) ?? null;
  return {
    async read(bytes) {
      const meter = pid === null ? null : startMeter(pid);
      const ended = await reading.read(bytes);
      const { answer, fault } = ended;
      const said = fault === null ? '' : ended.said;
      return { answer, fault, said, cost: fault === null && meter !== null ? meter() : null };
    },
    isAlive: reading.isAlive,
    end: reading.end,
  };
}

/** Ids of the processes that this one started; none where there is no `/proc`. */
function children(): readonly number[] {
  const own = String(process.pid);
  const text = told(`/proc/${own}/task/${own}/children`) ?? '';
  return text.split(' ').filter(Boolean).map(Number);
}

/** Begins to measure a process. @returns what tells the cost since then; null where the system does not tell. */
export function startMeter(pid: number): () => Cost | null {
  const began = cpuMs(pid);
  try {
    // The peak begins anew at what is held now.
    writeFileSync(`/proc/${String(pid)}/clear_refs`, '5');
  } catch {
    return () => null;
  }
  return () => {
    const status = told(`/proc/${String(pid)}/status`);
    const now = cpuMs(pid);
    const peak = /^VmHWM:\s+(\d+) kB/m.exec(status ?? '')?.[1];
    if (peak === undefined || now === null || began === null) return null;
    return { cpuMs: now - began, peakMb: Number(peak) / 1024 };
  };
}

/** In user and system mode together (proc(5), fields 14 and 15). */
function cpuMs(pid: number): number | null {
  const fields = told(`/proc/${String(pid)}/stat`)
    ?.replace(/^.*\) /, '')
    .split(' ');
  if (fields === undefined) return null;
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}

function told(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
