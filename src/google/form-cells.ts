/** Which cells of a page are not as they should be, and the requests that put those right. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { OnlineCell, OnlinePage, OnlineValue } from '../model/online-form.ts';
import type { CellThere } from './form-answer.ts';
import {
  formatData,
  isSoFormatted,
  isSoRuled,
  isSoShown,
  LOOK_FIELDS,
  PATTERN_FIELD,
  ruleData,
} from './form-looks.ts';
import { isFilled, type PageState } from './form-state.ts';
import { coveredBy, isSameArea, placeKey } from './grid-area.ts';

type Request = sheets_v4.Schema$Request;
type CellData = sheets_v4.Schema$CellData;

/** What people put into the sheet that is to stand elsewhere, by its new place. */
export type Carried = ReadonlyMap<string, CellThere>;

type Written = Readonly<{ row: number; column: number; data: CellData; fields: readonly string[] }>;

/** @param carried what is put into cells of a page that was emptied. */
export function cellRequests(
  page: OnlinePage,
  there: PageState,
  carried: Carried,
): readonly Request[] {
  const inPlace = page.merges.filter((merge) => there.merges.some((one) => isSameArea(one, merge)));
  // A merged cell's look is its first's; what Google keeps of the others is its own affair.
  const covered = coveredBy(inPlace);
  const wanted = page.cells.filter((cell) => !covered.has(placeKey(cell)));
  const written = wanted.map((cell) => writtenCell(cell, there, carried.get(placeKey(cell))));
  return grouped(
    [...written, ...strayIn(page, there)].filter(({ fields }) => fields.length > 0),
    there.sheetId,
  );
}

const VALUE = 'userEnteredValue';
const RULE = 'dataValidation';
const NOTE = 'note';

function writtenCell(cell: OnlineCell, there: PageState, carried: CellThere | undefined): Written {
  const { row, column, look, rule, value } = cell;
  const own = there.cells.get(placeKey(cell));
  const data: CellData = {
    ...(look === null ? {} : { userEnteredFormat: formatData(look) }),
    ...(rule === null ? {} : { dataValidation: ruleData(rule) }),
    ...(value === null ? {} : { userEnteredValue: valueData(value) }),
  };
  const fields = [...(isRightValue(cell, own) ? [] : [VALUE]), ...wrongLooks(cell, own)];
  return { row, column, ...withCarried({ data, fields }, carried) };
}

/** The fields of a cell's look and rule that are not as they should be. */
function wrongLooks(cell: OnlineCell, own: CellThere | undefined): readonly string[] {
  const { look, rule } = cell;
  return [
    ...(look === null || isSoFormatted(own?.userEnteredFormat, look) ? [] : LOOK_FIELDS),
    ...(look === null || isRightPattern(cell, own) ? [] : [PATTERN_FIELD]),
    ...(rule === null || isSoRuled(own?.dataValidation, rule) ? [] : [RULE]),
  ];
}

/** What a clerk typed is the clerk's; only a box has to hold one of its two values. */
function isRightValue({ value, isOpen }: OnlineCell, own: CellThere | undefined): boolean {
  const there = own?.userEnteredValue;
  if (isOpen) return value?.kind !== 'box' || there?.boolValue !== undefined;
  return value === null ? own === undefined || !isFilled(own) : isValue(there, value);
}

function isValue(there: CellThere['userEnteredValue'], value: OnlineValue): boolean {
  const [[key, wanted] = ['', undefined]] = Object.entries(valueData(value));
  const held: Readonly<Record<string, unknown>> = there ?? {};
  return held[key] === wanted;
}

/** A number that was typed is shown as it was typed: its format says what it means. */
function isRightPattern({ look, isOpen }: OnlineCell, own: CellThere | undefined): boolean {
  if (isOpen && own !== undefined && isFilled(own)) return true;
  return look === null || isSoShown(own?.userEnteredFormat, look);
}

function valueData(value: OnlineValue): sheets_v4.Schema$ExtendedValue {
  switch (value.kind) {
    case 'text':
      return { stringValue: value.text };
    case 'number':
      return { numberValue: value.number };
    case 'formula':
      return { formulaValue: `=${value.text}` };
    case 'box':
      return { boolValue: value.ticked };
  }
}

type Data = Pick<Written, 'data' | 'fields'>;

function withCarried({ data, fields }: Data, carried: CellThere | undefined): Data {
  if (carried === undefined) return { data, fields };
  const { userEnteredValue, userEnteredFormat: format, note } = carried;
  const shown = format?.numberFormat;
  return {
    data: {
      ...data,
      ...(userEnteredValue === undefined
        ? {}
        : { userEnteredValue: { ...userEnteredValue } as never }),
      ...(note === '' ? {} : { note }),
      userEnteredFormat: {
        ...data.userEnteredFormat,
        ...(shown === undefined ? {} : { numberFormat: shown }),
      },
    },
    fields: [...new Set([...fields, VALUE, PATTERN_FIELD, NOTE])],
  };
}

/** On a page that nobody fills in, what stands where nothing should: words of an earlier form. */
function strayIn(page: OnlinePage, { cells }: PageState): readonly Written[] {
  if (page.cells.some(({ isOpen }) => isOpen)) return [];
  const wanted = new Set(page.cells.map(placeKey));
  return [...cells]
    .filter(([place, cell]) => !wanted.has(place) && isFilled(cell))
    .map(([, { row, column }]) => ({ row, column, data: {}, fields: [VALUE] }));
}

/** Cells side by side of which the same is written go into one request, and rows of them that are alike. */
function grouped(written: readonly Written[], sheetId: number): readonly Request[] {
  const blocks: { row: number; column: number; fields: string; rows: CellData[][] }[] = [];
  for (const [mask, cells] of Map.groupBy(written, ({ fields }) => fields.join(','))) {
    const sorted = cells.toSorted((a, b) => a.row - b.row || a.column - b.column);
    const runs: typeof blocks = [];
    for (const { row, column, data } of sorted) {
      const last = runs.at(-1);
      const [line = []] = last?.rows ?? [];
      if (last?.row === row && last.column + line.length === column) line.push(data);
      else runs.push({ row, column, fields: mask, rows: [[data]] });
    }
    blocks.push(...stacked(runs));
  }
  return blocks.map(({ row, column, rows, fields }) => ({
    updateCells: {
      start: { sheetId, rowIndex: row - 1, columnIndex: column - 1 },
      rows: rows.map((values) => ({ values })),
      fields,
    },
  }));
}

type Block = Readonly<{ row: number; column: number; fields: string; rows: CellData[][] }>;

function stacked(runs: readonly Block[]): Block[] {
  const blocks: Block[] = [];
  for (const run of runs) {
    const above = blocks.find(
      ({ row, column, rows }) =>
        column === run.column &&
        row + rows.length === run.row &&
        rows[0]?.length === run.rows[0]?.length,
    );
    if (above === undefined) blocks.push(run);
    else above.rows.push(...run.rows);
  }
  return blocks;
}
