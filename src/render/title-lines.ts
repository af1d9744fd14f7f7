/** Breaks a title into lines as an office would: whole words, lines of like length, never a lone 的 in front. */

/** A line's place among the words, and how well the rest was broken. */
type Breaking = Readonly<{ cost: number; next: number }>;

/** GB/T 9704-2012 §7.3.1: 2号 letters, of which 20 stand side by side in 156 mm. */
const LINE_LETTERS = 20;

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });
/** Kept whole though a dictionary would part them: dates, numbered periods, numbers with their measure. */
const GLUED =
  /\d+年(?:度|上半年|下半年|第[一二三四]季度|\d+月)?(?:\d+日)?|[前第][一二三四]个?季度|[上下]半年|[\d.]+[年月日个家项期号%]?/g;
const NEVER_FIRST = /^[的和与及、，。：；）》”〕]/;
const NEVER_LAST = /[（《“〔]$/;
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

/** The most even breaking into exactly that many lines, or null when the words do not fit. */
function breakInto(words: readonly string[], lines: number): readonly string[] | null {
  const ideal = width(words.join('')) / lines;
  const cache = new Map<string, Breaking | null>();
  const best = (from: number, left: number): Breaking | null => {
    const key = `${String(from)}/${String(left)}`;
    const known = cache.get(key);
    if (known !== undefined) return known;
    let found: Breaking | null = null;
    for (let next = from + 1; next <= words.length; next += 1) {
      const cost = lineCost(words, from, next, ideal);
      const rest =
        left === 1 ? (next === words.length ? 0 : null) : (best(next, left - 1)?.cost ?? null);
      if (cost === null || rest === null) continue;
      if (found === null || cost + rest < found.cost) found = { cost: cost + rest, next };
    }
    cache.set(key, found);
    return found;
  };
  const broken: string[] = [];
  let from = 0;
  for (let left = lines; left > 0; left -= 1) {
    const step = best(from, left);
    if (step === null) return null;
    broken.push(words.slice(from, step.next).join(''));
    from = step.next;
  }
  return broken;
}

/** Null for a line that may not be. */
function lineCost(
  words: readonly string[],
  from: number,
  next: number,
  ideal: number,
): number | null {
  const line = words.slice(from, next).join('');
  if (width(line) > LINE_LETTERS) return null;
  if ((from > 0 && NEVER_FIRST.test(line)) || (next < words.length && NEVER_LAST.test(line)))
    return null;
  const bonus = from > 0 && NEW_LINE.test(line) ? 8 : 0;
  return (width(line) - ideal) ** 2 - bonus;
}
