/** What is said of figures that hold other months than they should, and of totals that hold an earlier month's. */
import { describe, expect, it } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { boardBook } from '../../src/compose/board-table.ts';
import { compose } from '../../src/compose/bulletin.ts';
import { monthsWords } from '../../src/compose/saying.ts';
import type { Bulletin } from '../../src/model/bulletin.ts';
import type { Day } from '../../src/model/day.ts';
import { decimal } from '../../src/model/decimal.ts';
import type { Month, Period } from '../../src/model/period.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Scoreboard } from '../../src/model/scoreboard.ts';
import { aPlan, aTarget, anIndicator, unitId } from '../build/plan.ts';
import { aMoment, aSnapshot, type CellSpec, type SnapshotBuilder } from '../build/snapshot.ts';
import { blocksOf, bodyText, readRuns } from './printed.ts';

const UNITS = ['weicheng', 'hanting', 'shouguang'] as const;

function boardOf(plan: Plan, builder: SnapshotBuilder): Scoreboard {
  return aggregate(builder.build(), plan, aMoment('2007-06-08T09:00'));
}

function written(plan: Plan, builder: SnapshotBuilder): Bulletin {
  const day = '2007-06-08' as Day;
  return compose(boardOf(plan, builder), plan, { issuedOn: day, printedOn: day, number: null });
}

function notesOf(bulletin: Bulletin): readonly string[] {
  return blocksOf(bulletin).flatMap((block) =>
    block.type === 'table' ? block.notes.map(readRuns) : [],
  );
}

/** Every unit's form of some months of 2007. */
function filled(
  months: readonly number[],
  cells: (unit: string, month: number) => Record<string, CellSpec>,
): SnapshotBuilder {
  const builder = aSnapshot('2007-05');
  for (const month of months) {
    for (const unit of UNITS) builder.put(unit, `2007-0${String(month)}`, cells(unit, month));
  }
  return builder;
}

it('a month’s own number that is asked for only from March on says since when', () => {
  const since = aPlan({
    indicators: [
      anIndicator('RC01', { name: '引进人才' }),
      anIndicator('YC05', { name: '课件', asks: 'period', from: '2007-03' as Month }),
    ],
    tasks: [],
    texts: [],
  });
  const builder = filled([1, 2, 3, 4, 5], () => ({ RC01: '5', YC05: '1' }));
  const notes = notesOf(written(since, builder));
  expect(notes.some((note) => note.includes('课件：自3月起统计，累计不含以前月份'))).toBe(true);
});

const FLOWS = aPlan({
  indicators: [
    anIndicator('RC01', { name: '引进人才' }),
    anIndicator('RC05', { name: '入库人才' }),
    anIndicator('YC05', { name: '课件', asks: 'period' }),
  ],
  tasks: [],
  texts: [],
});

describe('months in words', () => {
  it.each<[readonly string[], string]>([
    [['2007-01'], '1月'],
    [['2007-01', '2007-02'], '1月、2月'],
    [['2007-01', '2007-02', '2007-03'], '1—3月'],
    [['2007-01', '2007-02', '2007-03', '2007-05', '2007-06'], '1—3月、5月、6月'],
    [[], ''],
  ])('%j', (months, words) => {
    expect(monthsWords(months as readonly Month[], '2007-05' as Period)).toBe(words);
  });
});

