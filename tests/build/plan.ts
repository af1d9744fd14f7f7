/** A small plan to build tests on: three units, a city department, and one indicator of each kind. */
import { USUAL_REMINDERS } from '../../src/model/catalogue/calendar-words.ts';
import { DEFAULT_PHRASES } from '../../src/model/catalogue/occasions.ts';
import { parseRuleTerm } from '../../src/model/catalogue/rule-words.ts';
import { decimal, fraction } from '../../src/model/decimal.ts';
import type {
  Form,
  Indicator,
  OrgUnit,
  OrgUnitId,
  Plan,
  Rule,
  Target,
  Task,
  TextItem,
} from '../../src/model/plan.ts';

export function unitId(id: string): OrgUnitId {
  return id as OrgUnitId;
}

export function aUnit(id: string, name: string, over: Partial<OrgUnit> = {}): OrgUnit {
  return {
    id: unitId(id),
    name,
    parent: unitId('weifang'),
    group: 'qu',
    reports: 'county',
    contact: { role: '示例填表人', phone: '0536-0000001' },
    ...over,
  };
}

export function anIndicator(code: string, over: Partial<Indicator> = {}): Indicator {
  return {
    code,
    name: `指标${code}`,
    section: 'rencai',
    kind: 'flow',
    by: 'county',
    unitOfMeasure: '人',
    decimals: 0,
    asks: 'cumulative',
    direction: 'higher',
    approximate: false,
    weight: 10,
    says: `指标${code}{figure}`,
    style: 'plain',
    note: '',
    ...over,
  };
}

export function aTask(code: string, over: Partial<Task> = {}): Task {
  return {
    code,
    name: `任务${code}`,
    section: 'jiceng',
    by: 'county',
    deadlineWords: '',
    everyMonth: false,
    ...over,
  };
}

/** Both sides as an administrator writes them: `RC01 上月 × 1.2`. */
export function aRule(
  left: readonly string[],
  relation: Rule['relation'],
  right: readonly string[],
  over: Partial<Omit<Rule, 'left' | 'relation' | 'right'>> = {},
): Rule {
  const terms = (side: readonly string[]) => side.map((text) => parseRuleTerm(text)!);
  const says = '两边应当相符';
  const rule = { id: 'R01', severity: '强制', trial: false, says, relation, ...over } as const;
  return { ...rule, left: terms(left), right: terms(right) };
}

export function aTarget(indicator: string, over: Partial<Target> = {}): Target {
  return { indicator, year: 2007, schedule: '按月均摊', units: new Map(), ...over };
}

function aForm(id: string, over: Partial<Form> = {}): Form {
  return {
    id,
    number: '潍组统01表',
    title: '组织工作进展情况月报表',
    by: 'county',
    notes: [],
    ...over,
  };
}

const TEXTS: readonly TextItem[] = [
  { code: 'WZ01', name: '亮点工作', maxLength: 200, required: false, note: '' },
  { code: 'WZ02', name: '存在问题', maxLength: 200, required: true, note: '' },
];

/** Nobody is sent anything. */
export function aDeliveryPlan(over: Partial<Plan['delivery']> = {}): Plan['delivery'] {
  return {
    attachments: ['汇总表.xlsx'],
    channels: [],
    units: [],
    recipients: [],
    uncertain: 'hold',
    classification: '',
    classified: [],
    ...over,
  };
}

