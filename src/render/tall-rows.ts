/** Parts table rows that are too high for a page into rows of a few lines, so that a page may end inside them. */
import type { Page } from 'puppeteer';

const PIXELS_PER_MM = 96 / 25.4;
/** The text area of an upright page, and of one that lies across, as page.css sets them. */
const UPRIGHT_MM = 225;
const ACROSS_MM = { width: 225, height: 156 };
/** Rows of at most half a page go to the next page as a whole. */
const PART_OF_PAGE = 0.5;
/** Lines that stay together. */
const LINES = 2;

/**
 * Runs in the page. A cell's text is cut where its lines end, from the last to the first, so that places found before stay
 * true; cells that reach over several rows reach over the new ones too.
 */
const PART_ROWS = `(rows) => {
  const linesOf = (cell) => {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const begins = [];
    let bottom = -Infinity;
    while (texts.nextNode()) {
      const text = texts.currentNode;
      for (let at = 0; at < text.length; at += 1) {
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        const [box] = range.getClientRects();
        if (box === undefined || box.top + box.height / 2 < bottom) continue;
        begins.push({ text, at });
        bottom = box.bottom;
      }
    }
    return begins;
  };
  const cutOf = (cell) => {
    const begins = linesOf(cell).filter((_, line) => line > 0 && line % ${String(LINES)} === 0);
    const pieces = begins.reverse().map(({ text, at }) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      range.setStart(text, at);
      return range.extractContents();
    });
    return pieces.reverse();
  };
  const reachOver = (row, more) => {
    let above = 0;
    for (let each = row; each !== null; each = each.previousElementSibling, above += 1) {
      for (const cell of each.cells) if (cell.rowSpan > Math.max(1, above)) cell.rowSpan += more;
    }
  };
  const part = (row) => {
    const own = [...row.cells].filter((cell) => cell.rowSpan === 1);
    const cuts = own.map(cutOf);
    const more = Math.max(0, ...cuts.map((pieces) => pieces.length));
    reachOver(row, more);
    const open = (one, side) => { for (const cell of one.cells) cell.style[side] = 'none'; };
    for (const cell of own) cell.style.verticalAlign = 'top';
    let last = row;
    for (let i = 0; i < more; i += 1) {
      const next = row.cloneNode(false);
      for (const [c, cell] of own.entries()) {
        const piece = next.appendChild(cell.cloneNode(false));
        if (cuts[c][i] !== undefined) piece.append(cuts[c][i]);
      }
      next.classList.remove('band');
      open(last, 'borderBottom');
      open(next, 'borderTop');
      last.after(next);
      last = next;
    }
  };
  const tall = (row) => {
    const across = row.closest('.landscape');
    const room = (across === null ? ${String(UPRIGHT_MM)} : ${String(ACROSS_MM.height)}) * ${String(PIXELS_PER_MM * PART_OF_PAGE)};
    return row.getBoundingClientRect().height > room;
  };
  const wide = [...document.querySelectorAll('.landscape')];
  for (const section of wide) section.style.width = '${String(ACROSS_MM.width)}mm';
  [...document.querySelectorAll(rows)].filter(tall).forEach(part);
  for (const section of wide) section.style.width = '';
}`;

/** @param rows a selector of the rows of tables that may be parted at all. */
export async function partTallRows(page: Page, rows: string): Promise<void> {
  await page.evaluate(`(${PART_ROWS})(${JSON.stringify(rows)})`);
}
