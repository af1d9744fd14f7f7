/** What is said of one cell where a figure or a day belongs: each message with what was read, each hint with one right example. */
import type { CellCode, DateCode } from '../numeral-code.ts';
import { findingsOf, quoted, shortened, type CatalogueEntry, type Details } from './catalogue.ts';

const DAY_EXAMPLE = '2007-05-31';

type Words = string | ((details: Details) => string);

function words(of: Words): (details: Details) => string {
  return typeof of === 'string' ? () => of : of;
}

function note(message: Words, hint: Words): CatalogueEntry {
  return { severity: 'note', message: words(message), hint: words(hint) };
}

function error(message: Words, hint: Words): CatalogueEntry {
  return { severity: 'error', message: words(message), hint: words(hint) };
}

function detail(details: Details, key: string): string {
  return String(details[key] ?? '');
}

/** Whether the words are about a day, not a figure. */
function isDay(details: Details): boolean {
  return details['year'] !== undefined;
}

/** What was read, in quotation marks, shortened for a sentence. */
function read(details: Details): string {
  return quoted(shortened(detail(details, 'read'), 30));
}

/** `（计量单位：人）`, or nothing. */
function inUnit(details: Details): string {
  const unit = detail(details, 'unit');
  return unit === '' ? '' : `（计量单位：${unit}）`;
}

/** 「请填 100」 where one number was plainly meant, else an example of the right shape. */
function fill(details: Details, example: string): string {
  const suggestion = detail(details, 'suggestion');
  return suggestion === '' ? `例如填 ${example}` : `如果是 ${suggestion}，请直接填 ${suggestion}`;
}

/** One right example: what was read where it was; a day where the reading has a year, else a number of the item's shape. */
function example(details: Details): string {
  if (isDay(details)) return DAY_EXAMPLE;
  const right = detail(details, 'right');
  if (right !== '') return right;
  if (detail(details, 'unit') === '%') return '95.5';
  return Number(details['decimals'] ?? 0) > 0 ? '128.5' : '128';
}

/** Where a word may stand beside the figure: 备注, or what `remark` names. */
function remarkPlace(details: Details): string {
  return detail(details, 'remark') || '备注';
}

/** How many decimals the item may have. */
function places(details: Details): string {
  return detail(details, 'decimals');
}

/** Whether nothing can be seen in the cell. */
function looksEmpty(details: Details): boolean {
  return detail(details, 'read').replace(/[\s\p{Cf}]/gu, '') === '';
}

/** 人 and 人次 are what is mixed up most. */
function peopleOrTimes(details: Details): string {
  const units = [detail(details, 'unit'), detail(details, 'typedUnit')];
  const mixed = units.some((unit) => unit.endsWith('人次'));
  return mixed ? '；“人”是有多少个人，“人次”是一共来了多少次，不能混用' : '';
}

function wrongUnit(details: Details): string {
  const typed = detail(details, 'typedUnit');
  return typed === ''
    ? `填的是${read(details)}，没有写明单位，不知道怎样换算${inUnit(details)}`
    : `填的是${read(details)}，单位“${typed}”与这一项不符${inUnit(details)}`;
}

function readAs(details: Details): string {
  return `填的是${read(details)}，已按 ${detail(details, 'value')}${detail(details, 'unit')} 读取`;
}

