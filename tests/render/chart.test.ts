/** Charts: only the bulletin's words, the same text each time, legible without colour. */
import { describe, expect, it } from 'vitest';
import { chartSvg } from '../../src/render/chart.ts';
import { chart } from '../build/bulletin.ts';

function wordsIn(svg: string): readonly string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, words]) => words!);
}

/** Widths of the bars in the order drawn, from their outlines `M x y l w 0 …`. */
function barWidths(svg: string): readonly number[] {
  return [...svg.matchAll(/<path d="M[\d. ]+l([\d.]+) 0[^"]*" fill="#a6a6a6"/g)].map(([, w]) =>
    Number(w),
  );
}

describe('a chart', () => {
  it('holds the words of the bulletin and no others', () => {
    const drawn = chart();
    const said = drawn.bars.flatMap(({ label, text }) => [label, text]);
    expect([...wordsIn(chartSvg(drawn, 'c'))].sort()).toEqual([...said, drawn.mark!.label].sort());
  });

  it('draws bars in proportion, in the order given', () => {
    const widths = barWidths(chartSvg(chart(), 'c'));
    const { bars } = chart();
    expect(widths).toHaveLength(bars.length);
    widths.forEach((width, i) => {
      expect(width / widths[0]!).toBeCloseTo(bars[i]!.value / bars[0]!.value, 2);
    });
  });

  it('is the same text however many were drawn before', () => {
    const first = chartSvg(chart(), 'c');
    chartSvg(chart('另一张'), 'd');
    expect(chartSvg(chart(), 'c')).toBe(first);
    expect(first).not.toMatch(/zr\d|<style|class=|Math|NaN/);
  });

  it('says itself in words for those who cannot see it', () => {
    const svg = chartSvg({ ...chart(), alternative: '甲 < "乙"' }, 'c');
    expect(svg).toContain('role="img" aria-label="甲 &lt; &quot;乙&quot;"');
  });

  it('uses grey, black and one red', () => {
    const colours = new Set(chartSvg(chart(), 'c').match(/#[0-9a-f]{3,6}\b/gi));
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
    expect(chartSvg({ ...chart(), bars, mark: null }, 'c')).toMatch(/^<svg .*<\/svg>$/s);
  });
});
