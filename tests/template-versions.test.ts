/** Versions of the templates: kept with each draft, listed, compared as text and as pages, and put back as they were. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Month, Period } from '../src/model/period.ts';
import type { Printer, Templates, World } from '../src/model/world.ts';
import { draft, keepTemplates, printed, told } from '../src/line/pipeline.ts';
import { remind } from '../src/line/reminding.ts';
import { openPdf } from '../src/render/pdf-pages.ts';
import { openPrinter } from '../src/render/printer.ts';
import { templatesOf } from '../src/render/template-files.ts';
import { comparedDocument, type ComparedDocument } from '../src/adjusting/compared-document.ts';
import { comparedPages, differingFiles } from '../src/adjusting/template-comparing.ts';
import { layIn, readIn } from '../src/adjusting/template-folder.ts';
import { keptVersion, listedVersions } from '../src/adjusting/template-versions.ts';
import { found } from './build/page.ts';
import { aPlan } from './build/plan.ts';
import { aWorld, type TestWorld } from './build/world.ts';

const TEMPLATES = join(import.meta.dirname, '../templates');
const MAY = '2007-05' as Month;
const plan = aPlan();

/** The templates with some files changed; null takes one away. */
function changed(
  { files }: Templates,
  changes: Readonly<Record<string, ((text: string) => string) | null>>,
): Templates {
  const next = new Map(files);
  for (const [name, change] of Object.entries(changes)) {
    if (change === null) next.delete(name);
    else next.set(name, change(files.get(name) ?? ''));
  }
  return templatesOf(new Map([...next].sort(([a], [b]) => (a < b ? -1 : 1))));
}

let here: TestWorld;
let shipped: Templates;
beforeAll(async () => {
  here = await aWorld('2007-06-09T09:00:00+08:00');
  shipped = here.world.templates;
});
afterAll(async () => {
  await here.end();
});

describe('versions', () => {
  const second = (): Templates => changed(shipped, { 'page.css': (text) => `${text}\n/* 二 */\n` });

  it('are listed with their drafts, what lies there now too', async () => {
    expect(await listedVersions(here.world)).toEqual([
      { sha256: shipped.sha256, present: true, kept: null },
    ]);
    await draft(MAY, plan, here.world);
    here.setNow('2007-06-10T09:00:00+08:00');
    const next = { ...here.world, templates: second() };
    await draft(MAY, plan, next);
    const listed = await listedVersions(next);
    expect(listed).toMatchObject([
      { sha256: second().sha256, present: true, kept: { drafts: [{ period: MAY }] } },
      {
        sha256: shipped.sha256,
        present: false,
        kept: { at: '2007-06-09T09:00:00+08:00', drafts: [{ period: MAY }] },
      },
    ]);
  });

  it('are had again by the first letters of their hash', async () => {
    const version = await keptVersion(shipped.sha256.slice(0, 6), here.world);
    expect(version.sha256).toBe(shipped.sha256);
    expect([...version.files]).toEqual([...shipped.files]);
    await expect(keptVersion('', here.world)).rejects.toMatchObject({ code: 'template-unknown' });
    await expect(keptVersion('%', here.world)).rejects.toMatchObject({ kind: 'usage' });
    await expect(keptVersion(plan.version, here.world)).rejects.toMatchObject({ kind: 'usage' });
    const first = shipped.sha256.slice(0, 1);
    for (let n = 0; ; n += 1) {
      const other = changed(shipped, { 'page.css': (text) => `${text}/* ${String(n)} */` });
      if (!other.sha256.startsWith(first)) continue;
      await keepTemplates({ ...here.world, templates: other });
      break;
    }
    await expect(keptVersion(first, here.world)).rejects.toMatchObject({
      code: 'template-ambiguous',
    });
  });

  it('differ by lines, by whole files and by fonts', () => {
    const other = changed(shipped, {
      'partials/title.hbs': (text) => text.replace('<h1', '<h1 lang="zh"'),
      'partials/chart.hbs': null,
      'partials/另外.hbs': () => '新的\n',
      'fonts/FandolKai-Regular.woff2': () => 'sha256:other',
    });
    expect(differingFiles({ before: shipped, after: shipped })).toEqual([]);
    const files = differingFiles({ before: shipped, after: other });
    expect(files.map(({ file, change }) => [file, change])).toEqual([
      ['fonts/FandolKai-Regular.woff2', 'changed'],
      ['partials/chart.hbs', 'removed'],
      ['partials/title.hbs', 'changed'],
      ['partials/另外.hbs', 'added'],
    ]);
    const [font, , title, added] = files;
    expect(font!.patch).toContain('+sha256:other');
    expect(title!.patch).toMatch(
      /^--- a\/partials\/title\.hbs\n\+\+\+ b\/partials\/title\.hbs\n@@ /,
    );
    expect(title!.patch.match(/^[-+][^-+].*$/gm)).toHaveLength(2);
    expect(added!.patch).toContain('--- /dev/null\n+++ b/partials/另外.hbs');
  });
});

