/** The sheet that a form is written on: where the writing stands, and the shapes that its blocks share. */
import type { Cell, Worksheet } from 'exceljs';
import type { Filling, Typed } from '../model/filling.ts';
import { HELP, HIDDEN_HELP, type FormSheet } from '../model/form.ts';
import type { Prefills } from '../model/prefill.ts';
import { AT, LAST_COLUMN, dress, span, type Look } from './form-look.ts';

/** Where the writing stands, and what is written. */
export type Writing = {
  readonly page: Worksheet;
  readonly sheet: FormSheet;
  readonly filling: Filling | null;
  readonly prefills: Prefills;
  /** The row of every item that is written already. */
  readonly rows: Map<string, number>;
  /** The next free row. */
  row: number;
};

/** Puts what was typed; nothing for an absent or empty text. Text stays text, whatever it begins with. */
export function put(cell: Cell, typed: Typed | undefined): void {
  if (typed !== undefined && typed !== '') cell.value = typed;
}

/** A row with one text across all columns. */
export function across(writing: Writing, text: string, look: Look, height: number): void {
  span(writing.page, writing.row, [1, LAST_COLUMN], look).value = text;
  writing.page.getRow(writing.row).height = height;
  writing.row += 1;
}

export function band(writing: Writing, text: string): void {
  across(writing, text, 'band', 20);
}

/** The titles of a block: each at its column, or from it to another. */
export function titles(
  writing: Writing,
  words: readonly (readonly [from: number, text: string, to?: number])[],
): void {
  const { page, row } = writing;
  for (const [from, text, to = from] of words) span(page, row, [from, to], 'head').value = text;
  for (const key of HIDDEN_HELP) page.getCell(row, AT[key]).value = HELP[key];
  page.getRow(row).height = 32;
  writing.row += 1;
}

/** Cells that are printed and locked. Short ones stand in the middle. */
export function fixed(
  page: Worksheet,
  row: number,
  cells: readonly (readonly [number, string])[],
): void {
  for (const [column, text] of cells) {
    const cell = page.getCell(row, column);
    dress(cell, 'plain', column === AT.name ? 'left' : 'center');
    put(cell, text);
  }
}

export function open(
  page: Worksheet,
  row: number,
  column: number,
  align?: 'right' | 'center',
): Cell {
  const cell = page.getCell(row, column);
  dress(cell, 'open', align);
  return cell;
}
