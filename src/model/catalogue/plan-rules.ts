/** The words for faults of 审核关系: what they compare, and their examples. */
import { error } from './plan-entry.ts';

/** By code; part of `planFinding`. */
export const PLAN_RULES = {
  PLAN_RULE_MIXED: error(
    '审核关系里混用了计量单位：{units}',
    '只能比较计量单位相同的数，“人”与“人次”不能相加相比；要折算的写上 × 几',
  ),
  PLAN_RULE_ASKS: error(
    '审核关系里既有本月数又有本年累计',
    '只能比较同是本月数或同是本年累计（期末数）的项',
  ),
  PLAN_RULE_ACROSS: error(
    '两张表之间的审核关系不能写上月、上年同期',
    '县市区的表与市直的表只比同一个月的数；要比往月的，另写一条只含一张表的审核关系',
  ),
  PLAN_RULE_NOW: error('这条审核关系里没有一项是填表单位本月的数', '至少要有一项只写代码，如 RC01'),
  PLAN_RULE_EXAMPLE: error(
    '例子写的是{should}，算出来是 {left} {relation} {right}，{does}',
    '例子算错了就改例子；关系写反了就改 relation',
  ),
  PLAN_RULE_EXAMPLE_LACKS: error(
    '例子里缺少{names}',
    '审核关系里的每一项都要给一个数，如 {example}',
  ),
  PLAN_RULE_EXAMPLE_UNUSED: error(
    '例子里的“{name}”不在这条审核关系里',
    '例子只写审核关系里有的项：{names}',
  ),
  PLAN_RULE_PARTS: error(
    '这条审核关系比的是“其中”项和它的总数，系统总是按强制审核，这里写的{what}不起作用',
    'severity 写强制，删去 trial；个别单位一时做不到的，写进 waivers 豁免',
  ),
  PLAN_RULE_TWICE: error('“{code}”在这条审核关系里写了两遍', '删去一个'),
  PLAN_WAIVER_UNUSED: error(
    '这一条豁免用不上：{why}',
    '改正 rule、unit 或起止月份；不需要的整条删去',
  ),
  PLAN_RULE_RATIO: error('{code} 是比率，不能直接比较', '写它的分子 {code}-1 或分母 {code}-2'),
  PLAN_RULE_KIND: error('{code} 是位次，不能加减比较', '换成其他项，或删去这条审核关系'),
};
