/** Fonts: rare letters of names print, what no font holds is told letter by letter, and the machine's fonts are taken where asked. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bulletin } from '../../src/model/bulletin.ts';
import { momentAt } from '../../src/model/day.ts';
import type { PrintedPdf, Printer } from '../../src/model/world.ts';
import { openCoverage } from '../../src/render/font-coverage.ts';
import { lettersIn } from '../../src/render/font-letters.ts';
import { toHtml } from '../build/html.ts';
import { openPdf } from '../../src/render/pdf-pages.ts';
import { openPrinter } from '../../src/render/printer.ts';
import { readTemplates } from '../../src/render/template-files.ts';
import { aBulletin, heading, paragraph, unitTable } from '../build/bulletin.ts';
import { found } from '../build/page.ts';

const TEMPLATES = join(import.meta.dirname, '../../templates');
const FONTS = join(TEMPLATES, 'fonts');
/** Of places and people: not in GB 2312, some above U+FFFF. */
const RARE = '㛃䶮堽𬭎喆堃垚昇玥璟翀𫖮𬀩';
/** 𰻝 and a face: in none of the fonts. */
const NOWHERE = '𰻝😀';

let folder = '';
const printers: Printer[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fonts-test-'));
});
afterAll(async () => {
  for (const printer of printers) await printer.close();
  await rm(folder, { recursive: true });
});

async function press(
  templatesFolder = TEMPLATES,
): Promise<(changes: Partial<Bulletin>) => Promise<PrintedPdf>> {
  const cacheFolder = join(homedir(), '.cache/tongbao');
  const printer = await openPrinter({ templatesFolder, cacheFolder, log: () => undefined });
  printers.push(printer);
  const templates = await readTemplates(templatesFolder);
  return (changes) => {
    const bulletin = aBulletin({ annexes: [], attachments: [], ...changes });
    const date = momentAt(bulletin.issuedOn, '09:00');
    return printer.print(toHtml(bulletin, templates), {
      title: bulletin.title,
      author: bulletin.issuer,
      subject: '',
      keywords: [],
      date,
    });
  };
}

const print = await press();

describe('letters', () => {
  it('of names print, in every kind of text', async () => {
    const table = unitTable(`${RARE}表`, 2, [`${RARE}村`]);
    const pdf = await print({
      title: `关于${RARE}的通报`,
      body: [
        heading(1, `一、${RARE}章`),
        heading(2, `（一）${RARE}节`),
        paragraph(`${RARE}同志`),
        table,
      ],
    });
    expect([pdf.lacking, pdf.foreign]).toEqual([[], []]);
    const pages = await openPdf(pdf.bytes);
    const letters = Array.from({ length: pages.count }, (_, i) => pages.text(i + 1)).flat();
    pages.close();
    for (const [text, size] of [
      [`${RARE}的`, 22],
      [`${RARE}章`, 16],
      [`${RARE}节`, 16],
      [`${RARE}同`, 16],
      [`${RARE}表`, 12],
      [`${RARE}村`, 9],
    ] as const) {
      const one = found(letters, text);
      expect(one.size * (72 / 25.4), text).toBeCloseTo(size, 1);
      expect(one.fonts, text).toContain('NotoSerifSC-Light');
    }
  });

  it('that no font holds are told one by one, and not the font that took their place', async () => {
    const pdf = await print({
      title: '关于进展情况的通报',
      body: [paragraph(`甲${NOWHERE}乙😀`), unitTable('表', 2, ['乙\u{FE0F}村\u3000A'])],
    });
    expect(pdf.lacking).toEqual(Array.from(NOWHERE));
  });

  it('that stand in the style sheet, in marks or in nothing at all are none', async () => {
    const templates = await mkdtemp(join(folder, 'style-'));
    await cp(TEMPLATES, templates, { recursive: true });
    const css = await readFile(join(templates, 'page.css'), 'utf8');
    await writeFile(join(templates, 'page.css'), `/* 😀 */\n${css}`);
    const pdf = await (await press(templates))({ body: [paragraph('甲')] });
    expect(pdf.lacking).toEqual([]);
  });
});

