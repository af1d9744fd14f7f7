/** The form's own check, counted by LibreOffice, beside the server's: ✓ only where nothing is refused. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formBytes, knownAt } from '../src/line/issuing.ts';
import type { CellGrid } from '../src/model/cell-grid.ts';
import { formSheetOf, itemsOf, type FormSheet } from '../src/model/form.ts';
import type { Month } from '../src/model/period.ts';
import type { Judgement } from '../src/model/submission.ts';
import { check } from '../src/line/judging.ts';
import { collect } from '../src/line/pipeline.ts';
import { aFilling, type Typing } from './build/filling.ts';
import { gridOf } from './build/form.ts';
import { countedByOffice, hasOffice, OFFICE_TIMEOUT } from './build/office.ts';
import { anIndicator, aPlan, aRule } from './build/plan.ts';
import { SEAL } from './build/seal.ts';
import { NO_PREFILLS } from './build/prefills.ts';
import { aWorld, moment, type TestWorld } from './build/world.ts';

/** Where LibreOffice is put on purpose the whole number is tried; elsewhere enough to notice a slip. */
const FILLINGS = process.env['CI'] === undefined ? 60 : 500;

const own = aPlan();
const plan = aPlan({
  indicators: [
    ...own.indicators,
    anIndicator('RC03', { name: '其中：硕士', partOf: 'RC01', weight: 0 }),
  ],
  rules: [
    aRule(['RC06'], '≥', ['RC06 上月 × 0.5'], { id: 'R01', severity: '核实' }),
    aRule(['RC02'], '≤', ['JC02-2'], { id: 'R02', severity: '强制' }),
    // What the form looks at anyway: an administrator's own words for 其中.
    aRule(['RC02', 'RC03'], '≤', ['RC01'], { id: 'R03', severity: '强制' }),
  ],
});
const MAY = '2007-05' as Month;
const ITEMS = ['RC01', 'RC02', 'RC03', 'RC06', 'JC01', 'JC02-1', 'JC02-2', 'YC03'];

const value = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 60 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 6000 }).map((n) => n / 100) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 1e11, 0.5, 13_812_345_678, 12.345) },
  { weight: 2, arbitrary: fc.constant('不适用') },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '12.8万', '零', '见附件', '１２') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '35万多',
      '0.5万余',
      '0.12345万多',
      '1e5万多',
      '05万多',
      '万多',
      '-3万多',
    ),
  },
);
const remark = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom('无', '----', '核减重复统计2人', '核减') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('1', '同上', '不知道。', '2007年', '无。。。', '#DIV/0!'),
  },
);
const task = fc.record({
  status: fc.constantFrom('推进中', '推进中', '已完成', '已完成', '未启动', '不适用', '', '完成'),
  percent: fc.constantFrom<string | number>('', '', 0, 0.5, 50, 100, 101, '一半'),
  doneOn: fc.constantFrom(
    ...['', '', '2007-05-30', '2007-06-20', '2007-07-10', '2006-05-01', '1990-01-01'],
    ...['2099-01-01', '5月底'],
  ),
  words: fc.constantFrom('', '主体完工，正在验收', '返工', '请核实'),
});
const typing: fc.Arbitrary<Typing> = fc.record({
  figures: fc
    .tuple(...ITEMS.map(() => fc.record({ value, remark })))
    .map((all) => Object.fromEntries(all.map((one, at) => [ITEMS[at]!, one] as const))),
  tasks: task.map((T01) => ({ T01 })),
  texts: fc
    .constantFrom('正在推进。', '正在推进。', '正在推进。', '', '长'.repeat(201))
    .map((WZ02) => ({ WZ02 })),
});
/** Many of them in order but for one cell, so that both answers are met often. */
const nearly: fc.Arbitrary<Typing> = fc
  .tuple(typing, fc.nat(ITEMS.length + 1), fc.integer({ min: 20, max: 40 }))
  .map(([wild, at, n]) => {
    const plain = {
      ...{ RC01: n, RC02: 2, RC03: 5, RC06: 30, JC01: 12.5 },
      ...{ 'JC02-1': 8, 'JC02-2': n, YC03: n },
    };
    const item = ITEMS[at];
    const odd = item === undefined ? {} : { [item]: wild.figures![item]! };
    const tasks =
      at === ITEMS.length
        ? wild.tasks!
        : { T01: { status: '推进中', percent: 50, words: '整改复工' } };
    return { figures: { ...plain, ...odd }, tasks, texts: { WZ02: '正在推进。' } };
  });

