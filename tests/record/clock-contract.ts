/** What every ledger promises of slots, attempts and the lease. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Beginning, SlotEnd } from '../../src/model/clock-ledger.ts';
import type { Ledger } from '../../src/model/world.ts';
import { accepting, anArrival, aSubmission, minute, sha256 } from './builders.ts';
import type { Site } from './contract.ts';

const LOST = { cause: '断了', action: '接着做' };
const DONE: SlotEnd = { at: minute(9), outcome: 'done', kind: '', cause: '3页', action: '' };
const FAILED: SlotEnd = { ...DONE, outcome: 'failed', kind: 'outsideDown', cause: '磁盘已满' };

/** Begins a slot in a run of its own. */
export async function begun(
  ledger: Ledger,
  over: Partial<Beginning> = {},
): ReturnType<Ledger['clock']['begin']> {
  const run = over.run ?? 'slot-run-1';
  await ledger.startRun({ id: run, command: 'serve draft', at: minute(5) });
  const slot = { job: 'yuebao', key: '2007-05', due: minute(4), merged: 0 };
  return ledger.clock.begin({ ...slot, reason: 'on-time', run, at: minute(5), ...over }, LOST);
}

export function clockContract(ledgerOf: () => Ledger, siteOf: () => Site): void {
  describe('the clock', () => {
    let ledger: Ledger;

    beforeEach(() => {
      ledger = ledgerOf();
    });

    it('notes the plans it goes by, in order', async () => {
      const plan = sha256('plan');
      await ledger.keep({ kind: 'plan', sha256: plan, text: 'plan' }, minute(0));
      const noted = [
        { plan, at: minute(1), jobs: ['yuebao'] },
        { plan, at: minute(2), jobs: ['yuebao', 'shoubao 每天8:00'] },
      ];
      for (const one of noted) await ledger.clock.notice(one);
      expect(await ledger.clock.plans()).toEqual(noted);
      await expect(ledger.clock.notice({ ...noted[0]!, plan: 'x' })).rejects.toThrow();
    });

    it('writes a slot once, its attempts one after the other, before their ends', async () => {
      await ledger.clock.takeLease('one', null);
      const first = await begun(ledger);
      expect(first).toEqual({ slot: 1, attempt: 1 });
      const held = { job: 'yuebao', key: '2007-05', at: minute(4) };
      expect(await ledger.clock.slots()).toEqual([{ ...held, attempts: 1, end: null }]);
      await ledger.clock.end(first, FAILED);
      expect(await ledger.clock.slots()).toMatchObject([{ ...held, end: { outcome: 'failed' } }]);
      expect(await ledger.clock.failed()).toMatchObject([{ end: FAILED }]);
      const second = await begun(ledger, { run: 'slot-run-2', reason: 'retried' });
      expect(second).toEqual({ slot: 1, attempt: 2 });
      await ledger.clock.end(second, DONE);
      const other = await begun(ledger, { run: 'slot-run-3', key: '2007-06' });
      expect(other).toEqual({ slot: 2, attempt: 1 });
      expect(await ledger.clock.failed()).toEqual([]);
      const recent = await ledger.clock.recent(2);
      expect(recent.map(({ slot, attempt, end }) => [slot, attempt, end?.outcome])).toEqual([
        [2, 1, undefined],
        [1, 2, 'done'],
      ]);
      expect(await ledger.clock.counts()).toEqual([
        { job: 'yuebao', outcome: 'done', count: 1 },
        { job: 'yuebao', outcome: 'failed', count: 1 },
      ]);
      await expect(begun(ledger, { run: 'slot-run-4' })).rejects.toThrow('settled');
    });

    it('ends an attempt as lost when the slot is begun again without its end', async () => {
      await ledger.clock.takeLease('one', null);
      await begun(ledger);
      await begun(ledger, { run: 'slot-run-2', at: minute(7) });
      const [newest, first] = await ledger.clock.recent(9);
      expect(newest).toMatchObject({ attempt: 2, end: null });
      expect(first?.end).toEqual({ at: minute(7), outcome: 'lost', kind: '', ...LOST });
    });

    it('begins nothing without the lease', async () => {
      await expect(begun(ledger)).rejects.toThrow('lease');
    });

    it('gives the lease to one of many', async () => {
      const others = await Promise.all([1, 2, 3, 4].map(() => siteOf().open()));
      const rows = await Promise.all(
        others.map((other, i) => other.clock.takeLease(`holder-${String(i)}`, null)),
      );
      const [holder] = new Set(rows.map((row) => row.holder));
      expect(rows.every((row) => row.holder === holder && row.token === 1)).toBe(true);
      for (const other of others) await other.clock.giveBack();
      expect(await ledger.clock.takeLease('next', null)).toEqual({
        token: 2,
        holder: 'next',
        beat: 0,
      });
      for (const other of others) await other.close();
    });

    it('takes the lease of a holder that does not stir, which then writes nothing more', async () => {
      const dead = await ledger.clock.takeLease('dead', null);
      const attempt = await begun(ledger);
      const heir = await siteOf().open();
      expect(await heir.clock.takeLease('heir', null)).toEqual(dead);
      await ledger.clock.beat();
      const stirred = await heir.clock.takeLease('heir', dead);
      expect(stirred).toEqual({ ...dead, beat: 1 });
      expect(await heir.clock.takeLease('heir', stirred)).toMatchObject({
        holder: 'heir',
        token: 2,
      });
      const lost = { code: 'lease-lost', kind: 'tryAgain' };
      await expect(ledger.clock.beat()).rejects.toMatchObject(lost);
      await expect(ledger.clock.end(attempt, DONE)).rejects.toMatchObject(lost);
      const arrival = ledger.record(anArrival('v1'), accepting(aSubmission()));
      await expect(arrival).rejects.toMatchObject(lost);
      expect(await ledger.arrivalCount()).toBe(0);
      await ledger.clock.giveBack();
      await heir.clock.beat();
      expect(await begun(heir, { run: 'slot-run-2' })).toEqual({ slot: 1, attempt: 2 });
      await heir.clock.giveBack();
      await heir.close();
    });
  });
}
