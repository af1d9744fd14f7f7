/** What was measured, as a table for people, and beside it what was aimed at. */
import type { Measured } from './measure.ts';

/** One reader; null where it is not installed. */
export type Row = Readonly<{ name: string; measured: Measured | null }>;

const HEAD = ['name', 'workbooks', 'CPU s', 'workbooks/CPU s', '× floor', 'peak MB', ''];

export function tableLines(rows: readonly Row[], workbooks: number): readonly string[] {
  const floor = cpuOf(rows, 'floor');
  const cells = rows.map(({ name, measured }) => {
    if (measured === null) return [name, '-', '-', '-', '-', '-', 'not installed here: skipped'];
    const { cpuSeconds, note } = measured;
    return [
      name,
      String(workbooks),
      cpuSeconds.toFixed(2),
      (workbooks / cpuSeconds).toFixed(1),
      (cpuSeconds / floor).toFixed(2),
      peakOf(measured),
      note,
    ];
  });
  return aligned([HEAD, ...cells]);
}

/** Of a reader that starts another process both are told, and what stands in both and is held once. */
function peakOf({ peakMb, childPeakMb, sharedMb }: Measured): string {
  const own = peakMb.toFixed(0);
  return childPeakMb === 0 ? own : `${own} + ${childPeakMb.toFixed(0)} - ${sharedMb.toFixed(0)}`;
}

/** What the machine has to hold. */
function heldMb({ peakMb, childPeakMb, sharedMb }: Measured): number {
  return peakMb + childPeakMb - sharedMb;
}

function aligned(table: readonly (readonly string[])[]): readonly string[] {
  const widths = HEAD.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) =>
    row
      .map((cell, column) =>
        column === 0 || column === HEAD.length - 1
          ? cell.padEnd(widths[column] ?? 0)
          : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

/** Each aim with what was measured, whether it is met or not. */
export function aimLines(rows: readonly Row[]): readonly string[] {
  const read = cpuOf(rows, 'read');
  const product = rows.flatMap(({ name, measured }) =>
    name.startsWith('read') && measured !== null ? [heldMb(measured)] : [],
  );
  const peak = Math.max(...product);
  const times = read / cpuOf(rows, 'floor');
  return [
    aimLine('read: at most 3 × the CPU time of the floor', times <= 3, `${times.toFixed(2)} ×`),
    ...['openpyxl', 'openpyxl read-only'].map((peer) => {
      const faster = cpuOf(rows, peer) / read;
      const said = Number.isNaN(faster) ? 'not measured' : `${faster.toFixed(2)} ×`;
      return aimLine(`read: at least 5 × faster than ${peer}`, faster >= 5, said);
    }),
    aimLine('under 250 MB, both processes together', peak < 250, `${peak.toFixed(0)} MB`),
  ];
}

function aimLine(aim: string, isMet: boolean, measured: string): string {
  return `${isMet ? 'met    ' : 'NOT MET'}  ${aim}: ${measured}`;
}

/** NaN for a reader that was not measured. */
function cpuOf(rows: readonly Row[], wanted: string): number {
  return rows.find(({ name }) => name === wanted)?.measured?.cpuSeconds ?? Number.NaN;
}
