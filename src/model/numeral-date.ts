/** What a cell says where a day belongs (完成日期). */
import type { Details } from './catalogue/catalogue.ts';
import type { Cell } from './cell-grid.ts';
import { chineseDay, dayOf, dayOfSerial, parseDay, type Day } from './day.ts';
import { decimalText } from './decimal.ts';
import { parseChineseNumeral } from './numeral-chinese.ts';
import type { DateCode } from './numeral-code.ts';
import { withoutRemark } from './numeral-respelling.ts';
import { foldTyped, kindFault, nonFigure, typedText } from './numeral-text.ts';
import { lastDay, monthIn, parseMonth, type Month } from './period.ts';

/** One cell as a day. `value` is null exactly when `code` is an error; `suggestion` is a day as `2007-05-31`. */
export type DateReading = Readonly<{
  value: Day | null;
  code: DateCode;
  suggestion?: string;
  details: Details;
}>;

type Outcome = Readonly<{ code: DateCode; value?: Day; suggestion?: Day | null }>;

const SAME_FOR_DATES = ['E_CTRL', 'E_XERR', 'E_BLANK', 'E_INJECT'] as const;
const CHINESE_PART = /[〇零○一二三四五六七八九]{4}(?=年)|[一二三四五六七八九十]{1,3}(?=[月日号])/g;
const FULL = /^(\d{4}) ?([-/.年]) ?(\d{1,2}) ?([-/.月]) ?(\d{1,2})[日号]?(?:[T ]00:00.*)?$/;
const MONTH = /^(?:(\d{4}) ?[-/.年] ?)?(\d{1,2})(月份?)?$/;
const TIMED =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;
/** A serial this many years from the report's is rather a day typed without its leading zero: 10531 for 010531. */
export const SERIAL_YEARS = 10;

/**
 * Reads a cell where a day belongs: 2007.5.31, 2007年5月31日, a date cell; with a note 20070531, 5月31日, 2007年5月
 * (its last day) and a bare date serial. Never throws; 5.31 and 5月底 are refused.
 *
 * @param cell null for an empty cell.
 * @param year the reporting period's year, taken where none was typed.
 */
export function readDate(cell: Cell | null, year: number): DateReading {
  const outcome: Outcome = cell === null ? { code: 'E_BLANK' } : readCell(cell, year);
  const value = outcome.value ?? null;
  const suggestion = outcome.suggestion ?? null;
  return {
    value,
    code: outcome.code,
    ...(suggestion === null ? {} : { suggestion }),
    details: {
      read: typedText(cell),
      value: value === null ? '' : chineseDay(value),
      suggestion: suggestion ?? '',
      year,
    },
  };
}

/** A month with its year: 2007年5月, 二〇〇七年五月份, 2007-05, any day of it. @returns null for anything else. */
export function monthOfText(raw: string): Month | null {
  // Spaces, but for the one before a time of day.
  const text = inDigits(foldTyped(raw).replace(/ (?!\d{1,2}:)/g, ''));
  const [, year = '', month = ''] = MONTH.exec(text) ?? [];
  return parseMonth(fullDay(text)?.value?.slice(0, 7) ?? `${year}-${month.padStart(2, '0')}`);
}

function readCell(cell: Cell, year: number): Outcome {
  const outcome = readKind(cell, year);
  const plain = cell.formula !== undefined && outcome.value !== undefined;
  return plain ? { ...outcome, code: 'N_FORMULA' } : outcome;
}

function readKind(cell: Cell, year: number): Outcome {
  switch (cell.kind) {
    case 'text':
      return readText(cell.text, year);
    case 'number':
      return readNumber(cell.text, year);
    case 'date':
      return existing(parseDay(cell.text.slice(0, 10)), 'OK');
    case 'error':
    case 'empty-formula':
    case 'boolean':
    default:
      return { code: kindFault(cell.kind) };
  }
}

function existing(day: Day | null, code: DateCode): Outcome {
  return day === null ? { code: 'E_DATE_NONE' } : { code, value: day };
}

