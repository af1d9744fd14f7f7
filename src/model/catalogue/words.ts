/** Fixed words that several rooms write alike: outcomes, report statuses, steps of the work, folders and files. */
import type { ReportStatus } from '../scoreboard.ts';
import type { Outcome } from '../submission.ts';
import type { LeftReason } from '../world.ts';

/** What a receipt answers to an arrival. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  accepted: '接收',
  returned: '退回',
  'seen-before': '重复',
};

/** How a unit stands with its report of a month. */
export const STATUS_WORDS: Readonly<Record<ReportStatus, string>> = {
  'on-time': '按时',
  late: '迟报',
  missing: '漏报',
  returned: '退回',
  'not-due': '未到期',
};

/** Why something was left lying in the inbox. */
export const LEFT_WORDS: Readonly<Record<LeftReason, string>> = {
  folder: '是文件夹，没有打开；里面有报表的，请移到收件箱里',
  link: '是链接，没有打开；请放原来的文件',
  special: '不是普通文件，没有读取',
  'lock-file': '是表格程序的占用标记，说明有人正开着这份报表；关闭后会自动消失',
  'half-sent': '是没有传完的文件；传完后会改名，下次收报时再收',
  hidden: '是隐藏文件，没有收取；是报表的，请改名（不用“.”开头）',
  unreadable: '没有读取的权限，请检查文件权限',
  later: '可能还没有传完，或者正被别的程序打开；下次收报时再收',
};

/** The steps that progress names. */
export const STEP_WORDS = {
  forms: '生成报表',
  collect: '收报',
  draft: '拟稿',
  sign: '签发',
  verify: '核验',
  compare: '对照版面',
  remind: '催报',
  examine: '检查在线表',
} as const;

/** Names that stand in the data folder. */
export const PLACE_WORDS = {
  done: '已处理',
  unknown: '未识别',
  receipt: '回执',
  marked: '批注版',
  slips: '一县一单',
  manifest: '清单.json',
  backup: '通报备份',
  backups: '备份',
  aside: '恢复以前',
  reminders: '催报',
} as const;

/** The parts of a task's row that a finding names beside the task. */
export const TASK_PART_WORDS = { percent: '完成比例', doneOn: '完成日期' } as const;

/** What was typed beside a task that does not apply; empty for nothing. */
export function besideNoneWords(percent: string, day: string): string {
  return [
    ...(percent === '' ? [] : [`${TASK_PART_WORDS.percent} ${percent}%`]),
    ...(day === '' ? [] : [`${TASK_PART_WORDS.doneOn}${day}`]),
  ].join('、');
}

/** How far a task is: 推进中80%. */
export function stageWords({
  status,
  percent,
}: Readonly<{ status: string | null; percent: string | null }>): string {
  return `${status ?? ''}${percent === null ? '' : `${percent}%`}`;
}

/** A bulletin's file until it is signed. @param title as a file name takes it. */
export function draftFileName(title: string): string {
  return `${title}（${STEP_WORDS.draft}）.pdf`;
}

/** A bulletin's file once it is signed, until it is given out, and then. @param title as a file name takes it. */
export function signedFileName(title: string): string {
  return `${title}（已签发，待印发）.pdf`;
}

/** A document's file as it is given out. @param title as a file name takes it. */
export function releasedFileName(title: string): string {
  return `${title}.pdf`;
}

/** What a clerk is told of a finding, in the receipt and in the workbook that goes back. */
export const SEVERITY_WORDS = { error: '需要修改', warning: '请核实', note: '说明' } as const;
