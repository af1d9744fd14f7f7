/** Whose form for which month a workbook is: all that it says of itself must agree. */
import type { CellGrid } from '../model/cell-grid.ts';
import { differingWords, otherFormWords } from '../model/catalogue/identity.ts';
import { workbookFinding } from '../model/catalogue/workbook.ts';
import type { Details } from '../model/catalogue/catalogue.ts';
import { chineseDay, dayOfMoment, type Moment } from '../model/day.ts';
import type { Finding, Place } from '../model/finding.ts';
import { formSheetOf, itemsOf, type FormSheet } from '../model/form.ts';
import { planWord, type Seal } from '../model/identity.ts';
import { chinesePeriod, firstDay, lastDay, parseMonth, type Month } from '../model/period.ts';
import { isValidIn, type OrgUnitId, type Plan } from '../model/plan.ts';
import { workingCalendar } from '../model/working-calendar.ts';
import { claimsOf, mixedCode, type Claim, type Claims } from './carriers.ts';
import { headOf, type Head } from './head.ts';
import { codesFound, pagesOf, type Page } from './page.ts';

export type Identity = Readonly<{
  /** Known to the plan and not disputed within the workbook; otherwise null. */
  unit: OrgUnitId | null;
  period: Month | null;
  form: string | null;
  /** How the plan that the workbook was made from is named in its mark; empty when it does not say. */
  planVersion: string;
  /** The form that the unit owes for the period; null when unit or period are not known or nothing is owed. */
  sheet: FormSheet | null;
  findings: readonly Finding[];
}>;

export type IdentityContext = Readonly<{
  plan: Plan;
  /** What the ledger's own forms are signed with. */
  seal: Seal;
  at: Moment;
  fileName: string;
  /** The units for which whoever sent it is known to speak, or whose place it lies in; absent where nobody is known. */
  vouched?: readonly OrgUnitId[];
}>;

/** Of a form's codes, how many in ten must be there before the visible head alone says whose it is. */
const FOUND_OF_TEN = 9;

type Known = Readonly<{
  context: IdentityContext;
  page: Page | null;
  head: Head | null;
  claims: Claims;
}>;

/** Never throws, whatever the grid. */
export function identify(grid: CellGrid, context: IdentityContext): Identity {
  const pages = pagesOf(grid);
  const page = pages.find(({ codes }) => codes.size > 0) ?? null;
  const head = pages[0] === undefined ? null : headOf(page ?? pages[0]);
  const known = { context, page, head, claims: claimsOf(grid, head, context.plan, context.seal) };
  const unit = agreed(known.claims.unit);
  const period = agreed(known.claims.period);
  const sheet = unit === null || period === null ? null : owed(context.plan, unit, period);
  return {
    unit,
    period,
    form: sheet?.form.id ?? agreed(known.claims.form),
    planVersion: known.claims.plan,
    sheet: recognised(known, sheet) ? sheet : null,
    findings: [
      ...disputes(known),
      ...rewordings(known),
      ...unknowns(known, unit, period),
      ...formFaults(known, sheet),
      ...pageFaults(known, sheet, { grid, pages }),
      ...markFaults(known, grid),
    ],
  };
}

/** The one value that all claims name; null when there is none, or several. */
function agreed<T>(claims: readonly Claim<T>[]): T | null {
  const [first] = claims;
  return first !== undefined && claims.every(({ value }) => value === first.value)
    ? first.value
    : null;
}

function owed(plan: Plan, id: OrgUnitId, period: Month): FormSheet | null {
  const unit = plan.units.find((entry) => entry.id === id && isValidIn(entry, period));
  return unit === undefined ? null : formSheetOf(plan, unit, period);
}

/** Without a signed mark, the head says whose form it is only where the form's codes stand below it. */
function recognised({ claims, page }: Known, sheet: FormSheet | null): boolean {
  if (claims.marked) return true;
  if (sheet === null || page === null) return false;
  const codes = itemsOf(sheet).map(({ item }) => item);
  return codesFound(page, codes) * 10 >= codes.length * FOUND_OF_TEN;
}

