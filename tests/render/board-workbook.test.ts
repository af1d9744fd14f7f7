/** The workbook annex as another reader finds it: sheets, heads, numbers, words for what is missing, paper. */
import exceljs from 'exceljs';
import { read, utils, type WorkSheet } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { boardBook } from '../../src/compose/board-table.ts';
import { numberCell } from '../../src/compose/board-cell.ts';
import type { BoardBook, BookSheet } from '../../src/model/board-book.ts';
import type { Day } from '../../src/model/day.ts';
import { boardWorkbook } from '../../src/render/board-workbook.ts';
import { aScoreboard, aTargetPlan } from '../build/scoreboard.ts';

const PLAN = aTargetPlan();
const BOOK = boardBook(aScoreboard({ mark: '示例数据' }), PLAN);
const BYTES = await boardWorkbook(BOOK);
const WORKBOOK = read(BYTES, { type: 'buffer', cellNF: true, cellFormula: true });

function page(name: string): WorkSheet {
  return WORKBOOK.Sheets[name]!;
}

/** Texts as shown, row by row. */
function shown(name: string): readonly (readonly string[])[] {
  return utils.sheet_to_json<string[]>(page(name), { header: 1, raw: false, defval: '' });
}

/** The rows under an indicator's band, by unit, as head to text. */
function rowsUnder(
  sheet: string,
  band: string,
): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const rows = shown(sheet);
  const head = rows.find(([first]) => first === '单位')!;
  const start = rows.findIndex(([first]) => first?.startsWith(band));
  const rest = rows.slice(start + 1);
  const end = rest.findIndex((row) => row.slice(1).every((text) => text === ''));
  const named = rest.slice(0, end < 0 ? undefined : end).map((row) => {
    const cells = head.map((title, at) => [title.replace('\n', ''), row[at] ?? ''] as const);
    return [row[0]!.trim(), Object.fromEntries(cells)] as const;
  });
  return new Map(named);
}

