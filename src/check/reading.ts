/** What every row of a form is read with: where it stands, its cells by title, its findings. */
import { workbookFinding } from '../model/catalogue/workbook.ts';
import type { Details } from '../model/catalogue/catalogue.ts';
import { cellRef, type Cell } from '../model/cell-grid.ts';
import type { Moment } from '../model/day.ts';
import type { Finding, Place } from '../model/finding.ts';
import { COLUMN, type FormItem, type FormSheet } from '../model/form.ts';
import { foldTyped, isErrorWord, typedText } from '../model/numeral-text.ts';
import { maskPersonal } from '../model/personal.ts';
import type { Plan } from '../model/plan.ts';
import type { Entry, History, Origin } from '../model/submission.ts';
import { codeCells, titleKey, type Page } from './page.ts';

export type CheckContext = Readonly<{
  plan: Plan;
  /** Accepted submissions of the same unit in the same year and the one before, latest per month; of a reading, with comparable figures alone. */
  history: History;
  /** What stands for the same month, of every unit; absent where only the unit's own forms are looked at. */
  others?: History;
  /** The form as it went out, where that was under an earlier plan that is still kept. */
  former?: FormSheet | null;
  /** When the workbook came. */
  at: Moment;
  fileName: string;
}>;

/** A recognised form with the sheet it is filled in on. */
export type Reading = Readonly<{
  sheet: FormSheet;
  page: Page;
  context: CheckContext;
  /** Whether its cells hold what a spreadsheet showed rather than what was typed: a .csv. */
  isShown: boolean;
  /** Whether it was made from another plan than the one it is judged by: what is printed on it may differ. */
  older: boolean;
}>;

/** Of a reading, what is enough to find a cell. */
type Paged = Pick<Reading, 'page'>;

/** One item as judged: its entry, what its cell came out as, and what is to be said of it. */
export type Judged<E extends Entry> = Readonly<{
  item: FormItem;
  entry: E;
  value: string | null;
  code: string;
  findings: readonly Finding[];
}>;

export type WorkbookCode = Parameters<typeof workbookFinding>[0];

/** The row of an item, or null when its code stands nowhere (or more than once). */
export function rowOf({ page }: Paged, item: string): number | null {
  const cells = codeCells(page, item);
  return cells.length === 1 ? (cells[0]?.row ?? null) : null;
}

/** The cell of an item in the column of that title; null when it is empty, not there or part of another. */
export function cellIn(reading: Paged, item: string, title: string): Cell | null {
  const row = rowOf(reading, item);
  const column = reading.page.columns.get(titleKey(title));
  if (row === null || column === undefined) return null;
  return anchorOf(reading, item, title) === null ? reading.page.at(row, column) : null;
}

/**
 * The cell that an item's empty cell is merged into, where something stands in that; null for a cell of its own.
 *
 * A cell that may stay empty counts only when it was merged with those above it: then the words above were meant for it.
 */
export function anchorOf(reading: Paged, item: string, title: string): Cell | null {
  const row = rowOf(reading, item);
  const column = reading.page.columns.get(titleKey(title));
  if (row === null || column === undefined) return null;
  const anchor = reading.page.mergedInto(row, column);
  return anchor?.column === column || OWN.includes(title) ? anchor : null;
}

/** Titles of the cells that an item is about. */
const OWN: readonly string[] = [COLUMN.value, COLUMN.status, COLUMN.text];

/** Where an item's cell stands, empty or not; the sheet alone when its row or column is missing. */
export function placeIn(reading: Reading, item: string, title: string): Place {
  const row = rowOf(reading, item);
  const column = reading.page.columns.get(titleKey(title));
  const place = { file: reading.context.fileName, sheet: reading.page.sheet.name };
  return row === null || column === undefined ? place : { ...place, cell: cellRef(row, column) };
}

/** Why an item's cell cannot be looked at, or null: its row or column is missing or doubled, or it is part of another cell. */
export function gapCode(reading: Reading, item: string, title: string): WorkbookCode | null {
  if (rowOf(reading, item) === null) {
    return codeCells(reading.page, item).length === 0 ? 'R_MISSING' : 'R_TWICE';
  }
  if (!reading.page.columns.has(titleKey(title))) return 'R_COLUMN';
  return anchorOf(reading, item, title) === null ? null : 'R_MERGED';
}

/** Whether an item's row stands on the page exactly once, the column too, and the cell is its own. */
export function canRead(reading: Reading, item: string, title: string): boolean {
  return gapCode(reading, item, title) === null;
}

export function originIn(reading: Reading, item: string, title: string): Origin {
  const { sheet = '', cell = '' } = placeIn(reading, item, title);
  return { sheet, cell, typed: typedText(cellIn(reading, item, title)) };
}

export type SaidOf = Readonly<{
  item: string;
  name: string;
  title: string;
  details?: Details;
  suggestion?: string;
}>;

/** A finding at an item's cell, with what was typed there. */
export function findingAt(reading: Reading, code: WorkbookCode, said: SaidOf): Finding {
  return workbookFinding(code, {
    place: placeIn(reading, said.item, said.title),
    item: said.name,
    read: typedText(cellIn(reading, said.item, said.title)),
    details: said.details ?? {},
    ...(said.suggestion === undefined ? {} : { suggestion: said.suggestion }),
  });
}

const UNSEEN =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

export type WordsFault = 'X_ERROR' | 'X_NOCACHE' | 'X_UNREAD';

/** Why a cell where words belong holds none; null for words, and for a number or a day, which is taken as its words. */
export function wordsFault(cell: Cell | null): WordsFault | null {
  switch (cell?.kind) {
    case 'error':
      return 'X_ERROR';
    case 'empty-formula':
      return 'X_NOCACHE';
    case 'boolean':
      return 'X_UNREAD';
    case 'text':
    case 'number':
    case 'date':
    case undefined:
    default:
      return isErrorWord(foldTyped(cell?.text ?? '')) ? 'X_ERROR' : null;
  }
}

/** Running words as kept: line ends of one kind, nothing invisible, no numbers of persons; empty where there are none. */
export function cleanWords(cell: Cell | null): string {
  return wordsFault(cell) === null ? maskPersonal(wordsIn(cell)) : '';
}

/** Whether a cell's words hold a number of a person, which `cleanWords` masks. */
export function namesPerson(cell: Cell | null): boolean {
  const words = wordsIn(cell);
  return maskPersonal(words) !== words;
}

function wordsIn(cell: Cell | null): string {
  return (cell?.text ?? '').replace(/\r\n?/g, '\n').replace(UNSEEN, '').trim();
}
