/** The workbook of a year's baseline (基数表): a sheet for each unit, a row for each figure, a column for each month. */
import exceljs from 'exceljs';
import type { Workbook, Worksheet } from 'exceljs';
import {
  BASELINE,
  BASELINE_HINT,
  BASELINE_TITLE,
  isCountedIn,
  monthTitle,
  type BaselineSheet,
} from '../model/baseline.ts';
import { MAKER } from '../model/catalogue/sheet-words.ts';
import { cellRef } from '../model/cell-grid.ts';
import {
  COLUMN,
  HEAD,
  IDENTITY_SHEET,
  PRINTED,
  printedName,
  TOKEN_LABEL,
  type FigureItem,
} from '../model/form.ts';
import { identityToken, type IdentityMark, type Seal } from '../model/identity.ts';
import { chinesePeriod, firstDay, monthsOf, type Month, type Period } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import { dress, heightFor, span } from './form-look.ts';
import { figureValidation, REMARK_VALIDATION, validate } from './form-validation.ts';
import { lockSheet } from './sheet-lock.ts';
import { setPaper } from './sheet-paper.ts';
import { tabName } from './tab-name.ts';
import { workbookBytes } from './workbook-bytes.ts';

const AT = { code: 1, name: 2, unitOfMeasure: 3, asks: 4, firstMonth: 5, remark: 17 } as const;
const WIDTHS = [8.5, 30, 9.5, 10, ...Array.from({ length: 12 }, () => 11), 24] as const;

export type BaselineOptions = Readonly<{ year: Period; plan: Plan; seal: Seal }>;

/** The same arguments give the same bytes. */
export async function baselineWorkbook(
  sheets: readonly BaselineSheet[],
  { year, plan, seal }: BaselineOptions,
): Promise<Uint8Array> {
  const mark: IdentityMark = {
    form: BASELINE,
    unit: plan.root.id,
    period: year,
    plan: plan.version,
    sample: seal.mark,
  };
  const token = identityToken(mark, seal);
  const workbook = new exceljs.Workbook();
  describe(workbook, year, [seal.mark, token]);
  const tabs = new Set<string>();
  for (const sheet of sheets) {
    const page = workbook.addWorksheet(tabName(sheet.unit.name, tabs));
    writeSheet(page, sheet, { year, plan, mark: seal.mark, token });
  }
  workbook.addWorksheet(IDENTITY_SHEET, { state: 'veryHidden' }).addRow([token]);
  return workbookBytes(workbook);
}

function describe(
  workbook: Workbook,
  year: Period,
  [sample, token]: readonly [string, string],
): void {
  const opened = new Date(`${firstDay(year)}T00:00:00Z`);
  workbook.creator = MAKER;
  workbook.lastModifiedBy = MAKER;
  workbook.created = opened;
  workbook.modified = opened;
  workbook.title = [titleOf(year), sample].filter((part) => part !== '').join(' ');
  workbook.keywords = token;
}

function titleOf(year: Period): string {
  return `${chinesePeriod(year)}${BASELINE_TITLE}`;
}

type Written = Readonly<{ year: Period; plan: Plan; mark: string; token: string }>;

function writeSheet(page: Worksheet, sheet: BaselineSheet, written: Written): void {
  const { year, plan, mark, token } = written;
  for (const [index, width] of WIDTHS.entries()) page.getColumn(index + 1).width = width;
  let row = 1;
  const across = (text: string, look: Parameters<typeof dress>[1], height: number): void => {
    span(page, row, [1, AT.remark], look).value = text;
    page.getRow(row).height = height;
    row += 1;
  };
  across(titleOf(year), 'title', 30);
  if (mark !== '') across(mark, 'mark', 21);
  writeWhose(page, row, [sheet.unit.name, chinesePeriod(year)]);
  const whose = row;
  row += 1;
  across(BASELINE_HINT, 'hint', 20);
  writeTitles(page, row, monthsOf(year));
  const frozen = row;
  row += 1;
  for (const { section, figures } of sheet.sections) {
    across(section.name, 'band', 20);
    for (const figure of figures) {
      const open = monthsOf(year).map((month) => isCountedIn(plan, sheet, figure, month));
      writeFigure(page, row, figure, open);
      row += 1;
    }
  }
  across(`${TOKEN_LABEL}${token}`, 'token', 14);
  lockSheet(page, `${token}${sheet.unit.id}`);
  page.views = [{ state: 'frozen', xSplit: 2, ySplit: frozen, showGridLines: false }];
  const area = `A1:${cellRef(row - 1, AT.remark)}`;
  setPaper(page, {
    area,
    titles: whose,
    left: `${sheet.unit.name} ${titleOf(year)}`,
    middle: mark,
  });
}

function writeWhose(page: Worksheet, row: number, [unit, year]: readonly [string, string]): void {
  const pairs = [
    [HEAD.unit, unit, 1, [2, 2]],
    [HEAD.period, year, 3, [4, 6]],
  ] as const;
  for (const [label, value, at, cells] of pairs) {
    const head = page.getCell(row, at);
    head.value = label;
    dress(head, 'label');
    span(page, row, cells, 'fixed').value = value;
  }
  page.getRow(row).height = 22;
}

function writeTitles(page: Worksheet, row: number, months: readonly Month[]): void {
  const titles = [
    COLUMN.code,
    PRINTED.figure,
    PRINTED.unitOfMeasure,
    PRINTED.asks,
    ...months.map(monthTitle),
    COLUMN.remark,
  ];
  for (const [index, title] of titles.entries()) {
    const cell = page.getCell(row, index + 1);
    dress(cell, 'head');
    cell.value = title;
  }
  page.getRow(row).height = 32;
}

/** @param open the months that are asked for; the others are grey and locked. */
function writeFigure(
  page: Worksheet,
  row: number,
  figure: FigureItem,
  open: readonly boolean[],
): void {
  const { indicator, item, unitOfMeasure, asks } = figure;
  const name = printedName(figure);
  const shown = indicator.partOf === undefined ? name : `　${name}`;
  for (const [column, text] of [item, shown, unitOfMeasure, asks].entries()) {
    const cell = page.getCell(row, column + 1);
    dress(cell, 'plain', column === 1 ? 'left' : 'center');
    cell.value = text;
  }
  const { decimals } = indicator;
  for (const [index, isOpen] of open.entries()) {
    const column = AT.firstMonth + index;
    const cell = page.getCell(row, column);
    dress(cell, isOpen ? 'open' : 'given', 'right');
    cell.numFmt = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
    if (!isOpen) continue;
    validate(page, { column, from: row, to: row }, figureValidation(figure, cellRef(row, column)));
  }
  dress(page.getCell(row, AT.remark), 'open');
  validate(page, { column: AT.remark, from: row, to: row }, REMARK_VALIDATION);
  page.getRow(row).height = heightFor([[name, WIDTHS[1]]]);
}
