/** Draws a bar chart as SVG without a browser: grey bars that a black-and-white printer keeps, one red mark at most. */
import { BarChart } from 'echarts/charts';
import { GraphicComponent, GridComponent, MarkLineComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Chart } from '../model/bulletin.ts';
import { escapeXml } from './xml-escape.ts';

use([BarChart, GraphicComponent, GridComponent, MarkLineComponent, SVGRenderer]);

/** Where a chart may stand, in millimetres. */
export type Room = Readonly<{ width: number }>;

/** CSS pixels are 96 to the inch. */
const PIXELS_PER_MM = 96 / 25.4;
const FONT = 'GW-ST, GW-RARE';
const RED = '#c00000';
const GREY = { color: '#a6a6a6', borderColor: '#404040', borderWidth: 0.8 };
/** Lying bars: a text at each end. */
const BAR_STEP = 17;
const BAR_WIDTH = 11;
const LETTER = 12;
const MARK_SPACE = 22;
/** Standing bars: name and figure below each, in two lines. */
const PLOT_HEIGHT = 78;
const FOOT_HEIGHT = 30;
const FOOT_LETTER = 11;
const TALL_WIDTH = 22;
const EDGE = 4;

/**
 * The chart as an `<svg>` with its text alternative; the same chart gives the same text.
 *
 * Every word in it is the bulletin's, and no axis has numbers. Bars stand side by side from the left where their texts
 * have room below them, otherwise they lie one under another. Ids inside begin with `prefix`, which must differ between
 * the charts of one page.
 */
export function chartSvg(chart: Chart, prefix: string, room: Room): string {
  const width = Math.floor(room.width * PIXELS_PER_MM);
  const stands = fitsBelow(chart, width);
  const height = heightOf(chart, stands);
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    drawing.setOption({
      animation: false,
      textStyle: { fontFamily: FONT, fontSize: LETTER, color: '#000' },
      ...(stands ? standing(chart, width) : lying(chart)),
    });
    return labelled(drawing.renderToSVGString(), chart.alternative, prefix);
  } finally {
    drawing.dispose();
  }
}

function heightOf({ bars, mark }: Chart, stands: boolean): number {
  const top = mark === null ? EDGE : MARK_SPACE;
  return top + (stands ? PLOT_HEIGHT + FOOT_HEIGHT : bars.length * BAR_STEP + EDGE);
}

function fitsBelow({ bars }: Chart, width: number): boolean {
  const longest = Math.max(
    0,
    ...bars.flatMap(({ label, text }) => [letters(label), letters(text)]),
  );
  return bars.length > 0 && longest * FOOT_LETTER < (width - 2 * EDGE) / bars.length;
}

function scaleOf({ bars, mark }: Chart): Readonly<{ min: number; max: number }> {
  const values = [...bars.map(({ value }) => value ?? 0), mark?.value ?? 0];
  const highest = Math.max(...values);
  return { min: Math.min(0, ...values), max: highest > 0 ? highest : 1 };
}

/** The mark is a level line; what it means stands at the top right, where no bar reaches. */
function standing(chart: Chart, width: number): EChartsCoreOption {
  const { bars, mark } = chart;
  const top = mark === null ? EDGE : MARK_SPACE;
  const grid = { left: EDGE, right: EDGE, top, bottom: FOOT_HEIGHT, outerBoundsMode: 'none' };
  const names = textAxis(
    bars.map(({ label, text }) => `${label}\n${text}`),
    { position: 'bottom', axisLine: { onZero: false, lineStyle: { color: '#000', width: 1 } } },
    { margin: 4, fontSize: FOOT_LETTER, lineHeight: FOOT_LETTER + 2 },
  );
  return {
    grid,
    xAxis: names,
    yAxis: { type: 'value', ...scaleOf(chart), show: false },
    series: [seriesOf(chart, { inverse: false, width: TALL_WIDTH })],
    ...(mark === null ? {} : { graphic: legendOf(mark.label, width) }),
  };
}

