/** What a form tells beside an item before it is filled in. */

/**
 * Decimal text in the item's unit of measure, rounded to its decimals; null where there is nothing to tell, and why in
 * words where the figure of that month was counted otherwise.
 *
 * `last` is the month before, `lastCumulative` January to it (flows only), `yearBefore` the same months of last year as
 * the form asks for them, `target` the year's, `scheduled` what is due by the month's end (序时应达). `isZeroSoFar`: of this
 * year's accepted forms some told the item, and each of them 0.
 */
export type Prefill = Readonly<{
  last: string | null;
  lastCumulative: string | null;
  yearBefore: string | null;
  target: string | null;
  scheduled: string | null;
  isZeroSoFar: boolean;
}>;

/** What the last report said of a task: 推进中 60%; `isDone` when it was finished. */
export type TaskPrefill = Readonly<{ words: string; isDone: boolean }>;

/** By item code. */
export type Prefills = Readonly<{
  figures: ReadonlyMap<string, Prefill>;
  tasks: ReadonlyMap<string, TaskPrefill>;
}>;
