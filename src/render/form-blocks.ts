/** The blocks of a fill-in form from top to bottom: head, figures, tasks, texts, notes. */
import type { Cell, Worksheet } from 'exceljs';
import { cellRef } from '../model/cell-grid.ts';
import { parseDay } from '../model/day.ts';
import type { Filling, Typed } from '../model/filling.ts';
import {
  BANDS,
  COLUMN,
  HEAD,
  PRINTED,
  TOKEN_LABEL,
  dueLine,
  printedName,
  printedNote,
  type FigureItem,
  type FormSheet,
  type TaskItem,
  type TextFormItem,
} from '../model/form.ts';
import { chinesePeriod } from '../model/period.ts';
import { AT, LAST_COLUMN, dress, heightFor, span, widthBetween, type Look } from './form-look.ts';
import {
  DAY_VALIDATION,
  PERCENT_VALIDATION,
  STATUS_VALIDATION,
  figureKey,
  figureValidation,
  textValidation,
  validate,
} from './form-validation.ts';

/** Where the writing stands, and what is written. */
export type Writing = {
  readonly page: Worksheet;
  readonly sheet: FormSheet;
  readonly filling: Filling | null;
  /** The next free row. */
  row: number;
};

/** Puts what was typed; nothing for an absent or empty text. Text stays text, whatever it begins with. */
function put(cell: Cell, typed: Typed | undefined): void {
  if (typed !== undefined && typed !== '') cell.value = typed;
}

function putDay(cell: Cell, typed: string | undefined): void {
  const day = typed === undefined ? null : parseDay(typed);
  if (day === null) put(cell, typed);
  else cell.value = new Date(`${day}T00:00:00Z`);
}

/** Title, mark, whose form for when, who fills it in, until when. */
export function writeHead(writing: Writing, mark: string, due: string): void {
  const { page, sheet, filling } = writing;
  title(writing, sheet.form.title, 'title', 30);
  if (mark !== '') title(writing, mark, 'mark', 21);
  headRow(writing, 'fixed', [
    [HEAD.unit, sheet.unit.name],
    [HEAD.period, chinesePeriod(sheet.period)],
    [HEAD.number, sheet.form.number],
  ]);
  headRow(writing, 'open', [
    [HEAD.filler, filling?.filler ?? ''],
    [HEAD.reviewer, filling?.reviewer ?? ''],
    [HEAD.phone, filling?.phone ?? ''],
  ]);
  page.getCell(writing.row - 1, AT.remark).numFmt = '@';
  title(writing, dueLine(due), 'hint', 20);
}

function title(writing: Writing, text: string, look: Look, height: number): void {
  const cell = span(writing.page, writing.row, [1, LAST_COLUMN], look);
  cell.value = text;
  writing.page.getRow(writing.row).height = height;
  writing.row += 1;
}

/** Three labels with their values: in A and B, C and D–E, F and G. */
function headRow(writing: Writing, look: Look, pairs: readonly HeadPair[]): void {
  const { page, row } = writing;
  for (const [index, [label, value]] of pairs.entries()) {
    const [at, from, to] = HEAD_COLUMNS[index] ?? [1, 2, 2];
    const head = page.getCell(row, at);
    head.value = label;
    dress(head, 'label');
    put(span(page, row, [from, to], look), value);
  }
  page.getRow(row).height = 22;
  writing.row += 1;
}

type HeadPair = readonly [label: string, value: string];
const HEAD_COLUMNS = [
  [1, 2, 2],
  [3, 4, 5],
  [6, 7, 7],
] as const;

/** The column titles of the figures; the sheet is frozen below them. */
export function writeFigureTitles(writing: Writing): void {
  titles(writing, [
    COLUMN.code,
    PRINTED.figure,
    PRINTED.unitOfMeasure,
    PRINTED.asks,
    COLUMN.value,
    PRINTED.note,
    COLUMN.remark,
  ]);
}

function titles(writing: Writing, words: readonly string[]): void {
  const { page, row } = writing;
  for (const [index, text] of words.entries()) {
    const cell = page.getCell(row, index + 1);
    cell.value = text;
    dress(cell, 'head');
  }
  page.getRow(row).height = 34;
  writing.row += 1;
}

function band(writing: Writing, text: string): void {
  span(writing.page, writing.row, [1, LAST_COLUMN], 'band').value = text;
  writing.page.getRow(writing.row).height = 20;
  writing.row += 1;
}

/** A band for each section and a row for each figure. */
export function writeFigures(writing: Writing): void {
  for (const { section, figures } of writing.sheet.sections) {
    band(writing, section.name);
    const first = writing.row;
    for (const figure of figures) figureRow(writing, figure);
    validateFigures(writing.page, figures, first);
  }
}

