/** Parts the tables that are longer than a page where the pages end, each part under its own 续表 title and heads. */
import type { Page } from 'puppeteer';
import { CONTINUED } from '../model/catalogue/paper.ts';
import { placesOf } from './places.ts';

const ROW = 'tongbao-row-';
const ROWS = '.table-block.long > table > tbody > tr';

/** Names every row, and keeps room under each page's edge for the title that a part will get. */
const NAME_ROWS = `(() => {
  const rows = [...document.querySelectorAll('${ROWS}')];
  rows.forEach((row, i) => { row.id = '${ROW}' + i; });
  document.querySelectorAll('tr.continuation').forEach((row) => { row.style.display = 'table-row'; });
  return rows.length;
})()`;

/** Does nothing for a page without such a table. */
export async function partLongTables(page: Page, timeout: number): Promise<void> {
  const count = Number(await page.evaluate(NAME_ROWS));
  if (count === 0) return;
  const ids = Array.from({ length: count }, (_, i) => `${ROW}${String(i)}`);
  const places = await placesOf(page, ids, timeout);
  const pages = ids.map((id) => places.at(id).page);
  await page.evaluate(`(${PART})(${JSON.stringify(pages)})`);
}

/** Runs in the page: each table's rows of another page than the one before go to a table of their own. */
const PART = `(pages) => {
  const pageOf = (row) => pages[Number(row.id.slice('${ROW}'.length))];
  for (const block of document.querySelectorAll('.table-block.long')) {
    block.querySelector('tr.continuation').remove();
    const table = block.querySelector('table');
    const top = block.querySelector('.table-top');
    let body = table.tBodies[0];
    let last = block;
    let current = null;
    for (const row of [...body.rows]) {
      const on = pageOf(row);
      row.removeAttribute('id');
      if (current !== null && on !== current) {
        const part = document.createElement('div');
        part.className = 'table-block parted';
        part.append(top.cloneNode(true));
        part.querySelector('.table-caption').prepend('${CONTINUED}');
        const next = part.appendChild(table.cloneNode(false));
        next.append(table.querySelector('colgroup').cloneNode(true), table.tHead.cloneNode(true));
        body = next.appendChild(document.createElement('tbody'));
        last.after(part);
        last = part;
      }
      current = on;
      body.append(row);
    }
  }
}`;
