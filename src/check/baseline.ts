/** A baseline (基数表) judged: whose sheets it holds, and each of them by `baseline-sheet.ts`. */
import { BASELINE, baselineSheets, type BaselineSheet } from '../model/baseline.ts';
import { shortened, type Details } from '../model/catalogue/catalogue.ts';
import { sheetWords } from '../model/catalogue/rows.ts';
import { workbookFinding } from '../model/catalogue/workbook.ts';
import type { CellGrid } from '../model/cell-grid.ts';
import { hasError, worstFirst, type Finding } from '../model/finding.ts';
import type { IdentityMark } from '../model/identity.ts';
import { chinesePeriod, parsePeriod, periodType, yearOf, type Period } from '../model/period.ts';
import type { Judgement } from '../model/submission.ts';
import type { BaselineContext, UnitSheet } from './baseline-reading.ts';
import { judgeSheet } from './baseline-sheet.ts';
import { mixedCode } from './carriers.ts';
import { headOf } from './head.ts';
import { noteFindings } from './notes.ts';
import { pagesOf, type Page } from './page.ts';
import { TOLD_LETTERS } from './rows.ts';
import { listed } from './unread.ts';

/** Never throws, whatever the grid; the submission is null exactly when some finding is an error. */
export function checkBaseline(
  grid: CellGrid,
  mark: IdentityMark,
  context: BaselineContext,
): Judgement {
  const { plan } = context;
  const period = parsePeriod(mark.period);
  const unread = { unit: plan.root.id, period, form: BASELINE, submission: null, cells: [] };
  if (period === null || periodType(period) !== 'year') {
    const place = { file: context.fileName };
    const findings = [workbookFinding('B_YEAR', { place, details: { year: mark.period } })];
    return { ...unread, period: null, findings };
  }
  const { sheets, findings: placing } = sheetsIn(grid, period, context);
  const judged = sheets.map((sheet) => judgeSheet(sheet, mark, context));
  const entries = judged.flatMap((sheet) => sheet.entries);
  const findings = worstFirst([
    ...markFaults(grid, mark, context),
    ...placing,
    ...(entries.length === 0 && !hasError(placing) ? [nothing(context)] : []),
    ...judged.flatMap((sheet) => sheet.findings),
    ...grid.sheets.flatMap((sheet) => noteFindings(sheet, context.fileName)),
  ]);
  const cells = judged.flatMap((sheet) => sheet.cells);
  if (hasError(findings)) return { ...unread, cells, findings };
  const people = { filler: '', reviewer: '', phone: '' };
  const submission = {
    unit: plan.root.id,
    period,
    form: BASELINE,
    planVersion: mark.plan,
    ...people,
    entries,
  };
  return { ...unread, submission, cells, findings };
}

function nothing({ fileName }: BaselineContext): Finding {
  return workbookFinding('B_NOTHING', { place: { file: fileName } });
}

function markFaults(
  grid: CellGrid,
  mark: IdentityMark,
  { seal, fileName }: BaselineContext,
): readonly Finding[] {
  const code = mixedCode(grid, mark.sample, seal);
  return code === null ? [] : [workbookFinding(code, { place: { file: fileName } })];
}

type Placed = Readonly<{ sheets: readonly UnitSheet[]; findings: readonly Finding[] }>;

function sheetsIn(grid: CellGrid, period: Period, context: BaselineContext): Placed {
  const expected = baselineSheets(context.plan, yearOf(period));
  const found: UnitSheet[] = [];
  const findings: Finding[] = [];
  const say = (
    code: 'B_UNIT' | 'B_UNIT_TWICE' | 'R_SHEET',
    page: Page,
    details: Details,
    cell?: string,
  ): void => {
    const place = { file: context.fileName, sheet: page.sheet.name };
    findings.push(
      workbookFinding(code, { place: cell === undefined ? place : { ...place, cell }, details }),
    );
  };
  for (const page of pagesOf(grid)) {
    if (page.codes.size === 0) {
      const told = listed(page.sheet.cells.filter(({ text }) => text.trim() !== ''));
      const name = shortened(page.sheet.name, TOLD_LETTERS);
      if (told !== '') say('R_SHEET', page, { sheet: sheetWords(name, false), cells: told });
      continue;
    }
    const head = headOf(page);
    const unit = head.unit?.text ?? '';
    const sheet = expected.find((one) => one.unit.name === unit);
    const other = found.find((one) => one.sheet === sheet);
    if (sheet === undefined) {
      say('B_UNIT', page, { unit, year: chinesePeriod(period) }, head.unit?.cell);
    } else if (other === undefined) found.push({ sheet, page, head });
    else {
      const details = { unit, first: other.page.sheet.name, second: page.sheet.name };
      say('B_UNIT_TWICE', page, details);
    }
  }
  return {
    sheets: found,
    findings: [
      ...findings,
      ...hiddenIn(grid, expected, context),
      ...lostOf(expected, found, period, context),
    ],
  };
}

/** A unit's sheet that nobody can see is read by nobody. */
function hiddenIn(
  grid: CellGrid,
  expected: readonly BaselineSheet[],
  { fileName: file }: BaselineContext,
): readonly Finding[] {
  const names = new Set(expected.map(({ unit }) => unit.name));
  return grid.sheets
    .filter(({ name, hidden }) => hidden && names.has(name))
    .map(({ name }) =>
      workbookFinding('B_HIDDEN', { place: { file, sheet: name }, details: { unit: name } }),
    );
}

/** Units that have no sheet: what was taken down for them before counts no more. */
function lostOf(
  expected: readonly BaselineSheet[],
  found: readonly UnitSheet[],
  period: Period,
  { fileName: file }: BaselineContext,
): readonly Finding[] {
  const lost = expected.filter((sheet) => !found.some((one) => one.sheet === sheet));
  if (lost.length === 0 || found.length === 0) return [];
  const units = lost.map(({ unit }) => unit.name).join('、');
  const details = { units, year: chinesePeriod(period) };
  return [workbookFinding('B_NO_SHEET', { place: { file }, details })];
}
