/** What an administrator does to the plan with Notepad and a Chinese input method, and what the check answers. */
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkPlan } from '../../src/check/plan.ts';
import { readPlanFiles } from '../../src/intake/plan-files.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { PlanFileName } from '../../src/model/plan-file.ts';
import { CONFIG, planFiles, replaced, SHIPPED } from './plan-texts.ts';

function linesWith(text: string, words: string): readonly number[] {
  return text.split('\n').flatMap((line, at) => (line.includes(words) ? [at + 1] : []));
}

function told({ code, place, suggestion }: Finding): readonly unknown[] {
  return [code, place.line, suggestion];
}

type Slip = Readonly<{
  title: string;
  file: PlanFileName;
  from: string;
  to: string;
  after?: string;
  /** Code, words on the line it has to name, and what the administrator should type. */
  expect: readonly (readonly [code: string, on: string, meant?: string])[];
}>;

function aWaiver(rule: string, unit: string, from: string, to: string): string {
  return `  - rule: ${rule}\n    unit: ${unit}\n    from: ${from}\n    to: ${to}\n    reason: 未划清\n    approver: 人才工作科`;
}

const COLONS: readonly Slip[] = [
  {
    title: 'a Chinese colon in an entry',
    file: 'units',
    from: 'name: 寒亭区',
    to: 'name：寒亭区',
    expect: [['PLAN_YAML_COLON', 'name：寒亭区', 'name: 寒亭区']],
  },
  {
    title: 'a Chinese colon above a deeper level',
    file: 'units',
    from: '\nunits:',
    to: '\nunits：',
    expect: [['PLAN_YAML_COLON', 'units：', 'units:']],
  },
  {
    title: 'a Chinese colon in the first key of an entry',
    file: 'units',
    from: '- id: hanting',
    to: '- id：hanting',
    expect: [['PLAN_YAML_COLON', '- id：hanting', '- id: hanting']],
  },
  {
    title: 'a Chinese colon behind a month',
    file: 'targets',
    from: '3月: 30%',
    to: '3月：30%',
    expect: [['PLAN_YAML_COLON', '3月：30%', '3月: 30%']],
  },
  {
    title: 'no blank behind a colon',
    file: 'units',
    from: 'name: 寒亭区',
    to: 'name:寒亭区',
    expect: [['PLAN_YAML_COLON', 'name:寒亭区', 'name: 寒亭区']],
  },
  {
    title: 'a full-width blank behind a colon',
    file: 'units',
    from: 'name: 寒亭区',
    to: 'name:　寒亭区',
    expect: [['PLAN_YAML_COLON', 'name:　寒亭区', 'name: 寒亭区']],
  },
  {
    title: 'a colon within the text',
    file: 'indicators',
    from: 'says: 全市新发展党员{figure}',
    to: 'says: 党员: 新发展{figure}',
    expect: [['PLAN_YAML_COLON', 'says: 党员:', "says: '党员: 新发展{figure}'"]],
  },
  {
    title: 'a Chinese key',
    file: 'delivery',
    from: '\nattachments:',
    to: '\n附件：',
    expect: [
      ['PLAN_KEY_MISSING', '# yaml-language-server'],
      ['PLAN_YAML_COLON', '附件：', '附件: '],
      ['PLAN_KEY_UNKNOWN', '附件：'],
    ],
  },
];

