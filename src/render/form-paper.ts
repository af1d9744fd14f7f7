/** A form's sheets as an office prints them: A4, as wide as the page, whose it is on every page. */
import type { Worksheet } from 'exceljs';
import { PAGE_FOOT } from '../model/catalogue/sheet-words.ts';
import type { FormSheet } from '../model/form.ts';
import { chinesePeriod } from '../model/period.ts';

const A4 = 9;

/** @param paper what is printed, the row that stands on every page, and 示例数据 or nothing. */
export function setPaper(
  page: Worksheet,
  { unit, period, form }: FormSheet,
  { area, titles, mark }: Readonly<{ area: string; titles: number; mark: string }>,
): void {
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
  const whose = `${unit.name} ${chinesePeriod(period)} ${form.number}`.replaceAll('&', '&&');
  page.headerFooter = { oddFooter: `&L${whose}&C${mark}&R${PAGE_FOOT}` };
}
