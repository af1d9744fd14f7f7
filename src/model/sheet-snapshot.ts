/** An online sheet as it is kept: its cells as one JSON text, which is the arrival's original and read like any file. */
import type { Cell, CellGrid, Sheet } from './cell-grid.ts';

/** How such a text begins, and nothing else does. */
export const SNAPSHOT_HEAD = '{"schema":"tongbao.google-sheet/1",';

/** @property after the hash of the snapshot that this one follows; null for the sheet's first. */
type Kept = Readonly<{ spreadsheet: string; after: string | null }>;

/**
 * The same cells behind the same snapshot give the same text. That they name what they follow keeps apart a sheet that
 * went back to an earlier state from one that was never changed.
 */
export function snapshotText({ sheets, keywords }: CellGrid, { spreadsheet, after }: Kept): string {
  const rest = { spreadsheet, after, keywords, sheets: sheets.map(inOrder) };
  return `${SNAPSHOT_HEAD}${JSON.stringify(rest).slice(1)}\n`;
}

function inOrder({ name, hidden, cells, merges = [], notes = [] }: Sheet): Sheet {
  return {
    name,
    hidden,
    cells: cells.map(keysInOrder),
    merges,
    ...(notes.length === 0 ? {} : { notes }),
  };
}

function keysInOrder({ row, column, kind, text, formula, percentFormat, shown }: Cell): Cell {
  return {
    row,
    column,
    kind,
    text,
    ...(formula === undefined ? {} : { formula }),
    ...(percentFormat === undefined ? {} : { percentFormat }),
    ...(shown === undefined ? {} : { shown }),
  };
}

/** What such a text holds, of whatever shape: to be looked at before it is taken for cells. @throws SyntaxError for no JSON. */
export function snapshotContent(text: string): unknown {
  const { sheets, keywords } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  return { format: 'online', sheets, keywords };
}