describe('what an office attaches', () => {
  it('has one sheet for each section, then scores, tasks, texts and reporting', () => {
    expect(WORKBOOK.SheetNames).toEqual([
      '干部人事制度改革',
      '人才工作',
      '基层党组织和党员队伍',
      '党员干部现代远程教育',
      '综合得分',
      '重点任务',
      '亮点工作',
      '存在问题',
      '报送情况',
    ]);
  });

  it('opens each sheet with title, mark, period and unit of measure', () => {
    const [title, mark, line] = shown('人才工作');
    expect(title?.[0]).toBe('2007年5月人才工作情况汇总表');
    expect(mark?.[0]).toBe('示例数据');
    expect(line?.filter((text) => text !== '')).toEqual(['报告期：2007年5月', '计量单位：人']);
  });

  it('prints the city, each group, and its units', () => {
    const rows = rowsUnder('人才工作', '引进高层次人才');
    expect([...rows.keys()]).toEqual([
      '全市（2/3）',
      '市辖区小计（2/2）',
      '潍城区',
      '寒亭区',
      '县级市小计（0/1）',
      '寿光市',
    ]);
    expect(rows.get('潍城区')).toMatchObject({
      '本月数／期末数': '12',
      本年累计: '64',
      年度目标: '120',
      '完成率（%）': '53.33',
      '序时进度（%）': '41.67',
      '差距（百分点）': '+11.67',
      进度: '超序时',
      位次: '1',
      上期: '12',
      上年同期: '60',
      '同比（%）': '+6.67',
    });
  });

  it('keeps a unit to which an item does not apply in its group', () => {
    const rows = rowsUnder('人才工作', '其中：博士');
    expect([...rows.keys()]).toEqual([
      '全市（1/2）',
      '市辖区小计（1/1）',
      '潍城区',
      '寒亭区',
      '县级市小计（0/1）',
      '寿光市',
    ]);
    expect(rows.get('寒亭区')).toMatchObject({
      '本月数／期末数': '不适用',
      本年累计: '9',
      备注: '累计取4月数',
    });
  });

  it('says 缺报 and 未填 where nothing was reported, and what is carried', () => {
    const rows = rowsUnder('人才工作', '引进高层次人才');
    expect(rows.get('寿光市')?.['本月数／期末数']).toBe('缺报');
    expect(rows.get('寿光市')?.['备注']).toBe('累计取4月数');
    expect(rows.get('全市（2/3）')?.['备注']).toContain('缺寿光市');
    const money = rowsUnder('基层党组织和党员队伍', '活动场所投入');
    expect(money.get('寒亭区')?.['本月数／比率（%）']).toBe('未填');
  });

  it('writes exact numbers as numbers with their decimals, bounds and words as text', () => {
    const cells = Object.values(page('基层党组织和党员队伍')) as {
      t?: string;
      v?: unknown;
      z?: string;
    }[];
    expect(cells).toContainEqual(expect.objectContaining({ t: 'n', v: 425.5, z: '0.00' }));
    expect(cells).toContainEqual(expect.objectContaining({ t: 'n', v: 91.95, z: '0.00' }));
    const bounds = rowsUnder('党员干部现代远程教育', '组织播看');
    expect(bounds.get('潍城区')?.['本年累计']).toBe('19万多');
  });

  it('leaves out a 累计 that only repeats the period', () => {
    const heads = (period: string): readonly string[] =>
      boardBook(aScoreboard({ period }), PLAN).sheets[1]!.columns.map(({ head }) => head);
    expect(heads('2006')).not.toContain('本年累计');
    expect(heads('2007')).toContain('本年累计');
    expect(heads('2007-05')).toContain('本年累计');
  });

  it('holds no formula, whatever a clerk wrote', () => {
    const cells = WORKBOOK.SheetNames.flatMap(
      (name) => Object.values(page(name)) as { f?: unknown }[],
    );
    expect(cells.filter((cell) => cell.f !== undefined)).toEqual([]);
    expect(rowsUnder('人才工作', '引进高层次人才').get('寒亭区')?.['备注']).toBe('=核减2人');
  });

  it('is the same file byte for byte, whenever it is written', async () => {
    const again = await boardWorkbook(boardBook(aScoreboard({ mark: '示例数据' }), PLAN));
    expect(Buffer.from(again).equals(Buffer.from(BYTES))).toBe(true);
  });

  it('freezes the head and prints on A4 across with the head on every page', async () => {
    const written = new exceljs.Workbook();
    await written.xlsx.load(BYTES.buffer as ArrayBuffer);
    for (const { views, pageSetup, name } of written.worksheets) {
      expect([name, views[0]]).toMatchObject([name, { state: 'frozen', ySplit: 4, xSplit: 1 }]);
      expect(pageSetup).toMatchObject({
        orientation: 'landscape',
        paperSize: 9,
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        printTitlesRow: '4:4',
      });
    }
    expect(written.created.toISOString()).toBe('2007-05-31T00:00:00.000Z');
  });

  it.each(['2007-01', '2007-Q1', '2007-H1', '2006'])('writes %s too', async (period) => {
    const bytes = await boardWorkbook(boardBook(aScoreboard({ period }), PLAN));
    expect(read(bytes, { type: 'buffer' }).SheetNames).toContain('人才工作');
  });
});

describe('cells and tabs', () => {
  it.each([
    ['128000', 0, { value: '128000', places: 0, signed: false }, '128000'],
    ['12.5', 2, { value: '12.5', places: 2, signed: false }, '12.50'],
    ['12', 2, { value: '12', places: 2, signed: false }, '12.00'],
    ['+3.20', 0, { value: '3.20', places: 2, signed: true }, '+3.20'],
    ['-3.20', 0, { value: '-3.20', places: 2, signed: false }, '-3.20'],
    ['1234567890123456', 0, null, '1234567890123456'],
    ['35万多', 0, null, '35万多'],
    ['—', 0, null, '—'],
  ])('%s with at least %i decimals', (text, places, number, shownText) => {
    expect(numberCell(text, places)).toEqual({ text: shownText, number });
  });

  it('gives every tab a name of its own that a spreadsheet accepts', async () => {
    const sheet: BookSheet = {
      ...{ name: '', title: '', left: '', right: '', rows: [], notes: [] },
      columns: [{ head: '单位', width: 12, align: 'left' }],
    };
    const names = ['甲/乙:[丙]', '甲乙丙', 'A', 'a', '长'.repeat(40), `${'长'.repeat(40)}2`, "'"];
    const book: BoardBook = {
      ...{ title: '表', mark: '', dated: '2007-05-31' as Day },
      sheets: names.map((name) => ({ ...sheet, name })),
    };
    const written = read(await boardWorkbook(book), { type: 'buffer' }).SheetNames;
    expect(written.slice(0, 4)).toEqual(['甲乙丙', '甲乙丙2', 'A', 'a2']);
    expect(new Set(written).size).toBe(names.length);
    expect(Math.max(...written.map((name) => name.length))).toBeLessThanOrEqual(31);
  });
});
