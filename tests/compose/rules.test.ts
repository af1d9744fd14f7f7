/** The rules of wording, a table for each: what is said of approximate, lagging, zero, changed and late figures. */
import { describe, expect, it } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { endsOf } from '../../src/compose/matter.ts';
import { compose } from '../../src/compose/bulletin.ts';
import type { Bulletin } from '../../src/model/bulletin.ts';
import type { Day } from '../../src/model/day.ts';
import { decimal } from '../../src/model/decimal.ts';
import type { Indicator, Plan, Task } from '../../src/model/plan.ts';
import { anIndicator, aPlan, aTarget, aTask, aUnit, unitId } from '../build/plan.ts';
import { aMoment, aSnapshot, type CellSpec } from '../build/snapshot.ts';
import { blocksOf, bodyText, readRuns, wholeText } from './printed.ts';

const NAMES = ['甲区', '乙区', '丙区', '丁区'];
const UNITS = NAMES.map((name) => aUnit(name, name));
const RATIO = {
  kind: 'ratio',
  unitOfMeasure: '%',
  numerator: { name: '已组建数', unitOfMeasure: '家' },
  denominator: { name: '应组建数', unitOfMeasure: '家' },
  name: '组建率',
  says: '组建率达到{figure}',
} as const;

type Cells = Readonly<Record<string, CellSpec>>;
/** What each of the four units reports for a month; null for no form. */
type Month = readonly [string, readonly (Cells | null)[]];

function planOf(indicators: readonly Indicator[], over: Partial<Plan> = {}): Plan {
  return aPlan({ units: UNITS, indicators, tasks: [], targetsNote: '', ...over });
}

function bulletinOf(plan: Plan, period: string, months: readonly Month[]): Bulletin {
  const builder = aSnapshot(period);
  for (const [month, reports] of months) {
    reports.forEach((cells, i) => {
      if (cells !== null) builder.put(NAMES[i]!, month, { ...cells });
    });
  }
  const board = aggregate(builder.build(), plan, aMoment('2007-06-08T09:00'));
  const day = '2007-06-08' as Day;
  return compose(board, plan, { issuedOn: day, printedOn: day, number: null });
}

function each(code: string, values: readonly (CellSpec | null)[]): readonly (Cells | null)[] {
  return values.map((value) => (value === null ? null : { [code]: value }));
}

/** The rows of the table so named: 全市, then whoever stands in it. */
function rowsOf(bulletin: Bulletin, caption: string): readonly string[] {
  return blocksOf(bulletin).flatMap((block) =>
    block.type === 'table' && block.caption.includes(caption)
      ? block.rows.map(({ cells }) => cells.map(({ runs }) => readRuns(runs)).join(' | '))
      : [],
  );
}

function targetFor(code: string, unit: string, city: string): Plan['targets'] {
  const units = new Map(NAMES.map((name) => [unitId(name), decimal(unit)]));
  return [aTarget(code, { city: decimal(city), units })];
}

