/** The administrator's bounds of what is strange. */
import type { Decimal } from './decimal.ts';

/** What makes a figure, or a whole form, strange enough to be verified. */
export type Outliers = Readonly<{
  /** So many times the month before, or one part in so many of it. */
  leap: Decimal;
  /** So many median absolute deviations away from the unit's own months. */
  spread: Decimal;
  /** Of how many own months at least; of at most twelve. */
  months: number;
  /** What lies below it, or differs by less, is never strange. */
  least: Decimal;
  /** So many figures other than 0 have to be the same before two forms are. */
  same: number;
}>;
