/** The fill-in workbook of one unit for one month, written from the plan; the reader finds its way by the same words. */
import exceljs from 'exceljs';
import type { Workbook, Worksheet } from 'exceljs';
import { MAKER, PAGE_FOOT } from '../model/catalogue/sheet-words.ts';
import type { Filling } from '../model/filling.ts';
import { IDENTITY_SHEET, type FormSheet } from '../model/form.ts';
import { identityToken, type IdentityMark, type Seal } from '../model/identity.ts';
import { chinesePeriod, firstDay } from '../model/period.ts';
import {
  writeFigures,
  writeFigureTitles,
  writeHead,
  writeNotes,
  writeTasks,
  writeTexts,
  writeToken,
  type Writing,
} from './form-blocks.ts';
import { COLUMN_WIDTHS } from './form-look.ts';
import { lockSheet } from './sheet-lock.ts';
import { workbookBytes } from './workbook-bytes.ts';

export type FormOptions = Readonly<{
  /** What the form is signed with, and whether it is a sample. */
  seal: Seal;
  /** Until when, in words: 2007年6月3日17:00. */
  due: string;
  /** What already stands in the open cells; null for a blank form. */
  filling: Filling | null;
}>;

const A4 = 9;

/**
 * One visible sheet to fill in. Whose form for which month it is stands signed on a hidden sheet, in the document's
 * keywords and at the foot of the form. The same arguments give the same bytes.
 *
 * Codes of the filling that the form does not have are left out.
 */
export async function formWorkbook(sheet: FormSheet, options: FormOptions): Promise<Uint8Array> {
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
  const page = workbook.addWorksheet(sheetName(sheet.form.title));
  writePage({ page, sheet, filling: options.filling, row: 1 }, options, token);
  lockSheet(page, token);
  writeIdentity(workbook, mark, token);
  return workbookBytes(workbook);
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
}

/** A sheet's name has at most 31 letters and none of []:*?/\. */
function sheetName(title: string): string {
  return Array.from(title.replace(/[[\]:*?/\\']/g, ''))
    .slice(0, 31)
    .join('');
}

function writePage(writing: Writing, options: FormOptions, token: string): void {
  const { mark } = options.seal;
  const { page, sheet } = writing;
  for (const [index, width] of COLUMN_WIDTHS.entries()) page.getColumn(index + 1).width = width;
  writeHead(writing, mark, options.due);
  if (sheet.sections.length > 0) writeFigureTitles(writing);
  const frozen = writing.row - 1;
  writeFigures(writing);
  writeTasks(writing);
  writeTexts(writing);
  writeNotes(writing);
  writeToken(writing, token);
  page.views = [{ state: 'frozen', xSplit: 2, ySplit: frozen, showGridLines: false }];
  setPaper(page, sheet, { last: writing.row - 1, mark });
}

/** A4 upright, as wide as the page; whose form it is stands on every page. */
function setPaper(
  page: Worksheet,
  { unit, period, form }: FormSheet,
  { last, mark }: Readonly<{ last: number; mark: string }>,
): void {
  // The row that says whose form it is, below the title and the mark.
  const head = mark === '' ? 2 : 3;
  page.pageSetup = {
    orientation: 'portrait',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    printArea: `A1:G${String(last)}`,
    printTitlesRow: `${String(head)}:${String(head)}`,
    margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
  };
  // exceljs types the size as an enum that has no value at run time.
  Object.assign(page.pageSetup, { paperSize: A4 });
  const whose = `${unit.name} ${chinesePeriod(period)} ${form.number}`.replaceAll('&', '&&');
  page.headerFooter = { oddFooter: `&L${whose}&C${mark}&R${PAGE_FOOT}` };
}

/** A sheet that only a programmer can show: the signed word, and its parts to be looked at. */
function writeIdentity(workbook: Workbook, mark: IdentityMark, token: string): void {
  const page = workbook.addWorksheet(IDENTITY_SHEET, { state: 'veryHidden' });
  page.addRow([token]);
  for (const part of Object.entries(mark)) page.addRow(part);
}
