/** Extensions and the reminders' steps: how they are written, and what is told of those that cannot be. */
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../src/check/plan.ts';
import {
  parseReminder,
  parseUntil,
  USUAL_REMINDERS,
} from '../../src/model/catalogue/calendar-words.ts';
import { planFiles, replaced, SHIPPED } from './plan-texts.ts';

describe('a step of the reminders', () => {
  it.each([
    ['截止前5个工作日', '截止前5个工作日', -5, '09:00'],
    ['截止前一个工作日', '截止前1个工作日', -1, '09:00'],
    ['截止前１０个工作日14:30', '截止前10个工作日', -10, '14:30'],
    ['截止当天', '截止当天', 0, '09:00'],
    ['截止当日 8点', '截止当天', 0, '08:00'],
    ['逾期两个工作日9时30分', '逾期2个工作日', 2, '09:30'],
    ['超期3个工作日', '逾期3个工作日', 3, '09:00'],
  ])('%s is read', (written, name, workingDays, time) => {
    expect(parseReminder(written)).toEqual({ name, workingDays, time });
  });

  it.each([
    '',
    '截止前',
    '截止前0个工作日',
    '逾期0个工作日',
    '截止前31个工作日',
    '截止前3天',
    '逾期1个月',
    '截止当天25:00',
    '截止当天9:60',
  ])('%j is not', (written) => {
    expect(parseReminder(written)).toBeNull();
  });

  it('reads every usual one back from its name', () => {
    expect(USUAL_REMINDERS.map(({ name }) => parseReminder(name))).toEqual(USUAL_REMINDERS);
  });
});

describe('the end of an extension', () => {
  it.each([
    ['2007-06-06', '2007-06-06', null],
    ['2007-06-06 17:00', '2007-06-06', '17:00'],
    ['2007-06-06 9点前', '2007-06-06', '09:00'],
  ])('%s is read', (written, day, time) => {
    expect(parseUntil(written)).toEqual({ day, time });
  });

  it.each(['2007-06-31', '6月6日', '2007-06', '2007-06-06 25:00', ''])('%j is not', (written) => {
    expect(parseUntil(written)).toBeNull();
  });
});

const EXTENSION = `extensions:
  - unit: shouguang
    period: 2007-05
    until: 2007-06-06 17:00
    reason: 汛期抢险
    approver: 部务会议`;

function shipped(from: string, to: string, text = SHIPPED.calendar): string {
  return replaced(text, from, to);
}

const extended = shipped('\nextensions: []', `\n${EXTENSION}`);

describe('the calendar', () => {
  it('of before has no extensions and the usual steps', () => {
    const [head = '', tail = ''] = SHIPPED.calendar.split(/\n# 催报[\s\S]*\nextensions: \[\]\n/);
    const { value, findings } = checkPlan(planFiles({ calendar: `${head}\n${tail}` }));
    expect(findings).toEqual([]);
    expect(value?.calendar.extensions).toEqual([]);
    expect(value?.calendar.reminders).toEqual(USUAL_REMINDERS);
  });

  it('ships with the usual steps, and takes an extension', () => {
    const { value, findings } = checkPlan(planFiles({ calendar: extended }));
    expect(findings).toEqual([]);
    expect(value?.calendar.reminders).toEqual(USUAL_REMINDERS);
    expect(value?.calendar.extensions).toEqual([
      {
        unit: 'shouguang',
        period: '2007-05',
        until: { day: '2007-06-06', time: '17:00' },
        reason: '汛期抢险',
        approver: '部务会议',
      },
    ]);
  });

  it('may have no steps at all', () => {
    const steps = /\nreminders:\n(?: {2}- .*\n)+/;
    const calendar = SHIPPED.calendar.replace(steps, '\nreminders: []\n');
    expect(checkPlan(planFiles({ calendar })).value?.calendar.reminders).toEqual([]);
  });

  it.each([
    ['a unit that is not there', 'unit: shouguang', 'unit: shouguan', 'PLAN_REFERENCE'],
    ['an end that is no day', '2007-06-06 17:00', '2007-06-31', 'PLAN_VALUE_FORMAT'],
    ['an end at the due moment itself', '2007-06-06', '2007-06-04', 'PLAN_EXTENSION_UNUSED'],
    ['an end behind the issue', '2007-06-06', '2007-06-20', 'PLAN_EXTENSION_LATE'],
    ['no approver', '    approver: 部务会议', '', 'PLAN_KEY_MISSING'],
  ])('tells %s on its line', (_, from, to, code) => {
    const calendar = shipped(from, to, EXTENSION);
    const text = shipped('\nextensions: []', `\n${calendar}`);
    const { findings } = checkPlan(planFiles({ calendar: text }));
    const on = to === '' ? '- unit: shouguang' : to;
    const lines = text.split('\n');
    // The example in the comments holds the same words.
    const line = lines.findLastIndex((one) => one.includes(on)) + 1;
    expect(findings.map((one) => [one.code, one.place.line])).toEqual([[code, line]]);
  });

  it('tells an extension for a month that the unit does not report', () => {
    const units = replaced(
      SHIPPED.units,
      '    reports: 县市区',
      '    reports: 县市区\n    from: 2007-06',
      'id: shouguang',
    );
    const { findings } = checkPlan(planFiles({ units, calendar: extended }));
    const [only] = findings.filter(({ place }) => place.file === 'config/calendar.yaml');
    expect(only).toMatchObject({
      code: 'PLAN_EXTENSION_UNUSED',
      place: { key: 'extensions[1].period' },
    });
    expect(only?.message).toContain('寿光市2007年5月不填报');
  });

  it('tells a second extension of the same month, and a step that stands twice', () => {
    const second = shipped(
      EXTENSION,
      `${EXTENSION}${EXTENSION.replace('extensions:', '')}`,
      extended,
    );
    expect(checkPlan(planFiles({ calendar: second })).findings.map(({ code }) => code)).toEqual([
      'PLAN_DUPLICATE_PLAIN',
    ]);
    const steps = shipped('  - 截止当天', '  - 截止当天\n  - 截止当日14:00');
    const [step] = checkPlan(planFiles({ calendar: steps })).findings;
    expect(step).toMatchObject({ code: 'PLAN_REMINDER_TWICE', place: { key: 'reminders[4]' } });
  });

  it('tells a step that nobody understands, with how to write it', () => {
    const calendar = shipped('  - 逾期3个工作日', '  - 逾期三天');
    const [only, ...others] = checkPlan(planFiles({ calendar })).findings;
    expect(others).toEqual([]);
    expect(only).toMatchObject({ code: 'PLAN_VALUE_FORMAT', place: { key: 'reminders[5]' } });
    expect(only?.hint).toContain('截止前几个工作日、截止当天 或 逾期几个工作日');
  });
});
