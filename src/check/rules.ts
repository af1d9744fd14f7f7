/** The plan's 审核关系 on a unit's form: within it, with its earlier months, and with the other forms of the month. */
import { besideWords, type Beside } from '../model/catalogue/relations.ts';
import { workbookFinding } from '../model/catalogue/workbook.ts';
import { decimal, decimalText, sum, type Decimal } from '../model/decimal.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { COLUMN, indicatorCodeOf, unitsOwing } from '../model/form.ts';
import { addMonths, chinesePeriod, yearBefore, yearOf, type Month } from '../model/period.ts';
import {
  asksCumulative,
  isValidIn,
  unitNameIn,
  validAt,
  type Indicator,
  type OrgUnitId,
  type Rule,
  type RuleSeverity,
  type Waiver,
} from '../model/plan.ts';
import type { Accepted, FigureEntry } from '../model/submission.ts';
import type { JudgedFigure } from './figures.ts';
import { reasonIn } from '../model/reason.ts';
import { placeIn, type Reading } from './reading.ts';
import { isOfParts, itemTerms, judgeRule, type ItemTerm, type RuleOutcome } from '../model/rule.ts';

type ByItem = ReadonlyMap<string, JudgedFigure>;

/** A form beside what a rule may look at. */
type Sight = Readonly<{
  reading: Reading;
  byItem: ByItem;
  /** The month the rule is judged for: the form's own, or the one after, whose form came first. */
  month: Month;
  /** Whether the rule names items of both forms. */
  across: boolean;
  /** A county's form, where a city department's is held to each of them. */
  county: Accepted | null;
}>;

/** All faults against the rules that are valid in the month. */
export function ruleFindings(reading: Reading, byItem: ByItem): readonly Finding[] {
  return reading.context.plan.rules
    .filter((rule) => !isOfParts(rule, wholeIn(byItem)) || isWaived(reading, rule))
    .flatMap((rule) =>
      sightsOf(reading, byItem, rule)
        .filter(({ month }) => isValidIn(rule, month))
        .flatMap((sight) => {
          const own = ownFigures(sight, rule);
          const outcome = judgeRule(rule, (term) => amountOf(sight, term));
          const [first] = own;
          if (first === undefined || outcome === null || outcome.holds) return [];
          return [fault(sight, { rule, own, first, outcome })];
        }),
    );
}

/** 其中 that need not fit into their whole here: the rule that says so is waived, and is told as that. */
export function waivedParts(reading: Reading, byItem: ByItem): ReadonlySet<string> {
  const wholeOf = wholeIn(byItem);
  const rules = reading.context.plan.rules.filter(
    (rule) => isOfParts(rule, wholeOf) && isWaived(reading, rule),
  );
  return new Set(
    rules.flatMap((rule) => {
      const items = itemTerms(rule).map(({ item }) => item);
      return items.filter((item) => items.includes(wholeOf(item) ?? ''));
    }),
  );
}

function wholeIn(byItem: ByItem): (item: string) => string | undefined {
  return (item) => byItem.get(item)?.item.indicator.partOf;
}

/** Whether the rule counts in the form's month and its unit is let off it. */
function isWaived(reading: Reading, rule: Rule): boolean {
  const { unit, period } = reading.sheet;
  return isValidIn(rule, period) && waiverFor(reading, rule, [unit.id], period) !== null;
}

/**
 * A form is looked at once, and once more as the month before the next; a city department's, beside each county whose own
 * figure the rule names.
 */
function sightsOf(reading: Reading, byItem: ByItem, rule: Rule): readonly Sight[] {
  const { sheet, context } = reading;
  const terms = itemTerms(rule);
  const sides = terms.map(({ item }) => indicatorOf(reading, item)?.by);
  const across = sides.includes('county') && sides.includes('city');
  const sight = { reading, byItem, across, county: null, month: sheet.period };
  const namesCounty = terms.some(({ of }, index) => of === 'month' && sides[index] === 'county');
  if (across && namesCounty && sheet.unit.reports === 'city') {
    return unitsOwing(context.plan, sheet.period)
      .filter(({ reports }) => reports === 'county')
      .flatMap(({ id }) => acceptedOf(reading, id) ?? [])
      .map((county) => ({ ...sight, county }));
  }
  const isBefore = !across && terms.some(({ of }) => of === 'last-month');
  return [sight, ...(isBefore ? [{ ...sight, month: addMonths(sheet.period, 1) }] : [])];
}

