/** What a process and all below it have used of the processor, and hold of memory (Linux: proc(5)). */
import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds in a clock tick. */
const TICK_MS = 10;

export type Used = Readonly<{ cpuMs: number; memoryMb: number }>;

/** Of this process and every one that came from it and still runs; those that ended are in their parents' numbers. */
export function usedNow(): Used {
  const ids = below(process.pid);
  const used = ids.map((id) => ({ cpuMs: cpuOf(id), memoryMb: memoryOf(id) }));
  return {
    cpuMs: used.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    memoryMb: used.reduce((sum, { memoryMb }) => sum + memoryMb, 0),
  };
}

function below(root: number): readonly number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(Number(name))] as const),
  );
  const found = [root];
  for (const id of found) {
    for (const [child, parent] of parents) if (parent === id) found.push(child);
  }
  return found;
}

function fieldsOf(id: number): readonly string[] {
  const stat = told(id, 'stat');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function parentOf(id: number): number {
  return Number(fieldsOf(id)[1] ?? 0);
}

/** utime, stime, cutime, cstime. */
function cpuOf(id: number): number {
  const ticks = fieldsOf(id)
    .slice(11, 15)
    .reduce((sum, one) => sum + Number(one), 0);
  return ticks * TICK_MS;
}

/** Shared pages are counted in parts, so that a browser's processes add up. */
function memoryOf(id: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(told(id, 'smaps_rollup'))?.[1] ?? 0) / 1024;
}

/** Empty for a process that is gone. */
function told(id: number, name: string): string {
  try {
    return readFileSync(`/proc/${String(id)}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