const FIGURES: Readonly<Record<Exclude<CellCode, 'OK'>, CatalogueEntry>> = {
  N_FORM: note(readAs, (d) => `数不错就不用改；下次只填数字，例如 ${example(d)}。`),
  N_CN: note(readAs, (d) => `数不错就不用改；下次填阿拉伯数字，例如 ${example(d)}。`),
  N_FORMULA: note(
    (d) => `单元格里是公式，已取其结果 ${detail(d, 'value')}`,
    (d) => `不错就不用改；下次直接填写，例如 ${example(d)}。`,
  ),
  N_APPROX: note(
    (d) => `填的是约数${read(d)}，已按约数收下（${detail(d, 'value')}${detail(d, 'unit')}）`,
    (d) => `约数不参加排位；有确数时请填确数，例如 ${example(d)}。`,
  ),
  E_APPROX: error(
    (d) => `填的是约数${read(d)}，这一项要填确数`,
    (d) => `请去掉“约”“多”“余”“以上”等字，填确数；${fill(d, example(d))}。`,
  ),
  E_BLANK: error(
    (d) =>
      looksEmpty(d)
        ? `没有填${isDay(d) ? '日期' : '数'}`
        : `填的是${read(d)}，看不出是没有发生还是没有填`,
    (d) =>
      isDay(d)
        ? `请填年月日，例如 ${DAY_EXAMPLE}。`
        : `有数填数，例如 ${example(d)}；确实为零填 0；不适用本单位的填“不适用”。`,
  ),
  E_CTRL: error(
    (d) => `填的是${read(d)}，里面有看不见的控制字符，不能读取`,
    (d) => `请清空这一格（按 Delete 键），再用键盘重新输入，例如 ${example(d)}。`,
  ),
  E_DATE: error(
    (d) =>
      detail(d, 'format') === 'date'
        ? `这一格里存的是日期${read(d)}，不是数`
        : `填的是${read(d)}，是日期的写法，不是数`,
    (d) =>
      detail(d, 'format') === 'date'
        ? `请先把这一格的格式改为“数值”，再填数，例如 ${example(d)}；像 1-2、3/4 这样的写法会被表格软件当成日期。`
        : `这一格只填一个数，例如 ${example(d)}；不要填日期、范围（如 5-8）和分数（如 1/2）。`,
  ),
  E_FRACTION: error(
    (d) =>
      Number(places(d)) > 0
        ? `填的是${read(d)}，这一项最多保留 ${places(d)} 位小数${inUnit(d)}`
        : `填的是${read(d)}，这一项只能是整数${inUnit(d)}`,
    (d) => `请核对后重新填写；${fill(d, example(d))}。`,
  ),
  E_GROUP: error(
    (d) => `填的是${read(d)}，里面的逗号不是千位分隔，看不出是哪个数`,
    (d) => `一格只填一个数，不用逗号，说明写到${remarkPlace(d)}里；${fill(d, example(d))}。`,
  ),
  E_IDCARD: error(
    '填的像是身份证号码，这一项要填数',
    (d) => `请删去号码，不要在报表里填个人信息；这里填数，例如 ${example(d)}。`,
  ),
  E_INJECT: error(
    (d) => `填的是${read(d)}，像是公式或程序代码，不予读取`,
    (d) => `请清空这一格，重新填写，例如 ${example(d)}。`,
  ),
  E_LEADZERO: error(
    (d) => `填的是${read(d)}，以 0 开头，像是编号，不像数量`,
    (d) => `请核对是不是填错了格；是数量的去掉前面的 0，例如 ${example(d)}。`,
  ),
  E_NEGATIVE: error(
    (d) => `填的是${read(d)}，这一项不能小于零`,
    (d) =>
      `请核对后填不小于零的数，例如 ${example(d)}；核减请直接填核减以后的数，并在${remarkPlace(d)}里写明原因。`,
  ),
  E_NOCACHE: error(
    '单元格里是公式，但文件里没有算出来的结果',
    (d) => `请用表格软件打开、保存一次再报，或者直接填写，例如 ${example(d)}。`,
  ),
  E_NONE: error(
    (d) => `填的是${read(d)}，不是数，也看不出是零、没有统计，还是不适用`,
    (d) =>
      detail(d, 'asks') !== ''
        ? `这一格填${detail(d, 'asks')}：本月没有新增、没有变动的，照填上月的${detail(d, 'before') === '' ? '数' : ` ${detail(d, 'before')}`}；一直没有的填 0；不适用本单位的填“不适用”。`
        : detail(d, 'suggestion') === '0'
          ? `确实为零请填 0；不适用本单位的填“不适用”；有数填数，例如 ${example(d)}。`
          : `有数填数，例如 ${example(d)}；还没有统计的，统计以后再填；确实为零填 0；不适用本单位的填“不适用”。`,
  ),
  E_PERCENT: error(
    (d) => `填的是${read(d)}，看不出是 ${detail(d, 'share')}% 还是 ${detail(d, 'percent')}%`,
    (d) =>
      `这一项以 % 为单位：如果是 ${detail(d, 'percent')}%，请填 ${detail(d, 'suggestion') || example(d)}；确实不超过 1% 的请带上百分号，例如 0.5%。`,
  ),
  E_PHONE: error(
    '填的像是手机号码，这一项要填数',
    (d) => `请删去号码，联系电话填在表头；这里填数，例如 ${example(d)}。`,
  ),
  E_RANGE: error(
    (d) =>
      detail(d, 'max') === ''
        ? `填的是${read(d)}，数太大，表格软件已经不能准确保存`
        : `填的是${read(d)}，超过了这一项的上限 ${detail(d, 'max')}${detail(d, 'unit')}`,
    (d) => `请核对单位是不是填错了${inUnit(d)}；${fill(d, example(d))}。`,
  ),
  E_SCI: error(
    (d) => `填的是${read(d)}，是科学记数的写法`,
    (d) => `请把数写全；${fill(d, '100000')}。`,
  ),
  E_TEXT: error(
    (d) => `填的是${read(d)}，读不成一个数`,
    (d) => `这一格只填一个数，说明写到${remarkPlace(d)}里；${fill(d, example(d))}。`,
  ),
  E_TYPE: error(
    (d) =>
      looksEmpty(d)
        ? '单元格里的内容不是数字，也不是文字'
        : `单元格里是${read(d)}，不是${isDay(d) ? '日期' : '数'}`,
    (d) => `请清空这一格，重新输入，例如 ${example(d)}。`,
  ),
  E_UNIT: error(wrongUnit, (d) =>
    detail(d, 'format') === 'percent'
      ? `请先把这一格的格式由“百分比”改为“常规”，再填数，例如 ${example(d)}。`
      : `请按表上的计量单位换算后只填数字，例如 ${example(d)}${peopleOrTimes(d)}。`,
  ),
  E_XERR: error(
    (d) => `单元格里是公式错误${read(d)}，没有结果`,
    (d) => `请改正公式，或者直接填写，例如 ${example(d)}。`,
  ),
};

