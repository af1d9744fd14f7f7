/** From a draft to a document: reviewed, signed, given out; and all that stands in the way. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftThematic } from '../src/line/kinds.ts';
import type { Day } from '../src/model/day.ts';
import type { Edition } from '../src/model/edition.ts';
import type { Month } from '../src/model/period.ts';
import type { Plan } from '../src/model/plan.ts';
import type { World } from '../src/model/world.ts';
import { askedFigures, collect, draft } from '../src/line/pipeline.ts';
import { release } from '../src/signature/releasing.ts';
import { templatesOf } from '../src/render/template-files.ts';
import { review, sign, signedPath } from '../src/signature/signing.ts';
import { aPlan } from './build/plan.ts';
import { COMPLETE, send } from './build/sending.ts';
import { aWorld, type TestWorld } from './build/world.ts';

const plan = aPlan();
const MAY = '2007-05' as Month;
const WHOLE = { period: MAY, section: null };
const ISSUE_DAY = '2007-06-08' as Day;

let here: TestWorld;
let world: World;

beforeEach(async () => {
  here = await aWorld('2007-06-07T10:00:00+08:00');
  ({ world } = here);
  await send(here, 'weicheng', COMPLETE);
  await collect(plan, world);
});

afterEach(async () => {
  await here.end();
});

async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (error: unknown) => {
      const { code, kind, message } = error as { code: string; kind: string; message: string };
      return `${kind} ${code}: ${message}`;
    },
  );
}

async function reviewed(of: Plan = plan, by: World = world): Promise<void> {
  await draft(MAY, of, by);
  await review(WHOLE, of, by);
}

async function signed(on: Day | null = null): Promise<Edition> {
  await reviewed();
  return sign(WHOLE, on, plan, world);
}

describe('a draft on its way to a document', () => {
  it('is given no number that the out folder knows and the ledger does not', async () => {
    const { outbox } = world;
    await outbox.put(MAY, '潍组通报〔2007〕1号/清单.json', new Uint8Array());
    await reviewed();
    expect(await refusal(sign(WHOLE, null, plan, world))).toMatch(
      /^notAllowed number-out: 潍组通报〔2007〕1号已经印发过（.*2007-05.潍组通报〔2007〕1号）/,
    );
    const numberedBefore = { year: 2007, number: 1, total: 1 };
    const later = aPlan({ office: { ...plan.office, numberedBefore } });
    const { documentNumber } = await sign(WHOLE, null, later, world);
    expect(documentNumber).toBe('潍组通报〔2007〕2号');
  });

  it('is reviewed, signed and given out, each by somebody, at a moment', async () => {
    await reviewed();
    here.setNow('2007-06-07T15:00:00+08:00');
    const edition = await sign(WHOLE, null, plan, { ...world, who: '部长' });
    expect(edition).toMatchObject({
      documentNumber: '潍组通报〔2007〕1号',
      issuedOn: '2007-06-07',
      printedOn: ISSUE_DAY,
      who: '部长',
      signature: 1,
      released: null,
    });
    here.setNow('2007-06-08T09:00:00+08:00');
    const { edition: given, path, findings } = await release(edition, plan, world);
    expect(findings).toEqual([]);
    expect(given.released).toMatchObject({ who: 'tester', at: '2007-06-08T09:00:00+08:00' });
    const acts = await world.ledger.actsBehind(0, 100);
    expect(acts.slice(-4).map(({ what, who }) => `${what} ${who}`)).toEqual([
      'draft tester',
      'review tester',
      'sign 部长',
      'release tester',
    ]);
    const folder = dirname(path);
    expect((await readdir(dirname(folder))).filter((name) => name.includes('待印发'))).toEqual([]);
    expect(await readdir(folder, { recursive: true })).toEqual(
      expect.arrayContaining(['清单.json', '一县一单/潍城区.pdf', '汇总表.xlsx']),
    );
    const list = JSON.parse(await readFile(join(folder, '清单.json'), 'utf8')) as {
      files: { fileName: string; sha256: string }[];
      released: { chain: unknown };
    };
    expect(list.released.chain).toEqual(await world.ledger.chainHead());
    for (const { fileName, sha256 } of list.files) {
      const bytes = new Uint8Array(await readFile(join(folder, fileName)));
      expect(bytes).toEqual(await world.ledger.original(sha256));
    }
  });

  it('goes on with the numbers that were given by hand before', async () => {
    const numberedBefore = { year: 2007, number: 4, total: 86 };
    const of = aPlan({ office: { ...plan.office, numberedBefore } });
    await reviewed(of);
    expect(await sign(WHOLE, null, of, world)).toMatchObject({
      documentNumber: '潍组通报〔2007〕5号',
      total: 87,
    });
  });

  it('differs from what was reviewed by mark, number and dates alone', async () => {
    await draft(MAY, plan, world);
    const title = '关于2007年5月全市组织工作进展情况的通报';
    const before = here.pages.get(title)!.split('\n');
    await review(WHOLE, plan, world);
    here.setNow('2007-06-09T11:00:00+08:00');
    await sign(WHOLE, '2007-06-11' as Day, plan, world);
    const after = here.pages.get(title)!.split('\n');
    const gone = before
      .filter((line) => !after.includes(line))
      .map((line) => line.replaceAll(/<[^>]*>/g, ''));
    const come = after
      .filter((line) => !before.includes(line))
      .map((line) => line.replaceAll(/<[^>]*>/g, ''));
    expect(gone).toEqual([
      expect.stringContaining('拟稿　未经签发'),
      '潍组通报〔2007〕　号',
      '中共潍坊市委组织部2007年6月8日',
      '中共潍坊市委组织部办公室2007年6月8日印发',
    ]);
    expect(come.filter((line) => line !== '')).toEqual([
      '潍组通报〔2007〕1号',
      '中共潍坊市委组织部2007年6月9日',
      '中共潍坊市委组织部办公室2007年6月11日印发',
    ]);
  });

  it('is asked for once: each step again changes nothing', async () => {
    const edition = await signed();
    const head = await world.ledger.chainHead();
    expect(await sign(WHOLE, ISSUE_DAY, plan, world)).toEqual(edition);
    here.setNow('2007-06-08T09:00:00+08:00');
    expect(await sign(WHOLE, null, plan, world)).toEqual(edition);
    await review(WHOLE, plan, world);
    expect(await world.ledger.chainHead()).toEqual(head);
    const { edition: given, path } = await release(edition, plan, world);
    const [once, list] = [await readFile(path), join(dirname(path), '清单.json')];
    const listed = await readFile(list, 'utf8');
    here.setNow('2007-07-01T09:00:00+08:00');
    expect((await release(given, plan, world)).edition).toEqual(given);
    expect(await readFile(path)).toEqual(once);
    expect(await readFile(list, 'utf8')).toBe(listed);
    expect(await world.ledger.editions()).toEqual([given]);
  });

  it('gets its number when it is signed, not before; a section’s the next', async () => {
    await draft(MAY, plan, world);
    const section = plan.sections.find(({ id }) => id === 'rencai')!;
    await draftThematic(await askedFigures(MAY, plan, world), { section, why: null }, plan, world);
    await review(WHOLE, plan, world);
    await review({ period: MAY, section }, plan, world);
    const talent = await sign({ period: MAY, section }, null, plan, world);
    const whole = await sign(WHOLE, null, plan, world);
    expect(
      [talent, whole].map(({ documentNumber, files }) => [documentNumber, files.length]),
    ).toEqual([
      ['潍组通报〔2007〕1号', 0],
      ['潍组通报〔2007〕2号', 5],
    ]);
  });
});

describe('a document that is not given out on its day', () => {
  it('is signed again under the same number, and the former signature is no longer given out', async () => {
    const first = await signed();
    here.setNow('2007-06-09T09:00:00+08:00');
    expect(await refusal(release(first, plan, world))).toMatch(
      /^notAllowed other-day: .*2007年6月8日.*2007年6月9日/,
    );
    const second = await sign(WHOLE, null, plan, world);
    expect(second).toMatchObject({
      number: 1,
      signature: 2,
      printedOn: '2007-06-09',
      issuedOn: '2007-06-09',
    });
    expect(second.pdf).not.toBe(first.pdf);
    await release(second, plan, world);
    here.setNow('2007-06-08T09:00:00+08:00');
    expect(await refusal(release(first, plan, world))).toMatch(/^notAllowed followed: .*第2次/);
    expect(
      (await world.ledger.editions()).filter(({ released }) => released !== null),
    ).toHaveLength(1);
  });

  it('is signed for no day that is past', async () => {
    await reviewed();
    expect(await refusal(sign(WHOLE, '2007-06-06' as Day, plan, world))).toMatch(
      /^usage day-past: .*2007年6月6日/,
    );
  });
});

describe('what stands in the way of a signature', () => {
  it('is that nothing was drafted, or nobody has reviewed it', async () => {
    expect(await refusal(review(WHOLE, plan, world))).toMatch(/^usage no-draft: 2007年5月通报/);
    await draft(MAY, plan, world);
    expect(await refusal(sign(WHOLE, null, plan, world))).toMatch(/^notAllowed not-reviewed/);
  });

  it.each<[string, RegExp, () => Promise<Readonly<{ of: Plan; by: World }>>]>([
    [
      'a form that came since',
      /：报表（寿光市2007年5月）。/,
      async () => {
        here.setNow('2007-06-07T11:00:00+08:00');
        await send(here, 'shouguang', COMPLETE);
        await collect(plan, world);
        return { of: plan, by: world };
      },
    ],
    [
      'changed templates',
      /：模板（page.css、partials\/多.hbs）。/,
      () => {
        const files = new Map([
          ...world.templates.files,
          ['page.css', '/* */'],
          ['partials/多.hbs', ''],
        ]);
        return Promise.resolve({ of: plan, by: { ...world, templates: templatesOf(files) } });
      },
    ],
  ])('is %s, which is named', async (_, named, change) => {
    await reviewed();
    const { of, by } = await change();
    for (const step of [review(WHOLE, of, by), sign(WHOLE, null, of, by)]) {
      expect(await refusal(step)).toMatch(new RegExp(`^notAllowed draft-stale: .*${named.source}`));
    }
  });

  it('is a changed plan, of which the files are named', async () => {
    const before = {
      ...plan,
      source: '# ==== calendar.yaml ====\na: 1\n# ==== office.yaml ====\nb: 2\n',
      version: 'e'.repeat(64),
    };
    await reviewed(before);
    const after = {
      ...plan,
      source: before.source.replace('a: 1', 'a: 3'),
      version: 'f'.repeat(64),
    };
    expect(await refusal(sign(WHOLE, null, after, world))).toMatch(
      /^notAllowed draft-stale: .*：方案（calendar.yaml）。/,
    );
  });

  it.each(['schedule', 'roles'])(
    'is no change of %s.yaml, which says nothing of a bulletin',
    async (file) => {
      const source = '# ==== office.yaml ====\nb: 2\n';
      const before = { ...plan, source, version: 'e'.repeat(64) };
      await reviewed(before);
      const after = {
        ...plan,
        source: `${source}# ==== ${file}.yaml ====\na: 1\n`,
        version: 'f'.repeat(64),
      };
      const planOf: World['planOf'] = (version) =>
        Promise.resolve(version === before.version ? before : null);
      const edition = await sign(WHOLE, null, after, { ...world, planOf });
      expect(edition.plan).toBe(before.version);
      const lost = { ...world, planOf: () => Promise.resolve(null) };
      expect(await refusal(sign(WHOLE, '2007-06-09' as Day, after, lost))).toMatch(/draft-stale/);
    },
  );

  it('is told when it comes between signature and release, where the signed bytes stay', async () => {
    const edition = await signed();
    here.setNow('2007-06-08T09:00:00+08:00');
    await send(here, 'shouguang', COMPLETE);
    await collect(plan, world);
    const { path, findings } = await release(edition, plan, world);
    expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'S_CHANGED 签发以后又有变动：报表（寿光市2007年5月）。',
    ]);
    expect(new Uint8Array(await readFile(path))).toEqual(await world.ledger.original(edition.pdf));
  });

  it('is that too little is in: nothing at all, or not all before the deadline', async () => {
    const empty = await aWorld('2007-06-07T10:00:00+08:00');
    await draft(MAY, plan, empty.world);
    expect(await refusal(review(WHOLE, plan, empty.world))).toMatch(
      /^notAllowed thin-input: .*没有接收任何单位/,
    );
    await empty.end();
    here.setNow('2007-06-02T09:00:00+08:00');
    await send(here, 'weicheng', { ...COMPLETE, figures: { ...COMPLETE.figures, RC01: 13 } });
    await collect(plan, world);
    await draft(MAY, plan, world);
    expect(await refusal(review(WHOLE, plan, world))).toMatch(
      /^notAllowed thin-input: .*还没有到报送截止时间.*还缺寒亭区、寿光市/,
    );
  });

  it('is that the pages in the folder are not the draft’s: nobody signs other figures than he saw', async () => {
    const drafted = await draft(MAY, plan, world);
    const seen = await readFile(drafted.row.path);
    await writeFile(drafted.row.path, seen.toString().replaceAll('12', '21'));
    expect(await refusal(review(WHOLE, plan, world))).toMatch(
      /^notAllowed draft-touched: .*data\/out/,
    );
    await writeFile(drafted.row.path, seen);
    await review(WHOLE, plan, world);
    await writeFile(drafted.row.path, 'other pages');
    expect(await refusal(sign(WHOLE, null, plan, world))).toMatch(/^notAllowed draft-touched/);
    expect(await world.ledger.editions()).toEqual([]);
    await rm(drafted.row.path);
    await sign(WHOLE, null, plan, world);
  });

  it('is that it is given out already', async () => {
    const edition = await signed();
    here.setNow('2007-06-08T09:00:00+08:00');
    await release(edition, plan, world);
    for (const step of [review(WHOLE, plan, world), sign(WHOLE, null, plan, world)]) {
      expect(await refusal(step)).toMatch(/^notAllowed already-released: .*潍组通报〔2007〕1号/);
    }
  });
});

describe('the signed pages', () => {
  it('lie where they can be looked at', async () => {
    const edition = await signed();
    const bytes = new Uint8Array(await readFile(signedPath(edition, world)));
    expect(bytes).toEqual(await world.ledger.original(edition.pdf));
  });
});
