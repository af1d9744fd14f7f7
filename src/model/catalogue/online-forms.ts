/** The words of forms that are laid down in online sheets: what was done with each, why not, and what is then to be done. */
import { googleStateOf, isPassing } from './google.ts';
import type { Refusal } from '../refusal.ts';

/** What nobody is to take off: shown at Google beside the locked area. */
export const LOCK_WORDS = '通报报表：只填浅黄色的格，请不要解除保护';

/** What became of a unit's form. */
export type FormState = 'created' | 'updated' | 'unchanged' | 'left' | 'unreached';

export const FORM_STATE_WORDS: Readonly<Record<FormState, string>> = {
  created: '新建',
  updated: '已更新',
  unchanged: '没有变化',
  left: '没有写',
  unreached: '没有写',
};

/** Why a sheet was left as it is, for a person to look at. */
export const LEFT_WORDS = {
  foreign: '在线表里有别的内容，不是通报的报表，没有动它；请换一个空的在线表，或先把内容移走',
  otherUnit: '在线表里是别的单位的报表，没有动它；请核对 google.yaml 里登记的编号',
  sample: '在线表里是示例数据的报表，或者示例不能用正式的在线表，没有动它；请换一个空的在线表',
  unsubmitted: (period: string): string =>
    `表里还有没有提交的内容（${period}报表），没有动它；请单位提交并被接收后，或把内容清掉后，再运行一次`,
  unsafe:
    '报表的行有增减，表里已填的内容对不上新的位置，没有动它；请单位把已填的内容记下、清空后再运行一次，或换一个空的在线表',
  room: '账号在这个文件夹里建不了在线表：服务账号自己没有空间。请把文件夹放到“共享云端硬盘”里，或改用个人登录；也可以让单位自己建一个空的在线表，共享给账号（选“编辑者”），在 google.yaml 里写成 spreadsheet',
  notTried: '连续几个单位都没有写成，这次没有再写；请稍后再运行一次',
  rights:
    '账号没有修改的权限，或者在线表已经锁定；请单位把在线表（文件夹）共享给方案里写的账号，选“编辑者”',
} as const;

/** Why nothing could be written, where Google refused it. */
export function refusedWords(refusal: Refusal): string {
  const state = googleStateOf(refusal);
  if (state === 'room') return LEFT_WORDS.room;
  if (state === 'shared') return LEFT_WORDS.rights;
  const hint = isPassing(refusal) ? '请稍后再运行一次' : refusal.hint;
  return `${refusal.message}；${hint}`;
}
