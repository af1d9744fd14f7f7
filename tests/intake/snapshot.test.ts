/** An online sheet as it is kept is read back as the cells that it was made of; what only looks like one is damage. */
import { describe, expect, it } from 'vitest';
import { readGrid } from '../../src/intake/workbook.ts';
import type { CellGrid } from '../../src/model/cell-grid.ts';
import { snapshotText } from '../../src/model/sheet-snapshot.ts';

const GRID: CellGrid = {
  format: 'online',
  keywords: 'tb2.word',
  sheets: [
    {
      name: '报表',
      hidden: false,
      cells: [
        { row: 1, column: 1, kind: 'text', text: '一\n二\u0001"' },
        {
          row: 1,
          column: 3,
          kind: 'number',
          text: '0.5',
          formula: 'A1',
          percentFormat: true,
          shown: '50%',
        },
        { row: 2, column: 1, kind: 'date', text: '2007-05-31' },
      ],
      merges: [{ row: 1, column: 1, lastRow: 1, lastColumn: 2 }],
      notes: [{ row: 1, column: 1, text: '注' }],
    },
  ],
};

const [SHEET] = GRID.sheets;

function read(text: string): unknown {
  return readGrid(Buffer.from(text));
}

function textOf(grid: CellGrid = GRID, after: string | null = null): string {
  return snapshotText(grid, { spreadsheet: 's', after });
}

describe('an online sheet as it is kept', () => {
  it('is read back', () => {
    expect(read(textOf())).toEqual(GRID);
  });

  it('is the same text for the same cells, whatever order their keys came in', () => {
    const turned = SHEET!.cells.map(
      (cell) => Object.fromEntries(Object.entries(cell).reverse()) as typeof cell,
    );
    expect(textOf({ ...GRID, sheets: [{ ...SHEET!, cells: turned }] })).toBe(textOf());
    expect(textOf(GRID, 'a')).not.toBe(textOf());
  });

  it.each([
    ['cut off', textOf().slice(0, 200)],
    [
      'two cells at one place',
      textOf({ ...GRID, sheets: [{ ...SHEET!, cells: [SHEET!.cells[0]!, SHEET!.cells[0]!] }] }),
    ],
    [
      'cells out of order',
      textOf({ ...GRID, sheets: [{ ...SHEET!, cells: [...SHEET!.cells].reverse() }] }),
    ],
    ['a cell of no kind', textOf().replace('"date"', '"day"')],
    ['a row that is none', textOf().replace('"row":2', '"row":-2')],
    ['no sheets', textOf().replace('"sheets"', '"sheet"')],
  ])('is damaged: %s', (_, text) => {
    expect(read(text)).toBe('F_DAMAGED');
  });

  it('is not read further out or longer than any spreadsheet', () => {
    expect(read(textOf().replace('"row":2', '"row":2000000'))).toBe('F_OUTSIDE');
    const cells = Array.from({ length: 200_001 }, (__, index) => ({
      row: index + 1,
      column: 1,
      kind: 'text' as const,
      text: 'x',
    }));
    expect(read(textOf({ ...GRID, sheets: [{ ...SHEET!, cells }] }))).toBe('F_OVERSIZED');
  });
});
