/** Fixed words that several rooms write alike: outcomes, report statuses, steps of the work, folders and files. */
import type { ReportStatus } from '../scoreboard.ts';
import type { Outcome } from '../submission.ts';

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

/** The steps that progress names. */
export const STEP_WORDS = { forms: '生成报表', collect: '收报', draft: '拟稿' } as const;

/** Names that stand in the data folder. */
export const PLACE_WORDS = { done: '已处理', unknown: '未识别', receipt: '回执' } as const;

/** The parts of a task's row that a finding names beside the task. */
export const TASK_PART_WORDS = { percent: '完成比例', doneOn: '完成日期' } as const;

/** A bulletin's file until it is signed. @param title as a file name takes it. */
export function draftFileName(title: string): string {
  return `${title}（${STEP_WORDS.draft}）.pdf`;
}
