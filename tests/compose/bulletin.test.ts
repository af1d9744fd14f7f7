/** The whole bulletin: its parts, what it says of the absent, and that it says nothing a figure does not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { draftFindings } from '../../src/check/drafting.ts';
import { compose, type Dates } from '../../src/compose/bulletin.ts';
import type { Bulletin, Table } from '../../src/model/bulletin.ts';
import type { Day } from '../../src/model/day.ts';
import { decimal } from '../../src/model/decimal.ts';
import { TASK_STATUSES } from '../../src/model/form.ts';
import type { Head } from '../../src/model/office.ts';
import { addMonths, lastMonth, type Month, type Period } from '../../src/model/period.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Figure, Scoreboard } from '../../src/model/scoreboard.ts';
import { anIndicator, aPlan, aTarget, aTask, aUnit } from '../build/plan.ts';
import { aScoreboard, aTargetPlan } from '../build/scoreboard.ts';
import { aMoment, aSnapshot, type CellSpec } from '../build/snapshot.ts';
import { blocksOf, bodyText, figuresIn, readRuns, wholeText } from './printed.ts';

const DATES: Dates = {
  issuedOn: '2007-06-08' as Day,
  printedOn: '2007-06-09' as Day,
  number: null,
};

function tableNamed(bulletin: Bulletin, words: string): Table {
  const found = blocksOf(bulletin).find(
    (block): block is Table => block.type === 'table' && block.caption.includes(words),
  );
  if (found === undefined) throw new Error(`no table ${words}`);
  return found;
}

function rowsOf(table: Table): readonly string[] {
  return table.rows.map(({ cells }) => cells.map(({ runs }) => readRuns(runs)).join(' | '));
}

describe('the frame', () => {
  const plan = aTargetPlan();
  const bulletin = compose(aScoreboard({ plan, mark: '示例数据' }), plan, DATES);

  it('has title, number, dates and imprint', () => {
    expect(bulletin).toMatchObject({
      mark: '示例数据',
      title: '关于2007年5月全市组织工作进展情况的通报',
      documentNumber: '潍组通报〔2007〕\u3000号',
      addressees: '各县市区委组织部，市直各部门、单位',
      copies: '省委组织部，市委、市政府领导',
      issuedOn: '2007-06-08',
      printedOn: '2007-06-09',
      attachments: ['各单位主要指标完成情况表', '指标口径与计算公式'],
    });
  });

  it('takes the number that signing gives', () => {
    const signed = compose(aScoreboard({ plan }), plan, { ...DATES, number: 7 });
    expect(signed.documentNumber).toBe('潍组通报〔2007〕7号');
  });

  it('keeps what the office was called and numbered by at the time', () => {
    const then = (to: string): readonly string[] => {
      const former = {
        to: to as Month,
        issuer: '原发文机关',
        numberPattern: '原字〔{year}〕{number}号',
      };
      const changed = { ...plan, office: { ...plan.office, formerly: [former] } };
      const { issuer, documentNumber, printer } = compose(aScoreboard({ plan }), changed, DATES);
      return [issuer, documentNumber, printer];
    };
    const { issuer, documentNumber, printer } = bulletin;
    expect(then('2007-05')).toEqual(['原发文机关', '原字〔2007〕\u3000号', printer]);
    expect(then('2007-04')).toEqual([issuer, documentNumber, printer]);
  });

  it('begins as the office’s head says, and never names who signs', () => {
    const headed = (head: Head, changes: Partial<Dates> = {}): Bulletin => {
      const office = {
        ...plan.office,
        head,
        signer: '签发的职务',
        reportTo: '省委组织部。',
        printRun: 60,
      };
      return compose(aScoreboard({ plan }), { ...plan, office }, { ...DATES, ...changes });
    };
    const { issuer, mark, bulletinName } = plan.office;
    const heads = (['document', 'letter', 'brief'] as const).map((head) => headed(head));
    expect(heads.map(({ issuerMark }) => issuerMark)).toEqual([mark, issuer, bulletinName]);
    expect(heads.map(({ documentNumber }) => documentNumber)).toEqual([
      '潍组通报〔2007〕\u3000号',
      '潍组通报〔2007〕\u3000号',
      '第\u3000期（总第\u3000期）',
    ]);
    expect(headed('brief', { number: 5, total: 29 })).toMatchObject({
      documentNumber: '第5期（总第29期）',
      reportTo: '省委组织部',
      printRun: '60',
    });
    expect(JSON.stringify(heads)).not.toContain('签发的职务');
  });

  it('numbers its headings, tables and charts', () => {
    const headings = bulletin.body.flatMap((block) =>
      block.type === 'heading' ? [block.text] : [],
    );
    expect(headings).toEqual([
      '一、总体情况',
      '二、干部人事制度改革',
      '三、人才工作',
      '四、基层党组织和党员队伍',
      '五、党员干部现代远程教育',
      '六、综合得分排名',
      '七、报送情况',
      '八、重点任务进展',
      '九、亮点工作',
      '十、存在问题',
      '十一、下一步工作要求',
    ]);
    const captions = bulletin.body.flatMap((block) =>
      block.type === 'table' ? [block.caption] : [],
    );
    expect(captions.map((caption) => caption.split(' ')[0])).toEqual(
      captions.map((_, i) => `表${String(i + 1)}`),
    );
  });

  it('is the same every time', () => {
    expect(compose(aScoreboard({ plan, mark: '示例数据' }), plan, DATES)).toEqual(bulletin);
  });
});

describe('a month with a missing unit', () => {
  const plan = aTargetPlan();
  const bulletin = compose(aScoreboard({ plan }), plan, DATES);
  const text = bodyText(bulletin);

  it('names who is missing beside the totals', () => {
    expect(text).toContain(
      '寿光市本期未报，全市累计中寿光市取4月数，本期数和期末数不含缺报单位，各项同比、环比按可比口径计算。',
    );
    expect(text).toContain('“活动场所投入”1个县市区已报，缺寒亭区、寿光市');
    expect(text).toContain('寿光市漏报');
    expect(rowsOf(tableNamed(bulletin, '人才工作各单位'))[0]).toMatch(/^全市（2\/3）/);
  });

  it('prints 缺报 and never a zero for it, nor a verdict on its earlier 累计', () => {
    const row = rowsOf(tableNamed(bulletin, '人才工作各单位')).find((cells) =>
      cells.startsWith('寿光市'),
    );
    expect(row).toMatch(/^寿光市 \| 缺报 \| 84\* \| \d+ \| — \| — \|/);
  });

  it('does not hold a level that lacks a unit against the target of all', () => {
    expect(text).toContain(
      '截至5月底，市级拔尖人才已报的2个县市区期末数合计122人（缺寿光市），不与全市目标比较，',
    );
    expect(text).toContain('1项因缺报不作比较');
    const table = tableNamed(bulletin, '人才工作各单位');
    expect(readRuns(table.notes.flat())).toContain(
      '市级拔尖人才：期末数不含寿光市，合计不与目标比较',
    );
    expect(rowsOf(table)[0]).toMatch(/—$/);
  });

  it('tells the states of the cells apart in the annex', () => {
    const rows = rowsOf(tableNamed(bulletin, '附表1'));
    expect(rows).toContain('博士（后）（人），已报1/2 | 本月数 | 3 | 3 | 不适用 | 缺报');
    expect(rows).toContain('活动场所投入（万元），已报1/3 | 本月数 | 27.75 | 27.75 | 未填 | 缺报');
  });

  it('says what a zero in the annex is', () => {
    const zero = aSnapshot('2007-05').put('weicheng', '2007-05', { RC01: '零报告' }).build();
    const board = aggregate(zero, plan, aMoment('2007-06-08T09:00'));
    const annex = tableNamed(compose(board, plan, DATES), '附表1');
    expect(readRuns(annex.notes.flat())).toContain('单位填报的“0”为零报告');
  });

  it('prints a clerk’s reason for a falling 累计', () => {
    expect(readRuns(tableNamed(bulletin, '人才工作各单位').notes.flat())).toContain(
      '寒亭区（引进高层次人才）：=核减2人',
    );
  });

  it('prints the cells of every table in as many columns as its head', () => {
    for (const block of blocksOf(bulletin)) {
      if (block.type !== 'table') continue;
      expect(block.widths).toHaveLength(block.head.length);
      for (const { cells } of block.rows) expect([1, block.head.length]).toContain(cells.length);
      const over = block.over?.reduce((sum, { columns }) => sum + columns, 0);
      expect(over ?? block.head.length).toBe(block.head.length);
    }
  });

  it('does not call a task undone that was not reported', () => {
    const overdue = aTargetPlan({
      tasks: [
        aTask('T01', {
          name: '活动场所建设',
          deadlineWords: '5月底前',
          deadline: '2007-05-31' as Day,
        }),
      ],
    });
    const said = bodyText(compose(aScoreboard({ plan: overdue }), overdue, DATES));
    expect(said).toContain(
      '活动场所建设期限（5月31日）已过，尚无县市区完成，未按期完成的有潍城区（40%）、寒亭区（40%），缺报的有寿光市。',
    );
  });
});

describe('what needs no words', () => {
  const plain = aTargetPlan({ targets: [], tasks: [] });
  const bulletin = compose(aScoreboard({ plan: plain }), plain, DATES);

  it('leaves out ranking and tasks where there are none, and says once that no target was set', () => {
    const headings = bulletin.body.flatMap((block) =>
      block.type === 'heading' ? [block.text.replace(/^.+、/, '')] : [],
    );
    expect(headings).not.toContain('综合得分排名');
    expect(headings).not.toContain('重点任务进展');
    expect(wholeText(bulletin).split('本年度未下达目标')).toHaveLength(2);
  });

  it('counts neither ratios nor parts as indicators of progress', () => {
    const plan = aTargetPlan();
    const text = bodyText(compose(aScoreboard({ plan }), plan, DATES));
    expect(text).toContain('另有1项比率未达目标');
    expect(text).not.toMatch(/滞后的有[^。]*组建率/);
  });

  it('says that every unit that reported is under way without naming them', () => {
    const units = ['甲区', '乙区', '丙区', '丁区', '戊区', '己区', '庚区'].map((name, i) =>
      aUnit(`u${String(i)}`, name),
    );
    const tasks = [
      aTask('T01', { name: '活动场所建设', deadline: '2007-06-10' as Day }),
      aTask('T02', { name: '每月坚持“五个一”', everyMonth: true }),
    ];
    const plan = aPlan({ units, tasks });
    const snapshot = units.slice(1).reduce(
      (builder, { id }) =>
        builder.put(id, '2007-05', {
          T01: { status: '推进中', percent: '40' },
          T02: { status: '已完成' },
        }),
      aSnapshot('2007-05'),
    );
    const board = aggregate(snapshot.build(), plan, aMoment('2007-06-08T09:00'));
    const text = bodyText(compose(board, plan, DATES));
    expect(text).toContain('活动场所建设期限为6月10日，已报的6个县市区均在推进，缺报的有甲区。');
    expect(text).toContain('每月坚持“五个一”：本月6个单位已完成（缺甲区）。');
  });
});

describe('targets and places', () => {
  function board(): readonly [Plan, Scoreboard] {
    const units = ['甲区', '乙区', '丙区', '丁区', '戊区', '己区', '庚区'].map((name, i) =>
      aUnit(`u${String(i)}`, name),
    );
    const target = aTarget('RC01', {
      city: decimal('840'),
      units: new Map(units.map(({ id }) => [id, decimal('120')])),
    });
    const plan = aPlan({ units, targets: [target], tasks: [] });
    const snapshot = units.reduce(
      (builder, { id }, i) =>
        builder.put(id, '2007-05', { RC01: String(44 + i * 2), WZ02: { words: '经费不足' } }),
      aSnapshot('2007-05'),
    );
    return [plan, aggregate(snapshot.build(), plan, aMoment('2007-06-08T09:00'))];
  }
  const [plan, scoreboard] = board();
  const text = bodyText(compose(scoreboard, plan, DATES));

  it('tells completion, gap and who is where', () => {
    expect(text).toContain('1—5月，全市共引进高层次人才350人');
    expect(text).toContain('完成年度目标的41.67%，与序时进度持平');
    expect(text).toContain(
      '戊区、己区、庚区超序时进度，丁区达序时进度，甲区、乙区、丙区滞后于序时进度',
    );
  });

  it('names the first and the last', () => {
    expect(text).toContain('居前的是庚区（46.67分）、己区（45.00分）、戊区（43.33分）');
    expect(text).toContain('居后的是丙区（40.00分）、乙区（38.33分）、甲区（36.67分）');
  });

  it('names by rule who is behind in half of the indicators', () => {
    expect(text).toContain('甲区（1项中滞后1项）、乙区（1项中滞后1项）、丙区（1项中滞后1项）');
    expect(text).toContain('甲区：经费不足。');
  });

  it('draws completion against the schedule', () => {
    const chart = blocksOf(compose(scoreboard, plan, DATES)).find(({ type }) => type === 'chart');
    expect(chart).toMatchObject({
      mark: { label: '全市序时进度41.67%' },
      unitOfMeasure: '%',
    });
    if (chart?.type === 'chart') {
      expect(chart.bars.map(({ label }) => label)).toEqual([
        '全市',
        '庚区',
        '己区',
        '戊区',
        '丁区',
        '丙区',
        '乙区',
        '甲区',
      ]);
      expect(chart.bars[1]).toMatchObject({ text: '46.67%', value: 46.6667 });
    }
  });
});

/** Ids of every figure that the scoreboard holds. */
function idsOf(board: Scoreboard): ReadonlySet<string> {
  const ids = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      value.forEach(walk);
      return;
    }
    if ('lineage' in value && 'id' in value) ids.add(String(value.id));
    Object.values(value).forEach(walk);
  };
  walk(board);
  return ids;
}

