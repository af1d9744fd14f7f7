/** Validity of dated entries: which overlap, which cover a year, which end before they begin. */
import type { Finding } from '../../model/finding.ts';
import { addMonths, monthIn, type Month } from '../../model/period.ts';
import type { Dated } from '../../model/plan.ts';
import { findingAt, type Entries, type Located } from './entries.ts';

/** Before and after every month there is; they compare as text like months do. */
const FIRST = '0000-00' as Month;
const LAST = '9999-99' as Month;

export function overlap(a: Dated, b: Dated): boolean {
  return (a.from ?? FIRST) <= (b.to ?? LAST) && (b.from ?? FIRST) <= (a.to ?? LAST);
}

/** A whole year as dates. */
export function yearDates(year: number): Dated {
  return { from: monthIn(year, 1), to: monthIn(year, 12) };
}

/** Whether the wholes together are valid in every month in which the part is. */
export function cover(wholes: readonly Dated[], part: Dated): boolean {
  let month = part.from ?? FIRST;
  for (;;) {
    const at = month;
    const whole = wholes.find((one) => (one.from ?? FIRST) <= at && at <= (one.to ?? LAST));
    if (whole === undefined) return false;
    if (whole.to === undefined || whole.to >= (part.to ?? LAST)) return true;
    month = addMonths(whole.to, 1);
  }
}

/** Entries whose first month comes after their last. */
export function dateFindings({ loose }: Entries): readonly Finding[] {
  const dated: readonly Located<Dated>[] = [
    ...loose.units,
    ...loose.indicators,
    ...loose.texts,
    ...loose.tasks,
    ...loose.targets,
    ...loose.forms,
    ...loose.rules,
    ...loose.waivers,
  ];
  return dated.flatMap((entry) => {
    const { from, to } = entry.value;
    if (from === undefined || to === undefined || from <= to) return [];
    return [findingAt(entry, ['from'], 'PLAN_DATES', { details: { from, to } })];
  });
}
