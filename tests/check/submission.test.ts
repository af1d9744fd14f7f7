/** A whole form judged: cells, rows, relations, tasks, texts, history; all faults at once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identify } from '../../src/check/identity.ts';
import { checkSubmission } from '../../src/check/submission.ts';
import type { CellGrid } from '../../src/model/cell-grid.ts';
import type { FigureFilling, TaskFilling } from '../../src/model/filling.ts';
import { hasError } from '../../src/model/finding.ts';
import { itemsOf } from '../../src/model/form.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Accepted, History, Judgement } from '../../src/model/submission.ts';
import {
  fullFilling,
  bytesOf,
  gridOf,
  onFirstSheet,
  put,
  refOf,
  sheetFor,
  unmerged,
} from '../build/form.ts';
import { aPlan, anIndicator, aRule, unitId } from '../build/plan.ts';
import { anAccepted } from '../build/snapshot.ts';
import { moment } from '../build/world.ts';
import { SEAL } from '../build/seal.ts';

type Over = Readonly<Record<string, FigureFilling & TaskFilling & { text?: string }>>;

const AT = moment('2007-06-02T09:00:00+08:00');

function judge(grid: CellGrid, plan: Plan = aPlan(), history: History = []): Judgement {
  const fileName = '报表.xlsx';
  const identity = identify(grid, { plan, seal: SEAL, at: AT, fileName });
  return checkSubmission(grid, identity, { plan, history, at: AT, fileName });
}

async function filled(over: Over = {}, plan: Plan = aPlan()): Promise<CellGrid> {
  const sheet = sheetFor('hanting', '2007-05', plan);
  return gridOf(await bytesOf(sheet, fullFilling(sheet, over)));
}

async function judged(over: Over, plan: Plan = aPlan(), history: History = []): Promise<Judgement> {
  return judge(await filled(over, plan), plan, history);
}

function codes({ findings }: Judgement): readonly string[] {
  return findings.map(({ code }) => code);
}

/** No cell has two findings that read alike, nor two about what is typed in it alone. */
function expectNoneTwice({ findings }: Judgement): void {
  const atCells = findings.filter(({ place }) => place.cell !== undefined);
  const said = atCells.map(({ place, item = '', message }) =>
    [place.cell, item, message].join('|'),
  );
  expect(said).toHaveLength(new Set(said).size);
  const typedWrong = atCells.filter(({ code }) => code.startsWith('E_'));
  const cells = typedWrong.map(({ place, item = '' }) => [place.cell, item].join('|'));
  expect(cells).toHaveLength(new Set(cells).size);
}

function entryOf({ submission }: Judgement, item: string): unknown {
  return submission?.entries.find((entry) => entry.item === item);
}

/** An accepted April of 寒亭区 with these values. */
function april(values: Readonly<Record<string, string>>, period = '2007-04'): Accepted {
  return {
    unit: unitId('hanting'),
    period: sheetFor('hanting', period).period,
    form: 'xianqu',
    planVersion: 'a'.repeat(64),
    filler: '',
    reviewer: '',
    phone: '',
    entries: Object.entries(values).map(([item, value]) => ({
      kind: 'figure',
      item,
      sheet: '月报',
      cell: 'E8',
      typed: value,
      state: 'reported',
      value,
      bound: null,
      remark: '',
    })),
    id: 1,
    arrivedAt: moment('2007-05-02T09:00:00+08:00'),
    firstArrivedAt: moment('2007-05-02T09:00:00+08:00'),
    sha256: '',
    fileName: '4月.xlsx',
  };
}

