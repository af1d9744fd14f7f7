/** The desk's few fixed words. */
import type { Outcome } from '../model/submission.ts';
import type { ReportStatus } from '../model/scoreboard.ts';

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  accepted: '接收',
  returned: '退回',
  'seen-before': '重复',
};

export const STATUS_WORDS: Readonly<Record<ReportStatus, string>> = {
  'on-time': '按时',
  late: '迟报',
  missing: '漏报',
  returned: '退回',
  'not-due': '未到期',
};
