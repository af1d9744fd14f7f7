/** What is said of a whole workbook: of the file, of whose it is, of its rows and how its figures fit together. */
import { BASELINES } from './baseline.ts';
import { findingsOf, type CatalogueEntry } from './catalogue.ts';
import { entry, named, said } from './entry.ts';
import { RELATIONS } from './relations.ts';
import { ROWS } from './rows.ts';
import { TASKS, TEXTS } from './tasks.ts';
import { YEAR } from './year.ts';

const SAVE_AS = '请用 WPS 或 Excel 打开原来的报表，另存为 .xlsx 后再报送。';
const SEND_FORM = '请报送下发的电子报表（.xlsx）。';
const OWN_FORM = '请在发给本单位的当月报表上填写后再报送。';

const FILES = {
  F_EMPTY: entry('error', '文件是空的，里面什么也没有', '请重新保存报表后再报送。'),
  F_TOO_BIG: entry(
    'error',
    (d) => `文件有 ${said(d, 'size')} MB，超过了 ${said(d, 'limit')} MB 的上限`,
    '报表本身很小，请删去插入的图片等内容，或者在重新下发的报表上填写后再报送。',
  ),
  F_ENCRYPTED: entry('error', '文件设了打开密码，读不出来', '请取消密码，保存后再报送。'),
  F_WEBPAGE: entry('error', '文件里面是网页或 XML 格式，不是电子表格', SAVE_AS),
  F_PDF: entry('error', '这是 PDF 或版式文件，读不出数', SEND_FORM),
  F_PICTURE: entry('error', '这是图片或扫描件，读不出数', SEND_FORM),
  F_WORD: entry('error', '这是文档或演示文稿，不是电子表格', SEND_FORM),
  F_ARCHIVE: entry('error', '这是压缩包，不是报表', '请解压后把里面的报表（.xlsx）逐个报送。'),
  F_MACRO: entry('error', '文件带有宏，为了安全没有打开', '请另存为不带宏的 .xlsx 后再报送。'),
  F_BINARY: entry('error', '这是 .xlsb 格式，不能直接读取', SAVE_AS),
  F_OLD: entry('error', '这是 Excel 95 或更早的格式，里面的汉字读不准', SAVE_AS),
  F_UNKNOWN: entry('error', '认不出是什么文件', SEND_FORM),
  F_TRUNCATED: entry(
    'error',
    '文件不完整，可能没有传完',
    '请确认文件在自己电脑上能打开，再重新报送一次。',
  ),
  F_DAMAGED: entry('error', '文件已损坏，读不出来', SAVE_AS),
  F_OVERSIZED: entry(
    'error',
    '文件里的内容远多于一份报表，没有打开',
    '请在重新下发的报表上填写，不要把别的工作簿并进来。表格下面、右面带格式的空行空列太多也会这样：选中这些空行（列），点右键“删除”，保存后再报。',
  ),
  F_READER: entry(
    'error',
    '打开这份文件用的时间或内存超过了一份报表的需要，或者中途出了错，已经停下，没有读完',
    SAVE_AS,
  ),
  F_OUTSIDE: entry(
    'error',
    '文件里有单元格写在表格的范围以外（超过1048576行或XFD列），没有打开',
    SAVE_AS,
  ),
} satisfies Readonly<Record<string, CatalogueEntry>>;

