/** Cells that several readers found in one file, and where they part. */
import { cellRef, type CellGrid, type Merge } from '../../src/model/cell-grid.ts';

type WireKind = 'text' | 'number' | 'boolean' | 'error' | 'date';

/** Sheet, row, column, kind, text. */
export type WireCell = readonly [string, number, number, WireKind, string];

/** What one reader found, or why it found nothing. */
export type Grid = Readonly<{ cells: readonly WireCell[] }> | Readonly<{ fault: string }>;

/** Kind and text by `sheet!A1`. */
export type Cells = ReadonlyMap<string, string>;

const TOLERANCE = 1e-12;

/** Formulas without a stored result hold nothing for others. */
export function ourCells({ sheets, format }: CellGrid): Cells {
  const wire = sheets.flatMap(({ name, cells }) =>
    cells.flatMap(({ row, column, kind, text }): WireCell[] =>
      kind === 'empty-formula' ? [] : [[name, row, column, kind, text]],
    ),
  );
  return format === 'ods' ? cellsOf(wire, plainFor(format)) : cellsOf(wire);
}

/** Line ends are told alike; what shows nothing is no cell. */
export function cellsOf(wire: readonly WireCell[], plain: Respelling = (text) => text): Cells {
  return new Map(
    wire.flatMap(([sheet, row, column, kind, text]): (readonly [string, string])[] => {
      const told = plain(text).replace(/\r\n?/g, '\n');
      return told === '' ? [] : [[`${sheet}!${cellRef(row, column)}`, `${kind} ${told}`]];
    }),
  );
}

type Respelling = (text: string) => string;

/** What some readers leave undone: `_x000D_` in an .xlsx is a letter; how many blanks stand in an .ods is told by elements. */
export function plainFor(format: CellGrid['format']): Respelling {
  if (format === 'ods') {
    return (text) =>
      text
        .replace(/[^\S\n]+/g, ' ')
        .replace(/ (?=\n)|(?<=\n) /g, '')
        .trim();
  }
  if (format !== 'xlsx') return (text) => text;
  const letter = (_: string, code: string): string => String.fromCharCode(parseInt(code, 16));
  return (text) => text.replace(/_x([\da-f]{4})_/gi, letter);
}

/** Cells that a merge hides: one reader keeps what stands in them, another drops it. */
export function isCovered({ sheets }: CellGrid): (place: string) => boolean {
  const merges = new Map(sheets.map((sheet) => [sheet.name, sheet.merges ?? []]));
  return (place) => {
    const [, sheet = '', letters = '', row = ''] = /^([^]*)!([A-Z]+)(\d+)$/.exec(place) ?? [];
    const column = Array.from(letters).reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0);
    return (merges.get(sheet) ?? []).some((merge) => hides(merge, Number(row), column));
  };
}

function hides(merge: Merge, row: number, column: number): boolean {
  const first = row === merge.row && column === merge.column;
  const inRows = row >= merge.row && row <= merge.lastRow;
  return inRows && column >= merge.column && column <= merge.lastColumn && !first;
}

/** Where two readers part, leaving some cells out. */
export function partings(
  one: Cells,
  other: Cells,
  without: (place: string) => boolean,
): readonly string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter(
    (place) => !isSame(one.get(place), other.get(place)) && !without(place),
  );
}

export function isSame(one: string | undefined, other: string | undefined): boolean {
  if (one === other) return true;
  const numbers = [one, other].map((value) =>
    value?.startsWith('number ') === true ? Number(value.slice(7)) : Number.NaN,
  );
  const [first = Number.NaN, second = Number.NaN] = numbers;
  return Math.abs(first - second) <= TOLERANCE * Math.max(Math.abs(first), Math.abs(second));
}
