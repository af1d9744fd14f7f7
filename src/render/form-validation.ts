/** What a spreadsheet itself checks while a clerk types. It is help, not protection: pasting goes round all of it. */
import type { DataValidation, Worksheet } from 'exceljs';
import {
  DAY_PROMPT,
  figurePrompt,
  HEAD_PROMPTS,
  PERCENT_PROMPT,
  REMARK_PROMPT,
  STATUS_PROMPT,
  textPrompt,
  WORDS_PROMPT,
  type Prompt,
} from '../model/catalogue/sheet-words.ts';
import { NOT_APPLICABLE, TASK_STATUSES, type FigureItem } from '../model/form.ts';
import { ALL_DONE, figureSpec } from '../model/form-spec.ts';
import { cellRef } from '../model/cell-grid.ts';

/**
 * Missing from exceljs's own types. Validations are written by range: written cell by cell, exceljs gives ranges that
 * overlap (its issue 1427).
 */
export type ValidatedSheet = Worksheet &
  Readonly<{
    dataValidations: {
      add(range: string, validation: DataValidation): void;
      /** By range. */
      readonly model: Readonly<Record<string, DataValidation>>;
    };
  }>;

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

/**
 * A figure's prompt and refusal. What the server takes as typed (12.8万, 零报告) may be typed here too: the spreadsheet
 * asks whether it is meant, it does not forbid.
 *
 * @param cell the cell that the formula is written for.
 */
export function figureValidation(figure: FigureItem, cell: string): DataValidation {
  const { approximate, decimals } = figureSpec(figure);
  const whole = decimals === 0 ? `${cell}=INT(${cell})` : roundedTo(cell, decimals);
  const asNumber = `AND(${cell}>=0,${whole})`;
  const asText = approximate ? 'TRUE' : `${cell}="${NOT_APPLICABLE}"`;
  return {
    type: 'custom',
    formulae: [`IF(ISNUMBER(${cell}),${asNumber},${asText})`],
    errorStyle: 'warning',
    ...figurePrompt(figure),
  };
}

function roundedTo(cell: string, decimals: number): string {
  return `ABS(ROUND(${cell},${String(decimals)})-${cell})<0.0000001`;
}

/** Words that nothing is asked of; the prompt says what they are for. */
function wordsValidation(prompt: Prompt): DataValidation {
  return { type: 'textLength', operator: 'lessThanOrEqual', formulae: [32_000], ...prompt };
}

export const HEAD_VALIDATIONS = {
  filler: wordsValidation(HEAD_PROMPTS.filler),
  reviewer: wordsValidation(HEAD_PROMPTS.reviewer),
  phone: wordsValidation(HEAD_PROMPTS.phone),
} as const;
export const REMARK_VALIDATION = wordsValidation(REMARK_PROMPT);
export const WORDS_VALIDATION = wordsValidation(WORDS_PROMPT);

const STATUSES = [...TASK_STATUSES, NOT_APPLICABLE];

export const STATUS_VALIDATION: DataValidation = {
  type: 'list',
  formulae: [`"${STATUSES.join(',')}"`],
  ...STATUS_PROMPT,
};

export const PERCENT_VALIDATION: DataValidation = {
  type: 'decimal',
  operator: 'between',
  formulae: [0, ALL_DONE.toNumber()],
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
