/** Prints bulletins of three lengths by the product's own way and by its peers, and prints one table. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Bulletin } from '../src/model/bulletin.ts';
import type { Templates } from '../src/model/world.ts';
import { momentAt } from '../src/model/day.ts';
import { openPdf } from '../src/render/pdf-pages.ts';
import { openPrinter } from '../src/render/printer.ts';
import { slipTemplates } from '../src/render/slip-templates.ts';
import { readTemplates } from '../src/render/template-files.ts';
import { openTypesetter } from '../src/render/typesetter.ts';
import { bulletinOf, LENGTHS, slipsOf, type Length } from './render/documents.ts';
import { FONTS, openLibreOffice, openTabs, openWeasyPrint, type Peer } from './render/peers.ts';
import { usedNow } from './processes.ts';

const TEMPLATES = join(FONTS, '..');
const CACHE = join(homedir(), '.cache/tongbao');
const EMPTY = '<p></p>';

/** Units whose sheets (一县一单) are printed one after another. */
const SLIPS = 16;

/** Documents of each length that are printed warm; of a peer that takes seconds fewer. */
const COUNT: Readonly<Record<Length, number>> = { short: 20, medium: 10, long: 2 };
const SLOW: Readonly<Record<Length, number>> = { short: 2, medium: 1, long: 1 };

/** Of one document, on an average: milliseconds of all processes and by the clock; megabytes at the end. */
type Row = Readonly<{
  name: string;
  length: Length | 'empty' | 'sheet';
  pages: number;
  cpuMs: number;
  wallMs: number;
  memoryMb: number;
}>;

type Product = Readonly<{
  print(bulletin: Bulletin, templates: Templates): Promise<Uint8Array>;
  close(): Promise<void>;
}>;

const templates = await readTemplates(TEMPLATES);
const rows: Row[] = [];
/** The product's own HTML, which its peers are handed. */
const pages = new Map<string, string>();

await measureProduct();
await measurePeer('floor: an empty page', await openTabs(CACHE, false), { empty: 50 });
await measurePeer('a new tab each', await openTabs(CACHE, true), { short: 5, medium: 3, long: 1 });
await measurePeer('WeasyPrint', await openWeasyPrint(), SLOW);
await measurePeer('LibreOffice', await openLibreOffice(), SLOW);
process.stdout.write(`${[...table(), '', ...aims()].join('\n')}\n`);

async function openProduct(): Promise<Product> {
  const typesetter = openTypesetter(() => undefined);
  const printer = await openPrinter({
    templatesFolder: TEMPLATES,
    cacheFolder: CACHE,
    log: () => undefined,
  });
  return {
    async print(bulletin, templates) {
      const html = await typesetter.set(bulletin, templates);
      pages.set(bulletin.title, html);
      const printed = await printer.print(html, {
        title: bulletin.title,
        author: bulletin.issuer,
        subject: bulletin.documentNumber,
        keywords: bulletin.keywords,
        date: momentAt(bulletin.issuedOn, '09:00'),
      });
      return printed.bytes;
    },
    async close() {
      await typesetter.close();
      await printer.close();
    },
  };
}

async function measureProduct(): Promise<void> {
  await measure('product, cold', 'short', 1, async (bulletin) => {
    const cold = await openProduct();
    const bytes = await cold.print(bulletin, templates);
    await cold.close();
    return bytes;
  });
  const warm = await openProduct();
  // The first few of a kind are still compiled.
  for (let n = 0; n < 5; n += 1) {
    await warm.print(bulletinOf('short', 100 + n), templates);
  }
  for (const length of Object.keys(LENGTHS) as Length[]) {
    await measure('product, warm', length, COUNT[length], (bulletin) =>
      warm.print(bulletin, templates),
    );
  }
  const [first, ...slips] = await slipsOf(join(TEMPLATES, '..'), SLIPS + 1);
  const own = slipTemplates(templates);
  // The sheet's template is compiled with the first.
  if (first !== undefined) await warm.print(first, own);
  await tally('product, warm', 'sheet', slips, (slip) => warm.print(slip, own));
  await warm.close();
}

