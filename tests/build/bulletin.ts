/** A bulletin with every kind of block, to print in tests: invented figures, marked 示例数据. */
import type {
  Annex,
  Block,
  Bulletin,
  Chart,
  Paragraph,
  PrintedFigure,
  Run,
  Table,
  TableCell,
} from '../../src/model/bulletin.ts';
import { parseDay } from '../../src/model/day.ts';
import { parsePeriod } from '../../src/model/period.ts';

const UNIT_NAMES = [
  '潍城区',
  '寒亭区',
  '坊子区',
  '奎文区',
  '青州市',
  '诸城市',
  '寿光市',
  '安丘市',
  '高密市',
  '昌邑市',
  '临朐县',
  '昌乐县',
] as const;

function words(text: string): Run {
  return { words: text, figure: null };
}

export function figure(id: string, text: string): Run {
  const lineage = { formula: 'reported', operands: [], sources: [] } as const;
  const printed: PrintedFigure = { id, text, value: text, lineage };
  return { words: null, figure: printed };
}

export function paragraph(...runs: readonly (Run | string)[]): Paragraph {
  return {
    type: 'paragraph',
    runs: runs.map((run) => (typeof run === 'string' ? words(run) : run)),
  };
}

export function heading(level: 1 | 2, text: string): Block {
  return { type: 'heading', level, text };
}

export function cell(run: Run | string, align: TableCell['align'] = 'right'): TableCell {
  return { runs: [typeof run === 'string' ? words(run) : run], align };
}

/** A table of one row a unit. */
export function unitTable(
  caption: string,
  columns: number,
  units: readonly string[] = UNIT_NAMES,
): Table {
  const heads = [
    '年度目标',
    '累计完成',
    '完成率',
    '序时进度',
    '差距',
    '进度',
    '环比',
    '同比',
    '位次',
  ];
  const head = Array.from({ length: columns }, (_, i) => heads[i % heads.length]!);
  const row = (name: string, r: number): Table['rows'][number] => ({
    emphasis: r === 0,
    cells: [
      cell(name, 'left'),
      ...head.map((_, c) =>
        cell(
          figure(
            `T/${name}/${String(c)}`,
            `${String(30 + r * 7 + c)}.${String((r * 3 + c) % 10)}%`,
          ),
        ),
      ),
    ],
  });
  return {
    type: 'table',
    caption,
    remark: '单位：人',
    head: ['单位', ...head],
    widths: [4, ...head.map(() => 3)],
    rows: [row('全市（11/12）', 0), ...units.map((name, i) => row(name, i + 1))],
    notes: [[words('注：昌乐县本月缺报，累计数沿用'), figure('N/1', '4月'), words('数据。')]],
  };
}

export function chart(caption = '培训干部完成年度目标情况'): Chart {
  const bars = ['全市', ...UNIT_NAMES].map((label, i) => {
    const value = label === '昌乐县' ? 0 : 61.3 - i * 2.7;
    return { label, value, text: value === 0 ? '缺报' : `${value.toFixed(1)}%` };
  });
  return {
    type: 'chart',
    caption,
    alternative: `${caption}：${bars.map(({ label, text }) => `${label}${text}`).join('，')}。`,
    bars,
    mark: { label: '全市序时进度41.7%', value: 41.667 },
    unitOfMeasure: '%',
  };
}

const BODY: readonly Block[] = [
  paragraph(
    '2007年5月，各县市区、市直各部门单位围绕年度目标抓落实，全市组织工作总体进展平稳。截至5月底，全市累计培训各级各类干部',
    figure('RC01/city/cumulative', '5.6万人次'),
    '，完成年度目标的',
    figure('RC01/city/completion', '43.1%'),
    '，超序时进度',
    figure('RC01/city/gap', '1.4个百分点'),
    '；应报12家，实报11家，缺昌乐县。现将有关情况通报如下。',
  ),
  heading(1, '一、干部教育培训'),
  heading(2, '（一）培训规模'),
  paragraph(
    '本月全市培训干部',
    figure('RC01/city/period', '11280人次'),
    '，比上月增长',
    figure('RC01/city/monthOnMonth', '3.2%'),
    '。完成率居前三位的是潍城区、寒亭区、坊子区，居后三位的是昌邑市、临朐县、昌乐县。',
  ),
  unitTable('各单位干部教育培训情况', 6),
  chart(),
  heading(1, '二、存在问题'),
  paragraph(
    '一是个别单位报送不及时，昌乐县本月未报；二是部分指标滞后于序时进度，昌邑市、临朐县要尽快查找原因，拿出措施。',
  ),
  heading(1, '三、下步要求'),
  paragraph('各县市区要对照年度目标，逐项查找差距，明确责任和时限，确保按序时进度完成全年任务。'),
  paragraph(
    '要如实填报、按时报送，不得漏报、错报。对连续两个月迟报的单位，将在全市组织工作会议上作出说明。',
  ),
];

/** 60 units: a table of more than one page. */
const LONG: Annex = {
  label: '附件1',
  title: '2007年1—5月全市组织工作主要指标完成情况表',
  orientation: 'portrait',
  blocks: [
    unitTable(
      '主要指标完成情况',
      5,
      Array.from({ length: 78 }, (_, i) => `第${String(i + 1)}单位`),
    ),
  ],
};

const WIDE: Annex = {
  label: '附件2',
  title: '各县市区重点指标累计完成情况汇总表',
  orientation: 'landscape',
  blocks: [unitTable('重点指标累计完成情况', 14, [...UNIT_NAMES, ...UNIT_NAMES, ...UNIT_NAMES])],
};

const METHOD: Annex = {
  label: '附件3',
  title: '指标口径和计算方法',
  orientation: 'portrait',
  blocks: [
    paragraph(
      '完成率为本年累计完成数与年度目标之比；序时进度按月均衡计算。差距为完成率减去序时进度，以百分点计。',
    ),
  ],
};

/** The whole bulletin; `changes` replaces any of its parts. */
export function aBulletin(changes: Partial<Bulletin> = {}): Bulletin {
  return {
    period: parsePeriod('2007-05')!,
    mark: '示例数据',
    head: 'document',
    fonts: 'bundled',
    issuerMark: '中共潍坊市委组织部文件',
    documentNumber: '潍组通报〔2007〕5号',
    title: '关于2007年5月全市组织工作进展情况的通报',
    addressees: '各县市区委组织部，市直各部门单位党委（党组）',
    body: BODY,
    attachments: [LONG.title, WIDE.title, METHOD.title],
    issuer: '中共潍坊市委组织部',
    seal: true,
    issuedOn: parseDay('2007-06-08')!,
    annexes: [LONG, WIDE, METHOD],
    reportTo: '',
    printRun: '',
    copies: '省委组织部，市委办公室',
    printer: '中共潍坊市委组织部办公室',
    printedOn: parseDay('2007-06-08')!,
    isDraft: false,
    remarks: [],
    keywords: ['通报', '示例数据'],
    ...changes,
  };
}
