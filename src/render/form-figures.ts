/** The figures of a form: what is asked, what is known already, and the cells that are filled in. */
import type { Worksheet } from 'exceljs';
import { cellRef } from '../model/cell-grid.ts';
import { PLAIN_DECIMAL } from '../model/decimal.ts';
import { COLUMN, HELP, KNOWN, PRINTED, printedName, type FigureItem } from '../model/form.ts';
import type { Prefill } from '../model/prefill.ts';
import { AT, dress, heightFor, widthBetween } from './form-look.ts';
import { band, fixed, open, put, titles, type Writing } from './form-sheet.ts';
import { figureValidation, REMARK_VALIDATION, validate } from './form-validation.ts';

/** The column titles of the figures; the sheet is frozen below them. */
export function writeFigureTitles(writing: Writing): void {
  titles(writing, [
    [AT.code, COLUMN.code],
    [AT.name, PRINTED.figure],
    [AT.unitOfMeasure, PRINTED.unitOfMeasure],
    [AT.asks, PRINTED.asks],
    [AT.value, COLUMN.value],
    [AT.remark, COLUMN.remark],
    ...KNOWN.map((key) => [AT[key], HELP[key]] as const),
    [AT.check, HELP.check],
  ]);
}

/** A band for each section and a row for each figure. */
export function writeFigures(writing: Writing): void {
  for (const { section, figures } of writing.sheet.sections) {
    band(writing, section.name);
    for (const figure of figures) figureRow(writing, figure);
  }
}

function figureRow(writing: Writing, figure: FigureItem): void {
  const { page, row } = writing;
  const { indicator, item } = figure;
  const name = printedName(figure);
  writing.rows.set(item, row);
  fixed(page, row, [
    [AT.code, item],
    [AT.name, indicator.partOf === undefined ? name : `　${name}`],
    [AT.unitOfMeasure, figure.unitOfMeasure],
    [AT.asks, figure.asks],
  ]);
  const numFmt = indicator.decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(indicator.decimals)}`;
  const filled = writing.filling?.figures.get(item);
  const value = open(page, row, AT.value, 'right');
  value.numFmt = numFmt;
  put(value, filled?.value);
  put(open(page, row, AT.remark), filled?.remark);
  const prefill = writing.prefills.figures.get(item);
  writeKnown(page, row, { prefill, numFmt });
  validate(
    page,
    { column: AT.value, from: row, to: row },
    figureValidation(figure, cellRef(row, AT.value)),
  );
  validate(page, { column: AT.remark, from: row, to: row }, REMARK_VALIDATION);
  page.getRow(row).height = heightFor([
    [name, widthBetween(AT.name, AT.name)],
    [filled?.remark ?? '', widthBetween(AT.remark, AT.remark)],
    ...KNOWN.map((key) => [prefill?.[key] ?? '', widthBetween(AT[key], AT[key])] as const),
  ]);
  writing.row += 1;
}

/** Decimal text goes in as a number, so that it stands like the figure beside it; `98%` and words stay text. */
function writeKnown(
  page: Worksheet,
  row: number,
  { prefill, numFmt }: Readonly<{ prefill: Prefill | undefined; numFmt: string }>,
): void {
  for (const key of KNOWN) {
    const cell = page.getCell(row, AT[key]);
    dress(cell, 'given');
    cell.numFmt = numFmt;
    const text = prefill?.[key] ?? null;
    if (text !== null) cell.value = PLAIN_DECIMAL.test(text) ? Number(text) : text;
  }
}
