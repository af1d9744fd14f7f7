/** Completeness, timeliness, tasks and words. */
import { describe, expect, it } from 'vitest';
import type { Day } from '../../src/model/day.ts';
import type { Month } from '../../src/model/period.ts';
import type { Extension, Plan, Task } from '../../src/model/plan.ts';
import type { TaskBoard, UnitReport } from '../../src/model/scoreboard.ts';
import { aPlan, aTask, aUnit, unitId } from '../build/plan.ts';
import { aSnapshot, type CellSpec } from '../build/snapshot.ts';
import { boardOf, shown } from './board.ts';

const MAY = '2007-05';

function reportOf(builder: ReturnType<typeof aSnapshot>, asOf: string): UnitReport {
  const plan = aPlan({ units: [aUnit('weicheng', '潍城区')] });
  return boardOf(plan, builder, asOf).reporting.reports[0]!;
}

/** 潍城区 may report May until 6 June; 寒亭区 may not. */
function planWithExtension(): Plan {
  const { calendar } = aPlan();
  const extension: Extension = {
    unit: unitId('weicheng'),
    period: MAY as Month,
    until: { day: '2007-06-06' as Day, time: null },
    reason: '汛期',
    approver: '部务会议',
  };
  return aPlan({
    units: [aUnit('weicheng', '潍城区'), aUnit('hanting', '寒亭区')],
    calendar: { ...calendar, extensions: [extension] },
  });
}

describe('a report of May 2007, due Monday 4 June 17:00 since the 3rd is a Sunday', () => {
  it.each([
    ['2007-06-01T09:00', 'on-time', 0, 0],
    ['2007-06-04T17:00', 'on-time', 0, 0],
    ['2007-06-04T17:01', 'late', 1, 1],
    ['2007-06-05T08:00', 'late', 1, 1],
    ['2007-06-09T08:00', 'late', 5, 4],
    ['2007-06-11T08:00', 'late', 7, 5],
  ])('that came %s is %s by %i days, %i of them worked', (at, status, days, worked) => {
    const report = reportOf(aSnapshot(MAY).put('weicheng', MAY, {}, { at }), '2007-06-20T09:00');
    expect(report).toMatchObject({ status, lagDays: days, lagWorkingDays: worked });
    expect(report.due).toBe('2007-06-04T17:00:00+08:00');
  });

  it.each([
    ['2007-06-04T17:00', 'not-due', 0],
    ['2007-06-04T18:00', 'missing', 1],
    ['2007-06-08T09:00', 'missing', 4],
  ])('that never came is, asked at %s, %s', (asOf, status, days) => {
    expect(reportOf(aSnapshot(MAY), asOf)).toMatchObject({
      status,
      lagDays: days,
      arrivedAt: null,
    });
  });

  it('stays as late as it was when the deadline is changed later', () => {
    const { calendar } = aPlan();
    const plan = aPlan({
      units: [aUnit('weicheng', '潍城区')],
      calendar: {
        ...calendar,
        due: { ...calendar.due, dayOfMonth: 20 },
        formerly: [{ to: '2007-05' as Month, due: calendar.due }],
      },
    });
    const june = '2007-06';
    const may = aSnapshot(MAY).put('weicheng', MAY, {}, { at: '2007-06-05T08:00' });
    const later = aSnapshot(june).put('weicheng', june, {}, { at: '2007-07-05T08:00' });
    const statuses = [may, later].map(
      (builder) => boardOf(plan, builder, '2007-07-25T09:00').reporting.reports[0]?.status,
    );
    expect(statuses).toEqual(['late', 'on-time']);
  });

  it('moves with an extension, for that unit and that month alone', () => {
    const extended = planWithExtension();
    const both = (asOf: string): readonly UnitReport[] =>
      boardOf(
        extended,
        aSnapshot(MAY)
          .put('weicheng', MAY, {}, { at: '2007-06-05T08:00' })
          .put('hanting', MAY, {}, { at: '2007-06-05T08:00' }),
        asOf,
      ).reporting.reports;
    expect(both('2007-06-08T09:00')).toMatchObject([
      {
        status: 'on-time',
        due: '2007-06-06T17:00:00+08:00',
        extension: { usual: '2007-06-04T17:00:00+08:00', reason: '汛期', approver: '部务会议' },
        lagDays: 0,
      },
      { status: 'late', due: '2007-06-04T17:00:00+08:00', extension: null, lagDays: 1 },
    ]);
    const april = boardOf(extended, aSnapshot('2007-04'), '2007-06-05T09:00').reporting.reports;
    expect(april.map(({ extension }) => extension)).toEqual([null, null]);
  });

  it.each([
    ['2007-06-05T09:00', 'not-due', 'missing', 0],
    ['2007-06-06T17:01', 'missing', 'missing', 1],
    ['2007-06-08T09:00', 'missing', 'missing', 2],
  ])('that never came is at %s, with an extension, %s', (asOf, own, others, lag) => {
    const { reports } = boardOf(planWithExtension(), aSnapshot(MAY), asOf).reporting;
    expect(reports.map(({ status }) => status)).toEqual([own, others]);
    expect(reports[0]?.lagDays).toBe(lag);
  });

  it('that was returned and never came again is 退回', () => {
    const builder = aSnapshot(MAY)
      .arrive('weicheng', MAY, 'returned', '2007-06-01T09:00')
      .arrive('weicheng', MAY, 'returned', '2007-06-02T09:00');
    expect(reportOf(builder, '2007-06-03T09:00')).toMatchObject({
      status: 'returned',
      returned: 2,
      lagDays: 0,
    });
  });

  it('is judged by the first accepted arrival, and counts what came after', () => {
    const builder = aSnapshot(MAY)
      .put('weicheng', MAY, {}, { at: '2007-06-07T09:00', firstAt: '2007-06-02T09:00' })
      .arrive('weicheng', MAY, 'returned', '2007-06-01T09:00')
      .arrive('weicheng', MAY, 'accepted', '2007-06-02T09:00')
      .arrive('weicheng', MAY, 'seen-before', '2007-06-02T10:00')
      .arrive('weicheng', MAY, 'accepted', '2007-06-07T09:00');
    expect(reportOf(builder, '2007-06-08T09:00')).toMatchObject({
      status: 'on-time',
      arrivedAt: '2007-06-02T09:00:00+08:00',
      returned: 1,
      corrections: 1,
      repeats: 1,
    });
  });
});

