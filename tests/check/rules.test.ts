/** The plan's 审核关系: within a form, between months, between forms; severities, 试运行, waivers. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { identify } from '../../src/check/identity.ts';
import { judgeRule } from '../../src/model/rule.ts';
import { checkSubmission } from '../../src/check/submission.ts';
import { parseRuleTerm, termText } from '../../src/model/catalogue/rule-words.ts';
import type { CellGrid } from '../../src/model/cell-grid.ts';
import { decimal, decimalText } from '../../src/model/decimal.ts';
import type { FigureFilling } from '../../src/model/filling.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Month } from '../../src/model/period.ts';
import type { Plan, Rule, Waiver } from '../../src/model/plan.ts';
import type { Accepted } from '../../src/model/submission.ts';
import { bytesOf, fullFilling, gridOf, sheetFor } from '../build/form.ts';
import { anIndicator, aPlan, aRule, unitId } from '../build/plan.ts';
import { anAccepted } from '../build/snapshot.ts';
import { moment } from '../build/world.ts';
import { SEAL } from '../build/seal.ts';

const AT = moment('2007-12-20T09:00:00+08:00');

type Known = Readonly<{ history?: readonly Accepted[]; others?: readonly Accepted[] }>;
type Over = Readonly<Record<string, FigureFilling>>;

const CITY_ITEM = anIndicator('RS01', { section: 'renshi', by: 'city' });

function planOf(rules: readonly Rule[], waivers: readonly Waiver[] = []): Plan {
  const plan = aPlan();
  const indicators = plan.indicators.map((one) => (one.code === 'RS01' ? CITY_ITEM : one));
  return { ...plan, indicators, rules, waivers };
}

async function formOf(unit: string, month: string, over: Over = {}): Promise<CellGrid> {
  const sheet = sheetFor(unit, month, planOf([]));
  return gridOf(await bytesOf(sheet, fullFilling(sheet, over)));
}

/** What is said of the plan's rules, and whether the form was accepted. */
function judge(grid: CellGrid, plan: Plan, known: Known = {}): readonly Finding[] {
  const fileName = '报表.xlsx';
  const context = { plan, history: [], ...known, seal: SEAL, at: AT, fileName };
  const { findings, submission } = checkSubmission(grid, identify(grid, context), context);
  expect(submission === null).toBe(findings.some(({ severity }) => severity === 'error'));
  return findings.filter(({ code }) => code.startsWith('C_RULE'));
}

function codes(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ code }) => code);
}

let may: CellGrid;
let january: CellGrid;
beforeAll(async () => {
  may = await formOf('hanting', '2007-05', { RC01: { value: 12 } });
  january = await formOf('hanting', '2007-01', { RC01: { value: 1 }, RC02: { value: 0 } });
});

describe('a term', () => {
  it.each(['RC01', 'JC02-1 上月', 'RC01 上年同期 × 1.2', 'RC01 合计', 'RC01 × 0.5', '100', '12.5'])(
    '%s reads as it is written',
    (text) => {
      expect(termText(parseRuleTerm(text)!)).toBe(text);
    },
  );

  it.each([
    ['RC01上月×1.2', 'RC01 上月 × 1.2'],
    ['RC01 * 2', 'RC01 × 2'],
    ['RC01 × 1.0', 'RC01'],
  ])('%s is the same as %s', (text, meant) => {
    expect(termText(parseRuleTerm(text)!)).toBe(meant);
  });

  it.each([
    '',
    'rc01',
    'RC01 前月',
    'RC01 + RC02',
    '-5',
    'RC01 × -1',
    'RC01 上月 合计',
    '1 × RC01',
  ])('%j is none', (text) => {
    expect(parseRuleTerm(text)).toBeNull();
  });
});

