/** Printing in a real browser: the same bytes each time, nothing reachable from the page, nothing left behind. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Bulletin } from '../../src/model/bulletin.ts';
import { momentAt } from '../../src/model/day.ts';
import type { PdfMetadata, Printer } from '../../src/model/world.ts';
import { LONG } from '../build/long.ts';
import { toHtml } from '../build/html.ts';
import { openPrinter } from '../../src/render/printer.ts';
import { readTemplates } from '../../src/render/template-files.ts';
import { aBulletin, figure, heading, paragraph, unitTable } from '../build/bulletin.ts';

const TEMPLATES = join(import.meta.dirname, '../../templates');
const CACHE = join(homedir(), '.cache/tongbao');
const MM = 25.4 / 72;
const templates = await readTemplates(TEMPLATES);
const bulletin = aBulletin();
const metadata: PdfMetadata = {
  title: bulletin.title,
  author: bulletin.issuer,
  subject: '示例数据 <通报>',
  keywords: bulletin.keywords,
  date: momentAt(bulletin.issuedOn, '09:00'),
};

type Logged = Readonly<{ event: string; fields: Readonly<Record<string, unknown>> }>;
let logged: Logged[] = [];
let folder = '';
let printer: Printer;

function open(events: Logged[] = [], documentMs?: number): Promise<Printer> {
  const log = (event: string, fields: Logged['fields']): void =>
    void events.push({ event, fields });
  const bound = documentMs === undefined ? {} : { documentMs };
  return openPrinter({ templatesFolder: TEMPLATES, cacheFolder: CACHE, log, ...bound });
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function browserPid(events: readonly Logged[] = logged): number {
  return Number(events.findLast(({ event }) => event === 'browser.started')!.fields['pid']);
}

/** A process's parent, and what it is; null when it is no more, or only waits to be buried. */
function processOf(pid: number): Readonly<{ parent: number; began: string }> | null {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? null : { parent: Number(parent), began: rest[17] ?? '' };
  } catch {
    return null;
  }
}

/** A process with all that it started, and all that these started. */
function familyOf(pid: number): readonly number[] {
  const children = readdirSync('/proc')
    .map(Number)
    .filter((each) => processOf(each)?.parent === pid);
  return [pid, ...children.flatMap(familyOf)];
}

function found(program: string): boolean {
  try {
    execFileSync(program, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const PDFTOTEXT = 'pdftotext';
const poppler = found(PDFTOTEXT);

type Word = Readonly<{ text: string; left: number; top: number; right: number; bottom: number }>;

/** The words of each page with their places in millimetres. */
function wordsOf(bytes: Uint8Array): readonly (readonly Word[])[] {
  const file = join(folder, 'words.pdf');
  writeFileSync(file, bytes);
  const xml = execFileSync(PDFTOTEXT, ['-bbox', file, '-'], { encoding: 'utf8', maxBuffer: 1e8 });
  const word = /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g;
  return xml
    .split('<page ')
    .slice(1)
    .map((page) =>
      [...page.matchAll(word)].map(([, left, top, right, bottom, text]) => ({
        text: text!,
        left: Number(left) * MM,
        top: Number(top) * MM,
        right: Number(right) * MM,
        bottom: Number(bottom) * MM,
      })),
    );
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'printer-test-'));
  logged = [];
  printer = await open(logged);
});

afterAll(async () => {
  await printer.close();
  await rm(folder, { recursive: true });
  const left = readdirSync(tmpdir()).filter((name) =>
    name.startsWith(`tongbao-browser-${String(process.pid)}-`),
  );
  expect(left).toEqual([]);
});

