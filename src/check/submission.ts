/** A whole form judged: every row, every cell, every relation; all faults at once, worst first. */
import { shortened } from '../model/catalogue/catalogue.ts';
import { cellList } from '../model/catalogue/rows.ts';
import { workbookFinding } from '../model/catalogue/workbook.ts';
import { cellRef, type Cell, type CellGrid } from '../model/cell-grid.ts';
import { comparableWith } from '../model/counting.ts';
import { hasError, worstFirst, type Finding } from '../model/finding.ts';
import { COLUMN, FILLED_IN, HEAD, itemsOf, type FormItem, type FormSheet } from '../model/form.ts';
import { planWord } from '../model/identity.ts';
import { typedText } from '../model/numeral-text.ts';
import { maskPersonal } from '../model/personal.ts';
import type { Entry, FigureEntry, Judgement, Submission } from '../model/submission.ts';
import { carriedOver } from './carried.ts';
import { judgedCells } from './cells.ts';
import { judgeFigures, type JudgedFigure } from './figures.ts';
import { headOf, headPlace, type Head } from './head.ts';
import type { Identity } from './identity.ts';
import { codeCells, foreignCells, pageFor, titleKey, type Page } from './page.ts';
import type { CheckContext, Judged, Reading } from './reading.ts';
import { proofCells, proofFindings } from './proof.ts';
import { relationFindings } from './relations.ts';
import { isNameOf, misnamedItems, printedKey, rowFindings, TOLD_LETTERS } from './rows.ts';
import { judgeTasks } from './tasks.ts';
import { judgeTexts } from './texts.ts';
import { noteFindings } from './notes.ts';
import { shiftedFigures } from './shifted.ts';
import { summed, withoutEchoes } from './summed.ts';
import { untitledTables } from './untitled.ts';
import { strayCells, unreadFindings } from './unread.ts';

/**
 * Judges a workbook whose identity was looked at. Never throws for any grid; the submission is null exactly when some
 * finding is an error.
 */
export function checkSubmission(
  grid: CellGrid,
  identity: Identity,
  known: CheckContext,
): Judgement {
  const { unit, period, form, sheet } = identity;
  const page = sheet === null ? null : pageFor(grid, codesOf(sheet));
  if (sheet === null || page === null) {
    const findings = worstFirst(identity.findings);
    return { unit, period, form, submission: null, cells: [], findings };
  }
  const older = identity.planVersion !== '' && identity.planVersion !== planWord(sheet.planVersion);
  const isShown = grid.format === 'csv';
  const history = comparableWith(sheet.period, known.history, known.plan);
  const context = { ...known, history };
  const { reading, findings: carried } = carriedOver({ sheet, page, context, older, isShown });
  const misnamed = misnamedItems(reading);
  const judged = judgeAll(reading, misnamed);
  const head = headOf(page);
  // The form counted its 校验码 over the items that it had.
  const proof = proofCells({ ...reading, sheet: context.former ?? sheet }, head);
  const untitled = untitledTables(reading);
  const shifted = shiftedFigures(reading, judged.figures, strayCells(reading, head, grid));
  const told = new Set([...(shifted?.strays ?? []), ...untitled.cells]);
  const said = [
    ...identity.findings,
    ...carried,
    ...untitled.findings,
    ...columnFaults(reading, untitled.kinds),
    ...rowFaults(reading, codesOf(sheet)),
    ...rowFindings(reading, head, misnamed),
    ...unreadFindings(reading, head, grid, told),
    ...grid.sheets.flatMap((one) => noteFindings(one, context.fileName)),
    ...summed(reading, judged, shifted),
    ...headGaps(reading, head),
    ...proofFindings(reading, proof),
  ];
  const findings = worstFirst(withoutEchoes(said));
  const cells = [...judgedCells(reading, head, judged.all, findings), ...proof];
  const submission = hasError(findings) ? null : submissionOf(identity, sheet, head, judged.all);
  return { unit, period, form, submission, cells, findings };
}

function codesOf(sheet: FormSheet): readonly string[] {
  return itemsOf(sheet).map(({ item }) => item);
}

type JudgedForm = Readonly<{
  figures: readonly JudgedFigure[];
  all: readonly Judged<Entry>[];
  findings: readonly Finding[];
}>;

