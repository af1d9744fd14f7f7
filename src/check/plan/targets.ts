/** Targets against the indicators and units they are for. */
import {
  datesWords,
  REASON_WORDS,
  REPORTED_BY_CHOICES,
  wordOf,
} from '../../model/catalogue/plan-words.ts';
import { decimal, decimalText, sum, toScaled, type Decimal } from '../../model/decimal.ts';
import type { Finding } from '../../model/finding.ts';
import { addMonths, monthIn, monthOf, yearOf } from '../../model/period.ts';
import type { KeyPath } from '../../model/plan-file.ts';
import type { Indicator, OrgUnit } from '../../model/plan.ts';
import { overlap, yearDates } from './dates.ts';
import { findingAt, isWritten, whereIs, type Entries, type Located } from './entries.ts';
import { percentOf, SHARE_LIMIT } from './meant.ts';
import type { TargetEntry } from './schema.ts';

const HUNDRED = decimal('100');
/** After every month; they compare as text. */
const LATER = '9999-99';

type Entry = Located<TargetEntry>;
type Amount = NonNullable<TargetEntry['city']>;

/** Every target whose indicator is known, against it and against its units. */
export function targetFindings(entries: Entries): readonly Finding[] {
  const { targets, indicators, units, scoring } = entries;
  const holders = units.map(({ value }) => value);
  const found = targets.flatMap((entry) => {
    const { indicator: code, year } = entry.value;
    const series = indicators.map(({ value }) => value).filter((one) => one.code === code);
    const [first] = series;
    if (first === undefined) return [];
    const indicator = series.find((one) => overlap(one, yearDates(year)));
    if (indicator === undefined) {
      const details = { code, year, dates: datesWords(first.from, series.at(-1)?.to) };
      return [findingAt(entry, ['year'], 'PLAN_TARGET_YEAR', { details })];
    }
    if (!overlap(entry.value, yearDates(year))) {
      const { from, to } = entry.value;
      const details = { year, dates: datesWords(from, to) };
      return [findingAt(entry, [], 'PLAN_TARGET_DATES', { details })];
    }
    const why = whyNone(indicator);
    if (why !== null) {
      return [findingAt(entry, ['indicator'], 'PLAN_TARGET_NOT_ALLOWED', { details: { why } })];
    }
    return [
      ...paceFindings(entry, indicator),
      ...amountsOf(entry).flatMap(([below, amount]) =>
        amountFindings({ entry, below, amount }, indicator),
      ),
      ...unitFindings(entry, indicator, holders),
      ...sumFindings(entry, indicator),
    ];
  });
  return [...capFindings(scoring), ...found, ...gapFindings(entries), ...closedFindings(entries)];
}

/** Months within a year between two stretches of an indicator's targets, told where the later stretch begins. */
function gapFindings({ targets }: Entries): readonly Finding[] {
  const years = Map.groupBy(
    targets,
    ({ value: { indicator, year } }) => `${indicator} ${String(year)}`,
  );
  return [...years.values()].flatMap((stretches) => {
    const inOrder = stretches.toSorted((a, b) => (begins(a) < begins(b) ? -1 : 1));
    return inOrder.flatMap((entry, at) => {
      const before = inOrder[at - 1];
      const { from } = entry.value;
      const to = before?.value.to;
      if (before === undefined || from === undefined || to === undefined) return [];
      const first = addMonths(to, 1);
      if (first >= from) return [];
      const last = monthOf(addMonths(from, -1));
      const span = monthOf(first) === last ? '' : `${String(monthOf(first))}—`;
      const details = {
        months: `${span}${String(last)}`,
        where: whereIs(before, entry.file),
        to,
        from,
      };
      return [findingAt(entry, ['from'], 'PLAN_TARGET_GAP', { details })];
    });
  });
}

function begins({ value }: Entry): string {
  return value.from ?? '';
}

/** 1.2% where 120% was meant can be read, but is hardly what anybody decides. */
function capFindings(scoring: Entries['scoring']): readonly Finding[] {
  if (scoring === null) return [];
  const { n, d } = scoring.value.cap;
  if (n.gte(d)) return [];
  const details = { cap: decimalText(n.times(HUNDRED).div(d)) };
  return [findingAt(scoring, ['cap'], 'PLAN_CAP_LOW', { details })];
}

function whyNone(indicator: Indicator): string | null {
  if (indicator.kind === 'rank') return REASON_WORDS.rank;
  return indicator.approximate ? REASON_WORDS.approximate : null;
}

