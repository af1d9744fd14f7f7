/** The fill-in workbook of one unit for one month, written from the plan; the reader finds its way by the same words. */
import exceljs from 'exceljs';
import type { Workbook } from 'exceljs';
import { MAKER } from '../model/catalogue/sheet-words.ts';
import { cellRef } from '../model/cell-grid.ts';
import type { Filling } from '../model/filling.ts';
import { GUIDE_SHEET, HIDDEN_HELP, IDENTITY_SHEET, KNOWN, type FormSheet } from '../model/form.ts';
import { identityToken, type IdentityMark, type Seal } from '../model/identity.ts';
import { chinesePeriod, firstDay } from '../model/period.ts';
import type { Rule } from '../model/plan.ts';
import type { Prefills } from '../model/prefill.ts';
import { writeChecks } from './form-checks.ts';
import { writeFigures, writeFigureTitles } from './form-figures.ts';
import { writeGuide } from './form-guide.ts';
import { whoseWords, writeFoot, writeHead } from './form-head.ts';
import { AT, COLUMN_WIDTHS, LAST_COLUMN } from './form-look.ts';
import type { Writing } from './form-sheet.ts';
import { writeTasks, writeTexts } from './form-tasks.ts';
import { lockSheet } from './sheet-lock.ts';
import { setPaper } from './sheet-paper.ts';
import { tabName } from './tab-name.ts';
import { workbookBytes } from './workbook-bytes.ts';

export type FormOptions = Readonly<{
  /** What the form is signed with, and whether it is a sample. */
  seal: Seal;
  /** Until when, in words: 2007年6月3日17:00. */
  due: string;
  /** What already stands in the open cells; null for a blank form. */
  filling: Filling | null;
  /** What is known already and stands beside them. */
  prefills: Prefills;
  /** The plan's rules that hold for the unit and month, for the form's own check. */
  rules: readonly Rule[];
}>;

/** The form's workbook as bytes: the same arguments give the same. */
export async function formWorkbook(sheet: FormSheet, options: FormOptions): Promise<Uint8Array> {
  return workbookBytes(formBook(sheet, options).workbook);
}

/**
 * A sheet to fill in, with its own check, and one that explains it. Whose form for which month it is stands signed on a
 * hidden sheet, in the document's keywords and at the foot of the form.
 *
 * Codes of the filling that the form does not have are left out.
 *
 * @returns token that signed word.
 */
export function formBook(
  sheet: FormSheet,
  options: FormOptions,
): Readonly<{ workbook: Workbook; token: string }> {
  const mark: IdentityMark = {
    form: sheet.form.id,
    unit: sheet.unit.id,
    period: sheet.period,
    plan: sheet.planVersion,
    sample: options.seal.mark,
  };
  const token = identityToken(mark, options.seal);
  const workbook = new exceljs.Workbook();
  describe(workbook, sheet, [mark.sample, token]);
  const page = workbook.addWorksheet(tabName(sheet.form.title, new Set([GUIDE_SHEET])));
  const { filling, prefills } = options;
  writePage({ page, sheet, filling, prefills, rows: new Map(), row: 1 }, options, token);
  lockSheet(page, token);
  writeGuide(workbook, sheet, mark.sample);
  writeIdentity(workbook, mark, token, prefills);
  return { workbook, token };
}

/** Fixed times: the document's own month, not the moment of writing. */
function describe(
  workbook: Workbook,
  sheet: FormSheet,
  [sample, token]: readonly [string, string],
): void {
  const opened = new Date(`${firstDay(sheet.period)}T00:00:00Z`);
  workbook.creator = MAKER;
  workbook.lastModifiedBy = MAKER;
  workbook.created = opened;
  workbook.modified = opened;
  workbook.title = [sheet.form.title, sample].filter((part) => part !== '').join(' ');
  workbook.subject = `${sheet.unit.name} ${chinesePeriod(sheet.period)}`;
  workbook.keywords = token;
  // The formulas of the form's own check are counted by the program that opens it.
  workbook.calcProperties = { fullCalcOnLoad: true };
}

function writePage(writing: Writing, options: FormOptions, token: string): void {
  const { page, sheet } = writing;
  const { mark } = options.seal;
  for (const [index, width] of COLUMN_WIDTHS.entries()) page.getColumn(index + 1).width = width;
  for (const key of HIDDEN_HELP) page.getColumn(AT[key]).hidden = true;
  const whole = writeHead(writing, mark, options.due);
  if (sheet.sections.length > 0) writeFigureTitles(writing);
  const frozen = writing.row - 1;
  writeFigures(writing);
  writeTasks(writing);
  writeTexts(writing);
  writeFoot(writing, token);
  writeChecks(writing, whole, options.rules);
  page.views = [{ state: 'frozen', xSplit: 2, ySplit: frozen, showGridLines: false }];
  // The row that says whose form it is, below the title and the mark.
  const titles = mark === '' ? 2 : 3;
  const area = `A1:${cellRef(writing.row - 1, LAST_COLUMN)}`;
  setPaper(page, { area, titles, left: whoseWords(sheet), middle: mark });
}

/** A sheet that only a programmer can show: the signed word, its parts to be looked at, and what is told beside each item. */
function writeIdentity(
  workbook: Workbook,
  mark: IdentityMark,
  token: string,
  { figures, tasks }: Prefills,
): void {
  const page = workbook.addWorksheet(IDENTITY_SHEET, { state: 'veryHidden' });
  page.addRow([token]);
  for (const part of Object.entries(mark)) page.addRow(part);
  for (const [item, prefill] of figures) {
    page.addRow([item, ...KNOWN.map((key) => prefill[key] ?? '')]);
  }
  for (const [item, { words }] of tasks) page.addRow([item, words]);
}
