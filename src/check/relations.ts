/** Figures together: 其中 and its whole, numerator and denominator, one month and the others, the plan's rules, what is strange. */
import { decimal, decimalText, sum, type Decimal } from '../model/decimal.ts';
import type { Finding } from '../model/finding.ts';
import { COLUMN, denominatorItem } from '../model/form.ts';
import type { CellState } from '../model/submission.ts';
import type { Details } from '../model/catalogue/catalogue.ts';
import type { JudgedFigure } from './figures.ts';
import { outlierFindings, sameFindings } from './outliers.ts';
import { findingAt, type Reading } from './reading.ts';
import { ruleFindings, waivedParts } from './rules.ts';
import { yearFindings } from './year.ts';

type ByItem = ReadonlyMap<string, JudgedFigure>;

/** All faults between figures. Only figures that were read are compared. */
export function relationFindings(
  reading: Reading,
  figures: readonly JudgedFigure[],
): readonly Finding[] {
  const byItem: ByItem = new Map(figures.map((figure) => [figure.entry.item, figure]));
  const years = figures.map((figure) => ({ figure, findings: yearFindings(reading, figure) }));
  // What is said of a figure beside its year's others says of its leap too.
  const unlike = years.filter(({ findings }) => findings.length === 0).map(({ figure }) => figure);
  const same = sameFindings(reading, figures);
  const waived = waivedParts(reading, byItem);
  const held = figures.filter(({ entry }) => !waived.has(entry.item));
  // What is strange in each figure of last month's form sent again is that form's, or that nothing was added.
  const isLastMonths = same.some(({ code }) => code === 'C_SAME_MONTH');
  return [
    ...figures.flatMap((figure) => partFault(reading, figure, { byItem, waived })),
    ...figures.flatMap((whole) => partsFault(reading, whole, held)),
    ...years.flatMap(({ findings }) => findings),
    ...figures.flatMap((numerator) => ratioFault(reading, numerator, byItem)),
    ...ruleFindings(reading, byItem),
    ...(isLastMonths ? [] : outlierFindings(reading, unlike)),
    ...same,
  ];
}

function amountOf(figure: JudgedFigure | undefined): Decimal | null {
  const value = figure?.entry.value ?? null;
  return value === null ? null : decimal(value);
}

function partFault(
  reading: Reading,
  figure: JudgedFigure,
  { byItem, waived }: Readonly<{ byItem: ByItem; waived: ReadonlySet<string> }>,
): readonly Finding[] {
  const { indicator, item, name } = figure.item;
  const whole = byItem.get(indicator.partOf ?? '');
  const part = amountOf(figure);
  if (whole === undefined || part === null) return [];
  const total = amountOf(whole);
  const code = total === null ? withoutWhole(whole) : part.gt(total) ? 'C_PART' : null;
  if (code === null || (code === 'C_PART' && waived.has(item))) return [];
  const details = {
    name: whole.item.name,
    part: decimalText(part),
    whole: total === null ? '' : decimalText(total),
  };
  return [findingAt(reading, code, { item, name, title: COLUMN.value, details })];
}

/** A part of nothing; a whole that is blank or could not be read has its own fault. */
function withoutWhole({ entry }: JudgedFigure): 'C_PART_NO_WHOLE' | null {
  return entry.state === 'not-applicable' ? 'C_PART_NO_WHOLE' : null;
}

/** Parts that each fit but together exceed the whole. */
function partsFault(
  reading: Reading,
  whole: JudgedFigure,
  figures: readonly JudgedFigure[],
): readonly Finding[] {
  const { item, name, indicator } = whole.item;
  const parts = figures.filter((figure) => figure.item.indicator.partOf === indicator.code);
  const amounts = parts.map(amountOf).filter((amount) => amount !== null);
  const total = amountOf(whole);
  if (total === null || amounts.length < 2 || amounts.some((amount) => amount.gt(total))) return [];
  const together = sum(amounts);
  if (together.lte(total)) return [];
  const details = {
    names: parts.map((part) => part.item.name.replace(/^其中[：:]/, '')).join('、'),
    part: decimalText(together),
    whole: decimalText(total),
  };
  return [findingAt(reading, 'C_PARTS', { item, name, title: COLUMN.value, details })];
}

/** @param figure looked at only when it is a numerator. */
function ratioFault(reading: Reading, figure: JudgedFigure, byItem: ByItem): readonly Finding[] {
  const { indicator, role } = figure.item;
  const other = byItem.get(denominatorItem(indicator.code));
  if (role !== 'numerator' || other === undefined) return [];
  const states = [figure.entry.state, other.entry.state];
  if (states.includes('not-applicable') && states.some((state) => STATED.includes(state))) {
    return [ratioFinding(reading, 'C_RATIO_HALF', figure, {})];
  }
  const n = amountOf(figure);
  const d = amountOf(other);
  const code = n === null || d === null ? null : ratioCode(n, d, indicator.maxPercent ?? null);
  if (n === null || d === null || code === null) return [];
  const max = indicator.maxPercent === undefined ? '' : decimalText(indicator.maxPercent);
  const details = { numerator: decimalText(n), denominator: decimalText(d), max };
  return [ratioFinding(reading, code, figure, details)];
}

const STATED: readonly CellState[] = ['reported', 'confirmed-zero'];

type RatioCode = 'N_RATIO_NONE' | 'C_RATIO_BASE' | 'C_RATIO_HALF' | 'C_RATIO';

/** Compared by multiplying, so that no quotient is rounded. */
function ratioCode(n: Decimal, d: Decimal, max: Decimal | null): RatioCode | null {
  if (d.eq(0)) return n.eq(0) ? 'N_RATIO_NONE' : 'C_RATIO_BASE';
  return max !== null && n.times(100).gt(d.times(max)) ? 'C_RATIO' : null;
}

function ratioFinding(
  reading: Reading,
  code: RatioCode,
  { item: { item, name, indicator } }: JudgedFigure,
  details: Details,
): Finding {
  const said = { item, name, title: COLUMN.value, details: { name: indicator.name, ...details } };
  return findingAt(reading, code, said);
}
