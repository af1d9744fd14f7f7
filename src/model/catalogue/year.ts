/** What is said of a figure beside the other months of its year. */
import { quoted, shortened, type CatalogueEntry, type Details } from './catalogue.ts';
import { entry, said } from './entry.ts';

const REASON_LETTERS = 60;

/** What the remark says, which may be long. */
function because(details: Details): string {
  return `写的原因是${quoted(shortened(said(details, 'reason'), REASON_LETTERS))}`;
}

function remarkOf(details: Details): string {
  const month = said(details, 'whose');
  return month === '' ? '备注' : `${month}报表的备注`;
}

function isOfYear(details: Details): boolean {
  return ['本年累计', '本月数'].includes(said(details, 'asks'));
}

/** What to type where the item applies after all: a month without anything is no 0 of a level. */
function stillAsked(details: Details): string {
  if (said(details, 'asks') === '本年累计')
    return `本月没有新增的，累计照填 ${said(details, 'other')}`;
  return isOfYear(details) ? '本月没有发生的填 0' : '仍有的照实填现有的数';
}

/** @param months whether all months stand on one sheet, where a month's own number is soon typed for its 累计. */
function fallen(months: boolean): string {
  const slip = months ? '（要填1月到该月的累计，不是该月一个月的数）' : '';
  return `累计一般不会减少：误填的请改正${slip}；确实核减的，请在备注里写明原因后再报送（只写“无”不算）。`;
}

/** 2007年5月是 100，2007年7月是 140. */
export function monthsWords(
  months: readonly Readonly<{ month: string; amount: string }>[],
): string {
  return months.map(({ month, amount }) => `${month}是 ${amount}`).join('，');
}

/**
 * `other` is the figure of the other month, `own` the month itself where a sheet holds several, `reason` what the remark
 * gives as one, `whose` the month whose form gives it, empty for this one; a code with _REASON is the same fault once it
 * is explained.
 */
export const YEAR = {
  C_FALL: entry(
    'error',
    (d) =>
      said(d, 'own') === ''
        ? `本年累计 ${said(d, 'now')}，比${said(d, 'month')}报的 ${said(d, 'other')} 少了`
        : `${said(d, 'own')}的本年累计 ${said(d, 'now')}，比${said(d, 'month')}的 ${said(d, 'other')} 少了，看不出错的是哪个月`,
    (d) => fallen(said(d, 'own') !== ''),
  ),
  C_FALL_ODD: entry(
    'error',
    (d) => `${said(d, 'own')}的本年累计 ${said(d, 'now')}，与前后月份对不上：${said(d, 'beside')}`,
    () => fallen(true),
  ),
  C_FALL_REASON: entry(
    'warning',
    (d) =>
      `本年累计 ${said(d, 'now')}，比${said(d, 'month')}报的 ${said(d, 'other')} 少了，备注${because(d)}`,
    '原因属实就不用改。',
  ),
  C_FALL_NEXT: entry(
    'error',
    (d) =>
      `本年累计 ${said(d, 'now')}，比已经接收的${said(d, 'month')}报表的 ${said(d, 'other')} 还多`,
    (d) =>
      `后面月份的累计一般不会更少：本表误填的请改正；${said(d, 'month')}报错的，请先改报那个月，再报本表；确实核减的，请在备注里写明原因后再报送。`,
  ),
  C_FALL_NEXT_REASON: entry(
    'warning',
    (d) =>
      `本年累计 ${said(d, 'now')}，比已经接收的${said(d, 'month')}报表的 ${said(d, 'other')} 还多，${remarkOf(d)}${because(d)}`,
    '原因属实就不用改。',
  ),
  C_NA_AFTER: entry(
    'error',
    (d) => `填的是“不适用”，${said(d, 'month')}却报过${said(d, 'asks')} ${said(d, 'other')}`,
    (d) => `${stillAsked(d)}；确实不再适用的，请在备注里写明原因后再报送（只写“无”不算）。`,
  ),
  C_NA_AFTER_REASON: entry(
    'warning',
    (d) =>
      `填的是“不适用”，${said(d, 'month')}却报过${said(d, 'asks')} ${said(d, 'other')}，备注${because(d)}`,
    (d) => `原因属实就不用改${isOfYear(d) ? '；以前报的数仍计入本年累计' : ''}。`,
  ),
  C_NA_NEXT: entry(
    'error',
    (d) => `填的是 ${said(d, 'now')}，已经接收的${said(d, 'month')}报表这一项却填“不适用”`,
    (d) =>
      `本表误填的请改正；${said(d, 'month')}报错的，请先改报那个月，再报本表；从那时起确实不再适用的，请在备注里写明原因后再报送。`,
  ),
  C_NA_NEXT_REASON: entry(
    'warning',
    (d) =>
      `填的是 ${said(d, 'now')}，已经接收的${said(d, 'month')}报表这一项却填“不适用”，${remarkOf(d)}${because(d)}`,
    '原因属实就不用改。',
  ),
} satisfies Readonly<Record<string, CatalogueEntry>>;