describe('a version that is put back', () => {
  let home = '';
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'tongbao-versions-'));
    await cp(TEMPLATES, join(home, 'templates'), { recursive: true });
  });
  afterAll(async () => {
    await rm(home, { recursive: true, force: true });
  });

  it('has its own hash again, whatever was changed, added or taken away', async () => {
    const at = (name: string): string => join(home, 'templates', name);
    const readme = await readFile(at('fonts/README.md'), 'utf8');
    await writeFile(at('page.css'), `\uFEFF/* 改坏 */\r\n`);
    await writeFile(at('partials/另外.hbs'), '多出来的');
    await rm(at('partials'), { recursive: true });
    await rm(at('bulletin.hbs'));
    expect((await readIn(home)).sha256).not.toBe(shipped.sha256);
    await layIn(home, shipped);
    const again = await readIn(home);
    expect(again.sha256).toBe(shipped.sha256);
    expect([...again.files]).toEqual([...shipped.files]);
    expect(await readFile(at('fonts/README.md'), 'utf8')).toBe(readme);
  });

  it('changes nothing where a font is another', async () => {
    const page = join(home, 'templates/page.css');
    await writeFile(page, '/* 现在的 */\n');
    for (const version of [
      changed(shipped, { 'fonts/FandolKai-Regular.woff2': () => 'sha256:other' }),
      changed(shipped, { 'fonts/FandolKai-Regular.woff2': null }),
    ]) {
      await expect(layIn(home, version)).rejects.toMatchObject({
        kind: 'dataRefused',
        code: 'template-fonts-differ',
        message: expect.stringContaining('fonts/FandolKai-Regular.woff2') as string,
      });
    }
    expect(await readFile(page, 'utf8')).toBe('/* 现在的 */\n');
  });
});

describe('the same bulletin by two versions', () => {
  let printer: Printer;
  let world: World;
  beforeAll(async () => {
    const cacheFolder = join(homedir(), '.cache/tongbao');
    printer = await openPrinter({ templatesFolder: TEMPLATES, cacheFolder, log: () => undefined });
    world = { ...here.world, printer };
  });
  afterAll(async () => {
    await printer.close();
  });

  const may = (): Promise<ComparedDocument> => comparedDocument(MAY, null, plan, world);

  it('has its changed region marked, and no other', async () => {
    const after = changed(shipped, {
      'page.css': (text) => `${text}\n.document-number { color: #000080; }\n`,
    });
    const pages = await comparedPages(await may(), world, { before: shipped, after });
    expect(pages.before).toBe(pages.after);
    expect(pages.changed).toHaveLength(1);
    const [{ before, regions }] = pages.changed as [(typeof pages.changed)[0]];
    expect(before).toMatchObject({ page: 1 });
    const { bulletin } = await told(MAY, plan, world);
    const { bytes } = await printed(bulletin, world.now(), world);
    const pdf = await openPdf(bytes);
    const { ink } = found(pdf.text(1), bulletin.documentNumber);
    pdf.close();
    const around = {
      left: Math.min(...regions.map(({ left }) => left)),
      right: Math.max(...regions.map(({ right }) => right)),
      top: Math.min(...regions.map(({ top }) => top)),
      bottom: Math.max(...regions.map(({ bottom }) => bottom)),
    };
    for (const side of ['left', 'right', 'top', 'bottom'] as const) {
      expect(Math.abs(around[side] - ink[side]), side).toBeLessThan(0.5);
    }
  });

  it('is the same where only a remark was changed', async () => {
    const after = changed(shipped, { 'page.css': (text) => `${text}/* 说明 */\n` });
    const pages = await comparedPages(await may(), world, { before: shipped, after });
    expect(pages).toMatchObject({ document: { kind: 'whole', period: MAY }, changed: [] });
  });

  it('is not printed with fonts that are not there, or by a version at fault', async () => {
    const other = changed(shipped, { 'fonts/fonts.css': (text) => `${text}/* */` });
    const faulty = changed(shipped, { 'partials/title.hbs': () => '{{titel}}' });
    for (const [after, code] of [
      [other, 'template-fonts-differ'],
      [faulty, 'template-unsound'],
    ] as const) {
      const comparing = comparedPages(await may(), world, { before: shipped, after });
      await expect(comparing).rejects.toMatchObject({ kind: 'dataRefused', code });
    }
  });

  it('is the part that was asked for, each by the templates that serve it', async () => {
    const [unit] = plan.units;
    const [section] = plan.sections;
    const changes = [
      ['unit', { unit: unit!.id }, 'slip.css', '.slip-head { border: 0 }'],
      ['section', { section: section! }, 'page.css', '.title { color: #080 }'],
    ] as const;
    for (const [kind, about, file, style] of changes) {
      const after = changed(shipped, { [file]: (text) => `${text}\n${style}\n` });
      const document = await comparedDocument(MAY, about, plan, world);
      expect(document.kind).toBe(kind);
      const pages = await comparedPages(document, world, { before: shipped, after });
      expect(pages.changed.map(({ before }) => before?.page)).toContain(1);
      // A change that only another kind shows is none.
      const whole = await comparedPages(await may(), world, { before: shipped, after });
      expect(whole.changed.length > 0, kind).toBe(kind === 'section');
    }
  });

  it('is the letter of the last reminder, and none where nobody was reminded', async () => {
    const letter = (): Promise<ComparedDocument> => comparedDocument(MAY, 'letter', plan, world);
    await expect(letter()).rejects.toMatchObject({ kind: 'usage', code: 'template-no-letter' });
    const { given } = await remind(MAY, {}, plan, { ...world, printer: here.world.printer });
    expect(given.length).toBeGreaterThan(0);
    const after = changed(shipped, {
      'partials/head-letter.hbs': (text) => text.replace('class="head"', 'class="head" hidden'),
    });
    const pages = await comparedPages(await letter(), world, { before: shipped, after });
    expect(pages.document.bulletin.addressees).toContain(given[0]!.name);
    expect(pages.changed).toMatchObject([{ before: { page: 1 }, after: { page: 1 } }]);
    await expect(comparedDocument('2007' as Period, 'letter', plan, world)).rejects.toMatchObject({
      code: 'template-no-letter',
    });
  });
});
