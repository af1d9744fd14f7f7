/** The named formulas in words: the annex prints them, `explain` names them. */
import type { FormulaName } from '../scoreboard.ts';

export const FORMULA_WORDS: Readonly<Record<FormulaName, string>> = {
  reported: '单位填报数',
  'sum-of-units':
    '各应报单位填报数之和（累计数取各单位本年最近一次接收的累计；本期数和期末数不含未报单位）',
  'difference-from-last-month':
    '本期累计减去本年上一次接收的累计；本年以前没有接收过的，就是本期累计（含以前月份）',
  'sum-of-months': '本年各月填报数之和',
  'ratio-of-sums': '各单位分子之和÷各单位分母之和',
  'target-of-plan': '方案下达的年度目标',
  completion: '本年累计（时点数为期末数）÷年度目标',
  'share-of-year': '序时进度：按方案规定的月度份额，未规定的按月均摊（月份÷12）',
  'scheduled-stock': '（年初数＋（目标－年初数）×序时份额）÷目标',
  'gap-in-points': '完成率－序时进度；比率为实际比率－目标比率，以百分点计',
  'change-rate': '（本期－基期）÷基期',
  'change-in-points': '本期比率－基期比率，以百分点计',
  'weighted-score': '综合得分＝Σ（权重×完成率，单项不超过上限）÷Σ权重×100',
  'reporting-rate': '实报数÷应报数；及时率＝按时数÷应报数',
  count: '逐项计数',
  'rank-change': '上期位次－本期位次',
  'distance-to-best': '本单位数－位次第一的单位数，以百分点（综合得分以分）计',
  'needed-per-month':
    '（年度目标－本年累计或期末数）÷本年剩余月数，已达到目标的为0；印出时按指标的小数位进一',
  'cost-of-score':
    '权重×（序时进度－完成率）÷Σ权重×100；序时进度和完成率都不超过计分上限，达到序时进度的不失分',
  rank: '有目标的按完成率（时点数也按完成率，进度则各按自己的序时进度评，两者可以不同）、没有目标的按数值从优到劣排列，并列同位次，下一位次顺延；未报、累计缺月份和约数不排位，不能确定高于还是低于约数的也不排位，未下达目标且总量过少（平均每家不足1或过半数为零）的不排位',
};
