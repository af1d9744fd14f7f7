/** The scoreboard as an office's workbook (汇总表.xlsx): every word and digit decided, only the writing left to do. */
import type { Day } from './day.ts';

/** A number to be written as one: plain decimal text of at most 15 significant digits, and how it is shown. */
type BookNumber = Readonly<{
  value: string;
  /** Decimals shown. */
  places: number;
  /** Shown with its sign, + too. */
  signed: boolean;
}>;

/** `text` is what a reader sees; with a number, the same as the number's format shows. */
export type BookCell = Readonly<{ text: string; number: BookNumber | null }>;

type BookAlign = 'left' | 'center' | 'right';

/** `width` is in digits of the usual font; never exactly 9. */
export type BookColumn = Readonly<{ head: string; width: number; align: BookAlign }>;

/** `band` names what the rows below it are about, in one cell over all columns; the others have a cell for each column. */
export type BookRow = Readonly<{
  look: 'band' | 'total' | 'subtotal' | 'plain';
  cells: readonly BookCell[];
}>;

export type BookSheet = Readonly<{
  /** The tab's name, unique in the book. */
  name: string;
  title: string;
  /** Above the table at the left and right: 报告期, 计量单位. */
  left: string;
  right: string;
  columns: readonly BookColumn[];
  rows: readonly BookRow[];
  /** Below the table, a line each. */
  notes: readonly string[];
}>;

export type BoardBook = Readonly<{
  title: string;
  /** 示例数据, or empty; stands under every title. */
  mark: string;
  /** The only date in the file: the period's last day, so that the same book has the same bytes. */
  dated: Day;
  sheets: readonly BookSheet[];
}>;
