/** The visible head of a form: what stands beside 填报单位, 报告期, 表号 and the names. */
import { cellRef, type Cell, type Sheet } from '../model/cell-grid.ts';
import { HEAD } from '../model/form.ts';
import { foldTyped } from '../model/numeral-text.ts';
import { titleKey, type Page } from './page.ts';
import { wordsFault, type WordsFault } from './reading.ts';

/** What stands beside a label, and where; without text where a formula broke (`fault`). */
export type HeadCell = Readonly<{ text: string; cell: string; fault?: WordsFault }>;

export type Head = Readonly<Record<keyof typeof HEAD, HeadCell | null>>;

const LABELS: ReadonlySet<string> = new Set(Object.values(HEAD));

/** The first label of each kind counts; a label without a value beside it is null. */
export function headOf(page: Page): Head {
  const find = (label: string): HeadCell | null => beside(page, label);
  return {
    number: find(HEAD.number),
    unit: find(HEAD.unit),
    period: find(HEAD.period),
    filler: find(HEAD.filler),
    reviewer: find(HEAD.reviewer),
    phone: find(HEAD.phone),
    proof: proofOf(page),
  };
}

function beside({ sheet }: Page, label: string): HeadCell | null {
  const joined = new RegExp(`^\\s*${label}\\s*[:：]\\s*(\\S.{0,100})$`);
  for (const cell of sheet.cells) {
    const text = joined.exec(cell.text)?.[1];
    if (text !== undefined) return { text: text.trim(), cell: cellRef(cell.row, cell.column) };
    if (titleKey(cell.text) === label) return nextTo(sheet, cell);
  }
  return null;
}

/** The 校验码 is a formula's result: beside it nothing else may be taken for it. */
function proofOf({ sheet, at }: Page): HeadCell | null {
  const label = sheet.cells.find((cell) => titleKey(cell.text) === HEAD.proof);
  const cell = label === undefined ? null : at(label.row, label.column + 1);
  return cell === null || cell.text === ''
    ? null
    : { text: cell.text, cell: cellRef(cell.row, cell.column) };
}

/** Where the value beside a label stands, or would stand; null without the label. */
export function headPlace(page: Page, head: Head, part: keyof Head): string | null {
  const filled = head[part];
  if (filled !== null) return filled.cell;
  const label = page.sheet.cells.find((cell) => titleKey(cell.text) === HEAD[part]);
  return label === undefined ? null : cellRef(label.row, label.column + 1);
}

function nextTo(sheet: Sheet, { row, column }: Cell): HeadCell | null {
  const next = sheet.cells
    .filter((cell) => cell.row === row && cell.column > column)
    .filter(({ kind, text }) => foldTyped(text) !== '' || kind === 'empty-formula')
    .sort((a, b) => a.column - b.column)[0];
  if (next === undefined || LABELS.has(titleKey(next.text))) return null;
  const cell = cellRef(next.row, next.column);
  const fault = wordsFault(next);
  return fault === null ? { text: next.text.trim(), cell } : { text: '', cell, fault };
}
