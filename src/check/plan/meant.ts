/** What was probably meant where a single value is spelt in a way that cannot be read. */
import type { Cell } from '../../model/cell-grid.ts';
import { parseDay } from '../../model/day.ts';
import { decimal, decimalText } from '../../model/decimal.ts';
import { readFigure, type FigureSpec } from '../../model/numeral.ts';

const HUNDRED = decimal('100');
/** Below this, a number without a percent sign may be a share of one. */
export const SHARE_LIMIT = decimal('10');

const ANY_NUMBER: FigureSpec = {
  decimals: 6,
  unitOfMeasure: '',
  max: null,
  approximate: false,
};

/** @returns undefined where no other spelling fits the pattern, or what fits is no day of any year. */
export function meantValue(read: string, pattern: RegExp): string | undefined {
  const text = read.normalize('NFKC').replace(/^['"‘’“”\s]+|['"‘’“”\s]+$/gu, '');
  const number = numberIn(text);
  const spellings = [
    text,
    text.toLowerCase(),
    text.toUpperCase(),
    dateIn(text),
    number,
    number === null ? null : percentOf(number),
  ];
  return spellings
    .filter((spelling) => spelling !== null)
    .filter((spelling) => spelling !== '' && spelling !== read)
    .find((spelling) => pattern.test(spelling) && isNoFalseDay(spelling));
}

/** 0.95 and 95 as percent: what people write who forget the sign. */
export function percentOf(number: string): string {
  const value = decimal(number);
  return `${decimalText(value.lt(SHARE_LIMIT) ? value.times(HUNDRED) : value)}%`;
}

/** 2007年5月31日, 2007/5/31, 2007.5, 20070531 as the plan writes days and months. */
function dateIn(text: string): string | null {
  const parts =
    /^(\d{4})[年./-](\d{1,2})(?:[月./-](?:(\d{1,2})日?)?)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (parts === null) return null;
  const [, year = '', month = '', day] = parts;
  const days = day === undefined ? '' : `-${day.padStart(2, '0')}`;
  return `${year}-${month.padStart(2, '0')}${days}`;
}

/** A number with 万 or 元 is left alone: what it comes to depends on the indicator's own unit of measure. */
function numberIn(text: string): string | null {
  if (/[万亿元]/.test(text)) return null;
  const cell: Cell = { row: 1, column: 1, kind: 'text', text };
  const { value, bound, suggestion } = readFigure(cell, ANY_NUMBER);
  if (value !== null && bound === null) return decimalText(value);
  return suggestion !== undefined && /^[\d.]+$/.test(suggestion) ? suggestion : null;
}

function isNoFalseDay(spelling: string): boolean {
  return !/^\d{4}-\d{2}-\d{2}$/.test(spelling) || parseDay(spelling) !== null;
}
