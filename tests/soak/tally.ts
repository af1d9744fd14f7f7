/** What became of the mutants, by format and by how they were made. */
import { VERDICTS, type Verdict } from './judging.ts';

export type Judged = Readonly<{
  number: number;
  format: string;
  sort: string;
  way: string;
  verdict: Verdict;
}>;

type Row = Record<(typeof VERDICTS)[number], number> & { all: number };

const COLUMNS = ['all', ...VERDICTS] as const;
/** So many faults, and so many values that changed with their cell, are told one by one. */
const TOLD_FAULTS = 40;
const TOLD_OWN = 10;

export class Tally {
  readonly #rows = new Map<string, Row>();
  readonly #codes = new Map<string, number>();
  readonly #faults: string[] = [];
  readonly #own: string[] = [];
  #cpuMs = 0;
  #peakMb = 0;

  add({ number, format, sort, way, verdict: { verdict, why, cost } }: Judged): void {
    const name = `${format}, ${sort}`;
    const row = this.#rows.get(name) ?? {
      all: 0,
      unread: 0,
      returned: 0,
      same: 0,
      own: 0,
      told: 0,
      fault: 0,
    };
    row.all += 1;
    row[verdict] += 1;
    this.#rows.set(name, row);
    this.#cpuMs = Math.max(this.#cpuMs, cost?.cpuMs ?? 0);
    this.#peakMb = Math.max(this.#peakMb, cost?.peakMb ?? 0);
    const told = `${String(number)} ${name}, ${way}: ${why}`;
    if (verdict === 'fault') this.#faults.push(told);
    if (verdict === 'own' || verdict === 'told') this.#own.push(told);
    if (verdict === 'unread') this.#codes.set(why, (this.#codes.get(why) ?? 0) + 1);
  }

  /** @param left names of what lies behind in the folder for passing files. */
  summary(left: readonly string[]): Readonly<{ text: string; passed: number; failed: number }> {
    const rows = [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1));
    const sum = (column: keyof Row): number => rows.reduce((all, [, row]) => all + row[column], 0);
    const total = Object.fromEntries(COLUMNS.map((column) => [column, sum(column)])) as Row;
    const faults = [...this.#faults, ...left.map((name) => `left behind: ${name}`)];
    const lines = [
      ...[
        ['', ...COLUMNS],
        ...[...rows, ['all', total] as const].map(([name, row]) => [
          name,
          ...COLUMNS.map((column) => row[column]),
        ]),
      ].map(line),
      `refused as files: ${[...this.#codes].map(([code, count]) => `${code} ${String(count)}`).join(', ')}`,
      `the costliest: ${String(this.#cpuMs)} ms on the processor, ${this.#peakMb.toFixed(0)} MB`,
      ...this.#own.slice(0, TOLD_OWN).map((told) => `other: ${told}`),
      ...faults.slice(0, TOLD_FAULTS).map((told) => `!! ${told}`),
    ];
    return {
      text: lines.join('\n'),
      passed: total.all - this.#faults.length,
      failed: faults.length,
    };
  }
}

function line([name = '', ...cells]: readonly (string | number)[]): string {
  return [String(name).padEnd(28), ...cells.map((cell) => String(cell).padStart(9))].join('');
}
