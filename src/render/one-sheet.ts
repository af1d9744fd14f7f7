/** Sets a sheet that must not run over (一县一单) as large as it goes on one page. */
import type { Page } from 'puppeteer';

/** The room that `slip.css` gives the sheet, in millimetres, and how many sizes it has, the largest first. */
const HEIGHT_MM = 263;
const WIDTH_MM = 176;
const SIZES = 5;
/** What no size holds is made smaller as a whole, down to a third. */
const STEP = 0.05;
const SMALLEST = 0.33;
const PIXELS_PER_MM = 96 / 25.4;

/** Runs in the page: no table of the sheet is parted, and it gets the first size at which it is neither too high nor too wide. */
const FIT = `((sheet) => {
  if (sheet === null) return;
  const { body } = document;
  const fits = () => body.getBoundingClientRect().height <= ${String(HEIGHT_MM * PIXELS_PER_MM)}
    && body.scrollWidth <= body.clientWidth;
  sheet.querySelectorAll('.long').forEach((table) => { table.classList.remove('long'); });
  sheet.querySelectorAll('tr.continuation').forEach((row) => { row.remove(); });
  body.style.width = '${String(WIDTH_MM)}mm';
  for (let size = 0; size < ${String(SIZES)}; size += 1) {
    sheet.dataset.size = String(size);
    if (fits()) break;
  }
  for (let zoom = 1; zoom > ${String(SMALLEST)} && !fits(); zoom -= ${String(STEP)}) {
    sheet.style.zoom = String(zoom);
  }
  body.style.width = '';
})(document.querySelector('.one-sheet'))`;

/** Does nothing for a page without such a sheet. */
export async function fitOneSheet(page: Page): Promise<void> {
  await page.evaluate(FIT);
}
