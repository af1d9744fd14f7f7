/** Mail in where the server or the sender is odd: full, hung up, dripping, two of us at once; answers to our answers. */
import { writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMailbox } from '../src/intake/mailbox.ts';
import { collectAll } from '../src/line/collecting.ts';
import type { Collected } from '../src/line/receiving.ts';
import type { Plan } from '../src/model/plan.ts';
import type { World } from '../src/model/world.ts';
import { aCertificate } from './build/certificate.ts';
import { aDovecot, hasDovecot, PASSWORD, type Dovecot } from './build/dovecot.ts';
import { anImapProxy, type ImapProxy, type Spoil } from './build/imap-proxy.ts';
import { LONG } from './build/long.ts';
import { aMail, attachment, type MailOptions } from './build/mails.ts';
import { aMailbox, aMailPlan, giveMailKeys, withMail } from './build/parcel.ts';
import { aDeliveryPlan, aPlan } from './build/plan.ts';
import { COMPLETE, workbookOf } from './build/sending.ts';
import { anSmtpPeer, type SmtpPeer } from './build/smtp-peer.ts';
import { aWorld, type TestWorld } from './build/world.ts';

const certificate = aCertificate();
const small = aPlan();
const [WEICHENG, HANTING] = small.units.map(({ id }) => String(id)) as [string, string];
const OURS = `In-Reply-To: <${'0a'.repeat(16)}.tongbao@example.gov.cn>`;

