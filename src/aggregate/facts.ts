/** What each unit reported in each month and what it owed then, found by name instead of by search. */
import { BASELINE } from '../model/baseline.ts';
import { countsTheSame } from '../model/counting.ts';
import { decimal, ZERO } from '../model/decimal.ts';
import { numeratorItem } from '../model/form.ts';
import { endOfMore } from '../model/numeral-amount.ts';
import {
  lastMonth,
  monthIn,
  monthsToDate,
  yearOf,
  type Month,
  type Period,
} from '../model/period.ts';
import {
  validAt,
  type Indicator,
  type OrgUnit,
  type OrgUnitId,
  type Plan,
  type ReportedBy,
} from '../model/plan.ts';
import type { Source } from '../model/scoreboard.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Accepted, CellState, Entry, FigureEntry } from '../model/submission.ts';
import type { Amount } from './figure.ts';

/** One reported number of one month. `amount` is there exactly when the state is reported or confirmed-zero. */
export type Reading = Readonly<{
  state: CellState | 'no-form';
  amount: Amount | null;
  sources: readonly Source[];
  remark: string;
}>;

export type Facts = Readonly<{
  plan: Plan;
  snapshot: Snapshot;
  /** The unit's own form of the month. */
  submission(unit: OrgUnitId, month: Month): Accepted | null;
  /** Whether anything is known of the unit's figures of the month, by its form or by a baseline. */
  isHeld(unit: OrgUnitId, month: Month): boolean;
  entry(unit: OrgUnitId, month: Month, item: string): Entry | null;
  reading(unit: OrgUnitId, month: Month, item: string): Reading;
  /** The cell of an entry; none where the form did not hold the item. */
  sources(unit: OrgUnitId, month: Month, item: string): readonly Source[];
  /** Units that report in the month, in official order; all of them or those that report by one form. */
  units(month: Month, by?: ReportedBy): readonly OrgUnit[];
  /** The indicator as it was in a period's last month; null when it was not, or counted something else. */
  version(indicator: Indicator, period: Period): Indicator | null;
  /** Whether the unit owed the indicator in the month, as that month's plan had it; not where no form asked. */
  owed(unit: OrgUnitId, indicator: Indicator, month: Month): boolean;
}>;

const NO_FORM: Reading = { state: 'no-form', amount: null, sources: [], remark: '' };

type ReportingUnits = Readonly<{
  all: readonly OrgUnit[];
  reportsBy: ReadonlyMap<OrgUnitId, ReportedBy>;
}>;

type HeldForm = Readonly<{ accepted: Accepted; entries: ReadonlyMap<string, Entry> }>;

/** @param snapshot should two submissions stand for one unit and month, the later number counts. */
export function factsOf(snapshot: Snapshot, plan: Plan): Facts {
  const held = heldForms(snapshot.submissions);
  const reporting = remembered((month: Month) => reportingUnits(plan, month));
  const indicators = remembered(
    (month: Month) => new Map(validAt(plan.indicators, month).map((entry) => [entry.code, entry])),
  );

  function version(indicator: Indicator, period: Period): Indicator | null {
    const found = indicators(lastMonth(period)).get(indicator.code);
    return found !== undefined && countsTheSame(found, indicator) ? found : null;
  }

  /** Of a unit whose form is missing the others' tell whether the item was asked; nobody's forms say that it was. */
  function isAsked(indicator: Indicator, month: Month, by: ReportedBy): boolean {
    const forms = reporting(month).all.flatMap((unit) => {
      const form = unit.reports === by ? held.get(key(unit.id, month)) : undefined;
      return form === undefined ? [] : [form];
    });
    return forms.length === 0 || forms.some((form) => holds(form, indicator));
  }

  return {
    plan,
    snapshot,
    version,
    submission(unit, month) {
      const accepted = held.get(key(unit, month))?.accepted ?? null;
      return accepted?.form === BASELINE ? null : accepted;
    },
    isHeld: (unit, month) => held.has(key(unit, month)),
    entry: (unit, month, item) => held.get(key(unit, month))?.entries.get(item) ?? null,
    reading(unit, month, item) {
      const form = held.get(key(unit, month));
      return form === undefined ? NO_FORM : readingOf(form, item);
    },
    sources(unit, month, item) {
      const form = held.get(key(unit, month));
      const entry = form?.entries.get(item);
      return form && entry ? [sourceOf(form.accepted, entry)] : [];
    },
    units: (month, by) =>
      reporting(month).all.filter((unit) => by === undefined || unit.reports === by),
    owed(unit, indicator, month) {
      const by = reporting(month).reportsBy.get(unit);
      if (by === undefined || version(indicator, month)?.by !== by) return false;
      const form = held.get(key(unit, month));
      return form === undefined ? isAsked(indicator, month, by) : holds(form, indicator);
    },
  };
}