describe('a form that is in order', () => {
  it('is accepted with every item, its place and what was typed', async () => {
    const judgement = await judged({ JC01: { value: 128.5 } });
    expect(judgement.findings).toEqual([]);
    const items = itemsOf(sheetFor('hanting', '2007-05')).map(({ item }) => item);
    expect(judgement.submission?.entries.map(({ item }) => item)).toEqual(items);
    const own = judgement.cells.map(({ item }) => item).filter((item) => !item.includes('/'));
    expect(own).toEqual(items);
    expect(judgement.cells.every(({ code }) => code === 'OK')).toBe(true);
    expect(entryOf(judgement, 'JC01')).toMatchObject({
      value: '128.5',
      decimals: 2,
      typed: '128.5',
      sheet: '组织工作进展情况月报表',
      cell: 'E12',
    });
    expect(judgement.submission).toMatchObject({
      unit: 'hanting',
      period: '2007-05',
      form: 'xianqu',
      filler: '示例填表人',
      reviewer: '示例审核人',
      phone: '0536-0000001',
    });
  });

  it('tells reported, confirmed zero and not applicable apart', async () => {
    const judgement = await judged({
      RC01: { value: 0 },
      RC02: { value: '0' },
      RC06: { value: '不适用', remark: '本区无此项工作' },
      YC03: { value: '35万多' },
    });
    expect(entryOf(judgement, 'RC01')).toMatchObject({ state: 'confirmed-zero', value: '0' });
    expect(entryOf(judgement, 'RC02')).toMatchObject({ state: 'confirmed-zero', value: '0' });
    expect(entryOf(judgement, 'RC06')).toMatchObject({ state: 'not-applicable', value: null });
    expect(entryOf(judgement, 'YC03')).toMatchObject({ value: '350000', bound: 'over' });
    expect(codes(judgement)).toEqual(['N_APPROX']);
  });

  it('reads 12.8万 and full-width digits with a note that says how', async () => {
    const judgement = await judged({ RC06: { value: '１２．８万' } });
    expect(entryOf(judgement, 'RC06')).toMatchObject({ value: '128000', typed: '１２．８万' });
    expect(judgement.cells.find(({ item }) => item === 'RC06')?.code).toBe('N_FORM');
    expect(judgement.findings).toMatchObject([{ code: 'N_FORM', severity: 'note' }]);
    expect(judgement.findings[0]!.message).toContain('128000');
  });

  it('accepts 不适用 without a remark, with a note', async () => {
    expect(codes(await judged({ RC06: { value: '不适用' } }))).toEqual(['N_NA']);
  });
});

describe('cells', () => {
  it('refuses a text where a number belongs, naming the cell, and nothing becomes zero', async () => {
    const grid = await filled({ RC06: { value: '很多' } });
    const judgement = judge(grid);
    expect(judgement.submission).toBeNull();
    expect(judgement.findings).toMatchObject([
      {
        code: 'E_TEXT',
        severity: 'error',
        item: '市级拔尖人才',
        read: '很多',
        place: {
          file: '报表.xlsx',
          sheet: '组织工作进展情况月报表',
          cell: refOf(grid, 'RC06', '填报数'),
        },
      },
    ]);
    expect(judgement.cells.find(({ item }) => item === 'RC06')).toMatchObject({
      value: null,
      code: 'E_TEXT',
      typed: '很多',
    });
  });

  it('says once that a form is blank, and of every cell that it is', async () => {
    const sheet = sheetFor('hanting', '2007-05');
    const judgement = judge(await gridOf(await bytesOf(sheet, null)));
    const figures = sheet.sections.flatMap((section) => section.figures).length;
    expect(judgement.submission).toBeNull();
    expect(codes(judgement)[0]).toBe('R_NOTHING');
    expect(codes(judgement).filter((code) => code.endsWith('_BLANK'))).toEqual([]);
    const own = judgement.cells.map(({ code }) => code).filter((code) => code.endsWith('_BLANK'));
    expect(own).toEqual([...Array<string>(figures).fill('E_BLANK'), 'T_BLANK', 'X_BLANK']);
    expect(judgement.cells.filter(({ value }) => value !== null)).toEqual([]);
  });

  it('collects all faults at once, errors first', async () => {
    const judgement = await judged({
      RC01: { value: '12.8万' },
      RC06: { value: '约30' },
      JC01: { value: 1.234 },
      T01: { status: '差不多' },
      WZ02: { text: '长'.repeat(201) },
    });
    expect([...codes(judgement)].sort()).toEqual(
      ['E_APPROX', 'E_FRACTION', 'N_FORM', 'T_STATUS', 'X_LONG'].sort(),
    );
    const severities = judgement.findings.map(({ severity }) => severity);
    expect(severities.lastIndexOf('error')).toBeLessThan(severities.indexOf('note'));
  });

  it('refuses a figure that the ledger cannot add exactly', async () => {
    const judgement = await judged({ JC01: { value: '99999999999999' } });
    expect(codes(judgement)).toEqual(['E_RANGE']);
  });
});

