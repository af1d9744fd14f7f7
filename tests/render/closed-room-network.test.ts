/** Nothing that a template or a clerk writes reaches an address or a file: neither past the check nor in the printer alone. */
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPlan } from '../../src/check/plan.ts';
import { readPlanFiles } from '../../src/intake/plan-files.ts';
import { formBytes } from '../../src/line/issuing.ts';
import { momentAt } from '../../src/model/day.ts';
import { hasError } from '../../src/model/finding.ts';
import { formSheetOf } from '../../src/model/form.ts';
import type { Month } from '../../src/model/period.ts';
import type { PdfMetadata, Printer } from '../../src/model/world.ts';
import { collect, draft } from '../../src/line/pipeline.ts';
import { toHtml } from '../build/html.ts';
import { openPdf } from '../../src/render/pdf-pages.ts';
import { openPrinter } from '../../src/render/printer.ts';
import { lintTemplates } from '../../src/render/template-lint.ts';
import { readTemplates } from '../../src/render/template-files.ts';
import { aBulletin, cell, figure, heading, paragraph, unitTable } from '../build/bulletin.ts';
import { aFilling } from '../build/filling.ts';
import { NO_PREFILLS } from '../build/prefills.ts';
import { SEAL } from '../build/seal.ts';
import { aWorld } from '../build/world.ts';
import { MARKS, STYLES, type Targets } from '../build/probes.ts';

const TEMPLATES = join(import.meta.dirname, '../../templates');
const shipped = await readTemplates(TEMPLATES);
const SECRET = 'CANARYWORD';
const MAY = '2007-05' as unknown as Month;
const metadata: PdfMetadata = {
  title: '示例数据',
  author: '示例数据',
  subject: '',
  keywords: [],
  date: momentAt(aBulletin().issuedOn, '09:00'),
};

let folder = '';
let server: Server;
let printer: Printer;
let to: Targets;
const hits: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'closed-room-'));
  const secret = join(folder, 'canary.html');
  writeFileSync(secret, `<p>${SECRET}</p><svg id="a"><text>${SECRET}</text></svg>`);
  server = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.end(`<p>${SECRET}</p>`);
  });
  // What only opens a connection is a hit, too.
  server.on('connection', () => hits.push('connection'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  to = { address: `http://127.0.0.1:${String(port)}/`, file: pathToFileURL(secret).href };
  printer = await openPrinter({
    templatesFolder: TEMPLATES,
    cacheFolder: join(homedir(), '.cache/tongbao'),
    log: () => undefined,
  });
});

afterAll(async () => {
  await printer.close();
  server.close();
  await rm(folder, { recursive: true });
});

async function textOf(bytes: Uint8Array): Promise<string> {
  const pdf = await openPdf(bytes);
  try {
    return Array.from({ length: pdf.count }, (_, i) => pdf.words(i + 1)).join('');
  } finally {
    pdf.close();
  }
}

/** The text of the page as printed; empty where the printer refuses it. */
async function printedText(html: string): Promise<string> {
  try {
    return await textOf((await printer.print(html, metadata)).bytes);
  } catch (error) {
    expect(error).toMatchObject({ kind: 'dataRefused' });
    return '';
  }
}

describe('a template', () => {
  it('is tried with thirty probes and more', () => {
    expect(MARKS.length + STYLES.length).toBeGreaterThan(70);
  });

  it.each(MARKS)('that holds %s is refused by its check', (_, probe) => {
    const files = new Map([...shipped.files, ['bulletin.hbs', probe(to)]]);
    expect(hasError(lintTemplates({ files, sha256: '' }))).toBe(true);
  });

  it.each(STYLES)('whose style holds %s is refused by its check', (_, probe) => {
    const files = new Map([...shipped.files, ['page.css', probe(to)]]);
    expect(hasError(lintTemplates({ files, sha256: '' }))).toBe(true);
  });
});

