/** What a template may name (视图): every field with its meaning, unit and example, written down once for program, lint and handbook. */
import type { Field, GroupField, ValueOf } from '../view.ts';

/** Stands for what should be there and is not: no place on the page is left blank unawares. */
export const MISSING = '缺报';

function text<const Beside extends object>(
  meaning: string,
  example: string,
  beside?: Beside,
): Readonly<{ kind: 'text'; meaning: string; example: string }> & Beside {
  return { kind: 'text', meaning, example, ...(beside ?? ({} as Beside)) };
}

function number(
  meaning: string,
  unit: string,
  example: string,
): Readonly<{ kind: 'number'; meaning: string; unit: string; example: string }> {
  return { kind: 'number', meaning, unit, example };
}

function flag(meaning: string): Readonly<{ kind: 'flag'; meaning: string }> {
  return { kind: 'flag', meaning };
}

function list<const Item extends Field>(
  meaning: string,
  of: Item,
  empty?: string,
): Readonly<{ kind: 'list'; meaning: string; of: Item; empty?: string }> {
  return { kind: 'list', meaning, of, ...(empty === undefined ? {} : { empty }) };
}

function group<const Fields extends Readonly<Record<string, Field>>>(
  meaning: string,
  fields: Fields,
): Readonly<{ kind: 'group'; meaning: string; fields: Fields }> {
  return { kind: 'group', meaning, fields };
}

function choice<const Ways extends Readonly<Record<string, GroupField>>>(
  meaning: string,
  ways: Ways,
): Readonly<{ kind: 'choice'; meaning: string; ways: Ways }> {
  return { kind: 'choice', meaning, ways };
}

const RUNS = list(
  '一串文字和数，按先后排列',
  group('一段文字，或者一个数', {
    text: text('印出的字', '5.6万人次'),
    figure: text('数的编号，可以用 explain 追问来源', 'RC01/city/cumulative', {
      empty: '这一段是文字，不是数',
    }),
  }),
  '空格子',
);

const TITLE_LINES = list(
  '标题，已按词意分行',
  text('一行', '关于2007年5月全市组织工作进展情况的通报'),
);
const MARK = text('数据的标记', '示例数据', { empty: '台账是真实的，没有标记' });

const HEADING = group('结构层次的标题', {
  text: text('标题，序数在内', '一、干部教育培训'),
  first: flag('是不是一级标题'),
});

const PARAGRAPH = group('自然段', { runs: RUNS });

const TABLE = group('表', {
  caption: text('表题', '各单位干部教育培训情况'),
  remark: text('单位说明', '单位：人', { empty: '表没有单位说明' }),
  columns: number('栏数', '栏', '8'),
  widths: list('各栏的宽', number('一栏的宽', '占表宽的百分之几', '12.5')),
  headRows: list(
    '表头，一行或两行',
    list(
      '表头的一行',
      group('表头的一格', {
        text: text('栏名', '累计完成'),
        scope: text('管一栏还是几栏', 'col', { values: ['col', 'colgroup'] }),
        rows: text('占几行', '2', { empty: '只占一行' }),
        across: text('占几栏', '3', { empty: '只占一栏' }),
      }),
    ),
  ),
  rows: list(
    '各行',
    group('一行', {
      emphasis: flag('是不是合计这类要突出的行'),
      continued: flag('是不是承接上一行（与上一行合用首格）'),
      band: flag('是不是横贯全表、给下面各行分段的行'),
      cells: list(
        '各格',
        group('一格', {
          align: text('对齐', 'right', { values: ['left', 'center', 'right'] }),
          runs: RUNS,
          span: text('占几行', '3', { empty: '只占一行' }),
          across: text('占几栏', '8', { empty: '只占一栏' }),
        }),
      ),
    }),
    '表里没有行',
  ),
  notes: list('表下的注', group('一条注', { runs: RUNS }), '没有注'),
  long: flag('是不是一页排不下，由打印程序分页'),
});

const CHART = group('图', {
  caption: text('图题', '培训干部完成年度目标情况'),
  drawing: { kind: 'drawing', meaning: '画好的图' } as const,
});

