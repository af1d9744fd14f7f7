/**
 * Sheets as far as they are spoken to here: one read, and changes in one batch that is done whole or not at all. Formulas are kept
 * and not counted.
 */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Asked } from './drive.ts';
import { ERRORS, type GoogleError } from './errors.ts';
import { asKept, holdGrid, holdMerge, holdUnmerge, mergedInto, overlaps } from './grid-laws.ts';
import { isLocked, ok, touch, type Held } from './state.ts';

type Spreadsheet = sheets_v4.Schema$Spreadsheet;
type Sheet = sheets_v4.Schema$Sheet;
type Cell = sheets_v4.Schema$CellData;
type Range = sheets_v4.Schema$GridRange;

/** A sheet that Drive has just made. */
export function emptySpreadsheet(spreadsheetId: string, title: string): Spreadsheet {
  return {
    spreadsheetId,
    properties: { title, locale: 'en_US', timeZone: 'Etc/GMT' },
    sheets: [aSheet({ sheetId: 0, title: 'Sheet1' })],
  };
}

function aSheet(properties: sheets_v4.Schema$SheetProperties): Sheet {
  const gridProperties = { rowCount: 1000, columnCount: 26, ...properties.gridProperties };
  return { properties: { index: 0, ...properties, gridProperties }, data: [{}] };
}

export const SHEETS: Readonly<Record<string, (held: Held, asked: Asked) => GoogleError>> = {
  'sheets.spreadsheets.get': ({ sheets }, { found }) => {
    const sheet = sheets.get(found.path.get('spreadsheetId') ?? '');
    if (sheet === undefined) return ERRORS.sheetNotFound;
    return sheet === null ? ERRORS.notShared : ok(sheet);
  },
  'sheets.spreadsheets.batchUpdate': (held, { found, body }) => {
    const id = found.path.get('spreadsheetId') ?? '';
    const sheet = held.sheets.get(id);
    if (sheet === undefined) return ERRORS.sheetNotFound;
    const file = held.files.find((one) => one.id === id);
    if (sheet === null || file?.role === 'reader') return ERRORS.notShared;
    if (isLocked(file)) return ERRORS.lockedSheet;
    const { requests = [] } = body as { requests?: readonly sheets_v4.Schema$Request[] };
    const changed = structuredClone(sheet);
    for (const [index, request] of requests.entries()) {
      const fault = done(changed, request);
      if (fault !== null) return ERRORS.invalid(`Invalid requests[${String(index)}].${fault}`);
    }
    held.sheets.set(id, changed);
    touch(held, id);
    return ok({ spreadsheetId: id, replies: requests.map(() => ({})) });
  },
};

/** @returns what Google would say of it, or null. */
function done(book: Spreadsheet, request: sheets_v4.Schema$Request): string | null {
  const [kind = '', ...others] = Object.keys(request);
  if (others.length > 0) return `${kind}: more than one kind`;
  const doing = DOING[kind as keyof sheets_v4.Schema$Request];
  if (doing === undefined) return `${kind}: the fake does not know it`;
  try {
    doing(book, request[kind as keyof sheets_v4.Schema$Request] as never);
    return null;
  } catch (error) {
    return `${kind}: ${(error as Error).message}`;
  }
}

type Doing = (book: Spreadsheet, asked: never) => void;

