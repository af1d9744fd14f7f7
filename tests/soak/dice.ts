/** Chance that can be had again: the same key gives the same throws. */
import { within } from '../../src/sample/seed.ts';

export type Dice = Readonly<{
  /** A whole number from 0 to below `sides`. */
  below(sides: number): number;
  /** @throws RangeError on an empty list. */
  oneOf<T>(list: readonly T[]): T;
}>;

export function diceFor(key: string): Dice {
  let thrown = 0;
  const below = (sides: number): number => {
    thrown += 1;
    return within(`${key}/${String(thrown)}`, 0, sides - 1);
  };
  return {
    below,
    oneOf<T>(list: readonly T[]): T {
      if (list.length === 0) throw new RangeError('nothing to choose from');
      return list[below(list.length)] as T;
    },
  };
}
