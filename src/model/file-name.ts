/** Names of files as people meet them; nothing is ever read from one. */
import { BASELINE_TITLE } from './baseline.ts';
import type { FormSheet } from './form.ts';
import { chinesePeriod, type Period } from './period.ts';

/** 寿光市-2007年5月-潍组统01表.xlsx. */
export function formFileName(sheet: FormSheet): string {
  return `${formTitle(sheet)}.xlsx`;
}

/** The same for an online sheet, which has no extension. */
export function formTitle({ unit, period, form }: FormSheet): string {
  return `${fileWord(unit.name)}-${chinesePeriod(period)}-${fileWord(form.number)}`;
}

/** 2006年度基数表.xlsx. */
export function baselineFileName(year: Period): string {
  return `${chinesePeriod(year)}${BASELINE_TITLE}.xlsx`;
}

/**
 * A name of the plan as part of a file name: what a file system would take for more than a letter becomes a dash, a dot or
 * a space at its end too, which Windows leaves out.
 */
export function fileWord(name: string): string {
  return name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-').replace(/^\.+|[. ]+$/g, '-');
}