describe('a rule', () => {
  const number = fc.integer({ min: 0, max: 10_000 });

  it('compares exact sums of items times factors', () => {
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        const rule = aRule(['RC01', 'RC02 × 0.1'], '≤', ['RC03', '7']);
        const given = new Map([
          ['RC01', a],
          ['RC02', b],
          ['RC03', c],
        ]);
        const outcome = judgeRule(rule, ({ item }) => decimal(String(given.get(item)!)));
        expect(outcome!.holds).toBe(a * 10 + b <= (c + 7) * 10);
        const turned = { ...rule, left: rule.right, relation: '≥' as const, right: rule.left };
        const same = judgeRule(turned, ({ item }) => decimal(String(given.get(item)!)));
        expect(same!.holds).toBe(outcome!.holds);
        expect(decimalText(same!.right)).toBe(decimalText(outcome!.left));
      }),
    );
  });

  it('says nothing where a figure is missing', () => {
    const rule = aRule(['RC01'], '≤', ['RC02', '5']);
    const amount = decimal('100');
    expect(judgeRule(rule, ({ item }) => (item === 'RC02' ? null : amount))).toBeNull();
  });
});

describe('what becomes of a fault', () => {
  const broken = aRule(['RC01'], '≤', ['RC06']);
  const waiver: Waiver = {
    rule: 'R01',
    unit: unitId('hanting'),
    from: '2007-03' as Month,
    to: '2007-06' as Month,
    reason: '口径正在调整',
    approver: '人才工作科',
  };

  it.each([
    ['强制', 'C_RULE', 'error'],
    ['核实', 'C_RULE_WHY', 'error'],
    ['提示', 'C_RULE', 'note'],
  ] as const)('%s gives %s (%s)', (severity, code, told) => {
    const found = judge(may, planOf([{ ...broken, severity }]));
    expect(found).toMatchObject([{ code, severity: told, item: '引进高层次人才' }]);
    expect(found[0]!.message).toContain('12 ≤ 10 不成立');
  });

  it('核实 is accepted with a remark at any of its items, and the remark is told', async () => {
    const rule = { ...broken, severity: '核实' as const };
    for (const item of ['RC01', 'RC06']) {
      const over: Over = { RC01: { value: 12 }, RC06: { value: 10 } };
      const said = { ...over, [item]: { ...over[item]!, remark: '省里追加了名额' } };
      const found = judge(await formOf('hanting', '2007-05', said), planOf([rule]));
      expect(found).toMatchObject([{ code: 'C_RULE_REASON', severity: 'warning' }]);
      expect(found[0]!.message).toContain('省里追加了名额');
    }
    const empty: Over = { RC01: { value: 12, remark: '无' } };
    const found = judge(await formOf('hanting', '2007-05', empty), planOf([rule]));
    expect(codes(found)).toEqual(['C_RULE_WHY']);
  });

  it.each(['强制', '核实', '提示'] as const)('%s on trial is only told', (severity) => {
    const found = judge(may, planOf([{ ...broken, severity, trial: true }]));
    expect(found).toMatchObject([{ code: 'C_RULE_TRIAL', severity: 'note' }]);
    expect(found[0]!.message).toContain('试运行');
  });

  it('a waiver turns it into a note that names reason, approver and end', () => {
    const found = judge(may, planOf([broken], [waiver]));
    expect(found).toMatchObject([{ code: 'C_RULE_WAIVED', severity: 'note' }]);
    expect(found[0]!.message).toMatch(/口径正在调整（人才工作科批准，到2007年6月为止）/);
  });

  it.each([
    ['another rule', { rule: 'R02' }],
    ['another unit', { unit: unitId('weicheng') }],
    ['months before', { to: '2007-04' as Month }],
    ['months after', { from: '2007-06' as Month }],
  ] as const)('a waiver for %s changes nothing', (_, over) => {
    expect(codes(judge(may, planOf([broken], [{ ...waiver, ...over }])))).toEqual(['C_RULE']);
  });

  it('a waiver of a rule that sets 其中 against its whole lets off what is checked without it', async () => {
    const parts = aRule(['RC02'], '≤', ['RC01']);
    const more = await formOf('hanting', '2007-05', { RC01: { value: 5 }, RC02: { value: 8 } });
    const told = (waivers: readonly Waiver[]): readonly string[] => {
      const context = { plan: planOf([parts], waivers), history: [], seal: SEAL, at: AT };
      const known = { ...context, fileName: '报表.xlsx' };
      const { findings, submission } = checkSubmission(more, identify(more, known), known);
      const said = findings.filter(({ code }) => code.startsWith('C_'));
      return [submission === null ? '退回' : '接收', ...said.map(({ code }) => code)];
    };
    expect(told([])).toEqual(['退回', 'C_PART']);
    expect(told([waiver])).toEqual(['接收', 'C_RULE_WAIVED']);
    expect(told([{ ...waiver, to: '2007-04' as Month }])).toEqual(['退回', 'C_PART']);
    expect(told([{ ...waiver, unit: unitId('weicheng') }])).toEqual(['退回', 'C_PART']);
  });

  it('a rule counts in its own months only', () => {
    const later = planOf([{ ...broken, from: '2007-06' as Month }]);
    expect(judge(may, later)).toEqual([]);
    expect(judge(may, planOf([{ ...broken, to: '2007-05' as Month }]))).toHaveLength(1);
  });
});

