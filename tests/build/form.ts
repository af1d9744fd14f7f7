/** Filled forms for tests: written by the product's own writer, read by its own reader, changed cell by cell. */
import { cellRef, type Cell, type CellGrid, type Sheet } from '../../src/model/cell-grid.ts';
import type { Filling, FigureFilling, TaskFilling } from '../../src/model/filling.ts';
import { formSheetOf, type FormSheet } from '../../src/model/form.ts';
import { NO_PREFILLS } from './prefills.ts';
import { parseMonth, type Month } from '../../src/model/period.ts';
import type { Plan } from '../../src/model/plan.ts';
import { readWorkbook } from './reader.ts';
import { formWorkbook } from '../../src/render/form-workbook.ts';
import { aPlan } from './plan.ts';
import { SEAL } from './seal.ts';

export function month(text: string): Month {
  const parsed = parseMonth(text);
  if (parsed === null) throw new RangeError(text);
  return parsed;
}

export function sheetFor(unit: string, period: string, plan: Plan = aPlan()): FormSheet {
  const owner = plan.units.find(({ id }) => id === unit);
  const sheet = owner === undefined ? null : formSheetOf(plan, owner, month(period));
  if (sheet === null) throw new RangeError(`${unit} owes no form for ${period}`);
  return sheet;
}

/** Every item of a form filled in so that nothing is to be said of it. */
export function fullFilling(
  sheet: FormSheet,
  over: Readonly<Record<string, FigureFilling & TaskFilling & { text?: string }>> = {},
): Filling {
  const items = sheet.sections.flatMap(({ figures }) => figures);
  const figures = items.map(({ item, role, indicator }) => {
    const value = role === 'numerator' || indicator.partOf !== undefined ? 3 : 10;
    return [item, { value, ...over[item] }] as const;
  });
  const tasks = sheet.tasks.map(
    ({ item }) => [item, { status: '推进中', percent: 50, ...over[item] }] as const,
  );
  const texts = sheet.texts.map(
    ({ item, name }) => [item, over[item]?.text ?? `${name}写在这里。`] as const,
  );
  return {
    filler: '示例填表人',
    reviewer: '示例审核人',
    phone: '0536-0000001',
    figures: new Map(figures),
    tasks: new Map(tasks),
    texts: new Map(texts),
  };
}

const DUE = '2007年6月4日17:00';

export function bytesOf(sheet: FormSheet, filling: Filling | null, mark = ''): Promise<Uint8Array> {
  return formWorkbook(sheet, {
    seal: { ...SEAL, mark },
    due: DUE,
    filling,
    prefills: NO_PREFILLS,
    rules: [],
  });
}

/** @throws Error when the reader refuses the bytes. */
export async function gridOf(bytes: Uint8Array, fileName = '报表.xlsx'): Promise<CellGrid> {
  const { value, findings } = await readWorkbook(bytes, fileName);
  if (value === null) throw new Error(findings.map(({ code }) => code).join());
  return value;
}

/** The cell of an item in the column with that title, as `E8`. */
export function refOf(grid: CellGrid, item: string, title: string): string {
  const { cells } = grid.sheets[0]!;
  const code = cells.find(({ text }) => text === item)!;
  const column = cells.find(({ text }) => text.startsWith(title))!.column;
  return cellRef(code.row, column);
}

/** The first sheet with one cell typed over; an empty text clears it. */
export function put(grid: CellGrid, ref: string, typed: string | number | Partial<Cell>): CellGrid {
  return onFirstSheet(grid, (cells) => {
    const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(ref)!;
    const column = Array.from(letters).reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0);
    const rest = cells.filter((cell) => cellRef(cell.row, cell.column) !== ref);
    if (typed === '') return rest;
    const kind = typeof typed === 'number' ? 'number' : 'text';
    const over = typeof typed === 'object' ? typed : { text: String(typed) };
    return [...rest, { row: Number(row), column, kind, text: '', ...over } as const];
  });
}

/** The grid without merged cells: for tests that move cells about. */
export function unmerged(grid: CellGrid): CellGrid {
  return { ...grid, sheets: grid.sheets.map((sheet) => ({ ...sheet, merges: [] })) };
}

export function onFirstSheet(
  grid: CellGrid,
  change: (cells: readonly Cell[]) => readonly Cell[],
): CellGrid {
  return {
    ...grid,
    sheets: grid.sheets.map((sheet, index): Sheet =>
      index === 0 ? { ...sheet, cells: change(sheet.cells) } : sheet,
    ),
  };
}
