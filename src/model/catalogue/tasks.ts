/** What is said of a form's tasks and texts. */
import type { CatalogueEntry } from './catalogue.ts';
import { entry, named, said } from './entry.ts';

/** By code; part of `workbookFinding`. */
export const TASKS = {
  T_BLANK: entry(
    'error',
    '没有选进展状态',
    '请从“未启动”“推进中”“已完成”中选一个；不属于本单位的选“不适用”。',
  ),
  T_STATUS: entry(
    'error',
    (d) => `进展状态填的是${named(d, 'read')}，不是可选的状态`,
    '请从“未启动”“推进中”“已完成”“不适用”中选一个，其他情况写到进展情况里。',
  ),
  T_NO_DAY: entry(
    'error',
    '填的是已完成，却没有填完成日期',
    '请填写哪天完成的，例如 2007-05-31；没有完成的状态选“推进中”。',
  ),
  T_DAY_AHEAD: entry(
    'error',
    (d) => `完成日期是${said(d, 'day')}，晚于收到报表的${said(d, 'arrived')}`,
    '请核对年月日（没有写年份的，按报告期那一年读取；不是那一年的请写上年份）；还没有完成的，状态选“推进中”，完成日期留空。',
  ),
  T_DAY_LATE: entry(
    'warning',
    (d) => `完成日期是${said(d, 'day')}，到${said(d, 'period')}底还没有完成`,
    (d) => `请核对日期；${said(d, 'period')}底还没有完成的，本月的状态选“推进中”。`,
  ),
  T_DAY_BEFORE: entry(
    'error',
    (d) => `完成日期是${said(d, 'day')}，早于这项任务开始的${said(d, 'start')}一年以上`,
    '请核对年份和月份后重新填写。',
  ),
  T_DAY_PAST: entry(
    'warning',
    (d) => `完成日期是${said(d, 'day')}，早于这项任务开始的${said(d, 'start')}`,
    '请核对日期，特别是年份和月份；确实那时已经完成的就不用改。',
  ),
  T_NOT_FULL: entry(
    'error',
    (d) => `填的是已完成，完成比例却是 ${said(d, 'percent')}%`,
    '已完成的比例填 100 或留空；没有全部完成的，状态选“推进中”。',
  ),
  T_IDLE: entry(
    'error',
    (d) => `填的是未启动，完成比例却是 ${said(d, 'percent')}%`,
    '已经开展的，状态选“推进中”；确实没有开展的，比例填 0 或留空。',
  ),
  T_FULL: entry(
    'warning',
    '完成比例是 100%，状态却不是已完成',
    '已经完成的，状态请选“已完成”并填完成日期；还有收尾工作的不用改。',
  ),
  T_UNDONE: entry(
    'error',
    (d) => `${said(d, 'month')}报的是“已完成”，这次却不是`,
    '误填的请改回“已完成”并填完成日期；确实没有完成或要返工的，请在进展情况里写明原因后再报送（只写“无”不算）。',
  ),
  T_UNDONE_REASON: entry(
    'warning',
    (d) => `${said(d, 'month')}报的是“已完成”，这次却不是，进展情况里写有原因`,
    '原因属实就不用改。',
  ),
  T_BACK: entry(
    'warning',
    (d) =>
      `${said(d, 'month')}报的是${named(d, 'before')}，这次是${named(d, 'now')}，进度比那时倒退了`,
    '请核对进展状态和完成比例；确实要重新做的不用改，请在进展情况里写明原因。',
  ),
  T_NA_BESIDE: entry(
    'warning',
    (d) => `状态填的是“不适用”，却填了${said(d, 'typed')}，没有采用`,
    '确实不适用的请清空这些格；适用的，状态请从“未启动”“推进中”“已完成”中选一个。',
  ),
  T_EARLY_DAY: entry(
    'warning',
    '状态不是已完成，却填了完成日期，这个日期没有采用',
    '已经完成的，状态请选“已完成”；还没有完成的，完成日期请留空。',
  ),
} satisfies Readonly<Record<string, CatalogueEntry>>;

/** By code; part of `workbookFinding`. */
export const TEXTS = {
  X_BLANK: entry('error', '这一项没有填', '请用几句话写明；确实没有的请写“无”。'),
  X_LONG: entry(
    'error',
    (d) => `写了 ${said(d, 'length')} 字，超过了 ${said(d, 'limit')} 字`,
    (d) => `请精简到 ${said(d, 'limit')} 字以内。`,
  ),
  X_ERROR: entry(
    'error',
    (d) => `单元格里是公式错误${said(d, 'read') === '' ? '' : named(d, 'read')}，没有结果`,
    '请清空这一格，需要写的直接用文字填写；也可以改正公式后再报。',
  ),
  X_NOCACHE: entry(
    'error',
    '单元格里是公式，但文件里没有算出来的结果',
    '请用表格软件打开、保存一次再报，或者直接用文字填写。',
  ),
  X_UNREAD: entry('error', '这一格里不是文字，读不出来', '请清空这一格，重新用文字填写。'),
} satisfies Readonly<Record<string, CatalogueEntry>>;
