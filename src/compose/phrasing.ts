/** The administrator's phrases put to use: the first one that the numbers bear out, its figures set in. */
import type { Run } from '../model/bulletin.ts';
import { DEFAULT_PHRASES, type Occasion } from '../model/catalogue/occasions.ts';
import { phraseFor, piecesOf, type Quantities } from '../model/phrase.ts';
import type { Matter } from './matter.ts';
import { join, type Said } from './saying.ts';

/**
 * What is said on the occasion.
 *
 * @param quantities what the phrases' conditions ask for, each in the unit that the occasion names.
 * @param figures what stands in their braces.
 * @throws RangeError where no phrase may be said, or one names a figure that is not there: the plan's check lets none pass.
 */
export function phrased(
  { plan }: Pick<Matter, 'plan'>,
  occasion: Occasion,
  { quantities, figures }: Readonly<{ quantities: Quantities; figures: Record<string, Said> }>,
): readonly Run[] {
  const phrase =
    phraseFor(plan.phrases, occasion, quantities) ??
    phraseFor(DEFAULT_PHRASES, occasion, quantities);
  if (phrase === undefined) throw new RangeError(`nothing to say of ${occasion}`);
  const said = piecesOf(phrase.say).map(({ words, figure }) => {
    const value = figure === null ? words : figures[figure];
    if (value === undefined) throw new RangeError(`${occasion} knows no ${String(figure)}`);
    return value;
  });
  return join(said, '');
}
