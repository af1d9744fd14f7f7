/** What every ledger promises, whatever engine keeps it: run by sqlite.test.ts and postgres.test.ts. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decimal, decimalText, fromScaled, sum } from '../../src/model/decimal.ts';
import type { Period } from '../../src/model/period.ts';
import type { AnswerStep } from '../../src/model/mailbox.ts';
import { Refusal } from '../../src/model/refusal.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { Submission } from '../../src/model/submission.ts';
import type { Ledger } from '../../src/model/world.ts';
import { deliveryContract } from './delivery-contract.ts';
import { begun, clockContract } from './clock-contract.ts';
import { editionContract } from './edition-contract.ts';
import {
  A_FAULT,
  aDelivery,
  aDraft,
  aSigned,
  accepting,
  aFigure,
  anArrival,
  aReminder,
  aSubmission,
  aTask,
  aText,
  MAY,
  minute,
  month,
  returning,
  sha256,
  unit,
  untold,
} from './builders.ts';

/** An empty place for a ledger. `raw` speaks to it past the ledger, as someone with the password could. */
export type Site = Readonly<{
  open(): Promise<Ledger>;
  raw(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  clear(): Promise<void>;
}>;

const LATER = minute(40_000);
const TABLES = [
  'migration',
  'ledger_mark',
  'form_key',
  'kept_text',
  'run',
  'run_end',
  'blob',
  'arrival',
  'submission',
  'entry',
  'receipt',
  'draft',
  'act',
  'review',
  'edition',
  'edition_file',
  'edition_release',
  'delivery',
  'delivery_event',
  'reminder',
  'mail_answer',
  'clock_plan',
  'slot',
  'slot_start',
  'slot_end',
];

function anAnswerStep(step: number, state: AnswerStep['state']): AnswerStep {
  const address = 'weicheng@example.gov.cn';
  return { mail: 'mail/host/user/1/1', step, state, at: minute(3), address, code: '', said: '' };
}

async function keepPlan(ledger: Ledger, text: string): Promise<string> {
  await ledger.keep({ kind: 'plan', sha256: sha256(text), text }, minute(0));
  return sha256(text);
}

async function refusedWith(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof Refusal ? error.kind : `no refusal: ${String(error)}`;
}

/** A snapshot without what may differ between two ledgers that hold the same reports. */
function withoutNumbers({ submissions }: Snapshot): unknown {
  return submissions.map((submission) => ({
    ...submission,
    id: 0,
    arrivedAt: '',
    firstArrivedAt: '',
  }));
}

export function ledgerContract(name: string, makeSite: () => Promise<Site>): void {
  describe(name, () => {
    let site: Site;
    let ledger: Ledger;

    beforeEach(async () => {
      site = await makeSite();
      ledger = await site.open();
    });

    afterEach(async () => {
      await ledger.close();
      await site.clear();
    });

    describe('record', () => {
      it('accepts a form and keeps all of it', async () => {
        const submission = aSubmission({
          entries: [
            aFigure('RC01', '128000', { typed: '１２．８万', decimals: 0 }),
            aFigure('DY01', '-12.8', { remark: '核减', decimals: 2 }),
            aFigure('DY02', '350000', { bound: 'over', typed: '35万多' }),
            aFigure('DY03', '0', { state: 'confirmed-zero' }),
            aFigure('DY04', null),
            aFigure('DY05', null, { state: 'not-applicable', typed: '不适用' }),
            aTask('RW01', { percent: '66.67', doneOn: null }),
            aTask('RW02', { status: '已完成', percent: null, doneOn: '2007-05-20' as never }),
            aText('LD', '“示例”亮点\n第二行'),
          ],
        });
        const arrival = anArrival('v1', { fileName: '寿光市.xlsx' });
        const judgement = accepting(submission, {
          findings: [{ ...A_FAULT, severity: 'warning' }],
        });
        const receipt = await ledger.record(arrival, judgement);
        expect(receipt).toEqual({
          number: 1,
          outcome: 'accepted',
          arrivedAt: arrival.at,
          fileName: '寿光市.xlsx',
          sha256: arrival.sha256,
          unit: submission.unit,
          period: MAY,
          form: submission.form,
          findings: judgement.findings,
          cells: judgement.cells,
          supersedes: null,
          unchanged: false,
          repeats: null,
          chain: { seq: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
        });
        const { submissions, arrivals } = await ledger.snapshot(MAY, LATER);
        const entries = submission.entries.map((entry) => {
          const copy: Record<string, unknown> = { ...entry };
          delete copy['decimals'];
          return copy;
        });
        const { at: arrivedAt, sha256: hash, fileName } = arrival;
        const held = { id: 1, arrivedAt, firstArrivedAt: arrivedAt, sha256: hash, fileName };
        expect(submissions).toEqual([{ ...submission, entries, ...held }]);
        expect(arrivals).toEqual([
          { unit: submission.unit, period: MAY, outcome: 'accepted', at: arrivedAt, receipt: 1 },
        ]);
      });

      it('returns a faulty form without a submission', async () => {
        const receipt = await ledger.record(anArrival('bad'), returning());
        expect(receipt.outcome).toBe('returned');
        expect(receipt.findings).toEqual([A_FAULT]);
        expect((await ledger.snapshot(MAY, LATER)).submissions).toEqual([]);
      });

      it('keeps a file nobody could recognise', async () => {
        const unknown = returning({ unit: null, period: null, form: null });
        const receipt = await ledger.record(anArrival('photo'), unknown);
        expect([receipt.unit, receipt.period, receipt.form]).toEqual([null, null, null]);
        expect(await ledger.original(receipt.sha256)).toEqual(anArrival('photo').bytes);
        expect((await ledger.snapshot(MAY, LATER)).arrivals).toEqual([]);
      });

      it('keeps the hash alone of a file that was too large to be handed over', async () => {
        const large = { bytes: new Uint8Array(), size: 9_000_000, sha256: sha256('its bytes') };
        const receipt = await ledger.record(anArrival('large', large), returning());
        expect(receipt.sha256).toBe(large.sha256);
        expect(await ledger.original(large.sha256)).toBeNull();
        const copy = anArrival('copy', { ...large, at: minute(1) });
        expect((await ledger.record(copy, returning())).outcome).toBe('seen-before');
        const other = anArrival('other', { ...large, sha256: sha256('others'), at: minute(2) });
        expect((await ledger.record(other, returning())).outcome).toBe('returned');
      });

      it('answers the same key with the same receipt and writes nothing', async () => {
        const first = await ledger.record(anArrival('v1'), accepting(aSubmission()));
        const again = await ledger.record(anArrival('v1'), returning());
        expect(again).toEqual(first);
        expect(await ledger.receiptOf('v1@2007-06-01T00:00:00+08:00')).toEqual(first);
        expect(await ledger.receiptOf('never seen')).toBeNull();
        expect(await ledger.arrivalCount()).toBe(1);
      });

      it('answers accepted bytes with seen-before, even after a correction', async () => {
        const v1 = await ledger.record(anArrival('v1'), accepting(aSubmission()));
        const changed = aSubmission({ entries: [aFigure('RC01', '5')] });
        await ledger.record(anArrival('v2', { at: minute(1) }), accepting(changed));
        const copy = anArrival('v1', { at: minute(2), fileName: '副本.xlsx' });
        const receipt = await ledger.record(copy, accepting(aSubmission()));
        expect(receipt).toEqual({
          ...v1,
          number: 3,
          outcome: 'seen-before',
          arrivedAt: minute(2),
          fileName: '副本.xlsx',
          repeats: 1,
          chain: { seq: 3, hash: receipt.chain?.hash },
        });
        expect(await ledger.standingReceiptOf(copy.sha256)).toEqual(v1);
        expect(await ledger.standingReceiptOf(sha256('unknown'))).toBeNull();
        const { submissions } = await ledger.snapshot(MAY, LATER);
        expect(submissions.map(({ id }) => id)).toEqual([2]);
        expect(await site.raw('select sha256 from blob')).toHaveLength(2);
      });

      it('answers returned bytes with seen-before while nothing has changed', async () => {
        const planVersion = await keepPlan(ledger, 'plan');
        const judged = returning({ planVersion });
        await ledger.record(anArrival('bad'), judged);
        const again = await ledger.record(anArrival('bad', { at: minute(1) }), judged);
        expect(again).toMatchObject({ outcome: 'seen-before', repeats: 1, findings: [A_FAULT] });
        const third = await ledger.record(anArrival('bad', { at: minute(2) }), judged);
        expect(third).toMatchObject({ number: 3, outcome: 'seen-before', repeats: 1 });
      });

      it('answers returned bytes anew when something else is to be said of them', async () => {
        const bytes = (at: number) => anArrival('fell', { at: minute(at) });
        const other = { ...A_FAULT, message: '比2007年4月报的 12 少了' };
        await ledger.record(bytes(0), returning());
        const again = await ledger.record(bytes(1), returning({ findings: [other] }));
        expect(again).toMatchObject({ outcome: 'returned', findings: [other] });
        const third = await ledger.record(bytes(2), returning({ findings: [other] }));
        expect(third).toMatchObject({ outcome: 'seen-before', repeats: 2 });
      });

      it('judges returned bytes anew under another plan', async () => {
        const bytes = (at: number) => anArrival('bad', { at: minute(at) });
        const plans = await Promise.all(['a', 'b'].map((text) => keepPlan(ledger, text)));
        const [a, b] = plans.map((planVersion) => returning({ planVersion }));
        await ledger.record(bytes(0), a!);
        expect(await ledger.record(bytes(1), b!)).toMatchObject({ outcome: 'returned' });
        expect(await ledger.record(bytes(2), b!)).toMatchObject({
          outcome: 'seen-before',
          repeats: 2,
        });
      });

      it('accepts returned bytes once nothing speaks against them, and only once', async () => {
        const bytes = (at: number) => anArrival('fell', { at: minute(at) });
        await ledger.record(bytes(0), returning());
        const good = accepting(aSubmission());
        expect(await ledger.record(bytes(1), good)).toMatchObject({ outcome: 'accepted' });
        const third = await ledger.record(bytes(2), good);
        expect(third).toMatchObject({ outcome: 'seen-before', repeats: 2 });
        expect(await ledger.standingReceiptOf(third.sha256)).toMatchObject({ number: 2 });
      });

      it('lets a later form supersede the earlier and loses none', async () => {
        const version = (n: number, value: string) => {
          const submission = aSubmission({ entries: [aFigure('RC01', value)] });
          return ledger.record(
            anArrival(`v${String(n)}`, { at: minute(n) }),
            accepting(submission),
          );
        };
        const receipts = [await version(1, '10'), await version(2, '12'), await version(3, '11')];
        expect(receipts.map(({ supersedes }) => supersedes)).toEqual([null, 1, 2]);
        const other = aSubmission({ unit: unit('anqiu') });
        const theirs = await ledger.record(anArrival('other'), accepting(other));
        expect(theirs.supersedes).toBeNull();
        const [latest, ...more] = await ledger.history(unit('shouguang'), MAY);
        expect(more).toEqual([]);
        expect(latest).toMatchObject({ id: 3, arrivedAt: minute(3), firstArrivedAt: minute(1) });
        expect(latest!.entries[0]).toMatchObject({ value: '11' });
        const kept = await site.raw('select supersedes from submission order by id');
        expect(kept.map((row) => row['supersedes'])).toEqual([null, 1, 2, null]);
        for (const { sha256: hash } of receipts) {
          expect(await ledger.original(hash)).not.toBeNull();
        }
      });

      it('begins with the earliest month accepted, whatever order they came in', async () => {
        expect(await ledger.firstMonth()).toBeNull();
        const months = [MAY, month('2007-03'), month('2007-04')];
        for (const [n, period] of months.entries()) {
          const at = minute(n);
          await ledger.record(anArrival(period, { at }), accepting(aSubmission({ period })));
        }
        await ledger.record(anArrival('returned', { at: minute(9) }), returning());
        expect(await ledger.firstMonth()).toBe('2007-03');
        expect(await ledger.lastMonth()).toBe(MAY);
      });

      it('marks a correction that says the same as unchanged', async () => {
        const say = async (n: number, value: string, words: string) => {
          const entries = [aText('LD', words), aFigure('RC01', value), aTask('RW01')];
          const submission = aSubmission({ entries });
          const arrival = anArrival(`v${String(n)}`, { at: minute(n) });
          return (await ledger.record(arrival, accepting(submission))).unchanged;
        };
        expect(await say(1, '12.80', '甲')).toBe(false);
        expect(await say(2, '12.8', '甲')).toBe(true);
        expect(await say(3, '12.8', '乙')).toBe(false);
        expect(await say(4, '12.81', '乙')).toBe(false);
        const remarked = aSubmission({
          entries: [
            aText('LD', '乙'),
            aFigure('RC01', '12.81', { remark: '核减2人' }),
            aTask('RW01'),
          ],
        });
        const fifth = anArrival('v5', { at: minute(5) });
        expect((await ledger.record(fifth, accepting(remarked))).unchanged).toBe(false);
      });

      it('refuses a hash that is not that of the bytes, and writes nothing', async () => {
        const lying = anArrival('v1', { sha256: sha256('other') });
        await expect(ledger.record(lying, accepting(aSubmission()))).rejects.toThrow(/hash/);
        expect(await ledger.arrivalCount()).toBe(0);
      });

      it('refuses a figure beyond its scale or beyond 10^15, and writes nothing', async () => {
        for (const [value, decimals] of [
          ['12.345', 2],
          ['1000000000000001', 0],
        ] as const) {
          const submission = aSubmission({ entries: [aFigure('RC01', value, { decimals })] });
          await expect(ledger.record(anArrival('v1'), accepting(submission))).rejects.toThrow(
            RangeError,
          );
        }
        expect(await ledger.arrivalCount()).toBe(0);
        expect(await site.raw('select sha256 from blob')).toEqual([]);
        expect((await ledger.record(anArrival('v2'), accepting(aSubmission()))).number).toBe(1);
      });

      it('refuses a form that reports an item twice', async () => {
        const entries = [aFigure('RC01', '1'), aFigure('RC01', '2')];
        const twice = ledger.record(anArrival('v1'), accepting(aSubmission({ entries })));
        await expect(twice).rejects.toThrow();
        expect(await ledger.arrivalCount()).toBe(0);
      });

      it('keeps whatever letters a file holds', async () => {
        const odd = "'; drop table entry; -- 𠮷 \u0000 \ud800 \\ ? $1 %";
        const kept = "'; drop table entry; -- 𠮷 \ufffd \ufffd \\ ? $1 %";
        const entries = [aText('LD', odd), aFigure('RC01', '1', { remark: odd })];
        const submission = aSubmission({ entries, filler: odd });
        const judgement = accepting(submission, { findings: [{ ...A_FAULT, read: odd }] });
        const receipt = await ledger.record(anArrival('odd', { fileName: odd }), judgement);
        expect(receipt.fileName).toBe(kept);
        expect(receipt.findings[0]!.read).toContain('drop table entry; -- 𠮷 \u0000');
        const [held] = await ledger.history(submission.unit, MAY);
        expect(held).toMatchObject({ filler: kept, fileName: kept });
        expect(held!.entries[0]).toMatchObject({ words: kept, typed: kept });
      });

      it('takes a form of a thousand items', async () => {
        const entries = Array.from({ length: 1000 }, (_, i) => aFigure(`I${String(i)}`, '1'));
        await ledger.record(anArrival('big'), accepting(aSubmission({ entries })));
        const [held] = await ledger.history(unit('shouguang'), MAY);
        expect(held!.entries.map(({ item }) => item)).toEqual(entries.map(({ item }) => item));
      });
    });

    it('knows the newest arrival whose key begins with a word, letter by letter', async () => {
      expect(await ledger.lastArrivalUnder('google/a_b/')).toBeNull();
      for (const [index, key] of ['google/a_b/1', 'google/axb/2', 'google/a_b/3', 'x'].entries()) {
        await ledger.record(anArrival(key, { key, at: minute(index) }), returning());
      }
      const newest = { key: 'google/a_b/3', sha256: sha256('google/a_b/3'), at: minute(2) };
      expect(await ledger.lastArrivalUnder('google/a_b/')).toEqual(newest);
      expect(await ledger.lastArrivalUnder('google/%')).toBeNull();
    });

    it('judges punctuality by when a form was submitted, and knows it only from when it was seen', async () => {
      const submittedAt = minute(5);
      const seen = anArrival('seen', { at: minute(20), submittedAt });
      expect(await ledger.record(seen, accepting(aSubmission()))).toMatchObject({ submittedAt });
      expect((await ledger.snapshot(MAY, minute(19))).submissions).toEqual([]);
      const after = anArrival('again', { at: minute(30) });
      expect(await ledger.record(after, accepting(aSubmission()))).not.toHaveProperty(
        'submittedAt',
      );
      const { submissions } = await ledger.snapshot(MAY, LATER);
      expect(submissions).toMatchObject([{ firstArrivedAt: submittedAt, arrivedAt: minute(30) }]);
      expect(await ledger.unsound()).toEqual([]);
    });

    it('remembers once what became of a sheet at a deadline', async () => {
      const act = { month: MAY, unit: unit('shouguang'), due: minute(0), spreadsheet: 'a_b-c' };
      const by = { who: 'tester', at: minute(1) };
      const unticked = { ...act, what: 'sheet-unticked' } as const;
      const locked = { ...act, what: 'sheet-locked' } as const;
      for (const one of [unticked, locked, unticked]) await ledger.noteSheet(one, by);
      await ledger.noteSheet({ ...unticked, due: minute(9) }, by);
      expect(await ledger.sheetActs(MAY)).toEqual([
        unticked,
        locked,
        { ...unticked, due: minute(9) },
      ]);
      expect(await ledger.sheetActs(month('2007-04'))).toEqual([]);
      expect(await ledger.unsound()).toEqual([]);
    });

    describe('figures', () => {
      it('add up by SQL to the exact decimal sum', async () => {
        let n = 0;
        const scaled = fc.integer({ min: 0, max: 6 }).chain((decimals) => {
          const stored = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
          return fc.array(stored, { minLength: 1, maxLength: 12 }).map((values) => ({
            decimals,
            texts: values.map((value) => decimalText(fromScaled(value, decimals))),
          }));
        });
        await fc.assert(
          fc.asyncProperty(scaled, async ({ decimals, texts }) => {
            n += 1;
            const item = `I${String(n)}`;
            for (const [i, value] of texts.entries()) {
              const arrival = anArrival(`${item} ${String(i)}`);
              const entries = [aFigure(item, value, { decimals })];
              const whose = unit(`u${String(i)}`);
              await ledger.record(arrival, accepting(aSubmission({ unit: whose, entries })));
            }
            const rows = await site.raw(
              `select cast(sum(value) as text) as total, min(scale) as scale, max(scale) as top
               from entry where item = '${item}'`,
            );
            expect([rows[0]!['scale'], rows[0]!['top']]).toEqual([decimals, decimals]);
            const total = fromScaled(BigInt(rows[0]!['total'] as string), decimals);
            expect(decimalText(total)).toBe(decimalText(sum(texts.map(decimal))));
          }),
          { numRuns: 15 },
        );
      });

      it('stay exact where a double would not: beyond 2^53, and ten times 0.1', async () => {
        for (let i = 0; i < 10; i += 1) {
          const entries = [
            aFigure('BIG', '999999999999999', { decimals: 0 }),
            aFigure('TENTH', '0.1', { decimals: 1 }),
          ];
          const submission = aSubmission({ unit: unit(`u${String(i)}`), entries });
          await ledger.record(anArrival(`v${String(i)}`), accepting(submission));
        }
        const rows = await site.raw(
          'select cast(sum(value) as text) as total from entry group by item order by item',
        );
        expect(rows.map((row) => row['total'])).toEqual(['9999999999999990', '10']);
      });
    });

    describe('the table guards', () => {
      beforeEach(async () => {
        await ledger.setMark('示例数据');
        await ledger.formKey('a1');
        const plan = await keepPlan(ledger, 'plan');
        await ledger.startRun({ id: 'run-1', command: 'collect', at: minute(0) });
        await ledger.record(anArrival('v1'), accepting(aSubmission(), { planVersion: plan }));
        await ledger.recordDraft(aDraft(plan, plan), 'tester');
        await ledger.recordReminders([untold(aReminder())], 'tester');
        await ledger.endRun({ id: 'run-1', at: minute(1), outcome: 'done' });
        const draft = await ledger.heldDraft(MAY, '');
        const review = await ledger.review(draft!, { who: '核稿人', at: minute(2) });
        const { signed, frozen } = aSigned(review.id, plan);
        const edition = await ledger.sign(signed, frozen, null);
        const by = { who: '印发人', at: minute(3) };
        await ledger.release(edition.id, by, [aDelivery(edition, 'unit:shouguang')]);
        await ledger.appendAnswerStep(anAnswerStep(1, 'final-dot'));
        await ledger.clock.notice({ plan, at: minute(4), jobs: [] });
        await ledger.clock.takeLease('one', null);
        const at = minute(6);
        const end = { at, outcome: 'done', kind: '', cause: '', action: '' } as const;
        await ledger.clock.end(await begun(ledger), end);
        await ledger.endRun({ id: 'slot-run-1', at, outcome: 'done' });
        await ledger.clock.giveBack();
      });

      it.each(TABLES)('refuse every change of %s', async (table) => {
        const rows = await site.raw(`select * from ${table}`);
        const column = Object.keys(rows[0]!)[0]!;
        const refused = /append-only/;
        await expect(site.raw(`update ${table} set ${column} = ${column}`)).rejects.toThrow(
          refused,
        );
        await expect(site.raw(`delete from ${table}`)).rejects.toThrow(refused);
        expect(await site.raw(`select * from ${table}`)).toEqual(rows);
      });

      it('hold the run with what was recorded in it', async () => {
        await ledger.record(anArrival('v2', { at: minute(2) }), returning());
        const rows = await site.raw('select run from arrival order by id');
        expect(rows.map((row) => row['run'])).toEqual(['run-1', null]);
        expect((await site.raw('select run from draft'))[0]!['run']).toBe('run-1');
        expect((await site.raw('select run from reminder'))[0]!['run']).toBe('run-1');
      });
    });

    clockContract(
      () => ledger,
      () => site,
    );
    editionContract(
      () => ledger,
      () => site,
    );

    it('takes each step of an answer once, in order', async () => {
      const sent = anAnswerStep(2, 'sent');
      expect(await ledger.appendAnswerStep(sent)).toBe(false);
      expect(await ledger.appendAnswerStep(anAnswerStep(1, 'final-dot'))).toBe(true);
      expect(await ledger.appendAnswerStep(anAnswerStep(1, 'uncertain'))).toBe(false);
      expect(await ledger.appendAnswerStep(sent)).toBe(true);
      const held = await ledger.answerSteps(sent.mail);
      expect(held.map(({ state }) => state)).toEqual(['final-dot', 'sent']);
      expect(await ledger.answerSteps('another')).toEqual([]);
    });

    deliveryContract(
      () => ledger,
      () => site,
    );

    describe('the mark', () => {
      it('is empty, then set for good', async () => {
        expect(await ledger.mark()).toBe('');
        await ledger.setMark('示例数据');
        await ledger.setMark('示例数据');
        expect(await ledger.mark()).toBe('示例数据');
        expect(await refusedWith(ledger.setMark('别的'))).toBe('notAllowed');
        expect((await ledger.snapshot(MAY, LATER)).mark).toBe('示例数据');
      });

      it('is refused once arrivals are held, unless it is the same', async () => {
        await ledger.record(anArrival('v1'), returning());
        expect(await refusedWith(ledger.setMark('示例数据'))).toBe('notAllowed');
        await ledger.setMark('');
        expect(await ledger.mark()).toBe('');
      });
    });

    describe('the fingerprint of the key that forms are signed with', () => {
      it('is the first one offered, on whatever machine', async () => {
        expect(await ledger.formKey(null)).toBeNull();
        expect(await ledger.formKey('a1')).toBe('a1');
        const second = await site.open();
        expect([await second.formKey('b2'), await second.formKey(null)]).toEqual(['a1', 'a1']);
        await second.close();
      });

      it('is followed by the one that an administrator of the database writes below it', async () => {
        await ledger.formKey('a1');
        await site.raw("insert into form_key (id, fingerprint) values (2, 'b2')");
        expect(await ledger.formKey('b2')).toBe('b2');
      });
    });

    describe('drafts and kept texts', () => {
      it('are kept once, and the newest draft is found', async () => {
        const plan = await keepPlan(ledger, 'plan');
        await keepPlan(ledger, 'plan');
        await ledger.keep({ kind: 'template', sha256: sha256('t'), text: 't' }, minute(0));
        expect(await site.raw('select * from kept_text')).toHaveLength(2);
        expect(await ledger.latestDraft(MAY)).toBeNull();
        const draft = aDraft(plan, sha256('t'));
        await ledger.recordDraft(draft, 'tester');
        await ledger.recordDraft({ ...draft, pages: 9 }, 'tester');
        await ledger.recordDraft({ ...draft, period: '2007-Q1' as Period }, 'tester');
        expect(await ledger.latestDraft(MAY)).toEqual({ ...draft, pages: 9 });
        const newest = await ledger.latestDrafts();
        expect(newest.map(({ period, pages }) => [period, pages])).toEqual([
          [MAY, 9],
          ['2007-Q1', draft.pages],
        ]);
        const section = { ...draft, about: 'section:rencai', pages: 3 };
        await ledger.recordDraft(section, 'tester');
        await ledger.recordDraft({ ...draft, about: 'unit:a', pages: 1 }, 'tester');
        expect(await ledger.latestDraft(MAY)).toEqual({ ...draft, pages: 9 });
        expect(await ledger.latestDraft(MAY, section.about)).toEqual(section);
        expect(await ledger.latestDraft(MAY, 'section:jiceng')).toBeNull();
        expect(await ledger.latestDrafts()).toEqual(newest);
        const template = { kind: 'template' as const, sha256: sha256('t2'), text: 't2' };
        await ledger.keep(template, minute(5));
        const five = [
          { period: MAY, about: '' },
          { period: MAY, about: '' },
          { period: '2007-Q1', about: '' },
          { period: MAY, about: 'section:rencai' },
          { period: MAY, about: 'unit:a' },
        ];
        expect(await ledger.keptTemplates()).toMatchObject([
          { sha256: sha256('t'), drafts: five },
          { sha256: sha256('t2'), at: minute(5), drafts: [] },
        ]);
        expect(await ledger.kept(plan)).toBe('plan');
        expect(await ledger.kept(plan.slice(0, 16))).toBe('plan');
        expect(await ledger.kept('%')).toBeNull();
        expect(await ledger.kept(sha256('never kept'))).toBeNull();
      });

      it('are refused where the plan was not kept', async () => {
        const lost = sha256('never kept');
        await expect(ledger.recordDraft(aDraft(lost, lost), 'tester')).rejects.toThrow();
        const judged = accepting(aSubmission(), { planVersion: lost });
        await expect(ledger.record(anArrival('v1'), judged)).rejects.toThrow();
        expect(await ledger.arrivalCount()).toBe(0);
      });

      it('answer null for bytes never seen', async () => {
        expect(await ledger.original(sha256('never'))).toBeNull();
      });
    });

    describe('reminders', () => {
      it('are kept as given, in order, each step once for a due moment', async () => {
        const [first, second] = [aReminder(), aReminder({ unit: unit('anqiu'), faults: 3 })];
        expect(await ledger.recordReminders([untold(first), untold(second)], 'tester')).toEqual([
          first,
          second,
        ]);
        const again = { ...first, at: minute(99), text: '再催', sha256: sha256('再催') };
        expect(await ledger.recordReminders([untold(again), untold(second)], 'tester')).toEqual([]);
        expect(await ledger.reminders(MAY)).toEqual([first, second]);
        const acts = (await ledger.actsBehind(0, 9)).filter(({ what }) => what === 'remind');
        expect(acts.map(({ subject, who }) => [subject, who])).toEqual([
          ['reminder:1', 'tester'],
          ['reminder:2', 'tester'],
        ]);
        expect(acts[1]?.detail).toContain(second.sha256);
        const others = [
          aReminder({ step: '截止当天' }),
          aReminder({ due: minute(500) }),
          aReminder({ period: month('2007-06') }),
        ];
        expect(await ledger.recordReminders([first, ...others].map(untold), 'tester')).toEqual(
          others,
        );
        expect(await ledger.reminders(MAY)).toEqual([first, second, others[0], others[1]]);
        expect(await ledger.reminders('2007-Q2' as Period)).toHaveLength(5);
        expect(await ledger.reminders('2007-Q1' as Period)).toEqual([]);
      });

      it('are given once by two that remind at the same time', async () => {
        const other = await site.open();
        const units = Array.from({ length: 8 }, (_, i) =>
          aReminder({ unit: unit(`u${String(i)}`) }),
        );
        const given = await Promise.all(
          [ledger, other].map((one, i) =>
            one.recordReminders(
              units.map((row) => untold({ ...row, text: `${String(i)}${row.text}` })),
              'tester',
            ),
          ),
        );
        await other.close();
        expect(given.flat()).toHaveLength(8);
        expect(await ledger.reminders(MAY)).toEqual(given.flat());
      });
    });

    describe('history and snapshot', () => {
      async function report(period: string, whose = 'shouguang', at = 0): Promise<void> {
        const submission = aSubmission({ unit: unit(whose), period: month(period) });
        const text = `${period} ${whose} ${String(at)}`;
        await ledger.record(anArrival(text, { at: minute(at) }), accepting(submission));
      }

      it('history holds the year before and the year up to a month, of one unit', async () => {
        const months = ['2005-12', '2006-01', '2006-12', '2007-03', '2007-01', '2007-06'];
        for (const period of months) await report(period);
        await report('2007-02', 'anqiu');
        const held = await ledger.history(unit('shouguang'), MAY);
        const periods = held.map(({ period }) => period);
        expect(periods).toEqual(['2006-01', '2006-12', '2007-01', '2007-03']);
      });

      it('a month holds what now stands for every unit', async () => {
        await report('2007-05', 'zhucheng');
        await report('2007-05', 'anqiu');
        await report('2007-05', 'anqiu', 1);
        await report('2007-04', 'anqiu', 2);
        const held = await ledger.inMonth(MAY);
        expect(held.map(({ unit: whose, arrivedAt }) => [whose, arrivedAt])).toEqual([
          ['anqiu', minute(1)],
          ['zhucheng', minute(0)],
        ]);
      });

      it('a snapshot reaches from last January to the end of the period, in order', async () => {
        for (const period of ['2005-12', '2006-01', '2007-06', '2007-07', '2007-04']) {
          await report(period, 'zhucheng');
          await report(period, 'anqiu');
        }
        const { submissions, arrivals } = await ledger.snapshot('2007-Q2' as Period, LATER);
        const named = submissions.map(({ period, unit: whose }) => `${period} ${whose}`);
        expect(named).toEqual([
          '2006-01 anqiu',
          '2006-01 zhucheng',
          '2007-04 anqiu',
          '2007-04 zhucheng',
          '2007-06 anqiu',
          '2007-06 zhucheng',
        ]);
        expect(arrivals.map(({ period }) => period)).toEqual([
          '2007-06',
          '2007-06',
          '2007-04',
          '2007-04',
        ]);
      });

      it('a snapshot knows what was known at its moment', async () => {
        await report('2007-05', 'shouguang', 10);
        await report('2007-05', 'shouguang', 20);
        const at = async (minutes: number) => {
          const { submissions, arrivals } = await ledger.snapshot(MAY, minute(minutes));
          return [submissions.map(({ id }) => id), arrivals.length];
        };
        expect(await at(9)).toEqual([[], 0]);
        expect(await at(10)).toEqual([[1], 1]);
        expect(await at(20)).toEqual([[2], 2]);
      });

      it('the same content has the same hash whenever it is taken; a changed figure has another', async () => {
        await report('2007-05', 'shouguang', 10);
        const first = await ledger.snapshot(MAY, minute(10));
        expect(await ledger.snapshot(MAY, minute(99))).toEqual(first);
        expect(first.sha256).toMatch(/^[0-9a-f]{64}$/);
        const other = await makeSite();
        const twin = await other.open();
        const entries = [aFigure('RC01', '128001'), ...aSubmission().entries.slice(1)];
        const arrival = anArrival('2007-05 shouguang 10', { at: minute(10) });
        await twin.record(arrival, accepting(aSubmission({ entries })));
        const changed = await twin.snapshot(MAY, minute(10));
        await twin.close();
        await other.clear();
        expect(changed.sha256).not.toBe(first.sha256);
        expect(changed.arrivals).toEqual(first.arrivals);
      });

      it('the order in which units report changes nothing but numbers and moments', async () => {
        const forms = fc.uniqueArray(aReport(), { selector: (form) => form.unit, maxLength: 5 });
        const orders = forms.chain((form) =>
          fc.tuple(fc.constant(form), fc.shuffledSubarray(form, { minLength: form.length })),
        );
        await fc.assert(
          fc.asyncProperty(orders, async ([one, other]) => {
            const [a, b] = [await held(one), await held(other)];
            expect(b).toEqual(a);
          }),
          { numRuns: 8 },
        );

        async function held(submissions: readonly Submission[]): Promise<unknown> {
          const own = await makeSite();
          const mine = await own.open();
          for (const [i, submission] of submissions.entries()) {
            const arrival = anArrival(JSON.stringify(submission), { at: minute(i) });
            await mine.record(arrival, accepting(submission));
          }
          const content = withoutNumbers(await mine.snapshot(MAY, LATER));
          await mine.close();
          await own.clear();
          return content;
        }
      });
    });

    describe('two writers', () => {
      it('never lose an arrival or leave a gap in the numbers', async () => {
        const other = await site.open();
        const send = (on: Ledger, who: string) =>
          Promise.all(
            Array.from({ length: 50 }, (_, i) => {
              const whose = unit(`${who}${String(i)}`);
              const arrival = anArrival(`${who} ${String(i)}`, { at: minute(i) });
              return on.record(arrival, accepting(aSubmission({ unit: whose })));
            }),
          );
        const receipts = (await Promise.all([send(ledger, 'a'), send(other, 'b')])).flat();
        await other.close();
        const numbers = receipts.map(({ number }) => number).sort((a, b) => a - b);
        expect(numbers).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
        expect((await ledger.snapshot(MAY, LATER)).submissions).toHaveLength(100);
      });

      it('give one delivery met by both exactly one receipt', async () => {
        const other = await site.open();
        const both = Array.from({ length: 10 }, (_, i) => anArrival(`v${String(i)}`));
        const receipts = await Promise.all(
          [ledger, other].map((on) =>
            Promise.all(both.map((arrival) => on.record(arrival, returning()))),
          ),
        );
        await other.close();
        expect(receipts[1]).toEqual(receipts[0]);
        expect(await ledger.arrivalCount()).toBe(10);
      });

      it('keep the corrections of one form in one chain', async () => {
        const other = await site.open();
        const versions = Array.from({ length: 20 }, (_, i) => {
          const entries = [aFigure('RC01', String(i))];
          const arrival = anArrival(`v${String(i)}`);
          return (i % 2 === 0 ? ledger : other).record(
            arrival,
            accepting(aSubmission({ entries })),
          );
        });
        const superseded = (await Promise.all(versions)).map(({ supersedes }) => supersedes ?? 0);
        await other.close();
        expect(superseded.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
      });

      it('may open a new ledger at the same instant', async () => {
        const fresh = await makeSite();
        const opened = await Promise.all(Array.from({ length: 6 }, () => fresh.open()));
        expect(await Promise.all(opened.map((one) => one.arrivalCount()))).toEqual(
          opened.map(() => 0),
        );
        await Promise.all(opened.map((one) => one.close()));
        await fresh.clear();
      });
    });

    it('is found again as it was', async () => {
      const receipt = await ledger.record(anArrival('v1'), accepting(aSubmission()));
      const before = await ledger.snapshot(MAY, LATER);
      const again = await site.open();
      expect(await again.standingReceiptOf(receipt.sha256)).toEqual(receipt);
      expect(await again.snapshot(MAY, LATER)).toEqual(before);
      await again.close();
    });

    it('refuses a ledger that a newer program wrote', async () => {
      await site.raw('insert into migration (version) values (99)');
      expect(await refusedWith(site.open())).toBe('notAllowed');
    });
  });
}

/** Any form of one of a few units, for one of a few months. */
function aReport(): fc.Arbitrary<Submission> {
  const value = fc
    .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: 0, max: 4 }))
    .map(([stored, scale]) => decimalText(fromScaled(stored, scale)));
  const figures = fc.array(fc.option(value), { maxLength: 6 });
  const words = fc.string({ unit: 'grapheme', maxLength: 20 });
  return fc
    .record({ whose: fc.constantFrom('a', 'b', 'c', 'd', 'e'), figures, words })
    .map(({ whose, figures: values, words: said }) =>
      aSubmission({
        unit: unit(whose),
        entries: [
          ...values.map((figure, i) => aFigure(`I${String(i)}`, figure)),
          aText('LD', said),
          aTask('RW01'),
        ],
      }),
    );
}
