/** Mails as mail programs write them, odd ones too. */
type Attachment = Readonly<{ head: string | Buffer; bytes: Uint8Array }>;

export type MailOptions = Readonly<{
  from?: string;
  subject?: string;
  /** Further lines of the header. */
  head?: readonly string[];
  text?: string;
  attachments?: readonly Attachment[];
}>;

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** @param name quoted in the header as it is: letters that no header may hold go in as UTF-8. */
export function attachment(name: string, bytes: Uint8Array, type = XLSX): Attachment {
  return {
    head: `Content-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"`,
    bytes,
  };
}

let count = 0;

export function aMail({
  from = 'weicheng@example.gov.cn',
  subject = 'report',
  head = [],
  text = 'see attachment',
  attachments = [],
}: MailOptions): Buffer {
  count += 1;
  const parts = [
    Buffer.from(`--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`),
    ...attachments.flatMap((one) => [
      Buffer.from('--b\r\n'),
      Buffer.from(one.head),
      Buffer.from('\r\nContent-Transfer-Encoding: base64\r\n\r\n'),
      Buffer.from(Buffer.from(one.bytes).toString('base64').replace(/.{76}/g, '$&\r\n')),
      Buffer.from('\r\n'),
    ]),
    Buffer.from('--b--\r\n'),
  ];
  const lines = [
    ...head,
    `From: ${from}`,
    'To: zzb@example.gov.cn',
    `Subject: ${subject}`,
    `Message-ID: <m${String(count)}@example.gov.cn>`,
    'Date: Fri, 01 Jun 2007 09:00:00 +0800',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), ...parts]);
}

/** A report of a server (RFC 3464) on a mail of ours. */
export function aReport(
  id: string,
  recipient: string,
  { action = 'failed', byMessageId = false } = {},
): Buffer {
  const envelope = byMessageId ? '' : `Original-Envelope-Id: ${id}\r\n`;
  const back = byMessageId ? `Message-ID: <${id}.tongbao@example.gov.cn>\r\n` : 'Subject: x\r\n';
  return Buffer.from(
    `Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example.gov.cn\r\nTo: zzb@example.gov.cn\r\n` +
      `Subject: Undelivered\r\nMIME-Version: 1.0\r\n` +
      `Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n` +
      `--b\r\nContent-Type: text/plain\r\n\r\nsorry\r\n` +
      `--b\r\nContent-Type: message/delivery-status\r\n\r\n` +
      `Reporting-MTA: dns; mx.example.gov.cn\r\n${envelope}\r\n` +
      `Final-Recipient: rfc822; ${recipient}\r\nAction: ${action}\r\nStatus: 5.1.1\r\n` +
      `Diagnostic-Code: smtp; 550 5.1.1 <${recipient}>: Recipient address\r\n    rejected\r\n\r\n` +
      `--b\r\nContent-Type: text/rfc822-headers\r\n\r\n${back}\r\n--b--\r\n`,
  );
}