describe('rows and columns', () => {
  it('finds rows by their code wherever they stand', async () => {
    const grid = await filled({ RC06: { value: 77 } });
    const rows = new Map(grid.sheets[0]!.cells.map(({ row }) => [row, row]));
    const last = Math.max(...rows.keys());
    // Turned upside down below the head: every row has another number, none has lost its code.
    const turned = onFirstSheet(unmerged(grid), (cells) =>
      cells.map((cell) => (cell.row <= 5 ? cell : { ...cell, row: last + 6 - cell.row + 2 })),
    );
    const judgement = judge(turned);
    expect(judgement.findings).toEqual([]);
    expect(entryOf(judgement, 'RC06')).toMatchObject({ value: '77' });
  });

  it('finds columns by their titles', async () => {
    const grid = await filled({ RC06: { value: 77 } });
    const moved = onFirstSheet(unmerged(grid), (cells) =>
      cells.map((cell) => (cell.column < 3 ? cell : { ...cell, column: cell.column + 3 })),
    );
    expect(entryOf(judge(moved), 'RC06')).toMatchObject({ value: '77' });
  });

  it('refuses a missing row, a doubled code and a missing column', async () => {
    const grid = await filled();
    const code = grid.sheets[0]!.cells.find(({ text }) => text === 'RC06')!;
    const gone = put(grid, `A${String(code.row)}`, '');
    expect(codes(judge(gone))).toEqual(['R_MISSING', 'R_NO_CODE']);
    expect(judge(gone).findings[0]!.place.cell).toBe(`B${String(code.row)}`);
    expect(judge(gone).findings[1]!.message).toContain(`E${String(code.row)}格的“10”`);
    const twice = put(grid, 'A99', 'RC06');
    expect(codes(judge(twice))).toEqual(['R_TWICE']);
    expect(judge(twice).findings[0]!.message).toContain('A99');
    const untitled = onFirstSheet(grid, (cells) => cells.filter(({ text }) => text !== '填报数'));
    expect(codes(judge(untitled))).toEqual(['R_COLUMN', 'R_UNREAD']);
    expect(judge(untitled).findings[0]!.place.cell).toMatch(/^A\d+$/);
    expect(judge(untitled).cells[0]?.code).toBe('R_COLUMN');
  });

  it('notes a code that is not of this month’s form', async () => {
    expect(codes(judge(put(await filled(), 'A99', 'RC99')))).toEqual(['R_FOREIGN']);
  });

  it('notes a head without names', async () => {
    const sheet = sheetFor('hanting', '2007-05');
    const filling = { ...fullFilling(sheet), phone: '' };
    const judgement = judge(await gridOf(await bytesOf(sheet, filling)));
    expect(judgement.findings).toMatchObject([{ code: 'R_HEAD', severity: 'note' }]);
    expect(judgement.submission?.phone).toBe('');
  });
});

