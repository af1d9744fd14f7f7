/** One unit's own sheet: what it says of the unit, and that it holds nothing that is only another unit's. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { unitBoard } from '../../src/aggregate/unit-board.ts';
import type { Dates } from '../../src/compose/bulletin.ts';
import { explainFigure } from '../../src/compose/explain.ts';
import { composeSlip } from '../../src/compose/slip.ts';
import type { Bulletin } from '../../src/model/bulletin.ts';
import type { Day } from '../../src/model/day.ts';
import { decimal, roundFraction } from '../../src/model/decimal.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Scoreboard } from '../../src/model/scoreboard.ts';
import { aPlan, aTarget, aTask, unitId } from '../build/plan.ts';
import { aMoment, aSnapshot, type CellSpec } from '../build/snapshot.ts';
import { submissions, UNITS } from '../build/submissions.ts';
import { bodyText, figuresIn, wholeText } from './printed.ts';

const DATES: Dates = {
  issuedOn: '2007-06-08' as Day,
  printedOn: '2007-06-08' as Day,
  number: null,
};
const AS_OF = aMoment('2007-06-08T09:00');
const COUNTIES = ['weicheng', 'hanting', 'shouguang'] as const;

function planWith(over: Partial<Plan> = {}): Plan {
  const all = (amount: string): ReturnType<typeof aTarget>['units'] =>
    new Map(COUNTIES.map((unit) => [unitId(unit), decimal(amount)]));
  return aPlan({
    targets: [
      aTarget('RC01', { units: all('90') }),
      aTarget('RC06', { units: all('60') }),
      aTarget('JC01', { units: all('300') }),
      aTarget('JC02', { units: all('95') }),
    ],
    tasks: [
      aTask('T01', { name: '村级组织活动场所建设', deadline: '2007-05-31' as Day }),
      aTask('T02', { name: '站点命名表彰', deadline: '2007-06-20' as Day }),
    ],
    ...over,
  });
}

const PLAN = planWith();

/** Everything a unit may write, each piece with the unit's own canary in it. */
function cellsOf(unit: string, people: string, extra: Record<string, CellSpec> = {}) {
  const canary = (what: string): string => `${unit}的${what}`;
  return {
    RC01: { value: people, remark: canary('备注') },
    RC02: '1',
    RC06: '41',
    JC01: '77.25',
    'JC02-1': '90',
    'JC02-2': '100',
    YC03: { value: '35000', bound: 'over' },
    T01: { status: '推进中', percent: '40', words: canary('进展') },
    T02: { status: '未启动', words: canary('进展') },
    WZ01: { words: canary('亮点') },
    WZ02: { words: canary('问题') },
    ...extra,
  } as const satisfies Record<string, CellSpec>;
}

type People = Readonly<Partial<Record<(typeof COUNTIES)[number], string>>>;

function boardOf(month: string, people: People, plan = PLAN): Scoreboard {
  const builder = aSnapshot(month);
  builder.put('hanting', '2007-03', cellsOf('hanting', '7'));
  for (const [unit, amount] of Object.entries(people)) {
    builder.put(unit, month, cellsOf(unit, amount));
  }
  return aggregate(builder.build(), plan, AS_OF);
}

const MAY = boardOf('2007-05', { weicheng: '30', shouguang: '45' });
const APRIL = boardOf('2007-04', { weicheng: '30', shouguang: '25' });

function slipOf(board: Scoreboard, unit: string, before: Scoreboard | null = null, plan = PLAN) {
  return composeSlip(unitBoard({ board, before, plan, unit: unitId(unit) }), plan, DATES);
}

function lineOf(bulletin: Bulletin, head: string): string {
  const lines = bodyText(bulletin).split('\n');
  return lines[lines.indexOf(head) + 1] ?? '';
}

