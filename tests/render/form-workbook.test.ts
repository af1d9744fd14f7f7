/** The fill-in workbook: what stands where, what may be typed, and that the same form has the same bytes. */
import { inflateRawSync } from 'node:zlib';
import exceljs, { type Cell, type DataValidation } from 'exceljs';
import { describe, expect, it } from 'vitest';
import { HEAD, IDENTITY_SHEET, isTokenLine, itemsOf } from '../../src/model/form.ts';
import { parseIdentityToken } from '../../src/model/identity.ts';
import { fullFilling, bytesOf, gridOf, month, refOf, sheetFor } from '../build/form.ts';
import { anIndicator, aPlan } from '../build/plan.ts';
import { SEAL } from '../build/seal.ts';

/** The parts of a zip as text, read by the central directory alone. */
function partsOf(bytes: Uint8Array): ReadonlyMap<string, string> {
  const zip = Buffer.from(bytes);
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'));
  const parts = new Map<string, string>();
  for (
    let at = zip.readUInt32LE(end + 16), left = zip.readUInt16LE(end + 10);
    left > 0;
    left -= 1
  ) {
    const [name, extra, comment] = [28, 30, 32].map((o) => zip.readUInt16LE(at + o)) as [
      number,
      number,
      number,
    ];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const stored = zip.readUInt16LE(at + 10) === 0;
    const key = zip.toString('utf8', at + 46, at + 46 + name);
    parts.set(key, (stored ? packed : inflateRawSync(packed)).toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return parts;
}

const sheet = sheetFor('hanting', '2007-05');

describe('the fill-in workbook', () => {
  it('has every code in the visible column, and the head in words', async () => {
    const grid = await gridOf(await bytesOf(sheet, null));
    const texts = grid.sheets[0]!.cells.map(({ text }) => text);
    for (const { item } of itemsOf(sheet)) expect(texts).toContain(item);
    for (const label of Object.values(HEAD)) expect(texts).toContain(label);
    expect(texts).toEqual(expect.arrayContaining(['寒亭区', '2007年5月', '潍组统01表']));
    expect(texts.some((text) => text.includes('2007年6月4日17:00'))).toBe(true);
  });

  it('carries its identity hidden, in the keywords and at its foot', async () => {
    const grid = await gridOf(await bytesOf(sheet, null, '示例数据'));
    const hidden = grid.sheets.find(({ name }) => name === IDENTITY_SHEET)!;
    expect(hidden.hidden).toBe(true);
    const foot = grid.sheets[0]!.cells.find(({ text }) => isTokenLine(text))!;
    expect([hidden.cells[0]!.text, foot.text.endsWith(grid.keywords)]).toEqual([
      grid.keywords,
      true,
    ]);
    expect(parseIdentityToken(grid.keywords, SEAL)).toEqual({
      form: 'xianqu',
      unit: 'hanting',
      period: '2007-05',
      plan: 'a'.repeat(16),
      sample: '示例数据',
    });
  });

  it('shows the sample mark only where it is given', async () => {
    const marked = await gridOf(await bytesOf(sheet, null, '示例数据'));
    const plain = await gridOf(await bytesOf(sheet, null));
    const shows = (grid: typeof plain): boolean =>
      grid.sheets[0]!.cells.some(({ text }) => text === '示例数据');
    expect([shows(marked), shows(plain)]).toEqual([true, false]);
  });

  it('puts what was typed where it belongs, as it was typed', async () => {
    const filling = fullFilling(sheet, {
      RC01: { value: '１２．８万', remark: '=核减' },
      JC01: { value: 128.5 },
      T01: { status: '已完成', percent: 100, doneOn: '2007-05-30', words: '全部完成' },
      WZ02: { text: '进度偏慢。' },
    });
    const grid = await gridOf(await bytesOf(sheet, filling));
    const at = (item: string, title: string): unknown => {
      const ref = refOf(grid, item, title);
      const cell = grid.sheets[0]!.cells.find(
        ({ row, column }) => ref === `${String.fromCharCode(64 + column)}${String(row)}`,
      );
      return cell === undefined ? null : [cell.kind, cell.text];
    };
    expect(at('RC01', '填报数')).toEqual(['text', '１２．８万']);
    expect(at('RC01', '备注')).toEqual(['text', '=核减']);
    expect(at('JC01', '填报数')).toEqual(['number', '128.5']);
    expect(at('T01', '进展状态')).toEqual(['text', '已完成']);
    expect(at('T01', '完成日期')).toEqual(['date', '2007-05-30']);
    expect(at('WZ02', '内容')).toEqual(['text', '进度偏慢。']);
  });

  it('has the same bytes for the same form, whenever it is written', async () => {
    const first = await bytesOf(sheet, fullFilling(sheet));
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect(Buffer.compare(first, await bytesOf(sheet, fullFilling(sheet)))).toBe(0);
  });

  it('is locked but for the cells that are to be filled', async () => {
    const parts = partsOf(await bytesOf(sheet, null));
    const page = parts.get('xl/worksheets/sheet1.xml')!;
    expect(page).toMatch(/<sheetProtection [^>]*sheet="1"[^>]*spinCount="1000"/);
    const styles = parts.get('xl/styles.xml')!;
    const formats = [...styles.split('<cellXfs')[1]!.matchAll(/<xf [^>]*?(?:\/>|>.*?<\/xf>)/g)];
    const isOpen = formats.map(([xf]) => xf.includes('locked="0"'));
    const open = [...page.matchAll(/<c r="([A-Z]+\d+)" s="(\d+)"/g)]
      .filter(([, , style]) => isOpen[Number(style)])
      .map(([, ref]) => ref);
    const figures = sheet.sections.flatMap((section) => section.figures).length;
    // Merged cells count one by one.
    const [head, task, text] = [9, 7, 9];
    expect(open).toHaveLength(
      head + figures * 2 + sheet.tasks.length * task + sheet.texts.length * text,
    );
  });

  it('checks by ranges that do not overlap, with texts that a spreadsheet takes', async () => {
    const page = partsOf(await bytesOf(sheet, null)).get('xl/worksheets/sheet1.xml')!;
    const ranges = [...page.matchAll(/sqref="([A-Z]+)(\d+)(?::[A-Z]+(\d+))?"/g)];
    const cells = ranges.flatMap(([, column, from, to = from]) =>
      Array.from(
        { length: Number(to) - Number(from) + 1 },
        (_, i) => `${column!}${String(Number(from) + i)}`,
      ),
    );
    expect(cells.length).toBeGreaterThan(10);
    expect(new Set(cells).size).toBe(cells.length);
  });

  it('tells at each open cell what is wanted, and says so where it is not that', async () => {
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(Buffer.from(await bytesOf(sheet, null)) as unknown as ArrayBuffer);
    const open: Cell[] = [];
    workbook.worksheets[0]!.eachRow({ includeEmpty: true }, (row) => {
      row.eachCell({ includeEmpty: true }, (cell) => {
        if (cell.style.protection?.locked === false && cell.master === cell) open.push(cell);
      });
    });
    expect(open.length).toBeGreaterThan(20);
    for (const { address, dataValidation } of open) {
      const told = dataValidation as DataValidation | undefined;
      expect([told?.prompt, told?.error], address).toEqual([
        expect.stringMatching(/./),
        expect.stringMatching(/./),
      ]);
    }
  });

  it('keeps to a sheet name that a spreadsheet takes', async () => {
    const form = { ...sheet.form, title: `月报/表[甲]：${'长'.repeat(40)}` };
    const grid = await gridOf(await bytesOf({ ...sheet, form }, null));
    expect(grid.sheets[0]!.name).toHaveLength(28);
    expect(grid.sheets[0]!.name).not.toMatch(/[/[\]]/);
  });

  it('can be written for a form without tasks and texts', async () => {
    const plan = aPlan({ tasks: [], texts: [], indicators: [anIndicator('AB01')] });
    const small = sheetFor('weicheng', '2007-01', plan);
    const grid = await gridOf(await bytesOf(small, null));
    expect(grid.sheets[0]!.cells.some(({ text }) => text === 'AB01')).toBe(true);
    expect(month('2007-01')).toBe(small.period);
  });
});
