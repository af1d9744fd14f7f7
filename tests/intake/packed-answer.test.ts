/** What a reading process answers: it comes as it went, and what is no answer is none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packed, unpacked } from '../../src/intake/packed-answer.ts';
import type { Cell, CellGrid } from '../../src/model/cell-grid.ts';

const place = fc.integer({ min: 1, max: 20_000 });
const cell: fc.Arbitrary<Cell> = fc.record(
  {
    row: place,
    column: place,
    kind: fc.constantFrom('text', 'number', 'boolean', 'error', 'date', 'empty-formula'),
    text: fc.string({ unit: 'grapheme' }),
    formula: fc.string(),
    percentFormat: fc.boolean(),
    shown: fc.string(),
  },
  { requiredKeys: ['row', 'column', 'kind', 'text'] },
);
const grid: fc.Arbitrary<CellGrid> = fc.record({
  format: fc.constantFrom('xlsx', 'xls', 'ods', 'csv'),
  sheets: fc.array(
    fc.record(
      {
        name: fc.string(),
        hidden: fc.boolean(),
        cells: fc.array(cell),
        merges: fc.array(
          fc.record({ row: place, column: place, lastRow: place, lastColumn: place }),
        ),
        notes: fc.array(fc.record({ row: place, column: place, text: fc.string() })),
      },
      { requiredKeys: ['name', 'hidden', 'cells'] },
    ),
  ),
  keywords: fc.string(),
});

function withCell(text: string): string {
  return `{"format":"csv","keywords":"","sheets":[{"name":"","hidden":false,"cells":[${text}]}]}`;
}

describe('an answer', () => {
  it('of cells comes as it went', () => {
    fc.assert(
      fc.property(grid, (answer) => {
        expect(unpacked(packed(answer))).toEqual(answer);
      }),
    );
  });

  it('that a file is refused comes as it went', () => {
    expect(unpacked(packed('F_PDF'))).toBe('F_PDF');
  });

  it.each([
    ['no text', { format: 'csv', sheets: [], keywords: '' }],
    ['nothing', undefined],
    ['no JSON', 'F_PDF'],
    ['another word', '"F_OTHER"'],
    ['null', 'null'],
    ['no sheets', '{"format":"csv","keywords":""}'],
    [
      'a sheet without cells',
      '{"format":"csv","keywords":"","sheets":[{"name":"","hidden":false}]}',
    ],
    ['a cell that is no list', withCell('{"row":1,"column":1,"kind":"text","text":""}')],
    ['a cell of another kind', withCell('[1,1,"other",""]')],
    ['a cell without a text', withCell('[1,1,"text"]')],
    ['a cell outside', withCell('[0,1,"text",""]')],
    ['a formula that is a number', withCell('[1,1,"text","",7]')],
    ['a percent format that is a word', withCell('[1,1,"number","7",null,"yes"]')],
    ['something shown that is a number', withCell('[1,1,"number","7",null,null,7]')],
  ])('is not %s', (_, message) => {
    expect(unpacked(message)).toBeNull();
  });

  it('is the cell itself where the others are not', () => {
    const answer = unpacked(withCell('[1,1,"number","0.5",null,true]'));
    expect(answer).toMatchObject({
      sheets: [
        { cells: [{ row: 1, column: 1, kind: 'number', text: '0.5', percentFormat: true }] },
      ],
    });
  });
});
