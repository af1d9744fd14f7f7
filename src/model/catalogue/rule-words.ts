/** How an administrator writes one term of a 审核关系: RC01, RC01 上月, RC01 合计 × 1.2, 100. */
import { decimal, decimalText, ONE } from '../decimal.ts';
import type { RuleTerm } from '../plan.ts';

type Of = RuleTerm['of'];

const OF_WORDS: Readonly<Record<Exclude<Of, 'month'>, string>> = {
  'last-month': '上月',
  'last-year': '上年同期',
  total: '合计',
};

const OFS: Readonly<Record<string, Of>> = {
  上月: 'last-month',
  上年同期: 'last-year',
  合计: 'total',
};

const NUMBER = String.raw`\d{1,13}(?:\.\d{1,6})?`;

/** An item with or without a time and a factor, or a number alone. */
export const TERM_SPELLING = new RegExp(
  String.raw`^(?:([A-Z]{1,4}\d{2,3}(?:-[12])?) ?(上月|上年同期|合计)?(?: ?[×*] ?(${NUMBER}))?|(${NUMBER}))$`,
);

/** @returns null for any other spelling. */
export function parseRuleTerm(text: string): RuleTerm | null {
  const parts = TERM_SPELLING.exec(text);
  if (parts === null) return null;
  const [, item, of = '', factor, constant] = parts;
  if (item === undefined) return { item: null, of: 'month', factor: decimal(constant ?? '0') };
  const times = factor === undefined ? ONE : decimal(factor);
  return { item, of: OFS[of] ?? 'month', factor: times };
}

/** RC01 上月: the term without its factor, as an example's figure is named. */
export function termName({ item, of }: Readonly<{ item: string; of: Of }>): string {
  return of === 'month' ? item : `${item} ${OF_WORDS[of]}`;
}

/** The term in its one right spelling. */
export function termText({ item, of, factor }: RuleTerm): string {
  if (item === null) return decimalText(factor);
  const times = factor.eq(ONE) ? '' : ` × ${decimalText(factor)}`;
  return `${termName({ item, of })}${times}`;
}

/** What an example has to show. */
export const EXAMPLE_WORDS = {
  passes: { should: '应当成立', does: '不成立' },
  fails: { should: '应当不成立', does: '成立' },
} as const;