function placeOf({ context, page, head }: Known, part: keyof Head | null): Place {
  const cell = part === null ? undefined : head?.[part]?.cell;
  return {
    file: context.fileName,
    ...(page === null ? {} : { sheet: page.sheet.name }),
    ...(cell === undefined ? {} : { cell }),
  };
}

const PARTS = [
  ['unit', 'I_UNIT_CONFLICT', 'unit'],
  ['period', 'I_PERIOD_CONFLICT', 'period'],
  ['form', 'I_FORM_CONFLICT', 'number'],
] as const;

function disputes(known: Known): readonly Finding[] {
  return PARTS.flatMap(([part, code, at]) => {
    const claims: readonly Claim<string>[] = known.claims[part];
    const [first] = claims;
    const other = claims.find((claim) => claim.value !== first?.value);
    if (first === undefined || other === undefined) return [];
    const said = [first, other].map((claim) => ({ ...claim, text: wordsOf(claim) }));
    return [finding(known, code, { at, details: { claims: differingWords(said) } })];
  });
}

/** The head's cells are printed, not filled in: what was typed over them is to be put back. */
function rewordings(known: Known): readonly Finding[] {
  return known.claims.reworded.map(({ part, expected }) => {
    const cell = placeOf(known, part).cell ?? '';
    const text = wordsOf({ carrier: '', text: expected, value: expected });
    return finding(known, 'I_HEAD_REWORDED', {
      at: part,
      details: { cell, expected: text, read: known.head?.[part]?.text ?? '' },
    });
  });
}

/** A month in words, whichever way the carrier spells it. */
function wordsOf({ text, value }: Claim<string>): string {
  const month = parseMonth(value ?? '');
  return month === null ? text : chinesePeriod(month);
}

type Code = Parameters<typeof workbookFinding>[0];
type Said = Readonly<{ at: keyof Head | null; details?: Details }>;

function finding(known: Known, code: Code, { at, details = {} }: Said): Finding {
  const read = at === null ? undefined : known.head?.[at]?.text;
  return workbookFinding(code, {
    place: placeOf(known, at),
    ...(read === undefined ? {} : { read }),
    details,
  });
}

/** What is named but not known, or not named at all. */
function unknowns(known: Known, unit: OrgUnitId | null, period: Month | null): readonly Finding[] {
  const { claims } = known;
  if (claims.unit.length === 0 || claims.period.length === 0) {
    return [finding(known, 'I_NONE', { at: null })];
  }
  return [...unknownPeriod(known, period), ...unknownUnit(known, unit, period)];
}

function unknownPeriod(known: Known, period: Month | null): readonly Finding[] {
  const { claims, context } = known;
  if (claims.period.every(({ value }) => value === null)) {
    const details = { period: claims.period[0]?.text ?? '' };
    return [finding(known, 'I_PERIOD_UNREAD', { at: 'period', details })];
  }
  if (period === null) return [];
  const today = dayOfMoment(context.at);
  const details = { period: chinesePeriod(period), day: chineseDay(today) };
  if (firstDay(period) > today)
    return [finding(known, 'I_PERIOD_EARLY', { at: 'period', details })];
  return today <= lastDay(period) && !isDueWithin(period, context.plan)
    ? [finding(known, 'I_PERIOD_OPEN', { at: 'period', details })]
    : [];
}

/** Whether the plan itself asks for the month before it has ended. */
function isDueWithin(period: Month, { calendar }: Plan): boolean {
  const due = workingCalendar(calendar).due(period);
  return dayOfMoment(due) <= lastDay(period);
}

function unknownUnit(known: Known, id: OrgUnitId | null, period: Month | null): readonly Finding[] {
  const { claims, context } = known;
  const nobody = claims.unit.every(({ value }) => value === null);
  const gone = id !== null && period !== null && !isUnitIn(context.plan, id, period);
  if (!nobody && !gone) return [];
  const month = period === null ? '' : chinesePeriod(period);
  const details = { unit: claims.unit[0]?.text ?? '', period: month };
  return [finding(known, 'I_UNIT_UNKNOWN', { at: 'unit', details })];
}