const MONTHS = Array.from({ length: 17 }, (_, i) => addMonths('2006-01' as Month, i));
const PERIODS = ['2006', '2006-H1', '2006-Q3', '2007-Q1', '2007-01', '2007-04', '2007-05'];
const UNITS = ['weicheng', 'hanting', 'shouguang', 'shizhi'];

const aCell: fc.Arbitrary<CellSpec> = fc.oneof(
  fc.nat({ max: 40_000 }).map(String),
  fc.constantFrom('零报告', '不适用', '未填', '3', '10000'),
  fc.nat({ max: 40_000 }).map((value) => ({ value: String(value), bound: 'over' as const })),
  fc.nat({ max: 99 }).map((value) => ({ value: String(value), remark: '核减；核减。' })),
);
const CODES = ['RS01', 'RC01', 'RC02', 'RC06', 'JC01', 'JC02-1', 'JC02-2', 'YC03'];
const aForm = fc.dictionary(fc.constantFrom(...CODES), aCell);
const letters = fc.string({
  unit: fc.constantFrom('甲', '。', '；', '\n', ' ', '<'),
  maxLength: 300,
});
const someWords: fc.Arbitrary<Record<string, CellSpec>> = fc.record({
  WZ01: letters.map((words) => ({ words })),
  T01: fc.constantFrom(...TASK_STATUSES).map((status) => ({ status, percent: '40' })),
});
const someForms = fc.array(
  fc.tuple(fc.constantFrom(...UNITS), fc.constantFrom(...MONTHS), aForm, someWords),
  { maxLength: 25 },
);

