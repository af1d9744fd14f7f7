/** The shape of the timetable: what is done by itself, and when. */
import * as z from 'zod';
import { KEY_WORDS } from '../../model/catalogue/plan-keys.ts';
import { FILE_WORDS, SPELLING_WORDS } from '../../model/catalogue/plan-words.ts';
import {
  MISSED_CHOICES,
  parseJobPeriod,
  parseTimeRule,
  WORK_CHOICES,
} from '../../model/catalogue/timetable-words.ts';
import * as s from './scalars.ts';

const K = KEY_WORDS.job;

const timeRule = z.string().transform((words, context) => {
  const rule = parseTimeRule(words);
  return rule === null ? s.refuse(context, SPELLING_WORDS.jobWhen) : { words, rule };
});

const jobPeriod = z
  .string()
  .meta(s.NUMBER_OR_TEXT)
  .transform(
    (words, context) => parseJobPeriod(words) ?? s.refuse(context, SPELLING_WORDS.jobPeriod),
  );

export const jobEntry = z.strictObject({
  id: s.id.describe(K.id),
  does: s.choice(WORK_CHOICES).describe(K.does),
  when: timeRule.describe(K.when),
  period: jobPeriod.describe(K.period).exactOptional(),
  missed: s.choice(MISSED_CHOICES).default('once').describe(K.missed),
});

export const scheduleFile = z
  .strictObject({ jobs: z.array(jobEntry).describe(K.list) })
  .describe(FILE_WORDS.schedule);

/** A job as written. */
export type JobEntry = z.output<typeof jobEntry>;
