/** The shipped plan spoiled in one place: exactly the expected findings, each on its line. */
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../src/check/plan.ts';
import type { PlanFileName } from '../../src/model/plan-file.ts';
import { planFiles, replaced, SHIPPED } from './plan-texts.ts';

/** What is expected: the code, and words that stand on the line (the first such line unless `nth` says). */
type Expected = readonly [code: string, on: string, nth?: number, otherFile?: PlanFileName];
type Spoiling = Readonly<{
  title: string;
  file: PlanFileName;
  /** Where to begin looking for `from`. */
  after?: string;
  from: string;
  to: string;
  expect: readonly Expected[];
}>;

function lineWith(text: string, words: string, nth = 1): number {
  const lines = text.split('\n').flatMap((line, at) => (line.includes(words) ? [at + 1] : []));
  const line = lines[nth - 1];
  if (line === undefined) throw new Error(`no line ${String(nth)} with ${words}`);
  return line;
}

/** Codes and lines as found, and as expected, in the same spelling. */
function compare(spoiling: Spoiling): readonly [readonly string[], readonly string[]] {
  const { file, from, to, after } = spoiling;
  const text = replaced(SHIPPED[file], from, to, after);
  const { value, findings } = checkPlan(planFiles({ [file]: text }));
  expect(value === null).toBe(findings.some(({ severity }) => severity === 'error'));
  return [
    findings.map(({ code, place }) => `${place.file}:${String(place.line)} ${code}`),
    spoiling.expect.map(
      ([code, on, nth, other]) =>
        `config/${other ?? file}.yaml:${String(lineWith(other ? SHIPPED[other] : text, on, nth))} ${code}`,
    ),
  ];
}

const NEW_INDICATOR = `  - code: JC03
    name: 另一个指标
    section: jiceng
    kind: 时期数
    by: 县市区
    unitOfMeasure: 名
    says: 另有{figure}
`;

const SYNTAX: readonly Spoiling[] = [
  {
    title: 'a key twice',
    file: 'office',
    from: 'signer: 部长',
    to: 'signer: 部长\nsigner: 副部长',
    expect: [['PLAN_YAML_DUPLICATE_KEY', '副部长']],
  },
  {
    title: 'a tab before a key',
    file: 'units',
    from: '    name: 寒亭区',
    to: '\tname: 寒亭区',
    expect: [['PLAN_YAML_TAB', '\tname: 寒亭区']],
  },
  {
    title: 'keys out of line',
    file: 'units',
    from: '    name: 寒亭区',
    to: '   name: 寒亭区',
    expect: [['PLAN_YAML_INDENT', '   name: 寒亭区']],
  },
  {
    title: 'a Chinese colon',
    file: 'office',
    from: 'signer: 部长',
    to: 'signer：部长',
    expect: [['PLAN_YAML_COLON', 'signer：部长']],
  },
  {
    title: 'a colon without a space',
    file: 'rules',
    from: '    severity: 强制',
    to: '    severity:强制',
    expect: [['PLAN_YAML_COLON', 'severity:强制']],
  },
  {
    title: 'a bracket that does not close',
    file: 'rules',
    from: '[RC02, RC03]',
    to: '[RC02, RC03',
    expect: [['PLAN_YAML_UNCLOSED', '[RC02, RC03']],
  },
  {
    title: 'a reserved first character',
    file: 'office',
    from: 'signer: 部长',
    to: 'signer: @部长',
    expect: [['PLAN_YAML_RESERVED', '@部长']],
  },
  {
    title: 'an alias',
    file: 'office',
    from: 'signer: 部长',
    to: 'signer: *boss',
    expect: [['PLAN_YAML_REFERENCE', '*boss']],
  },
  {
    title: 'a second document',
    file: 'delivery',
    from: '\nattachments:',
    to: '\nmore: []\n---\nattachments:',
    expect: [
      ['PLAN_KEY_UNKNOWN', 'more: []'],
      ['PLAN_YAML_DOCUMENTS', '---'],
    ],
  },
];

