/** Tables whose row of titles is gone: nobody knows any more what stands in which column, which is one fault. */
import { workbookFinding } from '../model/catalogue/workbook.ts';
import { cellRef } from '../model/cell-grid.ts';
import type { Finding } from '../model/finding.ts';
import { COLUMN, FILLED_IN, itemsOf, PRINTED, type FormItem } from '../model/form.ts';
import { codeCells, titleKey } from './page.ts';
import type { Reading } from './reading.ts';

/** What is said of them, of which kinds of rows they are, and references of all cells in those rows. */
type Untitled = Readonly<{
  findings: readonly Finding[];
  kinds: ReadonlySet<FormItem['kind']>;
  cells: ReadonlySet<string>;
}>;

export function untitledTables({ sheet, page, context }: Reading): Untitled {
  const tables = [...Map.groupBy(itemsOf(sheet), ({ kind }) => kind)].flatMap(([kind, items]) => {
    const titles = [PRINTED[kind], ...FILLED_IN[kind]];
    const rows = items.flatMap(({ item }) => codeCells(page, item)).map(({ row }) => row);
    const isGone = rows.length > 0 && !titles.some((title) => page.columns.has(titleKey(title)));
    return isGone ? [{ kind, titles: [COLUMN.code, ...titles], rows: new Set(rows) }] : [];
  });
  const cells = page.sheet.cells.filter(({ row }) => tables.some(({ rows }) => rows.has(row)));
  return {
    findings: tables.map(({ titles, rows }) => {
      const first = Math.min(...rows);
      const { column = 1 } = page.sheet.cells.find(({ row }) => row === first) ?? {};
      const cell = cellRef(first, column);
      const place = { file: context.fileName, sheet: page.sheet.name, cell };
      const details = { row: first, titles: titles.map(titleKey).join('、') };
      return workbookFinding('R_UNTITLED', { place, details });
    }),
    kinds: new Set(tables.map(({ kind }) => kind)),
    cells: new Set(cells.map(({ row, column }) => cellRef(row, column))),
  };
}
