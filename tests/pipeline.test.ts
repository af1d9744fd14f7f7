/** The whole line on a small plan: forms out, workbooks in, receipts, standings, bulletin. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { decimalText } from '../src/model/decimal.ts';
import { yearIn, type Month } from '../src/model/period.ts';
import type { Standing } from '../src/model/scoreboard.ts';
import { forms } from '../src/line/issuing.ts';
import { check } from '../src/line/judging.ts';
import type { World } from '../src/model/world.ts';
import type { Finding } from '../src/model/finding.ts';
import type { OrgUnitId } from '../src/model/plan.ts';
import { draftSlips } from '../src/line/kinds.ts';
import { askedFigures, collect, draft, standings, type Asked } from '../src/line/pipeline.ts';
import type { Typing } from './build/filling.ts';
import { aPlan } from './build/plan.ts';
import { COMPLETE, send, workbookOf as workbook } from './build/sending.ts';
import { aWorld, type TestWorld } from './build/world.ts';

const plan = aPlan();
const MAY = '2007-05' as Month;
let open: TestWorld | null = null;

afterEach(async () => {
  await open?.end();
  open = null;
});

async function world(now?: string): Promise<TestWorld> {
  open = await aWorld(now);
  return open;
}

function valueOf(standing: Standing | undefined, measure: 'period' | 'cumulative'): string | null {
  const value = standing?.[measure].value;
  return value ? decimalText(value.n.div(value.d)) : null;
}

describe('the line', () => {
  it('writes one form for each unit that owes one, blank ones are returned and nothing is zero', async () => {
    const here = await world();
    for await (const blank of forms(MAY, plan, here.world)) {
      await here.drop(blank.fileName, blank.bytes);
    }
    const receipts = await collect(plan, here.world);
    expect(receipts.map(({ outcome }) => outcome)).toEqual(Array(4).fill('returned'));
    expect(receipts.flatMap(({ cells }) => cells).filter(({ value }) => value !== null)).toEqual(
      [],
    );
    const board = await standings(MAY, plan, here.world);
    for (const { city } of board.sections.flatMap(({ indicators }) => indicators)) {
      expect(city.period.value).toBeNull();
      expect(city.cumulative.value).toBeNull();
    }
  });

  it('adds up three units and names who is missing', async () => {
    const here = await world();
    await send(here, 'weicheng', COMPLETE);
    await send(here, 'shouguang', {
      ...COMPLETE,
      figures: { ...COMPLETE.figures, RC01: '１，２００' },
    });
    const receipts = await collect(plan, here.world);
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
    const board = await standings(MAY, plan, here.world);
    const rc01 = board.sections
      .flatMap(({ indicators }) => indicators)
      .find((entry) => entry.indicator.code === 'RC01');
    expect(valueOf(rc01?.city, 'cumulative')).toBe('1212');
    expect(rc01?.city.coverage).toEqual({
      owing: ['weicheng', 'hanting', 'shouguang'],
      having: ['weicheng', 'shouguang'],
    });
    expect(rc01?.units.map(({ state }) => state)).toEqual(['reported', 'no-form', 'reported']);
  });

  it('answers the same bytes with 重复 and changes nothing; a correction supersedes', async () => {
    const here = await world();
    const bytes = await workbook('weicheng', COMPLETE);
    await here.drop('一.xlsx', bytes);
    await collect(plan, here.world);
    const before = await here.world.ledger.snapshot(MAY, here.world.now());
    await here.drop('二.xlsx', bytes);
    const [repeat] = await collect(plan, here.world);
    expect(repeat).toMatchObject({ outcome: 'seen-before', repeats: 1, number: 2 });
    const after = await here.world.ledger.snapshot(MAY, here.world.now());
    expect(after.submissions).toEqual(before.submissions);
    await send(here, 'weicheng', { ...COMPLETE, figures: { ...COMPLETE.figures, RC01: 15 } });
    const [corrected] = await collect(plan, here.world);
    expect(corrected).toMatchObject({ outcome: 'accepted', unchanged: false });
    expect(corrected?.supersedes).not.toBeNull();
    expect(await here.receiptTexts()).toHaveLength(3);
  });

  it('says of the first bytes, come again after a correction, what counts and how to go back', async () => {
    const here = await world();
    const first = await workbook('weicheng', COMPLETE);
    await here.drop('甲.xlsx', first);
    await collect(plan, here.world);
    here.setNow('2007-06-01T10:00:00+08:00');
    await send(here, 'weicheng', { ...COMPLETE, figures: { ...COMPLETE.figures, RC01: 15 } });
    await collect(plan, here.world);
    here.setNow('2007-06-01T11:00:00+08:00');
    await here.drop('甲（再报）.xlsx', first);
    const [again] = await collect(plan, here.world);
    expect(again).toMatchObject({ outcome: 'seen-before', repeats: 1 });
    const texts = await here.receiptTexts();
    expect(texts[2]).toMatch(/回执第2号（2007年6月1日10:00收到.*代替，现在仍以第2号为准/);
    expect(texts[2]).toContain('要改回这一份的');
    const board = await standings(MAY, plan, here.world);
    const rc01 = board.sections
      .flatMap(({ indicators }) => indicators)
      .find((entry) => entry.indicator.code === 'RC01');
    expect(valueOf(rc01?.city, 'cumulative')).toBe('15');
  });

  it('re-derives April when March is corrected', async () => {
    const here = await world('2007-05-02T09:00:00+08:00');
    const rc01 = (count: number): Typing => ({
      ...COMPLETE,
      figures: { ...COMPLETE.figures, RC01: count },
    });
    await send(here, 'weicheng', rc01(10), '2007-03' as Month);
    await collect(plan, here.world);
    await send(here, 'weicheng', rc01(16), '2007-04' as Month);
    await collect(plan, here.world);
    const april = async (): Promise<string | null> => {
      const board = await standings('2007-04' as Month, plan, here.world);
      const found = board.sections
        .flatMap(({ indicators }) => indicators)
        .find((entry) => entry.indicator.code === 'RC01');
      return valueOf(found?.units[0], 'period');
    };
    expect(await april()).toBe('6');
    await send(here, 'weicheng', rc01(12), '2007-03' as Month);
    await collect(plan, here.world);
    expect(await april()).toBe('4');
  });

  it('holds a form that comes late to the month after it, whichever of the two came first', async () => {
    const rc01 = (count: number): Typing => ({
      ...COMPLETE,
      figures: { ...COMPLETE.figures, RC01: count },
    });
    const [april, may] = ['2007-04' as Month, MAY];
    const outcomes: string[][] = [];
    for (const [first, second] of [
      [april, may],
      [may, april],
    ] as const) {
      const here = await world();
      for (const month of [first, second]) {
        await send(here, 'weicheng', rc01(month === april ? 20 : 12), month);
        const receipts = await collect(plan, here.world);
        const codes = receipts.flatMap(({ findings }) => findings.map(({ code }) => code));
        outcomes.push([month, ...receipts.map(({ outcome }) => outcome), ...codes]);
      }
      await here.end();
      open = null;
    }
    expect(outcomes).toEqual([
      [april, 'accepted', 'N_APPROX'],
      [may, 'returned', 'C_FALL', 'N_APPROX'],
      [may, 'accepted', 'N_APPROX'],
      [april, 'returned', 'C_FALL_NEXT', 'N_APPROX'],
    ]);
  });

  it('gives the same receipt again when it was killed between ledger and inbox', async () => {
    const here = await world();
    await send(here, 'weicheng', COMPLETE);
    const killed = {
      ...here.world,
      inbox: { ...here.world.inbox, settle: () => Promise.reject(new Error('killed')) },
    };
    await expect(collect(plan, killed)).rejects.toThrow('killed');
    const receipts = await collect(plan, here.world);
    expect(receipts).toMatchObject([{ number: 1, outcome: 'accepted' }]);
    expect(await here.world.ledger.arrivalCount()).toBe(1);
    expect(await here.world.inbox.waiting()).toBe(0);
  });

  it('leaves a file that is still being copied for the next round, and returns one that stays half', async () => {
    const here = await world();
    const bytes = await workbook('weicheng', COMPLETE);
    const path = join(here.folder, 'data/inbox/潍城.xlsx');
    await writeFile(path, bytes.subarray(0, bytes.length - 400));
    expect(await collect(plan, here.world)).toEqual([]);
    expect(await here.world.inbox.left()).toEqual([{ fileName: '潍城.xlsx', reason: 'later' }]);
    expect(await here.world.ledger.arrivalCount()).toBe(0);
    await writeFile(path, bytes);
    expect(await collect(plan, here.world)).toMatchObject([{ outcome: 'accepted' }]);
    await here.drop('寒亭.xlsx', bytes.subarray(0, 3000));
    const [half] = await collect(plan, here.world);
    expect(half?.findings.map(({ code }) => code)).toEqual(['F_TRUNCATED']);
    expect(await here.world.inbox.left()).toEqual([]);
  });

  it('refuses a text where a number belongs, in words a clerk can act on, all faults at once', async () => {
    const here = await world();
    const typing = {
      ...COMPLETE,
      figures: { ...COMPLETE.figures, RC01: '见附件', RC02: '12.5', 'JC02-1': 11 },
    };
    const bytes = await workbook('weicheng', typing);
    const judged = await check(
      { bytes, fileName: 'x.xlsx', at: here.world.now() },
      plan,
      here.world,
    );
    expect(judged.submission).toBeNull();
    const errors = judged.findings.filter(({ severity }) => severity === 'error');
    expect(errors.length).toBeGreaterThanOrEqual(3);
    for (const { place, message, hint } of errors) {
      expect(place.cell).toMatch(/^[A-Z]+\d+$/);
      expect(message).toMatch(/[\u4e00-\u9fff]/);
      expect(hint).toMatch(/[\u4e00-\u9fff]/);
    }
    expect(await here.world.ledger.arrivalCount()).toBe(0);
  });

  it('drafts the same page from the same snapshot on another day', async () => {
    const here = await world();
    await send(here, 'weicheng', COMPLETE);
    await collect(plan, here.world);
    here.setNow('2007-06-08T09:00:00+08:00');
    const first = await draft(MAY, plan, here.world);
    here.setNow('2007-07-20T09:00:00+08:00');
    const second = await draft(MAY, plan, here.world);
    expect(second.row).toMatchObject({ pdf: first.row.pdf, snapshot: first.row.snapshot });
    const [html] = [...here.pages.values()];
    expect(html).not.toMatch(/undefined|NaN|\{\{|\[object/);
    expect(html).toContain('寒亭区');
  });

  it('knows every draft that lies in the out folder, wherever it is cut off', async () => {
    const here = await world('2007-06-09T09:00:00+08:00');
    await send(here, 'weicheng', COMPLETE);
    await collect(plan, here.world);
    const full = {
      ...here.world,
      outbox: { ...here.world.outbox, put: () => Promise.reject(new Error('disk full')) },
    };
    await expect(draft(MAY, plan, full)).rejects.toThrow('disk full');
    const recorded = await here.world.ledger.latestDraft(MAY);
    expect(recorded).not.toBeNull();
    here.setNow('2007-06-10T09:00:00+08:00');
    const { row } = await draft(MAY, plan, here.world);
    expect(row.path).toBe(recorded?.path);
    const put = createHash('sha256').update(await readFile(row.path));
    expect(put.digest('hex')).toBe(recorded?.pdf);
    expect(await here.world.ledger.latestDraft(MAY)).toEqual(recorded);
    const dead = {
      ...here.world,
      ledger: { ...here.world.ledger, recordDraft: () => Promise.reject(new Error('killed')) },
    };
    await send(here, 'hanting', COMPLETE);
    await collect(plan, here.world);
    await expect(draft(MAY, plan, dead)).rejects.toThrow('killed');
    const still = createHash('sha256').update(await readFile(row.path));
    expect(still.digest('hex')).toBe(recorded?.pdf);
  });

  it('says that a draft comes too early or has nothing to tell', async () => {
    const here = await world('2007-05-20T09:00:00+08:00');
    const codes = async (): Promise<readonly string[]> => {
      const { findings } = await draft(MAY, plan, here.world);
      for (const { severity } of findings) expect(severity).toBe('warning');
      return findings.map(({ code }) => code);
    };
    expect(await codes()).toEqual(['D_NOT_DUE', 'D_NO_REPORTS']);
    here.setNow('2007-06-09T09:00:00+08:00');
    expect(await codes()).toEqual(['D_NO_REPORTS']);
    await send(here, 'weicheng', COMPLETE);
    await collect(plan, here.world);
    expect(await codes()).toEqual([]);
  });

  it.each<[string, (asked: Asked, world: World) => Promise<readonly Finding[]>, string]>([
    [
      'the bulletin',
      async (_, world) => (await draft(MAY, plan, world)).findings,
      '关于2007年5月全市组织工作进展情况的通报（拟稿）.pdf',
    ],
    [
      'a unit’s sheet',
      async (asked, world) =>
        (await draftSlips(asked, ['weicheng' as OrgUnitId], plan, world))[0]!.findings,
      '一县一单/潍城区.pdf',
    ],
  ])(
    'says which letters the fonts lack, else which fonts are strange: %s',
    async (_, drafted, file) => {
      const here = await world('2007-06-09T09:00:00+08:00');
      await send(here, 'weicheng', COMPLETE);
      await collect(plan, here.world);
      const asked = await askedFigures(MAY, plan, here.world);
      const told = async (
        lacking: readonly string[],
        foreign: readonly string[],
      ): Promise<unknown> => {
        const printer: World['printer'] = {
          ...here.world.printer,
          print: async (html, metadata) => ({
            ...(await here.world.printer.print(html, metadata)),
            lacking,
            foreign,
          }),
        };
        const findings = await drafted(asked, { ...here.world, printer });
        return findings.map(({ code, severity, place, message }) => [
          code,
          severity,
          place,
          message.split('。')[0],
        ]);
      };
      expect(await told([], [])).toEqual([]);
      expect(await told(['𰻝', '😀'], ['DejaVuSans'])).toEqual([
        ['D_LETTERS', 'warning', { file }, '有2个字，排版用的字体里没有：𰻝、😀'],
      ]);
      expect(await told([], ['DejaVuSans'])).toEqual([
        ['D_FONTS', 'warning', { file }, '用了排版字体以外的字体：DejaVuSans'],
      ]);
    },
  );

  it('drafts nothing that lies before the plan or the ledger', async () => {
    const here = await world();
    const later = { ...plan, units: plan.units.map((unit) => ({ ...unit, from: MAY })) };
    await expect(draft('2007-04' as Month, later, here.world)).rejects.toMatchObject({
      kind: 'usage',
      code: 'period-outside-plan',
    });
    await send(here, 'weicheng', COMPLETE);
    await collect(plan, here.world);
    await expect(draft('2007-04' as Month, plan, here.world)).rejects.toMatchObject({
      kind: 'usage',
      code: 'period-before-ledger',
    });
    expect(here.pages.size).toBe(0);
    await draft(yearIn(2007), plan, here.world);
  });

  it('calls nobody missing before the deadline has passed', async () => {
    const here = await world('2007-06-01T09:00:00+08:00');
    await send(here, 'weicheng', COMPLETE);
    await collect(plan, here.world);
    const { scoreboard } = await draft(MAY, plan, here.world);
    const statuses = scoreboard.reporting.reports.map(({ status }) => status);
    expect(statuses).toEqual(['on-time', 'not-due', 'not-due', 'not-due']);
    expect([...here.pages.values()].join('')).not.toContain('漏报');
  });
});
