/** A clerk's own workbook with its faulty cells marked (批注版): changed in the XML of its parts, all else left as it was. */
import { LIST_NAME, type Annotation, type Mark } from '../../model/annotation.ts';
import { cellRef } from '../../model/cell-grid.ts';
import { coloured, unmarked, type FillMarks } from './fill-marks.ts';
import { cellText, isList, listSheet, rememberedFills, sharedTexts } from './list-sheet.ts';
import { changeBoxes, emptyBoxes } from './note-boxes.ts';
import { changeNotes, emptyNotes } from './notes.ts';
import { closePackage, readPart, relationsOf, unrelate, writePart } from './package.ts';
import {
  formatOf,
  formatOfEmpty,
  insertCells,
  placeOf,
  rowsOf,
  setFormat,
  type NewCell,
} from './sheet-cells.ts';
import { styleBook, stylesText } from './style-book.ts';
import {
  addPart,
  addSheet,
  freeSheetName,
  openWorkbook,
  relatedPart,
  relationAttribute,
  type SheetAt,
  type WorkbookParts,
} from './workbook-parts.ts';
import {
  attribute,
  child,
  edited,
  insert,
  prefixed,
  Unpatchable,
  type Edit,
  type XmlPart,
} from './xml.ts';

/** What stands before `legacyDrawing` in a worksheet (ECMA-376 Part 1 §18.3.1.99). */
const BEFORE_LEGACY_DRAWING = (
  'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios ' +
  'autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting ' +
  'dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks ' +
  'customProperties cellWatches ignoredErrors smartTags drawing'
).split(' ');

/**
 * Colours the marked cells, gives each a note, and puts the list behind the other sheets. Colours, notes and list of an
 * earlier annotation give way; what other people coloured and wrote stays. The same input gives the same bytes, and a
 * second time changes nothing more.
 *
 * @returns null when the file is not an .xlsx that can be changed safely.
 */
export function annotatedWorkbook(bytes: Uint8Array, annotation: Annotation): Uint8Array | null {
  try {
    return annotated(openWorkbook(bytes), annotation);
  } catch (error) {
    if (error instanceof Unpatchable) return null;
    throw error;
  }
}

function annotated(workbook: WorkbookParts, { marks, list }: Annotation): Uint8Array {
  const { parts, kind } = workbook;
  const styles = stylesPath(workbook);
  const book = styleBook(readPart(parts, styles));
  const old = listAmong(workbook);
  const before = old === null ? new Map<number, number>() : rememberedFills(old.part, book);
  const fills: FillMarks = { book, before, remembered: [] };
  const sheets = workbook.sheets.filter(({ path }) => path !== old?.path);
  if (marks.some(({ sheet }) => sheets.every(({ name }) => name !== sheet))) {
    throw new Unpatchable('a mark on a sheet that is not there');
  }
  for (const { name, path } of sheets) {
    const own = marks.filter(({ sheet }) => sheet === name);
    markSheet(workbook, path, { marks: byCell(own), fills });
  }
  const text = listSheet(list, { book, remembered: fills.remembered, namespace: kind.main });
  putList(workbook, { path: old?.path ?? null, text });
  writePart(parts, styles, stylesText(book));
  return closePackage(parts);
}