const PAIR = group('窄表与图并排', {
  table: TABLE,
  chart: CHART,
  tableWidth: number('表的宽', '毫米', '90'),
  chartWidth: number('图的宽', '毫米', '62'),
});

const BLOCKS = list(
  '正文各块，按先后排列',
  choice('一块：标题、自然段、表、图，或者并排的表和图', {
    heading: HEADING,
    paragraph: PARAGRAPH,
    table: TABLE,
    chart: CHART,
    pair: PAIR,
  }),
  '没有内容',
);

const ATTACHMENT = group('一个附件', {
  name: text('附件名称', '2007年1—5月全市组织工作主要指标完成情况表'),
  number: text('序号', '1', { empty: '只有一个附件，不编号' }),
});

const ANNEX = group('一个附件', {
  label: text('附件的序号', '附件1'),
  titleLines: TITLE_LINES,
  mark: MARK,
  orientation: text('纸的方向', 'portrait', { values: ['portrait', 'landscape'] }),
  blocks: BLOCKS,
});

const ISSUER_MARK = {
  issuerMark: text('发文机关标志；简报是简报的名称', '中共潍坊市委组织部文件'),
  issuerMarkLetters: number('发文机关标志的字数', '字', '11'),
  documentNumber: text('发文字号；简报是期数', '潍组通报〔2007〕5号'),
};
const ISSUER = text('发文机关署名', '中共潍坊市委组织部');
const ISSUED_ON = text('成文日期', '2007年6月8日');
const ADDRESSEES = text('主送机关，末尾不带冒号', '各县市区委组织部');
const COPIES = text('抄送机关，末尾不带句号', '省委组织部，市委办公室', { empty: '不抄送' });

/** What `bulletin.hbs` may name. */
export const BULLETIN_VIEW = group('通报全文', {
  layout: text('公文格式：文件、信函、简报', 'document', {
    values: ['document', 'letter', 'brief'],
  }),
  isBrief: flag('是不是简报'),
  head: choice('版头', {
    'head-document': group('文件格式的版头', ISSUER_MARK),
    'head-letter': group('信函格式的版头', ISSUER_MARK),
    'head-brief': group('简报的报头', { ...ISSUER_MARK, issuer: ISSUER, issuedOn: ISSUED_ON }),
  }),
  titleLines: TITLE_LINES,
  mark: MARK,
  addressees: ADDRESSEES,
  body: BLOCKS,
  attachments: list('附件说明里的各个附件', ATTACHMENT, '没有附件'),
  issuer: ISSUER,
  issuerLetters: number('发文机关署名的字数', '字', '9'),
  issuedOn: ISSUED_ON,
  signatureKind: text('署名的排法：盖章、不盖章、不盖章而日期比署名长', 'sealed', {
    values: ['sealed', 'unsealed', 'unsealed date-longer'],
  }),
  annexes: list('各个附件', ANNEX, '没有附件'),
  imprint: choice('版记', {
    'imprint-document': group('文件的版记', {
      copies: COPIES,
      printer: text('印发机关', '中共潍坊市委组织部办公室'),
      printedOn: text('印发日期', '2007年6月8日'),
    }),
    'imprint-letter': group('信函的版记', { copies: COPIES }),
    'imprint-brief': group('简报的报尾', {
      reportTo: text('报：哪些机关，末尾不带句号', '省委组织部', { empty: '不写“报”' }),
      copies: COPIES,
      addressees: ADDRESSEES,
      printRun: text('共印多少份', '60', { empty: '不印份数' }),
    }),
  }),
  imprintOnOwnPage: flag('版记是不是另起一面（末一个附件横排时）'),
});

export type BulletinView = ValueOf<typeof BULLETIN_VIEW>;
export type TableView = ValueOf<typeof TABLE>;
export type ChartView = ValueOf<typeof CHART>;
export type RunView = ValueOf<typeof RUNS>[number];
export type BlockView = BulletinView['body'][number];
export type AnnexView = BulletinView['annexes'][number];
