/** What a person does with a form that was laid down online, and what can be seen of it. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { cellRef, columnOf } from '../../../src/model/cell-grid.ts';
import { SUBMIT } from '../../../src/model/form.ts';
import type { FakeGoogle } from './fake.ts';

type Page = sheets_v4.Schema$Sheet;
type CellData = sheets_v4.Schema$CellData;

/** The page that is filled in. */
export function pageOf({ sheets }: FakeGoogle, id: string): Page {
  return sheets.get(id)!.sheets!.find(({ properties }) => properties?.hidden !== true)!;
}

/** A cell, made where there is none. @param ref `E8`. */
export function cellAt(page: Page, ref: string): CellData {
  const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(ref)!;
  const rows = ((page.data ??= [{}])[0]!.rowData ??= []);
  while (rows.length < Number(digits)) rows.push({});
  const cells = (rows[Number(digits) - 1]!.values ??= []);
  while (cells.length < columnOf(letters)) cells.push({});
  return cells[columnOf(letters) - 1]!;
}

/** Types into a cell; an empty text clears it. A day is given as its serial number. */
export function typeInto(page: Page, ref: string, typed: string | number | boolean): void {
  const cell = cellAt(page, ref);
  delete cell.userEnteredValue;
  delete cell.effectiveValue;
  delete cell.formattedValue;
  if (typed === '') return;
  const key = { string: 'stringValue', number: 'numberValue', boolean: 'boolValue' }[
    typeof typed as 'string'
  ];
  cell.userEnteredValue = { [key]: typed };
  cell.effectiveValue = { [key]: typed };
  cell.formattedValue = String(typed).toUpperCase();
}

/** What is typed into a cell; undefined for nothing. */
export function typedIn(page: Page, ref: string): string | number | boolean | null | undefined {
  const { numberValue, stringValue, boolValue } = cellAt(page, ref).userEnteredValue ?? {};
  return numberValue ?? stringValue ?? boolValue;
}

/** All cells that hold something, as `E8`. */
function textsOf(page: Page): ReadonlyMap<string, string> {
  const rows = page.data?.[0]?.rowData ?? [];
  return new Map(
    rows.flatMap(({ values = [] }, r) =>
      values.flatMap(({ userEnteredValue: value = {} }, c) =>
        Object.keys(value).length === 0
          ? []
          : [[cellRef(r + 1, c + 1), String(Object.values(value)[0])] as const],
      ),
    ),
  );
}

/** The row of an item, by its code. */
export function rowOf(page: Page, item: string): number {
  const [found] = [...textsOf(page)].find(([ref, text]) => text === item && /^A\d/.test(ref)) ?? [];
  return Number(found!.slice(1));
}

/** The box 提交. */
export function boxOf(page: Page): string {
  const [label] = [...textsOf(page)].find(([, text]) => text === SUBMIT)!;
  return label.replace('A', 'B');
}

/** The cells that the page's lock leaves open. */
export function openOf({ protectedRanges = [] }: Page): ReadonlySet<string> {
  const open = new Set<string>();
  for (const range of protectedRanges[0]?.unprotectedRanges ?? []) {
    for (let row = range.startRowIndex ?? 0; row < range.endRowIndex!; row += 1) {
      for (let column = range.startColumnIndex ?? 0; column < range.endColumnIndex!; column += 1) {
        open.add(cellRef(row + 1, column + 1));
      }
    }
  }
  return open;
}
