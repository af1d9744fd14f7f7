/** What each unit types for each figure in each month, before anything goes wrong. */
import { decimalText, fromScaled } from '../model/decimal.ts';
import type { FigureFilling, Typed } from '../model/filling.ts';
import { NOT_APPLICABLE, type FigureItem } from '../model/form.ts';
import { monthIn, monthOf, yearOf, type Month } from '../model/period.ts';
import type { Indicator, OrgUnit, Plan } from '../model/plan.ts';
import { approximateWords } from './approximate.ts';
import { flow2006, flow2007, type Series } from './flows.ts';
import { PLACES, REDRAWN, rateSeries, stockSeries, type RateSeries } from './levels.ts';
import { reporters, scaledTarget } from './weights.ts';

/** All amounts of the sample, in stored units, January 2006 to May 2007. */
export type Amounts = Readonly<{
  flows: ReadonlyMap<string, Series>;
  stocks: ReadonlyMap<string, Series>;
  rates: ReadonlyMap<string, RateSeries>;
}>;

/** 0 for January 2006 … 16 for May 2007. */
function indexOf(month: Month): number {
  return (yearOf(month) - 2006) * 12 + monthOf(month) - 1;
}

/** Every amount of the sample, computed once. */
export function amountsOf(plan: Plan): Amounts {
  const flows = new Map<string, Series>();
  const stocks = new Map<string, Series>();
  const rates = new Map<string, RateSeries>();
  for (const indicator of plan.indicators) {
    if (indicator.kind === 'flow') flows.set(indicator.code, bothYears(plan, indicator));
    if (indicator.kind === 'stock') stocks.set(indicator.code, levels(plan, indicator));
    if (indicator.kind === 'ratio') rates.set(indicator.code, rateSeries(plan, indicator));
  }
  return { flows, stocks, rates };
}

function bothYears(plan: Plan, indicator: Indicator): Series {
  const first = flow2006(plan, indicator);
  const second = flow2007(plan, indicator, first);
  const years = [...first].map(([unit, values]) => {
    const months = [...values, ...(second.get(unit) ?? [])];
    return [unit, amended(plan, indicator, unit, months)] as const;
  });
  return new Map(years);
}

/** What was struck off in a unit's books: its cumulative falls by so much in that month. */
export const STRUCK_OFF = { code: 'RC07', unit: 'anqiu', month: monthIn(2007, 4), by: 4 } as const;

/** Amounts that are to be just so: 12.8万 exactly, one unit a hair short of its whole year's target, one 核减. */
function amended(
  plan: Plan,
  indicator: Indicator,
  unit: string,
  months: readonly number[],
): readonly number[] {
  const holder = reporters(plan, indicator).find((entry) => entry.id === unit);
  const target = holder === undefined ? null : scaledTarget(plan, indicator, holder);
  const struck = indexOf(STRUCK_OFF.month);
  switch (`${indicator.code}|${unit}`) {
    case 'YC04|changyi':
      return months.with(13, 128_000);
    case 'JC01|shouguang':
      return target === null ? months : months.with(16, target - 2);
    case `${STRUCK_OFF.code}|${STRUCK_OFF.unit}`:
      return months.with(struck, (months[struck - 1] ?? 0) - STRUCK_OFF.by);
    default:
      return months;
  }
}

function levels(plan: Plan, indicator: Indicator): Series {
  const drawn = REDRAWN.get(indicator.code);
  if (drawn === undefined) return stockSeries(plan, indicator);
  return new Map(reporters(plan, indicator).map((unit) => [unit.id, drawn]));
}

/** The amount behind what is typed: a flow's cumulative, a stock's level; null where the sample has none. */
function amountAt(amounts: Amounts, code: string, unit: string, month: Month): number | null {
  const series = amounts.flows.get(code)?.get(unit) ?? amounts.stocks.get(code)?.get(unit);
  return series?.[indexOf(month)] ?? null;
}

/** What the unit types for the item. */
export function figureFilling(
  amounts: Amounts,
  unit: OrgUnit,
  month: Month,
  item: FigureItem,
): FigureFilling {
  const { indicator } = item;
  if (indicator.kind === 'ratio') return rateFilling(amounts, unit, month, item);
  if (indicator.kind === 'rank') return { value: PLACES[indexOf(month)] ?? 1 };
  const amount = amountAt(amounts, indicator.code, unit.id, month);
  if (amount === null) return notApplicable('本单位无此项工作');
  if (indicator.asks === 'period') {
    const before = monthOf(month) === 1 ? 0 : seriesBefore(amounts, indicator, unit, month);
    return { value: typedNumber(amount - before, indicator) };
  }
  const words = approximateWords(indicator.code, unit.id, amount);
  return { value: words ?? typedNumber(amount, indicator) };
}

function seriesBefore(amounts: Amounts, indicator: Indicator, unit: OrgUnit, month: Month): number {
  return amounts.flows.get(indicator.code)?.get(unit.id)?.[indexOf(month) - 1] ?? 0;
}

function rateFilling(
  amounts: Amounts,
  unit: OrgUnit,
  month: Month,
  item: FigureItem,
): FigureFilling {
  const { code } = item.indicator;
  const rate = amounts.rates.get(code)?.get(unit.id)?.[indexOf(month)];
  if (rate === undefined) return notApplicable('本单位无此项工作');
  if (code === 'JD01' && unit.id === 'hanting') {
    return notApplicable('今年以来未受理举报件');
  }
  return { value: item.role === 'numerator' ? rate.numerator : rate.denominator };
}

function notApplicable(remark: string): FigureFilling {
  return { value: NOT_APPLICABLE, remark };
}

/** A stored amount as the number a clerk types: 45678 at two decimals is 456.78. */
function typedNumber(amount: number, indicator: Pick<Indicator, 'decimals'>): Typed {
  return Number(decimalText(fromScaled(BigInt(amount), indicator.decimals)));
}