const DOING: Partial<Readonly<Record<keyof sheets_v4.Schema$Request, Doing>>> = {
  updateSpreadsheetProperties(book, asked: sheets_v4.Schema$UpdateSpreadsheetPropertiesRequest) {
    book.properties = masked(book.properties ?? {}, asked.properties ?? {}, asked.fields ?? '');
  },
  addSheet(book, { properties = {} }: sheets_v4.Schema$AddSheetRequest) {
    const sheets = sheetsOf(book);
    const isTwice = sheets.some((one) => one.properties?.title === properties.title);
    if (isTwice) throw new Error(`A sheet with the name "${properties.title ?? ''}" exists`);
    const sheetId = properties.sheetId ?? 1000 + sheets.length;
    if (sheets.some((one) => one.properties?.sheetId === sheetId)) throw new Error('sheetId');
    sheets.splice(properties.index ?? sheets.length, 0, aSheet({ ...properties, sheetId }));
    renumbered(sheets);
  },
  deleteSheet(book, { sheetId }: sheets_v4.Schema$DeleteSheetRequest) {
    const sheets = sheetsOf(book);
    const at = sheets.indexOf(sheetOf(book, sheetId));
    if (sheets.filter((one) => one.properties?.hidden !== true).length === 1)
      throw new Error("You can't remove all the visible sheets in a document.");
    sheets.splice(at, 1);
    renumbered(sheets);
  },
  updateSheetProperties(book, asked: sheets_v4.Schema$UpdateSheetPropertiesRequest) {
    const sheet = sheetOf(book, asked.properties?.sheetId);
    sheet.properties = masked(sheet.properties ?? {}, asked.properties ?? {}, asked.fields ?? '');
    if (sheet.properties.hidden === false) delete sheet.properties.hidden;
    cutOff(sheet);
    holdGrid(sheet);
    renumbered(sheetsOf(book));
  },
  updateCells(book, { start, range, rows = [], fields }: sheets_v4.Schema$UpdateCellsRequest) {
    if (!fields) throw new Error('fields are required');
    if ((start === undefined) === (range === undefined)) throw new Error('start or range');
    const area = range ?? areaFrom(start ?? {}, rows);
    each(book, area, (sheet, row, column) => {
      const given =
        rows[row - (area.startRowIndex ?? 0)]?.values?.[column - (area.startColumnIndex ?? 0)];
      if (given === undefined && range === undefined) return;
      setCell(sheet, { row, column }, given ?? {}, fields);
    });
  },
  repeatCell(book, { range, cell, fields }: sheets_v4.Schema$RepeatCellRequest) {
    if (!fields) throw new Error('fields are required');
    each(book, range ?? {}, (sheet, row, column) => {
      setCell(sheet, { row, column }, cell ?? {}, fields);
    });
  },
  setDataValidation(book, { range, rule }: sheets_v4.Schema$SetDataValidationRequest) {
    each(book, range ?? {}, (sheet, row, column) => {
      setCell(sheet, { row, column }, { dataValidation: rule ?? null } as Cell, 'dataValidation');
    });
  },
  mergeCells(book, { range = {} }: sheets_v4.Schema$MergeCellsRequest) {
    const sheet = sheetOf(book, range.sheetId);
    within(sheet, range);
    holdMerge(sheet, range);
    mergedInto(sheet, range);
    const others = (sheet.merges ?? []).filter((one) => !overlaps(one, range));
    sheet.merges = [...others, trimmed(range)];
  },
  unmergeCells(book, { range = {} }: sheets_v4.Schema$UnmergeCellsRequest) {
    const sheet = sheetOf(book, range.sheetId);
    holdUnmerge(sheet, range);
    sheet.merges = (sheet.merges ?? []).filter((one) => !overlaps(one, range));
  },
  addProtectedRange(book, { protectedRange = {} }: sheets_v4.Schema$AddProtectedRangeRequest) {
    const sheet = sheetOf(book, protectedRange.range?.sheetId);
    const held = (sheet.protectedRanges ??= []);
    const taken = sheetsOf(book).flatMap((one) => one.protectedRanges ?? []);
    const protectedRangeId = protectedRange.protectedRangeId ?? 1 + taken.length * 7;
    const isWhole = Object.keys(protectedRange.range ?? {}).every((key) => key === 'sheetId');
    if (
      isWhole &&
      held.some((one) => Object.keys(one.range ?? {}).every((key) => key === 'sheetId'))
    )
      throw new Error('This sheet is already protected.');
    const range = trimmed(protectedRange.range ?? {});
    const unprotectedRanges = (protectedRange.unprotectedRanges ?? []).map(trimmed);
    held.push({
      requestingUserCanEdit: true,
      ...protectedRange,
      range,
      unprotectedRanges,
      protectedRangeId,
    });
  },
  updateProtectedRange(book, asked: sheets_v4.Schema$UpdateProtectedRangeRequest) {
    const { protectedRange = {}, fields } = asked;
    const range = protectedRangeOf(book, protectedRange.protectedRangeId);
    Object.assign(range, masked(range, protectedRange, fields ?? ''));
  },
  deleteProtectedRange(book, { protectedRangeId }: sheets_v4.Schema$DeleteProtectedRangeRequest) {
    const range = protectedRangeOf(book, protectedRangeId);
    for (const sheet of sheetsOf(book)) {
      sheet.protectedRanges = sheet.protectedRanges?.filter((one) => one !== range) ?? [];
    }
  },
  addConditionalFormatRule(book, asked: sheets_v4.Schema$AddConditionalFormatRuleRequest) {
    const sheet = sheetOf(book, asked.rule?.ranges?.[0]?.sheetId);
    const held = (sheet.conditionalFormats ??= []);
    held.splice(asked.index ?? held.length, 0, asKept(asked.rule ?? {}) as object);
  },
  deleteConditionalFormatRule(book, asked: sheets_v4.Schema$DeleteConditionalFormatRuleRequest) {
    const held = sheetOf(book, asked.sheetId).conditionalFormats ?? [];
    if (held[asked.index ?? 0] === undefined) throw new Error('No conditional format');
    held.splice(asked.index ?? 0, 1);
  },
  createDeveloperMetadata(book, asked: sheets_v4.Schema$CreateDeveloperMetadataRequest) {
    const { developerMetadata = {} } = asked;
    if (!developerMetadata.visibility) throw new Error('visibility is required');
    if (!developerMetadata.location) throw new Error('location is required');
    const held = (book.developerMetadata ??= []);
    held.push({ metadataId: held.length + 1, ...developerMetadata });
  },
  updateDeveloperMetadata(book, asked: sheets_v4.Schema$UpdateDeveloperMetadataRequest) {
    for (const one of metadataOf(book, asked.dataFilters ?? [])) {
      Object.assign(one, masked(one, asked.developerMetadata ?? {}, asked.fields ?? ''));
    }
  },
  deleteDeveloperMetadata(book, asked: sheets_v4.Schema$DeleteDeveloperMetadataRequest) {
    const gone = metadataOf(book, [asked.dataFilter ?? {}]);
    book.developerMetadata = (book.developerMetadata ?? []).filter((one) => !gone.includes(one));
  },
  updateDimensionProperties(book, asked: sheets_v4.Schema$UpdateDimensionPropertiesRequest) {
    const { range = {}, properties = {}, fields } = asked;
    const [data] = (sheetOf(book, range.sheetId).data ??= [{}]);
    const key = range.dimension === 'COLUMNS' ? 'columnMetadata' : 'rowMetadata';
    const list = (data![key] ??= []);
    for (let at = range.startIndex ?? 0; at < (range.endIndex ?? 0); at += 1) {
      while (list.length <= at) list.push({ pixelSize: key === 'rowMetadata' ? 21 : 100 });
      list[at] = masked(list[at]!, properties, fields ?? '');
    }
  },
};