/** How progress is judged: a ratio by a day, anything else by a schedule. */
function paceFindings(entry: Entry, indicator: Indicator): readonly Finding[] {
  const { by, year } = entry.value;
  if (indicator.kind !== 'ratio') {
    return isWritten(entry, 'by') ? [findingAt(entry, ['by'], 'PLAN_TARGET_BY')] : [];
  }
  return [
    ...(isWritten(entry, 'schedule')
      ? [findingAt(entry, ['schedule'], 'PLAN_TARGET_SCHEDULE')]
      : []),
    ...(by === undefined || by.startsWith(String(year))
      ? []
      : [findingAt(entry, ['by'], 'PLAN_TARGET_BY_YEAR', { details: { year } })]),
  ];
}

function amountsOf({ value }: Entry): readonly (readonly [KeyPath, Amount])[] {
  const city: readonly (readonly [KeyPath, Amount])[] =
    value.city === undefined ? [] : [[['city'], value.city]];
  const units = Object.entries(value.units).map(([id, amount]): readonly [KeyPath, Amount] => [
    ['units', id],
    amount,
  ]);
  return [...city, ...units];
}

function amountFindings(
  { entry, below, amount }: Readonly<{ entry: Entry; below: KeyPath; amount: Amount }>,
  indicator: Indicator,
): readonly Finding[] {
  const { code, kind, unitOfMeasure: unit, decimals } = indicator;
  if (kind === 'ratio') {
    const limit = indicator.maxPercent ?? decimal('100');
    if (!amount.percent && amount.amount.gt(0) && amount.amount.lt(SHARE_LIMIT)) {
      const suggestion = percentOf(decimalText(amount.amount));
      return [findingAt(entry, below, 'PLAN_TARGET_PERCENT_SIGN', { suggestion })];
    }
    if (amount.amount.lte(limit)) return [];
    const details = { limit: decimalText(limit) };
    return [findingAt(entry, below, 'PLAN_TARGET_ABOVE', { details })];
  }
  if (amount.percent) {
    return [findingAt(entry, below, 'PLAN_TARGET_PERCENT', { details: { code, unit } })];
  }
  if (toScaled(amount.amount, decimals) === null) {
    return [findingAt(entry, below, 'PLAN_TARGET_DECIMALS', { details: { decimals } })];
  }
  return amount.amount.eq(0) ? [findingAt(entry, below, 'PLAN_TARGET_ZERO')] : [];
}

function unitFindings(
  entry: Entry,
  indicator: Indicator,
  units: readonly OrgUnit[],
): readonly Finding[] {
  return Object.keys(entry.value.units).flatMap((id) => {
    const stretches = units.filter((unit) => String(unit.id) === id);
    const [first] = stretches;
    if (first === undefined) return [];
    const why = whyNotUnit(stretches, indicator, entry.value.year);
    if (why === null) return [];
    const details = { unit: first.name, why };
    return [findingAt(entry, ['units', id], 'PLAN_TARGET_UNIT', { details })];
  });
}

/** Of a unit closed within a year, once for all its targets that go on after it: at its last stretch. */
function closedFindings({ units, targets }: Entries): readonly Finding[] {
  return units.flatMap((entry) => {
    const { id, to } = entry.value;
    const isLast = !units.some(
      ({ value }) => value.id === id && (value.to ?? LATER) > (to ?? LATER),
    );
    if (to === undefined || !isLast || to.endsWith('-12')) return [];
    const rest = { from: addMonths(to, 1), to: monthIn(yearOf(to), 12) };
    const standing = targets.filter(
      ({ value }) =>
        value.year === yearOf(to) && value.units[id] !== undefined && overlap(value, rest),
    );
    if (standing.length === 0) return [];
    const codes = standing.map(({ value }) => value.indicator).join('、');
    const details = { until: to, count: standing.length, codes };
    return [findingAt(entry, ['to'], 'PLAN_TARGET_CLOSED', { details })];
  });
}

function whyNotUnit(
  stretches: readonly OrgUnit[],
  indicator: Indicator,
  year: number,
): string | null {
  const then = stretches.filter((unit) => overlap(unit, yearDates(year)));
  const [first] = then;
  if (first === undefined) return REASON_WORDS.notThatYear(year);
  if (then.some((unit) => unit.reports === indicator.by)) return null;
  return REASON_WORDS.reporter(
    wordOf(REPORTED_BY_CHOICES, first.reports),
    wordOf(REPORTED_BY_CHOICES, indicator.by),
  );
}

function sumFindings(entry: Entry, indicator: Indicator): readonly Finding[] {
  const { city, units } = entry.value;
  const amounts: readonly Decimal[] = Object.values(units).map(({ amount }) => amount);
  if (indicator.kind === 'ratio' || city === undefined || amounts.length === 0) return [];
  const total = sum(amounts);
  if (total.eq(city.amount)) return [];
  const details = {
    sum: decimalText(total),
    city: decimalText(city.amount),
    difference: decimalText(total.minus(city.amount).abs()),
  };
  return [findingAt(entry, ['city'], 'PLAN_TARGET_SUM', { details })];
}
