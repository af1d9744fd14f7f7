/** Cells as a reader of workbooks would hand them over. */
import type { Cell } from '../../src/model/cell-grid.ts';

export function aTextCell(text: string, over: Partial<Cell> = {}): Cell {
  return { row: 7, column: 4, kind: 'text', text, ...over };
}

/** A number at 15 significant digits, spelled out plainly. */
export function aNumberCell(value: number, over: Partial<Cell> = {}): Cell {
  return { row: 7, column: 4, kind: 'number', text: plainText(value), ...over };
}

function plainText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const [digits = '', power = '0'] = value.toExponential(14).split('e');
  const negative = digits.startsWith('-');
  const letters = digits.replace(/[-.]/g, '');
  const point = Number(power) + 1;
  const padded = point <= 0 ? `0.${'0'.repeat(-point)}${letters}` : letters.padEnd(point, '0');
  const plain =
    point <= 0 || point >= padded.length
      ? padded
      : `${padded.slice(0, point)}.${padded.slice(point)}`;
  const short = plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain;
  return negative && short !== '0' ? `-${short}` : short;
}
