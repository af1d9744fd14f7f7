/** The sample year (示例数据): every workbook of 2006 and of January to May 2007, and what befalls it, in order of time. */
import type { Filling } from '../model/filling.ts';
import { formSheetOf, unitsOwing, type FormSheet } from '../model/form.ts';
import { addMonths, monthIn, type Month } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import { befall, CORRECTED, tell } from './befall.ts';
import { fileNameOf, keyOf, type Filled, type SampleEvent } from './event.ts';
import { amountsOf, type Amounts } from './figures.ts';
import { fillingOf } from './form-filling.ts';
import { INCIDENTS, type Incident } from './incidents.ts';
import { timingOf, type Timing } from './timing.ts';

export type { SampleEvent } from './event.ts';

const FIRST = monthIn(2006, 1);
const LAST = monthIn(2007, 5);

/**
 * All files of the sample, oldest first. The published totals of 2006 come out to the digit; how they are shared among
 * the units, and everything of 2007, is invented. No chance and no clock: the same plan gives the same events.
 */
export function sampleEvents(plan: Plan): readonly SampleEvent[] {
  const amounts = amountsOf(plan);
  const events: SampleEvent[] = [];
  for (let month = FIRST; month <= LAST; month = addMonths(month, 1)) {
    events.push(...eventsOf(plan, amounts, month));
  }
  return events.toSorted((a, b) => compare(a.at, b.at) || compare(a.key, b.key));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function eventsOf(plan: Plan, amounts: Amounts, month: Month): readonly SampleEvent[] {
  const timing = timingOf(plan, month);
  const missing: string[] = [];
  const events = unitsOwing(plan, month).flatMap((unit) => {
    const sheet = formSheetOf(plan, unit, month);
    if (sheet === null) return [];
    const incidents = incidentsOf(unit, month);
    const absent = incidents.find((incident) => incident.kind === 'missing');
    if (absent !== undefined) {
      missing.push(absent.story);
      return [];
    }
    const report = reportOf(sheet, fillingOf(plan, amounts, sheet, timing.from), timing);
    return incidents.reduce<readonly SampleEvent[]>(
      (sofar, incident) => befall(sofar, incident, { timing, sheet }),
      [report],
    );
  });
  return withLastStory(events, missing);
}

/** The unit's incidents of the month, its name put into the words. */
function incidentsOf(unit: FormSheet['unit'], month: Month): readonly Incident[] {
  const named = (words: string): string => words.replace('{unit}', unit.name);
  return INCIDENTS.filter((entry) => entry.unit === unit.id && entry.month === month).map(
    (entry) => {
      const story = named(entry.story);
      if (entry.kind === 'returned') return { ...entry, story, mended: named(entry.mended) };
      if (entry.kind === 'corrected') return { ...entry, story, corrected: named(entry.corrected) };
      return { ...entry, story };
    },
  );
}

function reportOf(sheet: FormSheet, filling: Filling, timing: Timing): Filled {
  const { unit, period } = sheet;
  return {
    key: keyOf(unit.id, period),
    at: timing.onTime(unit.id),
    fileName: fileNameOf(sheet, period),
    unit: unit.id,
    period,
    filling,
  };
}

/** Who never reported has no event of its own: it is told with the month's last report. */
function withLastStory(
  events: readonly SampleEvent[],
  stories: readonly string[],
): readonly SampleEvent[] {
  const reports = events.filter(({ key }) => !key.endsWith(CORRECTED));
  const last = reports.toSorted((a, b) => compare(a.at, b.at)).at(-1);
  return events.map((event) => (event === last ? stories.reduce(tell, event) : event));
}