describe('the rates', () => {
  it('count what is owed, month by month', () => {
    const plan = aPlan({
      units: [
        aUnit('weicheng', '潍城区'),
        aUnit('gaoxin', '高新区', { from: '2007-05' as Month }),
        aUnit('shizhi', '市直', { reports: 'city' }),
      ],
    });
    const builder = aSnapshot('2007-Q2')
      .put('weicheng', '2007-04', {}, { at: '2007-05-02T09:00' })
      .put('weicheng', '2007-05', {}, { at: '2007-06-20T09:00' })
      .put('gaoxin', '2007-05', {}, { at: '2007-06-01T09:00' });
    const { reporting } = boardOf(plan, builder, '2007-07-01T09:00');
    expect(
      reporting.reports.map((report) => `${report.period} ${report.unit} ${report.status}`),
    ).toEqual([
      '2007-04 weicheng on-time',
      '2007-04 shizhi missing',
      '2007-05 weicheng late',
      '2007-05 gaoxin on-time',
      '2007-05 shizhi missing',
      '2007-06 weicheng not-due',
      '2007-06 gaoxin not-due',
      '2007-06 shizhi not-due',
    ]);
    expect(reporting).toMatchObject({ expected: 8, actual: 3, actualOnTime: 2 });
    expect(shown(reporting.reportingRate)).toBe('0.375000');
    expect(shown(reporting.reportingRateOnTime)).toBe('0.250000');
  });

  it('ask nothing of the months before the ledger begins', () => {
    const plan = aPlan({ units: [aUnit('weicheng', '潍城区')] });
    const builder = aSnapshot('2007', { begins: '2007-11' as Month }).put(
      'weicheng',
      '2007-11',
      {},
    );
    const { reporting } = boardOf(plan, builder, '2008-01-08T09:00');
    expect(reporting.reports.map((report) => `${report.period} ${report.status}`)).toEqual([
      '2007-11 on-time',
      '2007-12 missing',
    ]);
    expect(reporting).toMatchObject({ expected: 2, actual: 1 });
  });

  it('are absent where nothing is owed', () => {
    const { reporting } = boardOf(aPlan({ forms: [] }), aSnapshot(MAY));
    expect(shown(reporting.reportingRate)).toBe('(not-owed)');
  });
});

