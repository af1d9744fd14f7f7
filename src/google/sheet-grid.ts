/** An online sheet as the same cells that a workbook gives, so that one check judges both. */
import { othersWords, shownReceipt } from '../model/annotation.ts';
import { HEAD_SIGN } from '../model/catalogue/self-check.ts';
import { cellRef, type Cell, type CellNote, type Merge, type Sheet } from '../model/cell-grid.ts';
import { dayOfSerial } from '../model/day.ts';
import { SUBMIT } from '../model/form.ts';
import { IDENTITY_KEY, type OnlineLayout, type OnlineSheet } from '../model/google.ts';
import { plainNumber, showsOtherNumber } from '../model/number-format.ts';
import type { CellAnswer, SheetAnswer } from './sheet-answer.ts';

/** Google's names for errors, as spreadsheets show them. */
const ERRORS: ReadonlyMap<string, string> = new Map([
  ['NULL_VALUE', '#NULL!'],
  ['DIVIDE_BY_ZERO', '#DIV/0!'],
  ['VALUE', '#VALUE!'],
  ['REF', '#REF!'],
  ['NAME', '#NAME?'],
  ['NUM', '#NUM!'],
  ['N_A', '#N/A'],
  ['LOADING', '#GETTING_DATA'],
]);

const DAYS: readonly string[] = ['DATE', 'DATE_TIME'];

/** No number of ours is shown nearly as long. */
const LONGEST_SHOWN = 60;
/** Only that a cell holds a formula is of interest: a longer one is cut, but for the head line's, which is known by it. */
const LONGEST_FORMULA = 64;

/** The box 提交 with its label, and our receipt, are no part of the form. */
export function onlineSheet(answer: SheetAnswer): OnlineSheet {
  const { spreadsheetId: spreadsheet, properties, developerMetadata } = answer;
  const read = answer.sheets.map(sheetOf);
  const shown = read.map(shownReceipt);
  const receipt = shown.findIndex((number) => number !== null);
  const boxes = read.map((sheet, index) =>
    sheet.hidden || shown[index] !== null ? null : boxIn(sheet.cells),
  );
  const at = boxes.findIndex((one) => one !== null);
  const box = boxes[at] ?? null;
  const sheets = read
    .map((sheet, index) => (box !== null && index === at ? without(sheet, box) : unreckoned(sheet)))
    .filter((_, index) => shown[index] === null);
  const mark = developerMetadata.find(({ metadataKey }) => metadataKey === IDENTITY_KEY);
  return {
    spreadsheet,
    title: properties.title,
    submitted: box === null ? null : box.tick.text === 'TRUE',
    answered: shown[receipt] ?? null,
    grid: { format: 'online', sheets, keywords: mark?.metadataValue ?? '' },
    layout: layoutOf(answer, { box: box === null ? null : { ...box.tick, at }, receipt }),
  };
}

type Found = Readonly<{
  box: Readonly<{ at: number; row: number; column: number }> | null;
  receipt: number;
}>;

function layoutOf({ sheets }: SheetAnswer, { box, receipt }: Found): OnlineLayout {
  const tabs = sheets.map(({ properties: { sheetId, title, gridProperties } }) => {
    const { rowCount: rows, columnCount: columns } = gridProperties;
    return { id: sheetId, name: title, rows, columns };
  });
  const tabOf = (index: number): number => tabs[index]?.id ?? 0;
  return {
    tabs,
    notes: sheets.flatMap(({ data }, index) =>
      (index === receipt ? [] : data)
        .flatMap(placedIn)
        .flatMap(({ row, column, answer: { note: text = '' } }) => {
          return text === '' ? [] : [{ tab: tabOf(index), row, column, text }];
        }),
    ),
    box: box === null ? null : { tab: tabOf(box.at), row: box.row, column: box.column },
    receipt: tabs[receipt] ?? null,
  };
}

type Box = Readonly<{ label: Cell; tick: Cell }>;

/** The label with a box in the cell to its right. */
function boxIn(cells: readonly Cell[]): Box | null {
  const ticks = new Map(
    cells
      .filter(({ kind }) => kind === 'boolean')
      .map((cell) => [cellRef(cell.row, cell.column), cell] as const),
  );
  for (const label of cells) {
    if (label.kind !== 'text' || label.text.trim() !== SUBMIT) continue;
    const tick = ticks.get(cellRef(label.row, label.column + 1));
    if (tick !== undefined) return { label, tick };
  }
  return null;
}