/** Months of the year up to the period's last in which the unit owed the indicator. */
export function owedMonths(
  facts: Facts,
  unit: OrgUnitId,
  indicator: Indicator,
  period: Period,
): readonly Month[] {
  return monthsToDate(period).filter((month) => facts.owed(unit, indicator, month));
}

/** Months of the year up to the period's last in which the unit reported by a form without the indicator. */
export function unaskedMonths(
  facts: Facts,
  unit: OrgUnitId,
  indicator: Indicator,
  period: Period,
): readonly Month[] {
  return monthsToDate(period).filter(
    (month) =>
      facts.units(month).some(({ id }) => id === unit) && !facts.owed(unit, indicator, month),
  );
}

/** December of the year before. */
export function decemberBefore(period: Period): Month {
  return monthIn(yearOf(period) - 1, 12);
}

/** The cell an entry was read from. */
function sourceOf(accepted: Accepted, entry: Entry): Source {
  return {
    submission: accepted.id,
    unit: accepted.unit,
    period: accepted.period,
    item: entry.item,
    fileName: accepted.fileName,
    sha256: accepted.sha256,
    sheet: entry.sheet,
    cell: entry.cell,
    typed: entry.typed,
  };
}

function key(unit: OrgUnitId, month: Month): string {
  return `${unit} ${month}`;
}

function heldForms(submissions: readonly Accepted[]): ReadonlyMap<string, HeldForm> {
  const held = new Map<string, HeldForm>();
  for (const accepted of submissions) {
    const place = key(accepted.unit, accepted.period);
    const other = held.get(place);
    if (other !== undefined && other.accepted.id > accepted.id) continue;
    const entries = new Map(accepted.entries.map((entry) => [entry.item, entry]));
    held.set(place, { accepted, entries });
  }
  return held;
}

/** Whether the form had the indicator's cells: an accepted one left an entry for each, filled or not. */
function holds({ entries }: HeldForm, { code }: Indicator): boolean {
  return entries.has(code) || entries.has(numeratorItem(code));
}

/** An item the form did not hold is a blank: the form was there, the figure was not. */
function readingOf(form: HeldForm, item: string): Reading {
  const entry = form.entries.get(item);
  if (entry?.kind !== 'figure') return { ...NO_FORM, state: 'blank' };
  const sources = [sourceOf(form.accepted, entry)];
  return { state: entry.state, amount: amountOf(entry), sources, remark: entry.remark };
}

/** @throws RangeError when an entry is reported without a value: the checker lets no such entry through. */
function amountOf(entry: FigureEntry): Amount | null {
  if (entry.state === 'confirmed-zero') return { value: ZERO, bound: null };
  if (entry.state !== 'reported') return null;
  const { typed, bound } = entry;
  const value = decimal(entry.value ?? '');
  const below = bound === 'over' ? endOfMore(typed, value) : null;
  return below === null ? { value, bound } : { value, bound, below };
}

function reportingUnits(plan: Plan, month: Month): ReportingUnits {
  const forms = new Set(validAt(plan.forms, month).map((form) => form.by));
  const all = validAt(plan.units, month).filter((unit) => forms.has(unit.reports));
  return { all, reportsBy: new Map(all.map((unit) => [unit.id, unit.reports])) };
}

function remembered<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (wanted) => {
    const known = made.get(wanted);
    if (known !== undefined) return known;
    const value = make(wanted);
    made.set(wanted, value);
    return value;
  };
}
