/** Lays a document in the page: first to be measured, then to be printed. */
import type { Page } from 'puppeteer';

/**
 * As wide as the text area of an upright page; nothing need be drawn, which takes the most time. Not by a rule for
 * screens: where the page has one, each print works out all styles anew.
 */
export const MEASURING = `document.body.style = 'width: 156mm; visibility: hidden';`;
/** As it goes out. */
export const PRINTING = `document.body.style = '';`;

const PIXELS_PER_MM = 96 / 25.4;

/** The letters that stand on the page, each once. */
const LETTERS = `(() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const letters = new Set();
  while (texts.nextNode()) {
    if (texts.currentNode.parentElement.matches('style')) continue;
    for (const letter of texts.currentNode.data) letters.add(letter);
  }
  return [...letters].join('');
})()`;
/** Faces that the page itself names are there before it is measured; one that is not installed is none. */
const LOAD_FACES = `Promise.allSettled([...document.fonts].map((face) => face.load()))`;

/** @property height millimetres in one piece, without pages. @property letters each once, joined. */
export type Laid = Readonly<{ height: number; letters: string }>;

/** The document takes the place of the one before. */
export async function layIn(page: Page, html: string, title: string): Promise<Laid> {
  await page.evaluate(
    `document.title = ${JSON.stringify(title)}; document.body.innerHTML = ${JSON.stringify(html)}; ${MEASURING}`,
  );
  return (await page.evaluate(
    `${LOAD_FACES}.then(() => ({ height: document.body.scrollHeight / ${String(PIXELS_PER_MM)}, letters: ${LETTERS} }))`,
  )) as Laid;
}
