/** A workbook as Google would tell it once it is an online sheet. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Cell, CellGrid, Sheet } from '../../../src/model/cell-grid.ts';
import { serialOfDay, type Day } from '../../../src/model/day.ts';
import { SUBMIT } from '../../../src/model/form.ts';

type CellData = sheets_v4.Schema$CellData;

const ERRORS: Readonly<Record<string, string>> = {
  '#NULL!': 'NULL_VALUE',
  '#DIV/0!': 'DIVIDE_BY_ZERO',
  '#VALUE!': 'VALUE',
  '#REF!': 'REF',
  '#NAME?': 'NAME',
  '#NUM!': 'NUM',
  '#N/A': 'N_A',
  '#GETTING_DATA': 'LOADING',
};

/** @property submitted whether 提交 is ticked; null for a sheet without the box. */
export type Online = Readonly<{ id: string; title?: string; submitted?: boolean | null }>;

/** Rows and cells end with the last that holds something, as Google's do. */
export function anOnlineSheet(
  grid: CellGrid,
  { id, title = '五月报表', submitted = true }: Online,
): sheets_v4.Schema$Spreadsheet {
  const first = grid.sheets.findIndex(({ hidden }) => !hidden);
  return {
    spreadsheetId: id,
    properties: { title, locale: 'zh_CN', timeZone: 'Asia/Shanghai' },
    ...(grid.keywords === ''
      ? {}
      : { developerMetadata: [{ metadataKey: 'tongbao', metadataValue: grid.keywords }] }),
    sheets: grid.sheets.map((sheet, index) => ({
      properties: {
        sheetId: index,
        title: sheet.name,
        ...(sheet.hidden ? { hidden: true } : {}),
      },
      ...(sheet.merges === undefined || sheet.merges.length === 0
        ? {}
        : { merges: sheet.merges.map((merge) => ({ sheetId: index, ...rangeOf(merge) })) }),
      data: [{ ...rowsOf(sheet, index === first ? submitted : null) }],
    })),
  };
}

function rangeOf({ row, column, lastRow, lastColumn }: NonNullable<Sheet['merges']>[number]) {
  return {
    ...(row === 1 ? {} : { startRowIndex: row - 1 }),
    endRowIndex: lastRow,
    ...(column === 1 ? {} : { startColumnIndex: column - 1 }),
    endColumnIndex: lastColumn,
  };
}

/** The box stands two columns behind all else, in the first row. */
function rowsOf({ cells, notes = [] }: Sheet, submitted: boolean | null) {
  const rows: CellData[][] = [];
  const put = (row: number, column: number, data: CellData): void => {
    const line = (rows[row - 1] ??= []);
    line[column - 1] = { ...line[column - 1], ...data };
  };
  for (const cell of cells) put(cell.row, cell.column, dataOf(cell));
  for (const { row, column, text } of notes) put(row, column, { note: text });
  if (submitted !== null) {
    const behind = Math.max(0, ...cells.map(({ column }) => column)) + 2;
    put(1, behind, valueOf({ kind: 'text', text: SUBMIT }));
    put(1, behind + 1, valueOf({ kind: 'boolean', text: submitted ? 'TRUE' : 'FALSE' }));
  }
  const rowData = Array.from(rows, (line: CellData[] | undefined) =>
    line === undefined
      ? {}
      : { values: Array.from(line, (data: CellData | undefined) => data ?? {}) },
  );
  return rowData.length === 0 ? {} : { rowData };
}

function dataOf(cell: Cell): CellData {
  const { formula } = cell;
  const value = valueOf(cell);
  return formula === undefined
    ? value
    : { ...value, userEnteredValue: { formulaValue: `=${formula}` } };
}

/** What was typed is what is shown, where no formula stands behind it. */
function valueOf(cell: Pick<Cell, 'kind' | 'text' | 'percentFormat' | 'shown'>): CellData {
  const { effectiveValue, ...rest } = shownOf(cell);
  if (effectiveValue === undefined) return rest;
  const isTyped = effectiveValue.errorValue === undefined;
  return {
    effectiveValue,
    ...(isTyped ? { userEnteredValue: structuredClone(effectiveValue) } : {}),
    ...rest,
  };
}

function shownOf({
  kind,
  text,
  percentFormat,
  shown,
}: Pick<Cell, 'kind' | 'text' | 'percentFormat' | 'shown'>): CellData {
  switch (kind) {
    case 'text':
      return { effectiveValue: { stringValue: text }, formattedValue: text };
    case 'boolean':
      return { effectiveValue: { boolValue: text === 'TRUE' }, formattedValue: text };
    case 'error':
      return {
        effectiveValue: { errorValue: { type: ERRORS[text]!, message: text } },
        formattedValue: text,
      };
    case 'date':
      return {
        effectiveValue: { numberValue: serialOfDay(text as Day) },
        formattedValue: text,
        effectiveFormat: { numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' } },
      };
    case 'number':
      return {
        effectiveValue: { numberValue: Number(text) },
        formattedValue: shown ?? text,
        ...formatOf(percentFormat, shown),
      };
    case 'empty-formula':
      return {};
  }
}

function formatOf(percentFormat = false, shown?: string): CellData {
  if (percentFormat)
    return { effectiveFormat: { numberFormat: { type: 'PERCENT', pattern: '0.00%' } } };
  if (shown === undefined) return {};
  return { effectiveFormat: { numberFormat: { type: 'NUMBER', pattern: '0"万"' } } };
}
