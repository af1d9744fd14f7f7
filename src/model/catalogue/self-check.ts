/** The words of the form's own check (自检): what stands beside a row before the form is sent. */

/** How a judgement begins: nothing to change, to be changed, taken and verified by the city. */
export const CHECK_SIGN = { good: '✓', bad: '✗', told: '△' } as const;

/** What a 约数 that the formulas can follow ends with, after its number. */
export const ABOUT_ENDS = ['万多', '万余'] as const;

/** Beside a row. */
export const CHECK_WORDS = {
  blank: '未填',
  error: '公式出错',
  format: '格式不对，请只填数字',
  number: '请改填数字，文字这里查不了',
  words: '备注或文字格里不是文字',
  negative: '不能小于0',
  decimals: '小数位太多',
  whole: '请填整数',
  large: '数太大',
  share: '填百分号前的数，如99.5',
  fall: '小于上月累计，请写原因',
  lapsed: '请在备注写明原因',
  reason: '已写原因',
  noWhole: '总数填的是不适用',
  part: '大于总数',
  parts: '各其中项之和大于总数',
  base: '分母为0',
  half: '分子分母只有一个不适用',
  ratio: '分子与分母不符',
  status: '请从箭头里选',
  idle: '未启动不填比例',
  full: '已到100%，完成的请选已完成',
  notFull: '已完成应为100或不填',
  noDay: '请填完成日期',
  earlyDay: '没有完成却填了日期',
  beside: '不适用却填了比例或日期',
  oddDay: '完成日期不在本期，请核对',
  day: '完成日期不对',
  percent: '填0到100的数',
  undone: '上月已完成，请写原因',
  long: '字数太多',
} as const;

/** The line above the tables. @param bad a formula of how many rows are to be changed. @param told of how many are verified. */
export function headFormula(bad: string, told: string): string {
  return (
    `IF(${bad}>0,"自检：还有"&${bad}&"处要改，见最右一列",` +
    `IF(${told}>0,"自检：可以报送，有"&${told}&"处（△）由市里核对","自检：可以报送"))`
  );
}

/** What the line begins with, whatever it says. */
export const HEAD_SIGN = '自检：';

/** Whether a cell is that line, or the blank form's: by its text, or by its formula where that broke. */
export function isHeadLine(text: string, formula = ''): boolean {
  return text.startsWith(HEAD_SIGN) || formula.includes(`"${HEAD_SIGN}`);
}
