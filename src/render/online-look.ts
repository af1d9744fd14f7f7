/** How a workbook's cell stands and looks, in no program's own terms. */
import type { Cell, CellValue, Color, Fill, Style } from 'exceljs';
import { serialOfDay, type Day } from '../model/day.ts';
import type { OnlineLook, OnlineValue } from '../model/online-form.ts';
import { onlineFormula } from '../model/self-check-parts.ts';

const DIGIT_PIXELS = 7;
/** What a column has beside its digits. */
const SIDE_PIXELS = 5;
const POINTS_PER_INCH = 72;
const PIXELS_PER_INCH = 96;

/** @param digits a column's width. */
export function pixelsWide(digits: number): number {
  return Math.round(digits * DIGIT_PIXELS + SIDE_PIXELS);
}

/** @param points a row's height. */
export function pixelsHigh(points: number): number {
  return Math.round((points * PIXELS_PER_INCH) / POINTS_PER_INCH);
}

/** @throws Error for what no form of ours holds. */
export function valueOf({ value, address }: Cell): OnlineValue | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (typeof value === 'number') return { kind: 'number', number: value };
  if (typeof value === 'boolean') return { kind: 'box', ticked: value };
  if (value instanceof Date) {
    return { kind: 'number', number: serialOfDay(value.toISOString().slice(0, 10) as Day) };
  }
  return { kind: 'formula', text: onlineFormula(formulaIn(value, address)) };
}

function formulaIn(value: Exclude<CellValue, null | undefined>, address: string): string {
  if (typeof value === 'object' && 'formula' in value) return value.formula;
  throw new Error(`${address} holds what no form does`);
}

/** Null for a cell that was never dressed. */
export function lookOf({ style }: Cell): OnlineLook | null {
  const { font = {}, fill, border, alignment, numFmt = '' }: Partial<Style> = style;
  const { name, size, bold = false, color } = font;
  if (name === undefined || size === undefined) return null;
  return {
    font: name,
    size,
    bold,
    color: colourIn(color),
    fill: fillIn(fill),
    edge: border?.top?.color === undefined ? null : colourIn(border.top.color),
    align: alignIn(alignment?.horizontal),
    pattern: numFmt,
  };
}

function fillIn(fill: Fill | undefined): string | null {
  return fill?.type === 'pattern' && fill.fgColor !== undefined ? colourIn(fill.fgColor) : null;
}

function alignIn(horizontal: Style['alignment']['horizontal']): OnlineLook['align'] {
  return horizontal === 'center' || horizontal === 'right' ? horizontal : 'left';
}

/** Six digits of `FF808080`. */
export function colourIn(color: Partial<Color> | undefined): string {
  const digits = /^[0-9A-F]{2}([0-9A-F]{6})$/.exec(color?.argb ?? '')?.[1];
  if (digits === undefined) throw new Error(`no colour: ${String(color?.argb)}`);
  return digits;
}
