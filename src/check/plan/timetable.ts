/** Jobs of the timetable: what does not go together, and sound entries as jobs. */
import type { Finding } from '../../model/finding.ts';
import type { Job } from '../../model/job.ts';
import { parsePeriod } from '../../model/period.ts';
import { findingAt, type Entries, type Located } from './entries.ts';
import type { JobEntry } from './timetable-schema.ts';

export function jobFindings({ jobs }: Entries): readonly Finding[] {
  return jobs.flatMap((entry) => {
    const fault = faultOf(entry);
    return fault === null ? [] : [fault];
  });
}

function faultOf(entry: Located<JobEntry>): Finding | null {
  const { does, when, period } = entry.value;
  const isOne = period !== undefined && parsePeriod(period) !== null;
  switch (when.rule.kind) {
    case 'period':
      if (!when.rule.whenComplete || does === 'draft') return null;
      return findingAt(entry, ['when'], 'PLAN_JOB_COMPLETE');
    case 'daily':
      if (period !== undefined) return findingAt(entry, ['period'], 'PLAN_JOB_NO_PERIOD');
      break;
    case 'once':
      if (isOne) return null;
      if (period !== undefined) {
        return findingAt(entry, ['period'], 'PLAN_JOB_TYPE', { details: { period } });
      }
  }
  if (does !== 'draft') return null;
  return findingAt(entry, ['when'], 'PLAN_JOB_WHICH', { details: { when: when.words } });
}

/** A sound entry as a job: one that hangs on periods is of each month's, where it says nothing else. */
export function jobOf({ id, does, when, period, missed }: JobEntry): Job {
  const of = period ?? (when.rule.kind === 'period' ? 'month' : null);
  return { id, does, words: when.words, when: when.rule, of, missed };
}