describe('the printer', () => {
  it('gives the same bytes again, after other pages, and from another browser', async () => {
    const html = toHtml(bulletin, templates);
    const first = await printer.print(html, metadata);
    await printer.print(toHtml(aBulletin({ annexes: [], title: '另一件' }), templates), metadata);
    const again = await printer.print(html, metadata);
    expect(sha256(again.bytes)).toBe(sha256(first.bytes));
    const other = await open();
    const elsewhere = await other.print(html, metadata);
    await other.close();
    expect(sha256(elsewhere.bytes)).toBe(sha256(first.bytes));
    expect(first.pages).toBe(8);
  });

  it('uses only the fonts it ships, rare names included', async () => {
    const before = logged.length;
    await printer.print(
      toHtml(aBulletin({ body: [paragraph('喆堃垚昇玥璟翀堽䶮朐')] }), templates),
      metadata,
    );
    expect(logged.slice(before)).toEqual([]);
    await printer.print('<p style="font-family: monospace">x</p>', metadata);
    expect(logged.at(-1)?.event).toBe('printer.foreign-fonts');
  });

  it('survives the death of its browser with one retry', async () => {
    const html = toHtml(bulletin, templates);
    const first = await printer.print(html, metadata);
    process.kill(browserPid(), 'SIGKILL');
    const again = await printer.print(html, metadata);
    expect(sha256(again.bytes)).toBe(sha256(first.bytes));
    const rows = Array.from({ length: 2000 }, (_, i) => `第${String(i)}行`);
    const long = toHtml(aBulletin({ body: [unitTable('长表', 3, rows)], annexes: [] }), templates);
    const printing = printer.print(long, metadata);
    setTimeout(() => process.kill(browserPid(), 'SIGKILL'), 300);
    expect((await printing).pages).toBeGreaterThan(40);
    expect(logged.filter(({ event }) => event === 'printer.retry').length).toBeGreaterThanOrEqual(
      1,
    );
  });

  it.skipIf(process.platform !== 'linux')(
    'leaves no process of a browser that was killed',
    async () => {
      const html = toHtml(bulletin, templates);
      await printer.print(html, metadata);
      const pid = browserPid();
      const family = familyOf(pid).map((each) => [each, processOf(each)?.began] as const);
      expect(family.length).toBeGreaterThan(2);
      process.kill(pid, 'SIGKILL');
      const retries = logged.filter(({ event }) => event === 'printer.retry').length;
      await printer.print(html, metadata);
      expect(browserPid()).not.toBe(pid);
      expect(logged.filter(({ event }) => event === 'printer.retry').length).toBe(retries + 1);
      await vi.waitFor(() => {
        expect(family.filter(([each, began]) => processOf(each)?.began === began)).toEqual([]);
      }, 5000);
    },
  );

  it.skipIf(process.platform !== 'linux' || !LONG).each([
    ['printed for ever', '<style>@media print { p { height: 30000000px } }</style><p>甲</p>', null],
    ['printed while its browser stands still', '<p>甲</p>', 'SIGSTOP'],
  ] as const)(
    'gives up a page that is %s, and leaves no process of its browser',
    async (_, html, signal) => {
      const events: Logged[] = [];
      const bounded = await open(events, 2000);
      await bounded.print('<p style="font-family: GW-FS">甲</p>', metadata);
      const pid = browserPid(events);
      const family = familyOf(pid).map((each) => [each, processOf(each)?.began] as const);
      if (signal !== null) process.kill(pid, signal);
      const began = performance.now();
      await expect(bounded.print(html, metadata)).rejects.toMatchObject({
        kind: 'tryAgain',
        code: 'printing-too-long',
      });
      expect(performance.now() - began).toBeGreaterThan(2000);
      expect(performance.now() - began).toBeLessThan(15_000);
      await vi.waitFor(() => {
        expect(family.filter(([each, start]) => processOf(each)?.began === start)).toEqual([]);
      }, 5000);
      const after = await bounded.print('<p style="font-family: GW-FS">甲</p>', metadata);
      expect(after.pages).toBe(1);
      expect(browserPid(events)).not.toBe(pid);
      await bounded.close();
    },
    60_000,
  );

  it('refuses a bulletin of more pages than one has, before and after it is printed', async () => {
    const refused = { kind: 'dataRefused', code: 'too-many-pages' };
    const lines = '<p class="body-text">甲</p>'.repeat(22 * 1000);
    const began = performance.now();
    await expect(printer.print(lines, metadata)).rejects.toMatchObject(refused);
    expect(performance.now() - began).toBeLessThan(10_000);
    const short = '<style>@page { size: 40mm 20mm; margin: 1mm }</style>';
    const pages = `${short}${'<div style="break-after: page">甲</div>'.repeat(400)}`;
    await expect(printer.print(pages, metadata)).rejects.toMatchObject(refused);
    expect((await printer.print('<p style="font-family: GW-FS">甲</p>', metadata)).pages).toBe(1);
  });

  it.each([
    ['a style adds', '<style>p::after { content: "undef" "ined" }</style><p>甲</p>'],
    ['marks part', '<p>und<b>efi</b>ned</p>'],
    ['marks part in braces', '<p>{<b>{</b></p>'],
  ])('refuses stray text that %s, on the paper', async (_, html) => {
    await expect(printer.print(html, metadata)).rejects.toMatchObject({
      kind: 'dataRefused',
      code: 'template-stray-text',
    });
  });

  it('prints braces that people typed', async () => {
    const html = toHtml(aBulletin({ body: [paragraph('{{甲}}')], annexes: [] }), templates);
    expect((await printer.print(html, metadata)).pages).toBeGreaterThan(0);
  });

  it('refuses stray text before it prints', async () => {
    await expect(printer.print('<p>共undefined人</p>', metadata)).rejects.toMatchObject({
      kind: 'dataRefused',
    });
  });

  it('says so when there is no browser where the setting points', async () => {
    const before = process.env['PUPPETEER_EXECUTABLE_PATH'];
    process.env['PUPPETEER_EXECUTABLE_PATH'] = join(folder, 'no-browser');
    const lost = await open();
    await expect(lost.print('<p>甲</p>', metadata)).rejects.toMatchObject({
      kind: 'outsideDown',
      code: 'browser-not-there',
    });
    await lost.close();
    if (before === undefined) delete process.env['PUPPETEER_EXECUTABLE_PATH'];
    else process.env['PUPPETEER_EXECUTABLE_PATH'] = before;
  });
});