describe('an approximate figure', () => {
  const plays = anIndicator('YC03', {
    name: '播看节目',
    unitOfMeasure: '次',
    approximate: true,
    floorTo: decimal('100000'),
    style: 'wan',
    weight: 0,
    says: '播看节目{figure}',
  });
  const over = (value: string): CellSpec => ({ value, bound: 'over' });
  const bulletin = bulletinOf(planOf([plays]), '2007-05', [
    ['2007-05', each('YC03', [over('39000'), over('120000'), '24378', '28281'])],
  ]);

  it.each([
    ['the city’s, by the indicator’s own step', '全市（4/4）', '20多万'],
    ['a group’s, to 万', '市辖区（4/4）', '21万多'],
    ['a unit’s, as it was reported', '甲区', '3.9万多'],
    ['a unit’s of whole 万', '乙区', '12万多'],
    ['an exact one beside it, to the digit', '丙区', '24378'],
  ])('prints %s', (_, name, text) => {
    const row = rowsOf(bulletin, '表1').find((cells) => cells.startsWith(`${name} |`));
    expect(row?.split(' | ')[1]).toBe(text);
  });

  it('is never ranked, nor is anybody moved up into its place', () => {
    const places = rowsOf(bulletin, '附表1').find((cells) => cells.includes('位次'));
    expect(places).toMatch(/— \| — \| — \| 4 \| 3$/);
  });

  it('leaves whoever may stand on either side of it without a place, and nobody is named first or last', () => {
    const vague = bulletinOf(planOf([plays]), '2007-05', [
      ['2007-05', each('YC03', [over('39000'), '120000', '24378', '20000'])],
    ]);
    const places = rowsOf(vague, '附表1').find((cells) => cells.includes('位次'));
    expect(places).toMatch(/— \| — \| — \| 3 \| 4$/);
    const text = wholeText(vague);
    expect(text).toContain('约数和不能确定高于还是低于约数的不排位次');
    expect(text).not.toContain('居前的是');
  });
});