const VALUES: readonly Spoiling[] = [
  {
    title: 'an unknown key that is nearly a known one',
    file: 'indicators',
    after: 'code: RC02',
    from: 'partOf:',
    to: 'part_of:',
    expect: [['PLAN_KEY_UNKNOWN', 'part_of']],
  },
  {
    title: 'a requirement with a condition that nobody knows',
    file: 'office',
    from: '- （有目标时）',
    to: '- （有指标时）',
    expect: [['PLAN_VALUE_FORMAT', '（有指标时）']],
  },
  {
    title: 'an unknown key',
    file: 'office',
    from: 'signer:',
    to: 'fax: 1\nsigner:',
    expect: [['PLAN_KEY_UNKNOWN', 'fax']],
  },
  {
    title: 'a missing key',
    file: 'indicators',
    after: 'code: JC03',
    from: '    says: 全市新发展党员{figure}\n',
    to: '',
    expect: [['PLAN_KEY_MISSING', 'code: JC03']],
  },
  {
    title: 'a key without a value',
    file: 'units',
    after: 'id: hanting',
    from: 'group: qu',
    to: 'group:',
    expect: [['PLAN_VALUE_EMPTY', 'group:', 2]],
  },
  {
    title: 'a value where a list belongs',
    file: 'rules',
    from: 'right: [RC01]',
    to: 'right: RC01',
    expect: [['PLAN_VALUE_SHAPE', 'right: RC01']],
  },
  {
    title: 'a list where a value belongs',
    file: 'office',
    from: 'signer: 部长',
    to: 'signer: [部长]',
    expect: [['PLAN_VALUE_SHAPE', 'signer:']],
  },
  {
    title: 'an empty list where one is needed',
    file: 'rules',
    from: 'right: [RC01]',
    to: 'right: []',
    expect: [['PLAN_VALUE_FORMAT', 'right: []']],
  },
  {
    title: 'a kind that does not exist',
    file: 'indicators',
    after: 'code: JC03',
    from: '时期数',
    to: '时间数',
    expect: [['PLAN_VALUE_CHOICE', '时间数']],
  },
  {
    title: 'a month that does not exist',
    file: 'indicators',
    from: 'to: 2006-12',
    to: 'to: 2006-13',
    expect: [['PLAN_VALUE_FORMAT', '2006-13']],
  },
  {
    title: 'a day that does not exist',
    file: 'tasks',
    from: '2007-02-17',
    to: '2007-02-30',
    expect: [['PLAN_VALUE_FORMAT', '2007-02-30']],
  },
  {
    title: 'more than six decimals',
    file: 'indicators',
    from: 'decimals: 2',
    to: 'decimals: 7',
    expect: [['PLAN_VALUE_FORMAT', 'decimals: 7']],
  },
  {
    title: 'words without the figure',
    file: 'indicators',
    from: '全市新发展党员{figure}',
    to: '全市新发展党员{figre}',
    expect: [['PLAN_VALUE_FORMAT', '{figre}']],
  },
  {
    title: 'a deadline rule nobody understands',
    file: 'calendar',
    from: '次月3日17:00，遇节假日顺延',
    to: '次月31日17:00',
    expect: [['PLAN_VALUE_FORMAT', 'due: 次月31日17:00']],
  },
  {
    title: 'a month that is none in a schedule',
    file: 'targets',
    from: '3月: 30%',
    to: '13月: 30%',
    expect: [['PLAN_KEY_FORM', '13月']],
  },
  {
    title: 'addressees with their own colon',
    file: 'office',
    from: '党委（党组）',
    to: '党委（党组）：',
    expect: [['PLAN_VALUE_FORMAT', '党委（党组）：']],
  },
];

