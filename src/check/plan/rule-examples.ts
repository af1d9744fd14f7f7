/** A rule's own examples: one that passes and one that fails, judged as a unit's form would be. */
import { namesWords } from '../../model/catalogue/plan-words.ts';
import { EXAMPLE_WORDS, parseRuleTerm, termName } from '../../model/catalogue/rule-words.ts';
import { decimalText, ONE, type Decimal } from '../../model/decimal.ts';
import type { Finding } from '../../model/finding.ts';
import { itemTerms, judgeRule } from '../../model/rule.ts';
import { findingAt, type Located } from './entries.ts';
import type { RuleEntry } from './schema.ts';

/** What is wrong with either example of a rule that is sound in itself. */
export function exampleFindings(rule: Located<RuleEntry>): readonly Finding[] {
  return [...exampleFaults(rule, 'passes'), ...exampleFaults(rule, 'fails')];
}

function exampleFaults(rule: Located<RuleEntry>, key: 'passes' | 'fails'): readonly Finding[] {
  const wanted = [...new Set(itemTerms(rule.value).map(termName))];
  const written = Object.entries(rule.value[key]).map(([spelt, amount]) => {
    return { spelt, amount, name: figureName(spelt) };
  });
  const given = new Map<string, Decimal>(written.map(({ name, amount }) => [name, amount]));
  const unused = written.filter(({ name }) => !wanted.includes(name));
  if (unused.length > 0) {
    return unused.map(({ spelt }) =>
      findingAt(rule, [key, spelt], 'PLAN_RULE_EXAMPLE_UNUSED', {
        read: spelt,
        details: { name: spelt, names: namesWords(wanted) },
      }),
    );
  }
  const lacking = wanted.filter((name) => !given.has(name));
  if (lacking.length > 0) {
    const example = `{${wanted.map((name) => `${name}: 5`).join(', ')}}`;
    const details = { names: namesWords(lacking), example };
    return [findingAt(rule, [key], 'PLAN_RULE_EXAMPLE_LACKS', { details })];
  }
  const outcome = judgeRule(rule.value, (term) => given.get(termName(term)) ?? null);
  if (outcome === null || outcome.holds === (key === 'passes')) return [];
  const { relation } = rule.value;
  const sides = { left: decimalText(outcome.left), right: decimalText(outcome.right) };
  const details = { ...EXAMPLE_WORDS[key], ...sides, relation };
  return [findingAt(rule, [key], 'PLAN_RULE_EXAMPLE', { details })];
}

/** A figure as the rule's own terms are named; a factor or a number alone names none. */
function figureName(spelt: string): string {
  const term = parseRuleTerm(spelt);
  const item = term?.item ?? null;
  return term === null || item === null || !term.factor.eq(ONE)
    ? spelt
    : termName({ item, of: term.of });
}