const PLAIN = {
  RC01: 12,
  RC02: 0,
  RC03: 4,
  RC06: 30,
  JC01: 12.5,
  'JC02-1': 8,
  'JC02-2': 10,
  YC03: 20,
};
const GOING = { T01: { status: '推进中', percent: 50, words: '整改复工' } };

/** What stands beside one row where the rest is in order. */
const SEEN: readonly (readonly [string, Typing, string])[] = [
  ['YC03', { figures: { YC03: '56万多' } }, '✓'],
  ['YC03', { figures: { YC03: '0.12345万多' } }, '✗ 小数位太多'],
  ['YC03', { figures: { YC03: '1e5万多' } }, '✗ 请改填数字，文字这里查不了'],
  ['RC06', { figures: { RC06: '12.8万' } }, '✗ 请改填数字，文字这里查不了'],
  ['RC06', { figures: { RC06: 10_000_000_001 } }, '✗ 数太大'],
  ['JC01', { figures: { JC01: { value: 5, remark: '核减' } } }, '△ 已写原因'],
  ['JC01', { figures: { JC01: { value: 5, remark: '不知道。' } } }, '✗ 小于上月累计，请写原因'],
  ['RC06', { figures: { RC06: { value: 30, remark: '#DIV/0!' } } }, '✗ 备注或文字格里不是文字'],
  ['RC02', { figures: { RC02: '不适用' } }, '✓'],
  // One fault has one ✗: at the whole where its parts are too much together, at the part that is more than all.
  ['RC01', { figures: { RC02: 9 } }, '✗ 各其中项之和大于总数'],
  ['RC02', { figures: { RC02: 9 } }, '✓'],
  ['RC02', { figures: { RC02: 13, 'JC02-2': 20 } }, '✗ 大于总数'],
  ['RC01', { figures: { RC02: 13, 'JC02-2': 20 } }, '✓'],
  [
    'RC03',
    { figures: { RC01: { value: '不适用', remark: '机构改革划出' }, RC02: '不适用' } },
    '✗ 总数填的是不适用',
  ],
  ['RC03', { figures: { RC01: '12人' } }, '✓'],
  ['RC01', { figures: { RC01: '12人' } }, '✗ 请改填数字，文字这里查不了'],
  ['JC01', { figures: { JC01: -1 } }, '✗ 不能小于0'],
  ['JC02-1', { figures: { 'JC02-2': 0 } }, '✗ 分母为0'],
  [
    'JC02-1',
    { figures: { 'JC02-2': { value: '不适用', remark: '机构改革划出' } } },
    '✗ 分子分母只有一个不适用',
  ],
  ['JC02-2', { figures: { 'JC02-1': '不适用' } }, '✓'],
  [
    'JC02-1',
    { figures: { 'JC02-1': '8家', 'JC02-2': { value: '不适用', remark: '机构改革划出' } } },
    '✗ 请改填数字，文字这里查不了',
  ],
  ['JC01', { figures: { JC01: '不适用' } }, '✗ 请在备注写明原因'],
  [
    'T01',
    { tasks: { T01: { status: '已完成', doneOn: '2007-07-01' } } },
    '△ 完成日期不在本期，请核对',
  ],
  [
    'T01',
    { tasks: { T01: { status: '已完成', doneOn: '2006-12-30' } } },
    '△ 完成日期不在本期，请核对',
  ],
  ['T01', { tasks: { T01: { status: '已完成', doneOn: '2099-01-01' } } }, '✗ 完成日期不对'],
  [
    'T01',
    { tasks: { T01: { status: '推进中', percent: 100, words: '整改复工' } } },
    '△ 已写原因；已到100%，完成的请选已完成',
  ],
];

