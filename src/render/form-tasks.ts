/** The tasks and the texts of a form, each block with titles of its own. */
import type { Cell } from 'exceljs';
import { parseDay } from '../model/day.ts';
import {
  BANDS,
  COLUMN,
  HELP,
  PRINTED,
  printedName,
  type TaskItem,
  type TextFormItem,
} from '../model/form.ts';
import { AT, dress, heightFor, span, widthBetween } from './form-look.ts';
import { band, fixed, open, put, titles, type Writing } from './form-sheet.ts';
import {
  DAY_VALIDATION,
  PERCENT_VALIDATION,
  STATUS_VALIDATION,
  textValidation,
  validate,
  WORDS_VALIDATION,
} from './form-validation.ts';

const LAST_OF_WORDS = AT.check - 1;

export function writeTasks(writing: Writing): void {
  const { tasks } = writing.sheet;
  if (tasks.length === 0) return;
  band(writing, BANDS.tasks);
  titles(writing, [
    [AT.code, COLUMN.code],
    [AT.name, PRINTED.task],
    [AT.deadline, PRINTED.deadline],
    [AT.status, COLUMN.status],
    [AT.percent, COLUMN.percent],
    [AT.doneOn, COLUMN.doneOn],
    [AT.lastTask, HELP.lastTask],
    [AT.words, COLUMN.words, LAST_OF_WORDS],
    [AT.check, HELP.check],
  ]);
  const from = writing.row;
  for (const task of tasks) taskRow(writing, task);
  const to = writing.row - 1;
  validate(writing.page, { column: AT.status, from, to }, STATUS_VALIDATION);
  validate(writing.page, { column: AT.percent, from, to }, PERCENT_VALIDATION);
  validate(writing.page, { column: AT.doneOn, from, to }, DAY_VALIDATION);
  validate(writing.page, { column: AT.words, from, to }, WORDS_VALIDATION);
}

function taskRow(writing: Writing, { item, name, task }: TaskItem): void {
  const { page, row } = writing;
  writing.rows.set(item, row);
  fixed(page, row, [
    [AT.code, item],
    [AT.name, name],
    [AT.deadline, task.deadlineWords],
  ]);
  const last = page.getCell(row, AT.lastTask);
  dress(last, 'given', 'center');
  put(last, writing.prefills.tasks.get(item)?.words);
  const filled = writing.filling?.tasks.get(item);
  put(open(page, row, AT.status, 'center'), filled?.status);
  put(open(page, row, AT.percent, 'right'), filled?.percent);
  const doneOn = open(page, row, AT.doneOn, 'center');
  doneOn.numFmt = 'yyyy-mm-dd';
  putDay(doneOn, filled?.doneOn);
  put(span(page, row, [AT.words, LAST_OF_WORDS], 'open'), filled?.words);
  page.getRow(row).height = heightFor([
    [name, widthBetween(AT.name, AT.name)],
    [task.deadlineWords, widthBetween(AT.deadline, AT.deadline)],
    [filled?.words ?? '', widthBetween(AT.words, LAST_OF_WORDS)],
  ]);
  writing.row += 1;
}

function putDay(cell: Cell, typed: string | undefined): void {
  const day = typed === undefined ? null : parseDay(typed);
  if (day === null) put(cell, typed);
  else cell.value = new Date(`${day}T00:00:00Z`);
}

/** The texts, each in one broad cell. */
export function writeTexts(writing: Writing): void {
  const { texts } = writing.sheet;
  if (texts.length === 0) return;
  band(writing, BANDS.texts);
  titles(writing, [
    [AT.code, COLUMN.code],
    [AT.name, PRINTED.text],
    [AT.text, COLUMN.text, LAST_OF_WORDS],
    [AT.check, HELP.check],
  ]);
  for (const text of texts) textRow(writing, text);
}

function textRow(writing: Writing, of: TextFormItem): void {
  const { page, row } = writing;
  const { item, text } = of;
  const words = printedName(of);
  writing.rows.set(item, row);
  fixed(page, row, [
    [AT.code, item],
    [AT.name, words],
  ]);
  const filled = writing.filling?.texts.get(item);
  put(span(page, row, [AT.text, LAST_OF_WORDS], 'open'), filled);
  page.getRow(row).height = Math.max(
    80,
    heightFor([
      [words, widthBetween(AT.name, AT.name)],
      [filled ?? '', widthBetween(AT.text, LAST_OF_WORDS)],
    ]),
  );
  validate(page, { column: AT.text, from: row, to: row }, textValidation(text.maxLength));
  writing.row += 1;
}
