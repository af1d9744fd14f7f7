/** What was typed, taken up from whatever copy of the form, and put into ours again. */
import fc from 'fast-check';
import { write, read } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { typedFilling } from '../../src/check/typed-filling.ts';
import {
  bytesOf,
  fullFilling,
  gridOf,
  onFirstSheet,
  put,
  refOf,
  sheetFor,
  unmerged,
} from '../build/form.ts';

const sheet = sheetFor('hanting', '2007-05');
const typed = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000_000 }),
  fc.double({ min: 0.01, max: 99_999, noNaN: true }).map((value) => Number(value.toFixed(2))),
  fc.constantFrom('', '很多', '=1+1', '１２．８万', '不适用', '12,345', '约30', ' 空 格 '),
);

describe('what was typed', () => {
  it('goes through our form unchanged, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        typed,
        typed,
        fc.constantFrom('2007-05-30', '5月底', ''),
        async (value, percent, doneOn) => {
          const filling = fullFilling(sheet, {
            RC01: { value, remark: '=备注' },
            JC01: { value: percent },
            T01: { status: '乱填', percent, doneOn, words: '话\n话' },
            WZ02: { text: '两行\n文字' },
          });
          const once = await bytesOf(sheet, filling);
          const again = await bytesOf(sheet, typedFilling(await gridOf(once), sheet));
          expect((await gridOf(again)).sheets).toEqual((await gridOf(once)).sheets);
        },
      ),
      { numRuns: 30 },
    );
  });

  it.each(['biff8', 'ods'] as const)('comes over from %s', async (bookType) => {
    const form = await bytesOf(
      sheet,
      fullFilling(sheet, { RC01: { value: '１２．８万', remark: '核减' } }),
    );
    const other = write(read(form, { type: 'buffer' }), { type: 'buffer', bookType }) as Uint8Array;
    const filling = typedFilling(await gridOf(other), sheet)!;
    expect(filling).toEqual(typedFilling(await gridOf(form), sheet));
    expect(filling.figures.get('RC01')).toEqual({ value: '１２．８万', remark: '核减' });
    expect(filling).toMatchObject({ filler: '示例填表人', phone: '0536-0000001' });
  });

  it('is found by code and title, and a percentage is taken as it is shown', async () => {
    const grid = unmerged(await gridOf(await bytesOf(sheet, fullFilling(sheet))));
    const shown = put(grid, refOf(grid, 'RC06', '填报数'), {
      kind: 'number',
      text: '0.995',
      percentFormat: true,
    });
    const moved = onFirstSheet(shown, (cells) =>
      cells.map((cell) => ({ ...cell, row: cell.row + 3, column: cell.column + 1 })),
    );
    const filling = typedFilling(moved, sheet)!;
    expect(filling.figures.get('RC06')?.value).toBe('99.5%');
    expect(filling.figures.get('RC01')?.value).toBe(10);
    expect(filling.tasks.get('T01')).toMatchObject({ status: '推进中', percent: 50 });
  });

  it('is nothing where no row of the form is found', async () => {
    const grid = await gridOf(await bytesOf(sheet, fullFilling(sheet)));
    expect(
      typedFilling(
        onFirstSheet(grid, () => []),
        sheet,
      ),
    ).toBeNull();
  });
});
