/** A form that went out under an earlier plan: which of its items are taken as today's, and which are not. */
import { workbookFinding } from '../model/catalogue/workbook.ts';
import { quoted } from '../model/catalogue/catalogue.ts';
import { cellRef } from '../model/cell-grid.ts';
import { asksTheSame } from '../model/counting.ts';
import type { Finding } from '../model/finding.ts';
import { COLUMN, itemsOf, printedName, type FormItem, type FormSheet } from '../model/form.ts';
import { typedText } from '../model/numeral-text.ts';
import { codeCells, titleKey, type Page } from './page.ts';
import type { Reading } from './reading.ts';

/** What becomes of an earlier form's items. */
type Carried = Readonly<{
  /** Today's form with the items that the earlier one asked for in the same way. */
  sheet: FormSheet;
  /** Items that it did not ask for. */
  added: readonly FormItem[];
  /** Items that it asked for in another unit of measure or scope (口径). */
  changed: readonly FormItem[];
}>;

/** The reading with the items that can be taken, and what is to be said of the others; as it is for today's form. */
export function carriedOver(
  reading: Reading,
): Readonly<{ reading: Reading; findings: readonly Finding[] }> {
  const { sheet, page, context } = reading;
  if (!context.former) return { reading, findings: [] };
  const carried = carriedItems(sheet, context.former, page);
  return {
    reading: { ...reading, sheet: carried.sheet },
    findings: carriedFindings(carried, page, context.fileName),
  };
}

/** A row that stands on the page all the same is read: somebody put it there. */
function carriedItems(sheet: FormSheet, former: FormSheet, page: Page): Carried {
  const then = new Map(itemsOf(former).map((item) => [item.item, item]));
  const isThere = ({ item }: FormItem): boolean => codeCells(page, item).length > 0;
  const items = itemsOf(sheet);
  const added = items.filter((item) => !then.has(item.item) && !isThere(item));
  const changed = items.filter((item) => {
    const earlier = then.get(item.item);
    return earlier !== undefined && !isAskedAlike(earlier, item);
  });
  const left = new Set([...added, ...changed].map(({ item }) => item));
  const isKept = ({ item }: FormItem): boolean => !left.has(item);
  const kept: FormSheet = {
    ...sheet,
    sections: sheet.sections
      .map(({ section, figures }) => ({ section, figures: figures.filter(isKept) }))
      .filter(({ figures }) => figures.length > 0),
    tasks: sheet.tasks.filter(isKept),
    texts: sheet.texts.filter(isKept),
  };
  return { sheet: kept, added, changed };
}

function isAskedAlike(a: FormItem, b: FormItem): boolean {
  if (a.kind !== 'figure' || b.kind !== 'figure') return a.kind === b.kind;
  return asksTheSame(a, b);
}

/** What was not taken, by name, with what stood there. */
function carriedFindings(
  { added, changed }: Carried,
  page: Page,
  fileName: string,
): readonly Finding[] {
  const place = { file: fileName, sheet: page.sheet.name };
  const names = added.map((item) => quoted(printedName(item).split('\n')[0] ?? '')).join('、');
  return [
    ...(added.length === 0
      ? []
      : [workbookFinding('R_ADDED', { place, details: { names, count: added.length } })]),
    ...changed.map((item) => {
      const column = page.columns.get(titleKey(COLUMN.value)) ?? 0;
      const row = codeCells(page, item.item)[0]?.row ?? 0;
      const at = row > 0 && column > 0 ? { ...place, cell: cellRef(row, column) } : place;
      const value = typedText(page.at(row, column)).trim();
      const unit = item.kind === 'figure' ? `${item.asks}，${item.unitOfMeasure}` : '';
      return workbookFinding('R_CHANGED', {
        place: at,
        item: item.name,
        read: value,
        details: { value, unit },
      });
    }),
  ];
}