describe('figures together', () => {
  it('refuses a part above its whole, and parts that together exceed it', async () => {
    const plan = aPlan({
      indicators: [
        anIndicator('RC01'),
        anIndicator('RC02', { name: '其中：博士', partOf: 'RC01' }),
        anIndicator('RC03', { name: '其中：硕士', partOf: 'RC01' }),
      ],
    });
    const over = await judged({ RC01: { value: 5 }, RC02: { value: 6 }, RC03: { value: 1 } }, plan);
    expect(codes(over)).toEqual(['C_PART']);
    expect(over.cells.find(({ item }) => item === 'RC02')?.code).toBe('C_PART');
    const sum = await judged({ RC01: { value: 5 }, RC02: { value: 3 }, RC03: { value: 3 } }, plan);
    expect(codes(sum)).toEqual(['C_PARTS']);
    const fits = await judged({ RC01: { value: 5 }, RC02: { value: 3 }, RC03: { value: 1 } }, plan);
    expect(codes(fits)).toEqual([]);
  });

  it('refuses a part without a whole, and tells a missing whole once where it was misread', async () => {
    const whole = async (value: string): Promise<Judgement> =>
      judged({ RC01: { value, remark: '没有这项职能' }, RC02: { value: 3 } });
    const none = await whole('不适用');
    expect(none.findings).toMatchObject([{ code: 'C_PART_NO_WHOLE', severity: 'error' }]);
    expect(none.findings[0]!.message).toMatch(/填了 3.*引进高层次人才.*不适用/);
    expect(codes(await whole(''))).toEqual(['E_BLANK']);
    expect(codes(await whole('很多'))).toEqual(['E_TEXT']);
    const both = { value: '不适用', remark: '没有这项职能' };
    expect(codes(await judged({ RC01: both, RC02: both }))).toEqual([]);
  });

  it('tells a fault of 其中 once, though a rule of the plan says it too', async () => {
    const indicators = [
      anIndicator('RC01'),
      anIndicator('RC02', { name: '其中：博士', partOf: 'RC01' }),
      anIndicator('RC03', { name: '其中：硕士', partOf: 'RC01' }),
    ];
    const below = aRule(['RC02', 'RC03'], '≤', ['RC01']);
    const above = aRule(['RC01'], '≥', ['RC02', 'RC03']);
    const equal = aRule(['RC02', 'RC03'], '=', ['RC01']);
    const over: Over = { RC01: { value: 5 }, RC02: { value: 3 }, RC03: { value: 3 } };
    const one: Over = { RC01: { value: 5 }, RC02: { value: 6 }, RC03: { value: 0 } };
    for (const told of [below, above]) {
      expect(codes(await judged(over, aPlan({ indicators, rules: [told] })))).toEqual(['C_PARTS']);
      expect(codes(await judged(one, aPlan({ indicators, rules: [told] })))).toEqual(['C_PART']);
    }
    const under: Over = { RC01: { value: 5 }, RC02: { value: 3 }, RC03: { value: 1 } };
    expect(codes(await judged(under, aPlan({ indicators, rules: [equal] })))).toEqual(['C_RULE']);
  });

  it('asks for the reason of a falling 累计', async () => {
    const history = [april({ RC01: '12' })];
    const fell = await judged({ RC01: { value: 11 } }, aPlan(), history);
    expect(fell.findings).toMatchObject([{ code: 'C_FALL', severity: 'error' }]);
    expect(fell.findings[0]!.message).toMatch(/11.*2007年4月.*12/);
    const why = { RC01: { value: 11, remark: '核减重复统计1人' } };
    const explained = await judged(why, aPlan(), history);
    expect(explained.findings).toMatchObject([{ code: 'C_FALL_REASON', severity: 'warning' }]);
    expect(entryOf(explained, 'RC01')).toMatchObject({ value: '11', remark: '核减重复统计1人' });
  });

  it('compares with the last month that has the item, of the same year only', async () => {
    const other = await judged({ RC01: { value: 11 } }, aPlan(), [
      april({ RC01: '99' }, '2006-12'),
    ]);
    expect(codes(other)).toEqual([]);
    const gap = [april({ RC01: '12' }, '2007-02'), april({ RC06: '1' }, '2007-04')];
    expect(codes(await judged({ RC01: { value: 11 } }, aPlan(), gap))).toEqual(['C_FALL']);
    const stock = [april({ RC06: '50' })];
    expect(codes(await judged({ RC06: { value: 11 } }, aPlan(), stock))).toEqual([]);
  });

  it('holds a ratio to its bounds', async () => {
    const of = (n: number | string, d: number | string): Promise<Judgement> =>
      judged({ 'JC02-1': { value: n }, 'JC02-2': { value: d } });
    expect(codes(await of(10, 10))).toEqual([]);
    expect(codes(await of(11, 10))).toEqual(['C_RATIO']);
    expect(codes(await of(1, 0))).toEqual(['C_RATIO_BASE']);
    expect(codes(await of(1, '不适用'))).toEqual(expect.arrayContaining(['C_RATIO_HALF']));
    const none = await of(0, 0);
    expect(codes(none)).toEqual(['N_RATIO_NONE']);
    expect(entryOf(none, 'JC02-1')).toMatchObject({ state: 'not-applicable', value: null });
    expect(entryOf(none, 'JC02-2')).toMatchObject({ state: 'not-applicable', value: null });
  });

  it('judges the plan’s rules by their own severity, only when all items are there', async () => {
    const says = '两项之和不得大于总数';
    const rule = aRule(['RC02', 'RC06'], '≤', ['RC01'], { says });
    const over: Over = { RC01: { value: 5 }, RC02: { value: 3 }, RC06: { value: 3 } };
    const hard = await judged(over, aPlan({ rules: [rule] }));
    expect(hard.findings).toMatchObject([{ code: 'C_RULE', severity: 'error' }]);
    expect(hard.findings[0]!.message).toMatch(/两项之和.*6 ≤ 5/);
    const soft = await judged(over, aPlan({ rules: [{ ...rule, severity: '提示' }] }));
    expect(soft.findings).toMatchObject([{ code: 'C_RULE', severity: 'note' }]);
    expect(soft.submission).not.toBeNull();
    const part: Over = { ...over, RC06: { value: '不适用', remark: '无此项工作' } };
    expect(codes(await judged(part, aPlan({ rules: [rule] })))).toEqual([]);
  });
});

