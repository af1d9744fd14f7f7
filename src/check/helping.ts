/** The cells in which the form tells what is known and checks itself: whether they still hold what was written there. */
import { CHECK_SIGN } from '../model/catalogue/self-check.ts';
import { cellRef, type Cell, type CellGrid } from '../model/cell-grid.ts';
import { HELP, IDENTITY_SHEET, KNOWN_TITLES, type FormItem } from '../model/form.ts';
import { typedText } from '../model/numeral-text.ts';
import { codeCells, titleKey, type Page } from './page.ts';

const CHECKING = [HELP.check, HELP.faults, HELP.told, HELP.proof];

/** References of the helping cells that hold what the form wrote: nothing is to be said of them. */
export function helpingCells(
  grid: CellGrid,
  page: Page,
  items: readonly FormItem[],
): ReadonlySet<string> {
  const written = writtenTexts(grid);
  const found = items.flatMap(({ item, kind }) =>
    codeCells(page, item).flatMap(({ row }) => {
      const own = (title: string, index: number): Cell | null => {
        const cell = helpCell(page, row, title);
        return cell !== null &&
          isWritten(cell, written === null ? null : (written.get(item)?.[index] ?? ''))
          ? cell
          : null;
      };
      const checks = CHECKING.map((title) => helpCell(page, row, title));
      return [
        ...KNOWN_TITLES[kind].map(own),
        ...checks.filter((cell) => cell !== null && isCheck(cell)),
      ];
    }),
  );
  return new Set(found.flatMap((cell) => (cell === null ? [] : [cellRef(cell.row, cell.column)])));
}

function helpCell(page: Page, row: number, title: string): Cell | null {
  const column = page.columns.get(titleKey(title));
  return column === undefined ? null : page.at(row, column);
}

/** What was written beside each item, in the order of its titles; the hidden sheet repeats it. Null when that is lost. */
function writtenTexts({ sheets }: CellGrid): ReadonlyMap<string, readonly string[]> | null {
  const cells = sheets.find(({ name }) => name === IDENTITY_SHEET)?.cells;
  if (cells === undefined) return null;
  const rows = Map.groupBy(cells, ({ row }) => row);
  return new Map(
    [...rows.values()].map((row) => {
      const at = (column: number): string => {
        const cell = row.find((one) => one.column === column);
        return cell === undefined ? '' : typedText(cell).trim();
      };
      return [at(1), [2, 3, 4, 5, 6].map(at)] as const;
    }),
  );
}

/** @param expected null where nobody knows any more: then the cell is taken for ours. */
function isWritten(cell: Cell, expected: string | null): boolean {
  return expected === null || typedText(cell).trim() === expected;
}

/** A formula of ours, or what it came to before the cells were copied elsewhere. */
function isCheck({ kind, formula, text }: Cell): boolean {
  const signs: readonly string[] = [...Object.values(CHECK_SIGN), '；'];
  const came = signs.some((sign) => text.startsWith(sign)) || /^\d*$/.test(text);
  return formula !== undefined || kind === 'empty-formula' || came;
}
