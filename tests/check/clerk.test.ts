/** What a clerk meets: formulas where words belong, one cause told once, words and wants that agree. */
import { describe, expect, it } from 'vitest';
import { identify } from '../../src/check/identity.ts';
import { checkSubmission } from '../../src/check/submission.ts';
import { cellRef, type Cell, type CellGrid } from '../../src/model/cell-grid.ts';
import { COLUMN, HEAD } from '../../src/model/form.ts';
import { reasonIn } from '../../src/model/reason.ts';
import type { Accepted, Judgement } from '../../src/model/submission.ts';
import { bytesOf, fullFilling, gridOf, onFirstSheet, put, refOf, sheetFor } from '../build/form.ts';
import { aPlan } from '../build/plan.ts';
import { anAccepted } from '../build/snapshot.ts';
import { SEAL } from '../build/seal.ts';
import { moment } from '../build/world.ts';

type Over = Parameters<typeof fullFilling>[1];

const sheet = sheetFor('hanting', '2007-05');
const plan = aPlan();

function judge(grid: CellGrid, history: readonly Accepted[] = []): Judgement {
  const context = { plan, history, at: moment('2007-06-02T09:00:00+08:00'), fileName: '报表.xlsx' };
  return checkSubmission(grid, identify(grid, { ...context, seal: SEAL }), context);
}

async function filled(over: Over = {}): Promise<CellGrid> {
  return gridOf(await bytesOf(sheet, fullFilling(sheet, over)));
}

function told({ findings }: Judgement): readonly string[] {
  return findings.map(({ code, place }) => `${code} ${place.cell ?? ''}`.trim());
}

const grid = await filled();
const ref = (item: string, title: string): string => refOf(grid, item, title);
const rowOf = (item: string): number => Number(/\d+/.exec(ref(item, '填报数'))![0]);

const DIV: Partial<Cell> = { kind: 'error', text: '#DIV/0!', formula: '1/0' };
const UNCOUNTED: Partial<Cell> = { kind: 'empty-formula', text: '', formula: 'B2' };

describe('what is no words where words belong', () => {
  const cells = [
    ['RC06', '备注'],
    ['T01', '进展情况'],
    ['WZ02', '内容'],
    ['T01', '进展状态'],
  ] as const;

  it.each(cells)('is an error of that very cell: %s %s', (item, title) => {
    const cell = ref(item, title);
    expect(told(judge(put(grid, cell, DIV)))).toEqual([`X_ERROR ${cell}`]);
    expect(told(judge(put(grid, cell, '#DIV/0!')))).toEqual([`X_ERROR ${cell}`]);
    expect(told(judge(put(grid, cell, UNCOUNTED)))).toEqual([`X_NOCACHE ${cell}`]);
    const truth: Partial<Cell> = { kind: 'boolean', text: 'TRUE' };
    expect(told(judge(put(grid, cell, truth)))).toEqual([`X_UNREAD ${cell}`]);
  });

  it('is no reason for a decrease', async () => {
    const history = [anAccepted('hanting', '2007-04', { RC01: '12' })];
    const fallen = await filled({ RC01: { value: 10, remark: '核减' } });
    expect(told(judge(fallen, history))).toEqual([`C_FALL_REASON ${ref('RC01', '填报数')}`]);
    const broken = put(fallen, ref('RC01', '备注'), DIV);
    expect(
      judge(broken, history)
        .findings.map(({ code }) => code)
        .sort(),
    ).toEqual(['C_FALL', 'X_ERROR']);
  });

  it('says nothing of the form’s own cells that it breaks', () => {
    const head = grid.sheets[0]!.cells.find(({ formula }) => formula?.includes('自检：'))!;
    const row = rowOf('RC06');
    const broken = ['L', 'M', 'P'].reduce(
      (sofar, column) => put(sofar, `${column}${String(row)}`, { ...DIV, formula: 'IF(1,2)' }),
      put(grid, cellRef(head.row, head.column), { ...DIV, formula: head.formula! }),
    );
    expect(told(judge(put(broken, ref('RC06', '备注'), DIV)))).toEqual([
      `X_ERROR ${ref('RC06', '备注')}`,
    ]);
  });

  it('is told of the names in the head, for which no form is refused', () => {
    const label = grid.sheets[0]!.cells.find(({ text }) => text === HEAD.filler)!;
    const next = grid.sheets[0]!.cells.find(({ text }) => text === '示例填表人')!;
    const cell = cellRef(next.row, next.column);
    expect(label.row).toBe(next.row);
    for (const broken of [DIV, UNCOUNTED]) {
      const judgement = judge(put(grid, cell, broken));
      expect(judgement.findings).toMatchObject([{ severity: 'warning', place: { cell } }]);
      expect(judgement.submission?.filler).toBe('');
    }
  });
});

