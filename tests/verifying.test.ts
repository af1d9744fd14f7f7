/** What was changed behind the program’s back is found: in the log, in the rows, in the bytes, in the out folder. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Month } from '../src/model/period.ts';
import { collect, draft } from '../src/line/pipeline.ts';
import { deliver } from '../src/signature/delivering.ts';
import { release } from '../src/signature/releasing.ts';
import { remind } from '../src/line/reminding.ts';
import { review, sign } from '../src/signature/signing.ts';
import { verify } from '../src/keeping/verifying.ts';
import { COMPLETE, send, SHARING_PLAN } from './build/sending.ts';
import { aWorld, type TestWorld } from './build/world.ts';

const plan = SHARING_PLAN;
const MAY = '2007-05' as Month;
const WHOLE = { period: MAY, section: null };

let here: TestWorld;
let path: string;

beforeEach(async () => {
  here = await aWorld('2007-06-08T09:00:00+08:00');
  const { world } = here;
  await send(here, 'weicheng', COMPLETE);
  await collect(plan, world);
  await draft(MAY, plan, world);
  await review(WHOLE, plan, world);
  ({ path } = await release(await sign(WHOLE, null, plan, world), plan, world));
});

afterEach(async () => {
  await here.end();
});

/** Past all guards, as somebody with the file in his hands could. */
function tamper(table: string, statement: string): void {
  const db = new DatabaseSync(join(here.folder, 'data/ledger.sqlite'));
  db.exec('pragma foreign_keys = off');
  const guards = db
    .prepare(`select name from sqlite_master where type = 'trigger' and tbl_name = ?`)
    .all(table);
  for (const guard of guards) db.exec(`drop trigger ${String(guard['name'])}`);
  db.exec(statement);
  db.close();
}

async function found(): Promise<readonly string[]> {
  const { findings } = await verify(here.world);
  return findings.map(({ code, message }) => `${code} ${message}`);
}

