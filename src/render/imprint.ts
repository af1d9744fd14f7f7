/** Brings the imprint (版记) down to the foot of the last page: its last rule lies on the text area's lower edge. */
import type { Page } from 'puppeteer';
import { dictionaryOf, takeApart } from './pdf-objects.ts';

/**
 * From the top of the page's content box to the last rule: GB/T 9704-2012 §7.4.1 wants the rule at 262 mm from the
 * sheet's top, and page.css begins the content box at 34.5625 mm.
 */
const LAST_RULE_MM = 262 - 34.5625;
const POINTS_PER_MM = 72 / 25.4;
const TOP = 'tongbao-top';
const END = 'imprint-end';

const PINS = [
  `<div class="tongbao-pin" id="${TOP}"></div>`,
  `<a class="tongbao-pin" href="#${TOP}">.</a><a class="tongbao-pin" href="#${END}">.</a>`,
]
  .join('')
  .replaceAll(
    'class="tongbao-pin"',
    'class="tongbao-pin" style="position:absolute;top:0;left:0;font-size:1px"',
  );

const ADD_PINS = `document.getElementById('imprint-space') !== null && document.getElementById('${END}') !== null
  && (document.body.insertAdjacentHTML('afterbegin', ${JSON.stringify(PINS)}), true)`;

/**
 * Measures where the imprint falls by itself and sets the height of `#imprint-space` above it to make up the rest.
 *
 * A browser knows page breaks only while it prints, so this prints once: a PDF names the place of every element that
 * a link points to. These places leave the page's margin out, so they are compared with the top of the first page.
 * The imprint's page must stand upright. Does nothing for a page without an imprint.
 */
export async function pinImprint(page: Page, timeout: number): Promise<void> {
  if ((await page.evaluate(ADD_PINS)) !== true) return;
  const bytes = await page.pdf({ preferCSSPageSize: true, tagged: false, outline: false, timeout });
  const height = spaceAbove(bytes);
  await page.evaluate(`document.querySelectorAll('.tongbao-pin').forEach((pin) => pin.remove());
    document.getElementById('imprint-space').style.height = '${height.toFixed(3)}mm';`);
}

function spaceAbove(bytes: Uint8Array): number {
  const dictionaries = takeApart(bytes).objects.map(dictionaryOf);
  const places = [TOP, END].map((name) => {
    const place = new RegExp(`/${name} \\[\\d+ 0 R /XYZ [-\\d.]+ ([-\\d.]+)`);
    const found = dictionaries.map((text) => place.exec(text)?.[1]).find((y) => y !== undefined);
    if (found === undefined) throw new Error(`the PDF does not say where ${name} lies`);
    return Number(found);
  });
  const [top = 0, end = 0] = places;
  return Math.max(0, LAST_RULE_MM - (top - end) / POINTS_PER_MM);
}
