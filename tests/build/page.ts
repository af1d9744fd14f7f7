/** A printed page as a test looks at it: words found again, with their places in millimetres. */
import type { PdfPages } from '../../src/render/pdf-pages.ts';
import type { Letter } from '../../src/render/pdf-text.ts';

const MM_PER_POINT = 25.4 / 72;
/** How much of a letter's body stands above its baseline: the fonts' metrics are set so in templates/fonts/fonts.css. */
const ASCENT = 0.88;

/**
 * Neighbouring letters. The body is the square that a letter stands in, as printers measure it; the ink is what is seen.
 *
 * @property size millimetres.
 */
export type Stretch = Readonly<{
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
  ink: Readonly<{ left: number; right: number; top: number; bottom: number }>;
  baseline: number;
  size: number;
  fonts: readonly string[];
  colour: string;
}>;

/** Upright letters as one stretch; `right` is that of a last letter as wide as it is high. */
function stretchOf(letters: readonly Letter[]): Stretch {
  const [first] = letters;
  const last = letters.at(-1);
  if (first === undefined || last === undefined) throw new Error('no letters');
  const size = Math.max(...letters.map((letter) => letter.size)) * MM_PER_POINT;
  const baselines = letters.map(({ baseline }) => baseline);
  const inked = letters.filter(({ ink }) => ink.bottom - ink.top > 0.01);
  return {
    text: letters.map(({ text }) => text).join(''),
    left: first.left,
    right: last.left + last.size * MM_PER_POINT,
    top: Math.min(...baselines) - size * ASCENT,
    bottom: Math.max(...baselines) + size * (1 - ASCENT),
    ink: {
      left: Math.min(...inked.map(({ ink }) => ink.left)),
      right: Math.max(...inked.map(({ ink }) => ink.right)),
      top: Math.min(...inked.map(({ ink }) => ink.top)),
      bottom: Math.max(...inked.map(({ ink }) => ink.bottom)),
    },
    baseline: first.baseline,
    size,
    fonts: [...new Set(letters.map(({ font }) => font))].toSorted(),
    colour: first.colour,
  };
}

/** The letters that spell the text, as the page draws them one behind the other; the `nth` time from 0 on. */
export function spelling(letters: readonly Letter[], text: string, nth = 0): readonly Letter[] {
  const wanted = Array.from(text);
  const starts = letters.flatMap((_, at) =>
    wanted.every((letter, i) => letters[at + i]?.text === letter) ? [at] : [],
  );
  const at = starts[nth];
  if (at === undefined)
    throw new Error(`the page does not hold “${text}” ${String(nth + 1)} times`);
  return letters.slice(at, at + wanted.length);
}

/** The same as one stretch. */
export function found(letters: readonly Letter[], text: string, nth = 0): Stretch {
  return stretchOf(spelling(letters, text, nth));
}

/** Upright letters that stand on one line, from the top down, each line from left to right. */
export function linesOf(letters: readonly Letter[]): readonly Stretch[] {
  const lines: Letter[][] = [];
  for (const letter of letters.filter(({ upright }) => upright)) {
    const line = lines.find(([other]) => Math.abs(other!.baseline - letter.baseline) < 0.5);
    if (line === undefined) lines.push([letter]);
    else line.push(letter);
  }
  return lines
    .map((line) => stretchOf(line.toSorted((a, b) => a.left - b.left)))
    .toSorted((a, b) => a.baseline - b.baseline);
}

/** The number of the page that holds the text, whole in the order in which it is drawn. */
export function pageWith(pdf: PdfPages, text: string): number {
  for (let page = 1; page <= pdf.count; page += 1) {
    if (
      pdf
        .text(page)
        .map((letter) => letter.text)
        .join('')
        .includes(text)
    )
      return page;
  }
  throw new Error(`no page holds “${text}”`);
}

/** What is printed and where, a line each, rounded to tenths of a millimetre: page, place, size in points, font, words. */
export function recordOf(pdf: PdfPages): string {
  const number = (mm: number): string => mm.toFixed(1).padStart(5);
  const lines: string[] = [];
  for (let page = 1; page <= pdf.count; page += 1) {
    lines.push(`第${String(page)}面`);
    for (const { text, left, baseline, size, fonts, colour } of linesOf(pdf.text(page))) {
      const points = (size / MM_PER_POINT).toFixed(0);
      lines.push(
        `${number(left)} ${number(baseline)} ${points} ${fonts.join('+')} ${colour} ${text}`,
      );
    }
    for (const { box, width, colour } of pdf.rules(page)) {
      const [from, to, at] = [box.left, box.right, box.top].map(number);
      lines.push(`${from!} ${at!} 线 到${to!} 粗${(width ?? 0).toFixed(2)} ${colour}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
