/** Bulletins that are hard to set, for trying templates: the longest and oddest of everything, and next to nothing. */
import type {
  Annex,
  Block,
  Bulletin,
  Chart,
  PrintedFigure,
  Run,
  Table,
  TableCell,
  Trend,
} from '../model/bulletin.ts';
import { parseDay, type Day } from '../model/day.ts';
import { parsePeriod, type Period } from '../model/period.ts';

const UNITS = 200;
const COLUMNS = 12;
const LONG_NAME = '高新技术产业开发区滨海经济技术开发区联合党工委（综合保税区管理委员会）䶮镇';
const LONG_WORDS = '甲'.repeat(400);
const MARKS = '<b>{{尖括号}}</b> & "引号" 𬱖䶮 ∞ —— 1,234,567,890.12%';

/** Every kind of block with what is longest, widest and oddest in it; figures that are 0, negative and 缺报. */
export function worstBulletin(): Bulletin {
  const names = Array.from({ length: UNITS }, (_, i) => `${LONG_NAME}第${String(i + 1)}分部`);
  const short = names.map((_, i) => `单位${String(i + 1)}`);
  return {
    ...bareBulletin(),
    mark: '示例数据',
    issuerMark: '中共某某市委组织部关于干部人才和基层党建工作进展情况文件',
    title: `${LONG_NAME}关于2007年上半年全市组织工作主要指标和重点任务完成情况及存在问题的通报`,
    addressees: `${names.slice(0, 20).join('，')}：`,
    body: [
      paragraph(MARKS, figure('0'), LONG_WORDS, figure('-12.3个百分点'), figure('缺报')),
      heading(1, `一、${LONG_NAME}${LONG_WORDS.slice(0, 60)}`),
      heading(2, '（一）没有文字的一节'),
      paragraph(),
      table(short.slice(0, 4), 2),
      chart(short.slice(0, 4)),
      table(names, 4),
      chart(names.slice(0, 40)),
      trend(names.slice(0, 9)),
      { ...table([], 3), remark: '', notes: [] },
    ],
    attachments: [LONG_NAME, LONG_WORDS, '表'],
    annexes: [
      annex(1, 'portrait', [heading(1, '一、宽表'), table(short, COLUMNS)]),
      annex(2, 'portrait', []),
      annex(3, 'landscape', [table(names, COLUMNS), paragraph(LONG_WORDS)]),
    ],
    copies: `${names.slice(0, 20).join('，')}。`,
  };
}

/** One paragraph, and nothing of what may be left out. */
export function bareBulletin(): Bulletin {
  const day = known<Day>(parseDay('2007-06-08'));
  return {
    period: known<Period>(parsePeriod('2007-05')),
    mark: '',
    head: 'document',
    issuerMark: '某市文件',
    documentNumber: '某发〔2007〕　号',
    title: '通报',
    addressees: '各单位',
    body: [paragraph('各单位都没有报送。')],
    attachments: [],
    issuer: '某市',
    fonts: 'bundled',
    seal: true,
    issuedOn: day,
    annexes: [],
    reportTo: '',
    printRun: '',
    copies: '',
    printer: '某市办公室',
    printedOn: day,
    keywords: [],
    isDraft: false,
    remarks: [],
  };
}

function known<T>(value: T | null): T {
  if (value === null) throw new RangeError('written wrongly here');
  return value;
}

function figure(text: string): Run {
  const lineage = { formula: 'reported', operands: [], sources: [] } as const;
  const printed: PrintedFigure = { id: 'A/unit/period', text, value: null, lineage };
  return { words: null, figure: printed };
}

function runsOf(parts: readonly (Run | string)[]): readonly Run[] {
  return parts.map((part) => (typeof part === 'string' ? { words: part, figure: null } : part));
}

function paragraph(...parts: readonly (Run | string)[]): Block {
  return { type: 'paragraph', runs: runsOf(parts) };
}

function heading(level: 1 | 2, text: string): Block {
  return { type: 'heading', level, text };
}

function cell(part: Run | string, align: TableCell['align']): TableCell {
  return { runs: runsOf([part]), align };
}

const FIGURES = ['0', '缺报', '1234567.89万人次', '-0.1%', '—', '100.0%'];

/** One row a name, the first across the table, every seventh continuing the one above it. */
function table(names: readonly string[], columns: number): Table {
  const rows = names.map((name, r) => ({
    emphasis: r === 1,
    cells: [
      cell(r % 7 === 6 ? '' : name, 'left'),
      ...Array.from({ length: columns }, (_, c) =>
        cell(figure(FIGURES[(r + c) % FIGURES.length] ?? ''), 'right'),
      ),
    ],
  }));
  const band = { emphasis: false, cells: [cell(LONG_NAME, 'left')] };
  return {
    type: 'table',
    caption: `${LONG_NAME}主要指标完成情况表`,
    remark: '单位：万人次、个百分点',
    head: [
      '单位',
      ...Array.from({ length: columns }, (_, c) => `累计完成培训人数${String(c + 1)}`),
    ],
    over: [
      { text: '', columns: 1 },
      { text: '本年累计', columns },
    ],
    widths: [4, ...Array.from({ length: columns }, () => 1)],
    rows: names.length === 0 ? [] : [band, ...rows],
    notes: [runsOf([`注：${MARKS}`, figure('0')]), runsOf([LONG_WORDS])],
  };
}

function chart(names: readonly string[]): Chart {
  const values = [0, -12.5, null, 250, 99.9];
  return {
    type: 'chart',
    caption: `${LONG_NAME}完成年度目标情况`,
    alternative: MARKS,
    bars: names.map((label, i) => {
      const value = values[i % values.length] ?? null;
      return { label, value, text: value === null ? '缺报' : `${String(value)}%` };
    }),
    mark: { label: '全市序时进度41.7%', value: 41.667 },
    unitOfMeasure: '%',
  };
}

function trend(names: readonly string[]): Trend {
  const months = Array.from({ length: 12 }, (_, i) => `${String(i + 1)}月`);
  return {
    type: 'trend',
    caption: `${LONG_NAME}各月进度走势`,
    alternative: MARKS,
    legend: ['与序时进度之差', '序时进度'],
    panels: names.map((title, n) => ({
      title,
      months,
      gaps: months.map((_, i) => ((i + n) % 4 === 0 ? null : i * 4 - n * 9)),
      text: '完成1234567.89%（-12.3）',
    })),
  };
}

function annex(number: number, orientation: Annex['orientation'], blocks: readonly Block[]): Annex {
  return { label: `附件${String(number)}`, title: LONG_NAME, orientation, blocks };
}
