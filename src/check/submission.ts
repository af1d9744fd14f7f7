/** A whole form judged: every row, every cell, every relation; all faults at once, worst first. */
import { workbookFinding } from '../model/catalogue/workbook.ts';
import { cellRef, type CellGrid } from '../model/cell-grid.ts';
import { hasError, type Finding, type Severity } from '../model/finding.ts';
import { COLUMN, HEAD, itemsOf, type FormSheet } from '../model/form.ts';
import { foldTyped, saysNotApplicable } from '../model/numeral-text.ts';
import type { Entry, FigureEntry, Judgement, Submission } from '../model/submission.ts';
import { judgeFigures, type JudgedFigure } from './figures.ts';
import { headOf, type Head } from './head.ts';
import type { Identity } from './identity.ts';
import { codeCells, pageFor, titleKey } from './page.ts';
import { reasonIn } from './reason.ts';
import { judgedCell, type CheckContext, type Judged, type Reading } from './reading.ts';
import { relationFindings } from './relations.ts';
import { judgeTasks } from './tasks.ts';
import { judgeTexts } from './texts.ts';

/**
 * Judges a workbook whose identity was looked at. Never throws for any grid; the submission is null exactly when some
 * finding is an error.
 */
export function checkSubmission(
  grid: CellGrid,
  identity: Identity,
  context: CheckContext,
): Judgement {
  const { unit, period, form, sheet } = identity;
  const page = sheet === null ? null : pageFor(grid, codesOf(sheet));
  if (sheet === null || page === null) {
    const findings = worstFirst(identity.findings);
    return { unit, period, form, submission: null, cells: [], findings };
  }
  const reading = { sheet, page, context };
  const judged = judgeAll(reading);
  const head = headOf(page);
  const findings = worstFirst([
    ...identity.findings,
    ...columnFaults(reading),
    ...rowFaults(reading),
    ...nothingFilled(reading, judged.all),
    ...nothingApplies(reading, judged.all),
    ...judged.findings,
    ...headGaps(reading, head),
  ]);
  const cells = judged.all.map((entry) => judgedCell(entry, findings));
  const submission = hasError(findings) ? null : submissionOf(identity, sheet, head, judged.all);
  return { unit, period, form, submission, cells, findings };
}

function codesOf(sheet: FormSheet): readonly string[] {
  return itemsOf(sheet).map(({ item }) => item);
}

type JudgedForm = Readonly<{ all: readonly Judged<Entry>[]; findings: readonly Finding[] }>;

function judgeAll(reading: Reading): JudgedForm {
  const read = judgeFigures(reading);
  const relations = relationFindings(reading, read);
  const all: readonly Judged<Entry>[] = [
    ...read.map((figure) => withoutBase(figure, read)),
    ...judgeTasks(reading),
    ...judgeTexts(reading),
  ];
  return { all, findings: [...all.flatMap(({ findings }) => findings), ...relations] };
}

