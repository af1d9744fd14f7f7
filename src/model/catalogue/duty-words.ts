/** The words of duties: how the plan writes them, who may not do what, and the faults of what was written. */
import type { Duty } from '../duty.ts';
import type { Finding } from '../finding.ts';
import { Refusal } from '../refusal.ts';
import { error, warning } from './plan-entry.ts';
import { wordOf } from './plan-words.ts';

export const DUTY_CHOICES = {
  收报: 'collect',
  拟稿: 'draft',
  核稿: 'review',
  签发: 'sign',
  印发: 'release',
  模板: 'template',
  管理: 'administer',
} as const satisfies Readonly<Record<string, Duty>>;

export function dutyWord(duty: Duty): string {
  return wordOf(DUTY_CHOICES, duty);
}

/** Whose doing it is what the clock does by itself. */
export const CLOCK_ACCOUNT = '自动';

/** What an account of the system is called here: none is taken for the clock. */
export function accountName(username: string): string {
  return username === CLOCK_ACCOUNT ? `${username}（账号）` : username;
}

/** @param holders the accounts that have the duty. */
export function dutyLacking(who: string, duty: Duty, holders: readonly string[]): Refusal {
  const word = dutyWord(duty);
  const people = holders.filter((account) => account !== CLOCK_ACCOUNT);
  const may = people.length === 0 ? '现在没有账号可以' : `可以的账号：${people.join('、')}`;
  return new Refusal('notAllowed', 'duty-lacking', {
    message: `账号“${who}”不能做这件事：要有“${word}”的职责，${may}。`,
    hint: '请换可以的账号来做；职责要变的，请管方案的人改 config/roles.yaml。',
  });
}

/** Whoever reviewed a draft does not sign it. @param holders who else may sign. */
export function reviewedByOneself(
  who: string,
  document: string,
  holders: readonly string[],
): Refusal {
  const people = holders.filter((account) => account !== CLOCK_ACCOUNT);
  return new Refusal('notAllowed', 'reviewed-by-oneself', {
    message: `${document}是账号“${who}”核稿的，核稿和签发要分开，不能再由它签发。`,
    hint: `请由另一个可以签发的账号来签发：${people.length === 0 ? '现在没有，请管方案的人改 config/roles.yaml' : people.join('、')}。`,
  });
}

/** Nobody can be asked of a file with faults: nothing is allowed then. */
export function rolesUnread(findings: readonly Finding[]): Refusal {
  return new Refusal('dataRefused', 'roles-unread', {
    message: 'config/roles.yaml 有错误，看不出谁可以做这件事，没有做。',
    hint: '请按所列问题改好 config/roles.yaml，再做一遍。',
    findings,
  });
}

/** What `plan check` says of who may do what. @param accounts null where the plan does not say. */
export function rolesLine(accounts: number | null): string {
  return accounts === null
    ? '没有 config/roles.yaml：能运行通报的账号，每一件事都可以做。'
    : `职责按 config/roles.yaml 分给 ${String(accounts)} 个账号，没有写到的账号只能查看。`;
}

/** What a duplicate is about. */
export const ACCOUNT_NAMED = { account: '账号' } as const;

/** By code; part of `planFinding`. */
export const PLAN_ROLES = {
  PLAN_ROLES_NO_SIGNER: error('没有账号可以签发，通报就发不出去', '给签发的账号在 may 里写上 签发'),
  PLAN_ROLES_ONE_HAND: error(
    '能核稿和能签发的只有“{account}”一个账号，核过的稿就没有人能签发',
    '核稿和签发要由两个账号来做：给另一个账号写上 核稿 或 签发',
  ),
  PLAN_ROLES_NOBODY: warning(
    '这些事没有账号可以做：{duties}',
    '要有人做的，给相应的账号在 may 里写上；确实不做的不用改',
  ),
  PLAN_JOB_DUTY: error(
    '日程让系统自己{work}，roles.yaml 里“自动”却没有这些职责：{duties}',
    '在 roles.yaml 里给 account: 自动 的 may 写上；不要系统自己做的，删去这一件',
  ),
};
