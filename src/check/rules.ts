/** The plan's 审核关系 on a unit's form: within it, with its earlier months, and with the other forms of the month. */
import { besideWords, type Beside } from '../model/catalogue/relations.ts';
import { workbookFinding } from '../model/catalogue/workbook.ts';
import { decimal, decimalText, sum, ZERO, type Decimal } from '../model/decimal.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { COLUMN, unitsOwing } from '../model/form.ts';
import { addMonths, chinesePeriod, yearBefore, yearOf, type Month } from '../model/period.ts';
import {
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
import { reasonIn } from './reason.ts';
import { placeIn, type Reading } from './reading.ts';
import { itemTerms, judgeRule, type ItemTerm, type RuleOutcome } from './rule.ts';

type ByItem = ReadonlyMap<string, JudgedFigure>;

/** A form beside what a rule may look at: itself, and a county's form where a city department's is held to each of them. */
type Sight = Readonly<{ reading: Reading; byItem: ByItem; county: Accepted | null }>;

/** All faults against the rules that are valid in the month. */
export function ruleFindings(reading: Reading, byItem: ByItem): readonly Finding[] {
  const { sheet, context } = reading;
  return validAt(context.plan.rules, sheet.period)
    .filter((rule) => !isOfParts(rule, byItem))
    .flatMap((rule) =>
      sightsOf(reading, byItem, rule).flatMap((sight) => {
        const own = ownFigures(sight, rule);
        const outcome = judgeRule(rule, (term) => amountOf(sight, term));
        const [first] = own;
        if (first === undefined || outcome === null || outcome.holds) return [];
        return [fault(sight, { rule, own, first, outcome })];
      }),
    );
}

/** A rule that sets 其中 against its whole: that has been told already. */
function isOfParts(rule: Rule, byItem: ByItem): boolean {
  const { left, relation, right } = rule;
  const terms = itemTerms(rule);
  const isPlain = terms.every(({ of, factor }) => of === 'month' && factor.eq(1));
  const [parts, wholes] = relation === '≥' ? [right, left] : [left, right];
  const whole = wholes[0]?.item ?? null;
  return (
    isPlain &&
    relation !== '=' &&
    whole !== null &&
    terms.length === left.length + right.length &&
    wholes.length === 1 &&
    parts.every(({ item }) => byItem.get(item ?? '')?.item.indicator.partOf === whole)
  );
}

/** A county's form is looked at once; a city department's beside each county whose own figure the rule names. */
function sightsOf(reading: Reading, byItem: ByItem, rule: Rule): readonly Sight[] {
  const { sheet, context } = reading;
  const namesCounty = itemTerms(rule).some(
    ({ item, of }) => of === 'month' && indicatorOf(reading, item)?.by === 'county',
  );
  if (sheet.unit.reports === 'county' || !namesCounty) return [{ reading, byItem, county: null }];
  return unitsOwing(context.plan, sheet.period)
    .filter(({ reports }) => reports === 'county')
    .flatMap(({ id }) => acceptedOf(reading, id) ?? [])
    .map((county) => ({ reading, byItem, county }));
}

function indicatorOf({ context, sheet }: Reading, item: string): Indicator | undefined {
  const code = item.replace(/-[12]$/, '');
  return validAt(context.plan.indicators, sheet.period).find((one) => one.code === code);
}

function acceptedOf({ context }: Reading, unit: OrgUnitId): Accepted | undefined {
  return context.others?.find((one) => one.unit === unit);
}

/** The form's own figures of the month that the rule names, in its order. */
function ownFigures({ byItem }: Sight, rule: Rule): readonly JudgedFigure[] {
  return itemTerms(rule).flatMap(({ item, of }) =>
    of === 'month' || of === 'total' ? (byItem.get(item) ?? []) : [],
  );
}

function amountOf(sight: Sight, term: ItemTerm): Decimal | null {
  const { reading, byItem, county } = sight;
  const indicator = indicatorOf(reading, term.item);
  if (indicator === undefined) return null;
  if (term.of === 'last-month' || term.of === 'last-year') {
    return earlierAmount(reading, indicator, term);
  }
  const isOwn = indicator.by === reading.sheet.unit.reports;
  if (term.of === 'month' && isOwn) return valueOf(byItem.get(term.item)?.entry);
  if (term.of === 'month' && indicator.by === 'county') {
    return valueOf(county === null ? undefined : entryOf(county, term.item));
  }
  return totalAmount(sight, indicator, term.item);
}

/** Over every unit that owes the item; null until all are in. What does not apply to a unit adds nothing. */
function totalAmount({ reading, byItem }: Sight, { by }: Indicator, item: string): Decimal | null {
  const { sheet, context } = reading;
  const owing = unitsOwing(context.plan, sheet.period).filter(({ reports }) => reports === by);
  const amounts = owing.map(({ id }) => {
    const accepted = acceptedOf(reading, id);
    const held = accepted === undefined ? undefined : entryOf(accepted, item);
    const entry = id === sheet.unit.id ? byItem.get(item)?.entry : held;
    return entry?.state === 'not-applicable' ? ZERO : valueOf(entry);
  });
  const there = amounts.filter((amount) => amount !== null);
  return there.length === 0 || there.length < amounts.length ? null : sum(there);
}

/** The unit's own figure of an earlier month; a year's 累计 has none in the January after it. */
function earlierAmount(reading: Reading, indicator: Indicator, term: ItemTerm): Decimal | null {
  const { period } = reading.sheet;
  const month = earlierMonth(period, term);
  const isLevel = indicator.kind === 'flow' && indicator.asks === 'cumulative';
  if (isLevel && term.of === 'last-month' && yearOf(month) !== yearOf(period)) return null;
  const accepted = reading.context.history.find((one) => one.period === month);
  return accepted === undefined ? null : valueOf(entryOf(accepted, term.item));
}

function earlierMonth(period: Month, { of }: ItemTerm): Month {
  return of === 'last-month' ? addMonths(period, -1) : (yearBefore(period) as Month);
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
  const reason = own.map(({ entry }) => reasonIn(entry.remark)).find((words) => words !== '') ?? '';
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

/** The unit's own, or that of the county whose figure it is held to. */
function waiverOf({ reading: { sheet, context }, county }: Sight, rule: Rule): Waiver | null {
  return (
    context.plan.waivers.find(
      (waiver) =>
        waiver.rule === rule.id &&
        isValidIn(waiver, sheet.period) &&
        (waiver.unit === sheet.unit.id || waiver.unit === county?.unit),
    ) ?? null
  );
}

/** What the rule compares with that does not stand on the form itself, so that a clerk knows where it comes from. */
function besides(sight: Sight, rule: Rule): readonly Beside[] {
  return itemTerms(rule)
    .filter(({ item, of }) => of !== 'month' || !sight.byItem.has(item))
    .map((term) => besideOf(sight, term));
}

function besideOf(sight: Sight, term: ItemTerm): Beside {
  const { reading, county } = sight;
  const { period } = reading.sheet;
  const { item, of } = term;
  const amount = amountOf(sight, term);
  const indicator = indicatorOf(reading, item);
  const isEarlier = of === 'last-month' || of === 'last-year';
  const isCounty = indicator?.by === 'county' && of === 'month';
  const unit = isCounty && county !== null ? county.unit : null;
  return {
    name: nameOf(sight, item),
    month: isEarlier ? chinesePeriod(earlierMonth(period, term)) : '',
    unit: unitNameIn(reading.context.plan, unit, period) ?? '',
    isTotal: of === 'total',
    amount: amount === null ? '' : decimalText(amount),
  };
}

function nameOf({ reading, byItem }: Sight, item: string): string {
  return byItem.get(item)?.item.name ?? indicatorOf(reading, item)?.name ?? item;
}