describe('a page that means harm', () => {
  it('reaches no address and reads no file', async () => {
    let hits = 0;
    const server = createServer((_, response) => {
      hits += 1;
      response.end('harm');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
    const secret = join(folder, 'secret.txt');
    writeFileSync(secret, 'SECRETWORD');
    const html = `<p style="font-family: GW-FS">甲</p><script>document.body.innerHTML='SCRIPTRAN'</script>
      <img src="${address}a" onerror="document.body.innerHTML='SCRIPTRAN'"><link rel="stylesheet" href="${address}b">
      <style>@import "${address}c"; p { background: url(${address}d) }</style>
      <iframe src="file://${secret}"></iframe><object data="file://${secret}"></object><embed src="file://${secret}">
      <video src="${address}e" autoplay></video><svg><image href="${address}f"/></svg><svg><use href="${address}g#a"/></svg>
      <iframe srcdoc="<script>top.document.body.innerHTML='SCRIPTRAN'</script>"></iframe>`;
    const printed = await printer.print(html, metadata);
    server.close();
    expect(hits).toBe(0);
    if (!poppler) return;
    const text = wordsOf(printed.bytes)
      .flat()
      .map((word) => word.text)
      .join('');
    expect(text).toContain('甲');
    expect(text).not.toMatch(/SECRET|SCRIPT/);
  });

  it.each(['file:///etc/hostname', 'http://127.0.0.1:9/', 'data:text/html,x'])(
    'is refused when its page goes to %s by itself',
    async (address) => {
      const refresh = `<meta http-equiv="refresh" content="0;url=${address}"><p>甲</p>`;
      const error: unknown = await printer
        .print(refresh, metadata)
        .catch((fault: unknown) => fault);
      expect(error).toMatchObject({ kind: 'dataRefused', code: 'template-leads-away' });
    },
  );

  it('cannot lead the browser away', async () => {
    const good = toHtml(bulletin, templates);
    const before = sha256((await printer.print(good, metadata)).bytes);
    const secret = join(folder, 'secret.html');
    writeFileSync(secret, 'SECRETWORD');
    const evil = `<form action="file://${secret}"><button autofocus>甲</button></form>`;
    const { bytes } = await printer.print(evil, metadata);
    if (poppler) expect(JSON.stringify(wordsOf(bytes))).not.toContain('SECRET');
    expect(sha256((await printer.print(good, metadata)).bytes)).toBe(before);
  });
});

describe('the finished PDF', () => {
  it('carries the document’s own title, author, keywords and date, and no other', async () => {
    const { bytes } = await printer.print(toHtml(bulletin, templates), metadata);
    const text = Buffer.from(bytes).toString('latin1');
    expect(text.match(/D:\d{14}/g)).toEqual(['D:20070608090000', 'D:20070608090000']);
    expect(text).toContain('/Author <FEFF4E2D5171');
    expect(text).toContain('/Lang (zh-CN)');
    expect(text).toContain('/Outlines');
    const xmp = Buffer.from(bytes).toString('utf8');
    expect(xmp).toContain('<rdf:li xml:lang="x-default">示例数据 &lt;通报&gt;</rdf:li>');
    expect(text).toMatch(/\/ID \[<[0-9A-F]{32}> <[0-9A-F]{32}>\]/);
  });

  it('has a cross-reference table that points at its objects', async () => {
    const { bytes } = await printer.print(toHtml(bulletin, templates), metadata);
    const text = Buffer.from(bytes).toString('latin1');
    const at = Number(/startxref\n(\d+)\n/.exec(text)![1]);
    const entries = text.slice(at).split('\n').slice(3);
    const lost = entries
      .map((entry, i) => ({
        number: i + 1,
        offset: Number(entry.slice(0, 10)),
        used: entry.includes(' n'),
      }))
      .filter(
        ({ number, offset, used }) => used && !text.startsWith(`${String(number)} 0 obj`, offset),
      );
    expect(lost).toEqual([]);
  });
});

describe.skipIf(!poppler)('the printed page', () => {
  it('keeps the signature with text, names a table again on its next page and pins the imprint to the foot', async () => {
    const { bytes } = await printer.print(toHtml(bulletin, templates), metadata);
    const pages = wordsOf(bytes).map((words) => words.map(({ text }) => text).join(''));
    const signed = pages.find((text) => text.includes('2007年6月8日') && !text.includes('印发'))!;
    expect(signed).toContain('组织工作会议');
    const table = pages.filter((text) => /第\d+单位/.test(text));
    expect(table).toHaveLength(2);
    expect(table.every((text) => text.includes('年度目标'))).toBe(true);
    expect(table.map((text) => /(续?)主要指标完成情况单位/.exec(text)?.[1])).toEqual(['', '续']);
    const last = wordsOf(bytes).at(-1)!;
    const issued = last.find(({ text }) => text.includes('印发'))!;
    expect(issued.bottom).toBeGreaterThan(257);
    expect(issued.bottom).toBeLessThan(262);
  });

  it('keeps a table on one page where one holds it', async () => {
    const body = [
      paragraph('国'.repeat(28 * 22)),
      unitTable('整表', 6),
      paragraph('国'.repeat(28 * 9)),
      unitTable('又一表', 6),
    ];
    const { bytes } = await printer.print(
      toHtml(aBulletin({ body, annexes: [] }), templates),
      metadata,
    );
    const pages = wordsOf(bytes).map((words) => words.map(({ text }) => text).join(''));
    for (const name of ['整表', '又一表']) {
      const page = pages.find((text) => text.includes(name))!;
      expect(page).toContain('全市（11/12）');
      expect(page).toContain('注：昌乐县');
    }
    expect(pages.join('')).not.toContain('续');
  });

  it('puts the imprint on the back of a sheet, never alone on its page', async () => {
    const annex = (lines: number): Bulletin['annexes'][number] => ({
      label: '附件',
      title: '说明',
      orientation: 'portrait',
      blocks: [
        heading(2, '（一）口径'),
        paragraph('国'.repeat(28 * lines - 4)),
        heading(2, '（二）依据'),
        paragraph('末段'),
      ],
    });
    // With 34 and 36 lines the last part begins an odd page by itself: there is nothing to leave behind.
    for (const lines of [3, 11, 13, 15, 30, 34, 36]) {
      const { bytes, pages } = await printer.print(
        toHtml(aBulletin({ body: [paragraph('甲')], annexes: [annex(lines)] }), templates),
        metadata,
      );
      expect(pages % 2, String(lines)).toBe([34, 36].includes(lines) ? 1 : 0);
      const last = wordsOf(bytes).at(-1)!;
      expect(last.map(({ text }) => text).join(''), String(lines)).toContain('末段');
      const issued = last.find(({ text }) => text.includes('印发'))!;
      expect(issued.bottom).toBeGreaterThan(257);
      expect(issued.bottom).toBeLessThan(262);
    }
  });

  it('parts the last table rather than leave a page nearly empty for the sake of the imprint', async () => {
    const rows = 30;
    const table = unitTable(
      '末表',
      3,
      Array.from({ length: rows }, (_, i) => `第${String(i)}行`),
    );
    // The first lines go over to the second page of the annex; a break before the heading would leave them alone there.
    for (const lines of [28, 33]) {
      const annex: Bulletin['annexes'][number] = {
        label: '附件',
        title: '说明',
        orientation: 'portrait',
        blocks: [paragraph('国'.repeat(28 * lines - 4)), heading(2, '（二）依据'), table],
      };
      const { bytes, pages } = await printer.print(
        toHtml(aBulletin({ body: [paragraph('甲')], annexes: [annex] }), templates),
        metadata,
      );
      const words = wordsOf(bytes);
      const [above, last] = words.slice(-2);
      const textOf = (page: readonly Word[]): string => page.map(({ text }) => text).join('');
      expect([lines, pages, pages % 2]).toEqual([lines, pages, 0]);
      expect(textOf(above!)).toContain('（二）依据');
      expect(textOf(last!)).toMatch(/^续末表.*单位/);
      expect(
        Math.max(...above!.filter(({ text }) => text.endsWith('行')).map(({ bottom }) => bottom)),
      ).toBeGreaterThan(37 + 225 / 2 - 6);
      const found = words.flat().filter(({ text }) => /^第\d+行$/.test(text));
      expect(new Set(found.map(({ text }) => text)).size).toBe(rows);
      expect(found).toHaveLength(rows);
    }
  });

  it('keeps the signature with text wherever the page ends', async () => {
    for (const lines of [5, 7, 9, 12]) {
      const body = [
        paragraph('国'.repeat(28 * lines - 4)),
        paragraph('末', figure('x', '1'), '段'),
      ];
      const { bytes } = await printer.print(
        toHtml(aBulletin({ body, annexes: [], attachments: [] }), templates),
        metadata,
      );
      const page = wordsOf(bytes).find((words) =>
        words.some(({ text }) => text === '2007年6月8日'),
      )!;
      expect(page.some(({ text }) => text.includes('末'))).toBe(true);
    }
  });
});

it('ships fonts whose licences travel with them', async () => {
  expect(await readFile(join(TEMPLATES, 'fonts/README.md'), 'utf8')).toContain('字体例外');
});