const REFERENCES: readonly Spoiling[] = [
  {
    title: 'an unknown section',
    file: 'indicators',
    after: 'code: RC01',
    from: 'rencai',
    to: 'rencia',
    expect: [['PLAN_REFERENCE', 'section: rencia']],
  },
  {
    title: 'an unknown section of a task',
    file: 'tasks',
    from: 'section: huanjie',
    to: 'section: huangjie',
    expect: [['PLAN_REFERENCE', 'huangjie']],
  },
  {
    title: 'an unknown group',
    file: 'units',
    after: 'id: hanting',
    from: 'group: qu',
    to: 'group: quu',
    expect: [['PLAN_REFERENCE', 'group: quu']],
  },
  {
    title: 'an unknown parent',
    file: 'units',
    after: 'id: hanting',
    from: 'parent: weifang',
    to: 'parent: weifng',
    expect: [['PLAN_REFERENCE', 'weifng']],
  },
  {
    title: 'an unknown unit in a target',
    file: 'targets',
    from: 'shouguang:',
    to: 'shougang:',
    expect: [['PLAN_REFERENCE', 'shougang:']],
  },
  {
    title: 'an unknown indicator in a target',
    file: 'targets',
    from: 'indicator: JC03',
    to: 'indicator: JC99',
    expect: [['PLAN_REFERENCE', 'JC99']],
  },
  {
    title: 'an unknown schedule',
    file: 'targets',
    from: 'schedule: 前紧后松',
    to: 'schedule: 前松后紧',
    expect: [['PLAN_REFERENCE', 'schedule: 前松后紧']],
  },
  {
    title: 'an unknown whole',
    file: 'indicators',
    from: 'partOf: RC01',
    to: 'partOf: RC91',
    expect: [['PLAN_REFERENCE', 'RC91']],
  },
  {
    title: 'an unknown item in a rule',
    file: 'rules',
    from: '[RC01]',
    to: '[RD01]',
    expect: [['PLAN_REFERENCE', 'RD01']],
  },
  {
    title: 'a unit under itself',
    file: 'units',
    after: 'id: hanting',
    from: 'parent: weifang',
    to: 'parent: hanting',
    expect: [['PLAN_PARENT_CIRCLE', 'parent: hanting']],
  },
  {
    title: 'a code twice at the same time',
    file: 'indicators',
    from: '  - code: JC04',
    to: `${NEW_INDICATOR}  - code: JC04`,
    expect: [['PLAN_DUPLICATE', 'code: JC03', 2]],
  },
  {
    title: 'a unit twice at the same time',
    file: 'units',
    from: '  # 市直：',
    to: '  - id: weicheng\n    name: 又一个区\n    parent: weifang\n    group: qu\n    reports: 县市区\n    contact: { role: 填表人, phone: 0536-0000014 }\n    from: 2007-05\n  # 市直：',
    expect: [['PLAN_DUPLICATE', 'id: weicheng', 2]],
  },
  {
    title: 'a unit with the name of another',
    file: 'units',
    from: 'name: 寒亭区',
    to: 'name: 潍城区',
    expect: [['PLAN_DUPLICATE', 'name: 潍城区', 2]],
  },
  {
    title: 'the same code of GB/T 2260 twice',
    file: 'units',
    from: '370703',
    to: '370702',
    expect: [['PLAN_DUPLICATE', '370702', 2]],
  },
  {
    title: 'a task with the code of an indicator',
    file: 'tasks',
    from: 'code: T02',
    to: 'code: JC03',
    expect: [['PLAN_DUPLICATE', 'JC03']],
  },
  {
    title: 'dates the wrong way round',
    file: 'tasks',
    from: 'to: 2007-12',
    to: 'to: 2006-12',
    after: 'code: T02',
    expect: [['PLAN_DATES', 'from: 2007-01', 2]],
  },
  {
    title: 'a code that changes its unit of measure',
    file: 'indicators',
    from: '    says: 全市新发展党员{figure}\n',
    to: `    to: 2007-06\n    says: 全市新发展党员{figure}\n${NEW_INDICATOR.replace(': 名', ': 人 # 变')}    from: 2007-07\n`,
    expect: [['PLAN_SERIES_CHANGED', 'unitOfMeasure: 人\u0020', 1]],
  },
];

