/** Asks a printed page where its elements came to lie: a browser knows page breaks only while it prints. */
import type { Page } from 'puppeteer';
import { MEASURING } from './laying.ts';
import { dictionaryOf, takeApart } from './pdf-objects.ts';

/** @property page the PDF's own name of the page. @property y points, from below, without the page's margin. */
export type Place = Readonly<{ page: string; y: number }>;

/** @property at throws an Error for an element that the PDF does not name. */
export type Places = Readonly<{ pages: number; at(id: string): Place }>;

const NAMED = /\/([\w-]+) \[(\d+) 0 R \/XYZ [-\d.]+ ([-\d.]+)/g;
const LINKS = 'tongbao-links';

/** A PDF names the place of every element that a link points to. */
const ADD_LINKS = `(ids) => {
  document.body.style.width = '';
  const links = document.createElement('div');
  links.id = '${LINKS}';
  links.style = 'position:absolute;top:0;left:0;font-size:1px';
  for (const id of ids) {
    const link = links.appendChild(document.createElement('a'));
    link.href = '#' + id;
    link.textContent = '.';
  }
  document.body.prepend(links);
}`;

/** Prints once and reads where the elements of these ids begin; leaves the page as it was. */
export async function placesOf(
  page: Page,
  ids: readonly string[],
  timeout: number,
): Promise<Places> {
  await page.evaluate(`(${ADD_LINKS})(${JSON.stringify(ids)})`);
  const bytes = await page.pdf({
    preferCSSPageSize: true,
    tagged: false,
    outline: false,
    waitForFonts: false,
    timeout,
  });
  await page.evaluate(`document.getElementById('${LINKS}').remove(); ${MEASURING}`);
  const dictionaries = takeApart(bytes).objects.map(dictionaryOf);
  const places = new Map<string, Place>();
  for (const text of dictionaries) {
    for (const [, id = '', on = '', y] of text.matchAll(NAMED)) {
      places.set(id, { page: on, y: Number(y) });
    }
  }
  return {
    pages: dictionaries.filter((text) => /\/Type \/Page\b/.test(text)).length,
    at(id) {
      const place = places.get(id);
      if (place === undefined) throw new Error(`the PDF does not say where ${id} lies`);
      return place;
    },
  };
}
