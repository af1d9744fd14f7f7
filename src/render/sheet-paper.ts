/** A sheet as an office prints it: A4 across, as wide as the page, one row repeated on every page. */
import type { Worksheet } from 'exceljs';
import { PAGE_FOOT } from '../model/catalogue/sheet-words.ts';

const A4 = 9;

/** `titles`: the row that stands on every page; `left` and `middle`: what stands at its foot, beside the page's number. */
export type Paper = Readonly<{ area: string; titles: number; left: string; middle: string }>;

export function setPaper(page: Worksheet, { area, titles, left, middle }: Paper): void {
  page.pageSetup = {
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    printArea: area,
    printTitlesRow: `${String(titles)}:${String(titles)}`,
    margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
  };
  // exceljs types the size as an enum that has no value at run time.
  Object.assign(page.pageSetup, { paperSize: A4 });
  const [first, second] = [left, middle].map((text) => text.replaceAll('&', '&&'));
  page.headerFooter = { oddFooter: `&L${first ?? ''}&C${second ?? ''}&R${PAGE_FOOT}` };
}