const MEANINGS: readonly Spoiling[] = [
  {
    title: 'a part in another unit of measure',
    file: 'indicators',
    after: 'code: RC02',
    from: 'unitOfMeasure: 人',
    to: 'unitOfMeasure: 人次',
    expect: [
      ['PLAN_PART_UNLIKE', 'partOf: RC01'],
      ['PLAN_RULE_MIXED', 'left: [RC02, RC03]', 1, 'rules'],
    ],
  },
  {
    title: 'a part that outlives its whole',
    file: 'indicators',
    after: 'code: RC01',
    from: '    weight: 3\n',
    to: '    weight: 3\n    to: 2007-12\n',
    expect: [
      ['PLAN_PART_DATES', 'partOf: RC01'],
      ['PLAN_PART_DATES', 'partOf: RC01', 2],
    ],
  },
  {
    title: 'a part of itself',
    file: 'indicators',
    from: 'partOf: RC01',
    to: 'partOf: RC02',
    expect: [['PLAN_PART_SELF', 'partOf: RC02']],
  },
  {
    title: 'a ratio without its denominator',
    file: 'indicators',
    after: 'code: JC02',
    from: '    denominator:\n      name: 具备条件的企业数\n      unitOfMeasure: 家\n',
    to: '',
    expect: [['PLAN_RATIO_PARTS', 'kind: 比率', 2]],
  },
  {
    title: 'a ratio of 人 and 人次',
    file: 'indicators',
    after: 'name: 参加测评人数',
    from: 'unitOfMeasure: 人',
    to: 'unitOfMeasure: 人次',
    expect: [['PLAN_RATIO_PARTS_UNLIKE', 'unitOfMeasure: 人次']],
  },
  {
    title: 'a ratio that is not in percent',
    file: 'indicators',
    after: 'code: JC02',
    from: "unitOfMeasure: '%'",
    to: 'unitOfMeasure: 家',
    expect: [['PLAN_RATIO_UNIT', 'unitOfMeasure: 家', 3]],
  },
  {
    title: 'percentages that would be added',
    file: 'indicators',
    after: 'code: JC03',
    from: 'unitOfMeasure: 名',
    to: 'unitOfMeasure: "%"',
    expect: [['PLAN_PERCENT_UNIT', 'unitOfMeasure: "%"']],
  },
  {
    title: 'a key of another kind',
    file: 'indicators',
    after: 'code: JC03',
    from: '    weight: 3\n',
    to: '    weight: 3\n    maxPercent: 100\n',
    expect: [['PLAN_KEY_NOT_OF_KIND', 'maxPercent', 4]],
  },
  {
    title: 'approximate without floorTo',
    file: 'indicators',
    from: '    floorTo: 10000\n',
    to: '',
    expect: [['PLAN_FLOOR_MISSING', 'approximate: 是']],
  },
  {
    title: 'floorTo without approximate',
    file: 'indicators',
    from: '    approximate: 是\n',
    to: '',
    expect: [['PLAN_FLOOR_UNUSED', 'floorTo: 10000']],
  },
  {
    title: 'floorTo zero',
    file: 'indicators',
    from: 'floorTo: 10000',
    to: 'floorTo: 0',
    expect: [['PLAN_FLOOR_ZERO', 'floorTo: 0']],
  },
  {
    title: 'decimals in Chinese numerals',
    file: 'indicators',
    from: '    style: 汉字',
    to: '    decimals: 1\n    style: 汉字',
    expect: [
      ['PLAN_HANZI_DECIMALS', 'style: 汉字'],
      ['PLAN_SERIES_CHANGED', 'code: PX04', 2],
    ],
  },
];