const BLANKS: readonly Slip[] = [
  {
    title: 'a tab',
    file: 'units',
    from: '    name: 寒亭区',
    to: '\tname: 寒亭区',
    expect: [['PLAN_YAML_TAB', '\tname: 寒亭区', '行首 4 个空格，再写 name: 寒亭区']],
  },
  {
    title: 'full-width blanks',
    file: 'units',
    from: '    name: 寒亭区',
    to: '　　name: 寒亭区',
    expect: [['PLAN_YAML_BLANK', '　　name: 寒亭区', '行首 4 个空格，再写 name: 寒亭区']],
  },
  {
    title: 'one blank too few',
    file: 'units',
    from: '    name: 寒亭区',
    to: '   name: 寒亭区',
    expect: [['PLAN_YAML_INDENT', '   name: 寒亭区', '行首 4 个空格，再写 name: 寒亭区']],
  },
  {
    title: 'an entry too far in',
    file: 'units',
    from: '  - id: hanting',
    to: '   - id: hanting',
    expect: [['PLAN_YAML_INDENT', '- id: hanting', '行首 2 个空格，再写 - id: hanting']],
  },
  {
    title: 'a paragraph too far in, which YAML reads as more of the one before',
    file: 'delivery',
    from: '  - 汇总表.json',
    to: '   - 汇总表.json',
    expect: [['PLAN_YAML_INDENT', '   - 汇总表.json', '行首 2 个空格，再写 - 汇总表.json']],
  },
  {
    title: 'keys beside the one that they belong under',
    file: 'units',
    from: '      role: 示例填表人\n      phone: 0536-0000002',
    to: '    role: 另一个岗位\n    phone: 0536-0000002',
    expect: [
      ['PLAN_KEY_OUTSIDE', 'role: 另一个岗位'],
      ['PLAN_KEY_OUTSIDE', 'phone: 0536-0000002'],
    ],
  },
];

const SIGNS: readonly Slip[] = [
  {
    title: 'a dash without a blank',
    file: 'units',
    from: '  - id: hanting',
    to: '  -id: hanting',
    expect: [['PLAN_YAML_DASH', '-id: hanting', '- id: hanting']],
  },
  {
    title: 'an entry without its dash',
    file: 'units',
    from: '  - id: hanting',
    to: '    id: hanting',
    expect: [['PLAN_YAML_DASH', 'id: hanting', '- id: hanting']],
  },
  {
    title: 'a full-width dash',
    file: 'units',
    from: '  - id: hanting',
    to: '  －id: hanting',
    expect: [['PLAN_YAML_SIGN', '－id: hanting', '- id: hanting']],
  },
  {
    title: 'a full-width sign of a comment',
    file: 'units',
    from: '# 分组：',
    to: '＃ 分组：',
    expect: [['PLAN_YAML_SIGN', '＃ 分组', '# 分组：通报里按组列小计。']],
  },
  {
    title: 'words that begin with a placeholder',
    file: 'indicators',
    from: 'says: 全市新发展党员{figure}',
    to: 'says: {figure}名新党员',
    expect: [['PLAN_YAML_BRACES', '{figure}名', "says: '{figure}名新党员'"]],
  },
  {
    title: 'a Chinese bracket at the end',
    file: 'rules',
    from: '[RC02, RC03]',
    to: '[RC02, RC03】',
    expect: [['PLAN_YAML_UNCLOSED', 'RC03】', 'left: [RC02, RC03]']],
  },
  {
    title: 'a quote left open',
    file: 'units',
    from: "'370703'",
    to: "'370703",
    expect: [['PLAN_YAML_UNCLOSED', "'370703", "gb2260: '370703'"]],
  },
  {
    title: 'entries below []',
    file: 'calendar',
    from: 'restDays: []',
    to: 'restDays: []\n  - 2007-04-20',
    expect: [['PLAN_YAML_ENTRIES', 'restDays: []', 'restDays:']],
  },
];