describe('the clauses of an indicator', () => {
  const flow = anIndicator('RC01', { name: '引进人才', says: '全市引进人才{figure}' });
  const stock = anIndicator('RC06', { name: '在册人才', kind: 'stock', says: '在册人才{figure}' });
  const ratio = anIndicator('JC02', RATIO);
  const shares = (n: string): Cells => ({ 'JC02-1': n, 'JC02-2': '100' });
  const all = (cells: Cells): readonly Cells[] => NAMES.map(() => cells);

  type Case = Readonly<{
    indicator: Indicator;
    months: readonly Month[];
    targets?: Plan['targets'];
    words: string;
  }>;
  it.each<[string, Case]>([
    [
      'a flow: figure, own month, completion, gap, a year ago',
      {
        indicator: flow,
        months: [
          ['2006-05', all({ RC01: '40' })],
          ['2007-03', all({ RC01: '20' })],
          ['2007-04', all({ RC01: '40' })],
          ['2007-05', all({ RC01: '50' })],
        ],
        targets: targetFor('RC01', '100', '400'),
        words:
          '1—5月，全市引进人才200人（5月份40人，环比下降50%），完成年度目标的50%，高于序时进度8.33个百分点，同比增长25%。',
      },
    ],
    [
      'a level: against the end of last month, not 环比',
      {
        indicator: stock,
        months: [
          ['2007-04', all({ RC06: '40' })],
          ['2007-05', all({ RC06: '50' })],
        ],
        words: '截至5月底，在册人才200人，比4月底增长25%。',
      },
    ],
    [
      'a level that stayed',
      {
        indicator: stock,
        months: [
          ['2007-04', all({ RC06: '50' })],
          ['2007-05', all({ RC06: '50' })],
        ],
        words: '截至5月底，在册人才200人，与4月底持平。',
      },
    ],
    [
      'a ratio: threshold, then the end of last month',
      {
        indicator: ratio,
        months: [
          ['2007-04', all(shares('90'))],
          ['2007-05', all(shares('92'))],
        ],
        targets: [aTarget('JC02', { city: decimal('95'), by: '2007-03-31' as Day })],
        words: '截至5月底，组建率达到92%，低于95%的目标3个百分点，比4月底提高2个百分点。',
      },
    ],
    [
      'a ratio not yet due: the day and 以上',
      {
        indicator: ratio,
        months: [['2007-05', all(shares('92'))]],
        targets: [aTarget('JC02', { city: decimal('95'), by: '2007-06-30' as Day })],
        words: '组建率达到92%，6月底目标为95%以上，未到期限。',
      },
    ],
    [
      'a ratio due within a month: the very day; 100% has no 以上',
      {
        indicator: ratio,
        months: [['2007-05', all(shares('92'))]],
        targets: [aTarget('JC02', { city: decimal('100'), by: '2007-09-15' as Day })],
        words: '组建率达到92%，9月15日目标为100%，未到期限。',
      },
    ],
  ])('of %s', (_, { indicator, months, targets = [], words }) => {
    const bulletin = bulletinOf(planOf([indicator], { targets }), '2007-05', months);
    expect(bodyText(bulletin)).toContain(words);
  });

  it('tells which amounts hold an earlier month’s too, unless all of a unit’s do', () => {
    const two = [flow, anIndicator('RC05', { name: '另一项' })];
    const months: readonly Month[] = [
      [
        '2007-03',
        [
          { RC01: '1', RC05: '1' },
          { RC01: '1', RC05: '1' },
        ],
      ],
      ['2007-04', [{ RC01: '2', RC05: '未填' }]],
      [
        '2007-05',
        [
          { RC01: '3', RC05: '3' },
          { RC01: '3', RC05: '3' },
        ],
      ],
    ];
    const notes = blocksOf(bulletinOf(planOf(two), '2007-05', months)).flatMap((block) =>
      block.type === 'table' && block.caption.startsWith('附表1') ? block.notes : [],
    );
    expect(readRuns(notes.flat())).toContain('引进人才：乙区本期数含4月；');
    expect(readRuns(notes.flat())).toContain('另一项：已报单位本期数含4月');
  });

  it('tells the change that a unit was left out of, and no other', () => {
    const months: readonly Month[] = [
      ['2007-02', each('RC01', ['1', '1', '1', '1'])],
      ['2007-03', each('RC01', ['2', '2', '2', '未填'])],
      ['2007-04', each('RC01', ['3', '3', '3', '3'])],
      ['2007-05', each('RC01', ['5', '5', '5', '5'])],
    ];
    expect(bodyText(bulletinOf(planOf([flow]), '2007-05', months))).toContain(
      '丁区有的指标两期所含月份不同，未计入全市环比，详见附件。',
    );
  });

  it('counts the levels that have no number to begin the year with', () => {
    const targets = targetFor('RC06', '100', '400');
    const text = bodyText(
      bulletinOf(planOf([stock], { targets }), '2007-05', [['2007-05', all({ RC06: '50' })]]),
    );
    expect(text).toContain('另有1项无年初数，不计算序时差距。');
  });

  it('compares January’s level with the end of last year', () => {
    const months: readonly Month[] = [
      ['2006-12', all({ RC06: '40' })],
      ['2007-01', all({ RC06: '50' })],
    ];
    expect(bodyText(bulletinOf(planOf([stock]), '2007-01', months))).toContain(
      '在册人才200人，比上年底增长25%。',
    );
  });

  it('says at each change and in the overview over which units it is taken', () => {
    const months: readonly Month[] = [
      ['2007-04', each('RC06', ['40', '40', '40', '40'])],
      ['2007-05', each('RC06', ['50', '50', '50', null])],
    ];
    const text = bodyText(bulletinOf(planOf([stock]), '2007-05', months));
    expect(text).toContain('期末数不含缺报单位，各项环比按可比口径计算');
    expect(text).toContain('可比口径比4月底增长25%');
  });

  it('says it at the change itself when a unit left only this one out', () => {
    const two = [stock, anIndicator('RC07', { says: '另一项{figure}' })];
    const full = (value: string): Cells => ({ RC06: value, RC07: '1' });
    const months: readonly Month[] = [
      ['2007-04', [full('40'), full('40'), full('40'), full('40')]],
      ['2007-05', [full('50'), full('50'), full('50'), full('未填')]],
    ];
    expect(bodyText(bulletinOf(planOf(two), '2007-05', months))).toContain(
      '可比口径比4月底增长25%',
    );
  });
});