const DONE = { status: '已完成', doneOn: '2007-05-20' as Day } as const;
const APART = { status: null, state: 'not-applicable' } as const;
const GOING = { status: '推进中', percent: '60', words: '正在施工' } as const;

function taskBoard(over: Partial<Task>, cells: readonly (CellSpec | null)[]): TaskBoard {
  const plan = aPlan({ tasks: [aTask('T01', over)] });
  const builder = aSnapshot(MAY);
  ['weicheng', 'hanting', 'shouguang'].forEach((unit, at) => {
    const cell = cells[at] ?? null;
    if (cell !== null) builder.put(unit, MAY, { T01: cell });
  });
  return boardOf(plan, builder).tasks[0]!;
}

describe('a task at the end of May', () => {
  const by = (deadline: string): Partial<Task> => ({ deadline: deadline as Day });
  it.each<[string, Partial<Task>, (CellSpec | null)[], string]>([
    ['done by all', by('2007-05-31'), [DONE, DONE, DONE], 'done 0'],
    ['done by all to whom it applies', by('2007-05-31'), [DONE, APART, DONE], 'done 0'],
    ['not heard of from one', by('2007-05-31'), [DONE, DONE, null], 'overdue 0'],
    ['past its day', by('2007-05-30'), [DONE, GOING, DONE], 'overdue -1'],
    ['a month off', by('2007-06-30'), [DONE, GOING, DONE], 'near 30'],
    ['longer off', by('2007-07-01'), [DONE, GOING, DONE], 'open 31'],
    ['without a day', {}, [DONE, GOING, DONE], 'undated null'],
    ['that applies to nobody', {}, [APART, APART, APART], 'undated null'],
    ['without a day, done', {}, [DONE, DONE, DONE], 'done null'],
  ])('%s', (_, task, cells, expected) => {
    const { timing, daysLeft } = taskBoard(task, cells);
    expect(`${timing} ${String(daysLeft)}`).toBe(expected);
  });

  it('shows each unit as it reported', () => {
    const { units } = taskBoard({}, [DONE, GOING, null]);
    expect(units).toMatchObject([
      { unit: 'weicheng', state: 'reported', status: '已完成', doneOn: '2007-05-20' },
      { unit: 'hanting', status: '推进中', percent: '60', words: '正在施工' },
      { unit: 'shouguang', state: 'no-form', status: null, submission: null },
    ]);
  });

  it.each<[string, Partial<Task>, CellSpec, string | null]>([
    ['stays done where the month’s form is missing', {}, DONE, '已完成'],
    ['is not known where it was under way', {}, GOING, null],
    ['is new each month, so nothing is known', { everyMonth: true }, DONE, null],
  ])('that was reported in April %s', (_, over, cell, expected) => {
    const units = [aUnit('weicheng', '潍城区')];
    const plan = aPlan({ tasks: [aTask('T01', over)], units });
    const builder = aSnapshot(MAY).put('weicheng', '2007-04', { T01: cell });
    const [standing] = boardOf(plan, builder).tasks[0]!.units;
    expect(standing).toMatchObject({ state: 'no-form', status: expected });
  });

  it('is not past its day in a preview before that day', () => {
    const plan = aPlan({ tasks: [aTask('T01', by('2007-12-20'))] });
    const builder = aSnapshot('2007').put('weicheng', MAY, { T01: GOING });
    expect(boardOf(plan, builder, '2007-06-20T09:00').tasks[0]).toMatchObject({
      timing: 'open',
      daysLeft: 183,
    });
  });

  it.each(['2007-06', '2007-Q2', '2007-H1'])(
    'is known of a unit without a last form of %s only where it was done',
    (period) => {
      const tasks = [aTask('T01', by('2007-05-31')), aTask('T02'), aTask('T03')];
      const plan = aPlan({ tasks, units: [aUnit('weicheng', '潍城区')] });
      const builder = aSnapshot(period)
        .put('weicheng', '2007-04', { T01: GOING, T02: DONE, T03: DONE })
        .put('weicheng', '2007-05', { T01: GOING, T02: DONE, T03: GOING });
      const units = boardOf(plan, builder, '2007-07-08T09:00').tasks.map(
        ({ units: [unit] }) => unit,
      );
      expect(units).toMatchObject([
        { state: 'no-form', status: null, percent: null, month: null },
        { state: 'no-form', status: '已完成', month: '2007-05' },
        { state: 'no-form', status: null, percent: null, month: null },
      ]);
    },
  );

  it('takes a quarter’s last month', () => {
    const plan = aPlan({ tasks: [aTask('T01')], units: [aUnit('weicheng', '潍城区')] });
    const builder = aSnapshot('2007-Q2')
      .put('weicheng', '2007-05', { T01: DONE })
      .put('weicheng', '2007-06', { T01: GOING });
    expect(boardOf(plan, builder).tasks[0]?.units[0]?.status).toBe('推进中');
  });
});