const VALUES: readonly Slip[] = [
  {
    title: 'a month in Chinese',
    file: 'units',
    from: 'reports: 县市区',
    to: 'reports: 县市区\n    to: 2007年6月',
    expect: [['PLAN_VALUE_FORMAT', '2007年6月', '2007-06']],
  },
  {
    title: 'a day that does not exist, for which nothing is guessed',
    file: 'tasks',
    from: '2007-02-17',
    to: '2007-2-30',
    expect: [['PLAN_VALUE_FORMAT', '2007-2-30']],
  },
  {
    title: 'thousands as a spreadsheet shows them',
    file: 'targets',
    after: 'indicator: RS03',
    from: 'city: 200',
    to: 'city: 1,200',
    expect: [['PLAN_VALUE_FORMAT', 'city: 1,200', '1200']],
  },
  {
    title: 'a Chinese numeral',
    file: 'targets',
    after: 'indicator: RS03',
    from: 'city: 200',
    to: 'city: 二百',
    expect: [['PLAN_VALUE_FORMAT', 'city: 二百', '200']],
  },
  {
    title: 'a cap as a share of one',
    file: 'targets',
    from: 'cap: 120%',
    to: 'cap: 1.2',
    expect: [['PLAN_VALUE_FORMAT', 'cap: 1.2', '120%']],
  },
  {
    title: 'a cap of hardly anything',
    file: 'targets',
    from: 'cap: 120%',
    to: 'cap: 1.2%',
    expect: [['PLAN_CAP_LOW', 'cap: 1.2%']],
  },
  {
    title: 'a ratio’s target as a share of one',
    file: 'targets',
    after: 'indicator: JC04',
    from: 'city: 95%',
    to: 'city: 0.95',
    expect: [['PLAN_TARGET_PERCENT_SIGN', 'city: 0.95', '95%']],
  },
  {
    title: 'a unit by its name',
    file: 'targets',
    from: 'weicheng: 12',
    to: '潍城区: 12',
    expect: [
      ['PLAN_KEY_FORM', '潍城区: 12'],
      ['PLAN_REFERENCE', '潍城区: 12', 'weicheng'],
    ],
  },
  {
    title: 'Chinese quotes around nothing',
    file: 'office',
    from: 'copies: 省委组织部，市委办公室',
    to: 'copies: “”',
    expect: [['PLAN_VALUE_FORMAT', 'copies: “”']],
  },
  {
    title: 'a deadline that does not say what a holiday does to it',
    file: 'calendar',
    from: '\ndue: 次月3日17:00，遇节假日顺延',
    to: '\ndue: 次月3日17:00',
    expect: [['PLAN_VALUE_FORMAT', 'due: 次月3日17:00']],
  },
  {
    title: 'a document number in other brackets and with 第',
    file: 'office',
    from: '潍组通报〔{year}〕{number}号',
    to: '潍组通报[{year}]第{number}号',
    expect: [['PLAN_VALUE_FORMAT', 'numberPattern: 潍组']],
  },
  {
    title: 'a number given by hand that is a whole document number',
    file: 'office',
    from: '\nsigner:',
    to: '\nnumberedBefore:\n  year: 2007\n  number: 4号\nsigner:',
    expect: [['PLAN_VALUE_FORMAT', 'number: 4号']],
  },
  {
    title: 'a weight that no score counts',
    file: 'indicators',
    after: 'code: JC02',
    from: 'maxPercent: 100',
    to: 'maxPercent: 100\n    weight: 7',
    expect: [['PLAN_WEIGHT_UNUSED', 'weight: 7']],
  },
  {
    title: 'a waiver of a rule between counties’ figures for the city departments',
    file: 'rules',
    from: 'waivers: []',
    to: `waivers:\n${aWaiver('R01', 'shizhi', '2007-03', '2007-06')}`,
    expect: [['PLAN_WAIVER_UNUSED', 'unit: shizhi']],
  },
  {
    title: 'a stretch before without its content',
    file: 'calendar',
    from: 'formerly: []',
    to: 'formerly:\n  - to: 2007-03',
    expect: [['PLAN_FORMERLY_EMPTY', '  - to: 2007-03']],
  },
  {
    title: 'a bulletin formerly issued before the reports were due',
    file: 'calendar',
    from: 'formerly: []',
    to: 'formerly:\n  - to: 2007-03\n    due: 次月9日17:00，遇节假日顺延',
    expect: [['PLAN_ISSUE_BEFORE_DUE', '次月9日']],
  },
];

describe.each([
  ['colons', COLONS],
  ['blanks', BLANKS],
  ['signs', SIGNS],
  ['values', VALUES],
])('slips of the administrator’s: %s', (_, slips) => {
  it.each(slips)('$title', ({ file, from, to, after, expect: expected }) => {
    const text = replaced(SHIPPED[file], from, to, after);
    const { findings } = checkPlan(planFiles({ [file]: text }));
    expect(findings.map(told)).toEqual(
      expected.map(([code, on, meant]) => [code, linesWith(text, on)[0], meant]),
    );
    expect(findings.every(({ place }) => place.file === `config/${file}.yaml`)).toBe(true);
  });
});

