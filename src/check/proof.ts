/** The 校验码 of a form as it was read: the same six digits that the spreadsheet shows where it read the same numbers. */
import { workbookFinding } from '../model/catalogue/workbook.ts';
import { decimal, PLAIN_DECIMAL } from '../model/decimal.ts';
import type { Finding } from '../model/finding.ts';
import { COLUMN, HEAD } from '../model/form.ts';
import { proofOf } from '../model/proof.ts';
import type { JudgedCell } from '../model/submission.ts';
import type { Head } from './head.ts';
import { cellIn, type Reading } from './reading.ts';

/** Over the cells that hold numbers, and those alone; null where none does: a .csv keeps them as text. */
function readProof(reading: Reading): string | null {
  const figures = reading.sheet.sections.flatMap((section) => section.figures);
  const parts = figures.flatMap(({ item, indicator }) => {
    const cell = cellIn(reading, item, COLUMN.value);
    if (cell?.kind !== 'number' || !PLAIN_DECIMAL.test(cell.text)) return [];
    return [{ item, decimals: indicator.decimals, value: decimal(cell.text) }];
  });
  return parts.length === 0 ? null : proofOf(parts);
}

/** What was read beside what the form shows; none where it shows none, which is no fault. */
export function proofCells(reading: Reading, { proof }: Head): readonly JudgedCell[] {
  const value = readProof(reading);
  if (proof === null || value === null) return [];
  const { text: typed, cell } = proof;
  // A spreadsheet may have made a number of it.
  const code = typed.padStart(value.length, '0') === value ? 'OK' : 'N_PROOF';
  const sheet = reading.page.sheet.name;
  return [{ sheet, cell, typed, item: 'head/proof', value, state: 'reported', code }];
}

/** @param cells those of `proofCells`. */
export function proofFindings(
  { context }: Reading,
  cells: readonly JudgedCell[],
): readonly Finding[] {
  return cells
    .filter(({ code }) => code === 'N_PROOF')
    .map(({ sheet, cell, typed, value }) =>
      workbookFinding('N_PROOF', {
        place: { file: context.fileName, sheet, cell },
        item: HEAD.proof,
        read: typed,
        details: { value: value ?? '' },
      }),
    );
}
