/** A document that takes the place of one that was given out (更正). */
import type { Day } from './day.ts';
import type { Scoreboard } from './scoreboard.ts';

/**
 * @property edition the number of the one that it corrects. @property reason in the office's words, without a full stop.
 * @property before the figures that stand in that one.
 */
export type Correction = Readonly<{
  edition: number;
  documentNumber: string;
  title: string;
  releasedOn: Day;
  reason: string;
  before: Scoreboard;
}>;
