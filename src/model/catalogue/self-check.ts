/** The words of the form's own check (自检): what stands beside a row before the form is sent. */

/** How a judgement begins: nothing to change, to be changed, taken and verified by the city. */
export const CHECK_SIGN = { good: '✓', bad: '✗', told: '△' } as const;

/** Beside a row. */
export const CHECK_WORDS = {
  blank: '未填',
  error: '公式出错',
  format: '格式不对，请只填数字',
  number: '请只填数字',
  negative: '不能小于0',
  decimals: '小数位太多',
  whole: '请填整数',
  large: '数太大',
  share: '填百分号前的数，如99.5',
  fall: '小于上月累计，请写原因',
  lapsed: '请在备注写明原因',
  reason: '已写原因',
  noWhole: '总数没有填',
  part: '大于总数',
  parts: '各其中项之和大于总数',
  base: '分母为0',
  half: '分子分母只填了一个',
  ratio: '分子与分母不符',
  status: '请从箭头里选',
  idle: '未启动不填比例',
  full: '已到100%，请选已完成',
  notFull: '已完成应为100或不填',
  noDay: '请填完成日期',
  earlyDay: '没有完成不填日期',
  day: '完成日期不对',
  percent: '填0到100的数',
  undone: '上月已完成，请写原因',
  long: '字数太多',
} as const;

/** The line above the tables. @param bad a formula of how many rows are to be changed. @param told of how many are verified. */
export function headFormula(bad: string, told: string): string {
  return (
    `IF(${bad}>0,"自检：还有"&${bad}&"处要改，见最右一列",` +
    `IF(${told}>0,"自检：可以报送，有"&${told}&"处写了原因，由市里核对","自检：可以报送"))`
  );
}

/** Whether a text is that line, or the blank form's. */
export function isHeadLine(text: string): boolean {
  return text.startsWith('自检：');
}