describe('tasks', () => {
  it('send a word beside a share to where words belong', async () => {
    const { findings } = await judged({ T01: { status: '推进中', percent: '约一半' } });
    expect(findings[0]?.hint).toContain('说明写到进展情况里');
  });

  const cases: readonly (readonly [TaskFilling, readonly string[]])[] = [
    [{ status: '未启动', percent: 0 }, []],
    [{ status: '未启动', percent: 5 }, ['T_IDLE']],
    [{ status: '推进中', percent: 100 }, ['T_FULL']],
    [{ status: '推进中', percent: 101 }, ['E_RANGE']],
    [{ status: '推进中', percent: -1 }, ['E_NEGATIVE']],
    [{ status: '推进中', percent: 50, doneOn: '2007-05-01' }, ['T_EARLY_DAY']],
    [{ status: '已完成', percent: 100, doneOn: '2007-05-31' }, []],
    [{ status: '已完成', percent: '', doneOn: '2007年6月2日' }, []],
    [{ status: '已完成', percent: 100 }, ['T_NO_DAY']],
    [{ status: '已完成', percent: 100, doneOn: '—' }, ['T_NO_DAY']],
    [{ status: '已完成', percent: 100, doneOn: '2007-06-03' }, ['T_DAY_AHEAD']],
    [{ status: '已完成', percent: 100, doneOn: '2007-01-01' }, []],
    [{ status: '已完成', percent: 100, doneOn: '2006-12-31' }, ['T_DAY_PAST']],
    [{ status: '已完成', percent: 100, doneOn: '1987-05-31' }, ['T_DAY_PAST']],
    [{ status: '已完成', percent: 100, doneOn: '5月底' }, ['E_DATE_TEXT']],
    [{ status: '已完成', percent: 80, doneOn: '2007-05-31' }, ['T_NOT_FULL']],
    [{ status: '' }, ['T_BLANK']],
    [{ status: '完成' }, ['T_STATUS']],
    [{ status: '不适用', percent: '', words: '本区没有此项任务' }, []],
  ];
  it.each(cases)('%o', async (filling, expected) => {
    expect(codes(await judged({ T01: filling }))).toEqual(expected);
  });

  it('keeps status, share, day and words', async () => {
    const filling = { status: ' 已完成 ', percent: '１００％', doneOn: '2007.5.30', words: '完成' };
    const judgement = await judged({ T01: filling });
    expect(entryOf(judgement, 'T01')).toMatchObject({
      state: 'reported',
      status: '已完成',
      percent: '100',
      doneOn: '2007-05-30',
      words: '完成',
    });
  });

  it('asks why a finished task is not finished any more, of the latest report that has it', async () => {
    const done = anAccepted('hanting', '2007-03', { T01: { status: '已完成' } });
    const open = anAccepted('hanting', '2007-04', { T01: { status: '推进中' } });
    const again = (words: string, history: History): Promise<Judgement> =>
      judged({ T01: { status: '推进中', percent: 80, words } }, aPlan(), history);
    const bare = await again('', [done]);
    expect(bare.findings).toMatchObject([{ code: 'T_UNDONE', severity: 'error' }]);
    expect(bare.findings[0]!.message).toContain('2007年3月');
    expect(codes(await again('无', [done]))).toEqual(['T_UNDONE']);
    expect(codes(await again('验收未通过，返工', [done]))).toEqual(['T_UNDONE_REASON']);
    expect(codes(await again('', [open, done]))).toEqual([]);
    const still = { T01: { status: '已完成', percent: 100, doneOn: '2007-03-20' } } as const;
    expect(codes(await judged(still, aPlan(), [done]))).toEqual([]);
  });

  it('suggests the status that was plainly meant', async () => {
    const { findings } = await judged({ T01: { status: '进行中' } });
    expect(findings).toMatchObject([{ code: 'T_STATUS', suggestion: '推进中' }]);
  });
});