// It waits out what servers do not say: `npm test` leaves that to `.ci/run`.
describe.skipIf(!hasDovecot || !LONG)('a mailbox', { timeout: 60_000 }, () => {
  let server: Dovecot;
  let proxy: ImapProxy;
  let peer: SmtpPeer;
  let home: TestWorld;
  let spoil: (line: string) => Spoil | null;
  let count = 0;

  beforeEach(async () => {
    server = await aDovecot(certificate);
    spoil = () => null;
    proxy = await anImapProxy(certificate, server.port, (line) => spoil(line));
    peer = await anSmtpPeer({ certificate });
    home = await aWorld();
    await giveMailKeys(home.folder, certificate.cert, PASSWORD);
  });

  afterEach(async () => {
    proxy.close();
    await server.close();
    await peer.close();
    await home.end();
  });

  function planOf(pause = 0, port = peer.port): Plan {
    return {
      ...withMail(small),
      delivery: aDeliveryPlan({
        channels: [aMailPlan(port, { ca: 'ca.pem', pause })],
        mailbox: aMailbox({ port: proxy.port, ca: 'ca.pem', answers: 'youxiang' }),
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

  async function report(unit: string, over: MailOptions = {}): Promise<Buffer> {
    const attachments = [attachment('r.xlsx', await workbookOf(unit, COMPLETE))];
    return aMail({ from: `${unit}@example.gov.cn`, attachments, ...over });
  }

  function go(plan = planOf(), world: World = home.world): Promise<Collected> {
    return collectAll(plan, world);
  }

  function units({ receipts }: Collected): readonly (string | null)[] {
    return receipts.map(({ unit }) => unit);
  }

  async function inInbox(): Promise<number> {
    const folders = ['new', 'cur'].map((name) => readdir(join(server.maildir, name)));
    return (await Promise.all(folders)).flat().length;
  }

  it('that is full keeps no unit waiting behind a mail that cannot be moved', async () => {
    put(await report(WEICHENG), await report(HANTING));
    spoil = (line) => (line.includes('UID MOVE') ? 'refuse' : null);
    const full = await go();
    expect([units(full), full.isDown]).toEqual([[WEICHENG, HANTING], false]);
    expect(full.findings.map(({ code }) => code)).toEqual(['M_UNMOVED', 'M_UNMOVED']);
    spoil = () => null;
    await go();
    expect([await inInbox(), await home.world.ledger.arrivalCount()]).toEqual([0, 2]);
    expect(peer.received).toHaveLength(2);
  });

  it.each(['SEARCH', 'UID FETCH', 'CREATE'])(
    'that refuses %s is not an empty one',
    async (what) => {
      put(await report(WEICHENG));
      spoil = (line) => (line.includes(what) ? 'refuse' : null);
      expect(await go()).toMatchObject({ receipts: [], isDown: true });
      spoil = () => null;
      expect(units(await go())).toEqual([WEICHENG]);
    },
  );

  it('that is cut off amid an attachment takes nothing of it, and all of it the next time', async () => {
    put(await report(WEICHENG));
    spoil = (line) => (line.includes('BODY.PEEK[2]') ? { cut: 500 } : null);
    expect(await go()).toMatchObject({ receipts: [], isDown: true });
    spoil = () => null;
    expect(units(await go())).toEqual([WEICHENG]);
  });

  it('that drips is left after a while', async () => {
    put(await report(WEICHENG));
    spoil = (line) => (line.includes('UID FETCH') ? 'drip' : null);
    const certificates = (): readonly string[] => [certificate.cert];
    const opening = { password: PASSWORD, certificates, whole: 1500 };
    const open = await openMailbox(aMailbox({ port: proxy.port }), opening);
    const mails = open.mails()[Symbol.asyncIterator]();
    await expect(mails.next()).rejects.toMatchObject({ code: 'mailbox-down' });
    await open.close();
  });

  it('of which another process is answering the same mail is left to it, without a fault', async () => {
    put(await report(WEICHENG));
    const { ledger } = home.world;
    const another = {
      ...ledger,
      async appendAnswerStep(step: Parameters<typeof ledger.appendAnswerStep>[0]) {
        await ledger.appendAnswerStep(step);
        return false;
      },
    };
    const { isDown, findings } = await go(planOf(), { ...home.world, ledger: another });
    expect([isDown, findings, peer.received.length]).toEqual([false, [], 0]);
    expect(await inInbox()).toBe(1);
  });

  it('asks no channel again that has just failed, and leaves it its pause', async () => {
    put(await report(WEICHENG), await report(HANTING));
    let opened = 0;
    const world: World = {
      ...home.world,
      async channel(of) {
        const channel = await home.world.channel(of);
        return {
          ...channel,
          send(parcel, steps) {
            opened += 1;
            return channel.send(parcel, steps);
          },
        };
      },
    };
    await go(planOf(0, 1), world);
    expect([opened, await inInbox()]).toEqual([1, 2]);
    const began = performance.now();
    await go(planOf(2));
    expect(performance.now() - began).toBeGreaterThan(2000);
    expect(peer.received).toHaveLength(2);
  });

  it('answers no words in answer to ours, and nothing that writes by itself', async () => {
    put(
      aMail({ head: [OURS], text: '收到，谢谢' }),
      aMail({ subject: '=?utf-8?B?6Ieq5Yqo5Zue5aSN77ya5LyR5YGH?=' }),
      aMail({ head: ['X-Auto-Response-Suppress: OOF, AutoReply'] }),
      await report(WEICHENG, { head: [OURS] }),
    );
    const { findings, receipts } = await go();
    expect(peer.received).toHaveLength(1);
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['accepted']);
    expect(findings.map(({ code }) => code)).toEqual(['M_ASIDE', 'M_ASIDE_LEFT']);
  });

  it.each([
    `${WEICHENG}@example.gov.cn <evil@example.cn>`,
    `evil@example.cn <${WEICHENG}@example.gov.cn>`,
    `${WEICHENG}@example.gov.cn, ${HANTING}@example.gov.cn`,
    `${WEICHENG}@example.gov.cn\0@example.cn`,
    `evil@example.cn\r\nFrom: ${WEICHENG}@example.gov.cn`,
  ])('takes nothing whose sender can be read two ways: %j', async (from) => {
    put(await report(WEICHENG, { from }));
    expect((await go()).receipts).toEqual([]);
    expect(peer.received).toEqual([]);
  });

  it('takes none of more attachments than anybody has to send', async () => {
    const attachments = Array.from({ length: 51 }, () => attachment('r.xlsx', new Uint8Array(9)));
    put(aMail({ attachments }), await report(HANTING));
    expect(units(await go())).toEqual([HANTING]);
    expect(peer.received).toHaveLength(2);
  });

  it('takes a sender whose name is the address itself', async () => {
    const address = `${WEICHENG}@example.gov.cn`;
    put(await report(WEICHENG, { from: `"${address}" <${address}>` }));
    expect(units(await go())).toEqual([WEICHENG]);
  });
});
