/** The words for a Drive folder that bulletins are laid into: what to do where it does not work, what its account can do. */
import type { GoogleState } from '../google.ts';

const LATER = '稍后会自动再试，不会放两份';

export const DRIVE_HINTS = {
  scope:
    '请核对 google.yaml 写的是 access: 读写；个人登录的，再运行 npx tongbao google login 重新登录，把要求的权限都勾上',
  shared: '请把文件夹共享给 google.yaml 里的账号，设为“编辑者”；共享云端硬盘里的，设为“内容管理员”',
  gone: '请核对 delivery.yaml 里的 driveFolder，并把文件夹共享给 google.yaml 里的账号，设为“编辑者”',
  room: '服务账号自己没有空间：请把文件夹放到“共享云端硬盘”里，或改用个人登录；个人的空间满了的，请清理',
  auth: '个人登录的，运行 npx tongbao google login 重新登录；服务账号的，核对密钥是不是还有效、这台电脑的时间准不准（npx tongbao doctor --google）',
  disabled: '请在 Google Cloud 控制台的“API 和服务”里开通 Google Drive API，几分钟后再试',
} as const satisfies Readonly<Partial<Record<GoogleState, string>>>;

const CODE = 'google-';

/** Whether a verdict's code is one of ours, which says nothing that its words do not. */
export function isDriveCode(code: string): boolean {
  return code.startsWith(CODE);
}

/** @param code of a refusal: `google-` and a state. */
export function driveHint(code: string): string {
  const hints: Readonly<Partial<Record<string, string>>> = DRIVE_HINTS;
  return hints[code.slice(CODE.length)] ?? `请检查网络和代理；${LATER}`;
}
