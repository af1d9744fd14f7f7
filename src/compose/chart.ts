/** The chart of a section: completion against schedule by unit, or the value by unit where there is no target. */
import type { Chart } from '../model/bulletin.ts';
import { compareFractions } from '../model/decimal.ts';
import type { Figure, IndicatorBoard, Standing } from '../model/scoreboard.ts';
import { isCarried } from './coverage.ts';
import { mainFigure, shortName, type Matter } from './matter.ts';
import { absenceCell } from './absence-words.ts';
import { percentText } from './percentage.ts';
import { asHeld, drawn, valueText } from './wording.ts';
import { isUnjudged } from './verdict-words.ts';

type Drawing = Readonly<{
  figureOf(standing: Standing): Figure;
  inPercent: boolean;
  text(standing: Standing): string;
}>;

/** Bars from the highest to the lowest, units without a figure at the end; null when there is nothing to compare. */
export function chartOf(matter: Matter, entry: IndicatorBoard): Chart | null {
  const byCompletion = entry.units.some(({ completion }) => completion.value !== null);
  const drawing = byCompletion ? completionDrawing() : valueDrawing(entry);
  const units = sorted(entry.units, drawing);
  if (!differ(units, drawing) || entry.isTooFew) return null;
  const withCity = byCompletion && entry.city.completion.value !== null;
  const shown = withCity ? [entry.city, ...units] : units;
  const name = shortName(entry.indicator);
  const caption = byCompletion ? `${name}完成年度目标情况` : `${name}各单位情况`;
  return {
    type: 'chart',
    caption,
    alternative: alternativeOf(caption, shown, drawing),
    bars: shown.map((standing) => ({
      label: labelOf(standing),
      value: drawn(drawing.figureOf(standing), drawing.inPercent),
      text: drawing.text(standing),
    })),
    mark: markOf(matter, entry, byCompletion),
    unitOfMeasure: drawing.inPercent ? '%' : entry.indicator.unitOfMeasure,
  };
}

function differ(units: readonly Standing[], { figureOf }: Drawing): boolean {
  const values = units.flatMap((unit) => figureOf(unit).value ?? []);
  const [first] = values;
  return first !== undefined && values.some((value) => compareFractions(value, first) !== 0);
}

function completionDrawing(): Drawing {
  return {
    figureOf: ({ completion }) => completion,
    inPercent: true,
    text: (standing) =>
      withoutVerdict(standing) ?? percentText(standing.completion, [standing.scheduled]).text,
  };
}

function valueDrawing({ indicator }: IndicatorBoard): Drawing {
  return {
    figureOf: (standing) =>
      isCarried(standing) ? standing.period : mainFigure(indicator, standing),
    inPercent: indicator.kind === 'ratio',
    text: (standing) =>
      withoutVerdict(standing) ??
      valueText(mainFigure(indicator, standing), asHeld(indicator, standing), [standing.target])
        .text,
  };
}

/** 缺报 of whose 累计 is an earlier month's; a bar's own words have no room for more. */
function withoutVerdict(standing: Standing): string | null {
  if (isCarried(standing)) return absenceCell(standing.period.absent ?? 'no-form');
  return isUnjudged(standing) ? absenceCell('lacks-month') : null;
}

function labelOf({ holder }: Standing): string {
  return holder.type === 'city' ? '全市' : holder.name;
}

function sorted(units: readonly Standing[], { figureOf }: Drawing): readonly Standing[] {
  return [...units].sort((a, b) => {
    const one = figureOf(a).value;
    const other = figureOf(b).value;
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return compareFractions(other, one);
  });
}

function alternativeOf(caption: string, units: readonly Standing[], { text }: Drawing): string {
  const each = units.map((unit) => `${labelOf(unit)}${text(unit)}`).join('，');
  return `${caption}：${each}。`;
}

/** 序时进度 for completion, the threshold for a ratio. */
function markOf(
  matter: Matter,
  { indicator, city }: IndicatorBoard,
  byCompletion: boolean,
): Chart['mark'] {
  if (byCompletion && city.scheduled.value !== null) {
    const schedule = percentText(city.scheduled, [city.completion]).text;
    return { label: `全市序时进度${schedule}`, value: drawn(city.scheduled, true) ?? 0 };
  }
  if (indicator.kind !== 'ratio' || city.target.value === null || !matter.hasTargets) return null;
  return { label: `目标${percentText(city.target).text}`, value: drawn(city.target, true) ?? 0 };
}