describe('an office that starts in May', () => {
  const numbers = { RC01: '10', RC05: '20', YC05: '3' };
  const bulletin = written(
    FLOWS,
    filled([5], () => numbers),
  );

  it('says in one clause each whose number holds earlier months and whose 累计 lacks them', () => {
    const tables = notesOf(bulletin).filter((note) => note.includes('1—4月'));
    // Only the annex has a column of the month's own numbers.
    expect(tables).toHaveLength(2);
    expect(tables[0]).not.toContain('本期数');
    expect(tables[1]).toContain('引进人才、入库人才：各单位本期数含1—4月');
    for (const note of tables) {
      expect(note.match(/不含/g)).toHaveLength(1);
      expect(note).toContain('课件：各单位累计不含台账开始前的1—4月');
    }
  });

  it('says it below the tables and not in the section again', () => {
    const words = '课件：各单位累计不含台账开始前的1—4月';
    expect(bodyText(bulletin)).not.toContain(words);
    expect(notesOf(bulletin).join()).toContain(words);
  });

  it('says the same beside each unit in the workbook annex', () => {
    const [sheet] = boardBook(
      boardOf(
        FLOWS,
        filled([5], () => numbers),
      ),
      FLOWS,
    ).sheets;
    const texts = sheet?.rows.flatMap(({ cells }) => cells.map(({ text }) => text));
    expect(texts?.filter((text) => text === '累计不含台账开始前的1—4月')).toHaveLength(
      UNITS.length,
    );
    expect(texts?.filter((text) => text === '本期数含1—4月')).toHaveLength(UNITS.length * 2);
  });
});

describe('units of which the same is true', () => {
  it('are named together', () => {
    const builder = filled([3, 4, 5], (unit, month) => ({
      RC01: unit !== 'shouguang' && month === 4 ? '未填' : String(month),
      RC05: String(month),
      YC05: '1',
    })).put('weicheng', '2007-01', { RC01: '1', RC05: '1', YC05: '1' });
    const notes = notesOf(written(FLOWS, builder)).join('\n');
    expect(notes).toContain('引进人才：潍城区、寒亭区本期数含4月');
    expect(notes).toContain('课件：潍城区累计不含未报的2月，寒亭区、寿光市累计不含未报的1月、2月');
  });
});

describe('units that reported, all alike', () => {
  it('are not listed, though others are missing', () => {
    const builder = aSnapshot('2007-05');
    for (const unit of ['weicheng', 'hanting']) {
      builder.put(unit, '2007-05', { RC01: '1', RC05: '1', YC05: '1' });
    }
    expect(notesOf(written(FLOWS, builder)).join('\n')).toContain('已报单位本期数含1—4月');
  });
});

describe('a total with an earlier 累计 in it', () => {
  const target = aTarget('RC01', {
    city: decimal('100'),
    units: new Map(UNITS.map((unit) => [unitId(unit), decimal('30')])),
  });
  const plan = { ...FLOWS, targets: [target] };

  it('names a unit that says 不适用 now, and its month, in the section, under the tables and in the annex', () => {
    const builder = filled([4, 5], (unit, month) => ({
      RC01: unit === 'hanting' && month === 5 ? '不适用' : String(month * 3),
      RC05: String(month),
      YC05: '1',
    }));
    const bulletin = written(plan, builder);
    expect(bodyText(bulletin)).toContain('“引进人才”累计中寒亭区取4月数。');
    expect(bodyText(bulletin)).toContain('引进人才的全市累计含有单位以前月份的数，见各部分说明');
    const tables = notesOf(bulletin).filter((note) => note.includes('累计中寒亭区取4月数'));
    expect(tables.length).toBeGreaterThanOrEqual(2);
    const sheet = boardBook(boardOf(plan, builder), plan).sheets[0];
    const texts = sheet?.rows.flatMap(({ cells }) => cells.map(({ text }) => text));
    expect(texts).toContain('累计中寒亭区取4月数');
    const charts = blocksOf(bulletin).filter((block) => block.type === 'chart');
    expect(JSON.stringify(charts)).not.toContain('缺报');
  });

  it('names a unit that is missing under every table that shows such a total', () => {
    const builder = filled([4], () => ({ RC01: '9', RC05: '1', YC05: '1' }));
    for (const unit of ['weicheng', 'hanting']) {
      builder.put(unit, '2007-05', { RC01: '12', RC05: '2', YC05: '1' });
    }
    const tables = blocksOf(written(plan, builder)).flatMap((block) =>
      block.type === 'table' && JSON.stringify(block.rows).includes('/cumulative') ? [block] : [],
    );
    expect(tables.length).toBeGreaterThanOrEqual(2);
    for (const { notes } of tables) {
      expect(notes.map(readRuns).join()).toMatch(/全市累计中寿光市取4月数|带“\*”的.*（寿光市4月）/);
    }
  });
});

