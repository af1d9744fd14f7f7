/** The trend through the months: legible without colour, to scale, all its words the bulletin's. */
import { describe, expect, it } from 'vitest';
import type { Trend } from '../../src/model/bulletin.ts';
import { trendSvg } from '../../src/render/trend-chart.ts';

const ROOM = { width: 156 };
const MONTHS = ['1月', '2月', '3月', '4月'];
const TREND: Trend = {
  type: 'trend',
  caption: '图1 主要指标各月进度走势',
  alternative: '甲1月完成5% < "序时"',
  legend: ['与序时进度之差', '序时进度'],
  panels: [
    { title: '培训干部', months: MONTHS, gaps: [-4, -2, 0, 4], text: '完成37%（+4.00）' },
    { title: '引进人才', months: MONTHS, gaps: [1, null, 2, 2], text: '完成35%（+2.00）' },
  ],
};

type Line = Readonly<{ points: readonly (readonly [number, number])[]; look: string }>;

function linesIn(svg: string): readonly Line[] {
  return [...svg.matchAll(/<polyline points="([^"]*)" ([^>]*)\/>/g)].map(([, points, look]) => ({
    points: points!.split(' ').map((pair) => pair.split(',').map(Number) as [number, number]),
    look: look!,
  }));
}

const isDashed = ({ look }: Line): boolean => look.includes('stroke-dasharray');

function marksIn(svg: string): readonly (readonly [number, number])[] {
  return [...svg.matchAll(/<circle cx="([-\d.]+)" cy="([-\d.]+)"/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);
}

/** Numbers of a drawing that is no drawing would be here. */
function placesIn(svg: string): readonly number[] {
  return [...svg.matchAll(/\s(?:x|y|cx|cy)="([^"]*)"/g)].map(([, place]) => Number(place));
}

describe('a trend', () => {
  const svg = trendSvg(TREND, ROOM);
  const [, , ...drawn] = linesIn(svg);
  const marks = marksIn(svg).slice(1);

  it('holds the words of the bulletin and no others', () => {
    const words = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!);
    const panels = TREND.panels.flatMap(({ title, months, text }) => [title, ...months, text]);
    expect(words.toSorted()).toEqual([...TREND.legend, ...panels].toSorted());
  });

  it('says itself in words for those who cannot see it', () => {
    expect(svg).toContain('role="img" aria-label="甲1月完成5% &lt; &quot;序时&quot;"');
  });

  it('is grey and black, and tells its two lines apart by stroke and mark', () => {
    for (const [, colour] of svg.matchAll(/(?:stroke|fill)="(#[^"]+)"/g)) {
      expect(colour).toMatch(/^#(?:(.)\1\1|(..)\2\2)$/);
    }
    // By whatever a line looks like beside its colour, the gaps and the level are still two kinds.
    const looks = new Set(linesIn(svg).map(({ look }) => look.replace(/stroke="[^"]*"/, '')));
    expect(looks.size).toBe(2);
    const [full, dashed] = linesIn(svg);
    expect([isDashed(full!), isDashed(dashed!)]).toEqual([false, true]);
    // The legend shows a mark on the first alone; every gap has one, no level has.
    expect(marksIn(svg)).toHaveLength(1 + 4 + 3);
  });

  it('draws gaps to one scale about the level of what was due', () => {
    const levels = drawn.filter(isDashed).map(({ points }) => points[0]![1]);
    expect(levels).toHaveLength(2);
    const [level, other] = levels;
    expect(other).toBe(level);
    const heights = marks.map(([, y]) => level! - y);
    const each = heights[3]! / 4;
    expect(each).toBeGreaterThan(0);
    [-4, -2, 0, 4, 1, 2, 2].forEach((gap, i) => {
      expect(heights[i]).toBeCloseTo(gap * each, 1);
    });
  });

  it('breaks its line where a month has no figure', () => {
    const lengths = drawn.filter((line) => !isDashed(line)).map(({ points }) => points.length);
    expect(lengths).toEqual([4, 2]);
  });

  it('does not draw little as much', () => {
    const panel = { ...TREND.panels[0]!, gaps: [0.1, 0, 0.1, 0] };
    const ys = marksIn(trendSvg({ ...TREND, panels: [panel] }, ROOM))
      .slice(1)
      .map(([, y]) => y);
    expect(Math.max(...ys) - Math.min(...ys)).toBeLessThan(3);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 13])('keeps %i panels apart and within the page', (count) => {
    const panels = Array.from({ length: count }, () => ({
      ...TREND.panels[0]!,
      title: '名称很长的一项指标与另外一项指标的合计数',
    }));
    const one = trendSvg({ ...TREND, panels }, ROOM);
    const width = (156 * 96) / 25.4;
    for (const place of placesIn(one)) expect(Number.isFinite(place)).toBe(true);
    const levels = linesIn(one)
      .filter(isDashed)
      .slice(1)
      .map(({ points }) => points);
    expect(levels).toHaveLength(count);
    const spans = levels.map(([from, to]) => ({ y: from![1], from: from![0], to: to![0] }));
    for (const [i, a] of spans.entries()) {
      expect(a.from).toBeGreaterThanOrEqual(0);
      expect(a.to).toBeLessThanOrEqual(width);
      for (const b of spans.slice(i + 1))
        expect(a.y !== b.y || a.to < b.from || b.to < a.from).toBe(true);
    }
    const rows = new Map(spans.map(({ y }) => [y, spans.filter((span) => span.y === y).length]));
    expect(Math.max(...rows.values())).toBeLessThanOrEqual(4);
  });

  it.each([
    ['no figures at all', [null, null]],
    ['one month', [3]],
    ['nothing but zero', [0, 0]],
  ])('survives %s', (_, gaps) => {
    const panel = {
      title: '甲',
      months: gaps.map((_unused, i) => `${String(i + 1)}月`),
      gaps,
      text: '缺报',
    };
    const one = trendSvg({ ...TREND, panels: [panel] }, ROOM);
    for (const place of placesIn(one)) expect(Number.isFinite(place)).toBe(true);
  });
});
