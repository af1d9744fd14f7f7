/** What an incident makes of a unit's files of a month. */
import type { FormSheet } from '../model/form.ts';
import { addMonths } from '../model/period.ts';
import { fileNameOf, keyOf, type Filled, type Resent, type SampleEvent } from './event.ts';
import type { Incident } from './incidents.ts';
import { minutesAfter, type Timing } from './timing.ts';

/** How the key of a correction after the fact ends. */
export const CORRECTED = '-corrected';

type Scene = Readonly<{ timing: Timing; sheet: FormSheet }>;

/** The events as the incident leaves them; the unit's own report is the last filled one. */
export function befall(
  events: readonly SampleEvent[],
  incident: Incident,
  scene: Scene,
): readonly SampleEvent[] {
  const report = events.findLast((event): event is Filled => 'filling' in event);
  if (report === undefined) return events;
  const others = events.filter((event) => event !== report);
  return [...others, ...outcomes(report, incident, scene)];
}

/** Adds a story to what is already told of the event. */
export function tell<T extends SampleEvent>(event: T, story: string): T {
  return { ...event, story: event.story === undefined ? story : `${event.story}；${story}` };
}

function outcomes(
  report: Filled,
  incident: Incident,
  { timing, sheet }: Scene,
): readonly SampleEvent[] {
  const told = tell(report, incident.story);
  switch (incident.kind) {
    case 'late':
      return [{ ...told, at: timing.late(report.unit, incident.workingDays) }];
    case 'renamed':
      return [{ ...told, fileName: incident.fileName }];
    case 'retyped':
      return [{ ...told, filling: incident.typed(report.filling) }];
    case 'twice':
      return [report, tell(sentAgain(report), incident.story)];
    case 'stale':
      return [tell(staleFile(report, sheet, timing), incident.story), report];
    case 'returned':
      return returned(report, incident, timing);
    case 'corrected':
      return corrected(report, incident);
    case 'missing':
      return [];
  }
}

function sentAgain({ key, at, fileName }: Filled): Resent {
  return { key: `${key}-again`, at: minutesAfter(at, 7), fileName, resends: key };
}

/** Last month's file under last month's name. */
function staleFile({ key, unit, period }: Filled, sheet: FormSheet, timing: Timing): Resent {
  const before = addMonths(period, -1);
  const fileName = fileNameOf(sheet, before);
  return { key: `${key}-stale`, at: timing.early(unit), fileName, resends: keyOf(unit, before) };
}

/** The faulty file comes early, the mended one when the unit would have reported anyway. */
function returned(
  report: Filled,
  { story, faulty, mended }: Extract<Incident, { kind: 'returned' }>,
  timing: Timing,
): readonly SampleEvent[] {
  const at = timing.early(report.unit);
  const first = { ...report, key: `${report.key}-faulty`, at, filling: faulty(report.filling) };
  const second = report.at > minutesAfter(at, 60) ? report.at : minutesAfter(at, 95);
  return [tell(first, story), tell({ ...report, at: second }, mended)];
}

function corrected(
  report: Filled,
  { at, story, wrong, corrected: words }: Extract<Incident, { kind: 'corrected' }>,
): readonly SampleEvent[] {
  const first = { ...report, filling: wrong(report.filling) };
  const second = { ...report, key: `${report.key}${CORRECTED}`, at };
  return [tell(first, story), tell(second, words)];
}