describe('texts', () => {
  it('must be there where required, and not too long', async () => {
    expect(codes(await judged({ WZ01: { text: '' } }))).toEqual([]);
    expect(codes(await judged({ WZ02: { text: '' } }))).toEqual(['X_BLANK']);
    expect(codes(await judged({ WZ02: { text: '无' } }))).toEqual([]);
    expect(codes(await judged({ WZ01: { text: '字'.repeat(201) } }))).toEqual(['X_LONG']);
    expect(codes(await judged({ WZ01: { text: '字'.repeat(200) } }))).toEqual([]);
  });

  it('keeps line ends and drops what cannot be seen', async () => {
    const judgement = await judged({ WZ01: { text: '一\r\n二\u200b三\u202e' } });
    expect(entryOf(judgement, 'WZ01')).toMatchObject({ words: '一\n二三' });
  });
});

describe('any grid', () => {
  it('is judged in good time, though it is full to the reader’s bound', async () => {
    const whole = await filled();
    const texts = ['RC01', '填报数', '填报单位：', '很多字'.repeat(20)];
    const crowd = Array.from({ length: 200_000 }, (_, i) => {
      const [row, column] = [100 + Math.floor(i / 200), (i % 200) + 1];
      return { row, column, kind: 'text', text: texts[i % 4]! } as const;
    });
    // Work done, not time gone by: other jobs on the machine are not to count.
    const started = process.cpuUsage();
    const judgement = judge(onFirstSheet(whole, (cells) => [...cells, ...crowd]));
    const own = judgement.cells.filter(({ item }) => !item.includes('/'));
    expect(own).toHaveLength(itemsOf(sheetFor('hanting', '2007-05')).length);
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(5000);
  });

  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '代码',
      '填报数',
      '备注',
      'RC01',
      'T01',
      '填报单位',
      '报告期',
      '不适用',
      '已完成',
    ),
    fc.constantFrom(
      '=1+1',
      '2007-02-30',
      '12.8万',
      '９９％',
      '100',
      '寒亭区',
      '2007年5月',
      '__proto__',
    ),
  );
  const cell = fc.record({
    row: fc.integer({ min: 1, max: 30 }),
    column: fc.integer({ min: 1, max: 8 }),
    kind: fc.constantFrom('text', 'number', 'boolean', 'error', 'date', 'empty-formula'),
    text: typed,
    percentFormat: fc.boolean(),
  });

  it('is judged without throwing, and refused when an error is found', async () => {
    const whole = await filled();
    const base = whole.sheets[0]!.cells;
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 40 }), fc.boolean(), (cells, onForm) => {
        const grid = onFirstSheet(whole, () => (onForm ? [...base, ...cells] : cells));
        const judgement = judge(grid, aPlan(), [april({ RC01: '12' })]);
        expect(judgement.submission === null).toBe(hasError(judgement.findings));
        expectNoneTwice(judgement);
      }),
      { numRuns: 300 },
    );
  });

  it('tells no cell the same thing twice, whatever stands in the cells to fill', async () => {
    const whole = await filled();
    const refs = itemsOf(sheetFor('hanting', '2007-05')).flatMap(({ item, kind }) =>
      (kind === 'task' ? ['进展状态', '完成比例', '完成日期'] : ['填报数', '备注']).map((title) =>
        refOf(whole, item, title),
      ),
    );
    const fillings = fc.array(fc.tuple(fc.constantFrom(...refs), typed), { maxLength: 12 });
    fc.assert(
      fc.property(fillings, (cells) => {
        const grid = cells.reduce((sofar, [ref, text]) => put(sofar, ref, text), whole);
        expectNoneTwice(judge(grid, aPlan(), [april({ RC01: '12' })]));
      }),
      { numRuns: 300 },
    );
  });

  it('loses no fault when one cell is anything at all', async () => {
    const whole = await filled();
    const ref = refOf(whole, 'RC01', '填报数');
    fc.assert(
      fc.property(typed, (text) => {
        const judgement = judge(put(whole, ref, text));
        const judgedAs = judgement.cells.find(({ item }) => item === 'RC01')!;
        if (text !== '0')
          expect(judgedAs.state === 'confirmed-zero' && /[1-9]/.test(text)).toBe(false);
        if (judgedAs.value === null) {
          expect(judgedAs.state === 'not-applicable' || hasError(judgement.findings)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
