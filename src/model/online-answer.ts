/** A receipt as it is written back into the online sheet that it answers. */
import type { Mark } from './annotation.ts';

/** One row of the receipt's list. `link`: which of its texts leads to which cell; null when it is about none. */
export type AnswerRow = Readonly<{
  texts: readonly string[];
  link: Readonly<{ at: number; sheet: string; cell: string }> | null;
}>;

/**
 * @property number the receipt's; @property notes one a cell at most.
 * @property lines what stands above the list, the first of them its title; @property head names the list's columns.
 * @property unticks whether the tick in the box is taken off, so that nothing half corrected is taken.
 */
export type OnlineAnswer = Readonly<{
  number: number;
  notes: readonly Pick<Mark, 'sheet' | 'cell' | 'note'>[];
  lines: readonly string[];
  head: readonly string[];
  rows: readonly AnswerRow[];
  unticks: boolean;
}>;