describe('who is ahead and behind', () => {
  const flow = anIndicator('RC01', { name: '引进人才', says: '全市引进人才{figure}' });
  const plan = planOf([flow], { targets: targetFor('RC01', '120', '480') });

  it.each<[string, readonly (string | null)[], string]>([
    ['all behind', ['10', '20', '30', '40'], '。各县市区均滞后于序时进度。'],
    ['all ahead', ['60', '70', '80', '90'], '。各县市区均超序时进度。'],
    ['all on schedule', ['50', '50', '50', '50'], '。各县市区均达序时进度。'],
    ['all who reported', ['10', '20', '30', null], '。已报的3个县市区均滞后于序时进度。'],
    [
      'some of each',
      ['60', '50', '30', '20'],
      '。甲区超序时进度，乙区达序时进度，丙区、丁区滞后于序时进度。',
    ],
  ])('%s', (_, values, words) => {
    const text = bodyText(bulletinOf(plan, '2007-05', [['2007-05', each('RC01', values)]]));
    expect(text).toContain(words);
  });

  it('speaks of the target when the year is over', () => {
    const months: readonly Month[] = [['2007-12', each('RC01', ['10', '20', '30', '40'])]];
    const text = bodyText(bulletinOf(plan, '2007', months));
    expect(text).toContain('完成年度目标的20.83%，低于目标79.17个百分点');
    expect(text).toContain('。各县市区均未完成年度目标。');
  });
});

describe('zeros and tiny counts without a target', () => {
  const scholars = anIndicator('RC04', { name: '泰山学者', says: '有{figure}被聘为泰山学者' });

  it.each<[string, readonly (string | null)[], string]>([
    ['one has all', ['零报告', '1', '零报告', '零报告'], '泰山学者乙区1人，其余均为零。'],
    ['most have none', ['零报告', '5', '零报告', '零报告'], '泰山学者乙区5人，其余均为零。'],
    ['fewer than units', ['1', '1', '1', '零报告'], '甲区1人、乙区1人、丙区1人，其余均为零。'],
    ['and one is missing', ['1', '零报告', '零报告', null], '甲区1人，其余已报单位均为零。'],
    [
      'and to one it does not apply',
      ['1', '零报告', '零报告', '不适用'],
      '甲区1人，乙区、丙区均为零。',
    ],
    ['and one left it blank', ['1', '未填', '零报告', null], '泰山学者甲区1人，丙区为零。'],
    [
      'one of many has none',
      ['9', '8', '7', '零报告'],
      '按数量，居前的是甲区（9人）、乙区（8人）、丙区（7人），丁区为零。',
    ],
    ['enough for places', ['9', '8', '7', '6'], '丙区（7人），较少的是丁区（6人）。'],
  ])('%s', (_, values, words) => {
    const bulletin = bulletinOf(planOf([scholars]), '2006', [['2006-12', each('RC04', values)]]);
    expect(bodyText(bulletin)).toContain(words);
    const praised = bodyText(bulletin).includes('居前');
    const ranked = rowsOf(bulletin, '附表1').some((cells) => cells.includes('位次'));
    expect(ranked).toBe(praised);
    expect(blocksOf(bulletin).some(({ type }) => type === 'chart')).toBe(praised);
    expect(wholeText(bulletin)).not.toMatch(/居后的是[^。]*（0人）/);
  });

  it('takes no 0 of an earlier month for one of this', () => {
    const bulletin = bulletinOf(planOf([scholars]), '2006', [
      ['2006-11', each('RC04', ['1', '零报告', '零报告', '零报告'])],
      ['2006-12', each('RC04', ['1', '不适用', null, null])],
    ]);
    const text = bodyText(bulletin);
    expect(text).toContain('泰山学者甲区1人。');
    expect(text).not.toContain('均为零');
  });

  it('does place them where a target asks for some', () => {
    const plan = planOf([scholars], { targets: targetFor('RC04', '2', '8') });
    const bulletin = bulletinOf(plan, '2007-05', [
      ['2007-05', each('RC04', ['零报告', '1', '零报告', '零报告'])],
    ]);
    expect(rowsOf(bulletin, '附表1').some((cells) => cells.includes('位次'))).toBe(true);
    expect(bodyText(bulletin)).toContain('甲区、丙区、丁区滞后于序时进度');
  });

  it.each<[string, readonly Month[], string]>([
    [
      'nothing in the year so far',
      [['2007-05', each('RC04', ['零报告', '零报告', '零报告', '零报告'])]],
      '泰山学者尚无新增。',
    ],
    [
      'nothing in the month',
      [
        ['2007-04', each('RC04', ['3', '3', '3', '3'])],
        ['2007-05', each('RC04', ['3', '3', '3', '3'])],
      ],
      '有12人被聘为泰山学者（5月份无新增）',
    ],
    [
      'less than last month',
      [
        ['2007-04', each('RC04', ['3', '3', '3', '3'])],
        ['2007-05', each('RC04', ['3', '3', '3', { value: '1', remark: '重复' }])],
      ],
      '有10人被聘为泰山学者（5月份核减2人）',
    ],
  ])('says of %s what it is', (_, months, words) => {
    expect(bodyText(bulletinOf(planOf([scholars]), '2007-05', months))).toContain(words);
  });
});

