/** What has to change in an online sheet so that it shows a receipt: nothing where it shows it already. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import {
  NOTE_END,
  NOTE_MARK,
  othersWords,
  RECEIPT_NAME,
  RECEIPT_SIGN,
  RECEIPT_SIGN_COLUMN,
} from '../model/annotation.ts';
import { columnOf } from '../model/cell-grid.ts';
import type { OnlineLayout, OnlinePlace } from '../model/google.ts';
import type { AnswerRow, OnlineAnswer } from '../model/online-answer.ts';
import { freeTab } from './grid-area.ts';

type Request = sheets_v4.Schema$Request;
type CellData = sheets_v4.Schema$CellData;

/** Pixels of the list's columns; the last, which holds the sign, is hidden. */
const WIDTHS = [50, 80, 110, 180, 140, 320, 320, 10] as const;

/** No cell holds more letters. */
const MOST_LETTERS = 5000;

/** A tab for receipts that nobody but us may change. */
export function addedTab(
  { tabs }: OnlineLayout,
  mail: string,
): Readonly<{ id: number; requests: readonly Request[] }> {
  const id = freeTab(new Set(tabs.map((tab) => tab.id)));
  const names = new Set(tabs.map(({ name }) => name));
  let title = RECEIPT_NAME;
  for (let number = 2; names.has(title); number += 1) title = `${RECEIPT_NAME}${String(number)}`;
  const gridProperties = { rowCount: 1, columnCount: WIDTHS.length };
  const range = { sheetId: id };
  return {
    id,
    requests: [
      { addSheet: { properties: { sheetId: id, title, gridProperties } } },
      { addProtectedRange: { protectedRange: { range, editors: { users: [mail] } } } },
      ...WIDTHS.map((pixelSize, column) => {
        const properties = { pixelSize, hiddenByUser: column === RECEIPT_SIGN_COLUMN - 1 };
        const columns = { dimension: 'COLUMNS', startIndex: column, endIndex: column + 1 };
        return {
          updateDimensionProperties: {
            range: { ...range, ...columns },
            properties,
            fields: 'pixelSize,hiddenByUser',
          },
        };
      }),
    ],
  };
}

/** The receipt's tab, written anew from its first row to its last: it is as long as what stands on it. */
export function tabRequests(
  tab: number,
  layout: OnlineLayout,
  answer: OnlineAnswer,
): readonly Request[] {
  const { number, lines, head, rows: listed } = answer;
  const rows = [
    ...lines.map((line, index) => [textCell(line, { bold: index === 0 })]),
    ...(listed.length === 0 ? [] : [head.map((name) => textCell(name, { bold: true }))]),
    ...listed.map((row) => rowOf(row, layout)),
  ];
  const [first = []] = rows;
  while (first.length < RECEIPT_SIGN_COLUMN - 1) first.push({});
  first.push(textCell(`${RECEIPT_SIGN}${String(number)}`));
  const rowCount = rows.length;
  const range = {
    sheetId: tab,
    startRowIndex: 0,
    endRowIndex: rowCount,
    startColumnIndex: 0,
    endColumnIndex: WIDTHS.length,
  };
  return [
    {
      updateSheetProperties: {
        properties: { sheetId: tab, gridProperties: { rowCount, columnCount: WIDTHS.length } },
        fields: 'gridProperties(rowCount,columnCount)',
      },
    },
    {
      updateCells: {
        range,
        rows: rows.map((values) => ({ values })),
        fields: 'userEnteredValue,userEnteredFormat',
      },
    },
  ];
}

/** The text goes in as text, whatever it begins with. Lines run on to the right, rows of the list are wrapped. */
function textCell(text: string, format: sheets_v4.Schema$TextFormat = {}, wraps = false): CellData {
  return {
    userEnteredValue: { stringValue: text.slice(0, MOST_LETTERS) },
    userEnteredFormat: {
      textFormat: format,
      wrapStrategy: wraps ? 'WRAP' : 'OVERFLOW_CELL',
      verticalAlignment: 'TOP',
    },
  };
}

function rowOf({ texts, link }: AnswerRow, { tabs }: OnlineLayout): CellData[] {
  const tab = tabs.find(({ name }) => name === link?.sheet);
  return texts.map((text, at) => {
    if (tab === undefined || at !== link?.at) return textCell(text, {}, true);
    return textCell(text, { link: { uri: `#gid=${String(tab.id)}&range=${link.cell}` } }, true);
  });
}

/** The notes that are not as they should be, and the tick that is to go. */
export function answerRequests(layout: OnlineLayout, answer: OnlineAnswer): readonly Request[] {
  return [...noteRequests(layout, answer), ...(answer.unticks ? untickRequests(layout) : [])];
}

/** No cell's value is ever written but the box's. */
function untickRequests({ box }: OnlineLayout): readonly Request[] {
  const off = { userEnteredValue: { boolValue: false } };
  return box === null ? [] : [cellRequest(box, off, 'userEnteredValue')];
}

/** Ours of an earlier receipt are taken off; what others wrote on the same cell, before ours or in reply, stays in front. */
function noteRequests(layout: OnlineLayout, answer: OnlineAnswer): readonly Request[] {
  const held = new Map(layout.notes.map((note) => [keyOf(note), note]));
  const wanted = new Map(wantedNotes(layout, answer).map((note) => [keyOf(note), note]));
  const keys = new Set([...wanted.keys(), ...held.keys()]);
  return [...keys].flatMap((key) => {
    const place = wanted.get(key) ?? held.get(key);
    const is = held.get(key)?.text ?? '';
    const ours = wanted.get(key)?.text ?? '';
    if (place === undefined || (ours === '' && !is.includes(NOTE_MARK))) return [];
    const note = [othersWords(is), ours].filter((part) => part !== '').join('\n');
    return note === is ? [] : [cellRequest(place, note === '' ? {} : { note }, 'note')];
  });
}

function keyOf({ tab, row, column }: OnlinePlace): string {
  return `${String(tab)} ${String(row)} ${String(column)}`;
}

/** What would lie outside of its tab, or on none, is left to the list. */
function wantedNotes(
  { tabs }: OnlineLayout,
  { notes }: OnlineAnswer,
): readonly (OnlinePlace & Readonly<{ text: string }>)[] {
  return notes.flatMap(({ sheet, cell, note }) => {
    const tab = tabs.find(({ name }) => name === sheet);
    const [, letters = '', digits = ''] = /^([A-Z]{1,3})(\d{1,7})$/.exec(cell) ?? [];
    if (tab === undefined || letters === '') return [];
    const [row, column] = [Number(digits), columnOf(letters)];
    if (row > tab.rows || column > tab.columns) return [];
    return [{ tab: tab.id, row, column, text: `${note.slice(0, MOST_LETTERS)}\n${NOTE_END}` }];
  });
}

function cellRequest({ tab, row, column }: OnlinePlace, cell: CellData, fields: string): Request {
  const start = { sheetId: tab, rowIndex: row - 1, columnIndex: column - 1 };
  return { updateCells: { start, rows: [{ values: [cell] }], fields } };
}
