/** The sheet 填表说明: how the form is filled in, and what each figure means. */
import type { Workbook } from 'exceljs';
import { cellRef } from '../model/cell-grid.ts';
import { exampleOf, guideLines, guideTitle } from '../model/catalogue/sheet-words.ts';
import {
  GUIDE,
  GUIDE_SHEET,
  PRINTED,
  printedName,
  printedNote,
  type FormSheet,
} from '../model/form.ts';
import { dress, heightFor, span, type Look } from './form-look.ts';
import { whoseWords } from './form-head.ts';
import { setPaper } from './sheet-paper.ts';

const WIDTHS = [10, 34, 11, 12, 58, 12] as const;
const LAST = WIDTHS.length;
const ALL = WIDTHS.reduce((sum, width) => sum + width, 0);

/** Behind the form; nothing on it is read. */
export function writeGuide(workbook: Workbook, sheet: FormSheet, mark: string): void {
  const page = workbook.addWorksheet(GUIDE_SHEET);
  for (const [index, width] of WIDTHS.entries()) page.getColumn(index + 1).width = width;
  let row = 1;
  const line = (text: string, look: Look, height: number): void => {
    span(page, row, [1, LAST], look).value = text;
    page.getRow(row).height = height;
    row += 1;
  };
  const cells = (texts: readonly string[], look: Look): void => {
    for (const [index, text] of texts.entries()) {
      const cell = page.getCell(row, index + 1);
      dress(cell, look, look === 'plain' && (index === 1 || index === 4) ? 'left' : 'center');
      if (text !== '') cell.value = text;
    }
    page.getRow(row).height = heightFor(texts.map((text, index) => [text, WIDTHS[index] ?? 10]));
    row += 1;
  };
  line(guideTitle(sheet), 'title', 30);
  for (const words of guideLines(sheet)) {
    line(words, 'guide', heightFor([[words, ALL]]));
  }
  const head = row;
  cells(
    [GUIDE.code, PRINTED.figure, PRINTED.unitOfMeasure, PRINTED.asks, PRINTED.note, GUIDE.example],
    'head',
  );
  for (const { figures } of sheet.sections) {
    for (const figure of figures) {
      const { item, unitOfMeasure, asks } = figure;
      const note = printedNote(figure);
      cells([item, printedName(figure), unitOfMeasure, asks, note, exampleOf(figure)], 'plain');
    }
  }
  page.views = [{ state: 'frozen', ySplit: head, showGridLines: false }];
  const area = `A1:${cellRef(row - 1, LAST)}`;
  setPaper(page, { area, titles: head, left: whoseWords(sheet), middle: mark });
}
