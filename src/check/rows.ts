/** A form's rows as printed: whether name, unit of measure and 口径 are still those of the code, and each cell its own. */
import { shortened } from '../model/catalogue/catalogue.ts';
import { cellList } from '../model/catalogue/rows.ts';
import { workbookFinding } from '../model/catalogue/workbook.ts';
import { cellRef, type Cell } from '../model/cell-grid.ts';
import { hasError, type Finding } from '../model/finding.ts';
import {
  COLUMN,
  FILLED_IN,
  HEAD,
  PRINTED,
  itemsOf,
  printedName,
  type FigureItem,
  type FormItem,
} from '../model/form.ts';
import { foldTyped, typedText } from '../model/numeral-text.ts';
import { maskPersonal } from '../model/personal.ts';
import type { Head } from './head.ts';
import { titleKey } from './page.ts';
import {
  anchorOf,
  cellIn,
  findingAt,
  namesPerson,
  placeIn,
  rowOf,
  wordsFault,
  type Reading,
} from './reading.ts';

/** How much of a cell a message repeats. */
export const TOLD_LETTERS = 20;

/** All faults of the rows themselves, whatever was typed into them. */
export function rowFindings(
  reading: Reading,
  head: Head,
  misnamed: ReadonlySet<string>,
): readonly Finding[] {
  const items = itemsOf(reading.sheet);
  const figures = items.filter((item) => item.kind === 'figure');
  return [
    ...columnsTwice(reading),
    ...items.flatMap((item) => nameFault(reading, item, items)),
    ...figures
      .filter(({ item }) => !misnamed.has(item))
      .flatMap((figure) => figureFaults(reading, figure)),
    ...items.flatMap((item) => mergeFaults(reading, item)),
    ...items.flatMap((item) => brokenWords(reading, item)),
    ...items.flatMap((item) => personalNotes(reading, item)),
    ...brokenHead(reading, head),
    ...headNotes(reading, head),
  ];
}

/** A printed text as it is compared: its letters and digits alone. */
export function printedKey(text: string): string {
  return foldTyped(text).replace(/[^\p{L}\p{N}%]/gu, '');
}

/** A title that stands in two columns: nobody knows which of them is meant. */
function columnsTwice({ sheet, page, context }: Reading): readonly Finding[] {
  const kinds = new Set(itemsOf(sheet).map(({ kind }) => kind));
  const titles = [COLUMN.code, ...[...kinds].flatMap((kind) => FILLED_IN[kind])];
  return titles.flatMap((title) => {
    const cells = page.titles.get(titleKey(title)) ?? [];
    const second = cells.find(({ column }) => column !== cells[0]?.column);
    if (second === undefined) return [];
    const place = {
      file: context.fileName,
      sheet: page.sheet.name,
      cell: cellRef(second.row, second.column),
    };
    const refs = cells.map(({ row, column }) => cellRef(row, column));
    const details = { column: titleKey(title), cells: cellList(refs) };
    return [workbookFinding('R_COLUMN_TWICE', { place, details })];
  });
}

/** Items whose row prints another name than their code's: nobody knows whose the row's values are. */
export function misnamedItems(reading: Reading): ReadonlySet<string> {
  const items = itemsOf(reading.sheet);
  const misnamed = items.filter((item) => hasError(nameFault(reading, item, items)));
  return new Set(misnamed.map(({ item }) => item));
}

function nameFault(
  reading: Reading,
  item: FormItem,
  items: readonly FormItem[],
): readonly Finding[] {
  const title = PRINTED[item.kind];
  const cell = cellIn(reading, item.item, title);
  const read = printedKey(cell?.text ?? '');
  if (read === '') return movedName(reading, item);
  if (isNameOf(read, item) && (reading.older || isWhole(read, item))) return [];
  const other = items.find((one) => one !== item && isNameOf(read, one));
  // A name that was changed in the plan after the form went out is nobody's fault.
  const renamed = reading.older && other === undefined;
  return [
    workbookFinding('R_NAME', {
      place: placeIn(reading, item.item, title),
      item: item.name,
      read: typedText(cell).trim(),
      details: {
        code: item.item,
        name: item.name,
        read: brief(cell),
        other: other?.item ?? '',
      },
      ...(renamed ? { severity: 'warning' } : {}),
    }),
  ];
}

/** A text's name within another cell of its row: what stands there are no words of the unit's. */
function movedName(reading: Reading, item: FormItem): readonly Finding[] {
  if (item.kind !== 'text') return [];
  const [expected = ''] = printedName(item).split('\n');
  const cell = cellsOfRow(reading, item.item).find(({ text }) =>
    printedKey(text).includes(printedKey(expected)),
  );
  if (cell === undefined) return [];
  const title = PRINTED.text;
  const details = { column: title, read: '', expected, at: cellRef(cell.row, cell.column) };
  return [findingAt(reading, 'R_ROW_MOVED', { item: item.item, name: item.name, title, details })];
}

