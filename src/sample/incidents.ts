/** What really happens in a year of reporting: who is late, who sends the wrong file, who types what. */
import { momentAt, type Day, type Moment } from '../model/day.ts';
import { monthIn, type Month } from '../model/period.ts';
import { STRUCK_OFF } from './figures.ts';
import {
  adding,
  blanking,
  both,
  copying,
  inFullWidth,
  inThousands,
  remarking,
  spellingDays,
  typing,
  type Retype,
} from './retype.ts';

/** What happens to a unit's report of a month. `story` is told in the log; {unit} is the unit's name. */
export type Incident = Readonly<{ unit: string; month: Month; story: string }> &
  Readonly<
    | { kind: 'missing' }
    | { kind: 'late'; workingDays: number }
    /** Faulty at first, mended and sent again before it was due. */
    | { kind: 'returned'; faulty: Retype; mended: string }
    /** Accepted, and later found wrong: the right file comes at `at`. */
    | { kind: 'corrected'; wrong: Retype; at: Moment; corrected: string }
    /** The same file comes again some minutes later. */
    | { kind: 'twice' }
    /** Last month's file comes first. */
    | { kind: 'stale' }
    | { kind: 'renamed'; fileName: string }
    | { kind: 'retyped'; typed: Retype }
  >;

function on(day: string, time: string): Moment {
  return momentAt(day as Day, time);
}

export const INCIDENTS: readonly Incident[] = [
  {
    unit: 'hanting',
    month: monthIn(2006, 2),
    kind: 'late',
    workingDays: 1,
    story: '{unit}2006年2月报表迟报1个工作日',
  },
  {
    unit: 'anqiu',
    month: monthIn(2006, 6),
    kind: 'returned',
    faulty: copying('JC02-2', 'JC02-1', 5),
    story: '{unit}2006年6月报表分子大于分母，退回',
    mended: '{unit}2006年6月报表改正后重报，接收',
  },
  {
    unit: 'gaomi',
    month: monthIn(2006, 9),
    kind: 'late',
    workingDays: 1,
    story: '{unit}2006年9月报表迟报1个工作日',
  },
  {
    unit: 'qingzhou',
    month: monthIn(2006, 11),
    kind: 'retyped',
    typed: inThousands(['PX01', 'PX03']),
    story: '{unit}2006年11月报表的数字带千位逗号，照读',
  },
  {
    unit: 'fangzi',
    month: monthIn(2007, 1),
    kind: 'late',
    workingDays: 1,
    story: '{unit}2007年1月报表迟报1个工作日',
  },
  {
    unit: 'linqu',
    month: monthIn(2007, 2),
    kind: 'returned',
    faulty: copying('RC01', 'RC03', 2),
    story: '{unit}2007年2月报表“其中：硕士”大于引进总数，退回',
    mended: '{unit}2007年2月报表改正后重报，接收',
  },
  {
    unit: 'kuiwen',
    month: monthIn(2007, 2),
    kind: 'twice',
    story: '{unit}2007年2月同一份报表报了两次，第二次按重复处理',
  },
  {
    unit: 'changyi',
    month: monthIn(2007, 2),
    kind: 'retyped',
    typed: typing('YC04', '12.8万'),
    story: '{unit}2007年2月参训人次填“12.8万”，按128000读取',
  },
  {
    unit: 'gaomi',
    month: monthIn(2007, 2),
    kind: 'retyped',
    typed: spellingDays('points'),
    story: '{unit}2007年2月完成日期写作“2007.2.14”一类，照读',
  },
  {
    unit: 'kuiwen',
    month: monthIn(2007, 3),
    kind: 'retyped',
    typed: both(inFullWidth(['PX01', 'PX02', 'JC03', 'YC02']), spellingDays('words')),
    story: '{unit}2007年3月报表用全角数字填报，照读',
  },
  {
    unit: 'changle',
    month: monthIn(2007, 3),
    kind: 'missing',
    story: '{unit}2007年3月未报（漏报），4月的本月数含3月',
  },
  {
    unit: 'gaomi',
    month: monthIn(2007, 3),
    kind: 'corrected',
    wrong: adding('JC03', 23),
    at: on('2007-04-18', '15:20'),
    story: '{unit}2007年3月新发展党员多报23名',
    corrected: '{unit}4月18日更正3月报表，新发展党员核减23名',
  },
  {
    unit: 'weicheng',
    month: monthIn(2007, 3),
    kind: 'corrected',
    wrong: adding('PX01', -120),
    at: on('2007-05-16', '09:40'),
    story: '{unit}2007年3月培训干部漏统120人次',
    corrected: '{unit}5月16日更正3月报表，4月的本月数随之重新推算',
  },
  {
    unit: 'linqu',
    month: monthIn(2007, 4),
    kind: 'returned',
    faulty: blanking('RC05'),
    story: '{unit}2007年4月首席技师一格留空，分不清是零还是漏填，退回',
    mended: '{unit}2007年4月报表补填后重报，接收',
  },
  {
    unit: 'changle',
    month: monthIn(2007, 4),
    kind: 'renamed',
    fileName: '新建 Microsoft Excel 工作表 (2).xlsx',
    story: '{unit}2007年4月报表文件名被改掉，按内容认出',
  },
  {
    unit: STRUCK_OFF.unit,
    month: STRUCK_OFF.month,
    kind: 'retyped',
    typed: remarking(
      STRUCK_OFF.code,
      `核减${String(STRUCK_OFF.by)}人：复核发现与上年重复入库，已从累计数中扣除`,
    ),
    story: '{unit}2007年4月信息库入库累计减少，备注写明核减原因，接收',
  },
  {
    unit: 'zhucheng',
    month: monthIn(2007, 5),
    kind: 'returned',
    faulty: typing('RS03', '详见附表'),
    story: '{unit}2007年5月报表在填数的格里写了文字，退回',
    mended: '{unit}2007年5月报表改正后重报，接收',
  },
  {
    unit: 'shouguang',
    month: monthIn(2007, 5),
    kind: 'stale',
    story: '{unit}报5月时误发了4月的报表，按重复处理，随后报来5月的',
  },
  {
    unit: 'qingzhou',
    month: monthIn(2007, 5),
    kind: 'renamed',
    fileName: '5月报表（最终版）-副本.xlsx',
    story: '{unit}2007年5月报表文件名没有单位名称，按内容认出',
  },
  {
    unit: 'weicheng',
    month: monthIn(2007, 5),
    kind: 'retyped',
    typed: inFullWidth(['PX01', 'JC01']),
    story: '{unit}2007年5月报表用全角数字填报，照读',
  },
  {
    unit: 'fangzi',
    month: monthIn(2007, 5),
    kind: 'missing',
    story: '{unit}2007年5月未报（漏报）',
  },
  {
    unit: 'changyi',
    month: monthIn(2007, 5),
    kind: 'late',
    workingDays: 2,
    story: '{unit}2007年5月报表迟报2个工作日',
  },
];
