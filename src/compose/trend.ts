/** The year so far in one drawing (走势图): of each section's leading indicator how far it was from schedule, month by month. */
import type { Trend, TrendPanel } from '../model/bulletin.ts';
import { monthOf } from '../model/period.ts';
import type { IndicatorBoard, MonthProgress } from '../model/scoreboard.ts';
import { leadingIndicator, shortName, type Matter } from './matter.ts';
import { percentText, signedCell } from './percentage.ts';
import { drawn } from './wording.ts';

/** A line needs two points. */
const POINTS = 2;

/** Null where no section has an indicator with a schedule and two months to tell. */
export function trendOf({ board }: Matter): Trend | null {
  const entries = board.sections
    .map(({ indicators }) => leadingIndicator(indicators))
    .filter((entry) => entry !== null)
    .filter(({ months }) => months.filter(({ gap }) => gap.value !== null).length >= POINTS);
  if (entries.length === 0) return null;
  const caption = '主要指标各月进度走势';
  return {
    type: 'trend',
    caption,
    alternative: `${caption}：${entries.map(inWords).join('；')}。`,
    legend: ['全市累计完成率高于或低于序时进度的百分点', '序时进度'],
    panels: entries.map(panelOf),
  };
}

function panelOf({ indicator, months, city }: IndicatorBoard): TrendPanel {
  return {
    title: shortName(indicator),
    months: months.map(nameOf),
    gaps: months.map(({ gap }) => drawn(gap, true)),
    text: `完成${completionText(city)}（${gapText(city)}）`,
  };
}

function nameOf({ month }: Pick<MonthProgress, 'month'>): string {
  return `${String(monthOf(month))}月`;
}

/** 培训干部1月完成10.52%（与序时进度相差+0.52个百分点），2月…. */
function inWords({ indicator, months }: IndicatorBoard): string {
  const each = months.map((month, i) => {
    const gap = i === 0 ? `与序时进度相差${gapText(month)}个百分点` : gapText(month);
    return `${nameOf(month)}完成${completionText(month)}（${gap}）`;
  });
  return `${shortName(indicator)}${each.join('，')}`;
}

type Progress = Pick<MonthProgress, 'completion' | 'scheduled' | 'gap'>;

function completionText({ completion, scheduled }: Progress): string {
  return percentText(completion, [scheduled]).text;
}

function gapText({ completion, scheduled, gap }: Progress): string {
  return signedCell(gap, [completion, scheduled]).text;
}