const TARGETS: readonly Spoiling[] = [
  {
    title: 'units that do not add up to the city',
    file: 'targets',
    after: 'indicator: JC03',
    from: 'city: 10000',
    to: 'city: 10001',
    expect: [['PLAN_TARGET_SUM', 'city: 10001']],
  },
  {
    title: 'a year without the indicator',
    file: 'targets',
    after: 'indicator: JC04',
    from: 'year: 2007',
    to: 'year: 2006',
    expect: [['PLAN_TARGET_YEAR', 'year: 2006']],
  },
  {
    title: 'a target for an approximate indicator',
    file: 'targets',
    from: 'indicator: YC01',
    to: 'indicator: YC03',
    expect: [['PLAN_TARGET_NOT_ALLOWED', 'indicator: YC03']],
  },
  {
    title: 'a target for a place',
    file: 'targets',
    from: 'indicator: RS01',
    to: 'indicator: ZS02',
    expect: [['PLAN_TARGET_NOT_ALLOWED', 'indicator: ZS02']],
  },
  {
    title: 'the same target twice',
    file: 'targets',
    from: 'indicator: RC02',
    to: 'indicator: RC01',
    expect: [['PLAN_DUPLICATE', 'indicator: RC01', 2]],
  },
  {
    title: 'a target for months of another year',
    file: 'targets',
    from: 'year: 2007\n    city: 12\n',
    to: 'year: 2007\n    from: 2008-01\n    city: 12\n',
    expect: [['PLAN_TARGET_DATES', '- indicator: RS01']],
  },
  {
    title: 'a county’s target for what the city reports',
    file: 'targets',
    from: 'shizhi: 12',
    to: 'weicheng: 12',
    expect: [['PLAN_TARGET_UNIT', 'weicheng: 12']],
  },
  {
    title: 'percent of what is counted',
    file: 'targets',
    from: 'city: 10000',
    to: 'city: 10000%',
    expect: [['PLAN_TARGET_PERCENT', 'city: 10000%']],
  },
  {
    title: 'more decimals than the indicator has',
    file: 'targets',
    from: 'city: 10000',
    to: 'city: 10000.5',
    expect: [
      ['PLAN_TARGET_DECIMALS', 'city: 10000.5'],
      ['PLAN_TARGET_SUM', 'city: 10000.5'],
    ],
  },
  {
    title: 'more than all',
    file: 'targets',
    after: 'indicator: JC04',
    from: 'city: 95%',
    to: 'city: 950%',
    expect: [['PLAN_TARGET_ABOVE', 'city: 950%']],
  },
  {
    title: 'a ratio with a schedule',
    file: 'targets',
    after: 'indicator: JC04',
    from: '    city: 95%',
    to: '    schedule: 按月均摊\n    city: 95%',
    expect: [['PLAN_TARGET_SCHEDULE', 'schedule: 按月均摊']],
  },
  {
    title: 'a count with a day',
    file: 'targets',
    from: '    city: 10000',
    to: '    by: 2007-12-31\n    city: 10000',
    expect: [['PLAN_TARGET_BY', 'by: 2007-12-31']],
  },
  {
    title: 'a day in another year',
    file: 'targets',
    after: 'indicator: JC04',
    from: 'by: 2007-06-30',
    to: 'by: 2008-06-30',
    expect: [['PLAN_TARGET_BY_YEAR', '2008-06-30']],
  },
  {
    title: 'a schedule that falls',
    file: 'targets',
    from: '6月: 60%',
    to: '6月: 20%',
    expect: [['PLAN_SCHEDULE_FALLS', '6月: 20%']],
  },
  {
    title: 'a schedule that stops short of all',
    file: 'targets',
    from: '12月: 100%',
    to: '12月: 99.99%',
    expect: [['PLAN_SCHEDULE_END', '12月: 99.99%']],
  },
  {
    title: 'a schedule without December',
    file: 'targets',
    from: '      12月: 100%\n',
    to: '',
    expect: [['PLAN_SCHEDULE_END', 'milestones:']],
  },
  {
    title: 'a month twice',
    file: 'targets',
    from: '6月: 60%',
    to: '6月: 60%\n      6: 60%',
    expect: [['PLAN_SCHEDULE_MONTH', ' 6月: 60%']],
  },
];

