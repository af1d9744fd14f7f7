/** Measures how soon the pages of a short bulletin follow a changed template, and what that costs (Linux only). */
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Bulletin } from '../src/model/bulletin.ts';
import type { World } from '../src/model/world.ts';
import { openPages, proof } from '../src/adjusting/previewing.ts';
import { openPrinter } from '../src/render/printer.ts';
import { templatesOf } from '../src/render/template-files.ts';
import { lintTemplates } from '../src/render/template-lint.ts';
import { aBulletin, paragraph, unitTable } from '../tests/build/bulletin.ts';
import { aPlan } from '../tests/build/plan.ts';
import { aWorld } from '../tests/build/world.ts';
import { usedNow } from './processes.ts';

const ROUNDS = 30;
const PAGES = 4;

/** Words, a table and a chart on so many pages. */
function bulletinOf(words: number): Bulletin {
  const text = paragraph(
    '各县市区抓好年度目标任务，进展总体平稳，少数单位低于序时进度。'.repeat(12),
  );
  const body = [...Array.from({ length: words }, () => text), unitTable('各县市区完成情况', 4)];
  return aBulletin({ body, annexes: [], attachments: [] });
}

type Round = Readonly<{ pages: number; proof: number; shown: number }>;

/** One save: the check of the new templates, the print, and the picture of each page; milliseconds. */
async function round(n: number, bulletin: Bulletin, world: World): Promise<Round> {
  const files = new Map(world.templates.files);
  files.set('page.css', `${files.get('page.css') ?? ''}\n/* ${String(n)} */\n`);
  const start = performance.now();
  const templates = templatesOf(files);
  const setting = { plan: aPlan(), templates, findings: lintTemplates(templates) };
  const { pdf, findings } = await proof('real', setting, () => Promise.resolve(bulletin), world);
  if (pdf === null) throw new Error(JSON.stringify(findings));
  const printed = performance.now();
  const pages = await openPages(pdf.bytes);
  for (let page = 1; page <= pages.sizes.length; page += 1) pages.png(page);
  pages.close();
  return { pages: pdf.pages, proof: printed - start, shown: performance.now() - start };
}

function median(numbers: readonly number[]): string {
  return (numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0).toFixed(0);
}

const templatesFolder = join(import.meta.dirname, '../templates');
const cacheFolder = join(homedir(), '.cache/tongbao');
const here = await aWorld();
const printer = await openPrinter({ templatesFolder, cacheFolder, log: () => undefined });
const world = { ...here.world, printer };
try {
  let words = 1;
  const first = await round(0, bulletinOf(words), world);
  for (let { pages } = first; pages < PAGES; words += 1) {
    ({ pages } = await round(words, bulletinOf(words), world));
  }
  const bulletin = bulletinOf(words - 1);
  for (let n = 0; n < 5; n += 1) await round(n, bulletin, world);
  const before = usedNow().cpuMs;
  const rounds: Round[] = [];
  for (let n = 0; n < ROUNDS; n += 1) rounds.push(await round(100 + n, bulletin, world));
  const cpu = (usedNow().cpuMs - before) / ROUNDS;
  const wall = [rounds.map((one) => one.proof), rounds.map((one) => one.shown)].map(median);
  process.stdout.write(
    `first, with the browser's start: ${first.shown.toFixed(0)} ms\n` +
      `${String(rounds[0]?.pages)} pages, warm, median of ${String(ROUNDS)}: printed ${wall[0]!} ms, ` +
      `drawn too ${wall[1]!} ms; CPU ${cpu.toFixed(0)} ms each, the browser's included\n`,
  );
} finally {
  await printer.close();
  await here.world.typesetter.close();
  await here.world.reader.close();
  await here.end();
}
