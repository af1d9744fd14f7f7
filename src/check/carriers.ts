/** The carriers of a workbook's identity: the hidden sheet, the document's keywords, the form's foot, and the visible head. */
import { CARRIER_WORDS } from '../model/catalogue/identity.ts';
import type { CellGrid } from '../model/cell-grid.ts';
import { IDENTITY_SHEET } from '../model/form.ts';
import { parseIdentityToken, type IdentityMark, type Seal } from '../model/identity.ts';
import { parseMonth, type Month } from '../model/period.ts';
import type { OrgUnitId, Plan } from '../model/plan.ts';
import { monthOfText, type Head, type HeadCell } from './head.ts';

/** What one carrier says about one part. `value` is null for what the plan does not know. */
export type Claim<T> = Readonly<{ carrier: string; text: string; value: T | null }>;

export type Claims = Readonly<{
  unit: readonly Claim<OrgUnitId>[];
  period: readonly Claim<Month>[];
  form: readonly Claim<string>[];
  /** Whether any of them is signed by us. */
  marked: boolean;
  /** How the mark names the plan it was made from; empty when unknown. */
  plan: string;
  sample: string;
}>;

type Marked = Readonly<{ carrier: string; mark: IdentityMark }>;

/** All that the workbook says of itself, in order of trust. Empty parts say nothing. */
export function claimsOf(grid: CellGrid, head: Head | null, plan: Plan, seal: Seal): Claims {
  const marks = marksOf(grid, seal);
  return {
    ...claimsFrom(marks, head, plan),
    marked: marks.length > 0,
    plan: marks[0]?.mark.plan ?? '',
    sample: marks.map(({ mark }) => mark.sample).find((sample) => sample !== '') ?? '',
  };
}

/** Only what carries our signature: the hidden sheet, the keywords, a cell of any sheet. */
function marksOf({ sheets, keywords }: CellGrid, seal: Seal): readonly Marked[] {
  const [hidden, shown] = [true, false].map((isHidden) =>
    sheets
      .filter((sheet) => (sheet.name === IDENTITY_SHEET) === isHidden)
      .flatMap(({ cells }) => cells)
      .map(({ text }) => parseIdentityToken(text, seal))
      .find((mark) => mark !== null),
  );
  return [
    { carrier: CARRIER_WORDS.hidden, mark: hidden },
    { carrier: CARRIER_WORDS.keywords, mark: parseIdentityToken(keywords, seal) },
    { carrier: CARRIER_WORDS.foot, mark: shown },
  ].flatMap(({ carrier, mark }) => (mark ? [{ carrier, mark }] : []));
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