/** @param misnamed items of whose values nothing can be said. */
function judgeAll(reading: Reading, misnamed: ReadonlySet<string>): JudgedForm {
  const isNamed = ({ entry }: Judged<Entry>): boolean => !misnamed.has(entry.item);
  const read = judgeFigures(reading);
  const relations = relationFindings(reading, read.filter(isNamed));
  const all: readonly Judged<Entry>[] = [
    ...read.map((figure) => withoutBase(figure, read)),
    ...judgeTasks(reading),
    ...judgeTexts(reading),
  ];
  return {
    figures: read,
    all,
    findings: [...all.filter(isNamed).flatMap(({ findings }) => findings), ...relations],
  };
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

/** @param untitled kinds whose whole title row is gone, which has been told. */
function columnFaults(
  { sheet, page, context }: Reading,
  untitled: ReadonlySet<FormItem['kind']>,
): readonly Finding[] {
  const firsts = Map.groupBy(itemsOf(sheet), ({ kind }) => kind);
  return [...firsts].flatMap(([kind, [first]]) =>
    (untitled.has(kind) ? [] : FILLED_IN[kind])
      .filter((title) => !page.columns.has(titleKey(title)))
      .map((title) =>
        workbookFinding('R_COLUMN', {
          place: {
            file: context.fileName,
            sheet: page.sheet.name,
            ...atCell(headAbove(page, first)),
          },
          details: { column: titleKey(title) },
        }),
      ),
  );
}

/** Where the titles of an item's table begin. */
function headAbove(page: Page, item: FormItem | undefined): Cell | undefined {
  const row = codeCells(page, item?.item ?? '')[0]?.row ?? 0;
  const heads = page.titles.get(COLUMN.code) ?? [];
  return heads.findLast((cell) => cell.row < row) ?? heads[0];
}

function atCell(cell: Cell | undefined): Readonly<{ cell?: string }> {
  return cell === undefined ? {} : { cell: cellRef(cell.row, cell.column) };
}

/** Codes that are missing or doubled, and codes that do not belong here. @param known all codes of today's form. */
function rowFaults(reading: Reading, known: readonly string[]): readonly Finding[] {
  const { sheet, page, context } = reading;
  const place = { file: context.fileName, sheet: page.sheet.name };
  const items = itemsOf(sheet);
  const gone = items.filter(({ item }) => codeCells(page, item).length === 0);
  const faults = items.flatMap((of) => {
    const { item, name } = of;
    const cells = codeCells(page, item).filter((cell) => !isTypedOver(page, cell, of, gone));
    const [first] = cells;
    if (first === undefined) {
      const printed = page.sheet.cells.find((cell) => isNameOf(printedKey(cell.text), of));
      const at = { ...place, ...atCell(printed) };
      const details = { code: item, row: printed?.row ?? '', read: codeBeside(page, printed) };
      return [workbookFinding('R_MISSING', { place: at, item: name, details })];
    }
    if (cells.length < 2) return [];
    const refs = cells.map((cell) => cellRef(cell.row, cell.column));
    const details = { code: item, cells: cellList(refs) };
    const at = { ...place, ...atCell(first) };
    return [workbookFinding('R_TWICE', { place: at, item: name, details })];
  });
  return [...faults, ...foreignRows(reading, known)];
}

/** A code in a row that prints the name of an item whose own code is gone: that row's fault tells of it. */
function isTypedOver(page: Page, { row }: Cell, own: FormItem, gone: readonly FormItem[]): boolean {
  if (gone.length === 0) return false;
  const words = page.row(row).map(({ text }) => printedKey(text));
  if (words.some((name) => isNameOf(name, own))) return false;
  return gone.some((other) => words.some((name) => isNameOf(name, other)));
}

/** What stands in the code's column of a row; empty for nothing. */
function codeBeside(page: Page, printed: Cell | undefined): string {
  const column = page.titles.get(COLUMN.code)?.[0]?.column;
  if (printed === undefined || column === undefined) return '';
  return shortened(page.at(printed.row, column)?.text.trim() ?? '', TOLD_LETTERS);
}

/** More rows of other codes than any form has are not told one by one. */
const MOST_FOREIGN = 50;

/** A row that is not this month's, with what was typed into it. */
function foreignRows({ page, context }: Reading, known: readonly string[]): readonly Finding[] {
  const column = page.columns.get(titleKey(COLUMN.value)) ?? 0;
  const then = new Set(context.former ? codesOf(context.former) : []);
  return foreignCells(page, known)
    .slice(0, MOST_FOREIGN)
    .map((cell) => {
      const value = shortened(typedText(page.at(cell.row, column)).trim(), TOLD_LETTERS);
      const place = { file: context.fileName, sheet: page.sheet.name, ...atCell(cell) };
      return workbookFinding('R_FOREIGN', {
        place,
        details: { code: cell.text.trim(), value, former: then.has(cell.text.trim()) ? 1 : '' },
        severity: value === '' ? 'note' : 'warning',
      });
    });
}

/** Names and telephone help to ask back; a form is not refused for them. */
function headGaps({ page, context }: Reading, head: Head): readonly Finding[] {
  const gaps = (['filler', 'reviewer', 'phone'] as const).filter((key) => head[key] === null);
  const labels = gaps.map((key) => `“${HEAD[key]}”`).join('');
  const [first] = gaps;
  if (first === undefined) return [];
  const cell = headPlace(page, head, first);
  const place = {
    file: context.fileName,
    sheet: page.sheet.name,
    ...(cell === null ? {} : { cell }),
  };
  return [workbookFinding('R_HEAD', { place, details: { labels } })];
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
    filler: maskPersonal(head.filler?.text ?? ''),
    reviewer: maskPersonal(head.reviewer?.text ?? ''),
    phone: head.phone?.text ?? '',
    entries: all.map(({ entry }) => entry),
  };
}
