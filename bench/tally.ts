/** What a reader found in the workbooks: how many number cells, and their sum. A day counts as its serial, as it is stored. */

export type Content = Readonly<{ numbers: number; sum: number }>;

/** Adding thousands of doubles in another order moves the last digits only; a lost or changed cell moves more. */
const TOLERANCE = 1e-12;

/** 1970-01-01 as a spreadsheet counts days. */
const EPOCH_SERIAL = 25_569;
const DAY_MS = 86_400_000;

/** Adds up what a reader finds. */
export class Tally {
  #numbers = 0;
  #sum = 0;

  add(value: number): void {
    this.#numbers += 1;
    this.#sum += value;
  }

  /** A day, by its midnight in UTC. */
  addDay(midnight: number): void {
    this.add(midnight / DAY_MS + EPOCH_SERIAL);
  }

  content(): Content {
    return { numbers: this.#numbers, sum: this.#sum };
  }
}

export function isSameContent(a: Content, b: Content): boolean {
  const scale = Math.max(1, Math.abs(a.sum), Math.abs(b.sum));
  return a.numbers === b.numbers && Math.abs(a.sum - b.sum) <= TOLERANCE * scale;
}