describe('who stands first and last', () => {
  const ratio = anIndicator('JC04', RATIO);
  const shares = (rows: readonly (readonly [string, string])[]): string => {
    const reports = rows.map(([n, d]) => ({ 'JC04-1': n, 'JC04-2': d }));
    return bodyText(bulletinOf(planOf([ratio]), '2007-05', [['2007-05', reports]]));
  };

  it.each<[string, readonly (readonly [string, string])[], string]>([
    [
      'is named where the printed figures say so',
      [
        ['990', '1000'],
        ['980', '1000'],
        ['970', '1000'],
        ['960', '1000'],
      ],
      '居前的是甲区（99%）、乙区（98%）、丙区（97%），居后的是丁区（96%）。',
    ],
    [
      'is not named on what the page does not show',
      [
        ['99991', '100000'],
        ['99982', '100000'],
        ['99981', '100000'],
        ['99980', '100000'],
      ],
      '从各单位看，组建率各县市区在99.98%至99.99%之间。',
    ],
    [
      'is not named where all print alike',
      [
        ['99982', '100000'],
        ['99981', '100000'],
        ['99980', '100000'],
        ['99979', '100000'],
      ],
      '从各单位看，组建率各县市区均为99.98%。',
    ],
    [
      'is named at the one end where that one differs',
      [
        ['99982', '100000'],
        ['99981', '100000'],
        ['99980', '100000'],
        ['99', '100'],
      ],
      '从各单位看，组建率居前的是甲区（99.98%）、乙区（99.98%）、丙区（99.98%），居后的是丁区（99%）。',
    ],
    [
      'is told with its cases where they are few',
      [
        ['990', '1000'],
        ['980', '1000'],
        ['970', '1000'],
        ['1', '2'],
      ],
      '居后的是丁区（50%，2家中1家）。',
    ],
  ])('%s', (_, rows, words) => {
    expect(shares(rows)).toContain(words);
  });

  it('tells of all but those to whom it does not apply', () => {
    const all = NAMES.slice(1).map(() => ({ 'JC04-1': '9', 'JC04-2': '9' }));
    const none = { 'JC04-1': '不适用', 'JC04-2': '不适用' };
    const text = bodyText(bulletinOf(planOf([ratio]), '2007-05', [['2007-05', [none, ...all]]]));
    expect(text).toContain('组建率除甲区不适用外，各县市区均为100%。');
  });

  it.each<[string, readonly number[], string]>([
    ['no more than asked', [1, 2, 3, 4, 5, 6, 7], '1,2,3 · 5,6,7'],
    ['equals at the edges that fit', [1, 2, 2, 4, 5, 6, 6], '1,2,2 · 5,6,6'],
    ['none of too many equals', [1, 2, 3, 3, 5, 5, 5, 5], '1,2 · '],
    ['those before and after such equals', [1, 2, 3, 4, 5, 5, 5, 8], '1,2,3 · 8'],
    ['all who share the first place', [1, 1, 1, 1, 5, 6], '1,1,1,1 · 5,6'],
  ])('names %s', (_, ranks, said) => {
    const { best, last } = endsOf(
      ranks.map((rank) => ({ rank })),
      3,
    );
    const text = [best, last].map((end) => end.map(({ rank }) => rank).join()).join(' · ');
    expect(text).toBe(said);
  });
});

