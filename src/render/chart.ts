/** Draws a chart as SVG without a browser: grey bars that a black-and-white printer keeps, one red mark at most. */
import { BarChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Chart } from '../model/bulletin.ts';

use([BarChart, GridComponent, MarkLineComponent, SVGRenderer]);

/** CSS pixels, 96 to the inch: 156 mm, the width of the text area. */
const WIDTH = 590;
const BAR_STEP = 16;
const BAR_WIDTH = 11;
const LETTER = 12;
const MARK_SPACE = 22;
const FONT = 'GW-ST, GW-RARE';
const RED = '#c00000';

/**
 * The chart as an `<svg>` with its text alternative; the same chart gives the same text.
 *
 * Every word in it is the bulletin's: bars in the order given, from the top, their texts in a column at the right where
 * the mark cannot cross them, no axis numbers. Ids inside begin with `prefix`, which must differ between the charts of one page.
 */
export function chartSvg(chart: Chart, prefix: string): string {
  const height = chart.bars.length * BAR_STEP + (chart.mark === null ? 8 : MARK_SPACE);
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    drawing.setOption(optionOf(chart));
    return labelled(drawing.renderToSVGString(), chart.alternative, prefix);
  } finally {
    drawing.dispose();
  }
}

function optionOf(chart: Chart): EChartsCoreOption {
  const longest = Math.max(0, ...chart.bars.map(({ label }) => letters(label)));
  const text = Math.max(0, ...chart.bars.map((bar) => letters(bar.text)));
  const values = [...chart.bars.map(({ value }) => value), chart.mark?.value ?? 0];
  const highest = Math.max(...values);
  const texts = text * LETTER + 10;
  return {
    animation: false,
    textStyle: { fontFamily: FONT, fontSize: LETTER, color: '#000' },
    grid: {
      left: longest * LETTER + 12,
      right: texts + 6,
      top: chart.mark === null ? 2 : MARK_SPACE - 4,
      bottom: 2,
      outerBoundsMode: 'none',
    },
    xAxis: {
      type: 'value',
      min: Math.min(0, ...values),
      max: highest > 0 ? highest : 1,
      show: false,
    },
    yAxis: [
      textAxis(
        chart.bars.map(({ label }) => label),
        { position: 'left', axisLine: { onZero: false, lineStyle: { color: '#000', width: 1 } } },
        { margin: 6 },
      ),
      textAxis(
        chart.bars.map((bar) => bar.text),
        { position: 'right', axisLine: { show: false } },
        { margin: texts, align: 'right' },
      ),
    ],
    series: [seriesOf(chart, highest)],
  };
}

/** One text a bar, from the top; equal texts are two texts. */
function textAxis(texts: readonly string[], axis: object, label: object): object {
  return {
    type: 'category',
    inverse: true,
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

function seriesOf({ bars, mark }: Chart, highest: number): object {
  return {
    type: 'bar',
    silent: true,
    barWidth: BAR_WIDTH,
    itemStyle: { color: '#a6a6a6', borderColor: '#404040', borderWidth: 0.8 },
    emphasis: { disabled: true },
    data: bars.map(({ value }) => value),
    ...(mark === null
      ? {}
      : { markLine: markLine(mark, mark.value / (highest > 0 ? highest : 1)) }),
  };
}

/** @param along where on the axis the mark stands, 0 to 1: near an end its label keeps inside. */
function markLine(mark: NonNullable<Chart['mark']>, along: number): object {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: RED, width: 1.4, type: [6, 3] },
    label: {
      position: 'start',
      distance: 4,
      align: along > 0.8 ? 'right' : along < 0.2 ? 'left' : 'center',
      color: RED,
      fontFamily: FONT,
      fontSize: LETTER,
      formatter: () => mark.label,
    },
    data: [{ xAxis: mark.value }],
  };
}

/** Width in full letters. */
function letters(text: string): number {
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
  return renamed.replace('<svg ', `<svg role="img" aria-label="${escaped(alternative)}" `);
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
