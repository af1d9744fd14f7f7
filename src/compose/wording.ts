/** Where a figure becomes text: the only rounding in the line, and the only words for what is absent. */
import type { PrintedFigure, Run } from '../model/bulletin.ts';
import {
  compareFractions,
  decimal,
  decimalText,
  multiplyFractions,
  ONE,
  roundFraction,
  truncateFraction,
  whole,
  type Decimal,
  type Fraction,
} from '../model/decimal.ts';
import type { Bound } from '../model/bound.ts';
import { chineseNumeral } from '../model/numeral-chinese.ts';
import type { Indicator, NumeralStyle } from '../model/plan.ts';
import type { Figure, FigureId, Standing } from '../model/scoreboard.ts';
import { percentCell, percentText } from './percentage.ts';
import { absentFigure, absentText, magnitude, placesToTell, printed, trimmed } from './printing.ts';
import { say } from './saying.ts';

const WAN = decimal('10000');
const YI = decimal('100000000');
const TEN = decimal('10');

/** The figure whose `measure` is asked for, beside the one given: `RC01/city/period` and `rank` give `RC01/city/rank`. */
export function siblingId(id: FigureId, measure: string): FigureId {
  return `${id.slice(0, id.lastIndexOf('/'))}/${measure}`;
}

/** A count made while composing (units behind, reports late): its operands say what was counted. */
export function countOf(
  id: FigureId,
  count: number,
  operands: readonly FigureId[],
  text = String(count),
): PrintedFigure {
  const lineage = { formula: 'count', operands, sources: [] } as const;
  return { id, text, value: String(count), lineage };
}

/** The place as 第3位 or, in a table, 3; a dash where it is not ranked. */
export function rankOf(standing: Standing, form: 'text' | 'cell'): PrintedFigure {
  const basis = standing.completion.value === null ? standing.period : standing.completion;
  const lineage = { formula: 'rank', operands: [basis.id], sources: [] } as const;
  const id = siblingId(standing.period.id, 'rank');
  if (standing.rank === null) return { id, text: '—', value: null, lineage };
  const place = String(standing.rank);
  return { id, text: form === 'cell' ? place : `第${place}位`, value: place, lineage };
}

/** An amount with its unit of measure, as running text has it: 9982名, 12.8万人次, 三个, 35万多次. */
export function amountText(
  figure: Figure,
  indicator: Pick<Indicator, 'unitOfMeasure' | 'style' | 'floorTo'>,
  limits: readonly Figure[] = [],
): PrintedFigure {
  if (figure.value === null) return absentText(figure);
  const { unitOfMeasure, style } = indicator;
  const value = amountValue(figure.value);
  const number =
    figure.bound === null
      ? styled(figure.value, style, limits)
      : bounded(figure.value, figure.bound, indicator);
  return printed(figure, `${number}${unitOfMeasure}`, value);
}

/** An amount as a table has it: every digit, the indicator's decimals, no unit of measure; a bound keeps its 多, 约 or 近. */
export function amountCell(
  figure: Figure,
  indicator: Pick<Indicator, 'style' | 'floorTo' | 'decimals'>,
): PrintedFigure {
  if (figure.value === null) return absentFigure(figure);
  const value = amountValue(figure.value);
  const { bound } = figure;
  const text =
    bound === null ? padded(value, indicator.decimals) : bounded(figure.value, bound, indicator);
  return printed(figure, text, value);
}

/** 275.3 as 275.30 in a column of two decimals; nothing is ever cut. */
function padded(value: string, decimals: number): string {
  const places = value.split('.')[1]?.length ?? 0;
  return places >= decimals ? value : decimal(value).toFixed(decimals);
}

/** Exact decimal text; a quotient that has none is given to 6 decimals. */
function amountValue(value: Fraction): string {
  return trimmed(value.d.eq(ONE) ? decimalText(value.n) : roundFraction(value, 6));
}

