/** Figures, one by one: each cell where a number belongs. */
import { cellFinding } from '../model/catalogue/cells.ts';
import { decimal, decimalText } from '../model/decimal.ts';
import type { Cell } from '../model/cell-grid.ts';
import type { Finding } from '../model/finding.ts';
import { COLUMN, type FigureItem } from '../model/form.ts';
import { figureSpec } from '../model/form-spec.ts';
import { readFigure, type FigureReading } from '../model/numeral.ts';
import { typedText } from '../model/numeral-text.ts';
import { monthOf } from '../model/period.ts';
import { asksCumulative } from '../model/plan.ts';
import type { CellState, FigureEntry } from '../model/submission.ts';
import { cellIn, cleanWords, findingAt, gapCode, originIn, placeIn } from './reading.ts';
import type { Judged, Reading } from './reading.ts';
import { toldInYear } from './told.ts';

export type JudgedFigure = Judged<FigureEntry> & Readonly<{ item: FigureItem }>;

/** Every figure of the form, in its order. */
export function judgeFigures(reading: Reading): readonly JudgedFigure[] {
  return reading.sheet.sections
    .flatMap(({ figures }) => figures)
    .map((figure) => judgeFigure(reading, figure));
}

function judgeFigure(reading: Reading, figure: FigureItem): JudgedFigure {
  const { item, indicator } = figure;
  const cell = cellIn(reading, item, COLUMN.value);
  const remark = cleanWords(cellIn(reading, item, COLUMN.remark));
  const base = {
    kind: 'figure' as const,
    item,
    ...originIn(reading, item, COLUMN.value),
    decimals: indicator.decimals,
    remark,
  };
  const gap = gapCode(reading, item, COLUMN.value);
  if (gap !== null) {
    const entry = { ...base, state: 'blank' as const, value: null, bound: null };
    return { item: figure, entry, value: null, code: gap, findings: [] };
  }
  const typed = readFigure(cell, figureSpec(figure));
  const figureReading = reading.isShown ? withoutGroups(typed, cell) : typed;
  const value = figureReading.value === null ? null : decimalText(figureReading.value);
  const entry = { ...base, state: stateOf(figureReading), value, bound: figureReading.bound };
  const findings = [
    ...cellFindings(reading, figure, figureReading),
    ...shownFinding(reading, figure, { cell, value }),
  ];
  return { item: figure, entry, value, code: figureReading.code, findings };
}

/** 12,000 is how the form itself shows 12000: its clerk typed no comma. */
function withoutGroups(reading: FigureReading, cell: Cell | null): FigureReading {
  const isGrouped = /^\s*-?\d{1,3}(?:,\d{3})+(?:\.\d+)?\s*$/.test(cell?.text ?? '');
  return isGrouped && reading.code === 'N_FORM' ? { ...reading, code: 'OK' } : reading;
}

/** A number whose format shows another one: 56 as 56万, or not at all. */
function shownFinding(
  reading: Reading,
  { item, name, unitOfMeasure: unit }: FigureItem,
  { cell, value }: Readonly<{ cell: Cell | null; value: string | null }>,
): readonly Finding[] {
  if (cell?.shown === undefined || value === null) return [];
  const details = { shown: cell.shown, value, unit };
  return [findingAt(reading, 'C_SHOWN', { item, name, title: COLUMN.value, details })];
}

function stateOf({ value, bound, notApplicable }: FigureReading): CellState {
  if (notApplicable) return 'not-applicable';
  if (value === null) return 'blank';
  return value.eq(0) && bound === null ? 'confirmed-zero' : 'reported';
}

/**
 * The amount of the month before, where a cell asks for one that goes on from it: who types 本月无 there has nothing to
 * add, and means no 0 that would take the whole year away. Empty where it is not known; null where 0 is meant.
 */
function standingBefore(reading: Reading, { item, indicator }: FigureItem): string | null {
  const { period } = reading.sheet;
  const goesOn = asksCumulative(indicator) ? monthOf(period) > 1 : indicator.kind === 'stock';
  if (!goesOn) return null;
  const last = toldInYear(reading, item).findLast(({ month }) => month < period);
  const value = last?.entry.value ?? null;
  if (value === null) return '';
  return decimal(value).eq(0) ? null : value;
}

function cellFindings(
  reading: Reading,
  figure: FigureItem,
  { code, suggestion: meant, details: own }: FigureReading,
): readonly Finding[] {
  if (code === 'OK') return [];
  const { item, name, asks } = figure;
  const before = code === 'E_NONE' && meant === '0' ? standingBefore(reading, figure) : null;
  const suggestion = before === null ? meant : before === '' ? undefined : before;
  const details = before === null ? own : { ...own, suggestion: before, before, asks };
  const about = {
    place: placeIn(reading, item, COLUMN.value),
    item: name,
    read: typedText(cellIn(reading, item, COLUMN.value)),
    details,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
  return [cellFinding(code, about)];
}
