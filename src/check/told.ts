/** What the other accepted forms of the same year say of a figure. */
import { yearOf, type Month } from '../model/period.ts';
import type { FigureEntry } from '../model/submission.ts';
import type { Reading } from './reading.ts';

/** What another month's accepted form says of the item. */
export type Told = Readonly<{ month: Month; entry: FigureEntry }>;

/** The item in every accepted form of the year, month by month; the form that this one would take the place of too. */
export function toldInYear({ sheet, context }: Reading, item: string): readonly Told[] {
  return context.history
    .filter(({ period }) => yearOf(period) === yearOf(sheet.period))
    .flatMap(({ period: month, entries }): readonly Told[] => {
      const entry = entries.find((one) => one.item === item);
      return entry?.kind === 'figure' ? [{ month, entry }] : [];
    })
    .toSorted((a, b) => (a.month < b.month ? -1 : 1));
}
