/** What is printed for a figure that is absent, and the reason under the table. */
import type { Absence } from '../model/scoreboard.ts';

/** What stands in a cell for an absent figure, and why: the reason is printed under the table where the cell is a dash. */
const ABSENT: Readonly<Record<Absence, Readonly<{ cell: string; why: string }>>> = {
  'no-form': { cell: '缺报', why: '未报送报表' },
  'not-owed': { cell: '—', why: '未要求填报该项' },
  'not-applicable': { cell: '不适用', why: '该项对本单位不适用' },
  blank: { cell: '未填', why: '报表中未填' },
  'no-target': { cell: '—', why: '未下达目标' },
  'no-base': { cell: '—', why: '无基期数' },
  'no-opening': { cell: '—', why: '无年初数' },
  'zero-base': { cell: '—', why: '基期为零' },
  'not-due': { cell: '未到期限', why: '未到目标期限' },
  approximate: { cell: '—', why: '约数不计算' },
  'other-months': { cell: '—', why: '两期所含月份不同' },
  carried: { cell: '—', why: '累计为以前月份的' },
  'lacks-unit': { cell: '—', why: '合计缺单位' },
  'lacks-month': { cell: '—', why: '累计缺月份' },
  'holds-earlier': { cell: '暂不评', why: '累计含单位以前月份的数，暂不评进度' },
  'not-of-this-kind': { cell: '—', why: '该类指标不计算此项' },
};

/** 缺报, 未填, 不适用, 未到期限, or a dash. */
export function absenceCell(absence: Absence): string {
  return ABSENT[absence].cell;
}

/** The reason in a few words: 未下达目标. */
export function absenceReason(absence: Absence): string {
  return ABSENT[absence].why;
}