describe('the shipped fonts', () => {
  it('end in one that holds all letters of the others but private ones', async () => {
    const read = async (name: string): Promise<ReadonlySet<number>> =>
      lettersIn(await readFile(join(FONTS, name)));
    const last = await read('NotoSerifSC-Light.woff2');
    expect(last.size).toBe(30928);
    for (const name of ['NotoSansSC-Medium', 'NotoSerifSC-Bold', 'NotoSerifSC-Regular']) {
      const letters = await read(`${name}.gb2312.woff2`);
      expect(letters.size).toBe(7543);
      expect([...letters].filter((letter) => !last.has(letter))).toEqual([]);
    }
    const han = [...(await read('FandolFang-Regular.woff2'))].filter((letter) =>
      /\p{Script=Han}/u.test(String.fromCodePoint(letter)),
    );
    expect(han.length).toBeGreaterThan(7000);
    expect(han.filter((letter) => !last.has(letter))).toEqual([]);
  });

  it('are told apart from all others', async () => {
    const { foreign } = await openCoverage(TEMPLATES);
    expect(
      foreign(['FandolFang-Regular', 'SimHei', 'FZXBSJW--GB1-0', 'Type 3', 'DejaVuSans']),
    ).toEqual(['Type 3', 'DejaVuSans']);
  });

  it('are no others than WOFF2', async () => {
    await expect(lettersIn(new Uint8Array(100))).rejects.toThrow('WOFF2');
  });
});

const FC_LIST = 'fc-list';

function hasDejaVu(): boolean {
  try {
    return execFileSync(FC_LIST, { encoding: 'utf8' }).includes('DejaVu Sans');
  } catch {
    return false;
  }
}

describe.skipIf(!hasDejaVu())('the machine’s fonts', () => {
  it('are taken where the office prefers them and they are installed, on the same lines', async () => {
    const templates = await mkdtemp(join(folder, 'local-'));
    await cp(TEMPLATES, templates, { recursive: true });
    const file = join(templates, 'fonts/fonts.css');
    const css = await readFile(file, 'utf8');
    // Nobody here has the government's fonts: another one stands in for 黑体, and none for the rest.
    await writeFile(file, css.replace('local("黑体")', 'local("DejaVuSans")'));
    const printHere = await press(templates);
    const body = [heading(1, 'TITLE 一、题'), paragraph('正文'), unitTable('表', 2, ['甲'])];
    const [own, theirs] = [
      await printHere({ body }),
      await printHere({ body, fonts: 'prefer-installed' }),
    ];
    const again = await printHere({ body });
    expect(Buffer.compare(own.bytes, again.bytes)).toBe(0);
    const [before, after] = [await openPdf(own.bytes), await openPdf(theirs.bytes)];
    const [a, b] = [before.text(1), after.text(1)];
    expect(found(a, 'TITLE').fonts).toEqual(['NotoSansSC-Medium']);
    expect(found(b, 'TITLE').fonts).toEqual(['DejaVuSans']);
    // What that font lacks is ours again.
    expect(found(b, '一、题').fonts).toEqual(['NotoSansSC-Medium']);
    expect(found(b, '正文').fonts).toEqual(['FandolFang-Regular']);
    expect(found(b, '— 1 —').fonts).toEqual(['NotoSerifSC-Regular']);
    for (const text of ['TITLE', '一、题', '正文']) {
      expect(found(b, text).baseline).toBeCloseTo(found(a, text).baseline, 2);
    }
    expect(theirs.foreign).toEqual([]);
    before.close();
    after.close();
  });
});

it('fonts that the page takes from elsewhere are named', async () => {
  const templates = await mkdtemp(join(folder, 'foreign-'));
  await cp(TEMPLATES, templates, { recursive: true });
  const css = await readFile(join(templates, 'page.css'), 'utf8');
  await writeFile(join(templates, 'page.css'), `${css}\n.title { font-family: monospace; }`);
  const { lacking, foreign } = await (
    await press(templates)
  )({ title: 'ABC', body: [paragraph('甲')] });
  expect(lacking).toEqual([]);
  expect(foreign).toHaveLength(1);
});
