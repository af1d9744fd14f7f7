/** Waivers against the rule and the unit they name: one that can never let anybody off is a slip. */
import {
  datesWords,
  REPORTED_BY_CHOICES,
  WAIVER_WORDS,
  wordOf,
} from '../../model/catalogue/plan-words.ts';
import type { Finding } from '../../model/finding.ts';
import { indicatorCodeOf } from '../../model/form.ts';
import type { Waiver } from '../../model/plan.ts';
import { overlap } from './dates.ts';
import { findingAt, type Entries } from './entries.ts';

/** Every waiver whose rule and unit are known. */
export function waiverFindings(entries: Entries): readonly Finding[] {
  return entries.waivers.flatMap((entry) => {
    const why = whyUnused(entry.value, entries);
    if (why === null) return [];
    return [findingAt(entry, [why.key], 'PLAN_WAIVER_UNUSED', { details: { why: why.words } })];
  });
}

type Why = Readonly<{ key: 'from' | 'unit'; words: string }>;

/** The rule is not valid then, the unit reports nothing then, or it reports none of the figures that the rule compares. */
function whyUnused(waiver: Waiver, { rules, units, indicators }: Entries): Why | null {
  const series = rules.map(({ value }) => value).filter(({ id }) => id === waiver.rule);
  const holders = units.map(({ value }) => value).filter(({ id }) => id === waiver.unit);
  const [rule] = series;
  const [unit] = holders;
  if (rule === undefined || unit === undefined) return null;
  if (!series.some((one) => overlap(one, waiver))) {
    const dates = datesWords(rule.from, series.at(-1)?.to);
    return { key: 'from', words: WAIVER_WORDS.dates(waiver.rule, dates) };
  }
  const then = holders.filter((one) => overlap(one, waiver));
  if (then.length === 0) return { key: 'from', words: WAIVER_WORDS.unit(unit.name) };
  const codes = new Set(
    [...rule.left, ...rule.right].flatMap(({ item }) =>
      item === null ? [] : [indicatorCodeOf(item)],
    ),
  );
  const compared = indicators.map(({ value }) => value).filter(({ code }) => codes.has(code));
  const [first] = compared;
  const isCompared = then.some(({ reports }) => compared.some(({ by }) => by === reports));
  if (first === undefined || isCompared) return null;
  const by = wordOf(REPORTED_BY_CHOICES, first.by);
  return { key: 'unit', words: WAIVER_WORDS.reporter(waiver.rule, unit.name, by) };
}
