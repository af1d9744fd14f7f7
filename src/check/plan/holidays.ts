/** Years that the plan speaks of while nobody has told the calendar their holidays. */
import { planFinding } from '../../model/catalogue/plan.ts';
import type { Finding } from '../../model/finding.ts';
import { lineOf } from '../../model/plan-file.ts';
import { areHolidaysKnown } from '../../model/working-calendar.ts';
import { whereIs, type Entries, type Located } from './entries.ts';

type Used = Readonly<{ year: number; entry: Located<unknown> }>;

/** One finding a year, in the calendar, with the first place that needs the year. */
export function holidayFindings({ calendar, targets, tasks }: Entries): readonly Finding[] {
  if (calendar === null) return [];
  const { restDays = [] } = calendar.value;
  const used: readonly Used[] = [
    ...targets.map((entry) => ({ year: entry.value.year, entry })),
    ...tasks.flatMap((entry) => {
      const { deadline } = entry.value;
      return deadline === undefined ? [] : [{ year: Number(deadline.slice(0, 4)), entry }];
    }),
  ];
  const years = Map.groupBy(
    used.filter(({ year }) => !areHolidaysKnown(year, restDays)),
    ({ year }) => year,
  );
  const { file } = calendar;
  return [...years].flatMap(([year, [first]]) =>
    first === undefined
      ? []
      : [
          planFinding('PLAN_HOLIDAYS_UNKNOWN', {
            place: { file: file.path, line: lineOf(file, ['restDays']), key: 'restDays' },
            details: { year, where: whereIs(first.entry, file) },
          }),
        ],
  );
}
