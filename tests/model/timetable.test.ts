/** The slots that a timetable comes to, and which of them are due. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dueSlots,
  nextSlots,
  openFailures,
  standingName,
  type Held,
  type HeldSlot,
} from '../../src/model/due-slots.ts';
import { momentOfEpoch, parseMoment, type Moment } from '../../src/model/day.ts';
import type { Job } from '../../src/model/job.ts';
import { slotsBetween } from '../../src/model/timetable.ts';
import { workingCalendar } from '../../src/model/working-calendar.ts';
import { aJob } from '../build/jobs.ts';
import { aPlan } from '../build/plan.ts';

const calendar = workingCalendar(aPlan().calendar);

function moment(text: string): Moment {
  const parsed = parseMoment(text.length === 16 ? `${text}:00+08:00` : text);
  if (parsed === null) throw new RangeError(text);
  return parsed;
}

function slots(jobs: readonly Job[], from: string, to: string): readonly string[] {
  return slotsBetween(jobs, calendar, moment(from), moment(to)).map(
    ({ job, key, at }) => `${at.slice(0, 16)} ${job.id}${key === at ? '' : ` ${key}`}`,
  );
}

describe('slots', () => {
  it('lie where the working calendar puts them, with the day they were moved from', () => {
    const job = aJob('a', '截止时间', '月报');
    const found = slotsBetween(
      [job],
      calendar,
      moment('2006-12-31T00:00'),
      moment('2007-06-30T00:00'),
    );
    expect(found.map(({ period, at, movedFrom }) => [period, at.slice(0, 10), movedFrom])).toEqual([
      ['2006-12', '2007-01-04', '2007-01-03'],
      ['2007-01', '2007-02-05', '2007-02-03'],
      ['2007-02', '2007-03-05', '2007-03-03'],
      ['2007-03', '2007-04-03', null],
      ['2007-04', '2007-05-08', '2007-05-03'],
      ['2007-05', '2007-06-04', '2007-06-03'],
    ]);
  });

  it.each([
    [
      '季报',
      ['2007-01-04T19:00 a 2006-Q4', '2007-04-03T19:00 a 2007-Q1', '2007-07-03T19:00 a 2007-Q2'],
    ],
    ['半年报', ['2007-01-04T19:00 a 2006-H2', '2007-07-03T19:00 a 2007-H1']],
    ['年报', ['2007-01-04T19:00 a 2006']],
    ['2007-02', ['2007-03-05T19:00 a 2007-02']],
  ])('of a %s come when its last month is over', (period, expected) => {
    const job = aJob('a', '截止时间后2小时', period);
    expect(slots([job], '2007-01-01T00:00', '2007-09-30T00:00')).toEqual(expected);
  });

  it('tell of a deadline that was moved where they hang on it by hours', () => {
    const of = (words: string): readonly (string | null)[] => {
      const [from, to] = [moment('2007-05-01T00:00'), moment('2007-07-01T00:00')];
      const found = slotsBetween([aJob('a', words, '2007-05')], calendar, from, to);
      return found.map(({ movedFrom }) => movedFrom);
    };
    expect(of('截止时间后10分钟')).toEqual(['2007-06-03']);
    expect(of('截止时间后第1个工作日9:00')).toEqual([null]);
  });

  it('go by working days, and may lie before what they hang on', () => {
    const jobs = [
      aJob('a', '印发时间前第2个工作日9:00', '月报'),
      aJob('b', '截止时间后第1个工作日9:00', '月报'),
      aJob('c', '每月25日17:00，遇节假日提前', '月报'),
    ];
    expect(slots(jobs, '2007-06-01T00:00', '2007-06-30T00:00')).toEqual([
      '2007-06-05T09:00 b 2007-05',
      '2007-06-06T09:00 a 2007-05',
      '2007-06-25T17:00 c 2007-06',
    ]);
  });

  it('of working days leave out holidays and take in days made up for them', () => {
    const job = aJob('a', '每个工作日8:00');
    const may = slots([job], '2007-04-27T12:00', '2007-05-09T00:00');
    expect(may.map((slot) => slot.slice(5, 10))).toEqual(['04-28', '04-29', '04-30', '05-08']);
  });

  it('at one moment stand in the order of the timetable', () => {
    const jobs = [aJob('z', '每天17:00'), aJob('a', '截止时间', '月报')];
    expect(slots(jobs, '2007-06-04T12:00', '2007-06-04T18:00')).toEqual([
      '2007-06-04T17:00 z',
      '2007-06-04T17:00 a 2007-05',
    ]);
  });

  it('of two stretches are those of the whole: none is lost at the seam, none doubled', () => {
    const jobs = [
      aJob('a', '每天0:00、23:59'),
      aJob('b', '截止时间后240小时', '月报'),
      aJob('c', '印发时间前第20个工作日0:00', '季报'),
      aJob('d', '2007年6月20日9:00'),
    ];
    const start = Date.parse('2007-01-01T00:00:00+08:00');
    const minutes = fc.integer({ min: 0, max: 400 * 1440 });
    const property = fc.property(fc.tuple(minutes, minutes, minutes), (some) => {
      const [a, b, c] = some.sort((x, y) => x - y).map((m) => momentOfEpoch(start + m * 60_000));
      const parts = [
        ...slotsBetween(jobs, calendar, a!, b!),
        ...slotsBetween(jobs, calendar, b!, c!),
      ];
      expect(parts).toEqual(slotsBetween(jobs, calendar, a!, c!));
    });
    fc.assert(property, { numRuns: 60 });
  });

  it('are looked for as far ahead as needed', () => {
    const jobs = [aJob('a', '截止时间', '年报')];
    const next = nextSlots({ jobs, calendar }, moment('2007-02-01T00:00'), 12);
    expect(next.map(({ period }) => period)).toEqual(['2007', '2008', '2009']);
  });
});

/** The ledger's memory of a clock that has gone by these jobs since a moment. */
function held(jobs: readonly Job[], since: string, some: readonly HeldSlot[] = []): Held {
  const plans = [{ plan: 'p', at: moment(since), jobs: jobs.map(standingName) }];
  return { plans, slots: some, isComplete: () => false };
}

