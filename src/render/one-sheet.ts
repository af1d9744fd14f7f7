/** Sets a sheet that must not run over (一县一单) as large as it goes on one page. */
import type { Page } from 'puppeteer';

/** Heights that `slip.css` gives the sheet's room, in millimetres, and how many sizes it has, the largest first. */
const ROOM_MM = 263;
const SIZES = 5;
const PIXELS_PER_MM = 96 / 25.4;

/** Runs in the page: no table of it is parted, and it gets the first size at which it is neither too high nor too wide, or the last. */
const FIT = `((sheet) => {
  if (sheet === null) return;
  sheet.querySelectorAll('.long').forEach((table) => { table.classList.remove('long'); });
  document.body.style.width = getComputedStyle(sheet).getPropertyValue('--width');
  for (let size = 0; size < ${String(SIZES)}; size += 1) {
    sheet.dataset.size = String(size);
    const isHigh = sheet.getBoundingClientRect().height > ${String(ROOM_MM * PIXELS_PER_MM)};
    if (!isHigh && sheet.scrollWidth <= sheet.clientWidth) break;
  }
  document.body.style.width = '';
})(document.querySelector('.one-sheet'))`;

/** Does nothing for a page without such a sheet. */
export async function fitOneSheet(page: Page): Promise<void> {
  await page.evaluate(FIT);
}