function boardFrom(
  period: string,
  plan: Plan,
  forms: readonly (readonly [string, Month, Record<string, CellSpec>, Record<string, CellSpec>])[],
): Scoreboard {
  const until = lastMonth(period as Period);
  const snapshot = forms
    .filter(([, month]) => month <= until)
    .reduce(
      (builder, [unit, month, cells, words]) => builder.put(unit, month, { ...cells, ...words }),
      aSnapshot(period),
    );
  return aggregate(snapshot.build(), plan, aMoment('2007-06-08T09:00'));
}

describe('whatever was reported', () => {
  const plans = [aTargetPlan(), aPlan(), aTargetPlan({ tasks: [], texts: [], targetsNote: '' })];

  it('is composed without a word that is not one, and every figure has its origin', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PERIODS),
        fc.constantFrom(...plans),
        someForms,
        (period, plan, forms) => {
          const board = boardFrom(period, plan, forms);
          const bulletin = compose(board, plan, DATES);
          const known = idsOf(board);
          for (const figure of figuresIn(bulletin)) {
            const { formula, operands } = figure.lineage;
            const derived = formula === 'count' || formula === 'rank';
            const task = figure.id.startsWith('T01/');
            if (!known.has(figure.id)) expect(derived || task, figure.id).toBe(true);
            if (derived) for (const id of operands) expect(known).toContain(id);
            expect(figure.text).not.toBe('');
            expect(figure.text).not.toMatch(/undefined|NaN|null|Infinity|\be[+-]?\d/);
          }
          expect(wholeText(bulletin)).not.toMatch(/undefined|NaN|null|\{|\}/);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is composed from any figures at all', () => {
    const absences = [
      'no-form',
      'no-base',
      'zero-base',
      'approximate',
      'not-due',
      'no-target',
    ] as const;
    const change = fc.oneof(
      fc.constantFrom(...absences),
      fc.integer({ min: -2_000_000, max: 2_000_000 }),
    );
    const board = aScoreboard();
    fc.assert(
      fc.property(fc.array(change, { minLength: 40, maxLength: 40 }), (changes) => {
        const plan = aTargetPlan();
        const bulletin = compose(shaken(board, changes), plan, DATES);
        expect(wholeText(bulletin)).not.toMatch(/undefined|NaN|null|\{|\}/);
      }),
      { numRuns: 60 },
    );
  });
});

