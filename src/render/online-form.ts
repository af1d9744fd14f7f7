/** The form's workbook as an online sheet: the same cells, looks and rules, and the box 提交, which only that has. */
import type { Cell, ConditionalFormattingOptions, Workbook, Worksheet } from 'exceljs';
import { SUBMIT_LINE } from '../model/catalogue/sheet-words.ts';
import type { Merge } from '../model/cell-grid.ts';
import { isDueLine, SUBMIT } from '../model/form.ts';
import type {
  OnlineCell,
  OnlineColour,
  OnlineForm,
  OnlinePage,
  OnlineRule,
} from '../model/online-form.ts';
import { onlineFormula } from '../model/self-check-parts.ts';
import { LAST_COLUMN, span } from './form-look.ts';
import { colourIn, lookOf, pixelsHigh, pixelsWide, valueOf } from './online-look.ts';
import { BOX_RULE, rulesOf } from './online-rules.ts';

/**
 * @param book of `formBook`; it is changed: the box takes the place of the first two columns of the line that says until when, where
 * frozen rows keep it in sight.
 */
export function onlineForm(
  { workbook, token }: Readonly<{ workbook: Workbook; token: string }>,
  title: string,
): OnlineForm {
  const [page, ...others] = workbook.worksheets;
  if (page === undefined) throw new Error('a form without a sheet');
  const box = putBox(page);
  return { title, token, pages: [pageOf(page, box), ...others.map((one) => pageOf(one, null))] };
}

/** @returns the box's row. */
function putBox(page: Worksheet): number {
  for (let row = 1; row <= page.rowCount; row += 1) {
    const line = page.getCell(row, 1);
    const { text } = line;
    if (!isDueLine(text)) continue;
    page.unMergeCells(row, 1, row, LAST_COLUMN);
    span(page, row, [1, 1], 'label').value = SUBMIT;
    span(page, row, [2, 2], 'open').value = false;
    span(page, row, [3, LAST_COLUMN], 'hint').value = `${text}${SUBMIT_LINE}`;
    return row;
  }
  throw new Error('a form that does not say until when');
}

const BOX_COLUMN = 2;

/** @param box its row; null for a page without one. */
function pageOf(page: Worksheet, box: number | null): OnlinePage {
  const columns = page.columnCount;
  const merges = page.model.merges.map((range) => areaOf(page, range));
  const rules = rulesOf(page);
  const cells: OnlineCell[] = [];
  for (let row = 1; row <= page.rowCount; row += 1) {
    for (let column = 1; column <= columns; column += 1) {
      const isBox = row === box && column === BOX_COLUMN;
      const rule = isBox ? BOX_RULE : (rules.get(page.getCell(row, column).address) ?? null);
      const cell = cellOf(page.getCell(row, column), rule);
      if (cell !== null) cells.push({ row, column, ...cell });
    }
  }
  const [view] = page.views;
  const each = Array.from({ length: columns }, (_, at) => page.getColumn(at + 1));
  return {
    name: page.name,
    hidden: page.state !== 'visible',
    rows: page.rowCount,
    columns,
    cells,
    merges,
    widths: each.map(({ width }) => (width === undefined ? null : pixelsWide(width))),
    heights: heightsOf(page),
    unseen: each.flatMap(({ hidden }, at) => (hidden ? [at + 1] : [])),
    // Google freezes no column that a merged cell goes across.
    frozenRows: view?.state === 'frozen' ? (view.ySplit ?? 0) : 0,
    gridlines: view?.showGridLines !== false,
    colours: coloursOf(page),
  };
}

function heightsOf(page: Worksheet): OnlinePage['heights'] {
  return Array.from({ length: page.rowCount }, (_, at) => {
    const { height } = page.getRow(at + 1) as { height?: number };
    return height === undefined ? null : pixelsHigh(height);
  });
}

/** Null for one with nothing at all. A merged cell's value stands in its first. */
function cellOf(cell: Cell, rule: OnlineRule | null): Omit<OnlineCell, 'row' | 'column'> | null {
  const value = cell.master === cell ? valueOf(cell) : null;
  const look = lookOf(cell);
  if (value === null && look === null && rule === null) return null;
  return { value, look, rule, isOpen: look !== null && cell.protection.locked === false };
}

function areaOf(page: Worksheet, range: string): Merge {
  const [first = '', last = first] = range.split(':');
  const [from, to] = [page.getCell(first), page.getCell(last)];
  return {
    row: Number(from.row),
    column: Number(from.col),
    lastRow: Number(to.row),
    lastColumn: Number(to.col),
  };
}

/** Missing from exceljs's own types. */
type ColouredSheet = Worksheet &
  Readonly<{ conditionalFormattings: readonly ConditionalFormattingOptions[] }>;

function coloursOf(page: Worksheet): readonly OnlineColour[] {
  return (page as ColouredSheet).conditionalFormattings.flatMap(({ ref, rules }) =>
    rules.flatMap((rule): readonly OnlineColour[] => {
      if (rule.type !== 'expression') throw new Error(`no colour by ${rule.type}`);
      const { fill, font } = rule.style ?? {};
      const [formula] = rule.formulae as readonly unknown[];
      return [
        {
          area: areaOf(page, ref),
          formula: onlineFormula(String(formula)),
          color: colourIn(font?.color),
          fill: colourIn(fill?.type === 'pattern' ? fill.bgColor : undefined),
        },
      ];
    }),
  );
}
