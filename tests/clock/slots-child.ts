/** Prints the hour that its time zone shows, then two years of slots; run under several time zones. */
import { momentOfEpoch } from '../../src/model/day.ts';
import { dueSlots, standingName } from '../../src/model/due-slots.ts';
import { slotsBetween } from '../../src/model/timetable.ts';
import { workingCalendar } from '../../src/model/working-calendar.ts';
import { aJob } from '../build/jobs.ts';
import { aPlan } from '../build/plan.ts';

const at = Date.parse('2007-03-11T07:30:00Z');
const calendar = workingCalendar(aPlan().calendar);
const jobs = [
  aJob('a', '每个工作日0:00、23:59'),
  aJob('b', '截止时间后1分钟', '月报'),
  aJob('c', '印发时间前第1个工作日9:00', '季报'),
  aJob('d', '2007年12月31日23:30'),
];
const moment = (text: string): ReturnType<typeof momentOfEpoch> => momentOfEpoch(Date.parse(text));
const slots = slotsBetween(
  jobs,
  calendar,
  moment('2007-01-01T00:00:00+08:00'),
  moment('2009-01-01T00:00:00+08:00'),
);
const held = {
  plans: [{ plan: 'p', at: moment('2007-01-01T00:00:00+08:00'), jobs: jobs.map(standingName) }],
  slots: [],
  isComplete: () => false,
};
const due = dueSlots({ jobs, calendar }, moment('2007-12-31T16:00:00Z'), held);
const lines = [
  String(new Date(at).getHours()),
  ...slots.map((slot) => `${slot.at} ${slot.job.id} ${slot.key}`),
  ...due.map(({ slot, reason }) => `${slot.at} ${slot.job.id} ${reason}`),
];
process.stdout.write(`${lines.join('\n')}\n`);