function isUnitIn(plan: Plan, id: OrgUnitId, period: Month): boolean {
  return plan.units.some((entry) => entry.id === id && isValidIn(entry, period));
}

/** Whether the unit owes a form at all, whether it is this one, and which plan it was made from. */
function formFaults(known: Known, sheet: FormSheet | null): readonly Finding[] {
  const { claims, context } = known;
  const unit = agreed(claims.unit);
  const period = agreed(claims.period);
  if (unit === null || period === null || !isUnitIn(context.plan, unit, period)) return [];
  const details = { unit: claims.unit[0]?.text ?? '', period: chinesePeriod(period) };
  if (sheet === null) return [finding(known, 'I_FORM_NONE', { at: 'number', details })];
  if (!recognised(known, sheet)) return [finding(known, 'I_NONE', { at: null })];
  const other = otherForm(known, sheet);
  if (other !== null) return [other];
  if (claims.marked) return olderPlan(known, sheet);
  const isVouched = context.vouched?.includes(unit) === true;
  return [finding(known, isVouched ? 'I_LOST_VOUCHED' : 'I_LOST', { at: 'unit', details })];
}

function otherForm(known: Known, sheet: FormSheet): Finding | null {
  const [claim] = known.claims.form;
  const form = agreed(known.claims.form);
  if (claim === undefined || form === null || form === sheet.form.id) return null;
  const claims = otherFormWords(claim.text, sheet.form.number);
  return finding(known, 'I_FORM_CONFLICT', { at: 'number', details: { claims } });
}

function olderPlan(known: Known, sheet: FormSheet): readonly Finding[] {
  const { plan } = known.claims;
  const older = plan !== '' && plan !== planWord(sheet.planVersion);
  return older ? [finding(known, 'I_PLAN_CHANGED', { at: null })] : [];
}

/** Whether there is exactly one sheet that may be meant. */
function pageFaults(
  known: Known,
  sheet: FormSheet | null,
  { grid, pages }: Readonly<{ grid: CellGrid; pages: readonly Page[] }>,
): readonly Finding[] {
  if (sheet === null || !recognised(known, sheet)) return [];
  const codes = itemsOf(sheet).map(({ item }) => item);
  const isMeant = (page: Page): boolean => codesFound(page, codes) * 2 > codes.length;
  const [first, second] = pages.filter(isMeant);
  if (first === undefined) {
    const unseen = pagesOf(grid, true).find(isMeant)?.sheet.name;
    return unseen === undefined
      ? [
          finding(known, 'I_NO_PAGE', {
            at: null,
            details: { lost: hasLostLetters(grid) ? 1 : '' },
          }),
        ]
      : [finding(known, 'I_HIDDEN_PAGE', { at: null, details: { sheet: unseen } })];
  }
  if (second === undefined) return [];
  const details = { first: first.sheet.name, second: second.sheet.name };
  return [finding(known, 'I_TWO_PAGES', { at: null, details })];
}

/** Whether it was saved as text in an encoding without Chinese letters: each has become a question mark. */
function hasLostLetters({ format, sheets }: CellGrid): boolean {
  const texts = sheets.flatMap(({ cells }) => cells.map(({ text }) => text));
  return (
    format === 'csv' &&
    texts.some((text) => text.includes('??')) &&
    texts.every((text) => /^[\t-~]*$/.test(text))
  );
}

function markFaults(known: Known, grid: CellGrid): readonly Finding[] {
  const { claims, context } = known;
  const code = mixedCode(grid, claims.sample, context.seal);
  const saysNothing = claims.unit.length === 0 && claims.period.length === 0;
  return code === null || saysNothing ? [] : [finding(known, code, { at: null })];
}
