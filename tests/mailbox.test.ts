/** Mail in, against a real Dovecot and a real SMTP server: what is taken, what is held aside, what is answered. */
import { writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectAll } from '../src/line/collecting.ts';
import type { Collected } from '../src/line/receiving.ts';
import { lastEvent, mailId } from '../src/model/delivery.ts';
import type { MailboxPlan } from '../src/model/mailbox.ts';
import type { Plan } from '../src/model/plan.ts';
import type { World } from '../src/model/world.ts';
import { deliver } from '../src/signature/delivering.ts';
import { aCertificate } from './build/certificate.ts';
import { aDovecot, hasDovecot, PASSWORD, type Dovecot } from './build/dovecot.ts';
import { aMail, aReport, attachment, XLSX, type MailOptions } from './build/mails.ts';
import { aMailbox, aMailPlan, giveMailKeys, withMail } from './build/parcel.ts';
import { aDeliveryPlan, aPlan } from './build/plan.ts';
import { aPostfix, hasPostfix } from './build/postfix.ts';
import { release } from './build/released.ts';
import { COMPLETE, workbookOf } from './build/sending.ts';
import { anSmtpPeer, type SmtpPeer } from './build/smtp-peer.ts';
import { aWorld, moment, type TestWorld } from './build/world.ts';

const certificate = aCertificate();
const [WEICHENG, HANTING] = aPlan().units.map(({ id }) => String(id)) as [string, string];

