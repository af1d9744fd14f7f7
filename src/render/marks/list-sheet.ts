/** The sheet 问题清单: one row a finding with a link to its cell, on A4; a hidden column remembers fills. */
import {
  LIST_COLUMNS,
  LIST_NAME,
  LIST_SIGN,
  LIST_SIGN_COLUMN,
  type FindingList,
  type ListRow,
} from '../../model/annotation.ts';
import { PAGE_FOOT } from '../../model/catalogue/sheet-words.ts';
import type { Severity } from '../../model/finding.ts';
import { HEI, SONG } from '../font-names.ts';
import { heightFor } from '../form-look.ts';
import { REMEMBERED, solid } from './fill-marks.ts';
import { formatOf, rowsOf } from './sheet-cells.ts';
import { fillOf, numberOf, withFill, type StyleBook } from './style-book.ts';
import { escapeXml } from '../xml-escape.ts';
import { child, children, escapeCellText, type XmlElement, type XmlPart } from './xml.ts';

/** Widths in digits, in the order of the columns; together as wide as A4 lying. */
const WIDTHS = [5, 8, 13, 8, 21, 17, 34, 34];
const LAST = 'H';
const COLUMNS = Object.keys(LIST_COLUMNS) as (keyof typeof LIST_COLUMNS)[];
/** Columns whose words are short and stand in the middle. */
const CENTRED = ['number', 'level', 'cell'];

/** The hidden column: its first cell tells our list from any other, those below still have the fills that marks cover. */
const MEMORY = 'J';

/** What the list needs to be written: the styles, the fills to remember, the namespace of the workbook. */
export type ListSetting = Readonly<{
  book: StyleBook;
  remembered: readonly number[];
  namespace: string;
}>;

/** The whole worksheet. Every cell is text; the links lead within the workbook. */
export function listSheet(list: FindingList, setting: ListSetting): string {
  const looks = looksIn(setting.book);
  const head = list.lines.length + 2;
  const rows = [
    titleRow(looks),
    ...list.lines.map((line, index) => lineRow(line, index + 2, looks)),
    textRow(Object.values(LIST_COLUMNS), head, () => looks.head, 22),
    ...list.rows.map((row, index) => findingRow(row, head + 1 + index, looks)),
  ];
  const filled = withMemory(rows, setting);
  const merged = Array.from({ length: head - 1 }, (_, index) => index + 1)
    .map((row) => `<mergeCell ref="A${String(row)}:${LAST}${String(row)}"/>`)
    .join('');
  const links = list.rows.map((row, index) => linkOf(row, head + 1 + index)).join('');
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    `<worksheet xmlns="${setting.namespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane ySplit="${String(head)}" topLeftCell="A${String(head + 1)}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
    `<sheetFormatPr defaultRowHeight="15"/><cols>${columns()}</cols>`,
    `<sheetData>${filled.join('')}</sheetData>`,
    `<mergeCells count="${String(head - 1)}">${merged}</mergeCells>`,
    links === '' ? '' : `<hyperlinks>${links}</hyperlinks>`,
    '<printOptions horizontalCentered="1"/><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
    `<headerFooter><oddFooter>&amp;L${LIST_NAME}&amp;R${escapeXml(PAGE_FOOT)}</oddFooter></headerFooter>`,
    '</worksheet>',
  ].join('');
}

function columns(): string {
  const shown = WIDTHS.map((width, index) => {
    const number = String(index + 1);
    return `<col min="${number}" max="${number}" width="${String(width)}" customWidth="1"/>`;
  });
  const memory = String(LIST_SIGN_COLUMN);
  return `${shown.join('')}<col min="${memory}" max="${memory}" width="9" hidden="1" customWidth="1"/>`;
}

type Looks = Readonly<Record<'title' | 'line' | 'head' | 'body' | 'middle' | 'link', number>> &
  Readonly<{ level: Readonly<Record<Severity, number>> }>;

/** The cell formats of the list, added to the workbook's where they are not there yet. */
function looksIn(book: StyleBook): Looks {
  const font = (name: string, size: number, more = ''): number =>
    numberOf(
      book,
      'fonts',
      `<font>${more}<sz val="${String(size)}"/>${more === '' ? '' : '<color rgb="FF0563C1"/>'}<name val="${name}"/><family val="3"/><charset val="134"/></font>`,
    );
  const edge = (side: string): string => `<${side} style="thin"><color rgb="FF808080"/></${side}>`;
  const boxed = numberOf(
    book,
    'borders',
    `<border>${['left', 'right', 'top', 'bottom'].map(edge).join('')}<diagonal/></border>`,
  );
  const format = (of: Readonly<{ font: number; border: number; align: string }>): number =>
    numberOf(
      book,
      'cellXfs',
      `<xf numFmtId="0" fontId="${String(of.font)}" fillId="0" borderId="${String(of.border)}" applyFont="1" applyBorder="1" applyAlignment="1"><alignment horizontal="${of.align}" vertical="center" wrapText="1"/></xf>`,
    );
  const song = font(SONG, 11);
  const middle = format({ font: song, border: boxed, align: 'center' });
  const level = (severity: Severity): number =>
    withFill(book, middle, numberOf(book, 'fills', solid(severity, 0)));
  return {
    title: format({ font: font(HEI, 18), border: 0, align: 'center' }),
    line: format({ font: song, border: 0, align: 'left' }),
    head: format({ font: font(HEI, 11), border: boxed, align: 'center' }),
    body: format({ font: song, border: boxed, align: 'left' }),
    middle,
    link: format({ font: font(SONG, 11, '<u/>'), border: boxed, align: 'center' }),
    level: { error: level('error'), warning: level('warning'), note: level('note') },
  };
}

/** A row without its end, so that the hidden column's cell can still go in. */
type Row = Readonly<{ number: number; height: number; cells: string }>;

function cell(ref: string, format: number, text: string): string {
  const start = `<c r="${ref}" s="${String(format)}"`;
  if (text === '') return `${start}/>`;
  const words = escapeCellText(text);
  return `${start} t="inlineStr"><is><t xml:space="preserve">${words}</t></is></c>`;
}

function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}

function titleRow({ title }: Looks): Row {
  return { number: 1, height: 30, cells: cell('A1', title, LIST_NAME) };
}

function lineRow(line: string, number: number, { line: look }: Looks): Row {
  const width = WIDTHS.reduce((sum, one) => sum + one, 0);
  return {
    number,
    height: heightFor([[line, width]]),
    cells: cell(`A${String(number)}`, look, line),
  };
}

function textRow(
  texts: readonly string[],
  number: number,
  look: (index: number) => number,
  height: number,
): Row {
  const cells = texts.map((text, index) => {
    return cell(`${letterOf(index)}${String(number)}`, look(index), text);
  });
  return { number, height, cells: cells.join('') };
}

function findingRow({ texts, severity, link }: ListRow, number: number, looks: Looks): Row {
  const look = (index: number): number => {
    const column = COLUMNS[index] ?? 'number';
    if (column === 'level') return looks.level[severity];
    if (column === 'cell' && link !== null) return looks.link;
    return CENTRED.includes(column) ? looks.middle : looks.body;
  };
  const words = COLUMNS.map((column) => texts[column]);
  const height = heightFor(words.map((text, index) => [text, WIDTHS[index] ?? 10] as const));
  return textRow(words, number, look, height);
}

function linkOf({ link, texts }: ListRow, number: number): string {
  if (link === null) return '';
  const ref = `${letterOf(COLUMNS.indexOf('cell'))}${String(number)}`;
  const location = `'${link.sheet.replaceAll("'", "''")}'!${link.cell}`;
  return `<hyperlink ref="${ref}" location="${escapeXml(location)}" display="${escapeXml(texts.cell)}"/>`;
}

