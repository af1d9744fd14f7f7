/** The words of `doctor --google`: what is found at Google beside what cannot be read, and what to do about it. */
import { entry, named, said } from './entry.ts';
import { findingsOf } from './catalogue.ts';
import type { Finding } from '../finding.ts';
import { DRIVE_HINTS } from './drive.ts';

const LOG_IN = '请运行 npx tongbao google login 重新登录';
const NO_TERM =
  '在 Google Cloud 控制台把应用从“测试”改成“正式版”，再登录一次，以后就没有七天的期限';

const doctorFindingOf = findingsOf({
  G_CLOCK: entry(
    'warning',
    (details) =>
      `这台电脑的时间${said(details, 'way')}了${said(details, 'minutes')}分钟（和 Google 的时间比）`,
    '请把时间校准，打开自动对时',
  ),
  G_CLOCK_REFUSED: entry(
    'warning',
    (details) =>
      `这台电脑的时间${said(details, 'way')}了${said(details, 'minutes')}分钟（和 Google 的时间比），服务账号会因此被拒绝（invalid_grant）`,
    '请先把时间校准，打开自动对时，再检查一次；密钥多半没有问题',
  ),
  G_LOGIN_AGE: entry(
    'warning',
    (details) =>
      `个人登录已经${said(details, 'days')}天；应用在 Google 那边要是还在“测试”状态，满七天就失效`,
    `${LOG_IN}；${NO_TERM}`,
  ),
  G_LOGIN_LACKS: entry(
    'warning',
    '登录时允许的权限，比 google.yaml 现在要用的少',
    `${LOG_IN}，把要求的权限都勾上`,
  ),
  G_OTHER_SHEET: entry(
    'warning',
    (details) =>
      `登记给${named(details, 'unit')}的在线表，是${named(details, 'other')}${said(details, 'period')}的表`,
    '请核对 google.yaml 里这一条的编号；单位填错了表的，请它在自己的表里填',
  ),
  G_NO_FORM: entry(
    'warning',
    (details) => `${named(details, 'unit')}的在线表，认不出是哪个单位、哪个月的报表`,
    '请用下发给这个单位的报表建在线表，不要另画，也不要删去隐藏的表',
  ),
  G_READ_ONLY: entry(
    'warning',
    (details) =>
      `${named(details, 'unit')}的${said(details, 'place')}只能看，不能改：回执写不进去，截止后也锁不上`,
    '请单位把它共享成“编辑者”；不用写的，google.yaml 里的 access 写 只读',
  ),
  G_FORMS_NO_ROOM: entry(
    'note',
    (details) =>
      `${named(details, 'unit')}的文件夹在个人的云端硬盘里，服务账号没有空间，往里建在线表（forms --to google）会失败`,
    DRIVE_HINTS.room,
  ),
  G_FOLDER_DOWN: entry(
    'warning',
    (details) => `渠道${named(details, 'channel')}的 Drive 文件夹打不开：${said(details, 'why')}`,
    (details) => said(details, 'hint'),
  ),
  G_FOLDER_READ_ONLY: entry(
    'warning',
    (details) => `渠道${named(details, 'channel')}的 Drive 文件夹只能看，通报放不进去`,
    DRIVE_HINTS.shared,
  ),
  G_FOLDER_NO_ROOM: entry(
    'warning',
    (details) =>
      `渠道${named(details, 'channel')}的 Drive 文件夹在个人的云端硬盘里，服务账号没有空间，通报放不进去`,
    DRIVE_HINTS.room,
  ),
});

export function doctorFinding(
  code: Parameters<typeof doctorFindingOf>[0],
  details: Readonly<Record<string, string | number>> = {},
): Finding {
  return doctorFindingOf(code, { place: { file: '' }, details });
}

/** How a clock goes wrong. */
export const CLOCK_WAYS = { ahead: '快', behind: '慢' } as const;

export const PLACE_KINDS = { sheet: '在线表', folder: '文件夹' } as const;
