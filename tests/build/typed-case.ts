/** Cells and specs of the reference tables: what people type, and how it is to be read. */
import { readFileSync } from 'node:fs';
import type { Cell, CellKind } from '../../src/model/cell-grid.ts';
import { decimal } from '../../src/model/decimal.ts';
import type { FigureSpec } from '../../src/model/numeral.ts';
import { aNumberCell, aTextCell } from './cell.ts';

/** One row of a table; `suggestion` is the value that a refusal names. */
export type TypedCase = Readonly<{
  g: string;
  raw: unknown;
  spec: Readonly<{ kind: string; max?: string; unit?: string; approx?: boolean }>;
  v: string | null;
  code: string;
  suggestion?: string;
  why?: string;
}>;

export function typedCases(file: string): readonly TypedCase[] {
  const url = new URL(`../reference/${file}`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as readonly TypedCase[];
}

export function aSpec(over: Partial<FigureSpec> = {}): FigureSpec {
  return {
    decimals: 0,
    unitOfMeasure: '',
    max: null,
    approximate: false,
    ...over,
  };
}

export function specOf({ spec }: TypedCase): FigureSpec {
  const { kind, max, unit = '', approx = false } = spec;
  return aSpec({
    decimals: kind === 'count' ? 0 : 2,
    unitOfMeasure: kind === 'percent' ? '%' : unit,
    max: max === undefined ? null : decimal(max),
    approximate: approx,
  });
}

/** A kind of cell that no reader of ours gives: an array, a function, rich text without text. */
function strangeCell(kind: string): Cell {
  return { row: 7, column: 4, kind: kind as CellKind, text: '' };
}

type CellObject = Readonly<{
  $?: string;
  v?: string;
  c?: string;
  n?: number;
  percent?: boolean;
  formula?: string;
  sharedFormula?: string;
  result?: unknown;
  text?: string;
}>;

function taggedCell({ $, v = '', c = '', n = 0, percent = false }: CellObject): Cell {
  if ($ === 'num') return aNumberCell(Number(v), { percentFormat: percent });
  if ($ === 'date') return aTextCell(v.slice(0, 10), { kind: 'date' });
  return $ === 'repeat' ? aTextCell(c.repeat(n)) : strangeCell($ ?? '');
}

function formulaCell(formula: string, result: unknown): Cell {
  if (result === null) return aTextCell('', { kind: 'empty-formula', formula });
  if (typeof result !== 'object') return { ...plainCell(result), formula };
  return aTextCell((result as { error: string }).error, { kind: 'error', formula });
}

function plainCell(raw: unknown): Cell {
  if (typeof raw === 'string') return aTextCell(raw);
  if (typeof raw === 'number') return aNumberCell(raw);
  return aTextCell(raw === true ? 'TRUE' : 'FALSE', { kind: 'boolean' });
}

export function cellOf({ raw }: TypedCase): Cell | null {
  if (raw === null) return null;
  if (Array.isArray(raw)) return strangeCell('array');
  if (typeof raw !== 'object') return plainCell(raw);
  const object = raw as CellObject;
  if (object.$ !== undefined) return taggedCell(object);
  const formula = object.formula ?? object.sharedFormula;
  if (formula !== undefined) return formulaCell(formula, object.result);
  return object.text === undefined ? strangeCell('richText') : aTextCell(object.text);
}