function begun(job: string, key: string, at: string, over: Partial<HeldSlot> = {}): HeldSlot {
  const end = { at: moment(at), outcome: 'done' } as const;
  return { job, key, at: moment(at), attempts: 1, end, ...over };
}

function due(jobs: readonly Job[], now: string, memory: Held): readonly string[] {
  return dueSlots({ jobs, calendar }, moment(now), memory).map(
    ({ slot, reason, merged }) =>
      `${slot.job.id} ${slot.key.slice(0, 16)} ${reason} ${String(merged)}`,
  );
}

const DAILY = aJob('d', '每天8:00、17:00');
const MONTHLY = aJob('m', '截止时间', '月报');
const key = (at: string): string => moment(at);

describe('what is due', () => {
  it('is nothing of before the job was written down, and nothing early', () => {
    const memory = held([DAILY, MONTHLY], '2007-06-04T09:00');
    expect(due([DAILY, MONTHLY], '2007-06-04T16:59', memory)).toEqual([]);
    expect(due([DAILY, MONTHLY], '2007-06-04T17:00', memory)).toEqual([
      'd 2007-06-04T17:00 on-time 0',
      'm 2007-05 on-time 0',
    ]);
  });

  it('is a job that no clock has seen never', () => {
    const memory = { ...held([DAILY], '2007-01-01T00:00') };
    expect(due([MONTHLY], '2007-06-04T17:00', memory)).toEqual([]);
  });

  it('is of several missed times of the day the newest, of missed months each, the oldest first', () => {
    const memory = held([DAILY, MONTHLY], '2007-04-01T00:00');
    expect(due([DAILY, MONTHLY], '2007-06-05T07:00', memory)).toEqual([
      'm 2007-03 late 0',
      'm 2007-04 late 0',
      'd 2007-06-04T17:00 late 129',
      'm 2007-05 late 0',
    ]);
  });

  it('is each missed time where they are replayed, none where they are left out', () => {
    const replayed = { ...DAILY, missed: 'replay' } as const;
    const left = [
      { ...DAILY, missed: 'skip' },
      { ...MONTHLY, missed: 'skip' },
    ] as const;
    const since = '2007-06-03T12:00';
    expect(due([replayed], '2007-06-04T20:00', held([replayed], since))).toEqual([
      'd 2007-06-03T17:00 late 0',
      'd 2007-06-04T08:00 late 0',
      'd 2007-06-04T17:00 late 0',
    ]);
    expect(due(left, '2007-06-04T20:00', held(left, since))).toEqual([
      'd 2007-06-04T17:00 too-late 2',
      'm 2007-05 too-late 0',
    ]);
    expect(due(left, '2007-06-04T18:30', held(left, since))).toEqual([
      'd 2007-06-04T17:00 late 2',
      'm 2007-05 late 0',
    ]);
  });

  it('is nothing that was begun, though the clock goes back over it', () => {
    const at = '2007-06-04T17:00';
    const memory = held([DAILY, MONTHLY], '2007-06-04T09:00', [
      begun('d', key(at), at),
      begun('m', '2007-05', at),
    ]);
    for (const now of ['2007-06-04T16:00', '2007-06-04T17:00', '2007-06-04T18:00']) {
      expect(due([DAILY, MONTHLY], now, memory)).toEqual([]);
    }
  });

  it('goes on with what was broken off, and tries again what failed, after a pause', () => {
    const at = '2007-06-04T17:00';
    const failed = { at: moment('2007-06-04T17:01'), outcome: 'failed' } as const;
    const memory = (over: Partial<HeldSlot>): Held =>
      held([MONTHLY], '2007-06-04T09:00', [begun('m', '2007-05', at, over)]);
    expect(due([MONTHLY], '2007-06-04T17:01', memory({ end: null }))).toEqual([
      'm 2007-05 resumed 0',
    ]);
    expect(due([MONTHLY], '2007-06-04T17:05', memory({ end: failed }))).toEqual([]);
    expect(due([MONTHLY], '2007-06-04T17:06', memory({ end: failed }))).toEqual([
      'm 2007-05 retried 0',
    ]);
    expect(due([MONTHLY], '2007-06-04T17:10', memory({ end: failed, attempts: 2 }))).toEqual([]);
    expect(due([MONTHLY], '2007-07-01T00:00', memory({ end: failed, attempts: 100 }))).toEqual([]);
  });

  it('is a failed time of the day no more once the next has come', () => {
    const at = '2007-06-04T08:00';
    const failed = { at: moment('2007-06-04T16:50'), outcome: 'failed' } as const;
    const memory = held([DAILY], '2007-06-01T00:00', [begun('d', key(at), at, { end: failed })]);
    expect(due([DAILY], '2007-06-04T16:58', memory)).toEqual(['d 2007-06-04T08:00 retried 0']);
    expect(due([DAILY], '2007-06-04T17:00', memory)).toEqual(['d 2007-06-04T17:00 on-time 0']);
  });

  it('is the time of the day though a clock that was years ahead has begun one', () => {
    const ahead = '2030-06-04T17:00';
    const memory = held([DAILY], '2007-06-01T00:00', [begun('d', key(ahead), ahead)]);
    expect(due([DAILY], '2007-06-04T17:00', memory)).toEqual(['d 2007-06-04T17:00 on-time 7']);
  });

  it('comes early once everybody has reported, never before the period is over', () => {
    const job = aJob('m', '收齐即做，最迟截止时间', '月报');
    const memory = held([job], '2007-05-01T00:00', [begun('m', '2007-04', '2007-05-08T17:00')]);
    const complete = { ...memory, isComplete: (period: string) => period === '2007-05' };
    expect(due([job], '2007-05-31T23:59', complete)).toEqual([]);
    expect(due([job], '2007-06-01T00:00', complete)).toEqual(['m 2007-05 early 0']);
    expect(due([job], '2007-06-04T16:59', memory)).toEqual([]);
    expect(due([job], '2007-06-04T17:00', memory)).toEqual(['m 2007-05 on-time 0']);
  });

  it('tells of a single time that was past when it was written down, and leaves it', () => {
    const job = aJob('o', '2007年6月4日9:00', '2007-05');
    expect(due([job], '2007-06-04T10:00', held([job], '2007-06-04T09:30'))).toEqual([
      'o 2007-06-04T09:00 before 0',
    ]);
    expect(due([job], '2007-06-04T10:00', held([job], '2007-06-04T08:30'))).toEqual([
      'o 2007-06-04T09:00 late 0',
    ]);
  });

  it('begins anew for times of the day that were changed, and goes on for periods', () => {
    const other = { ...DAILY, words: '每天7:00', when: aJob('d', '每天7:00').when };
    const moved = { ...MONTHLY, words: '截止时间后1小时', when: aJob('m', '截止时间后1小时').when };
    const memory = held([DAILY, MONTHLY], '2007-05-09T00:00');
    const next = {
      plan: 'q',
      at: moment('2007-06-04T19:00'),
      jobs: [other, moved].map(standingName),
    };
    const both = { ...memory, plans: [...memory.plans, next] };
    expect(due([other, moved], '2007-06-04T19:00', both)).toEqual(['m 2007-05 late 0']);
  });

  it('is at fault until a later time of the day was done, a period until it was itself', () => {
    const failed = { at: moment('2007-06-04T08:01'), outcome: 'failed' } as const;
    const at = '2007-06-04T08:00';
    const daily = begun('d', key(at), at, { end: failed });
    const monthly = begun('m', '2007-05', at, { end: failed });
    const told = [daily, monthly].map(({ at: due, ...one }) => ({ ...one, due }));
    const open = (now: string, some: readonly HeldSlot[], jobs = [DAILY, MONTHLY]) =>
      openFailures(told, jobs, [daily, monthly, ...some], moment(now)).map(({ job }) => job);
    const later = begun('d', key('2007-06-04T17:00'), '2007-06-04T17:00');
    expect(open('2007-06-04T18:00', [])).toEqual(['d', 'm']);
    expect(open('2007-06-04T18:00', [later])).toEqual(['m']);
    expect(open('2007-06-04T18:00', [{ ...later, end: failed }])).toEqual(['d', 'm']);
    expect(open('2007-06-04T18:00', [], [DAILY])).toEqual(['d']);
    expect(open('2007-07-06T18:00', [])).toEqual([]);
  });

  it('is every slot once and none early, however irregularly the clock is asked', () => {
    const jobs = [MONTHLY, { ...DAILY, missed: 'replay' } as const, aJob('q', '印发时间', '季报')];
    const start = Date.parse('2007-01-01T00:00:00+08:00');
    const gaps = fc.array(fc.integer({ min: 1, max: 40 * 1440 }), { minLength: 1, maxLength: 60 });
    const property = fc.property(gaps, (some) => {
      const memory: HeldSlot[] = [];
      const done: string[] = [];
      let at = start;
      for (const gap of some) {
        at += gap * 60_000;
        const now = momentOfEpoch(at);
        const ledger = held(jobs, momentOfEpoch(start), memory);
        for (const { slot } of dueSlots({ jobs, calendar }, now, ledger)) {
          expect(slot.at <= now).toBe(true);
          done.push(`${slot.at} ${slot.job.id} ${slot.key}`);
          memory.push(begun(slot.job.id, slot.key, slot.at));
        }
      }
      const all = slotsBetween(jobs, calendar, momentOfEpoch(start), momentOfEpoch(at));
      expect(done).toEqual(all.map((slot) => `${slot.at} ${slot.job.id} ${slot.key}`));
    });
    fc.assert(property, { numRuns: 25 });
  });
});
