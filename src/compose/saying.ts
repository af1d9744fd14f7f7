/** Running text: words and figures put together, lists of names, and the names of stretches of time. */
import type { Paragraph, PrintedFigure, Run, Heading } from '../model/bulletin.ts';
import { chineseNumeral } from '../model/numeral-chinese.ts';
import {
  addMonths,
  lastMonth,
  monthOf,
  periodType,
  yearOf,
  type Month,
  type Period,
} from '../model/period.ts';

/** What may stand inside `say`. A bare number may not: it has to come as a figure. */
export type Said = string | PrintedFigure | readonly Run[];

/** Names that are listed in full; of more only the first few stand before 等. */
export const LISTED = 6;
export const FIRST = 3;

/** Running text from a template literal; neighbouring words become one run, empty ones are left out. */
export function say(words: TemplateStringsArray, ...said: readonly Said[]): readonly Run[] {
  const parts = words.flatMap((text, index): readonly Said[] => [text, said[index] ?? '']);
  return merge(parts.flatMap(runsOf));
}

/** One text after another, with words between them. */
export function join(texts: readonly Said[], between: string): readonly Run[] {
  return merge(texts.flatMap((text, i) => [...runsOf(i === 0 ? '' : between), ...runsOf(text)]));
}

function runsOf(part: Said): readonly Run[] {
  if (typeof part === 'string') return part === '' ? [] : [{ words: part, figure: null }];
  return isFigure(part) ? [{ words: null, figure: part }] : part;
}

function isFigure(part: PrintedFigure | readonly Run[]): part is PrintedFigure {
  return 'lineage' in part;
}

function merge(runs: readonly Run[]): readonly Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (run.words !== null && last !== undefined && last.words !== null) {
      merged[merged.length - 1] = { words: last.words + run.words, figure: null };
    } else {
      merged.push(run);
    }
  }
  return merged;
}

/** The text as it is read, without its figures' origins. */
export function plainText(runs: readonly Run[]): string {
  return runs.map((run) => run.words ?? run.figure.text).join('');
}

export function paragraph(...texts: readonly Said[]): Paragraph {
  return { type: 'paragraph', runs: join(texts, '') };
}

/** 一、总体情况 · （一）指标口径. @param index from 1. */
export function heading(level: 1 | 2, index: number, text: string): Heading {
  const numeral = chineseNumeral(BigInt(index));
  return {
    type: 'heading',
    level,
    text: level === 1 ? `${numeral}、${text}` : `（${numeral}）${text}`,
  };
}

/** 寿光市、青州市; of more than six the first three, 等7个县市区, where `total` prints the whole number and `counted` is 个县市区 or 项. */
export function nameList(
  names: readonly Said[],
  total: PrintedFigure,
  counted: string,
): readonly Run[] {
  if (names.length <= LISTED) return join(names, '、');
  return say`${join(names.slice(0, FIRST), '、')}等${total}${counted}`;
}

/** The stretch a 累计 covers: 1月, 1—5月, 一季度, 上半年, 前三季度, 全年. */
export function yearToDateWords(period: Period): string {
  const last = monthOf(lastMonth(period));
  if (last === 12) return '全年';
  if (periodType(period) === 'month') return last === 1 ? '1月' : `1—${String(last)}月`;
  return { 3: '一季度', 6: '上半年', 9: '前三季度' }[last] ?? `1—${String(last)}月`;
}

/** The period by itself: 5月份, 二季度, 下半年, 全年. */
export function ownWords(period: Period): string {
  const type = periodType(period);
  if (type === 'month') return `${String(Number(period.slice(5)))}月份`;
  if (type === 'quarter') return `${chineseNumeral(BigInt(period[6] ?? ''))}季度`;
  if (type === 'half') return period.endsWith('1') ? '上半年' : '下半年';
  return '全年';
}

/** 本月, 本季, 本半年, 本年: a table's word for the period. */
export function thisWords(period: Period): string {
  return { month: '本月', quarter: '本季度', half: '本半年', year: '本年' }[periodType(period)];
}

/** 截至5月底, 截至年底. */
export function byEndWords(period: Period): string {
  const last = monthOf(lastMonth(period));
  return last === 12 ? '截至年底' : `截至${String(last)}月底`;
}

/** 4月底 within the year spoken of, 上年底, 2005年6月底. */
export function endOfWords(month: Month, period: Period): string {
  const isLastYears = yearOf(month) === yearOf(period) - 1 && monthOf(month) === 12;
  return isLastYears ? '上年底' : `${monthWords(month, period)}底`;
}

/** True when the period begins in January, so that its own number and its 累计 are the same. */
export function beginsTheYear(period: Period): boolean {
  return !['quarter', 'half', 'month'].includes(periodType(period)) || /-(01|Q1|H1)$/.test(period);
}

/** 1—3月, 1月、2月, 1—3月、5月: months in order. */
export function monthsWords(months: readonly Month[], period: Period): string {
  const runs: Month[][] = [];
  for (const month of months) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (last !== undefined && addMonths(last, 1) === month) run?.push(month);
    else runs.push([month]);
  }
  return runs.map((run) => runWords(run, period)).join('、');
}

function runWords(run: readonly Month[], period: Period): string {
  const [first, , third] = run;
  const words = run.map((month) => monthWords(month, period));
  if (first === undefined || third === undefined) return words.join('、');
  return `${words[0]?.replace(/月$/, '') ?? ''}—${words.at(-1) ?? ''}`;
}

/** 4月 within the year spoken of, 2006年12月 outside it. */
export function monthWords(month: Month, period: Period): string {
  const words = `${String(monthOf(month))}月`;
  return yearOf(month) === yearOf(period) ? words : `${String(yearOf(month))}年${words}`;
}
