/** A bulletin that was given out and turns out to be wrong: another takes its place, says why, and which figures changed. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftThematic } from '../src/line/kinds.ts';
import { explain } from '../src/line/explaining.ts';
import { askedFigures, collect, draft } from '../src/line/pipeline.ts';
import type { Edition } from '../src/model/edition.ts';
import type { Month } from '../src/model/period.ts';
import { editionLine } from '../src/desk/document.ts';
import { verify } from '../src/keeping/verifying.ts';
import { deliver } from '../src/signature/delivering.ts';
import { release, type Released } from '../src/signature/releasing.ts';
import { review, sign, type Document } from '../src/signature/signing.ts';
import { lastEvent } from '../src/model/delivery.ts';
import type { World } from '../src/model/world.ts';
import { COMPLETE, send, SHARING_PLAN } from './build/sending.ts';
import { aWorld, type TestWorld } from './build/world.ts';

const plan = SHARING_PLAN;
const MAY = '2007-05' as Month;
const WHOLE: Document = { period: MAY, section: null };
const WHY = '潍城区更正了上报的数据';
const CORRECTED = '关于2007年5月全市组织工作进展情况的通报（更正）';

let here: TestWorld;
let world: World;
let first: Released;

beforeEach(async () => {
  here = await aWorld('2007-06-08T09:00:00+08:00');
  ({ world } = here);
  await send(here, 'weicheng', COMPLETE);
  await collect(plan, world);
  await draft(MAY, plan, world);
  first = await signedAndOut(WHOLE);
  here.setNow('2007-06-12T09:00:00+08:00');
});

afterEach(() => here.end());

async function signedAndOut(document: Document): Promise<Released> {
  await review(document, plan, world);
  return release(await sign(document, null, plan, world), plan, world);
}

/** The unit sends RC01 again with another number. */
async function corrected(RC01: number): Promise<void> {
  await send(here, 'weicheng', { ...COMPLETE, figures: { ...COMPLETE.figures, RC01 } });
  await collect(plan, world);
}

function opening(title: string): string {
  const page = (here.pages.get(title) ?? '').replace(/<style>.*?<\/style>/gs, '');
  const words = page.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, '');
  return words.slice(words.indexOf('《'), words.indexOf('现将'));
}

async function code(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (error: unknown) => (error as { code: string }).code,
  );
}

