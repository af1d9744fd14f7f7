/** Names of files as people meet them; nothing is ever read from one. */
import type { FormSheet } from './form.ts';
import { chinesePeriod } from './period.ts';

/** 寿光市-2007年5月-潍组统01表.xlsx. */
export function formFileName(sheet: FormSheet): string {
  return `${fileWord(sheet.unit.name)}-${chinesePeriod(sheet.period)}-${fileWord(sheet.form.number)}.xlsx`;
}

/** A name of the plan as part of a file name: what a file system would take for more than a letter becomes a dash. */
export function fileWord(name: string): string {
  return name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-').replace(/^\.+/, '-');
}
