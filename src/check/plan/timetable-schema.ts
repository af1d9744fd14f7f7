/** The shape of the timetable: what is done by itself, and when. */
import * as z from 'zod';
import { KEY_WORDS } from '../../model/catalogue/plan-keys.ts';
import { FILE_WORDS, SPELLING_WORDS } from '../../model/catalogue/plan-words.ts';
import {
  ALL_REPORTED,
  MISSED_CHOICES,
  parseCompleteness,
  parseJobPeriod,
  parseTimeRule,
  UNATTENDED_CHOICES,
  WORK_CHOICES,
} from '../../model/catalogue/timetable-words.ts';
import * as s from './scalars.ts';

const K = KEY_WORDS.job;
const U = KEY_WORDS.unattended;

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

const completeness = z
  .string()
  .transform(
    (words, context) => parseCompleteness(words) ?? s.refuse(context, SPELLING_WORDS.completeness),
  );

/** No key has a usual value that lets anything be done: who allows it writes it out. */
const unattendedEntry = z.strictObject({
  allows: z.array(s.choice(UNATTENDED_CHOICES)).min(1, SPELLING_WORDS.some).describe(U.allows),
  completeness: completeness.prefault(ALL_REPORTED).describe(U.completeness),
  approver: s.text.describe(U.approver),
  reason: s.text.describe(U.reason),
});

export const scheduleFile = z
  .strictObject({
    unattended: unattendedEntry.describe(U.unattended).exactOptional(),
    jobs: z.array(jobEntry).describe(K.list),
  })
  .describe(FILE_WORDS.schedule);

/** A job as written. */
export type JobEntry = z.output<typeof jobEntry>;