const IDENTITY = {
  I_NONE: entry('error', '认不出是哪个单位、哪个月的报表', OWN_FORM),
  I_HEAD_REWORDED: entry(
    'error',
    (d) => `表头这里应是${named(d, 'expected')}，现在写的是${named(d, 'read')}`,
    (d) =>
      `请把 ${said(d, 'cell')} 格改回${named(d, 'expected')}再报送；如果这份表不是发给本单位的，请换用发给本单位的当月报表。`,
  ),
  I_UNIT_CONFLICT: entry(
    'error',
    (d) => `表上说的单位前后不一致：${said(d, 'claims')}`,
    `请不要借用别的单位的报表；${OWN_FORM}`,
  ),
  I_PERIOD_CONFLICT: entry(
    'error',
    (d) => `表上说的报告期前后不一致：${said(d, 'claims')}`,
    `请不要把上月的报表改成本月的；${OWN_FORM}`,
  ),
  I_FORM_CONFLICT: entry('error', (d) => `表上说的表种前后不一致：${said(d, 'claims')}`, OWN_FORM),
  I_UNIT_UNKNOWN: entry(
    'error',
    (d) => `${said(d, 'period')}应报单位里没有${named(d, 'unit')}`,
    `${OWN_FORM}单位名称有变动的，请与市里联系。`,
  ),
  I_FORM_NONE: entry(
    'error',
    (d) => `${named(d, 'unit')}在${said(d, 'period')}不用报这张表`,
    OWN_FORM,
  ),
  I_PERIOD_UNREAD: entry('error', (d) => `报告期${named(d, 'period')}看不出是哪个月`, OWN_FORM),
  I_PERIOD_EARLY: entry(
    'error',
    (d) => `这是${said(d, 'period')}的报表，那个月还没有开始`,
    '请核对报告期；到了时候再报送。',
  ),
  I_TWO_PAGES: entry(
    'error',
    (d) => `工作簿里有两张填报表（${named(d, 'first')}和${named(d, 'second')}），不知道该读哪一张`,
    '请只保留要报送的一张，把另一张删去后再报送。',
  ),
  I_NO_PAGE: entry(
    'error',
    (d) =>
      said(d, 'lost') === ''
        ? '文件里找不到填报表，看不到各行的代码'
        : '文件里的汉字都变成了“?”（另存为文本时丢失的），认不出表头和各列',
    (d) =>
      said(d, 'lost') === ''
        ? OWN_FORM
        : '请打开原来的报表，另存为 .xlsx 后再报送；要存成 CSV 的，编码请选 UTF-8 或 GB18030。',
  ),
  I_HIDDEN_PAGE: entry(
    'error',
    (d) => `填报表（${named(d, 'sheet')}）被隐藏了，没有读取`,
    '请在任意一个表名上点右键，选“取消隐藏”，把填报表显示出来，保存后再报送。',
  ),
  I_SAMPLE: entry('error', '这是示例报表，不能作为正式数据报送', OWN_FORM),
  I_REAL: entry(
    'error',
    '这里只收示例数据，这份报表没有示例标记',
    '正式报表请报送到正式使用的系统；演示请用示例报表。',
  ),
  I_LOST: entry(
    'error',
    (d) =>
      `报表里没有本系统的标识（可能是把内容复制到了新建的表格里），表头写的是${said(d, 'unit')}${said(d, 'period')}，只凭表头不能接收`,
    '请用随回执退回的报表：本系统下发的表，已经填上了这份里的数；核对以后报送它就行。表头写错单位或月份的，请用本单位自己的报表。',
  ),
  I_LOST_VOUCHED: entry(
    'warning',
    (d) =>
      `报表里没有本系统的标识（可能是把内容复制到了新建的表格里），已按表头和登记的报送人（在线表）认作${said(d, 'unit')}${said(d, 'period')}的报表`,
    '单位和月份不错就不用改；下次请用本系统下发的报表。',
  ),
  I_PERIOD_OPEN: entry(
    'warning',
    (d) => `${said(d, 'period')}还没有结束，报表在${said(d, 'day')}就收到了`,
    '请核对所报是不是到月末的数；月底以前有变化的，届时改好再报一次，按更正登记。',
  ),
  I_PLAN_CHANGED: entry(
    'note',
    '这份报表是按调整前的方案下发的，已按现在的方案审核',
    '没有提示问题就不用改；下次请用最新下发的报表。',
  ),
} satisfies Readonly<Record<string, CatalogueEntry>>;

const FIGURES = {
  N_NA: entry('note', '填的是“不适用”，已按不适用收下，不计入汇总', (d) =>
    said(d, 'task') === ''
      ? '请在备注里写明为什么不适用；其实是没有发生的请填 0。'
      : '请在进展情况里写明为什么不适用；其实是还没有开展的请选“未启动”。',
  ),
  C_SHOWN: entry(
    'warning',
    (d) =>
      `${said(d, 'shown').trim() === '' ? '格上看不见数' : `格上显示的是${named(d, 'shown')}`}，已按格里存的 ${said(d, 'value')}${said(d, 'unit')} 读取`,
    '不对的请把这一格的格式改为“常规”，按计量单位填数后再报；数不错就不用改。',
  ),
  C_PART: entry(
    'error',
    (d) => `“其中”项是 ${said(d, 'part')}，大于${named(d, 'name')}的 ${said(d, 'whole')}`,
    '请核对这两个数，“其中”项不能大于总数。',
  ),
  C_PART_NO_WHOLE: entry(
    'error',
    (d) => `“其中”项填了 ${said(d, 'part')}，总数“${said(d, 'name')}”却填的是“不适用”`,
    '总数有数的请填上总数；总数确实不适用的，“其中”项也填“不适用”。',
  ),
  C_PARTS: entry(
    'error',
    (d) => `各“其中”项（${said(d, 'names')}）合计 ${said(d, 'part')}，大于总数 ${said(d, 'whole')}`,
    '请核对各“其中”项是不是重复计算，再核对总数。',
  ),
  C_RATIO: entry(
    'error',
    (d) =>
      `${named(d, 'name')}按所填的分子 ${said(d, 'numerator')}、分母 ${said(d, 'denominator')} 计算，超过了 ${said(d, 'max')}%`,
    '请核对分子和分母，是不是填反了。',
  ),
  C_RATIO_BASE: entry(
    'error',
    (d) => `${named(d, 'name')}的分母是 0，分子却是 ${said(d, 'numerator')}`,
    '请核对分母；两个都没有的都填 0。',
  ),
  C_RATIO_HALF: entry(
    'error',
    (d) => `${named(d, 'name')}的分子和分母，一个填了数，一个填了“不适用”`,
    '两个都适用的都填数；都不适用的都填“不适用”。',
  ),
  N_RATIO_NONE: entry(
    'note',
    (d) => `${named(d, 'name')}的分子和分母都是 0，算不出比率，已按不适用处理`,
    '确实没有就不用改。',
  ),
} satisfies Readonly<Record<string, CatalogueEntry>>;

export type FileCode = keyof typeof FILES;

/** Whether this is the code of a finding about the file itself. */
export function isFileCode(code: unknown): code is FileCode {
  return typeof code === 'string' && Object.hasOwn(FILES, code);
}

/** Findings about the file itself, whose it is, its rows, and how its figures, tasks and texts fit together. */
export const workbookFinding = findingsOf({
  ...FILES,
  ...IDENTITY,
  ...ROWS,
  ...BASELINES,
  ...FIGURES,
  ...RELATIONS,
  ...YEAR,
  ...TASKS,
  ...TEXTS,
});
