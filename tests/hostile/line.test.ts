/** Forms that are read but hold far too much: the check, the receipt and the marked workbook keep their bounds too, and nothing is left behind. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collect } from '../../src/line/pipeline.ts';
import { FILLING, PLAN, SHEET } from '../build/distinct-form.ts';
import { bytesOf } from '../build/form.ts';
import { MOST, startMeter } from '../build/measured-reader.ts';
import { repacked } from '../build/package.ts';
import { aWorld, type TestWorld } from '../build/world.ts';
import { comment, many, MAIN, relationship, relationships } from './made.ts';

const PAGE = 'xl/worksheets/sheet1.xml';
const figures = new Map([...FILLING.figures, ['RC01', { value: '见附件' }]]);
/** One cell of it is wrong, so that it goes back marked. */
const form = await bytesOf(SHEET, { ...FILLING, figures });

type Change = (text: string, name: string) => string;

/** Rows behind those of the form. */
function rows(count: number, cells: (row: number) => string): Change {
  return (text, name) =>
    name === PAGE
      ? text.replace(
          '</sheetData>',
          `${many(count, (at) => `<row r="${String(at + 30)}">${cells(at + 30)}</row>`)}</sheetData>`,
        )
      : text;
}

function words(ref: string, text: string): string {
  return `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
}

function merged(text: string, name: string): string {
  const areas = many(
    4000,
    (at) => `<mergeCell ref="E${String(at * 2 + 40)}:E${String(at * 2 + 41)}"/>`,
  );
  return name === PAGE ? text.replace('</mergeCells>', `${areas}</mergeCells>`) : text;
}

const SHEETS = 400;

function sheets(text: string, name: string): string {
  if (name === 'xl/workbook.xml') {
    const more = many(
      SHEETS,
      (at) =>
        `<sheet name="s${String(at)}" sheetId="${String(at + 50)}" state="hidden" r:id="x${String(at)}"/>`,
    );
    return text.replace('</sheets>', `${more}</sheets>`);
  }
  if (name !== 'xl/_rels/workbook.xml.rels') return text;
  const more = many(SHEETS, (at) =>
    relationship(`x${String(at)}`, 'worksheet', `worksheets/x${String(at)}.xml`),
  );
  return text.replace('</Relationships>', `${more}</Relationships>`);
}

const HIDDEN = Object.fromEntries(
  Array.from({ length: SHEETS }, (_, at) => [
    `xl/worksheets/x${String(at)}.xml`,
    `<worksheet xmlns="${MAIN}"><sheetData><row r="1">${words('A1', '代码')}${words('B1', '填报数')}</row></sheetData></worksheet>`,
  ]),
);
const NOTES = {
  'xl/worksheets/_rels/sheet1.xml.rels': relationships(
    relationship('rId1', 'comments', '../comments1.xml'),
  ),
  'xl/comments1.xml': `<comments xmlns="${MAIN}"><authors><author>x</author></authors><commentList>${many(4000, (at) => comment(`E${String(at + 30)}`))}</commentList></comments>`,
};

/** What is too much in them, and which bytes more they have. */
const FORMS: readonly (readonly [string, Change, Readonly<Record<string, string>>?])[] = [
  ['30,000 numbers', rows(1500, () => '<c><v>7</v></c>'.repeat(20)), {}],
  [
    '140 texts of 32,000 letters',
    rows(140, (row) => words(`F${String(row)}`, '长'.repeat(32_000))),
    {},
  ],
  [
    '5,000 codes of others',
    rows(5000, (row) => words(`A${String(row)}`, `ZZ${String(row % 1000).padStart(3, '0')}`)),
    {},
  ],
  ['5,000 times its own code', rows(5000, (row) => words(`A${String(row)}`, 'RC02')), {}],
  [
    '15,000 times its own code with numbers beside it',
    rows(15_000, (row) => `${words(`A${String(row)}`, 'RC02')}${'<c><v>7</v></c>'.repeat(4)}`),
    {},
  ],
  [
    '5,000 rows of titles',
    rows(5000, (row) => words(`A${String(row)}`, '代码') + words(`E${String(row)}`, '填报数')),
    {},
  ],
  [
    '9,000 formulas',
    rows(9000, (row) => `<c r="E${String(row)}"><f>SUM(E1:E29)</f><v>7</v></c>`),
    {},
  ],
  ['4,000 merged areas', merged, {}],
  ['4,000 notes', (text) => text, NOTES],
  ['400 hidden sheets', sheets, HIDDEN],
];

const TABLE = FORMS.map(([name, change, more]) => ({ name, change, more }));

/** What a person is given to read. */
const MOST_LETTERS = 20_000;

let here: TestWorld;
let folder = '';
const before = process.env['TMPDIR'];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongbao-line-'));
  process.env['TMPDIR'] = folder;
  here = await aWorld();
  await here.drop('寒亭.xlsx', form);
  // What the line loads when it is first walked is no file's cost.
  await collect(PLAN, here.world);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  if (before === undefined) Reflect.deleteProperty(process.env, 'TMPDIR');
  else process.env['TMPDIR'] = before;
});

describe('a form with', () => {
  it.each(TABLE)('$name', { timeout: 60_000 }, async ({ name, change, more }) => {
    const bytes = repacked(form, change, more);
    await here.drop(`${name}.xlsx`, bytes);
    const held = process.memoryUsage().rss / 1024 / 1024;
    const meter = startMeter(process.pid);
    const [receipt] = await collect(PLAN, here.world);
    const cost = meter();
    expect(receipt?.outcome).toBe('returned');
    expect(receipt?.findings.map(({ place }) => place.cell)).toContain('E8');
    expect(cost?.cpuMs ?? 0).toBeLessThanOrEqual(MOST.cpuMs);
    expect((cost?.peakMb ?? held) - held).toBeLessThanOrEqual(MOST.peakMb);
    const [text = ''] = (await here.receiptTexts()).slice(-1);
    expect(text.length).toBeLessThanOrEqual(MOST_LETTERS);
  });

  it('too much leaves nothing behind but receipts and what they mark', async () => {
    expect(await readdir(join(here.folder, 'data/inbox'))).toEqual(['已处理']);
    const names = await readdir(join(here.folder, 'data/receipts'), { recursive: true });
    const kinds = new Set(
      names.filter((name) => name.includes('.')).map((name) => name.replace(/^.*\./, '')),
    );
    expect([...kinds].sort()).toEqual(['json', 'txt', 'xlsx']);
    await here.end();
    expect(await readdir(folder)).toEqual([]);
  });
});
