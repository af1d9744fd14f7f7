/** What must still be done per month to meet the target (还需月均). */
import type { PrintedFigure, Run } from '../model/bulletin.ts';
import {
  compareFractions,
  decimal,
  divideFractions,
  roundFraction,
  truncateFraction,
  whole,
  ZERO,
  type Fraction,
} from '../model/decimal.ts';
import { lastMonth, monthOf } from '../model/period.ts';
import type { Indicator } from '../model/plan.ts';
import type { Figure, Standing } from '../model/scoreboard.ts';
import { isZero, type Matter } from './matter.ts';
import { absentText, printed } from './printing.ts';
import { phrased } from './phrasing.ts';
import { amountText, countOf, siblingId } from './wording.ts';

/** Rounded up at the indicator's decimals: what is less does not reach the target. */
export function neededText(figure: Figure, indicator: Indicator): PrintedFigure {
  if (figure.value === null) return absentText(figure);
  const value = roundedUp(figure.value, indicator.decimals);
  const exact = roundFraction(figure.value, 6);
  const { text } = amountText({ ...figure, value }, indicator);
  return printed(figure, text, exact);
}

function roundedUp(value: Fraction, places: number): Fraction {
  const cut = decimal(truncateFraction(value, places));
  if (compareFractions(whole(cut), value) >= 0) return whole(cut);
  return whole(cut.plus(decimal('1').div(decimal(`1${'0'.repeat(places)}`))));
}

/** 今后7个月还需月均12名: of a standing that lags behind its schedule; null where nothing more is needed, or none can be told. */
export function neededWords(
  matter: Matter,
  indicator: Indicator,
  standing: Standing,
): readonly Run[] | null {
  const { needed, pace, period } = standing;
  if (pace !== 'behind' || needed.value === null || isZero(needed)) return null;
  const gone = monthOf(lastMonth(matter.board.period));
  const left = countOf(siblingId(period.id, 'count:months-left'), 12 - gone, []);
  const times = timesOf(indicator, standing, gone);
  return phrased(matter, '月均还需', {
    quantities: {
      剩余月数: whole(decimal(String(12 - gone))),
      ...(times === null ? {} : { 倍数: times }),
    },
    figures: { 剩余月数: left, 月均: neededText(needed, indicator) },
  });
}

/** How many times the mean of the months that are over; null of a level, and while nothing was done. */
function timesOf(
  { kind }: Indicator,
  { needed, cumulative }: Standing,
  months: number,
): Fraction | null {
  if (kind !== 'flow' || needed.value === null || cumulative.value === null) return null;
  const { n, d } = cumulative.value;
  return n.lte(ZERO)
    ? null
    : divideFractions(needed.value, { n, d: d.times(decimal(String(months))) });
}
