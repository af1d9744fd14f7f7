/** What a reading process may answer: nothing that it says is taken for cells unless it has their shape. */
import type { Cell, CellGrid, CellNote, Merge, Sheet } from '../model/cell-grid.ts';
import { isFileCode, type FileCode } from '../model/catalogue/workbook.ts';

const FORMATS: ReadonlySet<unknown> = new Set<CellGrid['format']>([
  'xlsx',
  'xls',
  'ods',
  'csv',
  'online',
]);
const KINDS: ReadonlySet<unknown> = new Set<Cell['kind']>([
  'text',
  'number',
  'boolean',
  'error',
  'date',
  'empty-formula',
]);

/** Cells, or why there are none. */
export function isAnswer(value: unknown): value is CellGrid | FileCode {
  return isFileCode(value) || isGrid(value);
}

function isGrid(value: unknown): value is CellGrid {
  if (!isObject(value) || !FORMATS.has(value['format'])) return false;
  return typeof value['keywords'] === 'string' && isListOf(value['sheets'], isSheet);
}

function isSheet(value: unknown): value is Sheet {
  if (!isObject(value) || typeof value['name'] !== 'string') return false;
  const { hidden, cells, merges = [], notes = [] } = value;
  const isFilled = isListOf(cells, isCell) && isListOf(merges, isMerge) && isListOf(notes, isNote);
  return typeof hidden === 'boolean' && isFilled;
}

function isCell(value: unknown): value is Cell {
  if (!isObject(value) || !KINDS.has(value['kind'])) return false;
  const { row, column, text, formula = '', percentFormat = true, shown = '' } = value;
  const isPlaced = isPlace(row) && isPlace(column);
  const isSaid = [text, formula, shown].every((words) => typeof words === 'string');
  return isPlaced && isSaid && typeof percentFormat === 'boolean';
}

function isNote(value: unknown): value is CellNote {
  if (!isObject(value)) return false;
  return isPlace(value['row']) && isPlace(value['column']) && typeof value['text'] === 'string';
}

function isMerge(value: unknown): value is Merge {
  if (!isObject(value)) return false;
  return ['row', 'column', 'lastRow', 'lastColumn'].every((key) => isPlace(value[key]));
}

function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function isListOf(value: unknown, isOne: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
