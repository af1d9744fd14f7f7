/** The working calendar against the State Council's notices of 2006, 2007 and other years, read by hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOfSerial, serialOfDay, weekday, type Day } from '../../src/model/day.ts';
import { parseMonth, parsePeriod } from '../../src/model/period.ts';
import type { DueRule } from '../../src/model/due-rule.ts';
import type { Calendar } from '../../src/model/plan.ts';
import { areHolidaysKnown, workingCalendar } from '../../src/model/working-calendar.ts';

const DUE: DueRule = {
  words: '次月3日17:00，遇节假日顺延',
  monthsAfter: 1,
  dayOfMonth: 3,
  time: '17:00',
  onRestDay: '顺延',
};

function calendarWith(over: Partial<Calendar> = {}): ReturnType<typeof workingCalendar> {
  return workingCalendar({
    due: DUE,
    issue: DUE,
    formerly: [],
    extensions: [],
    reminders: [],
    restDays: [],
    workDays: [],
    ...over,
  });
}

const CALENDAR = calendarWith();
const at = (text: string): Day => text as Day;

/** Days from the first to the last, both included. */
function days(first: string, last: string): Day[] {
  const all: Day[] = [];
  for (let day = at(first); day <= at(last); day = addDays(day, 1)) all.push(day);
  return all;
}

