/** The timetable as an administrator writes it: what is understood, and what is told at its line. */
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../src/check/plan.ts';
import { parseTimeRule } from '../../src/model/catalogue/timetable-words.ts';
import type { Finding } from '../../src/model/finding.ts';
import { planFiles } from './plan-texts.ts';

describe('when a job is done, in words', () => {
  it.each([
    ['每天8:00、12:00、17:10', { kind: 'daily', times: ['08:00', '12:00', '17:10'] }],
    ['每日 17：10，8点', { kind: 'daily', times: ['08:00', '17:10'] }],
    ['每个工作日8时30分', { kind: 'daily', times: ['08:30'], workingDays: true }],
    ['截止时间', { anchor: { of: 'due', shift: null }, whenComplete: false }],
    ['截止时间后2小时', { anchor: { of: 'due', shift: { minutes: 120 } } }],
    ['截止前30分钟', { anchor: { of: 'due', shift: { minutes: -30 } } }],
    [
      '印发时间前第1个工作日9:00',
      { anchor: { of: 'issue', shift: { workingDays: -1, time: '09:00' } } },
    ],
    ['收齐即做，最迟截止时间', { anchor: { of: 'due', shift: null }, whenComplete: true }],
    ['收齐即拟，最迟次月5日9:00，遇节假日提前', { whenComplete: true }],
    ['次月8日9:00，遇节假日顺延', { anchor: { rule: { monthsAfter: 1, dayOfMonth: 8 } } }],
    ['每月25日17:00，遇节假日提前', { anchor: { rule: { monthsAfter: 0, onRestDay: '提前' } } }],
    ['2007年6月20日9:00', { kind: 'once', at: '2007-06-20T09:00:00+08:00' }],
    ['2007-06-20 9:00', { kind: 'once', at: '2007-06-20T09:00:00+08:00' }],
  ])('%s', (words, rule) => {
    expect(parseTimeRule(words)).toMatchObject(rule);
  });

  it.each([
    '',
    '每天',
    '每天25:00',
    '每天8:00、',
    '8:00',
    '截止时间后',
    '截止时间后0小时',
    '截止时间后241小时',
    '截止时间后第21个工作日9:00',
    '次月8日9:00',
    '2007年2月30日9:00',
    '收齐即做',
    '0 9 25 * *',
  ])('is not “%s”', (words) => {
    expect(parseTimeRule(words)).toBeNull();
  });
});

const HEAD = '# yaml-language-server: $schema=./schema/schedule.schema.json\n';

/** @param jobs a job's keys, one text each. */
function findings(...jobs: readonly string[]): readonly Finding[] {
  const entries = jobs.map((keys) => `  - ${keys.split('\n').join('\n    ')}\n`);
  const schedule = `${HEAD}jobs:\n${entries.join('')}`;
  return checkPlan(planFiles({ schedule })).findings;
}

function found(...jobs: readonly string[]): readonly string[] {
  return findings(...jobs).map(({ place, code }) => `${String(place.line)} ${code}`);
}

describe('the timetable', () => {
  it('may be left out', () => {
    const { value: plan } = checkPlan(planFiles().filter(({ name }) => name !== 'schedule'));
    expect(plan?.jobs).toEqual([]);
    expect(plan?.source).not.toContain('schedule.yaml');
  });

  it('is read into jobs', () => {
    const jobs = checkPlan(planFiles()).value?.jobs ?? [];
    expect(jobs.map(({ id, does, of, missed }) => [id, does, of, missed])).toEqual([
      ['shoubao', 'collect', null, 'once'],
      ['jiezhi-shoubao', 'collect', 'month', 'once'],
      ['yanhou-shoubao', 'collect', 'month', 'once'],
      ['cuibao', 'remind', null, 'once'],
      ['yuebao', 'draft', 'month', 'replay'],
      ['jibao', 'draft', 'quarter', 'replay'],
      ['bannianbao', 'draft', 'half', 'replay'],
      ['nianbao', 'draft', 'year', 'replay'],
      ['fasong', 'deliver', null, 'once'],
      ['beifen', 'backup', null, 'once'],
    ]);
  });

  it('takes a single draft of one period', () => {
    expect(found('id: a\ndoes: 拟稿\nwhen: 2007年6月20日9:00\nperiod: 2007-05')).toEqual([]);
  });

  it.each([
    ['a time that is none', 'id: a\ndoes: 收报\nwhen: 每晚', '5 PLAN_VALUE_FORMAT'],
    ['work that nobody does', 'id: a\ndoes: 打印\nwhen: 每天8:00', '4 PLAN_VALUE_CHOICE'],
    [
      'a period that is none',
      'id: a\ndoes: 拟稿\nwhen: 截止时间\nperiod: 周报',
      '6 PLAN_VALUE_FORMAT',
    ],
    ['a daily draft', 'id: a\ndoes: 拟稿\nwhen: 每天8:00', '5 PLAN_JOB_WHICH'],
    [
      'a daily job of a period',
      'id: a\ndoes: 收报\nwhen: 每天8:00\nperiod: 月报',
      '6 PLAN_JOB_NO_PERIOD',
    ],
    ['a single draft of no period', 'id: a\ndoes: 拟稿\nwhen: 2007-06-20 9:00', '5 PLAN_JOB_WHICH'],
    [
      'a single draft of every month',
      'id: a\ndoes: 拟稿\nwhen: 2007-06-20 9:00\nperiod: 月报',
      '6 PLAN_JOB_TYPE',
    ],
    [
      'collecting as soon as all is there',
      'id: a\ndoes: 收报\nwhen: 收齐即做，最迟截止时间',
      '5 PLAN_JOB_COMPLETE',
    ],
    ['a key that is none', 'id: a\ndoes: 收报\nwhen: 每天8:00\ncron: 1', '6 PLAN_KEY_UNKNOWN'],
  ])('tells %s at its line', (_, keys, told) => {
    expect(found(keys)).toEqual([told]);
  });

  it('calls a kind of period by the word that was written', () => {
    const job = 'id: a\ndoes: 拟稿\nwhen: 2007-06-20 9:00\nperiod: 季报';
    expect(findings(job).map(({ message }) => message)).toEqual(['只做一次的事不能写“季报”']);
  });

  it('tells a second job of the same id', () => {
    const job = 'id: a\ndoes: 收报\nwhen: 每天8:00';
    expect(found(job, job)).toEqual(['6 PLAN_DUPLICATE_PLAIN']);
  });
});