/** A number is a compact day (20070531), a date serial that lost its format, or a part of a date (5.31, 2007.5). */
function readNumber(text: string, year: number): Outcome {
  if (/^\d{8}$/.test(text)) return compact(text);
  if (/^\d{1,2}\.\d{1,2}$/.test(text)) return part(text.split('.'), year, text.endsWith('.1'));
  // 2007.10 becomes 2007.1 too.
  if (/^\d{4}\.1$/.test(text)) return { code: 'E_DATE_PART' };
  const serial = /^\d{5}$/.test(text) ? dayOfSerial(Number(text)) : null;
  if (serial !== null && Math.abs(Number(serial.slice(0, 4)) - year) <= SERIAL_YEARS) {
    return { code: 'N_DATE_SERIAL', value: serial };
  }
  const whole = /^\d{4}(?:\.\d{1,2})?$/.test(text) ? partOfDay(text, year) : null;
  return whole ?? { code: 'E_DATE_TEXT' };
}

function readText(raw: string, year: number): Outcome {
  const folded = foldTyped(raw);
  const other = SAME_FOR_DATES.find((code) => code === nonFigure(raw, folded));
  if (other !== undefined) return { code: other };
  const text = inDigits(folded);
  return (
    fullDay(text) ?? partOfDay(text, year) ?? { code: 'E_DATE_TEXT', suggestion: dayWithin(folded) }
  );
}

/** The full day that stands in a text beside a remark or a stop, or with the wrong points: 2007、5、31. */
function dayWithin(folded: string): Day | null {
  const text = withoutRemark(folded) ?? '';
  const meant = text.replace(/(?<=\d)、(?=\d)/g, '.').replace(/[。.、,;!]+$/, '');
  return fullDay(inDigits(meant))?.value ?? null;
}

/** 二〇〇七年五月三十一日 in digits, in whole or in part; any other text as it is. */
function inDigits(folded: string): string {
  return folded.replace(CHINESE_PART, (words) => {
    const value = parseChineseNumeral(words);
    return value === null ? words : decimalText(value);
  });
}

function compact(text: string): Outcome {
  const day = dayOf(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)));
  return existing(day, 'N_DATE_FORM');
}

function fullDay(text: string): Outcome | null {
  const full = FULL.exec(text);
  if (full !== null) {
    return existing(dayOf(Number(full[1]), Number(full[3]), Number(full[5])), 'OK');
  }
  const timed = TIMED.exec(text);
  if (timed !== null) {
    return existing(dayOf(Number(timed[1]), Number(timed[2]), Number(timed[3])), 'N_DATE_FORM');
  }
  return /^\d{8}$/.test(text) ? compact(text) : null;
}

function partOfDay(text: string, year: number): Outcome | null {
  const inYear = /^(\d{1,2})月(\d{1,2})[日号]$/.exec(text);
  if (inYear !== null) {
    return existing(dayOf(year, Number(inYear[1]), Number(inYear[2])), 'N_DATE_YEAR');
  }
  const month = MONTH.exec(text);
  if (month !== null && (month[1] ?? month[3]) !== undefined) {
    return monthOnly(Number(month[1] ?? year), Number(month[2]));
  }
  if (/^(?:19|20)\d{2}年?$/.test(text)) return { code: 'E_DATE_PART' };
  return yearLast(text) ?? shortDay(text, year);
}

/** 05/31/2007 and 31/05/2007: which is the month is plain only when the other is above twelve. */
function yearLast(text: string): Outcome | null {
  const found = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text);
  if (found === null) return null;
  const [, first, , second, year] = found.map(Number);
  const days = [
    dayOf(year ?? 0, first ?? 0, second ?? 0),
    dayOf(year ?? 0, second ?? 0, first ?? 0),
  ];
  const meant = new Set(days.filter((day) => day !== null));
  return { code: 'E_DATE_PART', suggestion: meant.size === 1 ? ([...meant][0] ?? null) : null };
}

/** 5.31, 07.5.31 and 070531. */
function shortDay(text: string, year: number): Outcome | null {
  const short =
    /^(?:(\d{2})[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text) ??
    /^(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (short === null) return null;
  const shortYear = short[1] === undefined ? year : 2000 + Number(short[1]);
  return part(short.slice(2, 4), shortYear, false);
}

function monthOnly(year: number, month: number): Outcome {
  if (month < 1 || month > 12 || year < 1000) return { code: 'E_DATE_NONE' };
  return { code: 'N_DATE_MONTH', value: lastDay(monthIn(year, month)) };
}

/** @param doubtful the typed form may have lost a zero (5.1 for 5.10): nothing is suggested then. */
function part(parts: readonly (string | undefined)[], year: number, doubtful: boolean): Outcome {
  const day = doubtful ? null : dayOf(year, Number(parts[0]), Number(parts[1]));
  return { code: 'E_DATE_PART', suggestion: day };
}