describe.skipIf(!hasOffice)('the form’s own check', () => {
  let here: TestWorld;
  let sheet: FormSheet;
  let [grids, seen]: (readonly Readonly<{ grid: CellGrid; judgement: Judgement }>[])[] = [[], []];

  beforeAll(async () => {
    here = await aWorld('2007-05-03T09:00:00+08:00');
    const unit = plan.units.find(({ id }) => id === 'weicheng')!;
    const april = formSheetOf(plan, unit, '2007-04' as Month)!;
    const figures = {
      ...{ RC01: 10, RC02: 0, RC03: 4, RC06: 30, JC01: 9 },
      ...{ 'JC02-1': 8, 'JC02-2': 10, YC03: 9 },
    };
    const filling = aFilling({
      figures,
      tasks: { T01: { status: '已完成', doneOn: '2007-04-20' } },
    });
    await here.drop(
      '4月.xlsx',
      await formBytes(april, plan, { seal: SEAL, filling, prefills: NO_PREFILLS }),
    );
    expect(await collect(plan, here.world)).toMatchObject([{ outcome: 'accepted' }]);
    here.setNow('2007-06-02T09:00:00+08:00');
    sheet = formSheetOf(plan, unit, MAY)!;
    const known = await knownAt(MAY, plan, here.world, here.world.now());
    const prefills = known(sheet);
    const typings = fc.sample(fc.oneof(typing, nearly), { numRuns: FILLINGS, seed: 20070603 });
    const single = SEEN.map(([, { figures, tasks }]) => ({
      figures: { ...PLAIN, ...figures },
      tasks: { ...GOING, ...tasks },
      texts: { WZ02: '正在推进。' },
    }));
    const forms = [...typings, ...single].map((typed) =>
      formBytes(sheet, plan, { seal: SEAL, filling: aFilling(typed), prefills }),
    );
    const counted = await countedByOffice(await Promise.all(forms));
    const all = await Promise.all(
      counted.map(async (bytes) => {
        // No form is sent before the day on which it is counted.
        const at = moment(`${new Date().toISOString().slice(0, 10)}T23:59:59+08:00`);
        const judgement = await check({ bytes, fileName: '报表.xlsx', at }, plan, here.world);
        return { grid: await gridOf(bytes), judgement };
      }),
    );
    grids = all.slice(0, FILLINGS);
    seen = all.slice(FILLINGS);
  }, OFFICE_TIMEOUT);

  afterAll(async () => {
    await here.end();
  });

  function seenOf(grid: CellGrid): Readonly<{ whole: string; rows: ReadonlyMap<string, string> }> {
    const { cells } = grid.sheets[0]!;
    const rows = itemsOf(sheet).map(({ item }) => {
      const row = cells.find(({ column, text }) => column === 1 && text === item)!.row;
      return [
        item,
        cells.find((cell) => cell.row === row && cell.column === 12)?.text ?? '',
      ] as const;
    });
    return {
      whole: cells.find(({ text }) => text.startsWith('自检：'))?.text ?? '',
      rows: new Map(rows),
    };
  }

  it('says that a form may be sent only where the server refuses nothing', () => {
    let sendable = 0;
    for (const { grid, judgement } of grids!) {
      const { whole, rows } = seenOf(grid);
      const errors = judgement.findings.filter(({ severity }) => severity === 'error');
      if (whole.startsWith('自检：可以报送')) {
        sendable += 1;
        expect(errors, JSON.stringify([...rows])).toEqual([]);
      } else {
        expect(whole).toMatch(/^自检：还有\d+处要改/);
      }
    }
    expect(grids).toHaveLength(FILLINGS);
    expect(sendable).toBeGreaterThan(FILLINGS / 10);
    expect(sendable).toBeLessThan(FILLINGS * 0.9);
  });

  it.each(SEEN.map((one, at) => [...one, at] as const))(
    'says of %s as %j: %s',
    (item, _, words, at) => {
      const { grid, judgement } = seen![at]!;
      const { rows } = seenOf(grid);
      expect(rows.get(item)).toBe(words);
      const wrong = [...rows.values()].filter((one) => one.startsWith('✗'));
      expect(wrong.length).toBeLessThan(2);
      const refused = judgement.findings.some(({ severity }) => severity === 'error');
      if (wrong.length === 0) expect(refused).toBe(false);
    },
  );

  it('puts ✓ beside no row whose own cell the server refuses', () => {
    for (const { grid, judgement } of grids!) {
      const { rows } = seenOf(grid);
      for (const { item, code } of judgement.cells) {
        const refused = judgement.findings.some(
          (finding) => finding.severity === 'error' && finding.code === code,
        );
        // A fault between rows may stand at a row that is right once the other, which is ✗, is mended.
        if (refused && /^[ETX]_/.test(code) && rows.has(item))
          expect([item, code, rows.get(item)?.[0]]).not.toContain('✓');
      }
    }
  });

  it('comes to the 校验码 that the server comes to', () => {
    for (const { grid, judgement } of grids!) {
      const shown = judgement.cells.find(({ item }) => item === 'head/proof');
      // A form without a number has none to be held to.
      if (shown === undefined) continue;
      expect(shown.typed, grid.sheets[0]!.name).toMatch(/^\d{6}$/);
      expect(shown.value).toBe(shown.typed);
    }
  });
});
