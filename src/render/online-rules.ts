/** What may be typed into a form's cells, as an online sheet checks it: each cell has its own rule and help. */
import type { DataValidation, Worksheet } from 'exceljs';
import { BOX_HELP } from '../model/catalogue/sheet-words.ts';
import type { Day } from '../model/day.ts';
import type { OnlineRule } from '../model/online-form.ts';
import type { ValidatedSheet } from './form-validation.ts';

export const BOX_RULE: OnlineRule = { takes: { kind: 'box' }, isStrict: true, help: BOX_HELP };

/** By the address of the cell. */
export function rulesOf(page: Worksheet): ReadonlyMap<string, OnlineRule> {
  const rules = new Map<string, OnlineRule>();
  for (const [range, validation] of Object.entries(
    (page as ValidatedSheet).dataValidations.model,
  )) {
    for (const cell of addressesIn(page, range)) rules.set(cell, ruleOf(validation, cell));
  }
  return rules;
}

function addressesIn(page: Worksheet, range: string): readonly string[] {
  const [first = '', last = first] = range.split(':');
  const [from, to] = [page.getCell(first), page.getCell(last)];
  const [row, column] = [Number(from.row), Number(from.col)];
  const length = Number(to.row) - row + 1;
  return Array.from({ length }, (_, at) => page.getCell(row + at, column).address);
}

/** An online sheet has no words of its own for what it refuses: they stand behind the prompt. */
function ruleOf(validation: DataValidation, cell: string): OnlineRule {
  const { prompt = '', error = '', errorStyle } = validation;
  const isStrict = errorStyle !== 'warning';
  return {
    takes: takenBy(validation, cell),
    isStrict,
    help: isStrict ? `${prompt}${error}` : prompt,
  };
}

function takenBy({ type, formulae }: DataValidation, cell: string): OnlineRule['takes'] {
  const [first, second] = formulae as readonly unknown[];
  switch (type) {
    case 'list':
      return { kind: 'list', words: String(first).replaceAll('"', '').split(',') };
    case 'decimal':
      return { kind: 'between', from: Number(first), to: Number(second) };
    case 'date':
      return { kind: 'since', day: (first as Date).toISOString().slice(0, 10) as Day };
    case 'textLength':
      return { kind: 'formula', formula: `LEN(${cell})<=${String(first)}` };
    case 'custom':
      return { kind: 'formula', formula: String(first) };
    case 'whole':
      throw new Error(`${cell}: no rule of ours`);
  }
}