/** Three county units and 市直; RC01 with part RC02, stock RC06, ratio JC02, approximate YC03, money JC01; city flow RS01. */
export function aPlan(over: Partial<Plan> = {}): Plan {
  const due = {
    words: '次月3日17:00，遇节假日顺延',
    monthsAfter: 1,
    dayOfMonth: 3,
    time: '17:00',
    onRestDay: '顺延',
  } as const;
  return {
    version: 'a'.repeat(64),
    phrases: DEFAULT_PHRASES,
    paragraphs: [],
    jobs: [],
    unattended: null,
    roles: null,
    google: null,
    source: '{}',
    office: {
      issuer: '中共潍坊市委组织部',
      head: 'document',
      mark: '中共潍坊市委组织部文件',
      bulletinName: '组织工作通报',
      reportTo: '',
      numberPattern: '潍组通报〔{year}〕{number}号',
      numberedBefore: null,
      signer: '部领导',
      addressees: '各县市区委组织部，市直各部门、单位：',
      copies: '省委组织部，市委、市政府领导。',
      fonts: 'bundled',
      seal: true,
      printer: '中共潍坊市委组织部办公室',
      title: '关于{period}全市组织工作进展情况的通报',
      requirements: ['请各单位对照序时进度抓好落实。'],
      yearlyRequirements: ['请各单位总结全年工作。'],
      formerly: [],
    },
    root: { id: unitId('weifang'), gb2260: '370700', name: '潍坊市' },
    groups: [
      { id: 'qu', name: '市辖区' },
      { id: 'shi', name: '县级市' },
      { id: 'zhi', name: '市直' },
    ],
    units: [
      aUnit('weicheng', '潍城区', { gb2260: '370702' }),
      aUnit('hanting', '寒亭区', { gb2260: '370703' }),
      aUnit('shouguang', '寿光市', { gb2260: '370783', group: 'shi' }),
      aUnit('shizhi', '市直', { group: 'zhi', reports: 'city' }),
    ],
    sections: [
      { id: 'renshi', name: '干部人事制度改革' },
      { id: 'rencai', name: '人才工作' },
      { id: 'jiceng', name: '基层党组织和党员队伍' },
      { id: 'yuancheng', name: '党员干部现代远程教育' },
    ],
    indicators: [
      anIndicator('RS01', {
        section: 'renshi',
        by: 'city',
        unitOfMeasure: '名',
        name: '公开选拔县级领导干部',
        says: '面向全市公开选拔了{figure}县级领导干部',
      }),
      anIndicator('RC01', { name: '引进高层次人才', says: '全市共引进高层次人才{figure}' }),
      anIndicator('RC02', {
        name: '其中：博士（后）',
        partOf: 'RC01',
        weight: 0,
        says: '其中博士（后）{figure}',
      }),
      anIndicator('RC06', {
        name: '市级拔尖人才',
        kind: 'stock',
        says: '市级拔尖人才达到{figure}',
      }),
      anIndicator('JC01', {
        name: '活动场所投入',
        section: 'jiceng',
        unitOfMeasure: '万元',
        decimals: 2,
        says: '投入达{figure}',
      }),
      anIndicator('JC02', {
        name: '非公有制企业党组织组建率',
        section: 'jiceng',
        kind: 'ratio',
        unitOfMeasure: '%',
        numerator: { name: '已组建党组织的企业数', unitOfMeasure: '家' },
        denominator: { name: '具备条件的企业数', unitOfMeasure: '家' },
        maxPercent: decimal('100'),
        says: '非公有制企业党组织组建率达到{figure}',
      }),
      anIndicator('YC03', {
        name: '组织播看远程教育节目',
        section: 'yuancheng',
        unitOfMeasure: '次',
        approximate: true,
        floorTo: decimal('10000'),
        weight: 0,
        style: 'wan',
        says: '组织播看远程教育节目{figure}',
      }),
    ],
    texts: TEXTS,
    tasks: [aTask('T01', { name: '村级组织活动场所建设', deadlineWords: '5月底前' })],
    targets: [],
    targetsNote: '2007年目标为示例',
    schedules: [
      {
        name: '按月均摊',
        shares: Array.from({ length: 12 }, (_, i) =>
          fraction(decimal(String(i + 1)), decimal('12'))!,
        ),
      },
    ],
    forms: [aForm('xianqu'), aForm('shizhi', { number: '潍组统02表', by: 'city' })],
    rules: [],
    waivers: [],
    outliers: {
      leap: decimal('8'),
      spread: decimal('8'),
      months: 6,
      least: decimal('20'),
      same: 5,
    },
    calendar: {
      due,
      issue: { ...due, words: '次月8日9:00，遇节假日顺延', dayOfMonth: 8, time: '09:00' },
      formerly: [],
      extensions: [],
      reminders: USUAL_REMINDERS,
      restDays: [],
      workDays: [],
    },
    scoring: {
      cap: fraction(decimal('1'), decimal('1'))!,
      tolerance: decimal('0'),
      nearDays: 30,
      named: 3,
    },
    delivery: aDeliveryPlan(),
    ...over,
  };
}