describe('a rule between months', () => {
  const lastMonth = planOf([aRule(['RC01'], '≤', ['RC01 上月 × 1.5'])]);
  const lastYear = planOf([aRule(['RC06'], '≤', ['RC06 上年同期'])]);
  const at = (month: string, item: string, value: string): Known => ({
    history: [anAccepted('hanting', month, { [item]: value })],
  });

  it('looks at the month before and says which it was', () => {
    const found = judge(may, lastMonth, at('2007-04', 'RC01', '7'));
    expect(codes(found)).toEqual(['C_RULE']);
    expect(found[0]!.message).toMatch(/12 ≤ 10\.5 不成立（其中2007年4月“引进高层次人才” 7）/);
    expect(judge(may, lastMonth, at('2007-04', 'RC01', '8'))).toEqual([]);
  });

  it('looks at the same month of last year', () => {
    expect(codes(judge(may, lastYear, at('2006-05', 'RC06', '9')))).toEqual(['C_RULE']);
    expect(judge(may, lastYear, at('2006-05', 'RC06', '10'))).toEqual([]);
  });

  it('says nothing where that month was not reported, or did not have the item', () => {
    expect(judge(may, lastMonth)).toEqual([]);
    expect(judge(may, lastMonth, at('2007-03', 'RC01', '7'))).toEqual([]);
    expect(judge(may, lastMonth, at('2007-04', 'RC06', '7'))).toEqual([]);
    expect(judge(may, lastMonth, at('2007-04', 'RC01', '不适用'))).toEqual([]);
  });

  it('holds no January’s 累计 to December’s, but a stock', () => {
    const flow = planOf([aRule(['RC01'], '≥', ['RC01 上月'])]);
    expect(judge(january, flow, at('2006-12', 'RC01', '90'))).toEqual([]);
    const stock = planOf([aRule(['RC06'], '≥', ['RC06 上月'])]);
    expect(codes(judge(january, stock, at('2006-12', 'RC06', '90')))).toEqual(['C_RULE']);
  });
});

describe('a form that comes after the next month’s', () => {
  const rule = aRule(['RC06'], '≥', ['RC06 上月 × 0.9'], { severity: '核实' });
  const june = (value: string, remark = ''): Known => ({
    history: [anAccepted('hanting', '2007-06', { RC06: { value, remark } })],
  });

  it('is held to it, and its fault names that month', () => {
    const found = judge(may, planOf([rule]), june('8'));
    expect(found).toMatchObject([{ code: 'C_RULE_WHY', item: '市级拔尖人才' }]);
    expect(found[0]!.message).toMatch(/8 ≥ 9 不成立（其中2007年6月“市级拔尖人才” 8）/);
    expect(judge(may, planOf([rule]), june('9'))).toEqual([]);
  });

  it('passes with the reason that the later form gave', () => {
    const found = judge(may, planOf([rule]), june('8', '3人调出'));
    expect(codes(found)).toEqual(['C_RULE_REASON']);
    expect(found[0]!.message).toContain('3人调出');
  });

  it('is held to the rules of that month', () => {
    const until = planOf([{ ...rule, to: '2007-05' as Month }]);
    expect(judge(may, until, june('8'))).toEqual([]);
  });
});