describe('the notices', () => {
  it.each([
    ['Spring Festival 2006', '2006-01-29', '2006-02-04', ['2006-01-28', '2006-02-05']],
    ['May Day 2006', '2006-05-01', '2006-05-07', ['2006-04-29', '2006-04-30']],
    ['National Day 2006', '2006-10-01', '2006-10-07', ['2006-09-30', '2006-10-08']],
    ['New Year 2007', '2007-01-01', '2007-01-03', ['2006-12-30', '2006-12-31']],
    ['Spring Festival 2007', '2007-02-18', '2007-02-24', ['2007-02-17', '2007-02-25']],
    ['May Day 2007', '2007-05-01', '2007-05-07', ['2007-04-28', '2007-04-29']],
    ['National Day 2007', '2007-10-01', '2007-10-07', ['2007-09-29', '2007-09-30']],
    ['New Year 2008', '2007-12-30', '2008-01-01', ['2007-12-29']],
    ['National Day 2024', '2024-10-01', '2024-10-07', ['2024-09-29', '2024-10-12']],
    ['Spring Festival 2025', '2025-01-28', '2025-02-04', ['2025-01-26', '2025-02-08']],
  ])('%s rests %s to %s, worked on %j', (_, first, last, worked) => {
    expect(days(first, last).filter((day) => CALENDAR.isWorkingDay(day))).toEqual([]);
    for (const day of worked) expect(CALENDAR.isWorkingDay(at(day)), day).toBe(true);
  });

  it('leave plain weeks alone', () => {
    expect(days('2007-06-04', '2007-06-10').map((day) => CALENDAR.isWorkingDay(day))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('are known from 2005 to 2026, and not beyond', () => {
    for (let year = 2005; year <= 2026; year += 1) expect(areHolidaysKnown(year, [])).toBe(true);
    expect(areHolidaysKnown(2003, [])).toBe(false);
    expect(areHolidaysKnown(2027, [])).toBe(false);
  });
});

describe('the administrator’s own days', () => {
  it('win over the built-in ones', () => {
    const calendar = calendarWith({
      restDays: [at('2007-06-04')],
      workDays: [at('2007-06-03'), at('2007-10-01')],
    });
    expect(calendar.isWorkingDay(at('2007-06-04'))).toBe(false);
    expect(calendar.isWorkingDay(at('2007-06-03'))).toBe(true);
    expect(calendar.isWorkingDay(at('2007-10-01'))).toBe(true);
  });

  it('open a year the package does not know', () => {
    const calendar = calendarWith({ restDays: [at('2027-10-01')] });
    expect(areHolidaysKnown(2027, [at('2027-10-01')])).toBe(true);
    expect(calendar.isWorkingDay(at('2027-10-01'))).toBe(false);
  });
});

describe('a due moment', () => {
  const on = (over: Partial<DueRule>, period: string): string =>
    calendarWith({ due: { ...DUE, ...over } }).due(parsePeriod(period)!);

  it.each([
    ['2007-05', '2007-06-04T17:00:00+08:00'],
    ['2007-06', '2007-07-03T17:00:00+08:00'],
    ['2007-04', '2007-05-08T17:00:00+08:00'],
    ['2006-12', '2007-01-04T17:00:00+08:00'],
    ['2006-01', '2006-02-05T17:00:00+08:00'],
    ['2007-01', '2007-02-05T17:00:00+08:00'],
    ['2007-Q1', '2007-04-03T17:00:00+08:00'],
    ['2007-H1', '2007-07-03T17:00:00+08:00'],
    ['2006', '2007-01-04T17:00:00+08:00'],
  ])('of %s falls on %s', (period, moment) => {
    expect(on({}, period)).toBe(moment);
  });

  it('is brought forward, or left where it is, when the rule says so', () => {
    expect(on({ onRestDay: '提前' }, '2007-05')).toBe('2007-06-01T17:00:00+08:00');
    expect(on({ onRestDay: '提前' }, '2007-04')).toBe('2007-04-30T17:00:00+08:00');
    expect(on({ onRestDay: '不变' }, '2007-05')).toBe('2007-06-03T17:00:00+08:00');
  });

  it('issues on Friday 8 June 2007 at nine', () => {
    expect(on({ dayOfMonth: 8, time: '09:00' }, '2007-05')).toBe('2007-06-08T09:00:00+08:00');
  });

  it('is clipped to a short month', () => {
    const last = { dayOfMonth: 31, onRestDay: '不变' } as const;
    expect(on(last, '2007-01')).toBe('2007-02-28T17:00:00+08:00');
    expect(on(last, '2008-01')).toBe('2008-02-29T17:00:00+08:00');
    expect(on({ ...last, monthsAfter: 0 }, '2007-05')).toBe('2007-05-31T17:00:00+08:00');
  });
});

describe('counting working days', () => {
  const day = fc
    .integer({
      min: serialOfDay(at('2005-01-01')),
      max: serialOfDay(at('2026-12-31')),
    })
    .map((serial) => dayOfSerial(serial)!);

  it.each([
    ['2007-06-04', '2007-06-04', 0],
    ['2007-06-04', '2007-06-05', 1],
    ['2007-06-01', '2007-06-04', 1],
    ['2007-06-02', '2007-06-03', 0],
    ['2007-04-27', '2007-05-08', 4],
    ['2007-06-05', '2007-06-04', -1],
  ])('from %s to %s there are %i', (a, b, expected) => {
    expect(CALENDAR.workingDaysBetween(at(a), at(b))).toBe(expected);
  });

  it('adds up over any day between, and turns its sign round', () => {
    const near = fc.tuple(day, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }));
    fc.assert(
      fc.property(near, ([a, first, second]) => {
        const [b, c] = [addDays(a, first), addDays(a, first + second)];
        const { workingDaysBetween: count } = CALENDAR;
        expect(count(a, b) + count(b, c)).toBe(count(a, c));
        expect(count(c, a) + count(a, c)).toBe(0);
      }),
    );
  });

  it('never makes a due moment of a rest day', () => {
    const months = fc.tuple(fc.integer({ min: 2005, max: 2026 }), fc.integer({ min: 1, max: 11 }));
    fc.assert(
      fc.property(months, fc.integer({ min: 1, max: 31 }), ([year, month], dayOfMonth) => {
        const period = parsePeriod(`${String(year)}-${String(month).padStart(2, '0')}`)!;
        const moment = calendarWith({ due: { ...DUE, dayOfMonth } }).due(period);
        expect(CALENDAR.isWorkingDay(moment.slice(0, 10) as Day)).toBe(true);
      }),
    );
  });

  it('finds 21 worked days in June 2007, all of them weekdays', () => {
    const june = days('2007-06-01', '2007-06-30').filter((one) => CALENDAR.isWorkingDay(one));
    expect(june).toHaveLength(21);
    expect(june.every((one) => weekday(one) >= 1 && weekday(one) <= 5)).toBe(true);
  });
});

describe('rules that were changed', () => {
  const calendar = calendarWith({
    due: { ...DUE, dayOfMonth: 5 },
    formerly: [
      { to: parseMonth('2007-03')!, due: { ...DUE, dayOfMonth: 4 } },
      {
        to: parseMonth('2006-12')!,
        due: { ...DUE, time: '12:00' },
        issue: { ...DUE, dayOfMonth: 9 },
      },
    ],
  });

  it.each([
    ['2006-11', '2006-12-04T12:00:00+08:00', '2006-12-11T17:00:00+08:00'],
    ['2006', '2007-01-04T12:00:00+08:00', '2007-01-09T17:00:00+08:00'],
    ['2007-01', '2007-02-05T17:00:00+08:00', '2007-02-05T17:00:00+08:00'],
    ['2007-03', '2007-04-04T17:00:00+08:00', '2007-04-03T17:00:00+08:00'],
    ['2007-04', '2007-05-08T17:00:00+08:00', '2007-05-08T17:00:00+08:00'],
  ])('hold for %s as they were then', (text, due, issue) => {
    const period = parsePeriod(text)!;
    expect([calendar.due(period), calendar.issue(period)]).toEqual([due, issue]);
  });
});

describe('the working day so many', () => {
  it.each([
    ['2007-06-04', 0, '2007-06-04'],
    ['2007-06-04', 1, '2007-06-05'],
    ['2007-06-04', -1, '2007-06-01'],
    ['2007-06-04', -5, '2007-05-28'],
    ['2007-06-08', 1, '2007-06-11'],
    // May Day rested from the 1st to the 7th, worked on the weekend before.
    ['2007-05-08', -1, '2007-04-30'],
    ['2007-05-08', -3, '2007-04-28'],
    ['2007-06-03', 0, '2007-06-03'],
  ])('%s %i is %s', (from, count, day) => {
    expect(CALENDAR.workingDay(at(from), count)).toBe(day);
  });

  it('is counted as many working days away', () => {
    const day = fc.integer({ min: 0, max: 6000 }).map((days) => addDays(at('2005-01-01'), days));
    fc.assert(
      fc.property(day, fc.integer({ min: -30, max: 30 }), (from, count) => {
        const to = CALENDAR.workingDay(from, count);
        if (count === 0) return to === from;
        const between = CALENDAR.workingDaysBetween(from, to);
        // Backwards the day reached is counted out and the one left in, where it is worked.
        const own = count < 0 && CALENDAR.isWorkingDay(from) ? 0 : count < 0 ? -1 : 0;
        return CALENDAR.isWorkingDay(to) && between === count - own;
      }),
    );
  });
});