function readAsDay(details: Details): string {
  return `填的是${read(details)}，已按${detail(details, 'value')}读取`;
}

const DATES = {
  N_DATE_FORM: note(readAsDay, `日期不错就不用改；下次请写成 ${DAY_EXAMPLE}。`),
  N_DATE_YEAR: note(
    (d) => `填的是${read(d)}，没有写年份，已按${detail(d, 'value')}读取`,
    (d) => `不是${detail(d, 'year')}年的请写上年份，例如 ${DAY_EXAMPLE}。`,
  ),
  N_DATE_MONTH: note(
    (d) => `填的是${read(d)}，没有写日，已按当月最后一天${detail(d, 'value')}读取`,
    `知道是哪一天的请写全，例如 ${DAY_EXAMPLE}。`,
  ),
  N_DATE_SERIAL: note(
    (d) => `单元格里是日期序号${read(d)}，已按${detail(d, 'value')}读取`,
    `日期不对的，请把这一格改为文本格式，重新填写，例如 ${DAY_EXAMPLE}。`,
  ),
  E_DATE_NONE: error(
    (d) => `填的是${read(d)}，没有这一天`,
    `请核对年月日后重新填写，例如 ${DAY_EXAMPLE}。`,
  ),
  E_DATE_PART: error(
    (d) => `填的是${read(d)}，没有按年、月、日写全，看不准是哪一天`,
    (d) => `请按年、月、日写全；${fill(d, DAY_EXAMPLE)}。`,
  ),
  E_DATE_TEXT: error(
    (d) => `填的是${read(d)}，看不出是哪一天`,
    (d) => `这一格只填年月日，${fill(d, DAY_EXAMPLE)}；没有完成的留空，说明写到进展情况里。`,
  ),
} satisfies Readonly<Record<string, CatalogueEntry>>;

type Worded = Exclude<CellCode | DateCode, 'OK'>;

const ENTRIES: Readonly<Record<Worded, CatalogueEntry>> = { ...FIGURES, ...DATES };

/**
 * The finding for a cell's code: an error for E_…, a note for N_….
 *
 * `about.details` are the reading's own `details`; `about.read` should be `typedText(cell)`, which masks a resident's number.
 */
export const cellFinding = findingsOf<Worded>(ENTRIES);
