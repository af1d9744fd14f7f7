/** Days and moments as text, whatever the host's zone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  chineseDay,
  chineseMoment,
  dayOf,
  dayOfMoment,
  dayOfSerial,
  daysBetween,
  epochOfMoment,
  momentAt,
  momentOfEpoch,
  parseDay,
  parseMoment,
  serialOfDay,
  weekday,
  type Day,
} from '../../src/model/day.ts';

/** 1900-03-01 … 2199-12-31, what Excel's calendar and ours agree on. */
const serial = fc.integer({ min: 61, max: 109_574 });
const day = serial.map((number) => dayOfSerial(number)!);

describe('days', () => {
  it.each([
    '2007-02-29',
    '2007-13-01',
    '2007-00-10',
    '2007-06-31',
    '2007-6-1',
    '0000-01-01',
    '2007-06-01 ',
    '',
  ])('%j does not exist', (text) => {
    expect(parseDay(text)).toBeNull();
  });

  it.each([
    ['2008-02-29', 5],
    ['2007-06-03', 0],
    ['2007-06-08', 5],
    ['2000-01-01', 6],
  ])('%s is weekday %i', (text, expected) => {
    expect(weekday(parseDay(text)!)).toBe(expected);
  });

  it('go there and back, and compare as text', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -9000, max: 9000 }), (start, by) => {
        const end = addDays(start, by);
        expect(daysBetween(start, end)).toBe(by);
        expect(addDays(end, -by)).toBe(start);
        expect(Math.sign(by)).toBe(end > start ? 1 : end < start ? -1 : 0);
        expect(parseDay(end)).toBe(end);
      }),
    );
  });

  it('are built of their parts, or not at all', () => {
    expect(dayOf(2007, 6, 3)).toBe('2007-06-03');
    expect(dayOf(2007, 6, 31)).toBeNull();
    expect(chineseDay('2007-06-08' as Day)).toBe('2007年6月8日');
  });
});

describe('spreadsheet serials', () => {
  it.each([
    [39233, false, '2007-05-31'],
    [39233.99, false, '2007-05-31'],
    [37771, true, '2007-05-31'],
    [61, false, '1900-03-01'],
    [109574, false, '2199-12-31'],
    [60, false, null],
    [-1, false, null],
    [109575, false, null],
    [Number.NaN, false, null],
    [Number.POSITIVE_INFINITY, false, null],
  ])('%d (1904: %s) is %s', (number, date1904, expected) => {
    expect(dayOfSerial(number, date1904)).toBe(expected);
  });

  it('and days say the same', () => {
    fc.assert(
      fc.property(serial, (number) => {
        expect(serialOfDay(dayOfSerial(number)!)).toBe(number);
      }),
    );
  });
});

describe('moments', () => {
  it.each([
    '2007-05-31T24:00:00+08:00',
    '2007-05-31T23:60:00+08:00',
    '2007-05-31T23:59:60+08:00',
    '2007-02-30T10:00:00+08:00',
    '2007-05-31T10:00:00Z',
    '2007-05-31T10:00+08:00',
    '2007-05-31',
  ])('%s is none', (text) => {
    expect(parseMoment(text)).toBeNull();
  });

  it('are in Asia/Shanghai', () => {
    expect(momentOfEpoch(Date.UTC(2007, 5, 2, 16, 30))).toBe('2007-06-03T00:30:00+08:00');
    const moment = momentAt('2007-06-03' as Day, '17:00');
    expect(epochOfMoment(moment)).toBe(Date.UTC(2007, 5, 3, 9));
    expect(chineseMoment(moment)).toBe('2007年6月3日17:00');
    expect(dayOfMoment(moment)).toBe('2007-06-03');
  });

  it('and epochs say the same to the second, and compare as text', () => {
    const seconds = fc.integer({ min: -1_000_000_000, max: 7_000_000_000 });
    fc.assert(
      fc.property(seconds, seconds, (a, b) => {
        const [first, second] = [momentOfEpoch(a * 1000), momentOfEpoch(b * 1000)];
        expect(epochOfMoment(first)).toBe(a * 1000);
        expect(parseMoment(first)).toBe(first);
        expect(first < second).toBe(a < b);
      }),
    );
  });
});