describe.skipIf(!hasDovecot)('the mailbox', { timeout: 60_000 }, () => {
  let server: Dovecot;
  let peer: SmtpPeer;
  let home: TestWorld;
  let plan: Plan;
  let count = 0;

  beforeEach(async () => {
    server = await aDovecot(certificate);
    peer = await anSmtpPeer({ certificate });
    home = await aWorld();
    await giveMailKeys(home.folder, certificate.cert, PASSWORD);
    plan = planWith();
  });

  afterEach(async () => {
    await server.close();
    await peer.close();
    await home.end();
  });

  function planWith(over: Partial<MailboxPlan> = {}): Plan {
    const small = aPlan();
    return {
      ...withMail(small),
      delivery: aDeliveryPlan({
        channels: [aMailPlan(peer.port, { ca: 'ca.pem' })],
        units: ['youxiang'],
        mailbox: aMailbox({ port: server.port, ca: 'ca.pem', answers: 'youxiang', ...over }),
      }),
    };
  }

  function put(...mails: readonly Buffer[]): void {
    for (const mail of mails) {
      count += 1;
      const name = `${String(1_000_000 + count)}.M${String(count)}.test`;
      writeFileSync(join(server.maildir, 'new', name), mail, { mode: 0o644 });
    }
  }

  async function report(unit: string, over: MailOptions = {}, name = 'r.xlsx'): Promise<Buffer> {
    const bytes = await workbookOf(unit, COMPLETE);
    const attachments = [attachment(name, bytes)];
    return aMail({ from: `${unit}@example.gov.cn`, attachments, ...over });
  }

  function go(with_: World = home.world): Promise<Collected> {
    return collectAll(plan, with_);
  }

  /** How many mails lie in each folder. */
  async function lying(): Promise<Readonly<Record<string, number>>> {
    const found: Record<string, number> = {};
    const folders = {
      INBOX: '',
      已处理: '.&XfJZBHQG-',
      退回: '.&kABW3g-',
      待人工确认: '.&X4VOul3leG6LpA-',
    };
    for (const [name, folder] of Object.entries(folders)) {
      const mails = await Promise.all(
        ['new', 'cur'].map((of) => readdir(join(server.maildir, folder, of)).catch(() => [])),
      );
      found[name] = mails.flat().length;
    }
    return found;
  }

  function outcomes({ receipts }: Collected): readonly string[] {
    return receipts.map(({ outcome, unit, fileName }) => `${outcome} ${unit ?? '-'} ${fileName}`);
  }

  it('takes a report, answers once, puts it away, and is not asked twice', async () => {
    put(await report(WEICHENG));
    const first = await go();
    expect(outcomes(first)).toEqual([`accepted ${WEICHENG} r.xlsx`]);
    expect(first.findings).toEqual([]);
    expect(outcomes(await go())).toEqual([]);
    expect(peer.received.map(({ to }) => to)).toEqual([`${WEICHENG}@example.gov.cn`]);
    const [{ raw }] = peer.received as [SmtpPeer['received'][number]];
    expect(raw).toContain('Auto-Submitted: auto-replied');
    expect(raw).toMatch(/In-Reply-To: <m\d+@example\.gov\.cn>/);
    expect(await lying()).toEqual({ INBOX: 0, 已处理: 1, 退回: 0, 待人工确认: 0 });
  });

  it('takes reports as of when the round began, however long other mails take before them', async () => {
    put(await report(WEICHENG));
    const due = '2007-06-04T17:00:00+08:00';
    const moments = [due, due, '2007-06-04T17:00:07+08:00'].map(moment);
    const now = () => (moments.length > 1 ? moments.shift()! : moments[0]!);
    const { receipts } = await go({ ...home.world, now });
    expect(receipts).toMatchObject([{ arrivedAt: due }]);
    expect((await home.receiptTexts())[0]).not.toContain('迟报');
  });

  it('reads every spelling of a name, forwarded mails too, and lets none be a path', async () => {
    const bytes = await workbookOf(WEICHENG, COMPLETE);
    const gbk = Buffer.from('bffccec4', 'hex'); // 奎文, as GBK
    const named = (head: string | Buffer): Buffer => aMail({ attachments: [{ head, bytes }] });
    const inner = aMail({ attachments: [attachment('inner.xlsx', bytes)] });
    put(
      named(
        `Content-Type: ${XLSX}\r\nContent-Disposition: attachment; filename*=gb18030''%CE%AB%B3%C7.xlsx`,
      ),
      named(
        `Content-Type: ${XLSX}; name="=?GB18030?B?zquzxy54bHN4?="\r\nContent-Disposition: attachment`,
      ),
      named(
        Buffer.concat([
          Buffer.from(`Content-Type: ${XLSX}\r\nContent-Disposition: attachment; filename="`),
          gbk,
          Buffer.from('.xlsx"'),
        ]),
      ),
      named(`Content-Type: application/octet-stream\r\nContent-Disposition: attachment`),
      named(`Content-Type: ${XLSX}\r\nContent-Disposition: inline; filename="../../x.xlsx"`),
      Buffer.concat([
        Buffer.from(
          `From: ${WEICHENG}@example.gov.cn\r\nSubject: Fwd\r\nMIME-Version: 1.0\r\n` +
            'Content-Type: multipart/mixed; boundary=f\r\n\r\n--f\r\nContent-Type: message/rfc822\r\n\r\n',
        ),
        inner,
        Buffer.from('\r\n--f--\r\n'),
      ]),
    );
    const { receipts } = await go();
    const names = receipts.map(({ fileName }) => fileName);
    expect(names).toEqual([
      '潍城.xlsx',
      '潍城.xlsx',
      '奎文.xlsx',
      '未命名附件2',
      '../../x.xlsx',
      'inner.xlsx',
    ]);
    expect(new Set(receipts.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(receipts.map(({ outcome }) => outcome)).toEqual([
      'accepted',
      ...Array<string>(5).fill('seen-before'),
    ]);
    expect(await readdir(home.folder)).not.toContain('x.xlsx');
  });

  it('holds aside who is not known or not proved, and answers nobody of them', async () => {
    plan = planWith({ internal: false, authserv: 'mx.example.gov.cn' });
    const result = (server_: string, text: string): MailOptions => ({
      head: [`Authentication-Results: ${server_}; ${text}`],
    });
    const genuine = 'dkim=pass header.d=example.gov.cn';
    put(
      await report(WEICHENG, result('mx.example.gov.cn', genuine)),
      await report(WEICHENG, result('mx.evil.example', genuine)),
      await report(WEICHENG, result('mx.example.gov.cn', 'spf=pass smtp.mailfrom=evil.example')),
      await report(WEICHENG, { from: `"${WEICHENG}@example.gov.cn" <x@evil.example>` }),
      await report(WEICHENG),
    );
    const round = await go();
    expect(outcomes(round)).toEqual([`accepted ${WEICHENG} r.xlsx`]);
    expect(round.findings.map(({ code }) => code)).toEqual([
      ...Array<string>(4).fill('M_ASIDE'),
      'M_ASIDE_LEFT',
    ]);
    expect(peer.received).toHaveLength(1);
    expect(await lying()).toEqual({ INBOX: 0, 已处理: 1, 退回: 0, 待人工确认: 4 });
  });

  it('does not take one unit’s address as the word of another, but takes a listed sender for any', async () => {
    put(await report(HANTING, { from: `${WEICHENG}@example.gov.cn` }));
    const round = await go();
    expect(outcomes(round)).toEqual(['returned - r.xlsx']);
    expect(round.receipts[0]!.findings[0]!.code).toBe('M_OTHER_UNIT');
    plan = planWith({ senders: ['quxian@example.gov.cn'] });
    put(await report(HANTING, { from: 'quxian@example.gov.cn' }));
    expect(outcomes(await go())).toEqual([`accepted ${HANTING} r.xlsx`]);
  });

  it('answers a returned report with its marked workbook', async () => {
    const bytes = await workbookOf(WEICHENG, {
      ...COMPLETE,
      figures: { ...COMPLETE.figures, RC01: '很多' },
    });
    put(aMail({ attachments: [attachment('r.xlsx', bytes)] }));
    expect(outcomes(await go())).toEqual([`returned ${WEICHENG} r.xlsx`]);
    expect(peer.received[0]!.raw).toContain('spreadsheetml');
    expect(await lying()).toMatchObject({ 已处理: 0, 退回: 1 });
  });

  it('says what to do where nothing can be taken, and answers no program', async () => {
    const big = new Uint8Array(6 * 1024 * 1024);
    put(
      aMail({}),
      aMail({ attachments: [attachment('winmail.dat', new Uint8Array(9), 'application/ms-tnef')] }),
      aMail({ attachments: [attachment('big.xlsx', big)] }),
      aMail({ head: ['Auto-Submitted: auto-replied'] }),
      aMail({ head: ['Precedence: bulk'] }),
      aMail({ head: ['List-Id: <all.example.gov.cn>'] }),
    );
    expect((await go()).receipts).toEqual([]);
    const texts = peer.received.map(({ raw }) => textOf(raw));
    expect(texts.map((text) => text.split('。')[0])).toEqual([
      '来信没有附件，没有收到报表',
      expect.stringContaining('winmail.dat'),
      '附件“big.xlsx”太大，没有收取',
    ]);
    expect(await lying()).toMatchObject({ INBOX: 0, 退回: 6 });
  });

  it('comes to the same after a crash at any step: one receipt, one answer', async () => {
    put(await report(WEICHENG));
    const { world } = home;
    const fails = (): Promise<never> => Promise.reject(new Error('crash'));
    await expect(go({ ...world, inbox: { ...world.inbox, settle: fails } })).rejects.toThrow(
      'crash',
    );
    const early = { ...world.ledger, appendAnswerStep: fails };
    await expect(go({ ...world, ledger: early })).rejects.toThrow('crash');
    expect(peer.received).toEqual([]);
    const opened = world.mailbox;
    const unmoved: World['mailbox'] = async (of) => ({ ...(await opened(of)), move: fails });
    await expect(go({ ...world, mailbox: unmoved })).rejects.toThrow('crash');
    expect(outcomes(await go())).toEqual([`accepted ${WEICHENG} r.xlsx`]);
    expect(await world.ledger.arrivalCount()).toBe(1);
    expect(peer.received).toHaveLength(1);
  });

  it('leaves a mail that could not be answered for the next round, with the receipt it has', async () => {
    const { port } = peer;
    await peer.close();
    put(await report(WEICHENG));
    const first = await go();
    expect(await lying()).toMatchObject({ INBOX: 1, 已处理: 0 });
    peer = await anSmtpPeer({ certificate });
    expect(peer.port).not.toBe(port);
    plan = planWith();
    const second = await go();
    expect(second.receipts).toEqual(first.receipts);
    expect(peer.received).toHaveLength(1);
    expect(await lying()).toMatchObject({ INBOX: 0, 已处理: 1 });
  });

  it('sends no second answer where nobody knows of the first', async () => {
    await peer.close();
    peer = await anSmtpPeer({ certificate, script: ['drop-after'] });
    plan = planWith();
    put(await report(WEICHENG));
    const round = await go();
    expect(round.findings.map(({ code }) => code)).toEqual(['M_UNANSWERED']);
    await go();
    expect(peer.received).toHaveLength(1);
    expect(await lying()).toMatchObject({ INBOX: 0 });
  });

  it('marks as bounced what was sent to that recipient, and nothing else', async () => {
    await release(home.world.ledger, plan);
    home.setNow('2007-06-08T12:00:00+08:00');
    await deliver(plan, home.world, 'run');
    const [first, second, third] = await home.world.ledger.deliveries();
    put(
      aReport(mailId(first!), first!.address),
      aReport(mailId(second!), second!.address, { action: 'delayed' }),
      aReport(mailId(second!), first!.address),
      aReport('0'.repeat(32), second!.address),
      aReport(mailId(third!), third!.address, { byMessageId: true }),
    );
    const { findings } = await go();
    expect(findings.map(({ code }) => code)).toEqual(['M_BOUNCED', 'M_BOUNCED']);
    const states = (await home.world.ledger.deliveries()).map(lastEvent);
    expect(states.slice(0, 3).map(({ state }) => state)).toEqual(['bounced', 'sent', 'bounced']);
    expect(states[0]).toMatchObject({ code: '5.1.1' });
    expect(states[0]!.said).toContain('550 5.1.1');
    expect(await lying()).toMatchObject({ INBOX: 0, 已处理: 5 });
  });

  it.skipIf(!hasPostfix)(
    'reads what a real Postfix says of recipients that it does not know',
    async () => {
      const postfix = await aPostfix(certificate, server.maildir);
      try {
        plan = {
          ...plan,
          units: plan.units.map((unit) => ({
            ...unit,
            contact: { ...unit.contact, mail: `${unit.id}@gone.example.cn` },
          })),
          delivery: {
            ...plan.delivery,
            channels: [aMailPlan(postfix.port, { ca: join(home.folder, 'ca.pem') })],
          },
        };
        await release(home.world.ledger, plan);
        home.setNow('2007-06-08T12:00:00+08:00');
        await deliver(plan, home.world, 'run');
        const sent = await home.world.ledger.deliveries();
        expect(new Set(sent.map((one) => lastEvent(one).state))).toEqual(new Set(['sent']));
        await expect
          .poll(async () => (await readdir(join(server.maildir, 'new'))).length, {
            timeout: 20_000,
          })
          .toBe(sent.length);
        const { findings } = await go();
        expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['M_BOUNCED']));
        for (const delivery of await home.world.ledger.deliveries()) {
          expect(lastEvent(delivery)).toMatchObject({ state: 'bounced', code: '5.1.1' });
        }
      } finally {
        await postfix.close();
      }
    },
  );

  it('says that the mailbox could not be reached, and takes the folder all the same', async () => {
    await home.drop('r.xlsx', await workbookOf(WEICHENG, COMPLETE));
    plan = planWith({ user: 'nobody' });
    const round = await go();
    expect(outcomes(round)).toEqual([`accepted ${WEICHENG} r.xlsx`]);
    expect(round.isDown).toBe(true);
    expect(round.findings[0]!.message).toContain('取数失败');
    expect(round.findings[0]!.hint).toContain('授权码');
    plan = planWith({ ca: '' });
    expect((await go()).findings[0]!.hint).toContain('根证书');
  });
});

/** A mail's own words, decoded. */
function textOf(raw: string): string {
  const [head = '', body = ''] = raw.split(/\r?\n\r?\n(.*)/s);
  if (head.includes('multipart')) return raw;
  return /base64/i.test(head) ? Buffer.from(body, 'base64').toString() : fromQuoted(body);
}

function fromQuoted(body: string): string {
  const bytes = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