const WAIVERS = `waivers:
  - rule: R01
    unit: weicheng
    from: 2007-03
    to: 2007-06
    reason: 移交的人才尚未划清
    approver: 人才工作科`;

const REST: readonly Spoiling[] = [
  {
    title: 'a rule between 人 and 人次',
    file: 'rules',
    from: '[RC01]',
    to: '[PX01]',
    expect: [['PLAN_RULE_MIXED', 'left: [RC02, RC03]']],
  },
  {
    title: 'a rule of 其中 and its whole that would only be told',
    file: 'rules',
    from: 'severity: 强制',
    to: 'severity: 提示',
    expect: [['PLAN_RULE_PARTS', 'severity: 提示']],
  },
  {
    title: 'a rule of 其中 and its whole on trial',
    file: 'rules',
    from: 'severity: 强制',
    to: 'severity: 强制\n    trial: 是',
    expect: [['PLAN_RULE_PARTS', 'trial: 是']],
  },
  {
    title: 'a rule between two forms',
    file: 'rules',
    from: '[RC02, RC03]',
    to: '[PX04]',
    expect: [['PLAN_RULE_MIXED', 'left: [PX04]']],
  },
  {
    title: 'a rule between two forms and two months',
    file: 'rules',
    from: '[RS02]',
    to: '[RS02, RS02 上月]',
    expect: [['PLAN_RULE_ACROSS', 'left: [RS02, RS02 上月]']],
  },
  {
    title: 'a rule without a figure of the month',
    file: 'rules',
    from: 'left: [YC02]',
    to: 'left: [YC02 上年同期]',
    expect: [['PLAN_RULE_NOW', 'left: [YC02 上年同期]']],
  },
  {
    title: 'a month that no rule knows',
    file: 'rules',
    from: '[YC02 上月 × 0.9]',
    to: '[YC02 前月 × 0.9]',
    expect: [['PLAN_VALUE_FORMAT', 'right: [YC02 前月 × 0.9]']],
  },
  {
    title: 'an example that should pass and does not',
    file: 'rules',
    from: 'passes: { RC02: 3, RC03: 4, RC01: 10 }',
    to: 'passes: { RC02: 3, RC03: 8, RC01: 10 }',
    expect: [['PLAN_RULE_EXAMPLE', 'passes: { RC02: 3, RC03: 8']],
  },
  {
    title: 'an example that should fail and does not',
    file: 'rules',
    from: 'fails: { YC02: 80, YC02 上月: 100 }',
    to: 'fails: { YC02: 90, YC02 上月: 100 }',
    expect: [['PLAN_RULE_EXAMPLE', 'fails: { YC02: 90']],
  },
  {
    title: 'an example without one of the items',
    file: 'rules',
    from: 'passes: { YC02: 95, YC02 上月: 100 }',
    to: 'passes: { YC02: 95 }',
    expect: [['PLAN_RULE_EXAMPLE_LACKS', 'passes: { YC02: 95 }']],
  },
  {
    title: 'an example with an item that the rule does not name',
    file: 'rules',
    from: 'passes: { YC02: 95, YC02 上月: 100 }',
    to: 'passes: { YC02: 95, YC02 上月: 100, YC01: 5 }',
    expect: [['PLAN_RULE_EXAMPLE_UNUSED', 'YC01: 5 }']],
  },
  {
    title: 'a rule that ends before it begins',
    file: 'rules',
    from: '    trial: 是',
    to: '    from: 2007-06\n    to: 2007-05',
    expect: [['PLAN_DATES', 'from: 2007-06']],
  },
  {
    title: 'a rule that stands twice',
    file: 'rules',
    from: 'id: R02',
    to: 'id: R01',
    expect: [['PLAN_DUPLICATE', 'id: R01', 2]],
  },
  {
    title: 'a waiver of nothing for nobody',
    file: 'rules',
    from: 'waivers: []',
    to: WAIVERS.replace('R01', 'R09').replace('weicheng', 'weichen'),
    expect: [
      ['PLAN_REFERENCE', 'rule: R09'],
      ['PLAN_REFERENCE', 'unit: weichen', 2],
    ],
  },
  {
    title: 'a waiver that never ends',
    file: 'rules',
    from: 'waivers: []',
    to: WAIVERS.replace('    to: 2007-06\n', ''),
    expect: [['PLAN_KEY_MISSING', '- rule: R01', 2]],
  },
  {
    title: 'a second waiver of the same at the same time',
    file: 'rules',
    from: 'waivers: []',
    to: `${WAIVERS}\n${WAIVERS.replace('waivers:\n', '')}`,
    expect: [['PLAN_DUPLICATE', '- rule: R01', 3]],
  },
  {
    title: 'a threshold that is no number of times',
    file: 'rules',
    from: 'leap: 8',
    to: 'leap: 0',
    expect: [['PLAN_VALUE_FORMAT', 'leap: 0']],
  },
  {
    title: 'a rule with a ratio itself',
    file: 'rules',
    from: '[RC01]',
    to: '[JC04]',
    expect: [['PLAN_RULE_RATIO', '[JC04]']],
  },
  {
    title: 'a rule with an item twice',
    file: 'rules',
    from: '[RC01]',
    to: '[RC02]',
    expect: [['PLAN_RULE_TWICE', 'right: [RC02]']],
  },
  {
    title: 'a rule with a place',
    file: 'rules',
    from: '[RC01]',
    to: '[ZS02]',
    expect: [['PLAN_RULE_KIND', '[ZS02]']],
  },
  {
    title: 'a rule between a month and a year’s figures',
    file: 'rules',
    from: 'left: [RC02, RC03]\n    relation: ≤\n    right: [RC01]',
    to: 'left: [YC05]\n    relation: ≤\n    right: [YC01]',
    expect: [['PLAN_RULE_ASKS', 'left: [YC05]']],
  },
  {
    title: 'a deadline after the task’s end',
    file: 'tasks',
    from: '2007-12-31',
    to: '2008-01-31',
    expect: [['PLAN_TASK_DEADLINE', '2008-01-31']],
  },
  {
    title: 'a monthly task with a deadline',
    file: 'tasks',
    from: '    everyMonth: 是',
    to: '    everyMonth: 是\n    deadline: 2007-12-31',
    expect: [['PLAN_TASK_MONTHLY', 'deadline: 2007-12-31', 2]],
  },
  {
    title: 'two forms for the same units',
    file: 'forms',
    from: 'by: 市直',
    to: 'by: 县市区',
    expect: [
      ['PLAN_FORM_LACKING', 'reports: 市直', 1, 'units'],
      ['PLAN_FORMS_OVERLAP', 'by: 县市区', 2],
    ],
  },
  {
    title: 'issued before it is due',
    file: 'calendar',
    from: '次月8日',
    to: '次月2日',
    expect: [['PLAN_ISSUE_BEFORE_DUE', 'issue:']],
  },
  {
    title: 'a day of rest and of work',
    file: 'calendar',
    from: 'restDays: []',
    to: 'restDays:\n  - 2007-04-20\n  - 2007-04-20',
    expect: [['PLAN_DAY_TWICE', '  - 2007-04-20', 3]],
  },
];

describe.each([
  ['spelling', SYNTAX],
  ['values', VALUES],
  ['references and names', REFERENCES],
  ['indicators', MEANINGS],
  ['targets', TARGETS],
  ['rules, tasks, forms, calendar', REST],
])('a plan spoiled in its %s', (_, spoilings) => {
  it.each(spoilings)('$title', (spoiling) => {
    const [found, expected] = compare(spoiling);
    expect(found).toEqual(expected);
  });
});
