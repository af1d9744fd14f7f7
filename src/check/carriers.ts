/** The carriers of a workbook's identity: the hidden sheet, the document's keywords, the visible head. */
import { CARRIER_WORDS } from '../model/catalogue/identity.ts';
import type { CellGrid, Sheet } from '../model/cell-grid.ts';
import { IDENTITY_KEY, IDENTITY_SHEET } from '../model/form.ts';
import { parseIdentityToken, type IdentityMark } from '../model/identity.ts';
import { parseMonth, type Month } from '../model/period.ts';
import type { OrgUnitId, Plan } from '../model/plan.ts';
import { monthOfText, type Head, type HeadCell } from './head.ts';

/** What one carrier says about one part. `value` is null for what the plan does not know. */
export type Claim<T> = Readonly<{ carrier: string; text: string; value: T | null }>;

export type Claims = Readonly<{
  unit: readonly Claim<OrgUnitId>[];
  period: readonly Claim<Month>[];
  form: readonly Claim<string>[];
  /** Whether anything that cannot be seen says whose it is. */
  marked: boolean;
  /** Hash of the plan it was made from; empty when unknown. */
  plan: string;
  sample: string;
}>;

function hiddenMark(grid: CellGrid): IdentityMark | null {
  const sheet = grid.sheets.find((entry) => entry.name === IDENTITY_SHEET);
  if (sheet === undefined) return null;
  const mark = {
    form: valueBeside(sheet, IDENTITY_KEY.form),
    unit: valueBeside(sheet, IDENTITY_KEY.unit),
    period: valueBeside(sheet, IDENTITY_KEY.period),
    plan: valueBeside(sheet, IDENTITY_KEY.plan),
    sample: valueBeside(sheet, IDENTITY_KEY.sample),
  };
  return mark.unit === '' && mark.period === '' ? null : mark;
}

function valueBeside(sheet: Sheet, key: string): string {
  const row = sheet.cells.find((cell) => cell.column === 1 && cell.text === key)?.row;
  return sheet.cells.find((cell) => cell.column === 2 && cell.row === row)?.text.trim() ?? '';
}

type Marked = Readonly<{ carrier: string; mark: IdentityMark }>;

/** All that the workbook says of itself, in order of trust. Empty parts say nothing. */
export function claimsOf(grid: CellGrid, head: Head | null, plan: Plan): Claims {
  const marks = marksOf(grid);
  const made = marks[0]?.mark.plan ?? '';
  return {
    ...claimsFrom(marks, head, plan),
    marked: marks.length > 0,
    plan: /^[0-9a-f]{64}$/.test(made) ? made : '',
    sample: marks.map(({ mark }) => mark.sample).find((sample) => sample !== '') ?? '',
  };
}

function marksOf(grid: CellGrid): readonly Marked[] {
  const hidden = hiddenMark(grid);
  const keywords = parseIdentityToken(grid.keywords);
  return [
    ...(hidden === null ? [] : [{ carrier: CARRIER_WORDS.hidden, mark: hidden }]),
    ...(keywords === null ? [] : [{ carrier: CARRIER_WORDS.keywords, mark: keywords }]),
  ];
}

function claimsFrom(
  marks: readonly Marked[],
  head: Head | null,
  plan: Plan,
): Pick<Claims, 'unit' | 'period' | 'form'> {
  const unitNamed = (text: string): OrgUnitId | null =>
    plan.units.find(({ name }) => name === text)?.id ?? null;
  const formNumbered = (text: string): string | null =>
    plan.forms.find(({ number }) => number === text)?.id ?? null;
  return {
    unit: [
      ...marks.map(({ carrier, mark }) => unitClaim(carrier, mark.unit, plan)),
      ...fromHead(head?.unit, unitNamed),
    ].filter(({ text }) => text !== ''),
    period: [
      ...marks.map(({ carrier, mark: { period } }) => ({
        carrier,
        text: period,
        value: parseMonth(period),
      })),
      ...fromHead(head?.period, monthOfText),
    ].filter(({ text }) => text !== ''),
    form: [
      ...marks.map(({ carrier, mark }) => formClaim(carrier, mark.form, plan)),
      ...fromHead(head?.number, formNumbered),
    ].filter(({ text }) => text !== ''),
  };
}

function unitClaim(carrier: string, id: string, plan: Plan): Claim<OrgUnitId> {
  const unit = plan.units.find((entry) => entry.id === id);
  return { carrier, text: unit?.name ?? id, value: unit?.id ?? null };
}

function formClaim(carrier: string, id: string, plan: Plan): Claim<string> {
  const form = plan.forms.find((entry) => entry.id === id);
  return { carrier, text: form?.number ?? id, value: form?.id ?? null };
}

function fromHead<T>(
  cell: HeadCell | null | undefined,
  read: (text: string) => T | null,
): readonly Claim<T>[] {
  if (!cell) return [];
  return [{ carrier: CARRIER_WORDS.head, text: cell.text, value: read(cell.text) }];
}