describe('a correction', () => {
  it('says first what it takes the place of, why, and each figure that is another now', async () => {
    await corrected(15);
    await draft(MAY, plan, world, WHY);
    expect(opening(CORRECTED)).toBe(
      '《关于2007年5月全市组织工作进展情况的通报》（潍组通报〔2007〕1号，2007年6月8日印发）印发后，' +
        '潍城区更正了上报的数据。现重新通报如下，以本通报为准。更正的指标数：潍城区“引进高层次人才”本年累计由12人更正为15人。' +
        '有关的汇总数、完成率和位次随之更正。',
    );
  });

  it('that changes no reported figure says so', async () => {
    await draft(MAY, plan, world, '原通报的附件有错漏');
    expect(opening(CORRECTED)).toMatch(/原通报的附件有错漏。.*各单位上报的指标数没有变动。$/);
  });

  it('has the next number, keeps the first in the register, and goes to everybody', async () => {
    await deliver(plan, world, 'run');
    await corrected(15);
    await draft(MAY, plan, world, WHY);
    const { edition } = await signedAndOut(WHOLE);
    expect(edition).toMatchObject({
      documentNumber: '潍组通报〔2007〕2号',
      signature: 1,
      title: CORRECTED,
    });
    const all = await world.ledger.editions();
    expect(all.map((one) => editionLine(one, all, plan).split('　').at(-1))).toEqual([
      '2007年6月8日09:00印发，已由潍组通报〔2007〕2号更正',
      '2007年6月12日09:00印发',
    ]);
    await deliver(plan, world, 'run');
    const gone = (await world.ledger.deliveries()).filter((one) => lastEvent(one).state === 'sent');
    expect(gone.map((one) => one.edition)).toEqual([1, 1, 1, 1, 2, 2, 2, 2]);
    expect(gone.at(-1)?.subject).toContain('（更正）');
    expect((await verify(world)).findings).toEqual([]);
  });

  it('puts neither another unit’s figures on a sheet nor its own beside the bulletin', async () => {
    await corrected(15);
    await draft(MAY, plan, world, WHY);
    await signedAndOut(WHOLE);
    const sheet = here.pages.get('寿光市2007年5月组织工作进展情况（更正）');
    expect(sheet).toContain('寿光市');
    expect(sheet).not.toContain('潍城区');
  });

  it('differs from its draft by mark, number and dates alone', async () => {
    await corrected(15);
    await draft(MAY, plan, world, WHY);
    const drafted = opening(CORRECTED);
    await signedAndOut(WHOLE);
    expect(opening(CORRECTED)).toBe(drafted);
  });

  it('can be corrected again, and then names the one before', async () => {
    for (const [at, RC01] of [15, 16].entries()) {
      here.setNow(`2007-06-12T1${String(at)}:00:00+08:00`);
      await corrected(RC01);
      await draft(MAY, plan, world, WHY);
      const { edition } = await signedAndOut(WHOLE);
      expect(edition.documentNumber).toBe(`潍组通报〔2007〕${String(at + 2)}号`);
    }
    expect(opening(CORRECTED)).toContain('潍组通报〔2007〕2号，2007年6月12日印发');
    expect(opening(CORRECTED)).toContain('由15人更正为16人');
    expect(opening(CORRECTED)).not.toContain('（更正）（更正）');
  });

  it('of a section names its own figures alone', async () => {
    const section = plan.sections.find(({ id }) => id === 'rencai')!;
    const document = { period: MAY, section };
    const asked = async () => askedFigures(MAY, plan, world);
    await draftThematic(await asked(), { section, why: null }, plan, world);
    await signedAndOut(document);
    here.setNow('2007-06-12T10:00:00+08:00');
    const figures = { ...COMPLETE.figures, RC01: 15, JC01: 14 };
    await send(here, 'weicheng', { ...COMPLETE, figures });
    await collect(plan, world);
    await draftThematic(await asked(), { section, why: WHY }, plan, world);
    const { edition } = await signedAndOut(document);
    expect(edition.documentNumber).toBe('潍组通报〔2007〕3号');
    expect(opening(edition.title).match(/更正为/g)).toHaveLength(1);
  });

  it('lets both its figures be asked where they come from', async () => {
    await corrected(15);
    await draft(MAY, plan, world, WHY);
    const was = 'RC01/weicheng/cumulative@潍组通报〔2007〕1号';
    const asked = async (figure: string) =>
      JSON.stringify(await explain({ period: MAY, about: null, figure }, plan, world));
    expect(await asked(was)).toContain('"typed":"12"');
    expect(await asked('RC01/weicheng/cumulative')).toContain('"typed":"15"');
  });
});

describe('what is no correction', () => {
  it('is not signed once the bulletin was given out', async () => {
    await corrected(15);
    await draft(MAY, plan, world);
    expect(await code(review(WHOLE, plan, world))).toBe('already-released');
  });

  it('is not signed in the place of a correction that waits to be given out', async () => {
    await corrected(15);
    await draft(MAY, plan, world, WHY);
    await review(WHOLE, plan, world);
    await sign(WHOLE, null, plan, world);
    await draft(MAY, plan, world);
    expect(await code(review(WHOLE, plan, world))).toBe('already-released');
  });

  it('of a document that was not given out', async () => {
    const june = '2007-06' as Month;
    here.setNow('2007-07-09T09:00:00+08:00');
    expect(await code(draft(june, plan, world, WHY))).toBe('nothing-to-correct');
  });

  it('is what is left of the first one: its files can be put back', async () => {
    await corrected(15);
    await draft(MAY, plan, world, WHY);
    await signedAndOut(WHOLE);
    await rm(first.path);
    const [old] = (await world.ledger.editions()) as [Edition];
    await release(old, plan, world);
    expect(existsSync(first.path)).toBe(true);
  });
});
