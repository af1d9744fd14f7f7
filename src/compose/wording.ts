/** Where a figure becomes text: the only rounding in the line, and the only words for what is absent. */
import type { PrintedFigure } from '../model/bulletin.ts';
import {
  compareFractions,
  decimal,
  decimalText,
  multiplyFractions,
  ONE,
  roundFraction,
  truncateFraction,
  whole,
  ZERO,
  type Decimal,
  type Fraction,
} from '../model/decimal.ts';
import type { Bound } from '../model/bound.ts';
import type { Indicator, NumeralStyle } from '../model/plan.ts';
import type { Figure, FigureId, Standing } from '../model/scoreboard.ts';
import { absenceCell, absenceReason } from './absence-words.ts';
import { hanzi } from './saying.ts';

/** Decimals of a percentage before its trailing zeros are dropped. */
const PLACES = 2;
/** Two different exact figures of fifteen digits differ well before this many decimals. */
const MOST_PLACES = 40;
const WAN = decimal('10000');
const TEN = decimal('10');
const NOUGHT = whole(ZERO);
const UNITY = whole(ONE);

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

function printed(figure: Figure, text: string, value: string | null): PrintedFigure {
  return { id: figure.id, text, value, lineage: figure.lineage };
}

function absentFigure(figure: Figure): PrintedFigure {
  return printed(figure, absenceCell(figure.absent ?? 'blank'), null);
}

/** In running text a dash would say nothing: its reason stands there instead. */
function absentText(figure: Figure): PrintedFigure {
  const absence = figure.absent ?? 'blank';
  const cell = absenceCell(absence);
  return printed(figure, cell === '—' ? absenceReason(absence) : cell, null);
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
    const inWan = { n: value.n, d: value.d.times(WAN) };
    const others = limits.flatMap((limit) =>
      limit.value === null ? [] : [{ n: limit.value.n, d: limit.value.d.times(WAN) }],
    );
    return `${trimmed(roundFraction(inWan, placesToTell(inWan, others)))}万`;
  }
  const plain = amountValue(value);
  if (style !== 'hanzi' || !/^\d{1,2}$/.test(plain) || plain === '0') return plain;
  return plain === '2' ? '两' : hanzi(Number(plain));
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
  if (bound === 'under') return `近${inWan(up.times(step))}`;
  if (bound === 'about') return `约${inWan(decimal(roundFraction(steps, 0)).times(step))}`;
  const floor = down.times(step);
  if (floor.lt(WAN)) return `${decimalText(floor)}多`;
  const tens = decimalText(floor.div(WAN));
  return step.gt(WAN) ? `${tens}多万` : `${tens}万多`;
}

/** The step to floor by: a tenth of it, and so on, while the figure is smaller than it. */
function stepFor(value: Fraction, step: Decimal): Decimal {
  const tooBig = step.gt(ONE) && compareFractions(value, whole(step)) < 0;
  return tooBig ? stepFor(value, step.div(TEN)) : step;
}

function inWan(amount: Decimal): string {
  return amount.lt(WAN) ? decimalText(amount) : `${decimalText(amount.div(WAN))}万`;
}

function magnitude(value: Fraction): Fraction {
  return { n: value.n.abs(), d: value.d };
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/**
 * The decimals, at least two, at which the figure is told apart from every limit that it does not equal: a figure
 * short of 100% or of its threshold never prints as it.
 */
function placesToTell(value: Fraction, limits: readonly Fraction[], shift = 0): number {
  const others = limits.filter((limit) => compareFractions(limit, value) !== 0);
  let places = PLACES;
  while (places < MOST_PLACES && others.some((other) => looksAlike(value, other, places, shift))) {
    places += 1;
  }
  return places;
}

function looksAlike(a: Fraction, b: Fraction, places: number, shift: number): boolean {
  return roundFraction(a, places, shift) === roundFraction(b, places, shift);
}

function valuesOf(figures: readonly Figure[]): readonly Fraction[] {
  return figures.flatMap((figure) => (figure.value === null ? [] : [figure.value]));
}

/** Shares of one as a percentage without its sign; told apart from 0, from 100 and from the limits. */
function percent(
  figure: Figure,
  limits: readonly Figure[],
): Readonly<{ fixed: string; value: string }> | null {
  if (figure.value === null) return null;
  const places = placesToTell(figure.value, [NOUGHT, UNITY, ...valuesOf(limits)], 2);
  return {
    fixed: roundFraction(figure.value, places, 2),
    value: roundFraction(figure.value, 6, 2),
  };
}

/** 99.99%, 100%: two decimals without trailing zeros, more where fewer would make it 100% or one of the limits. */
export function percentText(figure: Figure, limits: readonly Figure[] = []): PrintedFigure {
  const share = percent(figure, limits);
  if (share === null) return absentText(figure);
  return printed(figure, `${trimmed(share.fixed)}%`, share.value);
}

/** 99.99, 100.00: at least two decimals, for a column headed （%）. */
export function percentCell(figure: Figure, limits: readonly Figure[] = []): PrintedFigure {
  const share = percent(figure, limits);
  return share === null ? absentFigure(figure) : printed(figure, share.fixed, share.value);
}

/** A difference of percentages without its sign: 3.2个百分点. The words around it say which way. */
export function pointsText(figure: Figure): PrintedFigure {
  if (figure.value === null) return absentText(figure);
  const size = { ...figure, value: magnitude(figure.value) };
  const places = placesToTell(size.value, [NOUGHT], 2);
  const text = `${trimmed(roundFraction(size.value, places, 2))}个百分点`;
  return printed(figure, text, roundFraction(figure.value, 6, 2));
}

/** The size of a change rate without its sign: 12.3%. The words around it say which way. */
export function changeText(figure: Figure): PrintedFigure {
  if (figure.value === null) return absentText(figure);
  const size = percent({ ...figure, value: magnitude(figure.value) }, []);
  return printed(figure, `${trimmed(size?.fixed ?? '')}%`, roundFraction(figure.value, 6, 2));
}

/** A signed percentage or difference for a table column: +3.20, -1.05, 0.00. */
export function signedCell(figure: Figure): PrintedFigure {
  if (figure.value === null) return absentFigure(figure);
  const places = placesToTell(figure.value, [NOUGHT], 2);
  const text = roundFraction(figure.value, places, 2);
  const sign = compareFractions(figure.value, NOUGHT) > 0 ? '+' : '';
  return printed(figure, `${sign}${text}`, roundFraction(figure.value, 6, 2));
}

/** Points of a composite score (104.32); `others` are the scores it must not be mistaken for. */
export function scoreText(figure: Figure, others: readonly Figure[] = []): PrintedFigure {
  if (figure.value === null) return absentFigure(figure);
  const places = placesToTell(figure.value, [UNITY, ...valuesOf(others)], 2);
  const text = roundFraction(figure.value, places, 2);
  return printed(figure, text, roundFraction(figure.value, 6, 2));
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

/** The same for a table's cell. */
export function valueCell(
  figure: Figure,
  indicator: Indicator,
  limits: readonly Figure[] = [],
): PrintedFigure {
  return indicator.kind === 'ratio' ? percentCell(figure, limits) : amountCell(figure, indicator);
}

/** How far along a bar a share is drawn, in percent, or an amount in its own unit: for drawing only. */
export function drawn(figure: Figure, inPercent: boolean): number {
  if (figure.value === null) return 0;
  const share = inPercent ? multiplyFractions(figure.value, whole(decimal('100'))) : figure.value;
  return Number(roundFraction(share, 4));
}
