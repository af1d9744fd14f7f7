/** The cells of a worksheet by their address, as they stand in its XML; addresses may be left out there. */
import { columnOf, LAST_COLUMN, LAST_ROW } from '../../model/cell-grid.ts';
import {
  append,
  attribute,
  child,
  children,
  setAttributes,
  type Edit,
  type XmlElement,
  type XmlPart,
} from './xml.ts';

export type CellAt = Readonly<{ column: number; element: XmlElement }>;
export type RowAt = Readonly<{ row: number; element: XmlElement; cells: readonly CellAt[] }>;

/** Row and column of `D7`, both from 1; null for anything else. */
export function placeOf(ref: string): Readonly<{ row: number; column: number }> | null {
  const [, letters = '', digits = ''] = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(ref) ?? [];
  const column = columnOf(letters.toUpperCase());
  const row = Number(digits);
  return column < 1 || column > LAST_COLUMN || row < 1 || row > LAST_ROW ? null : { row, column };
}

export function rowsOf({ root }: XmlPart): readonly RowAt[] {
  const data = child(root, 'sheetData');
  if (data === null) return [];
  let row = 0;
  return children(data, 'row').map((element) => {
    row = Number(attribute(element, 'r') ?? row + 1);
    return { row, element, cells: cellsOf(element) };
  });
}

function cellsOf(row: XmlElement): readonly CellAt[] {
  let column = 0;
  return children(row, 'c').map((element) => {
    column = placeOf(attribute(element, 'r') ?? '')?.column ?? column + 1;
    return { column, element };
  });
}

/** The format of a cell that is not there yet: its row's, else its column's. */
export function formatOfEmpty({ root }: XmlPart, row: XmlElement | null, column: number): number {
  if (row !== null && isTrue(attribute(row, 'customFormat'))) {
    return Number(attribute(row, 's') ?? 0);
  }
  const within = (child(root, 'cols')?.children ?? []).find(
    (entry) =>
      Number(attribute(entry, 'min')) <= column && column <= Number(attribute(entry, 'max')),
  );
  return Number(within === undefined ? 0 : (attribute(within, 'style') ?? 0));
}

/** A boolean of XML Schema. */
export function isTrue(value: string | null): boolean {
  return value === '1' || value === 'true';
}

/** A cell that is not there yet, with its format. */
export type NewCell = Readonly<{ row: number; column: number; ref: string; format: number }>;

/** Puts empty cells where they belong. `added` is in the order of rows and columns. */
export function insertCells(sheet: XmlPart, added: readonly NewCell[]): readonly Edit[] {
  const data = child(sheet.root, 'sheetData');
  if (data === null || added.length === 0) return [];
  const rows = rowsOf(sheet);
  const missing = added.filter(({ row }) => rows.every((entry) => entry.row !== row));
  return [...rows.flatMap((row) => inRow(row, added)), ...newRows(data, rows, missing)];
}

function inRow({ row, element, cells }: RowAt, added: readonly NewCell[]): readonly Edit[] {
  const own = added.filter((entry) => entry.row === row);
  if (own.length === 0) return [];
  const last = own.filter(({ column }) => cells.every((cell) => cell.column < column));
  const end = last.map((cell) => written(cell, element.prefix)).join('');
  return [
    ...own.flatMap((cell) => {
      const next = cells.find(({ column }) => column > cell.column)?.element.start;
      return next === undefined
        ? []
        : [{ from: next, to: next, text: written(cell, element.prefix) }];
    }),
    ...(end === '' ? [] : append(element, end)),
  ];
}

function newRows(
  data: XmlElement,
  rows: readonly RowAt[],
  added: readonly NewCell[],
): readonly Edit[] {
  const numbers = [...new Set(added.map(({ row }) => row))];
  const texts = numbers.map((number) => {
    const cells = added.filter(({ row }) => row === number);
    const name = data.prefix === '' ? 'row' : `${data.prefix}:row`;
    const within = cells.map((cell) => written(cell, data.prefix)).join('');
    return { number, text: `<${name} r="${String(number)}">${within}</${name}>` };
  });
  const last = texts.filter(({ number }) => rows.every(({ row }) => row < number));
  const end = last.map(({ text }) => text).join('');
  return [
    ...texts.flatMap(({ number, text }) => {
      const next = rows.find(({ row }) => row > number)?.element.start;
      return next === undefined ? [] : [{ from: next, to: next, text }];
    }),
    ...(end === '' ? [] : append(data, end)),
  ];
}

function written({ ref, format }: NewCell, prefix: string): string {
  const name = prefix === '' ? 'c' : `${prefix}:c`;
  return `<${name} r="${ref}" s="${String(format)}"/>`;
}

/** Gives a cell another format. */
export function setFormat({ element }: CellAt, format: number): Edit {
  return setAttributes(element, { s: format });
}

export function formatOf({ element }: CellAt): number {
  return Number(attribute(element, 's') ?? 0);
}
