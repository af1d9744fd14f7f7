/** The words for deliveries: states, why, and what stops a channel. */
import { NOTED, type ChannelKind, type Classification, type DeliveryState } from '../delivery.ts';
import type { Finding } from '../finding.ts';
import { Refusal } from '../refusal.ts';
import { findingsOf } from './catalogue.ts';
import { driveHint } from './drive.ts';
import { entry, named, said } from './entry.ts';

/** What an administrator writes for the kinds of channels. */
export const CHANNEL_CHOICES = {
  文件夹: 'folder',
  邮件: 'smtp',
  企业微信: 'wecom',
  钉钉: 'dingtalk',
  飞书: 'feishu',
  Drive文件夹: 'drive',
} as const satisfies Readonly<Record<string, ChannelKind>>;

export const SECURITY_CHOICES = { TLS: 'tls', STARTTLS: 'starttls' } as const;

export const UNCERTAIN_CHOICES = { 保留: 'hold', 重发: 'resend' } as const;

/** Why a mail's sender is believed: the server takes the office's own mail only, or says itself who was proved. */
export const TRUST_CHOICES = { 内部: 'internal', 验证: 'authenticated' } as const;

export const CLASSIFICATION_CHOICES = {
  无: '',
  内部: '内部',
  秘密: '秘密',
  机密: '机密',
  绝密: '绝密',
} as const satisfies Readonly<Record<string, Classification>>;

/** Where the robots are reached that the firms run themselves. */
export const ROBOT_BASES = {
  wecom: 'https://qyapi.weixin.qq.com',
  dingtalk: 'https://oapi.dingtalk.com',
  feishu: 'https://open.feishu.cn',
} as const;

export const DELIVERY_STATE_WORDS: Readonly<Record<DeliveryState, string>> = {
  pending: '待发',
  claimed: '正在发送',
  'final-dot': '已发出，等对方答复',
  sent: '已送达',
  failed: '没有送达',
  uncertain: '不知是否送达',
  bounced: '被退回',
  superseded: '不再发送',
};

/** Why a delivery is as it is, by the code of its last event; a peer's own code stands for itself. */
const CODE_WORDS: ReadonlyMap<string, string> = new Map([
  ['queued', '等候发送'],
  [NOTED, '正在放进文件夹'],
  ['retry', '对方暂时不收，稍后再发'],
  ['channel', '渠道不通，恢复后再发'],
  ['policy', '按方案重发'],
  ['by-hand', '人工重发'],
  ['corrected', '更正件已印发'],
  ['next-step', '已有下一步催报'],
  ['reported', '报表已经报来，不用再催'],
  ['no-answer', '发出后没有得到答复'],
  ['restored', '台账恢复过备份，备份以后可能已经发出'],
  ['address', '邮件地址不对'],
  ['size', '文件大小超出对方的限制'],
  ['EMESSAGE', '邮件超过对方允许的大小'],
  ['classification', '密级不允许用这个渠道'],
  ['attempts', '多次重试，对方一直不收'],
]);

export function deliveryCodeWords(code: string): string {
  return CODE_WORDS.get(code) ?? code;
}

/** The list that lies beside the files in a folder. */
export const MANIFEST_WORDS = { file: '清单.csv', head: '文件,SHA-256,字节' } as const;

/** The step that progress names. */
export const DELIVER_STEP = '发送';

const REFUSALS = {
  'secrets-open': {
    message: 'data/secrets.yaml 里是密码和密钥，现在别的用户也能读它。',
    hint: '请运行 chmod 600 data/secrets.yaml 后再试；已经泄露的，请同时更换密码和密钥。',
  },
  'secrets-form': {
    message: 'data/secrets.yaml 的写法不对。',
    hint: '请按“渠道代号:”换行“  password: 密码”的写法改正，内容用引号括起来；见使用手册“印发后的送达”。',
  },
} as const;

type Lacking = Readonly<{ id: string; name: string; secret: string }>;

export function deliveryRefusal(code: keyof typeof REFUSALS): Refusal;
export function deliveryRefusal(code: 'secret-lacking', lacking: Lacking): Refusal;
export function deliveryRefusal(
  code: keyof typeof REFUSALS | 'secret-lacking',
  lacking?: Lacking,
): Refusal {
  if (code !== 'secret-lacking') return new Refusal('notAllowed', code, REFUSALS[code]);
  const { id, name, secret } = lacking ?? { id: '', name: '', secret: '' };
  const variable = `TONGBAO_${id.replaceAll('-', '_')}_${secret}`.toUpperCase();
  return new Refusal('notAllowed', code, {
    message: `渠道“${name}”缺少 ${secret}，不能使用。`,
    hint: `请在 data/secrets.yaml 的 ${id} 下面写 ${secret}，或设环境变量 ${variable}。`,
  });
}

/** What is to be said of a round of sending; the place is no file. */
const deliveryFindingOf = findingsOf({
  D_STOPPED: entry(
    'warning',
    (details) => `渠道${named(details, 'channel')}没有通：${said(details, 'why')}`,
    (details) => said(details, 'hint'),
  ),
  D_FAILED: entry(
    'warning',
    (details) =>
      `第 ${said(details, 'id')} 号没有送达${said(details, 'who')}：${said(details, 'why')}`,
    (details) =>
      `请核对收件地址和原因，改好后运行 npx tongbao deliveries resend ${said(details, 'id')}`,
  ),
  D_UNCERTAIN: entry(
    'warning',
    (details) => `第 ${said(details, 'id')} 号已发给${said(details, 'who')}，但不知道对方是否收到`,
    (details) =>
      `请向对方问明；没有收到的，运行 npx tongbao deliveries resend ${said(details, 'id')}`,
  ),
  D_NO_CHANNEL: entry(
    'warning',
    (details) =>
      `有 ${said(details, 'count')} 件等候用渠道${named(details, 'channel')}发送，方案里已经没有这个渠道`,
    '请在 delivery.yaml 里恢复这个渠道（代号不变），这些件才能发出',
  ),
});

export function deliveryFinding(
  code: Parameters<typeof deliveryFindingOf>[0],
  details: Readonly<Record<string, string | number>>,
): Finding {
  return deliveryFindingOf(code, { place: { file: '' }, details });
}

/** What to do where a channel does not work, by the code it gave. */
export function stoppedHint(kind: ChannelKind, code: string): string {
  if (kind === 'drive') return driveHint(code);
  if (kind === 'folder') return '请检查文件夹是否存在、是否连通、有没有写入的权限';
  if (/^(?:EAUTH|535|534|530|ENOAUTH)$/.test(code)) {
    return '请核对用户名和密码；163、QQ 等邮箱要用“授权码”，不是登录密码';
  }
  if (/CERT|ESOCKET|ETLS|TLS/.test(code)) {
    return '请核对服务器地址、端口和加密方式；单位自己的证书，请把根证书文件写在 ca';
  }
  if (kind === 'smtp') return '请核对服务器地址、端口、用户名和 sender；稍后会自动再试';
  return '请核对机器人的密钥、签名和安全设置；稍后会自动再试';
}