async function measurePeer(
  name: string,
  peer: Peer | null,
  counts: Readonly<Partial<Record<Length | 'empty', number>>>,
): Promise<void> {
  if (peer === null) {
    process.stderr.write(`${name}: not installed here, skipped\n`);
    return;
  }
  if (counts.empty !== undefined) await peer.print(EMPTY);
  for (const [length, count] of Object.entries(counts) as [Length | 'empty', number][]) {
    await measure(name, length, count, ({ title }) => peer.print(pages.get(title) ?? EMPTY));
  }
  await peer.close();
}

async function measure(
  name: string,
  length: Length | 'empty',
  count: number,
  print: (bulletin: Bulletin) => Promise<Uint8Array>,
): Promise<void> {
  const bulletins = Array.from({ length: count }, (_, n) =>
    bulletinOf(length === 'empty' ? 'short' : length, length === 'empty' ? -1 : n),
  );
  await tally(name, length, bulletins, print);
}

async function tally(
  name: string,
  length: Row['length'],
  bulletins: readonly Bulletin[],
  print: (bulletin: Bulletin) => Promise<Uint8Array>,
): Promise<void> {
  process.stderr.write(`${name}, ${length} …\n`);
  const count = bulletins.length;
  const before = usedNow();
  const began = performance.now();
  let last = new Uint8Array();
  for (const bulletin of bulletins) last = new Uint8Array(await print(bulletin));
  const wallMs = (performance.now() - began) / count;
  const { cpuMs, memoryMb } = usedNow();
  rows.push({
    name,
    length,
    pages: await pagesIn(last),
    cpuMs: (cpuMs - before.cpuMs) / count,
    wallMs,
    memoryMb,
  });
}

async function pagesIn(bytes: Uint8Array): Promise<number> {
  const pdf = await openPdf(bytes);
  const { count } = pdf;
  pdf.close();
  return count;
}

function rowOf(name: string, length: Row['length']): Row | undefined {
  return rows.find((row) => row.name === name && row.length === length);
}

function table(): readonly string[] {
  const head = ['way', 'document', 'pages', 'CPU ms', 'wall ms', 'pages/CPU s', '× product', 'MB'];
  const cells = rows.map((row) => {
    const own = rowOf('product, warm', row.length)?.cpuMs ?? Number.NaN;
    const times = row.cpuMs / own;
    return [
      row.name,
      row.length,
      String(row.pages),
      row.cpuMs.toFixed(0),
      row.wallMs.toFixed(0),
      ((row.pages * 1000) / row.cpuMs).toFixed(1),
      Number.isNaN(times) ? '' : times.toFixed(2),
      row.memoryMb.toFixed(0),
    ];
  });
  const all = [head, ...cells];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  '),
  );
}

function aims(): readonly string[] {
  const own = rowOf('product, warm', 'short')?.cpuMs ?? Number.NaN;
  const sheets = (rowOf('product, warm', 'sheet')?.wallMs ?? Number.NaN) * SLIPS;
  const peer = rowOf('WeasyPrint', 'short')?.cpuMs ?? Number.NaN;
  const tell = (aim: string, isMet: boolean, measured: string): string =>
    `${isMet ? 'met    ' : 'NOT MET'}  ${aim}: ${measured}`;
  return [
    tell(
      '4 pages within 100 ms of CPU, warm, every pass included',
      own <= 100,
      `${own.toFixed(0)} ms`,
    ),
    tell(
      `${String(SLIPS)} units’ sheets in under 2 s`,
      sheets < 2000,
      `${sheets.toFixed(0)} ms by the clock`,
    ),
    tell('at least 10 × faster than WeasyPrint', peer / own >= 10, `${(peer / own).toFixed(1)} ×`),
  ];
}
