/** The cells in which the form tells what is known and checks itself: whether they still hold what was written there. */
import { CHECK_SIGN } from '../model/catalogue/self-check.ts';
import { saysCountedOtherwise } from '../model/catalogue/sheet-words.ts';
import { cellRef, type Cell, type CellGrid } from '../model/cell-grid.ts';
import {
  HELP,
  HIDDEN_HELP,
  IDENTITY_SHEET,
  KNOWN,
  KNOWN_TITLES,
  NOT_APPLICABLE,
  TASK_STATUSES,
  type FormItem,
} from '../model/form.ts';
import { isErrorWord, typedText } from '../model/numeral-text.ts';
import { codeCells, titleKey, type Page } from './page.ts';

const CHECKING = [HELP.check, ...HIDDEN_HELP.map((key) => HELP[key])];

/** References of the helping cells that hold what the form wrote: nothing is to be said of them. */
export function helpingCells(
  grid: CellGrid,
  page: Page,
  items: readonly FormItem[],
): ReadonlySet<string> {
  const written = writtenTexts(grid);
  const found = items.flatMap(({ item, kind }) =>
    codeCells(page, item).flatMap(({ row }) => {
      const cellsUnder = (titles: readonly string[], isOurs: (cell: Cell, at: number) => boolean) =>
        titles
          .map((title) => helpCell(page, row, title))
          .filter((cell, at): cell is Cell => cell !== null && isOurs(cell, at));
      const texts = written === null ? null : (written.get(item) ?? []);
      return [
        ...cellsUnder(KNOWN_TITLES[kind], (cell, at) => isWritten(cell, texts, at)),
        ...cellsUnder(CHECKING, isCheck),
      ];
    }),
  );
  return new Set(found.map(({ row, column }) => cellRef(row, column)));
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
        return typedText(cell ?? null).trim();
      };
      return [at(1), KNOWN.map((_, index) => at(index + 2))] as const;
    }),
  );
}

/** @param texts null where nobody knows any more: then what looks like ours is taken for ours. */
function isWritten(cell: Cell, texts: readonly string[] | null, at: number): boolean {
  const text = typedText(cell).trim();
  if (texts !== null) return text === (texts[at] ?? '');
  const states: readonly string[] = [...TASK_STATUSES, NOT_APPLICABLE];
  if (saysCountedOtherwise(text)) return true;
  return /^[-\d.,%]*$/.test(text) || states.some((state) => text.startsWith(state));
}

/** A formula of ours, or what it came to before the cells were copied elsewhere. */
function isCheck({ kind, formula, text }: Cell): boolean {
  const signs: readonly string[] = [...Object.values(CHECK_SIGN), '；'];
  const came = signs.some((sign) => text.startsWith(sign)) || /^\d*$/.test(text);
  return formula !== undefined || kind === 'empty-formula' || isErrorWord(text) || came;
}
