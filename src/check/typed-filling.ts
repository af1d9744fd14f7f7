/** What was typed into a form, taken up as it stands so that it can be put into another copy of the form. */
import type { Cell, CellGrid } from '../model/cell-grid.ts';
import { decimal, decimalText } from '../model/decimal.ts';
import type { Filling, Typed } from '../model/filling.ts';
import { COLUMN, itemsOf, type FormSheet } from '../model/form.ts';
import { headOf } from './head.ts';
import { pageFor } from './page.ts';
import { cellIn } from './reading.ts';

/**
 * All that stands in the form's open cells, found by code and column title like everything that is read. Rows and
 * columns that are not there are left out.
 *
 * @returns null when none of the form's codes stands anywhere.
 */
export function typedFilling(grid: CellGrid, sheet: FormSheet): Filling | null {
  const items = itemsOf(sheet);
  const page = pageFor(
    grid,
    items.map(({ item }) => item),
  );
  if (page === null) return null;
  const head = headOf(page);
  const at = (item: string, title: string): Cell | null => cellIn({ page }, item, title);
  const text = (item: string, title: string): string => at(item, title)?.text ?? '';
  const figures = items.filter(({ kind }) => kind === 'figure');
  return {
    filler: head.filler?.text ?? '',
    reviewer: head.reviewer?.text ?? '',
    phone: head.phone?.text ?? '',
    figures: new Map(
      figures.map(({ item }) => [
        item,
        { value: typed(at(item, COLUMN.value)), remark: text(item, COLUMN.remark) },
      ]),
    ),
    tasks: new Map(
      sheet.tasks.map(({ item }) => [
        item,
        {
          status: text(item, COLUMN.status),
          percent: typed(at(item, COLUMN.percent)),
          doneOn: text(item, COLUMN.doneOn),
          words: text(item, COLUMN.words),
        },
      ]),
    ),
    texts: new Map(sheet.texts.map(({ item }) => [item, text(item, COLUMN.text)])),
  };
}

/** A number stays one, unless it is shown as a percentage: then as it is shown. */
function typed(cell: Cell | null): Typed {
  if (cell === null) return '';
  if (cell.kind !== 'number') return cell.text;
  return cell.percentFormat === true
    ? `${decimalText(decimal(cell.text).times(100))}%`
    : Number(cell.text);
}
