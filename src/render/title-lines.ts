/** Breaks a title into lines as an office would: whole words, lines of like length in the shape of 梯形 or 菱形. */

/** GB/T 9704-2012 §7.3.1: 2号 letters, of which 20 stand side by side in 156 mm. */
const LINE_LETTERS = 20;

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });
/** Kept whole though a dictionary would part them: dates and spans of them, numbers with their measure, names of offices. */
const GLUED =
  /(?<=^|[、，共])\p{Script=Han}{2,3}[省市县区](?![直级])|\d+(?:—\d+)?年(?:度|上半年|下半年|第[一二三四]季度|前[一二三]季度|\d+(?:—\d+)?月份?)?(?:\d+日)?|[前第][一二三四]个?季度|[上下]半年|[\d.]+(?:—[\d.]+)?(?:[年月日个家项期号名条%]|万[名人次]*)?|人力资源和社会保障局?|住房和城乡建设局?|自然资源和规划局?|文化和旅游局?|发展和改革局?/gu;
/** What goes with the word before it: particles, closing marks, and the head of a compound such as 组织工作 and 完成情况. */
const NEVER_FIRST = /^(?:[的和与及、，。：；）》”〕]|工作|情况|[省市县区](?![直级县市区]))/;
const NEVER_LAST = /(?:[（《“〔]|关于)$/;
const NEW_LINE = /^关于(?=.)/;

/**
 * The title's lines, as few as fit. A `|` in the title breaks it there and nowhere else.
 *
 * @returns at least one line; a single word longer than a line stays whole.
 */
export function titleLines(title: string): readonly string[] {
  if (title.includes('|')) return title.split('|').map((line) => line.trim());
  const words = wordsOf(title);
  const count = Math.max(1, Math.ceil(width(title) / LINE_LETTERS));
  for (let lines = count; lines <= count + 1; lines += 1) {
    const broken = breakInto(words, lines);
    if (broken !== null) return broken;
  }
  return [title];
}

function wordsOf(title: string): readonly string[] {
  const words: string[] = [];
  let at = 0;
  for (const glued of title.matchAll(GLUED)) {
    words.push(...segments(title.slice(at, glued.index)), glued[0]);
    at = glued.index + glued[0].length;
  }
  return [...words, ...segments(title.slice(at))];
}

function segments(text: string): readonly string[] {
  return Array.from(WORDS.segment(text), ({ segment }) => segment);
}

/** In full letters: digits and Latin letters take half a place. */
export function width(text: string): number {
  return Array.from(text).reduce(
    (sum, letter) => sum + (/[\u0020-\u007E]/.test(letter) ? 0.5 : 1),
    0,
  );
}

/** The best breaking into exactly that many lines, or null when the words do not fit. */
function breakInto(words: readonly string[], lines: number): readonly string[] | null {
  let best: Readonly<{ broken: readonly string[]; cost: number }> | null = null;
  for (const broken of breakings(words, lines)) {
    const cost = costOf(broken);
    if (best === null || cost < best.cost) best = { broken, cost };
  }
  return best?.broken ?? null;
}

/** Every way to lay the words into that many lines that each may be. */
function* breakings(words: readonly string[], lines: number): Generator<readonly string[]> {
  for (let next = 1; next <= words.length - lines + 1; next += 1) {
    const line = words.slice(0, next).join('');
    if (width(line) > LINE_LETTERS) return;
    const rest = words.slice(next);
    if (lines === 1) {
      if (rest.length === 0) yield [line];
      continue;
    }
    if (NEVER_LAST.test(line) || NEVER_FIRST.test(rest[0] ?? '')) continue;
    for (const others of breakings(rest, lines - 1)) yield [line, ...others];
  }
}

/** What 关于 at the head of a line is worth, and what lines are that are alike or slimmer in the middle: no 梯形, no 菱形. */
const ABOUT = 8;
const ALIKE = 10;
const SLIM = 60;

function costOf(broken: readonly string[]): number {
  const widths = broken.map(width);
  const mean = widths.reduce((sum, each) => sum + each, 0) / widths.length;
  const uneven = widths.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const isAlike = widths.length > 1 && Math.max(...widths) - Math.min(...widths) < 1;
  const about = broken.slice(1).filter((line) => NEW_LINE.test(line)).length;
  return uneven + (isAlike ? ALIKE : 0) + (isSlim(widths) ? SLIM : 0) - about * ABOUT;
}

/** Whether a line is narrower than one above it and one below it. */
function isSlim(widths: readonly number[]): boolean {
  return widths.some(
    (each, i) =>
      widths.slice(0, i).some((above) => above > each) &&
      widths.slice(i + 1).some((below) => below > each),
  );
}