describe('what is left out', () => {
  it('of a deadline is asked for, and never guessed', () => {
    const calendar = replaced(SHIPPED.calendar, '次月8日9:00，遇节假日顺延', '次月8日9:00');
    const [only, ...others] = checkPlan(planFiles({ calendar })).findings;
    expect(others).toEqual([]);
    expect(only?.hint).toContain('末尾写明遇节假日顺延、提前还是不变');
  });

  it('of the months between two targets of a year is told at the later', () => {
    const [before, later] = ['    to: 2007-06', '    from: 2007-09'];
    const entry = (dates: string): string =>
      `  - indicator: RS01\n    year: 2007\n${dates}\n    city: 12\n    units:\n      shizhi: 12\n`;
    const shipped =
      '  - indicator: RS01\n    year: 2007\n    city: 12\n    units:\n      shizhi: 12\n';
    const both = (from: string): string =>
      replaced(SHIPPED.targets, shipped, entry(before) + entry(from));
    const targets = both(later);
    const { value, findings } = checkPlan(planFiles({ targets }));
    expect(value).not.toBeNull();
    expect(findings.map(told)).toEqual([
      ['PLAN_TARGET_GAP', linesWith(targets, later)[0], undefined],
    ]);
    expect(findings[0]?.message).toMatch(/^7—8月没有目标：前一段（第 \d+ 行）到 2007-06 为止/);
    expect(
      checkPlan(planFiles({ targets: both('    from: 2007-08') })).findings[0]?.message,
    ).toMatch(/^7月没有目标/);
    expect(checkPlan(planFiles({ targets: both('    from: 2007-07') })).findings).toEqual([]);
  });

  it('of all units is no plan', () => {
    const units = `${SHIPPED.units.slice(0, SHIPPED.units.indexOf('\nunits:'))}\nunits: []\n`;
    const { value, findings } = checkPlan(planFiles({ units }));
    expect(value).toBeNull();
    expect(findings.filter(({ place }) => place.file === 'config/units.yaml').map(told)).toEqual([
      ['PLAN_VALUE_FORMAT', linesWith(units, 'units: []')[0], undefined],
    ]);
  });
});

describe('waivers', () => {
  const toldOf = (rules: string): readonly string[] =>
    checkPlan(planFiles({ rules })).findings.map(({ message }) => message);
  const withWaiver = (waiver: string, rules = SHIPPED.rules): string =>
    replaced(rules, 'waivers: []', `waivers:\n${waiver}`);

  it('are taken for whoever reports a figure of the rule', () => {
    for (const [rule, unit] of [
      ['R01', 'weicheng'],
      ['R05', 'weicheng'],
      ['R05', 'shizhi'],
    ] as const) {
      expect(toldOf(withWaiver(aWaiver(rule, unit, '2007-03', '2007-06')))).toEqual([]);
    }
  });

  it('of months in which the rule is not valid are useless', () => {
    const until = replaced(SHIPPED.rules, '  - id: R02', '    to: 2007-06\n  - id: R02');
    const waiver = (from: string): string => aWaiver('R01', 'weicheng', from, '2007-09');
    expect(toldOf(withWaiver(waiver('2007-07'), until))).toEqual([
      '这一条豁免用不上：审核关系 R01 的有效时间是至2007-06',
    ]);
    expect(toldOf(withWaiver(waiver('2007-06'), until))).toEqual([]);
  });
});