function legendOf(label: string, width: number): readonly object[] {
  const left = width - EDGE - letters(label) * LETTER - 34;
  return [
    {
      type: 'line',
      silent: true,
      shape: { x1: left, y1: 9, x2: left + 28, y2: 9 },
      style: { stroke: RED, lineWidth: 1.4, lineDash: [6, 3] },
    },
    {
      type: 'text',
      silent: true,
      x: left + 34,
      y: 3,
      style: { text: label, fill: RED, font: `${String(LETTER)}px ${FONT}` },
    },
  ];
}

/** Bars in the order given, from the top, their texts in a column at the right where the mark cannot cross them. */
function lying(chart: Chart): EChartsCoreOption {
  const { bars, mark } = chart;
  const longest = Math.max(0, ...bars.map(({ label }) => letters(label)));
  const text = Math.max(0, ...bars.map((bar) => letters(bar.text)));
  const texts = text * LETTER + 10;
  return {
    grid: {
      left: longest * LETTER + 12,
      right: texts + 6,
      top: mark === null ? EDGE / 2 : MARK_SPACE - EDGE / 2,
      bottom: EDGE / 2,
      outerBoundsMode: 'none',
    },
    xAxis: { type: 'value', ...scaleOf(chart), show: false },
    yAxis: [
      textAxis(
        bars.map(({ label }) => label),
        {
          position: 'left',
          inverse: true,
          axisLine: { onZero: false, lineStyle: { color: '#000', width: 1 } },
        },
        { margin: 6 },
      ),
      textAxis(
        bars.map((bar) => bar.text),
        { position: 'right', inverse: true, axisLine: { show: false } },
        { margin: texts, align: 'right' },
      ),
    ],
    series: [seriesOf(chart, { inverse: true, width: BAR_WIDTH })],
  };
}

/** One text a bar, in the order given; equal texts are two texts. */
function textAxis(texts: readonly string[], axis: object, label: object): object {
  return {
    type: 'category',
    data: texts.map((_, i) => i),
    axisTick: { show: false },
    axisLabel: {
      color: '#000',
      fontFamily: FONT,
      fontSize: LETTER,
      interval: 0,
      formatter: (_: string, i: number) => texts[i] ?? '',
      ...label,
    },
    ...axis,
  };
}

type Bars = Readonly<{ inverse: boolean; width: number }>;

function seriesOf(chart: Chart, { inverse, width }: Bars): object {
  return {
    type: 'bar',
    silent: true,
    barWidth: width,
    itemStyle: GREY,
    emphasis: { disabled: true },
    data: chart.bars.map(({ value }) => value),
    ...(chart.mark === null ? {} : { markLine: markLine(chart.mark, chart, inverse) }),
  };
}

/** Across lying bars the line carries its words at its upper end; near an edge these keep inside. */
function markLine(mark: NonNullable<Chart['mark']>, chart: Chart, inverse: boolean): object {
  const along = mark.value / scaleOf(chart).max;
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: RED, width: 1.4, type: [6, 3] },
    label: {
      show: inverse,
      position: 'start',
      distance: 4,
      align: along > 0.8 ? 'right' : along < 0.2 ? 'left' : 'center',
      color: RED,
      fontFamily: FONT,
      fontSize: LETTER,
      formatter: () => mark.label,
    },
    data: [inverse ? { xAxis: mark.value } : { yAxis: mark.value }],
  };
}

/** Width in full letters. */
export function letters(text: string): number {
  return Array.from(text).reduce(
    (sum, letter) => sum + (/[\u0020-\u007E]/.test(letter) ? 0.56 : 1),
    0,
  );
}

/** The library numbers its ids through the whole process: they are numbered anew, and the hover styles left out. */
function labelled(svg: string, alternative: string, prefix: string): string {
  const ids = new Map<string, string>();
  const plain = svg.replaceAll(/<style[^>]*>.*?<\/style>/gs, '').replaceAll(/ class="[^"]*"/g, '');
  const renamed = plain.replaceAll(/\bzr\d+-[\w-]+/g, (id) => {
    const known = ids.get(id) ?? `${prefix}-${String(ids.size + 1)}`;
    ids.set(id, known);
    return known;
  });
  return renamed.replace('<svg ', `<svg role="img" aria-label="${escapeXml(alternative)}" `);
}