it('draws nothing for who did not report, and says so', () => {
  const stock = anIndicator('RC06', { kind: 'stock' });
  const bulletin = bulletinOf(planOf([stock]), '2007-05', [
    ['2007-05', each('RC06', ['50', '60', '70', null])],
  ]);
  const bars = blocksOf(bulletin).flatMap((block) => (block.type === 'chart' ? block.bars : []));
  expect(bars.at(-1)).toEqual({ label: '丁区', value: null, text: '缺报' });
});

it('does not say for the missing that there is nothing new', () => {
  const scholars = anIndicator('RC04', { name: '泰山学者' });
  const text = bodyText(
    bulletinOf(planOf([scholars]), '2007-05', [
      ['2007-05', each('RC04', ['零报告', '零报告', '零报告', null])],
    ]),
  );
  expect(text).toContain('泰山学者已报的3个县市区尚无新增（缺丁区）。');
});

describe('存在问题 by rule', () => {
  const problems = /、存在问题\n([^]*?)\n[^\n]*、下一步工作要求/;
  const flows = ['A', 'B'].map((code) => anIndicator(code, { name: `项目${code}` }));
  const task = (over: Partial<Task>): Task => aTask('T01', { name: '场所建设', ...over });

  function problemsOf(plan: Plan, reports: readonly (Cells | null)[]): string {
    const text = bodyText(bulletinOf(plan, '2007-05', [['2007-05', reports]]));
    return problems.exec(text)?.[1] ?? '';
  }

  it.each<[string, readonly Cells[], string, boolean]>([
    ['behind in half', [{ A: '1', B: '90' }], '甲区（2项中滞后1项）', true],
    ['behind in all', [{ A: '1', B: '1' }], '甲区（2项中滞后2项）', true],
    ['behind in none', [{ A: '90', B: '90' }], '甲区', false],
  ])('names a unit %s or not', (_, [own = {}], words, named) => {
    const targets = ['A', 'B'].flatMap((code) => targetFor(code, '120', '480'));
    const rest = NAMES.slice(1).map(() => ({ A: '90', B: '90' }));
    const said = problemsOf(planOf(flows, { targets }), [own, ...rest]);
    expect(said.includes(words)).toBe(named);
    expect(said).not.toContain('乙区');
  });

  it.each([
    ['94', '比率未达目标的单位有甲区（组建率94%）。', true],
    ['95', '比率未达目标', false],
  ])('names a unit whose ratio is %s%% against 95%%', (n, words, named) => {
    const cells = (of: string): Cells => ({ 'JC02-1': of, 'JC02-2': '100' });
    const units = new Map(NAMES.map((name) => [unitId(name), decimal('95')]));
    const targets = [aTarget('JC02', { city: decimal('95'), by: '2007-03-31' as Day, units })];
    const plan = planOf([anIndicator('JC02', RATIO)], { targets });
    const said = problemsOf(plan, [cells(n), cells('99'), cells('99'), cells('99')]);
    expect(said.includes(words)).toBe(named);
  });

  it.each<[string, Partial<Task>, boolean]>([
    ['past its deadline', { deadline: '2007-05-31' as Day }, true],
    ['not yet due', { deadline: '2007-12-31' as Day }, false],
    ['without a date', {}, false],
  ])('names who has not done a task %s, but nobody who did not report', (_, over, named) => {
    const plan = planOf([], { tasks: [task(over)] });
    const said = problemsOf(plan, [
      { T01: { status: '推进中', percent: '80' } },
      { T01: { status: '已完成' } },
      { T01: { status: null, state: 'not-applicable' } },
      null,
    ]);
    expect(said.includes('重点任务逾期未完的单位：“场所建设”甲区。')).toBe(named);
  });

  it('says wherever a task is told who finished it after its deadline', () => {
    const deadline = '2007-02-17' as Day;
    const plan = planOf([], { tasks: [task({ deadline })] });
    const done = (day: string): Cells => ({ T01: { status: '已完成', doneOn: day as Day } });
    const all = ['2007-02-17', '2007-02-28', '2007-01-05', '2007-02-17'].map(done);
    const told = bodyText(bulletinOf(plan, '2007-05', [['2007-05', all]]));
    expect(told).toContain(
      '没有逾期未完成和临近期限的任务，全部完成的1项（“场所建设”）。“场所建设”期限为2月17日，乙区2月28日完成，超过期限。',
    );
    const page = wholeText(bulletinOf(plan, '2007-05', [['2007-05', all]]));
    expect(page).toContain('注：场所建设：乙区2月28日完成，超过期限。');
    const some = [...all.slice(0, 3), { T01: { status: '推进中', percent: '80' } } as const];
    const left = bodyText(bulletinOf(plan, '2007-05', [['2007-05', some]]));
    expect(left).toContain('3个县市区已完成（乙区2月28日完成，超过期限），未按期完成的有丁区');
    expect(left).toContain('逾期未完的单位：“场所建设”丁区。');
    const bare = bulletinOf(plan, '2007-05', [['2007-05', [...all.slice(0, 3), null]]]);
    expect(rowsOf(bare, '有期限的')[0]).toMatch(/\| 已过期限，有缺报$/);
    expect(bodyText(bare)).not.toContain('逾期未完的单位');
  });

  it.each(['2007-03', '2007-Q1'])(
    'says in %s who told in an earlier month of a task that it is done',
    (period) => {
      const plan = planOf([], { tasks: [task({ deadline: '2007-12-31' as Day })] });
      const going: Cells = { T01: { status: '推进中', percent: '80' } };
      const done: Cells = { T01: { status: '已完成', doneOn: '2007-02-20' as Day } };
      const bulletin = bulletinOf(plan, period, [
        ['2007-02', [going, going, going, done]],
        ['2007-03', [going, going, null, null]],
      ]);
      expect(wholeText(bulletin)).toContain('注：丁区已完成的为2月情况。');
      expect(wholeText(bulletin)).not.toContain('丙区已完成');
      // 应报, 已完成, 推进中, 未启动, 未报.
      expect(rowsOf(bulletin, '有期限的')[0]).toMatch(/\| 4 \| 1 \| 2 \| 0 \| 1 \|/);
    },
  );

  it('says of a longer period in which months and how often somebody was late or missing', () => {
    const builder = aSnapshot('2007-Q1');
    const [a, b, c] = NAMES as [string, string, string];
    for (const name of NAMES) builder.put(name, '2007-01', { A: '1', B: '1' });
    for (const name of NAMES) {
      const late = name === a ? { firstAt: '2007-03-09T09:00' } : {};
      builder.put(name, '2007-02', { A: '2', B: '2' }, late);
    }
    for (const name of [a, b]) {
      builder.put(
        name,
        '2007-03',
        { A: '3', B: '3' },
        name === b ? { firstAt: '2007-04-09T09:00' } : {},
      );
    }
    builder.put(c, '2007-03', { A: '3', B: '3' });
    const plan = planOf(flows, { targets: targetFor('A', '120', '480') });
    const board = aggregate(builder.build(), plan, aMoment('2007-05-08T09:00'));
    const day = '2007-05-08' as Day;
    const text = bodyText(compose(board, plan, { issuedOn: day, printedOn: day, number: null }));
    expect(text).toContain('报送不及时、不完整：丁区3月未报送；甲区2月、乙区3月各迟报1次。');
    expect(text).toContain('丁区（3月未报送报表）不计综合得分、不排位次');
  });

  it('names who was late and who is missing', () => {
    const plan = planOf(flows);
    const snapshot = aSnapshot('2007-05')
      .put('甲区', '2007-05', { A: '1' }, { at: '2007-06-03T09:00' })
      .put('乙区', '2007-05', { A: '1' }, { at: '2007-06-06T09:00' })
      .put('丙区', '2007-05', { A: '1' }, { at: '2007-06-03T09:00' })
      .build();
    const board = aggregate(snapshot, plan, aMoment('2007-06-08T09:00'));
    const day = '2007-06-08' as Day;
    const dates = { issuedOn: day, printedOn: day, number: null };
    expect(bodyText(compose(board, plan, dates))).toContain(
      '报送不及时、不完整：丁区未报送；乙区未按时报送。',
    );
  });
});

