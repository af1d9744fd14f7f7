/** What is strange without being wrong: a leap from last month, a month unlike the unit's own, a form equal to another. */
import type { Details } from '../model/catalogue/catalogue.ts';
import { SERIES_WORDS, shareWords } from '../model/catalogue/relations.ts';
import { workbookFinding } from '../model/catalogue/workbook.ts';
import {
  decimal,
  decimalText,
  fraction,
  roundFraction,
  sum,
  ZERO,
  type Decimal,
} from '../model/decimal.ts';
import type { Finding } from '../model/finding.ts';
import { COLUMN, type FigureItem } from '../model/form.ts';
import { addMonths, chinesePeriod, monthOf, type Month } from '../model/period.ts';
import type { Outliers } from '../model/outliers.ts';
import { asksCumulative, unitNameIn } from '../model/plan.ts';
import type { Accepted, History } from '../model/submission.ts';
import type { JudgedFigure } from './figures.ts';
import { reasonIn } from '../model/reason.ts';
import { findingAt, type Reading } from './reading.ts';

/** So many own months are looked at, the latest ones. */
const TWELVE = 12;
/** What a slip of the hand multiplies by: a digit, two digits, 万. */
const SLIPS = [10, 100, 10_000] as const;
const HALF = decimal('0.5');
const TENTH = decimal('0.1');

/** Figure by figure; all of them are to be verified and none is refused. */
export function outlierFindings(
  reading: Reading,
  figures: readonly JudgedFigure[],
): readonly Finding[] {
  return figures
    .filter(({ item }) => item.indicator.kind !== 'rank')
    .flatMap((figure) => figureFinding(reading, figure));
}

/** A leap is told alone: it lies far from the other months too. */
function figureFinding(reading: Reading, figure: JudgedFigure): readonly Finding[] {
  const series = seriesOf(reading, figure.item);
  const leap = leapFinding(reading, figure, series);
  return leap.length > 0 ? leap : spreadFinding(reading, figure, series);
}

/** The unit's figures of an item by month, as they were reported. */
type Series = ReadonlyMap<Month, Decimal>;

function seriesOf({ context }: Reading, { item }: FigureItem): Series {
  const figures = context.history.flatMap(({ period, entries }): [Month, Decimal][] => {
    const entry = entries.find((one) => one.item === item);
    if (entry?.kind !== 'figure' || entry.value === null) return [];
    return [[period, decimal(entry.value)]];
  });
  return new Map(figures);
}

/** Whether a January is no sequel to its December: a 累计, and the parts of a ratio that may be counted from January. */
function beginsAnew({ indicator }: FigureItem, month: Month): boolean {
  return monthOf(month) === 1 && (asksCumulative(indicator) || indicator.kind === 'ratio');
}

function leapFinding(reading: Reading, figure: JudgedFigure, series: Series): readonly Finding[] {
  const { context, sheet } = reading;
  const { value } = figure.entry;
  const month = addMonths(sheet.period, -1);
  const other = series.get(month);
  if (value === null || other === undefined || beginsAnew(figure.item, sheet.period)) return [];
  const now = decimal(value);
  if (!isLeap(now, other, context.plan.outliers)) return [];
  const isMore = now.gt(other);
  const [small, large] = isMore ? [other, now] : [now, other];
  const details = {
    asks: figure.item.asks,
    now: decimalText(now),
    month: chinesePeriod(month),
    other: decimalText(other),
    share: shareWords(timesOf(small, large), isMore),
    slip: slipOf(small, large) ?? '',
  };
  return [strange(reading, figure, 'C_LEAP', details)];
}

/** Whether one of two figures is many times the other, whichever. */
export function isLeap(a: Decimal, b: Decimal, { leap, least }: Outliers): boolean {
  const [small, large] = a.gt(b) ? [b, a] : [a, b];
  // From nothing, or to nothing, is no slip of digits; small numbers leap by themselves.
  return !small.eq(0) && large.gte(least) && large.gte(small.times(leap));
}

/** The slip that the ratio comes within half of, a guess; compared by multiplying, so that nothing is rounded. */
function slipOf(small: Decimal, large: Decimal): number | null {
  const isNear = (slip: number): boolean =>
    large.times(2).lte(small.times(slip).times(3)) &&
    large.times(3).gte(small.times(slip).times(2));
  return SLIPS.find(isNear) ?? null;
}

/** How many times one is the other, roughly. */
function timesOf(small: Decimal, large: Decimal): number {
  const ratio = fraction(large, small);
  return ratio === null ? 0 : Number(roundFraction(ratio, 1));
}

function spreadFinding(reading: Reading, figure: JudgedFigure, series: Series): readonly Finding[] {
  const { context, sheet } = reading;
  const { value } = figure.entry;
  if (value === null) return [];
  const all = new Map([...series, [sheet.period, decimal(value)] as const]);
  const now = pointAt(all, figure.item, sheet.period);
  const before = [...series.keys()].filter((month) => month < sheet.period).sort();
  const points = before
    .flatMap((month) => pointAt(series, figure.item, month) ?? [])
    .slice(-TWELVE);
  const level = seriesKind(figure.item) === 'changed' ? decimal(value) : ZERO;
  if (now === null || !isFar(now, points, context.plan.outliers, level)) return [];
  const details = {
    what: SERIES_WORDS[seriesKind(figure.item)],
    now: decimalText(now),
    count: points.length,
    middle: decimalText(medianOf(points)),
  };
  return [strange(reading, figure, 'C_SPREAD', details)];
}