/** The scoreboard with its figures replaced, round and round, by others or by their absence. */
function shaken(board: Scoreboard, changes: readonly (Figure['absent'] | number)[]): Scoreboard {
  let at = 0;
  const shake = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || value instanceof Map) return value;
    if (Array.isArray(value)) return value.map(shake);
    if ('lineage' in value && 'absent' in value) {
      at += 1;
      const change = changes[at % changes.length];
      return typeof change === 'number'
        ? { ...value, absent: null, value: { n: decimal(String(change)), d: decimal('7') } }
        : { ...value, value: null, bound: null, absent: change ?? 'blank' };
    }
    if (value.constructor !== Object) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shake(inner)]));
  };
  return shake(board) as Scoreboard;
}

it.each<[string, Partial<Plan>, string]>([
  ['with targets and tasks', {}, '对照目标。\n紧盯任务。\n如实填报。'],
  ['without targets', { targets: [] }, '\n紧盯任务。\n如实填报。'],
  ['without tasks', { tasks: [] }, '对照目标。\n如实填报。'],
])('asks of a period %s what is there to be looked at', (_, over, words) => {
  const base = aTargetPlan(over);
  const requirements = ['（有目标时）对照目标。', '(有任务时) 紧盯任务。', '如实填报。'];
  const plan = { ...base, office: { ...base.office, requirements } };
  const text = bodyText(compose(aScoreboard({ plan }), plan, DATES));
  expect(text).toContain(`下一步工作要求\n${words.trimStart()}`);
});

