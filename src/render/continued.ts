/** Parts the tables that are longer than a page where the pages end, each part under its own 续表 title and heads. */
import type { Page } from 'puppeteer';
import { CONTINUED } from '../model/catalogue/paper.ts';
import { dictionaryOf, takeApart } from './pdf-objects.ts';

const ROW = 'tongbao-row-';
const ROWS = '.table-block.long > table > tbody > tr';

/** Names every row for the PDF, and keeps room under each page's edge for the title that a part will get. */
const MEASURE = `(() => {
  const rows = [...document.querySelectorAll('${ROWS}')];
  const links = document.createElement('div');
  links.id = 'tongbao-rows';
  links.style = 'position:absolute;top:0;left:0;font-size:1px';
  rows.forEach((row, i) => {
    row.id = '${ROW}' + i;
    const link = links.appendChild(document.createElement('a'));
    link.href = '#' + row.id;
    link.textContent = '.';
  });
  document.querySelectorAll('tr.continuation').forEach((row) => { row.style.display = 'table-row'; });
  if (rows.length > 0) document.body.prepend(links);
  return rows.length;
})()`;

/**
 * A browser knows page breaks only while it prints, so this prints once and asks the PDF on which page each row lies.
 * Does nothing for a page without such a table.
 */
export async function partLongTables(page: Page, timeout: number): Promise<void> {
  const count = Number(await page.evaluate(MEASURE));
  if (count === 0) return;
  const bytes = await page.pdf({ preferCSSPageSize: true, tagged: false, outline: false, timeout });
  await page.evaluate(`(${PART})(${JSON.stringify(pagesOf(bytes, count))})`);
}

/** The PDF's own name of the page each row lies on. */
function pagesOf(bytes: Uint8Array, count: number): readonly string[] {
  const places = new RegExp(`/${ROW}(\\d+) \\[(\\d+) 0 R`, 'g');
  const found = new Map<number, string>();
  for (const text of takeApart(bytes).objects.map(dictionaryOf)) {
    for (const [, row = '', on = ''] of text.matchAll(places)) found.set(Number(row), on);
  }
  return Array.from({ length: count }, (_, i) => {
    const on = found.get(i);
    if (on === undefined)
      throw new Error(`the PDF does not say on which page row ${String(i)} lies`);
    return on;
  });
}

/** Runs in the page: each table's rows of another page than the one before go to a table of their own. */
const PART = `(pages) => {
  document.getElementById('tongbao-rows').remove();
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