function indicatorOf({ context, sheet }: Reading, item: string): Indicator | undefined {
  const code = indicatorCodeOf(item);
  return validAt(context.plan.indicators, sheet.period).find((one) => one.code === code);
}

function acceptedOf({ context }: Reading, unit: OrgUnitId): Accepted | undefined {
  return context.others?.find((one) => one.unit === unit);
}

/** The month a term speaks of. */
function monthOfTerm({ month }: Sight, { of }: ItemTerm): Month {
  if (of === 'last-month') return addMonths(month, -1);
  return of === 'last-year' ? (yearBefore(month) as Month) : month;
}

/** The form's own figures that the rule names, in its order. */
function ownFigures(sight: Sight, rule: Rule): readonly JudgedFigure[] {
  return itemTerms(rule)
    .filter((term) => monthOfTerm(sight, term) === sight.reading.sheet.period)
    .flatMap(({ item }) => sight.byItem.get(item) ?? []);
}

function amountOf(sight: Sight, term: ItemTerm): Decimal | null {
  const { reading, county, across } = sight;
  const indicator = indicatorOf(reading, term.item);
  if (indicator === undefined) return null;
  if (term.of === 'total' || (across && indicator.by === 'city')) {
    return totalAmount(sight, indicator, term.item);
  }
  if (county !== null) return valueOf(entryOf(county, term.item));
  return ownAmount(sight, indicator, term);
}

/** Over every unit that owes the item; null until all are in. What does not apply to a unit adds nothing. */
function totalAmount(sight: Sight, { by }: Indicator, item: string): Decimal | null {
  const { reading, byItem, month } = sight;
  const { sheet, context } = reading;
  // Of another month only the unit's own forms are at hand.
  if (month !== sheet.period) return null;
  const owing = unitsOwing(context.plan, month).filter(({ reports }) => reports === by);
  const amounts = owing
    .map(({ id }) => {
      const accepted = acceptedOf(reading, id);
      const held = accepted === undefined ? undefined : entryOf(accepted, item);
      return id === sheet.unit.id ? byItem.get(item)?.entry : held;
    })
    .filter((entry) => entry?.state !== 'not-applicable')
    .map(valueOf);
  const there = amounts.filter((amount) => amount !== null);
  return there.length === 0 || there.length < amounts.length ? null : sum(there);
}

/** The unit's own figure of the term's month; a year's 累计 has none in the January after it. */
function ownAmount(sight: Sight, indicator: Indicator, term: ItemTerm): Decimal | null {
  const { reading, byItem } = sight;
  const month = monthOfTerm(sight, term);
  const isLevel = asksCumulative(indicator);
  if (isLevel && term.of === 'last-month' && yearOf(month) !== yearOf(sight.month)) return null;
  if (month === reading.sheet.period) return valueOf(byItem.get(term.item)?.entry);
  const accepted = heldIn(reading, month);
  return accepted === undefined ? null : valueOf(entryOf(accepted, term.item));
}

function heldIn({ context }: Reading, month: Month): Accepted | undefined {
  return context.history.find(({ period }) => period === month);
}

function entryOf({ entries }: Accepted, item: string): FigureEntry | undefined {
  return entries.find(
    (entry): entry is FigureEntry => entry.kind === 'figure' && entry.item === item,
  );
}

function valueOf(entry: FigureEntry | undefined): Decimal | null {
  const value = entry?.value ?? null;
  return value === null ? null : decimal(value);
}

type Broken = Readonly<{
  rule: Rule;
  own: readonly JudgedFigure[];
  first: JudgedFigure;
  outcome: RuleOutcome;
}>;

