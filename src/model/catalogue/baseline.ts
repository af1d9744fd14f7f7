/** What is said of a baseline (基数表): whose sheet it is, and months that are none of its own. */
import type { CatalogueEntry } from './catalogue.ts';
import { entry, named, said } from './entry.ts';

const RIGHT_SHEET = '请在生成的基数表上填写，不要改动表头的单位名称。';

/** By code; part of `workbookFinding`. */
export const BASELINES = {
  B_YEAR: entry(
    'error',
    (d) => `基数表的年份${named(d, 'year')}看不出是哪一年`,
    '请重新生成一份基数表，把数填进去再报。',
  ),
  B_UNIT: entry(
    'error',
    (d) => `表头的填报单位${named(d, 'unit')}不是${said(d, 'year')}的应报单位`,
    RIGHT_SHEET,
  ),
  B_UNIT_TWICE: entry(
    'error',
    (d) =>
      `${named(d, 'unit')}有两张表（${named(d, 'first')}和${named(d, 'second')}），不知道该读哪一张`,
    '请只保留一张，把另一张删去。',
  ),
  B_REPORTED: entry(
    'error',
    (d) =>
      `${said(d, 'month')}起已由各单位逐月报送，基数表里填的 ${said(d, 'month')} 及以后的数用不上`,
    (d) => `请把 ${said(d, 'month')} 及以后各列清空；那些月份的数要改的，请由单位报更正。`,
  ),
  B_OPEN: entry(
    'error',
    (d) => `${said(d, 'month')}还没有过完，不能当作以前的数`,
    '请把这一列和以后各列清空。',
  ),
  B_MONTH: entry(
    'error',
    (d) => `表上找不到${named(d, 'months')}这几列`,
    '请不要改动月份的列标题，也不要删列；没有数的月份空着就行。',
  ),
  B_NO_SHEET: entry(
    'warning',
    (d) =>
      `没有${said(d, 'units')}的表，${said(d, 'year')}没有${said(d, 'units')}的基数；先前登记过的，不再算数`,
    '本来就没有的不用改；要保留的，请把这几张表补上再报一次。',
  ),
  B_HIDDEN: entry(
    'error',
    (d) => `${named(d, 'unit')}的表被隐藏了，没有读取`,
    '请取消隐藏这张表，保存后再报；不要的请删去。',
  ),
  B_NOTHING: entry(
    'error',
    '各张表里一个数也没有填',
    '请至少填上一个月的数；同比要各月的累计，时点数的序时进度要12月末的数。',
  ),
} satisfies Readonly<Record<string, CatalogueEntry>>;