/** The rows with the hidden column; where there are more fills than rows, rows are added for them. */
function withMemory(rows: readonly Row[], { book, remembered }: ListSetting): readonly string[] {
  const memory = (number: number): string => {
    const ref = `${MEMORY}${String(number)}`;
    if (number === 1) return cell(ref, 0, LIST_SIGN);
    const fill = remembered[number - 2];
    return fill === undefined ? '' : cell(ref, withFill(book, 0, fill), String(number - 1));
  };
  const written = rows.map(({ number, height, cells }) => {
    const size = `ht="${String(height)}" customHeight="1"`;
    return `<row r="${String(number)}" ${size}>${cells}${memory(number)}</row>`;
  });
  const more = remembered.slice(Math.max(0, rows.length - 1)).map((_, index) => {
    const number = rows.length + 1 + index;
    return `<row r="${String(number)}" hidden="1">${memory(number)}</row>`;
  });
  return [...written, ...more];
}

/** Whether a worksheet is a list of ours, whatever program saved it since. `textOf` looks up shared text. */
export function isList(sheet: XmlPart, textOf: (cell: XmlElement) => string): boolean {
  const first = memoryCells(sheet).get(1);
  return first !== undefined && textOf(first) === LIST_SIGN;
}

/** The fills that an earlier list remembers, by number. */
export function rememberedFills(sheet: XmlPart, book: StyleBook): ReadonlyMap<number, number> {
  const cells = memoryCells(sheet);
  const fills = new Map<number, number>();
  for (let number = 1; number <= REMEMBERED; number += 1) {
    const element = cells.get(number + 1);
    if (element !== undefined) {
      fills.set(number, fillOf(book, formatOf({ column: LIST_SIGN_COLUMN, element })));
    }
  }
  return fills;
}

function memoryCells(sheet: XmlPart): ReadonlyMap<number, XmlElement> {
  return new Map(
    rowsOf(sheet).flatMap(({ row, cells }) => {
      const found = cells.find(({ column }) => column === LIST_SIGN_COLUMN);
      return found === undefined ? [] : [[row, found.element] as const];
    }),
  );
}

/** A cell's text, when it is one. */
export function cellText(element: XmlElement, shared: readonly string[]): string {
  const type = element.attributes.find(({ name }) => name === 't')?.value;
  if (type === 'inlineStr') return textWithin(child(element, 'is'));
  const value = child(element, 'v')?.text ?? '';
  return type === 's' ? (shared[Number(value)] ?? '') : value;
}

/** The shared strings in their order. */
export function sharedTexts({ root }: XmlPart): readonly string[] {
  return children(root, 'si').map(textWithin);
}

/** Plain text or runs; what is said of pronunciation is left out. */
function textWithin(element: XmlElement | null): string {
  if (element === null) return '';
  const runs = children(element, 'r').map((piece) => child(piece, 't')?.text ?? '');
  return [child(element, 't')?.text ?? '', ...runs].join('');
}