/** A workbook may do without styles; then it gets the least of them. */
function stylesPath(workbook: WorkbookParts): string {
  const own = relatedPart(workbook, workbook.path, 'styles');
  if (own !== null) return own;
  const text = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="${workbook.kind.main}"></styleSheet>`;
  const named = (number: number): string => `styles${number === 1 ? '' : String(number)}.xml`;
  return addPart(workbook, workbook.path, 'styles', { named, text }).name;
}

/** The list of an earlier annotation, under whatever number its name has. */
function listAmong(workbook: WorkbookParts): Readonly<{ path: string; part: XmlPart }> | null {
  const { parts, path } = workbook;
  const named = workbook.sheets.filter((sheet) => sheet.name.startsWith(LIST_NAME));
  if (named.length === 0) return null;
  const strings = relatedPart(workbook, path, 'sharedStrings');
  const shared = strings === null ? [] : sharedTexts(readPart(parts, strings));
  const found = named
    .map((sheet: SheetAt) => ({ path: sheet.path, part: readPart(parts, sheet.path) }))
    .find(({ part }) => isList(part, (cell) => cellText(cell, shared)));
  return found ?? null;
}

/** In the place of the old list, or behind the other sheets. */
function putList(
  workbook: WorkbookParts,
  { path, text }: Readonly<{ path: string | null; text: string }>,
): void {
  if (path === null) {
    addSheet(workbook, freeSheetName(workbook, LIST_NAME), text);
    return;
  }
  unrelate(workbook.parts, path);
  writePart(workbook.parts, path, text);
}

type Marks = ReadonlyMap<string, Mark>;
type Marking = Readonly<{ marks: Marks; fills: FillMarks }>;

/** @throws Unpatchable for what is no cell. */
function byCell(marks: readonly Mark[]): Marks {
  return new Map(
    marks.map((mark) => {
      const place = placeOf(mark.cell);
      if (place === null) throw new Unpatchable(`no cell ${mark.cell}`);
      return [cellRef(place.row, place.column), mark] as const;
    }),
  );
}

function markSheet(workbook: WorkbookParts, path: string, marking: Marking): void {
  const { parts } = workbook;
  const part = readPart(parts, path);
  if (part.root.uri !== workbook.kind.main || part.root.local !== 'worksheet') {
    throw new Unpatchable(`${path} is no worksheet`);
  }
  const notes = new Map([...marking.marks].map(([ref, { note }]) => [ref, note]));
  const edits = [...colourEdits(part, marking), ...noteEdits(workbook, path, { part, notes })];
  if (edits.length > 0) writePart(parts, path, edited(part.source, edits));
}

/** Old marks off, new ones on; empty cells come into being where a mark needs them. */
function colourEdits(part: XmlPart, { marks, fills }: Marking): readonly Edit[] {
  const met = new Set<string>();
  const rows = rowsOf(part);
  const changed = rows.flatMap(({ row, cells }) =>
    cells.flatMap((cell) => {
      const ref = cellRef(row, cell.column);
      met.add(ref);
      const format = formatOf(cell);
      const own = unmarked(fills, format);
      const mark = marks.get(ref);
      const wanted = mark === undefined ? own : coloured(fills, own, mark.severity);
      return wanted === format ? [] : [setFormat(cell, wanted)];
    }),
  );
  const missing = [...marks.values()].filter(({ cell }) => !met.has(cell.toUpperCase()));
  const lines = new Map(rows.map(({ row, element }) => [row, element]));
  const added = missing
    .map(({ cell, severity }): NewCell => {
      const place = placeOf(cell);
      if (place === null) throw new Unpatchable(`no cell ${cell}`);
      const { row, column } = place;
      const own = formatOfEmpty(part, lines.get(row) ?? null, column);
      const format = coloured(fills, own, severity);
      return { row, column, ref: cellRef(row, column), format };
    })
    .sort((a, b) => a.row - b.row || a.column - b.column);
  // Before the changes: a cell may come to stand right before one that gets another format.
  return [...insertCells(part, added), ...changed];
}

type Noting = Readonly<{ part: XmlPart; notes: ReadonlyMap<string, string> }>;

/** Changes the sheet's notes and their boxes. @returns what has to change in the sheet itself. */
function noteEdits(workbook: WorkbookParts, path: string, noting: Noting): readonly Edit[] {
  const { parts, kind } = workbook;
  const own = relatedPart(workbook, path, 'comments');
  const change = changeNotes(
    own === null ? emptyNotes(kind.main) : readPart(parts, own),
    noting.notes,
  );
  if (change === null) return [];
  const named = (number: number): string => `comments${String(number)}.xml`;
  if (own === null) addPart(workbook, path, 'comments', { named, text: change.text });
  else writePart(parts, own, change.text);
  return boxEdits(workbook, path, { ...noting, change });
}

function boxEdits(
  workbook: WorkbookParts,
  path: string,
  { part, notes, change }: Noting & Readonly<{ change: Parameters<typeof changeBoxes>[1] }>,
): readonly Edit[] {
  const { parts } = workbook;
  const own = drawingOf(workbook, path, part);
  const boxes = own === null ? emptyBoxes() : readPart(parts, own);
  const text = changeBoxes(boxes, change, { sheet: part, notes });
  if (own !== null) {
    writePart(parts, own, text);
    return [];
  }
  if (change.added.length === 0) return [];
  const named = (number: number): string => `drawings/vmlDrawing${String(number)}.vml`;
  const { id } = addPart(workbook, path, 'vmlDrawing', { named, text });
  const xml = `<legacyDrawing${relationAttribute(part.root, workbook, id)}/>`;
  return [insert(part.root, BEFORE_LEGACY_DRAWING, prefixed(xml, part.root.prefix))];
}

/** The drawing that has the boxes of the sheet's notes. */
function drawingOf({ parts, kind }: WorkbookParts, path: string, { root }: XmlPart): string | null {
  const legacy = child(root, 'legacyDrawing');
  if (legacy === null) return null;
  const id = attribute(legacy, 'id', kind.relations);
  const target = relationsOf(parts, path).find((relation) => relation.id === id)?.target ?? null;
  if (target === null) throw new Unpatchable(`${path} names a drawing that is not there`);
  return target;
}
