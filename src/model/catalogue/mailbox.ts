/** The words for the mailbox: its folders, what a clerk is answered, what the administrator is told. */
import type { MailPlace } from '../mailbox.ts';
import type { Finding } from '../finding.ts';
import { Refusal } from '../refusal.ts';
import { findingsOf } from './catalogue.ts';
import { entry, named, said } from './entry.ts';

/** The mailbox's own folders. */
export const MAIL_FOLDERS: Readonly<Record<MailPlace, string>> = {
  done: '已处理',
  returned: '退回',
  aside: '待人工确认',
};

/** Attachments of one mail that are taken: a year of all forms of a unit is less. */
export const MOST_PARTS = 50;

export const MAIL_WORDS = {
  /** What an attachment without a name is called. */
  unnamed: (part: string): string => `未命名附件${part}`,
  subject: (subject: string): string => `自动回复：${subject === '' ? '来信' : subject}`,
  foot: '这封邮件由系统自动发出，请不要直接回复；有疑问请打电话给我们。',
  noAttachment:
    '来信没有附件，没有收到报表。用“超大附件”“文件中转站”发的只是一个链接，系统不下载。请把报表作为普通附件重新发送。',
  packed:
    '来信的附件是 winmail.dat：Outlook 把附件包成了别的程序打不开的格式。请把邮件格式改成“HTML”或“纯文本”（新邮件“设置文本格式”选项卡），再重新发送。',
  tooMany: (count: number): string =>
    `来信有 ${String(count)} 个附件，太多了，一个都没有收取。请分几封信重新发送，每封不超过 ${String(MOST_PARTS)} 个。`,
  tooLarge: (fileName: string): string =>
    `附件“${fileName}”太大，没有收取。报表一般只有几十KB，请用我们下发的报表填写，不要插入图片，再重新发送。`,
} as const;

/** An answer's marked workbook is called so. */
export function markedName(number: number): string {
  return `回执第${String(number)}号-批注版.xlsx`;
}

type Down = Readonly<{ host: string; code: string; said: string }>;

/** The mailbox's server failed us: 取数失败, nobody's 漏报. */
export function mailboxDown({ host, code, said: words }: Down): Refusal {
  return new Refusal('outsideDown', 'mailbox-down', {
    message: `邮箱 ${host} 取数失败：${code === '' ? words : `${code} ${words}`}`,
    hint: hintFor(code),
  });
}

function hintFor(code: string): string {
  if (code === 'EAUTH') {
    return '请核对用户名和密码；163、QQ 等邮箱要先开通 IMAP，并用“授权码”，不是登录密码';
  }
  if (/CERT|SSL|TLS|SELF_SIGNED/.test(code)) {
    return '请核对服务器地址和加密方式；单位自己的证书，请把根证书文件写在 ca';
  }
  return '请检查网络、服务器地址和端口；下次收报会再取，邮件还在邮箱里。这期间不要把没有报表的单位算作漏报';
}

const mailFindingOf = findingsOf({
  M_UNREACHED: entry(
    'warning',
    (details) => said(details, 'why'),
    (details) => said(details, 'hint'),
  ),
  M_ASIDE: entry(
    'warning',
    (details) =>
      `来自${named(details, 'sender')}的邮件${named(details, 'subject')}没有收：${said(details, 'why')}，已移到“待人工确认”`,
    '请打电话向单位核实；确是该单位报的，把附件另存到 data/inbox，再收一次',
  ),
  M_UNMOVED: entry(
    'warning',
    (details) =>
      `来自${named(details, 'sender')}的邮件${named(details, 'subject')}已经办了，但没能移到“${said(details, 'folder')}”`,
    '邮箱可能满了：请清理邮箱，或检查这个文件夹还在不在。信留在原处，下次再移，不会重复登记和回复',
  ),
  M_ASIDE_LEFT: entry(
    'note',
    (details) => `邮箱的“待人工确认”里有 ${said(details, 'count')} 封邮件`,
    '处理完的，请在邮箱里移到别的文件夹',
  ),
  M_UNANSWERED: entry(
    'warning',
    (details) => `给${named(details, 'sender')}的回复没有发出：${said(details, 'why')}`,
    '报表已经登记，回执在 data/receipts；请核对渠道的设置，或另行告知对方',
  ),
  M_BOUNCED: entry(
    'warning',
    (details) =>
      `第 ${said(details, 'id')} 号被退信，${named(details, 'who')}没有收到：${said(details, 'why')}`,
    (details) => `请核对收件地址，改好后运行 npx tongbao deliveries resend ${said(details, 'id')}`,
  ),
});

export function mailFinding(
  code: Parameters<typeof mailFindingOf>[0],
  details: Readonly<Record<string, string | number>>,
): Finding {
  return mailFindingOf(code, { place: { file: '' }, details });
}

/** Why a mail was not taken as its sender's word. */
export const ASIDE_WORDS = {
  unknown: '寄件地址不在名单里',
  forged: '寄件地址没有通过验证，可能是冒名的',
  sender: '寄件人有几个，或者没有写',
  reply: '是对系统发的邮件的答复，没有附件，请看一看写的什么',
} as const;

/** On the receipt of a form that another unit's address sent. */
export const otherSender = (fileName: string, sender: string): Finding =>
  senderFindingOf('M_OTHER_UNIT', { place: { file: fileName }, details: { sender } });

const senderFindingOf = findingsOf({
  M_OTHER_UNIT: entry(
    'error',
    (details) => `寄件邮箱${named(details, 'sender')}不是这份报表的单位的邮箱`,
    '请用本单位登记的邮箱发送本单位的报表；确要换邮箱的，请先告诉我们',
  ),
});
