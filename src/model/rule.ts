/** One 审核关系 beside figures: the same judgement for a unit's form and for the rule's own examples. */
import { sum, type Decimal } from './decimal.ts';
import type { Rule, RuleTerm } from './plan.ts';

/** A term that speaks of an item, not a number alone. */
export type ItemTerm = RuleTerm & Readonly<{ item: string }>;

/** The figure that a term speaks of, before its factor; null where there is none. */
export type AmountOf = (term: ItemTerm) => Decimal | null;

/** Both sides as they came out, and whether the rule holds. */
export type RuleOutcome = Readonly<{ left: Decimal; right: Decimal; holds: boolean }>;

type Shape = Pick<Rule, 'left' | 'relation' | 'right'>;

export function itemTerms({ left, right }: Shape): readonly ItemTerm[] {
  return [...left, ...right].filter((term): term is ItemTerm => term.item !== null);
}

/**
 * A rule that sets 其中 against its whole: that is judged without it, and always refused; a waiver of it is heeded.
 *
 * @param wholeOf the item that an item of the form is a part of.
 */
export function isOfParts(rule: Shape, wholeOf: (item: string) => string | undefined): boolean {
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
    parts.every(({ item }) => wholeOf(item ?? '') === whole)
  );
}

/** @returns null where a figure is missing: what is absent is not zero, so nothing can be said. */
export function judgeRule(rule: Shape, amountOf: AmountOf): RuleOutcome | null {
  const left = side(rule.left, amountOf);
  const right = side(rule.right, amountOf);
  if (left === null || right === null) return null;
  return { left, right, holds: holds(left.cmp(right), rule.relation) };
}

function side(terms: readonly RuleTerm[], amountOf: AmountOf): Decimal | null {
  const amounts = terms.map((term) => {
    if (term.item === null) return term.factor;
    return amountOf({ ...term, item: term.item })?.times(term.factor) ?? null;
  });
  const there = amounts.filter((amount) => amount !== null);
  return there.length < amounts.length ? null : sum(there);
}

function holds(order: number, relation: Rule['relation']): boolean {
  if (relation === '=') return order === 0;
  return relation === '≤' ? order <= 0 : order >= 0;
}