function seriesKind(item: FigureItem): keyof typeof SERIES_WORDS {
  if (item.indicator.kind !== 'flow') return 'changed';
  return asksCumulative(item.indicator) ? 'added' : 'asTyped';
}

/** What one month amounts to: a flow's own number, the change of what stands at a date. */
function pointAt(series: Series, item: FigureItem, month: Month): Decimal | null {
  const value = series.get(month) ?? null;
  if (value === null || seriesKind(item) === 'asTyped') return value;
  if (beginsAnew(item, month)) return asksCumulative(item.indicator) ? value : null;
  const before = series.get(addMonths(month, -1));
  return before === undefined ? null : value.minus(before);
}

/**
 * Farther from the middle than so many deviations. A series that hardly moves is allowed a tenth of its middle, what
 * stands at a date (`level`) a tenth of itself.
 */
function isFar(
  now: Decimal,
  points: readonly Decimal[],
  { months, least, spread }: Outliers,
  level: Decimal,
): boolean {
  if (points.length < months) return false;
  const middle = medianOf(points);
  const deviation = medianOf(points.map((point) => point.minus(middle).abs()));
  const unit = larger(deviation, middle.abs().times(TENTH));
  const distance = now.minus(middle).abs();
  return distance.gte(larger(least, level.times(TENTH))) && distance.gt(unit.times(spread));
}

function larger(a: Decimal, b: Decimal): Decimal {
  return a.gt(b) ? a : b;
}

/** Zero for no points. */
function medianOf(points: readonly Decimal[]): Decimal {
  const sorted = [...points].sort((a, b) => a.cmp(b));
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return middle.length === 1 ? (middle[0] ?? ZERO) : sum(middle).times(HALF);
}

function strange(
  reading: Reading,
  { item: { item, name }, entry }: JudgedFigure,
  code: 'C_LEAP' | 'C_SPREAD',
  details: Details,
): Finding {
  const reason = reasonIn(entry.remark);
  return findingAt(reading, code, {
    item,
    name,
    title: COLUMN.value,
    details: { ...details, reason },
  });
}

/** The whole form as last month's, or as another unit's of this month. */
export function sameFindings(
  reading: Reading,
  figures: readonly JudgedFigure[],
): readonly Finding[] {
  const { sheet, context } = reading;
  const { plan, history, others = [] } = context;
  const last = addMonths(sheet.period, -1);
  const before = history.filter(({ period }) => period === last);
  const theirs = others.filter(({ unit }) => unit !== sheet.unit.id);
  return [
    ...sameAs(reading, figures, before).map(({ count }) =>
      sameFinding(reading, 'C_SAME_MONTH', { month: chinesePeriod(last), count }),
    ),
    ...sameAs(reading, figures, theirs).map(({ form, count }) => {
      const unit = unitNameIn(plan, form.unit, sheet.period) ?? form.unit;
      const month = chinesePeriod(sheet.period);
      return sameFinding(reading, 'C_SAME_UNIT', { unit, month, count });
    }),
  ];
}

/** The first of the forms that says the same in every figure, and in how many that are not 0. */
function sameAs(
  { sheet, context }: Reading,
  figures: readonly JudgedFigure[],
  forms: History,
): readonly Readonly<{ form: Accepted; count: number }>[] {
  return forms
    .filter(({ form }) => form === sheet.form.id)
    .map((form) => ({ form, count: sameCount(form, figures) }))
    .filter(({ count }) => count >= context.plan.outliers.same)
    .slice(0, 1);
}

/** How many figures other than 0 are alike; 0 as soon as one differs. An item that only one form asks for says nothing. */
function sameCount({ entries }: Accepted, figures: readonly JudgedFigure[]): number {
  const held = new Map(entries.map((entry) => [entry.item, entry]));
  const pairs = figures.flatMap(({ entry: { item, value } }) => {
    const other = held.get(item);
    return other?.kind === 'figure' ? [[amount(value), amount(other.value)] as const] : [];
  });
  const differs = pairs.some(([a, b]) => !a.eq(b));
  return differs ? 0 : pairs.filter(([a]) => !a.eq(ZERO)).length;
}

/** Nothing reported counts as 0 here: two empty cells are alike, and neither counts. */
function amount(value: string | null): Decimal {
  return value === null ? ZERO : decimal(value);
}

function sameFinding(
  { context, page }: Reading,
  code: 'C_SAME_MONTH' | 'C_SAME_UNIT',
  details: Details,
): Finding {
  const place = { file: context.fileName, sheet: page.sheet.name };
  return workbookFinding(code, { place, details });
}