/**
 * Whether a printed text, as compared, names the item.
 *
 * A text's name is followed by how long it may be; a ratio's part may stand without 分子 or 分母.
 */
export function isNameOf(read: string, item: FormItem): boolean {
  const name = printedKey(item.name);
  if (item.kind === 'text') return read.startsWith(name);
  return read === name || read === printedKey(printedName(item));
}

/** Whether nothing else stands behind the name than what the form itself prints there. */
function isWhole(read: string, item: FormItem): boolean {
  return [item.name, printedName(item)].some((text) => read === printedKey(text));
}

function figureFaults(reading: Reading, figure: FigureItem): readonly Finding[] {
  const { item, name, unitOfMeasure, asks } = figure;
  return [
    ['R_UNIT', PRINTED.unitOfMeasure, unitOfMeasure] as const,
    ['R_ASKS', PRINTED.asks, asks] as const,
  ].flatMap(([code, title, expected]) => {
    const cell = cellIn(reading, item, title);
    const read = printedKey(cell?.text ?? '');
    if (read === '' || read === printedKey(expected)) return [];
    const at = elsewhere(reading, item, expected);
    const details = { read: brief(cell), unit: unitOfMeasure, asks, column: title, expected, at };
    const moved = at === '' ? code : 'R_ROW_MOVED';
    return [findingAt(reading, moved, { item, name, title, details })];
  });
}

/** Where else in the item's row its printed text stands: then the row's cells were moved, and each holds another's. */
function elsewhere(reading: Reading, item: string, printed: string): string {
  const found = cellsOfRow(reading, item).find(
    ({ text }) => printedKey(text) === printedKey(printed),
  );
  return found === undefined ? '' : cellRef(found.row, found.column);
}

function cellsOfRow(reading: Reading, item: string): readonly Cell[] {
  const row = rowOf(reading, item);
  return row === null ? [] : reading.page.row(row);
}

/** Cells that were merged into another: what stands there is that one's alone. */
function mergeFaults(reading: Reading, { kind, item, name }: FormItem): readonly Finding[] {
  return FILLED_IN[kind].flatMap((title) => {
    const anchor = anchorOf(reading, item, title);
    if (anchor === null) return [];
    const words = title === COLUMN.remark || title === COLUMN.words;
    const details = { anchor: cellRef(anchor.row, anchor.column), read: brief(anchor) };
    const code = words ? 'R_MERGED_WORDS' : 'R_MERGED';
    return [findingAt(reading, code, { item, name, title, details })];
  });
}

const BESIDE: readonly string[] = [COLUMN.remark, COLUMN.words];

/** A broken formula beside an item, which is no reason and no progress. */
function brokenWords(reading: Reading, { kind, item, name }: FormItem): readonly Finding[] {
  return FILLED_IN[kind]
    .filter((title) => BESIDE.includes(title))
    .flatMap((title) => {
      const fault = wordsFault(cellIn(reading, item, title));
      return fault === null ? [] : [findingAt(reading, fault, { item, name, title })];
    });
}

/** Where names and telephone belong; a form is not refused for them. */
function brokenHead({ page, context }: Reading, head: Head): readonly Finding[] {
  return (['filler', 'reviewer', 'phone'] as const).flatMap((part) => {
    const { fault = null, cell = '' } = head[part] ?? {};
    if (fault === null) return [];
    const place = { file: context.fileName, sheet: page.sheet.name, cell };
    return [workbookFinding(fault, { place, item: HEAD[part], severity: 'warning' })];
  });
}

const FREE: readonly string[] = [COLUMN.remark, COLUMN.words, COLUMN.text];

/** Numbers of persons in running words are masked where they are read; here it is said. */
function personalNotes(reading: Reading, { kind, item, name }: FormItem): readonly Finding[] {
  return FILLED_IN[kind]
    .filter((title) => FREE.includes(title))
    .filter((title) => namesPerson(cellIn(reading, item, title)))
    .map((title) => findingAt(reading, 'N_PERSONAL', { item, name, title }));
}

/** The telephone has a cell of its own; beside the names such numbers are masked as well. */
function headNotes({ page, context }: Reading, head: Head): readonly Finding[] {
  return (['filler', 'reviewer'] as const).flatMap((part) => {
    const filled = head[part];
    const read = maskPersonal(filled?.text ?? '');
    if (filled === null || read === filled.text) return [];
    const place = { file: context.fileName, sheet: page.sheet.name, cell: filled.cell };
    return [workbookFinding('N_PERSONAL', { place, item: HEAD[part], read })];
  });
}

function brief(cell: Cell | null): string {
  return shortened(typedText(cell).trim(), TOLD_LETTERS);
}
