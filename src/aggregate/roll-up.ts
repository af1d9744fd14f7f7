/** Units' figures added up to groups and the city, each total saying which units it contains. */
import { lastMonth, monthsToDate, type Month, type Period } from '../model/period.ts';
import type { Indicator, OrgUnit } from '../model/plan.ts';
import type { Figure, Holder, StandingState } from '../model/scoreboard.ts';
import { absenceOf, absentFigure, CITY, lineage, present, quotientFigure } from './figure.ts';
import type { Facts } from './facts.ts';
import {
  contributing,
  foreignFigure,
  isFormer,
  sumOfFigures,
  unitIdOf,
  type AddedMeasure,
  type Tally,
  type TallyBoard,
} from './tally.ts';
import { formerTally, unitTally } from './unit-tally.ts';

/**
 * The tallies of one indicator in one period: every unit that owes it, their groups, and the city. Units that owe it no
 * more are in the sums with what they reported of a flow, and nowhere else.
 */
export function tallyBoard(facts: Facts, indicator: Indicator, period: Period): TallyBoard {
  const month = lastMonth(period);
  const owing = facts
    .units(month, indicator.by)
    .filter(({ id }) => facts.owed(id, indicator, month));
  const units = owing.map((unit) => unitTally(facts, unit, indicator, period));
  const gone = formerUnits(facts, indicator, period);
  const parts = [
    ...units,
    ...gone.flatMap((unit) => formerTally(facts, unit, indicator, period) ?? []),
  ];
  const groupOf = new Map([...owing, ...gone].map(({ id, group }) => [id, group]));
  const groups =
    indicator.by === 'city'
      ? []
      : facts.plan.groups.map((group) => {
          const holder: Holder = { type: 'group', id: `group:${group.id}`, name: group.name };
          const members = parts.filter((part) => groupOf.get(unitIdOf(part)) === group.id);
          return totalTally(holder, indicator, members);
        });
  const city: Holder = { type: 'city', id: CITY, name: facts.plan.root.name };
  return {
    indicator,
    period,
    units,
    groups: groups.filter((group) => group.parts.length > 0),
    city: totalTally(city, indicator, parts),
  };
}

/** Units as they last were that owed the indicator earlier in the year and do not in the period's last month. */
function formerUnits(facts: Facts, indicator: Indicator, period: Period): readonly OrgUnit[] {
  const last = lastMonth(period);
  const owes = ({ id }: OrgUnit, month: Month): boolean => facts.owed(id, indicator, month);
  const now = new Set(facts.units(last).flatMap((unit) => (owes(unit, last) ? [unit.id] : [])));
  const before = monthsToDate(period).flatMap((month) =>
    facts.units(month).filter((unit) => !now.has(unit.id) && owes(unit, month)),
  );
  return [...new Map(before.map((unit) => [unit.id, unit])).values()];
}

function totalTally(holder: Holder, indicator: Indicator, parts: readonly Tally[]): Tally {
  return {
    holder,
    state: stateOfTotal(parts),
    ...totalFigures(holder, indicator, parts),
    coverage: {
      owing: parts.flatMap((part) => part.coverage.owing),
      having: parts.flatMap((part) => part.coverage.having),
    },
    carried: parts.flatMap((part) => part.carried),
    spans: [...new Set(parts.flatMap((part) => part.spans))].sort(),
    lacking: [...new Set(parts.flatMap((part) => part.lacking))].sort(),
    submission: null,
    remark: '',
    offPeriod: [],
    offCumulative: [],
    parts,
  };
}

type Figures = Pick<Tally, AddedMeasure>;

function totalFigures(holder: Holder, indicator: Indicator, parts: readonly Tally[]): Figures {
  const none = {
    period: foreignFigure(indicator.code, holder.id, 'period'),
    cumulative: foreignFigure(indicator.code, holder.id, 'cumulative'),
    numerator: foreignFigure(indicator.code, holder.id, 'numerator'),
    denominator: foreignFigure(indicator.code, holder.id, 'denominator'),
  };
  const add = (measure: AddedMeasure): Figure =>
    totalFigure(none[measure], indicator, parts, measure);
  switch (indicator.kind) {
    case 'flow':
      return { ...none, period: add('period'), cumulative: add('cumulative') };
    case 'stock':
      return { ...none, period: add('period') };
    case 'ratio': {
      const [numerator, denominator] = [add('numerator'), add('denominator')];
      return {
        ...none,
        numerator,
        denominator,
        period: quotientFigure(
          none.period.id,
          [numerator, denominator],
          lineage('ratio-of-sums', [numerator.id, denominator.id]),
        ),
      };
    }
    case 'rank':
      return { ...none, period: isAlone(indicator, parts) ? add('period') : none.period };
  }
}

/** An indicator of the city's own departments: the city's figure is what the one unit reported. */
function isAlone(indicator: Indicator, parts: readonly Tally[]): boolean {
  return indicator.by === 'city' && parts.length === 1;
}

/** Absent, not less, where a part that is owed is known to be there and not how much of it. */
function totalFigure(
  { id }: Figure,
  indicator: Indicator,
  parts: readonly Tally[],
  measure: AddedMeasure,
): Figure {
  const added = contributing(parts, indicator.kind, measure);
  const unknown = parts.filter((part) => part[measure].absent === 'approximate');
  const held = [...added, ...unknown];
  // Who is not on the board any more has no figure to be named: its cells are.
  const from = lineage(
    isAlone(indicator, parts) ? 'reported' : 'sum-of-units',
    held.filter((part) => !isFormer(part)).map((part) => part[measure].id),
    held.filter(isFormer).flatMap((part) => part[measure].lineage.sources),
  );
  if (unknown.length > 0) return absentFigure(id, 'approximate', from);
  if (added.length === 0) return absentFigure(id, absenceOf(stateOfTotal(parts)), from);
  const { value, bound } = sumOfFigures(added.map((part) => part[measure]));
  return present(id, value, from, bound);
}

/**
 * What a reader is told of a total: reported as soon as one unit gave an amount, a confirmed zero where all that was
 * given is zero. Without any figure it is what those who owe the item sent: blank when a form came without the figure,
 * no-form only when not one of their forms came. Units to which the item does not apply say nothing of the others; it
 * applies to no total only when it applies to none of its units. Who is missing stands in `coverage`, whose earlier
 * 累计 is in the sum in `carried`.
 */
function stateOfTotal(parts: readonly Tally[]): StandingState {
  const states = new Set(parts.filter((part) => !isFormer(part)).map(({ state }) => state));
  if (states.size === 0) return 'not-owed';
  const order = ['reported', 'confirmed-zero', 'blank', 'no-form'] as const;
  return order.find((state) => states.has(state)) ?? 'not-applicable';
}
