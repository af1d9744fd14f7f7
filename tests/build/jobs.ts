/** Jobs of the timetable by their words, as an administrator writes them. */
import { parseJobPeriod, parseTimeRule } from '../../src/model/catalogue/timetable-words.ts';
import type { Job } from '../../src/model/job.ts';

/** Drafts of a kind of periods (月报) or of one, collects otherwise. */
export function aJob(id: string, words: string, period = '', over: Partial<Job> = {}): Job {
  const when = parseTimeRule(words);
  if (when === null) throw new RangeError(words);
  const of = period === '' ? (when.kind === 'period' ? 'month' : null) : parseJobPeriod(period);
  const does = period === '' ? 'collect' : 'draft';
  return { id, does, words, when, of, missed: 'once', ...over };
}
