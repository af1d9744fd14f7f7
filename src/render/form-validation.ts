/** What a spreadsheet itself checks while a clerk types. It is help, not protection: pasting goes round all of it. */
import type { DataValidation, Worksheet } from 'exceljs';
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

const ASKED: Readonly<Record<string, string>> = {
  本年累计: '填1月到本月的累计数。',
  本月数: '只填本月发生的数。',
  期末数: '填月末那一天的数。',
  位次: '填最近一次公布的名次。',
};

/** @param first the top cell of the range, which the formula is written for. */
export function figureValidation(figure: FigureItem, first: string): DataValidation {
  const { approximate, decimals } = figure.indicator;
  const prompt = `${ASKED[figure.asks] ?? ''}没有发生填0，不适用填“${NOT_APPLICABLE}”。`;
  if (approximate) {
    const words = `${prompt}没有确数的可填约数，如“35万多”。`;
    return {
      type: 'custom',
      formulae: [`IF(ISNUMBER(${first}),${first}>=0,TRUE)`],
      promptTitle: figure.asks,
      prompt: words,
      errorTitle: '请填数',
      error: '这一格填不小于0的数，或者约数，如“35万多”。',
    };
  }
  const whole = decimals === 0 ? `${first}=INT(${first})` : roundedTo(first, decimals);
  const shape = decimals === 0 ? '整数' : `数，最多${String(decimals)}位小数`;
  return {
    type: 'custom',
    formulae: [`IF(ISNUMBER(${first}),AND(${first}>=0,${whole}),${first}="${NOT_APPLICABLE}")`],
    promptTitle: figure.asks,
    prompt,
    errorTitle: '请填数',
    error: `这一格填不小于0的${shape}，只填数字，不带单位；不适用的填“${NOT_APPLICABLE}”。`,
  };
}

function roundedTo(cell: string, decimals: number): string {
  return `ABS(ROUND(${cell},${String(decimals)})-${cell})<0.0000001`;
}

const STATUSES = [...TASK_STATUSES, NOT_APPLICABLE];

export const STATUS_VALIDATION: DataValidation = {
  type: 'list',
  formulae: [`"${STATUSES.join(',')}"`],
  promptTitle: '进展状态',
  prompt: `点右边的小箭头选择；不属于本单位的选“${NOT_APPLICABLE}”，并在进展情况里写明原因。`,
  errorTitle: '请选择',
  error: `请从${STATUSES.map((status) => `“${status}”`).join('')}中选一个。`,
};

export const PERCENT_VALIDATION: DataValidation = {
  type: 'decimal',
  operator: 'between',
  formulae: [0, 100],
  promptTitle: '完成比例',
  prompt: '填0到100的数，完成一半填50；不到或刚到1%的连百分号一起填，如0.5%；说不准的可以不填。',
  errorTitle: '请填数',
  error: '这一格填0到100的数，完成一半填50；不到或刚到1%的连百分号一起填，如0.5%。',
};

export const DAY_VALIDATION: DataValidation = {
  type: 'date',
  operator: 'greaterThanOrEqual',
  formulae: [new Date(Date.UTC(2000, 0, 1))],
  promptTitle: '完成日期',
  prompt: '已完成的填哪天完成，如2007-5-31；没有完成的不填。',
  errorTitle: '请填日期',
  error: '这一格填日期，年月日写全，如2007-5-31。',
};

export function textValidation(maxLength: number): DataValidation {
  return {
    type: 'textLength',
    operator: 'lessThanOrEqual',
    formulae: [maxLength],
    promptTitle: '文字',
    prompt: `不超过${String(maxLength)}字；换行按Alt+回车。`,
    errorTitle: '文字太长',
    error: `这一格不超过${String(maxLength)}字，请精简。`,
  };
}
