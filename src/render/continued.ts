/** Parts the tables that are longer than a page where the pages end, each part under its own 续表 title and heads. */
import type { Page } from 'puppeteer';
import { CONTINUED } from '../model/catalogue/paper.ts';
import { placesOf } from './places.ts';
import { partTallRows } from './tall-rows.ts';

const ROW = 'tongbao-row-';
const ROWS = '.table-block.long > table > tbody > tr';

/** Names every row, and keeps room under each page's edge for the title that a part will get. */
const NAME_ROWS = `(() => {
  const rows = [...document.querySelectorAll('${ROWS}')];
  rows.forEach((row, i) => { row.id = '${ROW}' + i; });
  document.querySelectorAll('tr.continuation').forEach((row) => { row.style.display = 'table-row'; });
  return rows.length;
})()`;

/** Runs in the page: a row of a table and all behind it go to a table of their own on the next page, which it answers. */
export const PART_BEFORE = `(row) => {
  const block = row.closest('.table-block');
  const table = row.closest('table');
  const part = document.createElement('div');
  part.className = 'table-block parted';
  part.append(block.querySelector('.table-top').cloneNode(true));
  if (!block.matches('.parted')) part.querySelector('.table-caption').prepend('${CONTINUED}');
  const rest = part.appendChild(table.cloneNode(false));
  rest.append(table.querySelector('colgroup').cloneNode(true), table.tHead.cloneNode(true));
  const body = rest.appendChild(document.createElement('tbody'));
  // A row that was parted between two lines has no border there.
  for (const cell of row.previousElementSibling.cells) cell.style.borderBottom = '';
  while (row !== null) {
    const next = row.nextElementSibling;
    body.append(row);
    row = next;
  }
  block.after(part);
  return part;
}`;

/** Runs in the page: the rows of a table's part go back to the table before it, where they came from. */
export const JOIN = `(part) => {
  part.previousElementSibling.querySelector('tbody').append(...part.querySelector('tbody').rows);
  part.remove();
}`;

/** Runs in the page: each table's rows of another page than the one before go to a table of their own, the last first. */
const PART = `(pages) => {
  const partBefore = ${PART_BEFORE};
  document.querySelectorAll('tr.continuation').forEach((row) => { row.remove(); });
  const rows = [...document.querySelectorAll('${ROWS}')];
  rows.forEach((row) => { row.removeAttribute('id'); });
  for (let at = rows.length - 1; at > 0; at -= 1) {
    const isFirst = rows[at].previousElementSibling === null;
    if (!isFirst && pages[at] !== pages[at - 1]) partBefore(rows[at]);
  }
}`;

/** Does nothing for a page without such a table. */
export async function partLongTables(page: Page, timeout: number): Promise<void> {
  await partTallRows(page, ROWS);
  const count = Number(await page.evaluate(NAME_ROWS));
  if (count === 0) return;
  const ids = Array.from({ length: count }, (_, i) => `${ROW}${String(i)}`);
  const places = await placesOf(page, ids, timeout);
  const pages = ids.map((id) => places.at(id).page);
  await page.evaluate(`(${PART})(${JSON.stringify(pages)})`);
}