describe('a unit’s own sheet', () => {
  const weicheng = slipOf(MAY, 'weicheng', APRIL);

  it('tells score, place and how it moved', () => {
    expect(bodyText(weicheng).split('\n')[0]).toBe(
      '潍城区综合得分42.47分，在计分的2个单位中居第2位，上月第1位，下降1位；第1位寿光市48.03分，相差5.56分。可计算进度的指标2项，其中滞后2项。数据截至2007年6月8日09:00，与2007年5月通报一致。',
    );
  });

  it('tells where it lags, what that costs, and what each month left has to bring', () => {
    expect(lineOf(weicheng, '滞后')).toBe(
      '活动场所投入（完成25.75%，低于序时进度15.92个百分点，第1位）、引进高层次人才（完成33.33%，低于序时进度8.33个百分点，第2位）；比率未达目标的有非公有制企业党组织组建率（90%，低于目标5个百分点，第1位）。',
    );
    expect(lineOf(weicheng, '失分')).toBe(
      '与达到序时进度相比共少得8.08分：活动场所投入（权重10）5.31分、引进高层次人才（权重10）2.78分。各项权重合计30。',
    );
    expect(lineOf(weicheng, '今后')).toBe(
      '要完成年度目标，今后7个月活动场所投入还需月均31.83万元、引进高层次人才还需月均9人；其余各项见表。',
    );
  });

  it('tells its tasks, its reports and what is asked of it', () => {
    expect(lineOf(weicheng, '任务')).toBe(
      '已过期限未完成的有“村级组织活动场所建设”（期限5月31日，推进中40%）；临近期限的有“站点命名表彰”（期限6月20日，未启动）。',
    );
    expect(lineOf(weicheng, '报送')).toBe('按时报送（6月1日09:00）。');
    expect(lineOf(weicheng, '要求')).toContain('请对照年度目标和序时进度，分析滞后的原因');
  });

  it('says plainly that a unit sent nothing, and blames it for no task that it did not tell of', () => {
    const missing = slipOf(MAY, 'hanting', APRIL);
    expect(bodyText(missing)).toContain(
      '寒亭区没有报送2007年5月报表，不评进度、不排位次、不计综合得分；下表带“*”的累计为最近一次报送的数。',
    );
    expect(wholeText(missing)).toContain('7*');
    expect(lineOf(missing, '任务')).toMatch(/^没有报进展的有/);
    expect(bodyText(missing)).not.toMatch(/滞后|未完成/);
    expect(lineOf(missing, '报送')).toMatch(/^漏报，报送截止时间为6月4日17:00/);
    expect(lineOf(missing, '要求')).toBe(
      '请尽快补报2007年5月报表，并说明未报的原因，补报以后再评进度、排位次。',
    );
  });

  it('asks for the month without which there is no score', () => {
    const flow = PLAN.indicators.map((one) =>
      one.code === 'JC01' ? { ...one, asks: 'period' as const } : one,
    );
    const plan = { ...PLAN, indicators: flow };
    const builder = aSnapshot('2007-05');
    for (const month of ['2007-01', '2007-02', '2007-04', '2007-05']) {
      builder.put('weicheng', month, cellsOf('weicheng', '30'));
    }
    const own = slipOf(aggregate(builder.build(), plan, AS_OF), 'weicheng', null, plan);
    expect(bodyText(own)).toContain('潍城区活动场所投入累计缺3月，不计综合得分、不排位次。');
    expect(lineOf(own, '要求')).toContain('请补报3月报表，补报以后再计综合得分');
    expect(lineOf(own, '失分')).not.toContain('权重');
  });

  it('of a year without targets says so once', () => {
    const board = aggregate(
      aSnapshot('2006-05').put('weicheng', '2006-05', cellsOf('weicheng', '30')).build(),
      PLAN,
      aMoment('2006-06-08T09:00'),
    );
    const own = bodyText(slipOf(board, 'weicheng'));
    expect(own.split('\n')[0]).toMatch(/^本年度未下达目标，不计算完成率、不排综合得分。数据截至/);
    expect(own).not.toMatch(/滞后|失分/);
  });

  it('is of the city’s departments too, which nobody is first among', () => {
    const own = slipOf(MAY, 'shizhi');
    expect(own.title).toBe('市直2007年5月组织工作进展情况');
    expect(wholeText(own)).not.toMatch(/最好单位|位次第一/);
  });

  it('of a year holds the year’s words and asks for no month of it', () => {
    const builder = aSnapshot('2007');
    for (const month of ['2007-11', '2007-12']) {
      builder.put('weicheng', month, cellsOf('weicheng', '80'));
      builder.put('shouguang', month, cellsOf('shouguang', '95'));
    }
    const year = aggregate(builder.build(), PLAN, aMoment('2008-01-08T09:00'));
    const own = slipOf(year, 'weicheng');
    expect(bodyText(own)).toContain('其中未完成2项');
    expect(bodyText(own)).not.toMatch(/序时|月均|今后/);
    expect(lineOf(own, '报送')).toBe('应报2次，按时2次。');
  });
});

