/** The words of delivery.yaml: how its values are spelt, and the faults that no single value shows. */
import { error, warning } from './plan-entry.ts';

/** Each completes the sentence “应写成…”. */
export const DELIVERY_SPELLING = {
  mail: '邮件地址，如 bgs@example.gov.cn，只写一个，不带姓名和尖括号',
  host: '服务器的名称或地址，如 smtp.example.gov.cn，不带 http 和端口',
  port: '1 到 65535 的整数，如 465',
  pause: '0 到 60 的整数（秒）',
  authserv: '收信服务器在 Authentication-Results 里写的名称，如 mx.example.gov.cn',
  base: '网址的开头，如 https://qyapi.weixin.qq.com，末尾不带斜线，不带密钥',
} as const;

/** What a reference or a duplicate is about. */
export const DELIVERY_NAMED = { channel: '渠道', recipient: '收件方', classified: '密级' } as const;

export const PLAN_DELIVERY = {
  PLAN_CHANNEL_LACKS: error('{kind}渠道缺少“{key}”这一项', '补上 {key}：{description}'),
  PLAN_CHANNEL_GROUP: error(
    '渠道“{channel}”是一个群，不能写在 units 里：各单位的一县一单会发到群里',
    '从 units 里删去 {id}；要让群里收到通报，在 recipients 里加一个收件方，写这个渠道',
  ),
  PLAN_CHANNEL_DRIVE_UNITS: error(
    '渠道“{channel}”是大家共用的 Drive 文件夹，不能写在 units 里：各单位的一县一单会放在一起，能打开的人都看得到',
    '从 units 里删去 {id}；要往里放通报，在 recipients 里加一个收件方，写这个渠道',
  ),
  PLAN_CHANNEL_DRIVE_ACCOUNT: error(
    '要往 Drive 文件夹里放文件，google.yaml 里却没有写可以读写的账号',
    '在 google.yaml 的 account 下面写 access: 读写（没有这个文件的，抄 docs/google.yaml，不收在线表的删去 sources），再把文件夹共享给这个账号，设为“编辑者”',
  ),
  PLAN_CHANNEL_DRIVE_SOURCE: error(
    '这个文件夹在 google.yaml 的 sources 里也写了：放进去的通报会被当作报表收回来',
    '换一个专门放通报的文件夹，把它的编号写在这里',
  ),
  PLAN_RECIPIENT_MAIL: error(
    '“{recipient}”要通过邮件收，却没有写 mail',
    '补上 mail: 邮件地址，或从 channels 里删去 {id}',
  ),
  PLAN_UNITS_MAIL: warning(
    '这些单位没有写邮件地址，收不到邮件：{units}',
    '在 units.yaml 这些单位的 contact 下面补上 mail；它们通过别的渠道收的，可以不改',
  ),
  PLAN_UNITS_UNREACHED: error(
    '这些单位没有写邮件地址，又没有别的渠道，什么也收不到：{units}',
    '在 units.yaml 这些单位的 contact 下面补上 mail，或在 units 里再写一个渠道',
  ),
  PLAN_MAILBOX_AUTHSERV: error(
    'trust 写的是“验证”，却没有写 authserv，谁的邮件都不会收',
    '补上 authserv: 收信服务器的名称，在任意一封来信的信头 Authentication-Results 里可以看到',
  ),
  PLAN_MAILBOX_ANSWERS: error(
    '“{id}”不是邮件渠道，不能用它回复来信',
    '在 channels 里加一个 kind: 邮件 的渠道，把它的代号写在这里',
  ),
  PLAN_CHANNEL_BLOCKED: warning(
    '{when}是“{classification}”的，渠道“{channel}”没有写明可以发，不会用它发',
    '确实可以用它发的，在这个渠道下面写 allows: [{classification}]；不可以的不用改',
  ),
};

/** Which documents a mark is on. */
export const MARKED_WORDS = {
  usual: '平时的通报',
  of: (period: string): string => `${period} 的通报`,
} as const;