describe('what the annexes add', () => {
  it('lists the tasks without a date, with the words that the papers have for it', () => {
    const tasks = [
      aTask('T01', { name: '换届选举', deadlineWords: '适时' }),
      aTask('T02', { name: '规划' }),
      aTask('T03', { name: '每月坚持“五个一”', everyMonth: true }),
      aTask('T04', { name: '场所建设', deadline: '2007-05-31' as Day }),
    ];
    const bulletin = bulletinOf(planOf([], { tasks }), '2007-05', [
      ['2007-05', NAMES.map((_, i) => ({ T01: { status: i < 3 ? '推进中' : '已完成' } as const }))],
    ]);
    expect(bodyText(bulletin)).toContain(
      '未定具体期限的任务2项，尚无各单位全部完成的，各项进展见附件1。',
    );
    expect(rowsOf(bulletin, '未定具体期限')).toEqual([
      '换届选举 | 适时 | 4 | 1 | 3 | 0 | 0',
      '规划 | — | 4 | 0 | 0 | 0 | 4',
    ]);
  });

  it('prints no formula that only says its name again', () => {
    const plan = planOf([anIndicator('RC01')], { targets: targetFor('RC01', '100', '400') });
    const months: readonly Month[] = [['2007-05', each('RC01', ['1', '2', '3', '4'])]];
    const names = rowsOf(bulletinOf(plan, '2007-05', months), '计算公式').map(
      (row) => row.split(' | ')[0],
    );
    expect(names).toContain('完成率');
    expect(names).not.toContain('单位数');
    expect(names).not.toContain('年度目标');
    expect(names).not.toContain('家数、项数、次数');
  });
});

describe('数据截至', () => {
  const plan = planOf([anIndicator('RC01')]);

  it.each([
    ['the moment asked for', '2007-06-01T09:00', '2007年6月8日09:00'],
    ['a later correction', '2007-06-20T15:30', '2007年6月20日15:30'],
  ])('is %s', (_, at, words) => {
    const snapshot = aSnapshot('2007-05')
      .put('甲区', '2007-05', { RC01: '1' }, { at, firstAt: '2007-06-01T09:00' })
      .arrive('甲区', '2007-05', 'seen-before', '2007-07-01T09:00')
      .build();
    const board = aggregate(snapshot, plan, aMoment('2007-06-08T09:00'));
    const day = '2007-06-08' as Day;
    const bulletin = compose(board, plan, { issuedOn: day, printedOn: day, number: null });
    expect(bodyText(bulletin)).toContain(`通报如下（数据截至${words}）。`);
    expect(wholeText(bulletin)).toContain(`本通报数据截至${words}，取自收报台账的取数快照`);
  });
});
