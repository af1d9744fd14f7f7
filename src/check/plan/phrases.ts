/** Phrases: known names, some way to say it in every case, and no words that the numbers would not bear out. */
import { OCCASIONS, type Occasion } from '../../model/catalogue/occasions.ts';
import { quantityWords } from '../../model/catalogue/phrase-words.ts';
import { namesWords } from '../../model/catalogue/plan-words.ts';
import { decimalText, type Decimal } from '../../model/decimal.ts';
import type { Finding } from '../../model/finding.ts';
import { allHold, phraseFor, piecesOf, type Phrase, type Quantities } from '../../model/phrase.ts';
import { findingAt, type Entries, type Located } from './entries.ts';
import { nearest } from '../../model/nearest.ts';

type Entry = Located<Phrase<Occasion>>;

/** Every phrase alone; those of an occasion that are sound in themselves also together. */
export function phraseFindings({ phrases, loose }: Entries): readonly Finding[] {
  const alone = phrases.flatMap(nameFindings);
  const faulty = new Set(alone.map(({ place }) => place.line));
  const written = new Set(loose.phrases.map(({ value }) => value.occasion));
  const whole = phrases.length === loose.phrases.length && faulty.size === 0;
  const together = [...written].flatMap((occasion) => {
    const own = phrases.filter(({ value }) => value.occasion === occasion);
    return occasion === undefined || !whole ? [] : occasionFindings(occasion, own);
  });
  return [...alone, ...together];
}

/** What a phrase asks for and prints has to be known where it is said. */
function nameFindings(entry: Entry): readonly Finding[] {
  const { occasion, when, say } = entry.value;
  const { quantities, figures } = OCCASIONS[occasion];
  const asked = when.map(({ quantity }) => quantity);
  const printed = piecesOf(say).flatMap(({ figure }) => (figure === null ? [] : [figure]));
  const unknown = (key: 'when' | 'say', name: string, known: readonly string[]): Finding => {
    const meant = nearest(name, known);
    return findingAt(entry, [key], 'PLAN_PHRASE_NAME', {
      ...(meant === undefined ? {} : { suggestion: key === 'say' ? `{${meant}}` : meant }),
      details: { name, occasion, names: namesWords(known) },
    });
  };
  return [
    ...asked
      .filter((name) => !(name in quantities))
      .map((name) => unknown('when', name, Object.keys(quantities))),
    ...printed
      .filter((name) => !(name in figures))
      .map((name) => unknown('say', name, Object.keys(figures))),
    ...(/[{}]/.test(say.replace(/\{[^{}]*\}/g, ''))
      ? [findingAt(entry, ['say'], 'PLAN_PHRASE_BRACES')]
      : []),
  ];
}

function occasionFindings(occasion: Occasion, entries: readonly Entry[]): readonly Finding[] {
  const { cases, claims, quantities } = OCCASIONS[occasion];
  const phrases = entries.map(({ value }) => value);
  const found = new Map<string, Finding>();
  const used = new Set<Phrase<Occasion>>();
  for (const known of cases(limitsOf(phrases))) {
    const phrase = phraseFor(phrases, occasion, known);
    const entry = entries.find(({ value }) => value === phrase) ?? entries.at(-1);
    if (entry === undefined) continue;
    const at = casesWords(known, quantities);
    if (phrase === undefined) {
      const details = { occasion, case: at };
      if (!found.has('gap')) found.set('gap', findingAt(entry, [], 'PLAN_PHRASE_GAP', { details }));
      continue;
    }
    used.add(phrase);
    for (const { words, when, told } of claims) {
      const [said] = words.exec(wordsOf(phrase)) ?? [];
      const key = `${String(entries.indexOf(entry))} ${told}`;
      if (said === undefined || allHold(when, known) || found.has(key)) continue;
      const details = { words: said, told, case: at };
      found.set(key, findingAt(entry, ['say'], 'PLAN_PHRASE_CLAIM', { details }));
    }
  }
  const idle = entries.filter(({ value }) => !used.has(value));
  return [...found.values(), ...idle.map((entry) => findingAt(entry, [], 'PLAN_PHRASE_IDLE'))];
}

/** The phrase without its figures, whose names claim nothing. */
function wordsOf({ say }: Phrase): string {
  return piecesOf(say)
    .map(({ words }) => words)
    .join(' ');
}

function limitsOf(phrases: readonly Phrase[]): ReadonlyMap<string, readonly Decimal[]> {
  const conditions = phrases.flatMap(({ when }) => when);
  const lines = Map.groupBy(conditions, ({ quantity }) => quantity);
  return new Map(
    [...lines].map(([quantity, some]) => {
      const values = new Map(some.map(({ value }) => [decimalText(value), value]));
      return [quantity, [...values.values()]];
    }),
  );
}

/** 差距为0.01个百分点: a case in which it goes wrong. */
function casesWords(known: Quantities, units: Readonly<Record<string, string>>): string {
  return Object.entries(known)
    .map(([name, value]) => quantityWords(name, value, units[name] ?? ''))
    .join('、');
}
