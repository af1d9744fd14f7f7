/** The 校验码: six digits over a form's numbers, which a spreadsheet's formulas and the server come to alike. */
import { decimal, type Decimal } from './decimal.ts';

/** What one item adds: its number as a whole number at its decimals, told apart by the item's code. */
export type ProofPart = Readonly<{ item: string; decimals: number; value: Decimal }>;

const REST = 99_991;
const WHOLE = 999_983;
/**
 * Beyond this no figure is taken, by the server or by a form's own formulas: nothing plausible lies there, doubles are no longer whole at four
 * decimals, and a number of a person would fit.
 */
export const SHEET_LIMIT = decimal('10000000000');
const HALF_UP = 1;

/** Six digits. Only what stands in a cell as a number counts. */
export function proofOf(parts: readonly ProofPart[]): string {
  const sum = parts.reduce((total, part) => total + partOf(part), 0);
  return String(sum % WHOLE).padStart(6, '0');
}

function partOf({ item, decimals, value }: ProofPart): number {
  if (value.abs().gte(SHEET_LIMIT)) return 0;
  const scaled = value.abs().times(decimal('1'.padEnd(decimals + 1, '0')));
  return Number(scaled.round(0, HALF_UP).mod(REST).toFixed()) * weightOf(item);
}

/** The same for one cell, as a formula. */
export function proofFormula(item: string, decimals: number, cell: string): string {
  const scaled = `ROUND(ABS(${cell})*${'1'.padEnd(decimals + 1, '0')},0)`;
  const part = `MOD(${scaled},${String(REST)})*${String(weightOf(item))}`;
  return `IF(ISNUMBER(${cell}),IF(ABS(${cell})<${SHEET_LIMIT.toFixed()},${part},0),0)`;
}

/** @param column the cells of the parts: `O8:O60`. */
export function wholeProofFormula(column: string): string {
  return `TEXT(MOD(SUM(${column}),${String(WHOLE)}),"000000")`;
}

/** A number of the code's own, from 1 to 9973, so that two rows changed about are seen. */
function weightOf(item: string): number {
  const hash = Array.from(item).reduce(
    (sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973,
    7,
  );
  return hash + 1;
}