function sheetsOf(book: Spreadsheet): Sheet[] {
  return (book.sheets ??= []);
}

/** Google leaves the number 0 out; that a sheet of that number is there is a rule of its own. */
function sheetOf(book: Spreadsheet, sheetId: number | null | undefined): Sheet {
  const found = sheetsOf(book).find((one) => (one.properties?.sheetId ?? 0) === (sheetId ?? 0));
  if (found === undefined) throw new Error(`No grid with id: ${String(sheetId)}`);
  return found;
}

/** What lies behind a sheet's end is gone. */
function cutOff({ properties, data = [] }: Sheet): void {
  const { rowCount, columnCount } = properties?.gridProperties ?? {};
  for (const { rowData = [] } of data) {
    rowData.splice(rowCount ?? Infinity);
    for (const { values } of rowData) values?.splice(columnCount ?? Infinity);
  }
}

function renumbered(sheets: Sheet[]): void {
  for (const [index, sheet] of sheets.entries()) sheet.properties = { ...sheet.properties, index };
}

function protectedRangeOf(book: Spreadsheet, id: number | null | undefined) {
  const all = sheetsOf(book).flatMap((one) => one.protectedRanges ?? []);
  const found = all.find((one) => one.protectedRangeId === id);
  if (found === undefined) throw new Error(`No protected range with ID: ${String(id)}`);
  return found;
}

function metadataOf(book: Spreadsheet, filters: readonly sheets_v4.Schema$DataFilter[]) {
  return (book.developerMetadata ?? []).filter((one) =>
    filters.some(({ developerMetadataLookup: look }) => {
      const byKey = look?.metadataKey === undefined || look.metadataKey === one.metadataKey;
      const byId = look?.metadataId === undefined || look.metadataId === one.metadataId;
      return look !== undefined && byKey && byId;
    }),
  );
}

function areaFrom(
  { sheetId, rowIndex, columnIndex }: sheets_v4.Schema$GridCoordinate,
  rows: sheets_v4.Schema$RowData[],
): Range {
  const [row, column] = [rowIndex ?? 0, columnIndex ?? 0];
  const width = Math.max(0, ...rows.map(({ values }) => values?.length ?? 0));
  return {
    sheetId: sheetId ?? 0,
    startRowIndex: row,
    endRowIndex: row + rows.length,
    startColumnIndex: column,
    endColumnIndex: column + width,
  };
}

