/** What is read of mails without a server: names, senders, reports of other servers. */
import { describe, expect, it } from 'vitest';
import { bounceInText, bounceOf } from '../../src/intake/bounce.ts';
import { rawName, workbookParts } from '../../src/intake/mail-parts.ts';
import { headerOf, isAutomatic, isVouched } from '../../src/intake/mail-sender.ts';

const ID = 'a0'.repeat(16);
const FROM = 'From: <weicheng@wf.gov.cn>\r\n';
const MX = { internal: false, authserv: 'mx.gov.cn' };

function vouched(results: string, plan = MX): boolean {
  return isVouched(headerOf(Buffer.from(FROM + results)), 'weicheng@wf.gov.cn', plan);
}

describe('the sender of a mail', () => {
  it.each([
    ['dmarc=pass header.from=wf.gov.cn', true],
    ['dkim=pass (2048-bit key)\r\n header.d=wf.gov.cn', true],
    ['spf=pass smtp.mailfrom=weicheng@wf.gov.cn', true],
    ['dkim=fail header.d=wf.gov.cn; spf=pass smtp.mailfrom=x@wf.gov.cn', true],
    ['dkim=fail header.d=wf.gov.cn', false],
    ['dkim=pass header.d=evil.cn', false],
    ['dkim=pass header.d=gov.cn', false],
    ['dkim=pass header.d=f.gov.cn', false],
    ['spf=pass smtp.mailfrom=evil.cn', false],
    ['dmarc=none; spf=softfail smtp.mailfrom=wf.gov.cn', false],
    ['dkim=fail (dkim=pass header.d=wf.gov.cn)', false],
  ])('is believed by the server’s own words: %s', (words, expected) => {
    expect(vouched(`Authentication-Results: mx.gov.cn; ${words}\r\n`)).toBe(expected);
  });

  it('is not believed by another server’s words, nor by such as came with the mail', () => {
    const pass = 'dkim=pass header.d=wf.gov.cn';
    expect(vouched(`Authentication-Results: mx.evil.cn; ${pass}\r\n`)).toBe(false);
    const own = 'Authentication-Results: mx.gov.cn; dkim=fail header.d=wf.gov.cn\r\n';
    expect(vouched(`${own}Authentication-Results: mx.gov.cn; ${pass}\r\n`)).toBe(false);
    expect(vouched('', { internal: false, authserv: '' })).toBe(false);
    expect(vouched(FROM, { internal: true, authserv: '' })).toBe(false);
    expect(vouched('', { internal: true, authserv: '' })).toBe(true);
  });

  it.each([
    ['Auto-Submitted: auto-replied', true],
    ['Auto-Submitted: no', false],
    ['Precedence: bulk', true],
    ['List-Id: <a.b>', true],
    ['Return-Path: <>', true],
    ['X-Autoreply: yes', true],
    ['Subject: report', false],
  ])('is a program by %s: %s', (line, expected) => {
    expect(isAutomatic(headerOf(Buffer.from(`${line}\r\n`)))).toBe(expected);
  });
});

describe('an attachment', () => {
  it('has its raw name read as UTF-8, else as GBK, and none where the header is in order', () => {
    const head = (name: Buffer): Buffer =>
      Buffer.concat([Buffer.from('Content-Type: x/y;\r\n name="'), name, Buffer.from('.xls"\r\n')]);
    expect(rawName(head(Buffer.from('奎文')))).toBe('奎文.xls');
    expect(rawName(head(Buffer.from('bffccec4', 'hex')))).toBe('奎文.xls');
    expect(rawName(head(Buffer.from('plain')))).toBeNull();
  });

  it('is taken where it could be a workbook, else as what was attached', () => {
    const xlsx = { part: '2', type: 'application/octet-stream', parameters: { name: 'a.XLSX' } };
    const pdf = { part: '3', type: 'application/pdf', disposition: 'attachment' };
    const text = { part: '1', type: 'text/plain' };
    const seal = { part: '4', type: 'image/png', id: '<logo>', parameters: { name: 'l.png' } };
    const of = (...childNodes: readonly object[]): readonly string[] =>
      workbookParts({ type: 'multipart/mixed', childNodes: childNodes as never }).map(
        ({ part }) => part,
      );
    expect(of(text, xlsx, pdf, seal)).toEqual(['2']);
    expect(of(text, pdf, seal)).toEqual(['3']);
    expect(of(text, seal)).toEqual([]);
  });
});

describe('a report that a mail did not arrive', () => {
  const recipient = 'Final-Recipient: rfc822; Nobody@wf.gov.cn\nAction: failed\nStatus: 5.1.1\n';

  it('names the mail by its envelope, else by the Message-ID that came back', () => {
    const said = 'Diagnostic-Code: smtp; 550 no such\n user\n';
    const expected = {
      id: ID,
      recipients: ['nobody@wf.gov.cn'],
      code: '5.1.1',
      said: '550 no such user',
    };
    const envelope = `Original-Envelope-Id: ${ID}\n`;
    expect(bounceOf(`Reporting-MTA: dns; a\n${envelope}\n${recipient}${said}`, '')).toEqual(
      expected,
    );
    const back = `Message-ID: <${ID}.tongbao@wf.gov.cn>\n`;
    expect(bounceOf(`Reporting-MTA: dns; a\n\n${recipient}${said}`, back)).toEqual(expected);
  });

  it('says nothing while the mail is delayed, or where it is none of ours', () => {
    const delayed = recipient.replace('failed', 'delayed');
    expect(bounceOf(`Original-Envelope-Id: ${ID}\n\n${delayed}`, '')).toBeNull();
    expect(bounceOf(`Original-Envelope-Id: other\n\n${recipient}`, '')).toBeNull();
    expect(bounceOf('', '')).toBeNull();
  });

  it('is read out of free text by the Message-ID in it', () => {
    const text = `抱歉，您的邮件被退回来了\n收件人：nobody@wf.gov.cn\n550 User not found\nMessage-ID: <${ID}.tongbao@wf.gov.cn>`;
    const found = bounceInText(text);
    expect(found).toMatchObject({ id: ID, code: '550', said: '550 User not found' });
    expect(found?.recipients).toContain('nobody@wf.gov.cn');
    expect(bounceInText('550 User not found')).toBeNull();
  });
});