type RuleCode = 'C_RULE' | 'C_RULE_WHY' | 'C_RULE_REASON' | 'C_RULE_TRIAL' | 'C_RULE_WAIVED';

const SEVERITIES: Readonly<Record<RuleSeverity, Severity>> = {
  强制: 'error',
  核实: 'error',
  提示: 'note',
};

function fault(sight: Sight, { rule, own, first, outcome }: Broken): Finding {
  const { reading } = sight;
  const waiver = waiverOf(sight, rule);
  const reason = reasonOf(sight, rule, own);
  const code = codeOf(rule, waiver, reason);
  return workbookFinding(code, {
    place: placeIn(reading, first.entry.item, COLUMN.value),
    item: first.item.name,
    read: first.entry.typed,
    ...(code === 'C_RULE' ? { severity: SEVERITIES[rule.severity] } : {}),
    details: {
      says: rule.says,
      left: decimalText(outcome.left),
      relation: rule.relation,
      right: decimalText(outcome.right),
      beside: besideWords(besides(sight, rule)),
      reason,
      ...(waiver === null
        ? {}
        : { why: waiver.reason, approver: waiver.approver, until: chinesePeriod(waiver.to) }),
    },
  });
}

function codeOf(rule: Rule, waiver: Waiver | null, reason: string): RuleCode {
  if (waiver !== null) return 'C_RULE_WAIVED';
  if (rule.trial) return 'C_RULE_TRIAL';
  if (rule.severity !== '核实') return 'C_RULE';
  return reason === '' ? 'C_RULE_WHY' : 'C_RULE_REASON';
}

/** The form's own remark; the later form may have given the reason already. */
function reasonOf({ reading, month }: Sight, rule: Rule, own: readonly JudgedFigure[]): string {
  const named = itemTerms(rule).map(({ item }) => item);
  const later = month === reading.sheet.period ? undefined : heldIn(reading, month);
  const entries = [
    ...own.map(({ entry }) => entry),
    ...named.flatMap((item) => (later === undefined ? [] : (entryOf(later, item) ?? []))),
  ];
  return entries.map(({ remark }) => reasonIn(remark)).find((words) => words !== '') ?? '';
}

/** The unit's own, or that of the county whose figure it is held to. */
function waiverOf({ reading, county, month }: Sight, rule: Rule): Waiver | null {
  const { id } = reading.sheet.unit;
  return waiverFor(reading, rule, county === null ? [id] : [id, county.unit], month);
}

function waiverFor(
  { context }: Reading,
  rule: Rule,
  units: readonly OrgUnitId[],
  month: Month,
): Waiver | null {
  const { waivers } = context.plan;
  return (
    waivers.find(
      (waiver) =>
        waiver.rule === rule.id && units.includes(waiver.unit) && isValidIn(waiver, month),
    ) ?? null
  );
}

/** What the rule compares with that does not stand on the form itself, so that a clerk knows where it comes from. */
function besides(sight: Sight, rule: Rule): readonly Beside[] {
  const { sheet } = sight.reading;
  return itemTerms(rule)
    .filter(
      (term) =>
        term.of === 'total' ||
        monthOfTerm(sight, term) !== sheet.period ||
        !sight.byItem.has(term.item),
    )
    .map((term) => besideOf(sight, term));
}

function besideOf(sight: Sight, term: ItemTerm): Beside {
  const { reading, county } = sight;
  const { period } = reading.sheet;
  const month = monthOfTerm(sight, term);
  const amount = amountOf(sight, term);
  const isCounty = county !== null && indicatorOf(reading, term.item)?.by === 'county';
  const unit = isCounty && term.of === 'month' ? county.unit : null;
  return {
    name: nameOf(sight, term.item),
    month: month === period ? '' : chinesePeriod(month),
    unit: unitNameIn(reading.context.plan, unit, period) ?? '',
    isTotal: term.of === 'total',
    amount: amount === null ? '' : decimalText(amount),
  };
}

function nameOf({ reading, byItem }: Sight, item: string): string {
  return byItem.get(item)?.item.name ?? indicatorOf(reading, item)?.name ?? item;
}
