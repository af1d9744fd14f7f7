/** One unit's sheet of a baseline: each month's column judged like a form of that month, blanks allowed. */
import { BASELINE, baselineItem, baselineMonth, monthTitle } from '../model/baseline.ts';
import { workbookFinding } from '../model/catalogue/workbook.ts';
import { cellRef } from '../model/cell-grid.ts';
import { comparableWith } from '../model/counting.ts';
import { dayOfMoment } from '../model/day.ts';
import type { Finding } from '../model/finding.ts';
import { COLUMN, denominatorItem, numeratorItem } from '../model/form.ts';
import { planWord, type IdentityMark } from '../model/identity.ts';
import { chinesePeriod, lastDay, monthsOf, yearIn, type Month } from '../model/period.ts';
import type { Accepted, FigureEntry, History, JudgedCell } from '../model/submission.ts';
import type { BaselineContext, UnitSheet } from './baseline-reading.ts';
import { unreadOf } from './baseline-unread.ts';
import { slipsOnce, type JudgedMonth } from './baseline-slips.ts';
import { judgeFigures, type JudgedFigure } from './figures.ts';
import { gathered } from './gathered.ts';
import { codeCells, titleKey } from './page.ts';
import { findingAt, type Reading } from './reading.ts';
import { relationFindings } from './relations.ts';
import { isNameOf, misnamedItems, printedKey, rowFindings } from './rows.ts';
import { withoutEchoes } from './summed.ts';

export type JudgedSheet = Readonly<{
  /** Items named with unit and month. */
  entries: readonly FigureEntry[];
  cells: readonly JudgedCell[];
  findings: readonly Finding[];
}>;

/** Month by month, each held to those before it. */
export function judgeSheet(
  unitSheet: UnitSheet,
  mark: IdentityMark,
  context: BaselineContext,
): JudgedSheet {
  const { sheet, head } = unitSheet;
  const entries: FigureEntry[] = [];
  const cells: JudgedCell[] = [];
  const judged: JudgedMonth[] = [];
  let history: History = context.accepted.filter(({ unit }) => unit === sheet.unit.id);
  for (const month of monthsOf(yearIn(sheet.year))) {
    const reading = readingOf(unitSheet, month, { mark, context, history });
    const all = judgeFigures(reading);
    const misnamed = misnamedItems(reading);
    const filled = all.filter(isFilled);
    const named = all.filter(({ entry }) => !misnamed.has(entry.item));
    const findings = [
      ...rowFindings(reading, head, misnamed),
      ...twice(reading, all),
      ...(filled.length === 0 ? [] : monthFindings(reading, named, context)),
    ];
    judged.push({ reading, figures: named, findings });
    if (filled.length === 0) continue;
    entries.push(...filled.map(({ entry }) => ({ ...entry, item: itemIn(reading, entry) })));
    cells.push(...filled.map((figure) => cellOf(reading, figure)));
    history = [...history, pretended(reading, filled)];
  }
  const findings = withoutEchoes([
    ...columnsGone(unitSheet, context),
    ...rowsGone(unitSheet, context),
    ...slipsOnce(judged),
    ...unreadOf(unitSheet, context.fileName),
  ]);
  return { entries, cells, findings: gathered(findings, ONCE_A_SHEET) };
}

/** Titles of months that were typed over, or taken out. */
function columnsGone({ sheet, page }: UnitSheet, context: BaselineContext): readonly Finding[] {
  const titles = monthsOf(yearIn(sheet.year)).map(monthTitle);
  const gone = titles.filter((title) => !page.columns.has(title));
  if (gone.length === 0) return [];
  const cell = page.titles.get(COLUMN.code)?.[0];
  const at = cell === undefined ? {} : { cell: cellRef(cell.row, cell.column) };
  const place = { file: context.fileName, sheet: page.sheet.name, ...at };
  return [workbookFinding('B_MONTH', { place, details: { months: gone.join('、') } })];
}

/** Rows whose code stands nowhere any more. */
function rowsGone({ sheet, page }: UnitSheet, context: BaselineContext): readonly Finding[] {
  return sheet.sections
    .flatMap(({ figures }) => figures)
    .filter(({ item }) => codeCells(page, item).length === 0)
    .map((figure) => {
      const printed = page.sheet.cells.find(({ text }) => isNameOf(printedKey(text), figure));
      const at = printed === undefined ? {} : { cell: cellRef(printed.row, printed.column) };
      const place = { file: context.fileName, sheet: page.sheet.name, ...at };
      const column = page.titles.get(COLUMN.code)?.[0]?.column ?? 0;
      const read = printed === undefined ? '' : (page.at(printed.row, column)?.text.trim() ?? '');
      const details = { code: figure.item, row: printed?.row ?? '', read };
      return workbookFinding('R_MISSING', { place, item: figure.name, details });
    });
}

