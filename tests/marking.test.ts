/** What goes back with a returned workbook: its own, marked; a copy of our form; or the receipt alone. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { read as readSheets, write } from '@e965/xlsx';
import exceljs from 'exceljs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Finding } from '../src/model/finding.ts';
import { formSheetOf } from '../src/model/form.ts';
import type { Seal } from '../src/model/identity.ts';
import type { Month } from '../src/model/period.ts';
import { formBytes } from '../src/line/issuing.ts';
import { check } from '../src/line/judging.ts';
import { collect } from '../src/line/pipeline.ts';
import { aFilling, type Typing } from './build/filling.ts';
import { partsOf, repacked, seen } from './build/package.ts';
import { aPlan } from './build/plan.ts';
import { aWorld, type TestWorld } from './build/world.ts';
import { SEAL } from './build/seal.ts';
import { NO_PREFILLS } from './build/prefills.ts';

const plan = aPlan();
const MAY = '2007-05' as Month;
const FAULTY: Typing = {
  figures: {
    RC01: '见附件',
    RC02: 3,
    RC06: 40,
    JC01: 12.5,
    'JC02-1': 8,
    'JC02-2': 10,
    YC03: '3万多次',
  },
  tasks: { T01: { status: '推进中', percent: 60, words: '主体完工。' } },
};

let open: TestWorld | null = null;

afterEach(async () => {
  await open?.end();
  open = null;
});

async function world(): Promise<TestWorld> {
  open = await aWorld();
  return open;
}

function faulty(): Promise<Uint8Array> {
  const unit = plan.units.find(({ id }) => id === 'weicheng')!;
  return formBytes(formSheetOf(plan, unit, MAY)!, plan, {
    seal: SEAL,
    filling: aFilling(FAULTY),
    prefills: NO_PREFILLS,
  });
}

/** As an older program would have saved it. */
async function asXls(): Promise<Uint8Array> {
  const workbook = readSheets(await faulty(), { type: 'buffer' });
  return new Uint8Array(write(workbook, { type: 'buffer', bookType: 'biff8' }) as Uint8Array);
}

/** The marked workbooks beside the receipts, by name. */
async function markedIn(here: TestWorld): Promise<readonly string[]> {
  const names = await readdir(join(here.folder, 'data/receipts'), { recursive: true });
  return names.filter((name) => name.endsWith('.xlsx')).sort();
}

function readMarked(here: TestWorld, name: string): Promise<Uint8Array> {
  return readFile(join(here.folder, 'data/receipts', name));
}

/** The same workbook with one cell corrected in place, as a spreadsheet program writes it. */
function corrected(bytes: Uint8Array, ref: string): Uint8Array {
  const page = 'xl/worksheets/sheet1.xml';
  const cell = new RegExp(`<c r="${ref}" s="(\\d+)" t="s"><v>\\d+</v></c>`);
  expect(partsOf(bytes).get(page)).toMatch(cell);
  return repacked(bytes, (text, name) =>
    name === page ? text.replace(cell, `<c r="${ref}" s="$1"><v>12</v></c>`) : text,
  );
}

function errorIn(findings: readonly Finding[] | undefined): Finding {
  return findings!.find(({ severity }) => severity === 'error')!;
}

