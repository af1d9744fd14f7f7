/** A baseline's rows over their months: one cause is one finding, with every cell that it is said of. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkBaseline } from '../../src/check/baseline.ts';
import { baselineMark } from '../../src/check/carriers.ts';
import { annotationOf } from '../../src/compose/annotation.ts';
import { receiptText } from '../../src/compose/receipt.ts';
import { baselineSheets } from '../../src/model/baseline.ts';
import type { CellGrid } from '../../src/model/cell-grid.ts';
import { cellsOf, type Finding } from '../../src/model/finding.ts';
import { yearIn } from '../../src/model/period.ts';
import type { Judgement } from '../../src/model/submission.ts';
import { baselineWorkbook } from '../../src/render/baseline-workbook.ts';
import { gridOf, put, refOf } from '../build/form.ts';
import { aPlan } from '../build/plan.ts';
import { receiptOf } from '../build/receipt.ts';
import { SEAL } from '../build/seal.ts';
import { moment } from '../build/world.ts';

const plan = aPlan();
const FILE = '基数.xlsx';
const AT = moment('2007-06-02T09:00:00+08:00');
const MONTHS = Array.from({ length: 12 }, (_, at) => `${String(at + 1)}月`);

let blank: CellGrid;

beforeAll(async () => {
  const year = yearIn(2006);
  blank = await gridOf(
    await baselineWorkbook(baselineSheets(plan, 2006), { year, plan, seal: SEAL }),
  );
});

/** A row's months in order; an empty text leaves one blank. */
type Row = readonly (string | number)[];

function judged(rows: Readonly<Record<string, Row>>, remark = ''): Judgement {
  const filled = Object.entries(rows).flatMap(([item, values]) =>
    values.map((value, at) => [refOf(blank, item, MONTHS[at]!), value] as const),
  );
  const remarks = Object.keys(rows).map((item) => [refOf(blank, item, '备注'), remark] as const);
  const grid = [...filled, ...remarks].reduce((to, [ref, typed]) => put(to, ref, typed), blank);
  const known = { begins: null, accepted: [] };
  const context = { plan, seal: SEAL, at: AT, fileName: FILE, ...known };
  return checkBaseline(grid, baselineMark(grid, SEAL)!, context);
}

/** Codes with the months whose columns they name. */
function told({ findings }: Judgement): readonly string[] {
  return findings
    .filter(({ code }) => code !== 'B_NO_SHEET')
    .map(({ code, place }) => [code, ...cellsOf(place).map((cell) => monthOf(cell))].join(' '));
}

function monthOf(cell: string): string {
  const letters = cell.replace(/\d+$/, '');
  return (
    MONTHS.find((title) => refOf(blank, 'RC01', title).replace(/\d+$/, '') === letters) ?? cell
  );
}

const RISING = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120];

function withMonth(month: number, value: string | number): Row {
  return RISING.map((usual, at) => (at === month - 1 ? value : usual));
}

