/** What a cell says where a day belongs (完成日期). */
import type { Details } from './catalogue/catalogue.ts';
import type { Cell } from './cell-grid.ts';
import { chineseDay, dayOf, dayOfSerial, parseDay, type Day } from './day.ts';
import { decimalText } from './decimal.ts';
import { parseChineseNumeral } from './numeral-chinese.ts';
import type { DateCode } from './numeral-code.ts';
import { foldTyped, nonFigure, typedText } from './numeral-text.ts';
import { lastDay, monthIn } from './period.ts';

/** One cell as a day. `value` is null exactly when `code` is an error; `suggestion` is a day as `2007-05-31`. */
export type DateReading = Readonly<{
  value: Day | null;
  code: DateCode;
  suggestion?: string;
  details: Details;
}>;

type Outcome = Readonly<{ code: DateCode; value?: Day; suggestion?: Day | null }>;

const SAME_FOR_DATES = ['E_CTRL', 'E_XERR', 'E_BLANK', 'E_INJECT'] as const;
const CHINESE_DATE =
  /^([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]$/;
const FULL = /^(\d{4}) ?([-/.年]) ?(\d{1,2}) ?([-/.月]) ?(\d{1,2})[日号]?(?:[T ]00:00.*)?$/;
const TIMED = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}/;

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
      return { code: 'E_XERR' };
    case 'empty-formula':
      return { code: 'E_NOCACHE' };
    case 'boolean':
    default:
      return { code: 'E_TYPE' };
  }
}

function existing(day: Day | null, code: DateCode): Outcome {
  return day === null ? { code: 'E_DATE_NONE' } : { code, value: day };
}

/** A number is a compact day (20070531), a date serial that lost its format, or half a date (5.31). */
function readNumber(text: string, year: number): Outcome {
  if (/^\d{8}$/.test(text)) return compact(text);
  if (/^\d{1,2}\.\d{1,2}$/.test(text)) return part(text.split('.'), year, text.endsWith('.1'));
  const serial = /^\d{5}$/.test(text) ? dayOfSerial(Number(text)) : null;
  return serial === null ? { code: 'E_DATE_TEXT' } : { code: 'N_DATE_SERIAL', value: serial };
}

function readText(raw: string, year: number): Outcome {
  const folded = foldTyped(raw);
  const other = SAME_FOR_DATES.find((code) => code === nonFigure(raw, folded));
  if (other !== undefined) return { code: other };
  return fullDay(inDigits(folded)) ?? partOfDay(inDigits(folded), year) ?? { code: 'E_DATE_TEXT' };
}

/** 二〇〇七年五月三十一日 in digits; any other text as it is. */
function inDigits(folded: string): string {
  const found = CHINESE_DATE.exec(folded);
  if (found === null) return folded;
  const [year, month, day] = found.slice(1, 4).map((words) => parseChineseNumeral(words));
  if (!year || !month || !day) return folded;
  return `${decimalText(year)}年${decimalText(month)}月${decimalText(day)}日`;
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
  const month = /^(?:(\d{4}) ?[-/.年] ?)?(\d{1,2})月?$/.exec(text);
  if (month !== null && (month[1] !== undefined || text.endsWith('月'))) {
    return monthOnly(Number(month[1] ?? year), Number(month[2]));
  }
  const short = /^(?:(\d{2})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
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
