/** The colours of marks, and how a cell gets back the fill it had when its mark is taken off again. */
import type { Severity } from '../../model/finding.ts';
import { fillAt, fillOf, numberOf, withFill, type StyleBook } from './style-book.ts';
import { attribute, child, type XmlElement } from './xml.ts';

/**
 * The first five digits of a colour; the sixth says which fill the cell had before: 0 for none, else the row of the
 * list's hidden column that still has it. A colour survives whatever program saves the file; a cell's address does not.
 */
const COLOURS: Readonly<Record<Severity, string>> = {
  error: 'FFB3B',
  warning: 'FFDD8',
  note: 'CFE4F',
};
const OURS = /^(?:FF)?(?:FFB3B|FFDD8|CFE4F)([0-9A-F])$/;

/** As many fills as one hexadecimal digit can tell apart; a cell with yet another one comes back without. */
export const REMEMBERED = 15;

/** What is known of fills while one workbook is marked. */
export type FillMarks = Readonly<{
  book: StyleBook;
  /** Fills by number, as an earlier annotation remembered them. */
  before: ReadonlyMap<number, number>;
  /** Fills that marked cells had, in the order in which they were met. */
  remembered: number[];
}>;

/** Which fill a format of ours stands for; null for a format that is not ours. */
function markedFill(book: StyleBook, format: number): number | null {
  return ownNumber(fillAt(book, fillOf(book, format)));
}

function ownNumber(fill: XmlElement | null): number | null {
  const pattern = fill === null ? null : child(fill, 'patternFill');
  const colour = pattern === null ? null : child(pattern, 'fgColor');
  if (pattern === null || colour === null || attribute(pattern, 'patternType') !== 'solid') {
    return null;
  }
  const digit = OURS.exec((attribute(colour, 'rgb') ?? '').toUpperCase())?.[1];
  return digit === undefined ? null : parseInt(digit, 16);
}

/** The format as it was before a mark of ours; the same when there is none. */
export function unmarked({ book, before }: FillMarks, format: number): number {
  const number = markedFill(book, format);
  return number === null ? format : withFill(book, format, before.get(number) ?? 0);
}

/** The format in the colour of a severity. */
export function coloured(marks: FillMarks, format: number, severity: Severity): number {
  const { book } = marks;
  const fill = numberOf(book, 'fills', solid(severity, remember(marks, fillOf(book, format))));
  return withFill(book, format, fill);
}

/** The fill of a severity; `number` is that of the fill it covers. */
export function solid(severity: Severity, number: number): string {
  const rgb = `FF${COLOURS[severity]}${number.toString(16).toUpperCase()}`;
  return `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/><bgColor indexed="64"/></patternFill></fill>`;
}

function remember({ book, remembered }: FillMarks, fill: number): number {
  if (isNone(fillAt(book, fill))) return 0;
  const known = remembered.indexOf(fill);
  if (known >= 0) return known + 1;
  return remembered.length < REMEMBERED ? remembered.push(fill) : 0;
}

function isNone(fill: XmlElement | null): boolean {
  const pattern = fill?.children[0];
  if (pattern === undefined) return true;
  return (
    pattern.local === 'patternFill' && (attribute(pattern, 'patternType') ?? 'none') === 'none'
  );
}
