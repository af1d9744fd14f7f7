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
import { absentFigure, absentText, printed } from './printing.ts';
import { phrased } from './phrasing.ts';
import { say } from './saying.ts';
import { amountCell, amountText, countOf, siblingId } from './wording.ts';

/**
 * 13名: rounded up to the decimals that the indicator is reported with, so that so much each month is enough; 不足1名 where
 * that would be more in a few months than all that is left.
 */
export function neededText(figure: Figure, indicator: Indicator): PrintedFigure {
  const up = raised(figure, indicator);
  if (up === null) return absentText(figure);
  return printed(figure, `${up.less}${amountText(up.figure, indicator).text}`, exact(figure));
}

/** The same for a table's cell. */
export function neededCell(figure: Figure, indicator: Indicator): PrintedFigure {
  const up = raised(figure, indicator);
  if (up === null) return absentFigure(figure);
  return printed(figure, `${up.less}${amountCell(up.figure, indicator).text}`, exact(figure));
}

function exact({ value }: Figure): string | null {
  return value === null ? null : roundFraction(value, 6);
}

/** @property less 不足 before the one step that less than a step was raised to. */
type Raised = Readonly<{ figure: Figure; less: '' | '不足' }>;

function raised(figure: Figure, { decimals }: Indicator): Raised | null {
  const { value } = figure;
  if (value === null) return null;
  const down = decimal(truncateFraction(value, decimals));
  const isShort = compareFractions(whole(down), value) < 0;
  const step = decimal(decimals === 0 ? '1' : `0.${'0'.repeat(decimals - 1)}1`);
  const up = { ...figure, value: whole(isShort ? down.plus(step) : down) };
  return { figure: up, less: isShort && down.eq(ZERO) ? '不足' : '' };
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
  const each = neededText(needed, indicator);
  const amount = indicator.kind === 'stock' ? say`净增${each}` : each;
  return phrased(matter, '月均还需', {
    quantities: {
      剩余月数: whole(decimal(String(12 - gone))),
      ...(times === null ? {} : { 倍数: times }),
    },
    figures: { 剩余月数: left, 月均: amount },
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