function styled(value: Fraction, style: NumeralStyle, limits: readonly Figure[]): string {
  if (style === 'wan' && compareFractions(magnitude(value), whole(WAN)) >= 0) {
    const [unit, word] =
      compareFractions(magnitude(value), whole(YI)) >= 0 ? [YI, '亿'] : [WAN, '万'];
    const scaled = ({ n, d }: Fraction): Fraction => ({ n, d: d.times(unit) });
    const others = limits.flatMap((limit) => (limit.value === null ? [] : [scaled(limit.value)]));
    const number = scaled(value);
    // 9999.9999万, short of 1亿, is never 10000万.
    if (unit === WAN) others.push(whole(WAN));
    return `${trimmed(roundFraction(number, placesToTell(number, others)))}${word}`;
  }
  const plain = amountValue(value);
  if (style !== 'hanzi' || !/^\d{1,2}$/.test(plain) || plain === '0') return plain;
  return plain === '2' ? '两' : chineseNumeral(BigInt(plain));
}

function bounded(
  value: Fraction,
  bound: Bound,
  indicator: Pick<Indicator, 'style' | 'floorTo'>,
): string {
  const step = stepFor(value, indicator.floorTo ?? ONE);
  const steps = { n: value.n, d: value.d.times(step) };
  const down = decimal(truncateFraction(steps, 0));
  const up = compareFractions(whole(down), steps) < 0 ? down.plus(ONE) : down;
  if (bound === 'under') return `近${inUnits(up.times(step))}`;
  if (bound === 'about') return `约${inUnits(decimal(roundFraction(steps, 0)).times(step))}`;
  const floor = down.times(step);
  if (floor.lt(WAN)) return `${decimalText(floor)}多`;
  const [unit, word] = floor.gte(YI) ? [YI, '亿'] : [WAN, '万'];
  const tens = decimalText(floor.div(unit));
  return step.gt(unit) ? `${tens}多${word}` : `${tens}${word}多`;
}

/** The step to floor by: a tenth of it, and so on, while the figure is smaller than it. */
function stepFor(value: Fraction, step: Decimal): Decimal {
  const tooBig = step.gt(ONE) && compareFractions(value, whole(step)) < 0;
  return tooBig ? stepFor(value, step.div(TEN)) : step;
}

function inUnits(amount: Decimal): string {
  if (amount.gte(YI)) return `${decimalText(amount.div(YI))}亿`;
  return amount.lt(WAN) ? decimalText(amount) : `${decimalText(amount.div(WAN))}万`;
}

/**
 * The indicator with the step that a holder's bound is printed by: a unit's as it reported it (3.9万多), a group's to
 * 万, the city's by the indicator's own.
 */
export function asHeld(indicator: Indicator, { holder }: Standing): Indicator {
  if (indicator.floorTo === undefined || holder.type === 'city') return indicator;
  return { ...indicator, floorTo: holder.type === 'unit' ? ONE : WAN };
}

/** What running text says of a standing's own figure: a share for a ratio, a place for a rank, else an amount. */
export function valueText(
  figure: Figure,
  indicator: Indicator,
  limits: readonly Figure[] = [],
): PrintedFigure {
  return indicator.kind === 'ratio'
    ? percentText(figure, limits)
    : amountText(figure, indicator, limits);
}

/** Cases of which each makes five points of a share or more: the share says little without their number. */
const FEW = whole(decimal('20'));

/** A unit's ratio in text: 99.5%, and 50%，2件中1件 of only a few. */
export function ratioText(indicator: Indicator, standing: Standing): readonly Run[] {
  const { period, numerator, denominator, target } = standing;
  const share = percentText(period, [target]);
  const isFew = denominator.value !== null && compareFractions(denominator.value, FEW) <= 0;
  const { numerator: part, denominator: all } = indicator;
  if (!isFew || part === undefined || all === undefined) return say`${share}`;
  const of = amountText(denominator, { ...all, style: 'plain' });
  return say`${share}，${of}中${amountText(numerator, { ...part, style: 'plain' })}`;
}

/** The same for a table's cell. */
export function valueCell(
  figure: Figure,
  indicator: Indicator,
  limits: readonly Figure[] = [],
): PrintedFigure {
  return indicator.kind === 'ratio' ? percentCell(figure, limits) : amountCell(figure, indicator);
}

/** How far along a bar a share is drawn, in percent, or an amount in its own unit: for drawing only; null for an absent figure. */
export function drawn(figure: Figure, inPercent: boolean): number | null {
  if (figure.value === null) return null;
  const share = inPercent ? multiplyFractions(figure.value, whole(decimal('100'))) : figure.value;
  return Number(roundFraction(share, 4));
}