describe('the printer alone', () => {
  it('hits a server that is there, and reads a file that is there, only where this test does itself', async () => {
    expect(await (await fetch(to.address)).text()).toContain(SECRET);
    expect(hits).not.toEqual([]);
    hits.length = 0;
    expect(await printedText('<p style="font-family: GW-ST">CANARYWORD</p>')).toContain(SECRET);
  });

  it.each(MARKS)('reaches nothing by %s', async (_, probe) => {
    const text = await printedText(`<p style="font-family: GW-FS">甲</p>${probe(to)}`);
    expect(text).not.toContain(SECRET);
    expect(hits).toEqual([]);
  });

  it.each(STYLES)('reaches nothing by the style %s', async (_, probe) => {
    const text = await printedText(`<style>${probe(to)}</style><p class="body-text">甲</p>`);
    expect(text).not.toContain(SECRET);
    expect(hits).toEqual([]);
  });

  it('still prints the same after all of that', async () => {
    const text = await printedText(toHtml(aBulletin({ annexes: [] }), shipped));
    expect(text).toContain('干部教育培训');
    expect(hits).toEqual([]);
  });
});

describe('words that came with the data', () => {
  it('are printed as they were typed, wherever they stand, and reach nothing', async () => {
    const typed = [...MARKS, ...STYLES].map(([, probe]) => probe(to));
    const body = [
      heading(1, typed[0]!),
      ...typed.map((text) => paragraph(text, figure(text, text))),
      {
        ...unitTable(typed[1]!, 1),
        rows: typed.map((text) => ({ emphasis: false, cells: [cell(text, 'left'), cell(text)] })),
        notes: [],
      },
    ];
    const [annex] = aBulletin().annexes;
    const html = toHtml(
      aBulletin({
        title: typed[2]!,
        copies: typed[4]!,
        body,
        annexes: [{ ...annex!, title: typed[5]! }],
      }),
      shipped,
    );
    // A text may go on behind the page's number.
    const text = (await printedText(html)).replaceAll(/\s|— \d+ —/g, '');
    for (const words of typed) expect(text).toContain(words.replaceAll(/\s/g, ''));
    expect(text).not.toContain(SECRET);
    expect(hits).toEqual([]);
  });
});

/** Probes one after another, as many as a cell takes. */
function cellfuls(count: number, limit = 480): readonly string[] {
  const cells: string[] = [];
  for (const [, probe] of MARKS) {
    const text = `${probe(to)}，`;
    const last = cells.at(-1) ?? '';
    if (last !== '' && last.length + text.length <= limit) cells[cells.length - 1] = last + text;
    else cells.push(text);
  }
  return cells.slice(0, count);
}

describe('a workbook', () => {
  it('whose cells hold thirty probes is received, printed as it is, and reaches nothing', async () => {
    const config = join(import.meta.dirname, '../golden/three-units/config');
    const { value: plan } = checkPlan(await readPlanFiles(config));
    const here = await aWorld('2007-06-01T09:00:00+08:00', printer);
    try {
      const cells = cellfuls(6);
      expect(cells.join('').split('，').length).toBeGreaterThan(30);
      for (const [i, unit] of ['weicheng', 'shouguang'].entries()) {
        const [first = '', second = '', remark = ''] = cells.slice(i * 3);
        const sheet = formSheetOf(
          plan!,
          plan!.units.find(({ id }) => id === unit)!,
          MAY,
        )!;
        const filling = aFilling({
          figures: {
            RC01: { value: 25, remark: remark.slice(0, 180) },
            RC06: 22,
            'JC02-1': 95,
            'JC02-2': 100,
          },
          tasks: { T01: { status: '推进中', percent: 70, words: remark.slice(0, 180) } },
          texts: { WZ01: first, WZ02: second },
        });
        const bytes = await formBytes(sheet, plan!, { seal: SEAL, filling, prefills: NO_PREFILLS });
        await here.drop(`<img src="${unit}">.xlsx`.replaceAll(/[/"<>]/g, '_'), bytes);
      }
      const receipts = await collect(plan!, here.world);
      expect(receipts.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
      const { row } = await draft(MAY, plan!, here.world);
      const text = (await textOf(readFileSync(row.path))).replaceAll(/\s|— \d+ —/g, '');
      expect(text.match(/127\.0\.0\.1|canary\.html/g)?.length).toBeGreaterThan(10);
      expect(text).toContain('<imgsrc="http://127.0.0.1');
      expect(text).not.toContain(SECRET);
      expect(hits).toEqual([]);
    } finally {
      await here.end();
    }
  });
});
