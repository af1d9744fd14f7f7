/** Deliveries from the release to the recipient: real ledger, real mail server, real folder. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliver, type Delivered } from '../src/signature/delivering.ts';
import { lastEvent, type ChannelPlan } from '../src/model/delivery.ts';
import type { Plan } from '../src/model/plan.ts';
import { aCertificate } from './build/certificate.ts';
import { anHttpPeer } from './build/http-peer.ts';
import { aMailPlan, aRobotPlan } from './build/parcel.ts';
import { aDeliveryPlan, aPlan } from './build/plan.ts';
import { release } from './build/released.ts';
import { anSmtpPeer, type Fault, type SmtpPeer } from './build/smtp-peer.ts';
import { aWorld, type TestWorld } from './build/world.ts';

const certificate = aCertificate();
const NOON = '2007-06-08T12:00:00+08:00';

describe('deliver', () => {
  let home: TestWorld;
  let peer: SmtpPeer | null;
  let ca: string;

  beforeEach(async () => {
    home = await aWorld(NOON);
    peer = null;
    ca = join(home.folder, 'ca.pem');
    await writeFile(ca, certificate.cert);
  });

  afterEach(async () => {
    await peer?.close();
    await home.end();
  });

  /** A plan that sends by these channels: to every unit by the first, to one more by each other. */
  function planOf(channels: readonly ChannelPlan[], over: Partial<Plan['delivery']> = {}): Plan {
    const plan = aPlan();
    const [first, ...others] = channels;
    return {
      ...plan,
      units: plan.units.map((unit) => ({
        ...unit,
        contact: { ...unit.contact, mail: `${unit.id}@example.gov.cn` },
      })),
      delivery: aDeliveryPlan({
        channels,
        units: first === undefined ? [] : [first.id],
        recipients: others.map(({ id, name }) => ({ name, channels: [id] })),
        ...over,
      }),
    };
  }

  async function mailPlan(script: readonly Fault[] = [], over = {}): Promise<Plan> {
    peer = await anSmtpPeer({ certificate, script });
    return planOf([aMailPlan(peer.port, { ca })], over);
  }

  function go(plan: Plan, at = NOON): Promise<Delivered> {
    home.setNow(at);
    return deliver(plan, home.world, `run at ${at}`);
  }

  async function states(): Promise<readonly string[]> {
    return (await home.world.ledger.deliveries()).map((delivery) => {
      const { state, code } = lastEvent(delivery);
      return `${state} ${code}`;
    });
  }

  it('sends each unit the bulletin and its own sheet alone, once', async () => {
    const plan = await mailPlan();
    await release(home.world.ledger, plan);
    const { done, waiting, findings } = await go(plan);
    expect([done.length, waiting, findings]).toEqual([plan.units.length, 0, []]);
    expect((await go(plan)).done).toEqual([]);
    const received = peer!.received;
    expect(received.map(({ to }) => to)).toEqual(
      plan.units.map(({ id }) => `${id}@example.gov.cn`),
    );
    for (const { to, raw } of received) {
      const sheets = plan.units.filter(({ id }) =>
        raw.includes(Buffer.from(`sheet of ${id}`).toString('base64')),
      );
      expect(sheets.map(({ id }) => `${id}@example.gov.cn`)).toEqual([to]);
      expect(raw).toContain(Buffer.from('%PDF-1.7 the bulletin').toString('base64'));
    }
  });

  it('tries later what was refused for now, and no sooner', async () => {
    const plan = await mailPlan(['451', 'qq']);
    await release(home.world.ledger, plan);
    const units = plan.units.length;
    const first = await go(plan);
    expect([first.waiting, peer!.received.length]).toEqual([2, units - 2]);
    await go(plan, '2007-06-08T12:04:59+08:00');
    expect(peer!.received).toHaveLength(units - 2);
    await go(plan, '2007-06-08T12:05:00+08:00');
    expect(peer!.received).toHaveLength(units - 1);
    expect((await go(plan, '2007-06-08T12:45:00+08:00')).waiting).toBe(0);
    expect(peer!.received).toHaveLength(units);
  });

  it('gives up where a peer refuses for now again and again, and says so', async () => {
    const plan = await mailPlan(Array.from({ length: 60 }, () => '451' as const));
    await release(home.world.ledger, { ...plan, units: plan.units.slice(0, 1) });
    const days = ['08', '09', '10', '11', '12', '13'].map((day) => `2007-06-${day}T12:00:00+08:00`);
    for (const day of days) expect((await go(plan, day)).waiting).toBe(1);
    const last = await go(plan, '2007-06-14T12:00:00+08:00');
    expect(await states()).toEqual(['failed attempts']);
    expect(last.findings.map(({ code }) => code)).toEqual(['D_FAILED']);
  });

  it('stops a channel at the first sign that nobody gets anything through it', async () => {
    const plan = await mailPlan(['553', '553', '553', '553', '553', '553']);
    await release(home.world.ledger, plan);
    const { waiting, isDown, findings } = await go(plan);
    expect([waiting, isDown]).toEqual([plan.units.length, true]);
    expect(findings.map(({ code }) => code)).toEqual(['D_STOPPED']);
    const [first, ...others] = await states();
    expect([first, new Set(others)]).toEqual(['pending channel', new Set(['pending queued'])]);
  });

  it('holds what may have arrived, and tells so until somebody decides', async () => {
    const plan = await mailPlan(['drop-after', 'drop-before']);
    await release(home.world.ledger, plan);
    const { waiting, findings } = await go(plan);
    expect([waiting, findings.map(({ code }) => code)]).toEqual([
      0,
      ['D_UNCERTAIN', 'D_UNCERTAIN'],
    ]);
    expect((await go(plan, '2007-07-08T12:00:00+08:00')).findings).toHaveLength(2);
    expect(peer!.received).toHaveLength(plan.units.length - 1);
    const by = { at: home.world.now(), worker: 'w', who: '办事员', code: 'by-hand' } as const;
    await home.world.ledger.resendDelivery(2, by);
    await go(plan, '2007-07-08T12:00:00+08:00');
    expect(peer!.received).toHaveLength(plan.units.length);
  });

  it('sends once more what may have arrived where the plan says so, under the same Message-ID', async () => {
    const plan = await mailPlan(['drop-after'], { uncertain: 'resend' });
    await release(home.world.ledger, { ...plan, units: plan.units.slice(0, 1) });
    await go(plan);
    await go(plan, '2007-06-08T13:00:00+08:00');
    const ids = peer!.received.map(({ raw }) => /Message-ID: (\S+)/i.exec(raw)![1]);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
    expect(await states()).toEqual(['sent 250']);
  });

  it('does not do so for ever', async () => {
    const plan = await mailPlan(['drop-after', 'drop-after', 'drop-after'], {
      uncertain: 'resend',
    });
    await release(home.world.ledger, { ...plan, units: plan.units.slice(0, 1) });
    for (const hour of ['13', '14', '15']) await go(plan, `2007-06-08T${hour}:00:00+08:00`);
    expect(peer!.received).toHaveLength(2);
    expect((await states())[0]).toMatch(/^uncertain/);
  });

  it('sends a marked bulletin only through channels that may carry the mark', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tongbao-share-'));
    const share = {
      id: 'jiaohuan',
      name: '交换',
      kind: 'folder',
      folder,
      allows: ['秘密'],
    } as const;
    peer = await anSmtpPeer({ certificate });
    const plan = planOf([share, aMailPlan(peer.port, { ca })], {
      classified: [{ period: '2007-05' as never, classification: '秘密' }],
      recipients: [{ name: '省委组织部', channels: ['youxiang'], mail: 'a@example.gov.cn' }],
    });
    await release(home.world.ledger, plan);
    const { findings } = await go(plan);
    expect(peer.received).toEqual([]);
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ['D_FAILED', expect.stringContaining('密级不允许用这个渠道')],
    ]);
    const names = plan.units.map(({ name }) => name).sort();
    expect((await readdir(folder)).sort()).toEqual(names);
    const [unit] = plan.units;
    const at = join(folder, unit!.name, '2007-05');
    expect((await readdir(at)).sort()).toEqual(['通报.pdf', '清单.csv', `${unit!.id}.pdf`].sort());
    expect(await readFile(join(at, `${unit!.id}.pdf`), 'utf8')).toBe(`sheet of ${unit!.id}`);
    await rm(folder, { recursive: true });
  });

  it('holds back what was marked after it was given out', async () => {
    const plan = await mailPlan();
    await release(home.world.ledger, plan);
    const classified = [{ period: '2007-05' as never, classification: '秘密' }] as const;
    await go({ ...plan, delivery: { ...plan.delivery, classified } });
    expect(peer!.received).toEqual([]);
    expect(new Set(await states())).toEqual(new Set(['failed classification']));
    const by = { at: home.world.now(), worker: '', who: '印发人', code: 'by-hand' } as const;
    await home.world.ledger.resendDelivery(1, by);
    await go({ ...plan, delivery: { ...plan.delivery, classified } });
    expect(peer!.received).toEqual([]);
  });

  it('tells a group that there is a bulletin, and no figure and no sheet of it', async () => {
    const http = await anHttpPeer({ body: { code: 0 } });
    const robot = { ...aRobotPlan('feishu', http.base), id: 'qun', name: '工作群' };
    const plan = planOf([], {
      channels: [robot],
      recipients: [{ name: '工作群', channels: ['qun'] }],
    });
    await writeFile(join(home.folder, 'data/secrets.yaml'), 'qun: {token: t}', { mode: 0o600 });
    await release(home.world.ledger, plan);
    expect((await go(plan)).waiting).toBe(0);
    const { text } = (JSON.parse(http.asked[0]!.text) as { content: { text: string } }).content;
    expect(text).toBe(
      '《关于2007年5月全市组织工作进展情况的通报》（潍组通报〔2007〕1号）已印发，请按规定的方式查收。',
    );
    await http.close();
  });

  it('claims nothing for a channel that lacks its secret, nor for one that the plan has no more', async () => {
    const robot = { ...aRobotPlan('wecom', 'http://127.0.0.1:1'), id: 'qun' };
    const recipients = [{ name: '工作群', channels: ['qun'] }];
    const plan = planOf([], { channels: [robot], recipients });
    await release(home.world.ledger, plan);
    const { findings, isDown } = await go(plan);
    expect([findings.map(({ code }) => code), isDown]).toEqual([['D_STOPPED'], true]);
    expect(findings[0]!.message).toContain('缺少 key');
    const without = await go(planOf([]));
    expect(without.findings.map(({ code }) => code)).toEqual(['D_NO_CHANNEL']);
    expect(await states()).toEqual(['pending queued']);
  });

  it('sends nothing twice when two do it at once', async () => {
    const plan = await mailPlan();
    await release(home.world.ledger, plan);
    await Promise.all(['a', 'b', 'c'].map((worker) => deliver(plan, home.world, worker)));
    const recipients = peer!.received.map(({ to }) => to);
    expect([recipients.length, new Set(recipients).size]).toEqual([
      plan.units.length,
      plan.units.length,
    ]);
  });
});
