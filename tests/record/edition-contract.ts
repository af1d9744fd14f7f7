/** What every ledger promises of reviews, signatures, releases and the log of acts. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { HeldDraft, Signed } from '../../src/model/edition.ts';
import type { Period } from '../../src/model/period.ts';
import type { Ledger } from '../../src/model/world.ts';
import { hashOfAct } from '../../src/record/acts.ts';
import { aDraft, anArrival, aSigned, MAY, minute, returning, sha256 } from './builders.ts';
import type { Site } from './contract.ts';

const REVIEWER = { who: '核稿人', at: minute(10) };

export function editionContract(ledgerOf: () => Ledger, siteOf: () => Site): void {
  describe('signing', () => {
    let ledger: Ledger;
    const plan = sha256('plan');

    /** A draft of the period that somebody reviewed. */
    async function reviewed(period: Period = MAY): Promise<HeldDraft> {
      await ledger.recordDraft({ ...aDraft(plan, plan), period }, 'tester');
      await ledger.review((await ledger.heldDraft(period, ''))!, REVIEWER);
      return (await ledger.heldDraft(period, ''))!;
    }

    function sign(draft: HeldDraft, over: Partial<Signed> = {}): ReturnType<Ledger['sign']> {
      const { signed, frozen } = aSigned(draft.review!.id, plan, { period: draft.period, ...over });
      return ledger.sign(signed, frozen, null);
    }

    beforeEach(async () => {
      ledger = ledgerOf();
      await ledger.keep({ kind: 'plan', sha256: plan, text: 'plan' }, minute(0));
    });

    it('knows a draft’s review, which a newer draft has not', async () => {
      expect(await ledger.heldDraft(MAY, '')).toBeNull();
      const draft = await reviewed();
      expect(draft.review).toEqual({ id: 1, ...REVIEWER });
      expect(await ledger.review(draft, { who: '另一人', at: minute(11) })).toEqual(draft.review);
      await ledger.recordDraft({ ...aDraft(plan, plan), pages: 9 }, 'tester');
      expect((await ledger.heldDraft(MAY, ''))?.review).toBeNull();
    });

    it('freezes the bytes with the number, and answers both again', async () => {
      const draft = await reviewed();
      const { signed } = aSigned(draft.review!.id, plan);
      const edition = await sign(draft);
      expect(edition).toEqual({ ...signed, id: 1, released: null });
      expect(await ledger.editions()).toEqual([edition]);
      expect(new TextDecoder().decode(await ledger.original(edition.pdf))).toBe('the bulletin');
      const by = { who: '印发人', at: minute(20) };
      const released = await ledger.release(1, by);
      const chain = await ledger.chainHead();
      expect(released).toEqual({ ...edition, released: { ...by, chain } });
      await ledger.release(1, { who: '另一人', at: minute(21) });
      expect(await ledger.editions()).toEqual([released]);
    });

    it('freezes nothing when a byte is not what its hash says', async () => {
      const draft = await reviewed();
      const { signed, frozen } = aSigned(draft.review!.id, plan);
      const wrong = new Map([...frozen].map(([hash]) => [hash, new Uint8Array([1])]));
      await expect(ledger.sign(signed, wrong, null)).rejects.toThrow();
      await expect(ledger.sign(signed, new Map(), null)).rejects.toThrow();
      expect(await ledger.editions()).toEqual([]);
      expect(await ledger.original(signed.pdf)).toBeNull();
    });

    it('gives numbers without gaps or doubles, and a second signature the same one', async () => {
      const may = await reviewed();
      const numberOf = (period: Period, year = 2007): ReturnType<Ledger['nextNumber']> =>
        ledger.nextNumber({ period, about: '', year }, null);
      expect(await numberOf(MAY)).toEqual({ year: 2007, number: 1, total: 1, signature: 1 });
      await sign(may);
      expect(await numberOf(MAY)).toEqual({ year: 2007, number: 1, total: 1, signature: 2 });
      await expect(sign(may)).rejects.toMatchObject({ code: 'number-taken', kind: 'tryAgain' });
      await expect(sign(may, { number: 3 })).rejects.toMatchObject({ code: 'number-taken' });
      const june = await reviewed('2007-06' as Period);
      expect(await numberOf(june.period)).toMatchObject({ number: 2, total: 2, signature: 1 });
      await sign(may, { signature: 2, documentNumber: '潍组通报〔2007〕1号' });
      await ledger.release(2, REVIEWER);
      expect(await numberOf(MAY)).toEqual({ year: 2007, number: 2, total: 2, signature: 1 });
      await sign(june, { number: 2, total: 2 });
      expect(await numberOf('2008-01' as Period, 2008)).toEqual({
        year: 2008,
        number: 1,
        total: 3,
        signature: 1,
      });
    });

    it('goes on where others left off, in that year alone', async () => {
      const before = { year: 2007, number: 4, total: 86 };
      const asked = { period: MAY, about: '' };
      expect(await ledger.nextNumber({ ...asked, year: 2007 }, before)).toMatchObject({
        number: 5,
        total: 87,
      });
      expect(await ledger.nextNumber({ ...asked, year: 2008 }, before)).toMatchObject({
        number: 1,
        total: 87,
      });
      const { signed, frozen } = aSigned((await reviewed()).review!.id, plan);
      await expect(ledger.sign(signed, frozen, before)).rejects.toMatchObject({
        code: 'number-taken',
      });
      await ledger.sign({ ...signed, number: 5, total: 87 }, frozen, before);
      expect(
        await ledger.nextNumber({ ...asked, about: 'section:x', year: 2007 }, before),
      ).toMatchObject({
        number: 6,
        total: 88,
      });
    });

    it('gives one of two that sign at once the number, the other a second try', async () => {
      const [may, june] = [await reviewed(), await reviewed('2007-06' as Period)];
      const second = await siteOf().open();
      const of = (draft: HeldDraft): Parameters<Ledger['sign']> => {
        const { signed, frozen } = aSigned(draft.review!.id, plan, { period: draft.period });
        return [signed, frozen, null];
      };
      const tries = await Promise.allSettled([ledger.sign(...of(may)), second.sign(...of(june))]);
      await second.close();
      expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(await ledger.editions()).toHaveLength(1);
    });

    it('gives out no signature that another has followed', async () => {
      const may = await reviewed();
      await sign(may);
      await sign(may, { signature: 2, documentNumber: '潍组通报〔2007〕1号' });
      await expect(ledger.release(1, REVIEWER)).rejects.toMatchObject({ code: 'followed' });
      await ledger.release(2, REVIEWER);
      const released = (await ledger.editions()).map((edition) => edition.released !== null);
      expect(released).toEqual([false, true]);
      expect(await ledger.release(2, REVIEWER)).toMatchObject({ id: 2, signature: 2 });
    });

    it('enters every act in a chain', async () => {
      const { chain } = await ledger.record(anArrival('v1'), returning());
      const draft = await reviewed();
      await sign(draft);
      await ledger.release(1, REVIEWER);
      const doing = { at: minute(30), who: '管理员', what: 'restore', subject: 'template:x' };
      const head = await ledger.act({ ...doing, detail: { 说明: '恢复' } });
      const acts = await ledger.actsBehind(0, 100);
      expect(acts.map(({ what, subject }) => `${what} ${subject}`)).toEqual([
        'receive receipt:1',
        'draft draft:1',
        'review review:1',
        'sign edition:1',
        'release edition:1',
        'restore template:x',
      ]);
      expect(chain).toEqual({ seq: 1, hash: acts[0]!.hash });
      expect([head, await ledger.chainHead()]).toEqual([head, { seq: 6, hash: acts[5]!.hash }]);
      acts.forEach((act, i) => {
        expect(act.before).toBe(acts[i - 1]?.hash ?? '0'.repeat(64));
        expect(hashOfAct(act)).toBe(act.hash);
      });
      expect(await ledger.actsBehind(4, 1)).toEqual([acts[4]]);
    });

    it('keeps one chain when two ledgers write at once', async () => {
      const second = await siteOf().open();
      const act = (by: Ledger, n: number): Promise<unknown> =>
        by.act({ at: minute(n), who: 'a', what: 'b', subject: String(n), detail: {} });
      await Promise.all(
        Array.from({ length: 20 }, (_, n) => act(n % 2 === 0 ? ledger : second, n)),
      );
      await second.close();
      const acts = await ledger.actsBehind(0, 100);
      expect(acts.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
      acts.slice(1).forEach((entry, i) => {
        expect(entry.before).toBe(acts[i]!.hash);
      });
    });
  });
}