describe('a total with an earlier 累计 in it that is short of its schedule', () => {
  const target = aTarget('RC01', {
    city: decimal('100'),
    units: new Map(UNITS.map((unit) => [unitId(unit), decimal('30')])),
  });
  const plan = { ...FLOWS, targets: [target] };
  const builder = filled([4], () => ({ RC01: '9', RC05: '1', YC05: '1' }));
  for (const unit of ['weicheng', 'hanting']) {
    builder.put(unit, '2007-05', { RC01: '12', RC05: '2', YC05: '1' });
  }
  const bulletin = written(plan, builder);

  it('is told with its completion and how far it is apart, and not called behind', () => {
    const text = bodyText(bulletin);
    expect(text).toContain(
      '完成年度目标的33%，与序时进度相差8.67个百分点（含寿光市4月数，暂不评进度）',
    );
    expect(text).toContain('另有引进人才含有单位以前月份的数，暂不评进度。');
    expect(text).not.toMatch(/全市可计算进度|滞后的有|低于序时/);
  });

  it('has the reason below every table and in the workbook annex', () => {
    const notes = notesOf(bulletin).filter((note) => note.includes('含寿光市4月数，暂不评进度'));
    expect(notes.length).toBeGreaterThanOrEqual(2);
    const sheet = boardBook(boardOf(plan, builder), plan).sheets[0];
    expect(sheet?.rows[1]?.cells.map(({ text }) => text)).toContain('暂不评');
    expect(sheet?.notes.join()).toContain('“暂不评”表示合计含有单位以前月份的累计');
  });
});

describe('a total that is not the whole', () => {
  const target = (code: string) =>
    aTarget(code, {
      city: decimal('300'),
      units: new Map(UNITS.map((unit) => [unitId(unit), decimal('100')])),
    });
  const plan = { ...FLOWS, targets: [target('RC01'), target('YC05')] };
  const month = { RC01: '9', RC05: '1', YC05: '9' };

  it('says everywhere whom it does not hold, and gives no verdict, when nothing came of a unit', () => {
    const builder = aSnapshot('2007-01');
    for (const unit of ['weicheng', 'hanting']) builder.put(unit, '2007-01', month);
    const bulletin = written(plan, builder);
    const text = bodyText(bulletin);
    expect(text).toContain('寿光市本期未报，全市累计不含寿光市。');
    expect(text).toContain('（累计不含寿光市），不与全市目标比较。');
    expect(text).toContain('另有2项因缺报不作比较');
    expect(text).not.toMatch(/完成年度目标的|全市可计算进度/);
    const tables = notesOf(bulletin).filter((note) => note.includes('累计不含寿光市'));
    expect(tables.length).toBeGreaterThanOrEqual(2);
    for (const note of tables) expect(note).toContain('合计不与目标比较');
    const sheet = boardBook(boardOf(plan, builder), plan).sheets[0];
    const texts = sheet?.rows.flatMap(({ cells }) => cells.map((cell) => cell.text));
    expect(texts).toContain('2个县市区已报，缺寿光市（累计不含寿光市）');
  });

  it('tells whose earlier 累计 it holds from whom it lacks altogether', () => {
    const builder = filled([5], () => month);
    const may = builder.build();
    const without = aSnapshot('2007-05', {
      submissions: may.submissions.filter(({ unit }) => unit === 'weicheng'),
    }).build();
    const april = aSnapshot('2007-05').put('hanting', '2007-04', month).build();
    const held = { ...without, submissions: [...april.submissions, ...without.submissions] };
    const board = aggregate(held, plan, aMoment('2007-06-08T09:00'));
    const sheet = boardBook(board, plan).sheets[0];
    const texts = sheet?.rows.flatMap(({ cells }) => cells.map((cell) => cell.text));
    expect(texts).toContain(
      '1个县市区已报，缺寒亭区、寿光市（累计中寒亭区取4月数，累计不含寿光市）',
    );
  });

  it('is not held against a target when months of a unit are known to be missing', () => {
    const builder = filled([1, 2, 3, 4, 5], (unit, number) => ({
      ...month,
      YC05: unit === 'hanting' && number === 3 ? '未填' : '9',
    }));
    const bulletin = written(plan, builder);
    const text = bodyText(bulletin);
    expect(text).toContain('（累计不含寒亭区3月；5月份27人，环比持平），不与全市目标比较');
    expect(text).toContain('1项因缺报不作比较');
    expect(text).toContain('寒亭区（课件累计缺3月）不计综合得分、不排位次');
    const notes = notesOf(bulletin).join();
    expect(notes).toContain('课件：累计缺部分月份，合计不与目标比较');
    expect(notes).toContain('寒亭区累计不含未报的3月');
  });
});

