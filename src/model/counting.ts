/** Which figures may stand side by side: 人 and 万人, a 累计 and a month's own number, never mix. */
import { figureItems, indicatorCodeOf, type FigureItem } from './form.ts';
import type { Month } from './period.ts';
import { isValidIn, type Indicator, type Plan } from './plan.ts';
import type { Accepted } from './submission.ts';

/** Whether both are the same thing, counted in the same unit of measure. */
export function countsTheSame(
  a: Pick<Indicator, 'kind' | 'unitOfMeasure'>,
  b: Pick<Indicator, 'kind' | 'unitOfMeasure'>,
): boolean {
  return a.kind === b.kind && a.unitOfMeasure === b.unitOfMeasure;
}

/** The same of two form's items; of a ratio's parts, by the part's own unit of measure. */
export function itemsCountTheSame(a: FigureItem, b: FigureItem): boolean {
  return a.role === b.role && countsTheSame(counted(a), counted(b));
}

function counted({ indicator: { kind }, unitOfMeasure }: FigureItem) {
  return { kind, unitOfMeasure };
}

/** Whether what is typed for both may be compared as it stands. */
export function asksTheSame(a: FigureItem, b: FigureItem): boolean {
  return itemsCountTheSame(a, b) && a.asks === b.asks;
}

/** An item as the indicator's forms ask for it; null where they do not. */
export function itemOf(indicator: Indicator, item: string): FigureItem | null {
  return figureItems(indicator).find((one) => one.item === item) ?? null;
}

/** Accepted forms with those of their figures alone that may be compared with a month's as they stand. */
export function comparableWith(
  month: Month,
  forms: readonly Accepted[],
  plan: Plan,
): readonly Accepted[] {
  const itemIn = (item: string, of: Month): FigureItem | null => {
    const code = indicatorCodeOf(item);
    const version = plan.indicators.find((one) => one.code === code && isValidIn(one, of));
    return version === undefined ? null : itemOf(version, item);
  };
  return forms.map((form) => ({
    ...form,
    entries: form.entries.filter(({ kind, item }) => {
      if (kind !== 'figure') return true;
      const [now, then] = [itemIn(item, month), itemIn(item, form.period)];
      return now !== null && then !== null && asksTheSame(now, then);
    }),
  }));
}
