/** A way to say something (说法), guarded by what has to hold before it may be said. */
import { compareFractions, decimal, whole, type Decimal, type Fraction } from './decimal.ts';

const RELATIONS = ['>', '≥', '=', '≠', '≤', '<'] as const;
type Relation = (typeof RELATIONS)[number];

/** One comparison: `差距 > 0`. */
export type Condition = Readonly<{ quantity: string; relation: Relation; value: Decimal }>;

/** Said when all of `when` holds; always where that is empty. `say` has its figures as `{差距}`. */
export type Phrase<Occasion extends string = string> = Readonly<{
  occasion: Occasion;
  when: readonly Condition[];
  say: string;
}>;

/** What is known when something is to be said, each by its name, in the unit that its occasion names. */
export type Quantities = Readonly<Record<string, Fraction>>;

/** Other ways to write a relation. */
const SPELT: Readonly<Record<string, Relation>> = {
  '>=': '≥',
  '<=': '≤',
  '!=': '≠',
  '==': '=',
  '＞': '>',
  '＜': '<',
  '＝': '=',
  大于: '>',
  小于: '<',
  等于: '=',
  不等于: '≠',
  不小于: '≥',
  不大于: '≤',
};
const CONDITION =
  /^([^\s<>=≥≤≠!＞＜＝]{1,20}?)\s*(>=|<=|!=|==|[<>=≥≤≠＞＜＝]|不等于|不小于|不大于|大于|小于|等于)\s*(-?\d{1,9}(?:\.\d{1,4})?)$/u;

/** `差距 > 0 且 差距 < 5`; nothing is no condition. @returns null for what cannot be read. */
export function parseConditions(text: string): readonly Condition[] | null {
  if (text.trim() === '') return [];
  const conditions = text.split(/且|，|,/).map((part) => conditionOf(part.trim()));
  const read = conditions.filter((one) => one !== null);
  return read.length < conditions.length ? null : read;
}

function conditionOf(text: string): Condition | null {
  const [, quantity, sign = '', value] = CONDITION.exec(text) ?? [];
  const relation = SPELT[sign] ?? RELATIONS.find((one) => one === sign);
  if (quantity === undefined || value === undefined || relation === undefined) return null;
  return { quantity, relation, value: decimal(value) };
}

/** Whether all conditions hold; one about a quantity that is not known does not. */
export function allHold(when: readonly Condition[], quantities: Quantities): boolean {
  return when.every(({ quantity, relation, value }) => {
    const known = quantities[quantity];
    return known !== undefined && holds(compareFractions(known, whole(value)), relation);
  });
}

function holds(sign: number, relation: Relation): boolean {
  switch (relation) {
    case '>':
      return sign > 0;
    case '≥':
      return sign >= 0;
    case '=':
      return sign === 0;
    case '≠':
      return sign !== 0;
    case '≤':
      return sign <= 0;
    case '<':
      return sign < 0;
  }
}

/** The first phrase of the occasion that may be said; undefined where none may. */
export function phraseFor<Occasion extends string>(
  phrases: readonly Phrase<Occasion>[],
  occasion: Occasion,
  quantities: Quantities,
): Phrase<Occasion> | undefined {
  return phrases.find((phrase) => phrase.occasion === occasion && allHold(phrase.when, quantities));
}

/** A phrase as words and names of figures, in turn: `高于{对象}{差距}` is 高于, 对象, nothing, 差距, nothing. */
export function piecesOf(
  say: string,
): readonly Readonly<{ words: string; figure: string | null }>[] {
  return say
    .split(/(\{[^{}]*\})/)
    .map((piece) =>
      /^\{[^{}]*\}$/.test(piece)
        ? { words: '', figure: piece.slice(1, -1) }
        : { words: piece, figure: null },
    )
    .filter(({ words, figure }) => words !== '' || figure !== null);
}
