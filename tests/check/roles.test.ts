/** roles.yaml and the clock's leave to sign: what is understood, and what is told at its line. */
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../src/check/plan.ts';
import { rolesIn } from '../../src/check/plan/roles.ts';
import { parseCompleteness } from '../../src/model/catalogue/timetable-words.ts';
import { dutiesOf, mayDo } from '../../src/model/duty.ts';
import type { Unattended } from '../../src/model/job.ts';
import { planFiles, replaced, SHIPPED } from './plan-texts.ts';

const CLOCK = `  - account: 自动
    may: [收报, 拟稿, 印发, 管理]
`;
const OTHERS = `  - account: baobiao
    may: [收报, 拟稿, 模板, 管理]
  - account: hegao
    may: [核稿]
  - account: qianfa
    may: [签发, 印发]
`;

function told(roles: string, schedule = SHIPPED.schedule): readonly string[] {
  const { findings } = checkPlan(planFiles({ roles, schedule }));
  return findings.map(({ severity, code, place, suggestion }) =>
    [severity, code, String(place.line), suggestion ?? ''].join(' ').trim(),
  );
}

describe('roles.yaml', () => {
  it('may be left out: everybody may do everything', () => {
    const { value: plan } = checkPlan(planFiles());
    expect(plan?.roles).toBeNull();
    expect(mayDo(null, 'anybody', 'sign')).toBe(true);
  });

  it('is another plan, with nothing else in it changed', () => {
    const [without, within] = [planFiles(), planFiles({ roles: SHIPPED.roles })].map((files) => {
      const { version, source, roles, ...rest } = checkPlan(files).value!;
      return { version, source, roles, rest };
    });
    expect(within!.version).not.toBe(without!.version);
    expect(within!.source).toContain('roles.yaml');
    expect(within!.roles!.map(({ account }) => account)).toContain('自动');
    expect(within!.rest).toEqual(without!.rest);
  });

  it('lets an account do what is written for it and nothing else', () => {
    const roles = rolesIn(planFiles({ roles: `accounts:\n${OTHERS}${CLOCK}` })).value!.roles;
    expect(mayDo(roles, 'qianfa', 'sign')).toBe(true);
    expect(mayDo(roles, 'qianfa', 'review')).toBe(false);
    expect(mayDo(roles, 'QIANFA', 'sign')).toBe(false);
    expect(mayDo(roles, '', 'sign')).toBe(false);
  });

  it.each([
    [
      'a duty that is none',
      OTHERS.replace('核稿', '核搞') + CLOCK,
      'error PLAN_VALUE_CHOICE 5 核稿',
    ],
    ['a key that is none', OTHERS.replace('may', 'mai') + CLOCK, 'error PLAN_KEY_UNKNOWN 3 may'],
    ['an account twice', `${OTHERS}${CLOCK}${CLOCK}`, 'error PLAN_DUPLICATE_PLAIN 10'],
    ['that nobody may sign', OTHERS.replace('签发, ', '') + CLOCK, 'error PLAN_ROLES_NO_SIGNER 1'],
    [
      'one account alone that may review and sign',
      OTHERS.replace('[核稿]', '[收报]').replace('签发', '核稿, 签发') + CLOCK,
      'error PLAN_ROLES_ONE_HAND 1',
    ],
    ['a duty of nobody', OTHERS.replace(', 模板', '') + CLOCK, 'warning PLAN_ROLES_NOBODY 1'],
  ])('tells %s at its line', (_, accounts, finding) => {
    expect(told(`accounts:\n${accounts}`)).toEqual([finding]);
  });

  it('tells what the timetable has the clock do without its duty', () => {
    const lines = told(`accounts:\n${OTHERS}${CLOCK.replace(', 管理', '')}`);
    expect(lines).toEqual([expect.stringMatching(/^error PLAN_JOB_DUTY \d+$/)]);
  });

  it('is read by itself when the rest of the plan has faults', () => {
    const units = replaced(SHIPPED.units, 'name:', 'nam:');
    const files = planFiles({ roles: SHIPPED.roles, units });
    expect(checkPlan(files).value).toBeNull();
    expect(rolesIn(files).value?.roles?.length).toBeGreaterThan(0);
    expect(rolesIn(planFiles({ roles: 'accounts: 1\n' })).value).toBeNull();
  });
});

