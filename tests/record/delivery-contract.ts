/** What every ledger promises of deliveries: enqueued once with the release, taken in turns, never forgotten. */
import { beforeEach, describe, expect, it } from 'vitest';
import { lastEvent, type Claim, type DeliveryEvent } from '../../src/model/delivery.ts';
import type { Edition, Signed } from '../../src/model/edition.ts';
import type { Ledger } from '../../src/model/world.ts';
import type { OutgoingReminder } from '../../src/model/reminder.ts';
import {
  aDelivery,
  aDraft,
  aReminder,
  aSigned,
  MAY,
  minute,
  sha256,
  unit as unitOf,
} from './builders.ts';
import type { Site } from './contract.ts';

const BY = { who: '印发人', at: minute(20) };

function anEvent(state: DeliveryEvent['state'], at: number, until: number | null): DeliveryEvent {
  const moment = until === null ? null : minute(until);
  return { state, at: minute(at), until: moment, worker: 'a', code: '250', said: 'OK' };
}

export function deliveryContract(ledgerOf: () => Ledger, siteOf: () => Site): void {
  describe('deliveries', () => {
    let ledger: Ledger;
    const plan = sha256('plan');

    async function signed(over: Partial<Signed> = {}): Promise<Edition> {
      await ledger.recordDraft({ ...aDraft(plan, plan), pages: over.number ?? 8 }, 'tester');
      const draft = (await ledger.heldDraft(MAY, ''))!;
      const { id } = await ledger.review(draft, BY);
      const sign = aSigned(id, plan, over);
      return ledger.sign(sign.signed, sign.frozen, null);
    }

    async function released(...recipients: readonly string[]): Promise<Edition> {
      const edition = await signed();
      const all = recipients.map((recipient) => aDelivery(edition, recipient));
      return ledger.release(edition.id, BY, all);
    }

    function claim(at: number, worker = 'a', channels = ['youxiang']): Promise<Claim | null> {
      return ledger.claimDelivery({ channels, worker, at: minute(at), until: minute(at + 10) });
    }

    async function states(): Promise<readonly string[]> {
      return (await ledger.deliveries()).map((delivery) => lastEvent(delivery).state);
    }

    beforeEach(async () => {
      ledger = ledgerOf();
      await ledger.keep({ kind: 'plan', sha256: plan, text: 'plan' }, minute(0));
    });

    it('enqueues each recipient once, with the first release of the edition', async () => {
      const edition = await released('unit:a', 'unit:b');
      await ledger.release(edition.id, BY, [aDelivery(edition, 'unit:b'), aDelivery(edition, 'c')]);
      const all = await ledger.deliveries(MAY);
      expect(all.map(({ id, recipient }) => [id, recipient])).toEqual([
        [1, 'unit:a'],
        [2, 'unit:b'],
      ]);
      const event = { state: 'pending', at: BY.at, until: null, code: 'queued', said: '' };
      expect(all[0]).toEqual({
        ...aDelivery(edition, 'unit:a'),
        id: 1,
        edition: edition.id,
        reminder: null,
        events: [{ ...event, worker: '' }],
      });
      expect(await ledger.deliveries('2007-06' as typeof MAY)).toEqual([]);
    });

    it('doubts all that waits when it was put back, and leaves what has come to an end', async () => {
      await released('unit:a', 'unit:b', 'unit:c');
      await ledger.settleDelivery((await claim(21))!, anEvent('sent', 22, null));
      await claim(23);
      expect(await ledger.doubtDeliveries({ at: minute(30), worker: 'restore' })).toBe(2);
      expect(await states()).toEqual(['sent', 'uncertain', 'uncertain']);
      expect(await ledger.doubtDeliveries({ at: minute(31), worker: 'restore' })).toBe(0);
      expect(await claim(60)).toBeNull();
      expect((await ledger.resendDelivery(3, { ...BY, worker: '', code: 'by-hand' }))?.id).toBe(3);
    });

    it('enqueues nothing when the edition has two deliveries to one recipient', async () => {
      const edition = await signed();
      const twice = [aDelivery(edition, 'unit:a'), aDelivery(edition, 'unit:a')];
      await expect(ledger.release(edition.id, BY, twice)).rejects.toThrow();
      expect(await ledger.deliveries()).toEqual([]);
      expect((await ledger.editions())[0]?.released).toBeNull();
    });

    it('gives each delivery to one worker, in order, and of no other channel', async () => {
      await released('unit:a', 'unit:b');
      expect(await claim(21, 'a', ['other'])).toBeNull();
      const second = await siteOf().open();
      const other = second.claimDelivery({
        channels: ['youxiang'],
        worker: 'b',
        at: minute(21),
        until: minute(31),
      });
      const turns = await Promise.all([claim(21, 'a'), other, claim(21, 'c')]);
      await second.close();
      const taken = turns.map((turn) => turn?.delivery.recipient ?? 'none').sort();
      expect(taken).toEqual(['none', 'unit:a', 'unit:b']);
    });

    it('lets a pending delivery wait for its moment', async () => {
      await released('unit:a');
      const first = (await claim(21))!;
      await ledger.settleDelivery(first, anEvent('pending', 22, 30));
      expect(await claim(29)).toBeNull();
      expect((await claim(30))?.step).toBe(4);
    });

    it('takes up what a dead worker held, and refuses the dead one’s word', async () => {
      await released('unit:a');
      const dead = (await claim(21, 'dead'))!;
      expect(await claim(30, 'b')).toBeNull();
      const next = (await claim(31, 'b'))!;
      expect(next.delivery.id).toBe(dead.delivery.id);
      expect(await ledger.settleDelivery(dead, anEvent('final-dot', 32, 40))).toBeNull();
      expect(await ledger.settleDelivery(next, anEvent('sent', 32, null))).toMatchObject({
        step: 4,
      });
      expect(await states()).toEqual(['sent']);
      expect(await claim(99)).toBeNull();
    });

    it('calls uncertain what was never answered, after its lease, and never takes it up by itself', async () => {
      await released('unit:a');
      await ledger.settleDelivery((await claim(21))!, anEvent('final-dot', 22, 32));
      const by = { worker: 'b', at: minute(31) };
      expect(await ledger.lapseDeliveries(by)).toBe(0);
      expect(await ledger.lapseDeliveries({ ...by, at: minute(32) })).toBe(1);
      expect(await states()).toEqual(['uncertain']);
      expect(await claim(99)).toBeNull();
    });

    it('sends anew what stands still, in the log of acts, and nothing that is on its way', async () => {
      await released('unit:a');
      const by = { at: minute(40), worker: 'a', who: '办事员', code: 'by-hand' } as const;
      const turn = (await claim(21))!;
      expect(await ledger.resendDelivery(1, by)).toBeNull();
      expect(await ledger.resendDelivery(2, by)).toBeNull();
      await ledger.settleDelivery(turn, anEvent('failed', 22, null));
      const again = await ledger.resendDelivery(1, by);
      expect(lastEvent(again!)).toMatchObject({ state: 'pending', code: 'by-hand', at: by.at });
      const acts = await ledger.actsBehind(0, 99);
      expect(acts.at(-1)).toMatchObject({ what: 'resend', who: '办事员', subject: 'delivery:1' });
      expect(JSON.parse(acts.at(-1)!.detail)).toMatchObject({ before: 'failed' });
    });

    it('lets a later edition take the place of what has not gone out, a held turn too', async () => {
      await released('unit:a', 'unit:b', 'unit:c');
      const sent = (await claim(21))!;
      await ledger.settleDelivery(sent, anEvent('sent', 22, null));
      const held = (await claim(22))!;
      const later = await signed({ number: 2, total: 2, documentNumber: '潍组通报〔2007〕2号' });
      await ledger.release(later.id, { ...BY, at: minute(30) }, [aDelivery(later, 'unit:a')]);
      expect(await states()).toEqual(['sent', 'superseded', 'superseded', 'pending']);
      expect(await ledger.settleDelivery(held, anEvent('final-dot', 31, 41))).toBeNull();
    });

    it('enqueues those of a reminder with it, its text kept, and of a unit only the newest waits', async () => {
      const edition = await signed();
      const told = (step: string, unit: string): OutgoingReminder => {
        const text = `${unit}：${step}`;
        const reminder = aReminder({ unit: unitOf(unit), step, text, sha256: sha256(text) });
        const { sha256: hash } = reminder;
        const files = [{ name: '催报.txt', sha256: hash }];
        return { reminder, deliveries: [{ ...aDelivery(edition, `unit:${unit}`), files }] };
      };
      const first = [told('截止前1个工作日', 'a'), told('截止前1个工作日', 'b')];
      await ledger.recordReminders(first, 'tester');
      await ledger.recordReminders(first, 'tester');
      const [one] = await ledger.deliveries();
      expect(one).toMatchObject({ edition: null, reminder: 1, recipient: 'unit:a' });
      expect(await ledger.original(one!.files[0]!.sha256)).toEqual(
        new TextEncoder().encode('a：截止前1个工作日'),
      );
      await ledger.settleDelivery((await claim(21))!, anEvent('sent', 22, null));
      await ledger.recordReminders([told('截止当天', 'a'), told('截止当天', 'b')], 'tester');
      expect(await states()).toEqual(['sent', 'superseded', 'pending', 'pending']);
      await ledger.release(edition.id, BY, [aDelivery(edition, 'unit:a')]);
      expect((await states()).slice(2)).toEqual(['pending', 'pending', 'pending']);
      expect(await ledger.unsound()).toEqual([]);
    });

    it('changes no row', async () => {
      await released('unit:a');
      for (const table of ['delivery', 'delivery_event']) {
        await expect(siteOf().raw(`delete from ${table}`)).rejects.toThrow(/append-only/);
      }
    });
  });
}