describe('a remark', () => {
  it.each(['1', '2007.5', '不知道', '请核实。', '见上', '同上', '（无）', '★'])(
    '%s is no reason',
    (remark) => {
      expect(reasonIn(remark)).toBe('');
    },
  );

  it.each(['核减', '2人重复', '无此项业务', '同上级口径一致'])('%s is one', (remark) => {
    expect(reasonIn(remark)).toBe(remark);
  });
});

describe('two messages on one cell', () => {
  const steady = ['30', '62', '90', '121', '150', '179', '210'];
  const history = steady.map((RC01, at) =>
    anAccepted('hanting', at < 3 ? `2006-1${String(at)}` : `2007-0${String(at - 2)}`, { RC01 }),
  );

  it('do not ask to leave and to explain a decrease', async () => {
    const codes = (judgement: Judgement): readonly string[] =>
      judgement.findings.map(({ code }) => code);
    expect(codes(judge(await filled({ RC01: { value: 10 } }), history))).toEqual(['C_FALL']);
    const why = await filled({ RC01: { value: 10, remark: '核减' } });
    expect(codes(judge(why, history))).toEqual(['C_FALL_REASON']);
  });
});

describe('the bound of a figure', () => {
  it('is the same for the server as for the form', async () => {
    expect(told(judge(await filled({ RC06: { value: 10_000_000_001 } })))[0]).toContain('E_RANGE');
    expect(judge(await filled({ RC06: { value: 10_000_000_000 } })).submission).not.toBeNull();
  });
});

describe('a task', () => {
  it('is told what was typed beside 不适用', async () => {
    const none = { status: '不适用', percent: 85, doneOn: '2007-05-30', words: '职能已划转' };
    const judgement = judge(await filled({ T01: none }));
    expect(told(judgement)).toEqual([`T_NA_BESIDE ${ref('T01', '完成比例')}`]);
    expect(judgement.findings[0]!.message).toMatch(/85%.*2007年5月30日/);
    const entry = judgement.submission?.entries.find(({ item }) => item === 'T01');
    expect(entry).toMatchObject({ percent: null, doneOn: null });
    expect(told(judge(await filled({ T01: { ...none, percent: 0, doneOn: '' } })))).toEqual([]);
  });

  it.each([
    [{ status: '未启动' }, true],
    [{ status: '推进中', percent: 20 }, true],
    [{ status: '推进中' }, false],
    [{ status: '推进中', percent: 80 }, false],
    [{ status: '不适用', words: '职能已划转' }, false],
  ])('that goes back is asked about: %j', async (now, asked) => {
    const april = anAccepted('hanting', '2007-04', {});
    const before = {
      kind: 'task',
      item: 'T01',
      sheet: '',
      cell: 'D20',
      typed: '推进中',
      state: 'reported',
      status: '推进中',
      percent: '80',
      doneOn: null,
      words: '',
    } as const;
    const over = { percent: '', ...now };
    const judgement = judge(await filled({ T01: over }), [{ ...april, entries: [before] }]);
    expect(judgement.findings.map(({ code }) => code)).toEqual(asked ? ['T_BACK'] : []);
    if (asked) expect(judgement.findings[0]!.message).toContain('2007年4月报的是“推进中80%”');
  });
});

describe('a number that is shown as another', () => {
  it.each([
    ['#,##0"万"', /“.+万”.*10人/],
    [';;;', /看不见数/],
  ])('is to be verified: %s', (_, words) => {
    const shown = words.source.includes('万') ? '10万' : '';
    const cell = ref('RC06', '填报数');
    const judgement = judge(put(grid, cell, { kind: 'number', text: '10', shown }));
    expect(told(judgement)).toEqual([`C_SHOWN ${cell}`]);
    expect(judgement.findings[0]).toMatchObject({ severity: 'warning' });
    expect(judgement.findings[0]!.message).toMatch(words);
  });
});