it('counts what was sent again', () => {
  const plan = aPlan({ units: [aUnit('weicheng', '潍城区')], tasks: [] });
  const snapshot = aSnapshot('2007-Q1')
    .put('weicheng', '2007-01', { WZ01: { words: '老办法。' } })
    .put('weicheng', '2007-02', { WZ01: { words: '老办法。' } })
    .put('weicheng', '2007-03', { WZ01: { words: '新办法。' } })
    .build();
  const board = aggregate(snapshot, plan, aMoment('2007-06-08T09:00'));
  expect(bodyText(compose(board, plan, DATES))).toContain('共报送亮点工作2条（不含重复的1条），');
});

it('keeps units’ own words to a sentence end', () => {
  const plan = aPlan({ units: [aUnit('weicheng', '潍城区')], tasks: [] });
  const long = `${'甲'.repeat(100)}。\n${'乙'.repeat(100)}。`;
  const snapshot = aSnapshot('2007-05')
    .put('weicheng', '2007-05', { WZ01: { words: long } })
    .build();
  const board = aggregate(snapshot, plan, aMoment('2007-06-08T09:00'));
  expect(bodyText(compose(board, plan, DATES))).toContain(`潍城区：${'甲'.repeat(100)}。\n`);
});

describe('a period of several months', () => {
  const plan = aPlan({
    units: [aUnit('weicheng', '潍城区'), aUnit('hanting', '寒亭区')],
    indicators: [anIndicator('RC01', { name: '引进人才' })],
    tasks: [aTask('T01', { name: '活动场所建设', deadline: '2007-07-10' as Day })],
  });
  const snapshot = aSnapshot('2007-Q2')
    .put('weicheng', '2007-04', { RC01: '1', WZ01: { words: '四月的做法。' } })
    .put('weicheng', '2007-05', { RC01: '2', WZ01: { words: '五月的做法。' } })
    .put('weicheng', '2007-06', { RC01: '3', WZ01: { words: '六月的做法。' } })
    .put('hanting', '2007-04', { RC01: '4', WZ01: { words: '寒亭的做法。' } })
    .put('hanting', '2007-05', { RC01: '5', T01: { status: '推进中', percent: '60' } })
    .build();
  const board = aggregate(snapshot, plan, aMoment('2007-07-09T09:00'));
  const text = bodyText(compose(board, plan, DATES));

  it('names the month of which a report is missing', () => {
    expect(text).toContain('寒亭区6月未报，全市累计中寒亭区取5月数');
    expect(text).not.toContain('寒亭区本期未报');
  });

  it('prints each unit’s newest words with their months, and where the others are', () => {
    expect(text).toContain('潍城区：（6月）六月的做法。');
    expect(text).toContain('寒亭区：（4月）寒亭的做法。');
    expect(text).toContain('本期共报送亮点工作4条，每个单位刊登最近一条，全部内容另见汇总表。');
  });

  it('tells no unfinished task of a unit whose last form is missing', () => {
    expect(text).toContain('缺报的有寒亭区');
    expect(text).not.toContain('60%');
  });

  it('tells the administrator whose last month is not in', () => {
    const findings = draftFindings(board, plan, aMoment('2007-07-09T09:00'));
    expect(findings.map(({ message }) => message)).toEqual([
      '本期最后一个月2007年6月的报表还有1家未报：寒亭区。期末数以这个月的报表为准，未报单位的累计取以前月份的数。',
    ]);
  });
});

it('names once whom most totals lack, and counts them elsewhere', () => {
  const units = ['甲区', '乙区', '丙区', '丁区', '戊区'].map((name, i) =>
    aUnit(`u${String(i)}`, name),
  );
  const indicators = ['引进人才', '入库人才'].map((name, i) =>
    anIndicator(`RC0${String(i + 1)}`, { name }),
  );
  const plan = aPlan({ units, indicators, tasks: [] });
  const snapshot = aSnapshot('2007-05').put('u0', '2007-05', { RC01: '3', RC02: '4' }).build();
  const board = aggregate(snapshot, plan, aMoment('2007-06-08T09:00'));
  const text = bodyText(compose(board, plan, DATES));
  const section = text.slice(text.indexOf('人才工作'));
  expect(section.match(/累计不含没有报过的4个县市区/g)).toHaveLength(1);
  expect(text).toContain(
    '乙区、丙区、丁区、戊区本期未报，全市累计不含缺报单位，本期数不含缺报单位。',
  );
  expect(text).not.toMatch(/同比、环比|期末数/);
});
