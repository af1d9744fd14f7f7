/** The places of a sheet that are taken: two cells at one place are damage, for nobody knows which of them was meant. */
import { LAST_COLUMN } from '../model/cell-grid.ts';

export class Places {
  readonly #taken = new Set<number>();

  /** Takes a place, both from 0. @returns whether it was free. */
  take(row: number, column: number): boolean {
    const before = this.#taken.size;
    this.#taken.add(row * LAST_COLUMN + column);
    return this.#taken.size > before;
  }
}
