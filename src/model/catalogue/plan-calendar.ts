/** The words for faults of extensions (延期) and of the reminders' steps. */
import { error, warning } from './plan-entry.ts';

/** By code; part of `planFinding`. */
export const PLAN_CALENDAR = {
  PLAN_EXTENSION_UNUSED: error(
    '这一条延期用不上：{why}',
    '改正 unit、period 或 until；不需要的整条删去',
  ),
  PLAN_EXTENSION_LATE: warning(
    '延到 {until}，在印发时间 {issue} 以后，印发时这个单位的报表还没有到期',
    '核对 until；确实延到印发以后的可以不改，通报里会写明',
  ),
  PLAN_REMINDER_TWICE: error('“{step}”这一步写了两遍（另一处在{where}）', '同一步只写一次'),
};
