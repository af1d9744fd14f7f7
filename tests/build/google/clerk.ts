/** What a unit's clerk does with an online sheet that the fake holds, and what there is to be seen in it. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { columnOf } from '../../../src/model/cell-grid.ts';
import { SUBMIT } from '../../../src/model/form.ts';
import type { Month } from '../../../src/model/period.ts';
import type { Typing } from '../filling.ts';
import { sharedReader } from '../reader.ts';
import { workbookOf } from '../sending.ts';
import type { FakeGoogle } from './fake.ts';
import { anOnlineSheet, type Online } from './online.ts';
import { SPREADSHEET, type FakeFile } from './state.ts';

type CellData = sheets_v4.Schema$CellData;
type Sheet = sheets_v4.Schema$Sheet;

/** @property at when, as Drive tells it; @property folder what the sheet lies in. */
export type Doing = Readonly<{ at?: string; folder?: string; period?: Month }>;

/** A sheet whose id is the unit's, holding the unit's form, filled. */
export async function fillSheet(
  fake: FakeGoogle,
  typing: Typing,
  { of, id, ...over }: Online & Readonly<{ of: string }>,
  { at = '2007-06-01T01:00:00Z', folder = '', period }: Doing = {},
): Promise<void> {
  const grid = (await sharedReader.read(await workbookOf(of, typing, period), 'r.xlsx')).value!;
  fake.sheets.set(id, anOnlineSheet(grid, { id, title: `${id}在线表`, ...over }));
  const known = fake.files.find((one) => one.id === id);
  if (known === undefined) fake.files.push({ id, name: id, folder, mimeType: SPREADSHEET });
  touched(fake, id, at);
}

export function fileIn({ files }: FakeGoogle, id: string): FakeFile {
  return files.find((one) => one.id === id)!;
}

function touched(fake: FakeGoogle, id: string, at: string): void {
  Object.assign(fileIn(fake, id), { modifiedTime: new Date(at).toISOString(), byUs: false });
}

export function sheetsIn({ sheets }: FakeGoogle, id: string): readonly Sheet[] {
  return sheets.get(id)!.sheets!;
}

/** The cells of a tab as Google holds them, by row, then by column. */
export function cellsIn({ data }: Sheet): readonly (readonly CellData[])[] {
  return (data![0]!.rowData ?? []).map(({ values = [] }) => values);
}

function tabOf(fake: FakeGoogle, id: string, title?: string): Sheet {
  const sheets = sheetsIn(fake, id);
  return title === undefined
    ? sheets[0]!
    : sheets.find(({ properties }) => properties!.title === title)!;
}

/** A cell of the form's page, or of another tab, by its name. */
export function cellAt(fake: FakeGoogle, id: string, ref: string, title?: string): CellData {
  const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(ref)!;
  return cellsIn(tabOf(fake, id, title))[Number(digits) - 1]![columnOf(letters) - 1]!;
}

/** Types a number or a text into a cell of a sheet. */
export function type(
  fake: FakeGoogle,
  [id, ref]: readonly [string, string],
  value: number | string,
  at = '2007-06-01T02:00:00Z',
): void {
  const typed = typeof value === 'number' ? { numberValue: value } : { stringValue: value };
  const seen = { userEnteredValue: typed, effectiveValue: typed, formattedValue: String(value) };
  Object.assign(cellAt(fake, id, ref), seen);
  touched(fake, id, at);
}

function boxIn(fake: FakeGoogle, id: string): CellData {
  const row = cellsIn(tabOf(fake, id)).find((cells) =>
    cells.some(({ effectiveValue }) => effectiveValue?.stringValue === SUBMIT),
  )!;
  return row[row.findIndex(({ effectiveValue }) => effectiveValue?.stringValue === SUBMIT) + 1]!;
}

export function isTicked(fake: FakeGoogle, id: string): boolean {
  return boxIn(fake, id).effectiveValue?.boolValue === true;
}

export function tick(
  fake: FakeGoogle,
  id: string,
  boolValue = true,
  at = '2007-06-01T02:00:00Z',
): void {
  const value = { boolValue };
  Object.assign(boxIn(fake, id), { userEnteredValue: value, effectiveValue: value });
  touched(fake, id, at);
}

/** Every note of a sheet's tabs, by its place. */
export function notesIn(fake: FakeGoogle, id: string): readonly string[] {
  return sheetsIn(fake, id).flatMap((sheet) =>
    cellsIn(sheet).flatMap((cells) => cells.flatMap(({ note }) => note ?? [])),
  );
}

/** The texts of a tab's rows, without what is empty. */
export function textsIn(fake: FakeGoogle, id: string, title: string): readonly string[] {
  return cellsIn(tabOf(fake, id, title)).map((cells) =>
    cells
      .map(({ effectiveValue }) => effectiveValue?.stringValue ?? '')
      .filter(Boolean)
      .join('|'),
  );
}