describe('words', () => {
  it('stand in official order, without those who wrote nothing', () => {
    const builder = aSnapshot(MAY)
      .put('shouguang', MAY, { WZ02: { words: '进展不平衡' } })
      .put('weicheng', MAY, { WZ02: { words: '力量不足' } })
      .put('hanting', MAY, { WZ02: { words: '' } });
    const { texts } = boardOf(aPlan(), builder);
    expect(texts.map((board) => board.text.name)).toEqual(['亮点工作', '存在问题']);
    expect(texts[1]?.entries).toEqual([
      { unit: 'weicheng', month: MAY, words: '力量不足', submission: 2 },
      { unit: 'shouguang', month: MAY, words: '进展不平衡', submission: 1 },
    ]);
  });

  it('are those of all months of a longer period, the same words once', () => {
    const builder = aSnapshot('2007-Q2')
      .put('weicheng', '2007-04', { WZ02: { words: '力量不足' } })
      .put('weicheng', MAY, { WZ02: { words: '工学矛盾突出' } })
      .put('weicheng', '2007-06', { WZ02: { words: '力量不足' } })
      .put('hanting', '2007-04', { WZ02: { words: '进展不平衡' } });
    const entries = boardOf(aPlan(), builder).texts[1]?.entries ?? [];
    expect(entries.map(({ unit, month, words }) => `${unit} ${month} ${words}`)).toEqual([
      'weicheng 2007-05 工学矛盾突出',
      'weicheng 2007-06 力量不足',
      'hanting 2007-04 进展不平衡',
    ]);
  });
});

describe('the board itself', () => {
  it('names snapshot, plan, mark and the period’s units, and leaves out sections without indicators', () => {
    const board = boardOf(aPlan(), aSnapshot(MAY, { mark: '示例数据' }));
    expect(board).toMatchObject({
      period: MAY,
      mark: '示例数据',
      snapshot: 'b'.repeat(64),
      plan: 'a'.repeat(64),
    });
    expect(board.units.map((unit) => unit.name)).toEqual(['潍城区', '寒亭区', '寿光市', '市直']);
    expect(board.sections.map((entry) => entry.section.id)).toEqual([
      'renshi',
      'rencai',
      'jiceng',
      'yuancheng',
    ]);
    const fewer = boardOf(aPlan({ indicators: [] }), aSnapshot(MAY));
    expect(fewer.sections).toEqual([]);
  });
});
