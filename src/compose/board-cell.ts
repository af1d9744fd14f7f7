/** Cells of the workbook annex: numbers stay numbers where a spreadsheet can hold them exactly. */
import type { BookCell } from '../model/board-book.ts';
import type { PrintedFigure } from '../model/bulletin.ts';

const SHOWN = /^([+-]?)(\d+)(?:\.(\d+))?$/;
/** Significant digits that a spreadsheet keeps. */
const EXACT_DIGITS = 15;

export function textCell(text: string): BookCell {
  return { text, number: null };
}

export function countCell(count: number): BookCell {
  return numberCell(String(count));
}

/** A printed figure as it stands in the bulletin's tables: a number, or the words for a bound or an absent one. */
export function figureCell(figure: PrintedFigure, leastPlaces = 0): BookCell {
  return numberCell(figure.text, leastPlaces);
}

/** A number as shown (`-12.50`, `+3.20`), or any other text. */
export function numberCell(shown: string, leastPlaces = 0): BookCell {
  const found = SHOWN.exec(shown);
  if (found === null) return textCell(shown);
  const [, sign = '', whole = '', decimals = ''] = found;
  if (`${whole}${decimals}`.replace(/^0+/, '').length > EXACT_DIGITS) return textCell(shown);
  const places = Math.max(decimals.length, leastPlaces);
  const padding = '0'.repeat(places - decimals.length);
  const point = decimals === '' && places > 0 ? '.' : '';
  const value = shown.replace('+', '');
  const text = `${shown}${point}${padding}`;
  return { text, number: { value, places, signed: sign === '+' } };
}

const NARROWEST = 7.5;
const WIDEST = 18;

/** A column's width in digits: its longest cell, and the longest line of its head. Never exactly 9. */
export function widthFor(head: string, cells: readonly BookCell[]): number {
  const texts = [...head.split('\n'), ...cells.map(({ text }) => text)];
  const longest = texts.reduce((most, text) => Math.max(most, digitsOf(text)), 0);
  return Math.min(WIDEST, Math.max(NARROWEST, longest + 2.5));
}

/** A Chinese letter is as wide as two digits. */
function digitsOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (letter > '\u00ff' ? 2 : 1), 0);
}
