/** Whether a remark gives a reason, or only fills the cell. */
import { foldTyped } from '../model/numeral-text.ts';

/** What a clerk puts into a cell that must not be empty. */
const SAYS_NOTHING: readonly string[] = ['', '无', '没有', '略'];

/** The remark when it says anything; empty for blanks, punctuation alone (-、/) and words such as 无. */
export function reasonIn(remark: string): string {
  const letters = foldTyped(remark).replace(/[\s\p{P}\p{S}]/gu, '');
  return SAYS_NOTHING.includes(letters) ? '' : remark;
}
