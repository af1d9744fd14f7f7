/** The ladder of reminders on the working calendar, and who stands on it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { parseReminder } from '../../src/model/catalogue/calendar-words.ts';
import { addDays, momentAt, type Day, type Moment } from '../../src/model/day.ts';
import type { Month } from '../../src/model/period.ts';
import type { Extension, Plan } from '../../src/model/plan.ts';
import { ladder, owing, reminderMoments, type OnLadder } from '../../src/model/reminder.ts';
import { workingCalendar } from '../../src/model/working-calendar.ts';
import { aPlan, aUnit, unitId } from '../build/plan.ts';
import { anAccepted, aSnapshot } from '../build/snapshot.ts';

const MAY = '2007-05' as Month;
const UNITS = ['weicheng', 'hanting', 'shouguang', 'anqiu'] as const;

function extended(unit: string, day: string): Extension {
  return {
    unit: unitId(unit),
    period: MAY,
    until: { day: day as Day, time: null },
    reason: '汛期',
    approver: '部务会议',
  };
}

function planWith(over: Partial<Plan['calendar']> = {}): Plan {
  const { calendar } = aPlan();
  return aPlan({
    units: UNITS.map((id) => aUnit(id, id)),
    calendar: { ...calendar, ...over },
  });
}

function shown(all: readonly OnLadder[]): readonly (readonly (string | undefined)[])[] {
  return all.map(({ report, now, next }) => [report.unit, now?.step, next?.step]);
}

function owingAt(at: string, plan: Plan, of = aSnapshot(MAY)): readonly OnLadder[] {
  const moment = `${at}:00+08:00` as Moment;
  return owing(aggregate(of.build(), plan, moment).reporting, plan, moment);
}

describe('the ladder', () => {
  it.each([
    ['截止前5个工作日', '2007-06-04', '2007-05-28T09:00:00+08:00'],
    ['截止前1个工作日', '2007-06-04', '2007-06-01T09:00:00+08:00'],
    ['截止当天14:30', '2007-06-04', '2007-06-04T14:30:00+08:00'],
    ['逾期1个工作日', '2007-06-04', '2007-06-05T09:00:00+08:00'],
    ['逾期3个工作日', '2007-06-06', '2007-06-11T09:00:00+08:00'],
    // May Day rested from the 1st to the 7th, worked on the weekend before.
    ['截止前1个工作日', '2007-05-08', '2007-04-30T09:00:00+08:00'],
    ['截止前3个工作日', '2007-05-08', '2007-04-28T09:00:00+08:00'],
    ['逾期1个工作日', '2007-04-30', '2007-05-08T09:00:00+08:00'],
    // Due on a Saturday where the rule leaves it there.
    ['截止当天', '2007-06-09', '2007-06-09T09:00:00+08:00'],
    ['逾期1个工作日', '2007-06-09', '2007-06-11T09:00:00+08:00'],
  ])('%s of what is due %s comes %s', (words, due, at) => {
    const plan = planWith({ reminders: [parseReminder(words)!] });
    const rungs = ladder(plan, workingCalendar(plan.calendar), momentAt(due as Day, '17:00'));
    expect(rungs.map((rung) => rung.at)).toEqual([at]);
  });

  it('stands in order of time, whatever the order written', () => {
    const steps = [3, 0, -5, 1, -1].map((workingDays) => ({
      name: String(workingDays),
      workingDays,
      time: '09:00',
    }));
    const plan = planWith({ reminders: steps });
    const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2005-01-01' as Day, days));
    fc.assert(
      fc.property(day, (due) => {
        const rungs = ladder(plan, workingCalendar(plan.calendar), momentAt(due, '17:00'));
        expect(rungs.map(({ step }) => step)).toEqual(['-5', '-1', '0', '1', '3']);
        expect(new Set(rungs.map(({ at }) => at)).size).toBe(5);
      }),
    );
  });

  it('has a moment for each due moment of a month', () => {
    const plan = planWith({ extensions: [extended('anqiu', '2007-06-06')] });
    const days = reminderMoments(MAY, plan).map(({ step, at }) => `${at.slice(5, 10)} ${step}`);
    expect(days).toEqual([
      '05-28 截止前5个工作日',
      '05-30 截止前5个工作日',
      '06-01 截止前1个工作日',
      '06-04 截止当天',
      '06-05 逾期1个工作日',
      '06-05 截止前1个工作日',
      '06-06 截止当天',
      '06-07 逾期3个工作日',
      '06-07 逾期1个工作日',
      '06-11 逾期3个工作日',
    ]);
  });
});

describe('who owes', () => {
  it.each([
    ['2007-05-28T08:59', undefined, '截止前5个工作日'],
    ['2007-05-28T09:00', '截止前5个工作日', '截止前1个工作日'],
    ['2007-06-03T12:00', '截止前1个工作日', '截止当天'],
    ['2007-06-04T17:01', '截止当天', '逾期1个工作日'],
    ['2007-06-07T09:00', '逾期3个工作日', undefined],
    ['2007-08-01T09:00', '逾期3个工作日', undefined],
  ])('stands at %s on one step, the last that has come', (at, now, next) => {
    const plan = planWith();
    expect(shown(owingAt(at, plan))).toEqual(UNITS.map((unit) => [unit, now, next]));
  });

  it('stands on its own ladder where it has an extension, and alone', () => {
    const plan = planWith({ extensions: [extended('hanting', '2007-06-06')] });
    expect(shown(owingAt('2007-06-05T10:00', plan))).toEqual([
      ['weicheng', '逾期1个工作日', '逾期3个工作日'],
      ['hanting', '截止前1个工作日', '截止当天'],
      ['shouguang', '逾期1个工作日', '逾期3个工作日'],
      ['anqiu', '逾期1个工作日', '逾期3个工作日'],
    ]);
  });

  it('is nobody before its first month or after its last, nor before the ledger', () => {
    const { calendar } = aPlan();
    const plan = aPlan({
      units: [
        aUnit('weicheng', 'a', { to: '2007-04' as Month }),
        aUnit('hanting', 'b', { from: '2007-06' as Month }),
        aUnit('anqiu', 'c'),
      ],
      calendar,
    });
    expect(owingAt('2007-06-05T10:00', plan).map(({ report }) => report.unit)).toEqual(['anqiu']);
    const june = aSnapshot(MAY, { begins: '2007-06' as Month });
    expect(owingAt('2007-06-05T10:00', plan, june)).toEqual([]);
  });

  it('owes still with a form that came back, and no more with one accepted', () => {
    const held = aSnapshot(MAY)
      .arrive('weicheng', MAY, 'returned', '2007-06-01T09:00')
      .put('hanting', MAY, {}, { at: '2007-06-01T09:00' })
      .arrive('hanting', MAY, 'returned', '2007-06-02T09:00');
    const units = owingAt('2007-06-05T10:00', planWith(), held).map(({ report }) => report.unit);
    expect(units).toEqual(['weicheng', 'shouguang', 'anqiu']);
  });

  it('is each unit without an accepted form, once, in official order, whenever it is asked', () => {
    const reported = fc.subarray([...UNITS]);
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 60 });
    const extensions = fc
      .subarray([...UNITS])
      .map((units) => units.map((u) => extended(u, '2007-06-07')));
    fc.assert(
      fc.property(reported, minutes, extensions, (units, after, own) => {
        const plan = planWith({ extensions: own });
        const held = units.map((unit, id) => anAccepted(unit, MAY, {}, { id: id + 1 }));
        const day = addDays('2007-05-20' as Day, Math.floor(after / 1440));
        const time = `${String(Math.floor((after % 1440) / 60)).padStart(2, '0')}:${String(after % 60).padStart(2, '0')}`;
        const at = momentAt(day, time);
        const snapshot = { ...aSnapshot(MAY).build(), submissions: held };
        const all = owing(aggregate(snapshot, plan, at).reporting, plan, at);
        expect(all.map(({ report }) => report.unit)).toEqual(
          UNITS.filter((unit) => !units.includes(unit)),
        );
        for (const { report, now, next } of all) {
          expect(now === null || now.at <= at).toBe(true);
          expect(next === null || next.at > at).toBe(true);
          const isExtended = own.some(({ unit }) => unit === report.unit);
          expect(report.due.slice(0, 10)).toBe(isExtended ? '2007-06-07' : '2007-06-04');
        }
      }),
    );
  });
});
