/** The carriers of a workbook's identity: the hidden sheet, the document's keywords, the form's foot, and the visible head. */
import { BASELINE } from '../model/baseline.ts';
import { CARRIER_WORDS } from '../model/catalogue/identity.ts';
import type { CellGrid } from '../model/cell-grid.ts';
import { IDENTITY_SHEET } from '../model/form.ts';
import {
  parseIdentityToken,
  SAMPLE_MARK,
  type IdentityMark,
  type Seal,
} from '../model/identity.ts';
import { monthOfText } from '../model/numeral-date.ts';
import { parseMonth, type Month } from '../model/period.ts';
import type { OrgUnitId, Plan } from '../model/plan.ts';
import type { Head, HeadCell } from './head.ts';

/** What one carrier says about one part. `value` is null for what the plan does not know. */
export type Claim<T> = Readonly<{ carrier: string; text: string; value: T | null }>;

export type Claims = Readonly<{
  unit: readonly Claim<OrgUnitId>[];
  period: readonly Claim<Month>[];
  form: readonly Claim<string>[];
  /** Parts of the head that were written over with what is nobody's and no month: the mark still says what stood there. */
  reworded: readonly Reworded[];
  /** Whether any of them is signed by us. */
  marked: boolean;
  /** How the mark names the plan it was made from; empty when unknown. */
  plan: string;
  sample: string;
}>;

/** `expected`: the text that was printed there. */
type Reworded = Readonly<{ part: 'unit' | 'period' | 'number'; expected: string }>;

type Marked = Readonly<{ carrier: string; mark: IdentityMark }>;

/** The mark of a baseline, where all that is signed in the workbook is one's; null for every other workbook. */
export function baselineMark(grid: CellGrid, seal: Seal): IdentityMark | null {
  const marks = formMarks(grid, seal);
  return marks.every(({ form }) => form === BASELINE) ? (marks[0] ?? null) : null;
}

/** All that is signed in it, in order of trust. */
export function formMarks(grid: CellGrid, seal: Seal): readonly IdentityMark[] {
  return marksOf(grid, seal).map(({ mark }) => mark);
}

/** Sample and real figures never meet in one ledger. @param sample what the workbook's mark says of it; empty for a real one's. */
export function mixedCode(
  { sheets }: CellGrid,
  sample: string,
  seal: Seal,
): 'I_SAMPLE' | 'I_REAL' | null {
  const shown = sheets.some(({ cells }) => cells.some(({ text }) => text === SAMPLE_MARK));
  const isSample = shown || sample !== '';
  if (isSample === (seal.mark !== '')) return null;
  return isSample ? 'I_SAMPLE' : 'I_REAL';
}

/** All that the workbook says of itself, in order of trust. Empty parts say nothing. */
export function claimsOf(grid: CellGrid, head: Head | null, plan: Plan, seal: Seal): Claims {
  const marks = marksOf(grid, seal);
  const claims = claimsFrom(marks, head, plan);
  const [unit, reworded] = withoutReworded('unit', claims.unit);
  const [period, rewordedPeriod] = withoutReworded('period', claims.period);
  const [form, rewordedNumber] = withoutReworded('number', claims.form);
  return {
    unit,
    period,
    form,
    reworded: [...reworded, ...rewordedPeriod, ...rewordedNumber],
    marked: marks.length > 0,
    plan: marks[0]?.mark.plan ?? '',
    sample: marks.map(({ mark }) => mark.sample).find((sample) => sample !== '') ?? '',
  };
}

/** A head that names nothing known says nothing against a mark that does. */
function withoutReworded<T>(
  part: Reworded['part'],
  claims: readonly Claim<T>[],
): readonly [readonly Claim<T>[], readonly Reworded[]] {
  const [first] = claims;
  const rest = claims.filter(
    ({ carrier, value }) => value !== null || carrier !== CARRIER_WORDS.head,
  );
  if (first === undefined || first.value === null || rest.length === claims.length) {
    return [claims, []];
  }
  return [rest, [{ part, expected: first.text }]];
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
