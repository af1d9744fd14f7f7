/** Finds where the last lines of the body begin, and lets them go to a new page with what follows them. */
import type { Page } from 'puppeteer';
import { placesOf, type Places } from './places.ts';

/** The element that begins with the body's last lines, once they are marked. */
export const LAST_LINES = 'tongbao-last-lines';
const SIGNED = 'tongbao-signed';
const DATED = 'tongbao-dated';

/** Lines of text that go with the signature at the least; no fewer stay behind in a paragraph that is parted. */
const TOGETHER = 2;

/**
 * Marks the last lines of the body's words: a paragraph that is long enough is parted before them, out of another all
 * goes, with the headings above it, but for a line on the first page, which shows some text (§7.3.3), where that is forced.
 * Answers whether there are such lines and something is left on the page before.
 */
const MARK = `(isForced) => {
  if (document.getElementById('${LAST_LINES}') !== null) return false;
  const linesOf = (p) => Math.round(p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight));
  const within = (p) => {
    const texts = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
    const all = [];
    while (texts.nextNode()) all.push(texts.currentNode);
    return all;
  };
  // From the end back to the first letter of the last lines: each is a line's height below the one before it.
  const beginOf = (p, lines) => {
    const from = p.getBoundingClientRect().bottom - lines * parseFloat(getComputedStyle(p).lineHeight);
    const range = document.createRange();
    let begin = null;
    for (const text of within(p).reverse()) {
      for (let at = text.length - 1; at >= 0; at -= 1) {
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        const [box] = range.getClientRects();
        if (box === undefined) continue;
        if ((box.top + box.bottom) / 2 < from) return begin;
        begin = { text, at };
      }
    }
    return begin;
  };
  const part = (p, lines) => {
    const { text, at } = beginOf(p, lines);
    p.tongbaoWhole = p.innerHTML;
    const range = document.createRange();
    const wrap = (style) => {
      const wrapped = document.createElement('span');
      wrapped.style = 'display:block;' + style;
      wrapped.append(range.extractContents());
      return wrapped;
    };
    range.setStart(p, 0);
    range.setEnd(text, at);
    const front = wrap('text-align-last:justify');
    range.selectNodeContents(p);
    const last = wrap('text-indent:0');
    p.append(front, last);
    return last;
  };
  const withHeadings = (piece) => {
    let first = piece;
    while (first.previousElementSibling?.matches('h2, h3')) first = first.previousElementSibling;
    return first;
  };
  const begins = (piece) => piece?.previousElementSibling?.matches('.body-text, .table-block, .pair, figure, h2, h3, span');
  const lastOf = (p) => {
    const lines = linesOf(p);
    if (lines >= ${String(2 * TOGETHER)}) return part(p, ${String(TOGETHER)});
    if (lines < ${String(TOGETHER)} && p.previousElementSibling?.matches('.body-text')) return lastOf(p.previousElementSibling);
    const whole = withHeadings(p);
    return begins(whole) || lines === 1 || !isForced ? whole : part(p, lines - 1);
  };
  const found = [...document.querySelectorAll('article > .body-text')].at(-1);
  const isEnd = found?.nextElementSibling?.matches('.attachments, .signature, .annex, .imprint-space');
  const last = isEnd || (isForced && found !== undefined) ? lastOf(found) : null;
  if (!begins(last)) return false;
  last.id = '${LAST_LINES}';
  return true;
}`;

const UNMARK = `(() => {
  const last = document.getElementById('${LAST_LINES}');
  if (last.style.breakBefore !== '') return;
  if (last.matches('span')) last.parentElement.innerHTML = last.parentElement.tongbaoWhole;
  else last.removeAttribute('id');
})()`;

/** Answers the names of 署名 and 成文日期; the latter may have one already. */
const NAME_SIGNATURE = `(() => {
  const signature = document.querySelector('article > .signature');
  if (signature === null) return [];
  const dated = signature.lastElementChild;
  signature.id = '${SIGNED}';
  dated.id ||= '${DATED}';
  return [signature.id, dated.id];
})()`;

/**
 * False, and nothing is marked, where they went to a new page already or would leave nothing behind.
 *
 * @param isForced whether a drawing may stand behind them, and one line of a short paragraph stay on the first page.
 */
export async function markLastLines(page: Page, isForced: boolean): Promise<boolean> {
  return (await page.evaluate(`(${MARK})(${String(isForced)})`)) === true;
}

/** Puts them back where they stood, unless they were sent to a new page. */
export async function unmarkLastLines(page: Page): Promise<void> {
  await page.evaluate(UNMARK);
}

/**
 * Keeps at least two lines of text on the page of 署名 and 成文日期 (GB/T 9704-2012 §7.3.5.5: never 此页无正文).
 *
 * `break-before: avoid` does that only for a paragraph that begins on the page where it ends: a browser does not go back
 * to a page that it has finished. Does nothing for a page without a signature.
 *
 * @param others ids of elements whose places somebody will ask for next.
 * @returns where those and the last lines lie; null where nothing was measured, or the page has changed since.
 */
export async function keepSigned(
  page: Page,
  others: readonly string[],
  timeout: number,
): Promise<Places | null> {
  const signed = (await page.evaluate(NAME_SIGNATURE)) as readonly string[];
  if (signed.length === 0 || !(await markLastLines(page, true))) return null;
  const together = [LAST_LINES, ...signed];
  const measure = (): Promise<Places> => placesOf(page, [...together, ...others], timeout);
  const areApart = (places: Places): boolean =>
    new Set(together.map((id) => places.at(id).page)).size > 1;
  const send = (value: string): Promise<unknown> =>
    page.evaluate(`document.getElementById('${LAST_LINES}').style.breakBefore = '${value}'`);
  const places = await measure();
  if (areApart(places)) {
    await send('page');
    if (!areApart(await measure())) return null;
    // With a drawing of a whole page between them nothing brings them together.
    await send('');
  }
  await unmarkLastLines(page);
  return places;
}