function isFilled({ entry }: JudgedFigure): boolean {
  return entry.typed.trim() !== '';
}

type Beside = Readonly<{ mark: IdentityMark; context: BaselineContext; history: History }>;

/** The sheet as a form of the month: its column stands for 填报数. */
function readingOf({ sheet, page }: UnitSheet, month: Month, beside: Beside): Reading {
  const { mark, context, history } = beside;
  const { plan, at, fileName } = context;
  const comparable = comparableWith(month, history, plan);
  const columns = new Map(page.columns);
  const column = page.columns.get(monthTitle(month));
  if (column === undefined) columns.delete(titleKey(COLUMN.value));
  else columns.set(titleKey(COLUMN.value), column);
  return {
    sheet: baselineMonth(plan, sheet, month),
    page: { ...page, columns },
    context: { plan, history: comparable, at, fileName },
    older: mark.plan !== planWord(plan.version),
    isShown: false,
  };
}

/** A row that stands twice is read nowhere. */
function twice(reading: Reading, all: readonly JudgedFigure[]): readonly Finding[] {
  return all
    .filter(({ code }) => code === 'R_TWICE')
    .map(({ item: { item, name } }) => {
      const cells = reading.page.codes.get(item)?.map(({ row }) => String(row)) ?? [];
      const details = { code: item, cells: cells.join('、') };
      return findingAt(reading, 'R_TWICE', { item, name, title: COLUMN.value, details });
    });
}

function monthFindings(
  reading: Reading,
  all: readonly JudgedFigure[],
  context: BaselineContext,
): readonly Finding[] {
  return [
    ...closedFault(reading, all.filter(isFilled), context),
    ...withoutGaps(all).flatMap(({ findings }) => findings),
    ...relationFindings(reading, all),
  ];
}

/** Months that are none of a baseline's: reported by the units themselves, or not over yet. */
function closedFault(
  reading: Reading,
  filled: readonly JudgedFigure[],
  { begins, at, fileName }: BaselineContext,
): readonly Finding[] {
  const { period } = reading.sheet;
  const cell = filled[0]?.entry.cell ?? '';
  const place = { file: fileName, sheet: reading.page.sheet.name, cell };
  if (begins !== null && period >= begins) {
    return [workbookFinding('B_REPORTED', { place, details: { month: chinesePeriod(begins) } })];
  }
  return lastDay(period) >= dayOfMoment(at)
    ? [workbookFinding('B_OPEN', { place, details: { month: chinesePeriod(period) } })]
    : [];
}

/** An empty cell says that nobody knows; half a ratio says nothing. */
function withoutGaps(all: readonly JudgedFigure[]): readonly JudgedFigure[] {
  const filled = new Set(all.filter(isFilled).map(({ entry }) => entry.item));
  return all.filter((figure) => {
    const { indicator, role } = figure.item;
    if (isFilled(figure)) return true;
    if (role === 'value') return false;
    const other = role === 'numerator' ? denominatorItem : numeratorItem;
    return filled.has(other(indicator.code));
  });
}

function itemIn({ sheet }: Reading, { item }: FigureEntry): string {
  return baselineItem({ unit: sheet.unit.id, month: sheet.period, item });
}

function cellOf(reading: Reading, { entry, value, code }: JudgedFigure): JudgedCell {
  const { sheet, cell, typed, state } = entry;
  return { item: itemIn(reading, entry), sheet, cell, typed, value, state, code };
}

/** Said of a month's whole column, and of those behind it. */
const ONCE_A_SHEET = ['B_REPORTED', 'B_OPEN', 'C_SAME_MONTH'];

/** A month of the sheet as the months after it look back on it. */
function pretended({ sheet, context }: Reading, filled: readonly JudgedFigure[]): Accepted {
  const { unit, period, planVersion } = sheet;
  const { at, fileName } = context;
  return {
    id: 0,
    unit: unit.id,
    period,
    form: BASELINE,
    planVersion,
    filler: '',
    reviewer: '',
    phone: '',
    entries: filled.map(({ entry }) => entry),
    arrivedAt: at,
    firstArrivedAt: at,
    sha256: '',
    fileName,
  };
}