/** Besides the form nothing is read: what a formula comes to there may change by itself, and makes no other version. */
function unreckoned(sheet: Sheet): Sheet {
  const cells = sheet.cells.map((cell): Cell => {
    const { row, column, formula } = cell;
    return formula === undefined ? cell : { row, column, kind: 'empty-formula', text: '', formula };
  });
  return { ...sheet, cells };
}

function without(sheet: Sheet, { label, tick }: Box): Sheet {
  return { ...sheet, cells: sheet.cells.filter((cell) => cell !== label && cell !== tick) };
}

function sheetOf({ properties, merges, data }: SheetAnswer['sheets'][number]): Sheet {
  const placed = data.flatMap(placedIn);
  const notes = placed.flatMap(({ row, column, answer }): readonly CellNote[] => {
    const text = othersWords(answer.note ?? '');
    return text === '' ? [] : [{ row, column, text }];
  });
  return {
    name: properties.title,
    hidden: properties.hidden,
    cells: placed.flatMap(({ row, column, answer }): readonly Cell[] => {
      const cell = cellOf(answer);
      return cell === null ? [] : [{ row, column, ...cell }];
    }),
    merges: merges.map(mergeOf),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

type Placed = Readonly<{ row: number; column: number; answer: CellAnswer }>;
type Block = SheetAnswer['sheets'][number]['data'][number];

function placedIn({ startRow, startColumn, rowData }: Block): readonly Placed[] {
  return rowData.flatMap(({ values }, r) =>
    values.map((answer, c) => ({ row: startRow + r + 1, column: startColumn + c + 1, answer })),
  );
}

/** Google counts from 0, and names the first row and column that are no longer of it. */
function mergeOf(range: SheetAnswer['sheets'][number]['merges'][number]): Merge {
  return {
    row: range.startRowIndex + 1,
    column: range.startColumnIndex + 1,
    lastRow: range.endRowIndex,
    lastColumn: range.endColumnIndex,
  };
}

type Read = Omit<Cell, 'row' | 'column'>;

function cellOf(answer: CellAnswer): Read | null {
  const typed = answer.userEnteredValue?.formulaValue?.replace(/^=/, '');
  const read = valueOf(answer);
  if (typed === undefined) return read;
  const formula = typed.includes(HEAD_SIGN) ? typed : typed.slice(0, LONGEST_FORMULA);
  if (read !== null) return { ...read, formula };
  // One that came to an empty text holds nothing; one that came to nothing at all was never reckoned.
  return answer.effectiveValue === undefined ? { kind: 'empty-formula', text: '', formula } : null;
}

function valueOf({ effectiveValue, effectiveFormat, formattedValue }: CellAnswer): Read | null {
  const { stringValue, numberValue, boolValue, errorValue } = effectiveValue ?? {};
  if (stringValue !== undefined) return textOf(stringValue);
  if (numberValue !== undefined) {
    return numberOf(numberValue, effectiveFormat?.numberFormat ?? {}, formattedValue ?? '');
  }
  if (boolValue !== undefined) return { kind: 'boolean', text: boolValue ? 'TRUE' : 'FALSE' };
  return errorValue === undefined ? null : errorOf(errorValue.type);
}

function textOf(text: string): Read | null {
  return text === '' ? null : { kind: 'text', text };
}

function errorOf(type = ''): Read {
  return { kind: 'error', text: ERRORS.get(type) ?? '#ERROR!' };
}

type NumberFormat = Readonly<{ type?: string | undefined; pattern?: string | undefined }>;

/** A time of day is no day and stays a number. */
function numberOf(value: number, { type = '', pattern = '' }: NumberFormat, seen: string): Read {
  const text = plainNumber(value);
  if (text === null) return { kind: 'error', text: '#NUM!' };
  const day = DAYS.includes(type) ? dayOfSerial(value) : null;
  if (day !== null) return { kind: 'date', text: day };
  const shown = seen.slice(0, LONGEST_SHOWN);
  const isOther = showsOtherNumber(pattern) && shown.replaceAll(',', '').trim() !== text;
  return {
    kind: 'number',
    text,
    ...(type === 'PERCENT' ? { percentFormat: true } : {}),
    ...(isOther ? { shown } : {}),
  };
}
