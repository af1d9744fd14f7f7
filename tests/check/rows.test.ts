/** Rows, columns and cells beside the items: changed, doubled, merged, read by nobody; nothing typed is dropped without a word. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identify } from '../../src/check/identity.ts';
import { checkSubmission } from '../../src/check/submission.ts';
import { cellRef, type CellGrid, type Merge } from '../../src/model/cell-grid.ts';
import { GUIDE_SHEET, itemsOf } from '../../src/model/form.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Judgement } from '../../src/model/submission.ts';
import { bytesOf, fullFilling, gridOf, onFirstSheet, put, refOf, sheetFor } from '../build/form.ts';
import { aPlan, aTask } from '../build/plan.ts';
import { moment } from '../build/world.ts';
import { SEAL } from '../build/seal.ts';

type Over = Parameters<typeof fullFilling>[1];

function judge(grid: CellGrid, plan: Plan = aPlan(), day = '2007-06-02'): Judgement {
  const at = moment(`${day}T09:00:00+08:00`);
  const fileName = '报表.xlsx';
  const identity = identify(grid, { plan, seal: SEAL, at, fileName });
  return checkSubmission(grid, identity, { plan, history: [], at, fileName });
}

async function filled(over: Over = {}, plan: Plan = aPlan()): Promise<CellGrid> {
  const sheet = sheetFor('hanting', '2007-05', plan);
  return gridOf(await bytesOf(sheet, fullFilling(sheet, over)));
}

function codes({ findings }: Judgement): readonly string[] {
  return findings.map(({ code }) => code);
}

const grid = await filled();
const ref = (item: string, title: string): string => refOf(grid, item, title);

function withMerge(of: CellGrid, merge: Merge): CellGrid {
  const [first, ...rest] = of.sheets;
  return { ...of, sheets: [{ ...first!, merges: [...(first!.merges ?? []), merge] }, ...rest] };
}

describe('what a row prints', () => {
  it('refuses a row whose name is another item’s, naming both', () => {
    const { findings } = judge(put(grid, ref('RC06', '指标'), '引进高层次人才'));
    expect(findings).toMatchObject([
      { code: 'R_NAME', severity: 'error', place: { cell: ref('RC06', '指标') } },
    ]);
    expect(findings[0]!.message).toMatch(/RC06（市级拔尖人才）.*“引进高层次人才”.*RC01/);
  });

  it('finds values that were pasted with their names a row too low', () => {
    const shifted = onFirstSheet(grid, (cells) => {
      const rows = ['RC01', 'RC02', 'RC06'].map(
        (item) => cells.find(({ text }) => text === item)!.row,
      );
      return cells.map((cell) => {
        const at = rows.indexOf(cell.row);
        return at < 0 || cell.column === 1 ? cell : { ...cell, row: rows[(at + 1) % 3]! };
      });
    });
    expect(codes(judge(shifted))).toEqual(expect.arrayContaining(['R_NAME', 'R_NAME', 'R_NAME']));
    expect(judge(shifted).submission).toBeNull();
  });

  it('takes names however they are spaced, and a ratio’s part without 分子', () => {
    const spaced = put(grid, ref('RC01', '指标'), ' 引进 高层次\n人才　');
    const plain = put(spaced, ref('JC02-1', '指标'), '已组建党组织的企业数');
    const wide = put(plain, ref('RC02', '指标'), '其中:博士(后)');
    expect(codes(judge(wide))).toEqual([]);
  });

  it('refuses a changed unit of measure and asks about a changed 口径', () => {
    const unit = judge(put(grid, ref('RC06', '计量单位'), '万人'));
    expect(unit.findings).toMatchObject([{ code: 'R_UNIT', severity: 'error' }]);
    expect(unit.findings[0]!.message).toMatch(/“万人”.*“人”/);
    const asks = judge(put(grid, ref('RC01', '口径'), '本月数'));
    expect(asks.findings).toMatchObject([{ code: 'R_ASKS', severity: 'warning' }]);
    expect(codes(judge(put(grid, ref('JC01', '计量单位'), ' 万元 ')))).toEqual([]);
  });

  it('refuses a row whose cells moved to other columns', () => {
    const { row } = grid.sheets[0]!.cells.find(({ text }) => text === 'RC01')!;
    const moved = onFirstSheet(grid, (cells) =>
      cells.map((cell) =>
        cell.row === row && cell.column > 3 ? { ...cell, column: cell.column + 9 } : cell,
      ),
    );
    const filled = put(put(moved, ref('RC01', '口径'), '推进中'), ref('RC01', '填报数'), '65');
    const { submission, findings } = judge(filled);
    expect(submission).toBeNull();
    const fault = findings.find(({ code }) => code === 'R_ROW_MOVED');
    expect(fault).toMatchObject({ severity: 'error', place: { cell: `D${String(row)}` } });
    expect(fault?.message).toContain(`“推进中”，应当在这里的“本年累计”写在M${String(row)}格`);
  });

  it('refuses a text whose name moved into its words', () => {
    const name = grid.sheets[0]!.cells.find(({ text }) => text.startsWith('存在问题（必填'))!;
    const at = cellRef(name.row, name.column + 1);
    const moved = put(put(grid, at, `计量${name.text}`), cellRef(name.row, name.column), '');
    const { submission, findings } = judge(moved);
    expect(submission).toBeNull();
    const fault = findings.find(({ code }) => code === 'R_ROW_MOVED');
    expect(fault).toMatchObject({ severity: 'error', item: '存在问题' });
    expect(fault?.message).toContain(`应当在这里的“存在问题（必填，200字以内）”写在${at}格`);
  });

  it('only asks about a name that the plan has changed since the form went out', () => {
    const indicators = aPlan().indicators.map((one) =>
      one.code === 'RC06' ? { ...one, name: '市级优秀人才' } : one,
    );
    const renamed = aPlan({ version: 'b'.repeat(64), indicators });
    expect(judge(grid, renamed).findings).toMatchObject([
      { code: 'R_NAME', severity: 'warning' },
      { code: 'I_PLAN_CHANGED', severity: 'note' },
    ]);
  });
});

describe('columns and cells', () => {
  it('refuses a second column of the same title', () => {
    const head = grid.sheets[0]!.cells.find(({ text }) => text === '填报数')!;
    const { findings } = judge(put(grid, cellRef(head.row, 8), '填报数（更正）'));
    expect(findings).toMatchObject([
      { code: 'R_COLUMN_TWICE', severity: 'error', place: { cell: `H${String(head.row)}` } },
    ]);
  });

  it('says of a merged cell where its value is, instead of calling it empty', () => {
    const code = grid.sheets[0]!.cells.find(({ text }) => text === 'RC01')!;
    const under = `E${String(code.row + 1)}`;
    const merge = { row: code.row, column: 5, lastRow: code.row + 1, lastColumn: 5 };
    const judgement = judge(withMerge(put(grid, under, ''), merge));
    expect(judgement.findings).toMatchObject([
      { code: 'R_MERGED', severity: 'error', place: { cell: under } },
    ]);
    expect(judgement.findings[0]!.message).toContain(`与 E${String(code.row)} 合并`);
    expect(judgement.findings[0]!.message).toContain('“10”');
    expect(judgement.cells.find(({ item }) => item === 'RC02')).toMatchObject({
      code: 'R_MERGED',
      value: null,
    });
  });

  it('reads a value that stands under a merge which a program left behind', () => {
    const code = grid.sheets[0]!.cells.find(({ text }) => text === 'RC01')!;
    const left = { row: code.row, column: 1, lastRow: code.row, lastColumn: 7 };
    expect(codes(judge(withMerge(grid, left)))).toEqual([]);
  });

  it('asks about a remark that stands for several rows', async () => {
    const remarked = await filled({ RC01: { value: 10, remark: '核减2人' } });
    const code = remarked.sheets[0]!.cells.find(({ text }) => text === 'RC01')!;
    const merge = { row: code.row, column: 6, lastRow: code.row + 2, lastColumn: 6 };
    const judgement = judge(withMerge(remarked, merge));
    expect(codes(judgement)).toEqual(['R_MERGED_WORDS', 'R_MERGED_WORDS']);
    expect(judgement.submission).not.toBeNull();
  });
});

describe('what nobody reads', () => {
  it('says nothing of the form’s own texts, filled or blank, with or without a mark', async () => {
    const form = { ...sheetFor('hanting', '2007-05').form, notes: ['没有发生的填 0。', '“人”。'] };
    const sheet = { ...sheetFor('hanting', '2007-05'), form };
    const plan = aPlan({ forms: [form] });
    const noted = await gridOf(await bytesOf(sheet, fullFilling(sheet)));
    expect(noted.sheets.some(({ name }) => name === GUIDE_SHEET)).toBe(true);
    expect(codes(judge(noted, plan))).toEqual([]);
    const blank = await gridOf(await bytesOf(sheet, null));
    expect(codes(judge(blank, plan)).filter((code) => /UNREAD|NO_CODE|SHEET/.test(code))).toEqual(
      [],
    );
  });

  it('names cells beside the table and what stands in them', () => {
    const row = /\d+/.exec(ref('RC06', '填报数'))![0];
    const judgement = judge(put(put(grid, `I${row}`, 120), 'A99', '另有“两新”12家未列'));
    expect(judgement.findings).toMatchObject([{ code: 'R_UNREAD', severity: 'warning' }]);
    expect(judgement.findings[0]!.message).toBe(
      `I${row}格的“120”、A99格的“另有‘两新’12家未列”不在填报格内，没有读取`,
    );
    expect(judgement.submission).not.toBeNull();
  });

  it('names a value in a row without a code, or with one that nobody knows', () => {
    expect(judge(put(grid, 'E98', 12)).findings).toMatchObject([
      { code: 'R_NO_CODE', severity: 'warning', place: { cell: 'E98' } },
    ]);
    const named = judge(put(put(grid, 'A98', '合计'), 'E98', 12));
    expect(codes(named)).toEqual(['R_NO_CODE']);
    expect(named.findings[0]!.message).toContain('A98格的“合计”、E98格的“12”');
    const foreign = judge(put(put(grid, 'A98', 'RC99'), 'E98', 12));
    expect(foreign.findings).toMatchObject([{ code: 'R_FOREIGN', severity: 'warning' }]);
    expect(foreign.findings[0]!.message).toContain('填的“12”没有读取');
  });

  it('names the first of many cells and counts the rest', () => {
    const crowd = Array.from({ length: 40 }, (_, at) => `J${String(at + 1)}`);
    const { findings } = judge(crowd.reduce((sofar, at) => put(sofar, at, 7), grid));
    expect(findings).toHaveLength(1);
    expect(findings[0]!.message).toMatch(/J1格.*J6格的“7”等40格/);
  });

  it('names further sheets, hidden ones too, but not those of a spreadsheet program', () => {
    const cells = [{ row: 1, column: 1, kind: 'text', text: '名单' }] as const;
    const more = [
      { name: 'Sheet2', hidden: false, cells },
      { name: '旧', hidden: true, cells },
      { name: 'Sheet3', hidden: false, cells: [] },
      { name: 'WpsReserved_CellImgList', hidden: true, cells },
    ];
    const { findings } = judge({ ...grid, sheets: [...grid.sheets, ...more] });
    expect(findings.map(({ code, place }) => `${code} ${String(place.sheet)}`)).toEqual([
      'R_SHEET Sheet2',
      'R_SHEET 旧',
    ]);
  });

  it('does not take the texts of an earlier plan for a clerk’s', () => {
    const renamed = aPlan({
      version: 'b'.repeat(64),
      sections: aPlan().sections.map((one) => ({ ...one, name: `${one.name}（新）` })),
    });
    expect(codes(judge(grid, renamed))).toEqual(['I_PLAN_CHANGED']);
    expect(codes(judge(put(grid, 'I9', 5), renamed))).toContain('R_UNREAD');
  });

  it('drops nothing that is typed anywhere into the sheet without a word', () => {
    const own = new Set(judge(grid).cells.map(({ cell }) => cell));
    const taken = new Set(grid.sheets[0]!.cells.map(({ row, column }) => cellRef(row, column)));
    const at = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(at, ([row, column]) => {
        const cell = cellRef(row, column);
        fc.pre(!own.has(cell) && !taken.has(cell));
        const said = judge(put(grid, cell, '另有7家')).findings;
        expect(said.some(({ message }) => message.includes('另有7家'))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('numbers of persons', () => {
  it('are masked in all words, and the receipt says so', async () => {
    const judgement = judge(
      await filled({
        RC01: { value: 10, remark: '联系人13812345678' },
        T01: { status: '推进中', percent: 50, words: '负责人 11010519491231002X' },
        WZ01: { text: '电话１３８１２３４５６７８' },
      }),
    );
    expect(codes(judgement)).toEqual(['N_PERSONAL', 'N_PERSONAL', 'N_PERSONAL']);
    const kept = JSON.stringify(judgement);
    for (const number of ['13812345678', '11010519491231002X', '１３８１２３４５６７８']) {
      expect(kept).not.toContain(number);
    }
    expect(kept).toContain('联系人138****5678');
    expect(kept).toContain('负责人 110105********002X');
  });

  it('are masked beside the names in the head, and kept where a telephone belongs', () => {
    const typed = put(put(grid, 'B3', '李某11010519491231002X'), 'H3', '13812345678');
    const judgement = judge(typed);
    expect(judgement.findings).toMatchObject([{ code: 'N_PERSONAL', place: { cell: 'B3' } }]);
    expect(judgement.submission).toMatchObject({
      filler: '李某110105********002X',
      phone: '13812345678',
    });
  });

  it('are refused as figures', async () => {
    expect(codes(judge(await filled({ RC06: { value: 13812345678 } })))).toEqual(['E_PHONE']);
    expect(codes(judge(await filled({ RC06: { value: '11010519491231002X' } })))).toEqual([
      'E_IDCARD',
    ]);
  });
});

describe('every cell that can be filled in', () => {
  it('is told with its place, what was typed and what was read', async () => {
    const judgement = judge(
      await filled({
        RC06: { value: 77, remark: '含新增' },
        T01: { status: '已完成', percent: '１００％', doneOn: '2007年5月30日', words: '完工' },
      }),
    );
    const cell = (item: string): unknown => judgement.cells.find((one) => one.item === item);
    expect(cell('RC06/remark')).toMatchObject({ cell: ref('RC06', '备注'), value: '含新增' });
    expect(cell('T01')).toMatchObject({ value: '已完成', code: 'OK' });
    expect(cell('T01/percent')).toMatchObject({ typed: '１００％', value: '100', code: 'N_FORM' });
    expect(cell('T01/doneOn')).toMatchObject({ value: '2007-05-30', state: 'reported' });
    expect(cell('T01/words')).toMatchObject({ cell: ref('T01', '进展情况'), value: '完工' });
    expect(cell('WZ01')).toMatchObject({ value: '亮点工作写在这里。', state: 'reported' });
    expect(cell('head/phone')).toMatchObject({ value: '0536-0000001' });
    const kinds = itemsOf(sheetFor('hanting', '2007-05')).map(({ kind }) => kind);
    const expected = kinds.reduce((sum, kind) => sum + { figure: 2, task: 4, text: 1 }[kind], 3);
    expect(judgement.cells).toHaveLength(expected);
    expect(new Set(judgement.cells.map((one) => one.cell)).size).toBe(expected);
  });

  it('is there in a blank form too, and findings of the whole form name a cell', async () => {
    const sheet = sheetFor('hanting', '2007-05');
    const judgement = judge(await gridOf(await bytesOf(sheet, null)));
    expect(judgement.cells.every(({ cell }) => cell !== '')).toBe(true);
    for (const code of ['R_NOTHING', 'R_HEAD']) {
      const found = judgement.findings.find((one) => one.code === code);
      expect(found?.place.cell, code).toBeDefined();
    }
  });
});

describe('a task’s day', () => {
  const done = (doneOn: string): Over => ({ T01: { status: '已完成', percent: 100, doneOn } });
  const from = sheetFor('hanting', '2007-01').period;
  const set = aPlan({ tasks: [aTask('T01', { from })] });
  const monthly = aPlan({ tasks: [aTask('T01', { everyMonth: true })] });

  it.each([
    ['2007-01-01', set, '2007-06-02', []],
    ['2006-11-20', set, '2007-06-02', ['T_DAY_PAST']],
    ['1987-05-31', set, '2007-06-02', ['T_DAY_BEFORE']],
    ['2007-05-31', monthly, '2007-06-02', []],
    ['2007-04-29', monthly, '2007-06-02', ['T_DAY_PAST']],
    ['2007-06-20', set, '2007-09-01', []],
    ['2007-08-20', set, '2007-09-01', ['T_DAY_LATE']],
    ['2007-09-02', set, '2007-09-01', ['T_DAY_AHEAD']],
  ] as const)('%s', async (day, plan, arrived, expected) => {
    expect(codes(judge(await filled(done(day), plan), plan, arrived))).toEqual(expected);
  });
});

describe('figures in another column', () => {
  /** Every figure moved from 填报数 to the column with that title. */
  function moved(of: CellGrid, title: string): CellGrid {
    const items = itemsOf(sheetFor('hanting', '2007-05')).filter(({ kind }) => kind === 'figure');
    return items.reduce((changed, { item }) => {
      const from = refOf(of, item, '填报数');
      const cell = of.sheets[0]!.cells.find(({ row, column }) => cellRef(row, column) === from)!;
      return put(put(changed, from, ''), refOf(of, item, title), Number(cell.text));
    }, of);
  }

  it.each([
    ['备注（累计减少须写明原因）', 'F'],
    ['上月累计', 'H'],
  ])('are one fault that names both columns: %s', (title, letter) => {
    const { findings, submission } = judge(moved(grid, title));
    expect(submission).toBeNull();
    expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'R_SHIFTED', place: { cell: expect.stringMatching(`^${letter}`) as string } },
    ]);
    expect(findings[0]!.message).toMatch(
      new RegExp(`（E列）有(\\d+)格空着，同一些行的${letter}列里却有\\1个数`),
    );
    expect(codes(judge(moved(grid, title)))).not.toContain('R_UNREAD');
  });

  it('are not seen in a form that is merely blank', async () => {
    const blank = await gridOf(await bytesOf(sheetFor('hanting', '2007-05'), null));
    expect(codes(judge(blank))).not.toContain('R_SHIFTED');
    expect(codes(judge(blank))).toContain('R_NOTHING');
  });
});

describe('a code typed over', () => {
  it('is told once, at the row that lost its own', () => {
    const { findings } = judge(put(grid, ref('RC06', '代码'), 'RC01'));
    expect(findings).toMatchObject([{ code: 'R_MISSING', severity: 'error' }]);
    expect(findings[0]!.message).toContain('代码却写成了 RC01，不是 RC06');
    expect(findings[0]!.hint).toContain('恢复成 RC06');
  });
});
