/** The words of google.yaml: how its values are spelt, and the faults that no single value shows. */
import type { GoogleAccountKind } from '../google.ts';
import { error } from './plan-entry.ts';

/** What an administrator writes for the kinds of accounts. */
export const ACCOUNT_CHOICES = {
  服务账号: 'service',
  个人登录: 'user',
  环境凭据: 'default',
} as const satisfies Readonly<Record<string, GoogleAccountKind>>;

/** What it may do with the sheets and folders that it is let into. */
export const ACCESS_CHOICES = { 只读: 'read', 读写: 'write' } as const;

/** Each completes the sentence “应写成…”. */
export const GOOGLE_SPELLING = {
  id: '网址里 /d/ 或 /folders/ 后面的那一串字母和数字，只写这一串，不写整个网址',
} as const;

/** What stands twice. */
export const GOOGLE_NAMED = { place: '在线表或文件夹的编号' } as const;

export const PLAN_GOOGLE = {
  PLAN_GOOGLE_PLACE: error(
    '这一条要在 spreadsheet 和 folder 里写一项，也只写一项',
    '用在线表填报的写 spreadsheet，往文件夹里放报表文件的写 folder；两样都用的，写成两条',
  ),
  PLAN_GOOGLE_MAIL: error(
    '用个人登录，却没有写账号的邮件地址，登录时无法核对是不是它',
    '补上 mail: 登录用的邮件地址',
  ),
};
