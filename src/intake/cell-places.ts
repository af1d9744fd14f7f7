/** The places of a sheet that are taken: two cells at one place are damage, for nobody knows which of them was meant. */
import { LAST_COLUMN } from '../model/cell-grid.ts';

/** Places from 0. */
export class Places {
  readonly #taken = new Set<number>();
  readonly #looks = new Set<number>();
  #last = -1;

  /**
   * Takes a place for what a cell holds. Some programs lay out the looks of a row before they fill it: then its cells come
   * one after the other, and one that moved does not.
   *
   * @returns whether it was free.
   */
  take(row: number, column: number): boolean {
    const place = row * LAST_COLUMN + column;
    const isFree = !this.#taken.has(place) && (!this.#looks.has(place) || place > this.#last);
    this.#taken.add(place);
    this.#last = Math.max(this.#last, place);
    return isFree;
  }

  /** A cell that has a look and holds nothing takes no place. @returns whether nothing is held there. */
  look(row: number, column: number): boolean {
    const place = row * LAST_COLUMN + column;
    this.#looks.add(place);
    return !this.#taken.has(place);
  }
}