describe('a row of a baseline', () => {
  it('is told once when every month says the same wrong thing', () => {
    const all = judged({ RC01: MONTHS.map(() => '见附件') });
    expect(told(all)).toEqual([`E_TEXT ${MONTHS.join(' ')}`]);
    expect(all.findings[0]).toMatchObject({
      read: '见附件',
      message: '填的是“见附件”，读不成一个数',
    });
    expect(told(judged({ RC01: ['见附件', 2, '见附件', '见附件'] }))).toEqual([
      'E_TEXT 1月 3月 4月',
    ]);
  });

  it('names each month with what stands there where they differ', () => {
    expect(judged({ RC01: ['见附件', '另报', '另报'] }).findings[0]).toMatchObject({
      read: '见附件、另报',
      message: '填的是“见附件”、“另报”，读不成一个数',
    });
    const { findings } = judged({ RC01: ['10人', '20人', '20人', '另报'] });
    const [refused, note] = findings;
    expect(refused).toMatchObject({ code: 'E_TEXT', read: '另报' });
    expect(note).toMatchObject({ code: 'N_FORM', severity: 'note', read: '10人、20人' });
    const [a, b, c] = cellsOf(note!.place);
    expect(note!.message).toBe(
      `${a!}格：填的是“10人”，已按 10人 读取；${b!}至${c!}格：填的是“20人”，已按 20人 读取`,
    );
    expect(note!.hint).not.toContain('格：');
  });

  it('keeps what was probably meant in each cell', () => {
    const { findings } = judged({ RC01: ['1O', '2O'] });
    expect(findings[0]).not.toHaveProperty('suggestion');
    for (const meant of ['10', '20']) expect(findings[0]!.hint).toContain(meant);
  });

  it('keeps rows and kinds of faults apart', () => {
    const rows = { RC01: ['见附件', -1], RC06: ['见附件', '见附件'] };
    expect(told(judged(rows))).toEqual(['E_TEXT 1月', 'E_TEXT 1月 2月', 'E_NEGATIVE 2月']);
  });

  it.each<readonly [string, Row, readonly string[]]>([
    ['the month that is too big', withMonth(6, 600), ['C_FALL_ODD 6月']],
    ['the month that is too small', withMonth(6, 6), ['C_FALL_ODD 6月']],
    ['the first month', withMonth(1, 1000), ['C_FALL_ODD 1月']],
    ['the last month', withMonth(12, 12), ['C_FALL_ODD 12月']],
    ['both of two that are too big', [1, 2, 300, 400, 5, 6, 7], ['C_FALL_ODD 3月 4月']],
    ['a month before a gap', [1, '', 300, '', 5, 6, 7], ['C_FALL_ODD 3月']],
    ['the pair where both may be wrong', [10, 20, 19], ['C_FALL 2月 3月']],
    ['each pair of a row that falls on and on', [9, 8, 7], ['C_FALL 1月 2月 3月']],
  ])('blames %s', (_, row, expected) => {
    expect(told(judged({ RC01: row }))).toEqual(expected);
  });

  it('says what the months beside it are', () => {
    expect(judged({ RC01: withMonth(6, 600) }).findings[0]!.message).toBe(
      '2006年6月的本年累计 600，与前后月份对不上：2006年5月是 50，2006年7月是 70',
    );
    expect(judged({ RC01: [10, 20, 19] }).findings[0]!.message).toBe(
      '2006年3月的本年累计 19，比2006年2月的 20 少了，看不出错的是哪个月',
    );
  });

  it('tells a fall with a reason where it happened', () => {
    expect(told(judged({ RC01: [...RISING.slice(0, 5), 6] }, '核减重复统计'))).toEqual([
      'C_FALL_REASON 6月',
    ]);
  });

  it('tells a leap of a level once, at the month that leaps', () => {
    expect(told(judged({ RC06: [100, 101, 102, 1030, 104, 105] }))).toEqual(['C_LEAP 4月']);
    expect(told(judged({ RC06: [100, 101, 102, 1030, 1040, 105] }))).toEqual([
      'C_LEAP 4月',
      'C_LEAP 6月',
    ]);
  });

  it('lets no fall pass, and refuses no row without one', () => {
    const value = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constant(''));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 12 }), (row) => {
        const { findings, submission } = judged({ RC01: row });
        const there = row.flatMap((one, at) => (one === '' ? [] : [[one, at] as const]));
        const falls = there.slice(1).flatMap(([now, at], index) => {
          const [before, from] = there[index]!;
          return now < before ? [[from, at] as const] : [];
        });
        const errors = findings.filter(({ severity }) => severity === 'error');
        const named = errors.flatMap(({ place }) => cellsOf(place)).map(monthOf);
        for (const pair of falls) {
          expect(pair.some((at) => named.includes(MONTHS[at]!))).toBe(true);
        }
        expect(submission === null).toBe(falls.length > 0 || there.length === 0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what goes back with a baseline', () => {
  const arrival = {
    key: 'k',
    bytes: new Uint8Array(),
    sha256: 'f'.repeat(64),
    channel: 'folder',
    fileName: FILE,
    at: AT,
  };
  const returned = (findings: readonly Finding[]) =>
    ({ ...receiptOf(arrival), outcome: 'returned', findings }) as const;

  it('colours every cell that a finding names, with the whole of it', () => {
    const { findings } = judged({ RC01: MONTHS.map(() => '见附件'), RC06: [10, '见附件'] });
    const { marks, list } = annotationOf(returned(findings), findings, 'own');
    expect(marks).toHaveLength(13);
    expect(new Set(marks.map(({ severity }) => severity))).toEqual(new Set(['error']));
    expect(list.rows).toHaveLength(2);
    const [first, last] = [MONTHS[0]!, MONTHS[11]!].map((title) => refOf(blank, 'RC01', title));
    expect(list.rows[0]).toMatchObject({
      texts: { cell: `${first!}至${last!}`, read: '见附件' },
      link: { cell: first },
    });
  });

  it('is told in the receipt as one place', () => {
    const { findings } = judged({ RC01: MONTHS.map((_, at) => `${String(at + 1)}人左右`) });
    const text = receiptText(returned(findings), plan);
    expect(text).toContain('有1处需要修改');
    expect(text).not.toContain('填的是：');
  });
});
