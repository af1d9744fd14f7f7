/** Draws the months of the year as SVG: small panels side by side, told apart in black and grey by stroke and mark. */
import type { Trend, TrendPanel } from '../model/bulletin.ts';
import { letters, type Room } from './chart.ts';
import { escapeXml, escapeXmlText } from './xml-escape.ts';

/** CSS pixels are 96 to the inch; all lengths here are pixels. */
const PIXELS_PER_MM = 96 / 25.4;
const FONT = 'GW-ST, GW-RARE';
const LETTER = 11;
const LINE = 14;
/** Panels in a row at the most, all rows alike; fewer than three are no wider than a third. */
const MOST_ACROSS = 4;
const LEAST_COLUMNS = 3;
const BESIDE = 14;
const LEGEND = 20;
const PLOT = 62;
/** Beside a line's first and last mark, so that neither is cut. */
const INSET = 12;
const MARK = 2.4;
const BETWEEN = 10;

/** The gaps are a full line with round marks; what was due is a dashed level without. */
const GAPS = 'stroke="#000" stroke-width="1.4" fill="none"';
const LEVEL = 'stroke="#606060" stroke-width="1" stroke-dasharray="4 2.5" fill="none"';
/** Points of percent that the panels span at the least: little is not drawn as much. */
const LEAST_SPAN = 4;

type Point = Readonly<{ x: number; y: number }>;

/** The panels as one `<svg>` with its text alternative; the same trend gives the same text. */
export function trendSvg(trend: Trend, room: Room): string {
  const width = Math.floor(room.width * PIXELS_PER_MM);
  const across = Math.ceil(trend.panels.length / Math.ceil(trend.panels.length / MOST_ACROSS));
  const columns = Math.max(LEAST_COLUMNS, across);
  const each = (width - BESIDE * (columns - 1)) / columns;
  const left = (width - across * each - (across - 1) * BESIDE) / 2;
  const scale = scaleOf(trend.panels);
  let top = LEGEND;
  const drawn: string[] = [legendOf(trend.legend, width)];
  for (let at = 0; at < trend.panels.length; at += across) {
    const row = trend.panels.slice(at, at + across);
    const titles = row.map(({ title }) => wrapped(title, each));
    const head = Math.max(...titles.map(({ length }) => length)) * LINE;
    row.forEach((panel, i) => {
      const x = left + i * (each + BESIDE);
      drawn.push(panelOf(panel, titles[i] ?? [], { x, y: top, width: each, head, scale }));
    });
    top += head + PLOT + MARK + 2 * LINE + BETWEEN;
  }
  const height = Math.ceil(top - BETWEEN);
  const size = `width="${String(width)}" height="${String(height)}" viewBox="0 0 ${String(width)} ${String(height)}"`;
  const label = `role="img" aria-label="${escapeXml(trend.alternative)}"`;
  return `<svg ${label} xmlns="http://www.w3.org/2000/svg" ${size} font-family="${FONT}" font-size="${String(LETTER)}">${drawn.join('')}</svg>`;
}

/** In the middle, each name behind a piece of its line. */
function legendOf([gaps, level]: Trend['legend'], width: number): string {
  const piece = 26;
  const space = 24;
  const whole = 2 * (piece + 6) + (letters(gaps) + letters(level)) * LETTER + space;
  const x1 = (width - whole) / 2;
  const x2 = x1 + piece + 6 + letters(gaps) * LETTER + space;
  const y = LEGEND / 2 - 2;
  const name = (text: string, x: number): string =>
    textAt(text, { x: x + piece + 6, y: y + 4 }, 'start');
  return [
    lineOf(
      [
        { x: x1, y },
        { x: x1 + piece, y },
      ],
      GAPS,
    ),
    markAt({ x: x1 + piece / 2, y }),
    name(gaps, x1),
    lineOf(
      [
        { x: x2, y },
        { x: x2 + piece, y },
      ],
      LEVEL,
    ),
    name(level, x2),
  ].join('');
}

/** The gap at the top of every panel and the pixels that a point of percent takes: the same in all, so that they compare. */
type Scale = Readonly<{ top: number; each: number }>;

function scaleOf(panels: Trend['panels']): Scale {
  const gaps = panels.flatMap((panel) => panel.gaps.filter((gap) => gap !== null));
  const [top, bottom] = [Math.max(0, ...gaps), Math.min(0, ...gaps)];
  const spare = Math.max(0, LEAST_SPAN - (top - bottom)) / 2;
  return { top: top + spare, each: (PLOT - 2 * MARK) / (top - bottom + 2 * spare) };
}

type Place = Readonly<{ x: number; y: number; width: number; head: number; scale: Scale }>;

function panelOf(panel: TrendPanel, title: readonly string[], place: Place): string {
  const { x, y, width, head, scale } = place;
  const middle = x + width / 2;
  const foot = y + head + PLOT + MARK;
  const heightOf = (gap: number): number => y + head + MARK + (scale.top - gap) * scale.each;
  const step = (width - 2 * INSET) / Math.max(1, panel.months.length - 1);
  const points = panel.gaps.map((gap, i) =>
    gap === null ? null : { x: x + INSET + i * step, y: heightOf(gap) },
  );
  const titles = title.map((text, i) =>
    textAt(text, { x: middle, y: y + head - (title.length - i) * LINE + LETTER }, 'middle'),
  );
  const level = [x, x + width].map((end) => ({ x: end, y: heightOf(0) }));
  return [
    ...titles,
    lineOf(level, LEVEL),
    ...stretches(points).map((line) => lineOf(line, GAPS)),
    ...points.filter((point) => point !== null).map(markAt),
    ...monthNames(panel.months, { x: x + INSET, y: foot + LETTER }, step),
    textAt(panel.text, { x: middle, y: foot + LETTER + LINE }, 'middle'),
  ].join('');
}

/** The first and the last month; all where they have room. */
function monthNames(names: readonly string[], from: Point, step: number): readonly string[] {
  const widest = Math.max(...names.map(letters)) * LETTER + 4;
  const all = step >= widest;
  return names.flatMap((name, i) =>
    all || i === 0 || i === names.length - 1
      ? [textAt(name, { x: from.x + i * step, y: from.y }, 'middle')]
      : [],
  );
}

/** Neighbouring points; a line ends where a month has none. */
function stretches(points: readonly (Point | null)[]): readonly (readonly Point[])[] {
  const lines: Point[][] = [[]];
  for (const point of points) {
    if (point === null) lines.push([]);
    else lines.at(-1)?.push(point);
  }
  return lines.filter(({ length }) => length > 1);
}

function lineOf(points: readonly Point[], look: string): string {
  const places = points.map(({ x, y }) => `${number(x)},${number(y)}`).join(' ');
  return `<polyline points="${places}" ${look}/>`;
}

function markAt({ x, y }: Point): string {
  return `<circle cx="${number(x)}" cy="${number(y)}" r="${String(MARK)}" fill="#000"/>`;
}

function textAt(text: string, { x, y }: Point, anchor: 'start' | 'middle'): string {
  return `<text x="${number(x)}" y="${number(y)}" text-anchor="${anchor}">${escapeXmlText(text)}</text>`;
}

/** A title on as many lines as its letters need. */
function wrapped(title: string, width: number): readonly string[] {
  const lines: string[] = [''];
  for (const letter of title) {
    const longer = `${lines.at(-1) ?? ''}${letter}`;
    if (letters(longer) * LETTER > width && lines.at(-1) !== '') lines.push(letter);
    else lines.splice(-1, 1, longer);
  }
  return lines;
}

function number(value: number): string {
  return String(Number(value.toFixed(2)));
}