const LEAVE = `unattended:
  allows: [核稿, 签发, 印发]
  completeness: 至少11家已报
  approver: 部务会议
  reason: 春节值班
`;
const JOBS = `jobs:
  - id: qianfa
    does: 签发
    when: 印发时间前1小时
  - id: yinfa
    does: 印发
    when: 印发时间
`;

function found(schedule: string): readonly string[] {
  const { findings } = checkPlan(planFiles({ schedule }));
  return findings.map(({ code, place }) => `${String(place.line)} ${code}`);
}

describe('the leave to sign unattended', () => {
  it('is none unless it is written', () => {
    expect(checkPlan(planFiles()).value?.unattended).toBeNull();
    expect(found(JOBS)).toEqual(['3 PLAN_JOB_UNATTENDED', '6 PLAN_JOB_UNATTENDED']);
  });

  it('is read with its rule; all units where none is written', () => {
    const plan = checkPlan(planFiles({ schedule: LEAVE + JOBS })).value;
    expect(plan?.unattended).toEqual({
      allows: ['review', 'sign', 'release'],
      completeness: { words: '至少11家已报', least: 11 },
      approver: '部务会议',
      reason: '春节值班',
    });
    const bare = LEAVE.replace(/ {2}completeness.*\n/, '');
    expect(checkPlan(planFiles({ schedule: bare + JOBS })).value?.unattended?.completeness).toEqual(
      {
        words: '全部单位已报',
        least: null,
      },
    );
  });

  it('is as the shipped timetable has it, its comment signs taken off', () => {
    const lines = /^# ?(unattended:|  (?:allows|completeness|approver|reason):)/;
    const at = SHIPPED.schedule.indexOf('  # - id: qianfa');
    const head = SHIPPED.schedule
      .slice(0, at)
      .split('\n')
      .map((line) => line.replace(lines, '$1'));
    const tail = SHIPPED.schedule.slice(at).replaceAll(/^ {2}# ?/gm, '  ');
    const { value: plan, findings } = checkPlan(planFiles({ schedule: head.join('\n') + tail }));
    expect(findings).toEqual([]);
    expect(plan?.unattended?.allows).toEqual(['review', 'sign', 'release']);
    expect(plan?.jobs.map(({ does }) => does)).toEqual(expect.arrayContaining(['sign', 'release']));
  });

  it.each([
    ['a step that is not allowed', LEAVE.replace(', 印发', ''), '11 PLAN_JOB_UNATTENDED'],
    ['nobody who allowed it', LEAVE.replace(/ {2}approver.*\n/, ''), '1 PLAN_KEY_MISSING'],
    ['a rule that is none', LEAVE.replace('至少11家已报', '差不多'), '3 PLAN_VALUE_FORMAT'],
    ['more units than there are', LEAVE.replace('11', '111'), '3 PLAN_UNATTENDED_LEAST'],
    ['a yes alone', 'unattended: 是\n', '1 PLAN_VALUE_SHAPE'],
  ])('tells %s', (_, leave, finding) => {
    expect(found(leave + JOBS)).toEqual([finding]);
  });

  it('signs for a period alone', () => {
    const daily = JOBS.replace('印发时间前1小时', '每天8:00');
    expect(found(LEAVE + daily)).toEqual(['9 PLAN_JOB_WHICH']);
    const whenComplete = JOBS.replace('印发时间前1小时', '收齐即做，最迟截止时间');
    expect(found(LEAVE + whenComplete)).toEqual(['9 PLAN_JOB_COMPLETE']);
  });

  it.each(['', '全部', '至少0家已报', '至少1234家已报', '约11家已报'])(
    '“%s” is no rule',
    (words) => {
      expect(parseCompleteness(words)).toBeNull();
    },
  );

  it('asks of the clock every duty that its work may come to', () => {
    const leave = { allows: ['review', 'sign', 'release'] } as unknown as Unattended;
    expect(dutiesOf('release', leave)).toEqual(['collect', 'draft', 'review', 'sign', 'release']);
    expect(dutiesOf('release', { ...leave, allows: ['release'] })).toEqual(['collect', 'release']);
    expect(dutiesOf('sign', { ...leave, allows: ['sign'] })).toEqual(['collect', 'sign']);
  });
});
