/** Rules between items: known items, one unit of measure, what each form can know, and examples that come out as said. */
import { NAMED_WORDS, namesWords } from '../../model/catalogue/plan-words.ts';
import { termName, termText } from '../../model/catalogue/rule-words.ts';
import { ONE } from '../../model/decimal.ts';
import type { Finding } from '../../model/finding.ts';
import { denominatorItem, indicatorCodeOf, numeratorItem } from '../../model/form.ts';
import type { KeyPath } from '../../model/plan-file.ts';
import type { Indicator } from '../../model/plan.ts';
import { findingAt, type Entries, type Located } from './entries.ts';
import { nearest } from '../../model/nearest.ts';
import { exampleFindings } from './rule-examples.ts';
import type { RuleEntry } from './schema.ts';
import { isOfParts, type ItemTerm } from '../../model/rule.ts';

type Term = Readonly<{ term: ItemTerm; below: KeyPath }>;
/** An item of a rule with what it measures. */
type Measured = Term & Readonly<{ indicator: Indicator; unitOfMeasure: string }>;

/** Every rule against the items it names, and against its own examples. */
export function ruleFindings(entries: Entries): readonly Finding[] {
  const { declared } = entries;
  if (declared.indicators === null) return [];
  const codes = declared.indicators;
  // The first of a code stands: a second at the same time is told as a duplicate.
  const known = new Map(entries.indicators.toReversed().map(({ value }) => [value.code, value]));
  return entries.rules.flatMap((rule) => {
    const terms = termsOf(rule.value);
    const wrong = terms.flatMap((one, index) => [
      ...termFindings(rule, one, { codes, known }),
      ...(terms.findIndex(({ term }) => termName(term) === termName(one.term)) < index
        ? [findingAt(rule, one.below, 'PLAN_RULE_TWICE', { details: { code: termName(one.term) } })]
        : []),
    ]);
    if (wrong.length > 0) return wrong;
    const mixed = mixtureFindings(
      rule,
      terms.flatMap((term) => measured(term, known)),
    );
    if (mixed.length > 0) return mixed;
    return [...partsFindings(rule, (item) => known.get(item)?.partOf), ...exampleFindings(rule)];
  });
}

function termsOf({ left, right }: RuleEntry): readonly Term[] {
  const of = (side: 'left' | 'right', terms: RuleEntry['left']): readonly Term[] =>
    terms.flatMap((term, index) =>
      term.item === null ? [] : [{ term: { ...term, item: term.item }, below: [side, index] }],
    );
  return [...of('left', left), ...of('right', right)];
}

function termFindings(
  rule: Located<RuleEntry>,
  { term, below }: Term,
  { codes, known }: Readonly<{ codes: readonly string[]; known: ReadonlyMap<string, Indicator> }>,
): readonly Finding[] {
  const { item } = term;
  const code = indicatorCodeOf(item);
  const indicator = known.get(code);
  const partOfNoRatio = item !== code && indicator !== undefined && indicator.kind !== 'ratio';
  if (!codes.includes(code) || partOfNoRatio) {
    const meant = partOfNoRatio ? code : nearest(item, codes);
    const what = NAMED_WORDS.indicator;
    const names = namesWords([...new Set(codes)]);
    return [
      findingAt(rule, below, 'PLAN_REFERENCE', {
        ...(meant === undefined ? {} : { suggestion: termText({ ...term, item: meant }) }),
        details: { what, name: item, file: 'indicators.yaml', names },
      }),
    ];
  }
  if (indicator?.kind === 'ratio' && item === code) {
    return [findingAt(rule, below, 'PLAN_RULE_RATIO', { details: { code } })];
  }
  if (indicator?.kind !== 'rank') return [];
  return [findingAt(rule, below, 'PLAN_RULE_KIND', { details: { code } })];
}

/** The term with its measure; nothing where that cannot be known, as when a ratio lacks its parts. */
function measured(one: Term, known: ReadonlyMap<string, Indicator>): readonly Measured[] {
  const { item } = one.term;
  const indicator = known.get(indicatorCodeOf(item));
  const unitOfMeasure = indicator === undefined ? undefined : unitOf(item, indicator);
  if (indicator === undefined || unitOfMeasure === undefined) return [];
  return [{ ...one, indicator, unitOfMeasure }];
}

function unitOf(item: string, indicator: Indicator): string | undefined {
  const { code, numerator, denominator, unitOfMeasure } = indicator;
  if (item === numeratorItem(code)) return numerator?.unitOfMeasure;
  if (item === denominatorItem(code)) return denominator?.unitOfMeasure;
  return unitOfMeasure;
}

/** 其中 is held to its whole whatever a rule says: one that would do so more mildly does nothing. */
function partsFindings(
  rule: Located<RuleEntry>,
  wholeOf: (item: string) => string | undefined,
): readonly Finding[] {
  const { severity, trial } = rule.value;
  const key = trial ? 'trial' : severity === '强制' ? null : 'severity';
  if (key === null || !isOfParts(rule.value, wholeOf)) return [];
  return [findingAt(rule, [key], 'PLAN_RULE_PARTS', { details: { what: key } })];
}

/** One rule compares like with like (a factor may convert), and only what the form or its counterpart holds. */
function mixtureFindings(rule: Located<RuleEntry>, terms: readonly Measured[]): readonly Finding[] {
  const plain = terms.filter(({ term }) => term.factor.eq(ONE));
  const units = [...new Set(plain.map((term) => term.unitOfMeasure))];
  const asks = new Set(terms.map(({ indicator }) => indicator.asks));
  const across = new Set(terms.map(({ indicator }) => indicator.by)).size > 1;
  const earlier = terms.find(({ term }) => term.of === 'last-month' || term.of === 'last-year');
  const hasNow = terms.some(({ term }) => term.of === 'month');
  const details = { units: namesWords(units) };
  return [
    ...(units.length > 1 ? [findingAt(rule, ['left'], 'PLAN_RULE_MIXED', { details })] : []),
    ...(asks.size > 1 ? [findingAt(rule, ['left'], 'PLAN_RULE_ASKS')] : []),
    ...(across && earlier ? [findingAt(rule, earlier.below, 'PLAN_RULE_ACROSS')] : []),
    ...(hasNow ? [] : [findingAt(rule, ['left'], 'PLAN_RULE_NOW')]),
  ];
}
