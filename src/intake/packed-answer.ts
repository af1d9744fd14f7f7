/** What a reading process answers, on its way: one text in which a cell is a short list, made and taken apart in half the time that objects take. */
import type { Cell, CellGrid } from '../model/cell-grid.ts';
import type { FileCode } from '../model/catalogue/workbook.ts';
import { isAnswer } from './answer.ts';

/** Row, column, kind, text; then, for those cells that have one of them: formula, percent format, what is shown. */
type Packed = readonly unknown[];

export function packed(answer: CellGrid | FileCode): string {
  if (typeof answer === 'string') return JSON.stringify(answer);
  const sheets = answer.sheets.map((sheet) => ({ ...sheet, cells: sheet.cells.map(packedCell) }));
  return JSON.stringify({ ...answer, sheets });
}

function packedCell({ row, column, kind, text, formula, percentFormat, shown }: Cell): Packed {
  if (percentFormat !== undefined || shown !== undefined) {
    return [row, column, kind, text, formula, percentFormat, shown];
  }
  return formula === undefined ? [row, column, kind, text] : [row, column, kind, text, formula];
}

/** The answer in a message; null for whatever else stands there. */
export function unpacked(message: unknown): CellGrid | FileCode | null {
  if (typeof message !== 'string') return null;
  try {
    const answer = withCells(JSON.parse(message));
    return isAnswer(answer) ? answer : null;
  } catch {
    return null;
  }
}

type Plain = Readonly<Record<string, unknown>>;

/** @throws TypeError where no grid is that could be taken for one. */
function withCells(answer: unknown): unknown {
  if (typeof answer === 'string') return answer;
  const grid = answer as Plain & { readonly sheets: readonly (Plain & { cells: Packed[] })[] };
  const sheets = grid.sheets.map((sheet) => ({ ...sheet, cells: sheet.cells.map(cellIn) }));
  return { ...grid, sheets };
}

function cellIn([row, column, kind, text, formula, percentFormat, shown]: Packed): Plain {
  const cell: Record<string, unknown> = { row, column, kind, text };
  // What is absent in the middle of a list comes as null.
  if ((percentFormat ?? null) !== null) cell['percentFormat'] = percentFormat;
  if ((shown ?? null) !== null) cell['shown'] = shown;
  if ((formula ?? null) !== null) cell['formula'] = formula;
  return cell;
}
