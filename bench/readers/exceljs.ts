/** exceljs, its whole-workbook reader. */
import exceljs from 'exceljs';
import { measure } from '../measure.ts';
import type { Tally } from '../tally.ts';

await measure(async ({ workbooks, tally }) => {
  for await (const bytes of workbooks()) {
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(new Uint8Array(bytes).buffer);
    workbook.eachSheet((sheet) => {
      sheet.eachRow((row) => {
        row.eachCell((cell) => {
          addCell(cell, tally);
        });
      });
    });
  }
  return '';
});

/** A result of 0 is lost in `cell.value`, not in `cell.result`. */
function addCell(cell: exceljs.Cell, tally: Tally): void {
  if (cell.master !== cell) return;
  const value: unknown = cell.type === exceljs.ValueType.Formula ? cell.result : cell.value;
  if (typeof value === 'number') tally.add(value);
  if (value instanceof Date) tally.addDay(value.getTime());
}
