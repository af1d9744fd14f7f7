/** Measures the page's words and drawings, keeps short paragraphs whole and puts its tables and charts where they leave the least paper empty. */
import type { Page } from 'puppeteer';
import { LINE, settled, TOGETHER, type Piece } from './flow.ts';
import { RAISED_MM } from './raised.ts';

/** The body's pieces as templates/ sets them: whatever else a template holds stays where it is. */
const PIECES = ['.body-text', 'h2', 'h3', '.table-block', '.pair', 'figure.chart']
  .map((name) => `article > ${name}`)
  .join(',');
const PIXELS_PER_MM = 96 / 25.4;

/** Text that stands on an upright sheet. */
const WORDS = 'article > .body-text, .annex:not(.landscape) > .body-text';

type Measured = Readonly<{ start: number; pieces: readonly Piece[] }>;

/**
 * Heights between the pieces' tops, margins and all, on a sheet as wide as the text area. Paragraphs too short to be
 * parted are kept whole on the way: a browser leaves one line of three alone in spite of `widows`.
 */
const MEASURE = `(() => {
  const pieces = [...document.querySelectorAll('${PIECES}')];
  const kindOf = (piece) => {
    if (piece.matches('h2')) return 'part';
    if (piece.matches('h3')) return 'heading';
    return piece.matches('p') ? 'words' : 'drawn';
  };
  const heightOf = (piece) => {
    const style = getComputedStyle(piece);
    return piece.getBoundingClientRect().height + parseFloat(style.marginTop) + parseFloat(style.marginBottom);
  };
  const top = document.body.getBoundingClientRect().top;
  const measured = {
    start: pieces.length === 0 ? 0 : (pieces[0].getBoundingClientRect().top - top) / ${String(PIXELS_PER_MM)} - ${RAISED_MM},
    pieces: pieces.map((piece) => ({ kind: kindOf(piece), height: heightOf(piece) / ${String(PIXELS_PER_MM)} })),
  };
  for (const words of document.querySelectorAll('${WORDS}')) {
    if (words.getBoundingClientRect().height < ${String((2 * TOGETHER - 0.5) * LINE * PIXELS_PER_MM)}) words.style.breakInside = 'avoid';
  }
  return measured;
})()`;

const ARRANGE = `(order) => {
  const pieces = [...document.querySelectorAll('${PIECES}')];
  const after = pieces.at(-1).nextSibling;
  for (const place of order) pieces[place].parentElement.insertBefore(pieces[place], after);
}`;

/** Does nothing for a page without such a body. */
export async function settleDrawn(page: Page): Promise<void> {
  const { start, pieces } = (await page.evaluate(MEASURE)) as Measured;
  const order = settled(pieces, start);
  if (order.every((place, i) => place === i)) return;
  await page.evaluate(`(${ARRANGE})(${JSON.stringify(order)})`);
}
