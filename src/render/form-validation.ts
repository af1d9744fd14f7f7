/** What a spreadsheet itself checks while a clerk types. It is help, not protection: pasting goes round all of it. */
import type { DataValidation, Worksheet } from 'exceljs';
import {
  DAY_PROMPT,
  figurePrompt,
  PERCENT_PROMPT,
  STATUS_PROMPT,
  textPrompt,
} from '../model/catalogue/sheet-words.ts';
import { NOT_APPLICABLE, TASK_STATUSES, type FigureItem } from '../model/form.ts';
import { cellRef } from '../model/cell-grid.ts';

/**
 * Missing from exceljs's own types. Validations are written by range: written cell by cell, exceljs gives ranges that
 * overlap (its issue 1427).
 */
type ValidatedSheet = Worksheet &
  Readonly<{ dataValidations: { add(range: string, validation: DataValidation): void } }>;

/** Excel's own limits ([MS-OI29500] 2.1.613); beyond them it calls the file damaged. */
const LIMITS = { promptTitle: 32, prompt: 255, errorTitle: 32, error: 224 } as const;

export type Range = Readonly<{ column: number; from: number; to: number }>;

/** @throws RangeError when a text is longer than a spreadsheet takes: that is a bug. */
export function validate(page: Worksheet, range: Range, validation: DataValidation): void {
  for (const [key, limit] of Object.entries(LIMITS)) {
    const text = validation[key as keyof typeof LIMITS] ?? '';
    if (text.length > limit) throw new RangeError(`${key} has more than ${String(limit)} letters`);
  }
  const first = cellRef(range.from, range.column);
  (page as ValidatedSheet).dataValidations.add(`${first}:${cellRef(range.to, range.column)}`, {
    allowBlank: true,
    showInputMessage: true,
    showErrorMessage: true,
    errorStyle: 'stop',
    ...validation,
  });
}

/** Figures that are checked alike share a validation. */
export function figureKey({ indicator, asks }: FigureItem): string {
  return `${asks}/${indicator.approximate ? 'approximate' : String(indicator.decimals)}`;
}

/** @param first the top cell of the range, which the formula is written for. */
export function figureValidation(figure: FigureItem, first: string): DataValidation {
  const { approximate, decimals } = figure.indicator;
  if (approximate) {
    return {
      type: 'custom',
      formulae: [`IF(ISNUMBER(${first}),${first}>=0,TRUE)`],
      ...figurePrompt(figure.asks, null),
    };
  }
  const whole = decimals === 0 ? `${first}=INT(${first})` : roundedTo(first, decimals);
  return {
    type: 'custom',
    formulae: [`IF(ISNUMBER(${first}),AND(${first}>=0,${whole}),${first}="${NOT_APPLICABLE}")`],
    ...figurePrompt(figure.asks, decimals),
  };
}

function roundedTo(cell: string, decimals: number): string {
  return `ABS(ROUND(${cell},${String(decimals)})-${cell})<0.0000001`;
}

const STATUSES = [...TASK_STATUSES, NOT_APPLICABLE];

export const STATUS_VALIDATION: DataValidation = {
  type: 'list',
  formulae: [`"${STATUSES.join(',')}"`],
  ...STATUS_PROMPT,
};

export const PERCENT_VALIDATION: DataValidation = {
  type: 'decimal',
  operator: 'between',
  formulae: [0, 100],
  ...PERCENT_PROMPT,
};

export const DAY_VALIDATION: DataValidation = {
  type: 'date',
  operator: 'greaterThanOrEqual',
  formulae: [new Date(Date.UTC(2000, 0, 1))],
  ...DAY_PROMPT,
};

export function textValidation(maxLength: number): DataValidation {
  return {
    type: 'textLength',
    operator: 'lessThanOrEqual',
    formulae: [maxLength],
    ...textPrompt(maxLength),
  };
}