describe('verify', () => {
  it('finds nothing where nothing was touched, and names the newest act', async () => {
    const { head, findings } = await verify(here.world);
    expect(findings).toEqual([]);
    expect(head).toEqual(await here.world.ledger.chainHead());
    expect(head.seq).toBe(5);
  });

  it.each([
    ['turned round', "update delivery_event set state = 'failed' where state = 'sent'"],
    ['of another moment', "update delivery_event set at = '2007' where state = 'claimed'"],
    ['gone', 'delete from delivery_event where step = 3'],
    [
      'made up',
      "insert into delivery_event (delivery, step, state, at, worker, code, said) values (1, 9, 'bounced', '2007-06-09', '', '', '')",
    ],
  ])('finds an event of a delivery that is %s', async (_, statement) => {
    await deliver(plan, here.world, 'run');
    expect(await found()).toEqual([]);
    tamper('delivery_event', statement);
    expect(await found()).toContainEqual(expect.stringMatching(/^U_ROW .*delivery:1/));
  });

  it('finds a reminder that was reworded, and one that is gone', async () => {
    await remind(MAY, {}, plan, here.world);
    expect(await found()).toEqual([]);
    tamper('reminder', "update reminder set text = text || '。' where id = 1");
    expect(await found()).toEqual([expect.stringMatching(/^U_ROW .*reminder:1/)]);
    tamper('reminder', 'delete from reminder where id = 1');
    expect(await found()).toContainEqual(expect.stringMatching(/^U_ROW .*reminder:1/));
  });

  it.each<[string, string, string, RegExp]>([
    [
      'an act that was rewritten',
      'act',
      "update act set who = '别人' where seq = 3",
      /^U_CHAIN .*第3条/,
    ],
    ['an act that was taken out', 'act', 'delete from act where seq = 2', /^U_CHAIN .*第3条/],
    ['the last acts cut off', 'act', 'delete from act where seq > 4', /^U_ROW .*edition:1/],
    [
      'a receipt that says otherwise',
      'receipt',
      "update receipt set outcome = 'returned'",
      /^U_ROW .*receipt:1/,
    ],
    [
      'an arrival with other bytes',
      'arrival',
      "update arrival set sha256 = 'x'",
      /^U_ROW .*receipt:1/,
    ],
    ['a draft of another plan', 'draft', "update draft set snapshot = 'x'", /^U_ROW .*draft:1/],
    [
      'an edition with another number',
      'edition',
      "update edition set document_number = 'x'",
      /^U_ROW .*edition:1/,
    ],
    [
      'an edition that is gone',
      'edition_release',
      'delete from edition_release',
      /^U_ROW .*edition:1/,
    ],
    [
      'an act that is no act',
      'act',
      "update act set detail = '{' where seq = 3",
      /^U_CHAIN .*第3条/,
    ],
    [
      'a figure that was raised',
      'entry',
      'update entry set value = value + 1',
      /^U_ROW .*receipt:1/,
    ],
    [
      'a figure that is gone',
      'entry',
      'delete from entry where position = 1',
      /^U_ROW .*receipt:1/,
    ],
    ['what was typed', 'entry', "update entry set typed = '806'", /^U_ROW .*receipt:1/],
    ['another unit’s form', 'submission', "update submission set unit = 'x'", /^U_ROW .*receipt:1/],
    ['another moment', 'arrival', "update arrival set at = '2007'", /^U_ROW .*receipt:1/],
    ['faults taken back', 'receipt', "update receipt set findings = '[1]'", /^U_ROW .*receipt:1/],
    ['another reviewer', 'review', "update review set who = '局长'", /^U_ROW .*review:1/],
    ['another signer', 'edition', "update edition set who = '局长'", /^U_ROW .*edition:1/],
    ['a number raised', 'edition', 'update edition set number = 7', /^U_ROW .*edition:1/],
    ['another day', 'edition_release', "update edition_release set at = 'x'", /^U_ROW .*edition:1/],
    ['another’s sheet', 'delivery', "update delivery set files = '[]'", /^U_ROW .*edition:1/],
    ['a delivery gone', 'delivery', 'delete from delivery', /^U_ROW .*edition:1/],
    [
      'signed pages that are gone',
      'blob',
      'update blob set bytes = null where sha256 in (select pdf from edition)',
      /^U_BYTES /,
    ],
    [
      'a workbook that is gone',
      'blob',
      'update blob set bytes = null where sha256 in (select sha256 from arrival)',
      /^U_BYTES /,
    ],
    [
      'bytes that were changed',
      'blob',
      "update blob set bytes = x'00' where sha256 in (select pdf from edition)",
      /^U_BYTES /,
    ],
    [
      'a plan that was changed',
      'kept_text',
      "update kept_text set text = text || ' ' where kind = 'plan'",
      /^U_KEPT /,
    ],
    [
      'templates that were changed',
      'kept_text',
      "update kept_text set text = '{}' where kind = 'template'",
      /^U_KEPT /,
    ],
    [
      'a row without what it refers to',
      'review',
      'update review set draft = 9',
      /^U_ENGINE .*review/,
    ],
  ])('finds %s', async (_, table, statement, expected) => {
    tamper(table, statement);
    expect((await found()).some((line) => expected.test(line))).toBe(true);
  });

  it('finds a file that was changed, is gone, or whose list was written over', async () => {
    const folder = dirname(path);
    await writeFile(path, Buffer.concat([await readFile(path), Buffer.from(' ')]));
    await rm(join(folder, '一县一单/寿光市.pdf'));
    await writeFile(join(folder, '清单.json'), '{}');
    expect((await found()).map((line) => line.split(' ')[0])).toEqual([
      'U_DIFFERS',
      'U_MISSING',
      'U_ANCHOR',
    ]);
    const [edition] = await here.world.ledger.editions();
    await release(edition!, plan, here.world);
    expect(await found()).toEqual([]);
  });

  it('finds a list that says otherwise, what was laid beside it, and a document never given out', async () => {
    const folder = dirname(path);
    const list = await readFile(join(folder, '清单.json'), 'utf8');
    await writeFile(join(folder, '清单.json'), list.replace('"pages": 1', '"pages": 2'));
    await writeFile(join(folder, '附件.pdf'), '%PDF');
    await writeFile(join(dirname(folder), '会议纪要.docx'), 'not ours');
    const forged = join(dirname(folder), '潍组通报〔2007〕9号');
    await mkdir(forged);
    await writeFile(join(forged, '清单.json'), list);
    expect(await found()).toEqual([
      expect.stringMatching(/^U_DIFFERS .*1号\/清单/),
      expect.stringMatching(/^U_STRANGER .*附件\.pdf/),
      expect.stringMatching(/^U_ANCHOR .*9号\/清单/),
    ]);
  });

  it('knows a document by its list when its rows and acts were cut off', async () => {
    for (const table of ['delivery_event', 'delivery', 'edition_release']) {
      tamper(table, `delete from ${table}`);
    }
    tamper('act', "delete from act where what = 'release'");
    expect(await found()).toEqual([expect.stringMatching(/^U_ANCHOR .*清单/)]);
  });
});