describe('the first month of an office that asks a month’s own number', () => {
  const target = (code: string) =>
    aTarget(code, { units: new Map(UNITS.map((unit) => [unitId(unit), decimal('100')])) });
  const plan = {
    ...FLOWS,
    indicators: [
      anIndicator('RC01', { name: '引进人才' }),
      anIndicator('YC05', { name: '课件', asks: 'period', section: 'yuancheng' }),
    ],
    targets: [target('RC01'), target('YC05')],
  };
  const cells = { RC01: '9', YC05: '9' };

  it('has no ranking, says for want of which months, and gives the scores of the sections that have them', () => {
    const bulletin = written(
      plan,
      filled([5], () => cells),
    );
    const text = bodyText(bulletin);
    expect(text).toContain('各单位课件累计缺1—4月，不计综合得分、不排位次。');
    expect(text).not.toContain('没有可以计分的指标');
    const table = blocksOf(bulletin).find(
      (block) => block.type === 'table' && block.caption.endsWith('各单位各部分得分'),
    );
    expect(table).toMatchObject({ head: ['单位', '人才工作'] });
    expect(JSON.stringify(table)).toContain('score:rencai/weicheng/score');
  });

  it('accuses nobody: the months before the ledger were owed by nobody', () => {
    const text = bodyText(
      written(
        plan,
        filled([5], () => cells),
      ),
    );
    expect(text).toContain('另有1项累计不含1—4月，不作比较。');
    expect(text).not.toContain('缺报');
    expect(text).toContain('（累计不含1—4月；5月份27人）');
  });

  it('names months and units that a total lacks beside each other', () => {
    const builder = aSnapshot('2007-05');
    for (const unit of ['weicheng', 'hanting']) builder.put(unit, '2007-05', cells);
    expect(bodyText(written(plan, builder))).toContain(
      '（累计不含寿光市和1—4月；5月份18人），不与全市目标比较',
    );
  });

  it('says of nobody who did not report that there is nothing new', () => {
    const builder = filled([4], () => cells);
    for (const unit of ['weicheng', 'hanting']) {
      builder.put(unit, '2007-05', { ...cells, YC05: '零报告' });
    }
    expect(bodyText(written(plan, builder))).toContain('已报单位5月份无新增');
  });

  it('does not say in the methods that what lacks months is not scored', () => {
    const table = blocksOf(
      written(
        plan,
        filled([5], () => cells),
      ),
    ).find((block) => block.type === 'table' && block.caption.includes('指标口径'));
    const weights =
      table?.type === 'table' ? table.rows.map(({ cells: row }) => readRuns(row[3]!.runs)) : [];
    expect(weights).toEqual(['10', '10']);
  });

  it('tells the one that did not report from the others', () => {
    const builder = aSnapshot('2007-05');
    for (const unit of ['weicheng', 'hanting']) builder.put(unit, '2007-05', cells);
    const text = bodyText(written(plan, builder));
    expect(text).toContain(
      '寿光市（未报送报表）、其余单位（课件累计缺1—4月）不计综合得分、不排位次。',
    );
  });

  it('has no table where no section has a score either', () => {
    const builder = aSnapshot('2007-05').put('weicheng', '2007-05', { RC01: '9', YC05: '9' });
    const only = { ...plan, targets: [target('YC05')] };
    const bulletin = written(only, builder);
    expect(blocksOf(bulletin).some((block) => JSON.stringify(block).includes('得分"'))).toBe(false);
  });
});