/** Zero of zero is no ratio: both halves do not apply. */
function withoutBase(figure: JudgedFigure, all: readonly JudgedFigure[]): Judged<FigureEntry> {
  const { indicator, role } = figure.item;
  if (role === 'value') return figure;
  const halves = all.filter((other) => other.item.indicator === indicator);
  if (!halves.every(({ entry }) => entry.state === 'confirmed-zero')) return figure;
  return {
    ...figure,
    entry: { ...figure.entry, state: 'not-applicable', value: null },
    value: null,
  };
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

function columnsOf({ sections, tasks, texts }: FormSheet): readonly string[] {
  return [
    ...(sections.length > 0 ? [COLUMN.value, COLUMN.remark] : []),
    ...(tasks.length > 0 ? [COLUMN.status, COLUMN.percent, COLUMN.doneOn, COLUMN.words] : []),
    ...(texts.length > 0 ? [COLUMN.text] : []),
  ];
}

function columnFaults({ sheet, page, context }: Reading): readonly Finding[] {
  return columnsOf(sheet)
    .filter((title) => !page.columns.has(titleKey(title)))
    .map((title) =>
      workbookFinding('R_COLUMN', {
        place: { file: context.fileName, sheet: page.sheet.name },
        details: { column: titleKey(title) },
      }),
    );
}

/** Codes that are missing or doubled, and codes that do not belong here. */
function rowFaults({ sheet, page, context }: Reading): readonly Finding[] {
  const place = { file: context.fileName, sheet: page.sheet.name };
  const items = itemsOf(sheet);
  const faults = items.flatMap(({ item, name }) => {
    const cells = codeCells(page, item);
    const [first] = cells;
    if (first === undefined) {
      return [workbookFinding('R_MISSING', { place, item: name, details: { code: item } })];
    }
    if (cells.length === 1) return [];
    const refs = cells.map((cell) => cellRef(cell.row, cell.column)).join('、');
    const details = { code: item, cells: refs };
    const at = { ...place, cell: cellRef(first.row, first.column) };
    return [workbookFinding('R_TWICE', { place: at, item: name, details })];
  });
  return [...faults, ...foreignCodes(page.codes, codesOf(sheet), place)];
}

function foreignCodes(
  codes: Reading['page']['codes'],
  own: readonly string[],
  place: Readonly<{ file: string; sheet: string }>,
): readonly Finding[] {
  const known = new Set(own);
  return [...codes].flatMap(([code, [first]]) => {
    if (first === undefined || known.has(code) || !/^[A-Z]{1,4}\d{2,3}(?:-[12])?$/.test(code)) {
      return [];
    }
    const at = { ...place, cell: cellRef(first.row, first.column) };
    return [workbookFinding('R_FOREIGN', { place: at, details: { code } })];
  });
}

/** One sentence for a form that was sent blank, before all its single gaps. */
function nothingFilled(
  { page, context }: Reading,
  all: readonly Judged<Entry>[],
): readonly Finding[] {
  const untouched = all.every(({ entry }) => entry.typed.trim() === '');
  const gaps = all.filter(({ findings }) => hasError(findings)).length;
  if (!untouched || gaps === 0) return [];
  const place = { file: context.fileName, sheet: page.sheet.name };
  return [workbookFinding('R_NOTHING', { place, details: { count: gaps } })];
}

/**
 * A form on which nothing applies is more likely a slip than the truth: it passes only when each item says why. Tasks
 * are looked at where the form asks no figures. Zero of zero was typed as figures and is none of it.
 */
function nothingApplies(
  { page, context }: Reading,
  all: readonly Judged<Entry>[],
): readonly Finding[] {
  const figures = all.filter(({ entry }) => entry.kind === 'figure');
  const asked = figures.length > 0 ? figures : all.filter(({ entry }) => entry.kind === 'task');
  const isSaid = ({ entry }: Judged<Entry>): boolean =>
    entry.state === 'not-applicable' && saysNotApplicable(foldTyped(entry.typed));
  if (asked.length === 0 || !asked.every(isSaid)) return [];
  const place = { file: context.fileName, sheet: page.sheet.name };
  const explained = asked.every(({ entry }) => whyOf(entry) !== '');
  const code = explained ? 'R_ALL_NA_REASON' : 'R_ALL_NA';
  return [workbookFinding(code, { place, details: { count: asked.length } })];
}

function whyOf(entry: Entry): string {
  return reasonIn(entry.kind === 'figure' ? entry.remark : entry.words);
}

/** Names and telephone help to ask back; a form is not refused for them. */
function headGaps({ page, context }: Reading, head: Head): readonly Finding[] {
  const place = { file: context.fileName, sheet: page.sheet.name };
  const gaps = (['filler', 'reviewer', 'phone'] as const).filter((key) => head[key] === null);
  const labels = gaps.map((key) => `“${HEAD[key]}”`).join('');
  return gaps.length === 0 ? [] : [workbookFinding('R_HEAD', { place, details: { labels } })];
}

function submissionOf(
  identity: Identity,
  sheet: FormSheet,
  head: Head,
  all: readonly Judged<Entry>[],
): Submission {
  return {
    unit: sheet.unit.id,
    period: sheet.period,
    form: sheet.form.id,
    planVersion: identity.planVersion,
    filler: head.filler?.text ?? '',
    reviewer: head.reviewer?.text ?? '',
    phone: head.phone?.text ?? '',
    entries: all.map(({ entry }) => entry),
  };
}