/** An end that is left out is the sheet's own. */
function within({ properties }: Sheet, range: Range): Required<Range> {
  const { rowCount = Infinity, columnCount = Infinity } = properties?.gridProperties ?? {};
  const defaults = { sheetId: 0, startRowIndex: 0, startColumnIndex: 0 };
  const ends = { endRowIndex: rowCount, endColumnIndex: columnCount };
  const whole = { ...defaults, ...ends, ...range };
  const isOver =
    Number(whole.endRowIndex) > Number(rowCount) ||
    Number(whole.endColumnIndex) > Number(columnCount);
  if (isOver) throw new Error('range exceeds grid limits');
  return whole;
}

function each(
  book: Spreadsheet,
  range: Range,
  doing: (sheet: Sheet, row: number, column: number) => void,
): void {
  const sheet = sheetOf(book, range.sheetId);
  const { startRowIndex, endRowIndex, startColumnIndex, endColumnIndex } = within(sheet, range);
  for (let row = startRowIndex!; row < endRowIndex!; row += 1) {
    for (let column = startColumnIndex!; column < endColumnIndex!; column += 1) {
      doing(sheet, row, column);
    }
  }
}

/** As Google tells a range: what is 0 is left out. */
function trimmed(range: Range): Range {
  return Object.fromEntries(Object.entries(range).filter(([, value]) => value !== 0));
}

type Place = Readonly<{ row: number; column: number }>;

function setCell(sheet: Sheet, { row, column }: Place, given: Cell, fields: string): void {
  const [data] = (sheet.data ??= [{}]);
  const rows = (data!.rowData ??= []);
  const isNew = rows[row]?.values?.[column] === undefined;
  if (isNew && Object.keys(given).length === 0) return;
  while (rows.length <= row) rows.push({});
  const cells = (rows[row]!.values ??= []);
  while (cells.length <= column) cells.push({});
  const changed = asKept(masked(cells[column]!, given, fields)) as Cell;
  cells[column] = /userEntered|\*/.test(fields) ? effective(changed) : changed;
}

/** What Google adds by itself. A text that is entered as one is never counted as anything else. */
function effective(cell: Cell): Cell {
  const { userEnteredValue, userEnteredFormat } = cell;
  delete cell.effectiveValue;
  delete cell.formattedValue;
  delete cell.effectiveFormat;
  if (userEnteredFormat) cell.effectiveFormat = structuredClone(userEnteredFormat);
  const { formulaValue, stringValue, numberValue, boolValue } = userEnteredValue ?? {};
  if (formulaValue !== undefined || !userEnteredValue) return cell;
  cell.effectiveValue = structuredClone(userEnteredValue);
  const shown = stringValue ?? numberValue ?? (boolValue === true ? 'TRUE' : 'FALSE');
  cell.formattedValue = String(shown);
  return cell;
}

/** `a,b.c` or `*`: those fields of the old one are the new one's; what the new one lacks is cleared. */
function masked<Of extends object>(old: Of, given: Of, fields: string): Of {
  if (fields === '') throw new Error('At least one field must be listed in "fields"');
  if (fields === '*') return { ...given };
  const into = structuredClone(old);
  for (const field of flat(fields)) put(into, given, field.split('.'));
  return into;
}

/** `a(b,c),d` as `a.b`, `a.c`, `d`. */
function flat(fields: string): readonly string[] {
  const found: string[] = [];
  const above: string[] = [];
  for (const [, name = '', sign = ''] of fields.matchAll(/([\w.]*)([(),]|$)/g)) {
    if (sign === '(') above.push(name);
    else {
      if (name !== '') found.push([...above, name].join('.'));
      if (sign === ')') above.pop();
    }
  }
  return found;
}

function put(into: object, given: object, [key = '', ...below]: readonly string[]): void {
  const [to, from] = [into, given] as [Record<string, unknown>, Record<string, unknown>];
  if (below.length > 0) {
    const inner = (to[key] ??= {});
    put(inner, from[key] ?? {}, below);
  } else if (from[key] === undefined || from[key] === null) {
    Reflect.deleteProperty(to, key);
  } else {
    to[key] = structuredClone(from[key]);
  }
}
