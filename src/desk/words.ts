/** The desk's few fixed words. */
import type { Outcome } from '../model/submission.ts';
import type { ReportStatus } from '../model/scoreboard.ts';
import type { LeftReason } from '../model/world.ts';

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