describe('what may be written', () => {
  it.each([
    ['relation: ≤', 'relation: <=', 'R01'],
    ['relation: ≥', 'relation: >=', 'R03'],
    ['YC02 上月 × 0.9', 'YC02上月*0.9', 'R03'],
  ])('%s as %s', (from, to, id) => {
    const { value, findings } = checkPlan(planFiles({ rules: replaced(SHIPPED.rules, from, to) }));
    expect(findings).toEqual([]);
    const [meant, plain] = [value, checkPlan(planFiles({})).value].map((plan) =>
      plan?.rules.find((rule) => rule.id === id),
    );
    expect(meant).toEqual(plain);
  });

  it('rules without waivers and thresholds, which have their own', () => {
    const [rules = ''] = SHIPPED.rules.split('\nwaivers:');
    const { value, findings } = checkPlan(planFiles({ rules: `${rules}\n` }));
    expect(findings).toEqual([]);
    expect(value?.waivers).toEqual([]);
    expect(value?.outliers).toEqual(checkPlan(planFiles({})).value?.outliers);
  });

  it('text of several lines, without a blank between Chinese letters', () => {
    const text = replaced(
      SHIPPED.indicators,
      '全市新发展党员{figure}',
      '全市新发展\n      党员{figure}',
    );
    const { value } = checkPlan(planFiles({ indicators: text }));
    expect(value?.indicators.find(({ code }) => code === 'JC03')?.says).toBe(
      '全市新发展党员{figure}',
    );
  });

  it('a unit from May, and one until June', () => {
    const units = replaced(
      replaced(SHIPPED.units, 'group: qu', 'group: qu\n    to: 2007-06', 'id: hanting'),
      '  - id: fangzi',
      '  - id: gaoxin\n    name: 高新区\n    parent: weifang\n    group: qu\n    reports: 县市区\n    contact: { role: 示例填表人, phone: 0536-0000014 }\n    from: 2007-05\n  - id: fangzi',
    );
    const { value, findings } = checkPlan(planFiles({ units }));
    expect(value).not.toBeNull();
    expect(findings.map(({ code, place }) => [code, place.file, place.line])).toEqual([
      ['PLAN_TARGET_CLOSED', 'config/units.yaml', linesWith(units, 'to: 2007-06')[0]],
    ]);
    expect(findings[0]?.message).toContain('这个单位只报到 2007-06，它的');
  });
});

describe('many faults at once', () => {
  it('are all told, each on its own line', () => {
    const rules = SHIPPED.rules
      .replace('- id: R01', '-id: R01')
      .replace('severity: 强制', 'severity：强制')
      .replace('[JC02-2]', '[JC02-2')
      .replace('    severity: 提示', '\tseverity: 提醒');
    const { findings } = checkPlan(planFiles({ rules }));
    expect(findings.map(({ code, place }) => [code, place.line])).toEqual([
      ['PLAN_YAML_DASH', linesWith(rules, '-id: R01')[0]],
      ['PLAN_YAML_COLON', linesWith(rules, 'severity：强制')[0]],
      ['PLAN_YAML_UNCLOSED', linesWith(rules, '[JC02-2')[0]],
      ['PLAN_YAML_TAB', linesWith(rules, '\tseverity')[0]],
      ['PLAN_VALUE_CHOICE', linesWith(rules, '\tseverity')[0]],
    ]);
  });

  it('from one tabbed file are one, with a count', () => {
    const units = SHIPPED.units.replaceAll(/^(?: {2})+/gm, (blanks) =>
      '\t'.repeat(blanks.length / 2),
    );
    const { findings } = checkPlan(planFiles({ units }));
    expect(findings.map(({ code }) => code)).toEqual(['PLAN_YAML_TAB', 'PLAN_MORE_ALIKE']);
    expect(findings[1]?.message).toMatch(/^另有 127 处/);
  });

  it.each([
    ['id: shouguang', 'id: shouguan', [['PLAN_NAME_SUSPECT', 'units', 'shouguang']]],
    [
      'id: shouguang',
      'id: 寿光',
      [
        ['PLAN_VALUE_FORMAT', 'units', undefined],
        ['PLAN_FOLLOWS', 'targets', undefined],
      ],
    ],
    [
      'reports: 县市区\n    contact:\n      role: 示例填表人\n      phone: 0536-0000002',
      'reports: 市直\n    contact:\n      role: 示例填表人\n      phone: 0536-0000002',
      [
        ['PLAN_TARGET_UNIT', 'targets', undefined],
        ['PLAN_MORE', 'targets', undefined],
      ],
    ],
  ])('from %s written as %s lead back to it', (from, to, expected) => {
    const { findings } = checkPlan(planFiles({ units: replaced(SHIPPED.units, from, to) }));
    expect(findings.map(({ code, place, suggestion }) => [code, place.file, suggestion])).toEqual(
      expected.map(([code, file, meant]) => [code, `config/${String(file)}.yaml`, meant]),
    );
  });

  it('from units that are gone are one, and name them', () => {
    const units = SHIPPED.units.slice(0, SHIPPED.units.indexOf('  - id: qingzhou'));
    const { findings } = checkPlan(planFiles({ units }));
    const lacking = findings.filter(({ code }) => code === 'PLAN_NAMES_LACKING');
    expect(lacking).toHaveLength(1);
    expect(lacking[0]?.message).toContain('shouguang');
    expect(findings.length).toBeLessThan(6);
  });

  it('what a lost line may hold is not called missing', () => {
    const units = replaced(SHIPPED.units, '    name: 寒亭区', '    name: 寒亭区 }: [');
    const codes = checkPlan(planFiles({ units })).findings.map(({ code }) => code);
    expect(codes).not.toContain('PLAN_KEY_MISSING');
    expect(codes.length).toBe(1);
  });
});