function figureRow(writing: Writing, figure: FigureItem): void {
  const { page, row } = writing;
  const { indicator } = figure;
  const name = printedName(figure);
  fixed(page, row, [
    [AT.code, figure.item],
    [AT.name, indicator.partOf === undefined ? name : `　${name}`],
    [AT.unitOfMeasure, figure.unitOfMeasure],
    [AT.asks, figure.asks],
  ]);
  const note = page.getCell(row, AT.note);
  dress(note, 'note');
  put(note, printedNote(figure));
  const filled = writing.filling?.figures.get(figure.item);
  const value = open(page, row, AT.value, 'right');
  value.numFmt = indicator.decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(indicator.decimals)}`;
  put(value, filled?.value);
  put(open(page, row, AT.remark), filled?.remark);
  page.getRow(row).height = heightFor([
    [name, widthBetween(AT.name, AT.name)],
    // Set a size smaller: a tenth more goes into a line.
    [printedNote(figure), widthBetween(AT.note, AT.note) * 1.1],
    [filled?.remark ?? '', widthBetween(AT.remark, AT.remark)],
  ]);
  writing.row += 1;
}

/** Neighbours that are checked alike share one range. */
function validateFigures(page: Worksheet, figures: readonly FigureItem[], first: number): void {
  let from = 0;
  for (const [index, figure] of figures.entries()) {
    const next = figures[index + 1];
    if (next !== undefined && figureKey(next) === figureKey(figure)) continue;
    const range = { column: AT.value, from: first + from, to: first + index };
    validate(page, range, figureValidation(figure, cellRef(range.from, AT.value)));
    from = index + 1;
  }
}

/** Cells that are printed and locked. Short ones stand in the middle. */
function fixed(page: Worksheet, row: number, cells: readonly (readonly [number, string])[]): void {
  for (const [column, text] of cells) {
    const cell = page.getCell(row, column);
    const centred = column !== AT.name;
    dress(cell, 'plain', centred ? 'center' : 'left');
    put(cell, text);
  }
}

function open(page: Worksheet, row: number, column: number, align?: 'right' | 'center'): Cell {
  const cell = page.getCell(row, column);
  dress(cell, 'open', align);
  return cell;
}

const ROWS_ON_A_PAGE = 36;

/** The tasks with titles of their own. */
export function writeTasks(writing: Writing): void {
  const { tasks } = writing.sheet;
  if (tasks.length === 0) return;
  // A form longer than a page begins a new one with its tasks.
  if (writing.row + tasks.length > ROWS_ON_A_PAGE)
    writing.page.getRow(writing.row - 1).addPageBreak();
  band(writing, BANDS.tasks);
  titles(writing, [
    COLUMN.code,
    PRINTED.task,
    PRINTED.deadline,
    COLUMN.status,
    COLUMN.percent,
    COLUMN.doneOn,
    COLUMN.words,
  ]);
  const from = writing.row;
  for (const task of tasks) taskRow(writing, task);
  const to = writing.row - 1;
  validate(writing.page, { column: AT.status, from, to }, STATUS_VALIDATION);
  validate(writing.page, { column: AT.percent, from, to }, PERCENT_VALIDATION);
  validate(writing.page, { column: AT.doneOn, from, to }, DAY_VALIDATION);
}

function taskRow(writing: Writing, { item, name, task }: TaskItem): void {
  const { page, row } = writing;
  fixed(page, row, [
    [AT.code, item],
    [AT.name, name],
    [AT.deadline, task.deadlineWords],
  ]);
  const filled = writing.filling?.tasks.get(item);
  put(open(page, row, AT.status, 'center'), filled?.status);
  put(open(page, row, AT.percent, 'right'), filled?.percent);
  const doneOn = open(page, row, AT.doneOn, 'center');
  doneOn.numFmt = 'yyyy-mm-dd';
  putDay(doneOn, filled?.doneOn);
  put(open(page, row, AT.words), filled?.words);
  page.getRow(row).height = heightFor([
    [name, widthBetween(AT.name, AT.name)],
    [task.deadlineWords, widthBetween(AT.deadline, AT.deadline)],
    [filled?.words ?? '', widthBetween(AT.words, AT.words)],
  ]);
  writing.row += 1;
}

/** The texts, each in one broad cell, with titles of their own. */
export function writeTexts(writing: Writing): void {
  const { texts } = writing.sheet;
  if (texts.length === 0) return;
  const { page } = writing;
  band(writing, BANDS.texts);
  for (const [column, words] of [
    [AT.code, COLUMN.code],
    [AT.name, PRINTED.text],
  ] as const) {
    const cell = page.getCell(writing.row, column);
    cell.value = words;
    dress(cell, 'head');
  }
  span(page, writing.row, [AT.text, LAST_COLUMN], 'head').value = COLUMN.text;
  page.getRow(writing.row).height = 22;
  writing.row += 1;
  for (const text of texts) textRow(writing, text);
}

function textRow(writing: Writing, of: TextFormItem): void {
  const { page, row } = writing;
  const { item, text } = of;
  const words = printedName(of);
  fixed(page, row, [
    [AT.code, item],
    [AT.name, words],
  ]);
  const filled = writing.filling?.texts.get(item);
  put(span(page, row, [AT.text, LAST_COLUMN], 'open'), filled);
  page.getRow(row).height = Math.max(
    96,
    heightFor([
      [words, widthBetween(AT.name, AT.name)],
      [filled ?? '', widthBetween(AT.text, LAST_COLUMN)],
    ]),
  );
  validate(page, { column: AT.text, from: row, to: row }, textValidation(text.maxLength));
  writing.row += 1;
}

/** 填表说明, numbered, below everything. */
export function writeNotes(writing: Writing): void {
  const { notes } = writing.sheet.form;
  if (notes.length === 0) return;
  title(writing, BANDS.notes, 'hint', 20);
  for (const [index, note] of notes.entries()) {
    const words = `${String(index + 1)}. ${note}`;
    title(writing, words, 'hint', heightFor([[words, widthBetween(1, LAST_COLUMN)]]));
  }
}

/** Whose form it is, signed, for who copies the cells into a workbook of their own. */
export function writeToken(writing: Writing, token: string): void {
  title(writing, `${TOKEN_LABEL}${token}`, 'token', 14);
}