describe('a rule between a county’s and the city’s form', () => {
  const each = planOf([aRule(['RC01'], '≤', ['RS01'])]);
  const all = planOf([aRule(['RS01'], '=', ['RC01 合计'])]);
  const county = (unit: string, value: string): Accepted =>
    anAccepted(unit, '2007-05', { RC01: value });
  const city = (value: string): Accepted => ({
    ...anAccepted('shizhi', '2007-05', { RS01: value }),
    form: 'shizhi',
  });
  let ofCity: CellGrid;
  beforeAll(async () => {
    ofCity = await formOf('shizhi', '2007-05');
  });

  it('waits for the second form, whichever it is', () => {
    expect(judge(may, each)).toEqual([]);
    expect(judge(ofCity, each)).toEqual([]);
    const found = judge(may, each, { others: [city('11')] });
    expect(found[0]!.message).toMatch(/12 ≤ 11 不成立（其中“指标RS01” 11）/);
    const late = judge(ofCity, each, {
      others: [county('hanting', '12'), county('weicheng', '3')],
    });
    expect(late).toHaveLength(1);
    expect(late[0]!.message).toMatch(/12 ≤ 10 不成立（其中寒亭区“引进高层次人才” 12）/);
  });

  it('finds fault exactly when the other order of arrival would have', async () => {
    const amounts = [0, 9, 10, 11];
    for (const value of amounts) {
      const form = await formOf('hanting', '2007-05', { RC01: { value }, RC02: { value: 0 } });
      const first = judge(form, each, { others: [city('10')] });
      const second = judge(ofCity, each, { others: [county('hanting', String(value))] });
      expect(first.length).toBe(second.length);
    }
  });

  it('adds all counties up once all are in; what does not apply adds nothing', () => {
    const two = [county('weicheng', '3'), county('shouguang', '2')];
    expect(judge(ofCity, all, { others: two })).toEqual([]);
    const three = [...two, county('hanting', '12')];
    expect(codes(judge(ofCity, all, { others: three }))).toEqual(['C_RULE']);
    const none = [county('weicheng', '不适用'), county('shouguang', '4'), county('hanting', '6')];
    expect(judge(ofCity, all, { others: none })).toEqual([]);
    expect(judge(may, all, { others: [...two, city('17')] })).toEqual([]);
    const last = judge(may, all, { others: [...two, city('16')] });
    expect(last[0]!.message).toMatch(/16 = 17 不成立.*各单位合计 17/);
  });

  it('adds several city departments up, from either side', async () => {
    const another = { ...each.units.find(({ id }) => id === 'shizhi')!, id: unitId('jiaoyu') };
    const plan = { ...each, units: [...each.units, { ...another, name: '市教育局' }] };
    const form = await formOf('hanting', '2007-05', { RC01: { value: 14 } });
    const held = { ...city('3'), unit: unitId('jiaoyu') };
    expect(judge(form, plan, { others: [city('10')] })).toEqual([]);
    expect(codes(judge(form, plan, { others: [city('10'), held] }))).toEqual(['C_RULE']);
    expect(judge(ofCity, plan, { others: [county('hanting', '14')] })).toEqual([]);
    const late = judge(ofCity, plan, { others: [county('hanting', '14'), held] });
    expect(late[0]!.message).toContain('14 ≤ 13');
  });

  it('says nothing where the city’s figure does not apply', () => {
    expect(judge(may, each, { others: [city('不适用')] })).toEqual([]);
  });

  it('waives the fault for the county that is compared', () => {
    const waiver: Waiver = {
      rule: 'R01',
      unit: unitId('hanting'),
      from: '2007-05' as Month,
      to: '2007-05' as Month,
      reason: '口径正在调整',
      approver: '人才工作科',
    };
    const others = [county('hanting', '12'), county('weicheng', '13')];
    const found = judge(ofCity, { ...each, waivers: [waiver] }, { others });
    expect([...codes(found)].sort()).toEqual(['C_RULE', 'C_RULE_WAIVED']);
  });
});
