/** Jobs of the timetable: what does not go together, and sound entries as jobs. */
import { periodTypeWord, workWord } from '../../model/catalogue/timetable-words.ts';
import type { Finding } from '../../model/finding.ts';
import type { Job, Work } from '../../model/job.ts';
import { findingAt, isWritten, type Entries, type Located } from './entries.ts';
import type { JobEntry } from './timetable-schema.ts';

/** What is done of one period's bulletin alone. */
const OF_PERIOD: readonly Work[] = ['draft', 'sign', 'release'];

export function jobFindings({ jobs, schedule, loose }: Entries): readonly Finding[] {
  const each = jobs.flatMap((entry) => {
    const fault = faultOf(entry);
    return fault === null ? [] : [fault];
  });
  if (schedule === null) return each;
  return [...each, ...unattendedFindings(schedule, jobs, loose.units)];
}

/** What the clock is to do with a bulletin though nothing allows it, and a rule that can never hold. */
function unattendedFindings(
  schedule: NonNullable<Entries['schedule']>,
  jobs: Entries['jobs'],
  units: Entries['loose']['units'],
): readonly Finding[] {
  const { unattended } = schedule.value;
  // One that is written with a fault of its own is told there.
  if (unattended === undefined && isWritten(schedule, 'unattended')) return [];
  const allows: readonly Work[] = (unattended?.allows ?? []).filter((step) => step !== 'review');
  const forbidden = jobs
    .filter(({ value: { does } }) => does === 'sign' || does === 'release')
    .filter(({ value: { does } }) => !allows.includes(does))
    .map((job) => {
      const details = { work: workWord(job.value.does) };
      return findingAt(job, ['does'], 'PLAN_JOB_UNATTENDED', { details });
    });
  const count = new Set(units.map(({ value }) => value.id)).size;
  const { words: rule, least } = unattended?.completeness ?? { words: '', least: null };
  if (least === null || least <= count) return forbidden;
  const below = ['unattended', 'completeness'];
  return [
    ...forbidden,
    findingAt(schedule, below, 'PLAN_UNATTENDED_LEAST', { details: { rule, count } }),
  ];
}

function faultOf(entry: Located<JobEntry>): Finding | null {
  const { does, when, period } = entry.value;
  switch (when.rule.kind) {
    case 'period':
      if (!when.rule.whenComplete || does === 'draft') return null;
      return findingAt(entry, ['when'], 'PLAN_JOB_COMPLETE');
    case 'daily':
      if (period !== undefined) return findingAt(entry, ['period'], 'PLAN_JOB_NO_PERIOD');
      break;
    case 'once':
      if (period !== undefined) return typeFault(entry, periodTypeWord(period));
  }
  if (!OF_PERIOD.includes(does)) return null;
  const details = { work: workWord(does), when: when.words };
  return findingAt(entry, ['when'], 'PLAN_JOB_WHICH', { details });
}

/** @param type its word; null for a single period, which is as it should be. */
function typeFault(entry: Located<JobEntry>, type: string | null): Finding | null {
  if (type === null) return null;
  return findingAt(entry, ['period'], 'PLAN_JOB_TYPE', { details: { period: type } });
}

/** A sound entry as a job: one that hangs on periods is of each month's, where it says nothing else. */
export function jobOf({ id, does, when, period, missed }: JobEntry): Job {
  const of = period ?? (when.rule.kind === 'period' ? 'month' : null);
  return { id, does, words: when.words, when: when.rule, of, missed };
}