describe('what is only another unit’s', () => {
  const plan = planWith({
    units: PLAN.units.map((unit) => ({
      ...unit,
      contact: { role: `${unit.id}的联系人`, phone: `${unit.id}的电话` },
    })),
    waivers: COUNTIES.map((unit) => ({
      rule: 'R01',
      unit: unitId(unit),
      from: '2007-01' as never,
      to: '2007-12' as never,
      reason: `${unit}的豁免理由`,
      approver: `${unit}的批准`,
    })),
  });
  const people = { weicheng: '30', hanting: '38', shouguang: '45' };
  const [now, then] = [boardOf('2007-05', people, plan), boardOf('2007-04', people, plan)];

  it('is on the board', () => {
    const text = JSON.stringify([now, plan.units, plan.waivers]);
    for (const unit of COUNTIES) {
      for (const what of ['备注', '进展', '亮点', '问题', '联系人', '电话', '豁免理由']) {
        expect(text).toContain(`${unit}的${what}`);
      }
      expect(text).toContain(`${unit}-2007-05.xlsx`);
    }
  });

  it.each(COUNTIES)('is nowhere in the sheet of %s, lineage included', (unit) => {
    const text = JSON.stringify(slipOf(now, unit, then, plan));
    for (const other of COUNTIES.filter((id) => id !== unit)) {
      expect(text).not.toContain(`${other}的`);
      expect(text).not.toContain(`${other}-2007`);
    }
  });

  it.each(UNITS)(
    'is nowhere in any sheet of %s: all figures are its own or the first one’s',
    (unit) => {
      fc.assert(
        fc.property(submissions, fc.constantFrom('2007-03', '2007-05', '2007-Q1'), (held, of) => {
          const board = aggregate({ ...aSnapshot(of).build(), submissions: held }, PLAN, AS_OF);
          const first = new Set(
            [
              ...board.sections.flatMap(({ indicators }) =>
                indicators.flatMap(({ units }) => units.filter(({ rank }) => rank === 1)),
              ),
            ].flatMap(({ completion, period }) => [completion.id, period.id]),
          );
          const best = board.scores.flatMap(({ units }) =>
            units.filter(({ rank }) => rank === 1).map(({ score }) => score.id),
          );
          for (const { id } of figuresIn(slipOf(board, unit))) {
            const isOwn = id.split('/')[1] === unit;
            expect([id, isOwn || first.has(id) || best.includes(id)]).toEqual([id, true]);
          }
        }),
        { numRuns: 30 },
      );
    },
  );
});

describe('any sheet', () => {
  it('prints no more for a month than one unit of its decimals above what is needed, and never less', () => {
    fc.assert(
      fc.property(submissions, fc.constantFrom(...UNITS), (held, unit) => {
        const board = aggregate(
          { ...aSnapshot('2007-05').build(), submissions: held },
          PLAN,
          AS_OF,
        );
        const own = unitBoard({ board, before: null, plan: PLAN, unit: unitId(unit) });
        const printed = new Map(
          figuresIn(composeSlip(own, PLAN, DATES)).map((figure) => [figure.id, figure]),
        );
        for (const { standing, indicator } of own.entries) {
          const { needed } = standing;
          if (needed.value === null) continue;
          const exact = decimal(roundFraction(needed.value, 12));
          const shown = decimal(printed.get(needed.id)!.text.replace(/[^\d.]/g, ''));
          const above = shown.minus(exact);
          const step = decimal(indicator.decimals === 0 ? '1' : '0.01');
          expect(above.gte('-0.000000000001') && above.lt(step)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('explains every figure, its place of the period before too', () => {
    for (const unit of [...COUNTIES, 'shizhi']) {
      const bulletin = slipOf(MAY, unit, APRIL);
      const from = { scoreboard: MAY, before: APRIL, bulletin, plan: PLAN };
      for (const { id } of figuresIn(bulletin)) expect(explainFigure(from, id)?.figure).toBe(id);
    }
    const bulletin = slipOf(MAY, 'weicheng', APRIL);
    const moved = explainFigure(
      { scoreboard: MAY, before: APRIL, bulletin, plan: PLAN },
      'RC01/weicheng/moved',
    );
    expect(moved?.operands.map(({ name, text }) => [name, text])).toEqual([
      ['潍城区“引进高层次人才”位次', '第2位'],
      ['2007年4月潍城区“引进高层次人才”位次', '第1位'],
    ]);
    expect(JSON.stringify(moved?.operands[1])).toContain('weicheng-2007-04.xlsx');
  });
});