describe('days and years', () => {
  it('a day of rest and of work', () => {
    const calendar = SHIPPED.calendar
      .replace('restDays: []', 'restDays:\n  - 2007-04-20')
      .replace('workDays: []', 'workDays:\n  - 2007-04-20');
    const { findings } = checkPlan(planFiles({ calendar }));
    expect(findings.map(({ code }) => code)).toEqual(['PLAN_DAY_BOTH']);
  });

  it('a year whose holidays nobody has told, until somebody does', () => {
    const tasks = replaced(
      SHIPPED.tasks,
      '    deadline: 2007-02-17\n    from: 2007-01\n    to: 2007-12',
      '    deadline: 2099-02-17',
    );
    const { value, findings } = checkPlan(planFiles({ tasks }));
    expect(value).not.toBeNull();
    expect(findings.map(({ code, place }) => [code, place.file])).toEqual([
      ['PLAN_HOLIDAYS_UNKNOWN', 'config/calendar.yaml'],
    ]);
    const calendar = SHIPPED.calendar.replace('restDays: []', 'restDays:\n  - 2099-10-01');
    expect(checkPlan(planFiles({ tasks, calendar })).findings).toEqual([]);
  });
});

describe('names of files', () => {
  let home = '';
  let folder = '';
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'plan-'));
    folder = join(home, 'config');
    await cp(CONFIG, folder, { recursive: true });
  });
  afterEach(async () => {
    await rm(home, { recursive: true });
  });
  const findings = async (): Promise<readonly Finding[]> =>
    checkPlan(await readPlanFiles(folder)).findings;

  it.each([
    'units.yaml.txt',
    'units.yml',
    'Units.yaml',
    'units - 副本.yaml',
    'units(1).yaml',
    'units.txt',
    'ｕｎｉｔｓ.yaml',
  ])('%s is called units.yaml, and its content checked', async (name) => {
    const text = replaced(SHIPPED.units, 'group: qu', 'group: quu', 'id: hanting');
    await writeFile(join(folder, 'units.yaml'), text);
    await rename(join(folder, 'units.yaml'), join(folder, name));
    const found = await findings();
    expect(found.map(({ code, place }) => [code, place.file])).toEqual([
      ['PLAN_FILE_MISNAMED', `config/${name}`],
      ['PLAN_REFERENCE', `config/${name}`],
    ]);
    expect(found[0]?.hint).toContain('请把文件名改为 units.yaml');
  });

  it('a second copy is named and does no harm', async () => {
    await cp(join(folder, 'units.yaml'), join(folder, 'units - 副本.yaml'));
    await writeFile(join(folder, '说明.txt'), '不是方案');
    expect((await findings()).map(({ code, severity }) => [code, severity])).toEqual([
      ['PLAN_FILE_COPY', 'warning'],
    ]);
  });

  it.each(['little', 'big'])(
    'Notepad’s “Unicode” (%s end first) is told as such, and its content read',
    async (end) => {
      const text = await readFile(join(folder, 'units.yaml'), 'utf8');
      const spoiled = replaced(text, 'group: qu', 'group: quu', 'id: hanting');
      const unicode = Buffer.from(`\uFEFF${spoiled}`, 'utf16le');
      await writeFile(join(folder, 'units.yaml'), end === 'big' ? unicode.swap16() : unicode);
      expect((await findings()).map(({ code }) => code)).toEqual([
        'PLAN_FILE_NOT_UTF8',
        'PLAN_REFERENCE',
      ]);
    },
  );
});
