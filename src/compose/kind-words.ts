/** Words for the kinds, states and paces that tables and exports name. */
import type { IndicatorKind } from '../model/plan.ts';
import type { HolderType, Standing, StandingState, TaskBoard } from '../model/scoreboard.ts';
import { absenceCell } from './absence-words.ts';

export const KIND_WORDS: Readonly<Record<IndicatorKind, string>> = {
  flow: '时期数',
  stock: '时点数',
  ratio: '比率',
  rank: '位次',
};

export const STATE_WORDS: Readonly<Record<StandingState, string>> = {
  reported: '已报',
  'confirmed-zero': '零报告',
  'not-applicable': '不适用',
  blank: '未填',
  'no-form': '缺报',
  'not-owed': '不承担',
};

/** 超序时 is said of progress through the year; a ratio only has a threshold to reach. 暂不评 where there is a gap and no verdict. */
export function paceWord(
  { pace, paceAbsent }: Pick<Standing, 'pace' | 'paceAbsent'>,
  kind: IndicatorKind,
): string {
  if (pace === null) return paceAbsent === 'holds-earlier' ? absenceCell(paceAbsent) : '—';
  if (kind === 'ratio') return pace === 'behind' ? '未达标' : '达标';
  return { ahead: '超序时', on: '达序时', behind: '滞后' }[pace];
}

export const TIMING_WORDS: Readonly<Record<TaskBoard['timing'], string>> = {
  done: '全部完成',
  overdue: '已到期限',
  near: '临近期限',
  open: '未到期限',
  undated: '未定期限',
};

export const HOLDER_WORDS: Readonly<Record<HolderType, string>> = {
  city: '全市',
  group: '分组小计',
  unit: '单位',
};
