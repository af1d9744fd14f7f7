/** Rules between items of one form: known items, one unit of measure, one form. */
import { NAMED_WORDS, namesWords } from '../../model/catalogue/plan-words.ts';
import type { Finding } from '../../model/finding.ts';
import { denominatorItem, numeratorItem } from '../../model/form.ts';
import type { KeyPath } from '../../model/plan-file.ts';
import type { Indicator, Rule } from '../../model/plan.ts';
import { findingAt, type Entries, type Located } from './entries.ts';
import { nearest } from './nearest.ts';

type Term = Readonly<{ item: string; below: KeyPath }>;
/** An item of a rule with what it measures. */
type Measured = Term & Readonly<{ indicator: Indicator; unitOfMeasure: string }>;

/** Every rule against the items it names. */
export function ruleFindings(entries: Entries): readonly Finding[] {
  const { declared } = entries;
  if (declared.indicators === null) return [];
  const codes = declared.indicators;
  // The first of a code stands: a second at the same time is told as a duplicate.
  const known = new Map(entries.indicators.toReversed().map(({ value }) => [value.code, value]));
  return entries.rules.flatMap((rule) => {
    const terms = termsOf(rule.value);
    const wrong = terms.flatMap((term, index) => [
      ...termFindings(rule, term, { codes, known }),
      ...(terms.findIndex(({ item }) => item === term.item) < index
        ? [findingAt(rule, term.below, 'PLAN_RULE_TWICE', { details: { code: term.item } })]
        : []),
    ]);
    if (wrong.length > 0) return wrong;
    return mixtureFindings(
      rule,
      terms.flatMap((term) => measured(term, known)),
    );
  });
}

function termsOf({ left, right }: Rule): readonly Term[] {
  return [
    ...left.map((item, index): Term => ({ item, below: ['left', index] })),
    ...right.map((item, index): Term => ({ item, below: ['right', index] })),
  ];
}

function codeOf(item: string): string {
  return item.replace(/-[12]$/, '');
}

function termFindings(
  rule: Located<Rule>,
  { item, below }: Term,
  { codes, known }: Readonly<{ codes: readonly string[]; known: ReadonlyMap<string, Indicator> }>,
): readonly Finding[] {
  const code = codeOf(item);
  const indicator = known.get(code);
  const partOfNoRatio = item !== code && indicator !== undefined && indicator.kind !== 'ratio';
  if (!codes.includes(code) || partOfNoRatio) {
    const suggestion = partOfNoRatio ? code : nearest(item, codes);
    const what = NAMED_WORDS.indicator;
    const names = namesWords([...new Set(codes)]);
    return [
      findingAt(rule, below, 'PLAN_REFERENCE', {
        ...(suggestion === undefined ? {} : { suggestion }),
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
function measured(term: Term, known: ReadonlyMap<string, Indicator>): readonly Measured[] {
  const indicator = known.get(codeOf(term.item));
  const unitOfMeasure = indicator === undefined ? undefined : unitOf(term.item, indicator);
  if (indicator === undefined || unitOfMeasure === undefined) return [];
  return [{ ...term, indicator, unitOfMeasure }];
}

function unitOf(item: string, indicator: Indicator): string | undefined {
  const { code, numerator, denominator, unitOfMeasure } = indicator;
  if (item === numeratorItem(code)) return numerator?.unitOfMeasure;
  if (item === denominatorItem(code)) return denominator?.unitOfMeasure;
  return unitOfMeasure;
}

/** One rule compares like with like: one unit of measure, one form, one way of asking. */
function mixtureFindings(rule: Located<Rule>, terms: readonly Measured[]): readonly Finding[] {
  const units = [...new Set(terms.map((term) => term.unitOfMeasure))];
  const forms = new Set(terms.map(({ indicator }) => indicator.by));
  const asks = new Set(terms.map(({ indicator }) => indicator.asks));
  const details = { units: namesWords(units) };
  return [
    ...(units.length > 1 ? [findingAt(rule, ['left'], 'PLAN_RULE_MIXED', { details })] : []),
    ...(forms.size > 1 ? [findingAt(rule, ['left'], 'PLAN_RULE_FORMS')] : []),
    ...(asks.size > 1 ? [findingAt(rule, ['left'], 'PLAN_RULE_ASKS')] : []),
  ];
}