describe('a returned workbook', () => {
  it('comes back marked; corrected in place it is accepted as it is', async () => {
    const here = await world();
    await here.drop('潍城.xlsx', await faulty());
    const [first] = await collect(plan, here.world);
    expect(first?.outcome).toBe('returned');
    const [name] = await markedIn(here);
    expect(name).toBe('2007-05/weicheng/0001-退回-潍城-批注版.xlsx');
    expect((await here.receiptTexts())[0]).toContain('-批注版.xlsx');
    const back = await readMarked(here, name!);
    const { place } = errorIn(first?.findings);
    const look = seen(back, place.sheet!, place.cell!);
    expect(look.fill).toMatch(/^FFB3B/);
    expect(look.notes.join()).toMatch(/^【通报批注】需要修改\n填的是：见附件\n问题：/);

    await here.drop('原样.xlsx', back);
    const [again] = await collect(plan, here.world);
    expect(again).toMatchObject({ outcome: 'returned', unit: 'weicheng', period: MAY });
    const shown = (finding: Finding): unknown => ({
      ...finding,
      place: { ...finding.place, file: '' },
    });
    expect(again?.findings.map(shown)).toEqual(first?.findings.map(shown));
    const twice = (await markedIn(here)).find((other) => other.includes('0002'));
    const sheets = readSheets(await readMarked(here, twice!), { type: 'buffer' }).SheetNames;
    expect(sheets.filter((sheet) => sheet.startsWith('问题清单'))).toHaveLength(1);

    await here.drop('改好.xlsx', corrected(back, place.cell!));
    const [last] = await collect(plan, here.world);
    expect(last?.outcome).toBe('accepted');
    expect(last?.findings.map(({ code }) => code)).toEqual(['N_APPROX']);
    expect(await markedIn(here)).toHaveLength(2);
  });

  it('that cannot be marked comes back as a copy of our form with its values', async () => {
    const here = await world();
    await here.drop('潍城.xls', await asXls());
    await collect(plan, here.world);
    const [name] = await markedIn(here);
    expect((await here.receiptTexts())[0]).toContain('原文件不能直接批注');
    const back = await readMarked(here, name!);
    const judged = await check(
      { bytes: back, fileName: 'x', at: here.world.now() },
      plan,
      here.world,
    );
    const errors = judged.findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ read }) => read)).toEqual(['见附件']);
    expect(seen(back, errors[0]!.place.sheet!, errors[0]!.place.cell!).notes).toHaveLength(1);
    await here.drop('改好.xlsx', corrected(back, errors[0]!.place.cell!));
    expect(await collect(plan, here.world)).toMatchObject([
      { outcome: 'accepted', unit: 'weicheng' },
    ]);
  });

  it('without a cell to mark, or that is no workbook, has its receipt alone', async () => {
    const here = await world();
    await here.drop('坏.xlsx', new TextEncoder().encode('PK\u0003\u0004'));
    const other = new exceljs.Workbook();
    other.addWorksheet('别的').getCell('A1').value = '不是报表';
    await here.drop('别的.xlsx', new Uint8Array(await other.xlsx.writeBuffer()));
    const receipts = await collect(plan, here.world);
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['returned', 'returned']);
    expect(await markedIn(here)).toEqual([]);
    expect((await here.receiptTexts()).join()).not.toContain('批注版');
  });

  it('that is none of ours comes back as a signed copy with its values, which is accepted', async () => {
    const here = await world();
    const unit = plan.units.find(({ id }) => id === 'weicheng')!;
    const sheet = formSheetOf(plan, unit, MAY)!;
    const filling = aFilling({ ...FAULTY, figures: { ...FAULTY.figures, RC01: 20 } });
    const elsewhere = { ...SEAL, key: '0'.repeat(64) };
    await here.drop(
      '潍城.xlsx',
      await formBytes(sheet, plan, { seal: elsewhere, filling, prefills: NO_PREFILLS }),
    );
    const [receipt] = await collect(plan, here.world);
    expect(receipt).toMatchObject({ outcome: 'returned', unit: 'weicheng', period: MAY });
    expect(receipt!.findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'I_LOST' },
    ]);
    const [name] = await markedIn(here);
    await here.drop('退回来的.xlsx', await readMarked(here, name!));
    const [again] = await collect(plan, here.world);
    expect(again).toMatchObject({ outcome: 'accepted', unit: 'weicheng', period: MAY });
  });

  it('is answered all the same when marking fails, and the fault is logged', async () => {
    const here = await world();
    await here.drop('潍城.xls', await asXls());
    const logged: string[] = [];
    let asked = 0;
    const seal = (): Promise<Seal> => {
      asked += 1;
      return asked === 1 ? Promise.resolve(SEAL) : Promise.reject(new Error('gone'));
    };
    const failing = {
      ...here.world,
      seal,
      log: (event: string) => logged.push(event),
    };
    expect(await collect(plan, failing)).toMatchObject([{ number: 1, outcome: 'returned' }]);
    expect(logged).toContain('marking-failed');
    expect(await markedIn(here)).toEqual([]);
    expect(await here.receiptTexts()).toHaveLength(1);
  });
});
