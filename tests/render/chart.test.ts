/** Charts: only the bulletin's words, the same text each time, legible without colour. */
import { describe, expect, it } from 'vitest';
import { chartSvg } from '../../src/render/chart.ts';
import { chart } from '../build/bulletin.ts';

function wordsIn(svg: string): readonly string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, words]) => words!);
}

const WIDE = { width: 156 };
const NARROW = { width: 62 };

/** Widths and heights of the bars in the order drawn, from their outlines `M x y l w 0 l 0 h …`. */
function barsIn(svg: string): readonly (readonly [number, number])[] {
  const outline = /<path d="M[-\d. ]+l([-\d.]+) 0l0 ([-\d.]+)[^"]*" fill="#a6a6a6"/g;
  return [...svg.matchAll(outline)].map(([, w, h]) => [Math.abs(Number(w)), Math.abs(Number(h))]);
}

describe('a chart', () => {
  it('holds the words of the bulletin and no others', () => {
    const drawn = chart();
    const said = drawn.bars.flatMap(({ label, text }) => [label, text]);
    for (const room of [WIDE, NARROW]) {
      expect([...wordsIn(chartSvg(drawn, 'c', room))].sort()).toEqual(
        [...said, drawn.mark!.label].sort(),
      );
    }
  });

  it.each([
    ['standing where their texts have room below them', WIDE, 1],
    ['lying where they have not', NARROW, 0],
  ] as const)('draws bars in proportion, in the order given, %s', (_, room, along) => {
    const drawn = barsIn(chartSvg(chart(), 'c', room));
    const { bars } = chart();
    expect(drawn).toHaveLength(bars.length);
    drawn.forEach((bar, i) => {
      expect(bar[along] / drawn[0]![along]).toBeCloseTo(bars[i]!.value! / bars[0]!.value!, 1);
      expect(Math.abs(bar[1 - along]! - drawn[0]![1 - along]!)).toBeLessThan(1);
    });
  });

  it('lets its bars lie where a figure is too long to stand under one', () => {
    const long = chart().bars.map((bar) => ({ ...bar, text: '12.8万人次' }));
    const svg = chartSvg({ ...chart(), bars: long }, 'c', WIDE);
    const widths = barsIn(svg).map(([width]) => width);
    expect(new Set(widths).size).toBeGreaterThan(1);
  });

  it('is the same text however many were drawn before', () => {
    const first = chartSvg(chart(), 'c', WIDE);
    chartSvg(chart('另一张'), 'd', WIDE);
    expect(chartSvg(chart(), 'c', WIDE)).toBe(first);
    expect(first).not.toMatch(/zr\d|<style|class=|Math|NaN/);
  });

  it('says itself in words for those who cannot see it', () => {
    const svg = chartSvg({ ...chart(), alternative: '甲 < "乙"' }, 'c', WIDE);
    expect(svg).toContain('role="img" aria-label="甲 &lt; &quot;乙&quot;"');
  });

  it('uses grey, black and one red', () => {
    const colours = new Set(chartSvg(chart(), 'c', WIDE).match(/#[0-9a-f]{3,6}\b/gi));
    expect([...colours].sort()).toEqual(expect.arrayContaining(['#a6a6a6', '#c00000']));
    const coloured = [...colours].filter((colour) => !/^#(..)\1\1$|^#(.)\2\2$/.test(colour));
    expect(coloured).toEqual(['#c00000']);
  });

  it.each([
    ['no bars', []],
    ['zero throughout', [0, 0]],
    ['values below zero', [-3, 5]],
  ])('survives %s', (_, values) => {
    const bars = values.map((value) => ({ label: '甲', value, text: String(value) }));
    expect(chartSvg({ ...chart(), bars, mark: null }, 'c', NARROW)).toMatch(/^<svg .*<\/svg>$/s);
  });
});
