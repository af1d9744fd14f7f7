/** What an indicator's kind allows and asks for, and parts against their wholes (其中). */
import {
  ASKS_CHOICES,
  KIND_CHOICES,
  NAMED_WORDS,
  REPORTED_BY_CHOICES,
  UNSCORABLE_WORDS,
  wordOf,
} from '../../model/catalogue/plan-words.ts';
import type { Finding } from '../../model/finding.ts';
import type { Indicator, IndicatorKind } from '../../model/plan.ts';
import { unscorable } from '../../model/scoring.ts';
import { cover, overlap } from './dates.ts';
import { findingAt, isWritten, type Located } from './entries.ts';

type Entry = Located<Indicator>;

/** Keys that only some kinds have. */
const KINDS_WITH: Readonly<Record<string, readonly IndicatorKind[]>> = {
  numerator: ['ratio'],
  denominator: ['ratio'],
  maxPercent: ['ratio'],
  asks: ['flow'],
  partOf: ['flow', 'stock'],
  approximate: ['flow', 'stock'],
  floorTo: ['flow', 'stock'],
  style: ['flow', 'stock'],
  decimals: ['flow', 'stock', 'ratio'],
};

/** Every indicator against its own kind, and every part against its whole. */
export function indicatorFindings(indicators: readonly Entry[]): readonly Finding[] {
  return indicators.flatMap((entry) => [
    ...keysOfOtherKinds(entry),
    ...(entry.value.kind === 'ratio' ? ratioFindings(entry) : percentUnit(entry)),
    ...floorFindings(entry),
    ...hanziFindings(entry),
    ...weightFindings(entry),
    ...partFindings(entry, indicators),
  ]);
}

function keysOfOtherKinds(entry: Entry): readonly Finding[] {
  const kind = wordOf(KIND_CHOICES, entry.value.kind);
  return Object.entries(KINDS_WITH)
    .filter(([key, kinds]) => isWritten(entry, key) && !kinds.includes(entry.value.kind))
    .map(([key]) => findingAt(entry, [key], 'PLAN_KEY_NOT_OF_KIND', { details: { kind, key } }));
}

function ratioFindings(entry: Entry): readonly Finding[] {
  const { numerator, denominator, unitOfMeasure } = entry.value;
  const lacking = (['numerator', 'denominator'] as const)
    .filter((key) => entry.value[key] === undefined)
    .map((key) =>
      findingAt(entry, ['kind'], 'PLAN_RATIO_PARTS', { details: { what: NAMED_WORDS[key] } }),
    );
  const unit =
    unitOfMeasure === '%' ? [] : [findingAt(entry, ['unitOfMeasure'], 'PLAN_RATIO_UNIT')];
  if (numerator === undefined || denominator === undefined) return [...lacking, ...unit];
  if (numerator.unitOfMeasure === denominator.unitOfMeasure) return unit;
  const details = {
    numerator: numerator.unitOfMeasure,
    denominator: denominator.unitOfMeasure,
  };
  const below = ['denominator', 'unitOfMeasure'];
  return [...unit, findingAt(entry, below, 'PLAN_RATIO_PARTS_UNLIKE', { details })];
}

function percentUnit(entry: Entry): readonly Finding[] {
  if (!/[%％]/.test(entry.value.unitOfMeasure)) return [];
  return [findingAt(entry, ['unitOfMeasure'], 'PLAN_PERCENT_UNIT')];
}

function floorFindings(entry: Entry): readonly Finding[] {
  const { approximate, floorTo } = entry.value;
  if (approximate && floorTo === undefined) {
    return [findingAt(entry, ['approximate'], 'PLAN_FLOOR_MISSING')];
  }
  if (floorTo === undefined) return [];
  if (!approximate) return [findingAt(entry, ['floorTo'], 'PLAN_FLOOR_UNUSED')];
  return floorTo.eq(0) ? [findingAt(entry, ['floorTo'], 'PLAN_FLOOR_ZERO')] : [];
}

function hanziFindings(entry: Entry): readonly Finding[] {
  if (entry.value.style !== 'hanzi' || entry.value.decimals === 0) return [];
  return [findingAt(entry, ['style'], 'PLAN_HANZI_DECIMALS')];
}

/** A weight that no score will ever count. */
function weightFindings(entry: Entry): readonly Finding[] {
  const why = unscorable(entry.value);
  if (why === null || entry.value.weight === 0) return [];
  const details = { what: UNSCORABLE_WORDS[why] };
  return [findingAt(entry, ['weight'], 'PLAN_WEIGHT_UNUSED', { details })];
}

/** What a part has in common with its whole, in words. */
const SHARED: readonly (readonly [string, (indicator: Indicator) => string])[] = [
  [NAMED_WORDS.unitOfMeasure, (one) => one.unitOfMeasure],
  [NAMED_WORDS.kind, (one) => wordOf(KIND_CHOICES, one.kind)],
  [NAMED_WORDS.reporter, (one) => wordOf(REPORTED_BY_CHOICES, one.by)],
  [NAMED_WORDS.asks, (one) => wordOf(ASKS_CHOICES, one.asks)],
];

function partFindings(entry: Entry, indicators: readonly Entry[]): readonly Finding[] {
  const code = entry.value.partOf;
  if (code === undefined) return [];
  const wholes = indicators.map(({ value }) => value).filter((one) => one.code === code);
  if (wholes.length === 0 || code === entry.value.code) return [];
  const whole = wholes.find((one) => overlap(one, entry.value));
  if (whole === undefined || !cover(wholes, entry.value)) {
    return [findingAt(entry, ['partOf'], 'PLAN_PART_DATES', { details: { code } })];
  }
  return SHARED.filter(([, wordsOf]) => wordsOf(whole) !== wordsOf(entry.value)).map(
    ([what, wordsOf]) =>
      findingAt(entry, ['partOf'], 'PLAN_PART_UNLIKE', {
        details: { what, code, part: wordsOf(entry.value), whole: wordsOf(whole) },
      }),
  );
}