describe('one cause', () => {
  it('of a blank form is told once, with its cells', async () => {
    const blank = judge(await gridOf(await bytesOf(sheet, null)));
    const errors = blank.findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code }) => code)).toEqual(['R_NOTHING']);
    const [first, last] = [ref('RC01', '填报数'), ref('RC06', '填报数')];
    expect(errors[0]!.message).toContain(`${first}至${last}`);
  });

  it('of a form with 不适用 throughout is told once', async () => {
    const items = sheet.sections.flatMap(({ figures }) => figures.map(({ item }) => item));
    const none = Object.fromEntries(items.map((item) => [item, { value: '不适用' }]));
    const history = [anAccepted('hanting', '2007-04', { RC01: '12' })];
    expect(judge(await filled(none), history).findings.map(({ code }) => code)).toEqual([
      'R_ALL_NA',
    ]);
  });

  it('of a blank whole is not told of its parts', () => {
    const cell = ref('RC01', '填报数');
    expect(told(judge(put(grid, cell, '')))).toEqual([`E_BLANK ${cell}`]);
  });

  it('of two codes changed about is not told as decreases, units and leaps', async () => {
    const history = [anAccepted('hanting', '2007-04', { RC01: '900', JC01: '3' })];
    const full = await filled({ RC01: { value: 950 }, JC01: { value: 3.5 } });
    const [a, b] = [rowOf('RC01'), rowOf('JC01')];
    const swapped = put(put(full, `A${String(a)}`, 'JC01'), `A${String(b)}`, 'RC01');
    const codes = judge(swapped, history).findings.map(({ code }) => code);
    expect(codes).toEqual(['R_NAME', 'R_NAME']);
  });

  it('of a title row that is gone is one sentence at the table', () => {
    const title = grid.sheets[0]!.cells.find(({ text }) => text === COLUMN.code)!.row;
    const gone = onFirstSheet(grid, (cells) => cells.filter(({ row }) => row !== title));
    expect(told(judge(gone))).toEqual([`R_UNTITLED A${String(rowOf('RC01'))}`]);
  });

  it('of a hidden sheet is that it is hidden', () => {
    const [first, ...rest] = grid.sheets;
    const judgement = judge({ ...grid, sheets: [{ ...first!, hidden: true }, ...rest] });
    expect(told(judgement)).toEqual(['I_HIDDEN_PAGE']);
    expect(judgement.findings[0]!.message).toContain('被隐藏了');
  });

  it('of a 校验码 that differs is the cell that is refused', () => {
    const label = grid.sheets[0]!.cells.find(({ text }) => text === HEAD.proof)!;
    const wrong = put(grid, cellRef(label.row, label.column + 1), '000001');
    expect(judge(wrong).findings.map(({ code }) => code)).toEqual(['N_PROOF']);
    const refused = put(wrong, ref('RC06', '填报数'), { kind: 'date', text: '2007-05-01' });
    expect(judge(refused).findings.map(({ code }) => code)).toEqual(['E_DATE']);
  });
});

describe('a .csv of a correct form', () => {
  it('is not blamed for the commas of the form’s own format', () => {
    const cell = ref('RC06', '填报数');
    const csv = (typed: string): CellGrid => ({ ...put(grid, cell, typed), format: 'csv' });
    expect(told(judge(csv('12,000')))).toEqual([]);
    expect(told(judge(csv('12.8万')))).toEqual([`N_FORM ${cell}`]);
    expect(told(judge(put(grid, cell, '12,000')))).toEqual([`N_FORM ${cell}`]);
  });

  it('is told that its letters are lost, not that it has no rows', () => {
    const lost = onFirstSheet(grid, (cells) =>
      cells.map((cell) => ({ ...cell, text: cell.text.replace(/[^\t-~]/g, '?') })),
    );
    const message = (of: CellGrid): string =>
      judge(of).findings.find(({ code }) => code === 'I_NO_PAGE')!.message;
    const csv = { ...lost, sheets: lost.sheets.slice(0, 1), format: 'csv' as const };
    expect(message(csv)).toContain('汉字都变成了“?”');
    const foot = onFirstSheet(grid, (cells) => cells.slice(-1));
    expect(message({ ...csv, sheets: foot.sheets.slice(0, 1) })).toContain('找不到填报表');
  });
});
