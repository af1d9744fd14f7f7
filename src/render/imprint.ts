/** Brings the imprint (版记) down to the foot of the last page: its last rule lies on the text area's lower edge. */
import type { Page } from 'puppeteer';
import { dictionaryOf, takeApart } from './pdf-objects.ts';
import { RAISED_MM } from './raised.ts';

/**
 * From the top of the page's content box to the last rule: GB/T 9704-2012 §7.4.1 wants the rule at 262 mm from the
 * sheet's top, and page.css begins the content box at 34.5625 mm.
 */
const LAST_RULE_MM = 262 - 34.5625;
const POINTS_PER_MM = 72 / 25.4;
const TOP = 'tongbao-top';
const LAST = 'tongbao-last';
const END = 'imprint-end';

const PINS = [
  `<div class="tongbao-pin" id="${TOP}"></div>`,
  ...[TOP, LAST, END].map((name) => `<a class="tongbao-pin" href="#${name}">.</a>`),
]
  .join('')
  .replaceAll(
    'class="tongbao-pin"',
    'class="tongbao-pin" style="position:absolute;top:0;left:0;font-size:1px"',
  );

/** What stands before the imprint: the last annex, or the signature. */
const BEFORE = `document.getElementById('imprint-space').previousElementSibling`;

const ADD_PINS = `document.getElementById('imprint-space') !== null && document.getElementById('${END}') !== null
  && (document.body.insertAdjacentHTML('afterbegin', ${JSON.stringify(PINS)}),
    (${BEFORE}?.lastElementChild ?? document.body).setAttribute('id', '${LAST}'), true)`;
const REMOVE_PINS = `document.querySelectorAll('.tongbao-pin').forEach((pin) => pin.remove());
  document.getElementById('${LAST}').removeAttribute('id')`;

/**
 * What may go to a new page to take the imprint with it: the last headings of the annex, the last first, then its last
 * paragraph; something is left on the page before.
 */
const COMPANY = `['h3', 'p:last-child']
  .flatMap((kind) => [...(${BEFORE}?.querySelectorAll(':scope > ' + kind) ?? [])].reverse().slice(0, 3))
  .filter((piece) => piece.previousElementSibling?.matches('.body-text, .table-block, figure'))`;

/** @property alone nothing else stands on the imprint's page, or the imprint is torn. */
type Measured = Readonly<{ pages: number; space: number; alone: boolean }>;

/**
 * Measures where the imprint falls by itself and sets the height of `#imprint-space` above it to make up the rest.
 *
 * A browser knows page breaks only while it prints, so this prints once: a PDF names the place of every element that
 * a link points to. These places leave the page's margin out, so they are compared with the top of the first page.
 * The imprint's page must stand upright. Does nothing for a page without an imprint.
 *
 * The imprint belongs on the back of a sheet, and no page holds it alone: where that is not so by itself, the last part
 * of the annex before it begins on a new page, if that part has company to leave behind.
 */
export async function pinImprint(page: Page, timeout: number): Promise<void> {
  if ((await page.evaluate(ADD_PINS)) !== true) return;
  const first = await measured(page, timeout);
  const { space } = isRight(first) ? first : await turned(page, timeout, first);
  await page.evaluate(REMOVE_PINS);
  await page.evaluate(
    `document.getElementById('imprint-space').style.height = '${space.toFixed(3)}mm';`,
  );
}

function isRight({ pages, alone }: Measured): boolean {
  return !alone && pages % 2 === 0;
}

/** The first turn that makes it right; else one that gives the imprint company; else none. */
async function turned(page: Page, timeout: number, first: Measured): Promise<Measured> {
  const pieces = Number(await page.evaluate(`${COMPANY}.length`));
  const turn = (piece: number, value: string): Promise<unknown> =>
    page.evaluate(`${COMPANY}[${String(piece)}].style.breakBefore = '${value}'`);
  let better: readonly [number, Measured] | null = null;
  for (let piece = 0; piece < pieces; piece += 1) {
    await turn(piece, 'page');
    const now = await measured(page, timeout);
    if (isRight(now)) return now;
    if (first.alone && !now.alone) better ??= [piece, now];
    await turn(piece, '');
  }
  if (better === null) return first;
  await turn(better[0], 'page');
  return better[1];
}

async function measured(page: Page, timeout: number): Promise<Measured> {
  const bytes = await page.pdf({ preferCSSPageSize: true, tagged: false, outline: false, timeout });
  const dictionaries = takeApart(bytes).objects.map(dictionaryOf);
  const pages = dictionaries.filter((text) => /\/Type \/Page\b/.test(text)).length;
  const [top, last, end] = [TOP, LAST, END].map((name) => placeOf(name, dictionaries));
  const height = ((top?.y ?? 0) - (end?.y ?? 0)) / POINTS_PER_MM;
  const raised = top?.page === end?.page ? Number(await page.evaluate(RAISED_MM)) : 0;
  const space = Math.max(0, LAST_RULE_MM + raised - height);
  return { pages, space, alone: last?.page !== end?.page };
}

function placeOf(
  name: string,
  dictionaries: readonly string[],
): Readonly<{ page: string; y: number }> {
  const place = new RegExp(`/${name} \\[(\\d+) 0 R /XYZ [-\\d.]+ ([-\\d.]+)`);
  for (const text of dictionaries) {
    const [, page, y] = place.exec(text) ?? [];
    if (page !== undefined) return { page, y: Number(y) };
  }
  throw new Error(`the PDF does not say where ${name} lies`);
}
